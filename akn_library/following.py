"""The series of a library with what became of their mandates: the rows of the tables as `akn.compare.following` has
them, so that a library and a folder give one answer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from msgspec.json import decode
from msgspec.structs import replace

from akn.bodies import load, of_actor
from akn.bodies.identity import Identity
from akn.clauses import Addressee, Deliverable, Due, Mandate, Recipient
from akn.clauses.parts import kinds
from akn.clauses.values import first_due
from akn.compare.following import Followed, follow
from akn.compare.members import SeriesMember, placed
from akn.compare.namings import Naming, Recalled
from akn.compare.renderings import of_all_languages
from akn.compare.succession import edition_of, series_among
from akn.document import Document
from akn.text import Kind, Mark, Text
from akn.walk import Place, Unit
from akn_library.history import HeldVersion, Lineage

_PLACES = {"heading": Place.HEADING, "note": Place.NOTE, "formula": Place.FORMULA}
"""By its kind where a unit stands, if not in its part."""


def followed(db: sqlite3.Connection, identity: Identity | None, language: str) -> Iterator[Followed]:
    """The series of a text, or all series, in one language or in all; of texts that are there twice the first by the
    name of its file.  Of a text without a language what its language alone changed is no change (`of_all_languages`).
    """
    lineage = Lineage(db)
    if identity is not None:
        chain = _chain(lineage, identity, language)
        if chain:
            codes = [] if language else _languages(db, chain[0].edition.language)
            others = [one for code in codes if (one := _chain(lineage, identity, code))]
            yield of_all_languages([_series(db, those) for those in (chain, *others)])[0]
        return
    held = [one for one in lineage.all(language) if lineage.first(one.version) is one]
    versions = sorted(held, key=lambda one: (one.file, one.version))  # not in the order in which they were added
    for those in series_among([held.edition for held in versions]):
        yield _series(db, [versions[i] for i in those])


def _chain(lineage: Lineage, identity: Identity, language: str) -> list[HeldVersion]:
    return [lineage.first(held.version) for held, _ in lineage.of(identity, language)]


def _languages(db: sqlite3.Connection, but: str) -> list[str]:
    """The languages that a library holds texts in, but for one of them."""
    rows = db.execute("SELECT DISTINCT language FROM version WHERE language NOT IN ('', ?) ORDER BY language", (but,))
    return [code for (code,) in rows.fetchall()]


def _series(db: sqlite3.Connection, chain: Sequence[HeldVersion]) -> Followed:
    members = tuple(member(db, held) for held in chain)
    return Followed(members, follow(members))


def texts_before(db: sqlite3.Connection, document: Document) -> list[tuple[str, tuple[Unit, ...]]]:
    """The texts of a library that a document follows, oldest first: the symbol and the units of each."""
    edition = edition_of(document)
    named = replace(
        edition,
        actor=body_of(edition.actor),
        recalled=tuple((body_of(actor), number) for actor, number in edition.recalled),
    )
    return [(held.symbol or held.file, _units(db, held.version)[1]) for held in Lineage(db).before(named)]


def body_of(actor: str) -> str:
    """The name that `akn bodies` has for an actor code; the code for one that is no body.

    >>> body_of("unga")
    'ga'
    """
    body = of_actor(actor)
    return body.name if body else actor


def member(db: sqlite3.Connection, held: HeldVersion) -> SeriesMember:
    """A version as a member of its series."""
    edition = held.edition
    actor = actor_of(edition.actor)
    ids, units = _units(db, held.version)
    clauses = placed(units, _mandates(db, held))
    return SeriesMember(
        held.symbol or held.file,
        held.adopted,
        edition.session,
        actor,
        edition.language,
        held.title,
        held.file,
        units,
        clauses,
        tuple(_named(db, held.version, {at: i for i, at in enumerate(ids)}, units)),
        held.draft,
        tuple(_recalled(db, held.version, {at: i for i, at in enumerate(ids)})),
    )


def actor_of(body: str) -> str:
    """The actor code of a body that a library names as `akn bodies` does.

    >>> actor_of("ga"), actor_of("")
    ('unga', '')
    """
    return load(body).actor if body else ""


def _units(db: sqlite3.Connection, version: int) -> tuple[list[int], tuple[Unit, ...]]:
    """The ids of the units of a version, and the units, with the marks that a comparison of mandates asks for."""
    marks: dict[int, list[Mark]] = {}
    for at, start, length in db.execute(
        "SELECT coalesce(citation.note, citation.unit), start, length FROM citation"
        " JOIN unit ON unit.id = citation.unit WHERE unit.version = ?",
        (version,),
    ):
        marks.setdefault(at, []).append(Mark(start, start + length, Kind.REF))
    for at, start, length in db.execute(
        "SELECT mark.unit, start, length FROM mark JOIN unit ON unit.id = mark.unit"
        " WHERE unit.version = ? AND mark.kind = ?",
        (version, Kind.DATE.value),
    ):
        marks.setdefault(at, []).append(Mark(start, start + length, Kind.DATE))
    rows = db.execute(
        "SELECT id, parent, eid, kind, part, number, text FROM unit WHERE version = ? ORDER BY id", (version,)
    ).fetchall()
    index = {row[0]: i for i, row in enumerate(rows)}
    found = []
    for at, parent, eid, kind, part, number, text in rows:
        place = _PLACES.get(kind) or Place(part)
        around = index.get(parent, -1)
        num = number.rpartition(" ")[2]
        found.append(Unit((), (), eid, kind, num, Text(text, tuple(marks.get(at, ()))), place, 0, around))
    return list(index), tuple(found)


_MANDATES = """
SELECT unit.eid, unit.place, unit.part, unit.number, unit.text, mandate.clause, mandate.start, mandate.length,
  mandate.ask_start, mandate.ask_length, mandate.verb, mandate.action, mandate.force, coalesce(mandate.recipient, ''),
  coalesce(mandate.frequency, ''), coalesce(mandate.expires, ''), mandate.binding, version.iri,
  (SELECT json_group_array(json_array(printed, key)) FROM
    (SELECT printed, key FROM addressee AS of WHERE of.mandate = mandate.id ORDER BY of.nth)),
  (SELECT json_group_array(json_array(printed, kind)) FROM
    (SELECT printed, kind FROM product AS of WHERE of.mandate = mandate.id ORDER BY of.nth)),
  (SELECT json_group_array(json_array(printed, kind, value, year, coalesce(date, ''), role)) FROM
    (SELECT printed, kind, value, year, date, role FROM due AS of WHERE of.mandate = mandate.id ORDER BY of.nth))
