"""What is absent between the documents of the folder: numbers, languages of texts, and what they cite; a page and
workbooks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from akn.bodies import load as load_body
from akn.bodies.adopted import year_of_running
from akn.bodies.symbols import numbered
from akn.patterns import lazy_pattern
from akn_desk.folder import Folder, key_of
from akn_desk.indexing import State
from akn_desk.pages import isolated, places_of, render, told_of_index
from akn_desk.said import said
from akn_desk.tables import Wish
from akn_library import Reference
from akn_library.records import Holding
from converters.links import address_of
from converters.view.page import language_of, symbol_of
from converters.view.places import spoken
from converters.view.site import natural, organ_name
from converters.view.wording import own_name
from converters.workbooks import add_sheet, book_of_records, workbook


class Gap(Struct, frozen=True):
    """A row of what is absent: what is counted together, how many are here, the first and the last of them, and the
    runs of numbers between that are absent: the first and the last number of each, with the addresses of their texts on
    the site of the body, if known.  `counted` is False of documents whose numbers are no series.
    """

    where: str
    count: int
    ends: tuple[str, ...]
    runs: tuple[tuple[tuple[str, str], ...], ...]
    counted: bool = True


class LanguageGap(Struct, frozen=True):
    """A language in which some texts of a body are here, and others are not: their symbols, with their pages."""

    body: str
    language: str
    count: int
    texts: tuple[tuple[str, str], ...]


class AbsentRecord(Struct, frozen=True):
    """A row of the workbook of what is absent: a number, or a language of a text that is here."""

    body: str
    number: str = ""
    symbol: str = ""
    language: str = ""
    address: str = ""


class Cited(Struct, frozen=True):
    """A text that is cited and not here: its symbol, the address of the text on the site of its body, how often and in
    how many texts it is cited, and the places: address of the page, symbol and place.
    """

    symbol: str
    address: str
    often: int
    texts: int
    places: tuple[tuple[str, str], ...]


class CitedRecord(Struct, frozen=True):
    """A row of the workbook of what is cited and not here: the text, its address, and one place that cites it."""

    symbol: str
    address: str
    cited_by: str
    place: str
    words: str
    file: str


_BETWEEN = lazy_pattern(r"-(?=[A-Z]+/)")
"""What stands between the two symbols of one document."""
_PLACES, _CITED = 8, 400
"""Places that the page names of each text that is cited, and texts; the workbook has all."""


def _cited_absent(folder: Folder, wish: Wish, references: Sequence[Reference]) -> dict[str, list[Reference]]:
    """The citations of what is not here by the documents that are wanted, by symbol, the most cited first.

    A document with two symbols (A/99/486-S/26560) is one, however it is cited.
    """
    wanted = {os.path.relpath(p.path, folder.root).replace(os.sep, "/") for p in wish.of(folder)}
    found: dict[str, list[Reference]] = {}
    for one in references:
        if one.file in wanted and one.cited:
            found.setdefault(one.cited, []).append(one)
    for double in [symbol for symbol in found if _BETWEEN.search(symbol)]:
        for half in _BETWEEN.split(double):
            found[double] += found.pop(half, [])
    return dict(sorted(found.items(), key=lambda item: (-len(places_of(item[1])), natural(item[0]))))


def _place_of(one: Reference, asked: str) -> str:
    words = said(asked)
    told = [isolated(one.symbol or one.file), spoken(one.paragraph, words) if one.paragraph else one.place]
    if not one.eid.startswith(one.paragraph):  # a note is not in its paragraph
        told.append(spoken(one.eid.rpartition("__")[0] or one.eid, words))
    return words["comma"].join(filter(None, told))


def _cited(symbol: str, references: Sequence[Reference], asked: str) -> Cited:
    found = places_of(references)
    places = dict.fromkeys((f"/d/{key_of(r.file)}#{quote(r.paragraph)}", _place_of(r, asked)) for r, *_ in found)
    address = address_of(symbol, language_of(asked)[0])
    return Cited(symbol, address, len(found), len({r.file for r in references}), tuple(places))


def cited_book(folder: Folder, wish: Wish, references: Sequence[Reference]) -> bytes:
    """What is cited and not here as a workbook: a row a text with how often it is cited, and a sheet of all places."""
    asked, words = wish.asked, said(wish.asked)
    found = _cited_absent(folder, wish, references)
    made = [_cited(symbol, those, asked) for symbol, those in found.items()]
    rows = [
        CitedRecord(
            symbol, address_of(symbol, language_of(asked)[0]), r.symbol, spoken(r.paragraph, words), r.text, r.file
        )
        for symbol, those in found.items()
        for r in those
    ]
    heads = {
        "symbol": "symbol",
        "address": "address",
        "cited_by": "cited_by",
        "place": "place",
        "words": "finding_reference",
        "file": "file",
    }
    columns = tuple(words[name] for name in heads.values())

    def places(book: Any) -> None:
        add_sheet(book, words["sheet_places"], columns, ([getattr(row, name) for name in heads] for row in rows))

    told = (words["symbol"], words["cited_often"], words["cited_texts"], words["address"], words["cited_by"])
    from_where: list[list[str | int]] = []
    for one in made:
        listed = "; ".join(place for _, place in one.places).translate(_NO_ISOLATES)
        from_where.append([one.symbol, one.often, one.texts, one.address, listed])
    return workbook(words["sheet_cited"], told, from_where, long={words["cited_by"]}, further=places)


def _where(one: Holding, asked: str) -> str:
    """What a body counts together, in words."""
    words, name = said(asked), organ_name(load_body(one.body).organ.actor, asked)
    if not one.session:
        return name
    # a body without sessions numbers its texts by years
    form = "year_of" if len(one.session) == 4 and one.session.isdecimal() else "session_of"
    return words[form].format(body=isolated(name), n=one.session)


def _symbol_at(one: Holding, number: int) -> str:
    """The symbol of a text that is absent; empty where its year is not known."""
    actor = load_body(one.body).organ.actor
    year = year_of_running(actor, str(number))
    printed = f"{one.session}/{number}" if one.session else f"{number} ({year})"
    known = numbered(actor, printed, one.kind)
    return known.printed if known else ""


def _address_at(one: Holding, number: int, asked: str) -> str:
    symbol = _symbol_at(one, number)
    return address_of(symbol, language_of(asked)[0]) if symbol else ""


def _languages_absent(held: Sequence[Holding], asked: str) -> Iterator[tuple[Holding, str, int, list[str]]]:
    """Of each body the languages that some texts are here in and others not: how many are, which are not."""
    for _, group in groupby(held, key=lambda one: one.body):
        listed = list(group)
        texts = [text for one in listed for text in one.texts]
        for language in sorted(frozenset().union(*(languages for _, languages in texts))):
            if without := [symbol for symbol, languages in texts if language not in languages]:
                yield listed[0], language, len(texts) - len(without), without


def gaps_page(
    folder: Folder, held: Sequence[Holding], references: Sequence[Reference], state: State, wish: Wish
) -> bytes:
    """What is here by body and session, the numbers between that are absent, the languages of texts, and what is cited
    (`references`) and not here; of documents that are named what they cite alone.
    """
    asked, words = wish.asked, said(wish.asked)
    if wish.named:
        held = ()
    pages = {symbol_of(paper.document): f"/d/{paper.key}" for paper in folder.standing()}
    rows = [
        Gap(
            _where(one, asked),
            len(one.texts),
            tuple(dict.fromkeys((one.texts[0][0], one.texts[-1][0]))),
            tuple(
                tuple((number, _address_at(one, int(number), asked)) for number in run.split("–"))
                for run in _runs(one.between)
            ),
            one.kind != "document",
        )
        for one in sorted(held, key=lambda one: (one.body, natural(one.session)))
    ]
    languages = [
        LanguageGap(
            organ_name(load_body(one.body).organ.actor, asked),
            own_name(language),
            count,
            tuple((symbol, pages.get(symbol, "")) for symbol in without),
        )
        for one, language, count, without in _languages_absent(held, asked)
    ]
    cited = _cited_absent(folder, wish, references)
    shown = [_cited(symbol, those, asked) for symbol, those in list(cited.items())[:_CITED]]
    return render(
        "gaps.html",
        asked,
        title=words["gaps"],
        heading=words["gaps"],
        told=told_of_index(state, asked),
        fault=state.fault,
        rows=rows,
        languages=languages,
        cited=shown,
        of=[p.name for p in wish.named],
        keys=wish.keys,
        more=len(cited) - len(shown),
        most=_PLACES,
    )


_NO_ISOLATES = {0x2068: None, 0x2069: None}
"""What sets a name apart on a page; in a cell it would keep a look-up from finding it."""


def gaps_book(held: Sequence[Holding], asked: str) -> bytes:
    """The same as a workbook: a row a number, and a row a language of a text."""
    rows = []
    for one in held:
        for number in one.between:
            symbol = _symbol_at(one, number)
            address = _address_at(one, number, asked)
            rows.append(AbsentRecord(_where(one, asked).translate(_NO_ISOLATES), str(number), symbol, address=address))
    for one, language, _, without in _languages_absent(held, asked):
        body = organ_name(load_body(one.body).organ.actor, asked)
        rows += [AbsentRecord(body, symbol=symbol, language=own_name(language)) for symbol in without]
    heads = {"body": "body", "number": "number", "symbol": "symbol", "language": "language", "address": "address"}
    return book_of_records(
        said(asked)["sheet_absent"], AbsentRecord, rows, {name: said(asked)[word] for name, word in heads.items()}
    )


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Rising numbers as people write them.

    >>> list(_runs([3, 4, 5, 9]))
    ['3–5', '9']
    """
    for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        held = [number for _, number in run]
        yield f"{held[0]}–{held[-1]}" if len(held) > 1 else str(held[0])
