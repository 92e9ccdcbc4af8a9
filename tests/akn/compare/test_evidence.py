"""What the units of a row say together."""

from __future__ import annotations

import pytest

from akn.compare.concord import concord
from akn.compare.evidence import Profile, anchors, version
from akn.document import Document, Metadata, Operative
from akn.languages import load
from akn.text import Text


def test_a_profile_counts_every_language_that_joins_the_row() -> None:
    texts = {"eng": "Invites all 25 libraries;", "fra": "Invite les 25 bibliothèques ;", "spa": "Invita a las 25;"}
    documents = [
        Document(Metadata(language=code), body=(Operative("1.", (Text(text),)),)) for code, text in texts.items()
    ]
    units = [version(document).seen[0] for document in documents]
    for several in (2, 3):
        profile = Profile.of(units[:several])
        assert profile.members == several
        assert several in profile.values.values()  # 25, which each of them prints


@pytest.mark.parametrize(
    ("code", "text", "months"),
    [
        ("eng", "pursuant to paragraph 10 or 11, may ask for it", []),
        ("eng", "the States in paragraph 11 may ask for it", []),
        ("eng", "the paragraphs 10 and 11, May being over,", []),
        ("eng", "on 11 May it may ask for it", ["05"]),
        ("eng", "in May, 2044", ["05"]),
        ("fra", "avant le 11 mai", ["05"]),
        ("spa", "el 11 de mayo", ["05"]),
    ],
)
def test_the_name_of_a_month_is_one_where_a_day_or_a_year_stands_beside_it(
    code: str, text: str, months: list[str]
) -> None:
    assert [a.value for a in anchors(Text(text), load(code)).printed if a.kind == "month"] == months


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("eng", "for more than seven decades", ["70"]),
        ("eng", "the Fourth Decade, and the fourth decade", ["4", "4"]),
        ("fra", "pendant quatre décennies", ["40"]),
        ("fra", "quarante années", ["40"]),
        ("rus", "четыре десятилетия", ["40"]),
        ("zho", "70多年", ["70"]),
    ],
)
def test_decades_are_so_many_tens(code: str, text: str, values: list[str]) -> None:
    assert [a.value for a in anchors(Text(text), load(code)).printed] == values


def test_decades_are_years_and_a_form_of_the_noun_in_other_languages() -> None:
    texts = {"eng": "Notes two decades of fog;", "fra": "Note vingt années de brume ;", "ara": "تلاحظ عقدين من الضباب؛"}
    documents = [
        Document(Metadata(language=code), body=(Operative("1.", (Text(text),)),)) for code, text in texts.items()
    ]
    assert concord(documents).findings == ()
    texts["fra"] = "Note trente années de brume ;"
    documents[1] = Document(Metadata(language="fra"), body=(Operative("1.", (Text(texts["fra"]),)),))
    (found,) = concord(documents).findings
    assert found.languages == {"fra": "trente"}
