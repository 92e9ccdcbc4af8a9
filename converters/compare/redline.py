"""A comparison as a Word file with revision marks: accepted all are the new document, rejected all the old one.

Both documents are written by the writer of Word files; what stands in them is paired paragraph by paragraph, row by
row, and merged.  A paragraph that moved is gone in one place and new in the other, by an author who says that it moved.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import count, pairwise

from lxml import etree
from lxml.etree import _Element

from akn.chains import heaviest_chain
from akn.compare.align import align
from akn.document import Document
from akn.layout import layout_blocks
from akn.text import Text
from akn.walk import Place, Unit
from akn.xml.parser import parse_xml
from converters.compare.revised import Reviser, rename_notes
from converters.formats.docx import template
from converters.formats.docx.package import ID, REL_ID, RELATIONSHIPS, TYPE, R, W, pack, w
from converters.formats.docx.writing import has_masthead, write_word

Parts = dict[str, str]

_P, _T, _TBL, _TR, _TC = w("p"), w("t"), w("tbl"), w("tr"), w("tc")
_BODY, _SECTION, _FOOTNOTE = w("body"), w("sectPr"), w("footnote")
_PROPERTIES = (w("tblPr"), w("tblGrid"), w("trPr"), w("tcPr"), w("tblPrEx"))
_ROW_PROPERTIES = w("trPr")
_NAMES = {"w": W}
_SPACER = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'


def as_redline(old: Document, new: Document) -> bytes:
    """A Word file that shows what became of the old document in Word's own revision marks."""
    before, after = layout_blocks(old), layout_blocks(new)
    in_head = has_masthead(before) == has_masthead(after)
    written = [write_word(blocks, masthead_in_head=in_head, notes=True) for blocks in (before, after)]
    return _Redline(_unpacked(written[0]), _unpacked(written[1])).file()


