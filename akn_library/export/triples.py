"""N-Triples: texts, their versions, paragraphs and citations, with the terms of ELI and schema.org.

    text        eli:LegalResource, schema:Legislation      eli:id_local, eli:date_document, eli:passed_by, eli:cites ...
    version     eli:LegalExpression                        eli:realizes a text, in one language, with its title
    page        eli:Format                                 eli:embodies a version: its address on the document site
    paragraph   eli:LegalResourceSubdivision               eli:is_part_of a text or a paragraph; schema:text by language

A text is named by what identifies it (body, kind, session, number, part), below `--base-url` or as a URN, not by an
address with a date, on which files disagree.  Lines come text by text, none is kept.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from akn.bodies import load as load_body
from akn.bodies.identity import Identity
from akn.languages import load
from akn_library.held import Held, HeldVersion, versions
from converters.links import address_of

ELI = "http://data.europa.eu/eli/ontology#"
SCHEMA = "https://schema.org/"
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
"""The Publications Office's list of languages, whose names are the codes of ISO 639-2/T in capitals."""

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_DATE = "http://www.w3.org/2001/XMLSchema#date"
_URN = "urn:akn:"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})

_UNITS = "SELECT id, parent, eid, place, text FROM unit WHERE version = ? AND eid <> '' ORDER BY id"
_CITED = """
SELECT DISTINCT unit.eid, cited.body, cited.kind, cited.session, cited.number, cited.part, citation.fragment
FROM citation JOIN unit ON unit.id = citation.unit JOIN cited ON cited.id = citation.cited
WHERE unit.version = ? ORDER BY unit.id, citation.id
"""
_ISSUE = """
SELECT issue.body, issue.kind, issue.session, issue.number, issue.part FROM work
  JOIN work AS issue ON issue.id = work.issue WHERE work.id = ?
"""


def write(db: sqlite3.Connection, folder: str, base_url: str, foreign: bool = False) -> Iterator[tuple[str, int]]:
    """`library.nt`."""
    count = 0
    with open(os.path.join(folder, "library.nt"), "wb") as file:
        for line in triples(db, base_url, foreign=foreign):
            file.write(line.encode("utf-8", "replace") + b"\n")
            count += 1
    yield "library.nt", count


def triples(db: sqlite3.Connection, base_url: str = "", *, foreign: bool = False) -> Iterator[str]:
    """The lines, without their ends."""
    base = f"{base_url.rstrip('/')}/" if base_url else _URN
    agents: set[str] = set()
    for _, held in groupby(versions(db, foreign=foreign), key=lambda version: version.work):
        yield from _text(db, list(held), base, agents)


def name_of(identity: Identity, base: str) -> str:
    """The IRI of a text.

    >>> name_of(Identity("ga", "resolution", "70", "1", ""), "urn:akn:")
    'urn:akn:ga:resolution:70:1'
    """
    steps = (identity.body, identity.kind, identity.session, identity.number, identity.part)
    return base + (":" if base == _URN else "/").join(quote(step, safe="") for step in steps if step)


def _text(db: sqlite3.Connection, versions_held: list[HeldVersion], base: str, agents: set[str]) -> Iterator[str]:
    """What there is to say of a text: of itself, then of each version."""
    one = versions_held[0].held
    name = name_of(Identity(one.body, one.kind, one.session, one.number, one.part), base)
    yield from _types(name, ELI + "LegalResource", SCHEMA + "Legislation")
    if one.symbol:
        yield _literal(name, ELI + "id_local", one.symbol)
        yield _literal(name, SCHEMA + "legislationIdentifier", one.symbol)
    yield _literal(name, SCHEMA + "legislationType", one.kind)
    yield _literal(name, SCHEMA + "identifier", one.work)
    if one.adopted:
        yield _literal(name, ELI + "date_document", one.adopted, kind=_DATE)
        yield _literal(name, SCHEMA + "legislationDate", one.adopted, kind=_DATE)
    if one.body:
        yield from _passed_by(name, one.body, base, agents)
    for row in db.execute(_ISSUE, (versions_held[0].work,)):
        yield _link(name, ELI + "is_part_of", name_of(Identity(*row), base))
    named: set[str] = set()
    for _, versions_of in groupby(versions_held, key=lambda version: version.held.language):
        first = next(versions_of)  # of several files in one language
        yield from _version(name, first.held)
        yield from _paragraphs(db, name, first, named)
        yield from _citations(db, name, first, base)


