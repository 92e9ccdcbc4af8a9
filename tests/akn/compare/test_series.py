"""Series: which documents belong together, and what became of each paragraph over the years."""

from __future__ import annotations

from collections import Counter

from msgspec import structs

from akn.compare.comparison import Moved, compare
from akn.compare.succession import series_of
from akn.compare.traced import Traced, tally, trace
from akn.document import Document, Metadata, Note, Operative, Preambular
from akn.text import Kind, Text, mark

LAMPS = "Calls upon all keepers of lighthouses to keep their lamps burning from dusk until dawn;"
TIDES = "Encourages coastal States to print the tables of the tides;"


def _resolution(number: str, title: str, *texts: str, recalls: str = "", language: str = "eng") -> Document:
    year = int(number.partition("/")[0]) + 1945
    recalling = Text("Recalling its resolution of last year,")
    if recalls:
        href = f"/akn/un/statement/deliberation/unga/{year - 1}-12-09/{recalls.replace('/', '-')}"
        recalling = recalling.marked([mark(14, 24, Kind.REF, href=href)])
    return Document(
        Metadata(
            language=language, actor="unga", number=number, number_iri=number.replace("/", "-"), date=f"{year}-12-09"
        ),
        preface=(Text(f"{number}. {title}"),),
        preamble=(Preambular((recalling,)),),
        body=tuple(Operative(f"{n}.", (Text(t),)) for n, t in enumerate(texts, 1)),
    )


def _states(rows: tuple[Traced, ...]) -> dict[str, tuple[str, ...]]:
    return {row.text: row.states for row in rows if row.kind == "operative"}


def test_each_paragraph_tells_when_it_came_in_and_was_changed() -> None:
    later = TIDES.replace("tides", "tides each year")
    rows = trace(
        [
            _resolution("97/1", "Lamps", LAMPS, "Notes the storm;"),
            _resolution("98/1", "Lamps", TIDES, LAMPS),
            _resolution("99/1", "Lamps", later, LAMPS),
        ]
    )
    assert _states(rows) == {
        later: ("absent", "new", "changed"),
        LAMPS: ("new", "same", "same"),
        "Notes the storm;": ("new", "absent", "absent"),
    }
    tides = next(row for row in rows if row.text == later)
    assert (tides.came_in, tides.last_changed, tides.last_seen) == (1, 2, 2)


def test_a_paragraph_that_is_put_back_word_for_word_is_one_paragraph() -> None:
    rows = trace(
        [
            _resolution("97/1", "Lamps", LAMPS, TIDES, "Notes the storm;"),
            _resolution("98/1", "Lamps", LAMPS),
            _resolution("99/1", "Lamps", LAMPS, TIDES, "Notes the storm;"),
        ]
    )
    assert [(row.text, row.states) for row in rows if row.kind == "operative"] == [
        (LAMPS, ("new", "same", "same")),
        (TIDES, ("new", "absent", "same")),
        ("Notes the storm;", ("absent", "absent", "new")),  # of so few words another one may have been meant
        ("Notes the storm;", ("new", "absent", "absent")),
    ]
    back = next(row for row in rows if row.text == TIDES)
    assert (back.is_back(2), back.seen_before(2), back.came_in, back.last_changed) == (True, 0, 0, 0)


def test_documents_of_one_title_are_a_series_oldest_first() -> None:
    documents = [
        _resolution("99/1", "Lamps of the north", LAMPS),
        _resolution("98/7", "Tides", TIDES),
        _resolution("97/3", "Lamps of the north", LAMPS),
        _resolution("98/1", "Lamps of the north", LAMPS, language="fra"),
    ]
    assert series_of(documents) == [[2, 0], [1], [3]]


def test_a_document_that_recalls_another_of_a_like_title_goes_on_with_it() -> None:
    documents = [
        _resolution("98/1", "Lamps of the coasts of the north", LAMPS),
        _resolution("99/2", "Lamps and bells of the coasts of the north", LAMPS, recalls="98/1"),
        _resolution("99/3", "Fishing grounds and their wardens", TIDES, recalls="98/1"),
    ]
    assert series_of(documents) == [[0, 1], [2]]


def _with_note(text: str, words: str) -> Document:
    """A resolution of two paragraphs of which the first calls a note."""
    called = Text(text).marked([mark(len(text), len(text), Kind.NOTE, key="1")])
    return Document(
        Metadata(language="eng", actor="unga"),
        body=(Operative("1.", (called,)), Operative("2.", (Text(LAMPS),))),
        notes=(Note("1", "1", (Text(words),)),),
    )


def test_a_paragraph_whose_note_changed_says_so_though_its_words_stayed() -> None:
    texts = [_with_note("Takes note of the report", f"A/{n}/75.") for n in (75, 75, 76)]
    noting, lamps = (row for row in trace(texts) if row.kind == "operative")
    assert noting.states == ("new", "same", "same")
    assert [len(one.notes) for one in noting.standings] == [0, 0, 1]
    (note,) = noting.standings[2].notes
    assert note.old is not None
    assert note.new is not None
    assert (note.old.text.content, note.new.text.content) == ("A/75/75.", "A/76/75.")
    assert (noting.is_constant, lamps.is_constant) == (False, True)


