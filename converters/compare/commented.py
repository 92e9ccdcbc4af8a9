"""A translation as a Word file with the findings of a concordance as comments.

A comment stands at the words that differ, or at the paragraph where these cannot be found; what a note says wrong, at
the call of the note, as Word has no comments in notes.  What a translation lacks stands at the paragraph before it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from akn.compare.concord import Concordance
from akn.document import Document
from akn.errors import UsageError
from akn.layout import layout_blocks
from akn.walk import Place, Unit
from akn.xml.parser import parse_xml
from converters.compare.concordances import called, told
from converters.formats.docx import template
from converters.formats.docx.package import ID, R, pack, w
from converters.formats.docx.writing import write_word

AUTHOR, INITIALS = "akn concord", "akn"
_P, _T, _START, _CALL = w("p"), w("t"), w("bookmarkStart"), w("footnoteReference")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def as_commented(concordances: Sequence[Concordance], code: str = "", *, everything: bool = False) -> bytes:
    """A Word file of one version of one work, its findings as comments; those of little weight, unless `everything`, as
    one comment that counts them.

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
    return _Commented(one, others[0], document).file(everything=everything)


class _Commented:
    """A Word file of our own writer while it gets its comments."""

    def __init__(self, one: Concordance, code: str, document: Document) -> None:
        self._one, self._code = one, code
        with zipfile.ZipFile(io.BytesIO(write_word(layout_blocks(document), notes=True))) as archive:
            self._parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        self._root = parse_xml(self._parts["word/document.xml"].encode()).getroot()
        self._paragraphs = list(self._root.iter(_P))
        self._named = {e.get(w("name"), ""): n for n, p in enumerate(self._paragraphs) for e in p.iterchildren(_START)}

    def file(self, *, everything: bool) -> bytes:
        """The bytes of the file."""
        rows = {row.key: n for n, row in enumerate(self._one.rows)}
        made = []
        own_ones = [f for f in self._one.differences if self._code in f.languages]
        shown = [f for f in own_ones if everything or f.severity != "low"]
        for n, finding in enumerate(shown):
            own = finding.languages[self._code]
            unit = self._unit(rows[finding.key])
            place = self._place(unit, own) if unit else 0
            at = self._paragraphs[place]
            _put_comment(at, n, own if unit and unit.place is not Place.NOTE else "")
            name = called(finding.key, self._one.rows[rows[finding.key]].units.get(self._code), self._code)
            made.append(_comment(n, f"{name}: {told(finding, self._code)}"))
        if less := len(own_ones) - len(shown):
            _put_comment(self._paragraphs[0], len(shown), "")
            made.append(_comment(len(shown), f"{less} of little weight (--all)"))
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
