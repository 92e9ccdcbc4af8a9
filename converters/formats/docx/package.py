"""A Word package opened safely: every check is made before a parser sees a byte.

A .docx file is a zip of XML parts tied together by relationships (ECMA-376 part 2).  It is opened here with `zipfile`
and `akn.xml.parser` directly, not with python-docx: that library inflates and parses parts before any limit could be
checked, and opening a file with it takes about as long as our whole reading.

What is refused, with one line for a person: no zip, a truncated zip, an encrypted file, the old binary .doc, more
parts or more bytes than any document has, a DTD in a part that is read (no other part is unpacked).  What is mended,
with a diagnostic: a part name that leaves the package, a relationship to nowhere, a damaged part that the text can do
without.  Relationships to the outside are never followed.
"""

from __future__ import annotations

import io
import os
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from akn.blocks import Style
from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import DtdFound, InvalidXml, UnreadableInput
from akn.patterns import lazy_pattern
from akn.xml.parser import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"

# ISO 29500 Strict files carry other namespaces for the same vocabulary; `package.parse` evens them out.
_STRICT = b"http://purl.oclc.org/ooxml/"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/customProperties", CUSTOM_PROPERTIES.encode()),
)


def w(name: str) -> str:
    """A name of the main namespace.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{W}}}{name}"


VAL = w("val")
ID = w("id")
TYPE = w("type")
REL_ID = f"{{{R}}}id"

SYMBOL = lazy_pattern(r"(?<![^\W_])[A-Z]{1,8}(?:/[\w.()\-]+)+")
"""The shape of a document symbol: capital letters, then parts after slashes."""

OWN_STYLES = {
    Style.TITLE: "ResolutionTitle",
    Style.HEADING: "ResolutionHeading",
    Style.PARAGRAPH: "ResolutionText",
    Style.SESSION: "SessionLine",
    Style.AGENDA_ITEM: "AgendaItem",
    Style.AGENDA_TITLE: "AgendaTitle",
    Style.MEETING: "MeetingLine",
    Style.LIST: "ListText",
    Style.NOTE: "NoteText",
}
"""The ids of the paragraph styles in our own template."""

TABLE_TEXT, TABLE_CELL, TABLE_HEADING = "TableText", "TableCell", "TableHeading"
"""The ids of our styles in cells: running text (without the margins it has outside), anything else, header cells."""

TABLE = "ResolutionTable"
"""The id of our style for tables."""

MASTHEAD = "Masthead"
"""How the ids of our own styles for the masthead begin; the style of its table has just this id."""


PARTS = 10_000
"""The most parts that a file may have; the largest genuine files have some hundred."""

XML_BYTES = 128 * 2**20
"""The most that all XML parts together may unpack to; a report of a thousand pages has about 20 MB."""

_RATIO = 250  # XML packs 10 to 60 times smaller
_RATIO_FROM = 4 * 2**20  # below this size a ratio proves nothing
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class Relationship(Struct, frozen=True):
    """One relationship: the last segment of its type, its target (a part name, or an address if external)."""

    kind: str
    target: str
    external: bool = False


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry, as many as it says it has: only what is asked for is unpacked, as it may hold more."""
    with archive.open(entry) as file:
        return file.read(entry.file_size)


