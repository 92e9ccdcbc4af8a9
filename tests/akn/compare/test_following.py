"""What became of mandates in the text that follows, and what answered them."""

from __future__ import annotations

import sys

import pytest
from msgspec.structs import replace

from akn.clauses import Due
from akn.clauses.shape import words
from akn.clauses.times import clock
from akn.compare.align import align
from akn.compare.answer_words import reader_of
from akn.compare.calendar import calendar_of, last_day
from akn.compare.clause_changes import changes_between
from akn.compare.clause_parts import Beside
from akn.compare.follow_rows import record_of
from akn.compare.following import Followed, FollowUp, follow, follow_documents, through
from akn.compare.members import SeriesMember, member_of
from akn.compare.renderings import of_all_languages
from akn.compare.worded import ready_clauses
from akn.compare.words import longest_run
from akn.languages import load
from akn.languages.view import view
from tests.akn.compare.harbours import documents
from tests.akn.compare.harbours import text as harbours_text
from tests.documents import document_of
from tests.shared import SHARED, needs_shared


@pytest.fixture(scope="module")
def harbours() -> Followed:
    (series,) = follow_documents(documents(), ["97.txt", "98.txt", "99.txt"])
    return series


def _of(series: Followed, old: int, number: str) -> FollowUp:
    return next(row for row in series.rows if row.old == old and row.mandate and row.mandate.number == number)


def _told(row: FollowUp) -> tuple[str, list[str], list[str]]:
    return row.became, [c.shown() for c in row.changes], [c.shown() for c in row.updated]


def test_the_next_session_is_brought_up_to_date_and_no_change(harbours: Followed) -> None:
    assert _told(_of(harbours, 0, "1")) == (
        "renewed",
        [],
        ["due: its ninety-eighth session → its ninety-ninth session"],
    )


def test_the_next_session_of_a_draft_of_a_committee_is_that_of_its_assembly(harbours: Followed) -> None:
    old, new = harbours.members[:2]
    drafted = replace(new, actor="unga-c3", adopted="", draft=True)
    assert [
        _told(row) for row in follow([old, drafted]) if row.new == 1 and row.mandate and row.mandate.number == "1"
    ] == [("renewed", [], ["due: its ninety-eighth session → its ninety-ninth session"])]


def test_a_later_session_than_the_next_one_is_a_change(harbours: Followed) -> None:
    became, changes, _ = _told(_of(harbours, 1, "1"))
    assert (became, changes) == ("changed", ["due later: its ninety-ninth session → its one hundred and first session"])


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("2", ["action weaker: Urges → Encourages"]),
        ("3", ["addressee removed: the International Labour Organization"]),
        ("4", ["wording added: and divers"]),
    ],
)
def test_what_changed_is_named(harbours: Followed, number: str, changes: list[str]) -> None:
    row = _of(harbours, 0, number)
    assert row.became == "changed"
    assert [c.shown() for c in row.changes if c.kind != "wording" or number == "4"] == changes


def test_a_term_that_moves_on_by_a_year_is_renewed(harbours: Followed) -> None:
    became, changes, updated = _told(_of(harbours, 0, "5"))
    assert (became, changes) == ("renewed", [])
    assert updated == ["due: until 31 December 2043 → until 31 December 2044"]


def test_what_the_next_text_lacks_is_dropped_and_what_the_text_before_lacked_is_new(harbours: Followed) -> None:
    assert {
        row.mandate.number for row in harbours.rows if row.became == "dropped" and row.old == 0 and row.mandate
    } == {
        "6",
        "7",
    }
    new = [row for row in harbours.rows if row.became == "new"]
    assert [(row.new, row.latest.number, row.since) for row in new] == [(1, "6", 1)]


def test_the_mandates_of_the_last_text_are_open_with_the_text_in_which_they_came_in(harbours: Followed) -> None:
    assert [(row.old, row.latest.number, row.since) for row in harbours.rows if row.became == "open"] == [
        (2, "1", 0),
        (2, "2", 0),
    ]


def test_the_report_that_the_next_text_cites_answers_by_title_session_and_recipient(harbours: Followed) -> None:
    (answer,) = _of(harbours, 0, "1").answers
    assert (answer.symbol, answer.cited_by) == ("A/98/77", "A/RES/98/40")
    assert answer.why == ("session", "recipient", "author", "title")
    assert answer.text == "Taking note of the report of the Secretary-General on quiet harbours for small boats"


@pytest.mark.parametrize(
    ("cited_before", "report", "expected"),
    [
        ("A/97/9", "A/98/77", ["A/98/77"]),
        ("A/98/77", "A/98/77", []),  # what the request cites itself was there before it
        ("A/97/9", "A/97/10", []),  # and so may a document be of the session that asks
    ],
)
def test_an_older_report_answers_nothing(cited_before: str, report: str, expected: list[str]) -> None:
    ask = "1. Requests the Secretary-General to report on quiet harbours for small boats in his next report."
    noting = "Taking note of the report of the Secretary-General on quiet harbours for small boats,¹"
    texts = [
        member_of(document_of(harbours_text(session, 31, noting, ask, f"\n__________\n¹ {symbol}.\n")))
        for session, symbol in ((97, cited_before), (98, report))
    ]
    rows = [row for row in follow(texts) if row.old == 0]
    assert [[answer.symbol for answer in row.answers] for row in rows] == [expected]


def test_what_names_no_session_is_answered_in_the_next_text_or_not_at_all() -> None:
    ask = "1. Requests the Secretary-General to report on quiet harbours for small boats in his next report."
    noting = "Taking note of the report of the Secretary-General on quiet harbours for small boats,¹"
    texts = [
        member_of(document_of(harbours_text(session, 31, preamble, ask, note)))
        for session, preamble, note in (
            (97, "Recalling its resolution 96/12,", ""),
            (98, "Recalling its resolution 97/31,", ""),
            (99, noting, "\n__________\n¹ A/99/77.\n"),
        )
    ]
    assert [(row.old, [a.symbol for a in row.answers]) for row in follow(texts)] == [(0, []), (1, ["A/99/77"]), (2, [])]


def test_a_report_to_another_organ_or_by_somebody_else_answers_nothing(harbours: Followed) -> None:
    assert _of(harbours, 0, "7").answers == ()


def test_a_clause_that_the_next_text_has_inside_a_longer_one_is_not_dropped() -> None:
    long = "keep a lamp at the end of every mole and a bell beside it for the nights of fog"
    texts = [
        f"1. Urges all States to {long};\n",
        f"1. Urges all States and the owners of harbours, wherever they are and whatever they cost, to {long}, to pay "
        "two keepers for each of them all the year round, and to have the accounts of lamps, bells and keepers read by "
        "somebody who is paid by neither the State nor the owner of the harbour;\n",
    ]
    head = "A/RES/{n}/7\n\nResolution adopted by the General Assembly on 9 December {year}\n\n{n}/7. Moles\n\n"
    both = [
        document_of(head.format(n=n, year=n + 1945) + f"The General Assembly,\n\n{text}")
        for n, text in zip((98, 99), texts, strict=True)
    ]
    rows = follow([member_of(document) for document in both])
    assert [row.became for row in rows] == ["changed", "open"]


def test_one_paragraph_is_followed_both_ways(harbours: Followed) -> None:
    found = through(harbours, "A/RES/98/40", "2")
    assert [(row.old, row.latest.number) for row in found.rows] == [(0, "2"), (1, "2"), (2, "2")]
    assert through(harbours, "A/RES/98/40", "77").rows == ()


def test_a_row_of_the_table_says_where_in_both_texts(harbours: Followed) -> None:
    record = record_of(harbours, _of(harbours, 0, "1"))
    assert (record.symbol, record.number, record.next_symbol, record.next_number) == (
        "A/RES/97/31",
        "1",
        "A/RES/98/40",
        "1",
    )
    assert (record.since, record.answered_by, record.due_date) == ("A/RES/97/31", ("A/98/77",), "2043-09")
    new = record_of(harbours, next(row for row in harbours.rows if row.became == "new"))
    assert (new.symbol, new.verb, new.next_verb) == ("", "", "Calls upon")


def test_the_calendar_knows_what_was_answered_and_asks_no_clock(harbours: Followed) -> None:
    def known(as_of: str) -> dict[tuple[str, str], tuple[str, str]]:
        entries = calendar_of([harbours], as_of)
        return {(e.mandate.symbol, f"{e.what} {e.mandate.number}"): (e.known, e.by) for e in entries}

    silent = known("")
    assert silent["A/RES/97/31", "due 1"] == ("answered", "A/98/77")
    assert silent["A/RES/98/40", "due 1"] == ("asked again", "A/RES/99/52")
    assert silent["A/RES/97/31", "ends 5"] == ("extended", "A/RES/98/40")
    assert silent["A/RES/97/31", "due 7"] == ("", "")
    assert known("2044-03-01")["A/RES/97/31", "due 7"] == ("", "")
    assert known("2044-03-02")["A/RES/97/31", "due 7"] == ("overdue", "")
    assert silent["A/RES/98/40", "ends 5"] == ("", "")
    assert known("2045-01-01")["A/RES/98/40", "ends 5"] == ("ended", "")


def test_nothing_of_what_is_not_adopted_is_overdue_or_at_an_end(harbours: Followed) -> None:
    proposed = Followed(tuple(replace(member, draft=True) for member in harbours.members), harbours.rows)
    found = calendar_of([proposed], "2099-01-01")
    assert {entry.known for entry in found} == {"answered", "asked again", "extended", ""}
    assert all(entry.draft for entry in found)


@pytest.mark.parametrize(
    ("later", "known"),
    [
        (
            "designate a day of each year as the International Day of Lamps, to raise awareness of harbours",
            "asked again",
        ),
        ("proclaim an International Decade for Lamps, within existing means and structures", ""),
    ],
)
def test_what_is_considered_again_is_no_matter_of_another_name(later: str, known: str) -> None:
    def member(session: int, asked: str) -> SeriesMember:
        head = f"A/RES/{session}/7\nResolution adopted by the General Assembly on 9 December {session + 1945}\n"
        ask = (
            f"1. Decides to consider at its {ordinals[session]} session the proposal by the Group of States to {asked};"
        )
        return member_of(document_of(f"{head}\nThe General Assembly,\n\n{ask}\n"))

    ordinals = {97: "ninety-eighth", 98: "ninety-ninth"}
    day = "designate a day of each year as the International Day of Lamps, to raise awareness of harbours"
    members = (member(97, day), member(98, later))
    rows = follow(members)
    assert rows[0].after is not None, "one is followed by the other"
    assert calendar_of([Followed(members, rows)])[0].known == known
    later_on = calendar_of([Followed(members, rows)], "2099-01-01")[0].known
    assert later_on == known, "of what another matter took the place of nobody knows that it was not done"


@pytest.mark.parametrize(("noting", "known"), [("report of the Secretary-General", "answered"), ("wind", "overdue")])
def test_what_a_draft_cites_answers_and_what_it_asks_is_not_asked_again(noting: str, known: str) -> None:
    ask = "2. Requests the Secretary-General to report to the General Assembly at its {} session on quiet harbours."
    said = f"1. Takes note of the {noting} submitted pursuant to resolution 97/31 (A/98/77);\n\n{{}}"
    old, new = (
        member_of(document_of(harbours_text(session, 31, "Recalling its resolution 96/12,", body)))
        for session, body in ((97, ask.format("ninety-eighth")), (98, said.format(ask.format("ninety-ninth"))))
    )
    texts = (old, replace(new, symbol="A/C.2/98/L.5", adopted="", draft=True))
    both, alone = (Followed(members, follow(members)) for members in (texts, texts[:1]))
    for series in ([both, alone], [alone, both]):
        first = calendar_of(series, "2099-01-01")[0]
        assert (first.mandate.symbol, first.known, first.read_to) == ("A/RES/97/31", known, "A/C.2/98/L.5")


