"""Words of mandates that moved to another place of their paragraph, and who is asked by other words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from akn.clauses import Addressee
from akn.compare.clause_changes import changes_between
from akn.compare.clause_pairs import ClausePairs
from akn.compare.follow_rows import record_of
from akn.compare.following import Followed, FollowUp, follow
from akn.compare.members import member_of
from akn.compare.worded import ready_clauses
from tests.documents import document_of
from tests.work import calls, grows_linearly


def _series(old: str, new: str, speaker: str = "The General Assembly") -> Followed:
    """Two texts of a paragraph, or more, followed."""
    head = "Resolution adopted by the General Assembly on 9 December"
    texts = [
        document_of(f"A/RES/{n}/7\n{head} {n + 1945}\n\n{speaker},\n\n1. {text}\n")
        for n, text in ((98, old), (99, new))
    ]
    members = tuple(member_of(text) for text in texts)
    return Followed(members, follow(members))


def _rows(old: str, new: str, speaker: str = "The General Assembly") -> Sequence[FollowUp]:
    return _series(old, new, speaker).rows


def _follow(old: str, new: str, speaker: str = "The General Assembly") -> FollowUp:
    """What became of the first mandate of a text in the next text."""
    return _rows(old, new, speaker)[0]


def _told(row: FollowUp) -> tuple[list[str], list[str]]:
    return [c.shown() for c in row.changes], [c.shown() for c in row.updated]


_PROTECT = "Calls upon all States to end the persecution of keepers,"


@pytest.mark.parametrize(
    ("old", "new", "changes", "updated"),
    [
        pytest.param(
            f"{_PROTECT} owners and masters of boats, rowers, sailors of the north, weavers, harbour clerks, pilots,"
            " and their families;",
            f"{_PROTECT} harbour clerks, divers, pilots, owners and masters of boats, rowers, sailors of the north,"
            " weavers, and their families;",
            ["wording added: divers"],
            ["wording moved: harbour clerks", "wording moved: pilots"],
            id="items of a list that has a pair among its items",
        ),
        pytest.param(
            "Requests all agencies to study the harm that fog does to harbours, to explore further answers of policy to"
            " the loss of boats in storms and to align their lamps in this regard;",
            "Requests all agencies to study the harm that fog does to harbours by its own measure and to align their"
            " lamps to explore further answers of policy to the loss of boats in storms;",
            ["wording added: by its own measure", "wording moved: and to align their lamps"],
            [],
            id="a few words as they are, elsewhere",
        ),
        pytest.param(
            "Calls upon all States to begin inquiries, stressing that inquiries follow all reports of harm, including"
            " against foreign rowers, peaceful sailors and harbour clerks, failure to keep the rules of the sea, and"
            " the theft of boats at night in storms, as well as the sinking of barges that carried oil to the northern"
            " harbours of the coast;",
            "Calls upon all States to begin inquiries, stressing that inquiries follow all reports of harm, failure to"
            " keep the rules of the sea, and the theft of boats at night in storms, suffered by harbour clerks,"
            " peaceful sailors and foreign rowers, as well as the sinking of barges that carried oil to the northern"
            " harbours of the coast;",
            [
                "wording: including against foreign rowers, peaceful sailors and harbour clerks → harbour clerks,"
                " peaceful sailors and foreign rowers",
                "wording added: suffered by",
            ],
            [],
            id="most of more words close to each other elsewhere",
        ),
    ],
)
def test_what_stands_elsewhere_in_a_clause_is_not_gone(
    old: str, new: str, changes: list[str], updated: list[str]
) -> None:
    assert _told(_follow(old, new)) == (changes, updated)


def test_a_few_words_of_a_name_that_another_stretch_has_are_not_moved() -> None:
    row = _follow(
        "Encourages all States to mark the Decade of Lamps for Quiet Harbours and to open their schools;",
        "Encourages all States to mark the Decade of Lamps and to open their schools, and to tell sailors about quiet"
        " harbours;",
    )
    assert not any("moved" in c.shown() for c in row.updated)


def test_what_another_clause_of_the_paragraph_says_now_moved_there() -> None:
    row = _follow(
        "Stresses that old lamps should be a part of national plans for harbours and that all States should consider"
        " further study of oil, as appropriate, to address fog;",
        "Stresses that old lamps should be a part of national plans for harbours, and further stresses that all States"
        " should consider further study of oil, as appropriate, to address fog;",
    )
    assert _told(row) == (["wording moved: old lamps should be a part of national plans for harbours"], [])


_FISHERS = [
    (
        "The General Assembly",
        "Requests the Secretary-General to fund {}, and not to fund {};",
        ("the repair of old wooden boats of fishers", "the sale of nets"),
    ),
    (
        "L’Assemblée générale",
        "Prie le Secrétaire général de financer {} et de ne pas financer {} ;",
        ("la réparation des vieux bateaux en bois des pêcheurs", "la vente de filets"),
    ),
    (
        "La Asamblea General",
        "Pide al Secretario General que financie {} y que no financie {};",
        ("la reparación de los viejos barcos de madera de los pescadores", "la venta de redes"),
    ),
    (
        "Генеральная Ассамблея",
        "просит Генерального секретаря финансировать {} и не финансировать {};",
        ("ремонт старых деревянных лодок рыбаков", "продажу сетей"),
    ),
    (
        "إن الجمعية العامة",
        "تطلب إلى الأمين العام أن يمول {} وألا يمول {}؛",
        ("إصلاح القوارب الخشبية القديمة للصيادين", "بيع الشباك"),
    ),
    ("大会", "请秘书长资助{}，不资助{}；", ("渔民旧木船的修理", "渔网的销售")),
]


@pytest.mark.parametrize(("speaker", "ask", "what"), _FISHERS, ids=["eng", "fra", "spa", "rus", "ara", "zho"])
def test_what_is_asked_and_what_is_not_that_took_each_others_place_is_a_change(
    speaker: str, ask: str, what: tuple[str, str]
) -> None:
    row = _follow(ask.format(*what), ask.format(*reversed(what)), speaker)
    assert [change.kind for change in row.changes] == ["wording"]


_HARM = "Calls upon all States to study all reports of harm"
_RULES = ", failure to keep the rules of the sea, and the theft of boats at night in storms"


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            "Decides that States shall end the sale of nets, oil and old wooden boats to pilots and that divers may"
            " keep lamps;",
            "Decides that States shall keep lamps and that divers may end the sale of nets, oil and old wooden boats to"
            " pilots;",
            "wording: divers may keep lamps → keep lamps and that divers may",
        ),
        (
            f"{_HARM} by pilots against poor rowers and sailors{_RULES};",
            f"{_HARM}{_RULES} by poor rowers and sailors against pilots;",
            "wording: by pilots against poor rowers and sailors → poor rowers and sailors against pilots",
        ),
        (
            f"{_HARM}, including against internal rowers, peaceful sailors and harbour clerks{_RULES};",
            f"{_HARM}{_RULES}, including against harbour clerks, peaceful sailors and international rowers;",
            "wording: including against internal rowers, peaceful sailors and harbour clerks → including against"
            " harbour clerks, peaceful sailors and international rowers",
        ),
        (
            "Calls upon all States to light no lamps in quiet harbours and to sink the old boats of the north;",
            "Calls upon all States to light lamps in quiet harbours and to sink no old boats of the north;",
            "wording removed: no",
        ),
        (
            "Requests the Secretary-General to repair the lamps that broke in 2024 and to hold the meeting of pilots on"
            " 28 June 2024;",
            "Requests the Secretary-General to repair the lamps that broke and to hold the meeting of pilots on 28 June"
            " 2024;",
            "wording removed: in 2024",
        ),
    ],
)
def test_words_that_say_something_else_where_they_stand_are_a_change(old: str, new: str, change: str) -> None:
    assert change in _told(_follow(old, new))[0]


_STORMS = "study the loss of small wooden boats in winter storms"


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            "Requests the Secretary-General to report on lamps and on the needs of keepers, masters and rowers, and"
            " decides not to finance boats;",
            "Requests the Secretary-General to report on lamps, and decides not to finance boats and the needs of"
            " keepers, masters and rowers;",
            [
                "wording removed: and on the needs of keepers, masters and rowers",
                "wording added: and the needs of keepers, masters and rowers",
            ],
        ),
        (
            "Requests the Secretary-General to submit a report on lamps and on the loss of small wooden boats, and"
            " welcomes the work of pilots;",
            "Requests the Secretary-General to submit a report on lamps, and welcomes the work of pilots on the loss of"
            " small wooden boats;",
            ["wording removed: and on the loss of small wooden boats"],
        ),
        (
            f"Requests the Secretary-General to keep lamps alight, and requests the Committee not to {_STORMS};",
            f"Requests the Secretary-General to {_STORMS} and to keep lamps alight, and requests the Committee to"
            " meet;",
            [f"wording added: {_STORMS}"],
        ),
        (
            "Welcomes the work of pilots in light of the needs of women, children and keepers, and requests the"
            " Secretary-General to build harbours;",
            "Welcomes the work of pilots, and requests the Secretary-General to build harbours in light of the needs of"
            " women, children and keepers;",
            ["wording added: in light of the needs of women, children and keepers"],
        ),
        (
            "Encourages States to light lamps in harbours with the help of pilots, masters and rowers, and urges donors"
            " to pay;",
            "Encourages States to light lamps in harbours, and urges donors to pay without the help of pilots, masters"
            " and rowers;",
            [
                "wording removed: with the help of pilots, masters and rowers",
                "wording added: without the help of pilots, masters and rowers",
            ],
        ),
    ],
)
def test_what_another_clause_asks_of_others_did_not_move_there(old: str, new: str, changes: list[str]) -> None:
    assert [c.shown() for row in _rows(old, new) for c in row.changes] == changes


def test_what_another_clause_of_the_paragraph_said_before_is_gone_from_its_own() -> None:
    lamps = "to mend the old lamps of all northern harbours"
    row = _follow(
        f"Urges all States to train pilots and {lamps}, and invites donors to help {lamps};",
        f"Urges all States to train pilots, and invites donors to help {lamps};",
    )
    assert _told(row) == (["wording removed: and to mend the old lamps of all northern harbours"], [])


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            "those States that fish by night",
            "those States that fish by day or night",
            ["addressee: those States that fish by night → those States that fish by day or night"],
        ),
        (
            "States parties to the Convention on Lamps that import oil",
            "States parties to the Convention on Lamps",
            [
                "addressee: States parties to the Convention on Lamps that import oil → States parties to the"
                " Convention on Lamps"
            ],
        ),
        (
            "all relevant organizations",
            "all other relevant organizations",
            ["addressee: all relevant organizations → all other relevant organizations"],
        ),
        ("all States", "States", []),
        ("the relevant organizations", "organizations", []),
    ],
)
def test_who_is_asked_by_more_words_or_fewer_is_another_addressee(old: str, new: str, changes: list[str]) -> None:
    row = _follow(f"Urges {old} to keep their lamps lit by night;", f"Urges {new} to keep their lamps lit by night;")
    assert [c.shown() for c in row.changes if c.kind == "addressee"] == changes


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (
            "Member States in Africa",
            "Member States in Asia and donors",
            ["addressee added: donors", "wording: Africa → Asia and donors"],
        ),
        (
            "the States of Northland",
            "the States of Southland and the Secretary-General",
            ["addressee added: the Secretary-General", "wording: Northland → Southland and the Secretary-General"],
        ),
        (
            "the Government of Northland and donors",
            "the Government of Southland and the Secretary-General",
            [
                "addressee: donors → the Secretary-General",
                "wording: Northland and donors → Southland and the Secretary-General",
            ],
        ),
        (
            "Parties to the Lamp Convention",
            "Parties to the Oil Convention, and donors",
            ["addressee added: donors", "wording: Lamp → Oil"],
        ),
        (
            "Member States and donors",
            "donors, Member States and the Secretary-General",
            ["addressee added: the Secretary-General"],
        ),
    ],
)
def test_a_name_that_changed_is_told_where_somebody_else_is_asked_as_well(
    old: str, new: str, changes: list[str]
) -> None:
    row = _follow(f"Calls upon {old} to share oil with all boats;", f"Calls upon {new} to share oil with all boats;")
    assert [c.shown() for c in row.changes] == changes


def test_words_of_who_is_asked_are_told_without_small_letters_too() -> None:
    ask = "تهيب بالدول {} النفط مع الموانئ؛"
    old, new = ask.format("المتقدمة أن تتقاسم"), ask.format("النامية والمانحين أن يتقاسموا")
    told, _ = _told(_follow(old, new, "إن الجمعية العامة"))
    assert "wording: المتقدمة أن تتقاسم → النامية والمانحين أن يتقاسموا" in told


def test_a_longer_name_of_one_is_no_other_addressee() -> None:
    row = _follow(
        "Urges the Department of Economic and Social Affairs to keep its lamps lit by night;",
        "Urges the Department of Economic and Social Affairs of the Secretariat to keep its lamps lit by night;",
    )
    assert [c.shown() for c in row.changes if c.kind == "addressee"] == []


def test_what_was_only_noted_before_is_new_where_it_is_asked_for() -> None:
    noted = "the importance of lamps that burn all night in the harbours of small islands"
    asked = "lamps that burn all night in the harbours of small islands"
    (before,) = [row for row in _rows(f"Recognizes {noted};", f"Calls for {asked};") if row.new == 1]
    assert (before.became, before.since, before.perhaps and before.perhaps.verb) == ("new", 1, "Recognizes")
    (stressed,) = [row for row in _rows(f"Stresses {noted};", f"Calls for {asked};") if row.new == 1]
    assert (stressed.became, stressed.changes[0].shown()) == ("changed", "action: Stresses → Calls for")


def test_each_row_of_requests_that_became_one_tells_where_the_others_stood() -> None:
    lamps, oil = (
        "to mend the lamps of northern harbours before the storms of winter",
        "to bring whale oil to each pilot",
    )
    rows = _rows(
        f"Urges all States {lamps} and to count their boats;\n\n2. Urges all States {oil} of the southern coasts;",
        f"Urges all States {lamps} and {oil} of the southern coasts;",
    )
    told = {
        row.mandate.number: [c.shown() for c in row.updated if c.kind == "passage"]
        for row in rows
        if row.mandate and row.after
    }
    assert told == {"1": ["passage moved: 2 → 1"], "2": []}


def test_the_verb_of_a_point_is_that_of_its_paragraph() -> None:
    points = "Calls upon all States to help harbours by:\n\n(a) {};\n\n(b) Counting all boats at night;"
    series = _series(points.format("Lighting all lamps at dusk"), points.format("Lighting some lamps at dusk"))
    records = [record_of(series, row) for row in series.rows if row.new == 1 and row.mandate]
    assert {(r.number, r.verb, r.next_verb) for r in records if "(" in r.number} == {
        ("1 (a)", "Calls upon", "Calls upon"),
        ("1 (b)", "Calls upon", "Calls upon"),
    }


def test_what_is_said_of_when_agrees_with_when_the_later_text_has_it_due() -> None:
    series = _series(
        "Decides to convene in 2045 the fourth conference of keepers of lamps and harbours;",
        "Looks forward to the fourth conference of keepers of lamps and harbours, to be held from 27 to 30 May 2045;",
    )
    (record,) = [record_of(series, row) for row in series.rows if row.mandate and row.new == 1]
    assert record.updated == ("due: in 2045 → 27 to 30 May 2045",)
    assert record.next_due == "27 to 30 May 2045"


def test_who_is_asked_is_told_once() -> None:
    row = _follow(
        "Acknowledges the harm of oil, and encourages further efforts at all levels to reduce, reuse and sell whale oil"
        " and to address by new ways the many kinds of waste oil, including oil of seals;",
        "Acknowledges the harm of oil, and calls upon all Member States to step up work across the years of oil to"
        " reduce waste, including by new ways that foster sound trade, including reuse of waste oil;",
    )
    told, _ = _told(row)
    assert [one for one in told if "Member States" in one] == ["addressee added: all Member States"]


def test_a_further_one_who_is_asked_is_no_other_wording() -> None:
    lamps = "to mend all lamps of the northern harbours"
    row = _follow(
        f"Calls upon the Economic and Social Council {lamps};",
        f"Calls upon the Economic and Social Council and the United Nations Office on Drugs and Crime {lamps};",
    )
    assert _told(row) == (["addressee added: the United Nations Office on Drugs and Crime"], [])


def test_somebody_whom_the_text_before_names_without_all_is_not_asked_anew() -> None:
    row = _follow(
        "Requests the Secretary-General to help small coastal States of the north with their lamps and their harbours;",
        "Requests the Secretary-General and all small coastal States of the north to help with their lamps and their"
        " harbours;",
    )
    assert not any(c.kind == "addressee" for c in row.changes)


def test_another_resolution_with_its_day_is_brought_up_to_date_apart_from_what_follows_it() -> None:
    ask = "Encourages all States to mend their lamps, in accordance with resolution"
    row = _follow(
        f"{ask} 95/4 of 15 March 2041, as part of quiet answers to fog and storms, and to count their boats;",
        f"{ask} 97/11 of 2 March 2043, called the long winter of lamps, and to count their boats;",
    )
    assert _told(row) == (
        ["wording: as part of quiet answers to fog and storms → called the long winter of lamps"],
        ["citation: 95/4 of 15 March 2041 → 97/11 of 2 March 2043"],
    )


def test_what_was_dropped_beside_what_came_about_points_to_it() -> None:
    keeper = "Special Keeper for Northern Lamps"
    whales = "Calls upon all States to count whales;"
    rows = _rows(
        f"Calls upon the Secretary-General to appoint a {keeper} as soon as possible, and invites all groups, in line"
        " with long custom and the rules of harbours, to propose candidates with wide experience of fog, storms and"
        f" the training of pilots to work beside the {keeper};\n\n2. {whales}",
        f"{whales}\n\n2. Welcomes the appointment of Jane Doe as {keeper};",
    )
    gone = [row for row in rows if row.became == "dropped"]
    assert [row.perhaps and row.perhaps.verb for row in gone] == ["Welcomes", "Welcomes"]


def test_what_is_asked_in_other_words_where_it_goes_on_is_changed() -> None:
    whales = "Calls upon all pilots to count whales;"
    rows = _rows(
        "Encourages strong States to seek options for voluntary sharing of special drawing rights for harbours;\n\n"
        f"2. {whales}",
        f"{whales}\n\n2. Welcomes the long winter and recommends the exploration of further voluntary options related"
        " to special drawing rights that serve harbours of the Fund;",
    )
    assert (rows[0].became, rows[0].latest.verb) == ("changed", "recommends")


def test_a_word_of_those_who_are_asked_that_stands_elsewhere_among_them_only_moved() -> None:
    row = _follow(
        "Engage les banques de développement multilatérales à garder les lampes allumées la nuit ;",
        "Engage les banques multilatérales de développement à garder les lampes allumées la nuit ;",
        "L’Assemblée générale",
    )
    assert _told(row) == ([], ["wording moved: multilatérales"])


def test_a_long_word_that_stays_parts_what_came_before_it_from_what_came_after_it() -> None:
    row = _follow(
        "Urges all States to begin inquiries of fog and to count their harbours in the north and the south;",
        "Urges all States to begin prompt inquiries by pilots into all storms and to count their harbours in the north"
        " and the south;",
    )
    assert _told(row) == (["wording added: prompt", "wording: of fog → by pilots into all storms"], [])
    row = _follow(
        "Urges all States to seek ways and financing for the lamps of harbours in the north and the south;",
        "Urges all States to seek ways, further sources of financing, with oil of whales, for the lamps of harbours in"
        " the north and the south;",
    )
    assert _told(row)[0] == ["wording added: further sources", "wording added: with oil of whales"]


def test_those_who_are_asked_by_one_key_are_told_apart_in_time_that_grows_with_them() -> None:
    series = _series(*("Urges all boards to keep lamps lit by night;",) * 2)
    (one,), (two,) = map(ready_clauses, series.members)

    def run(size: int) -> Callable[[], object]:
        ends = []
        for clause, where in ((one, "north"), (two, "south")):
            boards = tuple(Addressee(f"boards of x{n} {where}", "boards", "other") for n in range(size))
            row = dataclasses.replace(clause.row, addressees=boards)
            ends.append(replace(clause, row=row, parts=("addressee",) * len(clause.parts)))
        ends[1] = replace(ends[1], words=(*two.words[:-1], "day"))
        return lambda: changes_between(ends[0], ends[1], *series.members)

    grows_linearly(run, 50)


def test_what_became_of_requests_that_were_dropped_is_looked_for_once_each() -> None:
    def run(size: int) -> int:
        asked = (f"requests the Secretary-General to light the lamp of harbour {n}{n}{n}th" for n in range(size))
        told = (f"urges donors not to build boats of the wood of {n}{n}{n}rd" for n in range(size))
        old, new = (", and ".join(those).capitalize() + ";" for those in (asked, told))
        paired = ClausePairs(*_series(old, new).members)
        assert not paired.pairs
        return calls(lambda: [paired.perhaps(i) for i in range(len(paired.old))])

    few, many = run(10), run(40)
    assert many <= 8 * few, "all others are looked for again for each: the square of them, or more"
