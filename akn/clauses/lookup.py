"""What words and templates find in a view, looked for only where it holds one of theirs, and the stretches taken up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from akn.inline.lexicon import sign_of
from akn.languages import templates
from akn.languages.shape import Language
from akn.languages.view import edged, shown
from akn.patterns import hinted_pattern, lazy_pattern, least

CLAUSE_END = lazy_pattern(r"[;؛；。]|[.؟] ")
PART_END = lazy_pattern(r"[,，;؛；。]|[.؟] ")


def any_of(language: Language, pieces: Iterable[str], beside: str = "") -> re.Pattern[str]:
    """A pattern of whole words, the longest first, `+` any ending of one; none of the signs `beside` stands next to
    them.

    >>> from akn.languages import load
    >>> any_of(load("eng"), ["State+", "all States", ","]).findall("all states, a state, stateless and interstate")
    ['all states', ',', 'state', ',', 'stateless']
    """
    forms = [form.strip() for form in shown(language, pieces)]
    ways = [re.escape(form) for form in forms if not _letter.search(form)]
    if wording := list(filter(_letter.search, forms)):
        ways.append(edged(language, wording, before=rf"\w{beside}", after=rf"\w{beside}", sign=sign_of))
    return hinted_pattern("|".join(ways) or "(?!)", [max(form.split("+"), key=len) for form in forms])


_letter = lazy_pattern(r"\w")


class Templates:
    """Several templates as one pattern, and words of which a text has one where it matches: faster to look for."""

    def __init__(self, source: str, hints: Iterable[str]) -> None:
        self.hints = least(hints)
        self._pattern = hinted_pattern(source or "(?!)", self.hints)

    def match(self, content: str, start: int) -> re.Match[str] | None:
        """A match that begins at an offset."""
        return self._pattern.match(content, start)

    def search(self, content: str) -> re.Match[str] | None:
        """The first match."""
        return self._pattern.search(content)

    def finditer(self, content: str) -> Iterable[re.Match[str]]:
        """All matches."""
        return self._pattern.finditer(content)

    def overlapping(self, content: str) -> Iterator[re.Match[str]]:
        """All matches, also those that begin inside another one."""
        found = self.search(content)
        while found:
            yield found
            found = self._pattern.search(content, found.start() + 1)


class TemplateTable:
    """Several templates by what they mean."""

    def __init__(self, entries: Iterable[tuple[str, Templates]]) -> None:
        self.entries = tuple(entries)
        self._hints = least(hint for _, pattern in self.entries for hint in pattern.hints)

    def of(self, content: str) -> tuple[tuple[str, Templates], ...]:
        """The entries, none where a text cannot have what one of them looks for."""
        return self.entries if any(map(content.__contains__, self._hints)) else ()


class Taken:
    """The stretches of a text that patterns find; they are looked for once one is asked for."""

    def __init__(self, content: str, *patterns: re.Pattern[str] | Templates) -> None:
        self._content = content
        self._patterns = patterns
        self._spans: list[tuple[int, int]] = []

    def add(self, *patterns: re.Pattern[str] | Templates) -> None:
        """More patterns."""
        self._patterns += patterns

    def meet(self, m: re.Match[str]) -> bool:
        """Whether one of them overlaps a match."""
        self._spans += [found.span() for pattern in self._patterns for found in pattern.finditer(self._content)]
        self._patterns = ()
        return any(a < m.end() and m.start() < b for a, b in self._spans)


def hints_of(pieces: templates.Sequence) -> tuple[str, ...]:
    """Literals of which each match has one: a literal that all ways through the pieces share, or those of a choice, by
    what tells most; an empty one if there are none.
    """
    found: list[tuple[str, ...]] = [(p.text.strip(),) for p in pieces if isinstance(p, templates.Literal)]
    choices = (p for p in pieces if isinstance(p, templates.Choice))
    found += [tuple(hint for way in p.ways for hint in hints_of(way)) for p in choices]
    return max(found, key=lambda hints: min(map(len, hints)), default=("",))
