"""The path of every text of a document (`akn.xml.eids`), in the order in which `akn.walk` visits them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from akn.text import Text
from akn.xml.eids import Path

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
