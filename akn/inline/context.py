"""What a recogniser is given (language, host document, place, folded view), and what comes of a citation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Position
from akn.languages.citations_shape import Citations
from akn.languages.fold import Folded, fold
from akn.languages.shape import Language
from akn.text import Mark
from akn.walk import Place
from akn.xml.eids import Path


class Context(Struct, frozen=True):
    """The document that a text stands in, as far as recognising needs it.

    `actor` is the organ that speaks (`unga`, `unsc`, `unga-hrc`, `unecosoc` ...), `session` its session ("67"),
    `number` its own number as printed, `date` the day of adoption (YYYY-MM-DD; the last one of the year if no more is
    known); all may be empty.  `catalogue` maps symbols to dates of adoption.  `places` maps the characters of a text
    to where they start in the source, once for each text that has them; a parser may fill it, so that what is reported
    has a line.  `source` names the input.
    """

    language: Language
    actor: str = ""
    session: str = ""
    number: str = ""
    date: str = ""
    place: Place = Place.OPERATIVE
    catalogue: Mapping[str, str] = {}
    places: Mapping[str, Sequence[Position]] = {}
    source: str = ""

    @property
    def words(self) -> Citations:
        """The words by which the language cites."""
        return self.language.citations

    def where(self, content: str, offset: int, nth: int = 0) -> Position:
        """Where something stands in the `nth` of the texts with these characters; as far as it is known."""
        places = self.places.get(content)
        if not places:
            return Position(self.source)
        start = places[min(nth, len(places) - 1)]
        return replace(start, column=start.column + offset) if start.column else start

    def at(self, place: Place) -> Context:
        """The same context for texts in another place."""
        return self if place is self.place else replace(self, place=place)


class Seen(Struct, frozen=True):
    """A text as recognisers see it: folded, so that typography does not matter (`akn.languages.fold`).

    Recognisers report offsets into `content`; `akn.inline.resolve` leads them back to the text.
    """

    content: str
    folded: Folded

    @staticmethod
    def of(text: str) -> Seen:
        """The view of a text."""
        folded = fold(text)
        return Seen(folded.content, folded)


class Recogniser(Protocol):
    """A pass over one text: yields marks with offsets into `seen.content`, in any order, overlaps allowed."""

    def __call__(self, seen: Seen, context: Context) -> Iterator[Mark]:
        """The findings in one text."""
        ...


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
