"""A text through the years: what it follows, what follows it, and one of its paragraphs in each of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from akn.bodies.identity import Identity
from akn.compare.succession import SAME, Edition, Followed, agreement, masked_title, predecessor, runs_of, title_words
from akn.compare.words import Piece, compare_words, likeness, plain_words
from akn.languages import usual
from akn_library.citations import standing
from akn_library.standing import rivals_in

State = Literal["first", "new", "same", "changed", "absent"]

_ALIKE = 0.5
"""Agreement of the words of two paragraphs from which one is taken to have become the other, as `akn diff` does."""

_BEGINNING = 8  # characters at the beginning of a title that do not change
_LONGEST = 120  # texts of a series; none has come more often than there are sessions


class Stage(Struct, frozen=True):
    """A text of a series, in one language: the symbol, the day of adoption, the title and the file; `follows` is the
    symbol of the one before it, and `why` the evidence for that (title, recalled, agenda item, words).

    Where a paragraph was asked for, `place` and `text` tell where it stands and what it says there, `state` whether it
    is new, same, changed or absent (in the first text that is held first or absent), and `words` the way from that
    before (`akn.compare.words`: pieces kept `=`, added `+`, removed `-`).
    """

    symbol: str
    adopted: str
    title: str
    language: str
    file: str
    follows: str = ""
    why: tuple[str, ...] = ()
    place: str = ""
    text: str = ""
    state: State | Literal[""] = ""
    words: tuple[Piece, ...] = ()


class HeldVersion(Struct, frozen=True):
    """A version that is held: its id, what it is called, the edition that it is, and whether it is a draft by its
    symbol.
    """

    version: int
    symbol: str
    adopted: str
    title: str
    file: str
    edition: Edition
    draft: bool = False


class Lineage:
    """The series that one version stands in."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._read: dict[int, HeldVersion] = {}

    def of(self, identity: Identity, language: str) -> list[tuple[HeldVersion, Followed | None]]:
        """The series of a text, oldest first, each with what it follows; empty if the text is not held."""
        start = self.version_of(identity, language)
        if start is None:
            return []
        chain: list[tuple[HeldVersion, Followed | None]] = []
        at: int | None = start
        while at is not None and len(chain) < _LONGEST:
            before = self._before(at)
            chain.insert(0, (self._held(at), before[1] if before else None))
            at = before[0] if before else None
        at = start
        while len(chain) < _LONGEST and (after := self._after(at)):
            chain.append((self._held(after[0]), after[1]))
            at = after[0]
        return chain

    def all(self, language: str = "") -> list[HeldVersion]:
        """All versions, or those in one language, in the order of their ids; of an issue of several its parts alone."""
        rows = self._db.execute(
            "SELECT version.id FROM version JOIN work ON work.id = version.work"
            " WHERE (version.language = :language OR :language = '')"
            " AND NOT EXISTS (SELECT 1 FROM work AS part WHERE part.issue = work.id) ORDER BY version.id",
            {"language": language},
        )
        return [self._held(at) for (at,) in rows.fetchall()]

    def first(self, version: int) -> HeldVersion:
        """The version itself, or where several files have its work in its language the one that stands for it."""
        return self._held(self._standing.get(version, version))

    @cached_property
    def _standing(self) -> dict[int, int]:
        """By version, where there are several of one work in one language, the one that stands for them."""
        return {at: ids[0] for ids in rivals_in(self._db) for at in ids}

    def before(self, edition: Edition) -> list[HeldVersion]:
        """The versions that a text follows which need not be held, oldest first; its body is named as here (`ga`)."""
        title = " ".join(edition.title)
        rows = self._db.execute(
            "SELECT version.id, version.title, work.body, work.session || '-' || work.number || work.part FROM version"
            " JOIN work ON work.id = version.work WHERE version.language = :language AND work.body = :body",
            {"language": edition.language, "body": edition.actor},
        )
        recalled = set(edition.recalled)
        found = [
            self._held(at)
            for at, named, body, number in rows.fetchall()
            if number != edition.number
            and ((body, number) in recalled or agreement(title_words([named]), title_words([title])) >= SAME)
        ]
        followed = predecessor(edition, [held.edition for held in found])
        chain: list[HeldVersion] = []
        at = found[followed.index].version if followed else None
        while at is not None and len(chain) < _LONGEST:
            chain.insert(0, self._held(at))
            before = self._before(at)
            at = before[0] if before else None
        return chain

    def version_of(self, identity: Identity, language: str) -> int | None:
        """A version of a text in a language; if none is named in the usual one, else in the first by its code."""
        row = self._db.execute(
            "SELECT version.id FROM version JOIN work ON work.id = version.work JOIN file ON file.id = version.file"
            " WHERE work.body = :body AND work.kind = :kind AND work.session = :session AND work.number = :number"
            " AND (work.part = :part OR :part = '') AND (version.language = :language OR :language = '')"
            " ORDER BY version.language <> :usual, version.language, work.part, file.path LIMIT 1",
            {
                **{name: getattr(identity, name) for name in identity.__struct_fields__},
                "language": language,
                "usual": usual(),
            },
        ).fetchone()
        return self._standing.get(row[0], row[0]) if row else None

    def _before(self, version: int) -> tuple[int, Followed] | None:
        """The version that a version follows."""
        candidates = self._earlier(version)
        followed = predecessor(self._held(version).edition, [self._held(c).edition for c in candidates])
        return (candidates[followed.index], followed) if followed else None

    def _after(self, version: int) -> tuple[int, Followed] | None:
        """The earliest version that follows a version."""
        later = ((self._held(c).edition.age, c) for c in self._later(version))
        for _, candidate in sorted(later):
            before = self._before(candidate)
            if before and self._same_work(before[0], version):
                return candidate, before[1]
        return None

    def _same_work(self, one: int, other: int) -> bool:
        row = self._db.execute(
            "SELECT a.work = b.work FROM version AS a, version AS b WHERE a.id = ? AND b.id = ?", (one, other)
        ).fetchone()
        return bool(row[0])

    def _earlier(self, version: int) -> list[int]:
        """The versions in the same language that a text may follow: those it cites in its preamble, and those of its
        title or of its agenda item."""
        return self._ids(
            """
            SELECT other.id FROM citation JOIN unit ON unit.id = citation.unit JOIN cited ON cited.id = citation.cited
              JOIN work ON work.body = cited.body AND work.kind = cited.kind AND work.session = cited.session
                AND work.number = cited.number AND (work.part = cited.part OR cited.part = '')
              JOIN version AS other ON other.work = work.id
            WHERE unit.version = :version AND unit.part = 'preamble' AND other.language = :language
            """,
            version,
        )

    def _later(self, version: int) -> list[int]:
        """The versions in the same language that may follow a text: those that cite it, and those of its title."""
        return self._ids(
            """
            SELECT other.id FROM version AS me JOIN work ON work.id = me.work
              JOIN cited ON cited.body = work.body AND cited.kind = work.kind AND cited.session = work.session
                AND cited.number = work.number AND (cited.part = work.part OR cited.part = '')
              JOIN citation ON citation.cited = cited.id JOIN unit ON unit.id = citation.unit
              JOIN version AS other ON other.id = unit.version
            WHERE me.id = :version AND unit.part = 'preamble' AND other.language = :language
            """,
            version,
        )

    def _ids(self, sql: str, version: int) -> list[int]:
        """What a question gives, and all versions of the title of a version."""
        held = self._held(version)
        values = {"version": version, "language": held.edition.language, "begins": held.title[:_BEGINNING]}
        found = {at for (at,) in self._db.execute(sql, values)}
        titles = self._db.execute(
            "SELECT id, title FROM version WHERE language = :language AND substr(title, 1, :size) = :begins",
            {**values, "size": _BEGINNING},
        )
        found |= {at for at, title in titles if agreement(title_words([title]), held.edition.title) >= SAME}
        return sorted(found - {version})

    def _held(self, version: int) -> HeldVersion:
        if version not in self._read:
            self._read[version] = self._look_up(version)
        return self._read[version]

    def _look_up(self, version: int) -> HeldVersion:
        symbol, body, kind, session, number, part, adopted, title, language, path = self._db.execute(
            "SELECT work.symbol, work.body, work.kind, work.session, work.number, work.part,"
            " coalesce(version.adopted, work.adopted, ''), version.title, version.language, file.path"
            " FROM version JOIN work ON work.id = version.work JOIN file ON file.id = version.file"
            " WHERE version.id = ?",
            (version,),
        ).fetchone()
        recalled = self._db.execute(
            "SELECT DISTINCT cited.body, cited.session || '-' || cited.number || cited.part FROM citation"
            " JOIN unit ON unit.id = citation.unit JOIN cited ON cited.id = citation.cited"
            " WHERE unit.version = ? AND unit.part = 'preamble'",
            (version,),
        ).fetchall()
        item = self._db.execute(
            "SELECT value FROM fact WHERE version = ? AND name = 'agendaItemName' ORDER BY value", (version,)
        ).fetchall()
        texts = self._db.execute(
            "SELECT text FROM unit WHERE version = ? AND part IN ('preamble', 'operative', 'annex')", (version,)
        )
        of_masthead = _is_masthead(title, number, adopted)
        edition = Edition(
            language,
            body,
            () if of_masthead else tuple(title_words([title])),
            f"{session}-{number}{part}",
            adopted,
            session,
            tuple(plain_words(" ".join(name for (name,) in item))),
            tuple(recalled),
            runs_of(text for (text,) in texts),
            () if of_masthead else masked_title(title, language),
        )
        return HeldVersion(version, symbol, adopted, title, path, edition, kind.endswith("Draft"))

    def paragraphs(self, version: int) -> list[tuple[str, str, str, str]]:
        """The paragraphs and points of a version: eId, place, part, text."""
        return self._db.execute(
            "SELECT eid, place, part, text FROM unit WHERE version = ?"
            " AND kind IN ('preambular', 'operative', 'point', 'text', 'heading') ORDER BY id",
            (version,),
        ).fetchall()


