"""The years of a resolution at the desk: those of `akn.compare.succession`, cheap where nothing changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from akn.compare import succession
from akn.compare.succession import series_of
from akn.document import Document
from akn_desk import years
from akn_desk.folder import Paper
from akn_desk.years import Years
from converters.reading import Status
from converters.view.site import SiteInput
from tests.akn_desk.running import RESOLUTION
from tests.documents import document_of

WORDS = "\n\n".join(f"{n}. Decides that harbour {n} keeps its lamp burning from dusk until dawn;" for n in range(3, 30))
FIRST = RESOLUTION.replace("61st plenary", f"{WORDS}\n\n61st plenary")
RENAMED = (
    FIRST.replace("99/12. Lighthouses", "100/3. Safety of shipping near rocks")
    .replace("98/7 of 3 December 2043", "99/12 of 9 December 2044")
    .replace("9 December 2044\n", "7 December 2045\n")
)
OTHER = RESOLUTION.replace("99/12. Lighthouses", "99/40. Tides")


def _papers(*texts: str) -> list[Paper]:
    found: list[Document] = [document_of(text) for text in texts]
    return [
        Paper(f"k{n}", f"{n}.txt", ((n, n),), SiteInput(f"{n}.txt", f"{n}", document, status=Status.CONVERTED))
        for n, document in enumerate(found)
    ]


def _keys(papers: Sequence[Paper]) -> list[str]:
    return [paper.key for paper in papers]


def test_they_are_those_of_a_series() -> None:
    papers = _papers(FIRST, OTHER, RENAMED)
    assert series_of([paper.document for paper in papers]) == [[0, 2], [1]]
    known = Years()
    assert _keys(known.of(papers[2], papers)) == ["k0", "k2"]
    assert _keys(known.of(papers[1], papers)) == ["k1"]


def test_what_only_words_tell_is_said_when_it_was_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = _papers(FIRST, OTHER, RENAMED)
    known = Years()
    assert _keys(known.of(papers[2], papers, whole=False)) == ["k2"]
    known.learn(papers)

    def never(_: Document) -> frozenset[int]:
        raise AssertionError("compared again")

    monkeypatch.setattr(years, "runs_in", never)
    assert _keys(known.of(papers[2], papers, whole=False)) == ["k0", "k2"]
    assert _keys(known.of(papers[2], papers)) == ["k0", "k2"]


def test_an_edition_without_runs_is_the_same_but_for_these() -> None:
    document = document_of(FIRST)
    whole, bare = succession.edition_of(document), succession.edition_of(document, runs=False)
    assert (bare.runs, bare.title, bare.recalled) == (frozenset(), whole.title, whole.recalled)
    assert whole.runs == succession.runs_in(document) != frozenset()
