"""Recognising and resolving citations: what every text must keep, and that the time grows with the text alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Block
from akn.diagnostics import Code, Position
from akn.document import (
    Annex,
    BodyNode,
    Division,
    Document,
    Metadata,
    Note,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
)
from akn.inline import kinds
from akn.inline.context import Context, TextView
from akn.inline.lexicon import lexicon, worded
from akn.inline.numbers import numbers
from akn.inline.recognise import RECOGNISERS, first_and_longest, recognise
from akn.inline.resolve import citations, resolve
from akn.languages import codes, load
from akn.parse import parse_blocks
from akn.patterns import one_of
from akn.text import Kind, Mark, Text, mark
from akn.walk import Place, text_paths, texts_of, with_texts
from benchmarks.hostile import PHRASES
from tests.strategies import SCRIPTS, documents
from tests.work import grows_linearly

_ALLOWED = {
    Kind.REF: {"href"},
    Kind.RREF: {"from", "upTo"},
    Kind.MREF: set(),
    Kind.LINK: {"href"},
    Kind.DATE: {"date"},
    Kind.ORGANIZATION: {"refersTo"},
    Kind.ROLE: {"refersTo"},
}
_PIECES = (
    *("resolution 98/12", "A/67/66-E/2012/49", "and Add.1", "paragraphs 4 to 7 and 9 of", "217 A (III)", "2231 (2015)"),
    *(
        "its",
        "General Assembly",
        "Human Rights Council",
        "of 1 December 2043",
        "both of 18 June 2007",
        "Ibid., para. 3",
    ),
    *(
        "the annex to the present resolution",
        "Article 41 of the Charter",
        "https://undocs.org/A/99/1",
        "vol. 12, No. 9",
    ),
    *("القرار ٦٧/١٩٥", "المؤرخ ٢١ كانون الأول/ديسمبر ٢٠١٢", "第98/12号决议第4段", "附件二", "резолюции 98/12 Совета"),
    *("2006/46", "S-32/1", "ES-11/1", ",", ";", "(", ")", "/", "-", "98", "12", "(2015)", "A", "B", "II"),
    *("\u2011", "\u00a0", "\u0640"),
)
texts = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(SCRIPTS[0], max_size=6)), max_size=14).map(" ".join)
places = st.sampled_from(list(Place))


def _context(code: str = "eng", actor: str = "unga", **more: object) -> Context:
    return Context(load(code), actor=actor, **more)  # type: ignore[arg-type]


def _resolved(document: Document, context: Context) -> Document:
    return resolve(with_texts(document, lambda t, p: recognise(t, context.at(p))), context).value


# ---- the laws of stage one


@given(texts, st.sampled_from(codes()), places)
def test_recognising_keeps_every_character_and_leaves_no_findings_that_cross(
    content: str, code: str, place: Place
) -> None:
    found = recognise(Text(content), _context(code).at(place))
    assert found.content == content
    for one in found.marks:
        for two in found.marks:
            apart = one.end <= two.start or two.end <= one.start
            nested = one.kind is Kind.MREF or two.kind is Kind.MREF
            assert one is two or apart or nested


@given(texts, st.sampled_from(codes()))
def test_what_was_marked_before_stays_and_is_not_marked_again(content: str, code: str) -> None:
    if not content:
        return
    old = mark(0, max(1, len(content) // 2), Kind.ACTION, refersTo="#action_recalling")
    found = recognise(Text(content, (old,)), _context(code))
    assert old in found.marks
    assert all(m == old or m.start >= old.end for m in found.marks)


def test_the_longest_of_two_findings_that_start_together_stays() -> None:
    short, long, later = mark(0, 3, Kind.DATE), mark(0, 9, Kind.LINK, href="x"), mark(5, 12, Kind.REF, href="y")
    assert first_and_longest([later, short, long]) == [long]


def test_members_of_a_list_stay_inside_it_and_nothing_else_does() -> None:
    holder, one, two = mark(0, 9, Kind.MREF), mark(1, 2, Kind.REF, href="#a"), mark(4, 5, Kind.REF, href="#b")
    date = mark(6, 8, Kind.DATE, date="2044-12-09")
    assert first_and_longest([two, date, one, holder]) == [holder, one, two]


def test_findings_lead_back_to_the_printed_characters() -> None:
    found = recognise(Text("resolution\u00a098\u2011/12? no: القرار ٩٨\u0640/\u200f١٢"), _context("ara", session="98"))
    assert [found.content[m.start : m.end] for m in found.of(Kind.REF)] == ["٩٨\u0640/\u200f١٢"]


# ---- the laws of stage two


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=3), st.sampled_from(codes()))
def test_a_resolved_document_has_only_attributes_of_the_profile(body: list[str], notes: list[str], code: str) -> None:
    document = Document(
        body=tuple(Operative(f"{i}.", (Text(t),)) for i, t in enumerate(body, 1)),
        notes=tuple(Note(str(i), str(i), (Text(t),)) for i, t in enumerate(notes, 1)),
    )
    resolved = _resolved(document, _context(code))
    assert [t.content for t, _ in texts_of(resolved)] == [t.content for t, _ in texts_of(document)]
    for text, _ in texts_of(resolved):
        members = text.of(Kind.REF, Kind.RREF)
        for m in text.marks:
            assert {name for name, _ in m.attributes} == _ALLOWED[m.kind]
            assert all(
                value.startswith(("/akn/", "#")) for name, value in m.attributes if m.kind in (Kind.REF, Kind.RREF)
            )
            if m.kind is Kind.MREF:
                assert sum(m.start <= r.start and r.end <= m.end for r in members) >= 2


@given(documents())
def test_a_document_without_open_references_comes_back_as_it_is(document: Document) -> None:
    context = _context()
    assert resolve(document, context).value == document


@given(documents())
def test_every_text_has_its_path_in_the_order_of_the_walk(document: Document) -> None:
    found = text_paths(document)
    assert [t for _, t, _ in found] == [t for t, _ in texts_of(document)]
    printed = (t for _, t, _ in found if t.content)
    assert sorted(map(repr, printed)) == sorted(repr(t) for t in _texts_within(document) if t.content)
    for path, text, _ in found:
        node: object = document
        for step in path:
            if isinstance(step, str):
                node = getattr(node, step)
            else:
                node = getattr(node, "content", node)[step] if not isinstance(node, tuple) else node[step]
        assert node == text


def _texts_within(value: object) -> Iterator[Text]:
    """All texts that a value holds, whatever its fields are called."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _texts_within(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts_within(one)


