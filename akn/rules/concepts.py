"""R-096 to R-102: the entries of references, and the actions of paragraphs."""

from __future__ import annotations

import re
from functools import cache

from akn.rules import MUST, SHOULD, Findings, rule
from akn.rules.index import Index, Node, one_line, stripped
from akn.rules.vocabulary import IDENTIFIED, ONCE, TERM_ATTRIBUTES
from akn.xml.names import REFERENCES

_KEY = re.compile(r"[a-z][A-Za-z0-9]*")


def _terms(index: Index) -> list[Node]:
    found = [n for name, nodes in index.by_name.items() if name.startswith("TLC") for n in nodes]
    return sorted(found, key=lambda n: n.order)


@rule("R-096", MUST, "every token of refersTo, as, by, source and outcome is # and the eId of a TLC entry")
def tokens_resolve(index: Index) -> Findings:
    """Profile section 4, row 13."""
    terms = index.terms
    for name in TERM_ATTRIBUTES:
        nodes = index.bearing(name)
        values = {node.attributes[name] for node in nodes}
        tokens = {t for value in values for t in (value.split() if name == "refersTo" else [value])}
        if all(token[:1] == "#" and token[1:] in terms for token in tokens):
            continue
        for node in nodes:
            value = node.attributes[name]
            for token in value.split() if name == "refersTo" else [value]:
                if not (token[:1] == "#" and token[1:] in terms):
                    remedy = (
                        "define it in references" if token.startswith("#") else "write # and the eId of a TLC entry"
                    )
                    yield node, f"{name} is “{token}”, which names no TLC entry", remedy


@rule("R-097", SHOULD, "every TLC entry is used, and no two have the same href")
def terms_used(index: Index) -> Findings:
    """Uses are the attributes of R-096 and FRBRauthor/@href."""
    used: set[str] = set()
    for name in TERM_ATTRIBUTES:
        for value in {node.attributes[name] for node in index.bearing(name)}:
            used.update(value.split())
    used.update(node.get("href") for node in index.all("FRBRauthor"))
    seen: dict[str, Node] = {}
    for term in _terms(index):
        if f"#{term.get('eId')}" not in used:
            yield term, f"the entry “{term.get('eId')}” is not used", "remove it"
        first = seen.setdefault(term.get("href"), term)
        if first is not term:
            yield term, f"“{term.get('eId')}” and “{first.get('eId')}” have the same href", "keep one of them"


@rule("R-098", MUST, "the href of a TLC entry is /akn/ontology/{class}/un/…, the class being that of its element")
def ontology_iri(index: Index) -> Findings:
    """Naming Convention 4.11."""
    for term in _terms(index):
        start = f"/akn/ontology/{term.name[3:].lower()}/un/"
        href = term.get("href")
        if not href.startswith(start) or href == start:
            yield term, f"the href is “{href}”", f"begin it with {start}"


@cache
def _structural() -> re.Pattern[str]:
    """What eIds of the structure look like: unique elements by name, all others with a number."""
    alone = {REFERENCES.get(name, name) for name in ONCE} - {"preamble"}
    numbered = {REFERENCES.get(name, name) for name in IDENTIFIED}
    return re.compile(rf"(?:{'|'.join(sorted(alone))})|(?:{'|'.join(sorted(numbered))})_[^_]+(?:_\d+)?|.*__.*")


@rule(
    "R-099",
    MUST,
    "the eId of a TLC entry is none that the structure can produce (preface, body, para_…)",
    note="in Schematron: the elements that occur once, and para_",
)
def ids_of_terms(index: Index) -> Findings:
    """`preamble` is free for the concept: the element has no eId (R-078)."""
    for term in _terms(index):
        if _structural().fullmatch(term.get("eId")):
            yield term, f"“{term.get('eId')}” could be the eId of a part of the text", "choose another id"


def _in_lexicon(key: str, first: str) -> bool:
    """Whether a language file has the key of an action; the language of the text is asked first."""
    from akn.languages import codes

    known = codes()
    ordered = sorted(known, key=lambda code: code != first)
    return not known or any(_has(code, key) for code in ordered)


def _has(code: str, key: str) -> bool:
    """Whether a language has an action: listed, or made of a listed one and a feeling that goes with it."""
    from akn.languages import load
    from akn.languages.attitudes import is_composed

    return key in _keys(code) or is_composed(key, _keys(code), load(code).actions)


@cache
def _keys(code: str) -> frozenset[str]:
    from akn.languages import load

    actions = load(code).actions
    return frozenset((*actions.preamble, *actions.operative))


@rule(
    "R-100",
    MUST,
    "a concept for an action points to action_KEY, and the lexicon of the library has the key",
    note="in code only: the lexicon, and the form of the key (lowerCamelCase)",
)
def known_actions(index: Index) -> Findings:
    """Profile 2.1; an action is a concept, or its entry, with /action/ in its IRI or action_ in its id."""
    language = index.documents[0].language if index.documents else ""
    for term in index.all("TLCConcept"):
        kind, _, key = term.get("href").rpartition("/")
        is_action = kind.endswith("/concept/un/action")
        if is_action and term.get("eId") != f"action_{key}":
            yield term, f"the action {key} has the eId “{term.get('eId')}”", f"write action_{key}"
        elif term.get("eId").startswith("action_") and not is_action:
            yield term, f"“{term.get('eId')}” is no action by its href", "end the href in /action/KEY"
        elif is_action and (not _KEY.fullmatch(key) or not _in_lexicon(key, language)):
            yield term, f"the lexicon has no action “{key}”", "use a key of the lexicon, or mark the words with i"


@rule("R-101", MUST, "container/@name is the text of its first action concept, trimmed; it is never empty")
def container_name(index: Index) -> Findings:
    """Profile 2.1; a container without an action may have any name."""
    for node in index.all("container"):
        name = node.get("name")
        if not stripped(name):
            yield node, "the name is empty", 'write the opening phrase, or name="preambularParagraph"'
            continue
        action = first_action(node)
        wanted = one_line(action.words()) if action is not None else one_line(name)
        if name != wanted:
            yield node, f"the name is “{name}”, the opening phrase “{wanted}”", f'write name="{wanted}"'


def first_action(node: Node) -> Node | None:
    """The first concept of an element that points to an action."""
    for inside in node.descendants():
        if inside.name == "concept" and any(t.startswith("#action_") for t in inside.tokens("refersTo")):
            return inside
    return None


@rule("R-102", SHOULD, "each numbered operative paragraph of a resolution starts with an action concept")
def operative_starts_with_action(index: Index) -> Findings:
    """Asked of paragraphs of the body itself, not of texts adopted in it (hcontainer) nor of annexes."""
    for paragraph in index.all("paragraph"):
        if paragraph.child("num") is None or paragraph.inside("hcontainer", "authorialNote", "attachment"):
            continue
        doc = index.document_of(paragraph)
        if doc is None or not doc.is_resolution or _opens_with_action(paragraph):
            continue
        yield paragraph, "no action at the beginning of the paragraph", "wrap the opening phrase in concept"


def _opens_with_action(paragraph: Node) -> bool:
    """True if the first words of a paragraph are an action; elements that wrap them may stand around."""
    node: Node | None = paragraph
    while node is not None:
        below = [c for c in node.children if c.name not in ("num", "heading", "subheading")]
        if stripped(node.text) or not below:
            return False
        node = below[0]
        if node.name == "concept" and any(t.startswith("#action_") for t in node.tokens("refersTo")):
            return True
    return False
