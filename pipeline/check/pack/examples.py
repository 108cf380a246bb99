"""The examples of a pack, tried on its patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.issues import Issue, issue
from pipeline.localise.pack import Pack
from pipeline.read.examples import Example


def example_issues(pack: Pack, examples: Sequence[Example]) -> Iterator[Issue]:
    """LG209: an example that is printed otherwise; LG210: one with an unknown pattern; LG211: one without wording."""
    for example in examples:
        if not example.expected:
            yield issue("LG211", example.location, form=example.form)
            continue
        try:
            printed = pack.printed(example.value, example.form)
        except (KeyError, IndexError, ValueError):
            yield issue("LG210", example.location, found=f"form = {example.form}")
            continue
        if printed != example.expected:
            yield issue("LG209", example.location, printed=printed, expected=example.expected, form=example.form)