# ---- the chain of dates


def test_the_date_comes_from_the_mention_then_the_file_then_the_catalogue_then_the_year() -> None:
    body = (
        Operative("1.", (Text("Recalls resolution 98/1 of 5 December 2043;"),)),
        Operative("2.", (Text("Recalls resolutions 98/1, 98/2 and 98/3."),)),
    )
    context = _context(catalogue={"A/RES/98/1": "2044-01-01", "A/RES/98/2": "2043-12-07"})
    marked = with_texts(Document(body=body), lambda t, p: recognise(t, context.at(p)))
    assert [(c.symbol, c.date, c.how) for c in citations(marked, context)] == [
        ("A/RES/98/1", "2043-12-05", "printed"),
        ("A/RES/98/1", "2043-12-05", "file"),
        ("A/RES/98/2", "2043-12-07", "catalogue"),
        ("A/RES/98/3", "2043", "year"),
    ]


def test_the_catalogue_settles_the_order_of_an_arabic_number() -> None:
    document = Document(body=(Operative("1 -", (Text("وفقا للقرار 62/61؛"),)),))
    context = _context("ara", catalogue={"A/RES/61/62": "2006-12-06"})
    refs = [m.get("href") for t, _ in texts_of(_resolved(document, context)) for m in t.of(Kind.REF)]
    assert refs == ["/akn/un/statement/deliberation/unga/2006-12-06/61-62"]


@pytest.mark.parametrize(
    ("number", "cited", "hrefs"),
    [
        ("9/67", "62/61", ["unga/2006-12-06/61-62"]),
        ("67/9", "62/61", ["unga/2007-12-06/62-61"]),
        ("٩/٦٧", "٦٢/٦١", ["unga/2006-12-06/61-62"]),
        ("67/9", "٦٢/٦١", []),  # digits of another kind may be written in the other direction
    ],
)
def test_the_order_of_its_own_number_settles_the_order_of_others(number: str, cited: str, hrefs: list[str]) -> None:
    document = Document(body=(Operative("1 -", (Text(f"وفقا للقرار {cited}؛"),)),))
    context = _context("ara", session="67", number=number)
    assert _hrefs(document, context) == [f"/akn/un/statement/deliberation/{href}" for href in hrefs]