def _passed_by(name: str, body: str, base: str, agents: set[str]) -> Iterator[str]:
    agent = f"{base}{body}"
    if agent not in agents:
        agents.add(agent)
        yield from _types(agent, ELI + "Agent", SCHEMA + "Organization")
        yield _literal(agent, SCHEMA + "name", load_body(body).organ.label)
    yield _link(name, ELI + "passed_by", agent)
    yield _link(name, SCHEMA + "legislationPassedBy", agent)


def _version(name: str, held: Held) -> Iterator[str]:
    tag = load(held.language).tag
    version = f"{name}#{tag}"
    yield from _types(version, ELI + "LegalExpression")
    yield _link(version, ELI + "realizes", name)
    yield _link(name, ELI + "is_realized_by", version)
    yield _link(version, ELI + "language", LANGUAGES + held.language.upper())
    yield _literal(version, SCHEMA + "inLanguage", tag)
    if held.title:
        yield _literal(version, ELI + "title", held.title, language=tag)
        yield _literal(name, SCHEMA + "name", held.title, language=tag)
    page = address_of(held.symbol, tag) if held.symbol else ""
    if page:
        yield from _types(page, ELI + "Format")
        yield _link(page, ELI + "embodies", version)
        yield _link(version, ELI + "is_embodied_by", page)


def _paragraphs(db: sqlite3.Connection, name: str, version: HeldVersion, named: set[str]) -> Iterator[str]:
    """The paragraphs of a version; where they stand is said once for all languages (`named`)."""
    tag = load(version.held.language).tag
    eids: dict[int, str] = {}
    for at, parent, eid, place, text in db.execute(_UNITS, (version.id,)):
        eids[at] = eid
        paragraph = _place(name, eid)
        if eid not in named:
            named.add(eid)
            around = eids.get(parent, "")
            yield from _types(paragraph, ELI + "LegalResourceSubdivision")
            yield _link(paragraph, ELI + "is_part_of", _place(name, around) if around not in ("", eid) else name)
            yield _literal(paragraph, SCHEMA + "name", place, language="en")
        if text:
            yield _literal(paragraph, SCHEMA + "text", text, language=tag)


def _citations(db: sqlite3.Connection, name: str, version: HeldVersion, base: str) -> Iterator[str]:
    for eid, *row, fragment in db.execute(_CITED, (version.id,)):
        cited = name_of(Identity(*row), base)
        yield _link(name, ELI + "cites", cited)
        yield _link(_place(name, eid), ELI + "cites", _place(cited, fragment) if fragment else cited)


def _place(name: str, eid: str) -> str:
    return f"{name}#{quote(eid, safe='')}"


# ---- lines


def _types(subject: str, *kinds: str) -> Iterator[str]:
    for kind in kinds:
        yield f"<{subject}> {_TYPE} <{kind}> ."


def _link(subject: str, predicate: str, target: str) -> str:
    return f"<{subject}> <{predicate}> <{target}> ."


def _literal(subject: str, predicate: str, value: str, *, language: str = "", kind: str = "") -> str:
    """A line with a value in quotation marks, which is escaped as N-Triples want it."""
    end = f"@{language}" if language else f"^^<{kind}>" if kind else ""
    return f'<{subject}> <{predicate}> "{value.translate(_ESCAPES)}"{end} .'
