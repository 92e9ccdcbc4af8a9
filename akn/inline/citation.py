"""One citation of a document, as stage two found it: what the table of `akn.citing` is made of."""

from __future__ import annotations

from msgspec import Struct

from akn.xml.eids import Path


class Citation(Struct, frozen=True):
    """One citation of a document: where it stands and what it points at.

    `path` is the path of its text, `start` and `end` its characters there, `text` what is printed.  `kind` is
    resolution, decision, presidentialStatement, document, passage, charter, internal, treaty or back.  `symbol` is
    the symbol in full, `target` the IRI or local reference, empty if there is none; `date` the date that the target
    carries.  `how` says how the date or the target was found: printed, file, catalogue, year, unknown date; local,
    fixed, back; or why there is none: ambiguous, contradicted, later, weak, foreign, unknown, dangling, unnamed.
    """

    path: Path
    start: int
    end: int
    text: str
    kind: str
    symbol: str = ""
    target: str = ""
    date: str = ""
    how: str = ""
