"""Akoma Ntoso XML → Document: the exact mirror of `akn.emit`, and tolerant of what others write.

What emit wrote is read back to an equal document: `read_xml(emit_xml(d)).value == d`.  In files of others everything
is kept: an element that the model has no word for stays in it as XML (`Raw`, or a FOREIGN mark in running text), what
is marked up in another way is read as what it says, and every such step is reported in a diagnostic with its line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from akn.diagnostics import Code, Result
from akn.document import BodyNode, Document, Part, Raw, Term
from akn.errors import UnreadableInput
from akn.text import Kind, Mark, Text
from akn.walk import Place, calls_in, number_calls, walk, with_texts
from akn.words import XML_SPACE, missing, quoted, spaceless, squeezed, words_at, words_of
from akn.xml.eids import assign_eids
from akn.xml.names import AKN, DOC_REFS, META_ORDER
from akn.xml.nest import raw_name
from akn.xml.parser import parse_xml
from akn.xml.read_blocks import read_as_lines, read_lines, read_note_blocks
from akn.xml.read_inline import PARTS, TARGETS, Context, name_of
from akn.xml.read_meta import (
    is_statement,
    read_metadata,
    read_rest,
    read_terms,
    with_facts,
)
from akn.xml.read_structure import body_of, read_annexes, read_body, read_preamble

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_xml(data: bytes, source: str = "") -> Result[Document]:
    """The document in an Akoma Ntoso file; `source` names the file in diagnostics.

    Raises:
        InvalidXml: the file is not well formed, or unsafe to parse.
        UnreadableInput: the file is XML, but not Akoma Ntoso.
    """
    root = parse_xml(data).getroot()
    words = _Words(root)
    older = _into_final_namespace(root)
    context = Context(root, source, read_note_blocks)
    if older is not None:
        context.say(Code.NAMESPACE_OLDER, root, namespace=older or "(none)")
    context.wrap(root)
    inside = [child for child in root if name_of(child) != "components"]
    if not inside:
        raise UnreadableInput("the file holds no document: akomaNtoso is empty")
    main = next((e for e in inside if any(name_of(child) == "meta" for child in e)), inside[0])
    document = _read_document(main, root, context)
    for child in inside:
        if child is not main:
            document = replace(document, conclusions=document.conclusions + read_as_lines(child, context))
            document = replace(document, notes=tuple(context.notes))
    document = _with_local_references(document, root, context)
    if document.notes and (context.nested or len(root) > 1 or document.parts):
        document = _with_notes_in_order(document)
    context.finish(root)
    words.compare(document, root, context)
    return Result(document, tuple(context.diagnostics))


def _with_notes_in_order(document: Document) -> Document:
    """The notes numbered by their first calls in the document: in a file with several documents parts stand after
    annexes, and lines beside them after both."""
    notes = {note.key: note for note in document.notes}
    order: dict[str, str] = {}
    number_calls(calls_in(replace(document, notes=())), notes, order)
    for key in notes:
        order.setdefault(key, str(len(order) + 1))
    if all(new == key for key, new in order.items()):
        return document

    def change(text: Text, _: Place) -> Text:
        marks = (
            m.with_attributes(key=order[m.get("key")]) if m.kind is Kind.NOTE and m.get("key") in order else m
            for m in text.marks
        )
        return Text(text.content, tuple(marks))

    moved = with_texts(document, change)
    by_key = {note.key: note for note in moved.notes}
    return replace(moved, notes=tuple(replace(by_key[key], key=new) for key, new in order.items()))


class _Words:
    """The words of a file: running text, and what stands aside of it in notes and metadata."""

    def __init__(self, root: _Element) -> None:
        self._running = deepcopy(root)  # as reading changes the elements
        self._beside: list[_Element] = []
        inner: set[_Element] = set()
        for element in list(self._running.iter(*_BESIDE)):
            parent = element.getparent()
            if parent is not None and element not in inner:
                inner.update(element.iter(*_BESIDE))
                gap = element.makeelement("gap")
                gap.tail, element.tail = element.tail, None
                parent.replace(element, gap)
                self._beside.append(element)

    def compare(self, document: Document, root: _Element, context: Context) -> None:
        """Tell the words that a document lost or moved.

        What it says twice, or out of an attribute (a marker that calls no note), the steps of reading tell.
        """
        ours = words_of(replace(document, notes=()))
        beside = words_of(document.notes, document.meta)
        if _characters(self._running) == spaceless(ours) and b"".join(map(_characters, self._beside)) == spaceless(
            beside
        ):
            return
        running = [str(words) for words in self._running.itertext()]
        aside = [str(words) for element in self._beside for words in element.itertext()]
        before, after = squeezed(running), squeezed(ours)
        theirs, own = squeezed(aside), squeezed(beside)
        if before == after and (theirs == own or Counter(theirs) == Counter(own)):
            return
        if lost := Counter(before + theirs) - Counter(after + own):
            words = missing([*running, *aside], [*ours, *beside], "".join(lost.elements()))
            context.say(Code.WORDS_UNREAD, root, words=words)
            return
        rest = iter(after)
        if not all(c in rest for c in before):
            at = next(i for i, c in enumerate(before) if c != after[i : i + 1])
            context.say(Code.WORDS_MOVED, root, words=quoted(words_at(running, at)))


def _characters(element: _Element) -> bytes:
    """What stands in an element, as `spaceless` gives it."""
    from lxml import etree

    return etree.tostring(element, method="text", encoding="utf-8", with_tail=False).translate(None, XML_SPACE)


_BESIDE = ("{*}authorialNote", "{*}meta")


def _into_final_namespace(root: _Element) -> str | None:
    """Give all elements the namespace of the final standard; the older one, None if there was none.

    Raises:
        UnreadableInput: the root is no `akomaNtoso` in any namespace.
    """
    tag = str(root.tag)
    namespace, _, local = tag.rpartition("}")
    namespace = namespace.lstrip("{")
    if local != "akomaNtoso":
        remedy = "of XML only Akoma Ntoso is read: convert the Word, PDF or text file instead"
        raise UnreadableInput(f"not Akoma Ntoso: the root element is {tag}", remedy=remedy)
    if namespace == AKN:
        return None
    for element in root.iter():
        own, _, name = str(element.tag).rpartition("}")
        if own.lstrip("{") == namespace:
            element.tag = f"{{{AKN}}}{name}"
    return namespace


def _read_document(main: _Element, root: _Element, context: Context) -> Document:
    """The one document of the file, with its parts if it is a collection."""
    if not is_statement(main):
        context.say(Code.DOCUMENT_FOREIGN, main, element=name_of(main))
    context.gather(main)
    metadata = read_metadata(main, context)
    terms, references = read_terms(main, context)
    # the order of reading is the order of the file: notes are numbered by their first call
    cover = read_lines({name_of(child): child for child in main}.get("coverPage"), context)
    holders = _holders(main, root)
    for holder in holders:
        context.wrap(holder)
    components = [c for holder in holders for c in holder]
    document = Document(metadata, cover=cover, **_read_whole(main, context, bodiless=_collects(main)))
    conclusions = document.conclusions
    inners = [(c, inner) for c in components if (inner := _document_in(c)) is not None]
    parts: list[Part] = []
    for i, (component, inner) in enumerate(inners):
        parts.append(_read_part(component, inner, i, () if i else document.body, context))
        terms += _further_terms(read_terms(inner, context)[0], terms, inner, context)
    for component in components:
        conclusions += _beside_document(component, context)
    if parts and not metadata.kind:
        metadata = replace(metadata, kind=parts[0].metadata.kind)
    body = () if parts else document.body
    document = replace(document, metadata=metadata, body=body, conclusions=conclusions, parts=tuple(parts), terms=terms)
    document = replace(document, notes=tuple(context.notes))
    document = replace(document, metadata=with_facts(main, document))
    rest = _read_all_rest(main, document, [inner for _, inner in inners], context)
    return replace(document, meta=tuple(sorted(references + rest, key=_place_in_meta)))


def _collects(main: _Element) -> bool:
    """True for a collection of documents, in which a body of its own has no place."""
    names = {name_of(child) for child in main}
    return "collectionBody" in names or (name_of(main) == "documentCollection" and "mainBody" not in names)


def _holders(main: _Element, root: _Element) -> list[_Element]:
    """The elements that hold the parts of a collection, in the order of reading."""
    bodies = [e for e in main if name_of(e) == "collectionBody"]
    return [*bodies[-1:], *(e for holder in (main, root) for e in holder if name_of(e) == "components")]


def _read_all_rest(main: _Element, document: Document, inners: Sequence[_Element], context: Context) -> tuple[Raw, ...]:
    """What `meta` holds that the model has no place for; that of parts, moved to the whole, after it."""
    rest = read_rest(main, document.metadata, document.terms, context)
    for part, inner in zip(document.parts, inners, strict=True):
        for raw in read_rest(inner, part.metadata, document.terms, context):
            if raw not in rest:
                context.say(Code.METADATA_MOVED, inner, element=raw_name(raw))
                rest += (raw,)
    return rest


def _read_whole(main: _Element, context: Context, *, bodiless: bool = False) -> dict[str, Any]:
    """What stands in the element of a document or of a part after its cover, by the fields of the model."""
    elements = {name_of(child): child for child in main}
    return {
        "preface": _unknown_lines(main, context, following=False) + read_lines(elements.get("preface"), context),
        "preamble": read_preamble(elements.get("preamble"), context),
        "body": () if bodiless else read_body(body_of(main), context),
        "conclusions": _unknown_lines(main, context, following=True) + read_lines(elements.get("conclusions"), context),
        "annexes": read_annexes(elements.get("attachments"), context),
    }


def _further_terms(
    found: tuple[Term, ...], known: tuple[Term, ...], inner: _Element, context: Context
) -> tuple[Term, ...]:
    """The terms of a part that the whole document has not yet; an id means one thing in a file."""
    hrefs = {t.eid: t.href for t in known}
    for term in found:
        if hrefs.get(term.eid, term.href) != term.href:
            reason = f"#{term.eid} means {hrefs[term.eid]} in the document, {term.href} in a part of it"
            context.say(Code.METADATA_LEFT_OUT, inner, element=term.kind, reason=reason)
    return tuple(t for t in found if t.eid not in hrefs)


def _place_in_meta(raw: Raw) -> int:
    """The place of a kept element in `meta`, where the XSD wants an order."""
    name = raw_name(raw)
    if name in DOC_REFS or name.startswith("TLC"):
        name = "references"
    return META_ORDER.index(name if name in META_ORDER else "proprietary")


def _unknown_lines(main: _Element, context: Context, *, following: bool) -> tuple[Text, ...]:
    """The lines of elements that the model has no place for, before or after the body, so that no word is lost."""
    body = body_of(main)
    found: tuple[Text, ...] = ()
    seen = False
    for child in main:
        if child is body:
            seen = True
        elif name_of(child) not in PARTS and name_of(child) != "collectionBody" and seen == following:
            found += read_as_lines(child, context)
    return found


def _beside_document(component: _Element, context: Context) -> tuple[Text, ...]:
    """The lines of a component beside its document, or of one without a document, so that no word is lost."""
    inner = _document_in(component)
    if inner is not None:
        context.wrap(component)
    lines: tuple[Text, ...] = ()
    for other in [component] if inner is None else component:
        if other is not inner and any(not words.isspace() for words in other.itertext()):
            lines += read_as_lines(other, context)
    return lines


def _document_in(component: _Element) -> _Element | None:
    """The document element that a component holds, if it does not only refer to one."""
    for child in component:
        if any(name_of(e) in ("meta", "mainBody") for e in child):
            return child
    return None


def _read_part(component: _Element, main: _Element, i: int, above: tuple[BodyNode, ...], context: Context) -> Part:
    """One resolution of a multi-part issue; `above` is the body of the whole, which has none beside its parts."""
    if not is_statement(main):
        context.say(Code.DOCUMENT_FOREIGN, main, element=name_of(main))
    context.gather(main)
    metadata = read_metadata(main, context)
    cover = read_lines(next((e for e in main if name_of(e) == "coverPage"), None), context)
    part = Part("", metadata, **_read_whole(main, context))
    part = replace(part, preface=cover + part.preface, body=above + part.body)
    part = replace(part, letter=_letter_of(component, part, i), metadata=with_facts(main, part))
    context.came_from(part, component)
    return part


def _letter_of(component: _Element, part: Part, i: int) -> str:
    """The letter of a part: in its eId, else printed alone, else at the end of its number, else by its place."""
    eid = component.get("eId") or ""
    if eid.startswith("cmp_") and (letter := eid[4:].partition("_")[0]):  # cmp_A_2 is the second of that letter
        return letter
    for line in part.preface:
        for m in line.of(Kind.DOC_NUMBER):
            printed = line.content[m.start : m.end].strip(". ")
            if printed.isalpha() and len(printed) <= 2:
                return printed
    last = part.metadata.number_iri[-1:]
    return last if last.isalpha() else chr(ord("A") + i % 26)


def _with_local_references(document: Document, root: _Element, context: Context) -> Document:
    """References to eIds of the file as references to the eIds that the document gives its units."""
    if not context.targets:
        return document
    ids = assign_eids(document)
    elsewhere = context.targets - set(ids.values())
    if not elsewhere:
        return document
    # equal nodes are not the same; but those of a file are, as a rule, read in the order in which they are walked over
    read: dict[object, list[tuple[object, str]]] = {}
    for node, eid in context.eids:
        if eid in elsewhere:
            read.setdefault(node, []).append((node, eid))
    new: dict[str, str] = {}
    for path, node in walk(document):
        for i, (original, eid) in enumerate(read.get(node, ()) if path in ids else ()):
            if original is node:
                new[eid] = ids[path]
                del read[node][i]
                break
    for eid in sorted(elsewhere - new.keys()):
        context.say(Code.REFERENCE_DANGLING, root, href=f"#{eid}")

    def moved(m: Mark) -> Mark:
        values = {name: f"#{new[m.get(name)[1:]]}" for name in TARGETS if m.get(name)[1:] in new}
        return m.with_attributes(**values) if values and m.kind in (Kind.REF, Kind.RREF) else m

    def change(text: Text, _: Place) -> Text:
        marks = tuple(moved(m) for m in text.marks)
        return text if marks == text.marks else Text(text.content, marks)

    return with_texts(document, change)
