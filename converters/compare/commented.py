"""A translation as a Word file with the findings of a concordance as comments.

A comment stands at the words that differ, or at the paragraph where these cannot be found; what a note says wrong, at
the call of the note, as Word has no comments in notes.  What a translation lacks stands at the end of the paragraph
before it.  The file is the one that the translation was read from, where that is at hand, with nothing else changed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from copy import deepcopy
from functools import cached_property
from itertools import chain, count, takewhile
from operator import eq
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element
from msgspec import Struct

from akn.compare.concord import Concordance
from akn.compare.findings import Finding
from akn.errors import AknError, UsageError
from akn.languages import load
from akn.layout import layout_blocks
from akn.walk import Place, Unit
from akn.xml.parser import parse_xml
from converters.compare.concordances import FindingNote, mark_of, place_in, places_of, told, told_in_words
from converters.formats.docx import template
from converters.formats.docx.package import (
    CONTENT_TYPES,
    ID,
    RELATIONSHIPS,
    R,
    W,
    open_package,
    pack,
    read_entry,
    resolve,
    w,
)
from converters.formats.docx.writing import write_word
from converters.view import words
from converters.view.wording import own_name

AUTHOR, INITIALS = "akn (languages compared)", "akn"
_P, _T, _START, _CALL = w("p"), w("t"), w("bookmarkStart"), w("footnoteReference")
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_STATES = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_MAIN, _LINKS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_BEGINNING = 60  # characters by which a paragraph is found in a file that has no names for it
_IN_HEAD = "at the head of the page, not in the text"
_FIRST_ID = 0x5A000000  # of our paragraphs in comments; Word allows less than 0x80000000
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def as_commented(
    concordances: Sequence[Concordance],
    code: str = "",
    *,
    everything: bool = False,
    every_language: bool = False,
    original: bytes = b"",
    noted: Mapping[str, FindingNote] = MappingProxyType({}),
    language: str = "",
    beside: str = "",
) -> bytes:
    """A Word file of one version of one work, its findings as comments; those of little weight, unless `everything`, as
    one comment that counts them.

    `code` is its language; without it the only one besides the first.  With `every_language` the findings of the other
    languages are in it, too.  The comments go into `original`, the Word file that the version was read from, where one
    is given and can be; else the file is written anew.  `noted` by the mark of a finding: a comment says what was said,
    and is resolved if the finding was dealt with.  `language` is that of the comments, where a page asks for them: they
    are as the page says it then, not as the command line does.  A paragraph that is missing is told whole, as the
    language `beside` says it, if it does.  Raises UsageError for several works, for several
    translations without a code, and for a language that is not there.
    """
    if len(concordances) > 1:
        raise UsageError("a Word file with comments holds one work: name the files of one")
    (one,) = concordances
    others = [c for c in one.languages[1:] if code in ("", c)] or [c for c in one.languages if c == code]
    if len(others) != 1:
        raise UsageError(f"say which version gets the comments, with --of: one of {', '.join(one.languages)}")
    document = next(d for d, c in zip(one.documents, one.languages, strict=True) if c == others[0])
    parts = _parts_of(original) or _parts_of(write_word(layout_blocks(document), notes=True))
    findings = [f for f in one.differences if every_language or others[0] in f.languages]
    return _Commented(one, others[0], parts, language, beside).file(findings, noted, everything=everything)


def _parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file; none where there is no such file, or its text is not where Word puts it."""
    if not data:
        return {}
    try:
        with closing(open_package(data).archive) as archive:
            parts = {entry.filename: read_entry(archive, entry) for entry in archive.infolist() if not entry.is_dir()}
        named = {_MAIN, _LINKS, _TYPES} <= parts.keys()
        return parts if named and parse_xml(parts[_MAIN]).getroot().tag == w("document") else {}
    except (AknError, zipfile.BadZipFile, OSError, ValueError):
        return {}


