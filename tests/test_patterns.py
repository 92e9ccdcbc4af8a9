"""Patterns that were slow for texts made to be so take time in proportion to them."""

from __future__ import annotations

import importlib

import pytest

from tests.every_pattern import slow

MENDED = [
    ("akn.inline.surroundings", "_quoted"),
    ("akn.structure.notes", "_CALL"),
    ("akn.structure.reshaping", "_COLUMNS"),
    ("converters.view.inline", "_LATIN"),
    ("converters.view.inline", "_RANGE"),
]


@pytest.mark.parametrize(("module", "name"), MENDED, ids=lambda value: value.rpartition(".")[2])
def test_a_pattern_takes_no_second_for_a_hundred_thousand_characters(module: str, name: str) -> None:
    pattern = getattr(importlib.import_module(module), name)
    assert slow(pattern, [], at_a_place=False) == ("", 0.0)
