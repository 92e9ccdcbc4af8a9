"""The laws of plain text: what was written comes back, less what a text cannot carry."""

from __future__ import annotations

from hypothesis import given

from akn.blocks import Block, Blocks
from akn.text import Kind
from converters.formats import Loss, text, without
from tests.converters.formats.text_blocks import documents, texts


@given(documents())
def test_what_was_written_comes_back(blocks: Blocks) -> None:
    assert text.read(text.write(blocks)).value == without(blocks, text.LOSES)


@given(documents())
def test_what_came_back_is_written_as_the_same_bytes(blocks: Blocks) -> None:
    written = text.write(blocks)
    assert text.write(text.read(written).value) == written


@given(documents())
def test_with_looks_shown_nothing_but_looks_is_lost(blocks: Blocks) -> None:
    read = text.read(text.write(blocks, marks=True)).value
    assert without(read, text.LOSES) == without(blocks, text.LOSES)


@given(texts())
def test_a_look_that_comes_back_is_one_that_was_there(given_text: object) -> None:
    block = Block(given_text)  # type: ignore[arg-type]
    (read,) = text.read(text.write((block,), marks=True)).value
    (left,) = without((block,), text.LOSES - {Loss.LOOKS})  # a space for a line break moves what follows
    assert isinstance(read, Block)
    assert isinstance(left, Block)
    for look in read.text.of(Kind.BOLD, Kind.ITALIC):
        covering = [m for m in left.text.of(look.kind) if m.start <= look.start and look.end <= m.end]
        assert covering
