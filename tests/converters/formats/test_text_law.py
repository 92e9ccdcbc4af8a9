"""The laws of plain text: what was written comes back, less what a text cannot carry."""

from __future__ import annotations

from hypothesis import given

from akn.blocks import Blocks
from converters.formats import text, without
from tests.converters.formats.text_blocks import documents


@given(documents())
def test_what_was_written_comes_back(blocks: Blocks) -> None:
    assert text.read(text.write(blocks)).value == without(blocks, text.LOSES)


@given(documents())
def test_what_came_back_is_written_as_the_same_bytes(blocks: Blocks) -> None:
    written = text.write(blocks)
    assert text.write(text.read(written).value) == written