class Package:
    """The parts of a file, read when asked for, and what was noticed about them."""

    def __init__(self, archive: zipfile.ZipFile, source: str) -> None:
        """Take the archive, and the name of the file for messages."""
        self.archive, self.source = archive, source
        self.names: dict[str, str] = {}  # part name in lower case -> name in the archive
        self.twice: set[str] = set()  # the names of XML parts that there are two of, byte for byte the same
        self.noticed: list[Diagnostic] = []
        self._parsed: dict[str, _Element | None] = {}  # what `parse_optional` has found

    def __contains__(self, part: str) -> bool:
        """True if the package has a part of this name (names are compared without case, part 2, 6.2.2.3)."""
        return part.lower() in self.names

    def read(self, part: str) -> bytes:
        """The bytes of a part; UnreadableInput if they are damaged."""
        try:
            return read_entry(self.archive, self.archive.getinfo(self.names[part.lower()]))
        except _ZIP_ERRORS as error:
            raise UnreadableInput(self._line(f"the part {part} is damaged ({error})")) from error

    def size(self, part: str) -> int:
        """How many bytes a part unpacks to, as the file says; no more is read."""
        return self.archive.getinfo(self.names[part.lower()]).file_size

    def parse(self, part: str) -> _Element:
        """The root element of a part; UnreadableInput if it is damaged, not XML, or carries a DTD."""
        try:
            return self._root(part)
        except InvalidXml as error:
            raise UnreadableInput(self._line(f"the part {part} cannot be used: {error}")) from error

    def _root(self, part: str) -> _Element:
        data = self.read(part)
        if _STRICT in data:
            for strict, usual in STRICT:
                data = data.replace(strict, usual)
        return parse_xml(data).getroot()

    def parse_optional(self, part: str) -> _Element | None:
        """The root of a part that the text can do without; None if it is absent or, with a diagnostic, damaged."""
        if part in self and part not in self._parsed:
            try:
                self._parsed[part] = self._root(part)
            except DtdFound as error:  # that is no accident
                raise UnreadableInput(self._line(f"the part {part} cannot be used: {error}")) from error
            except (UnreadableInput, InvalidXml):
                self.noticed.append(Code.PART_DAMAGED.at(Position(source=self.source), part=part))
                self._parsed[part] = None
        return self._parsed.get(part)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part by id; those that lead to nowhere are left out, with a diagnostic."""
        folder, name = posixpath.split(part)
        root = self.parse_optional(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found: dict[str, Relationship] = {}
        if root is None:
            return found
        for e in root.iter(f"{{{RELATIONSHIPS}}}Relationship"):
            kind = e.get("Type", "").rsplit("/", 1)[-1]
            target = e.get("Target", "")
            if e.get("TargetMode") == "External":
                found[e.get("Id", "")] = Relationship(kind, target, external=True)
                continue
            path = resolve(folder, target)
            if path in self:
                found[e.get("Id", "")] = Relationship(kind, path)
            elif target and not target.startswith("#") and target.upper() != "NULL":
                where = Position(source=self.source)
                self.noticed.append(Code.RELATIONSHIP_BROKEN.at(where, kind=kind or "?", target=target[:120]))
        return found

    @cached_property
    def main(self) -> str:
        """The name of the main document part; UnreadableInput if there is none."""
        for part in (self.related("officeDocument"), "word/document.xml"):
            if self.names.get(part.lower()) in self.twice:
                raise UnreadableInput(self._line(f"two parts are called {part}; let Word repair the file"))
            if part in self:
                return part
        kind = next((kind for part, kind in _OTHERS.items() if part in self), "")
        what = f"{kind}, not a Word document" if kind else "not a Word document (the part word/document.xml is missing)"
        remedy = (_SAVE_IT if "content.xml" in self else _PUT_IT) if kind else _REPAIR
        raise UnreadableInput(self._line(what), remedy=remedy)

    def related(self, kind: str) -> str:
        """The name of the part of this kind that belongs to the whole package (docProps/custom.xml), or empty."""
        return target_of(kind, self._roots)

    @cached_property
    def _roots(self) -> dict[str, Relationship]:
        return self.relationships("")

    def _line(self, what: str) -> str:
        return f"{self.source or 'the file'}: {what}"


def target_of(kind: str, links: dict[str, Relationship]) -> str:
    """The name of the first part of a kind that relationships lead to, or empty."""
    return next((r.target for r in links.values() if r.kind == kind and not r.external), "")


def resolve(folder: str, target: str) -> str:
    """The part name that a relationship target means, seen from the folder of its source part.

    >>> resolve("word", "footnotes.xml"), resolve("word", "/docProps/core.xml"), resolve("word", "../customXml/a.xml")
    ('word/footnotes.xml', 'docProps/core.xml', 'customXml/a.xml')
    >>> resolve("word", "../../../etc/passwd")
    'etc/passwd'
    """
    path = unquote(target.split("#", 1)[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


_OTHERS = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file (.odt)",
}
"""What a zip archive is that has a part of this name."""
_SAVE_IT = "save it as .docx, by hand or with soffice --headless --convert-to docx"
_PUT_IT = "only texts are read: put what is to be converted into a Word document"
_REPAIR = "get the file again from where it came, or let Word repair it: open it there and save it as .docx"
_UNLOCK = "remove the protection in Word (File, Info, Protect Document), save it and convert it again"


def open_package(data: bytes, source: str = "") -> Package:
    """The package in `data`; `source` is the file name for messages.

    Nothing is written and nothing is fetched.

    Raises:
        UnreadableInput: it is no Word package, or unsafe; the message is one line.
    """
    where = source or "the file"
    _refuse_other_formats(data, where)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _ZIP_ERRORS as error:
        raise UnreadableInput(f"{where}: no Word file: its archive is cut off or damaged", remedy=_REPAIR) from error
    members = archive.infolist()
    if len(members) > PARTS:
        raise UnreadableInput(f"{where}: {len(members):,} parts inside, more than any document has")
    package = Package(archive, source)
    total = 0
    sizes: dict[str, tuple[int, int]] = {}
    for m in members:
        if m.flag_bits & 0x1:
            raise UnreadableInput(f"{where}: protected by a password", remedy=_UNLOCK)
        if _leaves_package(m.filename):
            package.noticed.append(Code.PART_NAME_UNSAFE.at(Position(source=source), part=m.filename[:120]))
        elif not m.is_dir():
            first = package.names.setdefault(m.filename.lower(), m.filename)
            if _is_xml(m.filename):
                if first in sizes:
                    package.twice.add(first)
                if sizes.setdefault(first, (m.CRC, m.file_size)) != (m.CRC, m.file_size):
                    raise UnreadableInput(f"{where}: two different parts are called {first}", remedy=_REPAIR)
                total += m.file_size
                _refuse_bomb(m, total, where)
    return package


def _refuse_other_formats(data: bytes, where: str) -> None:
    """Say what a file is if it is not a zip at all."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableInput(f"{where}: protected by a password", remedy=_UNLOCK)
        raise UnreadableInput(f"{where}: a Word file of before 2007 (.doc), whatever its name says", remedy=_SAVE_IT)
    if data.startswith(b"{\\rtf"):
        raise UnreadableInput(f"{where}: a rich text file (.rtf), whatever its name says", remedy=_SAVE_IT)
    if not data:
        raise UnreadableInput(f"{where}: the file is empty", remedy="get it again from where it came")
    if not data.startswith(b"PK"):
        if os.path.basename(where).startswith("~$"):
            what = "what Word keeps beside a document while it is open, not the document"
            raise UnreadableInput(f"{where}: {what}", remedy="name the document itself, without ~$")
        raise UnreadableInput(f"{where}: not a Word file, whatever its name says", remedy=_REPAIR)


