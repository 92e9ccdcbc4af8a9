"""The actions of a declaration: what "we" do, in a text that an organ adopts and nobody marks (profile 2.1).

In an annex nobody acts in the third person, and its paragraphs hold no marks.  But the words of those who declare are
clauses as those of an organ are: "We reaffirm …, and call upon all States to …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from akn.clauses.shape import words
from akn.languages.phrases import lexicon
from akn.languages.shape import Language
from akn.languages.view import keyed, shown, view, whole
from akn.patterns import hinted_pattern, lazy_pattern, least

_ADVERBS = 12  # words and commas, at most, between who speaks and the verb
_APPOSITION = 80  # characters, at most, that say who that is ("We, the signatories, pledge")


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
    if speech is None or not (led or speech.speaker is None or speech.speaker.search(text)):
        return
    seen = view(language, text)
    if not any(map(seen.content.__contains__, speech.hints)):
        return
    opening = (speech.alone if alone else speech.opening).match(seen.content) if led else None
    found = opening or speech.first.search(seen.content)
    if found is None and (lone := speech.lone.search(seen.content)):  # "We will keep the peace, and call upon …"
        found = speech.further.search(seen.content, lone.end())
    while found:
        start, end = found.span("phrase")
        clause = found.start() if speech.lone.match(seen.content, found.start()) else start
        key = speech.keys[found["phrase"]]
        yield Spoken(seen.start(start), seen.end(end), key, seen.start(clause), found is opening)
        found = speech.further.search(seen.content, end)


class _Speech(Struct, frozen=True):
    """How a language speaks in the first person: the speaker (None where the verb says it alone), one with any verb,
    an action that opens a point, one that does after "we:", a first action, a further one, a lead that is a speaker,
    the keys of phrases, and pieces of which what holds a phrase has one.
    """

    speaker: re.Pattern[str] | None
    lone: re.Pattern[str]
    opening: re.Pattern[str]
    alone: re.Pattern[str]
    first: re.Pattern[str]
    further: re.Pattern[str]
    lead: re.Pattern[str]
    keys: dict[str, str]
    hints: list[str]


def speaks(language: Language, lead: str) -> bool:
    """Whether the words that lead to points end with the one who speaks ("we therefore:"), or begin with who that is
    ("We, Heads of State, gathered at …,").

    >>> from akn.languages import load
    >>> speaks(load("eng"), "To that end, we therefore:"), speaks(load("eng"), "The following measures:")
    (True, False)
    """
    speech = _speech(language)
    return speech is not None and speech.lead.search(view(language, lead).content) is not None


@cache
def _speech(language: Language) -> _Speech | None:
    w = words(language.code)
    if not w.speakers:
        return None
    keys = keyed(language, w.spoken)
    also = keys.keys() - set(shown(language, w.spoken_first_only))
    before = r"(?<!\w)" if language.spaced else ""
    adverbs = rf"(?: ?(?:{whole(language, w.speaker_adverbs)}|,)){{0,{_ADVERBS}}} ?"
    glued = f"(?:{'|'.join(map(re.escape, shown(language, w.glued_joints)))})?" if w.glued_joints else ""
    who = whole(language, w.speakers)
    speaker = rf"{before}{glued}{who}(?:, ?[^,.;:]{{1,{_APPOSITION}}},)?"
    after_speaker = rf"(?:^ ?|{speaker}){adverbs}{glued}" if w.speaker_in_verb else f"{speaker}{adverbs}"
    after_joint = rf"(?:{lexicon(language).joints['preamble'].pattern}){adverbs}{glued}(?={whole(language, also)})"
    phrase = f"(?P<phrase>{whole(language, keys)})"
    further = f"(?:{after_speaker}|{after_joint}){phrase}"
    return _Speech(
        None if w.speaker_in_verb else lazy_pattern(who, re.IGNORECASE),
        lazy_pattern(after_speaker),
        lazy_pattern(rf" ?(?:{whole(language, w.point_leads)} ?)?{adverbs}(?={whole(language, also)}){phrase}"),
        lazy_pattern(rf" ?{adverbs}{glued}{phrase}"),
        lazy_pattern(further if w.speaker_in_verb else after_speaker + phrase),
        lazy_pattern(further),
        hinted_pattern(f"{speaker}{adverbs}[:：] ?$|^ ?{who} ?[,،]", shown(language, w.speakers)),
        keys,
        least(keys),
    )
