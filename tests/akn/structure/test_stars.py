"""Notes that stars call."""

from __future__ import annotations

from akn.blocks import Block, Blocks, NoteBlock
from akn.structure.stars import with_star_notes
from akn.text import Kind, Text


def _blocks(*pages: tuple[str, ...]) -> Blocks:
    return tuple(Block(Text(text), page=number) for number, page in enumerate(pages, 1) for text in page)


def _called(blocks: Blocks) -> dict[str, str]:
    """The text that calls each note, by the words of the note."""
    words = {
        b.key: b.blocks[0].text.content for b in blocks if isinstance(b, NoteBlock) and isinstance(b.blocks[0], Block)
    }
    calls = [(m.get("key"), b.text.content) for b in blocks if isinstance(b, Block) for m in b.text.of(Kind.NOTE)]
    return {words[key]: text for key, text in calls}


def test_a_note_in_the_middle_of_the_text_is_that_of_the_sponsors() -> None:
    blocks = with_star_notes(
        _blocks(
            ("Fiji and Kenya:* draft resolution", "1. Decides to wait,", "* More sponsors are listed."), ("and sings.",)
        )
    )
    assert _called(blocks) == {"More sponsors are listed.": "Fiji and Kenya: draft resolution"}
    assert isinstance(blocks[2], NoteBlock)  # it stays between the halves of what the page cuts


def test_each_number_of_stars_has_its_note_and_a_symbol_may_call_one() -> None:
    blocks = with_star_notes(
        _blocks(("A/99/L.7*", "Fiji:** draft resolution", "* Reissued on 3 May 2044.", "** On behalf of all."))
    )
    assert _called(blocks) == {"Reissued on 3 May 2044.": "A/99/L.7", "On behalf of all.": "Fiji: draft resolution"}


def test_a_note_that_the_file_knows_and_nothing_calls_is_that_of_the_stars() -> None:
    note = NoteBlock("1:*:0", "*", (Block(Text("On behalf of all."), page=1),), page=1)
    blocks = with_star_notes((*_blocks(("Fiji:* draft resolution",)), note))
    assert _called(blocks) == {"On behalf of all.": "Fiji: draft resolution"}


def test_what_stars_call_several_times_or_nowhere_or_overleaf_is_text() -> None:
    for blocks in (
        _blocks(("The members are Fiji,* Kenya* and Malta.*", "* Term of office ends in 2044.")),
        _blocks(("The members are Fiji and Kenya.", "* Term of office ends in 2044.")),
        _blocks(("Fiji:* draft resolution",), ("* Reissued.",)),
        _blocks(("Points:* these", "* The first.", "* The second.")),
        _blocks(("* * *", "2 * 3 is a product")),
    ):
        assert with_star_notes(blocks) == blocks


def test_without_pages_the_note_parts_nothing() -> None:
    blocks = with_star_notes(tuple(Block(Text(t)) for t in ("Fiji:* draft", "* Of all.", "The end")))
    assert [type(b) for b in blocks] == [Block, Block, NoteBlock]
