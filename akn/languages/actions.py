"""Action phrases: the words that open a preambular or operative paragraph and say what the organ does (profile 2.1).

The phrases come from the language file; how far a phrase reaches is what the United Nations typeset in italics (bold
in Chinese, both in Arabic), adverbs included.  Where the source shows such looks, they are the first evidence for
the extent; the lexicon tells whether it is an action at all, and which.

>>> from akn.languages import load
>>> from akn.text import Text
>>> found = find_opening(Text("Recalling also its resolution 98/12,"), load("eng"), "preamble")
>>> found.phrase, found.key
('Recalling also', 'recalling')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from operator import attrgetter

from msgspec import Struct

from akn.languages.phrases import ActionPhrases, Phrase, lexicon
from akn.languages.shape import Language, forms
from akn.languages.tables import ActionPlace
from akn.languages.view import keyed, shown, view
from akn.patterns import lazy_pattern, one_of
from akn.punctuation import COLONS, COMMAS, SEMICOLONS, SENTENCE_ENDS
from akn.text import Kind, Text

# how much of a paragraph is searched: the phrase itself; where verbs are split, the clause in which they end
_REACH = 120
_CLAUSE = 400
_LONG = 2000
# a longer look is no phrase but a sentence or a title set in italics
_LONGEST_LOOK = 80
_ARTICLE = 5  # characters, at most, of an article before the name of an organ
_SIGNS = COMMAS + SEMICOLONS + COLONS
_EDGE = f" \t\u00a0{_SIGNS}.…"
_words = lazy_pattern(r"[^\s,،，;؛:：.。“”\"«»()]+")


class ActionPhrase(Struct, frozen=True):
    """An action phrase in a text: its offsets, its key without `action_`, the characters as printed.

    `corrected` is what the scanner should have read where the print differs from a known phrase by a misreading;
    empty otherwise.  `place` is the one whose phrase it is, where it is the same wherever it is looked for.
    """

    start: int
    end: int
    key: str
    phrase: str
    corrected: str = ""
    place: ActionPlace | None = None


def find_opening(
    text: Text, language: Language, where: ActionPlace, *, start: int = 0, body: str = ""
) -> ActionPhrase | None:
    """The action phrase that the paragraph starts with, from offset `start` on (after its number); None if unknown.

    `body` is the actor code of the organ, where it is known: the Security Council sets shorter phrases in italics.
    """
    words = lexicon(language)
    # of most paragraphs the whole is viewed, as others ask for that too; of very long ones no more than is searched
    reach = _CLAUSE if words.split else _REACH
    seen = view(language, text.content if len(text.content) <= _LONG else text.content[: start + reach])
    at = seen.place(start)
    content = seen.content[: at + reach]
    found, meant = _phrase_at(words, content, len(content) - len(content[at:].lstrip()), where, body)
    if found is None:
        return None
    first, last = seen.span(found.start, found.end)
    if looks := [] if meant or not text.marks else _looks(text):
        last = _looked_end(text, looks, words, first, last, start)
    return ActionPhrase(first, last, found.key, text.content[first:last], meant, found.place)


def find_further(text: Text, language: Language, where: ActionPlace, *, start: int = 0) -> tuple[ActionPhrase, ...]:
    """Second and later actions of the same organ inside a paragraph, from offset `start` on, after its opening.

    A further action begins another clause: it stands after a comma, a semicolon or a word like "and", and is a phrase
    of the same place as the opening ("Welcomes ..., and requests ...").  What stands in quotation marks or brackets
    is said by others.  What the source sets in italics or bold counts wherever it stands.
    """
    found = list(_set_apart(text, language, where, start)) if text.marks else []
    words = lexicon(language)
    seen = view(language, text.content)
    phrases = list(words.find_further(seen.content, seen.place(start), where))
    others = [*_said_by_others(text.content, language), *((o.start, o.end) for o in found)] if phrases else []
    inside = _done_by_others(text.content, language) if phrases else []
    for phrase in phrases:
        first, last = seen.span(phrase.start, phrase.end)
        if any(a < last and first < b for a, b in others):
            continue
        if any(a < first < b for a, b in inside) and text.content[first:last] not in text.content[:start]:
            continue
        noun = seen.content[phrase.start : phrase.end].split(" ")[0] in words.names
        if not noun and _begins_sentence(text.content, first):
            continue
        found.append(ActionPhrase(first, last, phrase.key, text.content[first:last]))
    return tuple(sorted(found, key=attrgetter("start")))


def find_reported(text: Text, language: Language) -> tuple[ActionPhrase, ...]:
    """The actions of an organ that a decision or a statement reports.

    >>> from akn.languages import load
    >>> text = Text("At its 2nd meeting, on 9 June 2044, the General Assembly decided to wait and requested a report.")
    >>> [o.key for o in find_reported(text, load("eng"))]
    ['decides', 'requests']
    >>> [o.key for o in find_reported(Text("“The Council reaffirms its statement, and calls upon all."), load("eng"))]
    ['reaffirms', 'callsUpon']
    """
    seen = view(language, text.content)
    organ, verbs, lone, keys_of = _telling(language)
    spoken = next((m for m in organ.finditer(seen.content, 0, _CLAUSE)), None)
    if spoken is None:
        return ()
    found = [(m.start("verb"), m.end("verb"), keys_of[m["verb"]]) for m in verbs.finditer(seen.content)]
    words = lexicon(language)
    # the verb that a paragraph opens with, also in one with a conjunction ("وقررت الجمعية العامة", A/DEC/76/418 B)
    first = _first_letter(seen.content) + max(map(len, words.glued), default=0)
    found = [x for x in found if x[0] > spoken.start() or x[0] <= first]
    if not found and (m := lone.search(seen.content, spoken.end())):  # far after its organ
        found = [(m.start(), m.end(), keys_of[m[0]])]
    if not found:
        first = _first_letter(seen.content)
        glued = [first + len(c) for c in words.glued if seen.content.startswith(c, first)]
        after = len(seen.content) - len(seen.content[spoken.end() :].lstrip())
        for at in (first, *glued, after):
            phrase = words.find(seen.content, at, "operative", strict=True)
            if phrase is not None and spoken.start() <= max(first + _ARTICLE, phrase.end + 1):
                further = words.find_further(seen.content, phrase.end, "operative")
                found = [(x.start, x.end, x.key) for x in (phrase, *further)]
                break
    places = [(seen.start(a), seen.end(b), key) for a, b, key in found]
    recalls = _inside(language)[0].finditer(text.content) if language.actions.inside else ()
    recalled = {m.end() for m in recalls}
    return tuple(ActionPhrase(a, b, key, text.content[a:b]) for a, b, key in places if a not in recalled)


def opens_with_organ(text: str, language: Language, *, start: int = 0) -> bool:
    """True if a sentence begins with the name of an organ, from offset `start` on.

    >>> from akn.languages import load
    >>> opens_with_organ("The General Assembly decides to wait.", load("eng"))
    True
    >>> opens_with_organ("The report of the General Assembly,", load("eng"))
    False
    """
    seen = view(language, text[start : start + _REACH]).content
    organ, *_ = _telling(language)
    m = organ.search(seen)
    return m is not None and m.start() <= _first_letter(seen) + _ARTICLE


def find_reported_first(text: Text, language: Language, *, recital: bool = False) -> tuple[ActionPhrase, ...]:
    """The action that a point of a decision opens with; the organ stands above the points.

    If it opens with a `recital`, it is the one that the point tells of after that (A/DEC/77/552 in three languages).

    >>> from akn.languages import load
    >>> [o.key for o in find_reported_first(Text("Also decided to wait;"), load("eng"))]
    ['decides']
    >>> note = Text("Taking note of the note by the Secretariat, decided to wait.")
    >>> [o.key for o in find_reported_first(note, load("eng"), recital=True)]
    ['decides']
    """
    seen = view(language, text.content)
    first = _first_letter(seen.content)
    _, verbs, _, keys_of = _telling(language)
    m = verbs.search(seen.content, first) if recital else verbs.match(seen.content, 0)
    if m is not None and (recital or not seen.content[:first].strip()):
        start, end = seen.start(m.start("verb") if recital else first), seen.end(m.end("verb"))
        return (ActionPhrase(start, end, keys_of[m["verb"]], text.content[start:end]),)
    opening = None if recital else find_opening(text, language, "operative", start=first)
    return () if opening is None or opening.corrected else (opening,)


def _first_letter(content: str) -> int:
    return next((i for i, c in enumerate(content) if c.isalpha()), 0)


@cache
def _telling(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], Mapping[str, str]]:
    """Patterns of organs, of the verbs that tell what they did where clauses begin, and anywhere; the keys of these."""
    words = lexicon(language)
    edge = r"(?!\w)" if language.spaced else ""
    several = (*language.organs.values(), " | ".join(language.citations.council))
    names = one_of(shown(language, several))
    keys_of = keyed(language, language.actions.reported)
    joints = one_of(map(words.shown, language.actions.joints))
    glued = "|".join(map(re.escape, words.glued))
    gap = "" if language.spaced else f"[^{_SIGNS}]{{0,20}}?"
    ways_in = [
        r"^\W*",
        f"[{_SIGNS}] ?",
        f"{names} ?{gap}",
        rf"(?<!\w){joints} ?",
        *[rf"(?<!\w)(?={glued})"] * bool(glued),
    ]
    before = f"(?:{'|'.join(ways_in)})(?:{words.leading.pattern} ?)*(?:{glued})?"
    bound = r"(?<!\w)" if language.spaced else ""
    verb = one_of(keys_of) + edge
    organ, verbs, lone = map(lazy_pattern, (names + edge, f"{before}(?P<verb>{verb})", bound + verb))
    return organ, verbs, lone, keys_of


def _begins_sentence(content: str, first: int) -> bool:
    """True if a word with a capital letter continues a sentence: a name, or the heading of a list."""
    letter = content[first]
    return letter.lower() != letter and content[:first].rstrip(" \u00a0")[-1:] not in SENTENCE_ENDS


def _said_by_others(content: str, language: Language) -> list[tuple[int, int]]:
    """The stretches in quotation marks or brackets."""
    found: list[tuple[int, int]] = []
    for opening, closing in (*language.pairs, ("(", ")"), ("[", "]")):
        if opening not in content:
            continue
        begun: list[int] = []
        for sign in re.finditer(f"[{re.escape(opening + closing)}]", content):
            if sign[0] == opening:
                begun.append(sign.start())
            elif begun:
                found.append((begun.pop(), sign.end()))
    return found


def _done_by_others(content: str, language: Language) -> list[tuple[int, int]]:
    """The rests of clauses after "in which" and the name of an organ: what another text says."""
    if not any(word in content for word in language.actions.inside):
        return []
    return [m.span() for m in _inside(language)[1].finditer(content)]


@cache
def _inside(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of "in which" and the name of an organ (of which another text says what it decided: "其中大会 | 决定"),
    alone and with the rest of their clause.
    """
    names = one_of(n for row in (*language.organs.values(), *language.citations.council) for n in forms(row))
    led = f"{one_of(language.actions.inside)}[^{_SIGNS}]*?{names}"
    return re.compile(led), re.compile(f"{led}[^;؛；。]*")


