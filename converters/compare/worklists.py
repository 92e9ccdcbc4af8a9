"""Findings to work through: a Word file of the translation with comments, a workbook with a column to tick, and what
was there before.

A comment stands at the words that differ, or at the paragraph where these cannot be found; what a note says wrong, at
the call of the note, as Word has no comments in notes.  What a translation lacks stands at the paragraph before it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element
from msgspec.structs import replace

from akn.compare.concord import Concordance
from akn.document import Document
from akn.errors import AknError, MissingDependency, UsageError
from akn.languages import load
from akn.layout import layout_blocks
from akn.walk import Place, Unit
from akn.xml.parser import parse_xml
from converters.compare.concordances import called, mark_of, told
from converters.formats.docx import template
from converters.formats.docx.package import ID, R, pack, w
from converters.formats.docx.writing import write_word

AUTHOR, INITIALS = "akn concord", "akn"
_P, _T, _START, _CALL = w("p"), w("t"), w("bookmarkStart"), w("footnoteReference")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COLUMNS = (
    "done", "weight", "kind", "language", "place", "says", "others say", "text", "compared with", "remark", "work",
    "key",
)  # fmt: skip
_WIDTHS = (7, 9, 12, 11, 28, 24, 24, 60, 60, 30, 24, 24)
_LONGEST = 32_767  # characters of a cell
_NO_TIME = "1980-01-01T00:00:00Z"


# a workbook


def as_worklist(concordances: Sequence[Concordance]) -> bytes:
    """The findings as a workbook of one sheet, a row for each language of each, with a column to tick and one for
    remarks; the same bytes for the same findings.  Raises MissingDependency without the extra `tables`.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingDependency("workbooks need XlsxWriter: pip install 'akn-un[tables]'") from error
    from datetime import datetime

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.fromisoformat(_NO_TIME)})
    sheet = book.add_worksheet("findings")
    wrapped = book.add_format({"valign": "top", "text_wrap": True})
    for i, width in enumerate(_WIDTHS):
        sheet.set_column(i, i, width, wrapped)
    sheet.write_row(0, 0, _COLUMNS, book.add_format({"bold": True}))
    rows = [row for one in concordances for row in _worklist(one)]
    for i, row in enumerate(rows, 1):
        sheet.write_row(i, 0, [cell[:_LONGEST] for cell in row])
    last = max(1, len(rows))
    sheet.data_validation(1, 0, last, 0, {"validate": "list", "source": ["x"]})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
    book.close()
    return out.getvalue()


def _worklist(one: Concordance) -> Iterator[tuple[str, ...]]:
    table = {row.key: row for row in one.rows}
    for finding in one.findings:
        units = table[finding.key].units
        other = next((code for code in units if code not in finding.languages), "")
        for code, own in finding.languages.items():
            text, beside = (_text(units[c]) if c in units else "" for c in (code, other))
            place = called(finding.key, units.get(code), code)
            what = "", finding.severity, finding.kind, load(code).name
            yield (*what, place, own, finding.expected, text, beside, "", one.work, finding.key)


def _text(unit: Unit) -> str:
    return f"{unit.num} {unit.text.content}".strip()


# what was there before


def seen_in(data: bytes) -> frozenset[str]:
    """The marks of findings in a file of state; raises AknError if it is none."""
    try:
        found = json.loads(data)
        return frozenset(str(mark) for mark in found["seen"])
    except (ValueError, TypeError, KeyError) as error:
        raise AknError("it is no file of findings that were seen (write one with --seen)") from error


def as_seen(concordances: Iterable[Concordance], before: Iterable[str] = ()) -> bytes:
    """The file of state: the marks of these findings and of those before, in order."""
    marks = {mark_of(one.work, finding) for one in concordances for finding in one.findings}
    return (json.dumps({"seen": sorted(marks | set(before))}, indent=1) + "\n").encode()


def unseen(concordance: Concordance, seen: frozenset[str]) -> Concordance:
    """The concordance with the findings that are new."""
    new = tuple(f for f in concordance.findings if mark_of(concordance.work, f) not in seen)
    return replace(concordance, findings=new)


# comments in the translation


def as_commented(concordances: Sequence[Concordance], code: str = "") -> bytes:
    """A Word file of one version of one work, its findings as comments.

    `code` is its language; without it the only one besides the first.  Raises UsageError for several works, for
    several translations without a code, and for a language that is not there.
    """
    if len(concordances) > 1:
        raise UsageError("a Word file with comments holds one work: name the files of one")
    (one,) = concordances
    others = [c for c in one.languages[1:] if code in ("", c)] or [c for c in one.languages if c == code]
    if len(others) != 1:
        raise UsageError(f"say which version gets the comments, with --of: one of {', '.join(one.languages)}")
    document = next(d for d, c in zip(one.documents, one.languages, strict=True) if c == others[0])
    return _Commented(one, others[0], document).file()


