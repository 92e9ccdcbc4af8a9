"""What two texts have in common word by word, and what of two sequences keeps its order.

A word is what stands between spaces and signs; a sign is a word of its own, and so is a character of a script that
sets no spaces between words (Han, kana, Hangul, Thai).  The space before a word belongs to it, so that the words of a
text together are the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain, pairwise
from operator import sub
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Indel

from akn.kept import Kept
from akn.languages.view import fold
from akn.patterns import lazy_pattern

Sign = Literal["=", "-", "+"]
Piece = tuple[Sign, str]
"""A stretch of words that both texts have (`=`), only the old one (`-`) or only the new one (`+`)."""

RUN = 6  # words that are looked up together; a run of them that stands twice says nothing
_LITTLE, _MUCH = 3, 4  # letters of a word that says little; a change is much larger than words that say something
HEAVY = 0.5
"""Below this similarity two texts are shown whole, one after the other: word by word nothing could be read."""

_UNSPACED = "\u0e00-\u0e7f\u2e80-\u2fdf\u3040-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_INSIDE = "\u00ad\u0300-\u036f\u0640\u064b-\u0652\u0670\u200c\u200d"
_LETTERS = rf"[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|[{_INSIDE}])*"
_JOINT = r"[-/.,'’\u2010\u2011]"
# most words and signs are of ASCII, which is looked for first, in half of the time: the other class has eight ranges
_PLAIN = rf"[0-9A-Za-z]++(?:{_JOINT}[0-9A-Za-z]++)*+(?!{_JOINT}?[^\x00-\x7f])"
_SIGN = r"[!-/:-@\[-`{-~]"
# numbers, symbols and compounds are one word: 1,200  76/154  S/2044/18  long-term
_ONE = rf"(?:{_PLAIN}|{_SIGN}|[{_UNSPACED}]|{_LETTERS}(?:{_JOINT}{_LETTERS})*|[^\s])"
_BARE = lazy_pattern(rf"\s*+({_ONE})")  # of no space all ways are tried in vain
_WORD = lazy_pattern(rf"\s*+{_ONE}|\s+")
_MARKS = lazy_pattern(f"[{_INSIDE}]*+")
_QUOTES = dict.fromkeys("‘’‚‛ʼ´`", "'") | dict.fromkeys("“”„‟«»", '"')
_QUOTED = lazy_pattern(f"[{''.join(_QUOTES)}]")


class Reworded(Struct, frozen=True):
    """How alike two texts are, from 0 to 1 (the same words), and the way from the old one to the new one."""

    similarity: float
    pieces: tuple[Piece, ...]


def words_of(text: str) -> list[str]:
    """The words of a text, each with the space before it; together they are the text.

    >>> words_of("Notes 1,200 lamps; 回顾")
    ['Notes', ' 1,200', ' lamps', ';', ' 回', '顾']
    """
    return _WORD.findall(text)


def _parted(stretch: str) -> tuple[str, ...]:
    return tuple(_BARE.findall(stretch))


# the words of stretches without a space: texts repeat them; long ones are those of scripts that set none
_words = Kept(_parted, 1 << 14, longest=32)


def _divided(plain: str) -> list[str]:
    """The words of a text whose typography is evened out."""
    return [*chain.from_iterable(map(_words.__getitem__, plain.split()))]


class SplitText(Struct, frozen=True):
    """A text, its words as they are compared, and where in the text each begins and ends."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def between(self, first: int, last: int) -> str:
        """The text from one of its words, with what stands before it, up to another, and to its end after the last."""
        if first == last:
            return ""
        start = self.ends[first - 1] if first else 0
        return self.text[start : self.ends[last - 1] if last < len(self.words) else None]


SplitTexts = tuple[SplitText, SplitText]
"""What is old and what is new, in words."""


@lru_cache(maxsize=8)  # texts that are compared word by word are asked about again when their changes are named
def split_text(text: str) -> SplitText:
    """The words of a text as they are compared.

    >>> split = split_text("Notes\\u00a012;")
    >>> split.words, split.starts, split.between(1, 2)
    (['Notes', '12', ';'], [0, 6, 8], '\\xa012')
    """
    return _split(text, plain_text(text))


def _split(text: str, plain: str) -> SplitText:
    """The words of a text which is compared as `plain`."""
    words = _divided(plain)
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for word in words:
        while plain[at].isspace():
            at += 1
        starts.append(at)
        at += len(word)
        ends.append(at)
    if len(plain) < len(text):
        seen = fold(text)
        whole = [_MARKS.match(text, seen.end(end)) for end in ends]  # with the accent of the last letter
        return SplitText(text, words, [*map(seen.origin, starts)], [m.end() for m in whole if m])
    return SplitText(text, words, starts, ends)


