"""What is printed around the numbers of a text, and what it says about them: nouns, organs, words like "its".

For each number one `Reading`: its noun, the organ that is named for it, and how well that is founded.  Numbers in a
list share what is said at its head ("General Assembly resolutions 60/1, 65/1 and 70/1") or at its end ("resolutions
60/1 and 65/1 of the General Assembly").  One sweep over words and numbers, both in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from akn.bodies import citing
from akn.inline.context import Context
from akn.inline.lexicon import Lexicon, lexicon, organs, passage_nouns, worded
from akn.inline.numbers import Number, NumberForm, glued_joints
from akn.languages.dates import find_dates
from akn.languages.shape import Language
from akn.languages.view import folded
from akn.patterns import lazy_pattern
from akn.walk import Place

COUNCIL = "council"
"""Stands for the council that has such numbers, where the text names none in full."""
FOREIGN = "foreign"
"""Stands for any organ whose texts have no address (profile section 5)."""
_NOUNS = ("resolution", "decision")
_LIST, _CLOSE, _NOUN, _GLUED = 260, 40, 90, 3
"""How far apart, in characters: members of a list; two nouns of one list; a noun and its number; neighbours."""
_BEFORE, _AFTER, _BEYOND = 200, 160, 60
_CLAUSE, _CLAUSE_END = 80, lazy_pattern("[,;:.،؛，；：。]")


class Reading(Struct, frozen=True):
    """The words that bear on a number.

    `noun` is resolution, decision or nothing; `organ` an actor code or `FOREIGN`, nothing if none is named for it;
    `near` an organ that is named further off.  `basis` tells how far they go: organ (named for it), list (named at the
    head of its list), own (the speaker's), theirs (of the organ whose sentence it is), host (there is a noun), weak.
    """

    noun: str = ""
    organ: str = ""
    near: str = ""
    basis: str = "weak"


class _Cue(Struct, frozen=True):
    """A word that says something about the numbers near it: a noun, an organ, "its"."""

    start: int
    end: int
    kind: str
    organ: str = ""


class _Cues:
    """The cues of a text in order, with the last organ up to each."""

    def __init__(self, cues: Iterator[_Cue], context: Context) -> None:
        self.all: list[_Cue] = []
        self.starts: list[int] = []
        self.organs: list[_Cue | None] = [None]
        self.yearly: list[_Cue | None] = [None]
        councils, yearly = citing().councils, (FOREIGN, *citing().yearly)
        last = context.actor if context.actor in councils else ""
        for cue in cues:
            if cue.kind == "council":  # a short name: the council named last, else the host if it is one, else any
                cue = _Cue(cue.start, cue.end, "organ", last or COUNCIL)
            elif cue.kind == "organ" and cue.organ in councils:
                last = cue.organ
            named = cue.kind == "organ"
            self.all.append(cue)
            self.starts.append(cue.start)
            self.organs.append(cue if named else self.organs[-1])
            self.yearly.append(cue if named and cue.organ in yearly else self.yearly[-1])


def readings(content: str, found: Sequence[Number], context: Context) -> list[Reading]:
    """What the words around them say about each number."""
    cues = _Cues(_cues_in(content, found, context.language), context)
    first = _noun_after if context.language.citations.noun_last else _noun_before
    out = [first(content, i, found, cues, context) for i in range(len(found))]
    for i, number in enumerate(found):
        if number.shape is NumberForm.SLASH and len(number.first) == 4 and not out[i].organ:
            # years stand before the numbers of one organ of ours and of several without addresses
            yearly = cues.yearly[bisect_left(cues.starts, number.start)]
            out[i] = replace(out[i], near=yearly.organ if yearly else out[i].near)
    if context.language.citations.noun_last:
        for i in range(len(found) - 2, -1, -1):
            _take_noun(content, i, found, out)
    for i in range(len(found)):
        _take_organ_after(content, i, found, out, cues, context)
    for i in range(1, len(found)):
        _go_on(content, i, found, out)
    return out


# ---- cues


@cache
def _lexicon(language: Language) -> Lexicon[tuple[str, str]]:
    """Nouns and organs with what they say: a kind and, for organs, the actor; "own" for a noun that says "its"."""
    words = language.citations
    entries: dict[str, tuple[str, str]] = {}
    for actor, names in organs(language):
        entries.setdefault(names, ("organ", actor))
    for form in words.council:
        entries.setdefault(form, ("council", ""))
    for kind in _NOUNS:
        for form in getattr(words, kind):
            entries.setdefault(form, (kind, "own" if form in words.its else ""))
    if words.noun_last:
        for kind in ("own", "unrelated"):
            for form in getattr(words, kind):
                entries.setdefault(form, (kind, ""))
    return worded(language, entries)


def _cues_in(content: str, found: Sequence[Number], language: Language) -> Iterator[_Cue]:
    """The cues in reach of the numbers; what lies further off is not even looked at."""
    words = _lexicon(language)
    at = 0
    i = 0
    while i < len(found):
        start, end = max(at, found[i].start - _BEFORE), found[i].end + _AFTER
        while i + 1 < len(found) and found[i + 1].start - _BEFORE <= end:
            i += 1
            end = found[i].end + _AFTER
        for begins, _, ends, (kind, organ) in words.find(content, start, min(end, len(content))):
            if begins >= at:
                yield _Cue(begins, ends, kind, organ)
                at = ends
        i += 1


# ---- one number


def _noun_before(content: str, i: int, found: Sequence[Number], cues: _Cues, context: Context) -> Reading:
    """What is said where the noun precedes the number, its neighbours set aside."""
    number, last_end = found[i], found[i - 1].end if i else -1
    if _follows(content, _before_word(content, number.start, context.language), "unrelated", context.language):
        return Reading("unrelated")
    noun = organ = None
    here = bisect_left(cues.starts, number.start)
    for k in range(here - 1, -1, -1):
        cue = cues.all[k]
        if cue.start < last_end or number.start - cue.end > _NOUN:
            break
        if cue.kind == "organ" and organ is None:
            organ = cue
        elif cue.kind in _NOUNS:
            noun = cue
            break
    if noun is not None:
        if context.place is Place.NOTE and _contained(content, noun.start, context.language):
            return Reading(noun.kind, FOREIGN, "", "organ")
        return _at_noun(content, noun, k, cues, context.language)
    if organ is not None and number.start - organ.end <= _GLUED:
        return Reading("", organ.organ, "", "organ")
    if number.shape is not NumberForm.SLASH and number.end - number.start == len(content.strip()):
        return Reading("resolution", "", "", "host")  # nothing else in the cell of a table
    return Reading()


def _at_noun(content: str, noun: _Cue, k: int, cues: _Cues, language: Language) -> Reading:
    """What is said at a noun, cue number `k`: the organ after it ("of the Assembly"), before it, or "its"."""
    after = cues.all[k + 1] if k + 1 < len(cues.all) else None
    if after and after.kind == "organ" and after.start - noun.end <= 12 and _leads(content, noun, after, language):
        return Reading(noun.kind, after.organ, "", "organ")
    own = noun.organ == "own" or _follows(content, noun.start, "own", language)
    if (named := cues.organs[k]) is None:
        return Reading(noun.kind, "", "", "own" if own else "host")
    return _after_organ(content, named, noun, own, own and _own_again(content, noun.start, language))


def _after_organ(content: str, organ: _Cue, noun: _Cue, own: bool, again: bool) -> Reading:
    """What is said at a noun that an organ is named before; `own` where the noun is the speaker's ("its"), `again`
    where it is that in spite of the organ ("and its own").
    """
    gap, foreign = noun.start - organ.end, organ.organ == FOREIGN
    theirs = own and not again and gap <= _CLOSE
    if foreign and not own and _in_clause(content, organ, noun.start):  # what another organ did
        return Reading(noun.kind, "", FOREIGN, "weak")
    if gap <= 2:
        return Reading(noun.kind, organ.organ, "", "organ")
    if foreign and theirs:  # or the host's own, if a date says so
        return Reading(noun.kind, "", FOREIGN, "weak")
    return Reading(noun.kind, "", organ.organ, "theirs" if theirs else "own" if own else "host")


def _own_again(content: str, start: int, language: Language) -> bool:
    """True if "and its own" ends before an offset."""
    near = content[max(0, start - _CLOSE) : start].rstrip()
    return any(found.end == len(near) for found in lexicon(language, "own_again").find(near))


def _in_clause(content: str, organ: _Cue, start: int) -> bool:
    """True if an organ is named in the clause that an offset stands in."""
    return start - organ.end <= _CLAUSE and not _CLAUSE_END.search(content, organ.end, start)


def _leads(content: str, noun: _Cue, organ: _Cue, language: Language) -> bool:
    """True if nothing but "of" stands between a noun and the organ after it."""
    return lexicon(language, "of").cover(content, noun.end, organ.start) is not None


def _follows(content: str, start: int, kind: str, language: Language) -> bool:
    """True if the word before an offset is of a kind: "its" before a noun, "document" before a number."""
    word = content[max(0, start - 14) : start].rstrip().rpartition(" ")[2].lstrip("(")
    return bool(word) and lexicon(language, kind).value_of(word) is not None


def _before_word(content: str, start: int, language: Language) -> int:
    """Where a word begins that may stand at a number ("القرار رقم 78/324"); the number itself if there is none."""
    near = content[:start].rstrip()
    for word in language.citations.before:
        if near.endswith(f" {word}"):
            return len(near) - len(word)
    return start


def _contained(content: str, start: int, language: Language) -> bool:
    """True for "..., chap. I, resolution 59/1": a text that a report contains, of the organ that reports."""
    before = content[max(0, start - 32) : start]
    if not before.endswith((", ", "، ", "，")) or content.startswith(glued_joints(language), start):
        return False
    before = before.rstrip(" ,،，")
    if language.citations.noun_last:
        return before.endswith(_chapters(language))
    for begins, _, end, level in passage_nouns(language).find(before):
        if len(before) - end <= 8 and "," not in before[end:]:
            # an annex contains texts where it is that of a report: "(A/55/25), annex I, decision SS.VI/1"
            return level != "annex" or before[:begins].rstrip().endswith(("),", ")،"))
    return False


@cache
def _chapters(language: Language) -> tuple[str, ...]:
    """Nouns that stand after the number of a chapter or its like."""
    nouns = language.citations.noun_after
    return tuple(folded(nouns.get(level, "") for level in ("part", "chp", "sec")))


def _noun_after(content: str, i: int, found: Sequence[Number], cues: _Cues, context: Context) -> Reading:
    """What is said where the noun follows the number: the organ before it, the noun at once after it."""
    number, here = found[i], bisect_left(cues.starts, found[i].start)
    noun = _noun_following(number, found[i + 1].start if i + 1 < len(found) else len(content), cues)
    if context.place is Place.NOTE and _contained(
        content, _opened(content, number.start, context.language), context.language
    ):
        return Reading(noun, FOREIGN, "", "organ")
    named = cues.organs[here]
    while named is not None and _in_title(content, named, number, context.language):
        named = cues.organs[bisect_left(cues.starts, named.start)]  # "2006年3月15日关于设立人权理事会的第60/251号决议"
    own = _is_own(number, cues, here)
    basis = "own" if own else "host" if noun else "weak"
    if named is None:
        return Reading(noun, "", "", basis)
    gap, is_last = content[named.end : number.start], (found[i - 1].end if i else 0) <= named.end
    if len(gap) <= 20 or (is_last and leads_to_title(gap, context.language)):
        return Reading(noun, named.organ, "", "organ")
    if named.organ == FOREIGN and not own and _in_clause(content, named, number.start):
        return Reading(noun, "", FOREIGN, "weak")
    return Reading(noun, "", named.organ, basis)


def _is_own(number: Number, cues: _Cues, here: int) -> bool:
    """True if a word like "its" stands close before a number; `here` is how many cues do."""
    return any(c.kind == "own" and number.start - c.end <= 20 for c in cues.all[max(0, here - 3) : here])


def _noun_following(number: Number, stop: int, cues: _Cues) -> str:
    """The noun after a number and close to it, before the next number begins at `stop`; nothing if there is none."""
    for cue in cues.all[bisect_left(cues.starts, number.end) :]:
        if cue.start >= stop or cue.start - number.end > _CLOSE:
            break
        if cue.kind in (*_NOUNS, "unrelated"):
            return cue.kind
    return ""


def _opened(content: str, start: int, language: Language) -> int:
    """Where the word starts that opens a number ("第")."""
    return start - next((len(form) for form in language.citations.opening if content.endswith(form, 0, start)), 0)


def leads_to_title(gap: str, language: Language) -> bool:
    """True for what stands between an organ or a date and the number of its text: "2015年9月25日题为“…”的第".

    Between stands at most a date, then a word like "entitled" and a title without the end of a clause in it.
    """
    forms_ = language.citations.titled
    if not forms_ or len(gap) > _TITLE or not gap.endswith(tuple(language.citations.before)):
        return False
    at = next((at for form in forms_ if 0 <= (at := gap.find(form)) <= 16), -1)
    plain = _quoted.sub("", gap[at:])
    return at >= 0 and all(c.isdigit() or c.isalpha() for c in gap[:at]) and not _CLAUSE_END.search(plain)


def _in_title(content: str, organ: _Cue, number: Number, language: Language) -> bool:
    """True if an organ is named at the end of the title that stands between a date and the number of its text."""
    if number.start - organ.end > 3 or content[number.start - 2 : number.start - 1] not in language.citations.of:
        return False
    first = max(0, organ.start - _TITLE)
    at = max((content.rfind(form, first, organ.start) for form in language.citations.titled), default=-1)
    return at >= 0 and not _CLAUSE_END.search(_quoted.sub("", content[at : number.start]))


_TITLE = 140
_ENTITLED = 400  # characters of the title of a resolution in quotation marks
_entitled = lazy_pattern(
    rf'《[^》]{{0,{_ENTITLED}}}》|“[^“”]{{0,{_ENTITLED}}}”|«[^«»]{{0,{_ENTITLED}}}»|"[^"]{{0,{_ENTITLED}}}"'
)
_quoted = lazy_pattern(rf'《[^》]{{0,{_TITLE}}}》|“[^”]{{0,{_TITLE}}}”|"[^"]{{0,{_TITLE}}}"')


def before_organ(content: str, start: int, language: Language) -> int:
    """Where the number ends in "Resolution 69/2 of the General Assembly, para. 13"; 0 if there is none."""
    if content[start - 1 : start] != " " or content[start - 2 : start - 1] not in (",", "،"):
        return 0
    organs_before = list(lexicon(language, "organ").find(content, max(0, start - 80), start))
    if not organs_before or organs_before[-1].end != start - 2:
        return 0
    begins = organs_before[-1].begins
    number = max(content.rfind(sign, 0, begins) for sign in "0123456789)") + 1
    return number if number and lexicon(language, "of", "parts").cover(content, number, begins) is not None else 0


# ---- lists


def _apart(content: str, start: int, end: int) -> int:
    """How many characters part two members of a list, titles in quotation marks set aside."""
    gap = end - start
    if not _LIST < gap <= _LIST + _ENTITLED:
        return gap
    return gap - sum(m.end() - m.start() for m in _entitled.finditer(content, start, end))


def _take_noun(content: str, i: int, found: Sequence[Number], out: list[Reading]) -> None:
    """The noun after a list is that of all its members."""
    following = out[i + 1]
    if not out[i].noun and _apart(content, found[i].end, found[i + 1].start) <= _LIST:
        out[i] = replace(out[i], noun=following.noun, basis=out[i].basis if out[i].organ else following.basis)


def _take_organ_after(
    content: str, i: int, found: Sequence[Number], out: list[Reading], cues: _Cues, context: Context
) -> None:
    """The organ in "resolutions 60/1 and 60/2 of the General Assembly", for all members of the list."""
    number, k = found[i], bisect_left(cues.starts, found[i].end)
    cue = cues.all[k] if k < len(cues.all) else None
    if cue is None or cue.kind != "organ" or out[i].noun == "unrelated" or out[i].basis == "organ":
        return
    stop = found[i + 1].start if i + 1 < len(found) else len(content)
    if cue.start < stop and _adopted_by(content, number.end, cue, context.language):
        out[i] = Reading(out[i].noun, cue.organ, "", "organ")  # "60/2 on women and AIDS, adopted by the Commission"
    elif _belongs(content, number, cue, context.language):
        out[i] = Reading(out[i].noun, cue.organ, "", "organ")
        for back in _members_before(content, i, found, context.language):
            if out[back].basis == "organ":
                break
            out[back] = Reading(out[back].noun, cue.organ, "", "organ")


def _belongs(content: str, number: Number, organ: _Cue, language: Language) -> bool:
    """True if nothing but dates and "of" stand between a number and an organ: "43/1 of 19 June 2020 of the Council"."""
    if organ.start - number.end > _BEYOND:
        return False
    end = number.end
    if organ.start - end > 16:
        for date in find_dates(language, content[number.end : organ.start]):
            start = number.end + date.start
            if lexicon(language, "dated", "shared", "of", "join", "parts").cover(content, end, start) is None:
                return False
            end = number.end + date.end
    between = lexicon(language, "of", "by").cover(content, end, organ.start)
    return bool(between) or (between is not None and language.citations.genitive)


def _members_before(content: str, i: int, found: Sequence[Number], language: Language) -> Iterator[int]:
    """The members of a list before number `i`, the nearest first."""
    for back in range(i - 1, -1, -1):
        if not _joined(content, found[back].end, found[back + 1].start, language):
            return
        yield back


def _adopted_by(content: str, start: int, organ: _Cue, language: Language) -> bool:
    """True for "adopted by the" right before an organ in the clause that begins at `start`, or what means it.

    With ` … ` in it a form stands around the organ ("que la … a adoptée").
    """
    before, after = content[max(start, organ.start - 40) : organ.start].rstrip(), content[organ.end : organ.end + 24]
    if re.search("[;؛；。]", content[start : organ.start]):
        return False
    ways = (form.partition(" … ") for form in language.citations.by)
    return any(before.endswith(first) and after.startswith(second, 1 if second else 0) for first, _, second in ways)


def _joined(content: str, start: int, end: int, language: Language) -> bool:
    link = lexicon(language, "join", "before", "after")
    return end - start <= _CLOSE and link.cover(content, start, end) is not None


def _go_on(content: str, i: int, found: Sequence[Number], out: list[Reading]) -> None:
    """Hand on what was said at the head of a list: its noun, its organ."""
    gap, before, words = _apart(content, found[i - 1].end, found[i].start), out[i - 1], out[i]
    if before.noun == "unrelated" or words.noun == "unrelated":
        return
    if not words.noun and gap <= _LIST:  # "resolutions 60/1 of 16 September 2005, 65/1 of ..."
        basis = "organ" if words.organ else "list" if before.organ else before.basis
        out[i] = Reading(before.noun, words.organ or before.organ, words.near or before.near, basis)
    elif (
        words.basis == "own"
        and gap <= _LIST
        and FOREIGN in (before.organ, before.near if before.basis == "weak" else "")
    ):
        out[i] = Reading(
            words.noun, "", FOREIGN, "weak"
        )  # "the Commission's resolution 60/2, and ... in its resolution 64/2"
    elif words.basis == "host" and gap <= _CLOSE and before.organ:  # "Assembly resolution 60/1 and resolution 60/2"
        out[i] = Reading(words.noun, before.organ, words.near, "list")
