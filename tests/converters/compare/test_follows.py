"""The page of follow-ups: where what was dropped may go on, where parts went, the subjects to choose among."""

from __future__ import annotations

import pytest
from lxml import html
from msgspec.structs import replace

from akn.compare.answers import Answer
from akn.compare.calendar import calendar_of
from akn.compare.following import Followed, follow
from akn.compare.members import member_of
from converters.calendars import row_of
from tests.documents import document_of

pytest.importorskip("jinja2")

from converters.calendars import calendar_page
from converters.compare.follows import follow_page

HEAD = "A/RES/{n}/7\n\nResolution adopted by the General Assembly on 9 December {year}\n\n{n}/7. {title}\n\n"


def _series(title: str, *bodies: str) -> Followed:
    texts = (
        HEAD.format(n=n, year=1945 + n, title=title) + f"The General Assembly,\n\n{body}\n"
        for n, body in enumerate(bodies, 98)
    )
    members = tuple(member_of(document_of(text)) for text in texts)
    return Followed(members, follow(members))


def test_what_was_dropped_names_the_paragraph_in_which_it_may_go_on() -> None:
    series = _series(
        "Granite towers",
        "1. Invites the Secretary-General to strengthen statistical offices, surveys, harbours and granite towers;",
        "1. Notes the tide;\n\n"
        "2. Recognizes that harbours need help to strengthen their statistical offices and surveys of towers;",
    )
    page = html.fromstring(follow_page([series]))
    (dropped,) = page.xpath("//tr[contains(@class, 'dropped')]")
    assert "perhaps in paragraph 2 of A/RES/99/7: it comes nearest to this" in dropped.text_content()


def test_one_of_several_subjects_can_be_chosen_by_its_title() -> None:
    ask = "1. Urges all States to keep their lighthouses lit by night;"
    page = html.fromstring(follow_page([_series(title, ask, ask) for title in ("Lamps", "Moles")]))
    assert page.xpath("//select[@id='view-subject']/option/text()")[1:] == ["Lamps", "Moles"]
    assert page.xpath("//section/@data-subject") == ["lamps", "moles"]
    assert not html.fromstring(follow_page([_series("Lamps", ask, ask)])).xpath("//select[@id='view-subject']")


def test_what_is_new_stands_where_the_later_text_has_it() -> None:
    asks = (
        "Requests the Secretary-General to print the tables of the tides;",
        "Invites Member States to paint all lighthouses white;",
    )
    more = "Urges the Economic and Social Council to count the bells of every harbour;"
    old = "\n\n".join(f"{n}. {ask}" for n, ask in enumerate(asks, 1))
    new = "\n\n".join(f"{n}. {ask}" for n, ask in enumerate((asks[0], more, asks[1]), 1))
    page = html.fromstring(follow_page([_series("Lamps", old, new)]))
    step = page.xpath("//table[.//tr[contains(@class, 'new')]]")[0]
    told = [" ".join(row.text_content().split()) for row in step.xpath(".//tbody/tr")]
    assert [next(k for k, word in enumerate(("tables", "bells", "white")) if word in one) for one in told] == [0, 1, 2]


def test_what_changed_alike_at_two_places_is_said_once() -> None:
    ask = "1. Calls upon States to renew the {0} of harbours, to pay for research into {0} and to share it freely;"
    page = html.fromstring(follow_page([_series("Lamps", ask.format("lamps and bells"), ask.format("lights"))]))
    (row,) = page.xpath("//tr[contains(@class, 'changed')]")
    told = [" ".join(e.text_content().split()) for e in row.xpath("td[2]/div") if "wording" in e.text_content()]
    assert told == ["wording: lamps and bells → lights (2 ×)"]


