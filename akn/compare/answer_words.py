"""What the words that introduce a document say of a request that it may answer: by whom, on what, for which session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, TypeVar

from akn.bodies.symbols import Symbol, parse_symbol
from akn.citing import symbol_to, work_in
from akn.clauses import Mandate
from akn.clauses.lookup import any_of
from akn.clauses.names import names
from akn.clauses.products import products
from akn.compare.namings import LaterText, Naming
from akn.compare.words import plain_words
from akn.languages import load
from akn.languages.shape import Language
from akn.languages.view import view
from akn.text import Kind, Text

_Answer = TypeVar("_Answer")
_ON = 0.5
"""Share of the telling words of a passage that stand in the title or the request, if it is on the same matter."""
_TELLING = 4  # letters of a word that tells something, in scripts that set spaces
_FEW = 2  # telling words: of fewer the matter is not known
_OF = 24  # characters, at most, between a product and whose it is ("the report submitted by the Secretary-General")
_LONGEST = 400  # characters that introduce a document
Evidence = Literal["recipient", "session", "year", "author", "title", "resolution", "paragraph", "alone"]
"""What says that a document answers a request (`Answer`); pages have words for each."""


def _start(text: Text, naming: Naming, named: Sequence[Naming]) -> int:
    """Where the words begin that introduce a document: after the one before it."""
    before = [other.end for other in named if other.unit == naming.unit and other.end < naming.end]
    printed = [m.end for m in text.of(Kind.REF) if m.start in before]  # the symbol itself, where no note has it
    return max([0, *before, *printed, *(m.start for m in text.of(Kind.NOTE) if m.start < naming.end)])


def cited_as(text: Text, end: int, symbol: str) -> str:
    """How the last citation of a resolution before an offset is printed; empty if none is there."""
    for m in reversed(list(text.of(Kind.REF))):
        work = work_in(m.get("href")) if m.end <= end else None
        if work and symbol_to(work) == symbol:
            return text.content[m.start : m.end]
    return ""


def _in_time(row: Mandate, known: Symbol) -> tuple[Evidence, ...] | None:
    """The evidence that a document is of the session that was named, or of the years since; None if of neither.

    Where no session was named, a document of the body and session that ask may have been there before: it is none of
    those since.
    """
    due = row.due
    if due is None or due.kind != "session":
        own = known.actor == row.body and known.session.isdecimal() and row.session.isdecimal()
        if own and int(known.session) <= int(row.session):
            return None
        return ("year",) if known.year and int(known.year) >= int(row.adopted[:4] or 0) else None
    body, _, number = due.value.rpartition(".")
    if body in (known.actor, known.body) and known.session == number:
        return ("session",)
    return () if not known.session and int(known.year or 0) == (due.year or -1) else None


def _is_of_recipient(row: Mandate, known: Symbol) -> bool:
    """Whether a document is one of the body that is to receive what a clause asks for, else of the one that asks."""
    keys = (row.recipient.key, *row.recipient.also) if row.recipient else (row.body,)
    return known.actor in keys or known.body in keys


def _is_of_another(row: Mandate, after: int, told: str | None, matter: float | None) -> bool:
    """Whether a passage tells of the report of the right author on something else, or of that on one of the requests of
    a resolution, nobody knows which.
    """
    if matter is None:
        return told is not None and row.due is None
    return after > 0 and matter < _ON


class Reader:
    """Reads in one language the words that introduce a document."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.products = products(language)
        self.names = names(language)
        self._joints = frozenset(self.names.said.words.joints)
        self._made_under = any_of(language, self.names.said.words.made_under)

    def passage(self, text: Text, naming: Naming, named: Sequence[Naming]) -> str:
        """The words that introduce a document: from the one before it, or from the beginning of the paragraph."""
        start = _start(text, naming, named)
        if naming.end - start > _LONGEST:
            start = text.content.find(" ", naming.end - _LONGEST) + 1
        return text.content[start : naming.end].strip(" ,;()")

    def goes_on(self, passage: str) -> bool:
        """Whether a passage goes on with another document of the product before ("and on the activities of …")."""
        first = next(iter(plain_words(passage.casefold())), "")
        return first in self._joints and not self.products.named(view(self.language, passage).content)

    def with_head(self, before: str, passage: str) -> str:
        """A passage after the product and the author of the one before that it goes on with."""
        seen = view(self.language, before).content
        ends = [end for _, end, _ in self.products.named(seen)]
        names = [
            name.end
            for name in self.names.find(seen, 0, len(seen))
            if any(end <= name.start <= end + _OF for end in ends)
        ]
        return f"{before[: max([0, *ends[:1], *names[:1]])]} {passage}"

    def nearest(self, row: Mandate, found: Sequence[_Answer], breaths: Sequence[tuple[int, str]]) -> list[_Answer]:
        """The documents of several that are cited in one breath that are on what the paragraph of a clause names; where
        it names none, each of them may be.

        Serves four rows of 3,764.
        """
        shares = [self._share(passage, row.text) for _, passage in breaths]
        kept = []
        for answer, share, (breath, _) in zip(found, shares, breaths, strict=True):
            best = max(other for other, (one, _) in zip(shares, breaths, strict=True) if one == breath)
            if share == best or best < _ON:
                kept.append(answer)
        return kept

    def asked_in(self, row: Mandate, citing: LaterText, naming: Naming) -> Iterator[str]:
        """The paragraphs (eIds) of the resolution of a clause under which a document was made, as the words say that
        introduce it: "the report submitted pursuant to paragraphs 31 and 32 of its resolution 77/98".
        """
        text = citing.units[naming.unit].text
        start = _start(text, naming, citing.named)
        refs = [m for m in text.of(Kind.REF) if start <= m.start < naming.end and "#" in m.get("href")]
        if not refs:
            return
        seen = view(self.language, text.content[start : naming.end]).content
        made = self.products.named(seen)
        after = self._after_author(seen, made, {a.key for a in row.addressees if a.key})
        first = min([after or len(seen), *(at for at, _, _ in made)])
        if not (under := self._made_under.search(seen, first)):
            return
        for m in refs:
            address, _, eid = m.get("href").partition("#")
            work = work_in(address) if m.start >= start + under.start() else None
            if work and symbol_to(work) == row.symbol:
                yield eid

    def in_answer(self, row: Mandate, symbol: str, paragraphs: Iterable[str]) -> tuple[Evidence, ...]:
        """The evidence that a document answers a clause, if it is said to answer its paragraph, and none before its
        time.
        """
        known = parse_symbol(symbol)
        in_time = _in_time(row, known) if known else None
        own = any(row.eId == eid or row.eId.startswith(f"{eid}__") for eid in paragraphs)
        return (*in_time, "resolution", "paragraph") if own and in_time is not None else ()

    def evidence(
        self, row: Mandate, wanted: set[str], symbol: str, passage: str, cited: str = "", near: str = ""
    ) -> tuple[Evidence, ...]:
        """What says that a document that a passage introduces answers a clause; nothing if it does not.

        `cited` is how the passage may cite the resolution of the clause: after the author or the word for the product
        that tells under which one it was made ("submitted pursuant to resolution 76/178"), not what it is on.
        `near` is the paragraph, which tells which of several documents is meant that are cited in one breath.
        """
        known = parse_symbol(symbol)
        if known is None:
            return ()
        seen = view(self.language, passage).content
        made = self.products.named(seen)
        if not any(kind in wanted for _, _, kind in made):
            return ()
        in_time = _in_time(row, known)
        if in_time is None:
            return ()
        asked = {a.key for a in row.addressees if a.key}
        after = self._after_author(seen, made, asked)
        told = self._without_origin(seen, cited, made, after)
        on = seen[after:] if told is None else told
        matter = self._matter(row, on)
        if near and matter is not None:
            matter = max(matter, self._share(on, near))
        if _is_of_another(row, after, told, matter):
            return ()
        signs: dict[Evidence, bool] = {
            "recipient": _is_of_recipient(row, known),
            "author": after > 0,
            "title": matter is not None and matter >= _ON,
            "resolution": told is not None,
        }
        why = (*in_time, *(sign for sign, holds in signs.items() if holds))
        enough = after or (not asked and {"session", "title"} <= set(why))
        return why if len(why) > 2 and enough else ()

    def _without_origin(self, seen: str, cited: str, made: Sequence[tuple[int, int, str]], after: int) -> str | None:
        """The words after the author of a product without those that say under which resolution it was made; None if
        the passage does not cite that after its author or the product.
        """
        own = view(self.language, cited).content
        at = seen.rfind(own) if own else -1
        if at < min(after or len(seen), *(start for start, _, _ in made)):
            return None
        for start, end in ((at, at + len(own)), *((start, end) for start, end, _ in made)):
            seen = seen[:start] + " " * (end - start) + seen[end:]
        return self._made_under.sub(" ", seen[after:])

    def _after_author(self, seen: str, made: Iterable[tuple[int, int, str]], asked: set[str]) -> int:
        """Where the name of somebody who was asked ends, beside the word for a product or before it; 0 without one."""
        ends = [end for _, end, _ in made]
        starts = [start for start, _, _ in made]
        for name in self.names.find(seen, 0, len(seen)):
            beside = any(end - _OF <= name.start <= end + _OF for end in ends)
            if name.key in asked and (beside or any(name.end <= start for start in starts)):
                return name.end
        return 0

    def _matter(self, row: Mandate, said: str) -> float | None:
        """The share of the telling words that the title or the clause has, too; None where there are few."""
        words = set(self._telling(said))
        there = set(self._telling(view(self.language, f"{row.title} {row.text[row.start : row.end]}").content))
        return len(words & there) / len(words) if len(words) >= _FEW else None

    def _share(self, said: str, text: str) -> float:
        """The share of the telling words of a passage that a text has."""
        words, there = (set(self._telling(view(self.language, one).content)) for one in (said, text))
        return len(words & there) / len(words) if words else 0.0

    def _telling(self, text: str) -> Iterator[str]:
        least = _TELLING if self.language.spaced else 1
        return (word for word in plain_words(text.casefold()) if len(word) >= least)


@cache
def reader_of(code: str) -> Reader:
    """The reader of a language, by its code."""
    return Reader(load(code))
