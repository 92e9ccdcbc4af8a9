"""A published AKN file → one that follows the profile: read tolerantly, understood anew, written by the rules.

The words of the file, its tables, lists, notes and links are laid out as the printed document and parsed like any
other source, because published files are evidence of the text and no model of its markup (profile section 4).  What the
file knows and no text says is kept: classification, workflow, votes, dates.  Every change is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from akn.bodies.symbols import symbol_of
from akn.diagnostics import Code, Diagnostic, Position, Result
from akn.document import Document, Metadata, Note, Operative, Part, Point, PointList
from akn.emit import emit_xml
from akn.errors import DtdFound, InvalidXml
from akn.inline.documents import symbol_in
from akn.inline.resolve import Resolved
from akn.languages import codes
from akn.layout import layout_blocks
from akn.parse import parse_blocks
from akn.patterns import lazy_pattern
from akn.read import read_xml
from akn.structure.notes import with_lone_notes_shown
from akn.text import Kind, Mark, Text
from akn.upgrade.ends import with_ends
from akn.upgrade.mending import MetaMender, tidied
from akn.walk import Place, texts_of, walk, with_texts
from akn.xml.names import STATEMENTS
from akn.xml.read_blocks import split_lines
from akn.xml.uri import WorkUri, parse_uri, work_of


def upgrade_xml(data: bytes, *, source: str = "", catalogue: Mapping[str, str] | None = None) -> Result[bytes]:
    """A published file as one of this library, and what was changed on the way.

    `source` names the file in diagnostics; `catalogue` maps symbols to dates of adoption (see `akn.catalogue`).
    End tags that do not go with their start tags are mended (`X218`).

    Raises:
        InvalidXml: the file is not well formed in another way, or unsafe to parse.
        UnreadableInput: the file is XML, but not Akoma Ntoso.
    """
    data, found = read_mended(data, source)
    upgraded = upgrade_read(found, source=source, catalogue=catalogue)
    xml = emit_xml(upgraded.value)
    return Result(xml, (*upgraded.diagnostics, *_ids(data, xml, source)))


def read_mended(data: bytes, source: str) -> tuple[bytes, Result[Document]]:
    """A file with its end tags mended, where they have to be, and what `read_xml` gives of it.

    Raises InvalidXml and UnreadableInput as `read_xml` does; InvalidXml tells of the file as it is.
    """
    try:
        return data, read_xml(data, source)
    except InvalidXml as error:
        mended, noticed = with_ends(data, source)
        if isinstance(error, DtdFound) or not noticed:
            raise
        try:
            found = read_xml(mended, source)
        except InvalidXml:
            raise error from None
        return mended, Result(found.value, (*noticed, *found.diagnostics))


def upgrade_read(found: Result[Document], *, source: str = "", catalogue: Mapping[str, str] | None = None) -> Resolved:
    """What `read_xml` gave of a published file, understood anew; and all that reading and upgrading it had to say."""
    upgraded = upgrade_document(found.value, source=source, catalogue=catalogue)
    return replace(upgraded, diagnostics=(*_of_reading(found.diagnostics, source), *upgraded.diagnostics))


def upgrade_document(document: Document, *, source: str = "", catalogue: Mapping[str, str] | None = None) -> Resolved:
    """A document that was read from a published file, understood anew; and what was changed."""
    changes: Counter[str] = Counter()
    where = Position(source=source)
    plain = _with_lines(tidied(document, changes))
    declared = plain.metadata

    def parsed_from(laid_out: Document) -> Resolved:
        blocks, hints = layout_blocks(laid_out), _hints(laid_out)
        return parse_blocks(blocks, catalogue=catalogue, source=source, markup=declared.markup, hints=hints)

    parsed = parsed_from(plain)
    linked = _with_links(plain, parsed.value)
    if linked is not plain:
        plain, parsed = linked, parsed_from(linked)
    after = parsed.value
    diagnostics = [_in_file(d, source) for d in parsed.diagnostics]
    days = frozenset(part.metadata.date for part in after.parts)
    metadata = _merged(after.metadata, declared, where, diagnostics, of_parts=days)
    parts = tuple(
        replace(part, metadata=_merged(part.metadata, old.metadata, where, diagnostics))
        for part, old in zip(after.parts, _padded(plain.parts, len(after.parts), declared), strict=True)
    )
    after = replace(after, metadata=metadata, parts=parts, notes=_renumbered(after.notes, where, diagnostics))
    mender = MetaMender(metadata, after.terms, document.terms, source)
    kept = mender.mended(document.meta)
    after = replace(after, meta=kept, terms=after.terms + tuple(mender.terms))
    diagnostics += mender.diagnostics
    diagnostics += _lost(plain, after, where)
    return Resolved(after, (*_changes(document, after, changes, where), *diagnostics), parsed.cited)


def _in_file(diagnostic: Diagnostic, source: str) -> Diagnostic:
    """A finding of the parser, which sees blocks of no file, as one about this file."""
    if diagnostic.position.source:
        return diagnostic
    return replace(diagnostic, position=replace(diagnostic.position, source=source))


def _with_lines(document: Document) -> Document:
    """Closing lines, and letter and title of a part, one by one, as a page prints them."""

    def split(lines: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(stripped for line in lines for part in split_lines(line) if (stripped := part.strip()))

    def head(line: Text) -> tuple[Text, ...]:
        number = next((m for m in line.of(Kind.DOC_NUMBER) if m.start == 0), None)
        title = next(iter(line.of(Kind.DOC_TITLE)), None)
        if number is None or title is None or title.start < number.end:
            return (line,)
        return line.slice(0, title.start).strip(), line.slice(title.start).strip()

    parts = tuple(
        replace(
            part,
            preface=tuple(piece for line in part.preface for piece in head(line)),
            conclusions=split(part.conclusions),
        )
        for part in document.parts
    )
    return replace(document, conclusions=split(document.conclusions), parts=parts)


def _with_links(document: Document, parsed: Document) -> Document:
    """The document with links for the references to adopted texts that parsing its words did not find again.

    Files of this library have such where only a link of the published file told what is cited.  A text is known again
    by its characters, the first with these as the first.
    """
    found: dict[str, list[Text]] = {}
    for text, _ in texts_of(parsed):
        found.setdefault(text.content, []).append(text)
    lost = False

    def change(text: Text, place: Place) -> Text:
        nonlocal lost
        same = found.get(text.content)
        taken = same.pop(0).of(*_CITING) if same else ()
        links = [
            Mark(m.start, m.end, Kind.LINK, (("href", f"https://undocs.org/{symbol}"),))
            for m in text.of(Kind.REF)
            if not any(t.start < m.end and m.start < t.end for t in taken) and (symbol := _adopted(m.get("href")))
        ]
        lost = lost or bool(links)
        return text.marked(links)

    changed = with_texts(document, change)
    return changed if lost else document


_CITING = (Kind.REF, Kind.RREF)


def _adopted(href: str) -> str:
    """The symbol of the adopted text that the IRI of a reference names; empty if it names a part of it or another."""
    work = parse_uri(href)
    if not isinstance(work, WorkUri) or work.component or work.fragment:
        return ""
    symbol = symbol_of(work) or symbol_of(work, "decision")
    return symbol.printed if symbol else ""


def _hints(document: Document) -> tuple[str, ...]:
    """Strings that tell the symbol where the text does not: those of the metadata, and the one its IRI stands for."""
    metadata = document.metadata
    symbol = symbol_of(work_of(metadata), metadata.kind) if metadata.number_iri else None
    return (*metadata.symbols, symbol.printed) if symbol else metadata.symbols


def _padded(parts: tuple[Part, ...], size: int, whole: Metadata) -> tuple[Part, ...]:
    """The parts of the file, as many as came out; for one that the file did not tell apart, the whole."""
    return (*parts, *(Part("", replace(whole, number="", number_iri="")) for _ in range(size - len(parts))))[:size]


_SAYS: dict[str, Callable[[str], bool]] = {
    "published": bool,
    "kind": lambda kind: kind in STATEMENTS,
    "actor": lambda actor: actor != "un",
    "language": lambda language: language in codes(),
}
"""The facts that the file gives where the text says nothing, each with what tells whether a value says something."""


def _merged(
    found: Metadata,
    declared: Metadata,
    where: Position,
    diagnostics: list[Diagnostic],
    *,
    of_parts: frozenset[str] = frozenset(),
) -> Metadata:
    """What the text says, and what only the file says; `of_parts` are the days of its parts, each of which is right."""
    taken = _only_declared(found, declared)
    if found.date_name != "adoption" and declared.date and declared.date_name in ("adoption", "voting"):
        taken |= {"date": declared.date, "date_name": declared.date_name}
    elif declared.date and found.date != declared.date and declared.date not in of_parts:
        diagnostics.append(Code.DATE_CORRECTED.at(where, what="adoption", found=found.date, said=declared.date))
    merged = replace(found, **taken)
    if not found.number_iri and declared.number_iri:
        merged = _numbered(merged, declared)
    if declared.language in codes() and merged.language != declared.language:
        diagnostics.append(Code.LANGUAGE_CORRECTED.at(where, found=found.language, said=declared.language))
    if merged.date_name == "adoption" and merged.published and merged.date and merged.published < merged.date:
        impossible = Code.DATE_IMPOSSIBLE.at(where, published=merged.published, adopted=merged.date)
        diagnostics.append(impossible)
        merged = replace(merged, published="")
    return merged


def _only_declared(found: Metadata, declared: Metadata) -> dict[str, str]:
    """The facts of `_SAYS` that the file gives and the text does not."""
    facts = {name: (getattr(found, name), getattr(declared, name)) for name in _SAYS}
    return {name: file for name, (text, file) in facts.items() if _SAYS[name](file) and not _SAYS[name](text)}


def _numbered(found: Metadata, declared: Metadata) -> Metadata:
    """The metadata with number and symbols of the file, or those that its IRI stands for."""
    symbol = symbol_of(work_of(declared), declared.kind)
    number = declared.number or (symbol.number if symbol else declared.number_iri)
    symbols = found.symbols or declared.symbols or ((symbol.printed,) if symbol else ())
    return replace(found, number_iri=declared.number_iri, number=number, symbols=symbols)


def _renumbered(notes: tuple[Note, ...], where: Position, diagnostics: list[Diagnostic]) -> tuple[Note, ...]:
    """Notes whose numbers count from 1 (R-081): word processors number them by ids of their own."""
    numbers = [note.marker for note in notes if note.marker.isdecimal()]
    expected = [str(n) for n in range(1, len(numbers) + 1)]
    if not numbers or _restarts(numbers) or numbers == expected:
        return notes
    shown = f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else numbers[0]
    diagnostics.append(Code.MARKERS_RENUMBERED.at(where, found=shown))
    following = iter(expected)
    return tuple(replace(n, marker=next(following)) if n.marker.isdecimal() else n for n in notes)


def _restarts(numbers: list[str]) -> bool:
    """Whether the numbers run from 1 again and again, as in annexes and parts."""
    last = 0
    for number in map(int, numbers):
        if number not in (last + 1, 1):
            return False
        last = number
    return numbers[0] == "1"


def _letters(document: Document) -> Counter[str]:
    """How often each letter stands in a document; numbers, notes and kept elements included.

    A note that nothing calls is printed at the end with its number, in what went in as in what came out.
    """
    found: Counter[str] = Counter()
    for block in with_lone_notes_shown(layout_blocks(document)).value:
        for _, node in walk(block):
            if isinstance(node, Text):
                found.update(c for c in node.content if c.isalnum())
    return found


def _lost(before: Document, after: Document, where: Position) -> Iterator[Diagnostic]:
    """The last line of defence: what came out holds the letters that went in."""
    one, two = _letters(before), _letters(after)
    if one != two:
        gone, new = sorted((one - two).elements()), sorted((two - one).elements())
        yield Code.WORDS_CHANGED.at(where, what=f"lost {''.join(gone)[:40]!r}, new {''.join(new)[:40]!r}")


def _of_reading(found: tuple[Diagnostic, ...], source: str) -> Iterator[Diagnostic]:
    """What reading had to say, less what upgrading mends or tells in one line."""
    headings = 0
    for diagnostic in found:
        details = dict(diagnostic.details)
        if diagnostic.code is Code.ELEMENT_READ_AS and details.get("what", "").startswith("a division"):
            headings += 1
        elif not (diagnostic.code is Code.ELEMENT_KEPT and details.get("element") == "img"):
            yield diagnostic
    if headings:
        yield Code.HEADINGS_UPGRADED.at(Position(source=source), count=headings)


def _changes(before: Document, after: Document, counted: Counter[str], where: Position) -> Iterator[Diagnostic]:
    """What was done, one line a kind."""
    links = _count_links(before) - _count_links(after)
    totals = (
        (Code.LINKS_UPGRADED, links),
        (Code.ADDRESSES_LEFT_OUT, counted["addresses"]),
        (Code.SPANS_UPGRADED, counted["spans"]),
        (Code.IMAGES_LEFT_OUT, counted["images"]),
        (Code.CALLS_FREED, counted["calls"]),
        (Code.CALLS_MOVED, counted["words"]),
        (Code.NOTES_TIDIED, counted["notes"]),
        (Code.NUMBERS_UPGRADED, _count_numbers(after) - _count_numbers(before)),
        (Code.NUMBERS_JOINED, counted["numbers"]),
        (Code.LISTS_UPGRADED, _count_lists(after) - _count_lists(before)),
    )
    for code, count in totals:
        if count > 0:
            yield code.at(where, count=count)


def _count_links(document: Document) -> int:
    texts = (node for _, node in walk(document) if isinstance(node, Text))
    return sum(bool(symbol_in(m.get("href"))) for text in texts for m in text.of(Kind.LINK))


def _count_numbers(document: Document) -> int:
    return sum(isinstance(node, (Operative, Point)) and bool(node.num) for _, node in walk(document))


def _count_lists(document: Document) -> int:
    return sum(isinstance(node, PointList) for _, node in walk(document))


_EID = lazy_pattern(rb"\beId=\"([^\"]+)\"")


def _ids(before: bytes, after: bytes, source: str) -> Iterator[Diagnostic]:
    old, new = set(_EID.findall(before)), set(_EID.findall(after))
    if old - new:
        yield Code.IDS_UPGRADED.at(Position(source=source), count=len(old - new), all=len(old))
