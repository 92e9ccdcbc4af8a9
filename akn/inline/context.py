"""The document around a text: what a recogniser is given, what a citation is, the units that passages name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Position
from akn.document import Document, Metadata
from akn.languages.shape import Citations, Language
from akn.languages.view import Folded, fold
from akn.text import Mark
from akn.walk import Place, units
from akn.xml.eids import Identifiers, identify
from akn.xml.elements import Path
from akn.xml.uri import MAIN, WorkUri


class Context(Struct, frozen=True):
    """The document that a text stands in, as far as recognising needs it.

    `actor` is the organ that speaks (`unga`, `unsc`, `unga-hrc`, `unecosoc` ...), `session` its session ("67"),
    `number` its own number as printed, `date` the day of adoption (YYYY-MM-DD; the last one of the year if no more is
    known); all may be empty.  `catalogue` maps symbols to dates of adoption.  `places` gives, by the characters of a
    text, where they start in the source, once for each text that has them; a parser may give it, so that what is
    reported has a line.  `source` names the input.
    """

    language: Language
    actor: str = ""
    session: str = ""
    number: str = ""
    date: str = ""
    place: Place = Place.OPERATIVE
    catalogue: Mapping[str, str] = {}
    places: Callable[[], Mapping[str, Sequence[Position]]] = dict
    source: str = ""

    @staticmethod
    def of(metadata: Metadata, language: Language, **more: Any) -> Context:
        """The context of the texts of a document; `more` are fields that its metadata do not tell."""
        date = f"{metadata.date[:4]}-12-31" if metadata.date_name == "adoptionYear" else metadata.date
        return Context(language, metadata.actor, metadata.session, metadata.number, date, **more)

    @property
    def words(self) -> Citations:
        """The words by which the language cites."""
        return self.language.citations

    def where(self, content: str, offset: int, nth: int = 0) -> Position:
        """Where something stands in the `nth` of the texts with these characters; as far as it is known."""
        places = self.places().get(content)
        if not places:
            return Position(self.source)
        start = places[min(nth, len(places) - 1)]
        return replace(start, column=start.column + offset) if start.column else start

    def at(self, place: Place) -> Context:
        """The same context for texts in another place."""
        return self if place is self.place else replace(self, place=place)


class TextView(Struct, frozen=True):
    """A text as recognisers see it: folded, so that typography does not matter (`akn.languages.view`).

    Recognisers report offsets into `content`; `akn.inline.recognise` leads them back to the text.
    """

    content: str
    folded: Folded

    @staticmethod
    def of(text: str) -> TextView:
        """The view of a text."""
        folded = fold(text)
        return TextView(folded.content, folded)


class Recogniser(Protocol):
    """A pass over one text: yields marks with offsets into `seen.content`, in any order, overlaps allowed."""

    def __call__(self, seen: TextView, context: Context) -> Iterator[Mark]:
        """The findings in one text."""
        ...


class Citation(Struct, frozen=True):
    """One citation of a document: where it stands and what it points at.

    `path` is the path of its text, `start` and `end` its characters there, `text` what is printed.  `kind` says what
    is cited, as `akn.citing.Link` has it.  `symbol` is the symbol in full, `target` the IRI or local reference, empty
    if there is none; `date` the date that the target carries, `printed_date` the one that is printed with it, right or
    wrong.  `how` says how the date or the target was found: printed, file, catalogue, year, unknown date; local,
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
    printed_date: str = ""


class CitationsRead(Struct, frozen=True):
    """What the words of a document cite, and the context in which they were read."""

    context: Context
    citations: tuple[Citation, ...]

    def is_of(self, context: Context) -> bool:
        """Whether its words would be read in the same way again."""
        mine, other = self.context, context
        return mine.language.code == other.language.code and all(
            getattr(mine, name) == getattr(other, name) for name in ("actor", "session", "number", "date", "catalogue")
        )


# ---- from the steps of a passage to an address


CHARTER = WorkUri("act", "provision", "un", "1945-06-26", "charter")
"""The Charter of the United Nations (profile section 5)."""