class Signs(dict[str, str]):
    """The words of stretches without a space as one character each, the same in all texts that are compared."""

    def __init__(self) -> None:
        super().__init__()
        signs = map(chr, chain(range(0x100, 0xD800), range(0xE000, 0x110000)))  # no half characters
        self._signs = defaultdict[str, str](signs.__next__)

    def __missing__(self, stretch: str) -> str:
        return self.setdefault(stretch, "".join(map(self._signs.__getitem__, _words[stretch])))

    def of(self, plain: str) -> str:
        """The words of a text whose typography is evened out as a string of their signs."""
        return "".join(map(self.__getitem__, plain.split()))


class Wording:
    """What the texts of a document say, as it is compared: each text in small letters, its words, and these as one
    sign each; those of a text are made when they are first asked for.

    >>> wording = Wording(["Notes the lamps;", "Notes;"], Signs())
    >>> wording.words(1), wording.signs(0)[0] == wording.signs(1)[0]
    (['notes', ';'], True)
    """

    def __init__(self, texts: Iterable[str], signs: Signs) -> None:
        self._texts = [(text, plain_text(text)) for text in texts]
        self.keys = [plain.casefold() for _, plain in self._texts]
        self._signs = signs
        self._words: dict[int, list[str]] = {}
        self._split: dict[int, SplitText] = {}
        self._signed: dict[int, str] = {}
        self._runs: dict[int, list[str]] = {}

    @cached_property
    def letters(self) -> list[str]:
        """The texts without spaces."""
        return [key.replace(" ", "") for key in self.keys]

    def split(self, at: int) -> SplitText:
        """A text and its words as they are compared, by its index."""
        if at not in self._split:
            self._split[at] = _split(*self._texts[at])
        return self._split[at]

    def words(self, at: int) -> list[str]:
        """The words of a text in small letters, by its index."""
        if at not in self._words:
            self._words[at] = _divided(self.keys[at])
        return self._words[at]

    def signs(self, at: int) -> str:
        """The words of a text as one character each."""
        if at not in self._signed:
            self._signed[at] = self._signs.of(self.keys[at])
        return self._signed[at]

    def runs(self, at: int) -> list[str]:
        """The words of a text as one character each, `RUN` of them at a time, from each word on."""
        if at not in self._runs:
            text = self.signs(at)
            self._runs[at] = [text[k : k + RUN] for k in range(len(text) - RUN + 1)]
        return self._runs[at]


def plain_text(text: str) -> str:
    """A text as it is compared: typography evened out.

    >>> plain_text("l’Assemblée\\u00a0;")
    "l'Assemblée ;"
    """
    if text.isascii():
        return text
    text = fold(text).content
    for sign in set(_QUOTED.findall(text)):  # many times faster than to translate all
        text = text.replace(sign, _QUOTES[sign])
    return text


def plain_words(text: str) -> list[str]:
    """The words of a text as they are compared.

    >>> plain_words("Notes l’Assemblée :")
    ['Notes', "l'Assemblée", ':']
    """
    return _divided(plain_text(text))


def likeness(old: Sequence[Hashable], new: Sequence[Hashable]) -> float:
    """How alike two sequences are: the share of their elements that both have in the same order, from 0 to 1."""
    return Indel.normalized_similarity(old, new)


def compare_words(old: str, new: str) -> Reworded:
    """The way from the old text to the new one; `-` before `+` where both stand at one place.

    Words that differ in typography only (spaces, forms of hyphens, quotation marks and digits) are the same; so the
    pieces `=` and `+` are the new text, `=` and `-` the old one as far as words go.  Two texts that have less than half
    of their words in common are shown whole.

    >>> compare_words("Requests a report by 2044;", "Requests a full report by 2045;").pieces
    (('=', 'Requests a'), ('+', ' full'), ('=', ' report by'), ('-', ' 2044'), ('+', ' 2045'), ('=', ';'))
    """
    if old == new:
        return Reworded(1.0, (("=", new),) if new else ())
    return compare_split(split_text(old), split_text(new))


def compare_split(old: SplitText, new: SplitText) -> Reworded:
    """The same of texts whose words are known."""
    x, y = old.words, new.words
    if x == y:
        return Reworded(1.0, (("=", new.text),) if new.text else ())
    found = way(x, y)
    shared = sum(step[2] - step[1] for step in found if step[0])
    both = len(x) + len(y)
    similarity = round(1 - (both - 2 * shared) / both, 3)
    if similarity < HEAVY:
        moves = [(False, old.text, new.text)]
    else:
        sizes, others = ([*map(sub, side.ends, (0, *side.ends))] for side in (old, new))
        steps = readable(found, sizes, others, Stays(x, y))
        moves = [(equal, old.between(i, j), new.between(k, n)) for equal, i, j, k, n in steps]
    pieces: list[Piece] = []
    for equal, before, after in moves:
        if equal:
            pieces.append(("=", after))
            continue
        if before:
            pieces.append(("-", before))
        if after:
            pieces.append(("+", after))
    return Reworded(min(similarity, 0.999), tuple(pieces))


