"""A text of a few words is in the language of its enacting formula."""

from __future__ import annotations

import pytest

from akn.blocks import Block, Blocks
from akn.parse import parse_blocks
from akn.text import Text


def _blocks(*lines: str) -> Blocks:
    return tuple(Block(Text(line)) for line in lines)


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("The General Assembly,", "eng"),
        ("L’Assemblée générale,", "fra"),
        ("La Asamblea General,", "spa"),
    ],
)
def test_the_formula_decides_where_words_hardly_tell(formula: str, code: str) -> None:
    blocks = _blocks("A/RES/99/5", "99/5. Sahara", formula, "98/5,", "1. No:", "(a) Sahara; (b) La Pampa;")
    assert parse_blocks(blocks).value.metadata.language == code


def test_words_decide_where_there_is_no_formula() -> None:
    blocks = _blocks(
        "Le Conseil se réunit dans la salle de lecture de la bibliothèque", "et les lecteurs y sont venus."
    )
    assert parse_blocks(blocks).value.metadata.language == "fra"


def test_letters_of_a_symbol_are_words_of_no_language() -> None:
    blocks = _blocks("United Nations", "A/99/604/Add.6", "General Assembly", "Distr.: General", "Original: English")
    result = parse_blocks(blocks)
    assert result.value.metadata.language == "eng", "the A of A/99/604 is no Spanish word"
    assert "L102" in {d.code.code for d in result.diagnostics}, "that nothing tells is said"
