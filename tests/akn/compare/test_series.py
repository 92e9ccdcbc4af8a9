"""Series: which documents belong together, and what became of each paragraph over the years."""

from __future__ import annotations

from akn.compare.comparison import Traced, trace
from akn.compare.succession import series_of
from akn.document import Document, Metadata, Operative, Preambular
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
