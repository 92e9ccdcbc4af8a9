"""The check of citations, against an invented register: what is confirmed, contradicted, not there, unknown."""

from __future__ import annotations

import pytest
from msgspec import Struct

from akn.bodies.adopted import highest_of
from akn.bodies.symbols import Symbol, parse_symbol
from akn.checking import COLUMNS, Checked, check, remarks_of, said_of
from akn.citing import COLUMNS as LINKED
from akn.document import Document
from akn.register import Known, Shipped, Together, number_of
from converters import Options, convert
from tests.documents import document_of


class _Invented(Struct):
    """A register of lighthouses."""

    days: dict[str, tuple[str, ...]]
    titles: dict[str, str] = {}
    held: dict[str, frozenset[str]] = {}
    parts: dict[str, tuple[str, ...]] = {}

    def known(self, symbol: Symbol, language: str) -> Known | None:
        name = symbol.printed
        if name not in self.days:
            return None
        titles = (self.titles[name],) if language == "eng" and name in self.titles else ()
        return Known(self.days[name], "the register", titles, self.parts.get(name))

    def places(self, symbol: Symbol) -> frozenset[str] | None:
        return self.held.get(symbol.printed)

    def highest(self, symbol: Symbol) -> int:
        return 77 if symbol.session == "98" else 0


REGISTER = _Invented(
    days={
        "A/RES/97/31": ("2042-12-04",),
        "A/RES/98/40": ("2043-12-03",),
        "A/HRC/RES/90/3": ("2035-10-04",),
        "S/RES/3010 (2040)": ("2040-05-07",),
        "A/RES/98/5": ("2043-11-01", "2043-12-20"),
    },
    titles={"A/RES/97/31": "Lighthouses for sustainable navigation"},
    held={"A/RES/97/31": frozenset({"para_1", "para_2", "para_2__list_1__point_a", "sec_II__para_9", "att_1__para_3"})},
    parts={"A/RES/97/31": (), "A/RES/98/5": ("A", "B")},
)


def _document(text: str) -> Document:
    head = "General Assembly\n\n99/52. Lamps\n\nThe General Assembly,\n\n"
    return document_of(f"{head}1. {text}\n\n9 December 2044\n", validate=False)


def _checked(text: str) -> list[tuple[str, str, str, str]]:
    rows = check(_document(text), REGISTER)
    return [(row.verdict, row.what, row.printed, row.known) for row in rows if row.paragraph == "para_1"]


@pytest.mark.parametrize(
    ("text", "verdict", "what", "known"),
    [
        ("Recalls its resolution 97/31 of 4 December 2042;", "confirmed", "date", "2042-12-04"),
        ("Recalls its resolution 97/31 of 5 December 2042;", "contradicted", "date", "2042-12-04"),
        ("Recalls its resolution 97/31 of 4 December 2044;", "contradicted", "date", "2042-12-04"),
        ("Recalls Human Rights Council resolution 90/3 of 4 October 2035;", "confirmed", "date", "2035-10-04"),
        ("Recalls Security Council resolution 3010 (2040) of 9 May 2040;", "contradicted", "date", "2040-05-07"),
        ("Recalls its resolution 97/31;", "unknown", "", ""),
        ("Recalls its resolution 98/78;", "not in register", "number", "77"),
        ("Recalls its resolution 98/70;", "unknown", "", ""),
        ("Recalls its resolution 97/31 B of 4 December 2042;", "contradicted", "number", "no parts"),
        ("Recalls its resolution 98/5 C of 20 December 2043;", "contradicted", "number", "A, B"),
        ("Recalls its resolution 98/5 of 20 December 2043;", "confirmed", "date", "2043-11-01, 2043-12-20"),
    ],
)
def test_a_number_and_its_date_are_compared(text: str, verdict: str, what: str, known: str) -> None:
    ((found, compared, _, there), *_) = _checked(text)
    assert (found, compared, there) == (verdict, what, known)


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        ("paragraph 2", "confirmed"),
        ("paragraph 2 (a)", "confirmed"),
        ("paragraph 9", "confirmed"),
        ("paragraph 2 (b)", "contradicted"),
        ("paragraph 17", "contradicted"),
        ("paragraphs 1 to 2", "confirmed"),
        ("paragraphs 2 to 5", "contradicted"),
    ],
)
def test_a_paragraph_is_looked_for_in_the_text_that_is_held(place: str, verdict: str) -> None:
    rows = list(check(_document(f"Recalls {place} of its resolution 97/31 of 4 December 2042;"), REGISTER))
    (passage,) = [row for row in rows if row.kind == "passage"]
    assert (passage.verdict, passage.what, passage.cited) == (verdict, "paragraph", "A/RES/97/31")