def test_an_answer_that_may_be_another_ones_says_why_nobody_knows_on_both_pages() -> None:
    ask = "1. Requests the Secretary-General to report on lamps by 1 March 2046;"
    series = _series("Lamps", ask, ask)
    told = {}
    for sign in ("author", "title"):
        answer = Answer("A/100/12", "A/RES/99/7", "", "", ("session", sign))
        rows = (replace(series.rows[0], answers=(answer,)), *series.rows[1:])
        one = replace(series, rows=rows)
        pages = follow_page([one]), calendar_page(calendar_of([one]))
        told[sign] = [b"may answer something else that was asked of the same author" in page for page in pages]
    assert told == {"author": [True, True], "title": [False, False]}


def test_who_is_asked_and_has_no_key_is_in_the_filters_of_both_pages() -> None:
    ask = "1. Requests the Dispute Tribunal to report on lamps by 1 March 2046;\n\n2. Urges all States to wait by 2047."
    series = _series("Lamps", ask, ask)
    for page in (follow_page([series]), calendar_page(calendar_of([series]))):
        known = html.fromstring(page)
        (option,) = known.xpath("//select[@id='view-who']/option[contains(., 'Dispute Tribunal')]/@value")
        assert option.startswith("=")
        assert any(option in row.get("data-who").split() for row in known.xpath("//tr[@data-who]"))


def _told(series: Followed) -> list[str]:
    (row,) = html.fromstring(follow_page([series])).xpath("//tr[contains(@class, 'changed')]")
    return [" ".join(e.text_content().split()) for e in row.xpath("td[2]/div")]


def test_words_that_went_or_came_say_so_also_beside_a_date() -> None:
    ask = "1. Requests the Secretary-General to report on the lamps of all harbours{};"
    dated = ask.format(" by 1 March 2046")
    told = _told(_series("Lamps", dated, ask.format(" on a voluntary basis")))
    assert any(one.startswith("due date (removed)") for one in told)
    assert any("voluntary basis" in one for one in told), "the date alone hides what else was said"
    more = ask.format(", including harbours of the north")
    assert "wording (added): including harbours of the north" in _told(_series("Lamps", ask.format(""), more))
    assert "wording (removed): including harbours of the north" in _told(_series("Lamps", more, ask.format("")))


def test_what_a_draft_recalls_is_not_called_overdue_for_want_of_a_later_text() -> None:
    ask = "1. Decides to convene a high-level meeting on granite towers in the harbour of Arendal by 1 March 2045;"
    told = "1. Recalls the high-level meeting on granite towers in the harbour of Arendal, held on 1 February 2045;"
    older, newer = _series("Towers", ask, told).members
    draft = replace(newer, draft=True, symbol="A/C.2/100/L.5")
    alone, both = (Followed(those, follow(those)) for those in ((older,), (older, draft)))
    (entry,) = calendar_of([alone], "2046-01-01")
    assert (entry.known, entry.by, entry.read_to) == ("overdue", "", "")
    for series in ([alone, both], [both, alone]):
        (entry,) = calendar_of(series, "2046-01-01")
        assert (entry.known, entry.by, entry.read_to) == ("", "A/C.2/100/L.5", "A/C.2/100/L.5")
        page = html.fromstring(calendar_page([entry], "2046-01-01")).text_content()
        assert "recalls it, or has another matter in its place" in page
        assert "no later text was read" not in page


def test_the_calendar_names_whom_a_paragraph_above_asks_in_the_language_of_the_text() -> None:
    text = (
        "A/RES/99/7\nRésolution adoptée par l’Assemblée générale le 9 décembre 2044\n\nL’Assemblée générale,\n\n"
        "1. Prie le Secrétaire général :\n\na) De lui présenter un rapport avant le 1er mars 2046 ;\n\n"
        "b) De réunir les gardiens le 3 mai 2046 au plus tard.\n"
    )
    member = member_of(document_of(text))
    rows = [row_of(entry) for entry in calendar_of([Followed((member,), follow([member]))])]
    assert [row.date for row in rows] == ["2046-03-01", "2046-05-03"]
    assert all(row.addressees[0].startswith("Secrétaire général") for row in rows)
