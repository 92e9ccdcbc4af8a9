"""Filters: which passages or clauses are wanted, as they are given and as SQL asks for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, TypedDict

from akn.bodies import load as load_body
from akn.data import near_keys
from akn.errors import UsageError
from akn.languages import load
from akn.xml.uri import is_day
from akn_library.citations import cited_ids, identity_in
from akn_library.held import NO_COPIES, copies_in
from akn_library.typed import text_meant


class Filters(TypedDict, total=False):
    """Which passages or clauses are wanted; what is absent or empty asks for nothing.

    `language` is any code of `akn languages`, `body` a name of `akn bodies`; `since` and `until` are days of adoption
    or the beginnings of some (2044, 2044-12); `part` is operative, preamble, annex, cover, preface or conclusions;
    `action`, `addressee` and `binding` (must, should, asked, may) are keys; `cites` is the symbol of a text that the
    passage cites, `symbol` that of the text that it stands in; `force` (directive, deciding ...) and `product` (report,
    briefing ...) are those of a mandate.  What stands in a file that holds no resolution is let through only if
    `foreign` says so or `symbol` names it; of a text that several files hold in one language what the first of them by
    name has, unless `copies` says so.
    """

    language: str
    body: str
    since: str
    until: str
    part: str
    action: str
    addressee: str
    binding: str
    force: str
    product: str
    cites: str
    symbol: str
    foreign: bool
    copies: bool


_LET_THROUGH = ("foreign", "copies")  # filters that let more through

NAMES = tuple(Filters.__annotations__)
"""The names of all filters."""

OF_UNITS = {
    "language": "version.language = :language",
    "body": "work.body = :body",
    "since": "work.adopted >= :since",
    "until": "work.adopted <= :until || char(127)",  # "2044" and "2044-12" end where the year and the month do
    "part": "unit.part = :part",
    "cites": "unit.id IN (SELECT citation.unit FROM citation WHERE citation.cited IN (SELECT value FROM"
    " json_each(:cites)))",
    "symbol": "work.symbol = :symbol",
}
"""By the name of a filter what it asks of a row of `unit`, `version` and `work`."""


_NO_FOREIGN = "version.file NOT IN (SELECT id FROM file WHERE status = 'foreign')"
"""What leaves out the files that hold no resolution; asked only where there are such, as it joins more tables."""


def narrowed(
    db: sqlite3.Connection, filters: Filters, asked: Mapping[str, str]
) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The conditions of SQL that filters are, each as `asked` has it by the name of the filter, and their values.

    Raises UsageError for a language, a body or a key that is not known, for what is no day and for what is no symbol.
    """
    given: dict[str, str] = {name: str(value) for name, value in filters.items() if value and name not in _LET_THROUGH}
    if "body" in given:
        given["body"] = given["body"].casefold()
    _check_span(given.get("body", ""), given.get("since", ""), given.get("until", ""))
    for name in _KEYS.keys() & given.keys():
        check_key(db, name, given[name])
    values: dict[str, str] = dict(given)
    if "language" in given:
        values["language"] = code_of(given["language"])
    if "symbol" in given:
        values["symbol"] = text_meant(db, given["symbol"])
    if "cites" in given:
        values["cites"] = f"[{','.join(map(str, cited_ids(db, identity_in(text_meant(db, given['cites'])))))}]"
    conditions = [asked[name] for name in given]
    wanted = filters.get("foreign") or "symbol" in given
    if not wanted and db.execute("SELECT 1 FROM file WHERE status = 'foreign' LIMIT 1").fetchone():
        conditions.append(_NO_FOREIGN)
    if not filters.get("copies") and (copies := copies_in(db)):
        conditions.append(NO_COPIES)
        values["copies"] = copies
    return tuple(conditions), values


def _check_span(body: str, since: str, until: str) -> None:
    """Raise UsageError for a body that is not known, for what is no day, and for days of which none is in between."""
    check(body, since, until)
    if until and since > until and not since.startswith(until):
        raise UsageError(f"nothing is since {since} and until {until}: the first day is after the last")


_KEYS = {
    "action": ("akn.languages", "action_keys", "SELECT 1 FROM unit WHERE action = ? LIMIT 1", "docs/actions.md lists"),
    "addressee": (
        "akn.clauses.parts",
        "kinds",
        "SELECT 1 FROM addressee WHERE key = ? LIMIT 1",
        "akn mandates --keys lists",
    ),
}
"""By the name of a filter by keys what gives all keys, what asks a library for one of its own, and who lists them."""


def check_key(db: sqlite3.Connection, name: str, key: str) -> None:
    """Raise UsageError for a key of an action or of somebody who is asked that there is not, with the nearest ones."""
    from importlib import import_module

    module, function, held, listed = _KEYS[name]
    known = getattr(import_module(module), function)()
    if key in known or db.execute(held, (key,)).fetchone():
        return
    near = near_keys(key, known)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    raise UsageError(f"there is no {name} {key!r}: {meant}{listed} all")


_BEGINS = {len("2044"): "-01-01", len("2044-12"): "-01"}
"""By the length of the beginning of a day what makes it the first day that it stands for."""


def check(body: str, *days: str) -> None:
    """Raise UsageError for a body that is not known, and for what is neither a day nor the beginning of one."""
    if body:
        load_body(body)
    for day in filter(None, days):
        if not is_day(day + _BEGINS.get(len(day), "")):
            raise UsageError(f"{day!r} is no day: YYYY, YYYY-MM or YYYY-MM-DD")


def code_of(language: str) -> str:
    """The code of a language as the library has it (ISO 639-2/T), empty for none.

    Raises UsageError for a language that there is no file for.

    >>> code_of("fr"), code_of("")
    ('fra', '')
    """
    return load(language).code if language else ""
