"""Who is asked: the names that follow the verb of a clause, up to what they are asked.

The words between the verb and what is asked ("to report …") are a list of names.  A part of the list counts if a name
that is known stands at its head: with nothing before it but articles and adjectives.  What begins with a preposition
("in consultation with Member States") is said of how, not of who, and ends the list.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses.lists import IsName, Item, Lists, no_name
from akn.clauses.parts import Asked, Named, Part, among_private, kinds, shared
from akn.clauses.patterns import Patterns
from akn.clauses.shape import BINDING, entities, states, words
from akn.data import did_you_mean
from akn.errors import DataError
from akn.inline.lexicon import Lexicon, contracted
from akn.languages.shape import Language, forms
from akn.languages.view import views
from akn.patterns import lazy_pattern, least
from akn.punctuation import CLAUSE_COMMAS
from akn.vocabulary import entities as marked

# characters, at most: of a list of those who are asked; of a joint and its blanks; between those who must and the word
# that says so in a script without spaces; of adjectives after a name; of a name before a verb that begins
# what is asked
_LONGEST, _LONGEST_JOINT, _NEAR, _ADJECTIVES, _BARE = 600, 40, 3, 60, 120
_THAT = 10  # characters, at most, of "that" and its blank
_HEADED = 8  # characters before an office in which the organization that it is of stands, where words are not spaced
# words, at least, that are said between those who are asked and what they are, with a word of asking, and before those
# who must, with "that" and an article
_INSERTED, _CONDITION = 2, 6
_VERBAL = 3  # words, at least, of a verb with its object, and of what is joined to it
_COMMAS = tuple(CLAUSE_COMMAS)
_SPARE = f" {CLAUSE_COMMAS}"
_COMMA = lazy_pattern(f"[{CLAUSE_COMMAS}] *")
_DASHED = lazy_pattern(r" ?[—–] [^—–]*[—–] ?$")  # what is inserted between dashes before an offset
_BETWEEN = lazy_pattern(r", [^,]*, ?$")  # what is inserted between commas there
_SPACELESS = lazy_pattern(r"[^,，][,，]")  # words, and a comma
_STOP = lazy_pattern(r"[:;.؛。；：](?:(?<=[؛。；：])|\s|$)")  # begins with one set of signs: faster


def _inside(m: re.Match[str], others: Iterable[re.Match[str]]) -> bool:
    return any(o.start() <= m.start() and m.end() <= o.end() for o in others)


def _in_name(m: re.Match[str], named: Iterable[Named]) -> bool:
    """Whether a match stands in a name, not at its start; of names in order no more are looked for than needed."""
    for n in named:
        if n.start >= m.start():
            break
        if m.start() < m.end() <= n.end:
            return True
    return False


class _Stretch(Struct, frozen=True):
    """The words after a verb as far as those who are asked can stand there: up to `limit`; what is quoted in them, what
    is said between names without naming anyone, and what joins names.
    """

    content: str
    limit: int
    titles: tuple[tuple[int, int], ...]
    asides: tuple[tuple[int, int], ...]
    joints: tuple[re.Match[str], ...]


class Names:
    """The names of one language, and the words around them; made once (`names`)."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._table = table = _table(language)
        self.said = Patterns(language, table)
        self.lists = Lists(self.said)
        self._listed = Lexicon(language, table, names=True)
        self._begun: dict[str, tuple[str, ...]] = {}
        for name, key in table.items():
            self._begun[key] = (*self._begun.get(key, ()), name.partition("+")[0])

    def beginnings(self, keys: Iterable[str]) -> list[str]:
        """The beginnings of all names with some keys, of which a view has one that has such a name."""
        return least(begun for key in keys for begun in self._begun.get(key, ()))

    def stripped(self, content: str) -> list[str]:
        """The words of a view without an article that is written in one with them."""
        articles = self.said.words.glued_articles
        return [next((w.removeprefix(a) for a in articles if w.startswith(a)), w) for w in content.split()]

    def with_words(self, words: Collection[str]) -> frozenset[str]:
        """The keys of which a name holds all of some words."""
        return frozenset(key for name, key in self._table.items() if all(map(self._plain(name).__contains__, words)))

    def _plain(self, name: str) -> list[str]:
        return self.stripped(name.replace("+", ""))

    @property
    def tells_deeds(self) -> bool:
        """Whether the words of the language tell what is encouraged from who is ("the efforts", "the gardeners")."""
        return bool(self.said.words.deeds)

    def find(self, content: str, start: int, end: int) -> Iterator[Named]:
        """The names between two offsets of a view, in order."""
        apart = end >= len(content) or not self.language.spaced
        if apart or not (_is_letter(content[end - 1 : end]) and _is_letter(content[end])):
            begin = start
            for named in _read(self, content):
                if named.end <= start:
                    continue
                if named.outer >= end:
                    return
                if named.outer < start or named.end > end:
                    break  # one of the offsets lies in a name: between them it may be another one
                yield named
                begin = named.end
            else:
                return
            start = begin
        yield from self.found(content, start, end)

    def found(self, content: str, start: int, end: int) -> Iterator[Named]:
        """The names between two offsets of a view, which are looked for there."""
        elsewhere = entities().elsewhere
        for begins, begun, ended, key in self._listed.find(content[:end], start, end):
            named = Named(begun, ended, key, begins)
            yield self._of_another(content, named, end) if key in elsewhere else named

    def _of_another(self, content: str, named: Named, end: int) -> Named:
        """An office, with the other organization that it is of ("the Secretary-General of the Authority")."""
        key = entities().elsewhere[named.key]
        before = self.said.elsewhere_before.search(content[max(named.start - _HEADED, 0) : named.start])
        if before:
            return replace(named, key=key)
        after = self.said.elsewhere.match(content, named.end + self.language.spaced) if named.end < end else None
        return replace(named, end=after.end(), key=key) if after and after.end() <= end else named

    def first(self, content: str) -> Named | None:
        """The first name in a view, as the list of those who are asked reads it."""
        named = list(itertools.islice(self.find(content, 0, len(content)), 3))
        if not named:
            return None
        key, end = self.lists.head(content, named)
        return Named(named[0].start, max(end, named[0].end), key, named[0].outer)

    def said_before(self, content: str, key: str) -> Named | None:
        """The last name in a view that a general one stands for: of "the Office" that of the High Commissioner."""
        if key not in self.said.general:
            return None
        word = self.said.general[key]
        found = [
            n for n in self.find(content, 0, len(content)) if n.key != key and word.search(content[n.start : n.end])
        ]
        return found[-1] if found else None

    def asked(self, content: str, is_name: IsName, *, someone: bool = False, verb: str = "") -> Asked:
        """Who is asked by a view of the words after a verb, itself seen so; `someone` is asked where it can't ask for
        something.
        """
        stretch = self._stretch(content)
        begin = self._begin(content, stretch.limit, self._names_in(stretch, stretch.limit))
        if led := self.said.verb_leads.search(content[:begin]):
            return self._led(stretch, begin, led.start("verb"), is_name)
        # "that the Council act to keep the peace": what is asked follows the names at once
        at_once = bool(self.said.clause_leads.search(content, 0, begin))
        own = self.said.asks_of(verb)
        ask = None if at_once else self._ask(stretch, begin, own)
        ask = self._bare_ask(stretch, begin, ask[0] if ask else stretch.limit, someone=someone) or ask
        end = ask[0] if ask else stretch.limit
        named = list(self._names_in(stretch, end))
        end = self._before_others(stretch, begin, end, named)
        bounded = ask is not None or (not at_once and self._asked_later(stretch))
        shown = is_name if self.said.words.capitals else no_name
        if self.language.spaced:
            someone = someone and ask is not None and not self._at_once(content, begin, ask[0], own)
        parts = self._parts(stretch, begin, end, named, shown, bounded=bounded, someone=someone, printed=is_name)
        if parts and ask:
            parts = self._with_rest(content, self._with_described(content, parts, begin, named), named, ask[0])
            parts = self._with_clause(content, parts, ask[0])
            return self._without_adverbials(content, parts, named, ask)
        if parts:
            return self._cut(content, self._with_described(content, parts, begin, named))
        # what is asked stands before those who do it, or nobody is asked
        return Asked(self._doing_it(stretch, begin, end, named, shown), 0, ask[1] if ask else 0)

    def _doing_it(
        self, stretch: _Stretch, begin: int, end: int, named: Sequence[Named], shown: IsName
    ) -> tuple[Part, ...]:
        """Those by whom something shall be done: "calls for further efforts by all States"."""
        comma = stretch.content.find(",", begin, end)
        doer = self._doer(stretch.content, begin, comma if comma > 0 else end)
        return self._parts(stretch, doer.end(), end, named, shown, bounded=False, whole=False) if doer else ()

    def _led(self, stretch: _Stretch, begin: int, verb: int, is_name: IsName) -> Asked:
        """Who is asked right after the verb of what is asked ("بأن | تسمح | جميع الأطراف"), which begins with it."""
        named = list(self._names_in(stretch, stretch.limit))
        shown = is_name if self.said.words.capitals else no_name
        parts = self._parts(stretch, begin, stretch.limit, named, shown, bounded=False)
        return Asked(parts, verb if parts else 0)

    def _with_described(
        self, content: str, parts: tuple[Part, ...], begin: int, named: Sequence[Named]
    ) -> tuple[Part, ...]:
        """The parts of a list, the first of them with the clause that describes it: "负责…问题秘书长特别代表"."""
        first, *others = parts
        described = first.start == begin and begin == self._described(content, named)
        return (replace(first, start=0), *others) if described else parts

    def _with_rest(self, content: str, parts: tuple[Part, ...], named: Sequence[Named], end: int) -> tuple[Part, ...]:
        """The parts of a list with the words that are joined to the last one, up to what is asked: more of its name
        ("the Rapporteur on the promotion | and protection of rights"), or somebody who is not known ("the authorities |
        and the joint unit"): 188 rows in five languages.
        """
        said, last = self.said, parts[-1]
        joint = said.joints.match(content, last.end + content.startswith(" ", last.end), end)
        if not self.language.spaced or joint is None or "," in joint[0] or "،" in joint[0]:
            return parts
        comma = _COMMA.search(content, joint.end(), end)
        if comma:  # "et le milieu universitaire, à"
            inserted = content[comma.end() : end].strip()
            if inserted and not said.inserts(inserted):
                return parts
            end = comma.start()
        start = joint.end() + content.startswith(" ", joint.end())
        tail = self._without_insertion(content[start:end].rstrip())
        asked = (said.ask_heads, said.adverbials, said.insertions, said.examples, said.asks, said.pronouns)
        if not tail or any(p.match(words) for p in asked for words in (content[joint.start() : end], tail)):
            return parts
        known = [n for n in named if last.start <= n.start and n.end <= last.end]
        name = self.lists.head(content, known)[1] if known else last.start
        if self.lists.goes_on(content[last.start : last.end], content[name : last.end], tail):
            return (*parts[:-1], replace(last, end=start + len(tail)))
        # "especially the Office through its programme | and its portal, to"
        inside = comma is not None and said.breaks.search(content, name, last.end) is not None
        return parts if inside or said.breaks.match(tail) else (*parts, Part(start, start + len(tail), ""))

    def _with_clause(self, content: str, parts: tuple[Part, ...], end: int) -> tuple[Part, ...]:
        """The parts of a list with the rest of the relative clause of the last one, up to what is asked: "государства|,
        еще не отменившие смертную казнь,", "Estados que no se han adherido al Protocolo|, o que no lo han ratificado,".
        """
        said, last = self.said, parts[-1]
        rest = content[last.end : end].rstrip(_SPARE)
        after = rest.lstrip(_SPARE)
        inside = said.words.heads_first and said.which.search(content, last.start, last.end)
        begins = (rest[:1] in _COMMAS and said.which.match(after)) or said.clauses.match(content, last.end)
        if not self.language.spaced or not after or not (begins or inside) or said.inserts(after):
            return parts
        if not said.words.heads_first:
            closed = content.rfind(",", last.end, end)  # the comma after the clause
            rest = content[last.end : closed] if closed > last.end + len(rest) - len(after) else rest
        return (*parts[:-1], replace(last, end=last.end + len(rest.rstrip(" ,"))))

    def _without_insertion(self, words: str) -> str:
        """Some words without an insertion at their end ("и оценке | в надлежащих случаях")."""
        begins = (m.start() for m in self.said.insertions.finditer(words) if m.end() == len(words))
        return words[: next(begins, len(words))].rstrip()

    def _without_adverbials(
        self, content: str, parts: tuple[Part, ...], named: Sequence[Named], ask: tuple[int, int]
    ) -> Asked:
        """Those who are asked without the words that say when or how it shall be done; what is asked begins with those
        after the last one ("any Member State | when it inspects a vessel to submit a report").
        """
        found: list[Part] = []
        for part in parts:
            known = [n for n in named if part.start <= n.start and n.end <= part.end]
            first = len(content[part.start : part.end].split(" ", 1)[0])  # of somebody who is not known it is the name
            name = self.lists.head(content, known)[1] if known else part.start + first
            m = self._adverbial(content, name, part.end)
            found.append(replace(part, end=m.start()) if m else part)
            last = m.start() if m else self._with_insertion(content, part.end, *ask)
        return Asked(tuple(replace(p, end=p.start + len(content[p.start : p.end].rstrip())) for p in found), last)

    def _with_insertion(self, content: str, end: int, ask: int, verb: int) -> int:
        """Where what is asked begins after the end of a list: with the words right before the verb that say when or how
        it shall be done ("другим донорам, которые могут это сделать, | как можно скорее предоставить").
        """
        if verb > ask + 1:
            return verb  # a word of asking stands between: "to", "على"
        begin = max(content.rfind(sign, end, ask) for sign in _COMMAS) + 1 or end
        between = content[begin:ask].strip()
        said = self.said.adverbials.match(between) or self.said.insertions.match(between)
        return begin + content[begin:ask].index(between) if said else verb

    def _adverbial(self, content: str, name: int, end: int) -> re.Match[str] | None:
        """What says when or how in the words after a name: none that says more of a word, or in a relative clause."""
        for m in self.said.adverbials.finditer(content, name, end):
            before = content[name : m.start()].rstrip()
            inside = self.said.which.search(before) or self.said.clauses.search(before)
            if not inside and not before.endswith(self.said.words.adverbials_not_after):
                return m
        return None

    def _cut(self, content: str, parts: tuple[Part, ...]) -> Asked:
        """Those who are asked, and where what they are asked begins; if a joint does, a verb and its object were read
        as a part of the last name ("all groups end violence | and other acts"): it ends where the known name does.
        """
        last = parts[-1]
        joint = self.said.joints.match(content, last.end + (content[last.end : last.end + 1] == " "))
        named = list(itertools.islice(self.find(content, last.start, last.end), 3))
        if not named or joint is None or named[-1].end == last.end:  # "учреждения системы Организации | в рамках"
            return Asked(parts, last.end)
        end = self.lists.head(content, named)[1]
        if len(content[end : last.end].split()) < _VERBAL or not joint[0].strip(_SPARE):
            return Asked(parts, last.end)
        return Asked((*parts[:-1], replace(last, end=end)), end)

    def _at_once(self, content: str, begin: int, ask: int, own: re.Pattern[str] | None) -> bool:
        """Whether what is asked begins at an offset ("encourage | à promouvoir"), and not at a later word of asking;
        `own` are those that the verb governs.
        """
        begin += len(content[begin:]) - len(content[begin:].lstrip(_SPARE))
        if own is not None and self.said.words.glued_articles:
            return bool(own.match(content, begin))
        dative = bool(self.said.datives.match(content, begin))
        if dative and not self.said.words.verb_endings:
            # "تدعو إلى التنفيذ … إلى", but "تطلب إلى الشعبة أن"
            return not (self.said.sure_asks.match(content, ask) or self.said.bare_asks.match(content, ask))
        return bool(self.said.asks.match(content, begin))

    def shown(self, content: str, asked: Asked) -> int:
        """Where the words of what is asked begin that a row shows: with what is inserted between those who are asked
        and the verb ("States |, in designing their policies, to"); at the verb where it stands before them ("invites |
        to take part all States"), and with "that" where much is said before those who must; -1 where both begin at
        once.
        """
        before = content[: asked.parts[0].start] if asked.binding else ""
        if len(before.split()) >= _CONDITION or (not self.language.spaced and _SPACELESS.search(before)):
            return 0  # on what condition, or what else shall be, is said before those who must
        last = asked.parts[-1].end
        gap = content[last : asked.ask]
        inserted = gap.lstrip(_SPARE)
        apart = gap.lstrip()[:1] in _COMMAS
        least = _INSERTED if apart else 2 * _INSERTED
        if (
            (apart or self.said.beside.match(inserted))
            and len(inserted.split()) >= least
            and self.said.inserts(inserted)
            and not self.said.aside_clause.match(gap.lstrip())
        ):
            return last
        if any(map(str.isalnum, content[asked.ask :])):
            return -1
        found = self.said.asks.search(content, 0, asked.parts[0].start)
        return found.start() if found else -1

    def obliged(self, content: str, verb: str, *, decides: bool, at_once: bool = False) -> Asked | None:
        """Who has to do something in a clause after a verb, as a view shows it, that asks for nothing ("that all States
        shall …"); None if nobody has.  The verb `decides` what follows, or says what holds; `at_once` says that the
        clause begins without "that", which stands before it.
        """
        begin = max(self._after_that(content), 0 if at_once else -1)
        if begin < 0 and not (decides and self.said.further_that.search(content, 0, _LONGEST)):
            return None
        stretch = self._stretch(content)
        further = self.said.further_that.finditer(content, max(begin, 0), stretch.limit)
        begins = [*([begin] if begin >= 0 else []), *(m.end() for m in further)]
        if not self.language.spaced and (at_once or not decides):
            begins = begins[:1]
        ends = [*begins[1:], stretch.limit] if self.language.spaced else itertools.repeat(stretch.limit)
        for at, end in zip(begins, ends, strict=False):
            first = at == begins[0]
            if found := self._obliged_in(replace(stretch, limit=end), at, verb, decides=decides, first=first):
                return found
        return None

    def _obliged_in(self, stretch: _Stretch, begin: int, verb: str, *, decides: bool, first: bool) -> Asked | None:
        """Who has to do something in one clause that says so, which begins at an offset."""
        content = stretch.content
        for binding, pattern in self.said.musts_first.items():
            m = pattern.match(content, begin, stretch.limit)
            if m:
                asked = self.asked(content[m.end() :], no_name)
                parts = tuple(replace(p, start=p.start + m.end(), end=p.end + m.end()) for p in asked.parts)
                if _known(parts):
                    return Asked(parts, asked.ask + m.end(), binding=binding)
                stop = self.said.asks.search(content, m.end(), stretch.limit)
                parts = self._actors(stretch, m.end(), stop.start()) if stop else ()
                return Asked(parts, stop.end(), binding=binding) if stop and parts else None
        if (first or decides) and (found := self._other_subject(stretch, begin, verb)):
            return found
        tasked = self.said.whose_tasks.search(content, max(begin - _THAT, 0), begin + _LONGEST_JOINT)
        if tasked and (found := self._tasked(stretch, tasked.end())):
            return found
        sure = self._must(stretch, begin, (*self.said.musts.items(), *self.said.futures.items()))
        if sure and self.said.which_last.search(content, begin, sure[0]):
            sure = None  # "those bodies that should"
        if sure and not sure[2]:
            parts, until = self._subject_of(stretch, begin, sure[0])
            if parts := parts or self._actors(stretch, begin, until):
                return Asked(parts, until, binding=sure[1])
        if sure and sure[2] and (begin or not self.language.spaced) and (parts := self._by_whom(stretch, sure[2])):
            return Asked(parts, begin, binding=sure[1])
        if not decides or not self._at_that(content, begin):
            return None
        must = self._must(stretch, begin, self.said.decided.items())
        if must and not must[2]:
            parts, until = self._subject_of(stretch, begin, must[0])
            if parts and self._right_after(content, begin, parts[-1], until):
                return Asked(parts, until, binding=must[1])
        return None

    def _by_whom(self, stretch: _Stretch, done: int) -> tuple[Part, ...]:
        """Those by whom something shall be done, right after its verb in the passive, which begins at an offset: "a
        session shall be convened by the Secretary-General".
        """
        content = stretch.content
        m = self.said.done_by.match(content, done, stretch.limit)
        named = list(self._names_in(stretch, min(stretch.limit, m.end() + _LONGEST_JOINT))) if m else []
        by = m.end() if m else 0
        first = next((n for n in named if n.outer >= by), None)
        if first is None or not self.said.befores.fullmatch(content, by, first.outer):
            return ()
        parts = self._parts(stretch, by, stretch.limit, named, no_name, bounded=False)
        return parts if _known(parts) and not any(p.key in entities().events for p in parts) else ()

    def _actors(self, stretch: _Stretch, begin: int, end: int) -> tuple[Part, ...]:
        """Those who have to do something where not all of them are known: the subject, named between two offsets, has
        one of `actors` as its noun ("the Independent Institution"): 7 rows of 6 documents in the corpus.
        """
        content, said = stretch.content, self.said
        if not said.words.actors:
            return ()
        if self._inserted(content, begin):
            comma = max(content.rfind(sign, begin, end) for sign in _COMMAS) + 1
            begin = comma or begin
        found: list[Part] = []
        waits = -1
        named = [n for n in self._names_in(stretch, end) if begin <= n.start]
        for item in self.lists.items(content, begin, end, self._joints(stretch, end, named)):
            here = [n for n in named if item.start <= n.start and n.end <= item.stop]
            start, waits = (item.start if waits < 0 else waits), -1
            key, ends = self.lists.head(content, here) if here else ("", item.start)
            actor = said.actors.match(content, item.start, item.stop)
            if here and (not actor or actor.end() <= ends):
                found.append(Part(start, item.stop, key))
                if not self._is_subject(content, found[-1], item.start, here):
                    return ()
            elif actor:
                found.append(Part(start, item.stop, ""))
            elif found and self.language.spaced:
                found[-1] = replace(found[-1], end=item.stop)
            elif found or not self.lists.lacks_noun(content[item.start : item.stop]):
                return ()
            else:
                waits = start  # "national | and local authorities"
        return () if waits >= 0 or all(p.key for p in found) else tuple(found)

    def _is_subject(self, content: str, part: Part, start: int, named: Sequence[Named]) -> bool:
        """Whether a part is what is known of it, not the genitive of something else, and no event."""
        first = named[0]
        alone = self.lists.stands_alone(content, start, first.outer, named=True)
        if not alone or part.key in entities().events or self.said.governed.search(content, start, first.outer):
            return False
        return self._ends_with_name(content, part) if self.language.spaced else part.end == named[-1].end

    def _right_after(self, content: str, begin: int, last: Part, verb: int) -> bool:
        """Whether a verb that can be another word stands right after the last name, or an adjective, and in no relative
        clause.
        """
        ends = max(n.end for n in self.find(content, last.start, last.end))
        between, gerunds = content[ends:verb].split(), self.said.words.gerunds
        near = len(between) <= 1 or between[0].endswith(gerunds)  # "the Union speaking at the meeting might"
        return near and not self.said.which.search(content, begin, verb)

    def _at_that(self, content: str, begin: int) -> bool:
        """Whether "that" before an offset stands right after the verb, or after an insertion ("decided, in its first
        session, that"), or after "and".
        """
        before = content[:begin].rstrip().rsplit(" ", 1)[0].rstrip()
        return not self.language.spaced or not before or before == content[:begin].rstrip() or before.endswith(_COMMAS)

    def _subject_of(self, stretch: _Stretch, begin: int, must: int) -> tuple[tuple[Part, ...], int]:
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
        ]
        for end in ends:  # "States, within available resources, shall"
            parts = () if begun else self._doing(stretch, begin, end)
            if not parts and self._inserted(content, begin):
                after = self._after_insertion(content, begin, self._names_in(stretch, must))
                after = self._right_before(content, begin, end) if after == begin else after
                parts = self._doing(stretch, after, end)
            if parts:
                return parts, until
        return (), until

    def _right_before(self, content: str, begin: int, must: int) -> int:
        """Where the name right before a word that says that someone must begins, else `begin`: "что в целях мира | все
        государства должны".
        """
        at = must
        for n in reversed(list(self.find(content, begin, must)) if self.language.spaced else []):
            if content[n.end : at].strip() or " " in content[n.start : n.end]:
                break  # a name of several words may be a genitive
            at = n.outer
        if at == must:
            return begin
        led = self.said.befores.search(content, begin, at)
        first = led.start() if led else at
        return begin if self.said.governed_last.search(content, begin, first) else first

    def _other_subject(self, stretch: _Stretch, begin: int, verb: str) -> Asked | None:
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
        named = [n for n in self._names_in(stretch, stretch.limit) if n.start >= m.end()]
        gap = content[m.end() : named[0].outer].strip() if named else "-"
        if gap and not self.said.openings.fullmatch(gap):
            return None
        parts = self._parts(stretch, m.end(), stretch.limit, named, no_name, bounded=False)
        if not _known(parts) or any(part.key in entities().events for part in parts):
            return None
        return Asked(parts, m.start(), binding=BINDING[0])

    def _tasked(self, stretch: _Stretch, begin: int) -> Asked | None:
        """Who has tasks that follow: "that the mandate of | the Mission shall include"; the name at once where the verb
        stands before it.
        """
        content = stretch.content
        if not self.said.words.tasks:
            named = next(self.find(content, begin, stretch.limit), None)
            if named is None or content[begin : named.outer].strip():
                return None
            return Asked((Part(named.start, named.end, named.key),), named.end, binding=BINDING[0])
        tasks = self.said.tasks.search(content, begin, stretch.limit)
        parts = self._doing(stretch, begin + 1, tasks.start()) if tasks else ()
        return Asked(parts, tasks.start(), binding=BINDING[0]) if tasks and parts else None

    def _inserted(self, content: str, begin: int) -> bool:
        """Whether something is said between "that" and those who have to do something."""
        after = content[begin:].lstrip(" ,")
        return content.startswith(",", begin) or bool(self.said.breaks.match(after))

    def _doing(self, stretch: _Stretch, begin: int, must: int) -> tuple[Part, ...]:
        """Those who have to do something, named between where a clause begins and the word that says that they must;
        none where something else is its subject.
        """
        content = stretch.content
        asides = [m.span() for m in self.said.aside_clause.finditer(content, begin, must)]
        parts = tuple(p for p in self._before(stretch, begin, must) if not any(a <= p.start < b for a, b in asides))
        if not _known(parts) or any(part.key in entities().events for part in parts):
            return ()
        if not self.language.spaced:
            return parts if must - parts[-1].end <= _NEAR else ()
        named = next(self.find(content, begin, must))
        if "," in content[begin : named.start]:
            return ()
        if not self.said.words.before and self.said.governed.search(content, parts[0].start, named.start):
            return ()  # "the arms embargo on Somalia"
        if not all(self._ends_with_name(content, part) for part in parts):
            return ()
        return tuple(self._without_tasks(content, part) for part in parts)

    def _without_tasks(self, content: str, part: Part) -> Part:
        """A part without the word for what it has to do: "the Mission | 's mandate shall include"."""
        ends = [n.end for n in self.find(content, part.start, part.end)]
        tasked = next((end for end in ends if content[end : part.end].strip() in self.said.its_tasks), part.end)
        return replace(part, end=tasked)

    def _ends_with_name(self, content: str, part: Part) -> bool:
        """Whether all that follows a name in one of those who have to do something says more of it."""
        participles = () if self.said.words.heads_first else (*self.said.words.participles, *self.said.words.gerunds)
        first = None
        for named in self.find(content, part.start, part.end):
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
        self, stretch: _Stretch, begin: int, musts: Iterable[tuple[str, re.Pattern[str]]]
    ) -> tuple[int, str, int] | None:
        """Where the first of some words stands that say that their subject has to do something, how binding that is
        (what nobody may do, all must leave), and where the verb begins if something is done to the subject, else 0.
        """
        firsts = ((binding, self._first(stretch, begin, pattern)) for binding, pattern in musts)
        found = [(m.start(), binding, m.end()) for binding, m in firsts if m]
        if not found:
            return None
        at, binding, after = min(found)
        rest = stretch.content[after:].lstrip(" ,")
        done = self.said.not_doing.match(rest) and not any(m.match(rest) for m in self.said.musts.values())  # "have to"
        if binding == "may" and (
            self.said.denied.match(rest) or self.said.denied_before.search(stretch.content, begin, at)
        ):
            binding = "must"
        return at, binding, len(stretch.content) - len(rest) if done else 0

    def _first(self, stretch: _Stretch, begin: int, musts: re.Pattern[str]) -> re.Match[str] | None:
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
        if not self.said.words.heads_first or not content.lstrip().startswith(self._begun.get(key, ())):
            return 0
        first = next(self.find(content, 0, min(len(content), _LONGEST_JOINT)), None)
        if first is None or first.key != key or content[: first.start].strip():
            return 0
        found = self.said.says_that.search(content, first.end)
        return found.start() if found else self._after_recitals(content, first.end)

    def _after_recitals(self, content: str, begin: int) -> int:
        """Where the first words after a comma begin that are no insertion: "قررت الجمعية العامة، في جلستها، بناء على
        اقتراح رئيسها، | اعتماد" (Arabic decisions); 0 where all are.
        """
        for m in _COMMA.finditer(content, begin):
            if not self.said.inserts(content, m.end()):
                return m.end()
        return 0

    def subject(self, content: str, end: int) -> Asked:
        """Those whom the words before an offset name, as the subject of a sentence."""
        stretch = self._stretch(content[:end])
        begin = self._begin(content, stretch.limit, self._names_in(stretch, stretch.limit))
        return Asked(self._before(stretch, begin, stretch.limit), end)

    def _before(self, stretch: _Stretch, begin: int, end: int) -> tuple[Part, ...]:
        named = list(self._names_in(stretch, end))
        end = self._before_others(stretch, begin, end, named)
        return self._parts(stretch, begin, end, named, no_name, bounded=self.language.spaced)

    def ask_at_once(self, content: str) -> int:
        """Where what is asked begins, if a word of asking opens a view; else 0."""
        found = self.said.asks.search(content)
        return found.end() if found and not content[: found.start()].strip(_SPARE) else 0

    def ask_after(self, content: str) -> int:
        """Where what is asked begins in the words after a verb in the passive."""
        stretch = self._stretch(content)
        found = self.said.asks.search(content, 0, stretch.limit)
        if found is None:
            return 0
        head = self.said.heads_ask.search(content, 0, found.start())
        return head.start() if head else found.end()

    def _stretch(self, content: str) -> _Stretch:
        stop = _STOP.search(content)
        limit = min(stop.start() if stop else len(content), _LONGEST)
        said = self.said
        joints = tuple(said.joints.finditer(content, 0, limit))
        asides = (m for m in said.asides.finditer(content, 0, limit) if not _inside(m, joints))  # "as well | as to"
        titles = said.titles.finditer(content, 0, limit)
        return _Stretch(content, limit, tuple(m.span() for m in titles), tuple(m.span() for m in asides), joints)

    def _names_in(self, stretch: _Stretch, end: int) -> Iterator[Named]:
        """The names up to an offset that stand in no title."""
        titles, named = stretch.titles, self.find(stretch.content, 0, end)
        return (n for n in named if not any(a <= n.start < b for a, b in titles)) if titles else named

    def _ask(self, stretch: _Stretch, begin: int, own: re.Pattern[str] | None) -> tuple[int, int] | None:
        """Where the list ends and what is asked begins ("to report", "not to report"), after the first ones who are;
        `own` are the words of asking that the verb governs.
        """
        found = self._asks(stretch, begin, own)
        if found is None:
            return None
        head = self.said.ask_heads.search(stretch.content, found.start(), found.end())
        head = head or self.said.heads_ask.search(stretch.content, begin, found.start())
        return (min(found.start(), head.start()), head.start()) if head else found.span()

    def _bare_ask(self, stretch: _Stretch, begin: int, end: int, *, someone: bool) -> tuple[int, int] | None:
        """Where a verb begins what is asked right after the first name or pronoun ("requests the Board provide"), or
        after `someone` who is not known.
        """
        content = stretch.content
        for m in self.said.bare_asks.finditer(content, begin, min(end, begin + _BARE)):
            if _in_name(m, self._names_in(stretch, stretch.limit)):  # "لجنة مكافحة الإرهاب"
                continue
            before = content[begin : m.start()].strip()
            named = next((n for n in self._names_in(stretch, m.start()) if self._stands_next(content, n, m)), None)
            unknown = someone and before and not named and bool(self.said.first_openings.match(before))
            if named or (unknown and not any(self._names_in(stretch, m.start()))):
                return m.start(), m.start()
            if self.said.pronouns.fullmatch(before):
                return m.start(), m.start()
        return None

    def _stands_next(self, content: str, named: Named, verb: re.Match[str]) -> bool:
        """Whether a verb follows a name, with only words between them that do not say whose it is."""
        gap = content[named.end : verb.start()]
        if self.said.glued_verbs.match(verb[0]) and gap.strip():
            return False  # "المقررة الخاصة المعنية | بتعزيز حقوق الإنسان"
        if self._adjectives(content, named.end, verb.start()):
            return True
        if self.said.vague.fullmatch(verb[0]):
            return gap == " "  # "Member States, appropriate entities"
        return gap.startswith((" ", *_COMMAS)) and not self.said.vague.sub("", gap).strip(_SPARE)

    def _adjectives(self, content: str, start: int, end: int) -> bool:
        """Whether nothing but adjectives stands between a name and the verb that begins what is asked."""
        while m := self.said.further.match(content, start, end):
            start = m.end()
        return content[start:end] == " "

    def _asks(self, stretch: _Stretch, begin: int, own: re.Pattern[str] | None) -> re.Match[str] | None:
        """The first words of asking; those that the verb governs, or sure ones right after a name, before others ("يحث
        الدول المطلة على البحر | على").
        """
        first = None
        for m in self._words_of_asking(stretch, begin, stretch.asides):
            if own is None or own.fullmatch(m[0].strip()) or self._sure(stretch, m):
                return m
            first = first or m
        if own is not None and stretch.asides and not own.match(stretch.content[begin:].lstrip(_SPARE)):
            # "تحث الجماعات المسلحة الموقعة | على التعجيل": no aside where the verb governs no other word
            asking = self._words_of_asking(stretch, begin, ())
            first = next((m for m in asking if own.fullmatch(m[0].strip())), first)
        return first

    def _sure(self, stretch: _Stretch, m: re.Match[str]) -> bool:
        """Whether these are sure words of asking right after a name ("تدعو جميع الأطراف | أن")."""
        sure = self.said.sure_asks.fullmatch(m[0])
        return bool(sure) and any(n.end == m.start() - 1 for n in self._names_in(stretch, m.start()))

    def _words_of_asking(
        self, stretch: _Stretch, begin: int, asides: Iterable[tuple[int, int]]
    ) -> Iterator[re.Match[str]]:
        content, limit = stretch.content, stretch.limit
        # "ainsi que" begins no words of asking
        masks = [*asides, *(m.span() for m in stretch.joints)]
        for m in self.said.asks.finditer(content, begin, limit):
            if not content[begin : m.start()].strip(_SPARE):
                continue
            if any(a <= m.start() < m.end() <= b + 1 for a, b in masks):
                continue
            if self._is_relative(content, m.start(), m.end(), limit) or self._in_clause(content, begin, m, limit):
                continue  # "a los Estados que no lo hayan hecho a que …"
            if not _in_name(m, self._names_in(stretch, limit)):  # "Independence to Peoples"
                yield m

    def _in_clause(self, content: str, begin: int, m: re.Match[str], limit: int) -> bool:
        """Whether words of asking stand in a clause between commas that says more of a name: "les États, auxquels il
        incombe de lutter, et les donateurs à promouvoir".
        """
        since = max(content.rfind(sign, begin, m.start()) for sign in ",—–") + 1
        if self.said.unasked.search(content, max(begin, since), m.start()):
            return True
        found = list(self.said.which.finditer(content, begin, m.start()))
        if not found:
            return False
        which = found[-1]
        if which.start() == m.start() or not content[: which.start()].rstrip().endswith(_COMMAS):
            return False
        return "," not in content[which.end() : m.start()] and "," in content[m.end() : limit]

    def _is_relative(self, content: str, start: int, end: int, limit: int) -> bool:
        """Whether words of asking say who is asked, and others further on say what."""
        said = self.said
        if said.relatives_only.match(content, start):
            return bool(said.asks.search(content, end, limit))
        return bool(said.relative_asks.match(content, start) and said.sure_asks.search(content, end, limit))

    def _before_others(self, stretch: _Stretch, begin: int, end: int, named: Sequence[Named]) -> int:
        """Where the list ends: before those with whom something is done ("together with"), if somebody stands there."""
        for m in self.said.beside.finditer(stretch.content, begin, end):
            clause = max((c.end() for c in self.said.clauses.finditer(stretch.content, begin, m.start())), default=0)
            if clause and "," not in stretch.content[clause : m.start()]:
                continue  # "государства, которые действуют в рамках договора"
            if not _inside(m, stretch.joints):
                return m.start() if any(begin <= n.start < m.start() for n in named) else end
        return end

    def _asked_later(self, stretch: _Stretch) -> bool:
        """Whether what is asked stands after another verb ("calls upon States, and encourages banks, to …") or in
        points, so that all the words before it are the list.
        """
        content, limit = stretch.content, stretch.limit
        if limit >= _LONGEST or not self.said.words.asks:
            return False
        rest = content[:limit].rstrip()[-_LONGEST_JOINT:]
        return content[limit : limit + 1] == ":" or bool(self.said.joint_end.search(rest))

    def _parts(
        self,
        stretch: _Stretch,
        begin: int,
        end: int,
        named: Sequence[Named],
        is_name: IsName,
        *,
        bounded: bool,
        whole: bool = True,
        someone: bool = False,
        printed: IsName = no_name,
    ) -> tuple[Part, ...]:
        """Those who are asked between two offsets; organizations among them are of a system if the `whole` list is."""
        content = stretch.content
        items: Iterator[Item] = self.lists.items(content, begin, end, self._joints(stretch, end, named))
        found = self.lists.parts(content, items, named, is_name, bounded=bounded, someone=someone, printed=printed)
        parts = tuple(found)
        if not whole:
            return parts
        return self.lists.merged(content, among_private(shared(parts), self.said.words.among_private), parts)

    def _joints(self, stretch: _Stretch, end: int, named: Iterable[Named]) -> list[re.Match[str]]:
        """What joins the parts of a list up to an offset: nothing in a name, a title or an aside."""
        masks = [*stretch.asides, *stretch.titles, *((n.start, n.end) for n in named)]
        return [
            m for m in stretch.joints if m.end() <= end and not any(a < m.end() and m.start() < b for a, b in masks)
        ]

    def _doer(self, content: str, start: int, end: int) -> re.Match[str] | None:
        """What stands before those who do what is asked for; not before those who did something already."""
        for m in self.said.doers.finditer(content, start, end):
            if self.said.ask_heads.search(content, start, m.start()):
                continue  # what shall not be done by someone asks others
            if any(word.endswith(self.said.words.gerunds) for word in content[m.end() :].split(None, 1)[:1]):
                continue  # how it shall be done
            if " " in m[0] or not content[: m.start()].rstrip().endswith(self.said.words.participles):
                return m
        return None

    def _described(self, content: str, named: Iterable[Named]) -> int:
        """Where the first name begins that a clause before it describes, 0 if the words begin with no such clause."""
        wide = self.said.wide.match(content)
        if self.said.relatives.match(content, wide.end() if wide else 0):
            for n in named:
                if "," in content[: n.start]:
                    break
                if self.said.described.search(content[: n.start]) and not content.startswith(
                    self.said.words.relative_ends, n.end
                ):
                    return n.start
        return 0

    def _begin(self, content: str, limit: int, named: Iterable[Named]) -> int:
        """Where the list begins: after what leads to it, what is inserted before it, and a clause that describes."""
        lead = self.said.leads.match(content, 0, limit)
        begin = lead.end() if lead else 0
        opened = _COMMA.match(content.lstrip()) if lead is None else None
        inserted = begin + (len(content) - len(content.lstrip()) + opened.end() if opened else 0)
        if content[:inserted].rstrip().endswith(_COMMAS) and self.said.breaks.match(content, inserted):
            # "que, dans le cadre de leurs efforts, les États", "يُطلب، وفقا للنظام المالي، إلى دولة فلسطين"
            return self._after_insertion(content, inserted, named)
        if begin and not self.said.words.heads_first and self.said.breaks.match(content, begin):
            organs = (n for n in named if n.start > begin and kinds().get(n.key) != "UN organs")
            first = next(organs, None)
            if first and self.said.beside.search(content, begin, first.start):
                first = next((n for n in organs if n.key not in entities().systems), first)
            if first and "," not in content[begin : first.start]:
                return first.start  # "чтобы в рамках подготовки государства …"
        return begin or self._described(content, named)

    def _after_insertion(self, content: str, begin: int, named: Iterable[Named]) -> int:
        """Where the first name stands alone after a comma that ends the insertion, else `begin`."""
        opened = begin + len(content[begin:]) - len(content[begin:].lstrip(_SPARE))
        for n in named:
            comma = max(content.rfind(sign, opened, n.start) for sign in _COMMAS)
            before = content[comma + 1 : n.outer]
            governed = not self.said.words.before and self.said.governed.search(before)
            if comma < 0 or governed or self.said.examples.match(before.lstrip()):
                continue  # "or transferred to Somalia", "si le Secrétaire général"
            if self.lists.stands_alone(content, comma + 1, n.outer, named=True):
                return comma + 1
        return begin


