"""Which of several files stands for a text, where they say that they hold the same one in the same language.

What was adopted comes before what does not say so; of that a published AKN file, then what names the meeting; of
`name.docx`, `name (2).docx` the highest number, as a desk keeps a new file under a name that is taken; then the file
that is there longest, where that is known, and the first by name.  A person's word comes before all of it.  A draft
that was made from last year's file, its old symbol left in, so stands after the adopted text, unless it has kept last
year's meeting as well and the text names none: nothing that it says then tells the two apart.

>>> [one.path for one in ranked([Claim("draft.docx"), Claim("n.xml", adopted=True, akn=True)])]
['n.xml', 'draft.docx']
"""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from akn.document import Document
from akn.patterns import lazy_pattern
from akn.walk import RUNNING, Place, texts_of

_SAYING = RUNNING | {Place.PREFACE}
_COPY = lazy_pattern(r" \(([1-9]\d?)\)$")
"""What a desk puts after a name that is taken, up to 99: a year in brackets is a part of the name."""
_WORDS_PARTED = lazy_pattern(r"(?<=[^\W\d])-(?=[^\W\d])")
_DASHES, _QUOTES = (
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb\u2032\u2033'`\u00b4\uff07\uff02",
)
_ONE_SIGN = str.maketrans(dict.fromkeys(_DASHES, "-") | dict.fromkeys(_QUOTES, '"'))
"""Dashes of all kinds as one, quotation marks and apostrophes of all kinds as one: programs put one for another."""
_WORDLESS = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})
"""Classes of characters that say nothing by themselves: spaces, hidden hyphens, marks above letters."""


class Claim(Struct, frozen=True):
    """A file that says it holds a text in a language: its path, whether it says that the text was adopted (a day) and
    at which meeting, whether it is AKN, whether it has a cover and no text.  `since` rises with the time from which it
    is there (0: not known), `chosen` means that a person lets it stand.
    """

    path: str
    adopted: bool = False
    akn: bool = False
    meeting: bool = False
    empty: bool = False
    since: int = 0
    chosen: bool = False


def ranked(claims: Iterable[Claim]) -> list[Claim]:
    """The claims to one text in one language, the one that stands first.

    >>> [one.path for one in ranked([Claim("a.txt"), Claim("a (10).txt"), Claim("a (9).txt")])]
    ['a (10).txt', 'a (9).txt', 'a.txt']
    """
    held = list(claims)
    since: dict[str, int] = {}
    for one in held:
        name = numbered(one.path)[0]
        since[name] = min(one.since, since.get(name, one.since))

    def rank(one: Claim) -> tuple[bool | int | str, ...]:
        name, number = numbered(one.path)
        said = (not one.chosen, one.empty, not one.adopted, not one.akn, not one.meeting)
        return (*said, since[name], name, -number, one.path)

    return sorted(held, key=rank)


def numbered(path: str) -> tuple[str, int]:
    """The path that a file had if its name had not been taken, and its number among those of that name.

    >>> numbered("x/a (3).docx"), numbered("a.docx"), numbered("a (2043).docx")
    (('x/a.docx', 3), ('a.docx', 1), ('a (2043).docx', 1))
    """
    stem, suffix = os.path.splitext(path)
    number = _COPY.search(stem)
    return (f"{stem[: number.start()]}{suffix}", int(number[1])) if number else (path, 1)


def bare(texts: Iterable[str]) -> str:
    """What texts say: what spaces, hyphens between letters, capitals and the kinds of dashes and quotation marks make
    of them is one, all other signs count.

    >>> bare(["Self-\\u00addetermination of", "all"]) == bare(["SELF\u2011DETERMINATION", "of all"])
    True
    >>> bare(["1.5 of \u22125"]), bare(["15 of 5"])
    ('1.5of-5', '15of5')
    """
    said = (unicodedata.normalize("NFC", text).casefold().translate(_ONE_SIGN) for text in texts)
    plain = ("".join(c for c in text if unicodedata.category(c) not in _WORDLESS) for text in said)
    return "".join(_WORDS_PARTED.sub("", text) for text in plain)


def bare_text(document: Document) -> str:
    """What a document says, its title and its notes too, as `bare` has it."""
    return bare(text.content for text, place in texts_of(document) if place in _SAYING)


_CLAIMS = """
SELECT version.work, version.language, version.id, path, file.format = 'xml', version.adopted IS NOT NULL,
  EXISTS (SELECT 1 FROM fact WHERE fact.version = version.id AND fact.name = 'meeting'),
  NOT EXISTS (SELECT 1 FROM unit WHERE unit.version = version.id AND unit.part IN ('preamble', 'operative', 'annex'))
FROM version JOIN file ON file.id = version.file JOIN work ON work.id = version.work
WHERE (version.work, version.language) IN
  (SELECT work, language FROM version GROUP BY work, language HAVING count(*) > 1)
ORDER BY work.body, CAST(work.session AS INTEGER), CAST(work.number AS INTEGER), work.symbol, work.id,
  version.language, path, version.id
"""


def rivals_in(db: sqlite3.Connection) -> list[Sequence[int]]:
    """The versions of a library of which there are several of one work in one language: the ids of each group, the one
    that stands first, in the order of symbols and languages.  Of a volume that holds a text twice the first stands.
    """
    groups: dict[tuple[int, str], list[tuple[Claim, int]]] = {}
    for work, language, at, path, akn, adopted, meeting, empty in db.execute(_CLAIMS):
        claim = Claim(path, bool(adopted), bool(akn), bool(meeting), bool(empty))
        groups.setdefault((work, language), []).append((claim, at))
    found: list[Sequence[int]] = []
    for group in groups.values():
        order = {one.path: n for n, one in reversed(list(enumerate(ranked(claim for claim, _ in group))))}
        found.append([at for _, at in sorted(group, key=lambda pair: order[pair[0].path])])
    return found


def differ(db: sqlite3.Connection, versions: Iterable[int]) -> bool:
    """Whether versions of a library have other words, or another title, and not only other spaces; a cover without
    text says nothing.
    """
    said = (db.execute(_SAID, (at, at)).fetchall() for at in versions)
    return len({bare(text for _, text in rows) for rows in said if any(unit for unit, _ in rows)}) > 1


_SAID = """
SELECT 0, title FROM version WHERE id = ?
UNION ALL
SELECT id, text FROM unit WHERE version = ? AND part IN ('preamble', 'operative', 'annex')
ORDER BY 1
"""
