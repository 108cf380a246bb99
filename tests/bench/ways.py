"""The ways to write a document of one size, and what each of them is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from pipeline.assemble.one import Ready
from pipeline.write.shell import read_shell
from pipeline.write.zipped import Compressor
from tests.bench import generate, node, ours, peers, raw
from tests.bench.command import memory
from tests.bench.measure import Cost, Way, Work, in_turns
from tests.bench.said import Said, missing, said

RAW = "raw: strings + zipfile"
OBVIOUS = "the obvious pipeline"
WRITTEN, WHOLE = "**this project, writing**", "**this project, whole**"
COLD = "**this project, whole, a fresh process**"
COMPRESSORS: tuple[Compressor, ...] = ("zlib", "isal") if find_spec("isal") else ("zlib",)
"""What compresses what this project writes; each target is said of both."""


def by(compressor: Compressor, what: str) -> str:
    """The name of something that is measured, when this compresses."""
    return what if compressor == "zlib" else f"{what}, {compressor}"


ESSENTIAL = (RAW, OBVIOUS, *(by(compressor, way) for compressor in COMPRESSORS for way in (WRITTEN, WHOLE)))
LANGUAGE = ("fr",)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a way costs at one size: CPU, peak memory in MB (none where that of the same way says it), texts its file lacks."""

    way: Way
    cost: Cost
    memory: float | None
    missing: int


@dataclass(frozen=True, slots=True)
class Size:
    """A document of one size, and what the ways start from."""

    name: str
    project: Path
    ready: Ready
    said: Said

    @property
    def paragraphs(self) -> int:
        return sum(1 for _ in self.said.texts())


def size(cache: Path, name: str) -> Size:
    project = generate.project(cache, name)
    ready = ours.ready(project, generate.MODEL)
    return Size(name, project, ready, said(ready.document))


def template(path: Path, document: Said) -> raw.Template:
    """The template of the raw way, taken apart once as each of the others may."""
    shell = read_shell(path, (*document.slots, "box", "body"))
    marked = {name: etree.tostring(root, encoding="unicode") for name, root in shell.marked.items()}
    return raw.Template(dict(shell.parts), marked)


def ways(found: Size, out: Path) -> list[Way]:
    """All ways there are on this machine; what they make goes into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    council = found.project / "templates" / "council.docx"
    styles = list(dict.fromkeys(("Normal", *(line.style for line in found.said.paragraphs()))))
    loops = peers.loops_template(council, out / "loops-template.docx", styles)
    made = [
        Way(RAW, "raw", "write", (found.said, template(council, found.said)), out / "raw.docx"),
        *(
            Way(
                by(compressor, WRITTEN),
                "ours",
                "write",
                (found.project, found.ready, False, compressor),
                out / f"written-{compressor}.docx",
            )
            for compressor in COMPRESSORS
        ),
        Way("docxtpl, loops", "peers", "loops", (found.said, loops), out / "loops.docx"),
        Way("docxtpl, shell", "peers", "shell", (found.said, council), out / "shell.docx"),
        Way("python-docx", "peers", "python_docx", (found.said, council), out / "python-docx.docx"),
    ]
    if peers.PANDOC:
        made.append(Way("pandoc", "peers", "pandoc", (found.said, council), out / "pandoc.docx"))
    made += node.ways(found.said, council, styles, out)
    obvious = Way(OBVIOUS, "obvious", "build", (found.project / "sources", generate.MODEL, council), out / "obvious.docx")
    build = found.project / "build"
    built = build / generate.MODEL / f"{found.ready.stem}.docx"
    return [
        *made,
        obvious,
        *(
            Way(by(compressor, WHOLE), "ours", "build", (found.project, generate.MODEL, LANGUAGE, compressor), built, build)
            for compressor in COMPRESSORS
        ),
        Way(f"{OBVIOUS}, a fresh process", "command", "alone", (obvious,), obvious.made),
        Way(COLD, "command", "council", (found.project, ("build", "--lang", *LANGUAGE, "-q")), built, build),
    ]


def measured(found: Size, out: Path, repeats: int, *, others: bool = True) -> list[Measured]:
    """What each way costs, all of them in turns; a way that fails is left out, and other libraries where no `others` are wanted."""
    every = [way for way in ways(found, out) if others or way.name in ESSENTIAL]
    costs = in_turns([Work(way.name, way.run, way.before) for way in every], repeats)
    node.end()
    made = []
    for way in every:
        if way.name in costs:
            lacking = len(missing(way.made, found.said))
            way.before()
            # A fresh process needs no other.
            peak = None if way.module == "command" else memory(way)
            made.append(Measured(way, costs[way.name], peak, lacking))
    return made


def absent(found: Mapping[str, Sequence[Measured]]) -> list[str]:
    """What is not installed here of the other compressor and the peers, and the sizes at which one failed."""
    missing = [*([] if "isal" in COMPRESSORS else ["isal"]), *([] if peers.PANDOC else ["pandoc"]), *node.absent()]
    named = [name for name in node.LIBRARIES if name not in missing]
    tried = {size: {one.way.name for one in measured} for size, measured in found.items() if len(measured) > len(ESSENTIAL)}
    failed = [f"{name} failed at {size}" for size, measured in tried.items() for name in named if name not in measured]
    return [*(f"{name} is not installed here" for name in missing), *failed]