def test_a_session_that_opens_in_no_certain_month_is_due_in_its_year() -> None:
    ask = (
        "1. Requests the Secretary-General to submit a report to the Human Rights Council at its sixty-second session."
    )
    text = member_of(document_of(harbours_text(80, 31, "Recalling its resolution 79/12,", ask)))
    (entry,) = calendar_of([Followed((text,), follow([text]))])
    assert (entry.date, entry.last) == ("2026", "2026-12-31")


def test_entries_stand_in_the_order_of_their_dates(harbours: Followed) -> None:
    dates = [entry.date for entry in calendar_of([harbours])]
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("due", "last"),
    [
        (Due("in 2044", "date", "2044", 2044, "2044"), "2044-12-31"),
        (Due("by February 2044", "date", "2044-02", 2044, "2044-02"), "2044-02-29"),
        (Due("before the elections", "event", "elections", None), ""),
        (Due("at its sixtieth session", "session", "hrc.60", 2045), "2045-12-31"),
    ],
)
def test_the_last_day_in_time_is_that_of_the_month_or_year(due: Due, last: str) -> None:
    assert last_day(due) == last


@needs_shared
def test_published_series_are_followed() -> None:
    from converters.conversion import read_file

    assert SHARED is not None
    paths = sorted((SHARED / "years").glob("*/english/A_RES_*.xml"))
    wanted = [p for p in paths if any(n in p.name for n in ("_76_206-", "_77_166-", "_78_154-"))]
    if not wanted:
        pytest.skip("the folder has no resolutions over the years")
    found = list(follow_documents([read_file(p.read_bytes(), name=p.name).value for p in wanted]))
    assert [len(one.members) for one in found] == [3]
    answered = {row.answers[0].symbol for row in found[0].rows if row.answers}
    assert answered == {"A/77/215", "A/78/209"}


def test_entries_of_one_place_are_ordered_by_language_and_file_and_have_their_own_identifiers(
    harbours: Followed,
) -> None:
    icalendar = pytest.importorskip("icalendar")
    from msgspec.structs import replace

    from converters.calendars import as_ical

    other = Followed(tuple(replace(one, file=f"copy/{one.file}") for one in harbours.members), harbours.rows)
    entries = calendar_of([harbours, other])
    assert entries == calendar_of([other, harbours])
    uids = [str(event["uid"]) for event in icalendar.Calendar.from_ical(as_ical(entries)).walk("VEVENT")]
    remarks = {(entries[0].file, entries[0].mandate.eId): "Differences: 12 May"}
    described = [
        str(e["description"]) for e in icalendar.Calendar.from_ical(as_ical(entries, remarks=remarks)).walk("VEVENT")
    ]
    assert any(text.endswith("Differences: 12 May") for text in described)
    single = icalendar.Calendar.from_ical(as_ical(calendar_of([harbours]))).walk("VEVENT")
    assert len(set(uids)) == len(uids) == 2 * len(single)
    assert {str(event["uid"]) for event in single} < set(uids)


def test_a_text_that_two_series_begin_with_is_due_once() -> None:
    def read(number: int, asked: str) -> SeriesMember:
        head = f"A/RES/9{number}/7\nResolution adopted by the General Assembly on 9 December 204{number}\n"
        text = f"{head}\nThe General Assembly,\n\n1. Requests the Secretary-General to submit {asked}.\n"
        return member_of(document_of(text))

    first = read(4, "a report on lamps by 1 March 2046")
    second, third = read(5, "a report on lamps by 1 March 2047"), read(6, "a study of boats")
    series = [Followed((first, other), follow([first, other])) for other in (third, second)]
    for ways in (series, series[::-1]):
        entries = [(entry.date, entry.known) for entry in calendar_of(ways)]
        assert entries == [("2046-03-01", "asked again"), ("2047-03-01", "")]


def _became(old: str, new: str) -> list[tuple[str, str, str]]:
    """What became of the clauses of a text in the next one: the state, the paragraph before and after."""
    head = "A/RES/{}/7\nResolution adopted by the General Assembly on 9 December {}\n\nThe General Assembly,\n\n"
    texts = (head.format(n, n + 1945) + body + "\n" for n, body in ((98, old), (99, new)))
    members = [member_of(document_of(text)) for text in texts]
    rows = [row for row in follow(members) if row.became != "open"]
    return [(r.became, *(c.number if c else "" for c in (r.mandate, r.after))) for r in rows]


def test_no_praise_takes_the_mate_of_a_request() -> None:
    process = "in the process for the review of the Treaty on the Lamps of Harbours and Lighthouses"
    old = (
        f"8. Welcomes the part taken by keepers {process}, and urges keepers to continue actively to take part in and "
        "support the review of lamps;"
    )
    new = (
        f"9. Urges keepers actively to take part {process} of their lamps, and to support and continue it, as the "
        "conference of keepers decided;"
    )
    assert _became(old, new) == [("changed", "8", "9")]


def test_what_a_longer_clause_says_again_in_another_order_is_not_dropped() -> None:
    old = "1. Urges all States to combat theft of lamps, including theft of wicks and mirrors during heavy storms;"
    new = (
        "3. Urges swimmers to wear caps of a bright colour whenever they leave the beach;\n\n"
        "4. Strongly urges the Harbour of Tern to end by law all that harms boats; to take "
        "measures against heavy storms, to prevent during winter theft of wicks, mirrors and lamps in all its forms, "
        "to combat fog, and to give light to everyone who asks for it in good faith;"
    )
    assert ("changed", "1", "4") in _became(old, new)


@pytest.mark.parametrize(
    ("old", "new", "became"),
    [
        (
            "Requests the Secretary-General to convene a conference on lamps, buoys and pilots of the harbour;",
            "Decides that no conference on lamps, buoys and pilots of the harbour shall be convened;",
            ["dropped", "new"],
        ),
        (
            "Requests the Secretary-General to convene a conference on lamps, buoys and pilots of the harbour;",
            "Requests the Secretary-General not to convene a conference on lamps, buoys and pilots of the harbour;",
            ["dropped", "new"],
        ),
        (
            "Requests the Secretary-General not to convene a conference on lamps, buoys and pilots of the harbour;",
            "Requests the Secretary-General not to convene a conference on lamps and pilots of the harbour;",
            ["changed"],
        ),
    ],
)
def test_what_is_to_be_done_and_what_is_not_are_no_pair(old: str, new: str, became: list[str]) -> None:
    def member(session: int, ask: str) -> SeriesMember:
        head = f"A/RES/{session}/7\nResolution adopted by the General Assembly on 9 December {session + 1945}\n"
        return member_of(document_of(f"{head}\nThe General Assembly,\n\n1. {ask}\n"))

    rows = follow([member(98, old), member(99, new)])
    assert [row.became for row in rows if row.became != "open"] == became


def _pair(old: str, new: str, head: str = "The General Assembly", name: str = "Resolution") -> Followed:
    """Two texts of one paragraph each, of sessions 98 and 99, followed."""
    texts = [
        document_of(f"A/RES/{n}/7\n{name} adopted by the General Assembly on 9 December {n + 1945}\n\n{head},\n\n{t}\n")
        for n, t in ((98, old), (99, new))
    ]
    members = tuple(member_of(text) for text in texts)
    return Followed(members, follow(members))


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            "Urges all States to light the lamps of the harbour;",
            "Urges all States to light lamps of their harbour;",
            [],
        ),
        (
            "Urges all States to bridge the divide of harbours;",
            "Urges all States to bridge the divides of harbours;",
            [],
        ),
        (
            "Urges States to light bright lamps quickly in all harbours by night;",
            "Urges States to quickly light bright lamps in all harbours by night;",
            [],
        ),
        (
            "Urges States to light lamps and horns in the harbours of the North;",
            "Urges States to light lamps or horns in the harbours of the North;",
            ["wording: and → or"],
        ),
        (
            "Urges all States to light lamps in the harbours of the North;",
            "Urges States to light lamps in the harbours of the North;",
            ["wording removed: all"],
        ),
        (
            "Urges States to protect freedom of passage and of anchorage in all harbours;",
            "Urges States to protect freedom of anchorage and passage in all harbours;",
            [],
        ),
        (
            "Urges States to light the lamps of all harbours by night, as appropriate;",
            "Urges States to light the lamps of all harbours by night, and further encourages the keepers to sound "
            "the horns of the harbours in fog, as appropriate;",
            [],
        ),
        (
            "Urges States to light the lamps of all harbours by night, except in fog;",
            "Urges States to light the lamps of all harbours by night, and further encourages the keepers to sound "
            "the horns of the harbours, except in fog;",
            ["wording removed: except in fog"],
        ),
    ],
)
def test_words_of_the_form_alone_are_no_change(old: str, new: str, changes: list[str]) -> None:
    row = _pair(f"1. {old}", f"1. {new}").rows[0]
    assert (row.became, [c.shown() for c in row.changes]) == ("changed" if changes else "renewed", changes)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            "Urges States to reduce noise of ships, including through slow passage;",
            "Urges States to reduce noise of ships, including in all harbours, including through slow passage;",
            ["wording added: including in all harbours"],
        ),
        (
            "Urges States to light lamps and horns of the harbours of the North;",
            "Urges States to light lamps, to repair the moles and horns of the harbours of the North;",
            ["wording added: to repair the moles"],
        ),
        (
            "Urges States to publish the thirty-first list of the lamps of the North;",
            "Urges States to publish the thirty-second and fortieth lists of the lamps of the North;",
            ["wording: thirty-first list → thirty-second and fortieth lists"],
        ),
        (
            "Welcomes the new directive on the lamps of harbours by night, and calls for its implementation;",
            "Welcomes the new directive on the lamps of harbours by night, and calls for its prompt implementation;",
            ["wording added: prompt"],
        ),
        (
            "Calls for the repair of all the lamps of the harbours of the North before winter;",
            "Urges the repair of all the lamps of the harbours of the North before winter;",
            ["action stronger: Calls for → Urges"],
        ),
        (
            "Requests the Secretary-General to report every year on the lamps of the harbours of the North;",
            "Requests the Secretary-General to report on the lamps of the harbours of the North;",
            ["due removed: every year"],
        ),
    ],
)
def test_the_words_told_are_those_that_changed(old: str, new: str, changes: list[str]) -> None:
    rows = _pair(f"1. {old}", f"1. {new}").rows
    assert [c.shown() for row in rows for c in row.changes] == changes


def test_a_date_that_is_said_by_another_one_is_not_removed() -> None:
    asked = (
        "prie les gardiens de lui rendre compte, à {}, des lampes et des phares du Nord et de leur entretien en hiver"
    )
    lead = "1. Prie le Secrétaire général de lui présenter un rapport, à sa centième session, et "
    row = _pair(
        f"1. {asked.format('sa quatre-vingt-dix-neuvième session').capitalize()} ;",
        f"{lead}{asked.format('la même session')} ;",
        "L’Assemblée générale",
        "Résolution",
    ).rows[0]
    assert "due: sa quatre-vingt-dix-neuvième session → la même session" in [c.shown() for c in row.updated]
    assert not any(change.kind == "due" for change in row.changes)


def test_what_the_language_of_drafting_alone_changed_is_a_change() -> None:
    english = _pair(
        "1. Urges all States to support small and medium-sized harbours of the coast;",
        "1. Urges all States to support micro-, small and medium-sized harbours of the coast;",
    )
    asked = "1. Prie instamment tous les États de soutenir les petits et moyens ports de la côte ;"
    french = _pair(asked, asked, "L’Assemblée générale", "Résolution")
    assert [one.rows[0].became for one in of_all_languages([english, french])] == ["changed", "renewed"]


