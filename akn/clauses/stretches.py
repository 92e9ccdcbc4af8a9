"""The words after a verb as far as a list of those who are asked can stand in them: where it begins, and its parts.

What is quoted there, and what is said between names without naming anyone, is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from akn.clauses.lists import SPARE, IsName, no_name
from akn.clauses.names import Names
from akn.clauses.parts import Named, Part, among_private, kinds, shared
from akn.clauses.shape import entities
from akn.patterns import lazy_pattern
from akn.punctuation import CLAUSE_COMMAS, has_comma

LONGEST = 600  # characters, at most, of a list of those who are asked
COMMA = lazy_pattern(f"[{CLAUSE_COMMAS}] *")
_OPENED = lazy_pattern(rf"\s*[{CLAUSE_COMMAS}] *")
_COMMAS = tuple(CLAUSE_COMMAS)
_STOP = lazy_pattern(r"[:;.؛。；：](?:(?<=[؛。；：])|\s|$)")  # begins with one set of signs: faster


def last_comma(content: str, start: int, end: int) -> int:
    """Where the last comma between two offsets stands, -1 if none does."""
    return max(content.rfind(sign, start, end) for sign in _COMMAS)


def in_name(m: re.Match[str], named: Iterable[Named]) -> bool:
    """Whether a match stands in a name, not at its start; of names in order no more are looked for than needed."""
    for n in named:
        if n.start >= m.start():
            break
        if m.start() < m.end() <= n.end:
            return True
    return False


def _inside(m: re.Match[str], others: Iterable[re.Match[str]]) -> bool:
    start, end = m.span()
    return any(o.start() <= start and end <= o.end() for o in others)


class Stretch(Struct, frozen=True, dict=True):
    """A view of the words after a verb: those who are asked can stand there up to `limit`; what is quoted."""

    names: Names
    content: str
    limit: int
    titles: tuple[tuple[int, int], ...]

    @cached_property
    def joints(self) -> tuple[re.Match[str], ...]:
        """What joins names."""
        return tuple(self.names.said.joints.finditer(self.content, 0, self.limit))

    @cached_property
    def asides(self) -> tuple[tuple[int, int], ...]:
        """What is said between names without naming anyone, and joins none ("as well | as to")."""
        found = self.names.said.asides.finditer(self.content, 0, self.limit)
        return tuple(m.span() for m in found if not _inside(m, self.joints))

    def named(self, end: int) -> Iterator[Named]:
        """The names up to an offset that stand in no title."""
        titles, named = self.titles, self.names.find(self.content, 0, end)
        return (n for n in named if not any(a <= n.start < b for a, b in titles)) if titles else named

    def parts(
        self,
        begin: int,
        end: int,
        named: Sequence[Named],
        is_name: IsName = no_name,
        *,
        bounded: bool,
        whole: bool = True,
        someone: int = 0,
        printed: IsName = no_name,
    ) -> tuple[Part, ...]:
        """Those who are asked between two offsets; organizations among them are of a system if the `whole` list is."""
        content, lists = self.content, self.names.lists
        items = lists.items(content, begin, end, self.joining(end, named))
        found = lists.parts(content, items, named, is_name, bounded=bounded, someone=someone, printed=printed)
        parts = tuple(found)
        if not whole:
            return parts
        merged = lists.merged(content, among_private(shared(parts), self.names.said.words.among_private), parts)
        return lists.with_nouns(content, merged)

    def joining(self, end: int, named: Iterable[Named]) -> list[re.Match[str]]:
        """What joins the parts of a list up to an offset: nothing in a name, a title or an aside."""
        masks = [*self.asides, *self.titles, *((n.start, n.end) for n in named)]
        spans = ((m, *m.span()) for m in self.joints)
        return [m for m, a, b in spans if b <= end and not any(a < stop and start < b for start, stop in masks)]

    def subject(self, begin: int, end: int) -> tuple[Part, ...]:
        """Those whom the words between two offsets name, as the subject of what follows."""
        named = list(self.named(end))
        end = self.before_others(begin, end, named)
        return self.parts(begin, end, named, bounded=self.names.language.spaced)

    def before_others(self, begin: int, end: int, named: Sequence[Named]) -> int:
        """Where the list ends: before those with whom something is done ("together with"), if somebody stands there."""
        content, said = self.content, self.names.said
        for m in said.beside.finditer(content, begin, end):
            clause = max((c.end() for c in said.clauses.finditer(content, begin, m.start())), default=0)
            if clause and not has_comma(content[clause : m.start()]):
                continue  # "государства, которые действуют в рамках договора"
            if not _inside(m, self.joints):
                return m.start() if any(begin <= n.start < m.start() for n in named) else end
        return end

    def begin(self) -> int:
        """Where the list begins: after what leads to it, what is inserted before it, and a clause that describes."""
        said = self.names.said
        lead = said.leads.match(self.content, 0, self.limit)
        begin = lead.end() if lead else 0
        inserted = self._inserted(begin)
        after = self.after_insertion(inserted, self.named(self.limit)) if inserted else 0
        if inserted and (after > inserted or not begin):
            return after
        named = self.named(self.limit)
        if begin and not said.words.heads_first and said.breaks.match(self.content, begin):
            return self._after_setting(begin, named)
        return begin or self.described(named)

    def _inserted(self, begin: int) -> int:
        """Where an insertion begins after a comma, at an offset or before all: "que, | dans le cadre de leurs efforts,
        les États", "qu’ | en application de …, les États", "يُطلب، | وفقا للنظام المالي، إلى دولة فلسطين"; else 0.
        """
        if not begin and (opened := _OPENED.match(self.content)):
            begin = opened.end()
        led = begin and self.names.said.clause_leads.search(self.content, 0, begin)
        opens = led or self.content[:begin].rstrip().endswith(_COMMAS)
        return begin if opens and self.names.said.breaks.match(self.content, begin) else 0

    def _after_setting(self, begin: int, named: Iterator[Named]) -> int:
        """Where the first name begins after words that say in what something is done, if no comma ends them: "чтобы |
        в рамках подготовки | государства …"; else `begin`.
        """
        content = self.content
        organs = (n for n in named if n.start > begin and kinds().get(n.key) != "UN organs")
        first = next(organs, None)
        if first and self.names.said.beside.search(content, begin, first.start):
            first = next((n for n in organs if n.key not in entities().systems), first)
        return first.start if first and not has_comma(content[begin : first.start]) else begin

    def after_insertion(self, begin: int, named: Iterable[Named]) -> int:
        """Where the first name stands alone after a comma that ends the insertion, else `begin`."""
        content, said = self.content, self.names.said
        opened = begin + len(content[begin:]) - len(content[begin:].lstrip(SPARE))
        for n in named:
            comma = last_comma(content, opened, n.start)
            before = content[comma + 1 : n.outer]
            governed = not said.words.before and said.governed.search(before)
            if comma < 0 or governed or said.examples.match(before.lstrip()):
                continue  # "or transferred to Somalia", "si le Secrétaire général"
            if self.names.lists.stands_alone(content, comma + 1, n.outer, named=True):
                return comma + 1
        return begin

    def described(self, named: Iterable[Named]) -> int:
        """Where the first name begins that a clause before it describes, 0 if the words begin with no such clause."""
        content, said = self.content, self.names.said
        wide = said.wide.match(content)
        if said.relatives.match(content, wide.end() if wide else 0):
            for n in named:
                if n.start == 0 or n.key in entities().events or has_comma(content[: n.start]):
                    break  # "负责儿童与武装冲突问题秘书长特别代表" is a name itself
                if said.described.search(content[: n.start]) and not content.startswith(
                    said.words.relative_ends, n.end
                ):
                    return n.start
        return 0


def stretch_of(names: Names, content: str) -> Stretch:
    """The words of a view as far as its first stop, or as a list of those who are asked can be long."""
    stop = _STOP.search(content)
    limit = min(stop.start() if stop else len(content), LONGEST)
    return Stretch(names, content, limit, tuple(m.span() for m in names.said.titles.finditer(content, 0, limit)))