def _set_apart(text: Text, language: Language, where: ActionPlace, start: int) -> Iterator[ActionPhrase]:
    """The actions inside a paragraph that the source sets in italics or bold."""
    words = lexicon(language)
    for first, last in _looks(text):
        if last - first > _LONGEST_LOOK or first < start or not text.content[start:first].strip():
            continue
        content = text.content[first:last]
        seen = view(language, content)
        at = len(seen.content) - len(seen.content.lstrip(_EDGE))
        alone = words.find_joined(seen.content, at, where)
        if alone is None or words.only_adverbs(seen.content, at, alone.end):  # "erneut auf" ends a verb of two pieces
            continue
        # which action it is, the words after it may have a say in: a verb of two pieces, a feeling
        clause = view(language, text.content[first : first + _CLAUSE]).content
        phrase = words.find_joined(clause, at, where)
        if phrase is not None:
            began, ended = first + seen.start(at), first + len(content.rstrip(_EDGE))
            yield ActionPhrase(began, ended, phrase.key, text.content[began:ended])


def find_unknown(text: Text, language: Language, *, start: int = 0) -> str:
    """The emphasised or leading words of a paragraph whose opening is not in the lexicon, for a report."""
    for first, last in _looks(text):
        if not text.content[start:first].strip() and last - first <= _LONGEST_LOOK:
            return " ".join(text.content[first:last].strip(_EDGE).split())
    leading = text.content[start : start + _REACH].strip()
    if not language.spaced:
        found = _words.match(leading)
        return found[0][:6] if found else ""
    return " ".join(m[0] for m, _ in zip(_words.finditer(leading), range(3), strict=False))