def test_a_paragraph_that_one_language_has_word_for_word_is_renewed_however_another_one_parts_it() -> None:
    text = "1. Urges the keepers to light the lamps of all harbours, and also urges them to sound the horns in fog;"
    asked = (
        "1. Prie instamment les gardiens d’allumer les phares de tous les ports et de faire sonner {} dans la brume ;"
    )
    french = _pair(asked.format("les cornes"), asked.format("les sirènes"), "L’Assemblée générale", "Résolution")
    english = _pair(text, text)
    assert len(english.members[0].clauses) > len(french.members[0].clauses)
    assert of_all_languages([english, french])[1].rows[0].became == "renewed"


def test_what_one_language_takes_for_a_praise_goes_on_in_the_request_that_another_one_finds() -> None:
    english = _pair(
        "1. Urges the port authorities to fully implement the amendment to the law on lamps, which gives keepers the "
        "right to close the harbours in fog;",
        "1. Welcomes the efforts to implement the amendment to the law on lamps, which gives keepers the right to "
        "close the harbours in fog, and calls for its full implementation;",
    )
    french = _pair(
        "1. Exhorte les autorités portuaires à mettre en œuvre intégralement la modification de la loi sur les phares, "
        "qui donne aux gardiens le droit de fermer les ports dans la brume ;",
        "1. Se félicite des efforts faits pour mettre en œuvre la modification de la loi sur les phares, qui donne aux "
        "gardiens le droit de fermer les ports dans la brume, et demande que cette loi soit pleinement appliquée ;",
        "L’Assemblée générale",
        "Résolution",
    )
    rows = of_all_languages([english, french])[1].rows
    assert [row.after.action for row in rows if row.after] == ["callsFor"] or rows[0].latest.action != "welcomes"
    assert not any(row.became == "new" for row in rows)


def test_a_date_of_a_request_that_became_one_with_another_is_not_added() -> None:
    members = _pair(
        "1. Requests the Board to convene in May 2046 the conference on lamps;\n\n"
        "2. Invites the Board to settle the rules of the conference on lamps of all harbours;",
        "1. Requests the Board to convene in May 2046 the conference, and to settle the rules of the conference on "
        "lamps of all harbours;",
    ).members
    (other, one), (two, *_) = (ready_clauses(member) for member in members)
    told = changes_between(one, two, *members, Beside(older=[other]))[0]
    alone = changes_between(one, two, *members)[0]
    assert [any(c.kind == "due" and c.detail == "added" for c in found) for found in (told, alone)] == [False, True]


def test_a_row_says_who_is_asked_in_either_text() -> None:
    series = _pair(
        "1. Requests the Secretariat to keep the lamps of the harbours of the North lit by night;",
        "1. Requests the Secretary-General to keep the lamps of the harbours of the North lit by night;",
    )
    record = record_of(series, series.rows[0])
    assert (record.keys, record.next_keys) == (("secretariat",), ("secretaryGeneral",))
    assert series.rows[0].asks("secretariat")
    assert series.rows[0].asks("secretaryGeneral")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("establish an office in Niger for teachers", "establish an office in Nigeria for teachers"),
        ("publish a manual on the rights of employees", "publish a manual on the rights of employers"),
        ("hold the eighth meeting of the panel on lighthouses", "hold the eighty meeting of the panel on lighthouses"),
        (
            "send a letter to the minister on lanterns of the coast",
            "send a letter to the ministry on lanterns of the coast",
        ),
        ("convene the panel of experts every six months", "convene the panel of experts every six monthly"),
    ],
)
def test_words_that_are_alike_are_not_the_same(old: str, new: str) -> None:
    row = _pair(f"1. Requests the Secretary-General to {old};", f"1. Requests the Secretary-General to {new};").rows[0]
    assert row.became == "changed"
    assert row.changes


def test_what_is_said_in_another_form_is_listed() -> None:
    old = "1. Requests the Secretary-General to accept contributions from the industry for the upkeep of lanterns;"
    row = _pair(old, old.replace("from the industry for", "for the industry from")).rows[0]
    assert row.became == "renewed"
    assert [c.shown() for c in row.updated] == ["wording: from → for", "wording: for → from"]


def test_the_paragraph_of_the_report_of_the_year_is_brought_up_to_date() -> None:
    old, new = (
        f"1. Endorses the plan for lamps set out in paragraph {n} of the report of the keepers;" for n in (144, 146)
    )
    row = _pair(old, new).rows[0]
    assert (row.became, [c.shown() for c in row.updated]) == ("renewed", ["citation: 144 → 146"])


def test_what_one_language_alone_changed_is_no_change() -> None:
    english = _pair(
        "1. Urges all States to keep the lamps of their harbours lit;",
        "1. Urges all States to keep the lamps of their harbours lit;",
    )
    french = _pair(
        "1. Prie instamment tous les États de garder allumés les phares de leurs ports ;",
        "1. Prie instamment tous les États de garder allumés les feux de leurs ports ;",
        "L’Assemblée générale",
        "Résolution",
    )
    assert french.rows[0].became == "changed"
    for apart in ((english, french), (french, english)):
        rows = [one.rows[0] for one in of_all_languages(apart)]
        assert {row.became for row in rows} == {"renewed"}
        (told,) = [row for row in rows if row.updated]
        assert (told.changes, [c.shown() for c in told.updated]) == ((), ["wording: phares → feux"])
    assert of_all_languages([french])[0].rows[0].became == "changed"  # nothing else to compare with


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("submit five reports on lamps by 1 May 2045", "submit five reports on lamps by 1 June 2046", ["due"]),
        ("submit five reports on lamps", "submit nine reports on lamps", ["number"]),
        ("send five keepers to the lamps of the coast", "send nine wardens to the lamps of the coast", ["wording"]),
    ],
)
def test_no_translation_makes_another_day_or_number(old: str, new: str, kinds: list[str]) -> None:
    english = _pair(f"1. Requests the Secretary-General to {old};", f"1. Requests the Secretary-General to {new};")
    asked = "1. Prie le Secrétaire général de présenter cinq rapports sur les lampes ;"
    french = _pair(asked, asked, "L’Assemblée générale", "Résolution")
    row = of_all_languages([english, french])[0].rows[0]
    assert (row.became, [c.kind for c in row.changes]) == ("changed", kinds)


@pytest.mark.parametrize(
    "new",
    [
        "1. Recalls paragraph 1 of resolution 98/7, and decides that it shall no longer apply;",
        "1. Decides that paragraph 1 of resolution 98/7 is withdrawn;\n\n2. Recalls paragraph 1 of resolution 98/7;",
    ],
)
def test_a_paragraph_that_the_next_text_recalls_and_ends_is_dropped(new: str) -> None:
    row = _pair("1. Requests the Board to close the harbour of the south before the storms begin;", new).rows[0]
    assert (row.became, row.changes) == ("dropped", ())


def test_a_paragraph_that_the_next_text_recalls_and_does_not_end_is_not_dropped() -> None:
    row = _pair(
        "1. Requests the Board to close the harbour of the south before the storms begin;",
        "1. Recalls paragraph 1 of resolution 98/7, and decides not to withdraw the lamps;",
    ).rows[0]
    assert row.became == "changed"


def test_a_paragraph_that_the_next_text_recalls_by_its_number_is_not_dropped() -> None:
    row = _pair(
        "1. Decides that the keepers of all harbours shall meet in the old tower each spring;",
        "1. Recalls paragraph 1 of resolution 98/7, and urges States to paint their boats;",
    ).rows[0]
    assert (row.became, [c.shown() for c in row.changes]) == ("changed", ["action: Decides → Recalls"])


def test_a_request_goes_on_in_what_the_next_text_looks_forward_to() -> None:
    row = _pair(
        "1. Requests the Secretary-General to explore how lamps may stand in granite towers of northern harbours;",
        "1. Looks forward to guidance of the keepers for northern harbours with granite towers where lamps stand;",
    ).rows[0]
    assert row.became == "changed"
    assert row.changes[0].shown() == "action weaker: Requests → Looks forward"


def test_what_was_dropped_may_go_on_in_a_clause_that_asks_nobody() -> None:
    series = _pair(
        "1. Invites the Secretary-General to strengthen statistical offices, surveys, harbours and granite towers;",
        "1. Recognizes the wish that the granite towers and their surveys be kept;\n\n"
        "2. Recognizes that harbours need help to strengthen their statistical offices and surveys of towers;",
    )
    (row,) = (one for one in series.rows if one.became == "dropped")
    assert record_of(series, row).perhaps == "2"


def test_what_nothing_speaks_of_goes_on_nowhere() -> None:
    series = _pair(
        "1. Invites the Secretary-General to strengthen statistical offices, surveys, harbours and granite towers;",
        "1. Recognizes the wish that all boats be painted;",
    )
    assert [record_of(series, row).perhaps for row in series.rows if row.became == "dropped"] == [""]


@pytest.mark.parametrize(("verb", "perhaps"), [("Recognizes the need for", ["1"]), ("Takes note of", [""])])
def test_what_takes_note_of_reports_alone_is_not_where_a_request_goes_on(verb: str, perhaps: list[str]) -> None:
    series = _pair(
        "1. Invites the Secretary-General to strengthen statistical offices, surveys, harbours and granite towers;",
        f"1. {verb} the statistical surveys of offices that strengthen harbours and their granite towers;",
    )
    assert [record_of(series, row).perhaps for row in series.rows if row.became == "dropped"] == perhaps


def test_to_ask_again_is_no_change() -> None:
    row = _pair(
        "1. Requests the Secretary-General to light the lamps of all harbours;",
        "1. Reiterates its request to the Secretary-General to light the lamps of all harbours;",
    ).rows[0]
    became, changes, updated = _told(row)
    assert (became, changes, updated[0]) == ("renewed", [], "action: Requests → Reiterates its request")


def test_a_report_to_another_organ_is_not_counted_by_its_sessions() -> None:
    """Session 50 of a council is not before session 76 of the Assembly."""
    ask = "1. Requests the Secretary-General to submit a report on quiet harbours to the Human Rights Council."
    noting = "Taking note of the report of the Secretary-General on quiet harbours,¹"
    texts = [
        member_of(document_of(harbours_text(session, 31, preamble, ask, note)))
        for session, preamble, note in (
            (76, "Recalling its resolution 75/12,", ""),
            (77, noting, "\n__________\n¹ A/HRC/50/20.\n"),
        )
    ]
    rows = [row for row in follow(texts) if row.old == 0]
    assert [[answer.symbol for answer in row.answers] for row in rows] == [["A/HRC/50/20"]]