def test_digits_of_two_kinds_are_written_in_two_directions() -> None:
    text = "إذ تشير إلى قرارها 67/9 المؤرخ 5 أيار/مايو 2013 وقرارها ٧٥/٣٨ وقرارها ٧٣/٦٥ المؤرخ ٧ أيار/مايو ٢٠١١،"
    document = Document(body=(Operative("1 -", (Text(text),)),))
    context = _context("ara", session="67", number="67/77", date="2013-12-31")
    work = "/akn/un/statement/deliberation/unga/"
    assert _hrefs(document, context) == [f"{work}2013-05-05/67-9", f"{work}1983/38-75", f"{work}2011-05-07/65-73"]


def test_a_date_that_two_orders_bear_out_leaves_the_order_to_the_catalogue_and_the_rest_of_the_file() -> None:
    texts = ("قرارها دإط-٢/١١ المؤرخ ٢٤ آذار/مارس ٢٠٢٢", "قرار مجلس حقوق الإنسان ٣٤/٣٥ المؤرخ ٢٣ حزيران/يونيه ٢٠١٧")
    document = Document(body=tuple(Operative(f"{i} -", (Text(text),)) for i, text in enumerate(texts, 1)))
    context = _context("ara", session="77", date="2022-12-31")
    work = "/akn/un/statement/deliberation/"
    # no session of 2017 is told apart by the date; 11/2 of the first shows the order
    assert _hrefs(document, context) == [f"{work}unga/2022-03-24/ES-11-2", f"{work}unga-hrc/2017-06-23/35-34"]


def test_special_sessions_are_cited_by_figures_from_the_eighth_on() -> None:
    document = Document(body=(Operative("1 -", (Text("انظر القرار دإ-٢/١٠؛"),)),))
    assert _hrefs(document, _context("ara")) == ["/akn/un/statement/deliberation/unga/1978/S-10-2"]


@pytest.mark.parametrize(
    ("code", "place", "text", "found"),
    [
        ("eng", "note", "Resolutions 53/243 A and B.", ["53/243 A", "B"]),
        ("eng", "body", "resolutions 53/243 A and B.1", ["53/243 A"]),
        ("ara", "note", "انظر A/77/277، الفرع ثانيا.", ["A/77/277", "الفرع ثانيا"]),
        ("ara", "note", "انظر A/77/277، الفرع أولا-باء.", ["A/77/277", "الفرع أولا-باء"]),
        ("zho", "body", "第96/4号决议(第四节)", ["96/4", "第四节"]),
        ("eng", "body", "paragraphs 11 and 12 of the report of the Keeper (A/96/3)", ["11", "12", "A/96/3"]),
        ("deu", "body", "in Ziffer 24 des Berichts der Hüterin (A/96/3)", ["Ziffer 24", "A/96/3"]),
        ("rus", "body", "пункт 24 доклада Хранителя A/96/3", ["пункт 24", "A/96/3"]),
        ("eng", "body", "the annexes of the report of the Keeper (A/96/3)", ["A/96/3"]),
        ("eng", "body", "paragraph 2 of the pact, and a report (A/96/3)", ["A/96/3"]),
        ("rus", "body", "раздел III.А доклада Хранителя A/96/3", ["раздел III.А", "A/96/3"]),
        ("rus", "note", "См. Supplement No. 21 (E/2041/41), sect. III.", ["E/2041/41", "sect. III"]),
        ("fra", "note", "Résolution 96/4, annexes I et II.", ["96/4", "I", "II"]),
        ("zho", "body", "第96/4号决议的情况，处理该决议第1、2和3段", ["96/4", "该决议", "1", "2", "3"]),
        # the noun is misspelled; what is settled in a list bears out the rest of it
        ("eng", "body", "its resolutons 46/232, 51/241 and 72/254 of 24 December 2017", ["46/232", "51/241", "72/254"]),
        ("eng", "body", "in 46/232, and resolution 72/254 of 24 December 2017", ["72/254"]),
    ],
)
def test_what_is_linked_in_a_text(code: str, place: str, text: str, found: list[str]) -> None:
    body = (Operative("1.", (Text(text),)),) if place == "body" else ()
    notes = (Note("1", "1", (Text(text),)),) if place == "note" else ()
    document = Document(body=body, notes=notes)
    resolved = _resolved(document, _context(code, session="97", date="2042-12-01"))
    refs = [m for t, _ in texts_of(resolved) for m in t.of(Kind.REF)]
    assert [text[m.start : m.end] for m in refs] == found