def place_in(work: WorkUri, place: str) -> str:
    """The IRI of a place in another work (R-092): annexes are components, all else is a fragment of one.

    >>> place_in(CHARTER, "chp_VI/art_33")
    '/akn/un/act/provision/un/1945-06-26/charter/!main#art_33'
    >>> place_in(CHARTER, "annex_2/para_4/point_b")
    '/akn/un/act/provision/un/1945-06-26/charter/!annex_2#att_2__para_4__list_1__point_b'
    """
    steps = place.split("/")
    articles = [i for i, step in enumerate(steps) if step.startswith(("art_", "rule_"))]
    component, prefix = MAIN, ""
    if steps[0].startswith("annex_"):
        component, number = steps[0], steps[0].removeprefix("annex_")
        steps, prefix = steps[1:], f"att_{number}__"
    elif articles:
        steps = steps[articles[0] :]  # articles and rules are numbered through their chapters
    fragment = "__".join(f"list_1__{step}" if step.startswith("point_") else step for step in steps)
    return str(work.at(component, prefix + fragment if fragment else ""))


class _Place(Struct, frozen=True):
    """A unit of the document: its path, its eId, and its identifier as the English text has it, lists left out."""

    path: Path
    eid: str
    steps: tuple[str, ...]


class Units(Struct, dict=True, eq=False):
    """The units of a document, for references inside it; made when the first one asks."""

    document: Document

    @cached_property
    def identifiers(self) -> Identifiers:
        """The identifiers of the units of the document as it is now."""
        return identify(self.document, texts=False)

    @cached_property
    def _places(self) -> list[_Place]:
        ids = self.identifiers
        found = []
        for unit in units(self.document, ids):
            if unit.element:
                steps = ids.wids.get(unit.path, unit.eid).split("__")
                found.append(_Place(unit.path, unit.eid, tuple(s for s in steps if not s.startswith("list_"))))
        return found

    @cached_property
    def _within(self) -> dict[tuple[str, Path], list[_Place]]:
        """The places by their last step and each path around them, in document order; an annex hides its own."""
        found: dict[tuple[str, Path], list[_Place]] = {}
        for place in self._places:
            path = place.path
            outermost = path.index("annexes") + 2 if "annexes" in path else 0
            for size in range(outermost, len(path) + 1) if place.steps else ():
                found.setdefault((place.steps[-1], path[:size]), []).append(place)
        return found

    @cached_property
    def _by_path(self) -> dict[Path, str]:
        return {place.path: place.eid for place in self._places}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {place.eid: i for i, place in enumerate(self._places)}

    def find(self, place: str, source: Path, *, whole: bool) -> str:
        """The eId of a place, seen from the text at `source`; empty if there is none or more than one.

        With `whole` the place is one of the resolution ("paragraph 3 of the present resolution"), else of the text
        around the source ("paragraph 3 above"): its annex if it stands in one.  Of several places that fit, the one
        that shares most with the source is meant ("paragraph 3 above" in a section with its own numbering).
        """
        steps = tuple(place.split("/"))
        host = source[:2] if source[:1] == ("parts",) else ()
        scope = _annex(source) if not whole else host
        if steps[0].startswith("annex_"):
            scope = (*host, "annexes", int(steps[0].removeprefix("annex_")) - 1)
            steps = steps[1:]
            if not steps:
                return self._by_path.get(scope, "")
        if whole and "annexes" in source:  # "paragraph 1 of this resolution" in an annex is none of its own
            source = scope
        found = self._nearest(steps, source, scope)
        if not found and steps[0].startswith("sec_"):  # one word may name both: الجزء الأول, "Part I"
            found = self._nearest((steps[0].replace("sec_", "part_"), *steps[1:]), source, scope)
        return found

    def _nearest(self, steps: tuple[str, ...], source: Path, scope: Path) -> str:
        """The eId of the only unit with these steps in what is nearest around the source; empty if there is none."""
        inside = source[: len(scope)] == scope
        for around in (*(source[:size] for size in range(len(source), len(scope), -1) if inside), scope):
            near = (p for p in self._within.get((steps[-1], around), ()) if p.steps[-len(steps) :] == steps)
            if two := tuple(islice(near, 2)):
                return two[0].eid if len(two) == 1 else ""
        return ""

    def before(self, one: str, two: str) -> bool:
        """True if the first eId stands before the second (R-087)."""
        order = self._order
        return one in order and two in order and order[one] < order[two]


def _annex(source: Path) -> Path:
    """The path of the innermost annex around a text, else of its part, else the document."""
    at = max((i for i, step in enumerate(source) if step == "annexes"), default=-1)
    if at >= 0:
        return source[: at + 2]
    return source[:2] if source[:1] == ("parts",) else ()
