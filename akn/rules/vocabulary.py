"""The closed lists that the rules speak of: element references, kinds of text, actors, languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from akn.languages import Head, heads


def names(text: str) -> tuple[str, ...]:
    """The names in a text, between spaces."""
    return tuple(text.split())


KINDS = ("resolution", "decision", "resolutionDraft", "decisionDraft", "amendment", "presidentialStatement")
"""`statement/@name` (R-003)."""

ADOPTED = ("resolution", "decision", "presidentialStatement")

ORGANS = ("unga", "unsc", "unecosoc", "unga-hrc")
"""Actors of adopted texts (R-053)."""

NO_LANGUAGE = ("mul", "und")


@cache
def languages() -> Mapping[str, Head]:
    """The languages that there is a file for, by the code that `FRBRlanguage/@language` takes (R-038)."""
    return {head.code: head for head in heads()}


NO_DATES = ("0001-01-01", "1900-01-01", "")
UNKNOWN_DATE = "9999-12-31"
"""Stands with `name="unknown"` where the schema requires a date and the source has none (see `akn.xml.uri`)."""

HIGHER = frozenset(names("section part title chapter division article rule subsection hcontainer attachment"))
"""Elements whose printed label may hold the word for their level (R-068)."""

IDENTIFIED = frozenset(
    names(
        "section part title chapter division article rule paragraph list point indent alinea hcontainer container "
        "formula "
        "blockList item crossHeading attachment component table authorialNote ref rref mref"
    )
)
"""Elements that carry an `eId` (R-076)."""

ONCE = frozenset(
    names(
        "content intro wrapUp listIntroduction listWrapUp coverPage preface preamble conclusions mainBody body "
        "collectionBody components"
    )
)
"""Elements that occur once in their parent and take no number (R-072)."""

DOC_INLINES = names(
    "docAuthority docCommittee docDate docIntroducer docJurisdiction docNumber docProponent docPurpose docStage "
    "docStatus docTitle docType docketNumber session shortTitle legislature"
)

SEMANTIC = frozenset(
    [
        *names("concept date event location object organization person process quantity role term def entity time"),
        *DOC_INLINES,
    ]
)
TYPOGRAPHIC = frozenset(names("b i u sup sub span"))

TERM_ATTRIBUTES = ("refersTo", "as", "by", "source", "outcome")
"""Attributes whose values name entries of `references` (R-096)."""

IDEOGRAPHIC_NUMBERS = "一二三四五六七八九十"

LABEL = re.compile(
    rf"""(?:
      [(（]\s*(?:\d{{1,3}}|[a-z]{{1,2}}|[A-Z]|[ivxl]{{1,6}}|[^\W\d_a-zA-Z]{{1,3}}ـ?)\s*[)）]   # (3) (a) (iv) (ب) （一）
      |(?:\d{{1,3}}|[a-z]{{1,2}}|[ivxl]{{1,6}}|[^\W\d_a-zA-Z])[)）]                          # 3) a) iv) б)
      |\d{{1,3}}\s?[.．](?=\s)                                                             # 3.
      |\d{{1,3}}\s?[-–—]\s                                                                # 12 - (as Arabic numbers)
      |[{IDEOGRAPHIC_NUMBERS}]{{1,3}}、                                                     # 三、
      |[•·–—]\s                                                                           # bullets and dashes
    )\s*(?=\S)""",
    re.VERBOSE,
)
"""A list label at the beginning of a text (R-014)."""

WORK_IRI = re.compile(r"/akn/un/[^/\s]+/[^/\s]+/[^/\s]+/\d{4}(?:-\d\d-\d\d)?/[^/\s!#~@]+")
"""The shape of a work IRI (R-046)."""

OF_YOURS = "one of your own file is known with akn --data DIR, or AKN_DATA"
"""What the hint adds where a value is unknown that a file of the user may define."""
