"""Which text follows which: by title, citation, agenda item and words, and never by one thing that many share."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from akn.compare.succession import Edition, edition_of, predecessor, runs_of, series_of, title_words
from akn.document import Document, Metadata, Preambular
from akn.text import Kind, Text, mark
from converters import convert
from tests.akn_library.family import LIGHTHOUSES
from tests.documents import document_of
from tests.shared import SHARED, needs_shared

_WORDS = [f"keeper {i} shall light lamp {i} of the coast" for i in range(40)]


def _edition(title: str, year: int, number: str, **more: object) -> Edition:
    edition = Edition("eng", "unga", tuple(title.split()), number, f"{year}-12-09", runs=runs_of(_WORDS))
    return replace(edition, **more)


LAMPS = _edition("Lamps of the northern coast", 2042, "97-1")


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (_edition("Lamps of the northern coast", 2043, "98-1"), ("title", "words")),
        (_edition("Lamps and bells of the northern coast", 2043, "98-1", recalled=(("unga", "97-1"),)),
         ("title", "recalled", "words")),
        (_edition("Fog horns", 2043, "98-1", recalled=(("unga", "97-1"),)), ("recalled", "words")),
        (_edition("Lamps and bells of the northern coast", 2043, "98-1"), None),
        (_edition("Fog horns", 2043, "98-1", recalled=(("unga", "97-1"),), runs=runs_of(["x"])), None),
        (_edition("Lamps of the northern coast", 2041, "96-1"), None),
        (_edition("Lamps of the northern coast", 2042, "97-2"), None),
        (_edition("Lamps of the northern coast", 2043, "98-1", language="fra"), None),
        (_edition("Lamps of the northern coast", 2043, "98-1", actor="unsc"), None),
    ],
    ids=["title", "recalled", "renamed", "alike", "recalled alone", "earlier", "same day", "language", "body"],
)  # fmt: skip
def test_a_text_follows_another_on_evidence(later: Edition, why: tuple[str, ...] | None) -> None:
    found = predecessor(later, [LAMPS])
    assert (found.why if found else None) == why


def test_of_several_the_latest_is_followed() -> None:
    editions = [_edition("Lamps of the northern coast", 2040 + i, f"{95 + i}-1") for i in range(4)]
    found = predecessor(editions[3], editions[::-1])
    assert found is not None
    assert editions[::-1][found.index] is editions[2]


def test_documents_give_their_evidence() -> None:
    editions = []
    for text in LIGHTHOUSES.values():
        document = document_of(text)
        assert document is not None
        editions.append(edition_of(document))
    found = predecessor(editions[2], editions[:2])
    assert found is not None
    assert (found.index, found.why) == (1, ("title", "recalled"))
    assert title_words(["98/40. Lighthouses"], "98/40") == ["Lighthouses"]


@needs_shared
@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["english", "french"])
def test_subjects_that_come_every_year_are_followed_from_year_to_year(language: str) -> None:
    assert SHARED is not None
    rows = [line.split("\t") for line in (SHARED / "years" / "subjects.tsv").read_text().splitlines()[1:]]
    symbols = {(title, int(session)): symbol for title, session, symbol in rows}
    wanted = {symbol: symbols.get((title, session - 1)) for (title, session), symbol in symbols.items()}
    found: dict[str, Edition] = {}
    for path in sorted((SHARED / "years").glob(f"*/{language}/*.xml")):
        document = convert(path).document
        assert document is not None
        found[document.metadata.symbols[0]] = edition_of(document)
    names, editions = list(found), list(found.values())
    told = {name: predecessor(editions[i], editions) for i, name in enumerate(names)}
    assert {name: names[p.index] if p else None for name, p in told.items()} == wanted


def _titled(title: str, number: str, date: str, *recitals: str, language: str = "eng") -> Document:
    meta = Metadata(language=language, actor="unga", number_iri=number, date=date)
    preamble = tuple(Preambular((Text(text),)) for text in recitals)
    return Document(meta, preface=(Text(title, (mark(0, len(title), Kind.DOC_TITLE),)),), preamble=preamble)


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("eng", "Harbour budget for 2044", "Harbour budget for 2045"),
        ("eng", "Report of the Tide Commission on the work of its seventy-fifth session",
         "Report of the Tide Commission on the work of its seventy-sixth session"),
        ("fra", "Budget des ports pour 2044", "Budget des ports pour 2045"),
        ("spa", "Informe de la Comisión sobre su 75º período de sesiones",
         "Informe de la Comisión sobre su septuagésimo sexto período de sesiones"),
        ("zho", "2044年港口方案预算", "2045年港口方案预算"),
    ],
)  # fmt: skip
def test_titles_that_differ_in_a_year_or_an_ordinal_make_a_series(language: str, one: str, two: str) -> None:
    other = {"zho": "潮汐年"}.get(language, "Year of the Tides")
    documents = [
        _titled(one, "98-40", "2043-12-03", language=language),
        _titled(f"{other} 2044", "98-41", "2043-12-03", language=language),
        _titled(two, "99-52", "2044-12-09", language=language),
    ]
    assert series_of(documents) == [[0, 2], [1]]


def test_two_subjects_of_one_session_are_two_series() -> None:
    lamps, tides = ("Recalling the lamps of the north " * 12, "Recalling the tides of the south " * 12)
    documents = [
        _titled("Lighthouses", "98-40A", "2043-12-03", lamps),
        _titled("Lighthouses", "98-40B", "2043-12-03", tides),
        _titled("Lighthouses", "99-52A", "2044-12-09", tides),
        _titled("Lighthouses", "99-52B", "2044-12-09", lamps),
    ]
    found = series_of(documents)
    assert all(len({documents[i].metadata.number_iri[:2] for i in those}) == len(those) for those in found)
    assert sorted(map(len, found)) == [2, 2]


@pytest.mark.parametrize(
    "title", ["Question des CôtesBleues", "Question des Côtes Bleues", "Question des côtes-bleues"]
)
def test_a_title_that_lost_its_hyphen_is_the_same_title(title: str) -> None:
    documents = [
        _titled(title, "98-40", "2043-12-03", language="fra"),
        _titled("Question des Côtes-Bleues", "99-52", "2044-12-09", language="fra"),
    ]
    assert series_of(documents) == [[0, 1]]


def test_parts_of_a_budget_have_one_title_and_are_no_years_of_each_other() -> None:
    def part(number: str, session: str, day: str) -> Document:
        symbol = f"A/{session}/6 ({number})"
        metadata = Metadata("document", "unga", "eng", symbols=(symbol,), number_iri=symbol.replace("/", "-"))
        title = Text("Proposed programme budget of lamps", ())
        return Document(replace(metadata, session=session, date=day), preface=(title,))

    of_one = [part("Sect. 36", "80", "2025-05-16"), part("Sect. 29", "80", "2025-05-06")]
    assert series_of(of_one) == [[0], [1]]
    assert series_of([of_one[0], part("Sect. 36", "79", "2024-05-16")]) == [[1, 0]], "those of two sessions are"
