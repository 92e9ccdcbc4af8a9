"""What published files hold, mended: their running text as this library keeps it (`tidied`), and their metadata
(`MetaMender`): entries for what they name, nothing that is empty, nothing that is false.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Annex, BodyNode, Division, Document, Metadata, Note, Operative, Raw, Table, Term
from akn.inline.documents import symbol_in
from akn.patterns import lazy_pattern
from akn.text import ANCHORS, Kind, Mark, Text
from akn.walk import Place, with_texts
from akn.xml.emit_meta import author_of
from akn.xml.names import SOURCE
from akn.xml.nest import raw_name
from akn.xml.parser import parse_xml
from akn.xml.read_inline import name_of, raw_of
from akn.xml.uri import FALSE_DATES
from akn.xml.values import OBJECT, is_date

if TYPE_CHECKING:
    from lxml.etree import _Element

# running text: looks, calls of notes, images

# classes of span that say how words look, by the words that they are made of
_LOOKS = {
    "italic": Kind.ITALIC,
    "bold": Kind.BOLD,
    "underline": Kind.UNDERLINE,
    "superscript": Kind.SUPERSCRIPT,
    "subscript": Kind.SUBSCRIPT,
}

_IMAGE = lazy_pattern(r"<(?:[\w.-]+:)?img\b")
_UNSEEN = frozenset(" \u00a0\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BRACKETS = {"(": ")", "[": "]", "（": "）"}


def tidied(document: Document, changes: Counter[str]) -> Document:
    """The document with its texts as this library keeps them; what was done is counted in `changes`."""

    def change(text: Text, place: Place) -> Text:
        return tidy(text, changes) if text.marks else text.strip()

    document = with_texts(document, change)
    document = replace(
        document,
        body=_with_words(document.body, changes),
        annexes=_annexes_with_words(document.annexes, changes),
        parts=tuple(
            replace(part, body=_with_words(part.body, changes), annexes=_annexes_with_words(part.annexes, changes))
            for part in document.parts
        ),
    )
    return replace(document, notes=tuple(_without_marker(note, changes) for note in document.notes))


def _with_words(nodes: tuple[BodyNode, ...], changes: Counter[str]) -> tuple[BodyNode, ...]:
    """The nodes of a body where a number that stood in a paragraph by itself has the words of the next one.

    Published files part them where the source sets the number in a cell of its own: 76/258 has 309 such numbers in
    French and in Spanish, none in the four other languages.
    """
    found: list[BodyNode] = []
    for node in nodes:
        before = found[-1] if found else None
        if isinstance(node, Division):
            found.append(replace(node, children=_with_words(node.children, changes)))
        elif isinstance(node, Operative) and not node.num and isinstance(before, Operative) and _is_number(before):
            found[-1] = replace(before, content=node.content)
            changes["numbers"] += 1
        else:
            found.append(node)
    return tuple(found)


def _annexes_with_words(annexes: tuple[Annex, ...], changes: Counter[str]) -> tuple[Annex, ...]:
    return tuple(
        replace(annex, body=_with_words(annex.body, changes), annexes=_annexes_with_words(annex.annexes, changes))
        for annex in annexes
    )


def _is_number(paragraph: Operative) -> bool:
    """True for a paragraph that has a number and no words."""
    said = (part for part in paragraph.content if not (isinstance(part, Text) and not part.content.strip()))
    return bool(paragraph.num) and next(said, None) is None


def tidy(text: Text, changes: Counter[str]) -> Text:
    """One text: spans that say how words look are looks, images are gone, calls of notes stand free."""
    text = _without_images(text, changes)
    text = _with_looks(text, changes)
    if text.of(Kind.NOTE):
        text = _with_free_calls(text, changes)
    return text.strip()


def _with_looks(text: Text, changes: Counter[str]) -> Text:
    marks: list[Mark] = []
    for m in text.marks:
        if m.kind is Kind.SPAN and not m.get("xml:lang"):
            found = {_LOOKS[word] for word in m.get("class").split() if word in _LOOKS}
            marks += [Mark(m.start, m.end, kind) for kind in sorted(found)]
            changes["spans"] += 1
        elif m.kind is Kind.INLINE and "font-variant" in m.get("style"):
            changes["spans"] += 1
        elif m.kind is Kind.LINK and _is_no_address(m.get("href")):
            changes["addresses"] += 1
        else:
            marks.append(m)
    return Text(text.content, tuple(marks))


def _is_no_address(href: str) -> bool:
    """Whether a link leads nowhere outside the machine that it was made on (R-089)."""
    return not href.startswith(("http://", "https://")) or (" " in href.strip() and not symbol_in(href))


def _without_images(text: Text, changes: Counter[str]) -> Text:
    """Emblems and bar codes are ornaments of the page (profile 1.4)."""
    for m in reversed(text.of(Kind.FOREIGN)):
        if text.content[m.start : m.end] == OBJECT and _IMAGE.match(m.get("xml")):
            changes["images"] += 1
            # the space that parted the image from the words goes with it
            end = m.end + 1 if text.content[m.end : m.end + 1] == " " else m.end
            others = tuple(other for other in text.marks if other is not m)
            text = Text(text.content, others).replaced(m.start, end)
    return text


def _with_free_calls(text: Text, changes: Counter[str]) -> Text:
    """Calls without sup around them, without brackets, after the punctuation before them, outside of words."""
    content = text.content
    kept = [m for m in text.marks if m.kind is not Kind.SUPERSCRIPT or _has_words(content[m.start : m.end])]
    text = Text(content, tuple(kept))
    for m in reversed(text.of(Kind.NOTE)):
        text = _without_brackets(text, m.start, changes)
    return _moved(text, changes)


def _has_words(content: str) -> bool:
    return any(c.isalnum() for c in content)


def _without_brackets(text: Text, at: int, changes: Counter[str]) -> Text:
    """The text without the brackets that hold nothing but a call: they are a part of the call."""
    content = text.content
    left, right = at, at
    while left and content[left - 1] in _UNSEEN:
        left -= 1
    while right < len(content) and content[right] in _UNSEEN:
        right += 1
    closing = _BRACKETS.get(content[left - 1 : left])
    if closing is None or content[right : right + 1] != closing:
        return text
    changes["calls"] += 1
    return text.replaced(left - 1, right + 1)


def _moved(text: Text, changes: Counter[str]) -> Text:
    """Calls that stand in a word or after a space moved to where the printed call stands."""
    marks = []
    moved = False
    for m in text.marks:
        at = _place(text.content, m.start) if m.kind is Kind.NOTE else m.start
        if at != m.start:
            changes["words" if text.content[m.start - 1] != " " else "spaces"] += 1
            moved = True
            m = Mark(at, at, m.kind, m.attributes)
        marks.append(m)
    if not moved:
        return text
    # in the order of their places, then of the source
    anchors = sorted((m for m in marks if m.kind in ANCHORS), key=lambda m: m.start)
    text = Text(text.content, (*anchors, *(m for m in marks if m.kind not in ANCHORS)))
    # a call that stood between two spaces leaves one
    for m in reversed(text.of(Kind.NOTE)):
        if text.content[m.start : m.start + 2] == "  ":
            text = text.replaced(m.start + 1, m.start + 2)
    return text


def _place(content: str, at: int) -> int:
    """Where a call belongs: not between two letters of a word, not after a space.

    Published files put a call one character late ("t^he"), or lose the space after it ("Agreement^and"): one letter
    before the call belongs to the word after it; anything else stays where it is, because the words do not tell.
    """
    if 0 < at < len(content) and content[at - 1].isalpha() and content[at].isalpha() and _spaced(content[at - 1]):
        first = at - 1
        if first == 0 or not content[first - 1].isalnum():
            at = first
        elif at + 1 == len(content) or not content[at + 1].isalnum():
            at += 1
    while at and content[at - 1] == " ":
        at -= 1
    return at


def _spaced(letter: str) -> bool:
    """Whether the letter is of a script that parts words by spaces: those of Europe and Arabic."""
    return ord(letter) < 0x700 or 0x1E00 <= ord(letter) < 0x2000


def _without_marker(note: Note, changes: Counter[str]) -> Note:
    """A note whose text does not repeat its marker (R-082): "()", or the number set high at its start."""
    if not note.content:
        return note
    first = note.content[0]
    if isinstance(first, Table) or not isinstance(first, Text):
        return note
    digits = re.escape(note.marker) if note.marker else "(?!)"
    match = re.match(rf"\(\s*\)\s*|\(\s*{digits}\s*\)\s*", first.content)
    end = match.end() if match else 0
    for m in first.of(Kind.SUPERSCRIPT):
        if m.start == 0 and first.content[: m.end].strip(" ().") in (note.marker, ""):
            end = max(end, m.end)
    if not end:
        return note
    changes["notes"] += 1
    rest = first.slice(end).strip()
    content = (rest, *note.content[1:]) if rest else note.content[1:]
    return replace(note, content=content)


# metadata

_WORD = lazy_pattern(r"[A-Za-z0-9]+")
_HUMP = lazy_pattern(r"(?<=[a-z0-9])(?=[A-Z])")


def _is_sound(term: Term) -> bool:
    """Whether an entry of the file keeps R-098: its address says the class that its element says."""
    kind = term.kind.removeprefix("TLC").lower()
    return term.href.startswith(f"/akn/ontology/{kind}/un/")


class MetaMender:
    """Mends kept metadata elements; `terms` are the entries that they need beside those of the document."""

    def __init__(self, metadata: Metadata, terms: Iterable[Term], declared: Iterable[Term], source: str) -> None:
        self.known = {t.eid: t for t in terms}
        self._declared = {t.eid: t for t in declared if _is_sound(t)}
        self.author = author_of(metadata.actor, self.known.values())
        self.terms: list[Term] = []
        self.diagnostics: list[Diagnostic] = []
        self._source = source

    def mended(self, raws: Iterable[Raw]) -> tuple[Raw, ...]:
        """The elements that still say something, each in a form that keeps R-043 to R-045 and R-096."""
        return tuple(found for raw in raws if (found := self._mended(raw)) is not None)

    def _mended(self, raw: Raw) -> Raw | None:
        name = raw_name(raw)
        if name == "presentation":
            self.left_out(name, "it holds headers and footers of pages")
            return None
        mend = _MENDERS.get(name)
        if mend is None:
            return raw
        element = parse_xml(raw.xml.encode()).getroot()
        if not mend(element, self):
            self.left_out(name, "nothing in it has a value")
            return None
        return raw_of(element)

    def left_out(self, element: str, reason: str) -> None:
        """Tell what is gone and why."""
        where = Position(source=self._source)
        self.diagnostics.append(Code.METADATA_LEFT_OUT.at(where, element=element, reason=reason))

    def known_entry(self, token: str) -> bool:
        """Whether the token names an entry of the document, or one of the file that can be taken over."""
        eid = token.removeprefix("#")
        if not token.startswith("#"):
            return False
        if eid not in self.known and eid in self._declared:
            self._take(self._declared[eid])
        return eid in self.known

    def _take(self, term: Term) -> None:
        self.known[term.eid] = term
        self.terms.append(term)

    def entry(self, kind: str, eid: str, href: str, label: str) -> str:
        """A reference to an entry, which is made if there is none with this address yet."""
        for term in self.known.values():
            if term.href == href:
                return f"#{term.eid}"
        plain, n = eid, 1
        while eid in self.known:
            n += 1
            eid = f"{plain}_{n}"
        self._take(Term(kind, eid, href, label))
        return f"#{eid}"

    def concept(self, name: str, family: str) -> str:
        """A reference to the concept that a bare name of a published file stands for."""
        if self.known_entry(name):
            return name
        words = _WORD.findall(name.lstrip("#"))
        key = words[0] + "".join(word[:1].upper() + word[1:] for word in words[1:]) if words else "unknown"
        label = _HUMP.sub(" ", name.lstrip("#")).lower() if " " not in name else name
        return self.entry("TLCConcept", key, f"/akn/ontology/concept/un/{family}/{key}", label[:1].upper() + label[1:])


def _classification(element: _Element, mender: MetaMender) -> bool:
    """Keywords with a value; who assigned them is an organization (`source`)."""
    source = element.get("source") or ""
    key = "".join(_WORD.findall(source.removeprefix("http://").removeprefix("https://"))) or SOURCE
    if not mender.known_entry(source):
        href = f"/akn/ontology/organization/un/{key}"
        made = source not in ("", f"#{SOURCE}")
        element.set("source", mender.entry("TLCOrganization", key, href, source) if made else f"#{SOURCE}")
    for keyword in list(element):
        if not (keyword.get("value") or "").strip():
            element.remove(keyword)
            continue
        refers = keyword.get("refersTo") or ""
        if refers:
            # "agenda" and "title" tell what kind of keyword it is; that is a concept
            keyword.set("refersTo", mender.concept(refers, "keyword"))
        for name in ("showAs", "dictionary"):
            if keyword.get(name) is None:
                keyword.set(name, keyword.get("value") or "")
    return len(element) > 0


def _workflow(element: _Element, mender: MetaMender) -> bool:
    """Steps with a real date; who took them and what about are entries, the outcome is a concept."""
    element.set("source", f"#{SOURCE}")
    undated: list[str] = []
    for step in list(element):
        if (step.get("date") or "") in FALSE_DATES or not is_date(step.get("date") or ""):
            undated.append(_named(step))
            element.remove(step)
            continue
        _step(step, mender)
    if undated:
        steps = "a step" if len(undated) == 1 else f"{len(undated)} steps"
        has = "it has" if len(undated) == 1 else "they have"
        mender.left_out(steps, f"{has} no date, which a step needs ({'; '.join(undated)})")
    return len(element) > 0


def _named(step: _Element) -> str:
    """What a step says, for someone who looks for it: its attributes that are not empty."""
    shown = [
        f"{name} “{value}”" for name in ("by", "as", "outcome", "refersTo") if (value := step.get(name, "").strip())
    ]
    return ", ".join(shown) or "it says nothing"


def _step(step: _Element, mender: MetaMender) -> None:
    _step_about(step, mender)
    by = (step.get("by") or "").strip()
    if by and not by.startswith("#"):
        key = f"agent_{len([t for t in mender.terms if t.eid.startswith('agent_')]) + 1}"
        known = next((t for t in mender.terms if t.kind == "TLCOrganization" and t.label == by), None)
        href = f"/akn/ontology/organization/un/{key}"
        step.set("by", f"#{known.eid}" if known else mender.entry("TLCOrganization", key, href, by))
    elif not mender.known_entry(by):
        step.set("by", f"#{mender.author}")
    step.set("outcome", mender.concept(step.get("outcome") or "unknown", "outcome"))


def _step_about(step: _Element, mender: MetaMender) -> None:
    """What a step is about is an entry; where it names none that is known, nothing is left of it."""
    about = (step.get("as") or "").strip()
    if about and not about.startswith("#"):
        key = "document_" + "-".join(_WORD.findall(about))
        href = "/akn/ontology/object/un/document/" + "-".join(_WORD.findall(about))
        step.set("refersTo", mender.entry("TLCObject", key, href, about))
        del step.attrib["as"]
    elif not all(mender.known_entry(token) for token in (step.get("refersTo") or "").split()):
        del step.attrib["refersTo"]


def _analysis(element: _Element, mender: MetaMender) -> bool:
    """Votings with at least one count (R-044); quorums only with a number."""
    element.set("source", f"#{SOURCE}")
    for voting in [e for e in element.iter() if name_of(e) == "voting"]:
        _voting(voting, mender)
    for holder in [e for e in element.iter() if name_of(e) == "parliamentary" and len(e) == 0]:
        _remove(holder)
    for child in element.iter():
        refers = child.get("refersTo")
        if refers is not None:
            tokens = [mender.concept(token, "voting") for token in refers.split()]
            if tokens:
                child.set("refersTo", " ".join(tokens))
            else:
                del child.attrib["refersTo"]
    return len(element) > 0


def _voting(voting: _Element, mender: MetaMender) -> None:
    """A voting whose counts and quorum are numbers and whose outcome is a concept; none without a count."""
    for child in list(voting):
        if name_of(child) in ("quorum", "count") and not (child.get("value") or "").strip().isdigit():
            voting.remove(child)
    if not any(name_of(child) == "count" for child in voting):
        _remove(voting)
    elif outcome := voting.get("outcome"):
        voting.set("outcome", mender.concept(outcome, "outcome"))


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


_MENDERS: dict[str, Callable[[_Element, MetaMender], bool]] = {
    "classification": _classification,
    "workflow": _workflow,
    "analysis": _analysis,
}
