"""The texts that a library holds, a row a language and file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from msgspec import Struct

from akn_library.standing import rivals_in


class Held(Struct, frozen=True):
    """A text in one language, as one file has it; `issue` is the symbol of the issue that it is a part of."""

    symbol: str
    body: str
    kind: str
    session: str
    number: str
    part: str
    adopted: str
    year: int | None
    language: str
    title: str
    file: str
    work: str
    issue: str


class HeldVersion(Struct, frozen=True):
    """A text that is held, with the ids of its version and its work.

    `first` is the id of the first unit of the same file: units are counted from there.
    """

    id: int
    work: int
    first: int
    held: Held


_VERSIONS = """
SELECT version.id, work.id,
  (SELECT coalesce(min(unit.id), 0) FROM unit JOIN version AS beside ON beside.id = unit.version
   WHERE beside.file = file.id),
  work.symbol, work.body, work.kind, work.session, work.number, work.part, coalesce(work.adopted, ''), work.year,
  version.language, version.title, file.path, version.iri, coalesce(issue.symbol, '')
FROM version JOIN work ON work.id = version.work JOIN file ON file.id = version.file
  LEFT JOIN work AS issue ON issue.id = work.issue
WHERE (version.language = :language OR :language = '') AND (work.body = :body OR :body = '')
  AND (:foreign OR file.status <> 'foreign')
ORDER BY work.body, work.kind, CAST(work.session AS INTEGER), work.session, CAST(work.number AS INTEGER), work.number,
  work.part, version.language, file.path, version.iri
"""


def versions(
    db: sqlite3.Connection, language: str = "", body: str = "", *, foreign: bool = False
) -> Iterator[HeldVersion]:
    """The versions that are held, in the order of bodies, sessions and numbers, then of languages and files; those in
    one language (ISO 639-2/T) or of one body, where such is named; `foreign` those of files without a resolution too.
    """
    for at, work, first, *held in db.execute(_VERSIONS, {"language": language, "body": body, "foreign": foreign}):
        yield HeldVersion(at, work, first, Held(*held))


NO_COPIES = "version.id NOT IN (SELECT value FROM json_each(:copies))"
"""What leaves out texts for which another file stands in that language; asked only where there are such."""


def copies_in(db: sqlite3.Connection) -> str:
    """The ids of versions of which the library has another one in the same language that stands for them
    (`akn_library.standing`): a list of JSON, empty text if there is none.
    """
    found = sorted(at for _, *others in rivals_in(db) for at in others)
    return f"[{','.join(map(str, found))}]" if found else ""
