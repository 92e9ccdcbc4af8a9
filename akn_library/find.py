"""Search: words to a query of the index, and the passages that it finds, ranked, with the places of the words in them.

    climate change        units that hold all words, in any form that the language's folding evens out
    "climate change"      these words in this order, as printed
    clim*                 words that begin so

Nothing that is typed is a syntax error: signs that mean nothing here are between words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from akn.patterns import lazy_pattern
from akn_library.folding import Word, evened, joined_to, languages_of, pairs, plainest, stem, words_of

_TERM = lazy_pattern(r'["“„«](?P<phrase>[^"”“»]*)(?:["”“»]|$)|(?P<word>[^\s"“”„«»]+)')
_RUN = lazy_pattern(r"[^\W_]+")
_HAN = lazy_pattern("[\u3400-\u9fff\uf900-\ufaff]+")
_MOST_TERMS = 64


class Filters(Struct, frozen=True):
    """Which passages are wanted; what is empty asks for nothing.

    `language` is an ISO 639-2/T code, `body` a name of `akn bodies`, `since` and `until` are days of adoption
    (YYYY-MM-DD, or the beginning of one), `part` is operative, preamble, annex, cover, preface or conclusions,
    `action` and `addressee` are keys, `cites` is an id of what is cited.
    """

    language: str = ""
    body: str = ""
    since: str = ""
    until: str = ""
    part: str = ""
    action: str = ""
    addressee: str = ""
    cites: Sequence[int] | None = None
    symbol: str = ""


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
        words = tuple(_RUN.findall(typed))
        if words:
            found.append(Term(words, phrase or len(words) > 1, not phrase and m["word"].endswith("*")))
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


Asked = tuple[str, str, bool]
"""A column of the index, the words that stand in it one after the other, and whether the last of them may go on."""


def match_of(terms: Sequence[Term], language: str) -> str:
    """The terms as the index is asked for them, each word quoted."""
    return " AND ".join(_match(asked_of(term, language)) for term in terms)


def _match(asked: Sequence[Asked]) -> str:
    forms = [f'{column} : "{words}"{" *" if begins else ""}' for column, words, begins in asked]
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

_FOUND = """
SELECT unit_fts.rowid AS id, bm25(unit_fts, 2.0, 1.0) AS rank
FROM unit_fts {filtered}
WHERE {where}"""

_FILTERED = """
  JOIN unit ON unit.id = unit_fts.rowid JOIN version ON version.id = unit.version JOIN work ON work.id = version.work"""

_RANKED = f"""
WITH found AS MATERIALIZED ({{found}}),
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

_WHERE = {
    "language": "version.language = :language",
    "body": "work.body = :body",
    "since": "work.adopted >= :since",
    "until": "work.adopted <= :until",
    "part": "unit.part = :part",
    "action": "unit.action = :action",
    "symbol": "work.symbol = :symbol",
    "addressee": "unit.id IN (SELECT mandate.unit FROM mandate JOIN addressee ON addressee.mandate = mandate.id"
    " WHERE addressee.key = :addressee)",
    "cites": "unit.id IN (SELECT citation.unit FROM citation WHERE citation.cited IN (SELECT value FROM"
    " json_each(:cites)))",
}
"""By the name of a filter what it asks of a row."""

_ORDER = """
ORDER BY rank, work.body, work.year, CAST(work.number AS INTEGER), work.symbol, version.language, file.path, unit.id
LIMIT :limit"""


def find(db: sqlite3.Connection, query: str, filters: Filters, limit: int = 20) -> Iterator[Passage]:
    """The passages that hold what is looked for, the best first; without words all that the filters let through."""
    terms = terms_of(query, filters.language)
    if query.strip() and not terms:
        return
    wanted = {name: value for name in _WHERE if (value := getattr(filters, name)) not in ("", None)}
    if "cites" in wanted:
        wanted["cites"] = f"[{','.join(str(int(at)) for at in wanted['cites'])}]"
    if "until" in wanted:
        wanted["until"] += "\x7f"  # "2044" and "2044-12" end where the year and the month do
    filters_asked = [_WHERE[name] for name in wanted]
    if terms:
        where = " AND ".join(("unit_fts MATCH :match", *filters_asked))
        sql = _RANKED.format(found=_FOUND.format(filtered=_FILTERED if wanted else "", where=where))
    else:
        sql = _PLAIN.format(where=" AND ".join(("unit.kind <> 'line'", *filters_asked)))
    rows = db.execute(sql + _ORDER, {**wanted, "match": match_of(terms, filters.language), "limit": limit})
    for row in rows:
        text, language = row[-2], row[4]
        hits = tuple(hits_in(text, terms, language)) if terms else ()
        yield _passage(row, hits)


def _passage(row: tuple[Any, ...], hits: tuple[tuple[int, int], ...]) -> Passage:
    return Passage(*(*row[:-1], hits, round(-row[-1], 4)))


# ---- where the words stand in what was found


def hits_in(text: str, terms: Sequence[Term], language: str) -> Iterator[tuple[int, int]]:
    """The offsets of what was looked for in a text, in order, none in another.

    >>> list(hits_in("Refugees and a refugee", terms_of("refugees", "eng"), "eng"))
    [(0, 8), (15, 22)]
    """
    wanted = [(term, _wanted(term, language)) for term in terms]
    begins = frozenset(form[:2] for _, those in wanted for forms in those for form in forms)
    words = list(words_of(text, language, begins))
    hits = (hit for term, those in wanted for hit in _hits(words, those, term))
    found = sorted(hits, key=lambda hit: (hit[0], -hit[1]))
    last = -1
    for start, end in found:
        if start >= last:
            yield start, end
            last = end


def _wanted(term: Term, language: str) -> list[frozenset[str]]:
    """For each word of a term (of Chinese each character) what a word of the text may be: its surface or its stem."""
    pieces = [piece for word in term.words for piece in (list(word) if _HAN.search(word) else [word])]
    found = []
    for piece in pieces:
        plain = _letters(piece, language)
        forms = {plainest(plain)}
        if not term.phrase and not term.prefix:
            found_as = (*joined_to(plain, language), *joined_to(stem(plain, language), language))
            forms.update(map(plainest, found_as))
        found.append(frozenset(forms))
    return found


def _hits(words: Sequence[Word], wanted: Sequence[frozenset[str]], term: Term) -> Iterator[tuple[int, int]]:
    exact = term.phrase or term.prefix
    last = len(wanted) - 1

    def fits(word: Word, k: int) -> bool:
        if term.prefix and k == last:
            return any(word.surface.startswith(form) for form in wanted[k])
        return word.surface in wanted[k] or (not exact and word.stem in wanted[k])

    for i in range(len(words) - last):
        if all(fits(words[i + k], k) for k in range(last + 1)):
            yield words[i].start, words[i + last].end