def _is_masthead(title: str, number: str, adopted: str) -> bool:
    """True for lines of a masthead that stand for the title of a text that has none ("Resolution 2556 (2020) Adopted by
    the Security Council on 18 December 2020"): they name its number or its day, and all of a body have them alike.
    """
    words = plain_words(title)
    year, _, day = adopted.partition("-")
    day = day.rpartition("-")[2].lstrip("0")
    return number in words or (bool(day) and year in words and day in words)


def history(db: sqlite3.Connection, identity: Identity, language: str, place: str = "") -> Iterator[Stage]:
    """The series of a text, oldest first, and in each of its texts the paragraph with that eId in the text, if any.

    The paragraph is followed from the text that was asked for, forwards and backwards, by its words.
    """
    found = Lineage(db)
    chain = found.of(identity, language)
    if not chain:
        return
    said: Sequence[tuple[str, str] | None] = [None] * len(chain)
    if place:
        asked = found.version_of(identity, language)
        start = next(i for i, (held, _) in enumerate(chain) if held.version == asked)
        said = _followed([found.paragraphs(held.version) for held, _ in chain], start, place)
    before: tuple[str, str] | None = None
    for i, (held, followed) in enumerate(chain):
        stage = Stage(
            held.symbol,
            held.adopted,
            held.title,
            held.edition.language,
            held.file,
            chain[i - 1][0].symbol if i else "",
            followed.why if followed and i else (),
        )
        yield _with_paragraph(stage, said[i], before) if place else stage
        before = said[i] or before