def _refuse_bomb(member: zipfile.ZipInfo, total: int, where: str) -> None:
    """Refuse what would fill the memory.  The sizes are those the zip states; `zipfile` never inflates beyond them."""
    if total > XML_BYTES:
        raise UnreadableInput(f"{where}: unpacks to more than {XML_BYTES >> 20} MB of XML; this looks like a zip bomb")
    if member.file_size > _RATIO_FROM and member.file_size > _RATIO * max(1, member.compress_size):
        raise UnreadableInput(
            f"{where}: {member.filename} unpacks from {member.compress_size:,} to {member.file_size:,} bytes; "
            "this looks like a zip bomb"
        )


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _leaves_package(name: str) -> bool:
    """True for an absolute name, a drive, or a path that climbs: such a part is never used."""
    path = name.replace("\\", "/")
    return path.startswith("/") or ":" in path or ".." in path.split("/")


_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: no clock is asked
_FIRST = ("[Content_Types].xml", "_rels/.rels")  # where readers that stream the file expect them


def pack(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts by name, each as text or as bytes: the two that lead to all others first, the rest in the order of
    their names.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda n: (n not in _FIRST, n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # not the system that this runs on
            part = parts[name]
            archive.writestr(entry, part.encode("utf-8") if isinstance(part, str) else part, compresslevel=6)
    return out.getvalue()


_REVISIONS = ("insertion", "deletion", "move", "change of format")
_OBJECTS = ("picture", "chart", "diagram", "embedded object", "embedded document")
_FURNITURE = ("running header", "footer", "job number", "bar code")
_HOW = {"accept": "accepted", "reject": "rejected", "report": "accepted and reported"}


class Tally:
    """Counts of what was left out or settled, and diagnostics with a place of their own."""

    def __init__(self, source: str, revisions: str) -> None:
        """Take the name of the file and what is done with tracked changes: accept, reject or report."""
        self.source = source
        self.revisions = revisions
        self.counts: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()
        self.reported: list[Diagnostic] = []

    def count(self, what: str, by: int = 1) -> None:
        """Count something."""
        self.counts[what] += by

    def tell(self, code: Code, where: Position | None = None, **found: object) -> None:
        """Keep a diagnostic."""
        self.reported.append(code.at(where or Position(source=self.source), **found))

    def diagnostics(self) -> Iterator[Diagnostic]:
        """All of it, in an order that does not depend on chance."""
        yield from self.reported
        where = Position(source=self.source)
        _, kinds = self._sum(_REVISIONS)
        if kinds:
            yield Code.REVISIONS_SETTLED.at(where, how=_HOW[self.revisions], kinds=kinds)
        if self.counts["comment"]:
            yield Code.COMMENTS_LEFT_OUT.at(where, count=self.counts["comment"])
        if self.counts["hidden"]:
            yield Code.HIDDEN_TEXT_LEFT_OUT.at(where, count=self.counts["hidden"])
        _, kinds = self._sum(_OBJECTS)
        if kinds:
            yield Code.CONTENT_LEFT_OUT.at(where, kinds=kinds)
        if self.counts["symbol"]:
            yield Code.SYMBOLS_UNKNOWN.at(where, count=self.counts["symbol"])
        if self.fields:
            kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(self.fields.items()))
            yield Code.FIELD_WITHOUT_RESULT.at(where, kinds=kinds)
        total, kinds = self._sum(_FURNITURE)
        if total:
            yield Code.FURNITURE_DROPPED.at(where, count=total, kinds=kinds)

    def _sum(self, what: tuple[str, ...]) -> tuple[int, str]:
        found = [(n, one) for one in what if (n := self.counts[one])]
        return sum(n for n, _ in found), ", ".join(f"{n} {one if n == 1 else _many(one)}" for n, one in found)


def _many(one: str) -> str:
    """The plural of what is counted: of its first word in "change of format"."""
    first, of, rest = one.partition(" of ")
    return f"{first}s{of}{rest}"