@pytest.mark.parametrize(
    ("noting", "expected"),
    [
        ("Takes note of the report of the Secretary-General submitted pursuant to resolution 97/31", ["A/98/77"]),
        ("Takes note of the report of the Secretary-General prepared in response to its resolution 97/31", ["A/98/77"]),
        ("Takes note of the report of the Secretary-General submitted pursuant to resolution 97/32", []),
        ("Recalls its resolution 97/31 and takes note of the report of the Secretary-General on sick mules", []),
        ("Takes note of the report of the Director-General submitted pursuant to resolution 97/31", []),
    ],
)
@pytest.mark.parametrize("draft", [False, True])
def test_a_report_that_is_cited_with_the_resolution_that_asked_for_it_answers(
    noting: str, expected: list[str], *, draft: bool
) -> None:
    ask = (
        "1. Requests the Secretary-General to report to the General Assembly at its ninety-eighth session on harbours;"
    )
    texts = [
        member_of(document_of(harbours_text(session, 31, "Recalling its resolution 96/12,", body)))
        for session, body in (
            (97, ask),
            (98, f"1. {noting} (A/98/77), and the report of the Director of Pilots on sick mules (A/98/78);"),
        )
    ]
    if draft:
        texts[1] = replace(texts[1], draft=True, adopted="")
    (row,) = [row for row in follow(texts) if row.old == 0]
    assert [answer.symbol for answer in row.answers] == expected
    assert all("resolution" in answer.why for answer in row.answers)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fra", "Prend acte du rapport du Secrétaire général présenté en application de sa résolution 97/31"),
        ("spa", "Toma nota del informe del Secretario General presentado de conformidad con la resolución 97/31"),
        ("rus", "принимает к сведению доклад Генерального секретаря, представленный во исполнение резолюции 97/31"),
        ("ara", "تحيط علما بتقرير الأمين العام المقدم عملا بالقرار 97/31"),
        ("zho", "注意到秘书长根据第97/31号决议提交的报告"),
    ],
)
def test_how_a_report_came_about_is_not_what_it_is_on(language: str, said: str, harbours: Followed) -> None:
    asked = _of(harbours, 0, "1").mandate
    assert asked is not None
    why = reader_of(language).evidence(asked, {"report"}, "A/98/77", said, "97/31")
    assert {"author", "resolution", "session"} <= set(why)
    assert "resolution" not in reader_of(language).evidence(asked, {"report"}, "A/98/77", said, "97/32")


@pytest.mark.parametrize(("day", "expected"), [("30 June 2044", ["A/99/77"]), ("30 June 2043", [])])
def test_what_is_due_on_a_day_is_answered_up_to_the_first_text_after_it(day: str, expected: list[str]) -> None:
    ask = f"1. Requests the Secretary-General to submit a report on quiet harbours for small boats by {day}."
    noting = "Taking note of the report of the Secretary-General on quiet harbours for small boats,¹"
    texts = [
        member_of(document_of(harbours_text(session, 31, preamble, body, note)))
        for session, preamble, body, note in (
            (97, "Recalling its resolution 96/12,", ask, ""),
            (98, "Recalling its resolution 97/31,", "1. Decides to go on.", ""),
            (99, noting, "1. Decides to go on.", "\n__________\n¹ A/99/77.\n"),
        )
    ]
    rows = [row for row in follow(texts) if row.became == "dropped"]
    assert [[answer.symbol for answer in row.answers] for row in rows] == [expected]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Urges all States", "Reiterates its invitation to all States", ["weaker"]),
        ("Invites all States", "Reiterates its demand to all States", ["stronger"]),
        ("Invites all States", "Reiterates its invitation to all States", []),
    ],
)
def test_what_is_asked_again_may_be_weaker_than_what_was_asked(before: str, after: str, expected: list[str]) -> None:
    texts = [
        member_of(document_of(harbours_text(session, 31, "Recalling the Charter,", f"1. {ask} to light the lamps.")))
        for session, ask in ((97, before), (98, after))
    ]
    found = [
        change.detail for row in follow(texts) if row.old == 0 for change in row.changes if change.kind == "action"
    ]
    assert found == expected


_SWEEP = "to sweep the sand from the mouths of all northern harbours before every storm of the winter months"
_TRAIN = "to train twelve apprentices in the old signals of fog, so that no boat founders on the granite moles"


def _ways(series: Followed) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """What became of each mandate, and what is told of it, by the paragraphs from which and to which it went."""
    return {
        (row.mandate.number if row.mandate else "", row.after.number if row.after else ""): (
            row.became,
            [c.shown() for c in (*row.changes, *row.updated)],
        )
        for row in series.rows
        if row.became != "open"
    }


def test_a_request_that_was_divided_goes_on_in_both_parts() -> None:
    series = _pair(
        f"1. Strongly urges the Secretary-General {_SWEEP}, and {_TRAIN};",
        f"2. Strongly urges the Secretary-General {_SWEEP};\n\n3. Invites the Secretary-General {_TRAIN};",
    )
    assert _ways(series) == {
        ("1", "2"): ("renewed", ["passage moved: 1 → 3"]),
        ("1", "3"): ("changed", ["action weaker: Strongly urges → Invites", "passage moved: 1 → 2"]),
    }


def test_requests_that_became_one_are_not_dropped() -> None:
    series = _pair(
        f"1. Urges the Secretary-General {_SWEEP};\n\n2. Urges the Secretary-General {_TRAIN};",
        f"1. Urges the Secretary-General {_SWEEP}, and {_TRAIN};",
    )
    assert {way: became for way, (became, _) in _ways(series).items()} == {
        ("1", "1"): "renewed",
        ("2", "1"): "renewed",
    }


def test_a_request_of_a_few_words_goes_on_where_its_place_has_them() -> None:
    law = "the law on lamps, which gives the keepers of towers the right to a winter coat"
    series = _pair(
        f"1. Welcomes the law on the granite moles, and calls upon all States to fully implement {law};",
        f"1. Welcomes the efforts of all States to implement {law}, and calls for its full implementation;",
    )
    found = [(row.became, row.after.ask if row.after else "") for row in series.rows if row.became != "open"]
    assert found == [("changed", "its full implementation;")]


def test_what_changed_beside_a_verb_is_told() -> None:
    (row, *_) = _pair(
        "1. Reiterates its request to the Secretary-General to include names of pilots in the next report on boats;",
        "1. Requests the Secretary-General to describe storms thereon in the next report on boats;",
    ).rows
    assert [c.shown() for c in row.changes] == ["wording: include names of pilots → describe storms thereon"]


@pytest.mark.parametrize(
    ("name", "short", "became"),
    [
        ("the 2041 Charter for Quiet Moles", "the 2041 Charter", "renewed"),
        ("the 2041 Charter for Quiet Moles", "the 2041 Charter for Deep Wells", "changed"),
        ("the Fund for Quiet Moles", "the Fund", "changed"),  # there may be another one
        ("all ports of Thule of the East", "all ports of Thule", "changed"),
    ],
)
def test_a_name_of_a_year_in_short_that_the_text_has_in_full_is_no_change(name: str, short: str, became: str) -> None:
    ask = "1. Urges all States to keep their lighthouses lit by night, as is said in {name};"
    noted = f"\n\n2. Notes {name};"
    series = _pair(ask.format(name=name) + noted, ask.format(name=short) + noted)
    assert [row.became for row in series.rows if row.became != "open"] == [became]


def test_a_request_of_fewer_is_changed_where_the_text_speaks_of_them() -> None:
    preamble = "Noting what Member States in Africa pay,\n\n"
    series = _pair(
        preamble + "1. Urges all Member States to pay for the lamps of lighthouses;",
        preamble + "1. Urges all Member States in Africa to pay for the lamps of lighthouses;",
    )
    assert [row.became for row in series.rows if row.became != "open"] == ["changed"]


def test_what_is_new_may_come_from_a_paragraph_that_asks_nobody() -> None:
    series = _pair(
        "1. Recognizes that harbours need help to strengthen their statistical offices and surveys of granite towers;",
        "1. Notes the tide;\n\n"
        "2. Invites the Secretary-General to strengthen statistical offices, harbours, surveys and granite towers;",
    )
    assert [record_of(series, row).perhaps for row in series.rows if row.became == "new"] == ["1"]


def test_what_one_language_takes_for_dropped_goes_on_where_another_one_finds_it() -> None:
    heads = "The General Assembly", "L’Assemblée générale"
    asks = (
        ("1. Requests the Secretary-General to list the wrecks of granite in his next report on the northern moles;",)
        * 2,
        (
            "1. Prie le Secrétaire général de faire figurer les épaves dans son rapport sur les jetées du nord ;",
            "1. Prie le Secrétaire général de dresser un tableau des navires perdus et de le lui présenter ;",
        ),
    )
    apart = []
    for head, both in zip(heads, asks, strict=True):
        texts = (f"A/RES/{n}/7\n\n{head},\n\n{ask}\n" for n, ask in zip((98, 99), both, strict=True))
        members = tuple(member_of(document_of(text)) for text in texts)
        apart.append(Followed(members, follow(members)))
    assert [[row.became for row in one.rows] for one in apart] == [["renewed", "open"], ["dropped", "new", "open"]]
    together = of_all_languages(apart)
    assert [[row.became for row in one.rows] for one in together] == [["renewed", "open"], ["renewed", "open"]]
    assert [row.since for row in together[1].rows] == [0, 0]
    assert together[1].rows[0].after is apart[1].rows[1].after


def test_a_year_that_both_texts_name_is_no_later_date() -> None:
    (row, *_) = _pair(
        "1. Decides to hold a meeting of keepers by 2046 and the fourth conference on moles by 2048, with bells;",
        "1. Decides to hold the fourth conference on moles by 2048, with bells;",
    ).rows
    assert [c.shown() for c in row.changes if c.kind == "due"] == ["due removed: by 2046"]


def test_what_is_said_beside_a_request_keeps_no_request_of_another_one() -> None:
    (convening, asking, *_) = _pair(
        "1. Calls for the convening in 2048 of a fourth international conference on lighthouses of granite, and invites"
        " the President of the General Assembly to determine the modalities of the conference, which will be aimed at"
        " assessing the ability of keepers of remote harbours to meet the northern charter of lamps;",
        "1. Reaffirms its call to convene in 2048 the fourth international conference on lighthouses of granite, which"
        " will be aimed at assessing the ability of keepers of remote harbours to meet the northern charter of lamps;",
    ).rows
    assert (convening.became, [c.shown() for c in convening.changes]) == ("renewed", [])
    assert "action: Calls for → Reaffirms" in [c.shown() for c in convening.updated]
    assert (asking.became, asking.mandate and asking.mandate.verb) == ("dropped", "invites")


def test_a_request_to_another_one_in_other_words_is_still_followed() -> None:
    (row, *_) = _pair(
        "1. Invites the President of the General Assembly to determine the modalities of the conference on lamps;",
        "1. Invites the Secretary-General to determine the modalities of the conference on lamps and moles;",
    ).rows
    assert "addressee" in [change.kind for change in row.changes]


def test_what_was_dropped_may_go_on_in_several_clauses_of_a_paragraph() -> None:
    words = "voluntary channelling of granite, of copper lamps and of tarred ropes through harbour banks"
    series = _pair(
        f"1. Notes the tide;\n\n2. Encourages keepers with strong towers to seek {words};",
        "1. Notes the tide;\n\n2. Welcomes the granite that was channelled, commends keepers who pledged copper lamps"
        " and tarred ropes, and recommends that voluntary pledges for lifeboats, cranes, slipways and moles be made"
        " to harbour banks;",
    )
    assert [record_of(series, row).perhaps for row in series.rows if row.became == "dropped"] == ["2"]


@pytest.mark.parametrize(
    ("old", "new", "became"),
    [
        ("the review mechanism", "the Mechanism for the Review of Lamps", "renewed"),
        ("the review board", "the Mechanism for the Review of Lamps", "changed"),
        ("the review mechanism", "the Mechanism for the Review of Moles", "changed"),
    ],
)
def test_a_name_in_short_that_its_paragraph_has_in_full_is_no_change(old: str, new: str, became: str) -> None:
    rest = "and welcomes the work done in the north by the Mechanism for the Review of Lamps"
    (row, *_) = _pair(
        f"1. Urges States to continue to provide full support to {old} adopted by the keepers, {rest};",
        f"1. Urges States to continue to provide full support to {new} adopted by the keepers, {rest};",
    ).rows
    assert row.became == became


