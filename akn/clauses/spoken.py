"""The actions of a declaration: what "we" do, in a text that an organ adopts and nobody marks (profile 2.1).

In an annex nobody acts in the third person, and its paragraphs hold no marks.  But the words of those who declare are
clauses as those of an organ are: "We reaffirm …, and call upon all States to …".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from heapq import merge
from operator import itemgetter

from msgspec import Struct

from akn.clauses.shape import asks, words
from akn.languages.phrases import lexicon
from akn.languages.shape import Language
from akn.languages.view import keyed, shown, view, whole
from akn.patterns import TEXTS, hinted_pattern, holds_any, lazy_pattern, least

_ADVERBS = 12  # words and commas, at most, between who speaks and the verb
_APPOSITION = 80  # characters, at most, that say who that is ("We, the signatories, pledge")

_Found = tuple[int, int, int]
"""Where a clause in the first person begins in a view, and from where to where its phrase stands."""
_Lead = tuple[int, int, bool]
"""From where to where stands what an action can follow, and whether that is the speaker."""


class Spoken(Struct, frozen=True, gc=False):
    """An action in the first person: its offsets in the text, its key, where its clause begins ("we …"), and whether a
    point `opens` with it.
    """

    start: int
    end: int
    key: str
    clause: int = 0
    opens: bool = False


def find_spoken(text: str, language: Language, *, led: bool = False, alone: bool = False) -> Iterator[Spoken]:
    """The actions that a text says in the first person, in order; the first of them stands right after the speaker.

    `led` says that the text is a point of what someone says: then it can begin with a verb itself ("To urge ..."),
    with any of them where the speaker stands `alone` before the points ("we:").

    >>> from akn.languages import load
    >>> [s.key for s in find_spoken("We also recall the Charter and call upon all to keep it.", load("eng"))]
    ['recalls', 'callsUpon']
    """
    speech = _speech(language)
    seen = view(language, text)
    if speech is None or not (led or speech.in_verb or speech.speaker.search(seen.content)):
        return
    if not holds_any(seen.content, speech.hints):
        return
    opening = speech.opening(seen.content, alone) if led else None
    ahead = _Ahead(speech, seen.content)
    found = opening or ahead.first()
    while found:
        clause, start, end = found
        key = speech.keys[seen.content[start:end]]
        stop = seen.end(speech.with_adverb(seen.content, end))
        yield Spoken(seen.start(start), stop, key, seen.start(clause), found is opening)
        found = ahead.further(end)


def find_further(text: str, language: Language) -> Iterator[Spoken]:
    """What a point of what someone says may ask further on, where a verb has one form for both: after a comma or an
    adverb and an object of what is said before ("(a) Heal the sick, and | urge | all States to help", but not "laws
    that require and encourage"); whether the speaker does that, its words after it tell.

    >>> from akn.languages import load
    >>> [s.key for s in find_further("Heal the sick, and urge all States to help", load("eng"))]
    ['urges']
    """
    speech = _speech(language)
    if speech is None or speech.in_verb:
        return
    seen = view(language, text)
    if not holds_any(seen.content, speech.asking):
        return
    ahead = _Ahead(speech, seen.content)
    joints = [(m.start(), m.end()) for m in speech.joints.finditer(seen.content)]
    found = ahead.further(0)
    while found:
        clause, start, end = found
        after = bisect_right(joints, start, key=itemgetter(1))
        if after and speech.goes_on(seen.content, joints[after - 1][0], start):
            yield Spoken(seen.start(start), seen.end(end), speech.keys[seen.content[start:end]], seen.start(clause))
        found = ahead.further(end)


class _Speech:
    """How a language speaks in the first person: what leads to a phrase, adverbs between, and its phrases, which are
    looked up where one can begin: patterns of all of them took longer to make than most runs look for them.
    """

    def __init__(self, language: Language) -> None:
        w = words(language.code)
        who, joints = whole(language, w.speakers), shown(language, w.glued_joints)
        before = r"(?<!\w)" if language.spaced else ""
        glued = f"(?:{'|'.join(map(re.escape, joints))})?" if joints else ""
        self.in_verb = w.speaker_in_verb
        self.speaker = hinted_pattern(who, shown(language, w.speakers))
        self.speakers = lazy_pattern(rf"{before}{glued}{who}(?P<who>, ?[^,.;:]{{1,{_APPOSITION}}},)?")
        self._signed = lazy_pattern(f" ?{who} ?[,،]")
        self._point = lazy_pattern(rf" ?(?:{whole(language, w.point_leads)} ?)?")
        self._adverb = lazy_pattern(rf" ?(?:{whole(language, w.speaker_adverbs)}|,)")
        self._edge = lazy_pattern(r"(?!\w)" if language.spaced else "")
        self._spaced = language.spaced
        self._object = lazy_pattern(rf".* (?!{whole(language, (*w.which, *w.point_leads))} )\S+ \S+")
        also = whole(language, language.actions.adverbs) if language.spaced else "(?!)"
        self._after = lazy_pattern(rf" {also}(?!\w)")
        self.joints = lexicon(language).joints["preamble"]
        self._glued = (*joints, "")
        self.keys = keyed(language, w.spoken)
        self.hints = least(self.keys)
        self.asking = least(phrase for phrase, key in self.keys.items() if asks(key))
        self._phrases = tuple(sorted(self.keys, key=len, reverse=True))
        self._also = set(self.keys).difference(shown(language, w.spoken_first_only))

    def opening(self, content: str, alone: bool) -> _Found | None:
        """An action that a point begins with; after "we:" (`alone`) it can be any."""
        lead = None if alone else self._point.match(content)
        phrase = self._phrase(content, lead.end() if lead else 0, self._glued if alone else ("",), any_one=alone)
        return phrase and (0 if self.in_verb else phrase[0], *phrase)

    def goes_on(self, content: str, joint: int, at: int) -> bool:
        """Whether a verb after a joint begins what else is said: a comma or an adverb is in the joint, and an object
        before it, so that the verb shares none with the one of a point or of a clause in it ("laws that | require").
        """
        before = f" {content[:joint].rstrip(' ,')}"
        return self._adverb.search(content, joint, at) is not None and (
            not self._spaced or self._object.fullmatch(before) is not None
        )

    def leads(self, content: str) -> bool:
        """Whether words end with the speaker ("we therefore:"), or begin with who that is."""
        ends = (end for lead in _Ahead(self, content).speakers(0) for end in self.reached(content, lead[1]))
        return self._signed.match(content) is not None or any(content[end:].strip() in (":", "：") for end in ends)

    def after(self, content: str, leads: Iterable[_Lead]) -> _Found | None:
        """The action after the first of some leads that has one."""
        for start, end, speaks in leads:
            if phrase := self._phrase(content, end, self._glued, any_one=speaks):
                return (start if speaks else phrase[0], *phrase)
        return None

    def reached(self, content: str, at: int) -> list[int]:
        """How far adverbs reach from an offset on: where each ends."""
        ends = [at]
        while len(ends) <= _ADVERBS and (m := self._adverb.match(content, ends[-1])):
            ends.append(m.end())
        return ends

    def with_adverb(self, content: str, end: int) -> int:
        """Where a phrase that ends at an offset ends with the adverb after it, as those of marked verbs do ("نؤكد |
        أيضا |"); where words are not spaced adverbs stand before a verb alone.
        """
        adverb = self._after.match(content, end)
        return adverb.end() if adverb else end

    def _phrase(self, content: str, at: int, glued: Iterable[str], *, any_one: bool) -> tuple[int, int] | None:
        """From where to where a phrase stands after adverbs from an offset on, as few as may be: they can belong to it
        ("вновь заявляем"); if not `any_one`, none that is an action only right after the speaker.
        """
        for end in self.reached(content, at):
            for begin in (end + content.startswith(" ", end), end):
                for start in (begin + len(joint) for joint in glued if content.startswith(joint, begin)):
                    several = self._standing(content, start)
                    if several and (any_one or not self._also.isdisjoint(several)):
                        return start, start + len(several[0])
        return None

    def _standing(self, content: str, at: int) -> list[str]:
        """The phrases that stand at an offset, the longest first."""
        if not content.startswith(self._phrases, at):
            return []
        found = (phrase for phrase in self._phrases if content.startswith(phrase, at))
        return [phrase for phrase in found if self._edge.match(content, at + len(phrase))]


class _Ahead:
    """What stands ahead in one text, looked for once: what was found is kept until it is passed."""

    def __init__(self, speech: _Speech, content: str) -> None:
        self.speech, self.content = speech, content
        self._hints, self._hint = list(speech.hints), -1  # those that may still stand ahead, and where one does
        self._kept: dict[str, tuple[int, re.Match[str] | None]] = {}

    def first(self) -> _Found | None:
        """The first action, right after the speaker, or one further on in its sentence."""
        speech, content = self.speech, self.content
        if speech.in_verb:
            return self.further(0)
        if found := speech.after(content, self.speakers(0)):
            return found
        lone = next(self.speakers(0), None)  # "We will keep the peace, and call upon …"
        return self.further(speech.reached(content, lone[1])[-1]) if lone else None

    def further(self, at: int) -> _Found | None:
        """The next action from an offset on."""
        if not self._may_follow(at):
            return None
        return self.speech.after(self.content, merge(self.speakers(at), self._joints(at), key=lambda lead: lead[0]))

    def speakers(self, at: int) -> Iterator[_Lead]:
        """Where the speaker stands from an offset on, with who that is and without it."""
        if self.speech.in_verb and not at:
            yield 0, 0, True
        while m := self._next("speaker", at):
            yield m.start(), m.end(), True
            if m["who"]:
                yield m.start(), m.start("who"), True
            at = m.start() + 1

    def _joints(self, at: int) -> Iterator[_Lead]:
        """Where a joint stands from an offset on."""
        while m := self._next("joint", at):
            yield m.start(), m.end(), False
            at = max(m.end(), m.start() + 1)

    def _next(self, what: str, at: int) -> re.Match[str] | None:
        """The first match from an offset on; without keeping it each action looked through all that follows."""
        since, kept = self._kept.get(what, (len(self.content) + 1, None))
        if since <= at and (kept is None or at <= kept.start()):
            return kept
        pattern = self.speech.speakers if what == "speaker" else self.speech.joints
        found = pattern.search(self.content, at)
        self._kept[what] = at, found
        return found

    def _may_follow(self, at: int) -> bool:
        """Whether some words of each phrase stand from an offset on."""
        while self._hint < at and self._hints:
            self._hint = self.content.find(self._hints[-1], at)
            if self._hint < 0:
                self._hints.pop()
        return self._hint >= at


@lru_cache(TEXTS)  # a lead is asked about for each of its points
def speaks(language: Language, lead: str) -> bool:
    """Whether the words that lead to points end with the one who speaks ("we therefore:"), or begin with who that is
    ("We, Heads of State, gathered at …,").

    >>> from akn.languages import load
    >>> speaks(load("eng"), "To that end, we therefore:"), speaks(load("eng"), "The following measures:")
    (True, False)
    """
    speech = _speech(language)
    return speech is not None and speech.leads(view(language, lead).content)


@cache
def _speech(language: Language) -> _Speech | None:
    return _Speech(language) if words(language.code).speakers else None
