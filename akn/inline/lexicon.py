"""Many words looked for at once, fast: what recognisers find words of a language file with.

The beginnings of the forms are put into one pattern that branches letter by letter and starts with plain letters, so
that the scan skips everything else at the speed of the engine; which form it is, and whether it stands free, is asked
only where one may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from akn.bodies import named_in
from akn.inline.context import Context, TextView
from akn.languages import words_of
from akn.languages.shape import Citations, Language, forms
from akn.languages.view import fold, folded
from akn.patterns import TEXTS, WORD, FormTree, escaped, holds_any, lazy_pattern, least, one_of, words_in
from akn.text import Kind, Mark
from akn.vocabulary import Entity, Guard, entities
from akn.walk import RUNNING

V = TypeVar("V")

_HEAD, _HEAD_UNSPACED = 5, 2
"""So many letters of a form are in the pattern that looks for it, where a sign is a word fewer."""
_STEM = 3
"""So many letters of words are compared with those of a form that can have an ending."""
_PIECE = 7
"""Up to so many letters of a form are looked for to tell whether it can stand in a text at all."""
_LONGEST = 4
"""So many letters of a word are an ending, at most."""
_ENDING = rf"\w{{0,{_LONGEST}}}"
_first_word = lazy_pattern(r"(?m)^(\w*)(\+?)")
_sign = lazy_pattern("[+’]")  # what forms have that texts show in several ways


def sign_of(form: str) -> str:
    """The source of characters of a form, in which `+` is any ending of a word."""
    return escaped(form).replace("\\+", _ENDING).replace("’", "['’]")


class Hit(NamedTuple, Generic[V]):
    """A form in a text: where its word begins, a prefix glued on included, where itself does, its end, its value."""

    begins: int
    start: int
    end: int
    value: V


class Lexicon(Generic[V]):
    """Forms of a language, each with a value, to be found in folded texts or in views, the longest that fits.

    In a language that sets spaces between words only whole words are found, with one of its `prefixes` glued on or
    none; next to a name (`names`) no figure and no hyphen stands either.  `+` in a form is any ending of a word.

    >>> from akn.languages import load
    >>> words = worded(load("eng"), {"Assembly | General Assembly": "unga"})
    >>> [(f.start, f.end, f.value) for f in words.find("The General Assembly, in assembly-line style")]
    [(4, 20, 'unga'), (25, 33, 'unga')]
    >>> words.value_of("Assembly")
    'unga'
    >>> endings = Lexicon(load("fra"), {"gardien+ de l’herbe": "keepers", "gardien": "keeper"})
    >>> [(f.start, f.end, f.value) for f in endings.find("un gardien et les gardiennes de l'herbe")]
    [(3, 10, 'keeper'), (18, 39, 'keepers')]
    """

    def __init__(self, language: Language, table: Mapping[str, V], *, names: bool = False) -> None:
        self._table = table
        self._known = {form: value for form, value in table.items() if "+" not in form}
        self._spaced = language.spaced
        self._prefixes = tuple(sorted(set(language.citations.prefixes), key=lambda p: (-len(p), p)))
        self._inside = "_-" if names else "_"  # what does not stand before a word, beside letters
        self._outside = ""  # nor before a prefix
        # a digit may follow a word at once, and the call of a note: "para.32", "و67/195", "report⁴"
        edge = r"(?!\w)" if names else r"(?!(?<=[^\W\d_])[^\W\d_²³¹⁰-₉])"
        self._edge = edge if language.spaced else ""
        self._trees: dict[str, FormTree] = {}
        self._after: dict[str, tuple[tuple[str, ...], tuple[str, ...], list[int]]] = {}
        self._end = lazy_pattern(self._edge)

    @cached_property
    def _begun(self) -> dict[str, list[str]]:
        """The forms by their beginnings."""
        size = _HEAD if self._spaced else _HEAD_UNSPACED
        begun: dict[str, list[str]] = {}
        for form in self._table:
            begun.setdefault(form.partition("+")[0][:size], []).append(form)
        return begun

    @cached_property
    def _heads(self) -> re.Pattern[str]:
        """A pattern of the beginnings of all forms: whole ones would take longer to compile than to look at."""
        return re.compile(one_of(self._begun))

    @cached_property
    def _first(self) -> re.Pattern[str]:
        """The same of words right after what words can begin after: the engine skips to these few signs."""
        return re.compile(rf"[^\w{self._inside}]{one_of(self._begun)}")

    @cached_property
    def _least(self) -> list[str]:
        """Letters of each form, few and without the first one, which may be small or a capital."""
        return least(form[1:_PIECE] if len(form) > 3 else form for form in self._table)

    def may_stand_in(self, content: str) -> bool:
        """False where a cheap look tells that none of the words stands in a folded text."""
        return holds_any(content, self._least)

    def find(self, content: str, start: int = 0, end: int | None = None) -> Iterator[Hit[V]]:
        """The words in a text from `start` to `end`."""
        if not start and end is None and not holds_any(content, self._least):
            return
        stop = len(content) if end is None else end
        at = start
        apart = self._spaced and not self._prefixes
        heads, led = (self._first, f" {content}") if apart else (self._heads, content)
        while head := heads.search(led, at, stop + apart):
            at = head.start()
            form = self._form_at(content, at, head[0][apart:], stop)
            if form and (begins := self._begins(content, at)) >= start:
                yield Hit(begins, at, *form)
                at = form[0]
            else:
                at += 1  # what begins like one form may hold the beginning of another

    def cover(self, content: str, start: int, end: int, light: str = " ,،、，;(") -> list[V] | None:
        """The values of the words that fill a stretch of a folded text; None if anything else stands there.

        Blanks and light punctuation may stand between.  The longest word counts, so the time is linear.
        """
        at, found = self.lead(content, start, end, light)
        return found if at >= end else None

    def lead(self, content: str, start: int, end: int, light: str = " ,،、，(") -> tuple[int, list[V]]:
        """How far words of the lexicon reach from `start`, and their values."""
        found: list[V] = []
        at, end = start, min(end, len(content))
        while at < end:
            if content[at] in light:
                at += 1
                continue
            form: tuple[int, V] | None = None
            for prefix in ("", *self._prefixes):
                here = at + len(prefix)
                head = self._beginning_at(content, here, end) if content.startswith(prefix, at, end) else ""
                if head and (form := self._form_at(content, here, head, end)):
                    break
            if not form:
                break
            at, value = form
            found.append(value)
        return at, found

    @cached_property
    def _sizes(self) -> list[int]:
        """The lengths of the beginnings, the longest first."""
        return sorted({len(begun) for begun in self._begun}, reverse=True)

    def _beginning_at(self, content: str, at: int, stop: int) -> str:
        """The longest beginning of a form at an offset; empty if there is none."""
        slices = (content[at : min(at + size, stop)] for size in self._sizes)
        return next((begun for begun in slices if begun in self._begun), "")

    def _form_at(self, content: str, at: int, beginning: str, end: int) -> tuple[int, V] | None:
        """The longest form that stands where a beginning was found, and ends before an offset: its end, its value.

        That of a form that the table has so goes before what an ending makes of another one.
        """
        plains, signed, sizes = self._after.get(beginning) or self._forms(beginning)
        if not content.startswith(plains, at):
            return None
        if content.startswith(signed, at):
            return self._signed_at(content, at, beginning, end)
        crosses = False  # where a longer one goes on after the end, a shorter one can end at it, whatever follows
        for size in sizes:
            form = content[at : at + size]
            last = at + len(form)
            if form in self._known and ((crosses and last == end) or self._end.match(content, last)):
                if last <= end:
                    return last, self._known[form]
                crosses = True
        return None

    def _signed_at(self, content: str, at: int, beginning: str, end: int) -> tuple[int, V] | None:
        """The same where a form can stand that has an ending, or is printed in several ways."""
        tree = self._trees.get(beginning)
        if tree is None:
            tree = self._trees[beginning] = _tree(self._beginning_so(beginning))
        ends: dict[int, str] = {}
        for ended, form in _ends(tree, content, at):
            ends.setdefault(ended, form)
        last = self._last_of(ends, content, len(content))
        if last > end:
            last = self._last_of(ends, content, end)
        if last < 0:
            return None
        written = content[at:last]
        return last, self._known[written] if written in self._known else self._table[ends[last]]

    def _last_of(self, ends: Iterable[int], content: str, stop: int) -> int:
        """The last of some offsets at which a form ends if no more of a text is read than up to one; -1 without any."""
        far = (end for end in sorted(ends, reverse=True) if end <= stop)
        return next((end for end in far if self._end.match(content, end, stop)), -1)

    def _beginning_so(self, beginning: str) -> list[str]:
        """The forms with a beginning."""
        return [form for size in range(len(beginning) + 1) for form in self._begun.get(beginning[:size], ())]

    def _forms(self, beginning: str) -> tuple[tuple[str, ...], tuple[str, ...], list[int]]:
        """Of the forms with a beginning: the letters that they begin with in any text, those of the ones that go on
        with a sign, the lengths of the others, the longest first.
        """
        forms = self._beginning_so(beginning)
        plains = {form: _sign.split(form, maxsplit=1)[0] for form in forms}
        signed = tuple(plain for form, plain in plains.items() if plain != form)
        sizes = sorted({len(form) for form, plain in plains.items() if plain == form}, reverse=True)
        self._after[beginning] = tuple(plains.values()), signed, sizes
        return self._after[beginning]

    def value_of(self, word: str) -> V | None:
        """The value of a word that stands alone, prefixes seen through."""
        found = self._table.get(word)
        if found is None and self._prefixes:
            for prefix in self._prefixes:
                if word.startswith(prefix) and (found := self._table.get(word[len(prefix) :])) is not None:
                    break
        return found

    def _begins(self, content: str, start: int) -> int:
        """Where the word begins that holds a form at `start`, its prefix included; -1 if it is the rest of a word."""
        before = content[start - 1] if self._spaced and start else " "
        if not before.isalnum() and before not in self._inside:
            return start
        for size in range(1, min(5, start + 1)) if self._prefixes else ():
            outer = content[start - size - 1] if start > size else " "
            if not outer.isalnum() and outer not in self._outside:
                return start - size if content[start - size : start] in self._prefixes else -1
        return -1


class NameLexicon(Lexicon[V]):
    """The same for names: the words of a text, or the pairs of signs of one without spaces, tell where one can stand,
    and no pattern is made for the beginnings of all.

    With `beside`, these signs stand on no side of a word and what is glued on to it, and others (a hyphen before it)
    may; with `glued`, these are its prefixes.
    """

    def __init__(
        self,
        language: Language,
        table: Mapping[str, V],
        *,
        beside: str | None = None,
        glued: Iterable[str] | None = None,
    ) -> None:
        super().__init__(language, table, names=True)
        if glued is not None:
            self._prefixes = tuple(glued)
        if beside is not None:
            self._inside = self._outside = f"_{beside}"
            self._end = lazy_pattern(rf"(?![\w{beside}])" if language.spaced else "")
        # forms by their first word, where that has an ending its letters, where that is a sign this; or by two signs
        self._worded: dict[str, list[str]] = {}
        self._stems: set[str] = set()
        self._signs: set[str] = set()
        firsts = _first_word.findall("\n".join(table)) if self._spaced else []
        for form, (word, ending) in zip(table, firsts, strict=False):
            if not word:
                self._signs.add(form[0])
            elif ending:
                self._stems.add(word[:_STEM])
            else:
                self._worded.setdefault(word, []).append(form)
        self._glued = frozenset(self._prefixes)
        self._loose = bool(self._stems or self._signs)
        self._keys = self._begun.keys() if not self._spaced else self._worded.keys()
        self._standing = lru_cache(TEXTS)(self._standing_in)

    def _standing_in(self, content: str) -> set[str]:
        """Words that a text has, prefixes seen through, with which a name can begin."""
        if not self._spaced:
            return self._keys & {*content, *map("".join, pairwise(content))}
        words = words_in(content)
        if self._glued:
            sizes = {len(prefix) for prefix in self._glued}
            words |= {word[size:] for word in words for size in sizes if word[:size] in self._glued}
        standing = self._keys & words
        if self._stems:
            standing |= {word for word in words if word[:_STEM] in self._stems}
        return standing | self._signs

    def find(self, content: str, start: int = 0, end: int | None = None) -> Iterator[Hit[V]]:
        """The words in a text from `start` to `end`."""
        stop = len(content) if end is None else end
        places: list[tuple[int, int, str]] = []
        for word in self._standing(content):
            at = content.find(word, start, stop)
            while at >= 0:
                places.append((at, -len(word), word))
                at = content.find(word, at + 1, stop)
        at = start
        for here, _, word in sorted(places):
            begins = self._begins(content, here) if here >= at else -1
            if begins >= start:
                begun = self._beginning_at(content, here, stop) if self._loose else word
                if form := self._form_at(content, here, begun, stop):
                    yield Hit(begins, here, *form)
                    at = form[0]

    def _beginning_so(self, beginning: str) -> list[str]:
        return super()._beginning_so(beginning) if self._loose or not self._spaced else self._worded[beginning]


def _tree(forms: Iterable[str]) -> FormTree:
    """What stands between the endings of forms, as a tree, with curly apostrophes and with straight ones."""
    ways = {way: form for form in forms for way in (form, form.replace("’", "'"))}
    return FormTree.of((way.split("+"), form) for way, form in ways.items())


def _ends(tree: FormTree, content: str, at: int) -> Iterator[tuple[int, str]]:
    """Where forms end that stand at an offset, by their pieces between endings, each end with its form."""
    for piece, after in tree.items():
        if not content.startswith(piece, at):
            continue
        end = at + len(piece)
        if after.form is not None:
            yield end, after.form
        if after:
            ending = WORD.match(content, end, end + _LONGEST)
            for last in range(end, (ending.end() if ending else end) + 1):
                yield from _ends(after, content, last)


def worded(language: Language, entries: Mapping[str, V], proper: V | None = None) -> Lexicon[V]:
    """A lexicon of rows of a language file, in all ways in which their forms may be written.

    Names, which have the value `proper`, are found only as the file has them.
    """
    table: dict[str, V] = {}
    for many, value in entries.items():
        for form in forms(many):
            for variant in variants(form) if value != proper else [fold(form).content]:
                table.setdefault(variant, value)
    return Lexicon(language, table)


def variants(form: str) -> list[str]:
    """The ways a form may be written: small or capital at the start, with a curly or a straight apostrophe.

    >>> variants("l’Assemblée")
    ['l’Assemblée', 'L’Assemblée', "l'Assemblée", "L'Assemblée"]
    """
    plain = fold(form).content
    low, high = plain[0].lower() + plain[1:], plain[0].upper() + plain[1:]
    cases = [plain] if low == high else [low, high]
    return cases + [case.replace("’", "'") for case in cases if "’" in case]


# ---- the lexicons that recognisers share, made once per language from its `[citations]` words

NOT_ADOPTING = frozenset({"un"})
"""Actors that adopt nothing: the name of the organisation is in half of all other names."""


@cache
def lexicon(language: Language, *kinds: str) -> Lexicon[str]:
    """The words of some fields of `Citations`, each with the name of its field; the first field that has it counts.

    A name that is no field is one of `words_of`.  `organ`
    stands for the names of all organs, the short ones of councils included.
    """
    entries: dict[str, str] = {}
    for kind in kinds:
        for form in _forms(language, kind):
            entries.setdefault(form, kind)
    return worded(language, entries)


def _forms(language: Language, kind: str) -> Iterable[str]:
    words: Citations = language.citations
    if kind == "organ":
        return [names for _, names in organs(language)] + list(words.council)
    if kind == "parts":
        return [*words.parts, *"ABCDEFАВС"]
    found: Iterable[str] = getattr(words, kind, None) or words_of(language, kind)
    return [form for form in found if " … " not in form]


def organs(language: Language) -> Iterable[tuple[str, str]]:
    """The names of the organs that adopt texts, as actor code and forms; `foreign` for those without addresses."""
    for table in (named_in(language.code), language.organs, language.citations.organs):
        for actor, names in table.items():
            if actor not in NOT_ADOPTING:
                yield actor, names
    for names in language.citations.foreign:
        yield "foreign", names


@cache
def passage_nouns(language: Language) -> Lexicon[str]:
    """Nouns of passages that stand before their numbers, with their level."""
    return worded(language, {names: level for level, names in language.citations.passages.items()})


# ---- the organs and offices of the closed list (profile 2.3, R-096)


_KINDS = {"organization": Kind.ORGANIZATION, "role": Kind.ROLE}


def organs_and_offices(seen: TextView, context: Context) -> Iterator[Mark]:
    """The organs and offices in one text, as ORGANIZATION and ROLE marks; offsets are those of the folded text.

    Front and closing lines and the formula have elements of their own for those who act (profile 1.2).
    """
    if context.place not in RUNNING:
        return
    content, language = seen.content, context.language
    for _, start, end, entity in _names(language).find(content, 0, len(content)):
        if entity is not None:
            guarded = entity.guarded or language.code in entity.guarded_in
            if not (guarded and _of_others(content, start, end, language)):
                yield Mark(start, end, _KINDS[entity.kind], (("refersTo", f"#{entity.eid}"),))


def _of_others(content: str, start: int, end: int, language: Language) -> bool:
    """True if the words around a guarded name say that it belongs to someone else."""
    guard = entities().guards.get(language.code, Guard())
    if content.endswith(guard.before, 0, start):
        return True
    rest = content[end : end + 80]
    for joint in guard.following:
        if rest.startswith(joint):
            owner = rest[len(joint) :]
            named = owner[:1].isupper() or (owner[:1].isalpha() and owner[:1].lower() == owner[:1].upper())
            return named and not owner.startswith(guard.own)
    return False


@cache
def _names(language: Language) -> Lexicon[Entity | None]:
    """The names of the closed list in a language; decoys stand for nothing."""
    listed, code = entities(), language.code
    found: dict[str, Entity | None] = {}
    rows = [(decoy.get(code, ""), None) for decoy in listed.decoys]
    for names, entity in (*rows, *((entity.names.get(code, ""), entity) for entity in listed.entities)):
        for form in contracted(folded([names]), listed.contractions.get(code, {})):
            found.setdefault(form, entity)
    return Lexicon(language, found, names=True)


def contracted(names: Sequence[str], contractions: Mapping[str, str]) -> list[str]:
    """Names, and how they look contracted with a preposition."""
    found = list(names)
    for long, short in contractions.items():
        found += [short + name.removeprefix(long) for name in names if name.startswith(long)]
    return found