def _is_letter(character: str) -> bool:
    """Whether names do not end right before a character."""
    return character.isalnum() or character == "_"


class _Read:
    """The names of a view, which are looked for as far as they are asked for, and once, whichever thread asks."""

    def __init__(self, names: Names, content: str) -> None:
        self._lock = threading.RLock()
        self._found: list[Named] = []
        self._more = names.found(content, 0, len(content))
        self._all = False

    def __iter__(self) -> Iterator[Named]:
        return iter(self._found) if self._all else self._reading()

    def _reading(self) -> Iterator[Named]:
        found, at = self._found, 0
        while True:
            while at < len(found):
                yield found[at]
                at += 1
            with self._lock:
                if at == len(found) and (more := next(self._more, None)) is not None:
                    found.append(more)
            if at == len(found):
                self._all = True
                return


@lru_cache(256)
def _read(names: Names, content: str) -> _Read:
    """The names of a view: those of a clause are asked for by who is asked, when, what and for whom."""
    return _Read(names, content)


def _outside(spans: Sequence[tuple[int, int]], found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The matches that begin in none of some stretches."""
    return (m for m in found if not any(start <= m.start() < end for start, end in spans))


def _known(parts: Iterable[Part]) -> bool:
    """Whether all parts are known names, and there are any."""
    keys = [part.key for part in parts]
    return bool(keys) and all(keys)


def _table(language: Language) -> dict[str, str]:
    """The names of those who can be asked, as they stand in views, with their keys."""
    code, further = language.code, words(language.code).names
    if unknown := further.keys() - kinds():
        meant = did_you_mean(min(unknown), kinds())
        raise DataError(f"clauses/{code}.toml: names.{min(unknown)} is no key of akn/clauses/entities.toml{meant}")
    listed = [(e.eid, e.names.get(code, "")) for e in marked().entities]
    listed += [(e.key, e.names.get(code, "")) for e in entities().listed]
    listed += ((key, names.get(code, "")) for key, names in states().items())
    listed += further.items()
    contractions = marked().contractions.get(code, {})
    printed = [(name, key) for key, written in listed for name in contracted(forms(written), contractions)]
    found: dict[str, str] = {}
    for name, (_, key) in zip(views(language, [name for name, _ in printed]), printed, strict=True):
        found.setdefault(name, key)
    return found


@cache
def names(language: Language) -> Names:
    """The names of a language."""
    return Names(language)