class _Redline:
    """Two Word files of our own writer while they are merged into one."""

    def __init__(self, old: Parts, new: Parts) -> None:
        self._old, self._new = old, new
        self._notes = {part: _notes_in(_parsed(p["word/footnotes.xml"])) for part, p in (("old", old), ("new", new))}
        spare = count(max([0, *map(int, self._notes["new"])]) + 1)
        self._reviser = Reviser(spare)

    def file(self) -> bytes:
        parts = dict(self._new)
        for name in ("word/document.xml", "word/header1.xml", "word/header2.xml", "word/header3.xml"):
            if name in self._old and name in self._new:
                self._merge(name, parts)
        self._merge_notes(parts)
        _number_in_order(parts)
        return pack(parts)

    def _merge(self, name: str, parts: Parts) -> None:
        """One part of both files as one."""
        new, old = _parsed(self._new[name]), _parsed(self._old[name])
        self._join_links(name, old, parts)
        holder, before = new, old
        if (body := new.find(_BODY)) is not None:
            holder, before = body, _found(old, _BODY)
        section = holder.find(_SECTION)
        made = self._story(_stories(before), _stories(holder))
        for e in list(holder):
            holder.remove(e)
        holder.extend([*made, *([section] if section is not None else [])])
        self._reviser.settle(new)
        parts[name] = _written(new)

    def _join_links(self, name: str, old: _Element, parts: Parts) -> None:
        """Give the links of the old part relationships of the new one."""
        path = f"word/_rels/{name.removeprefix('word/')}.rels"
        before = _relationships(self._old.get(path, ""))
        after = _relationships(parts.get(path, ""))
        known = {target: i for i, (kind, target) in after.items() if kind == "hyperlink"}
        links = {i: target for i, (kind, target) in before.items() if kind == "hyperlink"}
        wanted = {t for e in old.iter(w("hyperlink")) if (t := links.get(e.get(REL_ID, ""))) and t not in known}
        if wanted:
            root = _parsed(parts.get(path) or template.relationships([]))
            for n, target in enumerate(sorted(wanted), 1):
                known[target] = f"rOld{n}"
                etree.SubElement(
                    root,
                    f"{{{RELATIONSHIPS}}}Relationship",
                    {"Id": f"rOld{n}", "Type": f"{R}/hyperlink", "Target": target, "TargetMode": "External"},
                )
            parts[path] = _written(root)
        for e in old.iter(w("hyperlink")):
            if e.get(REL_ID):
                e.set(REL_ID, known.get(links.get(e.get(REL_ID, ""), ""), ""))

    # paragraphs and tables

    def _story(self, olds: list[_Element], news: list[_Element]) -> list[_Element]:
        """What stands in a body, a cell or a note, merged: what is gone before what is new in its place."""
        made = _apart(self._merged(olds, news))
        for one, two in reversed([*pairwise(made)]):  # what is changed for the next one may be where it begins
            if one.tag == two.tag == _P:
                self._reviser.keep_end(one, two)
        return made

    def _merged(self, olds: list[_Element], news: list[_Element]) -> Iterator[_Element]:
        pairs, those = _pairs(olds, news)
        moved = set(map(id, those))
        for old, new in _sequence(olds, news, pairs):
            if old is not None and new is not None:
                both = {_P: self._reviser.both, _TBL: self._table, _TR: self._row}[new.tag]
                yield both(old, new)
            elif new is not None:
                yield self._single(new, "ins", moved=id(new) in moved)
            elif old is not None:
                yield self._single(old, "del", moved=id(old) in moved)

    def _single(self, e: _Element, sign: str, *, moved: bool = False) -> _Element:
        """A paragraph, table or row that one version has; of paragraphs whether it is one that stands elsewhere now."""
        if e.tag == _P:
            return self._reviser.one(e, sign, moved=moved)
        made = deepcopy(e)
        for row in list(made.iter(_TR)):
            properties = row.find(_ROW_PROPERTIES)
            if properties is None:
                properties = etree.Element(_ROW_PROPERTIES)
                row.insert(0, properties)
            self._reviser.mark(properties, sign)
        for p in list(made.iter(_P)):
            parent = p.getparent()
            if parent is not None:
                parent.replace(p, self._reviser.one(p, sign, whole=False))
        return made

    def _table(self, old: _Element, new: _Element) -> _Element:
        """A table of the same columns: rows that both have are merged cell by cell."""
        made = etree.Element(_TBL, nsmap=_NAMES)
        made.extend(deepcopy(e) for e in new if e.tag != _TR)
        made.extend(self._merged(list(old.iterchildren(_TR)), list(new.iterchildren(_TR))))
        return made

    def _row(self, old: _Element, new: _Element) -> _Element:
        made = etree.Element(_TR, nsmap=_NAMES)
        made.extend(deepcopy(e) for e in new if e.tag != _TC)
        for one, two in zip(old.iterchildren(_TC), new.iterchildren(_TC), strict=True):
            cell = etree.SubElement(made, _TC)
            cell.extend(deepcopy(e) for e in two if e.tag in _PROPERTIES)
            cell.extend(self._story(_stories(one), _stories(two)))
        return made

    # notes

    def _merge_notes(self, parts: Parts) -> None:
        """The notes of both, in the order of their calls: merged where both have the call."""
        path = "word/footnotes.xml"
        root, old = _parsed(self._new[path]), _parsed(self._old[path])
        for note in list(root.iterchildren(_FOOTNOTE)):
            if not note.get(TYPE):
                root.remove(note)
        self._notes["old"] = _notes_in(old)
        self._join_links(path, old, parts)
        paired = {new: old for old, new in self._reviser.paired}
        gone = {new: old for old, new in self._reviser.gone}
        for call in _parsed(parts["word/document.xml"]).iter(w("footnoteReference")):
            i = call.get(ID, "")
            made = etree.SubElement(root, _FOOTNOTE, {ID: i})
            if i in gone:
                made.extend(self._inside(self._notes["old"][gone[i]], "del"))
            elif i in paired:
                one, two = self._notes["old"][paired[i]], self._notes["new"][i]
                made.extend(self._story(_stories(one), _stories(two)))
            else:
                made.extend(self._inside(self._notes["new"][i], "ins"))
        parts[path] = _written(root)

    def _inside(self, note: _Element, sign: str) -> Iterator[_Element]:
        """The paragraphs of a note that one version has: their words are marked, the note ends with its call."""
        for e in _stories(note):
            yield self._reviser.one(e, sign, whole=False) if e.tag == _P else self._single(e, sign)


