"""Which words a change of a mandate is told with, and where what was dropped may go on."""

from __future__ import annotations

import pytest

from akn.compare.follow_rows import FollowRecord, record_of
from akn.compare.following import follow_documents
from tests.documents import document_of


def _records(old: str, new: str, speaker: str = "The General Assembly") -> list[FollowRecord]:
    """The rows of two texts of a paragraph, or more."""
    head = "Resolution adopted by the General Assembly on 9 December"
    texts = [
        document_of(f"A/RES/{n}/7\n{head} {n + 1945}\n\n{n}/7. Lamps of harbours\n\n{speaker},\n\n1. {text}\n")
        for n, text in ((98, old), (99, new))
    ]
    (series,) = follow_documents(texts)
    return [record_of(series, row) for row in series.rows]


@pytest.mark.parametrize(
    ("old", "new", "changes", "updated"),
    [
        pytest.param(
            "Encourages States to light their harbours, as part of a durable answer to storms and plans for boats;",
            "Encourages States to light their harbours with lamps that burn oil of whales, as part of plans for boats;",
            ["wording added: with lamps that burn oil of whales", "wording removed: a durable answer to storms"],
            [],
            id="words with which the one side begins and the other one ends",
        ),
        pytest.param(
            "Encourages all States to carry out rules 10/2 of 16 October 2040 of the guild of keepers of harbours;",
            "Encourages all States to carry out rules 11/6 of 21 October 2042 of the guild of keepers of harbours;",
            ["wording: 10/2 of 16 October 2040 → 11/6 of 21 October 2042"],
            [],
            id="a date is told whole",
        ),
        pytest.param(
            "Urges States to count boats that fog has sunk, as well as storms at sea and in the harbours;",
            "Urges States to count boats that fog has sunk, as seen by pilots and storms at sea and in the harbours;",
            ["wording: as well as → as seen by pilots and"],
            [],
            id="what joins two by several words is told whole",
        ),
        pytest.param(
            "Urges States to teach pilots the signals of fog in every harbour;",
            "Urges States to teach pilots the signals of fog in every harbour, under the title “Lamps of the north”;",
            ["wording added: under the title “Lamps of the north”"],
            [],
            id="a quotation with the mark that closes it",
        ),
        pytest.param(
            "Calls upon all States to heal the keepers who have fallen ill with LF-40 in their harbours;",
            "Calls upon all States to heal the keepers who have fallen ill with lamp fever (LF-40) in their harbours;",
            [],
            ["wording added: lamp fever"],
            id="what a name in short stands for",
        ),
        pytest.param(
            "Calls upon all States to heal the keepers who have fallen ill with fever in their harbours;",
            "Calls upon all States to heal the keepers who have fallen ill with lamp fever in their harbours;",
            ["wording added: lamp"],
            [],
            id="no name in short",
        ),
        pytest.param(
            "Urges States to count boats, and to ensure that pilots and skippers of ferries carry lamps of whale oil;",
            "Urges States to count boats, including on the loss of cargo in storms and raids, and to ensure that pilots"
            " and skippers of ferries carry bells and other means that warn and shelter all who sail, including in"
            " the narrow straits and the outer harbours;",
            [
                "wording added: including on the loss of cargo in storms and raids",
                "wording: lamps of whale oil → bells and other means that warn and shelter all who sail, including"
                " in the narrow straits and the outer harbours",
            ],
            [],
            id="what stayed in the midst of a long stretch",
        ),
        pytest.param(
            "Requests the Secretary-General to submit a report on lamps at its ninety-ninth session;",
            "Requests the Secretary-General to submit a report on lamps at its one hundredth and one hundred and first"
            " sessions;",
            ["due added: one hundred and first"],
            ["due: its ninety-ninth session → its one hundredth"],
            id="the word after a second session",
        ),
        pytest.param(
            "Calls upon the Islamic Republic of Iran to open its harbours to all boats that flee from storms;",
            "Calls upon the Iranian authorities to open its harbours to all boats that flee from storms;",
            ["addressee: the Islamic Republic of Iran → the Iranian authorities"],
            [],
            id="a name without a word of the other one",
        ),
    ],
)
def test_a_change_is_told_with_whole_words(old: str, new: str, changes: list[str], updated: list[str]) -> None:
    row = _records(old, new)[0]
    assert ([*row.changes], [*row.updated]) == (changes, updated)


