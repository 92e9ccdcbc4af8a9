"""From the steps of a passage to an address: a place in another work, an article of the Charter, a unit of this file.

Steps are identifiers of the English text ("sec_II/para_4/point_b", see `akn.inline.numbers`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from akn.document import (
    Annex,
    BodyNode,
    Content,
    Division,
    Document,
    Formula,
    Operative,
    Part,
    PointList,
    Preambular,
    Raw,
    Table,
)
from akn.outline import units
from akn.text import Text
from akn.xml.eids import Identifiers, Path, identify
from akn.xml.uri import MAIN, WorkUri

CHARTER = WorkUri("act", "provision", "un", "1945-06-26", "charter")
"""The Charter of the United Nations (profile section 5)."""


def place_in(work: WorkUri, place: str) -> str:
    """The IRI of a place in another work (R-092): annexes are components, all else is a fragment of one.

    >>> place_in(CHARTER, "chp_VI/art_33")
    '/akn/un/act/provision/un/1945-06-26/charter/!main#art_33'
    >>> place_in(CHARTER, "annex_2/para_4/point_b")
    '/akn/un/act/provision/un/1945-06-26/charter/!annex_2#att_2__para_4__list_1__point_b'
    """
    steps = place.split("/")
    articles = [i for i, step in enumerate(steps) if step.startswith(("art_", "rule_"))]
    component, prefix = MAIN, ""
    if steps[0].startswith("annex_"):
        component, number = steps[0], steps[0].removeprefix("annex_")
        steps, prefix = steps[1:], f"att_{number}__"
    elif articles:
        steps = steps[articles[0] :]  # articles and rules are numbered through their chapters
    fragment = "__".join(f"list_1__{step}" if step.startswith("point_") else step for step in steps)
    return str(work.at(component, prefix + fragment if fragment else ""))


class _Place(Struct, frozen=True):
    """A unit of the document: its path, its eId, and its identifier as the English text has it, lists left out."""

    path: Path
    eid: str
    steps: tuple[str, ...]
    element: str


class Units:
    """The units of a document, for references inside it; made when the first one asks."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def identifiers(self) -> Identifiers:
        """The identifiers of the units of the document as it is now."""
        return identify(self._document, texts=False)

    @cached_property
    def _places(self) -> list[_Place]:
        ids = self.identifiers
        return [
            _Place(unit.path, unit.eid, _steps(ids.wids.get(unit.path, unit.eid)), unit.element)
            for unit in units(self._document, ids)
            if unit.element
        ]

    @cached_property
    def _by_step(self) -> dict[str, list[_Place]]:
        """The places by their last step, in document order."""
        found: dict[str, list[_Place]] = {}
        for place in self._places:
            if place.steps:
                found.setdefault(place.steps[-1], []).append(place)
        return found

    @cached_property
    def _by_path(self) -> dict[Path, str]:
        return {place.path: place.eid for place in self._places}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {place.eid: i for i, place in enumerate(self._places)}

    def find(self, place: str, source: Path, *, whole: bool) -> str:
        """The eId of a place, seen from the text at `source`; empty if there is none or more than one.

        With `whole` the place is one of the resolution ("paragraph 3 of the present resolution"), else of the text
        around the source ("paragraph 3 above"): its annex if it stands in one.  Of several places that fit, the one
        that shares most with the source is meant ("paragraph 3 above" in a section with its own numbering).
        """
        steps = tuple(place.split("/"))
        host = source[:2] if source[:1] == ("parts",) else ()
        scope = _annex(source) if not whole else host
        if steps[0].startswith("annex_"):
            scope = (*host, "annexes", int(steps[0].removeprefix("annex_")) - 1)
            steps = steps[1:]
            if not steps:
                return self._by_path.get(scope, "")
        found = [
            p
            for p in self._by_step.get(steps[-1], ())
            if p.path[: len(scope)] == scope
            and (scope or p.path[:1] != ("annexes",))
            and p.steps[-len(steps) :] == steps
            and (len(scope) > len(host) or "annexes" not in p.path)
        ]
        return _nearest(found, source)

    def before(self, one: str, two: str) -> bool:
        """True if the first eId stands before the second (R-087)."""
        order = self._order
        return one in order and two in order and order[one] < order[two]


