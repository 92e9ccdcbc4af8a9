"""A Word package opened safely: every check is made before a parser sees a byte.

A .docx file is a zip of XML parts tied together by relationships (ECMA-376 part 2).  It is opened here with `zipfile`
and `lxml` directly, not with python-docx: that library inflates and parses all parts at once, before a limit could be
checked, and takes as long for it as the whole of our reading.

What is refused, with one line for a person: no zip, a truncated zip, an encrypted file, the old binary .doc, more
parts or more bytes than any document has, a DTD in any XML part.  What is mended, with a diagnostic: a part name that
leaves the package, a relationship to nowhere.  Relationships to the outside are never followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import UnreadableInput
from converters.formats.word.names import RELATIONSHIPS, STRICT

PARTS = 10_000  # the largest genuine files have some hundred
XML_BYTES = 128 * 2**20  # of all XML parts together, unpacked; a thousand-page report has about 20 MB
RATIO = 250  # XML packs 10 to 60 times smaller
RATIO_FROM = 4 * 2**20  # below this size a ratio proves nothing

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SNIFF = 4096
_doctype = re.compile(rb"\s*(?:<\?[^?]*(?:\?(?!>)[^?]*)*\?>\s*|<!--[^-]*(?:-(?!->)[^-]*)*-->\s*)*<!DOCTYPE", re.I)
_encoding = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset({b"utf-8", b"utf-16", b"us-ascii", b"ascii"})  # part 2, 8.2.4: UTF-8 or UTF-16

OFFICE_DOCUMENT = "officeDocument"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship: the last segment of its type, its target (a part name, or an address if external)."""

    kind: str
    target: str
    external: bool = False