def test_numbers_that_fall_are_no_range() -> None:
    document = Document(body=(Operative("1 -", (Text("المادة 2-1 من ميثاق الأمم المتحدة"),)),))
    assert _hrefs(document, _context("ara")) == ["/akn/un/act/provision/un/1945-06-26/charter/!main#art_2"]


def test_ibid_after_a_note_without_a_citation_is_nothing_that_an_earlier_one_cites() -> None:
    notes = ("Resolution 96/1.", "Keepers of the Lamps, document W.", "Ibid.", "Resolution 96/2.", "Ibid.")
    document = Document(notes=tuple(Note(str(i), str(i), (Text(t),)) for i, t in enumerate(notes, 1)))
    work = "/akn/un/statement/deliberation/unga/2041/96-"
    assert _hrefs(document, _context(session="97")) == [f"{work}1", f"{work}2", f"{work}2"]


def test_ibid_of_what_has_no_symbol_is_clear_and_that_of_two_texts_is_not() -> None:
    clear = ("Keepers of the Lamps, document W.", "Ibid.", "Ibid., annex II.")
    unclear = ("Resolutions 96/1 and 96/2.", "Ibid.")
    for notes, told in ((clear, []), (unclear, [Code.REFERENCE_OPEN])):
        document = Document(notes=tuple(Note(str(i), str(i), (Text(t),)) for i, t in enumerate(notes, 1)))
        context = _context(session="97")
        marked = with_texts(document, lambda t, p, context=context: recognise(t, context.at(p)))  # type: ignore[misc]
        assert [d.code for d in resolve(marked, context).diagnostics] == told, notes


def _hrefs(document: Document, context: Context) -> list[str]:
    return [m.get("href") for t, _ in texts_of(_resolved(document, context)) for m in t.of(Kind.REF)]


# ---- what is said about what is not resolved


def _codes_of(text: str, code: str = "eng", place: str = "body") -> list[str]:
    document = (
        Document(body=(Operative("1.", (Text(text),)),))
        if place == "body"
        else Document(notes=(Note("1", "1", (Text(text),)),))
    )
    context = _context(code)
    marked = with_texts(document, lambda t, p: recognise(t, context.at(p)))
    return [d.code.code for d in resolve(marked, context).diagnostics]


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("وفقا للقرار 62/61؛", "ara", Code.NUMBER_AMBIGUOUS),
        ("Recalling its resolution 98/12 of 10 December 2040,", "eng", Code.DATE_UNFIT),
        ("Recalling Security Council resolution 967 (1985),", "eng", Code.YEAR_UNFIT),
        ("as set out in paragraph 7 above", "eng", Code.PASSAGE_DANGLING),
        ("as set out in paragraphs 1 to 7 above", "eng", Code.PASSAGE_DANGLING),
        ("document QQQ/2044/7", "eng", Code.SYMBOL_OF_OTHERS),
        ("document A/900/43.Add.1.2.3", "eng", Code.SYMBOL_UNKNOWN),
        ("Recalling Commission on Human Rights resolution 2004/16,", "eng", Code.ORGAN_WITHOUT_ADDRESS),
        ("resolution 98/1 of 5 December 2043 and resolution 98/1 of 6 December 2043", "eng", Code.DATES_DISAGREE),
        ("Decides that the same resolution applies;", "eng", Code.REFERENCE_OPEN),
        ("Decides that paragraph 3 of the same resolution applies;", "eng", Code.NOTHING_BEFORE),
        ("the report in A/CONF.900/8 on tides", "eng", Code.YEAR_UNKNOWN),
    ],
)
def test_what_cannot_be_told_is_reported(text: str, language: str, code: Code) -> None:
    assert _codes_of(text, language) == [code.code]


@pytest.mark.parametrize("days", [("14", "15"), ("15", "14")])
def test_of_two_dates_of_a_text_whose_day_is_known_only_the_wrong_one_is_reported(days: tuple[str, str]) -> None:
    text = "resolution 1514 (XV) of {} December 1960 and resolution 1514 (XV) of {} December 1960".format(*days)
    assert _codes_of(text) == [Code.DATE_MISPRINTED.code]


@pytest.mark.parametrize(
    ("text", "language"),
    [("its general comment No. 15 (2002);", "eng"), ("التعليق العام رقم 15 (2002)؛", "ara")],
)
def test_a_number_without_the_figures_of_its_year_is_no_misprinted_resolution(text: str, language: str) -> None:
    assert _codes_of(text, language) == []


