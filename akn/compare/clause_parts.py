"""Parts of clauses that stand in another clause now: of a request that was divided, of two that became one.

Of a clause and the one that says it now some words are left on both sides.  Words that one clause lost and another one
got are a part that went from here to there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from akn.clauses import Mandate
from akn.clauses.shape import strength_between
from akn.compare.worded import Clause

_LEAST = 5  # telling words that one clause lost and another one got
_ALIKE, _OTHER = (0.5, 0.25), (0.7, 0.4)
"""Share of what one of them lost, or got, that both have in common, and of all words of a clause that nothing else
paired: of those that ask the same ones with the same verb, and of others."""
_ALIKE_THERE, _OTHER_THERE = (0.3, 0.25), (0.6, 0.4)
"""And of two that stand in one place: of seven such pairs of 83 real pairs of texts that have four words and more in
common two have so much, both parts of one request."""
_STEM = 6  # letters: of the beginning of a word, by which it is known


class Beside(Struct, frozen=True):
    """What stands beside two clauses that are a pair: the other newer clauses that have words of the older one, and the
    other older ones whose words the newer one has; whether each of the two is told of here as a whole, or only as far
    as it stands in the other one; `around` are all clauses of the paragraphs of both.
    """

    newer: Sequence[Clause] = ()
    older: Sequence[Clause] = ()
    whole: tuple[bool, bool] = (True, True)
    around: tuple[Sequence[Clause], Sequence[Clause]] = ((), ())


def parts_between(
    old: Sequence[Clause],
    new: Sequence[Clause],
    pairs: Mapping[int, int],
    tells: Callable[[str], bool],
    facing: Mapping[int, int],
) -> Iterator[tuple[int, int]]:
    """The older and the newer clauses, by their indices, of which the one has a part of the other and which are no pair
    of `pairs`, those that share most first; `tells` says whether a word tells what a clause is about, `facing` has the
    newer unit of an older one.
    """
    gone, come = ([_telling(clause, tells) for clause in those] for those in (old, new))
    whole = [len(words) for words in gone], [len(words) for words in come]
    taken = set(pairs.values())
    for i, j in pairs.items():
        _take_out(gone[i], come[j])

    def common(i: int, j: int) -> int:
        if i in pairs and j in taken:  # each has its own mate
            return 0
        there = facing.get(old[i].unit, -1) == new[j].unit
        alike, other = (_ALIKE_THERE, _OTHER_THERE) if there else (_ALIKE, _OTHER)
        share, of_whole = alike if _asks_alike(old[i].row, new[j].row) else other
        lone = (0 if i in pairs else whole[0][i], 0 if j in taken else whole[1][j])
        least = max(_LEAST, share * min(len(gone[i]), len(come[j])), of_whole * max(lone))
        return LCSseq.similarity(gone[i], come[j], score_cutoff=math.ceil(least))

    found = [(-shared, i, j) for i, j in _sharing(gone, come) if (shared := common(i, j))]
    for _, i, j in sorted(found):
        if common(i, j):
            _take_out(gone[i], come[j])
            yield i, j


def _sharing(gone: Sequence[list[str]], come: Sequence[list[str]]) -> set[tuple[int, int]]:
    """The pairs that may have enough in common: the longer one has a word that is among the rarer ones of the shorter.

    Of the words of the shorter one so many are common that not all of them are among its most frequent ones; so few
    pairs are looked at, however many clauses there are.
    """
    often = Counter(word for words in (*gone, *come) for word in words)
    found: set[tuple[int, int]] = set()
    for those, there, turned in ((gone, come, False), (come, gone, True)):
        having: dict[str, list[int]] = {}
        for k, words in enumerate(there):
            for word in set(words):
                having.setdefault(word, []).append(k)
        for k, words in enumerate(those):
            rarest = sorted(words, key=lambda word: (often[word], word))
            least = max(_LEAST, math.ceil(_ALIKE_THERE[0] * len(words)))
            near = {n for word in rarest[: max(0, len(words) - least + 1)] for n in having.get(word, ())}
            found.update((n, k) if turned else (k, n) for n in near if len(there[n]) >= len(words))
    return found


def _asks_alike(one: Mandate, two: Mandate) -> bool:
    """Whether two clauses ask the same ones with verbs of one strength."""
    asked = {a.key for a in one.addressees if a.key} & {a.key for a in two.addressees}
    return bool(asked) and one.force == two.force == "directive" and not strength_between(one.action, two.action)


def _telling(clause: Clause, tells: Callable[[str], bool]) -> list[str]:
    """The beginnings of the words that tell what a clause is about and are part of no verb, name, date or citation."""
    told = zip(clause.words, clause.parts, strict=True)
    return [word[:_STEM] for word, part in told if part in ("", "number") and tells(word)]


def _take_out(gone: list[str], come: list[str]) -> None:
    """Leave of two clauses the words that they do not share."""
    kept = [block for block in LCSseq.opcodes(gone, come) if block.tag == "equal"]
    for block in reversed(kept):
        del gone[block.src_start : block.src_end], come[block.dest_start : block.dest_end]