def test_a_paragraph_of_a_text_that_is_not_held_is_unknown() -> None:
    rows = list(check(_document("Recalls paragraph 99 of its resolution 98/40 of 3 December 2043;"), REGISTER))
    assert [row.verdict for row in rows if row.kind == "passage"] == ["unknown"]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("entitled “Lighthouses for sustainable navigation”", ["confirmed"]),
        ("entitled “Lighthouses for sustainable  navigation”", ["confirmed"]),
        ("entitled “Harbours of the southern sea”", ["contradicted"]),
        ("on the report entitled “Harbours of the southern sea”", ["confirmed"]),
    ],
)
def test_a_title_is_compared_where_it_is_that_of_the_text(title: str, told: list[str]) -> None:
    found = _checked(f"Recalls its resolution 97/31 of 4 December 2042, {title};")
    assert [verdict for verdict, *_ in found] == told
    assert found[0][1] == ("title" if told == ["contradicted"] else "date")


def test_a_number_of_another_organ_is_told() -> None:
    ((verdict, what, printed, known), *_) = _checked(
        "Recalls Human Rights Council resolution 97/31 of 4 December 2042;"
    )
    assert (verdict, what, printed, known) == ("contradicted", "organ", "A/HRC/RES/97/31", "A/RES/97/31")


def test_a_number_of_an_organ_whose_texts_have_no_addresses_is_compared_with_no_other() -> None:
    recital = "Welcomes the adoption, by the {} at its third session, of resolution 97/31 of 4 June 2044;"
    asia = recital.format("Economic and Social Commission for Asia and the Pacific")
    assert not any(verdict == "contradicted" or "A/RES" in known for verdict, _, _, known in _checked(asia))
    assert ("contradicted", "date", "2044-06-04", "2042-12-04") in _checked(recital.format("keepers"))


def test_a_number_that_the_organ_named_cannot_have_is_that_of_another_on_its_day() -> None:
    ((verdict, what, printed, known), *_) = _checked("Recalls Security Council resolution 97/31 of 4 December 2042;")
    assert (verdict, what, printed, known) == ("contradicted", "organ", "97/31", "A/RES/97/31")
    for unknown in ("97/31 of 5 December 2042", "97/31", "97/32 of 4 December 2042"):
        found = _checked(f"Recalls Security Council resolution {unknown};")
        assert [verdict for verdict, *_ in found] == ["unknown"]


def test_a_letter_after_a_number_whose_texts_have_no_parts_is_told() -> None:
    register = _Invented({"A/HRC/RES/90/3": ("2035-10-04",)}, parts={"A/HRC/RES/90/3": ()})
    for after, told in ((" B", "contradicted"), ("", "confirmed")):
        document = _document(f"Recalls Human Rights Council resolution 90/3{after} of 4 October 2035;")
        assert [row.verdict for row in check(document, register)] == [told]


def test_the_date_of_a_number_with_several_readings_is_compared_with_the_one_that_is_known() -> None:
    text = "الجمعية العامة\n\nإذ تعيد تأكيد قرارها 97/31 المؤرخ 4 كانون الثاني/يناير 2042،\n"
    document = document_of(text, validate=False, language="ar")
    (row,) = check(document, REGISTER)
    assert (row.verdict, row.what, row.printed, row.known) == ("contradicted", "date", "2042-01-04", "2042-12-04")
    assert row.cited == "A/RES/97/31"


def test_what_nothing_is_known_of_is_never_said_not_to_exist() -> None:
    found = _checked("Recalls its resolution 96/300 of 4 December 2041, and document A/99/310;")
    assert {verdict for verdict, *_ in found} == {"unknown"}


def test_a_row_has_the_columns_of_the_table_of_citations_and_the_verdict() -> None:
    assert (*LINKED, "verdict", "what", "printed", "known", "source") == COLUMNS
    (row,) = check(_document("Recalls its resolution 97/31 of 5 December 2042;"), REGISTER, file="a.txt")
    assert isinstance(row, Checked)
    assert (row.file, row.place, row.cited, row.source) == (
        "a.txt",
        "operative paragraph 1",
        "A/RES/97/31",
        "the register",
    )