_MISPRINTED = ("R/RES/97/31", "AIRES/97/40", "GA/RES/97/31", "HRC/RES/54/1", "F/CN.5/2043/3", "E/CN.4/RES")


@pytest.mark.parametrize("symbol", [*_MISPRINTED, "AA/98/55", "B/98/371", "WHA/73/1"])
def test_a_misprinted_symbol_is_not_that_of_another_organization(symbol: str) -> None:
    assert _codes_of(f"the tables of document {symbol}") == [Code.SYMBOL_UNKNOWN.code]


@pytest.mark.parametrize("symbol", ["RES/97/44", "PRST/35/1"])
def test_a_symbol_without_its_organ_belongs_to_no_document_that_is_known(symbol: str) -> None:
    assert _codes_of(f"the tables of document {symbol}") == [Code.NOTHING_BEFORE.code]


@pytest.mark.parametrize("symbol", ["LEG/CONF.15/21", "WT/L/508/Add.1", "CM/Res.1153", "EU/2016/679", "EC/55/SC/CRP.4"])
def test_a_symbol_near_none_of_a_known_session_is_that_of_another_organization(symbol: str) -> None:
    assert _codes_of(f"the tables of document {symbol}") == [Code.SYMBOL_OF_OTHERS.code]


def test_the_year_of_a_series_without_a_rule_comes_from_the_catalogue() -> None:
    document = Document(body=(Operative("1.", (Text("the report in A/CONF.900/8 on tides"),)),))
    context = _context(catalogue={"A/CONF.900/8": "2043-05-04"})
    marked = with_texts(document, lambda t, p: recognise(t, context.at(p)))
    resolved = resolve(marked, context)
    (found,) = [m.get("href") for t, _ in texts_of(resolved.value) for m in t.of(Kind.REF)]
    assert found == "/akn/un/documentCollection/publication/unga/2043-05-04/A-CONF.900-8"
    assert resolved.diagnostics == ()


def test_nothing_is_reported_of_what_is_no_citation() -> None:
    assert _codes_of("In 2020/21, 1/2 of 12 (a) cats, 24/7; HIV/AIDS, 3 (II) and so on.") == []


def test_a_report_says_where_the_citation_stands() -> None:
    text = "as set out in paragraph 7 above"
    context = _context(places=lambda: {text: (Position("a.txt", 12, 5),)})
    document = Document(body=(Operative("1.", (Text(text),)),))
    marked = with_texts(document, lambda t, p: recognise(t, context.at(p)))
    (diagnostic,) = resolve(marked, context).diagnostics
    assert (diagnostic.position.line, diagnostic.position.column) == (12, 5 + text.index("paragraph"))


# ---- links of the source


@pytest.mark.parametrize(
    ("language", "text", "words", "symbol", "href", "codes"),
    [
        ("ara", "وفقا للقرار 62/61؛", "62/61", "A/RES/61/62", "unga/2006-12-06/61-62", []),
        ("eng", "Recalling its resolution 98/12,", "98/12", "A/RES/98/12", "unga/2043/98-12", []),
        ("eng", "Recalling its resolution 98/12,", "98/12", "A/RES/98/12 A", "unga/2043/98-12", []),
        ("eng", "Recalling its resolution 98/12,", "98/12", "A/RES/98/21", "unga/2043/98-12", ["C109"]),
        ("eng", "the report A/98/7/Add.1,", "A/98/7/Add.1", "A/98/7", "unga/2043/A-98-7-Add.1", []),
        ("eng", "Recalling the Tidal Compact,", "Tidal Compact", "A/RES/98/12", "unga/2043/98-12", []),
        ("eng", "31/29", "31/29", "A/hrc/RES/31/29", "unga-hrc/2016/31-29", []),  # cells hold numbers alone
        ("eng", "31/36; 52/35", "52/35", "A/HRC/RES/52/35", "unga-hrc/2023/52-35", []),
        ("eng", "S-30/1", "S-30/1", "A/HRC/RES/S-30/1", "unga-hrc/2021/S-30-1", []),
        ("eng", "PRST/35/1", "PRST/35/1", "A/HRC/PRST/35/1", "unga-hrc/2017/PRST-35-1", []),
    ],
)
def test_a_link_is_a_sure_target_and_the_words_count_where_it_disagrees(
    language: str, text: str, words: str, symbol: str, href: str, codes: list[str]
) -> None:
    context = _context(language)
    at = text.index(words)
    link = mark(at, at + len(words), Kind.LINK, href=f"https://undocs.org/en/{symbol}")
    document = Document(body=(Operative("1.", (Text(text, (link,)),)),))
    result = resolve(with_texts(document, lambda t, p: recognise(t, context.at(p))), context)
    (found,) = [m.get("href") for t, _ in texts_of(result.value) for m in t.of(Kind.REF)]
    assert found.split("/", 5)[-1] == href
    assert [d.code.code for d in result.diagnostics] == codes


