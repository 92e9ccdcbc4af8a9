"""R-085 to R-095: references to works, to units of this document, to web pages, and to annexes and components."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from akn.patterns import lazy_pattern
from akn.rules import IDENTIFIED, MUST, ONCE, SHOULD, TERM_ATTRIBUTES, Findings, Shown, rule
from akn.rules.index import DOCUMENTS, Index, Node, how_many, one_line, stripped
from akn.rules.iris import pointing
from akn.xml.names import REFERENCES


@rule("R-085", MUST, "ref/@href, rref/@from and @upTo begin with /akn/, # or !, never with http")
def akn_references(index: Index) -> Findings:
    """Profile section 4, row 29."""
    for node, attribute, value in index.once(pointing):
        if not value.startswith(("/akn/", "#", "!")):
            yield node, f"{attribute} is “{value}”", "write the IRI of the work; a web page is an a"


@rule("R-086", MUST, "every local fragment is the eId of an element of the file that is not in meta")
def fragments_resolve(index: Index) -> Findings:
    """Components of this document (`!annex_1#para_2`) count as local."""
    local = ((node, node.attributes["href"]) for node in index.all("a", "embeddedText", "embeddedStructure"))
    for node, value in (*((node, value) for node, _, value in index.once(pointing)), *local):
        if value.startswith(("#", "!")) and "#" in value:
            target = index.ids.get(value.partition("#")[2])
            if target is None or target.in_meta:
                problem = f"“{value}” names no element of the text"
                yield node, problem, "correct the fragment, or remove the reference"


@rule("R-087", MUST, "rref runs from a place to a later one of the same document", about="rref")
def ranges(index: Index) -> Findings:
    """Profile 2.2."""
    for node in index.named["rref"]:
        start, end = node.attributes["from"], node.attributes["upTo"]
        if start.partition("#")[0] != end.partition("#")[0]:
            yield node, "from and upTo lie in different documents", "make two references of it"
            continue
        first, last = (index.ids.get(place.partition("#")[2]) for place in (start, end))
        if start.startswith(("#", "!")) and first is not None and last is not None and first.order >= last.order:
            yield node, f"“{end}” does not come after “{start}”", "exchange the two, or write a ref"


@rule("R-088", MUST, "mref holds at least two ref or rref; ref does not nest", about="mref ref rref")
def nesting(index: Index) -> Findings:
    """Profile 2.2."""
    for node in index.named["mref"]:
        if len(node.below("ref", "rref")) < 2:
            yield node, "mref with fewer than two references", "unwrap it"
    for node in index.all("ref", "rref"):
        if node.inside("ref", "rref"):
            yield node, f"{node.name} inside another reference", "take one of the two away"


_URL = lazy_pattern(r"https?://[^\s/]+(?:/\S*)?")
_UN_DOCUMENTS = lazy_pattern(r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/+(?:[a-z]{2}/)?(?P<symbol>[^?#]*)")


@rule(
    "R-089",
    MUST,
    "a/@href is an absolute http(s) URL without spaces, and not the address of a UN symbol on undocs.org",
    note="a symbol without a work IRI (profile section 5, last row) may stay an a; in code, others may not",
    about="a",
)
def web_addresses(index: Index) -> Findings:
    """Profile 2.2 and section 4, row 29."""
    for node in index.named["a"]:
        value = node.attributes["href"]
        if not _URL.fullmatch(value):
            if not value.startswith(("#", "!")):
                yield node, f"“{value}” is no absolute web address without spaces", "write http(s)://…, spaces as %20"
            continue
        found = _UN_DOCUMENTS.match(value)
        if found and _has_work_iri(found["symbol"]):
            yield node, f"“{value}” is the address of a UN document", "write ref with the IRI of the work"


def _has_work_iri(symbol: str) -> bool:
    from urllib.parse import unquote

    from akn.bodies.symbols import parse_symbol

    return parse_symbol(unquote(symbol).strip("/ ")) is not None


_LINKING = ("ref", "rref", "a", "docNumber", "docketNumber", "num", "embeddedText", "quotedText")
_UNLINKED = (*_LINKING, "coverPage", "preface")
_ADOPTED = lazy_pattern("/(?:RES|DEC)/")


@rule(
    *("R-090", MUST, "a resolution or decision number that is recognised in the text or a note is a ref"),
    shown=Shown.PARTLY,
    note="shown: full symbols of adopted texts (A/RES/67/195); short numbers need the words around them",
)
def numbers_are_references(index: Index) -> Findings:
    """Profile 2.2; asked of the text and the notes, not of cover page and title."""
    for holder, text in index.holding(_ADOPTED):
        if holder.name not in _UNLINKED and not holder.inside(*_UNLINKED):
            for printed in _adopted(text):
                yield holder, f"“{printed}” is not linked", "wrap it in ref"


def _adopted(text: str) -> list[str]:
    """The symbols of adopted texts in a text."""
    from akn.bodies.symbols import (
        find_symbols,  # only here: most files have no such text, and the grammar takes time to load
    )

    return [symbol.printed for _, _, symbol in find_symbols(text) if symbol.adopted]


_EDGE = " \t\r\n,;:.“”«»\"'،؛，、。"
_DATE_IN_TEXT = lazy_pattern(r"\d{1,2}([^\d/()]{2,20})\d{4}$")


@rule(
    *("R-091", SHOULD, "ref wraps the symbol or number alone; dates, brackets and commas stay outside"),
    note="in code also: an open bracket, and a date at the end of the text; points are labelled a) in some languages",
    about="ref",
)
def tight_references(index: Index) -> Findings:
    """Profile 2.2."""
    for node in index.named["ref"]:
        words = node.words()
        if not words or node.parent is None:
            continue
        if words[0] in _EDGE or (words[-1] in _EDGE and not _abbreviated(words) and not _LABELLED.search(words)):
            problem = f"the reference “{words}” takes in what stands around it"
            yield node, problem, "leave punctuation and spaces outside"
        elif words.count("(") > words.count(")") or words.count("[") != words.count("]"):
            yield node, f"half a bracket in the reference “{words}”", "take in both brackets or none"
        elif node.below("date") or _dated(words):
            yield node, f"a date in the reference “{one_line(words)}”", "leave the date outside"


_LABELLED = lazy_pattern('[”“"][^\\W_]{1,4}[”“"]$')
"""The label of a point at the end of a reference, as Arabic prints roman ones."""


def _abbreviated(words: str) -> bool:
    """True if the full stop at the end is that of a word: "Ibid.", but not "104/8."."""
    return words[-1] == "." and words[-2:-1].isalpha() and not any(c.isdigit() for c in words)


def _dated(words: str) -> bool:
    """True if a text ends in a day, a word and a year."""
    found = _DATE_IN_TEXT.search(words[-32:])
    return found is not None and any(c.isalpha() for c in found[1])


@rule("R-092", MUST, "a fragment in another work follows the component (/!main#para_3); ~ asks for a portion")
def fragment_after_component(index: Index) -> Findings:
    """Naming Convention 4.8.4."""
    for node, _, value in index.once(pointing):
        path, mark, _ = value.partition("#")
        if not value.startswith("/akn/"):
            continue
        if mark and "/!" not in path:
            yield node, f"“{value}” has a fragment without a component", "write /!main before #"
        elif "~" in value:
            yield node, f"“{value}” asks for a portion document", "write /!main# for ~"


@rule(
    *("R-093", MUST, "each annex of the source is one attachment, with one document element that has its own meta"),
    shown=Shown.PARTLY,
    note="shown: an attachment without document, a document without meta; the number printed, only the source shows",
    about="attachment",
)
def one_document_per_annex(index: Index) -> Findings:
    """Profile 1.5."""
    for node in index.named["attachment"]:
        documents = [c for c in node.children if c.name in DOCUMENTS]
        if len(documents) != 1:
            yield node, f"the attachment holds {how_many(documents, 'document')}", "put one doc into it"
        elif documents[0].child("meta") is None:
            yield documents[0], "the annex has no meta", "add meta with the identification of the component"


@rule(
    "R-094",
    MUST,
    "an attachment has no text of its own but num and heading, absent when the annex prints its label",
    about="attachment",
)
def no_text_in_attachment(index: Index) -> Findings:
    """Profile 1.5: the label is the docType in the preface of the annex."""
    for node in index.named["attachment"]:
        if node.holds_text:
            yield node, "text directly in the attachment", "put it into the document of the annex"
        prefaces = [preface for doc in node.children for preface in doc.named("preface")]
        printed = any(preface.below("docType", "docTitle") for preface in prefaces)
        for child in node.named("num", "heading", "subheading"):
            if child.name == "subheading":
                yield child, "subheading in the attachment", "put it into the preface of the annex"
            elif printed:
                yield child, f"{child.name}, although the annex prints its label", "remove it"


@rule(
    "R-095",
    MUST,
    "documentRef/@href and componentRef/@src name a component of the file, or are a global IRI",
    about="documentRef componentRef",
)
def components_resolve(index: Index) -> Findings:
    """Profile section 4, row 36."""
    for name, attribute in (("documentRef", "href"), ("componentRef", "src")):
        for node in index.named[name]:
            value = node.attributes[attribute]
            target = index.ids.get(value[1:]) if value.startswith("#") else None
            if not value.startswith("/akn/") and (target is None or target.name != "component"):
                held = index.ids.get(value)
                bare = held is not None and held.name == "component"
                problem = "without the # before the eId of a component" if bare else "which is no component"
                remedy = f"write #{value}" if bare else "write # and the eId of a component"
                yield node, f"{attribute} is “{value}”, {problem}", remedy


_KEY = lazy_pattern(r"[a-z][A-Za-z0-9]*")
_OF_OTHERS = {"FRBRauthor": ("as",), "step": ("by", "outcome")}
"""Attributes of elements that have rules of their own."""


@rule("R-096", MUST, "every token of refersTo, as, by, source and outcome is # and the eId of a TLC entry")
def tokens_resolve(index: Index) -> Findings:
    """Profile section 4, row 13; of authors and steps R-036 and R-043 say more.

    Elements of Akoma Ntoso that others put into `meta` (the votes, the footers of pages) keep to it as well.
    """
    lent = [node for node in index.of_others if not node.name.startswith("{")]
    for name in TERM_ATTRIBUTES:
        sound: set[str] = set()
        for node in (*index.bearing[name], *(node for node in lent if name in node.attributes)):
            value = node.attributes[name]
            if value in sound or name in _OF_OTHERS.get(node.name, ()):
                continue
            wrong = [t for t in (value.split() if name == "refersTo" else [value]) if t not in index.entries]
            for token in wrong:
                remedy = (
                    f"define {token} in references, or write the eId of the entry that is meant"
                    if token.startswith("#")
                    else f"in {name} write # and the eId of a TLC entry"
                )
                yield node, index.unnamed(name, token), remedy
            if not wrong:
                sound.add(value)


@rule("R-097", SHOULD, "every TLC entry is used, and no two have the same href")
def terms_used(index: Index) -> Findings:
    """Uses are the attributes of R-096 and FRBRauthor/@href, those without their #, too, of which other rules speak.

    Elements of other namespaces use entries as well: published votes name each state so (`akn4un:voters`).
    """
    used: set[str] = set()
    for name in TERM_ATTRIBUTES:
        for value in {node.attributes[name] for node in (*index.bearing[name], *index.of_others)}:
            used.update(value.split())
    used.update(node.attributes["href"] for node in index.named["FRBRauthor"])
    seen: dict[str, Node] = {}
    meant = any(use.startswith("#") and use not in index.entries for use in used)
    remedy = (
        "see whether one of the references that name no entry (R-096, R-036, R-043) means it; if none does, remove it"
    )
    remedy = remedy if meant else "see whether a text that referred to it is lost; if none is, remove it"
    for term in index.terms:
        if not used & {f"#{term.attributes['eId']}", term.attributes["eId"]}:
            yield term, f"nothing refers to the entry “{term.attributes['eId']}”", remedy
        first = seen.setdefault(term.attributes["href"], term)
        if first is not term:
            yield (
                term,
                f"“{term.attributes['eId']}” and “{first.attributes['eId']}” have the same href",
                "keep one of them",
            )


@rule("R-098", MUST, "the href of a TLC entry is /akn/ontology/{class}/un/…, the class being that of its element")
def ontology_iri(index: Index) -> Findings:
    """Naming Convention 4.11."""
    for term in index.terms:
        start = f"/akn/ontology/{term.name[3:].lower()}/un/"
        href = term.attributes["href"]
        if not href.startswith(start) or href == start:
            problem = f"the href of a {term.name} is “{href}”, not {start}…"
            yield term, problem, f"in a {term.name} begin href with {start}"


@cache
def _structural() -> re.Pattern[str]:
    """What eIds of the structure look like: unique elements by name, all others with a number."""
    alone = {REFERENCES.get(name, name) for name in ONCE} - {"preamble"}
    numbered = {REFERENCES.get(name, name) for name in IDENTIFIED}
    return re.compile(rf"(?:{'|'.join(sorted(alone))})|(?:{'|'.join(sorted(numbered))})_[^_]+(?:_\d+)?|.*__.*")


@rule(
    *("R-099", MUST, "the eId of a TLC entry is none that the structure can produce (preface, body, para_…)"),
    note="in Schematron: the elements that occur once, and para_",
)
def ids_of_terms(index: Index) -> Findings:
    """`preamble` is free for the concept: the element has no eId (R-078)."""
    for term in index.terms:
        if _structural().fullmatch(term.attributes["eId"]):
            yield term, f"“{term.attributes['eId']}” could be the eId of a part of the text", "choose another id"


@lru_cache(maxsize=1024)
def _in_lexicon(key: str, first: str) -> bool:
    """Whether a language file has the key of an action; the language of the text is asked first."""
    from akn.languages import codes

    known = codes()
    return not known or (first in known and _has(first, key)) or any(_has(code, key) for code in known)


def _has(code: str, key: str) -> bool:
    """Whether a language has an action: listed, or made of a listed one and a feeling that goes with it."""
    from akn.languages import load
    from akn.languages.tables import is_composed

    return key in _keys(code) or is_composed(key, _keys(code), load(code).actions)


@cache
def _keys(code: str) -> frozenset[str]:
    from akn.languages import load

    actions = load(code).actions
    return frozenset((*actions.preamble, *actions.operative))


@rule(
    *("R-100", MUST, "a concept for an action points to action_KEY, and the lexicon of the library has the key"),
    note="in code only: the lexicon, and the form of the key (lowerCamelCase)",
)
def known_actions(index: Index) -> Findings:
    """Profile 2.1; an action is a concept, or its entry, with /action/ in its IRI or action_ in its id."""
    language = index.documents[0].language if index.documents else ""
    for term in index.named["TLCConcept"]:
        kind, _, key = term.attributes["href"].rpartition("/")
        is_action = kind.endswith("/concept/un/action")
        if is_action and term.attributes["eId"] != f"action_{key}":
            yield term, f"the action {key} has the eId “{term.attributes['eId']}”", f"write action_{key}"
        elif term.attributes["eId"].startswith("action_") and not is_action:
            yield term, f"“{term.attributes['eId']}” is no action by its href", "end the href in /action/KEY"
        elif is_action and (not _KEY.fullmatch(key) or not _in_lexicon(key, language)):
            yield term, f"the lexicon has no action “{key}”", "use a key of the lexicon, or mark the words with i"


@rule(
    "R-101",
    MUST,
    "container/@name is the text of its first action concept, trimmed; it is never empty",
    about="container",
)
def container_name(index: Index) -> Findings:
    """Profile 2.1; a container without an action may have any name."""
    for node in index.named["container"]:
        name = node.attributes["name"]
        if not stripped(name):
            yield node, "the name is empty", 'write the opening phrase, or name="preambularParagraph"'
            continue
        action = next((inside for inside in node.below("concept") if inside.acts), None)
        wanted = one_line(action.words()) if action is not None else one_line(name)
        if action is not None and name == stripped(action.words()):
            continue  # no-break spaces are those of the text
        # without an action nothing tells which spaces the phrase has
        spaced = name if action is not None else name.replace("\u00a0", " ")
        if one_line(name) == wanted != spaced:
            yield node, f"the name “{name}” has spaces that its opening phrase has not", f'write name="{wanted}"'
        elif spaced != wanted:
            yield node, f"the name is “{name}”, the opening phrase “{wanted}”", f'write name="{wanted}"'


@rule(
    "R-102",
    SHOULD,
    "each numbered operative paragraph of a resolution starts with an action concept",
    about="paragraph",
)
def operative_starts_with_action(index: Index) -> Findings:
    """Asked of paragraphs of the body itself, not of texts adopted in it (hcontainer) nor of annexes."""
    for paragraph in index.named["paragraph"]:
        if _opens_with_action(paragraph) or paragraph.child("num") is None:
            continue
        doc = paragraph.doc
        if doc is None or not doc.is_resolution or paragraph.inside("hcontainer", "authorialNote", "attachment"):
            continue
        yield paragraph, "no action is marked at the beginning of the paragraph", "wrap its opening verb in concept"


def _opens_with_action(paragraph: Node) -> bool:
    """True if the first words of a paragraph are an action; elements that wrap them may stand around."""
    node: Node | None = paragraph
    while node is not None:
        below = [c for c in node.children if c.name not in ("num", "heading", "subheading")]
        if stripped(node.text) or not below:
            return False
        node = below[0]
        if node.name == "concept" and node.acts:
            return True
    return False
