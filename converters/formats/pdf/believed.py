"""Which words of a page to believe: those that a file stores, or those that are recognised in its picture.

An archive adds a text to the pictures that it scans; of old paper it is often poor.  Two readings of one page are laid
beside each other.  Against the stored one speak words with signs that no word has, and words that the picture surely
shows otherwise; against the recognised one, words of which it is not sure, and stored ones for which it has nothing.
One of the two is taken for the whole page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from akn.patterns import lazy_pattern
from converters.formats.pdf.page import Page, Space, is_unspaced

SURE = 0.85  # a word that speaks against the text of a file was recognised with more
# Of the words of a page: so many with signs that no word has let the others be doubted.  Pages of 760 real ones that
# are no pictures have .012 at most ("eHealth"), all others .004; the one scan among them .0175.
_ODD = 0.01
# Of the words, and how many at least: by more than that the stored ones are worse.  A real draft of 1971 has .02 of odd
# ones; its picture mends as many as it loses, so the stored words stay.
_WORSE, _MORE = 0.05, 2
# A sign within or before letters or figures; a figure before or between small letters; a small letter before a capital;
# letters of two scripts.  Symbols (A/L.632), ordinals (26th) and numbers of notes after a word hold none of these.
_odd_word = lazy_pattern(
    r"[~^|<>\\{}_=¬•·§£¥¢](?=[^\W_])|[^\W_][~^|<>\\{}=¬•·£¥¢]|[a-zа-я]\d+[a-zа-я]|(?<![\w.])\d[a-zа-я]{4,}"
    r"|(?<!Mc)(?<!Mac)[a-zа-я][A-ZА-Я]|[A-Za-z][а-яА-Я]|[а-яА-Я][A-Za-z]"
)
_address = lazy_pattern(r"[/@]|www\.")


class SeenWord(Struct):
    """A word without its signs, how sure it is (0 to 1), and whether it has signs that no word has."""

    letters: str
    sure: float
    odd: bool = False


class Doubt(Struct, frozen=True):
    """How many of the `words` that a file stores for a page, and how many of the recognised ones, are not believed."""

    words: int
    stored: int
    recognised: int

    @property
    def is_worse(self) -> bool:
        """True if the stored words are clearly worse than the recognised ones."""
        return self.stored - self.recognised > max(_MORE, _WORSE * self.words)


def words_on(page: Page) -> list[SeenWord]:
    """The words of a page without their signs; where no spaces part words, the characters."""
    words: list[SeenWord] = []
    for piece in page.pieces:
        letters = "".join(c for c in piece.text if c.isalnum())
        odd = _odd_word.search(piece.text) is not None and not _address.search(piece.text)
        if letters and is_unspaced(letters[0]):
            words += [SeenWord(c, piece.confidence, odd) for c in letters]
        elif letters and piece.space is Space.NONE and words:
            last = words[-1]
            words[-1] = SeenWord(last.letters + letters, min(last.sure, piece.confidence), last.odd or odd)
        elif letters:
            words.append(SeenWord(letters, piece.confidence, odd))
    return words


def is_doubtful(page: Page) -> bool:
    """True if the words of a page hold so many signs that no word has that its picture is to be looked at."""
    words = words_on(page)
    return sum(word.odd for word in words) > _ODD * len(words)


def differences(
    stored: Sequence[SeenWord], seen: Sequence[SeenWord]
) -> Iterator[tuple[Sequence[SeenWord], Sequence[SeenWord]]]:
    """The words at each place where two readings differ; one of them may have none there."""
    matcher = SequenceMatcher(None, [w.letters for w in stored], [w.letters for w in seen], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield stored[a:b], seen[c:d]


def doubted(stored: Page, recognised: Page) -> Doubt:
    """What speaks against the words that a file stores for a page, and against those recognised in its picture.

    Words that both have count for neither, wherever they stand: the two may differ in the order of reading.
    """
    words, seen = words_on(stored), words_on(recognised)
    alone, shown = _without(words, seen), _without(seen, words)
    sure = sum(word.sure > SURE for word in shown)
    otherwise = max(sum(word.odd for word in alone), min(sure, len(alone)))
    return Doubt(len(words), otherwise, len(shown) - sure + max(0, len(alone) - len(shown)))


def _without(words: Sequence[SeenWord], others: Sequence[SeenWord]) -> list[SeenWord]:
    """The words that the others do not have, or not as often."""
    left = Counter(word.letters for word in others)
    found: list[SeenWord] = []
    for word in words:
        if left[word.letters]:
            left[word.letters] -= 1
        else:
            found.append(word)
    return found
