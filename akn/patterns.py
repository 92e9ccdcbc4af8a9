"""Patterns that are made when they are first asked, and the pattern of many words.

A run needs half of the patterns that the modules it loads hold, and making a pattern takes longer than most documents
keep it busy: so those of modules are made late, as `django.utils.regex_helper` makes its own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, AnyStr, cast


def _offered(name: str) -> cached_property[Any]:
    """What a pattern has by a name: of a late one it stands in it once it was asked for."""
    return cached_property(lambda late: getattr(late._made, name))


class _Late:
    """A pattern that is compiled by the first question that needs it."""

    def __init__(self, source: str | bytes | Callable[[], str | bytes], flags: int = 0) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def pattern(self) -> str | bytes:
        return self._source() if callable(self._source) else self._source

    @cached_property
    def _made(self) -> re.Pattern[Any]:
        return re.compile(self.pattern, self._flags)

    flags, groups, groupindex = _offered("flags"), _offered("groups"), _offered("groupindex")
    search, match, fullmatch = _offered("search"), _offered("match"), _offered("fullmatch")
    findall, finditer, split = _offered("findall"), _offered("finditer"), _offered("split")
    sub, subn, scanner = _offered("sub"), _offered("subn"), _offered("scanner")


class _Hinted(_Late):
    """A late pattern that looks through no text without one of its hints."""

    def __init__(self, source: str | Callable[[], str], hints: Iterable[str] | Callable[[], Iterable[str]]) -> None:
        super().__init__(source)
        self._given = hints if callable(hints) else lambda: hints

    @cached_property
    def _hints(self) -> list[str]:
        return least(self._given())

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._made.search(text, start, end) if holds_any(text[start:end], self._hints) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        return self._made.finditer(text, start, end) if holds_any(text[start:end], self._hints) else ()

    def sub(self, repl: str, text: str) -> str:
        return self._made.sub(repl, text) if holds_any(text, self._hints) else text


class _WholeWords(_Hinted):
    """A pattern of whole words that is hardly ever compiled, since that takes longer than most runs ask it: the words
    of a text tell which of the forms to look for.  Of long texts these are looked for once, for all that ask.
    """

    def __init__(self, source: Callable[[], str], forms: Callable[[], Iterable[str]], beside: str) -> None:
        super().__init__(source, forms)
        self._inside = f"_{beside}"

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        """The forms in the order in which they are tried: those without a letter, then the longest."""
        longest = sorted(sorted(set(self._given())), key=len, reverse=True)
        return tuple(sorted(longest, key=_has_letters))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._forms)

    @cached_property
    def _begun(self) -> dict[str, list[tuple[int, str]]]:
        """The forms, each with its place among them, by the word that they begin with, empty before a sign."""
        begun: dict[str, list[tuple[int, str]]] = {}
        for rank, form in enumerate(self._forms):
            first = WORD.match(form)
            begun.setdefault(first[0] if first else "", []).append((rank, form))
        return begun

    @cached_property
    def _firsts(self) -> tuple[str, ...]:
        """The words that forms begin with."""
        return tuple(filter(None, self._begun))

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        part = text[start:end]
        if part.isspace() or not self._may_stand_in(text, part):  # many ask of what stands between two names
            return ()
        return self._found(text, start, end)

    def _may_stand_in(self, text: str, part: str) -> bool:
        """False of most parts of a text in which no form stands."""
        if len(text) < _LONG:
            return holds_any(part, self._hints)
        return "" in self._begun or not words_in(text).isdisjoint(self._firsts) or part.endswith(self._firsts)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return next(iter(self.finditer(text, start, end)), None)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        first = WORD.match(text, start, end)
        for _, form in self._begun.get(first[0] if first else "", ()):
            if text.startswith(form, start, end) and self._is_apart(text, start, end, form):
                return _between(text, start, start + len(form))
        return None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        form = text[start:end]
        stands = form in self._known and self._is_apart(text, start, end, form)
        return _between(text, start, start + len(form)) if stands else None

    def _found(self, text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
        """The forms between two offsets, one after another."""
        found: list[tuple[int, int, str]] = []
        firsts = words_in(text).intersection(self._firsts)
        if text.endswith(self._firsts, start, stop):  # what is left of a word that the end cuts is none of the text
            firsts |= {first for first in self._firsts if text.endswith(first, start, stop)}
        for first in ("", *firsts):
            for rank, form in self._begun.get(first, ()):
                at = text.find(form, start, stop)
                while at >= 0:
                    found.append((at, rank, form))
                    at = text.find(form, at + 1, stop)
        after = start
        for at, _, form in sorted(found):
            if at >= after and self._is_apart(text, at, stop, form):
                after = at + len(form)
                yield _between(text, at, after)

    def _is_apart(self, text: str, start: int, stop: int, form: str) -> bool:
        """Whether no letter stands beside a form at an offset, if it has any itself."""
        end, inside = start + len(form), self._inside
        before, after = text[start - 1] if start else " ", text[end] if end < min(stop, len(text)) else " "
        apart = not (before.isalnum() or before in inside)
        apart = apart and (form.endswith("'") or not (after.isalnum() or after in inside))
        return apart or not _has_letters(form)


def _has_letters(form: str) -> bool:
    return WORD.search(form) is not None


def _between(text: str, start: int, end: int) -> re.Match[str]:
    """What stands between two offsets, as a match."""
    return cast("re.Match[str]", _ANYTHING.fullmatch(text, start, end))


def lazy_pattern(source: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
    r"""What `re.compile` gives, made when it is first used; an error in `source`, or what gives it, is raised then.

    For constants of modules, and for patterns that few texts ask.  It has all methods and attributes of a pattern, but
    is no instance of `re.Pattern`.

    >>> number = lazy_pattern(r"[0-9]+")
    >>> number.findall("resolutions 67/195 and 68/198")
    ['67', '195', '68', '198']
    """
    return cast("re.Pattern[AnyStr]", _Late(source, flags))


def hinted_pattern(
    source: str | Callable[[], str], hints: Iterable[str] | Callable[[], Iterable[str]]
) -> re.Pattern[str]:
    r"""As `lazy_pattern`, of what stands only in texts that have one of some pieces: others are not looked through.

    >>> hinted_pattern(r"(?<!\w)(?:not|never)(?!\w)", ["not", "never"]).search("and never shall").span()
    (4, 9)
    """
    return cast("re.Pattern[str]", _Hinted(source, hints))


def whole_words(source: Callable[[], str], forms: Callable[[], Iterable[str]], beside: str = "") -> re.Pattern[str]:
    r"""As `lazy_pattern`, of a list of whole words, the signs before longer forms before shorter ones; what ends with
    an apostrophe is written in one with what follows.  No letter and none of the signs `beside` stands next to one.

    >>> whole_words(lambda: r"(?<!\w)not(?: yet)?(?!\w)", lambda: ["not", "not yet"]).search("a knot, not yet").span()
    (8, 15)
    """
    return cast("re.Pattern[str]", _WholeWords(source, forms, beside))


def holds_any(text: str, pieces: Iterable[str]) -> bool:
    """Whether a text holds one of some pieces; a call for each (`any`) would take a third longer.

    >>> holds_any("annually", ["month", "annual"]), holds_any("annually", ["month"])
    (True, False)
    """
    for piece in pieces:  # noqa: SIM110
        if piece in text:
            return True
    return False


def least(words: Iterable[str]) -> list[str]:
    """The fewest of some words of which a text has one if it has any: who has "annually" has "annual".

    >>> least(["annually", "annual", "yearly"])
    ['annual', 'yearly']
    """
    found: list[str] = []
    for word in sorted(sorted(set(words)), key=len):
        if not holds_any(word, found):
            found.append(word)
    return found


def escaped(text: str) -> str:
    r"""The source of a pattern of a text; a space stands for itself, which is made faster than an escaped one.

    >>> escaped("(a) b")
    '\\(a\\) b'
    """
    return text if text.replace(" ", "").isalnum() else re.escape(text).replace("\\ ", " ")


_AGAIN = 3  # so many letters are written once more, which are made faster than a group


def one_of(words: Iterable[str], sign: Callable[[str], str] = escaped) -> str:
    """The source of a pattern of any of some words, the longest that fits; of one that never matches if there are none.

    It branches so that hardly a letter is looked at twice.  `sign` gives the source of some characters, that of each
    by itself.

    >>> one_of(["regard", "regarding", "regards"]), one_of(["a", "b"]), one_of([])
    ('(?:regard(?:ing|s)?)', '[ab]', '(?!)')
    """
    several = sorted(set(words))
    return _either(_ways(several, 0, sign)) if several else "(?!)"


def _ways(words: Sequence[str], at: int, sign: Callable[[str], str]) -> list[str]:
    """The sources of what follows in sorted words that are alike up to an offset, of the longest first, the last one
    empty where a word ends there.
    """
    ends = len(words[0]) == at
    following = [list(alike) for _, alike in groupby(words[ends:], itemgetter(at))]
    ways: list[str] = []
    for alike in sorted(following, key=lambda alike: -max(map(len, alike))):
        first, last = alike[0], alike[-1]
        if first == last:
            ways.append(sign(first[at:]))
        else:
            fork = next((i for i in range(at + 1, len(first)) if first[i] != last[i]), len(first))
            rest = _ways(alike, fork, sign)
            if all(len(way) < 2 for way in rest):
                # of letters beyond Latin the engine makes a table that takes as long as a hundred letters
                apart = len(rest) > 2 and all(not way or way > "\xff" for way in rest)
            else:
                apart = (len(rest) - 1) * (fork - at) <= _AGAIN
            ways += [sign(first[at:fork]) + way for way in (rest if apart else [_either(rest)])]
    return [*ways, ""] if ends else ways


def _either(ways: Sequence[str]) -> str:
    """The source of one of several ways, the last of which may be empty."""
    some = [way for way in ways if way]
    letters = all(len(way) == 1 and way.isalnum() for way in some)
    joined = f"(?:{'|'.join(some)})"
    if some and letters:
        joined = some[0] if len(some) == 1 else f"[{''.join(some)}]"
    return joined if len(some) == len(ways) else f"{joined}?"


TEXTS = 32  # texts that are asked about one after another: those of a paragraph
_LONG = 100  # characters of a text that are looked through for many lists of words
WORD = lazy_pattern(r"\w+")
_ANYTHING = lazy_pattern(r"(?s:.+)")


@lru_cache(TEXTS)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, each once.

    >>> sorted(words_in("to report, and to report again"))
    ['again', 'and', 'report', 'to']
    """
    return frozenset(WORD.findall(text))


class FormTree(dict[str, "FormTree"]):
    """What may follow the beginnings of forms, by its next piece, a character or a word; `form` is what ends here."""

    form: str | None = None

    @classmethod
    def of(cls, forms: Iterable[tuple[Iterable[str], str]]) -> FormTree:
        """The tree of forms, each given with its pieces.

        >>> tree = FormTree.of((form.split(" "), form) for form in ("calls upon", "calls for"))
        >>> list(tree["calls"]), tree["calls"]["upon"].form
        (['upon', 'for'], 'calls upon')
        """
        root = cls()
        for pieces, form in forms:
            node = root
            for piece in pieces:
                node = node.setdefault(piece, cls())
            node.form = form
        return root
