"""Identity: from what a document says about itself to symbol, organ, kind and dates; disagreements are reported."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.diagnostics import Code, Result
from akn.document import Metadata
from akn.languages import load
from akn.parse import parse_blocks
from akn.structure.cover import LineFact, Marked
from akn.structure.facts import Stated, latin_parts, stated
from akn.structure.identity import identify, identify_part
from akn.text import Kind, Text
from akn.xml.uri import work_of

ASSEMBLY = Stated(
    plain=Metadata(language="eng", meeting="51"),
    actors=("unga",),
    symbols=("A/RES/99/7",),
    numbers=("99/7",),
    session="99",
    adopted=("2044-12-09",),
    closing=("2044-12-09",),
    issued="2044-12-20",
    enacted=True,
)


def _but(**changed: object) -> Stated:
    from msgspec.structs import replace

    return replace(ASSEMBLY, **changed)  # type: ignore[arg-type]


def _codes(result: Result[Metadata]) -> list[str]:
    return [d.code.code for d in result.diagnostics]


def test_a_document_that_agrees_with_itself_is_taken_at_its_word() -> None:
    result = identify(ASSEMBLY)
    assert result.value == Metadata(
        kind="resolution",
        language="eng",
        actor="unga",
        number="99/7",
        number_iri="99-7",
        symbols=("A/RES/99/7",),
        date="2044-12-09",
        date_name="adoption",
        published="2044-12-20",
        markup="2044-12-20",
        session="99",
        meeting="51",
    )
    assert result.diagnostics == ()


def test_the_date_of_the_markup_is_given_or_taken_from_the_text_never_from_a_clock() -> None:
    assert identify(ASSEMBLY, markup="2045-01-03").value.markup == "2045-01-03"
    assert identify(_but(issued="")).value.markup == "2044-12-09"
    assert identify(_but(issued="", adopted=(), closing=())).value.markup == ""


# ---- the symbol is not printed


def test_nothing_is_issued_before_it_is_adopted() -> None:
    result = identify(_but(issued="2044-11-20"))
    assert result.value.published == ""
    assert result.value.markup == "2044-12-09"
    assert _codes(result) == ["M110"]


def test_an_arabic_number_is_read_the_way_its_session_says() -> None:
    result = identify(_but(plain=Metadata(language="ara"), symbols=(), numbers=("7/99",)))
    assert result.value.number == "99/7"
    assert result.value.symbols == ("A/RES/99/7",)
    assert _codes(result) == ["M101"]
    assert "session 99" in result.diagnostics[0].message
    assert "7/99" in result.diagnostics[0].message


def test_without_a_session_the_date_decides_the_order() -> None:
    for numbers in (("59/67",), ("67/59",)):
        said = _but(symbols=(), numbers=numbers, session="", adopted=("2004-12-03",), closing=(), issued="")
        assert identify(said).value.number == "59/67"
        assert _codes(identify(said)) == ["M101"]


def test_what_neither_session_nor_date_decides_stays_as_printed_and_is_reported() -> None:
    result = identify(_but(symbols=(), numbers=("67/59",), session="", adopted=(), closing=(), issued=""))
    assert result.value.number == "67/59"
    assert "M103" in _codes(result)
    assert "A/RES/59/67" in result.diagnostics[0].message


def test_the_organ_decides_between_bodies_that_number_alike() -> None:
    said = _but(actors=("unga-hrc", "unga"), symbols=(), numbers=("54/10",), session="54")
    result = identify(said)
    assert result.value.actor == "unga-hrc"
    assert result.value.symbols == ("A/HRC/RES/54/10",)


@pytest.mark.parametrize(
    ("lines", "kind", "symbol"),
    [
        (
            ["At its 24th meeting, on 8 June 2044, the Economic and Social Council decided to wait."],
            "decision",
            "E/DEC",
        ),
        (["Recalling its resolution 2043/5 of 1 June 2043,", "1. Decides to wait."], "resolution", "E/RES"),
        (["1. Takes note of the report of 3 May 2044;", "2. Decides to wait."], "resolution", "E/RES"),
    ],
)
def test_without_a_cover_a_text_that_tells_of_a_meeting_is_a_decision(lines: list[str], kind: str, symbol: str) -> None:
    head = ["Economic and Social Council", "2044/212. Report of the Commission on Tides"]
    metadata = parse_blocks(tuple(Block(Text(line)) for line in [*head, *lines]), language="eng").value.metadata
    assert (metadata.kind, metadata.symbols) == (kind, (f"{symbol}/2044/212",))


def test_a_council_number_and_its_year_are_a_symbol() -> None:
    said = Stated(actors=("unsc",), numbers=("2618 (2022)",), adopted=("2022-01-31",), enacted=True)
    metadata = identify(said).value
    assert (metadata.actor, metadata.number, metadata.number_iri) == ("unsc", "2618 (2022)", "2618-2022")
    assert metadata.symbols == ("S/RES/2618 (2022)",)


@pytest.mark.parametrize(
    "symbol",
    [
        "A/99/6 (Sect. 3)",
        "A/99/6 (Income sect. 1)",
        "A/99/6 (Plan outline)/Corr.1",
        "A/99/6 (Of lamps)",
        "A/RES/217 A (III)",
    ],
)
def test_a_symbol_with_a_volume_in_brackets_is_printed_on_the_cover(symbol: str) -> None:
    lines = ("United Nations", symbol, "General Assembly", "Distr.: General", "9 December 2044", "The lamps are lit.")
    result = parse_blocks(tuple(Block(Text(line)) for line in lines), hints=("A/99/7",))
    assert result.value.metadata.symbols == (symbol,)
    assert [m.kind for m in result.value.cover[1].marks] == [Kind.DOC_NUMBER]
    assert not {"M101", "M112", "M114"} & {d.code.code for d in result.diagnostics}


def test_a_printed_symbol_of_no_known_series_is_told_as_such() -> None:
    result = identify(_but(symbols=("XQ/LAMPS/4",), numbers=()))
    assert _codes(result)[-1:] == ["M114"]
    assert "XQ/LAMPS/4" in str(result.diagnostics[-1])


def test_a_hint_with_words_behind_the_symbol_names_the_symbol() -> None:
    assert identify(_but(symbols=(), numbers=(), hints=("A/99/61 (last copy)",))).value.symbols == ("A/99/61",)


def test_a_hint_is_believed_only_if_nothing_is_printed() -> None:
    bare = _but(symbols=(), numbers=(), hints=("A_RES_99_8.E",))
    result = identify(bare)
    assert result.value.symbols == ("A/RES/99/8",)
    assert "M101" in _codes(result)
    assert identify(_but(hints=("A/RES/99/8",))).value.symbols == ("A/RES/99/7",)


def test_a_text_without_any_number_is_kept_and_reported() -> None:
    result = identify(_but(symbols=(), numbers=()))
    assert result.value.number_iri == ""
    assert result.value.actor == "unga"
    assert _codes(result) == ["M112"]


# ---- the printed symbol is wrong


def test_a_number_whose_session_cannot_be_read_is_no_address() -> None:
    result = identify(_but(symbols=(), numbers=("2801 (XXVD)",)))
    assert (result.value.number, result.value.number_iri, result.value.symbols) == ("2801 (XXVD)", "", ())
    assert "M114" in _codes(result)


def test_the_number_before_the_title_corrects_the_symbol_of_a_neighbour() -> None:
    result = identify(_but(symbols=("A/RES/99/6",)))
    assert result.value.symbols == ("A/RES/99/7",)
    assert _codes(result) == ["M102"]
    text = result.diagnostics[0].message
    assert text.startswith("the printed symbol A/RES/99/6 does not agree with the number 99/7")
    assert text.endswith("A/RES/99/7 is used")


def test_a_symbol_turned_round_is_turned_back() -> None:
    said = _but(
        plain=Metadata(language="ara"), symbols=("A/DEC/573/76",), numbers=("76/573",), session="76", decision=True
    )
    said = Stated(actors=said.actors, symbols=said.symbols, numbers=said.numbers, session="76", closing=("2022-09-01",))
    result = identify(said)
    assert result.value.symbols == ("A/DEC/76/573",)
    assert result.value.kind == "decision"
    assert _codes(result) == ["M102"]


def test_a_symbol_in_look_alike_letters_is_written_in_latin_ones() -> None:
    assert identify(_but(symbols=("А/RЕS/99/7",))).value.symbols == ("A/RES/99/7",)


def test_a_symbol_keeps_its_printed_spelling_as_alias() -> None:
    said = Stated(actors=("unsc",), symbols=("S/RES/2571(2021)",), adopted=("2021-04-16",), enacted=True)
    assert identify(said).value.symbols == ("S/RES/2571(2021)",)
    assert identify(said).value.number == "2571 (2021)"


def test_another_session_on_the_cover_is_reported() -> None:
    result = identify(_but(session="98"))
    assert result.value.session == "99"
    assert _codes(result) == ["M104"]


def test_a_symbol_of_another_organ_than_the_formula_names_is_reported() -> None:
    result = identify(_but(actors=("unsc",)))
    assert result.value.actor == "unga"
    assert _codes(result) == ["M111"]


# ---- parts


def test_several_parts_make_an_issue_whose_parts_have_their_own_numbers() -> None:
    issue = identify(_but(parts=("A", "B", "C"))).value
    assert (issue.number, issue.number_iri) == ("A/RES/99/7 A-C", "A-RES-99-7A-C")
    assert issue.symbols == ("A/RES/99/7 A-C", "A/RES/99/7")  # the cover prints the shorter one
    assert str(work_of(issue, collection=True)).endswith(
        "/documentCollection/publication/unga/2044-12-09/A-RES-99-7A-C"
    )
    part = identify_part(issue, "B")
    assert (part.number, part.number_iri, part.symbols) == ("99/7 B", "99-7B", ("A/RES/99/7 B",))
    assert part.date == issue.date
    later = identify_part(issue, "C", ("2045-03-01",), "80")
    assert (later.date, later.meeting) == ("2045-03-01", "80")


def test_the_parts_of_an_old_issue_keep_their_session() -> None:
    issue = identify(
        _but(symbols=("A/RES/2200 (XXI)",), numbers=(), session="21", adopted=("1966-12-16",), parts=("A", "B"))
    )
    assert issue.value.number_iri == "A-RES-2200A-B-XXI"
    assert identify_part(issue.value, "A").number_iri == "2200A-XXI"


def test_a_later_part_issued_alone_keeps_its_letter() -> None:
    assert identify(_but(symbols=("A/RES/99/7 B",))).value.number_iri == "99-7B"
    assert identify(_but(parts=("B",))).value.number_iri == "99-7B"
    assert identify(_but(numbers=("99/7 B",))).value.number_iri == "99-7B"


@pytest.mark.parametrize(
    ("code", "printed", "latin"),
    [
        ("eng", "99/7 A and B.", "99/7 A-B"),
        ("eng", "99/7.", "99/7"),
        ("eng", "217 A (III)", "217 A (III)"),
        ("ara", "٧/٩٩ ألف وباء", "7/99 A-B"),
        ("ara", "7/99 باء", "7/99 B"),
        ("rus", "99/7 A и B.", "99/7 A-B"),
        ("zho", "99/7 A和B", "99/7 A-B"),
        ("ara", "217 ألف (د-3)", "217 A (III)"),
        ("eng", "no number", "no number"),
    ],
)
def test_part_letters_become_latin(code: str, printed: str, latin: str) -> None:
    assert latin_parts(printed, load(code)) == latin


# ---- kinds


@pytest.mark.parametrize(
    ("said", "kind", "actor"),
    [
        (Stated(symbols=("A/C.2/67/L.61",), actors=("unga",), enacted=True), "resolutionDraft", "unga-c2"),
        (Stated(symbols=("A/80/L.12",), actors=("unga",), enacted=True), "resolutionDraft", "unga"),
        (Stated(symbols=("A/DEC/77/512",)), "decision", "unga"),
        (Stated(symbols=("S/PRST/2021/13",)), "presidentialStatement", "unsc"),
        (Stated(symbols=("A/67/434",)), "document", "unga"),
        (Stated(numbers=("77/512",), actors=("unga",), decision=True), "decision", "unga"),
        (Stated(enacted=True), "resolution", "un"),
        (Stated(), "document", "un"),
    ],
)
def test_the_kind_follows_from_symbol_lines_and_formula(said: Stated, kind: str, actor: str) -> None:
    metadata = identify(said).value
    assert (metadata.kind, metadata.actor) == (kind, actor)


def test_an_organ_without_a_file_gives_a_generic_resolution_with_its_number() -> None:
    said = Stated(numbers=("12/3",), foreign=True, enacted=True, adopted=("2044-05-01",))
    metadata = identify(said).value
    assert (metadata.kind, metadata.actor, metadata.number, metadata.number_iri) == ("resolution", "un", "12/3", "12-3")
    assert metadata.date == "2044-05-01"


def test_the_body_that_a_caller_insists_on_overrules_the_text() -> None:
    said = Stated(numbers=("54/10",), session="54", enacted=True)
    assert identify(said, body="hrc").value.symbols == ("A/HRC/RES/54/10",)
    assert identify(said, body="ga").value.symbols == ("A/RES/54/10",)


# ---- dates


def test_of_two_dates_the_one_that_fits_the_session_is_used() -> None:
    wrong_cover = identify(_but(adopted=("2040-12-09",)))
    assert wrong_cover.value.date == "2044-12-09"
    assert _codes(wrong_cover) == ["M105"]
    wrong_closing = identify(_but(closing=("2014-12-09",)))
    assert wrong_closing.value.date == "2044-12-09"
    assert _codes(wrong_closing) == ["M105"]


def test_a_text_adopted_over_several_days_has_the_date_of_the_first() -> None:
    assert identify(_but(adopted=(), closing=("2044-12-09", "2045-03-01"))).value.date == "2044-12-09"
    assert _codes(identify(_but(closing=("2044-12-08", "2044-12-09")))) == []


def test_a_date_outside_the_session_is_kept_as_printed_and_reported() -> None:
    result = identify(_but(adopted=("2040-12-09",), closing=(), issued=""))
    assert result.value.date == "2040-12-09"
    assert _codes(result) == ["M106"]


def test_a_date_other_than_the_known_one_is_kept_as_printed_and_reported() -> None:
    catalogue = {"A/RES/99/7": "2044-12-19"}
    result = identify(_but(), catalogue=catalogue)
    assert result.value.date == "2044-12-09"
    assert [d.message for d in result.diagnostics] == [
        "A/RES/99/7 is printed with the date 2044-12-09, but in the list that was given it was adopted on 2044-12-19; "
        "the printed date is used"
    ]
    assert _codes(identify(_but(), catalogue={"A/RES/99/7": "2044-12-09"})) == []


def test_issuance_before_adoption_is_reported() -> None:
    assert _codes(identify(_but(issued="2044-12-01"))) == ["M110"]


def test_a_missing_date_comes_from_the_catalogue_then_from_the_year_rule() -> None:
    bare = _but(adopted=(), closing=())
    known = identify(bare, catalogue={"A/RES/99/7": "2044-12-09"})
    assert (known.value.date, known.value.date_name) == ("2044-12-09", "adoption")
    assert _codes(known) == ["M107"]
    by_rule = identify(bare)
    assert (by_rule.value.date, by_rule.value.date_name) == ("2044-01-01", "adoptionYear")
    assert _codes(by_rule) == ["M108"]


def test_a_date_that_nothing_tells_stays_empty_and_the_iri_says_unknown() -> None:
    result = identify(Stated(numbers=("12/3",), foreign=True, enacted=True))
    assert (result.value.date, result.value.date_name) == ("", "unknown")
    assert _codes(result) == ["S208", "M109"]
    assert work_of(result.value).date == "9999-12-31"


def test_a_draft_is_dated_by_its_issuance() -> None:
    said = Stated(symbols=("A/C.3/68/L.75",), issued="2013-11-13", enacted=True)
    metadata = identify(said).value
    assert (metadata.date, metadata.date_name) == ("2013-11-13", "publication")
    assert str(work_of(metadata)) == "/akn/un/statement/deliberation/unga-c3/2013-11-13/A-C.3-68-L.75"


def test_a_statement_is_dated_by_the_meeting_that_its_first_paragraph_names() -> None:
    said = Stated(symbols=("S/PRST/2021/13",), opening="2021-07-01", issued="2021-07-02")
    assert identify(said).value.date == "2021-07-01"


def test_a_council_text_without_title_has_its_date_behind_the_number() -> None:
    said = Stated(actors=("unsc",), numbers=("41 (1948)",), title_days=("1948-02-28",), enacted=True)
    assert identify(said).value.date == "1948-02-28"
    assembly = _but(adopted=(), closing=(), title_days=("2044-05-09",))
    assert identify(assembly).value.date == "2044-01-01"  # a date in a title is none of adoption


# ---- from lines to statements


def _marked(rows: list[tuple[str, str, str]]) -> Marked:
    return Marked(facts=[LineFact(*row) for row in rows])


def test_marked_lines_become_statements() -> None:
    cover = [
        ("symbol", "symbol", "A/RES/99/7"),
        ("authority", "body", "unga"),
        ("issueDate", "date", "2044-12-20"),
        ("session", "session", "99"),
        ("adoption", "body", "unga"),
        ("adoption", "date", "2044-12-09"),
    ]
    preface = [("titleNumber", "number", "99/7"), ("titleNumber", "title", "Year of 9 May 2044")]
    closing = [("meeting", "meeting", "51"), ("date", "date", "2044-12-09")]
    said = stated(_marked(cover), _marked(preface), _marked(closing), language=load("eng"), formula="unga")
    assert said == _but(title_days=("2044-05-09",))
    assert identify(said) == identify(ASSEMBLY)


def test_the_most_particular_organ_of_a_cover_counts() -> None:
    cover = [("authority", "body", "unga"), ("authority", "body", "unga-hrc")]
    assert stated(_marked(cover), Marked(), Marked(), language=load("eng")).actors == ("unga-hrc", "unga")


def test_the_year_of_a_council_number_may_stand_apart() -> None:
    preface = [("number", "number", "2618"), ("number", "year", "2022"), ("number", "date", "2022-01-31")]
    said = stated(Marked(), _marked(preface), Marked(), language=load("eng"), formula="unsc")
    assert said.numbers == ("2618 (2022)",)
    assert said.adopted == ("2022-01-31",)


def test_the_number_of_a_council_text_is_one_number_with_its_year() -> None:
    lines = [
        "Resolution 2618 (2022)",
        "Adopted by the Security Council at its 8956th meeting, on 31 January 2022",
        "The Security Council,",
        "Recalling its resolution 186 (1964),",
        "1. Decides to remain seized of the matter.",
    ]
    document = parse_blocks(tuple(Block(Text(line)) for line in lines)).value
    found = [line.content[m.start : m.end] for line in document.preface for m in line.of(Kind.DOC_NUMBER)]
    assert found == ["2618 (2022)"]
    assert document.metadata.number == "2618 (2022)"
    assert document.metadata.meeting == "8956"


def test_a_formula_of_an_unknown_organ_is_told_from_no_formula() -> None:
    assert stated(Marked(), Marked(), Marked(), language=load("eng"), formula="").foreign
    assert not stated(Marked(), Marked(), Marked(), language=load("eng")).foreign
    assert not stated(Marked(), Marked(), Marked(), language=load("eng")).enacted


def test_the_source_of_a_symbol_that_is_not_printed_is_named() -> None:
    """What the program gives are the properties of a file, and its name last."""
    bare = _but(symbols=(), numbers=(), hints=("Lamps", "A_RES_99_7"))
    (said,) = [d for d in identify(bare).diagnostics if d.code is Code.SYMBOL_WORKED_OUT]
    assert said.message.endswith("A/RES/99/7 was worked out from the name of the file, “A_RES_99_7”")
    (said,) = [
        d
        for d in identify(_but(symbols=(), numbers=(), hints=("A/RES/99/7", "draft"))).diagnostics
        if d.code is Code.SYMBOL_WORKED_OUT
    ]
    assert said.message.endswith("from the properties of the file, “A/RES/99/7”")
