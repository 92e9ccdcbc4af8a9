"""Who is asked: the names that follow the verb of a clause, up to what they are asked.

The words between the verb and what is asked ("to report …") are a list of names.  A part of the list counts if a name
that is known stands at its head: with nothing before it but articles and adjectives.  What begins with a preposition
("in consultation with Member States") is said of how, not of who, and ends the list.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from akn.clauses.lists import ANYBODY, SPARE, IsName, no_name
from akn.clauses.lookup import at_end
from akn.clauses.names import names
from akn.clauses.parts import Asked, Named, Part, within
from akn.clauses.stretches import COMMA, LONGEST, Stretch, in_name, last_comma, stretch_of
from akn.languages.shape import Language
from akn.patterns import lazy_pattern
from akn.punctuation import CLAUSE_COMMAS, COLONS, has_comma

# characters, at most: of a joint and its blanks; of a name before a verb that begins what is asked
_LONGEST_JOINT, _BARE = 40, 120
# words, at least, that are said between those who are asked and what they are, with a word of asking, and before those
# who must, with "that" and an article
_INSERTED, _CONDITION = 2, 6
# words: between two by whom something shall be done, at most; of a noun and its participle before them
_FAR, _NOUNS = 7, 6
_SHORT = 2  # letters, at most, of a word that is no participle ("du")
_VERBAL = 3  # words, at least, of a verb with its object, and of what is joined to it
_COMMAS = tuple(CLAUSE_COMMAS)
_SPACELESS = lazy_pattern(r"[^,，][,，]")  # words, and a comma
_ONE_WORD = lazy_pattern(r" ?(?:\w+ ?)?")  # at most, before what joins two names


class Addressees:
    """Finds those who are asked in one language; made once (`addressees`)."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._names = names(language)
        self.said = self._names.said

    def asked(self, content: str, is_name: IsName, *, someone: int = 0, verb: str = "") -> Asked:
        """Who is asked by a view of the words after a verb, and where in it the words begin that say what.

        `is_name` tells what is printed as a name is.  `someone` (`ACTOR`, `ANYBODY`) says whom the verb can have as its
        object who is not known, 0 nobody; `verb` is its view, by which it is known what it asks with.
        """
        stretch = stretch_of(self._names, content)
        begin = stretch.begin()
        if led := self.said.verb_leads.search(content[:begin]):
            return self._led(stretch, begin, led.start("verb"), is_name)
        at_once = self._led_at_once(content, begin)
        own = self.said.asks_of(verb)
        ask = None if at_once else self._ask(stretch, begin, own, is_name)
        until = ask[0] if ask else stretch.limit
        ask = self._bare_ask(stretch, begin, until, someone=someone, at_once=at_once) or ask
        end = ask[0] if ask else stretch.limit
        named = list(stretch.named(end))
        end = stretch.before_others(begin, end, named)
        bounded = ask is not None or (not at_once and self._asked_later(stretch))
        shown = is_name if self.said.words.capitals else no_name
        if self.language.spaced:
            someone *= ask is not None and not self._at_once(content, begin, ask[0], own)
        parts = stretch.parts(begin, end, named, shown, bounded=bounded, someone=someone, printed=is_name)
        if parts and ask:
            parts = self._with_rest(content, self._with_described(stretch, parts, begin, named), named, ask[0])
            parts = self._with_clause(content, parts, ask[0])
            return self._without_adverbials(content, parts, named, ask, shown)
        if parts:
            asked = self._with_last(stretch, self._cut(content, self._with_described(stretch, parts, begin, named)))
            return self._before_points(content, asked, named, shown)
        # what is asked stands before those who do it, or nobody is asked
        return Asked(self._doing_it(stretch, begin, end, named, shown), 0, ask[1] if ask else 0)

    def _led_at_once(self, content: str, begin: int) -> bool:
        """Whether what is asked follows at once the names that begin at an offset: "that | the Council act to keep the
        peace", "que, dans le cadre de leurs efforts, | les États assurent".
        """
        lead = self.said.leads.match(content, 0, begin)
        return bool(self.said.clause_leads.search(content, 0, lead.end() if lead else begin))

    def _doing_it(
        self, stretch: Stretch, begin: int, end: int, named: Sequence[Named], shown: IsName
    ) -> tuple[Part, ...]:
        """Those by whom something shall be done: "calls for further efforts by all States"."""
        comma = stretch.content.find(",", begin, end)  # "،" parts clauses before "من جانب"
        doer = self._doer(stretch.content, begin, comma if comma > 0 else end)
        if doer is None:
            return ()
        until = self._last_doer(stretch.content, doer, named)
        parts = stretch.parts(doer.end(), until, named, shown, bounded=True, whole=False) if until else ()
        return parts or stretch.parts(doer.end(), end, named, shown, bounded=False, whole=False)

    def _last_doer(self, content: str, doer: re.Match[str], named: Sequence[Named]) -> int:
        """Where the last of several ends by whom something shall be done, whatever says more of those before: "between
        the Department of the Secretariat and United Nations entities", but not "support by States of the Office and the
        Committee", which both get it; 0 where no second one is known.
        """
        begin, at, until, several = doer.end(), 0, 0, False
        lone = self.said.by.fullmatch(doer[0].strip())
        for n in (n for n in named if n.outer >= begin):
            gap = content[at or begin : n.outer]
            near = len(gap.split()) <= _FAR and not self.said.asks.search(gap)
            joint = self.said.joints.search(content, at) if at and near else None
            joined = joint and joint.end() <= n.start and _ONE_WORD.fullmatch(content, at, joint.start())
            if at and not joined and (lone or not self.said.owned_by.fullmatch(gap)):
                break
            several, at = at > 0, n.end
            until = until if content.startswith(("'", "’"), at) else at  # "by donors of the Agency’s programmes"
        return until if several else 0

    def _led(self, stretch: Stretch, begin: int, verb: int, is_name: IsName) -> Asked:
        """Who is asked right after the verb of what is asked ("بأن | تسمح | جميع الأطراف"), which begins with it."""
        named = list(stretch.named(stretch.limit))
        shown = is_name if self.said.words.capitals else no_name
        parts = stretch.parts(begin, stretch.limit, named, shown, bounded=False)
        return Asked(parts, verb if parts else 0)

    def _with_described(
        self, stretch: Stretch, parts: tuple[Part, ...], begin: int, named: Sequence[Named]
    ) -> tuple[Part, ...]:
        """The parts of a list, the first of them with the clause that describes it: "负责…问题秘书长特别代表"."""
        first, *others = parts
        described = first.start == begin and begin == stretch.described(named)
        return (replace(first, start=0), *others) if described else parts

    def _with_rest(self, content: str, parts: tuple[Part, ...], named: Sequence[Named], end: int) -> tuple[Part, ...]:
        """The parts of a list with the words that are joined to the last one, up to what is asked: more of its name
        ("the Rapporteur on the promotion | and protection of rights"), or somebody who is not known ("the authorities |
        and the joint unit"): 188 rows in five languages.
        """
        said, last = self.said, parts[-1]
        joint = said.joints.match(content, last.end + content.startswith(" ", last.end), end)
        if not self.language.spaced or joint is None or has_comma(joint[0]):
            return parts
        comma = COMMA.search(content, joint.end(), end)
        inserted = content[comma.end() : end].strip() if comma else ""
        if inserted and not said.inserts(inserted):
            return parts
        joined = self._joined(content, joint, comma.start() if comma else end)
        if joined is None:
            return parts
        wording = content[joined.start : joined.end]
        name = self._name_end(content, last, named, last.start)
        if self._names.lists.goes_on(content[last.start : last.end], content[name : last.end], wording):
            return (*parts[:-1], replace(last, end=joined.end))
        # "especially the Office through its programme | and its portal, to"
        inside = comma is not None and said.breaks.search(content, name, last.end) is not None
        return parts if inside or said.breaks.match(wording) else (*parts, joined)

    def _joined(self, content: str, joint: re.Match[str], end: int) -> Part | None:
        """The words from a joint to an offset, without an insertion that ends them; None where they say what is asked,
        or when or how.
        """
        said, start = self.said, joint.end() + content.startswith(" ", joint.end())
        wording = self._without_insertion(content[start:end].rstrip())
        others = (said.ask_heads, said.adverbials, said.insertions, said.examples, said.asks, said.pronouns)
        if not wording or any(p.match(words) for p in others for words in (content[joint.start() : end], wording)):
            return None
        return Part(start, start + len(wording), "")

    def _name_end(self, content: str, part: Part, named: Sequence[Named], unknown: int) -> int:
        """Where the name in a part ends; `unknown` where none of it is known."""
        known = within(named, part.start, part.end)
        return self._names.lists.head(content, known)[1] if known else unknown

    def _with_clause(self, content: str, parts: tuple[Part, ...], end: int) -> tuple[Part, ...]:
        """The parts of a list with the rest of the relative clause of the last one, up to what is asked: "государства|,
        еще не отменившие смертную казнь,", "Estados que no se han adherido al Protocolo|, o que no lo han ratificado,".
        """
        said, last = self.said, parts[-1]
        rest = content[last.end : end].rstrip(SPARE)
        after = rest.lstrip(SPARE)
        inside = said.words.heads_first and said.which.search(content, last.start, last.end)
        begins = (rest[:1] in _COMMAS and said.which.match(after)) or said.clauses.match(content, last.end)
        if not self.language.spaced or not after or not (begins or inside) or said.inserts(after):
            return parts
        if not said.words.heads_first:
            closed = last_comma(content, last.end, end)  # the comma after the clause
            rest = content[last.end : closed] if closed > last.end + len(rest) - len(after) else rest
        return (*parts[:-1], replace(last, end=last.end + len(rest.rstrip(SPARE))))

    def _without_insertion(self, words: str) -> str:
        """Some words without an insertion at their end ("и оценке | в надлежащих случаях")."""
        begins = (m.start() for m in self.said.insertions.finditer(words) if m.end() == len(words))
        return words[: next(begins, len(words))].rstrip()

    def _without_adverbials(
        self, content: str, parts: tuple[Part, ...], named: Sequence[Named], ask: tuple[int, int], shown: IsName
    ) -> Asked:
        """Those who are asked without the words that say when or how it shall be done; what is asked begins with those
        after the last one ("any Member State | when it inspects a vessel to submit a report").
        """
        found: list[Part] = []
        for part in parts:
            first = len(content[part.start : part.end].split(" ", 1)[0])  # of somebody who is not known it is the name
            m = self._adverbial(content, part, self._name_end(content, part, named, part.start + first), shown)
            found.append(replace(part, end=m.start()) if m else part)
            last = m.start() if m else self._with_insertion(content, part.end, *ask)
            if m and part is not parts[-1]:
                break  # "agencies | when referring to Crimea in their documents, reports and statements"
        return Asked(tuple(replace(p, end=p.start + len(content[p.start : p.end].rstrip())) for p in found), last)

    def _before_points(self, content: str, asked: Asked, named: Sequence[Named], shown: IsName) -> Asked:
        """Those who are asked what stands in points, without the words before these that say when or how: "leaders | as
        a matter of urgency:".
        """
        leads = self.language.spaced and content.rstrip().endswith(tuple(COLONS))
        if not leads or not asked.parts or content[asked.parts[-1].end :].strip(f"{SPARE}{COLONS}"):
            return asked
        *others, last = asked.parts
        first = len(content[last.start : last.end].split(" ", 1)[0])
        m = self._adverbial(content, last, self._name_end(content, last, named, last.start + first), shown)
        if m is None:
            return asked
        end = last.start + len(content[last.start : m.start()].rstrip(SPARE))
        return Asked((*others, replace(last, end=end)), m.start())

    def _with_insertion(self, content: str, end: int, ask: int, verb: int) -> int:
        """Where what is asked begins after the end of a list: with the words right before the verb that say when or how
        it shall be done ("другим донорам, которые могут это сделать, | как можно скорее предоставить").
        """
        if verb > ask + 1:
            return verb  # a word of asking stands between: "to", "على"
        begin = last_comma(content, end, ask) + 1 or end
        between = content[begin:ask].strip()
        said = self.said.adverbials.match(between) or self.said.insertions.match(between)
        return begin + content[begin:ask].index(between) if said else verb

    def _adverbial(self, content: str, part: Part, name: int, shown: IsName) -> re.Match[str] | None:
        """What says when or how in the words after the name in a part, which ends at an offset: none that says more of
        a word ("действующие | там силы"), in a relative clause, or that is a name ("the Government of | Sicily").
        """
        said = self.said
        for m in said.adverbials.finditer(content, name, part.end):
            before = content[part.start : m.start()].rstrip()
            inside = said.which.search(before, name - part.start) or said.clauses.search(before, name - part.start)
            noun = at_end(said.before_noun, before) or shown(m.start(), m.end())
            if not inside and not noun and not before.endswith(said.words.adverbials_not_after):
                return m
        return None

    def _cut(self, content: str, parts: tuple[Part, ...]) -> Asked:
        """Those who are asked, and where what they are asked begins; if a joint does, a verb and its object were read
        as a part of the last name ("all groups end violence | and other acts"): it ends where the known name does.
        Nobody is asked where what is named is used ("that the territory | not be used").
        """
        last = parts[-1]
        if self.said.used.match(content[last.end :].lstrip()):
            return Asked((), 0)
        joint = self.said.joints.match(content, last.end + (content[last.end : last.end + 1] == " "))
        named = list(itertools.islice(self._names.find(content, last.start, last.end), 3))
        if not named or joint is None or named[-1].end == last.end:  # "учреждения системы Организации | в рамках"
            return Asked(parts, last.end)
        end = self._names.lists.head(content, named)[1]
        if len(content[end : last.end].split()) < _VERBAL or not joint[0].strip(SPARE):
            return Asked(parts, last.end)
        return Asked((*parts[:-1], replace(last, end=end)), end)

    def _with_last(self, stretch: Stretch, asked: Asked) -> Asked:
        """Those who are asked, where no words of asking end the list, with the clause that says more of the last one
        ("группы|, основанные на религии,"), and where words are not spaced with an example after a comma ("会员国，
        尤其是 | 拖欠国，确保").
        """
        content, at = stretch.content, asked.ask
        comma = COMMA.match(content, at, stretch.limit) if asked.parts else None
        closed = COMMA.search(content, comma.end(), stretch.limit) if comma else None
        if comma is None or closed is None:
            return asked
        *others, last = asked.parts
        if self.said.clauses.match(content, at) and last.end == at:
            return replace(asked, parts=(*others, replace(last, end=closed.start())), ask=closed.end())
        example = None if self.language.spaced else self.said.examples.match(content, comma.end(), closed.start())
        if example and self._names.lists.is_somebody(content, example.end(), closed.start()):
            one = Part(example.end(), closed.start(), "")
            return replace(asked, parts=(*asked.parts, one), ask=closed.end())
        return asked

    def _at_once(self, content: str, begin: int, ask: int, own: re.Pattern[str] | None) -> bool:
        """Whether what is asked begins at an offset ("encourage | à promouvoir"), and not at a later word of asking;
        `own` are those that the verb governs.
        """
        begin += len(content[begin:]) - len(content[begin:].lstrip(SPARE))
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
        led = None if self.language.spaced else self.said.leads.match(before)  # "决定，| 委员会应"
        more = None if self.language.spaced else _SPACELESS.search(before, led.end() if led else 0)
        if len(before.split()) >= _CONDITION or more:
            return 0  # on what condition, or what else shall be, is said before those who must
        last = asked.parts[-1].end
        gap = content[last : asked.ask]
        inserted = gap.lstrip(SPARE)
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

    def subject(self, content: str, end: int) -> Asked:
        """Those whom the words before an offset name, as the subject of a sentence."""
        stretch = stretch_of(self._names, content[:end])
        return Asked(stretch.subject(stretch.begin(), stretch.limit), end)

    def ask_at_once(self, content: str) -> int:
        """Where what is asked begins, if a word of asking opens a view; else 0."""
        found = self.said.asks.search(content)
        return found.end() if found and not content[: found.start()].strip(SPARE) else 0

    def ask_after(self, content: str) -> int:
        """Where what is asked begins in the words after a verb in the passive."""
        stretch = stretch_of(self._names, content)
        found = self.said.asks.search(content, 0, stretch.limit)
        if found is None:
            return 0
        head = self.said.heads_ask.search(content, 0, found.start())
        return head.start() if head else found.end()

    def _ask(
        self, stretch: Stretch, begin: int, own: re.Pattern[str] | None, is_name: IsName
    ) -> tuple[int, int] | None:
        """Where the list ends and what is asked begins ("to report", "not to report"), after the first ones who are;
        `own` are the words of asking that the verb governs.
        """
        found = self._asks(stretch, begin, own, is_name)
        if found is None:
            return None
        head = self.said.ask_heads.search(stretch.content, found.start(), found.end())
        head = head or self.said.heads_ask.search(stretch.content, begin, found.start())
        return (min(found.start(), head.start()), head.start()) if head else found.span()

    def _bare_ask(
        self, stretch: Stretch, begin: int, end: int, *, someone: int, at_once: bool
    ) -> tuple[int, int] | None:
        """Where a verb begins what is asked right after the first name or pronoun ("requests the Board provide"), or
        after `someone` who is not known; `at_once` says that a verb follows, also after more of the name.
        """
        content = stretch.content
        led, at_once = at_once, at_once and self.said.words.heads_first and self.language.spaced
        glued = bool(self.said.words.glued_articles)
        until = end if glued else min(end, begin + (1 + at_once) * _BARE)
        for m in self.said.bare_asks.finditer(content, begin, until):
            if in_name(m, stretch.named(stretch.limit)) or (led and self.said.used.match(content, m.start())):
                continue  # "لجنة مكافحة الإرهاب"
            named = self._named_next(stretch, m) or (self._described_first(stretch, begin, m) if at_once else None)
            if glued and not named and not self.said.glued_verbs.match(m[0]):
                named = self._after_article(stretch, begin, end, m.start())
            if named or self._after_unnamed(stretch, begin, m.start(), someone):
                return m.start(), m.start()
        return None

    def _after_unnamed(self, stretch: Stretch, begin: int, verb: int, someone: int) -> bool:
        """Whether nothing stands before a verb but a pronoun, or somebody who is not known."""
        before = stretch.content[begin:verb].strip()
        if someone == ANYBODY and before and self.said.first_openings.match(before) and not any(stretch.named(verb)):
            return True
        return self.said.pronouns.fullmatch(before) is not None

    def _after_article(self, stretch: Stretch, begin: int, end: int, verb: int) -> Named | None:
        """The first name before a verbal noun that follows a noun with its article, and so does not belong to it:
        "لدعم الميزانية | تحويل الأموال"; in a relative clause where nothing else is asked.
        """
        content, words = stretch.content, self.said.words
        last = content[begin:verb].split()[-1:]
        apart = bool(last) and content[verb - 1].isspace() and last[0].startswith(words.glued_articles)
        if not apart or (end < stretch.limit and self.said.which.search(content, begin, verb)):
            return None
        return next(stretch.named(verb), None)

    def _named_next(self, stretch: Stretch, verb: re.Match[str]) -> Named | None:
        """The first name that a verb follows."""
        return next((n for n in stretch.named(verb.start()) if self._stands_next(stretch.content, n, verb)), None)

    def _described_first(self, stretch: Stretch, begin: int, verb: re.Match[str]) -> Named | None:
        """The first of those whom a list begins with, of which the last has more said of it up to a verb: "que otras
        partes interesadas implicadas en la negociación | utilicen".
        """
        content, several = stretch.content, [n for n in stretch.named(verb.start()) if n.start >= begin]
        if not several or self.said.which.search(content, begin, verb.start()):
            return None
        alone = self._names.lists.stands_alone(content, begin, several[0].outer, named=True)
        return several[0] if alone and not has_comma(content[several[-1].end : verb.start()]) else None

    def _stands_next(self, content: str, named: Named, verb: re.Match[str]) -> bool:
        """Whether a verb follows a name, with only words between them that do not say whose it is."""
        gap = content[named.end : verb.start()]
        if self.said.words.heads_first and self.said.which.search(gap):
            return False
        if self.said.glued_verbs.match(verb[0]) and gap.strip():
            return False  # "المقررة الخاصة المعنية | بتعزيز حقوق الإنسان"
        if self._adjectives(content, named.end, verb.start()):
            return True
        if self.said.vague.fullmatch(verb[0]):
            return gap == " "  # "Member States, appropriate entities"
        rest = self.said.vague.sub("", self.said.insertions.sub("", gap))
        return gap.startswith((" ", *_COMMAS)) and not rest.strip(SPARE)

    def _adjectives(self, content: str, start: int, end: int) -> bool:
        """Whether nothing but adjectives stands between a name and the verb that begins what is asked."""
        while m := self.said.further.match(content, start, end):
            start = m.end()
        return content[start:end] == " "

    def _asks(self, stretch: Stretch, begin: int, own: re.Pattern[str] | None, is_name: IsName) -> re.Match[str] | None:
        """The first words of asking; those that the verb governs, or sure ones right after a name, before others ("يحث
        الدول المطلة على البحر | على").
        """
        first = None
        for m in self._words_of_asking(stretch, begin, stretch.asides, is_name):
            if own is None or own.fullmatch(m[0].strip()) or self._sure(stretch, m):
                return m
            first = first or m
        if own is not None and stretch.asides and not own.match(stretch.content[begin:].lstrip(SPARE)):
            # "تحث الجماعات المسلحة الموقعة | على التعجيل": no aside where the verb governs no other word
            asking = self._words_of_asking(stretch, begin, (), is_name)
            first = next((m for m in asking if own.fullmatch(m[0].strip())), first)
        return first

    def _sure(self, stretch: Stretch, m: re.Match[str]) -> bool:
        """Whether these are sure words of asking right after a name ("تدعو جميع الأطراف | أن")."""
        sure = self.said.sure_asks.fullmatch(m[0])
        return bool(sure) and any(n.end == m.start() - 1 for n in stretch.named(m.start()))

    def _words_of_asking(
        self, stretch: Stretch, begin: int, asides: Iterable[tuple[int, int]], is_name: IsName
    ) -> Iterator[re.Match[str]]:
        content, limit = stretch.content, stretch.limit
        # "ainsi que" begins no words of asking
        masks = [*asides, *(m.span() for m in stretch.joints)]
        for m in self.said.asks.finditer(content, begin, limit):
            start = m.start()
            if not content[begin:start].strip(SPARE) or any(a <= start < b for a, b in masks):
                continue
            if self._is_relative(content, begin, m, limit) or self._in_clause(content, begin, m, limit):
                continue  # "a los Estados que no lo hayan hecho a que …"
            if m[0].strip() in self.said.before_verbs and is_name(m.end(), m.end() + 1):
                continue  # "contributions to UNICEF"
            if not in_name(m, stretch.named(limit)):  # "Independence to Peoples"
                yield m

    def _in_clause(self, content: str, begin: int, m: re.Match[str], limit: int) -> bool:
        """Whether words of asking stand in a clause between commas that says more of a name: "les États, auxquels il
        incombe de lutter, et les donateurs à promouvoir".
        """
        start = m.start()
        since = max(content.rfind(sign, begin, start) for sign in f"{CLAUSE_COMMAS}—–") + 1
        if self.said.unasked.search(content, max(begin, since), start):
            return True
        found = list(self.said.which.finditer(content, begin, start))
        if not found:
            return False
        which = found[-1]
        opened = self.said.examples.match(content[max(begin, content.rfind(",", begin, which.start()) + 1) :].lstrip())
        if which.start() == start or not (opened or content[: which.start()].rstrip().endswith(_COMMAS)):
            return False
        return not has_comma(content[which.end() : start]) and has_comma(content[m.end() : limit])

    def _is_relative(self, content: str, begin: int, m: re.Match[str], limit: int) -> bool:
        """Whether words of asking say who is asked, and others further on say what: "المنظمات التي بوسعها تقديم
        المساعدة | إلى الدول إلى القيام بذلك".
        """
        said, (start, end) = self.said, m.span()
        so = said.doing_so.search(content, end, limit) if said.words.doing_so else None
        if (
            so
            and any(said.asks_at(content, end, at) for at in {so.start(), len(content[: so.start()].rstrip())})
            and said.which.search(content, begin, start)
        ):
            return True
        if said.relatives_only.match(content, start):
            return bool(said.asks.search(content, end, limit))
        return bool(said.relative_asks.match(content, start) and said.sure_asks.search(content, end, limit))

    def _asked_later(self, stretch: Stretch) -> bool:
        """Whether what is asked stands after another verb ("calls upon States, and encourages banks, to …") or in
        points, so that all the words before it are the list.
        """
        content, limit = stretch.content, stretch.limit
        if limit >= LONGEST or not self.said.words.asks:
            return False
        rest = content[:limit].rstrip()[-_LONGEST_JOINT:]
        return content[limit : limit + 1] == ":" or at_end(self.said.plain_joints, rest) is not None

    def _doer(self, content: str, start: int, end: int) -> re.Match[str] | None:
        """What stands before those who do what is asked for; not before those who did something already."""
        for m in self.said.doers.finditer(content, start, end):
            if " " not in m[0] and self.said.ask_heads.search(content, start, m.start()):
                continue  # what shall not be done by someone asks others; "que se refuerce la | cooperación entre" them
            if any(word.endswith(self.said.words.gerunds) for word in content[m.end() :].split(None, 1)[:1]):
                continue  # how it shall be done
            nouns = content[start : m.start()].split()[-_NOUNS:]
            several = " " in m[0] or not self.said.words.heads_first
            if not several and any(len(w) > _SHORT and w.endswith(self.said.words.participles) for w in nouns[1:]):
                continue  # "l'avis consultatif donné le 9 juillet par la Cour", "mis en œuvre par les États"
            if " " in m[0] or not content[: m.start()].rstrip().endswith(self.said.words.participles):
                return m
        return None


@cache
def addressees(language: Language) -> Addressees:
    """Those who are asked in a language."""
    return Addressees(language)