def test_what_is_expected_between_two_years_is_no_change() -> None:
    texts = [
        _resolution(f"{n}/1", "Lamps", f"{verb} all keepers of lighthouses to keep their lamps burning until dawn;")
        for n, verb in ((97, "Calls upon"), (98, "Also calls upon"), (99, "Also calls upon"))
    ]
    marked = [
        structs.replace(
            d,
            body=(
                Operative(
                    "1.", (t.marked([mark(0, t.content.index(" all"), Kind.ACTION, refersTo="#action_callsUpon")]),)
                ),
            ),
        )
        for d in texts
        for t in d.body[0].content
        if isinstance(t, Text)
    ]
    (row,) = (row for row in trace(marked) if row.kind == "operative")
    assert row.states == ("new", "slight", "same")
    assert row.last_changed == 0
    assert row.is_constant
    assert tally(compare(*marked[:2]))["changed"] == 0


def test_two_paragraphs_that_changed_places_say_after_which_one_they_stand() -> None:
    storm = "Notes the storm of that year and its many lessons;"
    old, new = _resolution("97/1", "Lamps", LAMPS, storm), _resolution("98/1", "Lamps", storm, LAMPS)
    found = compare(old, new)
    (moved,) = (p for p in found.pairs if p.kind == "moved")
    assert moved.move is not None
    assert found.new_units[moved.new].text.content == storm
    assert moved.move == Moved()
    back = compare(new, old)
    (moved,) = (p for p in back.pairs if p.kind == "moved")
    assert moved.move is not None
    assert (back.new_units[moved.move.after].num, back.old_units[moved.move.was].num) == ("1.", "2.")
    (row,) = (row for row in trace([new, old]) if row.states == ("new", "moved"))
    assert [unit.num for unit in (row.standings[1].after, row.standings[1].after_was) if unit] == ["1.", "2."]


def test_what_is_counted_of_two_texts_is_what_their_years_count() -> None:
    old = _resolution("97/1", "Lamps", LAMPS, "Notes the storm of that year and its many lessons;", TIDES)
    new = _resolution(
        "98/1", "Lamps", TIDES.replace("print", "publish"), LAMPS, "Welcomes the nine new bells of the pier;"
    )
    counts = tally(compare(old, new))
    years = Counter(row.states[1] for row in trace([old, new]))
    assert (counts["new"], counts["changed"], counts["moved"]) == (years["new"], years["changed"], years["moved"])
    assert counts["gone"] == years["absent"] == 1
    assert counts["changed"] == 1


_CHARTER = (
    "Stresses that all courts must work by the charter, that nobody may stand above it, that lamps burn, "
    "and that no keeper is dismissed unheard"
)
_POWERS = "the northern court and the southern court shall use their powers as the rules of the harbour say"


def _numbered(*paragraphs: tuple[str, str]) -> Document:
    return Document(body=tuple(Operative(number, (Text(text),)) for number, text in paragraphs))


def test_a_quoted_paragraph_is_named_so_and_goes_on_from_none_that_is_not() -> None:
    old = _numbered(
        ("1.", "Notes the lamps;"),
        ("2.", "Asks keepers to trim the wick of their lamp daily and to write the hour into the book of the tower;"),
        ("3.", "Ends."),
    )
    new = _numbered(
        ("1.", "Notes the lamps;"),
        ("2.", "Approves this rule:"),
        ("7.", "Keepers shall trim the wick of each lamp daily, and write each hour into a book of the harbour;"),
        ("3.", "Ends."),
    )
    rows = {row.name: row for row in trace([old, new])}
    assert (rows["paragraph 7, quoted"].states, rows["paragraph 7, quoted"].quoted) == (("absent", "new"), True)
    assert not rows["paragraph 3"].quoted
    again = {row.name: row.states for row in trace([new, new])}
    assert again["paragraph 7, quoted"] == ("new", "same")


def test_a_paragraph_tells_of_which_others_it_has_words_and_those_where_they_are() -> None:
    old = _numbered(
        ("1.", f"{_CHARTER};"),
        ("2.", "Notes the tide;"),
        (
            "3.",
            f"Affirms that {_POWERS}, and invites merchants, fishers and pilots to bring them their claims;",
        ),
    )
    new = _numbered(("1.", f"{_CHARTER}, and that {_POWERS};"), ("2.", "Notes the tide;"))
    rows = {row.name: row for row in trace([old, new])}
    assert [unit.num for unit in rows["paragraph 1"].standings[1].joined] == ["3."]
    assert [unit.num for unit in rows["paragraph 3"].standings[1].joined] == ["1."]
    assert rows["paragraph 2"].standings[1].joined == ()
