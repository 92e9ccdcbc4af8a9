"""XML → diagnostics: is the file well formed, does the schema take it, does it keep the rules of the profile?

Three layers, each with codes of its own (docs/codes.md):

    V1   what the file is: no XML, not well formed, refused for safety, another or an older vocabulary
    V2   the official XSD of Akoma Ntoso 3.0, strict
    V3   the rules of the AKN4UN profile, each finding with its rule number (docs/profile.md)

A file that cannot be read, or is no Akoma Ntoso 3.0, gives one diagnostic that says what it is.  Otherwise all
layers run, so that the rules are checked in a file that breaks the schema as well.

`validate_xml` looks at one file.  A run over several, with the rules that need more than one (R-061, R-062, R-079), is
`compared(validate_one(data, source) for source, data in files)`.  Warnings (SHOULD) and remarks do not fail a file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position, Severity
from akn.errors import InvalidXml, PlugInError, UsageError
from akn.extensions import plug_in_fault
from akn.patterns import lazy_pattern
from akn.xml.names import SOURCE
from akn.xml.parser import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element, _ElementTree, _LogEntry

    from akn.rules import Facts
    from akn.rules.index import Index, Node

Profile = Literal["akn4un", "xsd"]
PROFILES: tuple[Profile, ...] = ("akn4un", "xsd")

_XSD_RULE = "R-001"
_MOST_ATTRIBUTES = 256
_LONGEST = 1000


def validate_xml(
    data: bytes,
    *,
    profile: str = "akn4un",
    source: str = "",
    max_errors: int = 0,
    second_opinion: bool = False,
) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a file; empty if nothing is.

    `profile` is "akn4un" (the schema and the rules of the profile) or "xsd" (the schema alone).  `source` names the
    file in the positions.  With `max_errors`, findings after so many errors are left out and counted in a remark.
    `second_opinion` asks the package `xmlschema` too, which takes seconds, and reports any disagreement.

    Raises:
        UsageError: an unknown profile; a str, which says neither a path nor in which encoding it is.
        MissingDependency: `second_opinion` without the extra that brings `xmlschema`.

    >>> [d.code.code for d in validate_xml(b"<akomaNtoso xmlns='http://www.akomantoso.org/2.0'/>")]
    ['V104']
    """
    return _checked(
        data, source, facts=False, profile=profile, max_errors=max_errors, second_opinion=second_opinion
    ).diagnostics


def validate_written(data: bytes, source: str, *, profile: str = "akn4un") -> tuple[Diagnostic, ...]:
    """What is wrong with a file that `akn.emit` made of a source: of the rules those alone that are about what was read
    (`akn.rules.OF_WHAT_WAS_READ`), since the markup keeps the others whatever was read."""
    return _checked(data, source, facts=False, profile=profile, written=True).diagnostics


class Checked(Struct, frozen=True):
    """The findings of one file, and what the rules across files need of it."""

    source: str
    diagnostics: tuple[Diagnostic, ...]
    facts: tuple[Facts, ...] = ()


def validate_one(data: bytes, source: str, **options: Any) -> Checked:
    """What `validate_xml` finds in one file of a run, with its options, for `compared`; processes can send it."""
    return _checked(data, source, facts=True, **options)


def compared(files: Iterable[Checked]) -> Iterator[tuple[str, tuple[Diagnostic, ...]]]:
    """The findings of each file as they come, as pairs of source and diagnostics, then those that need several files.

    The latter (two files with one expression IRI, expressions of one work with different ids) stand under the source of
    the later file.
    """
    facts: list[Facts] = []
    known: dict[bytes, bytes] = {}  # as a rule all languages of a work have the same ids: they are kept once
    for checked in files:
        facts += [replace(each, packed=known.setdefault(each.packed, each.packed)) for each in checked.facts]
        yield checked.source, checked.diagnostics
    from akn.rules import compare

    try:
        found = compare(facts)
    except Exception as error:  # of a package that has put rules of its own in the place of ours
        source = facts[-1].source if facts else ""
        found = [(source, (_failed(plug_in_fault(error), source),))]
    yield from found


def passes(diagnostics: Iterable[Diagnostic]) -> bool:
    """True if no diagnostic is an error: the file is valid, and keeps every MUST of the profile if that was asked."""
    return not any(d.severity is Severity.ERROR for d in diagnostics)


