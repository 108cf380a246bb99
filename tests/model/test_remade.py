"""Nodes with some of their fields changed."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given

from pipeline.model.blocks import Document
from pipeline.model.inlines import Text
from pipeline.model.remade import remade
from pipeline.model.walk import carriers
from tests.strategies import documents


@given(documents())
def test_a_node_is_remade_as_the_standard_library_replaces_it(document: Document) -> None:
    for carrier in carriers(document):
        made, plain = remade(carrier, unit="other", content=()), replace(carrier, unit="other", content=())
        assert made == plain
        assert [getattr(made, one.name) for one in fields(made)] == [getattr(plain, one.name) for one in fields(plain)]
        assert hash(remade(carrier)) == hash(carrier)


def test_a_field_that_there_is_not_is_given_to_no_node() -> None:
    with pytest.raises(TypeError, match=r"Text has not all of \['words'\]"):
        remade(Text("a"), words="b")
