"""What is remarked is said in the language of a page: all that conversions of published documents give."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from akn.diagnostics import Code
from converters.view.remarking import remark

LANGUAGES = ("ara", "deu", "fra", "rus", "spa", "zho")
# what 1,165 published works gave as text, Word files, PDF files and scans
GIVEN = [
    "B114",
    "C101",
    "C102",
    "C103",
    "C108",
    "C109",
    "C111",
    "C112",
    "C113",
    "C115",
    "C116",
    "C117",
    "C118",
    "M101",
    "M102",
    "M105",
    "M107",
    "M110",
    "M113",
    "R102",
    "R111",
    "R113",
    "R114",
    "R334",
    "S201",
    "S202",
    "S203",
    "S204",
    "S205",
    "S209",
    "S210",
    "S211",
    "S300",
    "S301",
    "S304",
    "S305",
    "S306",
    "S309",
    "S310",
    "S314",
    "S315",
    "S318",
    "S321",
    "S323",
    "S324",
    "S325",
    "S326",
    "S327",
    "S328",
    "S330",
    "S331",
    "V301",
    "V302",
    "V304",
]


def _table(language: str) -> dict[str, dict[str, str]]:
    path = files("converters.view") / "remarks" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_published_documents_give_has_words(language: str) -> None:
    table = _table(language)
    assert sorted(set(GIVEN) - table.keys()) == []


def test_a_text_without_a_title_is_said_in_words_that_its_reader_knows() -> None:
    for language in LANGUAGES:
        told = remark(Code.PROFILE_MUST.at(problem="the statement has no preface", remedy="add preface"), language)
        assert told.own
        assert "preface" not in told.message
    told = remark(Code.PROFILE_MUST.at(problem="the statement has no preface", remedy="add preface"), "fra")
    assert told.message == "aucune ligne n’est lue comme titre ou comme numéro du document"


def test_a_rule_without_words_is_said_in_english_and_one_with_words_is_not() -> None:
    told = remark(Code.PROFILE_SOURCE.at(problem="note 9 follows note 7", remedy="see"), "fra")
    assert (told.message, told.own) == ("la note 9 suit la note 7", True)
    told = remark(Code.PROFILE_SOURCE.at(problem="a fish swims", remedy="dry it"), "fra")
    assert (told.message, told.own) == ("a fish swims", False)
