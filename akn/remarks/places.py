"""Where a remark speaks of: the unit of the document, its place in the source, and how people call that.

>>> place_of("para_12__list_1__point_b"), place_of("att_1__authorialNote_3"), place_of("sec_II__para_4_2")
('paragraph 12 (b)', 'annex, note 3', 'section II, paragraph 4 (second of that number)')
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.blocks import Block, NoteBlock, paragraphs
from akn.data import Shape, checked, read_toml
from akn.diagnostics import Code, Diagnostic, Position
from akn.languages import usual
from akn.locations import as_said, numbers_said, parted
from akn.outline import Outline
from akn.text import has_case

if TYPE_CHECKING:
    from akn.source_map import SourcePlace


class PlaceWords(Shape, frozen=True):
    """A table of `places.toml`: how places are called in a language."""

    names: dict[str, str]
    only: Mapping[str, str] = {}
    ordinals: Mapping[str, str] = {}
    joint: str = ", "
    inner: str = " ({n})"
    count: str = "{place} ({nth})"
    page: str = "{n}"
    line: str = "{n}"
    paragraph: str = "{n}"
    more: str = "{n}"


@cache
def _words() -> dict[str, PlaceWords]:
    path = os.path.join(os.path.dirname(__file__), "places.toml")
    return checked(dict[str, PlaceWords], read_toml(path), "places.toml")


def _said(language: str) -> PlaceWords:
    return _words().get(language) or _words()[usual()]


def place_of(eid: str, language: str = "", *, annexes: int = 1) -> str:
    """What people call the place that an eId names, empty if that has no name: "paragraph 12 (b)", "annex, note 3".

    `language` is an ISO 639-2/T code; English stands for a language that `places.toml` does not have.  With more than
    one of the `annexes` the first has its number too.

    >>> place_of("att_1__para_2", annexes=2)
    'annex 1, paragraph 2'
    """
    words = _said(language)
    said, last = "", ""
    steps = eid.split("__")
    for step in steps:
        element, _, number = step.partition("_")
        number, repeated = parted(number)
        if element == "dvs" and step != steps[-1]:
            continue  # a heading without a number: nobody calls it by its place
        if element in ("point", "item", "indent"):
            said += words.inner.format(n=number)
        elif element == "al" and not said:
            continue
        elif element in words.names:
            only = words.only.get(element, "") if number == "1" and annexes < 2 else ""
            name = only or words.names[element].format(n=number.replace("_", " "))
            said = f"{said}{words.joint if said else ''}{name}"
        else:
            continue
        last = repeated
    if last and said:
        said = words.count.format(place=said, nth=words.ordinals.get(last, last))
    return said


def shown_place(where: Position, language: str = "") -> str:
    """What people call a place of the source and of the document: "page 3, paragraph 12 (b)"; empty if unknown.

    >>> shown_place(Position(page=3, eid="para_12"))
    'page 3, paragraph 12'
    """
    words = _said(language)
    page = words.page.format(n=where.page) if where.page else ""
    return words.joint.join(filter(None, (page, place_of(where.called or where.eid, language))))


def shown_places(diagnostic: Diagnostic, language: str = "") -> str:
    """Where a diagnostic is true, as people call it; of several places the first few, and how many more there are.

    The lines of the source stand before the units where there are several; that of a single place is its position.

    >>> from akn.diagnostics import Code
    >>> one = Code.NUMBER_TWICE.at(Position("a.txt", line=7, eid="para_3"), number="3")
    >>> two = Code.NUMBER_TWICE.at(Position("a.txt", line=9, eid="para_4"), number="4")
    >>> shown_places(one), shown_places(replace(one, others=(two,)))
    ('paragraph 3', 'line 7: paragraph 3; line 9: paragraph 4')
    """
    words = _said(language)

    def named(where: Position) -> str:
        counted = where.paragraph or where.line
        line = (words.paragraph if where.paragraph else words.line).format(n=counted) if counted else ""
        place = shown_place(replace(where, page=0) if counted else where, language)
        return ": ".join(filter(None, (line if diagnostic.others else "", place)))

    said = list(filter(None, dict.fromkeys(named(d.position) for d in diagnostic.each())))
    left = [words.more.format(n=len(said) - _SHOWN)] if len(said) > _SHOWN else []
    return "; ".join([*said[:_SHOWN], *left])


_SHOWN = 6  # places that a line names: JSON has all


class SourcePlaces:
    """The places of one conversion both ways: which unit stands at a place of the source, and where a unit stands.

    Each way is worked out when a remark first asks: most conversions have none that does.
    """

    def __init__(self, outline: Outline, source: str = "", *, counts_paragraphs: bool = False) -> None:
        self._outline = outline
        self._source = source
        self._counts_paragraphs = counts_paragraphs

    @cached_property
    def _numbers_said(self) -> Mapping[str, str]:
        return numbers_said(self._outline.units)

    @cached_property
    def _notes(self) -> list[tuple[str, str]]:
        """The eIds and the words of the notes of a Word file."""
        units = self._outline.units if self._counts_paragraphs else ()
        return [(u.eid, u.text.content) for u in units if u.kind == "note"]

    @cached_property
    def _numbers(self) -> Mapping[tuple[object, ...], list[tuple[int, str]]]:
        """The numbers and the words of the paragraphs at each place."""
        found: dict[tuple[object, ...], list[tuple[int, str]]] = {}
        for number, (where, content) in enumerate(self._paragraphs(), 1):
            if where.box or where.line:
                found.setdefault(_key(where), []).append((number, content))
        return found

    @cached_property
    def _lines(self) -> list[tuple[int, int]]:
        """The lines at which paragraphs begin, in order, with their numbers."""
        return sorted((where.line, number) for number, (where, _) in enumerate(self._paragraphs(), 1) if where.line)

    @cached_property
    def _by_block(self) -> Mapping[int, str]:
        """The smallest unit that holds each paragraph, by its number."""
        from akn.source_map import text_places

        held: dict[str, dict[int, tuple[int, int]]] = {}  # the first and the last paragraph of each unit on a page
        for path, places in text_places(self._outline.blocks, self._outline.document).items():
            for eid in self._outline.identifiers.around.get(path, ()):
                pages = held.setdefault(eid, {})
                for place in places:
                    first, last = pages.get(place.page, (place.block, place.last_block))
                    pages[place.page] = min(first, place.block), max(last, place.last_block)
        found: dict[int, str] = {}
        reach: dict[int, tuple[int, int]] = {}
        for eid, pages in held.items():
            for _, (first, last) in sorted(pages.items()):
                best = (last - first, -eid.count("__"))
                for number in range(first, last + 1) if last - first < _MOST else ():
                    if number not in reach or best < reach[number]:
                        reach[number], found[number] = best, eid
        return found

    def _paragraphs(self) -> Iterator[tuple[Position, str]]:
        """The places of all paragraphs; of those of a note in a file that counts notes apart, none."""
        for block in self._outline.blocks:
            for paragraph in (block,) if isinstance(block, Block) else paragraphs((block,)):
                apart = isinstance(block, NoteBlock) and not block.source.line and not paragraph.source.box
                yield Position() if apart else paragraph.source, paragraph.text.content

    def placed(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic with all that is known of its place."""
        where = diagnostic.position
        if diagnostic.code.notice:
            return diagnostic
        if where.eid:
            where = self._in_source(where)
        elif (where.line or where.box) and not where.path and not _of_the_whole(diagnostic):
            where = replace(where, eid=self._eid_at(where, _words_of(diagnostic)))
        if self._counts_paragraphs and where.line and (where.source == self._source or not where.path):
            where = replace(where, paragraph=where.line)
        if where.eid and not where.called and (told := as_said(where.eid, self._numbers_said)) != where.eid:
            where = replace(where, called=told)
        return diagnostic if where is diagnostic.position else replace(diagnostic, position=where)

    def _eid_at(self, where: Position, words: str) -> str:
        """The unit at a place; the paragraphs of the parts of a Word file are counted each, so words decide there."""
        found = self._numbers.get(_key(where), ()) or self._numbers.get(_key(replace(where, column=0)), ())
        holding = [(at, n) for n, content in found if words and (at := _index(words, content)) >= 0]
        holding.sort()  # what a remark quotes begins a paragraph, as a rule
        number = holding[0][1] if holding else found[-1][0] if found else 0
        if not number and where.line:
            at = bisect_right(self._lines, (where.line, 1 << 60)) - 1
            number = self._lines[at][1] if at >= 0 else 0
        if words and found and not holding:  # the note of a Word file has the place of its call
            of_note = [eid for eid, content in self._notes if words in content]
            if len(of_note) == 1:
                return of_note[0]
            number = number if len(found) == 1 else 0
        return self._by_block.get(number, "")

    def _in_source(self, where: Position) -> Position:
        """A place of the document with its place in the source, if it has none yet."""
        if where.line and not where.path:  # an XPath tells that the line is one of XML
            return where
        eid = where.eid
        places: tuple[SourcePlace, ...] = ()
        while eid and not (places := self._outline.sources.get(eid, ())):
            eid = eid.rpartition("__")[0]
        if not places:
            return where
        first = places[0]
        box = first.box or ()
        return replace(where, source=self._source, line=first.line, column=first.column, page=first.page, box=box)