def _with_paragraph(stage: Stage, here: tuple[str, str] | None, before: tuple[str, str] | None) -> Stage:
    from msgspec.structs import replace

    if here is None:
        return replace(stage, state="absent")
    if before is None:
        return replace(stage, place=here[0], text=here[1], state="new" if stage.follows else "first")
    reworded = compare_words(before[1], here[1])
    state: State = "same" if reworded.similarity == 1 else "changed"
    return replace(stage, place=here[0], text=here[1], state=state, words=reworded.pieces if state == "changed" else ())


def _followed(
    texts: Sequence[Sequence[tuple[str, str, str, str]]], start: int, eid: str
) -> list[tuple[str, str] | None]:
    """Place and words of a paragraph in each text, from the one that it is named in both ways; None where it is not."""
    found: list[tuple[str, str] | None] = [None] * len(texts)
    meant = standing(eid, ((one[0], one[2]) for one in texts[start]))
    named = [one for one in texts[start] if one[0] in meant]
    if len(named) != 1:
        return found
    first = named[0][1:]
    found[start] = first[0], first[2]
    for way in (range(start + 1, len(texts)), range(start - 1, -1, -1)):
        text = first[2]
        for i in way:
            words = plain_words(text)
            rated = ((likeness(words, plain_words(t)), place, t) for _, place, part, t in texts[i] if part == first[1])
            best = max(rated, key=lambda one: one[0], default=(0.0, "", ""))
            if best[0] >= _ALIKE:
                found[i], text = (best[1], best[2]), best[2]
    return found
