"""What a run remembers of itself, so that the same command on the same files is answered without doing any of it.

`python -m pipeline` asks here first. It is as git's index: files by size, times and inode, folders too, so that a new file is
noticed. It is an accelerator and nothing else: where it is not there, damaged, or does not fit, all is done as ever. As little
is imported here as can be, since importing is what a run costs that does nothing.
"""

import os
import sys
import zlib

_FORM = "council 1"
_ABSENT = "-"
_VARIABLES = ("COUNCIL", "LC_", "LANG", "PYTHON", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "TERM", "COLUMNS")

Pieces = list[tuple[int, bytes]]
"""What is printed, in its order, each piece with the number of its stream."""


def state(path: str) -> str:
    """What tells one state of a file from another; of a folder too: its times change with the names in it."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return _ABSENT
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def changed(state: str) -> int:
    """The moment of the last change that a state tells, in nanoseconds; 0 where there was no file."""
    return 0 if state == _ABSENT else max(map(int, state.split()[1:3]))


def key(arguments: list[str]) -> str:
    """All that what a command does and says hangs on, other than files."""
    variables = (f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith(_VARIABLES))
    streams = (f"{stream.isatty()} {stream.encoding}" for stream in (sys.stdout, sys.stderr))
    user = os.geteuid() if hasattr(os, "geteuid") else ""
    return "\0".join((_FORM, sys.executable, sys.version, str(user), os.getcwd(), *streams, *variables, "", *arguments))


def place(build: str, key: str) -> str:
    """The file in a build folder that remembers the command of this key."""
    return os.path.join(build, f".council-{zlib.crc32(_bytes(key)):08x}.index")


def written(key: str, states: dict[str, str], pieces: Pieces) -> bytes:
    """The bytes that say what a command prints as long as these files are in these states."""
    files = _bytes("\0".join(word for path, state in states.items() for word in (state, path)))
    lengths = " ".join(f"{number}:{len(text)}" for number, text in pieces)
    head = f"{len(_bytes(key))} {len(files)} {lengths}\n".encode()
    data = b"".join((head, _bytes(key), files, *(text for _, text in pieces)))
    return b"%08x " % zlib.crc32(data) + data


def read(data: bytes, key: str) -> Pieces | None:
    """What the command of this key prints; None where this is not about it, or any file is in another state.

    Raises ValueError where the bytes are not as they were written.
    """
    if data[:9] != b"%08x " % zlib.crc32(data[9:]):
        raise ValueError(data[:9])
    head, _, rest = data[9:].partition(b"\n")
    own, files, *lengths = head.decode().split()
    at = int(own) + int(files)
    if rest[: int(own)] != _bytes(key):
        return None
    words = iter(rest[int(own) : at].decode("utf-8", "surrogateescape").split("\0"))
    if any(was != state(path) for was, path in zip(words, words)):  # noqa: B905 - two by two
        return None
    pieces = []
    for number, _, length in (one.partition(":") for one in lengths):
        pieces.append((int(number), rest[at : at + int(length)]))
        at += int(length)
    return pieces


def answered(arguments: list[str]) -> bool:
    """Whether this command is answered, as the run that is remembered would answer it; it ends with 0 then."""
    if "build" not in arguments or sys.stdout is not sys.__stdout__ or sys.stderr is not sys.__stderr__:
        return False
    try:
        own = key(arguments)
        with open(place(_folder(arguments), own), "rb") as stream:
            pieces = read(stream.read(), own)
    except (OSError, ValueError, AttributeError):  # AttributeError: a stream that is closed is None
        return False
    for number, text in pieces or ():
        _print(number, text)
    return pieces is not None


def _folder(arguments: list[str]) -> str:
    """The build folder as the command line names it; where click reads it otherwise, nothing is remembered there."""
    folder = "build"
    for at, argument in enumerate(arguments):
        if argument == "--build":
            folder = "".join(arguments[at + 1 : at + 2])
        elif argument.startswith("--build="):
            folder = argument[8:]
    return folder


def _print(number: int, text: bytes) -> None:
    try:
        while text:
            text = text[os.write(number, text) :]
    except BrokenPipeError:
        # Nobody reads any more: `council build | head` ends as `council build` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
