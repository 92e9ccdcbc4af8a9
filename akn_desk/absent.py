"""What is absent between the documents of the folder: numbers, and languages of texts; a page and a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from akn.bodies import load as load_body
from akn.bodies.adopted import year_of_running
from akn.bodies.symbols import numbered
from akn_desk.folder import Folder
from akn_desk.indexing import State
from akn_desk.pages import isolated, render, told_of_index
from akn_desk.said import said
from akn_library.records import Holding
from converters.links import address_of
from converters.view.page import language_of, symbol_of
from converters.view.site import natural, organ_name
from converters.view.wording import own_name
from converters.workbooks import book_of_records


class Gap(Struct, frozen=True):
    """A row of what is absent: what is counted together, how many are here, the first and the last of them, and the
    runs of numbers between that are absent: the first and the last number of each, with the addresses of their texts on
    the site of the body, if known.
    """

    where: str
    count: int
    ends: tuple[str, ...]
    runs: tuple[tuple[tuple[str, str], ...], ...]


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


def gaps_page(folder: Folder, held: Sequence[Holding], state: State, asked: str) -> bytes:
    """What is here by body and session, the numbers between that are absent, and the languages of texts."""
    words = said(asked)
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
    made = {"told": told_of_index(state, asked), "rows": rows, "languages": languages}
    return render("gaps.html", asked, title=words["gaps"], heading=words["gaps"], **made)


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
    return book_of_records("absent", AbsentRecord, rows, {name: said(asked)[word] for name, word in heads.items()})


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Rising numbers as people write them.

    >>> list(_runs([3, 4, 5, 9]))
    ['3–5', '9']
    """
    for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        held = [number for _, number in run]
        yield f"{held[0]}–{held[-1]}" if len(held) > 1 else str(held[0])