def _checked(
    data: bytes,
    source: str,
    *,
    facts: bool,
    profile: str = "akn4un",
    max_errors: int = 0,
    second_opinion: bool = False,
    written: bool = False,
) -> Checked:
    """The findings, and under the profile the facts for the rules across files if they are asked for."""
    from akn.schemas import disagreements, schema_errors

    if profile not in PROFILES:
        raise UsageError(f"no profile {profile!r}; known are {', '.join(PROFILES)}")
    try:
        tree = parse_xml(data)
    except InvalidXml as error:
        from akn.schemas.messages import unreadable

        return Checked(source, (unreadable(error, source),))
    root = tree.getroot()
    places = _Places(data, tree, source)
    found: list[Diagnostic] = []
    stranger = other = None
    if not written:  # else it is Akoma Ntoso, in UTF-8 and of the United Nations
        stranger, other = _strangers(root, source, profile)
        found += _encoding(places, profile)
    if (refused := stranger or _crowded(root, source)) is not None:
        return Checked(source, (refused,))
    index = places.index if profile == "akn4un" and other is None else None
    errors = schema_errors(tree, index.names if index else ())
    found += _schema(errors, places, profile) if errors else []
    if second_opinion:
        found += disagreements(tree, valid=not errors, source=source)
    held: tuple[Facts, ...] = ()
    if index is not None:
        from akn.rules import facts_of

        found = _with_rules(found, index, places, written=written)
        held = tuple(facts_of(index, source)) if facts else ()
    elif other is not None:
        found.append(other)
    places.close()
    return Checked(source, _limited(found, max_errors) if max_errors > 0 else tuple(found), held)


def _strangers(root: _Element, source: str, profile: str) -> tuple[Diagnostic | None, Diagnostic | None]:
    """What is said of a file that is no Akoma Ntoso, and of one in it that the profile is not for."""
    from akn.schemas.messages import foreign, of_others

    stranger = foreign(root, source)
    return stranger, of_others(root, source) if stranger is None and profile == "akn4un" else None


def _is_as_published(index: Index) -> bool:
    """Whether a file is marked up as known bodies publish theirs: what `akn.published.is_published` asks of a document,
    asked of elements."""
    from akn.bodies import of_actor

    acts = any(node.acts for node in index.bearing["refersTo"])
    known = any(doc.is_issued and of_actor(doc.actor) is not None for doc in index.documents)
    return known and not acts and f"#{SOURCE}" not in index.entries


_OLDER = 5
"""So many rules, at least, a file in the markup of bodies breaks; one that breaks fewer has some faults of its own."""


def _crowded(root: _Element, source: str) -> Diagnostic | None:
    """Refuse an element with attributes by the thousand: looking one up takes time with the number of the others."""
    from lxml import etree

    found: Any = etree.XPath(f"//@*[{_MOST_ATTRIBUTES + 1}]/..")(root)
    if not found:
        return None
    where = Position(source, found[0].sourceline or 0)
    problem = f"an element has more than {_MOST_ATTRIBUTES} attributes"
    return Code.XML_REFUSED.at(where, problem=problem, remedy="check how the file was made")