def _number_in_order(parts: Parts) -> None:
    """Number the notes in the order of their calls: LibreOffice gives the calls their notes in the order of the ids, so
    that after all marks were accepted the notes from the first one out of order on had the texts of others."""
    document, notes = _parsed(parts["word/document.xml"]), _parsed(parts["word/footnotes.xml"])
    calls = list(document.iter(w("footnoteReference")))
    ids = {e.get(ID, ""): str(n) for n, e in enumerate(calls, 1)}
    for e in (*calls, *(e for e in notes.iterchildren(_FOOTNOTE) if not e.get(TYPE))):
        e.set(ID, ids[e.get(ID, "")])
    for root in (document, notes):
        rename_notes(root, ids)
    parts["word/document.xml"], parts["word/footnotes.xml"] = _written(document), _written(notes)


# which answers to which


def _sequence(
    olds: list[_Element], news: list[_Element], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[_Element | None, _Element | None]]:
    """The elements of both sides in one order: pairs, and between two pairs first what is gone, then what is new."""
    for (i, j), (m, n) in pairwise([(-1, -1), *pairs, (len(olds), len(news))]):
        # the last paragraph of a body or a cell cannot go: what is gone there and what is new share it
        last = m == len(olds) and n == len(news) and i + 1 < m and j + 1 < n
        shared = last and olds[-1].tag == news[-1].tag == _P
        yield from ((old, None) for old in olds[i + 1 : m - shared])
        yield from ((None, new) for new in news[j + 1 : n - shared])
        if shared:
            yield olds[-1], news[-1]
        elif m < len(olds):
            yield olds[m], news[n]


def _pairs(olds: list[_Element], news: list[_Element]) -> tuple[list[tuple[int, int]], list[_Element]]:
    """Which elements answer to each other in their order, by their indices; the paragraphs of both sides that answer to
    each other out of it, which moved.
    """
    if len(olds) == len(news) == 1 and _mergeable(olds[0], news[0]):
        return [(0, 0)], []
    old, new = [_unit(e) for e in olds], [_unit(e) for e in news]
    found = ((p.old, p.new, 1.0 + len(old[p.old].text)) for p in align(old, new))
    links = [link for link in found if _mergeable(olds[link[0]], news[link[1]])]
    chain = [(i, j) for i, j, _ in heaviest_chain(links)]
    kept = set(chain)
    moved = [e for i, j, _ in links if (i, j) not in kept and olds[i].tag == _P for e in (olds[i], news[j])]
    return chain, moved


def _unit(e: _Element) -> Unit:
    said = " ".join("".join(t.text or "" for t in p.iter(_T)) for p in e.iter(_P))
    return Unit((), (), "", "operative" if e.tag == _P else "row", "", Text(said), Place.OPERATIVE, 0, -1)


def _mergeable(old: _Element, new: _Element) -> bool:
    """Whether two elements differ in words only, so that marks can show it: tables and rows have to be of one shape."""
    return old.tag == new.tag and (old.tag == _P or _shape(old) == _shape(new))


def _shape(e: _Element) -> list[bytes]:
    parts = [c for c in e if c.tag in _PROPERTIES]
    if e.tag == _TR:
        parts += [c for cell in e.iterchildren(_TC) for c in cell if c.tag in _PROPERTIES]
        parts += [cell for cell in e.iterchildren(_TC) if len(cell) == 0]
    return [etree.tostring(c, method="c14n") for c in parts]


def _stories(holder: _Element) -> list[_Element]:
    return [e for e in holder if e.tag in (_P, _TBL)]


def _apart(made: Iterable[_Element]) -> list[_Element]:
    """The elements with a paragraph between two tables, which Word would make one."""
    found: list[_Element] = []
    for e in made:
        if found and found[-1].tag == e.tag == _TBL:
            found.append(_found(_parsed(f"<w:body {template.NAMESPACES}>{_SPACER}</w:body>"), _P))
        found.append(e)
    return found


# parts


def _unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def _parsed(part: str) -> _Element:
    return parse_xml(part.encode("utf-8")).getroot()


def _written(root: _Element) -> str:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return template.XML + etree.tostring(root, encoding="unicode")


def _found(e: _Element, tag: str) -> _Element:
    found = e.find(tag)
    if found is None:
        raise LookupError(tag)
    return found


def _notes_in(root: _Element) -> dict[str, _Element]:
    """The notes of a file by their ids, without the separators."""
    return {e.get(ID, ""): e for e in root.iterchildren(_FOOTNOTE) if not e.get(TYPE)}


def _relationships(part: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: kind and target by id."""
    if not part:
        return {}
    return {e.get("Id", ""): (e.get("Type", "").rpartition("/")[2], e.get("Target", "")) for e in _parsed(part)}
