"""What kind a change is: one case a kind, in units as they are read from AKN."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from akn.compare.changes import changes_of
from akn.compare.comparison import compare
from akn.compare.facing import Facing
from akn.compare.passages import _once, passages
from akn.compare.words import Signs, Wording, compare_words
from akn.document import Document, Metadata, Note, Operative
from akn.languages import load
from akn.text import Kind, Mark, Text, mark
from akn.walk import Place, Unit
from converters import Options, convert
from tests.documents import document_of
from tests.work import grows_linearly

HEAD = "The General Assembly,\n\nRecalling its resolution 98/7 of 3 December 2043,\n\n"


def _document(text: str, language: str = "en") -> Document:
    return document_of(text, from_="text", language=language, body="ga", validate=False)


def _changes(old: str, new: str, head: str = HEAD) -> list[str]:
    found = compare(_document(HEAD + old), _document(head + new))
    return [c.shown() for p in found.pairs for c in p.changes]


def test_beside_a_due_date_the_other_words_are_told() -> None:
    ask = "1. Requests the Secretary-General to report on the lamps of all harbours{};"
    old, new = ask.format(" by 30 June 2046"), ask.format(" on a voluntary basis")
    assert _changes(old, new) == ["due removed: by 30 June 2046", "wording added: on a voluntary basis"]
    more = ask.format(", including those of the north, by 30 June 2047")
    late = "due later: by 30 June 2046 → by 30 June 2047"
    assert _changes(old, more) == [late, "wording added: including those of the north"]
    assert _changes(old, ask.format(" by 30 June 2047")) == [late], "of the date alone nothing more is said"


def test_beside_a_due_date_words_are_told_without_the_signs_of_any_script() -> None:
    asked = "大会，\n\n1. 请秘书长{}就所有港口的灯塔提出报告；\n"
    there = compare(*(_document(asked.format(ask), "zh") for ask in ("在2046年6月30日之前，", "与各国自愿协商，")))
    told = [c for p in there.told for c in p.changes if c.kind == "wording"]
    assert [c.new for c in told] == ["与各国自愿协商"]


ONE = "1. Requests the Secretary-General to report on the storm of 9 December 2044 on 12 lighthouses."


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (ONE, []),
        (ONE.replace("2044", "2045"), ["date later: 9 December 2044 → 9 December 2045"]),
        (ONE.replace(" 12 ", " 14 "), ["number: 12 → 14"]),
        (ONE.replace(" 12 ", " fourteen "), ["number: 12 → fourteen"]),
        (ONE.replace("on 12", "at its ninetieth session on 12"), ["due added: its ninetieth session"]),
        (ONE.replace("Requests", "Urges"), ["action stronger: Requests → Urges"]),
        (ONE.replace("Requests", "Invites"), ["action weaker: Requests → Invites"]),
        (ONE.replace("Requests", "Notes"), ["action weaker: Requests → Notes"]),
        (ONE.replace("Requests", "Decides to request"), ["action stronger: Requests → Decides"]),
        (ONE.replace("the Secretary-General", "the Economic and Social Council"),
         ["addressee: Secretary-General → Economic and Social Council"]),
        (ONE.replace("lighthouses", "lamps and lighthouses"), ["wording"]),
        (f"{ONE[:-1]};\n\n2. Decides to remain seized of the matter.", ["paragraph added"]),
        (ONE.replace("on 12 lighthouses", "on COVID-19 and 12 lighthouses, 3D maps and target 16.4.1"), ["wording"]),
        (ONE.replace("2044 on", "2044 (on"), ["punctuation"]),
        (ONE.replace("lighthouses", "lighthouses of class 1.A.04 of the Group of 20 and its Plan 2044–2048"),
         ["wording"]),
        (ONE.replace("on 12 lighthouses", "in line with decisions 15/4 and XYA75.8 and EC-98/DG.24 on 12 lighthouses"),
         ["citation added: 15/4", "citation added: EC-98/DG.24"]),
        (ONE.replace("on 12 lighthouses", "on 12 lighthouses that 30 keepers of 7 harbours built in the year before"),
         ["wording"]),
        (ONE.replace("on 12 lighthouses", "on 12 lighthouses in 2043"), ["number added: 2043"]),
    ],
)  # fmt: skip
def test_a_change_has_its_kind(new: str, changes: list[str]) -> None:
    assert _changes(ONE, new) == changes


def test_a_citation_is_brought_up_to_date_and_its_date_is_no_change_of_its_own() -> None:
    head = HEAD.replace("98/7 of 3 December 2043", "99/12 of 9 December 2044")
    assert _changes(ONE, ONE, head) == ["citation later: 98/7 → 99/12"]


def test_a_second_citation_is_added() -> None:
    head = HEAD.replace("its resolution 98/7 of 3 December 2043", "its resolutions 98/7 of 3 December 2043 and 99/12")
    assert _changes(ONE, ONE, head) == ["citation added: 99/12"]


_DUE = "1. Requests the Secretary-General to report to the General Assembly {} on 12 lighthouses."


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("at its ninetieth session", "at its ninety-first session",
         ["due later: its ninetieth session → its ninety-first session"]),
        ("at its ninety-second session", "at its ninetieth session",
         ["due earlier: its ninety-second session → its ninetieth session"]),
        ("by 30 June 2046", "by 30 June 2047", ["due later: by 30 June 2046 → by 30 June 2047"]),
        ("no later than 2047", "no later than 2046", ["due earlier: no later than 2047 → no later than 2046"]),
        ("within six months", "within two years", ["due: within six months → within two years"]),
        ("by 30 June 2046", "", ["due removed: by 30 June 2046"]),
        ("by 30 June 2046", "in full by 30 June 2046", ["wording"]),
    ],
)  # fmt: skip
def test_a_due_date_moves(old: str, new: str, changes: list[str]) -> None:
    assert _changes(_DUE.format(old), _DUE.format(new)) == changes


_YEARS = {
    "ar": ("tidal-libraries-99-7.ar", "الجمعية العامة في دورتها الأولى بعد المائة تقريرا",
           "الجمعية العامة في دورتها الثانية بعد المائة تقريرا"),
    "en": ("tidal-libraries.en", "Assembly at its one hundred and first", "Assembly at its one hundred and second"),
    "es": ("tidal-libraries.es", "informe en su centésimo primer", "informe en su centésimo segundo"),
    "fr": ("tidal-libraries.fr", "compte, à sa cent unième", "compte, à sa cent deuxième"),
    "ru": ("tidal-libraries.ru", "Ассамблее на ее сто первой", "Ассамблее на ее сто второй"),
    "zh": ("tidal-libraries.zh", "请秘书长向大会第一百零一届", "请秘书长向大会第一百零二届"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        ("eng", "Meets from 10 a.m. on;", "Meets from 10 p.m. on;", "number: 10 a.m. → 10 p.m."),
        ("eng", "Meets from 9 to 11 a.m.;", "Meets from 9 to 11.30 a.m.;", "number: 11 a.m. → 11.30 a.m."),
        ("fra", "Siège à 8 heures du matin ;", "Siège à 8 heures de l’après-midi ;",
         "number: 8 heures du matin → 8 heures de l’après-midi"),
        ("zho", "决定上午10时开会；", "决定下午10时开会；", "number: 上午10 → 下午10"),
    ],
)  # fmt: skip
def test_a_time_in_the_other_half_of_the_day_is_another_number(language: str, old: str, new: str, told: str) -> None:
    made = (Document(Metadata(language=language), body=(Operative("1.", (Text(t),)),)) for t in (old, new))
    assert [c.shown() for p in compare(*made).pairs for c in p.changes] == [told]


@pytest.mark.parametrize(
    ("language", "verbs", "told"),
    [
        ("fr", ("Encourage", "Engage"), ["action: Encourage → Engage"]),
        ("fr", ("Encourage", "Encourage également"), []),
        ("ru", ("призывает", "призывает также"), []),
    ],
)
def test_another_verb_of_one_action_is_told(language: str, verbs: tuple[str, str], told: list[str]) -> None:
    heads = {"fr": "L’Assemblée générale,\n\n1. {} les États Membres à prêter {} lampes.",
             "ru": "Генеральная Ассамблея,\n\n1. {} государства-члены дать {} ламп."}  # fmt: skip
    made = [_document(heads[language].format(verb, n), language) for verb, n in zip(verbs, "24", strict=True)]
    changes = [c.shown() for p in compare(*made).pairs for c in p.changes]
    assert changes == [*told, "number: 2 → 4"]


def test_an_ordinal_of_hundreds_is_a_number() -> None:
    old = "1. Requests the Keeper to light the ninety-ninth lamp."
    assert _changes(old, old.replace("ninety-ninth", "one hundredth")) == ["number: ninety-ninth → one hundredth"]


@pytest.mark.parametrize("language", _YEARS)
def test_a_report_is_due_a_session_later_in_each_language(language: str) -> None:
    name, old, new = _YEARS[language]
    text = (Path(__file__).parents[3] / "examples" / f"{name}.txt").read_text(encoding="utf-8")
    assert text.count(old) == 1
    before, after = (
        convert(t.encode(), options=Options(from_="text", validate=False)) for t in (text, text.replace(old, new))
    )
    assert before.document is not None
    assert after.document is not None
    found = [c for p in compare(before.document, after.document).pairs for c in p.changes]
    assert [(c.kind, c.detail) for c in found] == [("due", "later")]


def test_a_due_date_that_both_print_is_no_change() -> None:
    one = "1. Requests the Secretary-General to report at its ninetieth session and to lend lamps."
    two = "1. Requests that lamps be lent at once, and, at its ninetieth session, the tide be heard of."
    assert not [c for c in _changes(one, two) if c.startswith("due")]


def test_of_two_due_dates_the_one_that_was_put_later_is_told() -> None:
    said = (
        "Requests the Secretary-General to report at its {n} session on the lamps, and decides to include in the"
        " provisional agenda of its ninetieth session the item on lamps;"
    )
    found = _changes(said.format(n="ninetieth"), said.format(n="ninety-first"))
    assert [c for c in found if c.startswith("due")] == ["due later: its ninetieth session → its ninety-first session"]


def test_a_due_date_is_later_though_the_other_text_prints_it_of_the_past() -> None:
    one = "1. Notes the talks of its {} session, and requests the Secretary-General to report at its {} session."
    found = _changes(one.format("eighty-ninth", "ninetieth"), one.format("ninetieth", "ninety-first"))
    assert [c for c in found if c.startswith("due")] == ["due later: its ninetieth session → its ninety-first session"]


def test_citations_of_one_number_differ_by_their_dates() -> None:
    old, new = (
        Unit((), (), "", "preambular", "", Text("Recalling 98/7,", (cited,)), Place.PREAMBLE, 0, -1)
        for cited in (
            mark(10, 14, Kind.REF, href=f"/akn/un/statement/deliberation/unga/{day}/98-7")
            for day in ("2043-12-03", "2034-12-03")
        )
    )
    assert [c.shown() for c in changes_of([old], [new])] == ["citation earlier: 98/7 (2043-12-03) → 98/7 (2034-12-03)"]


CLAUSE = "asks all keepers of the northern shore to light their lamps before the tide turns each night"


def test_a_passage_that_went_to_another_paragraph_is_known_at_both() -> None:
    stays = "Welcomes the tide of the spring and what the boats brought home from it to the harbours of the south"
    old = f"1. {stays}, and {CLAUSE};\n\n2. Requests ten lamps of glass;"
    new = (
        f"1. {stays};\n\n2. Requests ten lamps of glass;\n\n"
        f"3. Recalls the great fog of the winter, and in view of what it cost the harbours and their boats {CLAUSE}."
    )
    told = [c for c in _changes(old, new) if c.startswith("passage")]
    assert told == ["passage moved: paragraph 1 → paragraph 3"] * 2


def test_a_formula_that_many_paragraphs_have_is_no_passage() -> None:
    formula = "at its ninetieth session under the item entitled the lamps of the harbours of the northern shore"
    old = f"1. Welcomes the tide {formula};\n\n2. Notes the fog;\n\n3. Requests ten lamps {formula};"
    new = f"1. Welcomes the tide;\n\n2. Notes the fog {formula};\n\n3. Requests ten lamps {formula}, and a boat;"
    assert not [c for c in _changes(old, new) if c.startswith("passage") and "paragraph 3" in c]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1. Asks the sub-humid \u2013 all \u2013 shores;", "1. Asks the subhumid \u2014 all \u2014 shores."),
        ("1. Asks for 10 \u2212 2 lamps;", "1. Asks for 10 \u2013 2 lamps;"),
    ],
)  # fmt: skip
def test_hyphens_dashes_and_the_sign_at_the_end_are_slight(old: str, new: str) -> None:
    found = compare(_document(HEAD + old), _document(HEAD + new))
    assert [p.slight for p in found.pairs if p.kind == "changed"] == ["typography"]
    assert not found.told


def test_a_number_that_lost_its_sign_is_no_slight_change() -> None:
    found = compare(_document(f"{HEAD}1. Asks for 10-12 lamps;"), _document(f"{HEAD}1. Asks for 1012 lamps;"))
    assert found.told


def test_a_paragraph_that_stands_whole_in_a_longer_one_is_its_pair() -> None:
    said = (
        "Calls upon the keepers of all lamps to pay what they owe to the fund of the northern shore in full and on time"
    )
    more = (
        "Deeply regretting that the harbours have not met their duties and that boats were lost for this reason in"
        f" every one of the last winters, {said}, and asks the Assembly to hear of the arrears, of their causes and of"
        " what the neighbours did, at each of its sessions until nothing is owed"
    )
    found = compare(_document(f"{HEAD}1. {said}."), _document(f"{HEAD}1. {more}."))
    assert [p.kind for p in found.told] == ["changed"]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("oil, in 2043, and 5.2 million lamps", "oil, in 2044, and, in three years, 5.8 million lamps",
         ["number: 2043 → 2044", "number: 5.2 million → 5.8 million"]),
        ("the second meeting of the keepers", "the third meeting of the keepers", ["number: second → third"]),
        # another one of the same value further on
        ("the tenth meeting of the keepers, and offers to hold the eleventh meeting of the guild",
         "the eleventh meeting of the keepers, and the lamps of the guild", ["number: tenth → eleventh"]),
        # a year in another place of a sentence that was turned round
        ("in 2043 the activities of the guild were few", "the activities of the guild of 2044 were few",
         ["number: 2043 → 2044"]),
        ("the meeting held from 2 to 8 May 2043 in Norrby", "the meeting held from 6 to 10 March 2044 in Norrby",
         ["date later: 2 to 8 May 2043 → 6 to 10 March 2044"]),
        # in one change, with other words beside them
        ("the fourteenth summary of his board", "a fifteenth, shorter, list by the keepers",
         ["number: fourteenth → fifteenth"]),
        # one more of a list is no other one
        ("the tenth session of the guild", "the tenth and eleventh sessions of the guild", ["number added: eleventh"]),
        ("the meeting", "the meeting, which sat from 24 to 26 July, from 8 to 10 August and from 16 to 18 October,",
         ["wording"]),
    ],
)  # fmt: skip
def test_numbers_and_dates_are_those_that_answer_each_other(old: str, new: str, changes: list[str]) -> None:
    said = "1. Welcomes what the harbours of the north reported on {} and on the fog of the long winter."
    assert _changes(said.format(old), said.format(new)) == changes


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("stresses the need for lamps", "calls for lamps", ["action: stresses → calls for"]),
        ("stresses the need for lamps", "stresses the need for more lamps", ["wording"]),
        ("stresses the need for lamps", "stresses the need for lamps, and encourages the keepers to light them",
         ["action added: encourages"]),
        ("stresses the need for lamps, and regrets the fog", "stresses the need for lamps",
         ["action removed: regrets"]),
        ("requests the Secretary-General to bring lamps", "requests the Economic and Social Council to bring lamps",
         ["addressee: Secretary-General → Economic and Social Council"]),
        ("urges the keepers to light lamps", "strongly urges the keepers to light lamps",
         ["action stronger: urges → strongly urges"]),
        ("strongly urges the keepers to light lamps", "urges the keepers to light lamps",
         ["action weaker: strongly urges → urges"]),
    ],
)  # fmt: skip
def test_what_is_done_further_on_in_a_paragraph_counts(old: str, new: str, changes: list[str]) -> None:
    said = "1. Acknowledges the work of the keepers of the northern harbours, and {}."
    assert _changes(said.format(old), said.format(new)) == changes


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Requests the Secretary-General to pay 5 dollars in 2045, and encourages Member States to act;",
         "Encourages the Secretary-General to pay 5 dollars in 2045, and requests Member States to act;",
         ["action weaker: Requests → Encourages", "action stronger: encourages → requests"]),
        ("Invites the World Bank to lend, and requests the Secretary-General to report, and urges States to act;",
         "Requests the World Bank to lend, and invites the Secretary-General to report, and urges States to act;",
         ["action stronger: Invites → Requests", "action weaker: requests → invites"]),
        ("Notes with concern the lamps, and welcomes the report;",
         "Welcomes the lamps, and notes with concern the report;",
         ["action: Notes with concern → Welcomes", "action: welcomes → notes with concern"]),
        ("Condemns the attack, and calls upon all States to act;",
         "Calls upon all States to act, and condemns the attack;", ["action: Condemns → Calls upon"]),
        ("Urges Member States to pay, and requests the Economic and Social Council to report;",
         "Requests Member States to pay, and urges the Economic and Social Council to report, and regrets the fog;",
         ["action weaker: Urges → Requests", "action stronger: requests → urges", "action added: regrets"]),
        ("Requests the Economic and Social Council to pay, and requests the Secretary-General to report;",
         "Requests the Secretary-General to pay, and requests the Economic and Social Council to report;",
         ["addressee: Economic and Social Council → Secretary-General",
          "addressee: Secretary-General → Economic and Social Council"]),
        ("Requests the Economic and Social Council to pay, and requests the Secretary-General to report;",
         "Requests the Secretary-General to report, and requests the Economic and Social Council to pay;",
         ["wording"]),
        ("Requests the Board to pay, and requests the Secretary-General to report;",
         "Requests the Secretary-General to pay, and requests the Board to report;",
         ["addressee: Board → Secretary-General", "addressee: Secretary-General → Board"]),
        ("Requests the Board to pay, and requests the Secretary-General to report;",
         "Requests the Secretary-General to report, and requests the Board to pay;", ["wording"]),
    ],
)  # fmt: skip
def test_verbs_and_addressees_that_change_places_are_changes(old: str, new: str, changes: list[str]) -> None:
    assert _changes(f"1. {old}", f"1. {new}") == changes


def test_a_first_action_that_goes_on_further_on_is_paired_there() -> None:
    old, new = "1. Notes that few lamps burn.", "1. Recognizes the fog, and notes with concern that few lamps burn."
    assert _changes(old, new) == ["action: Notes → notes with concern", "action added: Recognizes"]
    assert _changes(new, old) == ["action removed: Recognizes", "action: notes with concern → Notes"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Welcomes", "Notes with concern"),
        ("Expresses concern about", "Notes with appreciation"),
        ("Looks forward to", "Takes note of"),
    ],
)
def test_praise_and_concern_have_no_direction(old: str, new: str) -> None:
    said = "1. {} the work of the keepers of the northern harbours."
    verbs = [verb.removesuffix(" about").removesuffix(" to").removesuffix(" of") for verb in (old, new)]
    assert _changes(said.format(old), said.format(new)) == [f"action: {' → '.join(verbs)}"]


def test_a_year_that_joined_another_one_does_not_stand_for_it() -> None:
    said = "1. Welcomes the days of the lamps{} of the harbours, and takes note of the {} editions of the work on them."
    old, new = said.format(" in 2040 and 2041", "2040 and 2041"), said.format("", "2040, 2041 and 2042")
    assert _changes(old, new) == ["number removed: 2040", "number removed: 2041", "number added: 2042"]


def test_what_stands_in_its_place_is_not_what_went() -> None:
    said = "1. Notes paragraphs 7, 50 and 61 of the report, and the {} session of the keepers of the harbours."
    assert _changes(said.format("50th"), said.format("56th")) == ["number: 50 → 56"]
    said = "1. {} the lamps of the north, and welcomes those of the south, and of the harbours of the east."
    assert _changes(said.format("Welcomes"), said.format("Regrets")) == ["action: Welcomes → Regrets"]


def _high(content: str, *at: int) -> Document:
    """A paragraph with figures set high, and three notes of which it calls none."""
    text = Text(content, tuple(mark(n, n + 1, Kind.SUPERSCRIPT) for n in at))
    notes = tuple(Note(f"n{n}", n, (Text(f"Rule {n}."),)) for n in "123")
    called = Text("Recalls the fog", tuple(mark(15, 15, Kind.NOTE, key=f"n{n}") for n in "123"))
    body = (Operative("1.", (text,)), Operative("2.", (called,)))
    return Document(Metadata(language="eng"), body=body, notes=notes)


def test_a_call_that_is_set_high_is_no_figure_of_the_year_before_it() -> None:
    old = _high("Recalls the Rules of 12 June 1949, ever;")
    new = _high("Recalls the Rules of 12 June 19492, ever;", 33)
    found = compare(old, new)
    assert {p.kind for p in found.pairs} == {"same"}
    assert [m.get("key") for m in found.new_units[0].text.of(Kind.NOTE)] == ["n2"]  # what is shown has the call


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Decides that 103 becquerels are enough;", "Decides that 102 becquerels are enough;", ["number: 103 → 102"]),
        ("Decides that 10 becquerels are enough;", "Decides that 102 becquerels are enough;", ["number: 10 → 102"]),
        ("Notes the Rules of 1949;", "Notes the Rules of 19499;", ["number removed: 1949", "number added: 19499"]),
    ],
)
def test_an_exponent_is_a_part_of_its_number(old: str, new: str, changes: list[str]) -> None:
    at = {text: [n for n in (15, 24) if text[n : n + 1] in "239"] for text in (old, new)}
    found = compare(*(_high(text, *at[text]) for text in (old, new)))
    assert [c.shown() for p in found.pairs for c in p.changes] == changes
    assert [side[0].text.content for side in (found.old_units, found.new_units)] == [old, new]


def test_an_action_put_before_another_is_added() -> None:
    old = "1. Strongly urges the keepers of the north to light their lamps each night."
    new = "1. Condemns the fog; strongly urges the keepers of the north to light their lamps each night."
    assert _changes(old, new) == ["action added: Condemns"]


def test_who_is_named_in_both_texts_is_no_new_addressee() -> None:
    old = "1. Requests in full, with the Secretary-General, that the lamps be lit."
    new = "1. Requests the Secretary-General in full that the lamps be lit."
    assert not [c for c in _changes(old, new) if c.startswith("addressee")]


@pytest.mark.parametrize(
    ("old", "new", "slight"),
    [
        ("1. Invites the keepers to come.", "1. Also invites the keepers to come.", "also"),
        ("1. Invites the keepers to come.", "1. Once again invites the keepers to come.", ""),
        ("1. Asks for lamps, oil and glass.", "1. Asks for lamps, oil, and glass.", "typography"),
        ("1. Asks the tide-rating keepers to come.", "1. Asks the tide rating keepers to come.", "typography"),
        ("1. Asks for list А.7 of lamps.", "1. Asks for list A.7 of lamps.", "typography"),  # Cyrillic, Latin
        ("1. Asks for document LM136/8 of keepers.", "1. Asks for document LM 136/8 of keepers.", "typography"),
        ("1. Asks for lamps, welcoming also the tide.", "1. Asks for lamps, welcoming the tide.", "also"),
        ("1. Asks for lamps, welcoming once again the tide.", "1. Asks for lamps, welcoming the tide.", ""),
        ("1. Asks for lamps and also oil for keepers.", "1. Asks for lamps and oil for keepers.", "also"),
        ("1. Asks for lamps and good oil for keepers.", "1. Asks for lamps and oil for keepers.", ""),
        ("1. Asks for lamps again and again.", "1. Asks for lamps.", ""),
    ],
)
def test_what_is_slight(old: str, new: str, slight: str) -> None:
    found = compare(_document(HEAD + old), _document(HEAD + new))
    assert [p.slight for p in found.pairs if p.kind == "changed"] == [slight]


def _with_notes(*paragraphs: tuple[str, str]) -> Document:
    body = "\n\n".join(f"{n}. {text}[^{n}]" for n, (text, _) in enumerate(paragraphs, 1))
    notes = "\n".join(f"[^{n}]: {note}" for n, (_, note) in enumerate(paragraphs, 1))
    return document_of(f"{HEAD}{body}\n\n{notes}\n", from_="markdown", language="en", body="ga", validate=False)


def _notes(old: Document, new: Document) -> list[tuple[str, str, str]]:
    found = compare(old, new)

    def said(units: tuple[Unit, ...], at: int) -> str:
        return units[at].text.content if at >= 0 else ""

    return [
        (p.kind, said(found.old_units, p.old), said(found.new_units, p.new))
        for p in found.pairs
        if (found.new_units[p.new] if p.new >= 0 else found.old_units[p.old]).kind == "note"
    ]


LIT = "Notes the report of the Secretary-General on the lamps of the northern harbours;"
FOG = "Recalls the treaty of the harbours of the south on bells and on fog;"
TIDE = "Requests ten boats of the keepers of the eastern shore before the tide turns;"


def test_a_note_is_paired_by_where_it_is_called() -> None:
    assert _notes(_with_notes((LIT, "A/98/12.")), _with_notes((LIT, "A/99/47."))) == [
        ("changed", "A/98/12.", "A/99/47.")
    ]


def test_a_note_that_is_called_elsewhere_is_paired_by_its_words() -> None:
    old = _with_notes((FOG, "United Nations, Treaty Series, vol. 2326, No. 39574."), (LIT, "A/98/12."))
    new = _with_notes((LIT, "A/99/47."), (TIDE, "Ibid., vol. 2326, No. 39574."))
    assert (
        "changed",
        "United Nations, Treaty Series, vol. 2326, No. 39574.",
        "Ibid., vol. 2326, No. 39574.",
    ) in _notes(old, new)


def test_a_note_that_means_the_one_before_it_is_another_in_another_place() -> None:
    rules = ("Recalls the rules of the harbours of the north.", "A/98/231.")
    gulls = ("Takes note of the count of gulls.", "CAC/COSP/2041/17.")
    old = _with_notes(rules, ("Notes the oil that the mills of the valley bring to the shore each winter.", "Ibid."))
    asks = ("Asks the Council to count all ships of the southern fleet by day and by night.", "Ibid.")
    new = _with_notes(gulls, asks)
    assert [kind for kind, *said in _notes(old, new) if "Ibid." in said] == ["removed", "added"]
    assert [kind for kind, *said in _notes(old, old) if "Ibid." in said] == ["same"]


def test_a_note_that_means_the_same_one_before_it_moved_with_it() -> None:
    rules = ("Recalls the rules of the harbours of the north.", "A/98/231.")
    asks = ("Asks the Council to count all ships of the southern fleet by day and by night.", "Ibid.")
    notes = ("Notes the oil that the mills of the valley bring to the shore each winter.", "Ibid.")
    assert [kind for kind, *said in _notes(_with_notes(rules, asks), _with_notes(rules, notes))] == ["same", "same"]


def test_a_note_is_paired_with_the_only_one_of_its_form_though_the_words_before_its_call_changed() -> None:
    def cited(letter: str, report: str, said: str) -> Document:
        text = f"{HEAD}1. Notes the letter of the {said},[^1] and the report on the lamps of the harbours.[^2]\n\n"
        notes = f"[^1]: {letter}\n[^2]: {report}\n"
        return document_of(f"{text}{notes}", from_="markdown", language="en", body="ga", validate=False)

    old = cited("A/C.5/97/19.", "A/97/12.", "President of the Assembly")
    new = cited("A/C.5/98/20.", "A/98/47.", "Chair of the Committee, sent by its Secretary")
    assert ("changed", "A/C.5/97/19.", "A/C.5/98/20.") in _notes(old, new)


def test_notes_that_share_neither_words_nor_place_are_no_pair() -> None:
    old, new = _with_notes((LIT, "BWC/MSP/2017/6.")), _with_notes((TIDE, "S/PV.9180."))
    assert [kind for kind, _, _ in _notes(old, new)] == ["removed", "added"]


def test_a_paragraph_written_anew_on_one_subject_is_a_pair() -> None:
    old = (
        "1. Notes the decision of the eighth meeting of the keepers to renew the sponsorship programme for boats, and"
        " calls upon all harbours to offer voluntary contributions to the programme;"
    )
    new = (
        "1. Welcomes that the ninth meeting of the keepers noted with satisfaction how the sponsorship programme worked"
        " and the voluntary contributions to boats that it had from the harbours;"
    )
    rest = "\n\n".join(
        f"{n}. Requests {n} {what} of each shore." for n, what in enumerate(("bells", "lamps", "oars"), 2)
    )
    found = compare(_document(f"{HEAD}{old}\n\n{rest}"), _document(f"{HEAD}{new}\n\n{rest}"))
    assert [p.kind for p in found.told] == ["changed"]


def test_signs_of_no_width_leave_words_in_their_places() -> None:
    facing = Facing("lamps \ufeff by 2044", "lamps \ufeff by 2045 ")
    assert facing.kept(0, (8, 10))
    assert not facing.kept(0, (11, 15))


def test_whose_resolution_is_cited_is_not_asked() -> None:
    text = "决定大会第99/7号决议适用；"
    org = mark(2, 4, Kind.ORGANIZATION, refersTo="#unga")
    act = mark(0, 2, Kind.ACTION, refersTo="#action_decides")
    ref = mark(4, 10, Kind.REF, href="/akn/un/statement/deliberation/unga/2044-12-09/99-7")

    def unit(content: str, *marks: Mark) -> Unit:
        return Unit((), (), "para_1", "operative", "1.", Text(content, marks), Place.OPERATIVE, 0, -1)

    found = changes_of([unit(text, act, org, ref)], [unit("决定该决议适用；", act)], language=load("zho"))
    assert [c.kind for c in found] == ["citation"]


def test_symbols_that_lead_nowhere_are_citations() -> None:
    old = "1. Encourages resolution 10/2 of the Conference of the Parties, and notes LH-101/DG.22."
    new = "1. Encourages resolution 11/6 of the Conference of the Parties, and notes LH-104/DG.19."
    assert _changes(old, new) == ["citation: 10/2 → 11/6", "citation: LH-101/DG.22 → LH-104/DG.19"]
    assert _changes(old, old.replace("LH-101", "LH\u2011101").replace("notes", "recalls")) == [
        "action: notes → recalls"
    ]
    assert _changes(old, old.replace("Parties", "Parties and/or their lamps")) == ["wording"]


@pytest.mark.parametrize(
    ("was", "now"),
    [("www.lamps.example/sites/2044", "www.lamps.example/sites/2045"), ("24/7", "12/7"), ("2044/45", "2045/46"),
     ("3/12/2044", "4/12/2045"), ("km/h", "km/day")],
)  # fmt: skip
def test_what_has_a_stroke_is_not_always_a_symbol(was: str, now: str) -> None:
    text = "1. Notes what the keepers of the northern shore have written of the gulls and the tide: {}."
    assert not [c for c in _changes(text.format(was), text.format(now)) if c.startswith("citation")]


def test_a_formula_that_stands_elsewhere_is_no_passage_that_moved() -> None:
    formula = "the implementation of the Programme of Lamps and of the Instrument of Tracing of the Keepers"
    signs = Signs()
    for kept, moved in (
        (f"Urges all harbours to support {formula};", 0),
        ("Urges all harbours to support the tide;", 1),
    ):
        old = Wording([f"Decides to study {formula} by night;", kept], signs)
        new = Wording(["Decides to study the oil;", kept, f"Notes the gulls, {formula}, and the fog;"], signs)
        assert len(passages(old, new, [(0, 0), (-1, 2)])) == moved


_FORMULAS = {
    "ar": "إن الجمعية العامة،", "en": "The General Assembly,", "es": "La Asamblea General,",
    "fr": "L’Assemblée générale,", "ru": "Генеральная Ассамблея,", "zh": "大会，",
}  # fmt: skip
KEEPS = "1. Requests the Secretary-General to consult States on the lamps of all harbours."


@pytest.mark.parametrize(
    ("language", "old", "new", "changes"),
    [
        (
            "en",
            KEEPS,
            f"{KEEPS[:-1]}, and to submit to it at its ninetieth session a report thereon.",
            ["product added: report", "due added: its ninetieth session"],
        ),
        (
            "en",
            "1. Requests the Secretary-General to submit a report on lamps to the General Assembly.",
            "1. Requests the Secretary-General to submit an oral report on lamps to the General Assembly.",
            ["product: report → oral report"],
        ),
        (
            "en",
            "1. Requests the Secretary-General to report to the General Assembly on lamps.",
            "1. Requests the Secretary-General to submit a report to the General Assembly on lamps.",
            ["wording"],
        ),
        (
            "fr",
            "1. Prie le Secrétaire général de présenter un rapport sur les phares à l’Assemblée générale.",
            "1. Prie le Secrétaire général de présenter un rapport oral sur les phares à l’Assemblée générale.",
            ["product: rapport → rapport oral"],
        ),
        (
            "es",
            "1. Solicita al Secretario General que presente un informe sobre los faros a la Asamblea General.",
            "1. Solicita al Secretario General que presente un informe oral sobre los faros a la Asamblea General.",
            ["product: informe → informe oral"],
        ),
        (
            "ru",
            "1. просит Генерального секретаря представить Генеральной Ассамблее доклад о маяках.",
            "1. просит Генерального секретаря представить Генеральной Ассамблее устный доклад о маяках.",
            ["product: доклад → устный доклад"],
        ),
        (
            "ar",
            "1 - تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة تقريرا عن المنارات.",
            "1 - تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة تقريرا شفويا عن المنارات.",
            ["product: تقريرا → تقريرا شفويا"],
        ),
        (
            "zh",
            "1. 请秘书长向大会提交关于灯塔的报告。",
            "1. 请秘书长向大会提交关于灯塔的口头报告。",
            ["product: 报告 → 口头报告"],
        ),
    ],
)
def test_what_is_asked_for_is_told_as_a_request(language: str, old: str, new: str, changes: list[str]) -> None:
    head = f"{_FORMULAS[language]}\n\n"
    found = compare(_document(head + old + "\n", language), _document(head + new + "\n", language))
    assert [c.shown() for p in found.pairs for c in p.changes] == changes


@pytest.mark.parametrize(
    ("one", "two"),
    [("lamp EC-{}/DG.19", "lamp EC-{}/DG.20"), ("lamp {}", "lamp"), ("{} lamps", "{}000 lamps")],
    ids=["symbols", "numbers that went", "numbers"],
)
def test_many_changes_of_one_paragraph_are_paired_in_time_that_grows_with_them(one: str, two: str) -> None:
    def run(size: int) -> Callable[[], object]:
        old, new = (", ".join(form.format(n) for n in range(1000, 1000 + size)) for form in (one, two))
        words = compare_words(old, new).pieces
        sides = [Unit((), (), "", "operative", "", Text(text), Place.OPERATIVE, 0, -1) for text in (old, new)]
        return lambda: changes_of([sides[0]], [sides[1]], words, load("eng"))

    grows_linearly(run, 50)


@pytest.mark.parametrize("many", [0, 256])
def test_a_run_that_overlaps_itself_does_not_stand_once(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akn.compare.passages._MANY", many)
    side = Wording(["x " * 8, "a lamp for the keepers of all harbours"], Signs())
    found = _once(side, [0, 1], {run for k in (0, 1) for run in side.runs(k)})
    assert {k for k, _ in found.values()} == {1}