def test_a_link_to_another_number_than_a_lone_one_is_none_of_it() -> None:
    link = mark(0, 5, Kind.LINK, href="https://undocs.org/en/A/HRC/RES/31/92")
    context = _context("eng")
    document = Document(body=(Operative("1.", (Text("31/29", (link,)),)),))
    result = resolve(with_texts(document, lambda t, p: recognise(t, context.at(p))), context)
    assert not [m for t, _ in texts_of(result.value) for m in t.of(Kind.REF)]


# ---- references inside a document


def _refs(document: Document) -> list[str]:
    return [m.get("href") for t, _ in texts_of(_resolved(document, _context())) for m in t.of(Kind.REF)]


def test_a_paragraph_above_is_that_of_the_section_around() -> None:
    def section(num: str, text: str) -> BodyNode:
        return Division(
            "section", num, Text("Heading"), (Operative("1.", (Text("Decides;"),)), Operative("2.", (Text(text),)))
        )

    document = Document(body=(section("I", "Recalls paragraph 1 above;"), section("II", "Recalls paragraph 1 above.")))
    assert _refs(document) == ["#sec_I__para_1", "#sec_II__para_1"]


def test_a_section_below_and_a_paragraph_in_it_are_found_by_their_numbers() -> None:
    document = Document(
        body=(
            Operative("1.", (Text("Refers to section II, paragraph 2, below;"),)),
            Division("section", "II", Text("Follow-up"), (Operative("2.", (Text("Requests a report."),)),)),
        )
    )
    assert _refs(document) == ["#sec_II", "#sec_II__para_2"]


@pytest.mark.parametrize(
    ("language", "text", "point"),
    [
        ("eng", "Recalls subparagraph (b) of paragraph 1 above;", "subparagraph (b)"),
        ("fra", "Rappelle l’alinéa b) du paragraphe 1 ci-dessus ;", "alinéa b)"),
        ("spa", "Recuerda el apartado b) del párrafo 1 de la presente resolución;", "apartado b)"),
        ("rus", "ссылается на подпункт b) пункта 1 настоящей резолюции;", "подпункт b)"),
        ("ara", "تشير إلى الفقرة الفرعية (ب) من الفقرة 1 أعلاه؛", "الفقرة الفرعية (ب)"),
        ("deu", "verweist auf Buchstabe b) der Ziffer 1 dieser Resolution;", "Buchstabe b)"),
    ],
)
def test_a_point_named_before_its_paragraph_is_found(language: str, text: str, point: str) -> None:
    labels = ("(أ)", "(ب)") if language == "ara" else ("(a)", "(b)")
    points = PointList(tuple(Point(label, (Text("x;"),)) for label in labels))
    document = Document(body=(Operative("1.", (Text("x:"), points)), Operative("2.", (Text(text),))))
    context = Context(load(language))
    marked = with_texts(document, lambda t, p: recognise(t, context.at(p)))
    found = resolve(marked, context).value
    (refs,) = [
        [(t.content[m.start : m.end], m.get("href")) for m in t.of(Kind.REF)]
        for t, _ in texts_of(found)
        if t.of(Kind.REF)
    ]
    assert [href for _, href in refs] == [f"#para_1__list_1__point_{labels[1][1]}"]
    assert refs[0][0].startswith(point)
    assert refs[0][0].endswith(" 1")


def test_points_named_before_their_paragraph_are_a_list() -> None:
    points = PointList((Point("(a)", (Text("one;"),)), Point("(b)", (Text("two."),))))
    text = Text("Recalls subparagraphs (a) and (b) of paragraph 1 above;")
    document = Document(body=(Operative("1.", (Text("x:"), points)), Operative("2.", (text,))))
    assert _refs(document) == ["#para_1__list_1__point_a", "#para_1__list_1__point_b", "#para_1"]


