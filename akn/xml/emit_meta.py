"""The metadata of a document as elements: identification, publication, workflow, references (profile 1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from akn.document import Annex, Document, Metadata, Part, Raw, Term
from akn.text import Kind
from akn.xml.elements import Child, Element, Path
from akn.xml.names import DOC_REFS, FACTS, META_ORDER, PRINTED, SOURCE, SYMBOL, bare_symbol
from akn.xml.nest import raw_name
from akn.xml.uri import UNKNOWN_DATE, WorkUri, work_of
from akn.xml.values import is_date, uri

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
    outcome = {"adoption": "adopted", "publication": "submitted"}.get(metadata.date_name, "")
    if not outcome or not is_date(metadata.date):
        return {}
    eids = {t.eid for t in terms}
    author = author_of(metadata.actor, terms)
    if outcome not in eids or author not in eids:
        return {}
    step = {"date": metadata.date, "by": f"#{author}", "outcome": f"#{outcome}"}
    if outcome == "submitted":
        return step
    return step | ({"refersTo": "#adoptionMeeting"} if "adoptionMeeting" in eids else {})


_TOLD = frozenset(
    {
        *("kind", "language", "actor", "number", "number_iri", "symbols", "date", "date_name", "published", "markup"),
        *("original_language", "official"),
    }
)
"""The fields of the metadata that elements of `meta` say; any other is a fact, written into `proprietary`."""
_FACTS = tuple(name for name in Metadata.__struct_fields__ if name not in _TOLD)

_SHOWN: dict[str, tuple[tuple[str, ...], Kind, str, str]] = {
    "session": (("cover", "preface"), Kind.SESSION, "value", ""),
    "meeting": (("conclusions", "preface", "cover"), Kind.QUANTITY, "normalized", "#meetingNumber"),
}
"""Facts that marks of a document show: the zones in order, the kind of mark, its attribute with the value, and what it
refers to if that tells it from others."""


def facts_of(whole: Document | Part) -> dict[str, str]:
    """What the marks of a document tell about it, by the names of the fields of its metadata.

    Emit writes what the metadata says beyond that into `proprietary`; read looks here first.
    """
    found = dict.fromkeys(_FACTS, "")
    for name, (zones, kind, attribute, meant) in _SHOWN.items():
        marks = (m for zone in zones for line in getattr(whole, zone, ()) for m in line.marks if m.kind is kind)
        found[name] = next((m.get(attribute) for m in marks if not meant or m.get("refersTo") == meant), "")
    return found


def attribute_of(name: str) -> str:
    """What a field of the metadata is called in XML, as all names there are.

    >>> attribute_of("original_language")
    'originalLanguage'
    """
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def misprinted(document: Document) -> str:
    """The symbol on the cover page, if it is none of the document; empty if it is, or if there are several."""
    found = [t.content[m.start : m.end] for t in document.cover for m in t.marks if m.kind is Kind.DOC_NUMBER]
    symbols = document.metadata.symbols
    if len(found) != 1 or not symbols or found[0] in symbols:
        return ""
    bare = bare_symbol(found[0])
    return "" if any(bare_symbol(symbol) in bare for symbol in symbols) else found[0].strip()


class MetaOf:
    """Makes the `meta` of a document, of its parts and of its annexes; terms are those of the whole document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._eids = {t.eid for t in document.terms}
        roles = ("author", "issuer", "editor")
        self._as = {role: (("as", f"#{role}"),) if role in self._eids else () for role in roles}

    def __call__(self, path: Path, eid: str) -> Element:
        """The `meta` of the document, of the part or of the annex at a path, given its eId.

        The terms of a multi-part issue stand in the meta of the issue; an annex has its own component, everything else
        from its host (R-052, R-093).
        """
        document = self._document
        whole: Document | Part = document
        if path[:1] == ("parts",):
            whole, path = document.parts[int(path[1])], path[2:]
        work = work_of(whole.metadata, collection=isinstance(whole, Document) and bool(whole.parts))
        if not path:
            return self._of_whole(whole, work, f"{eid}__" if eid else "")
        host: Document | Part | Annex = whole
        for i in path[1::2]:
            work = work.at(component_of(work, int(i) + 1))
            host = host.annexes[int(i)]
        made: list[Child] = [self._identification(whole.metadata, work, whole=False)]
        made += self._references(work, host.annexes, (), (), f"{eid}__")
        return Element("meta", (), made, broken=True)

    def _of_whole(self, whole: Document | Part, work: WorkUri, prefix: str) -> Element:
        metadata = whole.metadata
        meta, terms = (whole.meta, whole.terms) if isinstance(whole, Document) else ((), ())
        raws = _placed(meta) if meta else {}
        made: list[Child] = [self._identification(metadata, work.at(), whole=True)]
        if is_date(metadata.published) and "publication" not in raws:
            symbol = metadata.symbols[0] if metadata.symbols else metadata.number
            shown = (("showAs", symbol), ("number", symbol)) if symbol else (("showAs", PUBLICATION),)
            made.append(Element("publication", (("date", metadata.published), ("name", PUBLICATION), *shown)))
        for name in META_ORDER:
            kept = raws.get(name, ())
            if name == "references":
                made += self._references(work, whole.annexes, terms, kept, prefix)
                continue
            if name == "workflow" and not kept and (step := workflow_step(metadata, self._document.terms)):
                made.append(_ours("workflow", Element("step", tuple(step.items()))))
            # an element of others that the XSD knows no place for stands in one that takes everything
            for raw in kept:
                foreign = name == "proprietary" and raw_name(raw) != "proprietary"
                made.append(_ours(name, raw) if foreign else raw)
            if name == "proprietary":
                made += _facts(whole)
        return Element("meta", (), made, broken=True)

    def _references(
        self, work: WorkUri, annexes: Sequence[Annex], terms: Sequence[Term], raws: Sequence[Raw], prefix: str
    ) -> list[Child]:
        made: list[Child] = []
        for i, annex in enumerate(annexes, 1):
            eid = f"{prefix}hasAttachment_{i}"
            while eid in self._eids:
                eid += "_2"
            href = str(work.at(component_of(work, i)))
            made.append(Element("hasAttachment", (("eId", eid), ("href", href), ("showAs", title_of(annex, i)))))
        seen: set[str] = set()
        for term in terms:
            if term.eid not in seen and term.eid.split() == [term.eid]:
                seen.add(term.eid)
                made.append(_entry(term))
        made += raws
        return [Element("references", _SOURCE, made, broken=True)] if made else []

    def _identification(self, metadata: Metadata, work: WorkUri, *, whole: bool) -> Element:
        """The three levels of FRBR; `work` carries the component."""
        author = ("href", f"#{author_of(metadata.actor, self._document.terms)}")
        plain, place = work.work, work.component
        language = metadata.language or "und"
        date_name = metadata.date_name or "unknown"
        expression = plain.expression(language)
        file = expression.manifestation()
        aliases: list[Element] = []
        numbers: list[Element] = []
        translation: list[Element] = []
        if whole:
            named = [(SYMBOL, symbol) for symbol in metadata.symbols]
            if metadata is self._document.metadata and (printed := misprinted(self._document)):
                named.append((PRINTED, printed))
            aliases = [Element("FRBRalias", (("name", name), ("value", value))) for name, value in named]
            numbers.append(Element("FRBRsubtype", (("value", work.subtype),)))
            if metadata.number or metadata.number_iri:
                shown = (("showAs", metadata.number),) if metadata.number else ()
                numbers.append(Element("FRBRnumber", (("value", work.number), *shown)))
            if not metadata.official or metadata.original_language not in ("", metadata.language):
                translation.append(self._translation(metadata, work))
        levels: list[Child] = [
            _level(
                "FRBRWork",
                work,
                plain,
                *aliases,
                _dated(metadata.date, date_name),
                Element("FRBRauthor", (author, *self._as["author"])),
                Element("FRBRcountry", (("value", "un"),)),
                *numbers,
            ),
            _level(
                "FRBRExpression",
                expression.at(place),
                expression,
                # the text is as old as its adoption, where the day of its issue is not printed
                _dated(metadata.published, "publication")
                if is_date(metadata.published)
                else _dated(metadata.date, date_name, unknown="unknown"),
                Element("FRBRauthor", (author, *self._as["issuer"])),
                Element("FRBRlanguage", (("language", language),)),
                *translation,
            ),
            _level(
                "FRBRManifestation",
                file.at(place),
                file,
                # R-035 wants the name; this date means that it is not known
                _dated(metadata.markup, "markup"),
                Element("FRBRauthor", (("href", f"#{SOURCE}"), *self._as["editor"])),
                Element("FRBRformat", (("value", "xml"),)),
            ),
        ]
        return Element("identification", _SOURCE, levels, broken=True)

    def _translation(self, metadata: Metadata, work: WorkUri) -> Element:
        """`FRBRtranslation`: the language is not official, or the masthead names an original language (R-039)."""
        original = metadata.original_language
        source = "" if original == metadata.language else original
        attributes = {
            "href": uri(str(work.work.expression(source) if source else work.work)),
            "fromLanguage": source or "und",
            "authoritative": "true" if metadata.official else "false",
            "by": f"#{'un' if 'un' in self._eids else author_of(metadata.actor, self._document.terms)}",
        }
        return Element("FRBRtranslation", tuple(attributes.items()))


