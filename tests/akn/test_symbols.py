"""Document symbols: what the examples of the body files do not say by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn import bodies
from akn.bodies.symbols import (
    Symbol,
    exchanged,
    find_symbols,
    fits,
    numbered,
    parse_symbol,
    readings,
    span,
    work_uri,
    year_of,
)
from akn.xml.uri import UNKNOWN_DATE, parse_uri


def _symbol(text: str) -> Symbol:
    symbol = parse_symbol(text)
    assert symbol is not None
    return symbol


@pytest.mark.parametrize(
    ("text", "date", "iri"),
    [
        ("A/RES/67/195", "2012-12-21", "/akn/un/statement/deliberation/unga/2012-12-21/67-195"),
        ("A/RES/3201(S-VI)", "1974-05-01", "/akn/un/statement/deliberation/unga/1974-05-01/3201-S-VI"),
        ("A/RES/1000(ES-I)", "1956-11-05", "/akn/un/statement/deliberation/unga/1956-11-05/1000-ES-I"),
        ("S/PRST/2021/13", "2021-07-01", "/akn/un/statement/deliberation/unsc/2021-07-01/PRST-2021-13"),
        ("A/RES/75/101 A-B", "2020-12-10", "/akn/un/documentCollection/publication/unga/2020-12-10/A-RES-75-101A-B"),
    ],
)
def test_a_known_date_goes_into_the_iri(text: str, date: str, iri: str) -> None:
    assert str(work_uri(_symbol(text), date)) == iri


def test_a_symbol_without_year_rule_gets_the_unknown_date_and_says_so() -> None:
    symbol = _symbol("A/AC.105/1137")
    assert symbol.year == ""
    assert work_uri(symbol).date == UNKNOWN_DATE
    assert work_uri(symbol, "2016-11-30").date == "2016-11-30"


@pytest.mark.parametrize(
    "text",
    [
        " A/RES/67/195 ",
        "A/RES/67/195",
        "А/RES/67/195",  # Cyrillic А
        "a/res/67/195",
        "A/RES/٦٧/١٩٥",
        "\u200eA/RES/67/195\u200f",
        "A/RES/67\u2060/195",
    ],
)
def test_typography_is_seen_through(text: str) -> None:
    assert _symbol(text) == _symbol("A/RES/67/195")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "A/",
        "A/RES/67",
        "A/RES/67/195/",
        "A/RES/167/195",
        "A/RES/0/1",
        "A/RES/217 (IIII)",
        "A/RES/A/59/2005",
        "S/RES/2231",
        "S/RES/2231 (1915)",
        "and/or",
        "km/h",
        "1/2",
        "HIV/AIDS",
        "TCP/IP/4",
        "https://undocs.org/A/RES/67/195",
    ],
)
def test_what_is_no_symbol_is_none(text: str) -> None:
    assert parse_symbol(text) is None


def test_a_draft_is_told_from_other_documents() -> None:
    assert _symbol("A/C.2/67/L.61").kind == "resolutionDraft"
    assert _symbol("A/C.2/67/L.61").actor == "unga-c2"
    assert _symbol("A/80/L.12/Add.1").kind == "resolutionDraft"
    assert _symbol("A/C.2/67/SR.3").kind == "document"
    assert _symbol("A/LO.1/67").kind == "document"


def test_the_remark_of_an_index_is_no_part_of_a_symbol() -> None:
    assert _symbol("A/63/47(supp)") == _symbol("A/63/47")
    assert _symbol("A/78/301(PartI)").printed == "A/78/301 (Part I)"


@pytest.mark.parametrize(
    ("text", "printed", "number"),
    [
        ("A/99/6 (Sect. 3)", "A/99/6 (Sect. 3)", "A-99-6_(Sect._3)"),
        ("A/99/6(SECT.29B)", "A/99/6 (Sect. 29B)", "A-99-6_(Sect._29B)"),
        ("A/99/6 (Income sect. 1)/Corr.1", "A/99/6 (Income sect. 1)/Corr.1", "A-99-6_(Income_sect._1)-Corr.1"),
        ("a/99/6(plan outline)", "A/99/6 (Plan outline)", "A-99-6_(Plan_outline)"),
        ("A/99/6 (Introduction)", "A/99/6 (Introduction)", "A-99-6_(Introduction)"),
        ("A/99/6 (Lamps of the harbour)", "A/99/6 (Lamps of the harbour)", "A-99-6_(Lamps_of_the_harbour)"),
    ],
)
def test_a_volume_in_brackets_belongs_to_the_symbol(text: str, printed: str, number: str) -> None:
    assert (_symbol(text).printed, _symbol(text).number_iri, _symbol(text).session) == (printed, number, "99")


def test_suffixes_keep_their_usual_capitals() -> None:
    assert _symbol("a/78/744/add.4").printed == "A/78/744/Add.4"
    assert _symbol("unep/ea.5/res.1").printed == "UNEP/EA.5/Res.1"
    assert _symbol("A/78/744/ADD.4/CORR.1").printed == "A/78/744/Add.4/Corr.1"


def test_a_double_symbol_is_known_by_its_first_half() -> None:
    symbol = _symbol("A/76/871-S/2022/493")
    assert symbol.aliases == ("A/76/871", "S/2022/493")
    assert work_uri(symbol).identity == work_uri(_symbol("A/76/871")).identity
    assert (symbol.year, _symbol("A/76/871").year) == ("2022", "2021"), "the year that one half prints counts"
    assert parse_symbol("A/76/871-S") is None


@pytest.mark.parametrize(
    ("actor", "number", "printed"),
    [
        ("unga", "67/195", "A/RES/67/195"),
        ("unga", "57/270 B", "A/RES/57/270 B"),
        ("unga", "217 A (III)", "A/RES/217 A (III)"),
        ("unga", "217A(III)", "A/RES/217 A (III)"),
        ("unga", "1874 (S-IV)", "A/RES/1874 (S-IV)"),
        ("unga", "ES-10/15", "A/RES/ES-10/15"),
        ("unsc", "1325(2000)", "S/RES/1325 (2000)"),
        ("unga-hrc", "S-35/1", "A/HRC/RES/S-35/1"),
        ("unecosoc", "2012/5", "E/RES/2012/5"),
        ("unecosoc", "1503 (XLVIII)", "E/RES/1503 (XLVIII)"),
    ],
)
def test_a_bare_number_names_a_resolution_of_its_body(actor: str, number: str, printed: str) -> None:
    symbol = numbered(actor, number)
    assert symbol is not None
    assert symbol.printed == printed
    assert symbol == parse_symbol(printed)


@pytest.mark.parametrize(
    ("actor", "number"),
    [("unsc", "67/195"), ("unga", "2231 (2015)"), ("unecosoc", "67/195"), ("unga", "195/67"), ("nobody", "67/195")],
)
def test_a_number_of_another_shape_is_no_resolution_of_a_body(actor: str, number: str) -> None:
    assert numbered(actor, number) is None


def test_a_decision_and_a_resolution_of_one_number_are_told_apart_by_kind() -> None:
    one, other = numbered("unga", "77/512"), numbered("unga", "77/512", "decision")
    assert one is not None
    assert other is not None
    assert (one.printed, other.printed) == ("A/RES/77/512", "A/DEC/77/512")
    assert one.number_iri == other.number_iri == "77-512"


def test_both_orders_of_an_old_style_number_are_offered() -> None:
    assert "A/RES/67/59" in [s.printed for s in readings("67/59")]
    assert "A/RES/59/67" in [s.printed for s in readings("67/59")]
    assert [s.printed for s in readings("5/2012")] == ["E/RES/2012/5"]
    assert readings("no number") == ()


def test_a_printed_date_decides_between_two_orders() -> None:
    fitting = [s.printed for s in readings("67/59") if s.actor == "unga" and fits(s, "2004-12-03")]
    assert fitting == ["A/RES/59/67"]


def test_a_symbol_turned_round_is_turned_back() -> None:
    symbol = exchanged("A/DEC/583/76")
    assert symbol is not None
    assert symbol.printed == "A/DEC/76/583"
    assert exchanged("nothing") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("A/RES/67/195", "2012-09-01", "2013-09-30"),
        ("A/RES/1(I)", "1946-01-01", "1946-12-31"),
        ("A/RES/S-32/1", "2021-01-01", "2021-12-31"),
        ("A/RES/ES-7/4", "1980-01-01", "1982-12-31"),
        ("A/RES/ES-10/15", "1997-01-01", "9999-12-31"),
        ("S/RES/2231 (2015)", "2015-01-01", "2015-12-31"),
        ("A/HRC/RES/54/10", "2023-01-01", "2023-12-31"),
        ("A/67/434", "2011-01-01", "2013-12-31"),
        ("A/AC.105/1137", "", ""),
    ],
)
def test_the_span_of_adoption_follows_the_session(text: str, first: str, last: str) -> None:
    assert span(_symbol(text)) == (first, last)


def test_a_date_fits_or_not() -> None:
    symbol = _symbol("A/RES/67/195")
    assert fits(symbol, "2012-12-21")
    assert fits(symbol, "2013-06-28")
    assert fits(symbol, "2012")
    assert fits(symbol, "")
    assert not fits(symbol, "2012-08-31")
    assert not fits(symbol, "2014")
    assert fits(_symbol("A/AC.105/1137"), "1950-01-01")


def test_the_year_rules_of_the_bodies() -> None:
    assembly, rights = bodies.load("ga"), bodies.load("hrc")
    assert [year_of(assembly, s) for s in ("1", "30", "79", "S-6", "ES-1", "S-99", "x", "")] == [
        *("1946", "1975", "2024", "1974", "1956"),
        *("", "", ""),
    ]
    assert [year_of(rights, s) for s in ("1", "3", "4", "54", "56", "S-1")] == [
        *("2006", "2006", "2007", "2023", "2024", "2006"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See A/67/434, para. 3.", ["A/67/434"]),
        ("(A/67/434)", ["A/67/434"]),
        ("A/C.2/59/3, annex; A/60/687.", ["A/C.2/59/3", "A/60/687"]),
        ("A/67/66-E/2012/49 and Add.1", ["A/67/66-E/2012/49"]),
        ("A/78/5 (Vol. I), chap. II", ["A/78/5 (Vol. I)"]),
        ("A/78/6 (Sect. 3)/Add.8", ["A/78/6 (Sect. 3)/Add.8"]),
        ("A/78/6 (Income sect. 1), A/78/6 (Sect. 29B)", ["A/78/6 (Income sect. 1)", "A/78/6 (Sect. 29B)"]),
        ("A/78/6 (Plan outline) and A/78/6 (Foreword)", ["A/78/6 (Plan outline)", "A/78/6"]),
        ("A/RES/217 A (III) of 1948", ["A/RES/217 A (III)"]),
        ("resolution A/RES/57/270 B of 23 June", ["A/RES/57/270 B"]),
        ("S/RES/2231 (2015)", ["S/RES/2231 (2015)"]),
        ("S/PRST/2021/13", ["S/PRST/2021/13"]),
        ("ICCD/COP(14)/23/Add.1", ["ICCD/COP(14)/23/Add.1"]),
        ("见A/78/301号文件和A/78/302。", ["A/78/301", "A/78/302"]),
        ("وA/78/301، الفقرة 3", ["A/78/301"]),
        ("иA/78/301", []),
        ("https://undocs.org/A/67/434", []),
        ("the HIV/AIDS epidemic and/or A/B testing", []),
        ("XA/67/434", []),
        ("A/67/434/", []),
        ("", []),
    ],
)
def test_symbols_are_found_in_running_text(text: str, found: list[str]) -> None:
    assert [s.printed for _, _, s in find_symbols(text)] == found


def test_the_offsets_of_found_symbols_are_those_of_the_text() -> None:
    text = "\u200fSee A/67/434\u00a0(Part\u00a0I), and A\u2060/60/687."
    assert [text[a:b] for a, b, _ in find_symbols(text)] == ["A/67/434\u00a0(Part\u00a0I)", "A\u2060/60/687"]


@given(st.text(alphabet="ASECRD/.-() 0123456789IVXLadd\u00a0٦", max_size=40))
def test_what_is_read_is_read_the_same_from_its_printed_form(text: str) -> None:
    symbol = parse_symbol(text)
    if symbol is not None:
        again = parse_symbol(symbol.printed)
        assert again == symbol
        uri = work_uri(symbol)
        assert parse_uri(str(uri)) == uri


@given(st.integers(31, 120), st.integers(1, 999), st.sampled_from(["", " A", " B", " A-C"]))
def test_every_assembly_number_survives_the_way_through_symbol_and_number(session: int, number: int, part: str) -> None:
    printed = f"A/RES/{session}/{number}{part}"
    symbol = _symbol(printed)
    assert symbol.printed == printed
    assert numbered("unga", symbol.number) == symbol