class _Commented:
    """A Word file while it gets its comments."""

    def __init__(self, one: Concordance, code: str, parts: dict[str, bytes], language: str, beside: str) -> None:
        self._one, self._code, self._parts = one, code, parts
        self._language, self._beside = language, (beside, language)
        self._among = frozenset(row.key.partition(".")[0] for row in one.rows)
        self._words = words(language) if language else None
        self._root = parse_xml(parts[_MAIN]).getroot()
        self._paragraphs = list(self._root.iter(_P))
        self._bare = [_bare(_said(p)) for p in self._paragraphs]
        self._named = {e.get(w("name"), ""): n for n, p in enumerate(self._paragraphs) for e in p.iterchildren(_START)}
        self._calls = [n for n, p in enumerate(self._paragraphs) for _ in p.iter(_CALL)]

    def file(self, findings: Sequence[Finding], noted: Mapping[str, FindingNote], *, everything: bool) -> bytes:
        """The bytes of the file."""
        rows = {row.key: n for n, row in enumerate(self._one.rows)}
        comments, first = self._part("comments", f"{R}/comments", w("comments"))
        used = {e.get(ID, "").strip() for e in comments}
        numbers = (n for n in count() if str(n) not in used)
        shown = [f for f in findings if everything or f.severity != "low"]
        resolved = []
        for finding, n in zip(shown, numbers, strict=False):
            at = rows[finding.key]
            self._put(n, finding, at)
            note = noted.get(mark_of(self._one.work, finding), FindingNote())
            text = f"{self._told(finding, at)}{f' – {note.said}' if note.said else ''}"
            comments.append(self._comment(n, text))
            if note.done:
                resolved.append(comments[-1][-1].get(f"{{{_W14}}}paraId", ""))
        if less := len(findings) - len(shown):
            n = next(numbers)
            _put_comment(self._paragraphs[0], n, None)
            told_less = f"{less} of little weight (--all)"
            if said := self._words:
                told_less = f"{said['findings_low']}{said['colon']}{less}"
            comments.append(self._comment(n, told_less))
        self._parts[first] = _written(comments)
        if resolved:
            states, name = self._part("commentsExtended", _STATES, f"{{{_W15}}}commentsEx")
            for paragraph in resolved:
                state = {f"{{{_W15}}}paraId": paragraph, f"{{{_W15}}}done": "1"}
                etree.SubElement(states, f"{{{_W15}}}commentEx", state)
            self._parts[name] = _written(states)
        self._parts[_MAIN] = _written(self._root)
        return pack(self._parts)

    def _comment(self, n: int, text: str) -> _Element:
        author = self._words["comments_author"] if self._words else AUTHOR
        comment = etree.Element(w("comment"), {ID: str(n), w("author"): author, w("initials"): INITIALS})
        p = etree.SubElement(comment, _P, {f"{{{_W14}}}paraId": f"{_FIRST_ID + n:08X}"})
        t = etree.SubElement(
            etree.SubElement(p, w("r")), _T, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
        )
        t.text = template.legal(text)
        return comment

    def _put(self, n: int, finding: Finding, at: int) -> None:
        """The marks of a comment where what it is about stands."""
        unit = self._unit(at)
        lacks = self._code not in self._one.rows[at].units
        headed = unit is not None and self._is_in_head(unit)
        said = None if lacks or unit is None or headed else _words_of(unit, finding, self._code)
        p = self._paragraphs[self._place(unit, said) if unit and not headed else 0]
        _put_comment(p, n, said if unit and unit.place is not Place.NOTE else None, at_end=lacks)

    def _told(self, finding: Finding, at: int) -> str:
        """What a comment says."""
        units = self._one.rows[at].units
        said = self._words
        own = units.get(self._code)
        name = place_in(finding.key, own, self._code, self._language or self._code, self._among)
        if own is not None and self._is_in_head(own):
            name = f"{name} ({said['in_head'] if said else _IN_HEAD})"
        if self._code in units or not units:
            about = self._code if self._code in finding.languages else next(iter(finding.languages))
            if said:
                return f"{name}{said['colon']}{told_in_words(finding, about, said)}"
            return f"{name}: {told(finding, about)}"
        other, unit = next(((code, units[code]) for code in self._beside if code in units), next(iter(units.items())))
        text = f"{unit.num} {unit.text.content}".strip()  # whole: who translates it takes it from here
        if said:
            return f"{said['missing_after'].format(place=name)} – {own_name(other)}{said['colon']}“{text}”"
        return f"missing after this paragraph: {name}. {load(other).name}: “{text}”"

    def _unit(self, row: int) -> Unit | None:
        """The unit of a row, or of the last row before it that the version has."""
        units = (self._one.rows[n].units.get(self._code) for n in range(row, -1, -1))
        return next((unit for unit in units if unit is not None), None)

    def _is_in_head(self, unit: Unit) -> bool:
        """Whether a line of the cover stands in no paragraph of the text but at the head of the first page, where Word
        has no comments: the day there is not the one in the line of adoption."""
        if unit.place is not Place.COVER or template.bookmark(unit.eid) in self._named:
            return False
        line = _bare(unit.text.content)[:_BEGINNING]
        return not any(line in p for p in self._bare[: self._before_text])

    @cached_property
    def _before_text(self) -> int:
        """How many paragraphs of the file stand before the first one that is none of the cover."""
        units = (row.units[self._code] for row in self._one.rows if self._code in row.units)
        first = next((_bare(u.text.content)[:_BEGINNING] for u in units if u.place is not Place.COVER), "")
        return next((n for n, p in enumerate(self._bare) if first and first in p), len(self._bare))

    def _place(self, unit: Unit, said: _WordsInPlace | None) -> int:
        """The index of the paragraph of a unit; of a note that which calls it."""
        if unit.place is Place.NOTE and (number := unit.path[1:2]):
            return next(iter(self._calls[int(str(number[0])) :]), 0)
        named = self._named.get(template.bookmark(unit.eid), -1)
        beginning = _bare(unit.text.content)[:_BEGINNING]
        start = named if named >= 0 else next((n for n, p in enumerate(self._bare) if beginning in p), 0)
        if said is None:
            return start
        own, before, after = map(_bare, (said.own, said.before, said.after))
        for wanted in (before + own + after, own):  # a unit may be several paragraphs of the file
            for n, p in enumerate(self._bare[start:], start):
                if wanted in p:
                    return n
        return start

    def _part(self, name: str, kind: str, tag: str) -> tuple[_Element, str]:
        """The root of a part beside the text and its name: the one that the file has, or a new one."""
        links = parse_xml(self._parts[_LINKS]).getroot()
        held = {part.lower(): part for part in self._parts}  # names of parts are the same in capitals
        for link in links:
            there = held.get(resolve("word", link.get("Target", "")).lower(), "")
            if link.get("Type") == kind and there and link.get("TargetMode") != "External":
                return parse_xml(self._parts[there]).getroot(), there
        free = next(n for n in chain([name], (f"{name}{k}" for k in count(2))) if f"word/{n}.xml".lower() not in held)
        there = f"word/{free}.xml"
        etree.SubElement(
            links, f"{{{RELATIONSHIPS}}}Relationship", {"Id": f"rAkn{name}", "Type": kind, "Target": f"{free}.xml"}
        )
        types = parse_xml(self._parts[_TYPES]).getroot()
        override = {"PartName": f"/{there}", "ContentType": _KIND.format(name)}
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", override)
        self._parts |= {_LINKS: _written(links), _TYPES: _written(types)}
        root = etree.Element(tag, nsmap={"w": W, "w14": _W14, "w15": _W15, "mc": _MC})
        root.set(f"{{{_MC}}}Ignorable", "w14 w15")
        return root, there


