"""The law of the format: what was written comes back, less what Word cannot carry."""

from __future__ import annotations

from hypothesis import given, settings

from akn.blocks import Blocks
from converters.formats import docx, without
from tests.converters.formats.word_blocks import documents


@given(documents())
@settings(max_examples=max(12, 3 * settings().max_examples // 2))
def test_what_was_written_comes_back(blocks: Blocks) -> None:
    back = docx.read(docx.write(blocks), "a.docx")
    assert back.value == without(blocks, docx.LOSES)
