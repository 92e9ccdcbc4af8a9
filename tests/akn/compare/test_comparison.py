"""What became of each unit: a table a lawyer can read, one case for each way in which a text changes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from akn.compare.comparison import Comparison, as_json, compare
from akn.document import Cell, Document, Formula, Note, Operative, Point, PointList, Preambular, Table
from akn.locations import name_of
from akn.text import Kind, Text, mark
from akn.walk import units
from converters import convert
from tests.documents import document_of
from tests.strategies import any_documents, documents

LAMPS = "Calls upon all keepers of lighthouses to keep their lamps burning from dusk until dawn;"
TIDES = "Encourages coastal States to print the tables of the tides a year in advance and to share them freely;"
REPORT = (
    "Requests the Secretary-General to report on the state of the lighthouses to the Assembly at its ninetieth session;"
)
NEXT_REPORT = REPORT.replace("ninetieth", "ninety-first")
FUND = "Decides to establish a fund for the repair of lighthouses and to review its rules every second year;"
SEIZED = "Decides to remain seized of the matter."


def _numbered(*texts: str) -> Document:
    return Document(body=tuple(Operative(f"{n}.", (Text(t),)) for n, t in enumerate(texts, 1)))


def _table(found: Comparison) -> list[tuple[str, str, str]]:
    """Number before, number after, what became of it."""
    old, new = found.old_units, found.new_units
    return [(old[p.old].num if p.old >= 0 else "", new[p.new].num if p.new >= 0 else "", p.kind) for p in found.pairs]


def _words(found: Comparison) -> list[str]:
    """The words of each pair that has any: [-gone-] and {+new+}."""
    shown = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return ["".join(shown[sign].format(text) for sign, text in p.words) for p in found.pairs if p.words]


def test_the_same_document_is_the_same() -> None:
    document = _numbered(LAMPS, TIDES, SEIZED)
    assert {p.kind for p in compare(document, document).pairs} == {"same"}


def test_an_added_paragraph_renumbers_those_after_it_and_changes_none() -> None:
    found = compare(_numbered(LAMPS, REPORT, SEIZED), _numbered(LAMPS, TIDES, REPORT, SEIZED))
    assert _table(found) == [
        ("1.", "1.", "same"),
        ("", "2.", "added"),
        ("2.", "3.", "renumbered"),
        ("3.", "4.", "renumbered"),
    ]
    assert _words(found) == []


def test_a_removed_paragraph_stands_where_it_stood() -> None:
    found = compare(_numbered(LAMPS, TIDES, REPORT), _numbered(LAMPS, REPORT))
    assert _table(found) == [("1.", "1.", "same"), ("2.", "", "removed"), ("3.", "2.", "renumbered")]


def test_a_reworded_paragraph_is_compared_word_by_word() -> None:
    found = compare(_numbered(LAMPS, REPORT), _numbered(LAMPS, NEXT_REPORT))
    assert _table(found)[1] == ("2.", "2.", "changed")
    assert _words(found) == [REPORT.replace(" ninetieth", "[- ninetieth-]{+ ninety-first+}")]


def test_a_moved_paragraph_is_moved_and_its_neighbours_are_renumbered() -> None:
    found = compare(_numbered(LAMPS, TIDES, REPORT, FUND, SEIZED), _numbered(TIDES, REPORT, FUND, LAMPS, SEIZED))
    assert [kind for *_, kind in _table(found)] == ["renumbered", "renumbered", "renumbered", "moved", "same"]


def test_a_moved_and_reworded_paragraph_is_moved_and_has_words() -> None:
    found = compare(_numbered(REPORT, LAMPS, TIDES, FUND), _numbered(LAMPS, TIDES, FUND, NEXT_REPORT))
    assert _table(found)[-1] == ("1.", "4.", "moved")
    assert len(_words(found)) == 1


def test_a_paragraph_that_went_from_the_preamble_to_the_operative_part_moved() -> None:
    preamble = (Formula(Text("The General Assembly,")), Preambular((Text(LAMPS),)), Preambular((Text(TIDES),)))
    old = Document(preamble=preamble, body=(Operative("1.", (Text(SEIZED),)),))
    new = Document(preamble=preamble[:2], body=(Operative("1.", (Text(TIDES),)), Operative("2.", (Text(SEIZED),))))
    assert _table(compare(old, new)) == [
        ("", "", "same"),
        ("", "", "same"),
        ("", "1.", "moved"),
        ("1.", "2.", "renumbered"),
    ]


def test_a_paragraph_that_was_split_is_paired_with_both_halves() -> None:
    halves = (
        "Decides to establish a fund for the repair of lighthouses;",
        "Decides also to review its rules every second year;",
    )
    found = compare(_numbered(LAMPS, FUND, SEIZED), _numbered(LAMPS, *halves, SEIZED))
    assert _table(found) == [
        ("1.", "1.", "same"),
        ("2.", "2.", "split"),
        ("2.", "3.", "split"),
        ("3.", "4.", "renumbered"),
    ]
    assert _words(found) == [
        "Decides to establish a fund for the repair of lighthouses"
        "[- and-]{+; Decides also+} to review its rules every second year;"
    ]


def test_paragraphs_that_were_merged_are_paired_with_the_one() -> None:
    halves = (
        "Decides to establish a fund for the repair of lighthouses;",
        "Decides also to review its rules every second year;",
    )
    found = compare(_numbered(LAMPS, *halves, SEIZED), _numbered(LAMPS, FUND, SEIZED))
    assert [row for row in _table(found) if row[2] == "merged"] == [("2.", "2.", "merged"), ("3.", "2.", "merged")]


def test_points_are_paired_one_by_one_and_an_inserted_point_changes_none_after_it() -> None:
    def document(*points: str) -> Document:
        listed = PointList(tuple(Point(f"({chr(97 + n)})", (Text(p),)) for n, p in enumerate(points)))
        return Document(body=(Operative("1.", (Text("Requests the Keeper:"), listed)),))

    found = compare(
        document("To trim the wicks;", "To polish the lenses;", "To wind the clock."),
        document(
            "To trim the wicks;",
            "To count the ships that pass by night;",
            "To polish the lenses;",
            "To wind the clock.",
        ),
    )
    assert _table(found) == [
        ("1.", "1.", "same"),
        ("(a)", "(a)", "same"),
        ("", "(b)", "added"),
        ("(b)", "(c)", "renumbered"),
        ("(c)", "(d)", "renumbered"),
    ]


def test_a_heavily_reworded_paragraph_is_shown_whole() -> None:
    other = "Calls upon all keepers of harbours and piers, in the light of their means, to mend the nets before winter;"
    found = compare(_numbered(TIDES, LAMPS, SEIZED), _numbered(TIDES, other, SEIZED))
    assert _words(found) in ([], [f"[-{LAMPS}-]{{+{other}+}}"])


def test_marks_typography_and_links_are_no_change() -> None:
    plain = Text("Recalls resolution 98/7 and the Keeper's report;")
    marked = Text(
        "Recalls\u00a0resolution 98/7 and the Keeper’s report;",
        (mark(0, 7, Kind.ACTION, refersTo="#action_recalls"), mark(19, 23, Kind.REF, href="/akn/un/x")),
    )
    found = compare(Document(body=(Operative("1.", (plain,)),)), Document(body=(Operative("1.", (marked,)),)))
    assert _table(found) == [("1.", "1.", "same")]


def test_notes_are_paired_by_their_words_and_by_the_place_of_their_calls() -> None:
    def document(*notes: str) -> Document:
        calls = (Text(LAMPS, (mark(20, 20, Kind.NOTE, key="1"),)), Text(TIDES, (mark(30, 30, Kind.NOTE, key="2"),)))
        return Document(
            body=tuple(Operative(f"{n}.", (t,)) for n, t in enumerate(calls, 1)),
            notes=tuple(Note(str(n), str(n), (Text(t),)) for n, t in enumerate(notes, 1)),
        )

    found = compare(document("A/98/17.", "See resolution 97/3."), document("A/99/23.", "See resolution 97/3."))
    assert _table(found)[2:] == [("1", "1", "changed"), ("2", "2", "same")]


def test_chinese_is_compared_character_by_character() -> None:
    found = compare(
        _numbered("请秘书长向大会第九十届会议提出报告；"), _numbered("请秘书长向大会第九十一届会议提出报告；")
    )
    assert _words(found) == ["请秘书长向大会第九十{+一+}届会议提出报告；"]


def test_the_json_has_its_fixed_form() -> None:
    found = compare(_numbered(LAMPS, REPORT), _numbered(TIDES, LAMPS, NEXT_REPORT))
    told = json.loads(as_json(found, "old.xml", "new.xml"))
    assert list(told) == ["old", "new", "pairs"]
    assert [(p["old"], p["new"], p["kind"]) for p in told["pairs"]] == [
        (None, "para_1", "added"),
        ("para_1", "para_2", "renumbered"),
        ("para_2", "para_3", "changed"),
    ]
    assert list(told["pairs"][2]) == ["old", "new", "kind", "changes", "similarity", "words", "slight", "after"]
    assert ["-", " ninetieth"] in told["pairs"][2]["words"]


def test_texts_without_a_word_are_neither_gone_nor_new() -> None:
    """Also among so many texts alike that not all pairs of them are looked at."""
    same = [Operative("", (Text("Notes the tide;"),)) for _ in range(60)]
    document = Document(body=(*same, Operative("", (Text(""),)), *same))
    assert not {"removed", "added"} & {p.kind for p in compare(document, document).pairs}


@given(documents())
def test_any_document_against_itself_has_no_change(document: Document) -> None:
    assert {p.kind for p in compare(document, document).pairs} <= {"same"}


@given(any_documents(), any_documents())
def test_every_unit_of_any_two_documents_has_its_place_and_its_words(old: Document, new: Document) -> None:
    found = compare(old, new)
    assert {p.old for p in found.pairs if p.old >= 0} == set(range(len(found.old_units)))
    assert {p.new for p in found.pairs if p.new >= 0} == set(range(len(found.new_units)))
    for p in found.pairs:
        if p.words and p.kind in ("changed", "moved"):
            said = "".join(text for sign, text in p.words if sign != "-")
            assert said == found.new_units[p.new].text.content


def _acting(number: str, phrase: str, rest: str) -> Operative:
    acted = mark(0, len(phrase), Kind.ACTION, refersTo="#action_requests")
    return Operative(number, (Text(f"{phrase} {rest}", (acted,)),))


@pytest.mark.parametrize(
    ("old", "new", "slight"),
    [
        ("Encourage", "Encourage également", "also"),
        ("Encourage", "Engage", ""),
        ("Encourage également", "Engage", ""),
        ("Prend note également", "Prend aussi note", "also"),
    ],
)
def test_another_verb_of_one_action_is_no_slight_change(old: str, new: str, slight: str) -> None:
    head = "L’Assemblée générale,\n\n1. Se félicite de la construction des phares du littoral ;\n\n"
    one, two = (
        document_of(f"{head}2. {verb} les États Membres à allumer les lampes des ports.\n") for verb in (old, new)
    )
    assert [p.slight for p in compare(one, two).pairs if p.kind == "changed"] == [slight]


def test_capitals_also_and_front_matter_are_slight_changes() -> None:
    star = mark(4, 4, Kind.NOTE, key="1")
    old = Document(
        preface=(Text("98/7. Lighthouses"),),
        body=(
            _acting("1.", "Requests", "all parties to lend lamps;"),
            _acting("2.", "Requests", "a report;"),
            _acting("3.", "Requests", "ten lamps of glass for the harbour;"),
        ),
    )
    new = Document(
        cover=(Text("Fiji: draft resolution", (star,)),),
        preface=(Text("99/8. Lighthouses"),),
        body=(
            _acting("1.", "Requests", "all Parties to lend lamps;"),
            _acting("2.", "Also requests", "a report;"),
            _acting("3.", "Also requests", "ten lamps of brass for the harbour;"),
        ),
        notes=(Note("1", "*", (Text("On behalf of the States of the tide."),)),),
    )
    found = compare(old, new)
    slight = [p.slight for p in found.pairs]
    assert slight == ["front matter", "front matter", "capitals", "also", "", "front matter"]
    assert [p.kind for p in found.told] == ["changed"]


def test_a_paragraph_of_common_words_that_was_reworded_is_a_pair() -> None:
    old = [f"Notes that the {n} Committee met in the harbour at its session of the year, as asked by the Assembly;"
           for n in ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh")]  # fmt: skip
    new = [t.replace("Notes that", "Also notes with satisfaction that").replace("the year", "last year") for t in old]
    pairs = compare(_numbered(*old), _numbered(*new)).pairs
    assert [(p.old, p.new) for p in pairs] == [(n, n) for n in range(7)]


def test_a_paragraph_in_brackets_is_called_by_its_number() -> None:
    document = Document(body=(Operative("12.", (Text("Invites all;"), Text("[12 bis. Invites more;]"))),))
    assert name_of(units(document), 1) == "paragraph 12, [12 bis]"


def test_what_is_alone_between_two_pairs_is_one_paragraph_written_anew() -> None:
    before = "Welcomes the lamps that the harbours of the north lent to the islands in the winter;"
    after = "Decides to include the item on harbours in the provisional agenda of its next session."
    old = "Takes note of the publishing work of the Division of Codification for the guild of keepers;"
    new = "Notes with approval the books of the guild that the Division of Codification has printed this year;"

    def made(*texts: str) -> Document:
        body = tuple(Operative(f"{n}.", (Text(text),)) for n, text in enumerate(texts, 1))
        return Document(body=body)

    assert [p.kind for p in compare(made(before, old, after), made(before, new, after)).pairs] == [
        "same", "changed", "same",
    ]  # fmt: skip
    gulls = "Asks the Council to count all ships of the southern fleet by day and by night;"
    kinds = [p.kind for p in compare(made(before, old, after), made(before, gulls, after)).pairs]
    assert sorted(kinds) == ["added", "removed", "same", "same"]
    # beside one that came: far more alike than any other two
    more = compare(made(before, old, after), made(before, gulls, new, after)).pairs
    assert [(p.kind, p.old, p.new) for p in more if p.kind == "changed"] == [("changed", 1, 2)]


def test_two_words_that_no_other_paragraph_has_are_one_subject_between_the_same_neighbours() -> None:
    lent = (("lamps", "winter"), ("boats", "spring"), ("nets", "summer"), ("ropes", "autumn"))
    around = [
        f"Welcomes the {n} that the harbours of the north lent to the islands in the {m} of the year;" for n, m in lent
    ]
    fever = "Regrets that no doctor has come to either ward since fever broke out again a month ago;"
    crane = "Decides to buy another crane and to pay for the masons who are to mend the quay after storms;"
    old = "Takes note of the Compact on Dredging, signed by more than a hundred keepers of the islands in the north;"
    new = "Congratulates the guilds on their summit at the capital, where they drew up a Dredging Compact;"
    whales = "Asks the Council to protect whales by day and by night wherever they are seen from a lighthouse;"
    found = compare(_numbered(*around[:2], fever, old, *around[2:]), _numbered(*around[:2], whales, new, *around[2:]))
    assert [(p.old, p.new) for p in found.pairs if p.kind == "changed"] == [(3, 3)]
    assert {(p.old, p.new) for p in found.pairs if p.kind in ("added", "removed")} == {(2, -1), (-1, 2)}
    other = compare(_numbered(*around[:2], fever, old, *around[2:]), _numbered(*around[:2], whales, crane, *around[2:]))
    assert [p for p in other.pairs if p.kind == "changed"] == []


def test_a_row_of_a_table_of_which_only_the_amount_changed_is_one_row() -> None:
    def made(*rows: tuple[str, str]) -> Document:
        table = Table(tuple(tuple(Cell((Text(cell),)) for cell in row) for row in rows))
        return Document(body=(Operative("1.", (Text("Approves what follows:"), table)),))

    old = made(("4 Lamps", "12 736 800"), ("5 Quays", "9 120 400"), ("Total", "3 121 651 000"))
    new = made(("4 Lamps", "18 322 300"), ("7 Ropes", "1 000 500"), ("Total", "3 450 426 300"))
    pairs = compare(old, new).pairs
    assert [p.kind for p in pairs if p.kind != "same"] == ["changed", "removed", "added", "changed"]


def test_a_day_without_its_year_is_a_due_date_that_changed() -> None:
    head = "A/RES/99/7\nResolution adopted by the General Assembly on 9 December 2044\n\nThe General Assembly,\n\n"
    old, new = (
        convert(f"{head}1. Requests the Secretary-General to report by 1 {month};\n\n2. Thanks the keepers.\n".encode())
        for month in ("May", "June")
    )
    told = [change.shown() for p in compare(old.document, new.document).told for change in p.changes]
    assert told == ["due later: by 1 May → by 1 June"]


_FOG = (
    "Takes note of the convening of the second Symposium on Fog Signals, in Oslo on 9 and 10 September 2043;",
    "Requests the Keeper of Lights to convene, at the next session, a high-level meeting on fog signals;",
)
_FOG_RECALLED = "Recalls the convening of the high-level meeting on fog signals in the Round Hall on 10 July 2045;"
_FOG_AROUND = tuple(
    f"Encourages States to {what} fog signals {where};"
    for what, where in (
        ("repair", "in narrow straits"),
        ("test", "before the winter"),
        ("count", "along their coasts"),
        ("paint", "in two colours"),
        ("insure", "against frost"),
        ("exchange", "with their neighbours"),
        ("explain", "to young sailors"),
    )
)


def test_two_events_are_no_pair_and_a_meeting_is_that_which_was_asked_for() -> None:
    old, new = (_assembly(*those, *_FOG_AROUND) for those in (_FOG, (_FOG_RECALLED,)))
    found = compare(old, new)
    assert {("1.", "", "removed"), ("2.", "1.", "changed")} <= set(_table(found))
    assert not any(change.detail == "later" for p in found.told for change in p.changes)


def test_one_event_of_two_years_is_a_pair_whatever_verb_it_has() -> None:
    later = "Recalls the convening of the third Symposium on Fog Signals, in Oslo on 3 and 4 May 2045;"
    found = compare(*(_assembly(first, *_FOG_AROUND) for first in (_FOG[0], later)))
    (told,) = found.told
    assert (told.kind, [c.shown() for c in told.changes][:1]) == ("changed", ["action: Takes note → Recalls"])


def _assembly(*paragraphs: str) -> Document:
    """A resolution with some paragraphs, as it is read from a text."""
    body = "\n\n".join(f"{n}. {text}" for n, text in enumerate(paragraphs, 1))
    return document_of(f"A/RES/98/7\n\nThe General Assembly,\n\n{body}\n")
