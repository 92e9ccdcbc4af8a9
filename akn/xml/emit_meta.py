"""The metadata of a document as XML: identification, publication, workflow, references (profile 1.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from akn.document import Annex, Document, Metadata, Part, Raw, Term
from akn.text import Kind
from akn.xml.emit_markup import is_date, kept, quoted, uri
from akn.xml.names import DOC_REFS, FACTS, META_ORDER, PRINTED, SOURCE, SYMBOL, bare_symbol
from akn.xml.nest import raw_name
from akn.xml.uri import UNKNOWN_DATE, WorkUri, work_of

PUBLICATION = "United Nations document"
"""`publication/@name`: what carries the text to the public."""

TLC = frozenset(
    f"TLC{name}"
    for name in ("Person", "Organization", "Concept", "Object", "Event", "Location", "Process", "Role", "Term")
)


def author_of(actor: str, terms: Iterable[Term]) -> str:
    """The id of the organization that the actor of the work IRI names (R-037); the actor itself if there is none."""
    return next((t.eid for t in terms if t.kind == "TLCOrganization" and t.href.rsplit("/", 1)[-1] == actor), actor)


def workflow_step(metadata: Metadata, terms: Sequence[Term]) -> dict[str, str]:
    """The attributes of the workflow step of adoption, or of the submission of a draft (R-043).

    Empty if the document does not tell of one (R-045).
    """
    eids = {t.eid for t in terms}
    outcome = {"adoption": "adopted", "publication": "submitted"}.get(metadata.date_name, "")
    author = author_of(metadata.actor, terms)
    if not is_date(metadata.date) or outcome not in eids or author not in eids:
        return {}
    step = {"date": metadata.date, "by": f"#{author}", "outcome": f"#{outcome}"}
    if outcome == "submitted":
        return step
    return step | ({"refersTo": "#adoptionMeeting"} if "adoptionMeeting" in eids else {})


def _session_shown(whole: Document | Part) -> str:
    cover = whole.cover if isinstance(whole, Document) else ()
    return next((m.get("value") for line in (*cover, *whole.preface) for m in line.of(Kind.SESSION)), "")


def _meeting_shown(whole: Document | Part) -> str:
    cover = whole.cover if isinstance(whole, Document) else ()
    quantities = (m for line in (*whole.conclusions, *whole.preface, *cover) for m in line.of(Kind.QUANTITY))
    return next((m.get("normalized") for m in quantities if m.get("refersTo") == "#meetingNumber"), "")


_SHOWN: dict[str, Callable[[Document | Part], str]] = {"session": _session_shown, "meeting": _meeting_shown}
"""The fields of the metadata that no element of `meta` says, and how the marks of a document show each."""


def facts_of(whole: Document | Part) -> dict[str, str]:
    """What the marks of a document tell about it, by the names of the fields of its metadata.

    Emit writes what the metadata says beyond that into `proprietary`; read looks here first.
    """
    return {name: shown(whole) for name, shown in _SHOWN.items()}


def attribute_of(name: str) -> str:
    """What a field of the metadata is called in XML, as all names there are.

    >>> attribute_of("original_language")
    'originalLanguage'
    """
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def misprinted(document: Document) -> str:
    """The symbol on the cover page, if it is none of the document; empty if it is, or if there are several."""
    found = [t.content[m.start : m.end] for t in document.cover for m in t.of(Kind.DOC_NUMBER)]
    if len(found) != 1 or not document.metadata.symbols:
        return ""
    bare = bare_symbol(found[0])
    return "" if any(bare_symbol(symbol) in bare for symbol in document.metadata.symbols) else found[0].strip()


class MetaWriter:
    """Writes the `meta` of the document and of its parts and annexes; terms are those of the whole document."""

    def __init__(self, document: Document, out: list[str]) -> None:
        self._document = document
        self._out = out
        terms = document.terms
        eids = {t.eid for t in terms}
        self._author = ' as="#author"' if "author" in eids else ""
        self._issuer = ' as="#issuer"' if "issuer" in eids else ""
        self._editor = ' as="#editor"' if "editor" in eids else ""
        self._un = "un" if "un" in eids else ""

    def of_document(self, nl: str) -> None:
        """The `meta` of the document itself."""
        document = self._document
        work = work_of(document.metadata, collection=bool(document.parts))
        raws: dict[str, list[Raw]] = {}
        for raw in document.meta:
            name = raw_name(raw)
            place = "references" if name in DOC_REFS or name.startswith("TLC") else name
            raws.setdefault(place if place in META_ORDER else "proprietary", []).append(raw)
        self._meta(nl, document, work, raws, "", document.terms)

    def of_part(self, nl: str, part: Part, eid: str) -> None:
        """The `meta` of one resolution of a multi-part issue; its terms stand in the meta of the issue."""
        self._meta(nl, part, work_of(part.metadata), {}, f"{eid}__", ())

    def of_annex(self, nl: str, host: Metadata, work: WorkUri, annex: Annex, eid: str) -> None:
        """The `meta` of an annex: its own component, everything else from its host (R-052, R-093)."""
        out, inner = self._out, nl + " "
        out.append(f'{nl}<meta>{inner}<identification source="#{SOURCE}">')
        self._frbr(inner + " ", host, work, whole=False)
        out.append(f"{inner}</identification>")
        self._references(inner, work, annex.annexes, (), (), f"{eid}__")
        out.append(f"{nl}</meta>")

    def _meta(
        self,
        nl: str,
        whole: Document | Part,
        work: WorkUri,
        raws: dict[str, list[Raw]],
        prefix: str,
        terms: Sequence[Term],
    ) -> None:
        metadata = whole.metadata
        out, inner = self._out, nl + " "
        out.append(f'{nl}<meta>{inner}<identification source="#{SOURCE}">')
        self._frbr(inner + " ", metadata, work.at(), whole=True)
        out.append(f"{inner}</identification>")
        if is_date(metadata.published) and "publication" not in raws:
            symbol = quoted(metadata.symbols[0] if metadata.symbols else metadata.number)
            number = f' number="{symbol}"' if symbol else ""
            name = quoted(PUBLICATION)
            shown = symbol or name
            out.append(f'{inner}<publication date="{metadata.published}" name="{name}" showAs="{shown}"{number}/>')
        for name in META_ORDER:
            if name == "references":
                self._references(inner, work, whole.annexes, terms, raws.get(name, ()), prefix)
                continue
            if name == "workflow" and name not in raws:
                self._workflow(inner, metadata)
            for raw in raws.get(name, ()):
                xml = kept(raw)
                if name == "proprietary" and raw_name(raw) != "proprietary":
                    # an element of others that the XSD knows no place for
                    xml = f'<proprietary source="#{SOURCE}">{xml}</proprietary>'
                out.append(inner + xml)
            if name == "proprietary":
                self._facts(inner, whole)
        out.append(f"{nl}</meta>")

    def _workflow(self, nl: str, metadata: Metadata) -> None:
        step = workflow_step(metadata, self._document.terms)
        if step:
            attributes = "".join(f' {name}="{quoted(value)}"' for name, value in step.items())
            self._out.append(f'{nl}<workflow source="#{SOURCE}"><step{attributes}/></workflow>')

    def _facts(self, nl: str, whole: Document | Part) -> None:
        """What no element of AKN says, in a namespace of ours, and only that."""
        metadata = whole.metadata
        facts = {name: value for name, shown in facts_of(whole).items() if (value := getattr(metadata, name)) != shown}
        original = metadata.original_language
        if original and original == metadata.language:  # of another one `FRBRtranslation` tells
            facts["original_language"] = original
        if facts:
            attributes = "".join(f' {attribute_of(name)}="{quoted(value)}"' for name, value in facts.items())
            self._out.append(f'{nl}<proprietary source="#{SOURCE}"><facts xmlns="{FACTS}"{attributes}/></proprietary>')

    def _references(
        self,
        nl: str,
        work: WorkUri,
        annexes: Sequence[Annex],
        terms: Sequence[Term],
        raws: Iterable[Raw],
        prefix: str,
    ) -> None:
        lines = []
        used = {t.eid for t in self._document.terms}
        for i, annex in enumerate(annexes, 1):
            eid = f"{prefix}hasAttachment_{i}"
            while eid in used:
                eid += "_2"
            href = quoted(str(work.at(component_of(work, i))))
            lines.append(f'<hasAttachment eId="{eid}" href="{href}" showAs="{quoted(title_of(annex, i))}"/>')
        seen: set[str] = set()
        for term in terms:
            if term.eid not in seen and term.eid.split() == [term.eid]:
                seen.add(term.eid)
                lines.append(_entry(term))
        lines += [kept(raw) for raw in raws]
        if lines:
            inner = nl + " "
            self._out.append(f'{nl}<references source="#{SOURCE}">{inner}{inner.join(lines)}{nl}</references>')

    def _frbr(self, nl: str, metadata: Metadata, work: WorkUri, *, whole: bool) -> None:
        """The three levels of FRBR; `work` carries the component."""
        author = f'href="#{quoted(author_of(metadata.actor, self._document.terms))}"'
        expression = work.work.expression(metadata.language or "und")
        place = work.component
        inner = nl + " "
        lines = [f'<FRBRthis value="{_iri(work)}"/>', f'<FRBRuri value="{_iri(work.work)}"/>']
        if whole:
            lines += [f'<FRBRalias name="{SYMBOL}" value="{quoted(symbol)}"/>' for symbol in metadata.symbols]
            if metadata is self._document.metadata and (printed := misprinted(self._document)):
                lines.append(f'<FRBRalias name="{PRINTED}" value="{quoted(printed)}"/>')
        lines += [
            _dated(metadata.date, metadata.date_name or "unknown"),
            f"<FRBRauthor {author}{self._author}/>",
            '<FRBRcountry value="un"/>',
        ]
        if whole:
            lines.append(f'<FRBRsubtype value="{work.subtype}"/>')
            if metadata.number or metadata.number_iri:
                shown = f' showAs="{quoted(metadata.number)}"' if metadata.number else ""
                lines.append(f'<FRBRnumber value="{quoted(work.number)}"{shown}/>')
        self._level(nl, "FRBRWork", inner, lines)
        lines = [
            f'<FRBRthis value="{_iri(expression.at(place))}"/>',
            f'<FRBRuri value="{_iri(expression)}"/>',
            # the text is as old as its adoption, where the day of its issue is not printed
            _dated(metadata.published, "publication")
            if is_date(metadata.published)
            else _dated(metadata.date, metadata.date_name or "unknown", unknown="unknown"),
            f"<FRBRauthor {author}{self._issuer}/>",
            f'<FRBRlanguage language="{quoted(metadata.language or "und")}"/>',
        ]
        if whole:
            lines += self._translation(metadata, work)
        self._level(nl, "FRBRExpression", inner, lines)
        file = expression.manifestation()
        lines = [
            f'<FRBRthis value="{_iri(file.at(place))}"/>',
            f'<FRBRuri value="{_iri(file)}"/>',
            # R-035 wants the name; this date means that it is not known
            _dated(metadata.markup, "markup"),
            f'<FRBRauthor href="#{SOURCE}"{self._editor}/>',
            '<FRBRformat value="xml"/>',
        ]
        self._level(nl, "FRBRManifestation", inner, lines)

    def _level(self, nl: str, name: str, inner: str, lines: Sequence[str]) -> None:
        self._out.append(f"{nl}<{name}>{inner}{inner.join(lines)}{nl}</{name}>")

    def _translation(self, metadata: Metadata, work: WorkUri) -> list[str]:
        """`FRBRtranslation`, if the language is not official or the masthead names an original language (R-039)."""
        original = metadata.original_language
        if metadata.official and (not original or original == metadata.language):
            return []
        source = "" if original == metadata.language else original
        href = _iri(work.work.expression(source)) if source else _iri(work.work)
        by = self._un or author_of(metadata.actor, self._document.terms)
        authoritative = "true" if metadata.official else "false"
        return [
            f'<FRBRtranslation href="{href}" fromLanguage="{quoted(source or "und")}" '
            f'authoritative="{authoritative}" by="#{quoted(by)}"/>'
        ]


@lru_cache(maxsize=4096)
def _entry(term: Term) -> str:
    kind = term.kind if term.kind in TLC else "TLCTerm"
    return f'<{kind} eId="{quoted(term.eid)}" href="{quoted(uri(term.href))}" showAs="{quoted(term.label)}"/>'


def _iri(value: object) -> str:
    return quoted(uri(str(value)))


def _dated(value: str, name: str, *, unknown: str = "") -> str:
    """An FRBRdate; the XSD requires one, and a date that nobody knows is the one that cannot be mistaken for a real."""
    known = is_date(value)
    return f'<FRBRdate date="{value if known else UNKNOWN_DATE}" name="{quoted(name if known else unknown or name)}"/>'


def component_of(work: WorkUri, n: int) -> str:
    """The name of the n-th annex of a component: `annex_n` in the document, `annex_m/annex_n` in an annex (R-052)."""
    outer = "" if work.component in ("", "main") else f"{work.component}/"
    return f"{outer}annex_{n}"


def title_of(annex: Annex, n: int) -> str:
    """What `hasAttachment` shows: the title of the annex, else its first line, else the name of the component."""
    titles = [line.content[m.start : m.end] for line in annex.preface for m in line.of(Kind.DOC_TITLE)]
    return next((line for line in (*titles, *(line.content for line in annex.preface)) if line), f"annex_{n}")