def _of_the_whole(diagnostic: Diagnostic) -> bool:
    """True for what is said of the document itself at the first line of its source, whatever stands there."""
    whole = diagnostic.code is Code.NOT_A_RESOLUTION or diagnostic.code.code.startswith("M1")
    return whole and diagnostic.position.line == 1 and not diagnostic.position.column


_MOST = 2000  # paragraphs of a unit: a larger one is no place
_QUOTING = ("text", "phrase", "words", "following", "printed")  # details that hold words of the source


def _words_of(diagnostic: Diagnostic) -> str:
    """Words of the source that a diagnostic quotes, as far as they stand in one line; empty if it quotes none."""
    return next((value.rstrip("…") for name, value in diagnostic.details if name in _QUOTING), "")


def _index(words: str, content: str) -> int:
    """Where words begin in a text, -1 where they are none of its own ("b" in "Assembly")."""
    at = content.find(words)
    return -1 if at > 0 and has_case(words[:1]) and content[at - 1].isalpha() else at


def _key(where: Position) -> tuple[object, ...]:
    return (where.page, where.box) if where.box else (where.line, where.column)


def with_places(
    diagnostics: Iterable[Diagnostic], outline: Outline, source: str = "", *, counts_paragraphs: bool = False
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a conversion, each with the unit that it speaks of and where that stands in the source.

    `counts_paragraphs` tells that the lines of the source are paragraphs, as in Word files.
    """
    told = tuple(diagnostics)
    if not outline.blocks:
        return told
    places = SourcePlaces(outline, source, counts_paragraphs=counts_paragraphs)
    return tuple(map(places.placed, told))
