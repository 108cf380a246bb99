"""A pair of settled documents as Word files: each plainly, and the redline of both."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache

from pipeline.issues import Issue
from pipeline.localise.layout import Layout
from pipeline.model.blocks import Document
from pipeline.read.pack import read_pack
from pipeline.review.redline import redline
from pipeline.write.package import written
from pipeline.write.parts import Properties
from pipeline.write.shell import Shell
from pipeline.write.story import Reviewer
from tests.documents import ROOT, shell

REVIEWER = Reviewer('Jean "J." Dupont & <fils>', "2022-03-02T08:30:00Z")


@cache
def layouts() -> Mapping[str, Layout]:
    """The layouts of the languages found here."""
    found: list[Issue] = []
    packs = [read_pack(path.parent, found.append) for path in sorted((ROOT / "sources/languages").glob("*/pack.toml"))]
    return {pack.code: pack.layout for pack in packs}


def plain_parts(document: Document, template: Shell | None = None) -> dict[str, bytes]:
    """The parts of a settled document's final."""
    return written(document, template or shell(), layouts(), _properties(document), None)


def redlined_parts(old: Document, new: Document, template: Shell | None = None) -> dict[str, bytes]:
    """The parts of the redline of two settled documents."""
    return written(redline(old, new), template or shell(), layouts(), _properties(new), None, REVIEWER)


def _properties(document: Document) -> Properties:
    return Properties("", "", document.symbol, document.language, datetime.datetime(2022, 3, 2, tzinfo=datetime.UTC))
