"""Search: words to a query of the index, and the passages that it finds, ranked, with the places of the words in them.

    climate change        units that hold all words, in any form that the language's folding evens out
    "climate change"      these words in this order, as printed
    clim*                 words that begin so

Nothing that is typed is a syntax error: signs that mean nothing here are between words.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Any

from msgspec import Struct

from akn.patterns import lazy_pattern
from akn_library.filters import OF_UNITS, Filters, narrowed
from akn_library.folding import (
    elided,
    evened,
    joined_to,
    keeps_beginnings,
    languages_of,
    pairs,
    pieces,
    plainest,
    root,
    stem,
    surface,
)

_TERM = lazy_pattern(r'["“„«](?P<phrase>[^"”“»]*)(?:["”“»]|$)|(?P<word>[^\s"“”„«»]+)')
_RUN = lazy_pattern(r"[^\W_]+")
_HAN = lazy_pattern("[\u3400-\u9fff\uf900-\ufaff]+")
_MOST_TERMS = 64


class Passage(Struct, frozen=True):
    """A unit that was found: where it stands, what it says, and `hits`, the offsets (start, end) of the words in
    `text`.  `rank` falls from the best to the last; it is 0 where no words were looked for.
    """

    file: str
    work: str
    symbol: str
    adopted: str
    language: str
    title: str
    eid: str
    place: str
    part: str
    number: str
    action: str
    text: str
    hits: tuple[tuple[int, int], ...]
    rank: float


class Term(Struct, frozen=True):
    """What is looked for: the words of a phrase (one word is one), whether the last one may go on."""

    words: tuple[str, ...]
    phrase: bool = False
    prefix: bool = False


def terms_of(query: str, language: str) -> tuple[Term, ...]:
    """The terms of a query.

    >>> terms_of('"climate change" refug*', "eng")
    (Term(words=('climate', 'change'), phrase=True, prefix=False), Term(words=('refug',), phrase=False, prefix=True))
    """
    found = []
    for m in _TERM.finditer(query):
        phrase = m["phrase"] is not None
        typed = evened(m["phrase"] if phrase else m["word"], language or "")
        words = tuple(_RUN.findall(typed if phrase else _whole(typed, language)))
        if words:
            found.append(Term(words, phrase or len(words) > 1, not phrase and m["word"].endswith("*")))
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


def _whole(word: str, language: str) -> str:
    """A word of a query without what is elided before it.

    >>> _whole("l’homme", "fra")
    'homme'
    """
    before, sign, after = re.split("(['’])", word, maxsplit=1) if "'" in word or "’" in word else (word, "", "")
    joins = sign and any(before.casefold() in elided(code) for code in _codes(word, language))
    return after if joins else word


Asked = tuple[str, str, bool]
"""A column of the index, the words that stand in it one after the other, and whether the last of them may go on."""


def match_of(terms: Sequence[Term], language: str) -> str:
    """The terms as the index is asked for them, each word quoted.

    >>> match_of(terms_of("Lamps", "eng"), "eng")
    '(surface : "Lamps" OR {stem surface} : "lamp")'
    """
    return " AND ".join(_match(asked_of(term, language)) for term in terms)


def _match(asked: Sequence[Asked]) -> str:
    """The forms of a term, each once for all columns: what the index counts and ranks by grows with their number."""
    columns: dict[tuple[str, bool], set[str]] = {}
    printed: dict[tuple[str, bool], str] = {}
    for column, words, begins in asked:
        key = (words.lower(), begins)
        columns.setdefault(key, set()).add(column)
        printed.setdefault(key, words)
    forms = []
    for key, those in columns.items():
        where = f"{{{' '.join(sorted(those))}}}" if len(those) > 1 else "".join(those)
        forms.append(f'{where} : "{printed[key]}"{" *" if key[1] else ""}')
    return forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})"


def asked_of(term: Term, language: str) -> list[Asked]:
    """What stands in the index for a term, of which one is enough.

    >>> asked_of(Term(("lighthouses",)), "eng")
    [('surface', 'lighthouses', False), ('stem', 'lighthous', False), ('surface', 'lighthous', False)]
    """
    if term.phrase or term.prefix or _HAN.search(term.words[0]):
        return [_phrase(term)]
    word = term.words[0]
    asked = [("surface", word, False)]
    for code in _codes(word, language):
        plain = _letters(word, code)
        asked += [("surface", form, False) for form in joined_to(plain, code)[1:]]
        for form in joined_to(stem(plain, code), code):
            # the index holds no stem that is the word itself
            asked += [("stem", form, False), ("surface", form, False)]
    return list(dict.fromkeys(asked))


def _letters(word: str, language: str) -> str:
    return evened(word, language).casefold()


def _codes(word: str, language: str) -> tuple[str, ...]:
    return (language,) if language else languages_of(word)


def _phrase(term: Term) -> Asked:
    tokens: list[str] = []
    open_ = term.prefix
    for k, word in enumerate(term.words):
        runs = [piece for piece in _HAN.split(word) if piece] if not _HAN.search(word) else _pieces(word)
        for j, run in enumerate(runs):
            if _HAN.search(run):
                last = k == len(term.words) - 1 and j == len(runs) - 1
                tokens += pairs(run)[: -1 if len(run) > 1 and last else None]
                open_ = open_ or (last and len(run) == 1)
            else:
                tokens.append(run)
    return "surface", " ".join(tokens), open_


def _pieces(word: str) -> list[str]:
    """The Chinese runs of a word, and what stands between them."""
    found, at = [], 0
    for m in _HAN.finditer(word):
        found += [word[at : m.start()], m[0]]
        at = m.end()
    return [piece for piece in (*found, word[at:]) if piece]


_COLUMNS = """
  file.path, version.iri, work.symbol, coalesce(work.adopted, ''), version.language, version.title, unit.eid,
  unit.place, unit.part, unit.number, unit.action, unit.text"""

_TABLES = """
  JOIN version ON version.id = unit.version JOIN work ON work.id = version.work JOIN file ON file.id = version.file"""

_MATCHING = "unit_fts MATCH :match"

_RANK = "SELECT unit_fts.rowid AS id, bm25(unit_fts, 2.0, 1.0) AS rank FROM unit_fts"

_FILTERED = """
  JOIN unit ON unit.id = unit_fts.rowid JOIN version ON version.id = unit.version JOIN work ON work.id = version.work"""

_MANY = f"SELECT count(*) FROM (SELECT 1 FROM unit_fts WHERE {_MATCHING} LIMIT :drawn)"

_FIRST = f"""
WITH found AS MATERIALIZED ({_RANK} WHERE {_MATCHING} ORDER BY rank LIMIT :drawn),
  best AS (SELECT id, rank FROM found WHERE rank < (SELECT max(rank) FROM found))
