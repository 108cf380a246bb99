"""Two states of a document as one, with every change marked: what reviewers read."""

from __future__ import annotations

from pipeline.model.blocks import Document
from pipeline.review.redline.aligning import Aligning
from pipeline.review.redline.moves import with_moves


def redline(old: Document, new: Document) -> Document:
    """The redlined document of two settled ones: `accepted` of it is `new` and `rejected` of it is `old`, exactly.

    What is the same in both has no mark; a document against itself is itself.
    """
    aligning = Aligning.of(old, new)
    return with_moves(aligning.merged(old, new), aligning.merged)
