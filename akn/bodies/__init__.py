"""Bodies as data: one TOML file each, found by listing this folder, loaded and checked on first use.

A body file says who adopts, how its texts are numbered, in which years its sessions fall and which parts its texts
have.  See `akn.bodies.shape` for what may stand in it, and docs/adding-a-body.md for how to add one.
"""

from __future__ import annotations

import os
from functools import cache

from msgspec import Struct

from akn.bodies.shape import Body, Organ
from akn.data import checked, data_files, read_toml
from akn.errors import DataError, UsageError
from akn.languages.view import fold

_FOLDER = os.path.dirname(__file__)


class CitedBodies(Struct, frozen=True):
    """Actor codes of bodies by how they are cited (`akn.bodies.shape.Citing`); `yearly` with the year of `alone`."""

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


def actor_named(text: str, language: str) -> str:
    """The actor of the organ that a short text (a formula, a cover line) names, by the names of the body files.

    The language files know most organs, and are asked first; this is for bodies that they do not name.  Empty if no
    body file has a name that stands in the text, in that language (ISO 639-2/T).
    """
    plain = _even(text)
    for body in all_bodies():
        for organ in body.organs:
            for name in filter(None, organ.names.get(language, "").split(" | ")):
                if f" {_even(name)} " in f" {plain} ":
                    return organ.actor
    return ""


def _even(text: str) -> str:
    """Words between single spaces, small, without punctuation."""
    letters = "".join(c if c.isalnum() else " " for c in fold(text).content.casefold())
    return " ".join(letters.split())


_DRAFTS = ("resolutionDraft", "decisionDraft", "amendment")
_KINDS = ("resolution", "decision", *_DRAFTS, "presidentialStatement", "document")
_COVER = (
    "publisher",
    "symbol",
    "authority",
    "distribution",
    "date",
    "documentLanguage",
    "originalLanguage",
    "session",
    "sessionDates",
    "committee",
    "decisionType",
    "decisionKind",
    "agendaItem",
    "adoption",
    "proponent",
)
_PREFACE = ("number", "type", "title", "sentence")
_CONCLUSIONS = ("meeting", "date", "vote")


def _check_content(body: Body, source: str) -> None:
    """What types cannot say: the name is that of the file, words are of their closed sets, tables make sense."""
    if body.name != source.removesuffix(".toml"):
        raise DataError(f"{source}: name is {body.name!r}, the file name says otherwise")
    for kind in body.kinds:
        _known(kind.name, _KINDS, source, "kinds.name")
        for words, allowed, at in (
            (kind.cover, _COVER, "cover"),
            (kind.preface, _PREFACE, "preface"),
            (kind.conclusions, _CONCLUSIONS, "conclusions"),
        ):
            for word in words:
                _known(word, allowed, source, f"kinds.{at}")
    for symbol in body.symbols:
        _known(symbol.kind, _KINDS, source, "symbols.kind")
    for series in body.series:
        _known(series.dated, ("", "session", "year"), source, "series.dated")
    for session, years in body.sessions.table.items():
        if len(years) != 2 or (years[1] and years[1] < years[0]):
            raise DataError(f"{source}: sessions.table.{session} must be [opened, closed], closed 0 or later")
    if not body.examples:
        raise DataError(f"{source}: has no examples")


def _known(word: str, allowed: tuple[str, ...], source: str, at: str) -> None:
    if word not in allowed:
        raise DataError(f"{source}: {at} must be one of {', '.join(a or '(empty)' for a in allowed)}, not {word!r}")


__all__ = [
    "GENERIC",
    "Body",
    "Organ",
    "actor_named",
    "all_bodies",
    "citing",
    "load",
    "named_in",
    "names",
    "of_actor",
    "organ",
]