SELECT {_COLUMNS}, best.rank AS rank
FROM best JOIN unit ON unit.id = best.id {_TABLES}
WHERE {{where}}"""
"""Filters are asked of what ranks first alone, which saves most of the work where a word is frequent.  What ranks as
the last that was drawn is left out, as there may be more of the same rank.
"""

_RANKED = f"""
WITH found AS MATERIALIZED ({_RANK} {{filtered}} WHERE {{where}}),
  best AS (SELECT id, rank FROM found WHERE rank <=
    (SELECT max(rank) FROM (SELECT rank FROM found ORDER BY rank LIMIT :limit)))
SELECT {_COLUMNS}, best.rank AS rank
FROM best JOIN unit ON unit.id = best.id {_TABLES}"""
"""Only what ranks among the first, those of equal rank included, is looked up in the other tables: it is sorted by what
stands there, so that the order does not depend on that of adding.
"""

_PLAIN = f"""
SELECT {_COLUMNS}, 0.0 AS rank
FROM unit {_TABLES}
WHERE {{where}}"""

_ASKED = {
    **OF_UNITS,
    "action": "unit.action = :action",
    "addressee": "unit.id IN (SELECT mandate.unit FROM mandate JOIN addressee ON addressee.mandate = mandate.id"
    " WHERE addressee.key = :addressee)",
    "binding": "unit.id IN (SELECT mandate.unit FROM mandate WHERE mandate.binding = :binding)",
    "force": "unit.id IN (SELECT mandate.unit FROM mandate WHERE mandate.force = :force)",
    "product": "unit.id IN (SELECT mandate.unit FROM mandate JOIN product ON product.mandate = mandate.id"
    " WHERE product.kind = :product)",
}
"""By the name of a filter what it asks of a passage."""

_ORDER = """
ORDER BY rank, work.body, work.year, CAST(work.number AS INTEGER), work.symbol, version.language, file.path, unit.id
LIMIT :limit"""


def find(db: sqlite3.Connection, query: str, filters: Filters, limit: int = 20) -> Iterator[Passage]:
    """The passages that hold what is looked for, the best first; without words all that the filters let through."""
    asked, values = narrowed(db, filters, _ASKED)
    return _found(db, query, asked, {**values, "limit": limit})


def count(db: sqlite3.Connection, query: str, filters: Filters) -> int:
    """How many passages `find` finds without a limit."""
    asked, values = narrowed(db, filters, _ASKED)
    language = values.get("language", "")
    terms = terms_of(query, language)
    if query.strip() and not terms:
        return 0
    if terms:
        where = " AND ".join((_MATCHING, *asked))
        sql = f"SELECT count(*) FROM unit_fts {_FILTERED if asked else ''} WHERE {where}"
        values["match"] = match_of(terms, language)
    else:
        sql = f"SELECT count(*) FROM unit {_TABLES} WHERE {' AND '.join((_PASSAGES, *asked))}"
    found: int = db.execute(sql, values).fetchone()[0]
    return found


_PASSAGES = "unit.kind <> 'line'"
"""What is listed where no words are looked for."""


def _found(db: sqlite3.Connection, query: str, asked: Sequence[str], values: Mapping[str, Any]) -> Iterator[Passage]:
    language = values.get("language", "")
    terms = terms_of(query, language)
    if query.strip() and not terms:
        return
    if terms:
        match = match_of(terms, language)
        rows = _ranked(db, asked, {**values, "match": match, "drawn": values["limit"] * _DRAWN})
    else:
        rows = db.execute(_PLAIN.format(where=" AND ".join((_PASSAGES, *asked))) + _ORDER, values)
    for row in rows:
        text, language = row[-2], row[4]
        hits = tuple(hits_in(text, terms, language)) if terms else ()
        yield _passage(row, hits)


_DRAWN = 20
"""So many times as many as are wanted are ranked before filters are asked.  Of 300 searches for 20 passages among a
million, a filter by language on every third, 3 found too few among these, 17 among 5 times as many.
"""


def _ranked(db: sqlite3.Connection, asked: Sequence[str], values: Mapping[str, Any]) -> Iterable[tuple[Any, ...]]:
    """The rows that hold the words and are let through, the best first."""
    limit, drawn = values["limit"], values["drawn"]
    if limit > 0 and db.execute(_MANY, values).fetchone()[0] == drawn:
        rows = db.execute(_FIRST.format(where=" AND ".join(asked) or "true") + _ORDER, values).fetchall()
        if len(rows) == limit:
            return rows
    where = " AND ".join((_MATCHING, *asked))
    return db.execute(_RANKED.format(filtered=_FILTERED if asked else "", where=where) + _ORDER, values)


def _passage(row: tuple[Any, ...], hits: tuple[tuple[int, int], ...]) -> Passage:
    return Passage(*(*row[:-1], hits, round(-row[-1], 4)))


# ---- where the words stand in what was found


def hits_in(text: str, terms: Sequence[Term], language: str) -> Iterator[tuple[int, int]]:
    """The offsets of what was looked for in a text, in order, none in another.

    >>> list(hits_in("Refugees and a refugee", terms_of("refugees", "eng"), "eng"))
    [(0, 8), (15, 22)]
    """
    held = pieces(text)
    distinct = set(held.words)
    spans = {span for term in terms for span in _hits(held.words, distinct, term, language)}
    last = -1
    for start, end in held.offsets(sorted(spans, key=lambda span: (span[0], -span[1]))):
        if start >= last:
            yield start, end
            last = end


class _Wanted(Struct, frozen=True):
    """What a word of a text may be, of which one is enough: in the index, by its stem too, or how it may begin."""

    forms: frozenset[str]
    begins: frozenset[str]
    stems: bool
    begun: bool

    def among(self, words: Set[str], language: str) -> set[str]:
        """Those of some words of a text that are meant."""
        if self.begun:
            forms = tuple(self.forms)
            return {word for word in words if surface(word, language).startswith(forms)}
        near: Iterable[str] = words
        if keeps_beginnings(language) or not self.stems:  # the stems of all words would take most of the time
            begins = self.begins
            near = [w for w in words if (s := surface(w, language))[:2] in begins or s[:1] in begins]
        found = {word for word in near if surface(word, language) in self.forms}
        return found | {word for word in near if root(word, language) in self.forms} if self.stems else found


@lru_cache(maxsize=1024)
def _wanted(term: Term, language: str) -> tuple[_Wanted, ...]:
    """For each word of a term, of Chinese each character, what a word of the text may be."""
    sought = [piece for word in term.words for piece in pieces(word).words]
    free = not term.phrase and not term.prefix
    found = []
    for k, piece in enumerate(sought):
        plain = _letters(piece, language)
        forms = {plain}
        if free:
            forms |= {*joined_to(plain, language), *joined_to(stem(plain, language), language)}
        begun = term.prefix and k == len(sought) - 1
        those = frozenset(map(plainest, forms))
        found.append(_Wanted(those, frozenset(form[:2] for form in those), free, begun))
    return tuple(found)


def _hits(words: Sequence[str], distinct: Set[str], term: Term, language: str) -> Iterator[tuple[int, int]]:
    """The first and the last word of all places where a term stands."""
    fitting = [one.among(distinct, language) for one in _wanted(term, language)]
    if not all(fitting):
        return
    first, *others = fitting
    for i in [i for i, word in enumerate(words) if word in first]:
        if all(i + k < len(words) and words[i + k] in those for k, those in enumerate(others, 1)):
            yield i, i + len(others)