@dataclass
class Package:
    """The parts of a file, read when asked for, and what was noticed about them."""

    archive: zipfile.ZipFile
    source: str
    names: dict[str, str]  # part name in lower case -> name in the archive
    noticed: list[Diagnostic] = field(default_factory=list)

    def __contains__(self, part: str) -> bool:
        """True if the package has a part of this name (names are compared without case, part 2, 6.3.5)."""
        return part.lower() in self.names

    def read(self, part: str) -> bytes:
        """The bytes of a part; UnreadableInput if they are damaged."""
        try:
            return self.archive.read(self.names[part.lower()])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as e:
            raise UnreadableInput(f"{self.source or 'the file'}: the part {part} is damaged ({e})") from e

    def parse(self, part: str) -> etree._Element:
        """The root element of a part; UnreadableInput if it is damaged, not XML, or carries a DTD."""
        data = self.read(part)
        _check_prolog(data, part, self.source)
        for strict, usual in STRICT:
            if strict in data:
                data = data.replace(strict, usual)
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as e:
            raise UnreadableInput(
                f"{self.source or 'the file'}: the part {part} is not well-formed XML ({e.msg})"
            ) from e

    def parse_optional(self, part: str) -> etree._Element | None:
        """The root of a part that a document can do without; if it is damaged, a diagnostic says so."""
        if not part or part not in self:
            return None
        try:
            return self.parse(part)
        except UnreadableInput as e:
            if isinstance(e.__cause__, etree.XMLSyntaxError) or "damaged" in str(e):
                self.noticed.append(Code.PART_DAMAGED.at(Position(source=self.source), part=part))
                return None
            raise

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part by id; those that lead out of the package or to nowhere are left out."""
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
                self.noticed.append(
                    Code.RELATIONSHIP_BROKEN.at(Position(source=self.source), kind=kind or "?", target=target[:120])
                )
        return found

    @cached_property
    def main(self) -> str:
        """The name of the main document part; UnreadableInput if there is none."""
        found = [r.target for r in self.relationships("").values() if r.kind == OFFICE_DOCUMENT and not r.external]
        for part in [*found, "word/document.xml"]:
            if part in self:
                return part
        raise UnreadableInput(f"{self.source or 'the file'}: not a Word document (no word/document.xml inside)")


def resolve(folder: str, target: str) -> str:
    """The part name that a relationship target means, seen from the folder of its source part.

    >>> resolve("word", "footnotes.xml"), resolve("word", "/docProps/core.xml"), resolve("word", "../customXml/a.xml")
    ('word/footnotes.xml', 'docProps/core.xml', 'customXml/a.xml')
    """
    path = unquote(target.split("#", 1)[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")


def open_package(data: bytes, source: str = "") -> Package:
    """The package in `data`; raises UnreadableInput with one line if it is none or unsafe.

    `source` is the file name for messages.  Nothing is written and nothing is fetched.
    """
    where = source or "the file"
    _refuse_other_formats(data, where)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as e:
        raise UnreadableInput(f"{where}: the zip is truncated or damaged ({e})") from e
    if len(members) > PARTS:
        raise UnreadableInput(f"{where}: {len(members):,} parts inside, more than any document has")
    package = Package(archive, source, {})
    total = 0
    for m in members:
        if m.is_dir():
            continue
        if m.flag_bits & 0x1:
            raise UnreadableInput(f"{where}: protected by a password; remove the protection in Word and try again")
        if _leaves_package(m.filename):
            package.noticed.append(Code.PART_NAME_UNSAFE.at(Position(source=source), part=m.filename[:120]))
            continue
        if _is_xml(m.filename):
            total += m.file_size
            if total > XML_BYTES or (m.file_size > RATIO_FROM and m.file_size > RATIO * max(1, m.compress_size)):
                raise UnreadableInput(
                    f"{where}: {m.filename} would unpack to {m.file_size:,} bytes; this looks like a zip bomb"
                )
        package.names.setdefault(m.filename.lower(), m.filename)
    for name in package.names.values():
        if _is_xml(name):
            _check_prolog(_start_of(package, name), name, source)
    return package


def _refuse_other_formats(data: bytes, where: str) -> None:
    """Say what a file is if it is not a zip at all."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableInput(f"{where}: protected by a password; remove the protection in Word and try again")
        raise UnreadableInput(f"{where}: an old binary Word file (.doc); save it as .docx and try again")
    if data.startswith(b"{\\rtf"):
        raise UnreadableInput(f"{where}: a rich text file (.rtf); save it as .docx and try again")
    if not data:
        raise UnreadableInput(f"{where}: empty")
    if not data.startswith(b"PK"):
        raise UnreadableInput(f"{where}: not a Word file (.docx files are zip archives; this is none)")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _leaves_package(name: str) -> bool:
    """True for an absolute name, a drive, or a path that climbs: such a part is never used."""
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or ":" in path or "\0" in path


def _start_of(package: Package, name: str) -> bytes:
    try:
        with package.archive.open(name) as f:
            return f.read(_SNIFF)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        return b""  # damaged; `read` says so if the part is needed


def _check_prolog(data: bytes, part: str, source: str) -> None:
    """Refuse a DTD (the only way to entities and outside files), and encodings that could hide one."""
    where = source or "the file"
    head = data[:_SNIFF]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        data = data.decode(
            "utf-16-le" if head[:2] == b"\xff\xfe" or head[1:2] == b"\0" else "utf-16-be", "ignore"
        ).encode()
    data = data.removeprefix(b"\xef\xbb\xbf").removeprefix("\ufeff".encode())
    declared = _encoding.match(data[:_SNIFF])
    if declared and declared[1].lower() not in _ENCODINGS:
        raise UnreadableInput(
            f"{where}: the part {part} is in the encoding {declared[1].decode()}, which no Word file uses"
        )
    if _doctype.match(data):
        raise UnreadableInput(f"{where}: the part {part} carries a DTD or entities, which are never followed")


def _parser() -> etree.XMLParser:
    # huge_tree stays off: libxml2 then bounds the depth (256) and the size of a text node
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        remove_comments=True, remove_pis=True, huge_tree=False,
    )  # fmt: skip
