"""Who has to do something: whom the words before or after "shall" name, after a verb that itself asks for nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses.addressees import addressees
from akn.clauses.lists import SPARE, Item, no_name
from akn.clauses.lookup import at_end
from akn.clauses.names import names
from akn.clauses.parts import Asked, Named, Part, within
from akn.clauses.shape import BINDING, entities
from akn.clauses.stretches import COMMA, LONGEST, Stretch, last_comma, stretch_of
from akn.languages.shape import Language
from akn.patterns import lazy_pattern
from akn.punctuation import CLAUSE_COMMAS, has_comma

# characters, at most: of a joint and its blanks; between those who must and the word that says so in a script without
# spaces; of adjectives after a name; of words before "that" with an insertion
_LONGEST_JOINT, _NEAR, _ADJECTIVES, _BARE = 40, 3, 60, 120
_THAT = 10  # characters, at most, of "that" and its blank
_COMMAS = tuple(CLAUSE_COMMAS)
_DASHED = lazy_pattern(r" ?[—–] [^—–]*[—–] ?$")  # what is inserted between dashes before an offset
_BETWEEN = lazy_pattern(r", [^,]*, ?$")  # what is inserted between commas there


class _Must(Struct, frozen=True, gc=False):
    """Where a word stands that says that its subject has to do something, how binding that is (what nobody may do, all
    must leave), and where the verb begins if something is `done` to the subject, else 0.
    """

    start: int
    binding: str
    done: int


class Obliged:
    """Finds those who have to do something in one language; made once (`obliged`)."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._names = names(language)
        self._addressees = addressees(language)
        self.said = self._names.said

    def after(
        self, content: str, verb: str, *, decides: bool, again: bool = False, at_once: bool = False
    ) -> Asked | None:
        """Who has to do something in a clause after a verb, as a view shows it, that asks for nothing ("that all States
        shall …"); None if nobody has.  The verb `decides` what follows, `again` after words for that ("its decision
        that"), or says what holds; `at_once` says that the clause begins without "that", which stands before it.
        """
        begin = max(self._after_that(content), 0 if at_once else -1)
        if begin < 0 and not (decides and self.said.further_that.search(content, 0, LONGEST)):
            return None
        stretch = stretch_of(self._names, content)
        further = self.said.further_that.finditer(content, max(begin, 0), stretch.limit)
        begins = [*([begin] if begin >= 0 else []), *(m.end() for m in further)]
        if not self.language.spaced and (at_once or not decides):
            begins = begins[:1]
        ends = [*begins[1:], stretch.limit] if self.language.spaced else itertools.repeat(stretch.limit)
        for at, end in zip(begins, ends, strict=False):
            first = at == begins[0]
            if found := self._in_clause(
                replace(stretch, limit=end), at, verb, decides=decides, first=first, again=again and first
            ):
                return found
        return None

    def _in_clause(
        self, stretch: Stretch, begin: int, verb: str, *, decides: bool, first: bool, again: bool
    ) -> Asked | None:
        """Who has to do something in one clause that says so, which begins at an offset."""
        at = self._after_setting(stretch, begin)
        for binding, pattern in self.said.musts_first.items():
            if must := pattern.match(stretch.content, at, stretch.limit):
                return self._after_must(stretch, must.end(), binding)
        found = self._other_subject(stretch, begin, verb) if first or decides else None
        if found := found or self._tasked(stretch, begin):
            return found
        found = self._before_must(stretch, begin, decides=decides)
        if not decides or not (again or self._at_that(stretch.content, begin)):
            return found
        other = self._before_other_word(stretch, begin)  # "the Group | will act by consensus and shall meet"
        return min((one for one in (found, other) if one), key=lambda one: one.ask, default=None)

    def _after_setting(self, stretch: Stretch, begin: int) -> int:
        """Where a clause goes on after words between "that" and a comma that say when or how, where a word that says
        that somebody must can stand before the names: "أنه بعد مغادرة الأمين العام، | يجوز لممثله"; else `begin`.
        """
        content = stretch.content
        opened = begin + len(content[begin:]) - len(content[begin:].lstrip(SPARE))
        if not self.said.musts_first or not self.said.inserts(content, opened):
            return begin
        comma = COMMA.search(content, opened, stretch.limit)
        return comma.end() if comma else begin

    def _after_must(self, stretch: Stretch, start: int, binding: str) -> Asked | None:
        """Who has to do something by a word that ends at an offset, before the names ("يتعين على | الدول")."""
        content = stretch.content
        asked = self._addressees.asked(content[start:], no_name)
        parts = tuple(replace(p, start=p.start + start, end=p.end + start) for p in asked.parts)
        if _known(parts):
            return Asked(parts, asked.ask + start, binding=binding)
        stop = self.said.asks.search(content, start, stretch.limit)
        parts = self._actors(stretch, start, stop.start()) if stop else ()
        return Asked(parts, stop.end(), binding=binding) if stop and parts else None

    def _before_must(self, stretch: Stretch, begin: int, *, decides: bool) -> Asked | None:
        """Who has to do something by a word after the names ("States | shall"), or by whom something shall be done."""
        musts = (*self.said.musts.items(), *self.said.futures.items())
        must = self._must(stretch, begin, musts, decides=decides)
        if must is None or self.said.which_last.search(stretch.content, begin, must.start):
            return None  # "those bodies that should"
        if must.done:
            parts, ask = self._by_whom(stretch, must.done) if begin or not self.language.spaced else (), begin
        else:
            parts, ask = self._subject_of(stretch, begin, must.start)
            parts = parts or self._actors(stretch, begin, ask)
        return Asked(parts, ask, binding=must.binding) if parts else None

    def _before_other_word(self, stretch: Stretch, begin: int) -> Asked | None:
        """Who has to do something by a word right after the names that says so only where something is decided."""
        must = self._must(stretch, begin, self.said.decided.items(), decides=True)
        if must is None or must.done:
            return None
        parts, ask = self._subject_of(stretch, begin, must.start)
        decided = parts and self._right_after(stretch.content, begin, parts[-1], ask)
        return Asked(parts, ask, binding=must.binding) if decided else None

    def _by_whom(self, stretch: Stretch, done: int) -> tuple[Part, ...]:
        """Those by whom something shall be done, right after its verb in the passive, which begins at an offset: "a
        session shall be convened by the Secretary-General".
        """
        content = stretch.content
        m = self.said.done_by.match(content, done, stretch.limit)
        named = list(stretch.named(min(stretch.limit, m.end() + _LONGEST_JOINT))) if m else []
        by = m.end() if m else 0
        first = next((n for n in named if n.outer >= by), None)
        if first is None or not self.said.befores.fullmatch(content, by, first.outer):
            return ()
        parts = stretch.parts(by, stretch.limit, named, bounded=False)
        return parts if _can_act(parts) else ()

    def _actors(self, stretch: Stretch, begin: int, end: int) -> tuple[Part, ...]:
        """Those who have to do something where not all of them are known: the subject, named between two offsets, has
        one of `actors` as its noun ("the Independent Institution"): 7 rows of 6 documents in the corpus.
        """
        content, said = stretch.content, self.said
        if not said.words.actors:
            return ()
        if self._inserted(content, begin):
            begin = last_comma(content, begin, end) + 1 or begin
        found: list[Part] = []
        waits = -1
        named = within(stretch.named(end), begin, end)
        for item in self._names.lists.items(content, begin, end, stretch.joining(end, named)):
            here = within(named, item.start, item.stop)
            start, waits = (item.start if waits < 0 else waits), -1
            if part := self._actor(content, start, item, here):
                found.append(part)
                if part.key and not self._is_subject(content, part, item.start, here):
                    return ()
            elif found and self.language.spaced:
                found[-1] = replace(found[-1], end=item.stop)
            elif found or not self._names.lists.lacks_noun(content[item.start : item.stop]):
                return ()
            else:
                waits = start  # "national | and local authorities"
        return () if waits >= 0 or all(p.key for p in found) else tuple(found)

    def _actor(self, content: str, start: int, item: Item, here: Sequence[Named]) -> Part | None:
        """Who an item of a list is that has one of `actors` as its noun, or else the names that stand `here`."""
        key, ends = self._names.lists.head(content, here) if here else ("", item.start)
        actor = self.said.actor(content, item.start, item.stop)
        if actor and actor.end() > ends:
            return Part(start, item.stop, "")
        return Part(start, item.stop, key) if here else None

    def _is_subject(self, content: str, part: Part, start: int, named: Sequence[Named]) -> bool:
        """Whether a part is what is known of it, not the genitive of something else, and no event."""
        first = named[0]
        alone = self._names.lists.stands_alone(content, start, first.outer, named=True)
        if not alone or part.key in entities().events or self.said.governed.search(content, start, first.outer):
            return False
        return self._ends_with_name(content, part) if self.language.spaced else part.end == named[-1].end

    def _right_after(self, content: str, begin: int, last: Part, verb: int) -> bool:
        """Whether a verb that can be another word stands right after the last name, or an adjective, and in no relative
        clause.
        """
        ends = max(n.end for n in self._names.find(content, last.start, last.end))
        between, gerunds = content[ends:verb].split(), self.said.words.gerunds
        near = len(between) <= self.language.spaced
        near = near or between[0].endswith(gerunds)  # "the Union speaking at the meeting might"
        return near and not self.said.which.search(content, begin, verb)

    def _at_that(self, content: str, begin: int) -> bool:
        """Whether "that" before an offset stands right after the verb, or after an insertion ("decided, in its first
        session, that"), or after "and".
        """
        before = content[:begin].rstrip().rsplit(" ", 1)[0].rstrip()
        return not self.language.spaced or not before or before == content[:begin].rstrip() or before.endswith(_COMMAS)

    def _subject_of(self, stretch: Stretch, begin: int, must: int) -> tuple[tuple[Part, ...], int]:
        """Who has to do something by a word that says so, in a clause that begins at an offset, and where what they
        have to do begins.
        """
        content = stretch.content
        head = self.said.must_heads.search(content, begin, must)
        until = head.start() if head else must  # « ne doivent pas », "не должны": what is asked keeps it
        dashed = _DASHED.search(content, begin, until)
        until = dashed.start() if dashed else until
        # "that, in accordance with the Charter, States shall"
        begun = self.language.spaced and content[begin:until].lstrip()[:1] in _COMMAS
        inserted = _BETWEEN.search(content, begin, until)
        ends = [
            until,
            *([inserted.start()] if inserted and self.said.breaks.match(content, inserted.start() + 2) else []),
            *self._before_time(content, begin, until),
        ]
        for end in ends:  # "States, within available resources, shall"
            parts = () if begun else self._doing(stretch, begin, end)
            if not parts and self._inserted(content, begin):
                after = stretch.after_insertion(begin, stretch.named(must))
                after = self._right_before(content, begin, end) if after == begin else after
                parts = self._doing(stretch, after, end)
            if parts:
                return parts, until
        return (), until

    def _before_time(self, content: str, begin: int, must: int) -> list[int]:
        """Where a name ends after which a clause says when, in a script without spaces: "缔约国 | 在点灯时，应"."""
        if self.language.spaced or content[must - 1 : must] not in _COMMAS:
            return []
        if not content.endswith(self.said.words.within, begin, must - 1):
            return []
        ends = (n.end for n in self._names.find(content, begin, must) if self.said.inserts(content, n.end))
        return [*itertools.islice(ends, 1)]

    def _right_before(self, content: str, begin: int, must: int) -> int:
        """Where the name right before a word that says that someone must begins, else `begin`: "что в целях мира | все
        государства должны".
        """
        at = must
        for n in reversed(list(self._names.find(content, begin, must)) if self.language.spaced else []):
            if content[n.end : at].strip() or " " in content[n.start : n.end]:
                break  # a name of several words may be a genitive
            at = n.outer
        if at == must:
            return begin
        led = self.said.befores.search(content, begin, at)
        first = led.start() if led else at
        return begin if at_end(self.said.governed, content, begin, first) else first

    def _other_subject(self, stretch: Stretch, begin: int, verb: str) -> Asked | None:
        """Who stands right after a verb whose subject is not the speaker, and does something: "تقرر أن | يقدم الأمين
        العام"; what is asked begins with the verb.
        """
        content = stretch.content
        m = self.said.other_subject.match(content, begin, stretch.limit)
        own = self.said.own_gender.match(verb)
        if m is None or own is None or (m["gender"] == own["gender"] and not m["sure"]):
            return None
        if self.said.not_doing.match(content, begin):
            return None  # "أن يتألف المجلس من": to consist, to be, to be held
        named = [n for n in stretch.named(stretch.limit) if n.start >= m.end()]
        gap = content[m.end() : named[0].outer].strip() if named else "-"
        if gap and not self.said.openings.fullmatch(gap):
            return None
        parts = stretch.parts(m.end(), stretch.limit, named, bounded=False)
        if not _can_act(parts):
            return None
        return Asked(parts, m.start(), binding=BINDING[0])

    def _tasked(self, stretch: Stretch, begin: int) -> Asked | None:
        """Who has tasks that follow: "that the mandate of | the Mission shall include"; the name at once where the verb
        stands before it.
        """
        content = stretch.content
        whose = self.said.whose_tasks.search(content, max(begin - _THAT, 0), begin + _LONGEST_JOINT)
        if whose is None:
            return None
        begin = whose.end()
        if not self.said.words.tasks:
            named = next(self._names.find(content, begin, stretch.limit), None)
            if named is None or content[begin : named.outer].strip():
                return None
            return Asked((Part(named.start, named.end, named.key),), named.end, binding=BINDING[0])
        tasks = self.said.tasks.search(content, begin, stretch.limit)
        parts = self._doing(stretch, begin + 1, tasks.start()) if tasks else ()
        return Asked(parts, tasks.start(), binding=BINDING[0]) if tasks and parts else None

    def _inserted(self, content: str, begin: int) -> bool:
        """Whether something is said between "that" and those who have to do something."""
        after = content[begin:].lstrip(SPARE)
        return content.startswith(",", begin) or bool(self.said.breaks.match(after))

    def _doing(self, stretch: Stretch, begin: int, must: int) -> tuple[Part, ...]:
        """Those who have to do something, named between where a clause begins and the word that says that they must;
        none where something else is its subject.
        """
        content = stretch.content
        asides = [m.span() for m in self.said.aside_clause.finditer(content, begin, must)]
        parts = tuple(p for p in stretch.subject(begin, must) if not any(a <= p.start < b for a, b in asides))
        if not _can_act(parts):
            return ()
        if not self.language.spaced:
            return parts if must - parts[-1].end <= _NEAR else ()
        named = next(self._names.find(content, begin, must))
        if has_comma(content[begin : named.start]):
            return ()
        if not self.said.words.before and self.said.governed.search(content, parts[0].start, named.start):
            return ()  # "the arms embargo on Somalia"
        if not all(self._ends_with_name(content, part) for part in parts):
            return ()
        return tuple(self._without_tasks(content, part) for part in parts)

    def _without_tasks(self, content: str, part: Part) -> Part:
        """A part without the word for what it has to do: "the Mission | 's mandate shall include"."""
        ends = [n.end for n in self._names.find(content, part.start, part.end)]
        tasked = next((end for end in ends if content[end : part.end].strip() in self.said.its_tasks), part.end)
        return replace(part, end=tasked)

    def _ends_with_name(self, content: str, part: Part) -> bool:
        """Whether all that follows a name in one of those who have to do something says more of it."""
        participles = () if self.said.words.heads_first else (*self.said.words.participles, *self.said.words.gerunds)
        first = None
        for named in self._names.find(content, part.start, part.end):
            first = first or named
            if self.said.breaks.search(content, first.end, named.start):
                return False
            rest = content[named.end : part.end].strip()
            if not rest or self.said.after_name.match(rest) or rest in self.said.its_tasks:
                return True
            if rest.split()[0].endswith(participles) if participles else len(rest) <= _ADJECTIVES:
                return True
        return False

    def _after_that(self, content: str) -> int:
        """Where the clause begins that says what shall be ("further that …"), -1 if none does."""
        if not self.said.words.says_that:
            lead = self.said.leads.match(content)
            return lead.end() if lead else (0 if self.said.words.musts else -1)
        begun = content.lstrip().startswith(_COMMAS)  # "decided, without setting a precedent, that"
        found = self.said.says_that.search(content, 0, _BARE if begun else _LONGEST_JOINT)
        if found is None or self.said.asks.search(content, 0, found.start()):
            return -1
        return found.end() + (content[found.end() : found.end() + 1] == " ")

    def _must(
        self, stretch: Stretch, begin: int, musts: Iterable[tuple[str, re.Pattern[str]]], *, decides: bool
    ) -> _Must | None:
        """The first of some words that say that their subject has to do something; what nobody may do binds, by
        `abilities` where that is decided ("reitera que los Estados no podrán lograrlo" tells what they cannot).
        """
        firsts = ((binding, self._first(stretch, begin, pattern)) for binding, pattern in musts)
        found = [(m.start(), binding, m.end()) for binding, m in firsts if m]
        if not found:
            return None
        at, binding, after = min(found)
        rest = stretch.content[after:].lstrip(SPARE)
        done = self.said.not_doing.match(rest) and not any(m.match(rest) for m in self.said.musts.values())  # "have to"
        denied = self.said.denied.match(rest) or self.said.denied_before.search(stretch.content, begin, at)
        if binding == "may" and denied and (decides or not self.said.abilities.match(stretch.content, at)):
            binding = "must"
        return _Must(at, binding, len(stretch.content) - len(rest) if done else 0)

    def _first(self, stretch: Stretch, begin: int, musts: re.Pattern[str]) -> re.Match[str] | None:
        """The first of some words that say that their subject has to do something, in no relative clause."""
        content, limit = stretch.content, stretch.limit
        found = (m for m in musts.finditer(content, begin, limit) if not m.lastgroup or m[0] not in self.said.no_musts)
        first = next(found, None)
        if first is None:
            return None
        asides = [m.span() for m in self.said.aside_clause.finditer(content, begin, limit)]
        return next(_outside(asides, itertools.chain([first], found)), None)

    def after_speaker(self, content: str, key: str) -> int:
        """Where "that" begins in the words after a verb that the name of the one who speaks opens, by its key ("قررت
        الجمعية العامة، في جلستها، | أن"); else 0.
        """
        if not self.said.words.heads_first or not self._names.opens(content, key):
            return 0
        first = next(self._names.find(content, 0, min(len(content), _LONGEST_JOINT)), None)
        if first is None or first.key != key or content[: first.start].strip():
            return 0
        found = self.said.says_that.search(content, first.end)
        return found.start() if found else self._after_recitals(content, first.end)

    def _after_recitals(self, content: str, begin: int) -> int:
        """Where the first words after a comma begin that are no insertion: "قررت الجمعية العامة، في جلستها، بناء على
        اقتراح رئيسها، | اعتماد" (Arabic decisions); 0 where all are.
        """
        for m in COMMA.finditer(content, begin):
            if not self.said.inserts(content, m.end()):
                return m.end()
        return 0


def _outside(spans: Sequence[tuple[int, int]], found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The matches that begin in none of some stretches."""
    return (m for m in found if not any(start <= m.start() < end for start, end in spans))


def _known(parts: Iterable[Part]) -> bool:
    """Whether all parts are known names, and there are any."""
    keys = [part.key for part in parts]
    return bool(keys) and all(keys)


def _can_act(parts: Collection[Part]) -> bool:
    """Whether all parts are known names, and there are any, and none is that of an event."""
    return _known(parts) and not any(part.key in entities().events for part in parts)


@cache
def obliged(language: Language) -> Obliged:
    """Those who have to do something in a language."""
    return Obliged(language)
