"""Many words looked for at once, fast: what recognisers find words of a language file with.

The beginnings of the forms are put into one pattern that branches letter by letter and starts with plain letters, so
that the scan skips everything else at the speed of the engine; which form it is, and whether it stands free, is asked
only where one may be.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Generic, TypeVar

from akn.bodies import named_in
from akn.inline.context import Context, TextView
from akn.languages.shape import Citations, Language, forms
from akn.languages.view import fold, folded
from akn.patterns import least, one_of
from akn.text import Kind, Mark
from akn.vocabulary import Entity, Guard, entities
from akn.walk import RUNNING

V = TypeVar("V")

_HEAD = 5
"""So many letters of a form are in the pattern that looks for it."""
_PIECE = 7
"""Up to so many letters of a form are looked for to tell whether it can stand in a text at all."""
_KEY = 4
"""By so many letters the forms at a place are looked up."""


class Lexicon(Generic[V]):
    """Words of a language, each with a value, to be found in folded texts.

    A form matches with a small or a capital first letter, with either apostrophe, and with one of the `prefixes` of the
    language glued on; names, which have the value `proper`, only as the file has them.  In a language that sets spaces
    between words only whole words are found.

    >>> from akn.languages import load
    >>> words = Lexicon(load("eng"), {"Assembly | General Assembly": "unga"})
    >>> list(words.find("The General Assembly, in assembly-line style")), words.value_of("Assembly")
    ([(4, 20, 'unga'), (25, 33, 'unga')], 'unga')
    """

    __slots__ = ("_forms", "_heads", "_least", "_prefixes", "_sizes", "_spaced", "_table")

    def __init__(self, language: Language, entries: Mapping[str, V], proper: V | None = None) -> None:
        self._table: dict[str, V] = {}
        for many, value in entries.items():
            for form in forms(many):
                for variant in variants(form) if value != proper else [fold(form).content]:
                    self._table.setdefault(variant, value)
        self._spaced = language.spaced
        self._prefixes = tuple(sorted(set(language.citations.prefixes), key=lambda p: (-len(p), p)))
        self._forms: dict[str, list[str]] = {}
        for form in sorted(self._table, key=lambda form: (-len(form), form)):
            self._forms.setdefault(form[:_KEY], []).append(form)
        self._sizes = tuple(sorted({len(key) for key in self._forms}, reverse=True))
        self._heads: re.Pattern[str] | None = None
        # letters of each form, few and without the first one, which may be small or a capital
        self._least = least(form[1:_PIECE] if len(form) > 3 else form for form in self._table)

    def may_stand_in(self, content: str) -> bool:
        """False where a cheap look tells that none of the words stands in a folded text."""
        return any(map(content.__contains__, self._least))

    def find(self, content: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, V]]:
        """The words in a folded text from `start` to `end`: where each starts and ends, and its value."""
        if self._heads is None:
            # only beginnings are in the pattern: whole names would take longer to compile than to look at
            self._heads = re.compile(one_of(form[:_HEAD] for form in self._table))
        if not start and end is None and not self.may_stand_in(content):
            return
        stop = len(content) if end is None else end
        last = start
        for m in self._heads.finditer(content, start, stop):
            at = m.start()
            if at < last:
                continue
            form = self._form_at(content, at, stop)
            if form:
                begins = self._begins(content, at)
                if begins >= 0:
                    last = at + len(form)
                    yield begins, last, self._table[form]

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
            here = at
            form = self._form_at(content, here, end)
            if not form:
                for prefix in self._prefixes:
                    if content.startswith(prefix, at, end):
                        here = at + len(prefix)
                        form = self._form_at(content, here, end)
                        if form:
                            break
            if not form:
                break
            found.append(self._table[form])
            at = here + len(form)
        return at, found

    def _form_at(self, content: str, at: int, end: int) -> str:
        """The longest form that stands at an offset and ends there as a word; empty if there is none."""
        for size in self._sizes:
            for form in self._forms.get(content[at : at + size], ()):
                if content.startswith(form, at, end):
                    following = at + len(form)
                    # a digit may follow a word at once: "para.32", "و67/195"
                    if not self._spaced or not form[-1].isalpha() or not content[following : following + 1].isalpha():
                        return form
        return ""

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
        if not self._spaced or not start or not (content[start - 1].isalnum() or content[start - 1] == "_"):
            return start
        for size in range(1, min(5, start + 1)) if self._prefixes else ():
            if start == size or not content[start - size - 1].isalnum():
                return start - size if content[start - size : start] in self._prefixes else -1
        return -1


def variants(form: str) -> list[str]:
    """The ways a form may be written: small or capital at the start, with a curly or a straight apostrophe.

    >>> variants("l’Assemblée")
    ['l’Assemblée', 'L’Assemblée', "l'Assemblée", "L'Assemblée"]
    """
    plain = fold(form).content
    low, high = plain[0].lower() + plain[1:], plain[0].upper() + plain[1:]
    cases = [plain] if low == high else [low, high]
    return cases + [case.replace("’", "'") for case in cases if "’" in case]


# ---- patterns of many words


# ---- the lexicons that recognisers share, made once per language from its `[citations]` words

NOT_ADOPTING = frozenset({"un"})
"""Actors that adopt nothing: the name of the organisation is in half of all other names."""


@cache
def lexicon(language: Language, *kinds: str) -> Lexicon[str]:
    """The words of some fields of `Citations`, each with the name of its field; the first field that has it counts.

    `organ` stands for the names of all organs, the short ones of councils included.
    """
    entries: dict[str, str] = {}
    for kind in kinds:
        for form in _forms(language, kind):
            entries.setdefault(form, kind)
    return Lexicon(language, entries)


def _forms(language: Language, kind: str) -> Iterable[str]:
    words: Citations = language.citations
    if kind == "organ":
        return [names for _, names in organs(language)] + list(words.council)
    if kind == "parts":
        return [*words.parts, *"ABCDEFАВС"]
    found: Iterable[str] = getattr(words, kind)
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
    return Lexicon(language, {names: level for level, names in language.citations.passages.items()})


# ---- the organs and offices of the closed list (profile 2.3, R-096)


_KINDS = {"organization": Kind.ORGANIZATION, "role": Kind.ROLE}


def organs_and_offices(seen: TextView, context: Context) -> Iterator[Mark]:
    """The organs and offices in one text, as ORGANIZATION and ROLE marks; offsets are those of the folded text.

    Front and closing lines and the formula have elements of their own for those who act (profile 1.2).
    """
    if context.place not in RUNNING:
        return
    for start, end, entity in _found(seen.content, context.language):
        yield Mark(start, end, _KINDS[entity.kind], (("refersTo", f"#{entity.eid}"),))


def _found(content: str, language: Language) -> Iterator[tuple[int, int, Entity]]:
    names = _names(language)
    for m in names.pattern.finditer(content):
        start, end = m.span()
        if language.spaced and start and _ends_a_word(content, start, language.citations.prefixes):
            continue
        entity = names.value(m[0])
        guarded = entity is not None and (entity.guarded or language.code in entity.guarded_in)
        if entity is not None and not (guarded and _of_others(content, start, end, language)):
            yield start, end, entity


def _ends_a_word(content: str, start: int, glued: Container[str]) -> bool:
    """True if the name is the end of a longer word; a preposition that the language writes in one word is not."""
    before = content[start - 1]
    if not before.isalnum() and before != "-":
        return False
    for size in (1, 2):
        at = start - size
        if content[max(0, at) : start] in glued and (at <= 0 or not content[at - 1].isalnum()):
            return False
    return True


def _of_others(content: str, start: int, end: int, language: Language) -> bool:
    """True if the words around a guarded name say that it belongs to someone else."""
    guard = entities().guards.get(language.code, Guard())
    if any(content.endswith(ending, 0, start) for ending in guard.before):
        return True
    rest = content[end : end + 80]
    for joint in guard.following:
        if rest.startswith(joint):
            owner = rest[len(joint) :]
            named = owner[:1].isupper() or (owner[:1].isalpha() and owner[:1].lower() == owner[:1].upper())
            return named and not owner.startswith(guard.own)
    return False


# names as patterns

_SIGNS = {" ": " ", "+": r"\w{0,4}", "’": "['’]"}


def sign_of(character: str) -> str:
    """The source of a character of a name, in which `+` is any ending of a word."""
    return _SIGNS.get(character) or re.escape(character)


class NameList(Generic[V]):
    """Names in which `+` is any ending of a word: one pattern for all, and what each name stands for.

    `before` and `after` are the sources of what stands around a name.
    """

    def __init__(self, table: Mapping[str, V], before: str, after: str) -> None:
        self._table = table
        # what a name says exactly goes before what another one's ending may say
        self._known = {form: value for form, value in table.items() if "+" not in form}
        self.pattern = re.compile(f"{before}{one_of(table, sign_of)}{after}" if table else "(?!)")

    def value(self, name: str) -> V:
        """What a name that the pattern found stands for."""
        if name not in self._known:
            self._known[name] = next(value for form, value in self._table.items() if _is(form, name))
        return self._known[name]


def _is(form: str, name: str) -> bool:
    """True if a name is written as a form of the list has it."""
    before, plus, _ = form.partition("+")
    size = len(before)
    same = name[:size] == before or ("’" in before and name[:size].replace("'", "’") == before)
    return same and (re.fullmatch("".join(map(sign_of, form)), name) is not None if plus else len(name) == size)


@cache
def _names(language: Language) -> NameList[Entity | None]:
    """The names of the closed list in a language; decoys stand for nothing."""
    listed, code = entities(), language.code
    found: dict[str, Entity | None] = {}
    rows = [(decoy.get(code, ""), None) for decoy in listed.decoys]
    for names, entity in (*rows, *((entity.names.get(code, ""), entity) for entity in listed.entities)):
        for form in contracted(folded([names]), listed.contractions.get(code, {})):
            found.setdefault(form, entity)
    return NameList(found, "", r"(?!\w)" if language.spaced else "")


def contracted(names: Sequence[str], contractions: Mapping[str, str]) -> list[str]:
    """Names, and how they look contracted with a preposition."""
    pairs = contractions.items()
    return [*names, *(short + n.removeprefix(long) for n in names for long, short in pairs if n.startswith(long))]