def test_a_point_of_several_paragraphs_is_one_of_each() -> None:
    content = "Rappelle l’alinéa a) des paragraphes 81 et 82 de sa résolution 98/12 du 1er décembre 2043 ;"
    document = _resolved(Document(body=(Operative("1.", (Text(content),)),)), _context("fra"))
    found = {content[m.start : m.end]: m.get("href") for t, _ in texts_of(document) for m in t.of(Kind.REF)}
    work = "/akn/un/statement/deliberation/unga/2043-12-01/98-12"
    inside = f"{work}/!main#para_%s__list_1__point_a"
    assert found == {"81": inside % 81, "82": inside % 82, "98/12": work}


def test_a_point_is_found_in_its_paragraph() -> None:
    points = PointList((Point("(a)", (Text("one;"),)), Point("(b)", (Text("two."),))))
    document = Document(
        body=(Operative("1.", (Text("Requests:"), points)), Operative("2.", (Text("Recalls paragraph 1 (b) above."),)))
    )
    assert _refs(document) == ["#para_1__list_1__point_b"]


def test_the_second_annex_of_a_part_is_that_of_the_part() -> None:
    annex = Annex((Text("Annex"),), (), (Operative("1.", (Text("Terms."),)),))
    part = Part(
        "B",
        Metadata(),
        preamble=(Preambular((Text("Noting annex II to the present resolution,"),)),),
        annexes=(annex, annex),
    )
    document = Document(parts=(Part("A", Metadata()), part), annexes=(annex,))
    assert _refs(document) == ["#cmp_B__att_2"]


# ---- numbers and words


def test_digits_of_any_script_are_numbers_once_folded() -> None:
    assert recognise(Text("القرار ٦٧/١٩٥"), _context("ara")).of(Kind.REF)[0].get("cite") == "A/RES/67/195"


@pytest.mark.parametrize(
    "content", ["98/12/3", "98/12-3", "7.98/12", "x98/12", "98/12%", "98/12.5", "-98/12", "198/12345"]
)
def test_a_piece_of_something_longer_is_no_number(content: str) -> None:
    assert list(numbers(content, load("eng"))) == []


@given(st.sets(st.text("abcdé ’", min_size=1, max_size=6), min_size=1, max_size=12))
def test_a_branching_pattern_matches_exactly_its_words(words: set[str]) -> None:
    import re

    pattern = re.compile(one_of(words))
    for word in words:
        assert pattern.fullmatch(word)
        assert not pattern.fullmatch(f"{word}x")


def test_a_lexicon_finds_whole_words_only_with_the_prefixes_of_the_language() -> None:
    arabic = worded(load("ara"), {"قرار": "noun"})
    content = "والقرار، استقرار، بقرار"
    assert [content[f.begins : f.end] for f in arabic.find(content)] == ["والقرار", "بقرار"]


# ---- work


