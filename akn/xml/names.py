"""Every AKN element, attribute and class that the library writes, and the element references of identifiers, once."""

from __future__ import annotations

import re

from akn.text import Kind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""The namespace of Akoma Ntoso 3.0, final standard (R-001)."""

XML = "http://www.w3.org/XML/1998/namespace"

FACTS = "urn:akn-un:facts:1"
"""The namespace of `facts` in `proprietary`: what the model knows about a document and no AKN element can say."""

SOURCE = "akn"
"""The id of the converter among the organizations: editor of the manifestation, source of the metadata."""

SYMBOL = "symbol"
"""The alias of a work that is its symbol (R-030)."""

PRINTED = "printed"
"""The alias that tells a symbol which the cover page misprints, so that the print and the symbol may differ (R-008);
and the class of an `eol` that tells where a line of the source ends, no line break of the text."""

DRAFTS = frozenset({"resolutionDraft", "decisionDraft", "amendment"})
"""`statement/@name` of what is proposed and not adopted; an amendment changes a draft."""

ADOPTED = ("resolution", "decision", "presidentialStatement")
"""`statement/@name` of what was adopted, the likelier first: an IRI does not tell them apart (R-059)."""

# statement/@name; everything else is a plain `doc`
STATEMENTS = frozenset(ADOPTED) | DRAFTS

ENACTING = "enactingFormula"
PREAMBULAR = "preambularParagraph"
"""The name of a container without a recognised action, and of preambular text in the body that is no crossHeading."""

# elements that hold numbered or headed units; akomantoso30.xsd, group ANhier, and hcontainer
HIERARCHY = frozenset(
    {
        *("clause", "section", "part", "paragraph", "chapter", "title", "article", "book", "tome", "division", "list"),
        *("point", "indent", "alinea", "rule", "subrule", "proviso", "subsection", "subpart", "subparagraph"),
        *("subchapter", "subtitle", "subdivision", "subclause", "sublist", "level", "transitional", "hcontainer"),
    }
)

# what a Division may be: the hierarchy without the elements that the model has other words for
DIVISIONS = HIERARCHY - {"paragraph", "list", "point", "indent", "alinea", "sublist"}

# element references of identifiers where they are not the element name
REFERENCES = {
    "alinea": "al",
    "article": "art",
    "attachment": "att",
    "blockList": "list",
    "chapter": "chp",
    "clause": "cl",
    "component": "cmp",
    "components": "cmpnts",
    "componentRef": "cref",
    "division": "dvs",
    "documentRef": "dref",
    "listIntroduction": "intro",
    "listWrapUp": "wrap",
    "mainBody": "body",
    "collectionBody": "body",
    "paragraph": "para",
    "quotedStructure": "qstr",
    "quotedText": "qtext",
    "section": "sec",
    "subparagraph": "subpara",
    "subsection": "subsec",
    "wrapUp": "wrapup",
}

# attributes without which the XSD refuses an inline element
REQUIRED: dict[Kind, tuple[str, ...]] = {
    Kind.ACTION: ("refersTo",),
    Kind.REF: ("href",),
    Kind.RREF: ("from", "upTo"),
    Kind.DATE: ("date",),
    Kind.LINK: ("href",),
    Kind.ORGANIZATION: ("refersTo",),
    Kind.ROLE: ("refersTo",),
    Kind.LOCATION: ("refersTo",),
    Kind.PERSON: ("refersTo",),
    Kind.EVENT: ("refersTo",),
    Kind.TERM: ("refersTo",),
    Kind.QUANTITY: ("refersTo",),
    Kind.DOC_DATE: ("date",),
    Kind.VOTE: ("by",),
    Kind.INLINE: ("name",),
}

# attributes that every inline element may carry (akomantoso30.xsd, coreopt), identifiers set apart
COMMON = frozenset({"class", "style", "title", "status", "period", "refersTo", "xml:lang", "alternativeTo"})

# further attributes by kind
_OPTIONAL: dict[Kind, frozenset[str]] = {
    Kind.LINK: frozenset({"target"}),
    Kind.PERSON: frozenset({"as"}),
    Kind.QUANTITY: frozenset({"normalized"}),
    Kind.DOC_PROPONENT: frozenset({"as"}),
    Kind.DOC_COMMITTEE: frozenset({"value"}),
    Kind.SESSION: frozenset({"value"}),
    Kind.VOTE: frozenset({"as", "choice"}),
    Kind.QUOTED: frozenset({"href", "startQuote", "endQuote", "inlineQuote"}),
}
ALLOWED = {kind: _OPTIONAL.get(kind, frozenset()).union(REQUIRED.get(kind, ())) for kind in Kind}
"""The attributes of each inline element beside those of all (`COMMON`)."""

# the values of @status (akomantoso30.xsd, statusType)
STATUS = frozenset(
    {
        *("removed", "temporarilyRemoved", "translated", "editorial", "edited"),
        *("verbatim", "incomplete", "unknown", "undefined", "ignored"),
    }
)

URIS = frozenset({"href", "from", "upTo", "alternativeTo", "by", "as", "choice", "period"})
"""Attributes of type anyURI; `refersTo` is a list of them."""

# metadata elements in the order of the XSD; references are built from terms and annexes
META_ORDER = (
    *("publication", "classification", "lifecycle", "workflow", "analysis", "temporalData", "references", "notes"),
    *("proprietary", "presentation"),
)

# elements of `references` that are no TLC entries (akomantoso30.xsd, group docRefs)
DOC_REFS = frozenset({"original", "passiveRef", "activeRef", "jurisprudence", "hasAttachment", "attachmentOf"})

# elements of `meta` in which the XSD allows elements of other namespaces (akomantoso30.xsd, anyOtherType and countType)
OPEN = frozenset(
    {
        *("alternativeReference", "condition", "count", "domain", "eventRef", "foreign", "implicitReference", "new"),
        *("old", "otherAnalysis", "presentation", "preservation", "previous", "proprietary", "quorum", "restriction"),
        *("result", "step"),
    }
)


def bare_symbol(text: str) -> str:
    """A symbol without what print varies: spaces, kinds of dash, digits of other scripts, direction marks.

    >>> bare_symbol("A/RES/٩٩/٧ A–B")
    'A/RES/99/7A-B'
    """
    bare = "".join(text.split())
    if bare.isascii():
        return bare
    bare = re.sub(r"[\u2010-\u2015\u2212]", "-", bare).translate(dict.fromkeys(map(ord, "\u200e\u200f\u061c\u0640")))
    return re.sub(r"\d", lambda m: str(int(m[0])), bare)
