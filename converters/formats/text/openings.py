"""What the words of a line open: the one place where a format asks the language of its source.

A dump of a printed page without its indents and blank lines shows the end of a paragraph only if its last line is
short.  The language knows better: after the sign that ends a paragraph, an action or a number opens another one (77 of
78 raw and plain dumps, a fifth of their paragraphs; none of 39 layout dumps, whose indents tell).
"""

from __future__ import annotations

from collections.abc import Sequence

from akn.languages import detect_language, load
from akn.structure.evidence import Evidence, ends_complete, ends_with_comma, has_end, starts_lower
from akn.text import Text, has_case
from converters.formats.text.lines import Line

_CLOSING = frozenset({"meeting", "annex", "appendix"})  # kinds of lines after the last paragraph
_LINE = 120  # characters, at most, of a line that stands for itself
_TITLE = 400  # of a title above the enacting formula
_NUMBER = 12  # of a typed number
_LOOK = 400  # characters in which the action of a paragraph is looked for
_CALLS = "⁰¹²³⁴⁵⁶⁷⁸⁹0123456789"  # of a note, after the sign that ends a paragraph


class Openings:
    """The language of a source, asked what its lines open."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take all lines; the language is the one that most of them are in."""
        self._evidence = Evidence(load(detect_language("\n".join(texts)).code or "eng"))

    def starts(self, group: list[Line], following: list[Line], room: bool) -> int:
        """Where a paragraph begins among `group`, the lines of one so far, and the first of the `following` lines.

        The answer is an index: the length of the group for the following line, less for a heading that stands before
        it, 0 if all go on.  Two lines of the front or the end that are known stand each for itself.  `room` tells that
        the last line of the group had room for the first word of the next one.
        """
        alone = len(group) == 1 and (self._is_formula(group[0], [], following) or self._closes(group[0], []))
        line = following[0]
        stacked = len(group) == 1 and all(self._evidence.line(li.text) is not None for li in (group[0], line))
        if stacked or alone or self._is_formula(line, group, following[1:]) or self._closes(line, group):
            return len(group)
        if not self._opens(group, following, room):
            return 0
        if not has_end(_bare(group[-1])):
            for i in range(len(group) - 1, 0, -1):
                if ends_complete(_bare(group[i - 1])):
                    return i if has_case(group[i].text) and not starts_lower(group[i].text) else len(group)
        return len(group)

    def _is_formula(self, line: Line, before: list[Line], after: list[Line]) -> bool:
        """True for an enacting formula: it names an organ and ends with a comma, and an action is what follows."""
        if len(line.text) > _LINE or not ends_with_comma(line.text) or starts_lower(line.text):
            return False
        formula = self._evidence.formula(line.text)
        if formula is None or not formula.actor:
            return False
        if after:
            return self._evidence.preambular(self._text(after)) is not None
        short = sum(len(b.text) + 1 for b in before) < _TITLE
        return not before or (short and self._evidence.preambular(self._text(before)) is None)

    def _closes(self, line: Line, before: list[Line]) -> bool:
        """True if a line at the beginning or after the end of a sentence is the meeting, or the head of an annex."""
        if len(line.text) > _LINE or (before and not ends_complete(_bare(before[-1]))):
            return False
        known = self._evidence.line(line.text)
        return known is not None and known.kind in _CLOSING

    def _opens(self, group: list[Line], following: list[Line], room: bool) -> bool:
        """True if a line opens a paragraph: after a sign that ends one, with an action or a number.

        Where actions begin in lower case, or the script has none, one after a comma stands inside of paragraphs as
        well.  There the line before must have had room for the first word; or the paragraph before must have begun so,
        too, in a language with spaces, where one in nine lines begins where a clause does.
        """
        evidence, line, spaced = self._evidence, following[0], self._evidence.language.spaced
        ended = has_end(_bare(group[-1]))
        if not ended and not (spaced and line.text[0].isdecimal()):
            return False
        if len(group) == 1 and len(group[0].text) < _NUMBER:
            typed = evidence.label(f"{group[0].text} x")
            if typed is not None and typed.end > len(group[0].text):
                return False  # nothing but a number so far
        complete = ends_complete(_bare(group[-1]))
        tail = self._text(following)
        label = evidence.label(tail.content)
        if label is not None:
            rest = tail.slice(label.end).strip()
            return (complete and not starts_lower(rest.content)) or evidence.operative(rest) is not None
        if not ended:
            return False
        acts = complete and evidence.operative(tail) is not None
        lower = starts_lower(tail.content)
        if spaced and not lower:
            return acts or evidence.preambular(tail) is not None
        if lower and not evidence.opens_in_lower_case:
            return False
        if room or (spaced and self._is_preambular(self._text(group))):
            return acts or self._is_preambular(tail)
        return False

    def _is_preambular(self, text: Text) -> bool:
        """True if a text opens with an action of the preamble, not with one that is as well, or rather, operative."""
        opening = self._evidence.preambular(text)
        return opening is not None and opening.key.startswith(tuple(self._evidence.language.actions.preamble))

    def _text(self, lines: list[Line]) -> Text:
        """The beginning of lines as one text."""
        parts: list[str] = []
        size = 0
        for line in lines:
            if size > _LOOK:
                break
            parts.append(line.text)
            size += len(line.text)
        return Text((" " if self._evidence.language.spaced else "").join(parts)[:_LOOK])


def _bare(line: Line) -> str:
    """A line without the call of a note at its end."""
    return line.text.rstrip(_CALLS) or line.text
