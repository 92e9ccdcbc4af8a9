"""What shall be made, and for whom: reports, briefings, reviews, and the organs that they go to."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses.lookup import at_end, without
from akn.clauses.names import Names, names
from akn.clauses.parts import Named, kinds
from akn.clauses.sessions import When, actor_of
from akn.clauses.shape import Words, entities, words
from akn.clauses.times import Clock, clock
from akn.inline.lexicon import NameLexicon
from akn.languages.shape import Language
from akn.languages.view import keyed, shown
from akn.patterns import hinted_pattern, lazy_pattern
from akn.punctuation import CLAUSE_COMMAS, COMMAS, SEMICOLONS, has_comma
from akn.text import Stretches

# characters, at most: before what is asked, and before the name of an organ, of what leads to it; between a session and
# the organ whose it is ("at the eighty-first session of the General Assembly"); beside the joint between two organs
_BEFORE, _LEAD, _OF, _ARTICLE = 12, 32, 24, 8
# what goes to an organ also where nobody asks for it
DOCUMENTS = frozenset({"report", "briefing", "update"})
# what a verb of the same form does, with nothing to be handed in: "to review", "to study"
_ACTS = frozenset({"review", "study"})
# what many have for themselves: handed in only where somebody gets it or it is due ("national strategies")
_PLANS = frozenset({"strategy"})
# what is written, and not held
_WRITTEN = frozenset({"report", "recommendations", "strategy"})
# between a verb and what it makes, and something new: characters; before a product: words, characters where words are
# not spaced
_OBJECT, _FAR, _WORDS, _NOUN = 160, 480, 4, 12
# characters, at most, between a verb and the last of several things that it makes, and of the words before a verb that
# tell whether it heads what is asked: what stands further away is of another matter, and looking through all of it for
# each product took the square of the length of a clause
_REACH, _TAIL = 1000, 200
# what stands after its verb, and is no verb itself
_NOUNS = frozenset({"meeting", "recommendations", "strategy"})
# characters: between two products of one verb ("a report and recommendations"); before a verb, in unspaced words
_JOINED, _ADVERB = 12, 4
_HELD, _LONG = 80, 8  # between a meeting and the verb that says that it is held: characters; before it: words
_KNOWN = 24  # characters before a product that say that it is known
# characters after "refrain from" or "without prejudice to", up to the next comma, of which no verb is asked for
_REFRAINED, _STOPS = 120, frozenset(CLAUSE_COMMAS + SEMICOLONS)
# characters, at most, that say of which sort a product is; words of what is convened
_SORTS, _CONVENED = 80, 9
_NAME = 200  # characters of the name of a product, at most
# words before a verb that is one of reporting ("and regularly to report")
_LEAD_WORDS = 2
_OWN = 2  # words right before an organ: a preposition and an article


_word = lazy_pattern(r" [\w'-]+")
_inserted = lazy_pattern(rf",?[^,;]{{1,{_SORTS}}},")
_LEADS = f" {COMMAS}"  # between a verb and what is decided (", что")
_year = lazy_pattern("[0-9]{4}")
_NEAR = 16  # characters in which the word beside a product stands


class Made(Struct, frozen=True, gc=False):
    """A word for something that is made: where a view says it, its kind, and whether it is what is asked for."""

    start: int
    end: int
    kind: str
    asked: bool


class _Wording(Struct, frozen=True):
    """A view, where what is asked begins in it, whether somebody is asked, whether something is due, whether it is
    or an organ gets it, whether anything is said of when, and from where to where its verbs of making stand, in order,
    and what is not asked for.
    """

    content: str
    at: int
    acts: bool
    goes: bool
    timed: bool
    makes: tuple[tuple[int, int], ...]
    refrained: Stretches

    def makes_at(self, start: int) -> bool:
        """Whether a verb of making begins at an offset."""
        following = bisect_left(self.makes, (start,))
        return following < len(self.makes) and self.makes[following][0] == start

    def verbs_before(self, end: int, start: int) -> Iterator[tuple[int, int]]:
        """The verbs of making between two offsets, the last one first."""
        ended = bisect_right(self.makes, end, key=itemgetter(1))
        verbs = (self.makes[i] for i in range(ended - 1, -1, -1))
        return itertools.takewhile(lambda verb: verb[0] >= start, verbs)


class Products:
    """What the words of one language say of products; made once (`products`)."""

    def __init__(self, language: Language) -> None:
        vocabulary = words(language.code)
        self._names: Names = names(language)
        self._clock: Clock = clock(language)
        self._spaced = language.spaced
        self._inputs = self._clock.pattern(vocabulary.inputs)
        said = self._names.said

        def joined(words: Iterable[str]) -> list[str]:
            return [f"{joint}{word}" for joint in vocabulary.glued_joints for word in words]

        made, told = joined(vocabulary.makes), joined(vocabulary.product_verbs)
        self._makes = said.any_of((*vocabulary.makes, *made))
        self._verbs = said.any_of((*vocabulary.product_verbs, *told))
        self._joined_verbs = said.any_of((*made, *told))
        self._take_governing(vocabulary)
        self._indefinite = said.any_of(vocabulary.indefinite)
        self._definite = said.any_of((*vocabulary.definite, *vocabulary.anaphors))
        self._anaphors = said.any_of(vocabulary.anaphors)
        self._this = lazy_pattern(lambda: f"(?:{self._anaphors.pattern}) ?$")
        self._known = lazy_pattern(lambda: f"(?:{self._definite.pattern}) ?$")
        self._musts = frozenset(shown(language, itertools.chain.from_iterable(vocabulary.musts.values())))
        self._verb_then = said.any_of(vocabulary.verb_then)
        phrases = said.any_of(vocabulary.verb_phrases)
        self._verb_phrases = lazy_pattern(lambda: f"(?:{phrases.pattern})$")
        self._only_named = said.any_of(vocabulary.only_named)
        self._contents = said.any_of(vocabulary.contents)
        self._partitive = said.any_of(vocabulary.partitives)
        self._own = said.any_of(vocabulary.own)
        self._asides = said.any_of((*vocabulary.speaker_adverbs, *vocabulary.insertions))
        self._ends = said.any_of(vocabulary.ends)
        self._alternatives = said.any_of(vocabulary.alternatives)
        self._attributes = vocabulary.times.held_attributes
        self._attribute = said.any_of(self._attributes)
        self._objects = said.any_of((*vocabulary.objects, *joined(vocabulary.objects)))
        self._glued = vocabulary.glued_articles
        self._glued_joints = vocabulary.glued_joints
        self._relative = said.any_of({*vocabulary.which, *vocabulary.times.held_relatives})
        self._convenes, self._no_makes = said.any_of(vocabulary.convenes), said.any_of(vocabulary.no_makes)
        self._asks_for_things = bool(vocabulary.makes)
        towards = said.any_of((*vocabulary.towards, *joined(vocabulary.towards)))
        self._to_speaker = said.any_of(vocabulary.to_speaker)
        self._genitives = said.any_of(vocabulary.genitives)
        own = entities().speakers_own  # a president is no organ
        self._chairs = frozenset((*own, *(meant.get(key) for meant in entities().meant.values() for key in own)))
        self._towards = lazy_pattern(lambda: f"(?:{towards.pattern}) ?$" if vocabulary.towards else "")
        self._towards_forms = said.any_of(vocabulary.towards_forms)
        self._take_kinds(vocabulary)
        self._take_sorts(vocabulary)
        self._take_denials(vocabulary)

    def _take_kinds(self, vocabulary: Words) -> None:
        """Keep the words for products, also with what is written in one with them, and the kind of each."""
        said, language = self._names.said, self._names.language
        self._kinds = keyed(language, vocabulary.products)
        joints, own = shown(language, vocabulary.glued_joints), dict(self._kinds)
        # "وتقارير" is a joint and a product, "بتقرير" a preposition and one
        self._glued_before = {f"{joint}{form}": joint for joint in joints for form in own}
        self._kinds |= {form: own[form.removeprefix(joint)] for form, joint in self._glued_before.items()}
        for with_, form in itertools.product(shown(language, vocabulary.partitives) if joints else (), own):
            if form.startswith(with_) and form.removeprefix(with_) in own:
                self._glued_before[form] = with_
        self._product = said.any_of(self._kinds, beside="-")
        self._mentioned = NameLexicon(language, self._kinds, beside="-")
        self._named = frozenset(vocabulary.named_kinds)
        entries = [form for row in vocabulary.products.values() for form in row]
        self._capitals = frozenset(shown(language, [form for form in entries if form[:1].isupper()]))

    def _take_denials(self, vocabulary: Words) -> None:
        """Make the patterns of what says that something is not to be done, or by nobody."""
        said, language = self._names.said, self._names.language
        self._refrains = said.any_of(vocabulary.refrains)
        self._refrained_endings = vocabulary.refrained_endings
        clitics = said.any_of((*vocabulary.clitics, *vocabulary.before_verb))
        self._clitics = lazy_pattern(lambda: rf"(?:(?:{clitics.pattern}) ?)+$")  # "d'en rendre compte"
        nobody = said.any_of(vocabulary.nobody)
        self._nobody = lazy_pattern(lambda: rf" ?(?:{said.says_that.pattern})? ?(?:{nobody.pattern})")
        begin = said.any_of((*vocabulary.says_that, *itertools.chain.from_iterable(vocabulary.musts.values())))
        refused, none = said.any_of((*vocabulary.negations, *vocabulary.nobody)), said.any_of(vocabulary.no_negations)
        self._refuses = hinted_pattern(
            lambda: rf" ?(?:(?:{begin.pattern}) ?)*(?!{none.pattern})(?:{refused.pattern})",
            lambda: shown(language, (*vocabulary.negations, *vocabulary.nobody)),
        )
        self._denials, self._no_denials = said.any_of((*vocabulary.negations, *vocabulary.refrains)), none
        self._negations = said.any_of(vocabulary.negations)
        self._to_verb = lazy_pattern(lambda: f" ?(?:(?:{clitics.pattern}) ?)*")

    def _take_governing(self, vocabulary: Words) -> None:
        """Make the patterns of prepositions that have a product, and of what stands before a verb that makes one."""
        said = self._names.said
        self._governs = said.any_of(vocabulary.governs)
        # "提交报告 | 供理事会审议" is a report, "报告 | 所载" none
        self._modifies = said.any_of(word for word in vocabulary.governs if word not in vocabulary.for_whom)
        self._within, self._no_within = said.any_of(vocabulary.within), said.any_of(vocabulary.no_within)
        self._verb_after = lazy_pattern(lambda: f"(?:{said.any_of(vocabulary.verb_after).pattern}) ?$")
        self._verb_listed = lazy_pattern(lambda: f"(?:{said.any_of(vocabulary.verb_listed).pattern}) ?$")
        goes_on, adverb = said.any_of(vocabulary.verb_goes_on), "|".join(vocabulary.adverb_endings) or "(?!)"
        self._verb_goes_on = lazy_pattern(lambda: rf" (?:\w+(?:{adverb}) )?(?:{goes_on.pattern})")
        adverbial = said.any_of(vocabulary.adverbial)
        self._adverbial = lazy_pattern(lambda: f"[并还]?(?:{adverbial.pattern})")

    def _take_sorts(self, vocabulary: Words) -> None:
        """Make the patterns of what belongs to the name of a product."""
        said, language = self._names.said, self._names.language
        articles, joints = vocabulary.glued_articles, vocabulary.glued_joints
        glued = shown(
            language, (*articles, *joints, *(f"{joint}{article}" for joint in joints for article in articles))
        )
        sorts = dict.fromkeys(shown(language, vocabulary.sorts), "sort")
        self._sort, self._joints = NameLexicon(language, sorts, beside="", glued=glued), said.plain_joints
        self._heads_first = vocabulary.heads_first
        self._edges = said.any_of((*vocabulary.governs, *vocabulary.definite))
        self._new_or_known = said.any_of((*vocabulary.indefinite, *vocabulary.definite, *vocabulary.anaphors))
        self._not_convened = (self._edges, said.breaks, said.which, said.any_of(vocabulary.about))
        self._adverbs = vocabulary.adverb_endings

    def made(
        self,
        content: str,
        at: int,
        is_name: Callable[[int], bool],
        *,
        acts: bool = True,
        due: bool = False,
        timed: bool = False,
    ) -> tuple[Made, ...]:
        """The products that the words of a view from an offset on name.  Asked for is what a verb of making has as its
        object, or what is itself said by a verb ("to report"); where nothing is `due` and no organ gets it, only what
        stands right after a verb that says what shall be done, and meetings of which something says when (`timed`).
        `acts` says that somebody is asked: then what is asked can begin with a verb of reporting.

        `is_name` says whether what begins there is printed as a name is ("the Review Conference").
        """
        words = list(self._product.finditer(content, at))
        if not words:
            return ()
        that = self._that(content, at)
        common = self._common(content, at, words, is_name, that)
        found = self._without_given(content, common) if common else ()
        if not found:
            return ()
        goes = due or self._goes_to_someone(content, at)
        refrained = self.refrained(content, at)
        makes = tuple(self._making(content, at, refrained))
        wording = _Wording(content, at, acts, goes, timed, makes, Stretches(refrained))
        made: list[Made] = []
        before: dict[str, Made] = {}  # of what is asked for the last one of each kind, in order
        for m in found:
            held = self._held_from(content, that, m)
            asked = held >= 0 or self._is_asked(wording, m, before)
            one = Made(held if held >= 0 else m.start(), m.end(), self._kinds[m[0]], asked)
            made.append(one)
            if asked:
                before.pop(one.kind, None)
                before[one.kind] = one
        counted = (one for one in self._once(content, made) if one.asked or self._is_document(content, one))
        whole = [(one, self._whole(content, one)) for one in counted]
        # each once: "submit a summary report" has two words for one
        named = {
            name.start: (one, name)
            for one, name in sorted(whole, key=lambda pair: pair[1].asked)
            if name.start < name.end
        }
        return tuple(self._without_known(content, sorted(named.values(), key=lambda pair: pair[0].start)))

    def _common(
        self, content: str, at: int, found: Iterable[re.Match[str]], is_name: Callable[[int], bool], that: int
    ) -> list[re.Match[str]]:
        """Words for products from an offset on, without those in names; `that` as for `_held_from`."""
        return [
            m
            for m in found
            if m[0] in self._capitals
            or not is_name(m.start())
            or self._held_from(content, that, m) >= 0
            or self._is_convened(content, at, m)
        ]

    def _is_convened(self, content: str, at: int, product: re.Match[str]) -> bool:
        """Whether a verb of convening has a meeting that is printed as a name is as its object ("to hold the third |
        Conference |").
        """
        if self._kinds[product[0]] != "meeting":
            return False
        begin = max(product.start() - _SORTS, at)
        verbs = self._convenes.finditer(content, begin, product.start())
        named = (self._convened(content, verb.end()) for verb in verbs)
        return any(start <= product.start() < end for start, end in named)

    def _without_given(self, content: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
        """Those that do not name what is there already, as titles do: an item of the agenda, a report."""
        patterns = (self._inputs, self._names.said.titles)
        given = Stretches(m.span() for pattern in patterns for m in pattern.finditer(content))
        return [m for m in found if not given.meet(*m.span())]

    def named_so(self, content: str) -> tuple[str, ...]:
        """The words of a view for products in their order, each with the words before it and after it: where they
        are those of another text, the same is asked for, or another verb says so.
        """
        return tuple(
            " ".join(
                (
                    *content[max(m.start() - _NEAR, 0) : m.start()].split()[-1:],
                    m[0],
                    *content[m.end() : m.end() + _NEAR].split()[:1],
                )
            )
            for m in self._product.finditer(content)
        )

    def _is_document(self, content: str, one: Made) -> bool:
        """Whether a product that nobody asks for is there where it is named: no word for what a document contains."""
        return one.kind in self._named and not self._contents.fullmatch(content, one.start, one.end)

    def is_named(self, kind: str) -> bool:
        """Whether a row has products of a kind that nobody asks for (documents, but no meetings)."""
        return kind in self._named

    def is_verb(self, content: str, one: Made) -> bool:
        """Whether a product of a view is said by a verb ("to report")."""
        return self._verbs.fullmatch(content, one.start, one.end) is not None

    def _whole(self, content: str, one: Made) -> Made:
        """A product with its whole name: with what says of which sort it is, and without articles and prepositions
        ("an update", "informe sobre"); of a verb of convening what is convened.
        """
        glued = len(self._glued_before.get(content[one.start : one.end], ""))
        one = replace(one, start=one.start + glued)
        printed = content[one.start : one.end]
        start, end = self._without_edges(content, one.start, one.end)
        if self._convenes.fullmatch(printed):
            return self._object_convened(content, one, end)
        if self._verbs.fullmatch(printed):
            return replace(one, start=start, end=end)
        if one.kind == "meeting" and not self._heads_first and (convened := self._convened_before(content, start, end)):
            return replace(one, start=convened, end=end)
        if self._heads_first:
            start = self._numbered_from(content, start) if one.kind == "meeting" and one.asked else start
            return replace(one, start=start, end=self._named_to(content, one, start) or self._after_sorts(content, end))
        near = content[max(start - _SORTS, 0) : start]
        sorts = near[len(self._without_sorts(near)) :]
        start -= 0 if self._adverbs and sorts.rstrip().endswith(self._adverbs) else len(sorts)
        return replace(one, start=start, end=end)

    def _numbered_from(self, content: str, start: int) -> int:
        """Where the number of a meeting begins that stands right before its word ("sixième | session", "cinq |
        ateliers"), and is no year; else that word.
        """
        before = content[max(start - _SORTS, 0) : start].split()
        numbers = (" ".join(before[-count:]) for count in (2, 1) if not _year.fullmatch(before[-1] if before else ""))
        return next((start - len(number) - 1 for number in numbers if self._clock.is_number(number)), start)

    def _without_edges(self, content: str, start: int, end: int) -> tuple[int, int]:
        """From where to where the name of a product stands in its words: without an article and prepositions."""
        new = self._indefinite.match(content, start, end)
        start = new.end() + 1 if new and content.startswith(" ", new.end()) and new.end() + 1 < end else start
        while (m := at_end(self._edges, content, start, end)) and m.start() > start:
            end = start + len(content[start : m.start()].rstrip(" "))
        return start, end

    def _after_sorts(self, content: str, stop: int) -> int:
        """Where the words end after a product that say of which sort it is: the first of them right after it."""
        end = stop
        for sort in self._sort.find(content, stop, min(stop + _SORTS, len(content))):
            gap = content[end : sort.begins]
            if gap != " " and not (end > stop and self._joins_sorts(gap)):
                break
            end = sort.end
        return end

    def _joins_sorts(self, gap: str) -> bool:
        """Whether some words can stand between two that say of which sort a product is."""
        joint = gap.strip(" ,") if self._spaced else gap.strip("、")
        return gap.endswith(" ") >= self._spaced and (not joint or self._joints.fullmatch(joint) is not None)

    def _object_convened(self, content: str, verb: Made, end: int) -> Made:
        """What a verb of convening that ends at an offset convenes: its name, else the next word for a meeting
        ("convene, in 2045, | up to two meetings |": 10 clauses); where none is found the verb stands for it ("convene
        in 2045 a dialogue"), and an empty stretch where a relative clause convenes what stands before it.
        """
        first, last = self._convened(content, end)
        if first < last:
            named = next(self._names.find(content, first, last), None)
            if named is None or named.start > first:
                return replace(verb, start=first, end=last)
        stop = next((i for i in range(end, min(end + _OBJECT, len(content))) if content[i] in ";.؛"), end + _OBJECT)
        found = (m for m in self._product.finditer(content, end, stop) if self._kinds[m[0]] == verb.kind)
        meetings = (m for m in found if not self._verbs.fullmatch(m[0]) and not self._at_session(content, m))
        meeting = next(meetings, None)
        if meeting is None:
            near = max(verb.start - _FAR, 0)
            begin = max(near, *(content.rfind(comma, near, verb.start) for comma in CLAUSE_COMMAS))
            return replace(verb, start=end, end=end) if self._relative.search(content, begin, verb.start) else verb
        return self._whole(content, replace(verb, start=meeting.start(), end=meeting.end()))

    def _convened_before(self, content: str, start: int, end: int) -> int:
        """Where the object of "to convene" right before a meeting begins, if that ends with it: "convene | the third
        Assembly meeting |"; else 0.
        """
        begin = max(start - _SORTS, 0)
        verb = max((m.end() for m in self._convenes.finditer(content, begin, start)), default=0)
        first, last = self._convened(content, verb) if verb else (0, 0)
        return first if last == end else 0

    def _named_to(self, content: str, one: Made, start: int) -> int:
        """Where the name of a meeting ends that has its article written in one with it, right after a verb of convening
        ("عقد | الاجتماع الثالث للدول الأطراف |"); 0 if it has none.
        """
        if one.kind != "meeting" or not content.startswith(self._glued, start):
            return 0
        verb = at_end(self._convenes, content, max(start - _SORTS, 0), start)
        first, last = self._convened(content, verb.end()) if verb else (0, 0)
        return last if first == start else 0

    def _convened(self, content: str, at: int) -> tuple[int, int]:
        """From where to where the name of what is convened stands, after its article, from an offset on or after what
        is inserted there between commas: it has several words, which only spaces part; an empty stretch where none
        does.
        """
        if not self._spaced:
            return at, at
        inserted = _inserted.match(content, at)
        for begin in (at, inserted.end()) if inserted else (at,):
            start = begin
            while article := content.startswith(" ", start) and self._new_or_known.match(content, start + 1):
                start = article.end()
            end, words = start, 0
            while words < _CONVENED and (m := _word.match(content, end)) and not self._stops(content, end + 1):
                end, words = m.end(), words + 1
            followed = content[end : end + 1]
            ends = self._stops(content, end + 1) if followed == " " else followed and not followed.isalnum()
            if words > 1 and ends:
                return start + 1, end
        return at, at

    def _stops(self, content: str, at: int) -> bool:
        """Whether no name of what is convened goes on with what stands at an offset."""
        return content[at : at + 1].isdigit() or any(pattern.match(content, at) for pattern in self._not_convened)

    def _goes_to_someone(self, content: str, at: int) -> bool:
        """Whether the words from an offset on name an organ to which something goes."""
        return bool(self.recipients(content, at, None) or self.to_speaker(content, at))

    def _making(self, content: str, at: int, refrained: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The verbs of making in the words of a view from an offset on; "the present resolution" holds none, and
        "refrain from convening" none that is asked for.
        """
        others = Stretches([*(m.span() for m in self._no_makes.finditer(content, at)), *refrained])
        for m in self._makes.finditer(content, at):
            if not others.meet(m.start(), m.start() + 1):
                yield m.span()

    def refrained(self, content: str, at: int) -> list[tuple[int, int]]:
        """From where to where the words of a view from an offset on say what is not asked for ("refrain from …")."""
        found = [(at, len(content))] if at and self._nobody.match(content) else []
        for m in itertools.chain(self._refrains.finditer(content, at), self._negated(content, at)):
            limit = min(m.end() + _REFRAINED, len(content))
            stop = next((i for i in range(m.end(), limit) if content[i] in _STOPS), limit)
            found.append((m.start(), self._asked_again(content, m.end(), stop)))
        return found

    def _negated(self, content: str, at: int) -> Iterator[re.Match[str]]:
        """What says in the words of a view from an offset on that a verb after it is none of making."""
        for m in self._denied(self._negations, content, at):
            lead = self._to_verb.match(content, m.end())
            if lead and any(verbs.match(content, lead.end()) for verbs in (self._makes, self._verbs)):
                yield m

    def _asked_again(self, content: str, begin: int, end: int) -> int:
        """Where something is asked for again in the words after "refrain from", else their end: after a joint, by words
        of asking ("and to submit") that are not those of the verb before ("s'abstenir de …, et de …"), or by a verb of
        making, if no other one stands before it ("avoid delays and submit").
        """
        own = self._names.said.asks.match(content, begin + (content[begin : begin + 1] == " "))
        asks = self._names.said.asks.finditer(content, begin, end) if not (own and own[0]) else ()
        found = [m.start() for m in asks if self._asking_joint(content, begin, m.start())]
        verb = self._makes.search(content, begin, end)
        if verb and not verb[0].endswith(self._refrained_endings):
            joined = verb[0].startswith(self._glued_joints) or self._asking_joint(content, begin, verb.start())
            found += [verb.start()] if joined else []
        return min(found, default=end)

    def _asking_joint(self, content: str, begin: int, at: int) -> bool:
        """Whether a joint ends at an offset that does not continue what is not asked for, as "or" does; a joint
        anywhere before it where words are not spaced ("避免重复并向大会提交").
        """
        joints = self._names.said
        found = (
            (at_end(self._joints, content, begin, at),) if self._spaced else joints.joints.finditer(content, begin, at)
        )
        return any(m is not None and not self._alternatives.match(m[0].strip()) for m in found)

    def refuses(self, content: str) -> bool:
        """Whether a view of what is asked begins with a negation ("not to submit", "that no conference shall")."""
        return bool(self._refuses.match(content))

    def ends(self, content: str) -> bool:
        """Whether a view of what is decided says that something ends ("that it shall no longer apply")."""
        return not self.refuses(content) and self._ends.search(content) is not None

    def denied_from(self, content: str, at: int) -> int:
        """Where the words of a view begin, from an offset on, that say what is not to be done; its end if none do."""
        return next((m.start() for m in self._denied(self._denials, content, at)), len(content))

    def _denied(self, words: re.Pattern[str], content: str, at: int) -> Iterator[re.Match[str]]:
        """Some words of a view from an offset on that say that something is not to be done."""
        return (m for m in words.finditer(content, at) if not self._no_denials.match(content, m.start()))

    def never_due(self, content: str, at: int, whens: Iterable[int]) -> list[bool]:
        """Of each of some times, at their offsets of a view, whether it is one at which something is not to be made:
        after a verb that is not asked for ("not to submit a report at its next session").
        """
        refused: list[tuple[int, int]] = []  # from the end of the first verb that is not asked for
        for start, end in self.refrained(content, at):
            verbs = (pattern.search(content, start, end) for pattern in (self._makes, self._verbs))
            refused.append((min((verb.end() for verb in verbs if verb), default=end), end))
        never = Stretches(refused)
        return [never.meet(when, when + 1) for when in whens]

    def _once(self, content: str, made: Sequence[Made]) -> Iterator[Made]:
        """Products of which a verb is none of its own where its object is one: "to convene a meeting"."""
        asked = (one for one in made if one.asked and not self._makes.fullmatch(content, one.start, one.end))
        objects = sorted(one.start for one in asked)
        for one in made:
            following = bisect_left(objects, one.end)
            has_object = following < len(objects) and objects[following] - one.end <= _OBJECT
            if has_object and self._makes.fullmatch(content, one.start, one.end):
                one = replace(one, asked=False)
            yield one

    def _without_known(self, content: str, made: Sequence[tuple[Made, Made]]) -> Iterator[Made]:
        """Products, printed and with their whole names, without those that only name again what is asked for before
        ("submit a full report … and to include in the report").
        """
        asked: dict[str, None] = {}  # the names, each once
        mentioned: set[str] = set()
        kinds: dict[str, bool] = {}  # of what is asked for: whether by a verb ("to report …, its report shall be")
        for one, whole in made:
            printed, name = content[one.start : one.end], content[whole.start : whole.end]
            article = next((glue for glue in self._glued if name.startswith(glue)), "")
            before = content[max(whole.start - _KNOWN if self._spaced else one.start - _NOUN, 0) : whole.start]
            if not self._spaced:  # what is said before a comma is said of something else
                before = _after_comma(before)
            # where words are not spaced no article says it
            known = self._known.search(before) if self._spaced else self._is_known_here(before, one)
            if self._said_before(name.removeprefix(article), asked, known=bool(article or known)):
                continue
            if known and one.kind in kinds and self._is_again(one, before, kinds[one.kind]):
                continue
            if one.asked:
                asked[name] = None
                kinds[one.kind] = kinds.get(one.kind, False) or self._verbs.fullmatch(printed) is not None
            elif name in mentioned or (article and one.kind in kinds):
                continue
            else:
                mentioned.add(name)
            yield whole

    def _is_known_here(self, before: str, one: Made) -> bool:
        """Whether a product, not spaced, is known where nothing before it says that it is new: what no verb says, of
        which each asks for something ("向大会报告 …, 并每年 | 报告 | …").
        """
        verb = one.asked and self._verb_after.search(before) is not None
        return not verb and not self._indefinite.search(before)

    def _said_before(self, name: str, asked: Collection[str], *, known: bool) -> bool:
        """Whether a name is one of what is asked for, if words say that it is `known`, or several of that in one ("the
        mid-term and final reports", in Russian without an article).
        """
        if known and any(name in other for other in asked):
            return True
        parts = list(filter(None, map(str.strip, self._names.said.joints.sub("\n", name).split("\n"))))
        return len(parts) > 1 and all(any(part in other or other in part for other in asked) for part in parts)

    def _is_again(self, one: Made, before: str, verb: bool) -> bool:
        """Whether a product that only is named after certain words is one asked for before: "these reports" (8
        clauses), or what a `verb` has asked for ("and that its report shall be presented"), as no preposition has it
        ("in its annual report").
        """
        known = self._known.search(before) if self._spaced and not one.asked else None
        if known is None:
            return False
        named = self._anaphors.match(before, known.start()) is not None
        return named or (verb and not at_end(self._governs, before[: known.start()]))

    def named(self, content: str) -> list[tuple[int, int, str]]:
        """The products that the words of a view name in any way, also after a glued particle ("بتقرير"): from where to
        where, and the kind.
        """
        return [(found.begins, found.end, found.value) for found in self._mentioned.find(content)]

    def unasked(self, content: str, made: Sequence[Made]) -> list[tuple[int, int]]:
        """Where the words of a view name products of which none of those that are `made` is asked for."""
        asked = Stretches((one.start, one.end) for one in made if one.asked)
        return [(start, end) for start, end, _ in self.named(content) if not asked.meet(start, end)]

    def _is_asked(self, wording: _Wording, product: re.Match[str], before: dict[str, Made]) -> bool:
        """Whether a product is what shall be made, and no word for something else in the clause; `before` are those
        before it that are, the last one of each kind.
        """
        if not self._asks_for_things:
            return True
        kind = self._kinds[product[0]]
        if self._is_excluded(wording, product):
            return False
        if self._is_verb(wording, product, kind):
            return self._verb_asks(wording, product, kind)
        verb = self._maker(wording, product.start(), kind, before)
        if (
            verb is None
            or self._for_oneself(wording, product, kind, verb[1])
            or self._named_again(wording.content, product, kind, before, verb[1])
        ):
            return False
        return self._noun_asked(wording, product, kind, verb)

    def _that(self, content: str, at: int) -> int:
        """Where the words end that what is asked begins with, from an offset on, if they are "that"; else -1."""
        asked = len(content) - len(content[at:].lstrip(_LEADS))
        found = self._clock.held_that.match(content, asked)
        return found.end() if found else -1

    def _held_from(self, content: str, that: int, product: re.Match[str]) -> int:
        """Where the name of a meeting begins that shall be held, by the words after "that", which ends at an offset:
        "that the | Summit | will be held in New York" (11 documents), else -1.
        """
        if that < 0 or self._kinds[product[0]] != "meeting":
            return -1
        start, end = product.span()
        found = self._clock.held_finite.search(content[end : end + _HELD])
        if not found or self._clock.held_that.search(content[end : end + found.start()]):
            return -1  # "что сессия … и что она будет проводиться"
        begin, new = that, content.rfind(", ", max(that, start - _NAME), start) + 1
        if new and self._indefinite.match(content, new + 1):  # "…, or, if it is not in session, a | special session |"
            begin = new
        if start - begin > _NAME or len(content[begin:start].split()) > _LONG:
            return -1
        spans = (begin, start), (end, end + found.start())
        if has_comma(content[slice(*spans[0])]) or self._names.said.breaks.search(content, *spans[0]):
            return -1  # "que, durant la session, le Groupe se réunira"
        held = all(self._clock.holding.subject(content, *span) for span in spans)
        article = self._definite.match(content, begin + 1)
        return (article.end() + 1 if article else begin + 1) if held else -1

    def _is_excluded(self, wording: _Wording, product: re.Match[str]) -> bool:
        """Whether nothing is made by a word for a product: "to monitor", "refrain from convening"."""
        start = product.start()
        if wording.refrained.meet(start, start) and (
            self._verbs.fullmatch(product[0]) or self._opens(wording.content, wording.at, start)
        ):
            return True
        refrained = self._makes.fullmatch(product[0]) and not wording.makes_at(start)
        after = (wording.content, product.end())
        within = self._within.match(*after) and not self._no_within.match(*after)
        return bool(refrained or within or self._only_named.fullmatch(product[0]))

    def _maker(self, wording: _Wording, start: int, kind: str, before: dict[str, Made]) -> tuple[int, int] | None:
        """The verb of making that a product at an offset may be the object of: the last one in its sentence; `before`
        are those that are asked for before it, a further one of which can stand far from the verb.
        """
        content, near = wording.content, max(wording.at, start - _REACH)
        if not self._spaced and content.endswith(tuple(CLAUSE_COMMAS), near, start):
            return None  # "举行会议, | 评估 | 执行情况"
        stop = max(near, *(content.rfind(sign, near, start) + 1 for sign in ";:.。；：؛"))
        verbs = wording.verbs_before(start, stop)
        if kind == "meeting" or kind in _WRITTEN:  # a report on a meeting that is held is not held
            verbs = (verb for verb in verbs if (kind == "meeting") == bool(self._convenes.fullmatch(content, *verb)))
        verb = next(iter(verbs), None)
        if verb is None:
            return None
        # "to present, every six months, in coordination with …, a report"
        said = self._indefinite.search(_last_words(content[near:start])) or self._objects.match(content, start)
        new = kind not in _ACTS | _NOUNS and said
        # "to prepare … a report on lamps, including …, and a report on"
        last = before[kind].end if new and kind in before else 0
        far = start - max(last, verb[1])
        return verb if far <= _OBJECT or (far <= _FAR and new) else None

    def _noun_asked(self, wording: _Wording, product: re.Match[str], kind: str, verb: tuple[int, int]) -> bool:
        """Whether a product is what a verb that stands before it makes, and that is what shall be done."""
        content = wording.content
        if not self._spaced and self._modifies.match(content, product.end()):
            return False  # "研究的工具"
        rest = self._to_object(content[verb[1] : product.start()])
        is_object, heads = self._is_object(content, rest, product), self._heads(content, wording.at, verb[0])
        if heads and self._is_own(rest, kind):
            return True
        if wording.goes or (kind == "meeting" and wording.timed):
            new = not self._spaced and self._indefinite.match(rest)  # "一份关于这一问题的"
            definite = self._definite.search(rest) if self._spaced else self._definite.match(rest)
            known = not new and (definite or product[0].startswith(self._glued))
            return is_object and (heads or not (known or kind == "meeting"))
        if not heads or self._is_known(rest):
            return False
        return (is_object and self._is_new(rest, product[0], kind)) or self._follows(self._bare(rest), kind)

    def _to_object(self, between: str) -> str:
        """The words between a verb and its object without those that say nothing of it: "представить | в этой связи |
        предложение", "formuler | des | recommandations".
        """
        rest = without(self._asides, between) if self._spaced else between
        return "" if self._partitive.fullmatch(rest.strip()) else rest

    def _is_known(self, rest: str) -> bool:
        """Whether the words between a verb and a product say that this one is known, and not what it is on ("提交一份
        关于这一问题的 | 报告").
        """
        if not self._spaced and self._indefinite.match(rest):
            return False
        near = _after_comma(rest)  # "to prepare, with the assistance of those agencies, a | report"
        new = self._spaced and self._indefinite.search(near)
        return self._anaphors.search(near if new else rest) is not None

    def _for_oneself(self, wording: _Wording, product: re.Match[str], kind: str, verb: int) -> bool:
        """Whether a product after a verb of making is what one does or has for oneself: a plan that nobody gets, the
        verb of "to develop and review guidelines".
        """
        rest = wording.content[verb : product.start()].strip()
        far = not self._spaced and len(rest) > _ADVERB and not self._indefinite.match(rest)  # "举行会议审议"
        acts = kind in _ACTS and (far or self._names.said.joints.fullmatch(rest) is not None)
        return acts or (kind in _PLANS and not wording.goes)

    def _is_verb(self, wording: _Wording, product: re.Match[str], kind: str) -> bool:
        """Whether a word for a product is a verb: as such, where an ask begins with it, after an organ."""
        content, at, start = wording.content, wording.at, product.start()
        has = at_end(self._own, content[max(at, start - _NEAR) : start])  # "en su | informe sobre"
        if (not has and self._verbs.fullmatch(product[0])) or self._verb_phrases.search(
            content, max(at, product.start() - _KNOWN), product.end()
        ):
            return True
        # "revert to the committee and report thereon" (two rows of 1,997 of 32 English texts that say so)
        near = max(at, start - _SORTS)
        lead = content[near:start]
        new = self._indefinite.match(lead, lead.rstrip().rfind(" ") + 1)  # "un | informe al respecto"
        if self._verb_then.match(content, product.end() + 1) and not self._known.search(lead) and not new:
            return True
        if kind in _NOUNS:
            return False
        listed = self._verb_listed.search(content, near, start) and self._verb_goes_on.match(content, product.end())
        after = kind not in _ACTS and (listed or self._verb_after.search(content, near, start))
        # "approves reports" asks nobody to report; "urges | prompt reporting by … to the Council" does
        begin = near + len(self._without_sorts(lead)) if wording.goes and wording.acts else start
        return bool(after) or ((wording.acts or bool(lead.strip())) and self._opens(content, at, begin))

    def _verb_asks(self, wording: _Wording, product: re.Match[str], kind: str) -> bool:
        """Whether a verb that is a word for a product says what shall be done."""
        content, at, start = wording.content, wording.at, product.start()
        if kind in _ACTS:
            return False  # what is done leaves nothing that is handed in
        # of two verbs the first one heads ("monitor and report on": 9 clauses)
        pair = self._verb_after.search(content, max(at, start - _SORTS), start) if self._spaced else None
        heads = self._heads(content, at, pair.start() if pair else start, _LEAD_WORDS)
        if self._makes.fullmatch(product[0]):
            return heads and (wording.goes or self._opens(content, at, start))
        return wording.goes or heads

    def _opens(self, content: str, at: int, start: int) -> bool:
        """Whether what is asked begins at an offset, also after a word that says that it must be done."""
        before = content[max(at, start - _TAIL) : start].strip()
        return not before or before in self._musts or self._names.said.asks_at(content, at, start)

    def _named_again(self, content: str, product: re.Match[str], kind: str, before: dict[str, Made], verb: int) -> bool:
        """Whether a product is one that was asked for before ("and to present the study"), or says what one holds that
        the same verb has, which ends at an offset ("a report on lamps and recommendations").
        """
        printed, start = product[0], product.start()
        rest = content[verb:start]
        near = _last_words(rest) if self._spaced else rest[-_NOUN:]
        if kind in before and self._this.search(near):
            return True  # "эти | доклады"
        if self._indefinite.search(near) or self._objects.fullmatch(printed):
            return False
        definite = self._definite.search(near) or printed.startswith(self._glued)
        if definite and kind in before:
            return True
        last = next(reversed(before.values())).end if before else -1
        return last > verb and start - last > _JOINED

    def _is_new(self, rest: str, printed: str, kind: str) -> bool:
        """Whether the words between a verb and a product say that this one is not there yet."""
        near = _after_comma(rest)
        return kind == "meeting" or bool(self._indefinite.search(near) or self._objects.fullmatch(printed))

    def _follows(self, rest: str, kind: str) -> bool:
        """Whether the words between a verb and a product only describe this one, and it is nothing known."""
        known = kind != "meeting" and self._definite.search(rest)
        return kind not in _ACTS and not known and not has_comma(rest) and not self._governs.search(rest)

    def _is_own(self, rest: str, kind: str) -> bool:
        """Whether the words between a verb and a report say that it is one's own ("to submit | without delay its
        sixteenth and seventeenth periodic | reports"), and no preposition has it.
        """
        own = self._own.search(rest) if kind == "report" else None
        if own is None or self._names.said.joints.search(rest, 0, own.start()):
            return False
        return not any(self._governs.search(part) for part in (rest[: own.start()], rest[own.end() :]))

    def _bare(self, rest: str) -> str:
        """The words between a verb and a product without those that say of which sort this one is, and who gets it
        ("to provide | to the Secretary-General periodic | updates").
        """
        return self._without_recipient(self._without_sorts(rest))

    def _without_sorts(self, rest: str) -> str:
        """The words before a product without those at their end that say of which sort it is."""
        if self._heads_first:
            return rest
        begin = end = len(rest)
        for sort in self._sort.find(rest):
            joined = begin < len(rest) and self._joins_sorts(rest[end : sort.begins])
            begin, end = begin if joined else sort.begins, sort.end
        return rest[:begin] if rest[end:] == (" " if self._spaced else "") else rest

    def _heads(self, content: str, at: int, verb: int, most: int = _WORDS) -> bool:
        """Whether a verb says what shall be done, and not how or what for ("by conducting", "with a view to"): with
        some words at most before it.
        """
        tail = content[max(at, verb - _TAIL) : verb]
        if not self._spaced:
            example = max((m.start() for m in self._names.said.examples.finditer(tail)), default=-1)
            if example > max(tail.rfind(sign) for sign in "，,;；"):
                return False  # "包括组织会议"
            if len(tail) - max(tail.rfind(sign) for sign in "，,、并和及") - 1 <= _ADVERB:
                return True
            led = tail[max(tail.rfind(sign) for sign in "，,;；") + 1 :]
            begun = self._adverbial.match(led)  # "(并)在第六十届会议上 | 举行", but not "根据委员会的 | 通报"
            return begun is not None and not self._makes.search(led) and at_end(self._governs, led) is None
        clause = max(tail.rfind(comma) for comma in CLAUSE_COMMAS) + 1
        if most > _LEAD_WORDS and self._names.said.examples.search(tail, clause):
            return False  # "including through reviews and presenting"
        tail = self._clitics.sub("", tail)
        if self._joined_verbs.match(content, verb):
            return True  # its joint is written in one with it: "…, ورصد المصابيح | وإبلاغ المجلس |"
        joint = max((m.end() for m in self._names.said.joints.finditer(tail)), default=0)
        return len(tail[joint:].split()) <= most and not self._names.said.breaks.search(tail, joint)

    def _is_object(self, content: str, rest: str, product: re.Match[str]) -> bool:
        """Whether no preposition has a product in the words between it and a verb ("in its annual reports")."""
        if self._objects.fullmatch(product[0]):
            # "يتضمن استعراضا", "в первоначальный | доклад"
            return not at_end(self._governs, self._without_sorts(rest))
        if self._given_with(rest):
            return True
        rest = self._without_recipient(self._without_session(rest))
        meeting = self._kinds[product[0]] == "meeting"
        if meeting and self._at_session(content, product):
            return False
        if not self._spaced and not meeting and self._is_described(rest):
            return not self._modifies.match(content, product.end())
        near = rest[-_NOUN:] if not self._spaced else _last_words(rest)
        near = _after_comma(near)
        if self._partitive.fullmatch(near.strip()):
            return True  # "lui présenter, dans son rapport, des informations"
        new = [m for m in self._indefinite.finditer(near) if not self._is_governed(near[: m.start()])]
        near = near[new[-1].end() :] if new else near
        if new and not self._spaced:  # what describes the product ends in a preposition too: "一份全面的报告"
            return not (self._governs.match(near) or self._modifies.match(content, product.end()))
        return not self._governs.search(near)

    def _is_governed(self, lead: str) -> bool:
        """Whether some words end with a preposition that is no joint ("así | como")."""
        return at_end(self._governs, lead) is not None and not at_end(self._joints, lead)

    def _at_session(self, content: str, product: re.Match[str]) -> bool:
        """Whether a session is not held but said of when ("tenir, à sa quatre-vingtième | session |, une réunion")."""
        near = content[max(product.start() - _SORTS, 0) : product.end()]
        found = (m for _, pattern in self._clock.sessions.of(near) for m in pattern.overlapping(near))
        return any(m.end() == len(near) and at_end(self._governs, near[: m.start()]) for m in found)

    def _given_with(self, rest: str) -> bool:
        """Whether the words between a verb and a product only say who gets it ("the Council with an")."""
        who = next(self._names.find(rest, 0, len(rest)), None)
        return (
            who is not None
            and len(rest[: who.start].strip()) <= _ARTICLE
            and self._partitive.fullmatch(rest[who.end :].strip()) is not None
        )

    def _without_session(self, rest: str) -> str:
        """The words between a verb and a product without a session at their end, and the organ before it
        ("представить | Ассамблее на ее восьмидесятой сессии | доклад").
        """
        if not self._spaced:
            return rest
        found = (m for _, pattern in self._clock.sessions.of(rest) for m in pattern.overlapping(rest))
        ends = (rest[: m.start()] for m in found if not rest[m.end() :].strip())
        governed = [before[: m.start()] for before in ends if (m := at_end(self._governs, before))]
        if not governed:
            return self._without_event(rest)
        rest = governed[-1].rstrip()
        named = (n.start for n in self._names.find(rest, 0, len(rest)) if n.end == len(rest))
        return rest[: next(named, len(rest))]

    def _without_event(self, rest: str) -> str:
        """The words between a verb and a product without an event at their end ("أن يقدم | في سياق تقريره المقبل |
        معلومات مستكملة").
        """
        found = (m for _, pattern in self._clock.events.of(rest) for m in pattern.finditer(rest))
        return next((rest[: m.start()] for m in found if not rest[m.end() :].strip()), rest)

    def _without_recipient(self, rest: str) -> str:
        """The words between a verb and a product without the organ at their end that gets it ("proporcione |
        al Comité | información").
        """
        bare = rest.rstrip()
        who = (
            next((n for n in self._names.find(rest, 0, len(rest)) if n.end == len(bare)), None)
            if self._spaced
            else None
        )
        found = self._towards.search(rest[: who.start]) if who else None
        return rest[: found.start()] if found else rest

    def _is_described(self, rest: str) -> bool:
        """Whether the words between a verb and a product, not spaced, only describe this one: "提交一份关于灯的 |
        报告"; not so "提交大会的报告".
        """
        begun = self._attribute.match(rest)
        described = rest.endswith(self._attributes) and begun is None and not has_comma(rest)
        organs = (n for n in self._names.find(rest, 0, len(rest)) if kinds().get(n.key) == "UN organs")
        return described and (bool(self._indefinite.match(rest)) or next(organs, None) is None)

    def recipients(self, content: str, at: int, due: When | None, begin: int = 0) -> tuple[Named, ...]:
        """For whom it is made: the organs that the words from an offset on name as the ones to whom it goes ("to the
        Council and the Assembly"), from where the verb of the first product begins, else the one at whose session it is
        due.
        """
        names = self._names.find(content, at, len(content))
        named = [n for n in names if kinds().get(n.key) == "UN organs" and n.key not in self._chairs]
        if not self._spaced:
            named = [n for n in named if n.key not in entities().events]  # "第七十七届 | 会议" is a session
        organs = named if self._names.said.words.heads_first else [*_last_of_each(content, named)]
        found: list[Named] = []
        broken = False
        for organ in (n for n in organs if n.start >= begin):
            before = content[max(at - _BEFORE, organ.start - _LEAD, 0) : organ.start]
            joined = found and not broken and self._joined(content[found[-1].end : organ.start])
            broken = bool(found) and not joined
            if joined or (self._is_given(before, organ, content) and (not found or self._made_for(before))):
                found.append(organ)
                broken = False
        return tuple(found or _at_session(organs, due))

    def made_from(self, content: str, at: int, made: Sequence[Made]) -> int:
        """Where the verb begins that makes the first product that is asked for: what goes to an organ before it is
        something else ("to provide the Committee with support, and to submit a report"); `at` where it is not known.
        """
        asked = [one for one in made if one.asked]
        handed_in = [one for one in asked if one.kind != "meeting" and one.kind not in _ACTS]
        first = next((one.start for one in handed_in or asked), -1)
        if first < 0 or not self._spaced or self._clock.holding.last:
            return at
        verbs = (a for a, b in self._making(content, at, ()) if b <= first)
        if not handed_in:  # "that matter shall be brought to the Assembly, or a session shall be convened"
            return max(verbs, default=first)
        begin = max(verbs, default=at)
        return at if any(self._mentioned.find(content, at, begin)) else begin

    def _made_for(self, before: str) -> bool:
        """Whether words before an organ have a verb of making of which it has a product of its own: "…, and submit
        to the | Council a final one", "and submit an interim report to the | Council".
        """
        lead = self._towards.sub("", before).rstrip()
        return any(not self._governs.search(lead, m.end()) for m in self._makes.finditer(lead))

    def _is_given(self, before: str, organ: Named, content: str) -> bool:
        """Whether what stands before an organ, or the form of its name, says that something goes to it."""
        if self._attribute.match(content, organ.end):
            return False  # "提交大会的 | 安全理事会报告"
        if towards := self._towards.search(before):
            lead = before[: towards.start()]
            return self._genitives.fullmatch(towards[0].strip()) is None or self._takes_dative(lead)
        said_by_form = self._towards_forms.search(content, organ.start, organ.end)
        return said_by_form is not None and not at_end(self._names.said.breaks, before)

    def _takes_dative(self, lead: str) -> bool:
        """Whether the last of some words has somebody who gets something after it ("يقدم | للجنة | تقريرا"), and none
        whose it is ("الدورة المقبلة | للجنة").
        """
        lead = lead.rstrip()
        last = lead.rpartition(" ")[2]
        says_so = self._makes.fullmatch(last) or self._mentioned.value_of(last)
        return says_so is not None or self._ends_in_product(lead)

    def _ends_in_product(self, lead: str) -> bool:
        """Whether some words end in the name of a document, with what says of which sort it is, that is not known
        already: "تقريرا شاملا | للجنة", but "التقرير الكامل | للجنة" and "استعراضا شاملا | للجنة", which are the
        committee's.
        """
        named = (m for m in self._product.finditer(lead) if self._kinds[m[0]] in DOCUMENTS)
        new = (m for m in named if not m[0].startswith(self._glued))
        return any(self._whole(lead, Made(*m.span(), self._kinds[m[0]], asked=True)).end == len(lead) for m in new)

    def to_speaker(self, content: str, at: int, speaker: str = "", due: When | None = None) -> tuple[int, int] | None:
        """Where words from an offset on say that it is made for the one who speaks, who has a key, with no other organ
        before them that a pronoun may stand for, unless it is `due` at a session of the speaker right after them.
        """
        found = self._to_speaker.search(content, max(at - _BEFORE, 0))
        if found is None:
            return None
        named = self._names.find(content, at, found.start())
        if has_comma(
            _last_words(content[at : found.start()], 1)[-1:]
        ):  # "que, en coordinación con el Comité, | le presente"
            helps = self._names.said.breaks
            named = (n for n in named if not helps.search(_last_words(content[at : n.outer], _OWN)))
        own = due is not None and due.value.rpartition(".")[0] == actor_of(speaker) != ""
        if own and due is not None and 0 <= due.start - found.end() <= _OF:
            return found.span()
        if any(kinds().get(n.key) == "UN organs" and n.key != speaker for n in named):
            return None
        return found.span()

    def _joined(self, gap: str) -> bool:
        """Whether the words between two organs only join them; the sessions of the first one may stand there."""
        begin = end = 0
        for _, pattern in self._clock.sessions.of(gap):
            if (m := pattern.search(gap)) and len(gap[: m.start()].strip()) <= _ARTICLE:
                begin, end = m.span()  # a joint that begins the word after it ("الثمانين وإلى") may be in it
        # the letter stands for the organ, in one word with which a joint may be written
        joints = [m for m in self._names.said.joints.finditer(f"{gap}x", begin) if self._joins(gap, m, listed=end > 0)]
        return any(max(m.start() - end, 0) + len(gap) - m.end() <= _ARTICLE for m in joints)

    def _joins(self, gap: str, joint: re.Match[str], *, listed: bool) -> bool:
        """Whether a joint between two organs is a word, or a comma before what says to whom something goes; before an
        article if a session stands between the two ("to the Assembly at its next session, the Council and").
        """
        after = gap[joint.end() :].strip()
        word = joint[0].strip(f" {COMMAS}")
        return bool(word or self._towards.fullmatch(after) or (listed and self._definite.fullmatch(after)))


def _at_session(organs: Sequence[Named], due: When | None) -> list[Named]:
    """The organ at whose session something is due, where it is named beside that."""
    if due is None or due.kind != "session":
        return []
    host = due.value.rpartition(".")[0]
    return [n for n in organs if 0 <= n.start - due.end <= _OF and actor_of(n.key) == host][:1]


def _last_of_each(content: str, named: Sequence[Named]) -> Iterator[Named]:
    """The names, those of which the first describes the second as one: "the Security Council Committee"."""
    start = -1
    for i, one in enumerate(named):
        start = one.start if start < 0 else start
        if i + 1 == len(named) or content[one.end : named[i + 1].start] != " ":
            yield replace(one, start=start)
            start = -1


def _after_comma(words: str) -> str:
    """Some words from the last comma on that can part clauses."""
    return words[max(words.rfind(comma) for comma in CLAUSE_COMMAS) + 1 :]


def _last_words(text: str, most: int = _WORDS) -> str:
    """The last words of a text, which right before a product say that it is new or known."""
    return " ".join(text.rsplit(None, most)[-most:])


@cache
def products(language: Language) -> Products:
    """What a language says of products."""
    return Products(language)
