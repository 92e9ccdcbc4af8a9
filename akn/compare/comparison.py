"""Two documents compared, every unit of both with what became of it; and the same resolution over the years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from akn.clauses import deadlines, products_named
from akn.compare.align import Pair, align, divided, moved, wordings
from akn.compare.changes import NO_DUES, Change, Dues, changes_of, without_adverbs
from akn.compare.note_pairs import with_calls
from akn.compare.passages import MovedPassage, passages
from akn.compare.words import Piece, SplitTexts, compare_split, plain_text, plain_words, split_text
from akn.document import Document
from akn.languages import codes, load
from akn.languages.labels import ordinal_words
from akn.languages.shape import Language
from akn.locations import chain, name_of
from akn.patterns import lazy_pattern
from akn.punctuation import COMMAS, FULL_STOPS, SEMICOLONS
from akn.text import Kind, Mark
from akn.vocabulary.numerals import LOOK_ALIKES
from akn.walk import Place, Unit, units

LITTLE = 0.1
"""Below this agreement two documents are hardly versions of one: of unrelated resolutions of a body it is .085 at most,
of one resolution in two years .5 and more."""
Slight = Literal["", "front matter", "also", "capitals", "typography"]
PairKind = Literal["same", "renumbered", "changed", "moved", "split", "merged", "added", "removed"]


class Moved(Struct, frozen=True):
    """Where a unit stands now: after which of its kind, by its index among the new units, and which it was among the
    old ones (-1: after none, or one that is new).
    """

    after: int = -1
    was: int = -1


class Compared(Struct, frozen=True):
    """What became of a unit: its indices among the old and the new units (-1: there is none), and what changed.

    `same` and `renumbered` say the same words; `moved` may be reworded as well, then it has `words`; `move` says where
    it stands now.  A unit that was
    split or merged has one of these for each of its parts; the first holds the words of all.

    `slight` says of a change why it is expected between two years, and hides what matters: it is of the cover, the
    title, the enacting formula, the closing lines or a note to the cover (`front matter`), or it is one of words that
    the first paragraph of several lacks (`also`), of capital letters alone, or of commas, hyphens, the forms of dashes,
    "Ibid." and the sign at the end alone (`typography`).
    """

    old: int
    new: int
    kind: PairKind
    similarity: float = 0.0
    words: tuple[Piece, ...] = ()
    changes: tuple[Change, ...] = ()
    slight: Slight = ""
    move: Moved | None = None


class Comparison(Struct, frozen=True):
    """The units of two documents, and what became of each, in the order of the new one; what is gone where it stood.
    `passages` are the words of old units that stand in new ones which are not their pairs.
    """

    old_units: tuple[Unit, ...]
    new_units: tuple[Unit, ...]
    pairs: tuple[Compared, ...]
    passages: tuple[MovedPassage, ...] = ()

    @property
    def agreement(self) -> float:
        """How much of the paragraphs of the longer document the other one says too, from 0 to 1."""
        sizes = [sum(_size(u) for u in side) for side in (self.old_units, self.new_units)]
        shared = {p.new: p.similarity * _size(self.new_units[p.new]) for p in self.pairs if p.old >= 0 and p.new >= 0}
        return sum(shared.values()) / max(sizes) if any(sizes) else 1.0

    @property
    def told(self) -> tuple[Compared, ...]:
        """What became of units whose words changed, without slight changes."""
        return tuple(p for p in self.pairs if p.kind not in ("same", "renumbered") and not p.slight)


MAIN = (Place.PREAMBLE, Place.OPERATIVE, Place.ANNEX)
"""The places of what a document says."""


def _size(unit: Unit) -> int:
    return len(unit.text) if unit.place in MAIN else 0


def compare(old: Document, new: Document) -> Comparison:
    """What became of each unit of the old document, and where each of the new one comes from.

    >>> from akn.document import Operative
    >>> from akn.text import Text
    >>> one = Document(body=(Operative("1.", (Text("Welcomes the lamps;"),)),))
    >>> more = (Operative("1.", (Text("Notes the tide;"),)), Operative("2.", (Text("Welcomes the lamps;"),)))
    >>> two = Document(body=more)
    >>> [(p.old, p.new, p.kind) for p in compare(one, two).pairs]
    [(-1, 0, 'added'), (0, 1, 'renumbered')]
    """
    before, after = (with_calls(units(d), language_of(d.metadata.language)) for d in (old, new))
    return _compared(_Comparing(before, after, new.metadata.language, (old, new)))


def language_of(code: str) -> Language | None:
    """A language by its code (ISO 639-2/T); none where it has no file."""
    return load(code) if code in codes() else None


def compare_units(old: Sequence[Unit], new: Sequence[Unit], language: str) -> Comparison:
    """The same of units (`akn.units`) in a language (ISO 639-2/T) whose documents are not there: what changed in when
    something is due is not told.
    """
    return _compared(_Comparing(old, new, language))


def _compared(comparing: _Comparing) -> Comparison:
    front = _front(comparing.old), _front(comparing.new)
    pairs = [_weighed(p, comparing.old, comparing.new, front, comparing.language) for p in comparing.pairs()]
    changed = [(p.old, p.new) for p in pairs if p.kind not in ("same", "renumbered") and not p.slight]
    found = passages(*comparing.said, changed, *_exchanged(pairs))
    return Comparison(
        tuple(comparing.old), tuple(comparing.new), _with_passages(pairs, found, comparing.old, comparing.new), found
    )


compare_documents = compare
"""The same by the name that `akn` has for it, which `akn.compare`, the package, leaves free."""


def _with_passages(
    pairs: Sequence[Compared], moved_passages: Sequence[MovedPassage], old: Sequence[Unit], new: Sequence[Unit]
) -> tuple[Compared, ...]:
    """The pairs; those that a passage left and those that it came to say so."""
    left: dict[int, list[Change]] = {}
    came: dict[int, list[Change]] = {}
    for found in moved_passages:
        change = Change("passage", name_of(old, found.old), name_of(new, found.new), "moved")
        left.setdefault(found.old, []).append(change)
        came.setdefault(found.new, []).append(change)
    if not left:
        return tuple(pairs)
    marked = []
    for p in pairs:  # of a unit that was divided the first pair says it
        more = (*left.pop(p.old, ()), *came.pop(p.new, ()))
        marked.append(replace(p, changes=(*p.changes, *more)) if more else p)
    return tuple(marked)


def _exchanged(pairs: Sequence[Compared]) -> tuple[dict[int, str], dict[int, str]]:
    """The words that old units lost and that new ones got; of units that were divided or joined those of all parts."""
    gone: dict[int, str] = {}
    come: dict[int, str] = {}
    words: tuple[Piece, ...] = ()
    for p in pairs:
        words = p.words if p.words or p.kind not in ("split", "merged") else words
        if words and p.old >= 0 and p.new >= 0:
            for sign, table, at in (("-", gone, p.old), ("+", come, p.new)):
                table[at] = " ".join([table.get(at, ""), *(text for s, text in words if s == sign)])
    return gone, come


_FRONT = (Place.COVER, Place.PREFACE, Place.FORMULA, Place.CONCLUSIONS)
_Front = tuple[frozenset[int], frozenset[int]]


def _front(those: Sequence[Unit]) -> frozenset[int]:
    """The units that say what a document is, with the notes that only they call (the stars of sponsors)."""
    called: dict[str, set[bool]] = {}
    for unit in those:
        for m in unit.text.of(Kind.NOTE):
            called.setdefault(m.get("key"), set()).add(unit.place in _FRONT)
    starred = {i for i, unit in enumerate(those) if unit.kind == "note" and called.get(unit.key) == {True}}
    return frozenset({i for i, unit in enumerate(those) if unit.place in _FRONT} | starred)


def _weighed(
    p: Compared, old: Sequence[Unit], new: Sequence[Unit], front: _Front, language: Language | None
) -> Compared:
    """A pair, with what makes its change a slight one."""
    if p.kind in ("same", "renumbered"):
        return p
    if (p.old < 0 or p.old in front[0]) and (p.new < 0 or p.new in front[1]):
        return replace(p, slight="front matter")
    if (p.old < 0 or p.new < 0) and not any(map(str.isalnum, (old[p.old] if p.old >= 0 else new[p.new]).text.content)):
        return replace(p, slight="typography")  # an empty row of a table
    slight = _of_form(p.words, old[p.old], new[p.new], language) if p.kind == "changed" else ""
    return replace(p, slight=slight, changes=() if slight else p.changes)


_LETTERS = lazy_pattern(r"[^\W_]+")
_DASHES = dict.fromkeys(map(ord, "\u2012\u2013\u2014\u2015\u2212"), "-")
_TIES = lazy_pattern(  # "sub-humid", "subhumid", "sub humid"; "EB136/8", "EB 136/8"
    r"(?<=[^\W\d_])[- ](?=[^\W\d_])|(?<=[^\W\d_])\ (?=\d)|(?<=\d)\ (?=[^\W\d_])"
)
_STOPS = lazy_pattern(f"[{''.join(map(re.escape, f'{SEMICOLONS}{COMMAS}'))}](?!\\d)")
_STROKES = lazy_pattern(r" ?/ ?")  # a space there is a slip of the one who types it
_LAST = f" {FULL_STOPS}{SEMICOLONS}{COMMAS}"  # which of them depends on what follows


def _may_be_slight(words: Sequence[Piece], letters: tuple[int, int], one: Unit, two: Unit) -> bool:
    """Whether a change can be slight: its letters are as many on both sides, or what the first action asks is
    about as long, or it is a note."""
    if one.kind == "note" or letters[0] == letters[1] or len(words) == 2 or sum(letters) <= 2 * _ROOM:
        return True
    first, second = (next(iter(u.text.of(Kind.ACTION)), None) for u in (one, two))
    if first is None or second is None or first.get("refersTo") != second.get("refersTo"):
        return False
    return abs(len(one.text.content) - first.end - len(two.text.content) + second.end) <= _ROOM


def _letters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(_LETTERS.findall(text))


_ROOM = 8  # characters: typography may make a text a little longer


def _same_letters(one: str, two: str) -> bool:
    """Whether two texts have the same letters and digits, in whatever order.  A Cyrillic letter that was typed for the
    Latin one is that ("R.02.II.А.7")."""
    one, two = (text if text.isascii() else text.translate(LOOK_ALIKES) for text in (one, two))
    one, two = (_letters(plain_text(text.casefold())) for text in (one, two))
    return sorted(one) == sorted(two)


def _of_form(words: Sequence[Piece], one: Unit, two: Unit, language: Language | None) -> Slight:
    """Whether two units differ in capital letters only, in the form of signs, in the way a note cites the same, or in
    the adverbs of one action ("Also requests")."""
    gone, come = ("".join(text for s, text in words if s == sign) for sign in ("-", "+"))
    letters = len(_letters(gone.casefold())), len(_letters(come.casefold()))
    if not _may_be_slight(words, letters, one, two):
        return ""
    if letters[0] == letters[1] and _same_letters(gone, come):
        said = [plain_text(u.text.content.casefold()) for u in (one, two)]
        if _same_words(*said):
            return "capitals"
        if _says_the_same(*(plain_text(u.text.content.translate(LOOK_ALIKES).casefold()) for u in (one, two))):
            return "typography"
    if _cites_the_same(one, two, language):
        return "typography"
    return "also" if _adds_adverb(one, two, language) or _are_also(words, language) else ""


def _are_also(words: Sequence[Piece], language: Language | None) -> bool:
    """Whether all that came or went is "also", further on in a text ("welcoming also")."""
    said = filter(None, (" ".join(plain_words(text.casefold())) for sign, text in words if sign != "="))
    also = language.actions.also if language else ()
    return next(said, None) in also and all(text in also for text in said)


def _adds_adverb(one: Unit, two: Unit, language: Language | None) -> bool:
    """Whether two units differ in the adverbs of their actions alone, of which none says that it is done once more."""
    acts, others = (u.text.of(Kind.ACTION) for u in (one, two))
    if not acts or [m.get("refersTo") for m in acts] != [m.get("refersTo") for m in others]:
        return False
    if not all(map(_same_words, _beside(one, acts), _beside(two, others))):
        return False
    said = ([u.text.content[m.start : m.end] for m in those] for u, those in ((one, acts), (two, others)))
    return all(a == b or _differ_in_adverbs(a, b, language) for a, b in zip(*said, strict=True))


def _differ_in_adverbs(one: str, two: str, language: Language | None) -> bool:
    """Whether two phrases of an action say the same but for adverbs as "also"."""
    if _renews(one, language) != _renews(two, language):
        return False
    return without_adverbs(one, language) == without_adverbs(two, language)


def _beside(unit: Unit, acts: Sequence[Mark]) -> Iterator[str]:
    """What a unit says before, between and after its actions, as it is compared."""
    start = 0
    for m in acts:
        yield plain_text(unit.text.content[start : m.start].casefold())
        start = m.end
    yield plain_text(unit.text.content[start:].casefold())


def _same_words(one: str, two: str) -> bool:
    """Whether two texts, as they are compared, have the same words; texts whose letters differ are not split."""
    return "".join(one.split()) == "".join(two.split()) and plain_words(one) == plain_words(two)


def _says_the_same(one: str, two: str) -> bool:
    """Whether two texts in small letters differ in the form of signs alone."""
    if _letters(one) != _letters(two):
        return False
    a, b = (_STROKES.sub("/", _STOPS.sub("", t.translate(_DASHES).rstrip(_LAST))) for t in (one, two))
    return plain_words(_TIES.sub("", a)) == plain_words(_TIES.sub("", b))


def _renews(phrase: str, language: Language | None) -> bool:
    """Whether an action is done once more ("Once again invites"), which says more than "also"."""
    if language is None:
        return False
    said = (
        "".join(plain_words(phrase.casefold()))
        if not language.spaced
        else f" {' '.join(plain_words(phrase.casefold()))} "
    )
    words = (word.casefold() if not language.spaced else f" {word.casefold()} " for word in language.actions.again)
    return any(word in said for word in words)


def _cites_the_same(one: Unit, two: Unit, language: Language | None) -> bool:
    """Whether two notes lead to the same and one of them says "Ibid." for it, because of the note before it."""
    if one.kind != "note" or two.kind != "note" or language is None:
        return False
    ibid = [word.casefold() for word in language.citations.ibid]
    said = [u.text.content.casefold() for u in (one, two)]
    if sum(any(word in text for word in ibid) for text in said) != 1:
        return False
    one_leads, two_leads = ({m.get("href") for m in u.text.of(Kind.REF)} for u in (one, two))
    return bool(one_leads) and one_leads == two_leads


class _Comparing:
    """The units of both sides while they are compared."""

    def __init__(
        self, old: Sequence[Unit], new: Sequence[Unit], code: str, documents: tuple[Document, Document] | None = None
    ) -> None:
        self.documents = documents
        self.old, self.new = old, new
        self.language = language_of(code)
        self.said = wordings(self.old, self.new)
        self.found = align(self.old, self.new, self.said, self.language)
        self.moved = moved(self.old, self.new, self.found)
        self.split = divided(self.new, self.found, self.said)
        taken = {j for parts in self.split.values() for j in parts}
        exchanged = [Pair(p.new, p.old, p.similarity) for p in self.found if p.old not in self.split]
        merged = divided(self.old, exchanged, self.said[::-1]) if len(self.found) < len(self.old) else {}
        self.merged = {j: parts for j, parts in merged.items() if j not in taken}

    def pairs(self) -> Iterator[Compared]:
        """What became of all units, in the order of the new side."""
        partners = {p.new: p for p in self.found}
        parts = {j: i for i, those in self.split.items() for j in those}
        joined = {i for those in self.merged.values() for i in those}
        removed = self._removed(joined)
        yield from (Compared(i, -1, "removed", changes=_REMOVED) for i in removed.get(-1, ()))
        for j in range(len(self.new)):
            if j in parts:
                i = parts[j]
                if j == self.split[i][0]:
                    yield from self._together((i,), self.split[i], "split")
            elif j in self.merged:
                yield from self._together(self.merged[j], (j,), "merged")
            elif j in partners:
                yield self._pair(partners[j])
            else:
                yield Compared(-1, j, "added", changes=_ADDED)
            yield from (Compared(i, -1, "removed", changes=_REMOVED) for i in removed.get(j, ()))

    def _removed(self, joined: set[int]) -> dict[int, list[int]]:
        """The old units without a counterpart, by the new unit that the one before them became."""
        partner = {p.old: p.new for p in self.found}
        at = -1
        found: dict[int, list[int]] = {}
        for i in range(len(self.old)):
            if i in partner:
                if i not in self.moved:
                    at = max(self.split.get(i, (partner[i],)))
            elif i not in joined:
                found.setdefault(at, []).append(i)
        return found

    def _pair(self, p: Pair) -> Compared:
        moves = p.old in self.moved
        move = self._move(p.new) if moves else None
        one, two = self.old[p.old], self.new[p.new]
        if one.text.content != two.text.content:
            split = self.said[0].split(p.old), self.said[1].split(p.new)
            found = compare_split(*split)
            if found.similarity < 1:
                changes = self._changes([one], [two], found.pieces, split)
                kind: PairKind = "moved" if moves else "changed"
                return Compared(p.old, p.new, kind, found.similarity, found.pieces, changes, move=move)
        stays = _pinpoint(self.old, p.old) == _pinpoint(self.new, p.new)
        return Compared(p.old, p.new, "moved" if moves else "same" if stays else "renumbered", 1.0, move=move)

    def _move(self, j: int) -> Moved:
        """After which unit of its kind a new one stands; of points after which of their paragraph."""
        after = self._before.get(j, -1)
        return Moved(after, self._olds.get(after, -1))

    @cached_property
    def _olds(self) -> Mapping[int, int]:
        """The old unit of each new one that is a pair with it."""
        return {p.new: p.old for p in self.found}

    @cached_property
    def _before(self) -> Mapping[int, int]:
        """For each new unit the one of its kind before it, of points in their paragraph."""
        found: dict[int, int] = {}
        last: dict[tuple[str, int], int] = {}
        for j, unit in enumerate(self.new):
            place = unit.kind, unit.parent if unit.kind == "point" else -1
            if place in last:
                found[j] = last[place]
            last[place] = j
        return found

    @cached_property
    def _dues(self) -> Dues:
        """The clauses with a due date of the units that changed, on both sides, and what they ask for."""
        pairs = [(p.old, p.new) for p in self.found]
        pairs += [(i, j) for i, parts in self.split.items() for j in parts]
        pairs += [(i, j) for j, parts in self.merged.items() for i in parts]
        changed = [(self.old[i], self.new[j]) for i, j in pairs if self.old[i].text.content != self.new[j].text.content]
        if self.documents is None:
            return {}, {}
        one, two = ({u.eid for u in side} for side in zip(*changed, strict=True))
        acting = ((a, b) for a, b in changed if b.place in (Place.OPERATIVE, Place.ANNEX) and self._names_another(a, b))
        making = {side: set(eids) for side, eids in enumerate(zip(*((a.eid, b.eid) for a, b in acting), strict=True))}
        old = deadlines(self.documents[0], self.old, one, making.get(0, ()))
        return old, deadlines(self.documents[1], self.new, two, making.get(1, ()))

    def _names_another(self, old: Unit, new: Unit) -> bool:
        """Whether a unit and what became of it name other products: most ask for the same ones, or for them at another
        session."""
        if self.language is None:
            return False
        one, two = (products_named(unit.text.content, self.language) for unit in (old, new))
        return one != two and _without_ordinals(one, self.language) != _without_ordinals(two, self.language)

    def _changes(
        self, old: Sequence[Unit], new: Sequence[Unit], words: Sequence[Piece], split: SplitTexts
    ) -> tuple[Change, ...]:
        acts = any(u.place in (Place.OPERATIVE, Place.ANNEX) for u in (*old, *new))
        return changes_of(old, new, words, self.language, self._dues if acts else NO_DUES, split)

    def _together(self, old: Sequence[int], new: Sequence[int], kind: PairKind) -> Iterator[Compared]:
        """Units that were split or merged; the first pair holds the words of all."""
        olds, news = [self.old[i] for i in old], [self.new[j] for j in new]
        one, two = (split_text(" ".join(u.text.content for u in side)) for side in (olds, news))
        found = compare_split(one, two)
        for n, (i, j) in enumerate(product(old, new)):
            words = found.pieces if n == 0 else ()
            changes = self._changes(olds, news, words, (one, two)) if words else ()
            yield Compared(i, j, kind, found.similarity, words, changes)


def _without_ordinals(names: Sequence[str], language: Language) -> list[list[str]]:
    """The words of names but for "seventy-seventh"."""
    ordinals = ordinal_words(language)
    return [[word for word in name.split() if word not in ordinals] for name in names]


_ADDED = (Change("paragraph", detail="added"),)
_REMOVED = (Change("paragraph", detail="removed"),)


def _pinpoint(units: Sequence[Unit], at: int) -> tuple[str, ...]:
    """The printed numbers that lead to a unit; a note is known by its mark."""
    return tuple(units[i].num for i in chain(units, at) if units[i].num)


def as_json(comparison: Comparison, old: str = "", new: str = "") -> bytes:
    """The comparison as JSON; `old` and `new` are what the caller calls the documents.

    {"old", "new", "pairs": [{"old", "new": eId or null, "kind", "changes": [{"kind", "old", "new", "detail"}],
    "similarity", "words": [["=" or "-" or "+", text]], "slight": null or why,
    "after": of a moved unit the eId of the one that it stands after now, or null}]}
    """
    made = [
        {
            "old": comparison.old_units[p.old].eid if p.old >= 0 else None,
            "new": comparison.new_units[p.new].eid if p.new >= 0 else None,
            "kind": p.kind,
            "changes": [c.as_dict() for c in p.changes],
            "similarity": p.similarity,
            "words": p.words,
            "slight": p.slight or None,
            "after": comparison.new_units[p.move.after].eid if p.move and p.move.after >= 0 else None,
        }
        for p in comparison.pairs
    ]
    return msgspec.json.format(msgspec.json.encode({"old": old, "new": new, "pairs": made}), indent=1) + b"\n"