@pytest.mark.parametrize("piece", PHRASES)
def test_the_work_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    context = _context("zho" if ord(piece[0]) > 0x2E80 else "ara" if ord(piece[0]) > 0x5FF else "eng")

    def run(n: int) -> Callable[[], object]:
        content = piece * (n // len(piece))
        document = Document(body=(Operative("1.", (Text(content),)),), notes=(Note("1", "1", (Text(content),)),))
        return lambda: _resolved(document, context)

    grows_linearly(run, 1500)


def test_a_kind_of_citation_is_a_module_of_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[3] / "docs/adding-a-recogniser.md").read_text(encoding="utf-8")
    (tmp_path / "doi.py").write_text(page.split("```python\n")[1].split("```")[0], encoding="utf-8")
    (tmp_path / "_none.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    (doi,) = set(kinds.recognisers.__wrapped__()) - set(RECOGNISERS)  # those of the library are in the list already
    seen = TextView.of("See doi:10.5555/tides.2044, and the rest.")
    assert [m.get("href") for m in doi(seen, _context())] == ["https://doi.org/10.5555/tides.2044"]


def test_words_of_a_kind_of_citation_are_those_of_the_language_file_where_it_has_some() -> None:
    english = replace(load("eng"), words={"statement": "presidential statement | statement by the President"})
    content = "the Statement by the President 2044/1 and presidential statements, its presidential statement, vol. 2"
    found = lexicon(english, "statement").find(content)
    assert [content[f.start : f.end] for f in found] == ["Statement by the President", "presidential statement"]
    assert not list(lexicon(load("fra"), "statement").find(content))
    assert [content[f.start : f.end] for f in lexicon(english, "volume").find(content)] == ["vol."]
    own = replace(english, words={"volume": "tome"})
    assert not list(lexicon(own, "volume").find(content))


def test_all_recognisers_are_in_the_list_once() -> None:
    assert len(set(RECOGNISERS)) == len(RECOGNISERS) >= 5
    assert isinstance(first_and_longest([]), list)
    assert Mark(0, 1, Kind.REF) in first_and_longest([Mark(0, 1, Kind.REF)])


@pytest.mark.parametrize(
    "volume",
    ["(Sect. 29A)", "(Introduction)", "(Plan outline)", "(Income sect. 2)", "(Prog. 8)", "(Part II)", "(Supp. 1)"],
)
def test_the_volume_in_brackets_belongs_to_the_symbol(volume: str) -> None:
    found = recognise(Text(f"Recalling A/80/6 {volume}, and others,"), _context())
    (ref,) = found.of(Kind.REF)
    assert found.content[ref.start : ref.end] == ref.get("cite") == f"A/80/6 {volume}"


@pytest.mark.parametrize("number", ["2 bis", "3 ter", "4bis"])
def test_a_paragraph_that_was_put_in_behind_another_is_not_that_one(number: str) -> None:
    found = recognise(
        Text(f"Recalling paragraph {number} of its resolution 98/12 and paragraph {number} above"), _context()
    )
    assert [found.content[m.start : m.end] for m in found.of(Kind.REF, Kind.RREF)] == ["98/12"]


@pytest.mark.parametrize("number", ["1653 (XIIV)", "1653 (IIX)", "12 (A)"])
def test_a_numeral_that_is_none_stops_nothing(number: str) -> None:
    context = Context(load("eng"), actor="unga")
    text = recognise(Text(f"Recalling its resolution {number} of 24 November 1961,"), context)
    assert Kind.DATE in {m.kind for m in text.marks}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("resolution 67/195 of 21 December 2010", True),  # two years off
        ("resolution 60/1 of 25 September 2015", True),  # 70/1 is of that day
        ("resolution 70/1 of 25 September 2005", True),  # its day in another year
        ("decision 15/4 of 19 December 2022", False),  # of a conference of parties
        ("resolution 31/1 of 20 May 2022", False),  # of a commission
        (
            "the adoption, by the Statistical Commission at its third session, of resolution 72/7 of 19 May 2016",
            False,
        ),
        ("the adoption, by the keepers at their third session, of resolution 72/7 of 19 May 2016", True),
    ],
)
def test_a_date_far_from_a_number_is_told_where_either_may_be_a_misprint(words: str, told: bool) -> None:
    document = Document(Metadata(language="eng", actor="unga", date="2045-02-03"), preamble=(_recital(words),))
    context = Context.of(document.metadata, load("eng"))
    found = resolve(with_texts(document, lambda text, place: recognise(text, context)), context)
    assert sum(d.code in (Code.DATE_CONTRADICTS, Code.DATE_UNFIT) for d in found.diagnostics) == told


def _recital(words: str) -> Preambular:
    return Preambular((Text(f"Recalling {words},"),))


def test_a_word_that_names_sections_and_parts_finds_a_part() -> None:
    """Arabic calls both الجزء."""
    item = "تقرر حظر الأصناف الواردة في الجزء الأول من المرفق ألف لهذا القرار؛"
    body = f"A/RES/99/9\nإن الجمعية العامة،\n1 - {item}\n2 - تقرر أن تنتظر."
    annex = "المرفق ألف\nقائمة الأصناف\nالجزء الأول\n1 - المصابيح.\nالجزء الثاني\n1 - الأجراس."
    lines = [*body.splitlines(), *annex.splitlines()]
    parsed = parse_blocks(tuple(Block(Text(line)) for line in lines))
    cited = [m.get("href") for text, _ in texts_of(parsed.value) for m in text.of(Kind.REF)]
    assert cited == ["#att_1__part_الأول", "#att_1"]
    assert Code.PASSAGE_DANGLING not in {d.code for d in parsed.diagnostics}


def test_a_printed_date_is_told_as_a_misprint_of_the_text_that_it_is_near_to() -> None:
    words = "все резолюции Совета по правам человека о маяках, в частности его резолюцию 51/19 от 6 октября 2020 года"
    document = Document(Metadata(language="rus", actor="unga", date="2045-02-03"), preamble=(_recital(words),))
    context = Context.of(document.metadata, load("rus"))
    found = resolve(with_texts(document, lambda text, place: recognise(text, context)), context)
    told = [dict(d.details)["reading"] for d in found.diagnostics if d.code is Code.DATE_CONTRADICTS]
    assert told == ["A/HRC/RES/51/19"]
