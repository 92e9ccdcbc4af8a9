"""What the language says of notes that were typed: numbers that call none, and lists that are none.

Whoever typed a text off sets calls as numbers after a space: "the Secretary-General 3 and".  "paragraph 3 of" has the
same form; only the language tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from akn.inline.counted import is_counted, is_first_count
from akn.languages import detect_language, load, usual
from akn.patterns import lazy_pattern
from akn.structure.evidence import Evidence, ends_of
from converters.formats.printed.labels import Reference

# Characters beside a number, and lines above a list for its heading, that are looked at, at most.  Both only bound the
# work: 20 or 200 characters, 1 or 12 lines change none of 180 real typed texts.
_NEAR, _LINES = 60, 4
_words = lazy_pattern(r"\s([^\W\d_]{2,})")  # a letter alone is an article or a preposition ("a", "l’")
_WEAK = 0.8  # the weight of a number between a word and a sign: of 198 calls in 180 typed texts none stands so


class Counted(Struct, dict=True):
    """The words of a source, asked whether numbers are theirs.

    The language is the one that most of the `texts` are in, and is looked for when it is needed.
    """

    texts: Sequence[str]

    @cached_property
    def _evidence(self) -> Evidence:
        return Evidence.of(load(detect_language("\n".join(self.texts)).code or usual()))

    def has(self, text: str, reference: Reference, note: str) -> bool:
        """True if the number of a reference that a space parts from its words belongs to them.

        So it does if it counts what the words after it say, and its `note` begins with the same ones ("6 months"); an
        article says nothing.
        """
        start, end = reference.start, reference.end
        number = text[start:end]
        if not text[start - 1 : start].isspace() or not (number.isascii() and number.isdecimal()):
            return False
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        counted, repeated = _first_word(after), _first_word(note)
        if counted and counted == repeated and counted not in self._evidence.language.stop_words:
            return True
        weak = reference.weight <= _WEAK and not reference.doubtful
        return weak or is_counted(self._evidence.language, before, after, int(number))

    def may_have(self, text: str, reference: Reference) -> bool:
        """True if the number of a reference that a space parts from its words may be the first of two counts ("1 old
        lamp and 2 new ones").
        """
        start, end = reference.start, reference.end
        is_apart = text[start - 1 : start].isspace() and text[start:end].isdecimal()
        return is_apart and is_first_count(self._evidence.language, text[end : end + _NEAR])

    def heads_list(self, lines: Sequence[str]) -> bool:
        """True if the lines, the last of which stands above numbered ones, end in the heading of a list or an annex."""
        for above, line in enumerate(reversed(lines[-_LINES:])):
            if ends_of(line).signed:
                return False
            known = self._evidence.lines[line]
            if known is not None:
                return known.kind == "annex"
            if above == 0 and not any(c.isdecimal() for c in line):
                return True
        return False


def _first_word(text: str) -> str:
    found = _words.match(text)
    return found[1].casefold() if found else ""
