"""The metadata of a document as values: the mirror of the metadata of emit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.diagnostics import Code
from akn.document import Document, Metadata, Part, Raw, Term
from akn.xml.emit_meta import PUBLICATION, TLC, attribute_of, facts_of, workflow_step
from akn.xml.names import AKN, DOC_REFS, FACTS, META_ORDER, OPEN, PRINTED, SOURCE, STATEMENTS, SYMBOL
from akn.xml.read_inline import Context, name_of, raw_of
from akn.xml.uri import (
    FALSE_DATES,
    UNKNOWN_DATE,
    UNNUMBERED,
    ExpressionUri,
    ManifestationUri,
    WorkUri,
    number_part,
    parse_published,
)
from akn.xml.values import is_date, uri

if TYPE_CHECKING:
    from lxml.etree import _Element

# what emit writes on each level; anything else says something that the model has no word for
_IDENTIFYING = {
    "FRBRWork": frozenset(
        {*("FRBRthis", "FRBRuri", "FRBRalias", "FRBRdate", "FRBRauthor", "FRBRcountry", "FRBRsubtype", "FRBRnumber")}
    ),
    "FRBRExpression": frozenset(
        {*("FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRlanguage", "FRBRtranslation")}
    ),
    "FRBRManifestation": frozenset({"FRBRthis", "FRBRuri", "FRBRdate", "FRBRauthor", "FRBRformat"}),
}

_LEFT_OUT = f"{{{FACTS}}}leftOut"  # the name of what is about to go


def read_metadata(document: _Element, context: Context) -> Metadata:
    """What identifies a document element; its kind is in its name."""
    kind = document.get("name") or ""
    element = name_of(document)
    if element == "documentCollection":
        kind = kind.removeprefix("publication")
        kind = kind[:1].lower() + kind[1:]
    levels = _levels(document, context)
    work, expression = levels.get("FRBRWork", {}), levels.get("FRBRExpression", {})
    manifestation = levels.get("FRBRManifestation", {})
    metadata = _of_work(Metadata(kind=kind or "document"), work, context)
    languages = _values(expression, "FRBRlanguage", "language")
    metadata = replace(metadata, language=languages[0] if languages else "und")
    issued, of = _date(expression, "unknown", context)
    if of == "publication" and issued:  # otherwise the date of the work stands for it
        metadata = replace(metadata, published=issued)
    elif metadata.date_name == "publication":
        metadata = replace(metadata, published=metadata.date)
    metadata = replace(metadata, markup=_date(manifestation, "unknown", context)[0])
    sources = _values(expression, "FRBRtranslation", "fromLanguage")
    if sources and sources[0] != "und":
        metadata = replace(metadata, original_language=sources[0])
    return replace(metadata, official="false" not in _values(expression, "FRBRtranslation", "authoritative"))


def _levels(document: _Element, context: Context) -> dict[str, dict[str, list[_Element]]]:
    """The elements of each FRBR level by name; those without a place in the model are reported."""
    found: dict[str, dict[str, list[_Element]]] = {}
    for meta in document:
        if name_of(meta) != "meta":
            continue
        for identification in meta:
            if name_of(identification) != "identification":
                continue
            for level in identification:
                children: dict[str, list[_Element]] = {}
                for child in level:
                    children.setdefault(name_of(child), []).append(child)
                found[name_of(level)] = children
                known = _IDENTIFYING.get(name_of(level), frozenset())
                for name, elements in children.items():
                    if name not in known:
                        reason = f"akn has no form for it in {name_of(level)}"
                        context.say(Code.METADATA_LEFT_OUT, elements[0], element=name, reason=reason)
    return found


def _values(level: dict[str, list[_Element]], name: str, attribute: str) -> list[str]:
    return [value for element in level.get(name, ()) if (value := element.get(attribute))]


def _of_work(metadata: Metadata, work: dict[str, list[_Element]], context: Context) -> Metadata:
    uri = _uri(work, context)
    date, name = _date(work, "", context)
    number = work["FRBRnumber"][0] if "FRBRnumber" in work else None
    own = number.get("value") if number is not None else (uri.number if uri else "")
    symbols = _symbols(work, context)
    shown = (number.get("showAs") or "") if number is not None else ""
    if number is None and uri is not None and not symbols:
        shown, symbols = _named_by(uri, metadata.kind)
    return replace(
        metadata,
        actor=uri.actor if uri else _actor(work),
        date=date,
        date_name=name or "unknown",
        number=shown,
        number_iri="" if own in (UNNUMBERED, None) else number_part(own or ""),
        symbols=symbols,
    )


def _symbols(work: dict[str, list[_Element]], context: Context) -> tuple[str, ...]:
    """The symbols among the aliases of a work; what is misprinted stands on the cover, others are told."""
    aliases = work.get("FRBRalias", ())
    for alias in aliases:
        if alias.get("name") not in (SYMBOL, PRINTED):
            reason = f"akn has no form for the alias {alias.get('name')!r}"
            context.say(Code.METADATA_LEFT_OUT, alias, element="FRBRalias", reason=reason)
    return tuple(e.get("value") or "" for e in aliases if e.get("name") == SYMBOL)


def _named_by(work: WorkUri, kind: str) -> tuple[str, tuple[str, ...]]:
    """Number and symbols of the text that an IRI names: published files have neither FRBRnumber nor an alias."""
    from akn.bodies.symbols import symbol_of

    symbol = symbol_of(work, kind)
    return (symbol.number, (symbol.printed,)) if symbol else ("", ())


def _uri(work: dict[str, list[_Element]], context: Context) -> WorkUri | None:
    """The work IRI of a file, in the form that this library writes."""
    for element in work.get("FRBRuri", ()):
        found = element.get("value") or ""
        uri = parse_published(found)
        if isinstance(uri, (ManifestationUri, ExpressionUri)):
            uri = uri.work
        if uri is None:
            context.say(Code.IRI_UNKNOWN, element, found=found)
            return None
        if str(uri) != found:
            context.say(Code.IRI_MENDED, element, found=found, read=uri)
        return uri.work
    return None


def _actor(work: dict[str, list[_Element]]) -> str:
    """The author as the actor, if it can stand in an IRI."""
    authors = _values(work, "FRBRauthor", "href")
    actor = authors[0].rstrip("/").rpartition("/")[2].lstrip("#") if authors else ""
    return actor if actor and not any(c.isspace() or c in "#!@~" for c in actor) else "un"


def _date(level: dict[str, list[_Element]], unknown: str, context: Context) -> tuple[str, str]:
    """The date of a level and its name; empty if the file says that nobody knows it, or says so by a false date."""
    for element in level.get("FRBRdate", ()):
        date, name = (element.get("date") or "")[:10], element.get("name") or ""
        if date == UNKNOWN_DATE or (name == unknown and unknown):
            return "", name
        if date in FALSE_DATES or not is_date(date):
            context.say(Code.METADATA_LEFT_OUT, element, element="FRBRdate", reason=f"“{date}” is no date")
            return "", name
        return date, name
    return "", ""


def read_terms(document: _Element, context: Context) -> tuple[tuple[Term, ...], tuple[Raw, ...]]:
    """The TLC entries of a document element, and the other references that do not follow from its annexes."""
    terms: dict[str, Term] = {}
    others: list[_Element] = []
    for references in _metadata(document, "references"):
        for child in references:
            name = name_of(child)
            if name == "hasAttachment":
                continue
            plain = {str(k) for k, _ in child.items()} <= {"eId", "href", "showAs"}
            eid = child.get("eId") or ""
            if name.startswith("TLC") and plain and eid.split() == [eid]:
                kind = name if name in TLC else "TLCTerm"
                term = Term(kind, eid, uri(child.get("href") or ""), child.get("showAs") or "")
                if terms.setdefault(eid, term) != term:
                    reason = f"#{eid} means {terms[eid].href} already"
                    context.say(Code.METADATA_LEFT_OUT, child, element=name, reason=reason)
            else:
                others.append(child)
    return tuple(terms.values()), _kept_references(others, terms, context)


def _kept_references(others: list[_Element], terms: dict[str, Term], context: Context) -> tuple[Raw, ...]:
    """The references that are no terms, as they stand; one whose id means something else already is left out."""
    meanings = {eid: term.href for eid, term in terms.items()}
    raws: list[Raw] = []
    for child in others:
        name, eid = name_of(child), child.get("eId") or ""
        if name not in DOC_REFS and not name.startswith("TLC"):
            raws.append(raw_of(_held(child)))
        elif eid in meanings:
            reason = f"#{eid} means {meanings[eid]} already"
            context.say(Code.METADATA_LEFT_OUT, child, element=name, reason=reason)
        else:
            if eid:
                meanings[eid] = child.get("href") or name
            raws.append(raw_of(_without_others(child, context)))
    return tuple(raws)


def _metadata(document: _Element, *names: str) -> list[_Element]:
    """The children of the `meta` of a document element with these names; with none, all of them."""
    return [
        child for meta in document if name_of(meta) == "meta" for child in meta if not names or name_of(child) in names
    ]


def read_rest(document: _Element, metadata: Metadata, terms: tuple[Term, ...], context: Context) -> tuple[Raw, ...]:
    """The metadata elements that say more than the model does; what emit derives again is left out."""
    found: list[Raw] = []
    taken = {term.eid for term in terms}
    for child in _metadata(document):
        name = name_of(child)
        if name in ("identification", "references"):
            continue
        if name == "publication" and _is_derived_publication(child, metadata):
            continue
        if name == "workflow" and _is_derived_workflow(child, metadata, terms):
            continue
        if name == "notes" and all(note in context.note_keys for note in child):
            continue
        if _facts(child) is not None:
            continue
        kept = _without_others(child, context) if name in META_ORDER else _held(child)
        found.append(raw_of(_with_own_ids(kept, taken, child, context)))
    return tuple(found)


def _with_own_ids(element: _Element, taken: set[str], source: _Element, context: Context) -> _Element:
    """An element without the ids that others have; it is from `source`, and its own ids are `taken` afterwards."""
    twice: list[int] = []
    for i, inner in enumerate(element.iter()):
        eid = inner.get("eId")
        if eid in taken:
            twice.append(i)
            context.say(Code.METADATA_LEFT_OUT, source, element=f"{name_of(inner)}/@eId", reason=f"#{eid} is taken")
        elif eid:
            taken.add(eid)
    if not twice:
        return element
    from copy import deepcopy

    own = deepcopy(element)
    inners = list(own.iter())
    for i in twice:
        del inners[i].attrib["eId"]
    return own


def _without_others(element: _Element, context: Context) -> _Element:
    """An element without those of other namespaces where the XSD has no place for them; which ones is reported."""
    others = _others(element)
    if not others:
        return element
    from copy import deepcopy

    from lxml import etree

    told = {(name_of(other), name_of(parent)): other for other, parent in reversed(others)}
    for (name, place), other in reversed(told.items()):
        context.say(Code.METADATA_LEFT_OUT, other, element=name, reason=f"the schema has no place for it in {place}")
    own = deepcopy(element)
    for other, _ in _others(own):
        other.tag = _LEFT_OUT
    etree.strip_elements(own, _LEFT_OUT, with_tail=False)
    return own


def _others(element: _Element) -> list[tuple[_Element, _Element]]:
    """The elements of other namespaces that stand where the XSD allows none, with their parents."""
    if name_of(element) == "proprietary" and len(element) and name_of(element[0])[0] != "{":
        return []  # emit has put an element there that the XSD knows no place for (`_held`)
    return [
        (other, parent)
        for other in element.iterdescendants()
        if name_of(other)[0] == "{"
        and (parent := other.getparent()) is not None
        and name_of(parent)[0] != "{"
        and name_of(parent) not in OPEN
    ]


def _held(element: _Element) -> _Element:
    """An element that the XSD knows no place for, where emit puts it."""
    from copy import deepcopy

    from lxml import etree

    holder = etree.fromstring(f'<proprietary xmlns="{AKN}" source="#{SOURCE}"/>')
    holder.append(deepcopy(element))
    holder[0].tail = None
    return holder


def _is_derived_publication(element: _Element, metadata: Metadata) -> bool:
    symbol = metadata.symbols[0] if metadata.symbols else metadata.number
    expected = {"date": metadata.published, "name": PUBLICATION, "showAs": symbol or PUBLICATION}
    if symbol:
        expected["number"] = symbol
    return {str(k): str(v) for k, v in element.items()} == expected


def _is_derived_workflow(element: _Element, metadata: Metadata, terms: tuple[Term, ...]) -> bool:
    steps = [{str(k): str(v) for k, v in child.items()} for child in element]
    derived = workflow_step(metadata, terms)
    return bool(derived) and steps == [derived] and len(element[0]) == 0


def _facts(element: _Element) -> _Element | None:
    """The `facts` that emit wrote, if this is the element that holds them, or they themselves in a file of others."""
    if element.tag == f"{{{FACTS}}}facts":
        return element
    if name_of(element) == "proprietary" and len(element) == 1 and element[0].tag == f"{{{FACTS}}}facts":
        return element[0]
    return None


def with_facts(document: _Element, whole: Document | Part) -> Metadata:
    """The metadata with its facts (session, meeting): what the file says of them, else what its marks say."""
    facts = next((f for child in _metadata(document) if (f := _facts(child)) is not None), None)
    told = {str(k): str(v) for k, v in facts.items()} if facts is not None else {}
    values = {name: told.get(attribute_of(name), shown) for name, shown in facts_of(whole).items()}
    original = told.get(attribute_of("original_language")) or whole.metadata.original_language
    return replace(whole.metadata, **values, original_language=original)


def is_statement(element: _Element) -> bool:
    """Whether the document element is one that emit writes under this name."""
    name, kind = name_of(element), element.get("name") or ""
    return name in ("documentCollection", "doc") or (name == "statement" and kind in STATEMENTS)