def _short(text: str) -> str:
    """A message without the middle of a value that somebody made thousands of letters long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 4 :]}"


def _encoding(places: _Places, profile: str) -> list[Diagnostic]:
    encoding = places.encoding
    if profile != "akn4un" or encoding in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
        return []
    return [replace(Code.NOT_UTF8.at(Position(places.source, 1, 1), encoding=encoding), rule=_XSD_RULE)]


def _schema(errors: Iterable[_LogEntry], places: _Places, profile: str) -> list[Diagnostic]:
    from akn.schemas.messages import plain

    found = []
    for entry in errors:
        if "No precomputed value available" in entry.message:
            continue  # libxml2 on an id that it has just refused
        where = places.of_entry(entry)
        explained = plain(entry.message, places.children(entry))
        if explained.code is Code.XSD_DUPLICATE_ID and profile == "akn4un":
            continue  # R-063 says it of the whole file
        words = {"problem": explained.problem, "remedy": explained.remedy, "original": entry.message}
        found.append(explained.code.at(where, **{name: _short(text) for name, text in words.items()}))
    if profile == "akn4un":
        found = [replace(d, rule=_XSD_RULE) for d in found]
    return found


def _with_rules(found: list[Diagnostic], index: Index, places: _Places, *, written: bool) -> list[Diagnostic]:
    """What was found, and what breaks the rules; first, where it is so much, that the markup is of bodies."""
    from akn.rules import findings

    broken, faults = findings(index, written=written)
    found += [
        Diagnostic(
            f.code,
            places.of_node(f.node),
            (("problem", _short(f.problem)), ("remedy", _short(f.remedy))),
            f.rule.number,
        )
        for f in broken
    ]
    failed = [_failed(fault, places.source) for fault in faults]
    found += [*_unknown_dates(index, places), *failed]
    if len(found) >= _OLDER and len({d.rule for d in found}) >= _OLDER and _is_as_published(index):
        found.insert(0, Code.MARKUP_OLDER.at(Position(places.source, 1, 1)))
    return found


def _failed(fault: Exception, source: str) -> Diagnostic:
    """The diagnostic of a plug-in that failed; other exceptions are raised."""
    if not isinstance(fault, PlugInError):
        raise fault
    return Code.PLUG_IN_FAILED.at(Position(source), reason=str(fault))


def _unknown_dates(index: Index, places: _Places) -> list[Diagnostic]:
    from akn.xml.uri import UNKNOWN_DATE

    levels = {"FRBRWork": "adoption", "FRBRExpression": "publication", "FRBRManifestation": "markup"}
    return [
        Code.DATE_UNKNOWN.at(places.of_node(node), level=levels.get(node.parent.name if node.parent else "", "text"))
        for node in index.named["FRBRdate"]
        if node.attributes["date"] == UNKNOWN_DATE and node.attributes["name"] == "unknown"
    ]


def _limited(found: list[Diagnostic], max_errors: int) -> tuple[Diagnostic, ...]:
    """The findings up to so many errors, and how many more there are."""
    errors = 0
    for i, diagnostic in enumerate(found):
        errors += diagnostic.severity is Severity.ERROR
        if errors == max_errors and i + 1 < len(found):
            more = Code.MORE_FINDINGS.at(Position(found[0].position.source), count=len(found) - i - 1)
            return (*found[: i + 1], more)
    return tuple(found)


# the beginning of a start tag; what looks like one in a comment, in CDATA or in an instruction is passed over
_START = lazy_pattern(r"<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|([^!?/]))", re.DOTALL)


class _Places(Struct, dict=True):
    """Where elements stand in the file: worked out only if there is something to say about one of them."""

    data: bytes
    tree: _ElementTree
    source: str
    _by_node: dict[int, Position] = {}

    @property
    def encoding(self) -> str:
        """The encoding that the file declares; the parser says UTF-8 too where only a byte order mark tells UTF-16."""
        found: str = (self.tree.docinfo.encoding or "UTF-8").upper()
        wide = found == "UTF-8" and self.data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        return "UTF-16" if wide else found

    @cached_property
    def index(self) -> Index:
        """The document, read once for all rules and positions."""
        from akn.rules.index import Index

        return Index(self.tree.getroot())

    def close(self) -> None:
        """Let go of the document."""
        if "index" in vars(self):
            self.index.close()

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """The offset of each start tag in document order, of each line; no tags if Python cannot read the encoding."""
        try:
            text = self.data.decode(self.encoding).removeprefix("\ufeff")
        except (UnicodeError, LookupError):
            return [], []
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        tags = [tag.start() for tag in _START.finditer(text) if tag.lastindex]
        lines = [0, *(end.end() for end in re.finditer("\n", text))]
        return (tags, lines) if len(tags) == len(self.index.nodes) else ([], lines)

    def of_node(self, node: Node) -> Position:
        """The position of an element."""
        found = self._by_node.get(node.order)
        if found is None:
            tags, lines = self._starts
            if tags:
                line = bisect_right(lines, tags[node.order])
                column = tags[node.order] - lines[line - 1] + 1
            else:
                line, column = node.line, 0
            from akn.rules.identifiers import called

            eid, told = _eid(node), called(self.index, node)
            told = told if told != eid else ""
            found = self._by_node[node.order] = Position(
                self.source, line, column, eid=eid, path=node.path, called=told
            )
        return found

    def of_entry(self, entry: _LogEntry) -> Position:
        """The position of an error of the schema validator, which knows a path of numbered steps."""
        node = _followed(self.index.root, entry.path or "")
        return Position(self.source, entry.line) if node is None else self.of_node(node)

    def children(self, entry: _LogEntry) -> frozenset[str]:
        """The names of the elements that stand in that of an error of the schema validator."""
        node = _followed(self.index.root, entry.path or "")
        return frozenset(child.name for child in node.children) if node is not None else frozenset()


_STEP = lazy_pattern(r"/(?P<name>[^/\[\]]+)(?:\[(?P<position>\d+)\])?")


def _followed(root: Node, path: str) -> Node | None:
    """The element at a path as libxml2 writes it: `/*/*[2]/a:b[1]`, where `*` counts all siblings, a name its own."""
    found: Node | None = None
    for step in _STEP.finditer(path):
        below = found.children if found is not None else [root]
        if step["name"] != "*":
            below = [node for node in below if _libxml_name(node) == step["name"]]
        position = int(step["position"] or 1)
        if position > len(below):
            return None
        found = below[position - 1]
    return found


def _libxml_name(node: Node) -> str:
    prefix = node.element.prefix
    name = node.name.rpartition("}")[2]
    return f"{prefix}:{name}" if prefix else name


def _eid(node: Node) -> str:
    """The eId of the element, or of the nearest one around it that has one."""
    around: Node | None = node  # a loop, as this is asked of thousands of nodes
    while around is not None:
        if "eId" in around.attributes:
            return around.attributes["eId"]
        around = around.parent
    return ""