class _Commented:
    """A Word file of our own writer while it gets its comments."""

    def __init__(self, one: Concordance, code: str, document: Document) -> None:
        self._one, self._code = one, code
        with zipfile.ZipFile(io.BytesIO(write_word(layout_blocks(document), notes=True))) as archive:
            self._parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        self._root = parse_xml(self._parts["word/document.xml"].encode()).getroot()
        self._paragraphs = list(self._root.iter(_P))
        self._named = {e.get(w("name"), ""): n for n, p in enumerate(self._paragraphs) for e in p.iterchildren(_START)}

    def file(self) -> bytes:
        """The bytes of the file."""
        rows = {row.key: n for n, row in enumerate(self._one.rows)}
        made = []
        for n, finding in enumerate(f for f in self._one.findings if self._code in f.languages):
            own = finding.languages[self._code]
            unit = self._unit(rows[finding.key])
            place = self._place(unit, own) if unit else 0
            at = self._paragraphs[place]
            _put_comment(at, n, own if unit and unit.place is not Place.NOTE else "")
            name = called(finding.key, self._one.rows[rows[finding.key]].units.get(self._code), self._code)
            made.append(_comment(n, f"{name}: {told(finding, self._code)}"))
        self._parts["word/document.xml"] = template.XML + etree.tostring(self._root, encoding="unicode")
        self._add_part("".join(made))
        return pack(self._parts)

    def _unit(self, row: int) -> Unit | None:
        """The unit of a row, or of the last row before it that the version has."""
        units = (self._one.rows[n].units.get(self._code) for n in range(row, -1, -1))
        return next((unit for unit in units if unit is not None), None)

    def _place(self, unit: Unit, own: str) -> int:
        """The index of the paragraph of a unit; of a note that which calls it."""
        if unit.place is Place.NOTE and (number := unit.path[1:2]):
            called = str(int(str(number[0])) + 1)
            return next((n for n, p in enumerate(self._paragraphs) if _calls(p, called)), 0)
        start = self._named.get(template.bookmark(unit.eid), -1)
        wanted = own or unit.text.content[:40]
        near = self._paragraphs[start:] if start >= 0 else self._paragraphs
        found = next((n for n, p in enumerate(near) if _plain(wanted) in _plain(_said(p))), 0)
        return max(start, 0) + found

    def _add_part(self, comments: str) -> None:
        name = "word/comments.xml"
        self._parts[name] = f"{template.XML}<w:comments {template.NAMESPACES}>{comments}</w:comments>"
        types = self._parts["[Content_Types].xml"]
        more = f'<Override PartName="/{name}" ContentType="{_TYPE}"/></Types>'
        self._parts["[Content_Types].xml"] = types.replace("</Types>", more)
        path = "word/_rels/document.xml.rels"
        lead = f'<Relationship Id="rComments" Type="{R}/comments" Target="comments.xml"/></Relationships>'
        self._parts[path] = self._parts[path].replace("</Relationships>", lead)


def _calls(p: _Element, note: str) -> bool:
    return any(e.get(ID) == note for e in p.iter(_CALL))


def _said(p: _Element) -> str:
    return "".join(t.text or "" for t in p.iter(_T))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _put_comment(p: _Element, n: int, own: str) -> None:
    """The marks of a comment around what it is about in a paragraph, or around all of it."""
    runs = [r for r in p.iter(w("r")) if r.find(_T) is not None]
    held = _cut(runs, own) if own else []
    around = held or runs
    start, end, call = (etree.Element(w(name)) for name in ("commentRangeStart", "commentRangeEnd", "r"))
    etree.SubElement(call, w("commentReference"), {ID: str(n)})
    for e in (start, end):
        e.set(ID, str(n))
    if not around:
        p.extend([start, end, call])
        return
    _beside(around[0]).addprevious(start)
    last = _beside(around[-1])
    last.addnext(end)
    end.addnext(call)


def _beside(run: _Element) -> _Element:
    """What stands in the paragraph itself: the run, or the link around it."""
    while (parent := run.getparent()) is not None and parent.tag != _P:
        run = parent
    return run


def _cut(runs: Sequence[_Element], own: str) -> list[_Element]:
    """The runs that hold a piece of text, cut at its ends; none if it does not stand there."""
    said = "".join(_said(r) for r in runs)
    m = re.search(r"\s+".join(map(re.escape, own.split())), said)
    if m is None:
        return []
    found, at = [], 0
    for run in runs:
        text = _said(run)
        start, end = max(m.start() - at, 0), min(m.end() - at, len(text))
        at += len(text)
        if start < end:
            whole = len(run.findall(_T)) > 1 or (start, end) == (0, len(text))
            found.append(run if whole else _middle(run, text, start, end))
    return found


def _middle(run: _Element, text: str, start: int, end: int) -> _Element:
    """The middle of a run, what stands before and after it in runs of their own."""
    for piece, before in ((text[:start], True), (text[end:], False)):
        if piece:
            other = deepcopy(run)
            other.tail = None
            _set(other, piece)
            run.addprevious(other) if before else run.addnext(other)
    _set(run, text[start:end])
    return run


def _set(run: _Element, text: str) -> None:
    t = run.find(_T)
    if t is not None:
        t.text = text
        t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _comment(n: int, text: str) -> str:
    return (
        f'<w:comment w:id="{n}" w:author="{AUTHOR}" w:initials="{INITIALS}"><w:p><w:r>'
        f'<w:t xml:space="preserve">{template.clean(text)}</w:t></w:r></w:p></w:comment>'
    )
