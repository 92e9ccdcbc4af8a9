"""Bodies as data: one TOML file each, found by listing this folder, loaded and checked on first use.

A body file says who adopts, how its texts are numbered, in which years its sessions fall and which parts its texts
have; docs/adding-a-body.md says how to add one.  All values are plain data.  Symbols are templates, not regular
expressions (`akn.bodies.grammar` compiles them): a placeholder in braces stands for a part of the symbol, a space for
optional white space, everything else for itself.

    {session}   number of a session, "S-" or "ES-" before a special one        67   S-32   ES-11
    {number}    number within a session or a year                              195
    {running}   number counted through from the first                          2231
    {year}      four digits                                                    2015
    {roman}     session in Roman numerals, as before 1976                      III   S-VI   ES-I
    {part?}     letters of the parts, may be absent                            A   A-B
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from msgspec import Struct

from akn.bodies.slots import SLOTS
from akn.data import Shape, checked, data_files, read_toml
from akn.errors import DataError, UsageError
from akn.languages.shape import KINDS
from akn.languages.view import fold

Forms = tuple[str, ...]
KindName = Literal[
    "resolution", "decision", "resolutionDraft", "decisionDraft", "amendment", "presidentialStatement", "document"
]
CoverLine = (
    Literal["publisher", "symbol", "authority", "distribution", "date", "documentLanguage", "originalLanguage"]
    | Literal["session", "sessionDates", "committee", "decisionType", "decisionKind", "agendaItem", "adoption"]
    | Literal["proponent"]
)


class Organ(Shape, frozen=True):
    """A body as an actor: the segment of its IRIs, the id and label of its TLC entry, its names.

    `names` maps a language (ISO 639-2/T) to names with ` | ` between them; the language file is asked first, so
    they are needed here only where it has none.
    """

    actor: str
    eid: str
    label: str
    names: Mapping[str, str] = {}

    @property
    def href(self) -> str:
        """The ontology IRI; its last segment is the actor (profile R-037)."""
        return f"/akn/ontology/organization/un/{self.actor}"


class Sessions(Shape, frozen=True):
    """From a session to its years.

    Regular sessions are counted: session 1 opened in `first_year`, `per_year` of them are held in a year, up to
    `most` are believed.  One a year that opens in the month `opens` reaches into the next year (where a symbol says the
    year, its session opens in that month of the year before), unless `closes` is the month of the same year in which it
    ends.  `table` gives what does not follow the count: the year of opening and of closing, 0 for a session that is
    still open.
    """

    first_year: int = 0
    per_year: int = 1
    opens: int = 0
    closes: int = 0
    most: int = 0
    table: Mapping[str, tuple[int, int]] = {}


class Kind(Shape, frozen=True):
    """A kind of text that the body adopts, named as in `statement/@name` (R-003), and the parts that it prints.

    `cover` are the kinds of lines of its masthead, in order; `preface` is made of number, type, title, sentence;
    `conclusions` of meeting, date, vote.
    """

    name: KindName
    cover: tuple[CoverLine, ...]
    preface: tuple[Literal["number", "type", "title", "sentence"], ...]
    formula: bool = False
    conclusions: tuple[Literal["meeting", "date", "vote"], ...] = ()


class HouseStyle(Shape, frozen=True):
    """How the texts of a body are set where that is not how most bodies set theirs.

    `recitals` are the signs that end a preambular paragraph besides the comma.
    """

    recitals: str = ""


class SymbolShape(Shape, frozen=True):
    """How one kind of text is numbered: the symbol in full, the bare number, and the last segment of the IRI.

    `also` are other ways in which the full symbol is written.  `sessions` are the first and the last session (or year)
    whose texts are cited so, `special` the first special session by kind (`S = 10`), `numbers` the lowest and the
    highest number; none of them binds a symbol in full.  From the number `unsaid` on a text is of this kind where no
    word says its kind, 0 if no number tells.
    """

    kind: KindName
    full: str
    bare: str
    iri: str
    also: Forms = ()
    sessions: tuple[int, ...] = ()
    special: Mapping[str, int] = {}
    numbers: tuple[int, ...] = ()
    unsaid: int = 0


class Citing(Shape, frozen=True):
    """How texts cite the body.

    `default`: a number for which no organ is named may be its.  `council`: a short name ("the Council") may mean it.
    `alone`: numbers from this year on need no name of the organ, no other counts so any more.  `through`: it counts
    through from the first text, so that the number alone is known.
    """

    default: bool = False
    council: bool = False
    alone: int = 0
    through: bool = False


class Series(Shape, frozen=True):
    """Documents whose symbols begin alike, issued for one actor.

    `prefix` are the first elements of the symbol; the longest that fits counts.  `dated` says what the year comes
    from: session (the next element is a session), year (an element is a year), or nothing.
    """

    prefix: str
    actor: str
    dated: Literal["session", "year", ""] = ""


class Grammar(Shape, frozen=True):
    """What symbols of all bodies have in common; the files are read together.

    `joins` stand between the letters of a multi-part issue ("A-B", "A and B").  `suffixes` are words in the later
    elements of a symbol that are not set in capitals ("Add.1").  `qualifiers` may stand in brackets after an element
    ("(Part I)"); one without a number ("(SUPP)") is a remark of an index and no part of the symbol.  `volumes` are
    names that stand there without a number ("(Plan outline)").  `draft` is the word of the element that tells a draft
    ("L.75").
    """

    joins: Forms = ()
    suffixes: Forms = ()
    qualifiers: Forms = ()
    volumes: Forms = ()
    draft: str = ""


class Example(Shape, frozen=True):
    """A symbol, number or line as printed, and what it must be read as.

    `actor` is given if `text` is a bare number.  `work` is the IRI without a known date.  `none` says that it must
    not be read at all.  `language` (ISO 639-2/T) is given if `text` is a line of a text: then `kind` is the kind of
    line, the first one where several entries stand in it, and `groups` are its parts and their values.
    """

    text: str
    printed: str = ""
    kind: str = ""
    work: str = ""
    session: str = ""
    actor: str = ""
    number: str = ""
    aliases: Forms = ()
    none: bool = False
    language: str = ""
    groups: Mapping[str, str] = {}


class Body(Shape, frozen=True):
    """Everything the library knows about a body.

    `also` are subordinate actors (Main Committees); `years` gives the year of documents whose symbols say none, by
    the beginning of the symbol; `meeting` is what the body calls its meetings in English, for labels.  `site` is the
    address of its documents on the web, with `{language}` (BCP 47) and `{symbol}` in it, empty if they have none;
    `site_languages` are the languages that it has, all if none is listed, the first one for those that it lacks.
    `first_note` is the highest number with which the notes of its texts may begin: where a star stands for the first
    one, or where the texts are cut out of a volume that numbers the notes of its pages.  `volumes_until` is the last
    year whose texts come from volumes that number their notes throughout: there they may begin with any number.
    `lines` are lines of its mastheads, heads and closings that no language file has: for each language (ISO 639-2/T)
    the kind of line and its templates, as in a language file.
    """

    name: str
    organ: Organ
    meeting: str = "meeting"
    first_note: int = 1
    volumes_until: int = 0
    site: str = ""
    site_languages: Forms = ()
    kinds: tuple[Kind, ...] = ()
    also: tuple[Organ, ...] = ()
    sessions: Sessions = Sessions()
    symbols: tuple[SymbolShape, ...] = ()
    series: tuple[Series, ...] = ()
    years: Mapping[str, int] = {}
    grammar: Grammar = Grammar()
    citing: Citing = Citing()
    style: HouseStyle = HouseStyle()
    lines: Mapping[str, Mapping[str, Forms]] = {}
    examples: tuple[Example, ...] = ()

    @property
    def actor(self) -> str:
        """The actor of what the body adopts."""
        return self.organ.actor

    @property
    def organs(self) -> tuple[Organ, ...]:
        """The body itself, and the subordinate actors."""
        return (self.organ, *self.also)

    @property
    def yearly(self) -> bool:
        """True if years stand before its numbers."""
        return any(shape.bare.startswith("{year}/") for shape in self.symbols)

    def kind(self, name: str) -> Kind | None:
        """The kind of text of that name, None if the body has no such kind."""
        return next((k for k in self.kinds if k.name == name), None)


_FOLDER = os.path.dirname(__file__)


class CitedBodies(Struct, frozen=True):
    """Actor codes of bodies by how they are cited (`Citing`); `yearly` with the year of `alone`."""

    default: tuple[str, ...]
    councils: tuple[str, ...]
    yearly: dict[str, int]
    through: tuple[str, ...]


GENERIC = "un"
"""The body of texts that no other file claims: a resolution of an assembly that the library does not know."""


@cache
def names() -> tuple[str, ...]:
    """The names of all bodies that there is a file for, in alphabetical order.

    >>> "ga" in names()
    True
    """
    return tuple(_files())


@cache
def _files() -> dict[str, str]:
    return data_files("bodies", _FOLDER)


@cache
def load(name: str) -> Body:
    """The body of that name, the same object every time.

    Raises UsageError for an unknown name, DataError if the file does not fit its shape.

    >>> load("sc").actor
    'unsc'
    """
    if name not in names():
        raise UsageError(f"no body {name!r}; known are {', '.join(names())}")
    source = f"{name}.toml"
    body = checked(Body, read_toml(_files()[name]), source)
    _check_content(body, source)
    return body


@cache
def all_bodies() -> tuple[Body, ...]:
    """Every body, in the order of their names."""
    return tuple(load(name) for name in names())


@cache
def of_actor(actor: str) -> Body | None:
    """The body that an actor is or belongs to (the Third Committee belongs to the General Assembly); None if unknown.

    >>> of_actor("unga-c3").name
    'ga'
    """
    for body in all_bodies():
        if any(organ.actor == actor for organ in body.organs):
            return body
    return None


@cache
def organ(actor: str) -> Organ | None:
    """The organ with that actor code: its id, ontology IRI and label; None if unknown.

    >>> organ("unga-c2").eid
    'secondCommittee'
    """
    body = of_actor(actor)
    return next(o for o in body.organs if o.actor == actor) if body else None


@cache
def citing() -> CitedBodies:
    """What the body files say about citations, by actor: defaults, councils, those that number by year or through."""
    found = all_bodies()
    return CitedBodies(
        tuple(b.actor for b in found if b.citing.default),
        tuple(b.actor for b in found if b.citing.council),
        {b.actor: b.citing.alone for b in found if b.yearly},
        tuple(b.actor for b in found if b.citing.through),
    )


@cache
def named_in(language: str) -> dict[str, str]:
    """The names that body files give their organs in a language (ISO 639-2/T), by actor, ` | ` between forms."""
    return {o.actor: names for body in all_bodies() for o in body.organs if (names := o.names.get(language, ""))}


@cache
def lines_in(language: str) -> dict[str, Forms]:
    """The templates of lines that body files have in a language (ISO 639-2/T), by the kind of line."""
    found: dict[str, Forms] = {}
    for body in all_bodies():
        for kind, templates in body.lines.get(language, {}).items():
            found[kind] = (*found.get(kind, ()), *templates)
    return found


def actor_named(text: str, language: str) -> str:
    """The actor of the organ that a formula names somewhere in it, by the names of the body files.

    This is for formulas that fit no template of the language file ("The World Congress of Libraries,").  Empty if no
    body file has a name that stands in the text, in that language (ISO 639-2/T).
    """
    plain = f" {_even(text)} "
    return next((actor for name, actor in _even_names(language) if name in plain), "")


@cache
def _even_names(language: str) -> tuple[tuple[str, str], ...]:
    """The names that the body files have in a language as `_even` gives them, between spaces, each with its actor."""
    organs = (organ for body in all_bodies() for organ in body.organs)
    forms = ((form, organ.actor) for organ in organs for form in organ.names.get(language, "").split(" | ") if form)
    return tuple((f" {_even(form)} ", actor) for form, actor in forms)


def _even(text: str) -> str:
    """Words between single spaces, small, without punctuation."""
    letters = "".join(c if c.isalnum() else " " for c in fold(text).content.casefold())
    return " ".join(letters.split())


def _check_content(body: Body, source: str) -> None:
    """What types cannot say: the name is that of the file, sessions close after they open, templates can be filled,
    there are examples.
    """
    if body.name != source.removesuffix(".toml"):
        raise DataError(f"{source}: name is {body.name!r}, the file name says otherwise")
    for session, (opened, closed) in body.sessions.table.items():
        if closed and closed < opened:
            raise DataError(f"{source}: sessions.table.{session} must be [opened, closed], closed 0 or later")
    for i, shape in enumerate(body.symbols):
        _check_symbols(shape, f"{source}: symbols[{i}]")
    kinds = {f"lines.{language}.{kind}" for language, lines in body.lines.items() for kind in lines}
    if unknown := sorted(at for at in kinds if at.rpartition(".")[2] not in KINDS):
        raise DataError(f"{source}: {unknown[0]}: no such kind of line; known are {', '.join(KINDS)}")
    _check_site(body.site, source)
    if not body.examples:
        raise DataError(f"{source}: has no examples")


def _check_symbols(shape: SymbolShape, at: str) -> None:
    """The templates of a series have known placeholders, each of them all that the others are filled with."""
    ways = {"iri": shape.iri, "bare": shape.bare, "full": shape.full}
    needed = {slot: name for name, way in ways.items() for slot in _slots(way)}
    ways |= {f"also[{n}]": way for n, way in enumerate(shape.also)}
    for name, way in ways.items():
        if unknown := sorted(_slots(way) - SLOTS.keys()):
            raise DataError(f"{at}.{name}: {{{unknown[0]}}} is no placeholder; see docs/adding-a-body.md")
        if lacking := sorted(needed.keys() - _slots(way)):
            raise DataError(f"{at}.{name} has no {{{lacking[0]}}}, which {needed[lacking[0]]} is filled with")


def _check_site(site: str, source: str) -> None:
    """A template is filled by `str.format`, which looks into attributes and items of a value, too: not here."""
    if site and not site.startswith(("https://", "http://")):
        raise DataError(f"{source}: site must begin with https:// or http://")
    rest = re.sub(r"\{\{|\}\}|\{(?:language|symbol)\}", "", site)
    if "{" in rest or "}" in rest:
        raise DataError(f"{source}: site may have {{language}} and {{symbol}} in it, no other braces")


def _slots(template: str) -> set[str]:
    """The placeholders of a template that cannot be missing."""
    return set(re.findall(r"\{(\w+)\}", template))