def set_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces as they are shown in one line: what went ends with a space where what came would touch it.

    >>> [text for _, text in set_apart([("-", "Urges"), ("+", "Asks"), ("=", " States")])]
    ['Urges ', 'Asks', ' States']
    """
    for (sign, text), (other, after) in pairwise((*pieces, ("=", ""))):
        touches = (sign, other) == ("-", "+") and text[-1:].isalnum() and after[:1].isalnum()
        yield sign, f"{text} " if touches else text


Step = tuple[bool, int, int, int, int]
"""Whether both sides have it, and where it begins and ends on the old and on the new side."""


def way(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Step]:
    """The shortest way from one sequence to another, step by step."""
    return [
        (found.tag == "equal", found.src_start, found.src_end, found.dest_start, found.dest_end)
        for found in Indel.opcodes(old, new)
    ]


Between = Callable[[Step, Step, Step], bool]
"""Whether what both have between two changes is no chance though it is short: asked with the changes around it."""


class Stays:
    """What is shown as kept between two changes of words: what stands beside a number or symbol for which another one
    stands ("~77/213~ 78/199 of ~15~ 19"), and words that say something, unless the changes are much larger.

    >>> compare_words("Notes resolution 77/213 of 15 May;", "Notes resolution 78/199 of 19 May;").pieces[1:5]
    (('-', ' 77/213'), ('+', ' 78/199'), ('=', ' of'), ('-', ' 15'))
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new

    def __call__(self, before: Step, kept: Step, after: Step) -> bool:
        if self._is_number(before) or self._is_number(after):
            return True
        words = self._new[kept[3] : kept[4]]
        says = sum(len(word) for word in words if len(word) > _LITTLE)
        return says * _MUCH > min(self._size(before), self._size(after))

    def _is_number(self, step: Step) -> bool:
        _, i, j, k, n = step
        return (j - i, n - k) == (1, 1) and all(map(_has_digit, (self._old[i], self._new[k])))

    def _size(self, step: Step) -> int:
        _, i, j, k, n = step
        return max(sum(map(len, self._old[i:j])), sum(map(len, self._new[k:n])))


def _has_digit(word: str) -> bool:
    return any(map(str.isdecimal, word))


def _never(before: Step, kept: Step, after: Step) -> bool:
    return False


def readable(
    found: Iterable[Step], old_sizes: Sequence[int], new_sizes: Sequence[int], stays: Between = _never
) -> list[Step]:
    """The way (`way`) as a person reads it; sizes are the characters of each element.

    Neighbouring changes are one, and what both have only by chance between two larger changes is part of the change: a
    stretch that is shorter than the change before it and the change after it ("of the"), unless it `stays`.
    """
    reach = (0, *accumulate(old_sizes)), (0, *accumulate(new_sizes))

    def size(step: Step) -> int:
        _, i, j, k, n = step
        return max(reach[0][j] - reach[0][i], reach[1][n] - reach[1][k])

    steps: list[Step] = []
    for one in found:
        steps.append(one)
        while len(steps) > 1 and not steps[-1][0]:
            if not steps[-2][0]:
                count = 2
            elif (
                len(steps) > 2
                and size(steps[-2]) <= min(size(steps[-3]), size(steps[-1])) + 1
                and not stays(*steps[-3:])
            ):
                count = 3
            else:
                break
            first, last = steps[-count], steps[-1]
            steps[-count:] = [(False, first[1], last[2], first[3], last[4])]
    return steps


def readable_steps(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    old_sizes: Sequence[int],
    new_sizes: Sequence[int],
    stays: Between = _never,
) -> list[Step]:
    """The way from one sequence to another as a person reads it (`readable`)."""
    return readable(way(old, new), old_sizes, new_sizes, stays)


def longest_run(one: Sequence[str], two: Sequence[str]) -> tuple[int, int]:
    """Where the longest run of words that two texts have in common begins in each, the first of several; (0, 0) if they
    have none.  The work grows with the words: all runs of the second text are the ways through a suffix automaton.

    >>> longest_run("the lamp of the old port".split(), "a port and the old port".split())
    (3, 3)
    """
    ways: list[dict[str, int]] = [{}]
    links, lengths, ends = (
        [-1],
        [0],
        [0],
    )  # of each state: the one of its longest other ending, its longest run, and where
    last = 0
    for k, word in enumerate(two, 1):
        at, last = last, len(ways)
        ways.append({})
        lengths.append(k)
        ends.append(k)
        links.append(0)
        while at >= 0 and word not in ways[at]:
            ways[at][word] = last
            at = links[at]
        if at < 0:
            continue
        there = ways[at][word]
        if lengths[there] > lengths[at] + 1:  # of its runs only those up to this length end here as well
            ways.append(dict(ways[there]))
            lengths.append(lengths[at] + 1)
            ends.append(ends[there])
            links.append(links[there])
            links[there], there, old = len(ways) - 1, len(ways) - 1, there
            while at >= 0 and ways[at].get(word) == old:
                ways[at][word] = there
                at = links[at]
        links[last] = there
    best = start = other = state = size = 0
    for k, word in enumerate(one, 1):
        while state and word not in ways[state]:
            state = links[state]
            size = lengths[state]
        if word in ways[state]:
            state, size = ways[state][word], size + 1
        if size > best:
            best, start, other = size, k - size, ends[state] - size
    return start, other
