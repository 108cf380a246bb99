"""The examples of a pack, tried on its patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.issues import Issue, issue
from pipeline.localise.pack import Pack
from pipeline.model.inlines import Label
from pipeline.read.examples import Example
from pipeline.resolve.settle import label_text


def example_issues(pack: Pack, examples: Sequence[Example]) -> Iterator[Issue]:
    """LG209: an example that is printed otherwise; LG210: one with an unknown pattern; LG211: one without wording."""
    for example in examples:
        if not example.expected:
            yield issue("LG211", example.location, form=example.form)
            continue
        try:
            printed = printed_by(pack, example)
        except (KeyError, IndexError, ValueError):
            yield issue("LG210", example.location, found=f"form = {example.form}")
            continue
        if printed != example.expected:
            form = example.value.key if isinstance(example.value, Label) else example.form
            yield issue("LG209", example.location, printed=printed, expected=example.expected, form=form)


def printed_by(pack: Pack, example: Example) -> str:
    """What the pack makes of an example; raises KeyError for a pattern or label that it does not have."""
    if isinstance(example.value, Label):
        return label_text(example.value, pack)
    return pack.printed(example.value, example.form)