def _written(root: _Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _said(p: _Element) -> str:
    return "".join(t.text or "" for t in p.iter(_T))


def _bare(text: str) -> str:
    """The text without spaces, which Word may print as tabs or leave out."""
    return "".join(text.split())


class _WordsInPlace(Struct, frozen=True):
    """Words of a text, with what stands right before and after them, by which they are found in a file."""

    own: str
    before: str
    after: str


_BESIDE = 12  # characters before and after words: more are rarely in one paragraph of a file
_LED = 4 * _BESIDE  # characters of the file that hold so many without spaces


def _words_of(unit: Unit, finding: Finding, code: str) -> _WordsInPlace | None:
    """What a text prints of a finding."""
    content = unit.text.content
    for start, end in places_of(finding, code, unit):
        return _WordsInPlace(content[start:end], content[max(0, start - _BESIDE) : start], content[end : end + _BESIDE])
    return None


def _put_comment(p: _Element, n: int, said: _WordsInPlace | None, *, at_end: bool = False) -> None:
    """The marks of a comment around what it is about in a paragraph, around all of it, or `at_end` of it."""
    runs = [r for r in p.iter(w("r")) if r.find(_T) is not None]
    held = _cut(runs, said) if said else []
    around = held or (_last_word(runs) if at_end else runs)
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


def _alike(one: str, two: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(takewhile(bool, map(eq, one, two)))


def _cut(runs: Sequence[_Element], words: _WordsInPlace) -> list[_Element]:
    """The runs that hold a piece of text, cut at its ends, where most stands around it that should; none if it does not
    stand there."""
    said = "".join(_said(r) for r in runs)
    places = list(re.finditer(r"\s+".join(map(re.escape, words.own.split())), said))
    if not places:
        return []
    before, after = _bare(words.before), _bare(words.after)

    def around(m: re.Match[str]) -> int:
        led, follows = _bare(said[: m.start()][-_LED:]), _bare(said[m.end() :][:_LED])
        return _alike(led[::-1], before[::-1]) + _alike(follows, after)

    m = max(places, key=around)
    found, at = [], 0
    for run in runs:
        text = _said(run)
        start, end = max(m.start() - at, 0), min(m.end() - at, len(text))
        at += len(text)
        if start < end:
            whole = len(run.findall(_T)) > 1 or (start, end) == (0, len(text))
            found.append(run if whole else _middle(run, text, start, end))
    return found


def _last_word(runs: Sequence[_Element]) -> list[_Element]:
    """The last word of some runs, cut off: what is said of the end of a paragraph begins in no sentence."""
    run = next((r for r in reversed(runs) if _said(r).strip()), None)
    if run is None:
        return list(runs[-1:])
    text = _said(run)
    start = len(text.rstrip()) - len(text.split()[-1])
    return [run if len(run.findall(_T)) > 1 or not start else _middle(run, text, start, len(text))]


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
        t.set(_SPACE, "preserve")