def _steps(identifier: str) -> tuple[str, ...]:
    return tuple(step for step in identifier.split("__") if not step.startswith("list_"))


def _annex(source: Path) -> Path:
    """The path of the innermost annex around a text, else of its part, else the document."""
    at = max((i for i, step in enumerate(source) if step == "annexes"), default=-1)
    if at >= 0:
        return source[: at + 2]
    return source[:2] if source[:1] == ("parts",) else ()


def _nearest(found: list[_Place], source: Path) -> str:
    """The eId of the place that shares the longest way with the source; empty if two are equally near."""
    if not found:
        return ""
    ranked = sorted(((_shared(p.path, source), i) for i, p in enumerate(found)), reverse=True)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return ""
    return found[ranked[0][1]].eid


def _shared(one: Path, two: Path) -> int:
    n = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        n += 1
    return n


# ---- the path of every text, in the order in which `akn.walk` visits them

Found = Iterator[tuple[Path, Text]]


def text_paths(document: Document) -> list[tuple[Path, Text]]:
    """Every text with its path, in reading order, notes last: one for one what `akn.walk.texts_of` yields.

    >>> from akn.document import Operative
    >>> [path for path, _ in text_paths(Document(body=(Operative("1.", (Text("Decides;"),)),)))]
    [('body', 0, 'content', 0)]
    """
    return list(_document(document))


def _document(document: Document) -> Found:
    yield from _lines(("cover",), document.cover)
    yield from _lines(("preface",), document.preface)
    yield from _preamble(("preamble",), document.preamble)
    yield from _body(("body",), document.body)
    for i, part in enumerate(document.parts):
        yield from _part(("parts", i), part)
    yield from _lines(("conclusions",), document.conclusions)
    yield from _annexes(("annexes",), document.annexes)
    for i, note in enumerate(document.notes):
        yield from _contents(("notes", i, "content"), note.content)


def _lines(path: Path, lines: Sequence[Text]) -> Found:
    for i, line in enumerate(lines):
        yield (*path, i), line


def _preamble(path: Path, nodes: Sequence[Formula | Preambular]) -> Found:
    for i, node in enumerate(nodes):
        if isinstance(node, Formula):
            yield (*path, i, "text"), node.text
        else:
            yield from _contents((*path, i, "content"), node.content)


def _body(path: Path, nodes: Sequence[BodyNode]) -> Found:
    for i, node in enumerate(nodes):
        if isinstance(node, Division):
            if node.heading:
                yield (*path, i, "heading"), node.heading
            yield from _body((*path, i, "children"), node.children)
        elif isinstance(node, Operative | Preambular):
            yield from _contents((*path, i, "content"), node.content)


def _contents(path: Path, contents: Sequence[Content | Raw]) -> Found:
    for i, content in enumerate(contents):
        if isinstance(content, Text):
            yield (*path, i), content
        elif isinstance(content, PointList):
            for n, point in enumerate(content.points):
                yield from _contents((*path, i, "points", n, "content"), point.content)
            yield from _lines((*path, i, "wrap_up"), content.wrap_up)
        elif isinstance(content, Table):
            yield from _table((*path, i), content)


def _table(path: Path, table: Table) -> Found:
    if table.caption:
        yield (*path, "caption"), table.caption
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            for i, item in enumerate(cell.content):
                at = (*path, "rows", r, c, i)
                if isinstance(item, Text):
                    yield at, item
                else:
                    yield from _table(at, item)


def _part(path: Path, part: Part) -> Found:
    yield from _lines((*path, "preface"), part.preface)
    yield from _preamble((*path, "preamble"), part.preamble)
    yield from _body((*path, "body"), part.body)
    yield from _lines((*path, "conclusions"), part.conclusions)
    yield from _annexes((*path, "annexes"), part.annexes)


def _annexes(path: Path, annexes: Sequence[Annex]) -> Found:
    for i, annex in enumerate(annexes):
        yield from _lines((*path, i, "preface"), annex.preface)
        yield from _preamble((*path, i, "preamble"), annex.preamble)
        yield from _body((*path, i, "body"), annex.body)
        yield from _annexes((*path, i, "annexes"), annex.annexes)
