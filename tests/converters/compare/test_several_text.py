"""Several texts for a terminal: what became of each paragraph, notes and places that changed too."""

from __future__ import annotations

from converters.compare.several import several_text
from tests.converters.compare.test_several_page import _document

PILOTS = "Requests all pilots to keep a register of every wreck that lies off the northern moles, with its bell"
TIDES = "Notes the tide tables of the eastern ports and the harbour of the pilots"
OIL = "Commends those who pledged oil for the lamps of the northern lighthouses"


def _told(*bodies: str) -> str:
    documents = [_document(98 + i, body) for i, body in enumerate(bodies)]
    return several_text(documents, [f"text {i}" for i in range(len(bodies))])


def test_a_row_of_which_only_a_note_changed_says_which_and_how() -> None:
    one = "1. Welcomes the report of the Secretary-General;¹\n\n2. Notes the fog.\n\n¹ A/99/8.\n"
    two = one.replace("A/99/8", "A/99/9")
    without = two.replace("¹\n", "\n").replace("¹ A/99/9.\n", "")
    assert _told(one, two, without).partition("\n\n")[2].splitlines() == [
        "paragraph 1 (new, same, same)",
        "    1: Welcomes the report of the Secretary-General;",
        "    2: =",
        "       note 1: citation: A/99/8 → A/99/9",
        "    3: =",
        "       note 1: removed",
    ]


def test_what_moved_says_where_it_stands_now() -> None:
    one = f"1. {TIDES};\n\n2. {OIL};\n\n3. {PILOTS};\n"
    two = f"1. {OIL};\n\n2. {PILOTS};\n\n3. {TIDES};\n"
    told = _told(one, two, two)
    assert "    2: =\n       now after paragraph 2, paragraph 3 before\n    3: =\n" in told
    assert "now the first" in _told(two, one, one)
