"""The entries of `references`: everything that the marks and the metadata of a document refer to, and no more.

Labels are English and hrefs do not depend on the language, so the expressions of a work agree (profile R-096 to
R-099).  Organs come from `akn.bodies`, everything fixed and the names of running text from `akn.vocabulary`, actions
carry their label in their key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from akn import bodies
from akn.document import BodyNode, Division, Document, Metadata, Preambular, Term
from akn.languages import load, usual
from akn.languages.labels import ordinal_words
from akn.text import Kind
from akn.vocabulary import KINDS, entities, term, terms
from akn.walk import texts_of
from akn.xml.names import ADOPTED, DRAFTS

_ATTRIBUTES = frozenset({"refersTo", "as", "by", "choice"})
"""Attributes of marks whose tokens name entries (R-096)."""

_CLASSES = {
    Kind.ORGANIZATION: "organization",
    Kind.DOC_AUTHORITY: "organization",
    Kind.DOC_COMMITTEE: "organization",
    Kind.DOC_PROPONENT: "organization",
    Kind.ROLE: "role",
    Kind.EVENT: "event",
    Kind.SESSION: "event",
}
"""What a name is that nothing else classifies, by the mark that uses it; anything else is a concept."""

_ORDER = tuple(KINDS.values())


def collect_terms(document: Document) -> tuple[Term, ...]:
    """The entries of `references` for a document, in a fixed order: organizations, roles, events, concepts, actions.

    Within a class the entries of the vocabulary come first, in its order, then all others as the text first uses them.

    >>> [t.eid for t in collect_terms(Document())]
    ['akn', 'un', 'author', 'issuer', 'editor']
    """
    used: dict[str, Kind | None] = dict.fromkeys(_by_metadata(document))
    for text, _ in texts_of(document):
        for m in text.marks:
            for name, value in m.attributes:
                if name in _ATTRIBUTES and "#" in value:
                    for token in value.split():
                        if token[0] == "#" and used.get(token[1:]) is None:
                            used[token[1:]] = m.kind
    found = [_entry(eid, kind, document.metadata) for eid, kind in used.items()]
    return tuple(sorted(found, key=_rank))  # stable: what has no place of its own keeps the order of use


def _by_metadata(document: Document) -> Iterator[str]:
    """The entries that metadata and structure refer to without any mark: see `akn.emit`."""
    metadata = document.metadata
    yield "akn"
    organ = bodies.organ(metadata.actor)
    yield organ.eid if organ is not None else metadata.actor
    yield from ("author", "issuer", "editor")
    if not metadata.official or metadata.original_language not in ("", metadata.language):
        yield "un"  # the translator
    if metadata.date and metadata.date_name == "adoption" and metadata.kind in ADOPTED:
        yield "adopted"
    if metadata.date and metadata.date_name == "publication" and metadata.kind in DRAFTS:
        yield "submitted"
    bodies_of_text = [document.body, *(p.body for p in document.parts), *(a.body for a in document.annexes)]
    if any(map(_has_preambular, bodies_of_text)):
        yield "preamble"


def _has_preambular(nodes: tuple[BodyNode, ...]) -> bool:
    """True if preambular text stands in the body, which refers to the concept (R-022)."""
    return any(
        isinstance(node, Preambular) or (isinstance(node, Division) and _has_preambular(node.children))
        for node in nodes
    )


def _rank(entry: Term) -> tuple[int, int]:
    return (_ORDER.index(entry.kind), _places().get(entry.eid, len(_places())))


@cache
def _places() -> dict[str, int]:
    return {entry.eid: i for i, entry in enumerate(terms().terms)}


def _entry(eid: str, kind: Kind | None, metadata: Metadata) -> Term:
    """The entry for an id: of the vocabulary, an organ, an event of this document, an action, or made from the id."""
    known = _fixed().get(eid)
    if known is not None:
        return known
    if eid == "session" or eid == "adoptionMeeting":
        return (_session if eid == "session" else _meeting)(metadata)
    if eid.startswith("action_"):
        key = eid.removeprefix("action_")
        return term("concept", eid, f"action/{key}", _words(key))
    organ = bodies.organ(eid)
    if organ is not None:  # a mark that names an organ by its actor
        return term("organization", eid, organ.actor, organ.label)
    return term(_CLASSES.get(kind, "concept") if kind is not None else "concept", eid, eid, _words(eid))


@cache
def _fixed() -> dict[str, Term]:
    found = {e.eid: term(e.kind, e.eid, e.id, e.label) for e in entities().entities}
    found.update((e.eid, term(e.kind, e.eid, e.id, e.label)) for e in terms().terms)
    for body in bodies.all_bodies():
        for organ in body.organs:
            found[organ.eid] = term("organization", organ.eid, organ.actor, organ.label)
    return found


def _words(key: str) -> str:
    """A key as words: "notingWithConcern" is "Noting with concern"."""
    words = re.sub(r"(?<=[a-z0-9])([A-Z])", lambda m: f" {m[1].lower()}", key.replace("_", " ").replace("-", " "))
    return words[:1].upper() + words[1:]


# events


def _session(metadata: Metadata) -> Term:
    events = terms().events
    prefix, _, number = metadata.session.rpartition("-")
    template = {"S": events.special, "ES": events.emergency}.get(prefix, events.session)
    nth = number if len(number) > 3 else _ordinal(int(number)) if number.isdigit() else ""  # "2022 session"
    label = template.format(ordinal=nth) if number.isdigit() else metadata.session
    place = f"{_host(metadata)}.{metadata.session}" if metadata.session else _host(metadata)
    return term("event", "session", f"session/{place}", label or _words("session"))


def _meeting(metadata: Metadata) -> Term:
    """The meeting of adoption; a body without sessions counts its meetings through."""
    events = terms().events
    body = bodies.of_actor(metadata.actor)
    place = ".".join(p for p in (_host(metadata), metadata.session, metadata.meeting) if p)
    label = events.adoption
    if metadata.meeting.isdigit():
        nth = metadata.meeting + _suffix(int(metadata.meeting))
        label = events.meeting.format(nth=nth, meeting=body.meeting if body is not None else "meeting")
    return term("event", "adoptionMeeting", f"meeting/{place}", label)


def _host(metadata: Metadata) -> str:
    """The actor whose session it is: that of the body, also for a draft of one of its committees."""
    body = bodies.of_actor(metadata.actor)
    return body.actor if body is not None else metadata.actor


def _ordinal(number: int) -> str:
    """The spelled-out ordinal, digits beyond what is spelled out: "Ninety-ninth"."""
    word = _ordinals().get(number, f"{number}{_suffix(number)}")
    return word[:1].upper() + word[1:]


@cache
def _ordinals() -> dict[int, str]:
    words = ordinal_words(load(usual()))  # the language of all labels
    return {words[word]: word for word in reversed(list(words))}  # the usual spelling of a number stands first


def _suffix(number: int) -> str:
    """ "st", "nd", "rd" for 1, 2, 3 but not for 11, 12, 13; else "th"."""
    suffixes = terms().events.suffixes
    last = number % 10
    return suffixes[last] if 0 < last < len(suffixes) and number % 100 // 10 != 1 else suffixes[0]