def _phrase_at(words: ActionPhrases, content: str, at: int, where: ActionPlace, body: str) -> tuple[Phrase | None, str]:
    """The phrase at an offset of a view, after words that lead to it if need be; and what a misread one means."""
    if phrase := words.find(content, at, where, body):
        return phrase, ""
    if lead := words.leads.match(content, at):
        following = lead.end() + (content[lead.end() : lead.end() + 1] == " ")
        if phrase := words.find(content, following, where, body):
            return phrase, ""
    if phrase := words.find_late(content, at):
        return phrase, ""
    if (first := _words.match(content, at)) and (meant := words.misread.get(first[0])):
        printed = first[0]
        mended = content[:at] + meant + content[at + len(printed) :]
        if phrase := words.find(mended, at, where, body):
            shift = len(printed) - len(meant)
            return Phrase(at, max(phrase.end + shift, at + len(printed)), phrase.key), mended[at : phrase.end]
    return None, ""


def _looked_end(
    text: Text, looks: list[tuple[int, int]], words: ActionPhrases, first: int, last: int, start: int
) -> int:
    """Where the phrase ends if the looks of the source are asked: they may set less of it, or more."""
    look = next(((a, b) for a, b in looks if a <= first < b), None)
    if look is None or text.content[start : look[0]].strip() or look[1] - first > _LONGEST_LOOK:
        return last
    end = first + len(text.content[first : look[1]].rstrip(_EDGE))
    if end <= first or end == last:
        return last
    if end < last:
        rest = view(words.language, text.content[end:last]).content
        inside = words.language.spaced and text.content[end - 1].isalnum() and text.content[end].isalnum()
        return last if inside or words.only_adverbs(rest, 0, len(rest)) else end
    more = text.content[last:end]
    is_phrase = sum(c.isdigit() for c in more) == 0 and len(more.split()) <= 8 and not set(more) & set(';؛；:：“”«»"')
    return end if is_phrase else last


def _looks(text: Text) -> list[tuple[int, int]]:
    """The stretches in italics or bold, joined where only white space stands between."""
    runs: list[tuple[int, int]] = []
    for m in text.marks:
        if m.kind not in (Kind.ITALIC, Kind.BOLD):
            continue
        if runs and (m.start <= runs[-1][1] or not text.content[runs[-1][1] : m.start].strip()):
            runs[-1] = (runs[-1][0], max(runs[-1][1], m.end))
        else:
            runs.append((m.start, m.end))
    return runs