@pytest.mark.parametrize(("before", "told"), [("by 1990", "due later: by 1990 → by 2048"), ("", "due added: by 2048")])
def test_a_year_that_was_over_is_no_date_that_was_not_there(before: str, told: str) -> None:
    olds, news = (
        f"A/RES/{n}/7\nResolution adopted by the General Assembly on 9 December {n + 1945}\n\n"
        "The General Assembly,\n\n"
        f"1. Requests the Secretary-General to ensure, {when}, the allocation of lamps to the units of keepers;\n"
        for n, when in ((98, before or "as ever"), (99, "by 2048"))
    )
    (row, *_) = follow([member_of(document_of(text)) for text in (olds, news)])
    assert told in [change.shown() for change in row.changes]


def test_a_day_in_the_year_that_was_said_before_is_more_exact() -> None:
    (row, *_) = _pair(
        "1. Décide d’organiser en 2048 la quatrième conférence des gardiens de phares sur les lampes de granit ;",
        "1. Décide d’organiser la quatrième conférence des gardiens de phares sur les lampes de granit à Brest, du 17"
        " au 28 juin 2048 ;",
        "L’Assemblée générale",
        "Résolution",
    ).rows
    dues = [change.shown() for change in row.updated if change.kind == "due"]
    assert (dues, [change for change in row.changes if change.kind == "due"]) == (
        ["due: en 2048 → 17 au 28 juin 2048"],
        [],
    )


def test_days_in_a_year_that_was_said_are_told_from_the_first_one_on() -> None:
    row, *_ = _pair(
        "1. Decides to convene in 2048 the fourth Conference to Review Progress on Lamps;",
        "1. Decides to convene the fourth Conference to Review Progress on Lamps in Brest from 17 to 28 June 2048, to"
        " be preceded by a meeting of keepers in Brest from 12 to 16 February 2048;",
    ).rows
    assert "due: in 2048 → 17 to 28 June 2048" in [c.shown() for c in row.updated]


def test_a_few_words_that_stand_in_the_other_part_of_a_divided_request_are_not_gone() -> None:
    rows = _pair(
        "1. Calls upon the keepers to release the boats detained in the northern harbours of granite, including those"
        " of the storms of November 2040 and January 2041, to uphold the rights of the pilots of small vessels, to"
        " consider lowering harsh fees for lamps and ropes, and to end reprisals against the sailors of the south;",
        "1. Calls upon the keepers to release the boats detained in the northern harbours of granite, including those"
        " of the storms of November 2040, January 2041 and May 2042;\n\n"
        "2. Calls upon the keepers to uphold the rights of the pilots of small vessels, to consider lowering harsh fees"
        " for lamps and ropes, and to end reprisals against the sailors of the south;",
    ).rows
    told = [(row.after.number, change.shown()) for row in rows if row.after for change in row.changes]
    assert not [said for _, said in told if "January" in said]
    assert [said for number, said in told if number == "1"] == ["wording added: and May 2042"]
    passed = [(row.after.number, c.shown()) for row in rows if row.after for c in row.updated if c.kind == "passage"]
    assert passed == [("1", "passage moved: 1 → 2")]  # the other half still has its number


def test_at_the_term_of_a_year_is_a_date_in_french() -> None:
    (row, *_) = _pair(
        "1. Prie le Secrétaire général d’assurer, à l’échéance de 2046, l’affectation des lampes aux gardiens ;",
        "1. Prie le Secrétaire général d’assurer, en temps utile, l’affectation des lampes aux gardiens ;",
        "L’Assemblée générale",
        "Résolution",
    ).rows
    assert [change.shown() for change in row.changes] == [
        "due removed: à l’échéance de 2046",
        "wording: à l’échéance de 2046 → en temps utile",
    ]


def test_a_request_that_a_praise_takes_up_goes_on_in_the_few_words_after_it() -> None:
    law = "the amendment to the law of lamps, which gives the daughters of pilots the right to ask for a lantern"
    (row, *_) = _pair(
        f"1. Calls upon the competent keepers to fully implement {law};",
        f"1. Welcomes the efforts of the keepers to implement {law}, and calls for its full implementation;",
    ).rows
    assert (row.became, row.after and row.after.verb) == ("changed", "calls for")


_PURSUANT = {
    "1, 2": "submitted pursuant to paragraphs 1 and 2 of resolution 97/31",
    "2": "submitted pursuant to paragraph 2 of its resolution 97/31",
    "1": "prepared in response to paragraph 1 of resolution 97/31, which says how many harbours there are",
}


@pytest.mark.parametrize("paragraphs", _PURSUANT)
def test_the_paragraphs_that_the_next_text_names_are_those_that_a_report_answers(paragraphs: str) -> None:
    to = "to the General Assembly at its ninety-eighth session"
    asks = (
        f"1. Requests the Secretary-General to submit a report on harbours {to};\n\n"
        f"2. Also requests the Secretary-General to include in that report {to} what is known of piers;\n\n"
        f"3. Further requests the Secretary-General to submit a report on harbours {to};"
    )
    noting = (
        "1. Takes note of the reports of the Secretary-General on harbours (A/98/78), in particular the report of the "
        f"Secretary-General {_PURSUANT[paragraphs]} (A/98/77);"
    )
    texts = [
        member_of(document_of(harbours_text(session, 31, "Recalling its resolution 96/12,", body)))
        for session, body in ((97, asks), (98, noting))
    ]
    found = {row.mandate.number: [answer.symbol for answer in row.answers] for row in follow(texts) if row.old == 0}
    named = paragraphs.split(", ")
    assert {n for n, symbols in found.items() if "A/98/77" in symbols} == set(named)
    assert all(found[n] == ["A/98/77"] for n in named)
    assert found["3"] == ["A/98/78"], "what no paragraph is named for is known by its words"


def _kept(series: Followed) -> list[str]:
    return [row.became for row in series.rows if row.became != "open"]


@pytest.mark.parametrize(
    ("name", "short", "became"),
    [
        ("the General Assembly", "the Assembly", "renewed"),
        ("article X of the Charter", "article X", "renewed"),
        ("Grand Harbour Council", "Lesser Council", "changed"),
    ],
)
def test_the_name_of_an_organ_in_short_that_its_paragraph_has_in_full_is_no_change(
    name: str, short: str, became: str
) -> None:
    ask = "1. Notes {name}, and urges the keepers to list the wrecks of the north in the light of {said} by spring;"
    assert _kept(_pair(ask.format(name=name, said=name), ask.format(name=name, said=short))) == [became]


@pytest.mark.parametrize(
    ("noted", "kept"), [("Programme pour les phares à l’horizon 2060", True), ("Programme", False)]
)
def test_a_name_in_short_may_lack_its_middle(noted: str, kept: bool) -> None:
    ask = "1. Prie les gardiens de réparer les lampes conformément au Programme {aims}2060 et aux usages des ports ;"
    series = _pair(
        ask.format(aims="pour les phares à l’horizon ") + f"\n\n2. Prend note du {noted} ;",
        ask.format(aims="") + f"\n\n2. Prend note du {noted} ;",
        "L’Assemblée générale",
        "Résolution",
    )
    assert (_kept(series) == ["renewed"]) is kept


@pytest.mark.parametrize(
    ("old", "new", "became"),
    [
        ("use the recommendations contained therein", "use these recommendations", "renewed"),
        ("use the recommendations on moles", "use these recommendations", "changed"),
    ],
)
def test_to_point_at_what_was_named_is_no_change(old: str, new: str, became: str) -> None:
    head = "1. Notes the report on harbours, and calls upon the keepers of the north to help all pilots to"
    assert _kept(_pair(f"{head} {old};", f"{head} {new};")) == [became]


def _asked_in_both(first: int) -> str:
    """Paragraphs that stand in both texts, from a number on."""
    seen = "the spring tide", "the price of tar", "the song of whales", "the width of rivers", "the winter storms"
    ask = "Requests the Secretary-General to provide further information on {} in his next report"
    return "".join(f"\n\n{n}. {ask.format(what)};" for n, what in enumerate(seen, first))


def test_two_requests_for_information_in_the_next_report_are_two() -> None:
    series = _pair(
        "1. Welcomes the launch of the portal of lamps, which includes search criteria and a digest of all wrecks and"
        " contributes to clear and open rules for pilots of small boats, and requests the Secretary-General to provide"
        " further information on the functioning of the portal in his next report;" + _asked_in_both(2),
        _asked_in_both(1).strip()
        + "\n\n6. Recalls paragraph 6 of the letter of the harbour master of Brest, its annex on pay and the minutes"
        " of their assembly of last winter in the old tower, and further requests the Secretary-General to"
        " provide a comprehensive assessment of the functioning of the system of justice at sea in his next report;",
    )
    lost = [
        (row.became, record_of(series, row).perhaps) for row in series.rows if row.became not in ("open", "renewed")
    ]
    assert lost == [("dropped", ""), ("new", "")]


def test_what_a_text_recalls_of_a_paragraph_is_what_it_says() -> None:
    said = "supported the definitions of granite and the structure of two levels outlined for the towers of the north"
    series = _pair(
        f"1. Welcomes the panel, and in this regard:\n\n(a) Supports {said[10:]};\n\n"
        "(b) Decides to request the keepers to finish their list of wrecks no later than 30 June 2044;",
        f"1. Recalls paragraph 1 of resolution 98/7, in which it, inter alia, {said};",
    )
    assert ("dropped", "30 June 2044") in [
        (row.became, row.mandate.due.text[-12:] if row.mandate and row.mandate.due else "") for row in series.rows
    ]


@pytest.mark.parametrize(
    ("awaited", "became"),
    [
        ("the fourth International Conference on Granite Lamps", ["changed", "changed"]),
        ("the fifth International Conference on Granite Lamps", ["dropped", "dropped"]),
    ],
)
def test_a_meeting_that_was_decided_goes_on_where_it_is_looked_forward_to(awaited: str, became: list[str]) -> None:
    series = _pair(
        "1. Decides to convene in 2046 the fourth International Conference on Granite Lamps, which will weigh the"
        " duties of keepers in remote northern harbours, their pay and their boats, and decides that the gathering"
        " will last no more than five days;\n\n2. Notes the tide;",
        f"1. Notes the tide;\n\n2. Looks forward to {awaited}, to be held in Brest;",
    )
    assert _kept(series) == became


def test_a_request_of_a_few_words_that_stands_in_a_longer_one_is_not_new_there() -> None:
    rest = (
        "take measures to protect the pilots of small boats against storms of every kind, to ensure that lamps burn in"
        " all northern harbours by night, to mend the granite moles, and to teach the children of keepers to swim"
    )
    series = _pair(
        f"1. Strongly urges Thule to paint all towers in the colours of the charter; and to {rest}; and expresses"
        " concern at the state of the law of lamps and calls for its implementation;",
        "1. Strongly urges Thule to paint all towers in the colours of the charter; welcomes the law of lamps, and"
        f" calls for its prompt implementation, and for Thule to {rest};",
    )
    told = [c.shown() for row in series.rows for c in row.changes if "implementation" in c.shown()]
    assert told == []
    assert any("calls for its" in (row.after.text if row.after else "") for row in series.rows)


@pytest.mark.parametrize(("place", "perhaps"), [(0, ["1"]), (5, [""])])
def test_the_paragraph_in_the_place_of_what_was_dropped_speaks_of_it(place: int, perhaps: list[str]) -> None:
    near = "Recognizes the worth of harbours and takes note of the work of the committee of keepers"
    taken = "invites the keepers of lamps to explore options to strengthen the role of concrete and its capacity"
    lost = "agrees to work towards strengthening its effectiveness and operational capacity to present concrete lists"
    if place:  # it stands behind all others
        news = _asked_in_both(1).strip() + f"\n\n6. Notes the boats, their masts and sails, and {taken};"
    else:
        news = f"1. {near}, and {taken};" + _asked_in_both(2)
    series = _pair(f"1. {near}, and {lost};" + _asked_in_both(2), news)
    assert [record_of(series, row).perhaps for row in series.rows if row.became == "dropped"] == perhaps


