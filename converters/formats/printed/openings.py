"""What the words of a line open: where a format asks the language of its source (as `text.counted` does of notes).

A page without indents and blank lines shows the end of a paragraph only if its last line is short.  The language knows
better: after the sign that ends a paragraph, an action or a number opens another one (Russian and Chinese dumps of
pages made by LibreOffice: 20 of 65; none of 40 English ones made by Word, whose indents tell).
"""

from __future__ import annotations

from collections.abc import Sequence

from akn.languages import detect_language, load, usual
from akn.structure.evidence import Ends, Evidence, ends_of
from akn.text import Text
from converters.formats.printed.lines import PrintedLine, ends_in_small_word

_CLOSING = frozenset({"meeting", "annex", "appendix"})  # kinds of lines after the last paragraph
_LINE = 120  # characters, at most, of a line that stands for itself
_LOOK = 400  # characters in which the action of a paragraph is looked for
_CALLS = "⁰¹²³⁴⁵⁶⁷⁸⁹0123456789"  # of a note, after the sign that ends a paragraph


class Openings:
    """The language of a source, asked what its lines open."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take all lines; the language is the one that most of them are in."""
        self._evidence = Evidence.of(load(detect_language("\n".join(texts)).code or usual()))
        self._leading = frozenset(self._evidence.language.stop_words)

    def leads_on(self, line: str) -> bool:
        """True if a line ends in a word that ends no sentence, as "with" does."""
        return self._evidence.language.spaced and line.rsplit(None, 1)[-1] in self._leading

    def begins(self, group: Sequence[PrintedLine], following: Sequence[PrintedLine], room: bool) -> bool:
        """True if a paragraph begins with the first of the `following` lines, after `group`, the lines of one so far.

        Two lines of the front or the end that are known stand each for itself.  `room` tells that the last line of the
        group had room for the first word of the next one.
        """
        line = following[0].text
        if len(group) == 1:
            alone = group[0].text
            if self._closes(alone) or self._is_formula(alone):
                return True
            if self._stands_above(alone, line):
                return True
        before = group[-1].text.rstrip(_CALLS) or group[-1].text
        ends = ends_of(before)
        apart = room and not ends_in_small_word(before)  # "of the Charter of the" | "United Nations,"
        if (apart and self._is_formula(line)) or (ends.complete and self._closes(line)):
            return True
        return ends.signed and self._opens(ends, group, following, room)

    def _stands_above(self, alone: str, line: str) -> bool:
        """True if a line of the front or the end that is known stands for itself above another one."""
        known = self._evidence.lines[alone]
        if known is None:
            return False
        if known.kind == "agendaItem" and not ends_of(line).lower:
            return True  # its title stands below it
        if ends_in_small_word(alone):
            return False  # "a status in the" | "General Assembly"
        # old formulas may lack their comma
        return self._evidence.lines[line] is not None or self._is_formula(f"{line},")

    def _is_formula(self, line: str) -> bool:
        """True for an enacting formula: it names an organ and ends with a comma."""
        if len(line) > _LINE or not (ends := ends_of(line)).comma or ends.lower:
            return False
        formula = self._evidence.formulas[line]
        return formula is not None and bool(formula.actor)

    def _closes(self, line: str) -> bool:
        """True if a line is the meeting, or the head of an annex."""
        known = self._evidence.lines[line] if len(line) <= _LINE else None
        return known is not None and known.kind in _CLOSING

    def _opens(self, before: Ends, group: Sequence[PrintedLine], following: Sequence[PrintedLine], room: bool) -> bool:
        """True if a line opens a paragraph, with an action or a number, `before` it a sign that ends one.

        Where actions begin in lower case, or the script has none, one after a comma stands inside of paragraphs as
        well.  There the line before must have had room for the first word; or the paragraph before must have begun so,
        too, in a language with spaces.
        """
        evidence, spaced = self._evidence, self._evidence.language.spaced
        tail = self._text(following)
        label = evidence.labels[tail.content]
        if label is not None:
            rest = tail.slice(label.end).strip()
            return (before.complete and not ends_of(rest.content).lower) or evidence.opens(rest)
        lower = ends_of(tail.content).lower
        if spaced and not lower:
            return evidence.opens(tail)
        if lower and not evidence.opens_in_lower_case:
            return False
        return (room or (spaced and self._is_preambular(self._text(group)))) and (
            (before.complete and evidence.opens(tail)) or self._is_preambular(tail)
        )

    def _is_preambular(self, text: Text) -> bool:
        """True if a text opens with an action of the preamble, not with one that is as well, or rather, operative."""
        opening = self._evidence.opening(text, "preamble")
        return opening is not None and opening.key.startswith(tuple(self._evidence.language.actions.preamble))

    def _text(self, lines: Sequence[PrintedLine]) -> Text:
        """The beginning of lines as one text."""
        return Text((" " if self._evidence.language.spaced else "").join(li.text for li in lines[:8])[:_LOOK])