def test_words_that_only_lead_on_after_the_verb_are_no_change() -> None:
    old = "Demande que tous les ports soient éclairés la nuit par des lampes à huile ;"
    (row, *_) = _records(old, old.replace("Demande", "Demande à cet égard"), "L’Assemblée générale")
    assert (row.became, row.updated) == ("renewed", ("wording added: à cet égard",))


_MEETING = "the Eighth Biennial Meeting of Keepers to Consider the Lamps of Northern Harbours"


@pytest.mark.parametrize(
    ("told", "became"),
    [
        (f"Endorses the outcome of {_MEETING}, held in Brest from 7 to 9 June 2044;", "changed"),
        (f"Endorses the outcome of {_MEETING}, held in Brest in May;", "dropped"),
        ("Endorses the outcome of the Ninth Meeting of Pilots, held in Brest from 7 to 9 June 2044;", "dropped"),
    ],
)
def test_what_was_decided_of_a_meeting_goes_on_where_its_outcome_is_endorsed(told: str, became: str) -> None:
    """Though the clause that endorses it goes on from one that endorsed the meeting before."""
    before = f"Endorses the outcome of {_MEETING.replace('Eighth', 'Seventh')}, held in Brest from 2 to 4 May 2043;"
    decided = f"Decides that {_MEETING}, to be convened in Brest from 7 to 9 June 2044, will weigh the price of oil,"
    decided += " the means to buy it, including ways of lending beacons to small islands and of teaching their pilots"
    decided += " the signals of fog."
    rows = _records(f"{before}\n\n2. {decided}", told)
    assert next((row.became, row.what) for row in rows if row.number == "2") == (
        became,
        ("action",) if became == "changed" else (),
    )


def test_perhaps_points_to_a_meeting_that_the_next_text_has_in_the_plural() -> None:
    old = "Decides to convene in 2044 a regional preparatory meeting of pilots in each of the three seas of the north."
    new = "Looks forward to the manual of beacons that builds on the regional preparatory meetings of the three seas."
    (row, *_) = _records(old, new)
    assert (row.became, row.perhaps) == ("dropped", "1")


def test_perhaps_points_to_what_tells_of_a_body_that_another_paragraph_had_set_up() -> None:
    old = "Decides to establish a harbour committee to draw charts of the straits."
    asked = (
        "Invites pilots to name candidates who know the straits for the bureau of the harbour committee by May 2044."
    )
    new = "Takes note of the plan of the harbour committee for the straits."
    rows = _records(f"{old}\n\n2. {asked}", new)
    assert [row.perhaps for row in rows if row.became == "dropped"] == ["1", "1"]


def test_what_is_new_points_to_what_was_dropped_in_its_place() -> None:
    old = (
        "Calls upon the Secretary-General to appoint the members of a panel of keepers and to task them with an index"
        " of fog by 2044;"
    )
    new = (
        "Decides that the Panel of Keepers shall finish the index of fog, in consultation with the owners of all boats,"
        " under its terms of reference, and shall hear every harbour of the coast before the storms begin;"
    )
    others = "lend dredgers", "count gulls", "paint moles", "weave nets", "tar ropes", "salt herrings"
    rest = "".join(f"\n\n{n}. Encourages States to {other};" for n, other in enumerate(others, 2))
    rows = _records(f"{old}{rest}", f"{new}{rest}")
    found = [(row.became, row.perhaps) for row in rows if row.became in ("dropped", "new")]
    assert found == [("dropped", "1"), ("new", "1")]