def test_where_what_was_dropped_may_go_on_is_told_in_all_languages() -> None:
    texts = {
        "The General Assembly": (
            "1. Invites the Secretary-General to strengthen statistical offices, surveys, harbours and granite towers;",
            "1. Notes the tide;\n\n2. Recognizes that harbours need help for statistical offices and surveys;",
        ),
        "L’Assemblée générale": (
            "1. Invite le Secrétaire général à appuyer les bureaux, les enquêtes, les ports et les tours de granit ;",
            "1. Prend note de la marée ;\n\n2. Constate que des capitaineries manquent de moyens pour leurs relevés ;",
        ),
    }
    apart = []
    for head, both in texts.items():
        members = tuple(
            member_of(document_of(f"A/RES/{n}/7\n\n{head},\n\n{ask}\n")) for n, ask in zip((98, 99), both, strict=True)
        )
        apart.append(Followed(members, follow(members)))

    def perhaps(all_of_them: list[Followed]) -> list[str]:
        return [record_of(one, row).perhaps for one in all_of_them for row in one.rows if row.became == "dropped"]

    assert (perhaps(apart), perhaps(of_all_languages(apart))) == (["2", ""], ["2", "2"])


def test_a_date_is_set_beside_one_of_its_kind() -> None:
    ask = "1. Requests the Secretary-General to present a full report on lamps to the Economic and Social Council"
    (row, *_) = _pair(
        f"{ask} during its 2044 session and to the General Assembly at its ninety-ninth session;",
        f"{ask} during its 2045 session;",
    ).rows
    assert [c.shown() for c in row.changes if c.kind == "due"] == ["due removed: its ninety-ninth session"]
    assert [c.shown() for c in row.updated] == ["due: during its 2044 session → during its 2045 session"]


def test_two_reports_to_one_organ_at_one_session_are_two() -> None:
    ask = "Requests the Secretary-General to submit to the General Assembly at its {} session a report on the {};"
    old = ask.format("ninety-ninth", "tidal lamps of the harbours"), ask.format("ninety-ninth", "gulls of the cliffs")
    new = ask.format("hundredth", "oil of the harbours")
    rows = _pair(f"1. {old[0]}\n\n2. {old[1]}", f"1. {new}").rows
    assert [row.became for row in rows if row.mandate and row.mandate.number == "2"] == ["dropped"]


def test_what_one_language_renews_is_renewed_where_another_parts_the_paragraph_otherwise() -> None:
    english = _pair(
        "1. Urges all States to keep their lamps lit by night;",
        "1. Recalls the rules of the harbours, and urges all States to keep their lamps lit by night;",
    )
    french = _pair(
        "1. Prie instamment tous les États de garder leurs lampes allumées la nuit ;",
        "1. Engage tous les États à tenir leurs lampes allumées la nuit ;",
        "L’Assemblée générale",
        "Résolution",
    )
    assert [len(series.members[1].clauses) for series in (english, french)] == [2, 1]
    assert [series.rows[0].became for series in of_all_languages([english, french])] == ["renewed", "renewed"]


def test_what_is_asked_elsewhere_in_a_few_words_is_pointed_at() -> None:
    lamps = "the bill on lamps of fishing harbours"
    law = "the amendment to the law on horns, which gives keepers the right to close the mole in fog"
    rows = _pair(
        f"1. Urges the port authorities to ensure the implementation of {lamps}, and the implementation of {law};",
        f"1. Urges the port authorities to implement {law};\n\n"
        f"2. Regrets that {lamps} was not adopted and calls for its implementation;\n\n"
        "3. Regrets that no bill on gulls of the cliffs was adopted and calls for its implementation;",
    ).rows
    row, *_ = rows
    assert row.became == "changed"
    assert "passage moved: 1 → 2" in [change.shown() for change in row.updated]
    assert [(r.latest.number, r.perhaps and r.perhaps.number) for r in rows if r.became == "new"] == [
        ("2", "1"),
        ("3", None),
    ]


_FRENCH = "L’Assemblée générale", "Résolution"


def test_what_only_moved_in_a_list_is_neither_gone_nor_new() -> None:
    ask = "1. Urges all States to protect {} and the keepers of lighthouses, in all their harbours and on all coasts;"
    (row, *_) = _pair(
        ask.format("pilots, divers, old captains, lamp makers, sailors, fishers"),
        ask.format("pilots, old captains, swimmers, divers, dockers, sailors, fishers"),
    ).rows
    assert [c.shown() for c in row.changes] == ["wording: lamp makers → swimmers", "wording added: dockers"]
    assert "wording moved: divers" in [c.shown() for c in row.updated]


@pytest.mark.parametrize(
    ("ask", "one", "two"),
    [
        ("protect the keepers, {} and divers, and to prosecute smugglers, {} and raiders", "pilots", "pirates"),
        ("permit fishing, {} and diving in the north and to prohibit sailing, {} and dumping", "anchoring", "dredging"),
        ("increase the budget of lamps, {} and horns and reduce that of charts, {} and boats", "ropes", "sails"),
        ("protect the keepers, {}, divers, to prosecute smugglers, {}, raiders", "pilots", "pirates"),
    ],
)
def test_what_went_to_another_list_of_the_clause_is_a_change(ask: str, one: str, two: str) -> None:
    head = "1. Urges all States to {};"
    (row, *_) = _pair(head.format(ask.format(one, two)), head.format(ask.format(two, one))).rows
    assert row.became == "changed"
    assert [c.shown() for c in row.changes] == [f"wording: {one} → {two}", f"wording: {two} → {one}"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("its charts and tables", "its charts, its tables and its logs", ["wording added: and its logs"]),
        (
            "the lamps in line with the harbour rules in all weathers",
            "the lamps in line with the law of the sea and the harbour rules by night, in all weathers",
            ["wording added: law of the sea", "wording added: by night"],
        ),
    ],
)
def test_of_a_stretch_that_got_longer_what_came_is_told(old: str, new: str, told: list[str]) -> None:
    ask = "1. Urges all States to keep {};"
    (row, *_) = _pair(ask.format(old), ask.format(new)).rows
    assert [c.shown() for c in row.changes] == told


def test_a_word_is_the_same_whatever_leans_on_it() -> None:
    ask = "1. Prie instamment tous les États de garantir {} des règles, et {} des feux ;"
    (row, *_) = _pair(
        ask.format("l’application rapide", "d’assurer l’entretien"),
        ask.format("une application rapide", "d’assurer l’entretien"),
        *_FRENCH,
    ).rows
    assert row.became == "renewed"
    (row, *_) = _pair(
        ask.format("l’application", "l’entretien"), ask.format("l’adoption", "l’entretien"), *_FRENCH
    ).rows
    assert [c.shown() for c in row.changes] == ["wording: l’application → l’adoption"]


def test_another_number_in_words_is_no_article() -> None:
    ask = "1. Prie le Secrétaire général de présenter à l’Assemblée générale {} rapports sur les feux ;"
    (row, *_) = _pair(ask.format("deux"), ask.format("cinq"), *_FRENCH).rows
    assert row.became == "changed"


def test_a_request_of_which_half_goes_on_is_changed() -> None:
    rows = _pair(
        "1. Notes the work of the pilots;\n\n"
        "2. Recommends the full renewal by all port authorities of the Lantern Relief Initiative along with"
        " its extension,"
        " and the orderly implementation of the Common Framework for Beacons beyond the Initiative, endorsed"
        " at the summit"
        " of harbours, noting the need for greater collaboration of chart agencies in this regard;\n\n"
        "3. Urges the port authorities to cease the use of horns in the harbours by night, as well as the blowing of"
        " whistles against sleeping gulls, including their young;",
        "1. Notes the work of the pilots;\n\n"
        "2. Acknowledges that the fog of the year before last was dense, and stresses the importance of stepping up"
        " efforts to improve the Common Framework in a timely manner, noting the possibility for greater collaboration"
        " of chart agencies in this regard;\n\n"
        "3. Condemns the horns and whistles which the port authorities used against the sleeping gulls in the harbours,"
        " and urges the port authorities to cease all loud practices against sleeping gulls;",
    ).rows
    assert [
        (row.mandate.number, row.became, row.after and row.after.number) for row in rows if row.mandate and row.old == 0
    ] == [("2", "changed", "2"), ("3", "changed", "3")]


def test_a_divided_request_has_its_parts_in_its_paragraph() -> None:
    rows = _pair(
        "1. Prie instamment les autorités portuaires d’éliminer dans les ports toutes les formes de nuisance"
        " lumineuse et"
        " autres atteintes au sommeil des mouettes, de prendre des mesures tenant compte des marées pour protéger les"
        " pêcheurs contre les brumes sous toutes leurs formes, comme l’a recommandé le Comité des phares, et"
        " de lever les"
        " restrictions qui empêchent les plongeurs d’accéder librement aux épaves et aux grottes ;",
        "1. Prie instamment les autorités portuaires d’éliminer dans les ports toutes les formes de nuisance"
        " lumineuse et"
        " de bruit, de jour comme de nuit, à bord comme à terre, et à veiller à ce que les plaintes soient"
        " traitées avec"
        " sérieux, et demande aux autorités portuaires de prendre des mesures tenant compte des marées pour"
        " protéger les"
        " pêcheurs contre les brumes sous toutes leurs formes, comme l’a recommandé le Comité des phares ;",
        *_FRENCH,
    ).rows
    assert "new" not in [row.became for row in rows]


def test_of_a_stretch_that_holds_a_date_the_rest_is_told_apart() -> None:
    ask = "1. Requests the Secretary-General to submit to the General Assembly at its {} report on lamps;"
    members = _pair(ask.format("ninety-eighth session a"), ask.format("hundredth session an action-oriented")).members
    (row, *_) = follow(members)
    assert ("wording", None, "action-oriented") in [(c.kind, c.old, c.new) for c in row.changes]


def test_a_word_that_only_moved_in_its_phrase_is_no_change() -> None:
    row, *_ = _pair(
        "1. Urges all States to establish an independent office of lamps and harbours as promised in the"
        " third report of"
        " the pilots;",
        "1. Urges all States to establish an office of lamps that is independent, in keeping with the"
        " rules of the sea and"
        " with those of harbours, as promised in the third report of the pilots;",
    ).rows
    assert not any(change.old == "independent" for change in row.changes)
    assert "wording moved: independent" in [change.shown() for change in row.updated]


def test_more_words_that_stand_as_they_are_in_the_stretch_beside_theirs_moved() -> None:
    row, *_ = _pair(
        "1. Invites the Secretary-General to consider requesting that a wide variety of keepers, including the harbour"
        " masters, the pilots of the north and the divers of all coasts, convene a meeting of fishers during the Storm"
        " to discuss the lamps of small harbours;",
        "1. Invites the Secretary-General to convene a meeting of fishers during the Storm, with a wide variety of"
        " keepers, including the harbour masters, the pilots of the north and the divers of all coasts, to discuss the"
        " lamps of small harbours;",
    ).rows
    assert _told(row) == (
        "changed",
        ["wording removed: consider requesting that", "wording moved: convene a meeting of fishers during the Storm"],
        [],
    )