def test_the_shipped_dates_are_a_register() -> None:
    symbol = parse_symbol("A/RES/66/288")
    assert symbol is not None
    assert Shipped().known(symbol, "eng") == Known(("2012-07-27",), "shipped dates")
    assert Shipped().places(symbol) is None
    later = parse_symbol("A/RES/79/400")
    assert later is not None
    assert Shipped().highest(later) == highest_of(later) < number_of(later)


def test_of_several_registers_the_first_that_knows_says_it() -> None:
    both = Together((REGISTER, Shipped()))
    (one, other) = (parse_symbol("A/RES/97/31"), parse_symbol("A/RES/66/288"))
    assert one is not None
    assert other is not None
    assert both.known(one, "eng") == REGISTER.known(one, "eng")
    assert both.known(other, "eng") == Shipped().known(other, "eng")
    assert both.places(one) == REGISTER.places(one)


def test_a_printed_date_that_the_shipped_dates_contradict_is_a_remark_and_changes_no_byte() -> None:
    right = "The General Assembly,\n\n1. Recalls its resolution 66/288 of {} July 2012.\n"
    wrong = convert(right.format(28).encode())
    assert [d.message for d in wrong.diagnostics if d.code.code == "C113"] == [
        "“66/288” is printed with the date 2012-07-28, but A/RES/66/288 was adopted on 2012-07-27"
    ]
    assert b"2012-07-28/66-288" in wrong.output
    assert "C113" not in [d.code.code for d in convert(right.format(27).encode()).diagnostics]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("大会，\n\n1. 回顾2012年7月28日第66/288号决议。\n", True),
        ("大会，\n\n1. 回顾经济及社会理事会2012年7月28日关于大会关于灯塔的第66/288号决议执行情况的报告。\n", False),
    ],
)
def test_a_date_before_words_that_lead_to_a_title_may_be_of_something_else(text: str, told: bool) -> None:
    done = convert(text.encode(), options=Options(language="zh", body="ga"))
    assert ("C113" in [d.code.code for d in done.diagnostics]) is told
    assert done.document is not None
    rows = check(done.document)
    assert any(row.verdict == "contradicted" for row in rows) is told


@pytest.mark.parametrize(
    ("cited", "verdict", "said"),
    [
        ("resolution 1325 (2001) of 31 October 2000", "contradicted", "its number belongs to 2001"),
        ("Human Rights Council resolution 70/15 of 3 March 2024", "not in register", "70/15 is not in the register"),
        (
            "resolution 78/999 of 3 March 2020",
            "not in register",
            "where 328 is the last; it is printed with 2020-03-03",
        ),
    ],
)
def test_of_what_is_in_no_register_nothing_is_told_but_what_is_printed(cited: str, verdict: str, said: str) -> None:
    done = convert(f"The General Assembly,\n\n1. Recalls {cited};\n".encode())
    (row,) = check(done.document)
    assert row.verdict == verdict
    assert said in said_of(row)
    assert "adopted" not in said_of(row)


def test_dates_that_were_remarked_together_are_not_remarked_once_more() -> None:
    cited = "its resolution 66/288 of 28 July 2012, and its resolution 70/1 of 26 September 2015"
    done = convert(f"The General Assembly,\n\nRecalling {cited},\n\n1. Recalls the lamps.\n".encode())
    assert done.document is not None
    (told,) = [d for d in done.diagnostics if d.code.code == "C113"]
    assert len(told.each()) == 2
    assert list(remarks_of(check(done.document), done.diagnostics)) == []


def test_a_number_that_its_date_rules_out_is_not_called_a_misprint_as_well() -> None:
    text = "Noting the adoption, by the Lamp Board at its second session, of resolution 66/288 of 19 May 2011 on lamps,"
    source = f"The General Assembly,\n\n{text}\n\n1. Welcomes it.\n"
    done = convert(source.encode())
    assert done.document is not None
    assert [d.code.code for d in done.diagnostics if "66/288" in d.message] == ["C102"]
    assert list(remarks_of(check(done.document), done.diagnostics)) == []
    assert [d.code.code for d in remarks_of(check(done.document), ())] == ["C113"]