_SOURCE = (("source", f"#{SOURCE}"),)


def _ours(name: str, child: Child) -> Element:
    return Element(name, _SOURCE, [child])


def _placed(kept: Iterable[Raw]) -> dict[str, list[Raw]]:
    """Kept elements of `meta` by the name of where they stand."""
    found: dict[str, list[Raw]] = {}
    for raw in kept:
        name = raw_name(raw)
        place = "references" if name in DOC_REFS or name.startswith("TLC") else name
        found.setdefault(place if place in META_ORDER else "proprietary", []).append(raw)
    return found


def _facts(whole: Document | Part) -> list[Child]:
    """What no element of AKN says, in a namespace of ours, and only that."""
    metadata = whole.metadata
    shown = {**facts_of(whole), "original_language": ""}
    if metadata.original_language != metadata.language:  # of another one `FRBRtranslation` tells
        del shown["original_language"]
    pairs = [(attribute_of(name), value) for name in shown if (value := getattr(metadata, name)) != shown[name]]
    return [_ours("proprietary", Element("facts", (("xmlns", FACTS), *pairs)))] if pairs else []


def _level(name: str, this: object, uri_: object, *others: Element) -> Element:
    this_, own = Element("FRBRthis", (("value", uri(str(this))),)), Element("FRBRuri", (("value", uri(str(uri_))),))
    return Element(name, (), [this_, own, *others], broken=True)


@lru_cache(maxsize=4096)
def _entry(term: Term) -> Element:
    kind = term.kind if term.kind in TLC else "TLCTerm"
    return Element(kind, (("eId", term.eid), ("href", uri(term.href)), ("showAs", term.label)))


def _dated(value: str, name: str, *, unknown: str = "") -> Element:
    """An FRBRdate; the XSD requires one, and a date that nobody knows is the one that cannot be mistaken for a real."""
    date, name = (value, name) if is_date(value) else (UNKNOWN_DATE, unknown or name)
    return Element("FRBRdate", (("date", date), ("name", name)))


def component_of(work: WorkUri, n: int) -> str:
    """The name of the n-th annex of a component: `annex_n` in the document, `annex_m/annex_n` in an annex (R-052)."""
    outer = "" if work.component in ("", "main") else f"{work.component}/"
    return f"{outer}annex_{n}"


def title_of(annex: Annex, n: int) -> str:
    """What `hasAttachment` shows: the title of the annex, else its first line, else the name of the component."""
    titles = [line.content[m.start : m.end] for line in annex.preface for m in line.of(Kind.DOC_TITLE)]
    return next((line for line in (*titles, *(line.content for line in annex.preface)) if line), f"annex_{n}")