def test_more_words_that_stand_otherwise_in_the_stretch_beside_theirs_became_those() -> None:
    row, *_ = _pair(
        "1. Invites the Secretary-General to consider requesting that a wide variety of keepers, including the harbour"
        " masters, the pilots of the north and the divers of all coasts, convene a meeting of fishers during the Storm"
        " to discuss the lamps of small harbours;",
        "1. Invites the Secretary-General to convene no meeting of all fishers during the Storm, with a wide variety of"
        " keepers, including the harbour masters, the pilots of the north and the divers of all coasts, to discuss the"
        " lamps of small harbours;",
    ).rows
    assert [c.shown() for c in row.changes] == [
        "wording removed: consider requesting that",
        "wording: convene a meeting of fishers during the Storm → convene no meeting of all fishers during the Storm",
    ]


def test_what_changed_in_a_part_is_told_beside_the_place_that_has_most_of_it() -> None:
    support = "to support the participation of fishers in"
    rows = _pair(
        f"1. Urges the donors {support.replace('fishers', 'young divers')} all the work of the harbours, and invites"
        f" voluntary contributions {support} the regional and local meetings and the Conference itself;",
        f"1. Reiterates the call to the donors {support.replace('fishers', 'young divers')} all the work"
        f" of the harbours,"
        f" and the invitation for voluntary contributions {support} the Conference;",
    ).rows
    told = [c.shown() for row in rows if row.mandate and row.mandate.action == "invites" for c in row.changes]
    assert "wording removed: regional and local meetings" in told
    assert not any("participation" in one for one in told)


def test_where_nothing_says_what_a_document_is_on_it_may_answer_either_request() -> None:
    notes = "Takes note of the report of the Secretary-General (A/99/12);"
    lamps, gulls = (
        f"Requests the Secretary-General to submit to the General Assembly at its ninety-ninth session a"
        f" report on {what};"
        for what in ("the lamps of the harbours", "the gulls of the cliffs")
    )
    series = _pair(f"1. {lamps}\n\n2. {gulls}", f"1. {notes}\n\n2. Notes the tide;")
    records = [record_of(series, row) for row in series.rows if row.old == 0 and row.mandate]
    assert [(r.answered_by, r.perhaps_answered_by) for r in records] == [((), ("A/99/12",))] * 2
    assert {entry.known for entry in calendar_of([series], "2050-01-01")} == {"perhaps answered"}
    alone = _pair(f"1. {lamps}", f"1. {notes}\n\n2. Notes the tide;")
    (record,) = [record_of(alone, row) for row in alone.rows if row.mandate and row.old == 0]
    assert record.answered_by == ("A/99/12",)
    assert record.evidence[-1] == "alone"
    told = _pair(
        f"1. {lamps}\n\n2. {gulls}", f"1. {notes.replace('General (', 'General on the gulls of the cliffs (')}"
    )
    records = [record_of(told, row) for row in told.rows if row.old == 0 and row.mandate]
    assert [r.answered_by for r in records] == [(), ("A/99/12",)]


def test_what_a_later_text_tells_of_is_not_overdue() -> None:
    convene = (
        "1. Decides to convene, at its ninety-ninth session, a high-level meeting on lamps and beacons of harbours;"
    )
    told = (
        "1. Recalls the high-level meeting on lamps and beacons of harbours that was held at its ninety-ninth session;"
    )
    assert [entry.known for entry in calendar_of([_pair(convene, told)], "2050-01-01")] == [""]
    other = _pair(convene, "1. Notes the gulls of the cliffs;")
    assert [entry.known for entry in calendar_of([other], "2050-01-01")] == ["overdue"]


def test_a_decision_in_place_of_a_request_asks_nobody_and_holds_since_the_text_that_takes_it() -> None:
    what = "a standing fellowship on lamps and beacons to strengthen the knowledge of keepers in northern harbours"
    texts = [
        f"Also requests the Secretariat to present arrangements for {what};",
        f"Decides to establish {what};",
        f"Decides to establish {what};",
    ]
    head = "Resolution adopted by the General Assembly on 9 December"
    series = follow(
        [
            member_of(document_of(f"A/RES/{n}/7\n{head} {n + 1945}\n\nThe General Assembly,\n\n1. {t}\n"))
            for n, t in enumerate(texts, 97)
        ]
    )
    assert [c.shown() for c in series[0].changes][:2] == [
        "action: Also requests → Decides",
        "addressee removed: the Secretariat",
    ]
    assert [row.since for row in series] == [0, 1, 1]


def test_a_name_in_the_place_of_another_that_goes_on_elsewhere_is_another_matter() -> None:
    day, decade = (f"International {name} Combating Sand and Granite Storms" for name in ("Day of", "Decade for"))
    consider = "Decides to consider during the ninety-eighth session of the General Assembly the measures required to"
    asked = f"1. {consider} designate a day of each year as the {day}, to further raise international awareness;"
    proclaim = f"{consider.replace('eighth', 'ninth')} proclaim the {decade}, within existing structures and resources;"
    series = _pair(asked, f"1. Recalls that 12 July of each year was proclaimed as the {day};\n\n2. {proclaim}")
    assert [row.became for row in series.rows] == ["dropped", "new", "open"]
    old, new = (member.units for member in series.members)
    assert not [p for p in align(old, new, None, load("eng")) if "Decade" in new[p.new].text.content]
    assert _pair(asked, f"1. {proclaim}").rows[0].became == "changed"


def test_what_was_to_be_considered_and_is_decided_is_not_overdue() -> None:
    matter = "the International Decade of Lamps and Towers, within existing structures and available resources"
    consider = f"1. Decides to consider at its ninety-ninth session the measures required to proclaim {matter};"
    decided = _pair(consider, f"1. Decides to proclaim {matter};")
    assert [e.known for e in calendar_of([decided], "2050-01-01")] == [""]
    asked = _pair(consider, f"1. Requests the Secretary-General to study the measures to proclaim {matter};")
    assert [e.known for e in calendar_of([asked], "2050-01-01")] == ["overdue"]


_CONVENE = (
    "Requests the President of the General Assembly to convene, at the ninety-ninth session of the Assembly, a"
    " high-level meeting on lamps and beacons, with gifts, and encourages the participation of keepers"
)


def test_a_meeting_of_which_a_later_text_takes_note_was_held() -> None:
    told = "Takes note of the high-level meeting on lamps and beacons convened by the President of the Assembly"
    series = _pair(f"1. {_CONVENE};", f"1. {told};")
    asked, beside = (row for row in series.rows if row.old == 0)
    assert (asked.became, asked.changes[0].shown()) == ("changed", "action weaker: Requests → Takes note")
    assert beside.perhaps is asked.after
    assert [(e.known, e.by) for e in calendar_of([series], "2050-01-01")] == [("", "A/RES/99/7")]


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (
            "Endorses the outcome of the Eighth Biennial Meeting of Keepers on Lamps, held in Brest in May 2044",
            "",
        ),
        (
            "Endorses the outcome of the Eighth Biennial Meeting of Keepers on Lamps, held in May 2042",
            "overdue",
        ),
        ("Endorses the outcome of the Biennial Meeting of Pilots, held in May 2044", "overdue"),
        ("Regrets that the Biennial Meeting of Keepers was not held in 2044", "overdue"),
    ],
)
def test_a_meeting_whose_outcome_a_later_text_endorses_was_held(told: str, known: str) -> None:
    conference = (
        "the fourth Conference to Review the Charter of Granite Towers in All Its Aspects in 2048 for two weeks"
    )
    series = _pair(
        f"1. Decides to convene a one-week biennial meeting of keepers in 2044 and {conference};",
        f"1. {told};\n\n2. Decides to convene {conference};",
    )
    held = [e.known for e in calendar_of([series], "2046-06-01") if e.date == "2044"]
    assert held == [known]


@pytest.mark.parametrize(
    "told",
    [
        "Regrets that the Secretary-General has not submitted a report on the lamps of harbours",
        "Notes with concern that no report on the lamps of harbours was submitted to the General Assembly",
        "Welcomes that no report on the lamps of harbours had to be submitted to the General Assembly",
        "Recalls its request to the Secretary-General to submit a report on the lamps of harbours",
        "Recalls that the Secretary-General shall submit to the General Assembly a report on the lamps of harbours",
        "Reiterates its request to the Secretary-General to submit the report on the lamps of harbours",
        "Stresses that the Secretary-General should submit without delay a report on the lamps of harbours",
        "Decides that the Secretary-General shall submit the report on the lamps of harbours",
    ],
)
def test_what_a_later_text_regrets_or_asks_again_is_overdue(told: str) -> None:
    ask = (
        "1. Requests the Secretary-General to submit to the General Assembly at its ninety-eighth session"
        " a report on the lamps of harbours;"
    )
    entries = calendar_of([_pair(ask, f"1. {told};")], "2050-01-01")
    assert [entry.known for entry in entries if entry.mandate.verb == "Requests"] == ["overdue"]


@pytest.mark.parametrize(
    ("head", "name", "ask"),
    [
        ("The General Assembly", "Resolution", "Reiterates its decision that the study of lamps shall be continued"
         " during its ninety-ninth session"),
        ("L’Assemblée générale", "Résolution", "Réaffirme avoir, vu ses résolutions, décidé de poursuivre à sa"
         " quatre-vingt-dix-neuvième session l’étude des feux"),
        ("La Asamblea General", "Resolución", "Reitera su decisión de continuar el estudio de las lámparas en su"
         " nonagésimo noveno período de sesiones"),
    ],
)  # fmt: skip
def test_a_decision_that_is_said_again_is_due(head: str, name: str, ask: str) -> None:
    series = _pair(f"1. {ask};", "1. Notes the tide;", head, name)
    assert [(entry.date, entry.session) for entry in calendar_of([series])] == [("2044-09", "opens")]


def test_a_session_that_is_under_way_is_due_by_its_end() -> None:
    ask = "1. Requests the Secretary-General to report to the General Assembly during its {} session;"
    told = [
        [(entry.date, entry.session) for entry in calendar_of([_pair(ask.format(n), "1. Notes the tide;")])]
        for n in ("ninety-eighth", "ninety-ninth")
    ]
    assert told == [[("2044-09", "ends")], [("2044-09", "opens")]]


def test_another_ending_before_the_last_letter_is_no_change() -> None:
    ask = "1. Prie le Secrétaire général de tenir compte des modifications {} au règlement des feux des ports ;"
    (row, *_) = _pair(ask.format("apportés"), ask.format("apportées"), *_FRENCH).rows
    assert row.became == "renewed"
    (row, *_) = _pair(ask.format("apportées"), ask.format("importées"), *_FRENCH).rows
    assert row.became == "changed"


@pytest.mark.parametrize(
    ("before", "crimes", "became"),
    [
        ("theft of old lamps, horns, bells, buoys, ropes, nets, sails and oars", "such crimes", "renewed"),
        ("theft of oars", "such crimes", "changed"),  # it points to something else
        ("theft of old lamps, horns, bells, buoys, ropes, nets, sails and oars", "other crimes", "changed"),
    ],
)
def test_what_points_back_to_what_was_named_is_no_change(before: str, crimes: str, became: str) -> None:
    ask = "1. Calls upon all States to prevent {} by smugglers, and to adopt laws for the prosecution of {};"
    named = "illicit theft of old lamps, horns, bells, buoys, ropes, nets, sails and oars"
    for told in ((named, crimes), (crimes, named)):
        series = _pair(*(ask.format(before, one) for one in told))
        assert series.rows[0].became == became


def test_to_settle_what_was_asked_for_is_not_stronger() -> None:
    matter = "a programme of training for the keepers of lamps of all small harbours of the northern coast"
    series = _pair(f"1. Requests the Secretariat to propose {matter};", f"1. Decides to establish {matter};")
    changes = [change.shown() for change in series.rows[0].changes]
    assert changes[:2] == ["action: Requests → Decides", "addressee removed: the Secretariat"]


def _french(old: str, new: str) -> Followed:
    return _pair(old, new, "L’Assemblée générale", "Résolution")


