"""What was aimed at: ratios within one run. Each is met, met by far (the stretch), or missed by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.write.zipped import Compressor
from tests.bench import node
from tests.bench.measure import Cost
from tests.bench.ways import OBVIOUS, RAW, WHOLE, WRITTEN, Measured, by


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured: the ways by size, other costs by name, and files written after a change by name."""

    ways: dict[str, list[Measured]] = field(default_factory=dict)
    costs: dict[str, Cost] = field(default_factory=dict)
    counts: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def seconds(self, size: str, way: str) -> float | None:
        return next((one.cost.median for one in self.ways.get(size, ()) if one.way.name == way), None)

    def memory(self, size: str, way: str) -> float | None:
        return next((one.memory for one in self.ways.get(size, ()) if one.way.name == way), None)

    def cost(self, name: str) -> float | None:
        return self.costs[name].median if name in self.costs else None


@dataclass(frozen=True, slots=True)
class Target:
    """One line: a figure, the target, the stretch; at most that much, or `at_least`. `figure` is None where it was not measured."""

    what: str
    figure: float | None
    target: float
    stretch: float
    unit: str = "×"
    at_least: bool = False

    def verdict(self) -> str:
        if self.figure is None:
            return "not measured"
        if not self.target:
            return f"missed, by {self.figure:.0f}" if self.figure else "stretch met"
        off = self.target / self.figure if self.at_least else self.figure / self.target
        if off > 1:
            return f"missed, by a factor of {off:.2f}"
        far = self.figure >= self.stretch if self.at_least else self.figure <= self.stretch
        return "stretch met" if far else "met"


def targets(found: Results, compressor: Compressor = "zlib") -> Iterator[Target]:
    """Every target there is, in the order of the issue that set them; without a figure where this does not compress."""
    written, whole = by(compressor, WRITTEN), by(compressor, WHOLE)

    def cost(name: str) -> float | None:
        return found.cost(by(compressor, name))

    for size, target, stretch in (("S", 1.5, 1.0), ("M", 1.0, 0.6), ("L", 1.0, 0.6), ("T10k", 1.0, 0.6)):
        ratio = _ratio(found.seconds(size, written), found.seconds(size, RAW))
        yield Target(f"{size}: writing alone, of raw", ratio, target, stretch)
    for size, target, stretch in (("S", 4, 8), ("M", 6, 10), ("L", 8, 15), ("T10k", 8, 15)):
        ratio = _ratio(found.seconds(size, OBVIOUS), found.seconds(size, whole))
        yield Target(f"{size}: whole, as fast as the obvious pipeline", ratio, target, stretch, at_least=True)
    for size in found.ways:
        if not _others(found.ways[size]):
            continue
        peer, ratio = _nearest(found.ways[size], whole)
        yield Target(f"{size}: whole, as fast as the fastest of the other libraries, {peer}", ratio, 1, 1, at_least=True)
    yield Target("S: six languages, of one", _ratio(cost("six languages"), cost("one language")), 3, 2)
    for large, small, way in (("L", "M", whole), ("T10k", "T1k", whole), ("L", "M", written), ("T10k", "T1k", written)):
        ratio = _ratio(found.seconds(large, way), found.seconds(small, way))
        kind = "whole" if way is whole else "writing alone"
        yield Target(f"growth {large}/{small}, {kind}, of linear", ratio and ratio / 10, 1.1, 1.0)
    for way, kind in ((whole, "whole"), (written, "writing alone")):
        yield Target(f"L: peak memory, {kind}, of raw", _ratio(found.memory("L", way), found.memory("L", RAW)), 3, 2)
    ratio = _ratio(cost("session, from nothing"), found.cost("session, raw"))
    yield Target("the session from nothing in one process, of its raw writing", ratio, 6, 3)
    for name, bare, target, stretch in (
        ("council --help", "bare Python", 150, 60),
        ("council build, nothing changed", "bare Python", 40, 10),
        ("session, nothing changed", "session, bare Python", 150, 50),
    ):
        yield Target(f"{name}, over bare Python", _over(cost(name), found.cost(bare)), target, stretch, unit="ms")
    for name, (made, right, wanted) in found.counts.items():
        wrong = made - right + wanted - right if compressor == "zlib" else None
        yield Target(
            f"{name} changed in the session: files written or left wrongly, of {wanted} to be written", wrong, 0, 0, unit=""
        )
    ratio = _ratio(cost("redline"), cost("plainly"))
    yield Target("a redline, one paragraph in a hundred changed, of writing the new state plainly", ratio, 2, 1.5)


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def _over(one: float | None, bare: float | None) -> float | None:
    return 1000 * (one - bare) if one is not None and bare is not None else None


def _others(ways: Sequence[Measured]) -> Mapping[str, float]:
    """What the other libraries cost that are given the words and have only to write them."""
    named = ("docxtpl, loops", "python-docx", "pandoc", *node.LIBRARIES)
    return {one.way.name: one.cost.median for one in ways if one.way.name in named}


def _nearest(ways: Sequence[Measured], whole: str) -> tuple[str, float | None]:
    """The fastest of the other libraries, and how it compares with the whole."""
    others = _others(ways)
    fastest = min(others, key=lambda name: others[name])
    return fastest, _ratio(others[fastest], next((one.cost.median for one in ways if one.way.name == whole), None))
