"""Issues in the shape of a compiler's messages: code and place, surroundings, and the way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.issues import Issue, Location, letters
from pipeline.messages import Messages, in_order
from pipeline.messages.screen import LEFT_TO_RIGHT, clean, isolated

Excerpt = Callable[[Location, Messages], Sequence[str]]
"""What shows the surroundings of a place: the rows of a sheet, the lines of a fragment."""
Paint = Callable[[str, str], str]
"""What colours a text by its role: the name of a severity, `caret` or `fix`."""

_FEW = 3
"""So many issues of one code and one mend are each shown whole; of more, the first."""
_LISTED = 8
"""So many places of the others are listed; of the rest, how many there are and where."""
_SPANS = 3
_INDENT = " " * 6


def as_text(
    messages: Messages, issues: Iterable[Issue], excerpt: Excerpt, paint: Paint = lambda _, text: text
) -> Iterator[str]:
    """Each issue, sorted by place, as lines; where many need the same mend they are told together, at the first's place."""
    for first, *others in groups(messages, issues):
        severity = first.severity.name.lower()
        message, fix = messages.on_screen(first)
        opening = paint(severity, f"{messages.word(severity)} {first.code}")
        lines = [f"{opening}  {_full(first.location, messages)}  {message}"]
        shown = excerpt(first.location, messages)
        lines += [_INDENT + (paint("caret", line) if _only_carets(line) else line) for line in shown]
        lines.append(f"{_INDENT}= {paint('fix', messages.word('fix'))}: {fix}")
        if others:
            lines += _further(messages, first, others)
        yield "\n".join(lines)


def groups(messages: Messages, issues: Iterable[Issue]) -> list[list[Issue]]:
    """The issues sorted by place, each once; more than a few of one code with the same mend are one group."""
    alike: dict[tuple[str, str], list[Issue]] = {}
    for issue in in_order(issues):
        alike.setdefault((issue.code, messages.fix(issue)), []).append(issue)
    made = [part for group in alike.values() for part in ([group] if len(group) > _FEW else [[one] for one in group])]
    return sorted(made, key=lambda group: (group[0].location, group[0].code))


def _further(messages: Messages, first: Issue, others: Sequence[Issue]) -> Iterator[str]:
    listed, rest = others[:_LISTED], others[_LISTED:]
    before = [first, *listed]
    places = [_short(issue.location, last.location, messages) for issue, last in zip(listed, before, strict=False)]
    more = [messages.say("and_more", count=len(rest), places=_spans(rest, before[-1].location, messages))] if rest else []
    said = [messages.on_screen(issue)[0] for issue in listed]
    if set(said) == {messages.on_screen(first)[0]}:
        yield f"{_INDENT}= {messages.say('also_in', places=', '.join([*places, *more]))}"
        return
    yield f"{_INDENT}= {messages.say('also')}"
    yield from (f"{_INDENT}  {f'{place}  ' if place else ''}{message}" for place, message in zip(places, said, strict=True))
    yield from (f"{_INDENT}  {text}" for text in more)


def _spans(issues: Sequence[Issue], last: Location, messages: Messages) -> str:
    """Where issues are, file by file and sheet by sheet."""
    texts: list[str] = []
    for _, group in groupby((issue.location for issue in issues), lambda at: (at.path, _sheet(at))):
        here = list(group)
        span = _span(here, messages)
        texts.append(span if here[0].path == last.path and span else f"{_file(here[0])} {span}".rstrip())
        last = here[0]
    return "; ".join([*texts[:_SPANS], *(["…"] if len(texts) > _SPANS else [])])


def _span(here: Sequence[Location], messages: Messages) -> str:
    first, last = here[0], here[-1]
    if not _sheet(first):
        return messages.place(first) if first.place == last.place else f"{messages.place(first)} – {messages.place(last)}"
    columns = [at.column for at in here if at.column]
    start, end = (f"{letters(edge(columns, default=0))}{at.row or ''}" for edge, at in ((min, first), (max, last)))
    return f"{first.part}!{start}" if start == end else f"{first.part}!{start}:{end}"


def _short(at: Location, last: Location, messages: Messages) -> str:
    """A place as it is told after another one: its file and its sheet only where they are others."""
    if at.path != last.path:
        return _full(at, messages)
    return at.cell if _sheet(at) and at.part == last.part else messages.place(at)


def _full(at: Location, messages: Messages) -> str:
    return f"{_file(at)}  {messages.place(at)}".rstrip()


def _file(at: Location) -> str:
    return isolated(clean(str(at.path)))


def _sheet(at: Location) -> str:
    return at.part if at.path.suffix.lower() == ".xlsx" and at.cell else ""


def _only_carets(line: str) -> bool:
    return "^" in line and not line.strip(f" │^{LEFT_TO_RIGHT}")
