"""Running text as HTML: looks, findings, citations that go somewhere, note references.

What the text shows stands as content; what it means stands in classes (AKN element names after `akn-`) and `data-`
attributes.  The characters are those of the text, in order: `converters.formats.html` reads them back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from akn.citing import context_of, said_kinds
from akn.document import Document, Note
from akn.layout import action_looks, typeset
from akn.patterns import lazy_pattern
from akn.text import LOOKS, Kind, Mark, Text
from akn.walk import Place
from akn.xml.elements import Path
from akn.xml.nest import Op, sweep
from converters.links import Links

REFERENCES = frozenset({Kind.REF, Kind.RREF, Kind.MREF})
_NAMED = REFERENCES | {Kind.NOTE}
CHARACTERS, OPEN, CLOSE = int(Op.CHARACTERS), int(Op.OPEN), int(Op.CLOSE)
_LOOKS = {kind: (f"<{kind.value}>", f"</{kind.value}>") for kind in LOOKS}
ADDRESSEES = frozenset({Kind.ORGANIZATION, Kind.ROLE, Kind.LOCATION, Kind.PERSON})

_SAFE = lazy_pattern(r"(?:https?://|mailto:|ftp://|[#/])", re.IGNORECASE)
# numbers that a line must not part at their dash ("4–8", "2024-2025") or between their groups ("302 705.6"): five
# groups at most, as the cells of a table that stand in one line of a text are no figure
_RANGE = lazy_pattern(
    r"(?<![0-9])(?<![0-9][.,])(?:[0-9][0-9.,]*[-–—][0-9][0-9.,]*|[0-9]{1,3}(?: [0-9]{3}){1,4}(?![0-9])(?:[.,][0-9]+)?)"
)
# Latin words and the numbers around them: between Arabic words they would lose their order (UAX #9, rule W2)
_LATIN = lazy_pattern(
    r"(?<!\()[0-9(]*[0-9A-Za-z\u00c0-\u024f][0-9A-Za-z\u00c0-\u024f .,:/()&'’–-]*[0-9A-Za-z\u00c0-\u024f)]"
)
_RIGHT = lazy_pattern(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")  # letters of scripts that run from right to left
_STOPPED = lazy_pattern(r"\S+[^\s.]\.")
_LETTER = lazy_pattern(r"[A-Za-z\u00c0-\u024f]")
_NAME = lazy_pattern(r"[^\w-]+")


class Inliner:
    """Makes HTML of the texts of one document; `eids` are its identifiers.

    `rows` are the ids of a page that shows several documents: texts have no ids of their own there, and notes no links.
    `verdicts` tell of references, by their ids, what a register says of them: a verdict, and words for a person.
    """

    def __init__(
        self,
        document: Document,
        eids: Mapping[Path, str],
        links: Links,
        *,
        rtl: bool = False,
        rows: frozenset[str] | None = None,
        verdicts: Mapping[str, tuple[str, str]] = MappingProxyType({}),
    ) -> None:
        self._eids = eids
        self._links = links
        self._rtl = rtl
        self._verdicts = verdicts
        self._looks = action_looks(document.metadata.language)
        self._notes: dict[str, tuple[int, Note]] = {}
        for i, note in enumerate(document.notes):
            self._notes.setdefault(note.key, (i, note))
        own = frozenset((*eids.values(), *(term.eid for term in document.terms)))
        self._known = own if rows is None else rows
        self._alone = rows is None
        self._called: set[str] = set()
        self._context = context_of(document)
        self._kinds: Mapping[tuple[int, int], str] = {}
        self.counts: dict[str, int] = {}

    def html(self, text: Text, path: Path, *, addressee: Mark | None = None) -> str:
        """The text as HTML; `path` leads to it in the document, `addressee` is its mark of whoever is addressed."""
        if self._rtl and _LETTER.search(text.content) and not _RIGHT.search(text.content):
            # a line of Latin words alone, whatever is marked in it
            # a stop after a symbol alone ("A/99/302.") ends the line of the page
            end = len(text.content) - (1 if _STOPPED.fullmatch(text.content) else 0)
            if any(m.end > end for m in text.marks):
                end = len(text.content)
            self._rtl = False
            inside = self.html(text.slice(0, end), path, addressee=addressee)
            self._rtl = True
            return f'<bdi dir="ltr">{inside}</bdi>{text.content[end:]}'
        return self._marked(text, path, addressee) if text.marks else self.characters(text.content)

    def _marked(self, text: Text, path: Path, addressee: Mark | None) -> str:
        """The text with its marks as elements."""
        ids = [self._eids.get((*path, j), "") for j, m in enumerate(text.marks) if m.kind in _NAMED]
        self._kinds = self._said_kinds(text, path)
        shown = typeset(text, self._looks)
        content, marks = shown.content, shown.marks
        names = dict(zip((j for j, m in enumerate(marks) if m.kind in _NAMED), ids, strict=False))
        out: list[str] = []
        ends: dict[int, str] = {}
        within = 0  # how many links are open: HTML has none inside another
        for op, first, second in sweep(shown):
            if op == CHARACTERS:
                out.append(self.characters(content[first:second]))
            elif op == OPEN:
                m = marks[first]
                if m.kind in LOOKS:
                    start, end = _LOOKS[m.kind]
                else:
                    kind = "addressee" if addressee and m == addressee else ""
                    name = names.get(first, "") if second and names else ""
                    start, end = self._element(m, name, shown, kind, link=not within)
                    within += end == "</a>"
                ends[first] = end
                out.append(start)
            elif op == CLOSE:
                end = ends[first]
                within -= end == "</a>"
                out.append(end)
            elif marks[first].kind is Kind.BREAK:
                out.append("<br>")
            else:
                out.append(self._call(marks[first], names.get(first, ""), link=not within))
        return "".join(out)

    def _said_kinds(self, text: Text, path: Path) -> Mapping[tuple[int, int], str]:
        """What the words say of what the text cites, where it cites something: decisions."""
        if self._context is None or not any(m.kind is Kind.REF for m in text.marks):
            return {}
        return said_kinds(text, self._context.at(Place.NOTE if path[:1] == ("notes",) else Place.OPERATIVE))

    def characters(self, content: str) -> str:
        """Characters as content of HTML: ranges of numbers kept together, Latin runs kept in order."""
        if self._rtl and _LETTER.search(content):
            return "".join(
                f'<bdi dir="ltr">{escape(piece, quote=False)}</bdi>' if i % 2 else _kept_together(piece)
                for i, piece in enumerate(_split(content))
            )
        return _kept_together(content)

    def _element(self, m: Mark, id_: str, text: Text, kind: str, *, link: bool) -> tuple[str, str]:
        """The tags of a mark."""
        if m.kind is Kind.SPAN and m.get("shown") in ("ins", "del", "mark", "u"):  # what a page marks itself
            return f"<{m.get('shown')}>", f"</{m.get('shown')}>"
        self.counts[m.kind] = self.counts.get(m.kind, 0) + 1
        name = attribute("id", id_)
        if m.kind in (Kind.REF, Kind.RREF):
            return self._reference(m, id_, text.content[m.start : m.end], link=link)
        href = m.get("href")
        if m.kind is Kind.LINK:
            if link and _SAFE.match(href) and text.content[m.start : m.end].strip():
                return f'<a href="{escape(href)}">', "</a>"
            # nothing to click on, or an address of a kind that must not be followed (javascript:)
            return f'<span class="akn-a" data-href="{escape(href)}">', "</span>"
        when = attribute("datetime", m.get("date")) if m.kind in (Kind.DATE, Kind.DOC_DATE) else ""
        element = "time" if when else "span"
        about = attribute("data-refersTo", m.get("refersTo")) + attribute("data-normalized", m.get("normalized"))
        also = f" akn-{kind}" if kind else ""
        if kind:
            self.counts[kind] = self.counts.get(kind, 0) + 1
        return f'<{element}{name} class="akn-{m.kind.value}{also}"{when}{about}>', f"</{element}>"

    def _reference(self, m: Mark, id_: str, printed: str, *, link: bool) -> tuple[str, str]:
        address = m.get("href") or m.get("from")
        target = self._links.target(address, printed, self._kinds.get((m.start, m.end), ""))
        href = target.href if link and printed.strip() else ""
        if not _SAFE.match(href) and self._links.mode != "relative":
            href = ""
        if href.startswith("#") and href[1:] not in self._known:
            href = ""
        verdict, known = self._verdicts.get(id_, ("", ""))
        told = " · ".join(x for x in (target.symbol, target.date, target.address, known) if x)
        data = attribute("href", href) + attribute("data-cite", told) + attribute("data-upTo", m.get("upTo"))
        data += attribute("data-verdict", verdict)
        element = "a" if href else "span"
        return f'<{element}{attribute("id", id_)} class="akn-{m.kind.value}"{data}>', f"</{element}>"

    def _call(self, m: Mark, id_: str, *, link: bool) -> str:
        key, own = m.get("key"), m.get("marker")
        apart = ' dir="ltr"' if self._rtl else ""  # a number before the call would run together with it
        if key not in self._notes:
            printed = escape(own or key)
            if not key:
                return f'<sup{apart} class="akn-noteRef" data-marker="{escape(own)}">{printed}</sup>'
            named = f'data-key="{escape(key)}"{attribute("data-marker", own)}'
            return f'<sup{apart} class="akn-noteRef" {named}>{printed}</sup>'
        i, note = self._notes[key]
        if not self._alone:
            return f'<sup{apart} class="akn-noteRef">{escape(own or note.marker or key)}</sup>'
        target = note_id(i, self._eids)
        place = attribute("id", call_id(target) if key not in self._called else id_)
        self._called.add(key)
        data = attribute("data-key", key) + attribute("data-marker", own)
        shown = escape(own or note.marker or key)
        if not link:
            return f'<sup{apart} class="akn-noteRef"{place}{data}>{shown}</sup>'
        link_to = f'<a{place} href="#{escape(target)}" role="doc-noteref">{shown}</a>'
        return f'<sup{apart} class="akn-noteRef"{data}>{link_to}</sup>'

    @property
    def called(self) -> frozenset[str]:
        """The keys of the notes that texts have called so far."""
        return frozenset(self._called)


def note_id(i: int, eids: Mapping[Path, str]) -> str:
    """The id of a note on the page: its eId, or its place for a note that nothing calls."""
    return eids.get(("notes", i)) or f"view-note-{i + 1}"


def call_id(note: str) -> str:
    """The id of the first call of a note."""
    return f"view-call-{note}"


def addressee_of(text: Text) -> Mark | None:
    """The body or person named next after the action that opens a paragraph: whom it addresses, as far as marked.

    Up to four short words may stand between ("Also requests once again the Secretary-General"), a sign may not.
    """
    action = next((m for m in text.marks if m.kind is Kind.ACTION), None)
    if action is None:
        return None
    for m in text.marks:
        if m.start >= action.end and m.kind in ADDRESSEES:
            between = text.content[action.end : m.start]
            return m if len(between) <= 24 and not any(c in between for c in ".,;:،؛，；：(") else None
    return None


def role_of(text: Text) -> str:
    """What a line of the masthead is for the layout of the page."""
    for m in text.marks:
        about = m.get("refersTo")
        if m.kind is Kind.DOC_AUTHORITY:
            return "publisher" if about == "#un" else "docAuthority"
        if m.kind in (Kind.DOC_NUMBER, Kind.DOC_STATUS, Kind.DOC_DATE, Kind.SESSION, Kind.DOC_PROPONENT):
            return str(m.kind.value)
        if m.kind is Kind.INLINE:
            return "agenda" if m.get("name").startswith("agenda item") else ""
    return ""


def _split(content: str) -> list[str]:
    """The content cut so that every second piece is a run of Latin words with the numbers around them."""
    pieces, at = [], 0
    for m in _LATIN.finditer(content):
        if _LETTER.search(m[0]):
            pieces += [content[at : m.start()], m[0]]
            at = m.end()
    return [*pieces, content[at:]]


def _kept_together(content: str) -> str:
    """Characters as content of HTML: no line ends within a range ("2043-2044") or a grouped figure ("3 342.8")."""
    if any(sign in content for sign in "-–— "):
        pieces, at = [], 0
        for m in _RANGE.finditer(content):
            pieces.append(f'{escape(content[at : m.start()], quote=False)}<span class="nb">{m[0]}</span>')
            at = m.end()
        return "".join(pieces) + escape(content[at:], quote=False)
    return escape(content, quote=False)


def attribute(name: str, value: str) -> str:
    """An attribute, if it has a value."""
    return f' {name}="{escape(value)}"' if value else ""