def test_another_verb_of_a_translation_is_no_weaker() -> None:
    ask = "1. Invites all States to light the lamps of the harbours{};"
    french = "1. {} tous les États à allumer les lampes des ports{} ;"
    both = [
        _pair(ask.format(" and of the moles of the coast"), ask.format("")),
        _french(french.format("Engage", " et des jetées de la côte"), french.format("Exhorte", "")),
    ]
    assert [change.kind for change in both[1].rows[0].changes] == ["action", "wording"]
    row = of_all_languages(both)[1].rows[0]
    assert (row.became, [change.kind for change in row.changes]) == ("changed", ["wording"])
    assert [change.shown() for change in row.updated] == ["action: Engage → Exhorte"]


def test_where_english_changed_the_verb_alone_other_words_are_of_the_translation() -> None:
    ask = "1. {} all States to light the lamps of all the relevant harbours of the northern coast;"
    both = [
        _pair(ask.format("Urges"), ask.format("Strongly urges")),
        _french(
            "1. Demande instamment à tous les États d’allumer les lampes de tous les ports pertinents ;",
            "1. Engage instamment tous les États à allumer les lampes de tous les ports concernés ;",
        ),
    ]
    assert [change.shown() for change in both[1].rows[0].changes] == ["wording: pertinents → concernés"]
    row = of_all_languages(both)[1].rows[0]
    assert (row.became, [change.shown() for change in row.changes]) == (
        "changed",
        ["action: Demande instamment → Engage instamment"],
    )
    assert "wording: pertinents → concernés" in [change.shown() for change in row.updated]


def test_where_english_changed_the_verb_alone_a_translation_with_the_same_words_is_renewed() -> None:
    ask = "1. {} all States to light the lamps of all the relevant harbours of the northern coast;"
    both = [
        _pair(ask.format("Urges"), ask.format("Strongly urges")),
        _french(
            "1. Demande instamment à tous les États d’allumer les lampes de tous les ports ;",
            "1. Engage instamment tous les États à allumer les lampes de tous les ports ;",
        ),
    ]
    row = of_all_languages(both)[1].rows[0]
    assert (row.became, row.changes) == ("renewed", ())


def test_where_english_changed_more_than_the_verb_the_words_of_a_translation_stay_a_change() -> None:
    ask = "1. {} all States to light the lamps of all the relevant harbours of the northern coast;"
    both = [
        _pair(ask.format("Urges"), ask.format("Strongly urges").replace("relevant harbours", "granite moles")),
        _french(
            "1. Demande instamment à tous les États d’allumer les lampes de tous les ports pertinents ;",
            "1. Engage instamment tous les États à allumer les lampes de tous les ports concernés ;",
        ),
    ]
    row = of_all_languages(both)[1].rows[0]
    assert [change.shown() for change in row.changes] == ["wording: pertinents → concernés"]


@pytest.mark.parametrize(
    ("old", "new", "became"),
    [(" depuis 1992", "", "renewed"), (" depuis 1992", " depuis 1980", "changed"), (" d’une côte", "", "renewed")],
)
def test_what_a_translation_alone_adds_is_its_own_with_its_number(old: str, new: str, became: str) -> None:
    ask = "1. Urges all States to honour the commitments made by the keepers of lamps;"
    french = "1. Prie instamment tous les États d’honorer les engagements pris par les gardiens des phares{} ;"
    both = [_pair(ask, ask), _french(french.format(old), french.format(new))]
    assert of_all_languages(both)[1].rows[0].became == became


def test_what_another_language_lost_beside_a_clause_is_no_change_of_that() -> None:
    lamps, bells = "to mend the lamps of the moles in the context of storms", "to ring the bells of the buoys in fog"
    english = _pair(
        f"1. Calls upon the keepers {lamps}, and {bells};", f"1. Calls upon the keepers {lamps};\n\n2. Notes the tide;"
    )
    apart = " et demande également de faire sonner les cloches des bouées par temps de brume"
    french = "1. Demande aux gardiens de réparer les lampes des jetées {}{} ;"
    other = _french(
        french.format("durant la saison des tempêtes", apart),
        french.format("au regard des tempêtes", "") + "\n\n2. Prend note de la marée ;",
    )
    assert [row.became for row in (english.rows[0], other.rows[0])] == ["changed", "changed"]
    assert [one.rows[0].became for one in of_all_languages([english, other])] == ["changed", "renewed"]


def test_a_tail_that_another_language_tells_in_a_clause_of_its_own_is_no_change() -> None:
    ask = "1. Urges the keepers to light the lamps of the moles of all harbours{};"
    french = "1. Prie instamment les gardiens d’allumer les lampes des jetées de tous les ports{} ;"
    both = [
        _pair(ask.format(""), ask.format(", and that the Committee is aware of the fog")),
        _french(french.format(""), french.format(", et note que le Comité est conscient de la brume")),
    ]
    assert [one.rows[0].became for one in both] == ["changed", "renewed"]
    assert [one.rows[0].became for one in of_all_languages(both)] == ["renewed", "renewed"]


@pytest.mark.parametrize(
    ("named", "answered"),
    [
        ("the activities of the Office of Bells", ["A/99/13"]),
        ("the lamps of harbours", ["A/99/12"]),
    ],
)
def test_of_two_reports_cited_in_one_breath_the_one_on_the_matter_answers(named: str, answered: list[str]) -> None:
    ask = f"1. Notes the work on {named}, and requests the Secretary-General to report thereon in his next report;"
    cited = (
        "1. Takes note of the reports of the Secretary-General on the lamps of harbours (A/99/12) and on the "
        "activities of the Office of Bells (A/99/13);"
    )
    (row,) = [row for row in _pair(ask, cited).rows if row.mandate and row.old == 0]
    assert [answer.symbol for answer in row.answers] == answered


@pytest.mark.parametrize(
    ("told", "perhaps"),
    [
        ("Welcomes the appointment of the Warden of the Harbours", ["6"]),
        ("Welcomes the appointment of a piper", [""]),
        ("Welcomes the work of the Warden of the Harbours", [""]),
    ],
)
def test_what_was_dropped_as_done_points_to_what_tells_of_it(told: str, perhaps: list[str]) -> None:
    series = _pair(
        "1. Calls upon the Secretary-General to appoint a Warden of the Harbours from among "
        "the oldest fishermen, rowing with wooden oars through heavy storms every winter;" + _asked_in_both(2),
        _asked_in_both(1).strip() + f"\n\n6. {told};",
    )
    assert [record_of(series, row).perhaps for row in series.rows if row.became == "dropped"] == perhaps


@pytest.mark.parametrize(
    ("told", "perhaps"),
    [
        ("Takes note of the schedule for the lighthouse committee of the coasts", ["6"]),
        ("Looks forward to the work of the lighthouse committee on the coasts", ["6"]),
        ("Takes note of the final report of the committee on the coasts", ["6"]),
        ("Takes note of a report of the committee on the coasts", [""]),
        ("Takes note of the schedule for the committee of the coasts", [""]),
        ("Takes note of the lighthouse committee", [""]),
    ],
)
def test_what_was_asked_for_by_name_points_to_what_takes_note_of_it(told: str, perhaps: list[str]) -> None:
    series = _pair(
        "1. Decides to establish a lighthouse committee for the granite towers of the coasts, and to submit its final"
        " report to the General Assembly by 30 June 2044;" + _asked_in_both(2),
        _asked_in_both(1).strip() + f"\n\n6. {told};",
    )
    assert [record_of(series, row).perhaps for row in series.rows if row.became == "dropped"] == perhaps


@pytest.mark.parametrize(("asked", "perhaps"), [("the Secretariat", ["1"]), ("all States", [""])])
def test_another_request_to_the_same_ones_in_its_place_is_pointed_at(asked: str, perhaps: list[str]) -> None:
    keep = "1. Recalls the debate of the General Assembly on the lamps of all northern harbours"
    series = _pair(
        f"{keep}, and urges the Secretariat to collect pictures of granite moles taken from boats;",
        f"{keep}, and urges {asked} to buy better whistles for young people;",
    )
    assert [record_of(series, row).perhaps for row in series.rows if row.became == "dropped"] == perhaps


@pytest.mark.parametrize(
    ("old", "new", "became"),
    [
        ("office", "officers", "changed"),
        ("offices", "officers", "changed"),
        ("planes", "planets", "changed"),
        ("provides", "providers", "changed"),
        ("beacon", "beacons", "renewed"),
    ],
)
def test_an_ending_that_makes_another_word_is_a_change(old: str, new: str, became: str) -> None:
    ask = "1. Urges all States to support the {} of the coast and to send them lamps;"
    (row, *_) = _pair(ask.format(old), ask.format(new)).rows
    assert row.became == became


def test_french_endings_that_make_another_word_are_a_change() -> None:
    ask = "1. Prie le Secrétaire général de tenir compte des {} des ports et des feux ;"
    for old, new in (("arrêts", "arrêtés"), ("cultures", "culturels"), ("résultat", "résultant")):
        (row, *_) = _pair(ask.format(old), ask.format(new), *_FRENCH).rows
        assert row.became == "changed", (old, new)


@pytest.mark.parametrize(
    ("code", "said", "again"),
    [
        ("fra", "sa décision de créer", True),
        ("fra", "sa décision de 2042", False),
        ("spa", "su decisión de convocar", True),
        ("spa", "su decisión de 5 de mayo de 2042", False),
        ("rus", "свое решение созвать", True),
        ("rus", "свое решение от 5 мая 2042 года", False),
        ("rus", "свое решение IV/5 о маяках", False),
        ("eng", "its decision of 4 May 2042", False),
    ],
)
def test_a_decision_that_is_named_by_its_day_is_not_taken_again(code: str, said: str, again: bool) -> None:
    language = load(code)
    pattern = clock(language).pattern(words(code).redecided, "(?![0-9])")
    assert (pattern.search(view(language, said).content) is not None) is again


def test_the_longest_run_of_two_texts_is_found_in_proportion_to_their_length() -> None:
    def steps(times: int) -> int:
        one, two = ("of the lamp and the keeper of the light " * times, "and the light of the keeper " * times)
        counted = 0

        def count(frame: object, event: str, arg: object) -> object:
            nonlocal counted
            counted += event == "line"
            return count

        sys.settrace(count)  # type: ignore[arg-type]
        try:
            longest_run(one.split(), two.split())
        finally:
            sys.settrace(None)
        return counted

    assert steps(400) < 5 * steps(100)
    assert longest_run([*"xabcab"], [*"ababc"]) == (1, 2)


@pytest.mark.parametrize(
    ("ask", "wanted"),
    [
        ("the Mission for a period of twelve months from 1 June 2045", ""),
        ("the Mission for a further period of six months from the end of its present mandate", ""),
        ("the Mission for a further period of twelve months after its expiry on 1 January 2045", ""),
        ("the Mission for a period of three years, commencing in January 2045", ""),
        ("the Mission for a period of three years, with effect from its first meeting", ""),
        ("the Mission for a period of three years", "2047-12-09"),
        ("the Mission for a period of three years, with a mandate to protect civilians from harm", "2047-12-09"),
        ("the Mission for a further period of one year from the date of adoption of this resolution", "2045-12-09"),
    ],
)
def test_the_calendar_counts_a_term_from_the_adoption_where_no_words_say_another_day(ask: str, wanted: str) -> None:
    head = "A/RES/99/12\nResolution adopted by the General Assembly on 9 December 2044\n\nThe General Assembly,\n\n"
    text = member_of(document_of(f"{head}1. Decides to extend the mandate of {ask}.\n"))
    assert [entry.date for entry in calendar_of([Followed((text,), follow([text]))])] == [wanted]