FROM mandate JOIN unit ON unit.id = mandate.unit JOIN version ON version.id = unit.version
WHERE unit.version = ? ORDER BY mandate.unit, mandate.clause
"""


def _mandates(db: sqlite3.Connection, held: HeldVersion) -> Iterator[Mandate]:
    """The clauses of a version, as far as the tables have them: without reviews and what they cite."""
    edition = held.edition
    for row in db.execute(_MANDATES, (held.version,)):
        (
            eid,
            place,
            part,
            number,
            text,
            clause,
            start,
            length,
            ask,
            asked,
            verb,
            action,
            force,
            to,
            often,
            ends,
            binding,
            work,
            *lists,
        ) = row
        who, made, dues = lists
        addressees = tuple(
            Addressee(printed, key, kinds().get(key, "other"), not printed)
            for printed, key in decode(who, type=list[tuple[str, str]])
        )
        dates = tuple(Due(*one) for one in decode(dues, type=list[tuple[str, str, str, int | None, str, str]]))
        yield Mandate(
            symbol=held.symbol,
            work=work,
            body=actor_of(edition.actor),
            adopted=held.adopted,
            session=edition.session,
            title=held.title,
            eId=eid,
            place=place,
            part=part,
            number=number,
            paragraph=eid,
            clause=clause,
            language=edition.language,
            text=text,
            lead="",
            start=start,
            end=start + length,
            verb=verb,
            action=action,
            force=force,
            binding=binding,
            addressees=addressees,
            ask=text[ask : ask + asked],
            deliverables=tuple(Deliverable(*one) for one in decode(made, type=list[tuple[str, str]])),
            recipient=Recipient("", to) if to else None,
            due=first_due(dates),
            dates=dates,
            frequency=often,
            review="",
            expires=ends,
            resources="",
            cites=(),
            citations=(),
            how="marked" if verb else "inherited",
        )


def _named(db: sqlite3.Connection, version: int, index: dict[int, int], units: Sequence[Unit]) -> Iterator[Naming]:
    """The issued documents that a version cites.  Where in a paragraph a note is called is not kept: the whole of it
    introduces what its notes cite.
    """
    rows = db.execute(
        "SELECT cited.symbol, citation.unit, citation.note, citation.start FROM citation"
        " JOIN unit ON unit.id = citation.unit JOIN cited ON cited.id = citation.cited"
        " WHERE unit.version = ? AND cited.kind = 'document'"
        " AND unit.part IN ('preamble', 'operative', 'annex') ORDER BY citation.unit, citation.note, citation.start",
        (version,),
    )
    for symbol, unit, note, start in rows:
        at = index[unit]
        yield Naming(symbol, at, len(units[at].text) if note is not None else start)


def _recalled(db: sqlite3.Connection, version: int, index: dict[int, int]) -> Iterator[Recalled]:
    """The paragraphs of other texts that the operative part of a version cites by their numbers."""
    rows = db.execute(
        "SELECT cited.symbol, citation.fragment, citation.unit, citation.start FROM citation"
        " JOIN unit ON unit.id = citation.unit JOIN cited ON cited.id = citation.cited"
        " WHERE unit.version = ? AND unit.part = 'operative' AND unit.kind NOT IN ('heading', 'note', 'formula')"
        " AND citation.note IS NULL AND citation.fragment != '' ORDER BY citation.unit, citation.start",
        (version,),
    )
    for symbol, eid, unit, start in rows:
        yield Recalled(symbol, eid, index[unit], start)
