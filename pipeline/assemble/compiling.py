"""Compiled templates, kept in the build folder: half of what a run has to load is for docxtpl, and templates hardly change.

As what is remembered of runs it is an accelerator and nothing else: where a file is not there, damaged, or of another template or
program, the template is compiled as ever.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from pipeline.assemble.keys import code_version
from pipeline.gate.reading import sha256
from pipeline.gate.writing import keep_last, put_lightly
from pipeline.write.shell import Compile, compiled
from pipeline.write.zipped import parts_hash, zipped

_KEY = "key"
_KEPT = 16
"""So many templates are kept in a build folder, the last ones."""


def compiling(build: Path) -> Compile:
    """What compiles templates, and keeps in a build folder what came of it."""

    def compile_(parts: Mapping[str, bytes], names: Collection[str]) -> Mapping[str, bytes]:
        key = sha256("\n".join((code_version(), parts_hash(parts), *sorted(names))).encode())
        path = build / f".council-{key[:8]}.template"
        made = _found(path, key)
        if made is None:
            made = compiled(parts, names)
            # Bookmarks are numbered part by part: the order is kept too.
            data = zipped({_KEY: "\n".join((key, *made)).encode(), **made})
            with suppress(OSError):
                build.mkdir(exist_ok=True)
                put_lightly(path, lambda _: data)
                keep_last(build, ".council-*.template", _KEPT)
        return made

    return compile_


def _found(path: Path, key: str) -> Mapping[str, bytes] | None:
    """What is kept at this path, None where it is not of this key or not as it was written."""
    try:
        with ZipFile(io.BytesIO(path.read_bytes())) as archive:
            found, *names = archive.read(_KEY).decode().split("\n")
            return {name: archive.read(name) for name in names} if found == key else None
    except (OSError, BadZipFile, ValueError, KeyError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return None
