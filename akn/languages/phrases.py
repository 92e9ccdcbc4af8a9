"""The action phrases of a language, and how far the one at a place in a text reaches (profile 2.1).

A phrase is matched word by word (character by character where words are not spaced), longest first.  Adverbs that do
not change what is done ("also", "further") may stand before it, inside it or after it and belong to it.  Where no
phrase fits to the letter, forms count that only agree with another organ ("convinced" said of an Assembly, a Council).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache, partial
from operator import itemgetter

from msgspec import Struct

from akn.languages.shape import Language, forms
from akn.languages.tables import ActionPlace, Attitudes, PhraseTable, Tables
from akn.languages.view import plain, whole
from akn.patterns import FormTree, lazy_pattern, one_of
from akn.punctuation import CLAUSE_COMMAS, COMMAS, FULL_STOPS, SEMICOLONS

# how far after a phrase an adverb inside a longer one may begin
_AHEAD = 24
# how far into a paragraph an action at the end of its clause may stand
_LATEST = 80
_VERB_LAST = 220
_BETWEEN = 20  # signs and words, at most, that stand between two clauses
_WORDS = 20_000  # words, at most, that are remembered
_PHRASES = 1024  # phrases: who divides a document and who marks its actions ask for the same
_PLACES: dict[ActionPlace, tuple[ActionPlace, ...]] = {
    "preamble": ("preamble", "operative"),
    "operative": ("operative", "preamble"),
}
_SIGNS = CLAUSE_COMMAS + SEMICOLONS + FULL_STOPS
_word = lazy_pattern(r"[^\s,،，;؛；:：.。()\[\]“”\"«»„<>《》]+")
_character = lazy_pattern(r"(?s:.)")
_blank = lazy_pattern(" ")
_clause = lazy_pattern(r"[^;؛；.。]*")
_simple_clause = lazy_pattern(r"[^,;.]*[,;.]?")


class Phrase(Struct, frozen=True):
    """A phrase found in a view: where it starts and ends, its key, and the place whose it is, if that alone tells."""

    start: int
    end: int
    key: str
    place: ActionPlace | None = None


_Found = tuple[int, str, ActionPlace | None]
"""Where a phrase ends, its key, and the place whose table has it, if the other place finds the same there."""


class ActionPhrases:
    """The phrases of one language, ready to be looked up; made once (`lexicon`)."""

    def __init__(self, language: Language) -> None:
        actions = language.actions
        self.language = language
        self._unit = _word if language.spaced else _character
        self._begins: dict[str, bool] = {}  # of the words seen so far, whether a phrase can begin with them
        self._found = lru_cache(_PHRASES)(self._with_attitude)
        self.tables = Tables(language)
        self.adverbs = self._adverbs()
        self.leading = self._pattern((*actions.adverbs, *actions.leading))
        self.inner = self._pattern((*actions.adverbs, *actions.fillers))
        self.leads = self._pattern(actions.leads)
        self.object_first = self._pattern(actions.object_first) if actions.object_first else None
        self.joints = {place: self._joints(place) for place in _PLACES}
        self.glued = tuple(map(self.shown, actions.conjunctions))
        self.suffixes = tuple(map(self.shown, actions.suffixes))
        self.opening_only = frozenset(map(self.shown, actions.opening_only))
        self.late = {self.shown(phrase): key for phrase, key in actions.late.items()}
        self.misread = {self.shown(word): self.shown(meant) for word, meant in actions.misread.items()}
        self.split = [self._split(written, key) for written, key in actions.split.items()]
        self._begin_split = tuple([first for first, *_ in self.split])
        self.brief = {body: self._brief(forms(written)) for body, written in actions.brief.items()}

    @cached_property
    def attitudes(self) -> Attitudes:
        """The feelings beside the verbs."""
        return Attitudes(self.language)

    @cached_property
    def names(self) -> frozenset[str]:
        """First words of phrases that keep a capital letter inside a sentence, as nouns do in German."""
        rows = (self.language.actions.preamble, self.language.actions.operative)
        firsts = {form.split(" ")[0] for row in rows for phrases in row.values() for form in forms(phrases)}
        capital = {word for word in firsts if word[:1].isupper()}
        return frozenset(map(self.shown, capital)) if len(capital) * 2 < len(firsts) else frozenset()

    def _pattern(self, pieces: Iterable[str]) -> re.Pattern[str]:
        return lazy_pattern(lambda: whole(self.language, pieces))

    def _adverbs(self) -> re.Pattern[str]:
        """A pattern of the adverbs, also where the space after one is lost."""
        actions = self.language.actions
        pieces = whole(self.language, actions.adverbs)
        if not actions.unspaced:
            return lazy_pattern(pieces)
        adverbs, unspaced = one_of(map(self.shown, actions.adverbs)), one_of(map(self.shown, actions.unspaced))
        return lazy_pattern(rf"{pieces}|(?<!\w){adverbs}(?={unspaced}(?!\w))")

    def _joints(self, place: ActionPlace) -> re.Pattern[str]:
        """A pattern of what another clause can begin after: a sign or a joint, and what may stand between.

        Group 1 is the word (character where words are not spaced) that follows.
        """
        actions = self.language.actions
        barred = actions.preambular_joints if place == "operative" else ()
        joints = [piece for piece in actions.joints if piece not in barred]
        leads = [piece for piece in actions.leads if piece not in barred]
        glued = [piece for piece in actions.between if not piece[-1].isalpha()]  # "l'" is written in one with a word
        words = {*joints, *actions.fillers, *leads, *actions.between}.difference(glued)
        pieces = [*([whole(self.language, words)] if words else []), *map(re.escape, map(self.shown, glued))]
        bound = r"(?<!\w)" if self.language.spaced else ""
        edge = r"(?!\w)" if self.language.spaced else ""
        # alternatives that begin with a letter each: the engine skips all other letters fast
        ways = [*map(re.escape, _SIGNS)]
        for joint in filter(None, map(self.shown, joints)):
            first, rest = re.escape(joint[0]), re.escape(joint[1:])
            before = rf"(?<!\w{first})" if self.language.spaced else ""
            ways.append(f"{first}{before}{rest}{edge}")
        ways += [rf"(?<!\w)(?={re.escape(self.shown(c))})" for c in actions.conjunctions]
        more = "|".join(pieces) or "(?!)"
        return lazy_pattern(
            rf"(?:{'|'.join(ways)})(?: ?(?:[{_SIGNS}]|{bound}(?:{more}))){{0,{_BETWEEN}}} ?(?=({self._unit.pattern})?)"
        )

    def _brief(self, heads: Iterable[str]) -> Mapping[str, re.Pattern[str]]:
        """Patterns of the words that phrases begin with, by the first word; with ` … ` in them, only where the words
        after it follow.
        """
        space = " " if self.language.spaced else ""
        between = f"(?:{space}(?:{whole(self.language, self.language.actions.adverbs)}))*{space}"
        ways: dict[str, list[str]] = {}
        for head in heads:
            shown, _, second = map(self.shown, head.partition(" … "))
            followed = f"{between}{re.escape(second)}" if second else space or "."
            begins = self._unit.match(shown)
            ways.setdefault(begins[0] if begins else "", []).append(f"{re.escape(shown)}(?={followed})")
        return {begins: lazy_pattern("|".join(several)) for begins, several in ways.items()}

    def _head(self, brief: Mapping[str, re.Pattern[str]], content: str, at: int) -> re.Match[str] | None:
        """The words that a phrase begins with, of those that a body sets apart."""
        word = self._unit.match(content, at)
        return brief[word[0]].match(content, at) if word and word[0] in brief else None

    def _split(self, written: str, key: str) -> tuple[str, re.Pattern[str], str]:
        """The first piece, a pattern of the second, which stands in the clause or (after " + ") at once, the key."""
        near = " + " in written
        first, _, second = written.partition(" + " if near else " … ")
        start = r"\A ?" if near else r"(?<!\w)"
        return self.shown(first), lazy_pattern(rf"{start}{re.escape(self.shown(second))}(?!\w)"), key

    def shown(self, phrase: str) -> str:
        """A phrase as views show it."""
        return plain(self.language, phrase).strip()

    def find(self, content: str, at: int, place: ActionPlace, body: str = "", *, strict: bool = False) -> Phrase | None:
        """The longest phrase at an offset of a view; `body` is the organ whose habits of typesetting count.

        If `strict`, a phrase of the other place is none.
        """
        word = self._unit.match(content, at)
        if not (word and self._may_begin(word[0])):
            return None
        if (found := self._found(content, at, (place,) if strict else _PLACES[place])) is None:
            return None
        end, key, table = found
        key = self._split_key(content, at, end) or key
        brief = self.brief.get(body)
        if brief is not None:
            head = self._head(brief, content, at) or self._head(brief, content, self._skip(content, at, self.leading))
            if head and head.end() < end:
                # adverbs of the phrase stay with its verb
                end = min(end, self._following(content, head.end(), self.leading))
        return Phrase(at, end, key, table)

    def find_joined(self, content: str, at: int, place: ActionPlace) -> Phrase | None:
        """A phrase at an offset, also after a conjunction that is written in one with its word.

        Of two that are as long, that of the place counts.
        """
        for phrase, key in self.late.items():
            if content.startswith(phrase, at):
                return Phrase(at, at + len(phrase), key)
        ways = (at, *self._after_glued(content, at))
        found = [p for w in ways for either in _PLACES[place] if (p := self.find(content, w, either))]
        return max(found, key=lambda p: p.end, default=None)

    def _after_glued(self, content: str, at: int) -> list[int]:
        """Where a word continues after a conjunction that is written in one with it."""
        return [at + len(c) for c in self.glued if content.startswith(c, at)]

    def find_further(self, content: str, start: int, place: ActionPlace) -> Iterator[Phrase]:
        """The phrases of a place that begin another clause, from an offset of a view on, in order."""
        end = start
        for joint in self.joints[place].finditer(content, start):
            if joint.end() >= end and (best := self._after_joint(content, joint, place)) is not None:
                end = best.end
                yield best

    def _after_joint(self, content: str, joint: re.Match[str], place: ActionPlace) -> Phrase | None:
        """The phrase that begins a clause after a joint."""
        at, word = joint.end(), joint[1]
        best = self.find(content, at, place, strict=True) if word and self._may_begin(word) else None
        for glued in self._after_glued_joint(content, joint, place) if self.glued else ():
            best = glued if best is None or glued.end > best.end else best
        late = place == "preamble" and self.verb_last is not None
        if best is None and (late or (self.object_first and self.object_first.match(content, at))):
            best = self.find_late(content, at)
        return None if best is None or self._opens_only(content, at, best) else best

    def _after_glued_joint(self, content: str, joint: re.Match[str], place: ActionPlace) -> Iterator[Phrase]:
        """The phrases after a joint and a conjunction that is written in one with the word.

        In the preamble "and" alone joins what others do ("to promote and encourage").
        """
        at = joint.end()
        for way in self._after_glued(content, at):
            either = place == "operative" or not set(_SIGNS).isdisjoint(joint[0])
            for where in _PLACES[place] if either else (place,):
                if found := self.find(content, way, where, strict=True):
                    yield Phrase(at, found.end, found.key)

    @cached_property
    def _firsts(self) -> frozenset[str]:
        """All first words (characters where words are not spaced) of what `find` finds."""
        actions = self.language.actions
        tables = (*self.tables.exact.values(), *self.tables.agreeing.values())
        pieces = {*map(self.shown, (*actions.adverbs, *actions.leading)), *self.attitudes.openings}
        pieces.update(first for table in tables for first in table.firsts)
        if not self.language.spaced:
            return frozenset(piece[0] for piece in pieces if piece)
        return frozenset(word[0] for piece in pieces if (word := _word.match(piece)))

    def _may_begin(self, first: str) -> bool:
        """False where no phrase can begin with the first word: nearly everywhere, and found without a search."""
        known = self._begins.get(first)
        if known is None:
            firsts = self._firsts
            known = (
                first in firsts
                or (first.endswith(self.suffixes) and any(first.removesuffix(s) in firsts for s in self.suffixes))
                or any(self.tables.stem(first, True, place) in firsts for place in self.tables.agreeing)
            )
            if len(self._begins) < _WORDS:
                self._begins[first] = known
        return known

    def _opens_only(self, content: str, at: int, phrase: Phrase) -> bool:
        """True if a phrase, with or without the adverbs before it, is an action only where it opens a paragraph."""
        known = any(content[at : phrase.end] in table.keys for table in self.tables.exact.values())
        starts = {at} if known else {at, self._skip(content, at, self.leading)}
        starts.add(content.rfind(" ", 0, max(0, at - 1)) + 1)  # « l'offre et | la demande »: an article, no pronoun
        ends = [phrase.end - len(s) for s in ("", *self.suffixes) if content.endswith(s, at, phrase.end)]
        wordings = tuple(f"{words} " for words in self.opening_only if " " in words)
        return any(
            content.startswith(wordings, start) or any(content[start:end] in self.opening_only for end in ends)
            for start in starts
        )

    def find_late(self, content: str, at: int) -> Phrase | None:
        """An action at the end of the clause that begins at an offset ("under Chapter VII … acting")."""
        for phrase, key in self.late.items():
            found = content.find(phrase, at, at + _LATEST)
            if found >= 0 and not set(",;") & set(content[at:found]):
                return Phrase(found, found + len(phrase), key)
        if self.verb_last is None:
            return None
        clause = _simple_clause.match(content, at, at + _VERB_LAST)
        last = self.verb_last.search(content, at, clause.end()) if clause else None
        return Phrase(last.start(), last.end(), self.tables.exact["preamble"].keys[last[1]]) if last else None

    @cached_property
    def verb_last(self) -> re.Pattern[str] | None:
        """A pattern of the phrases that may stand after their object; group 1 is the phrase without adverbs."""
        ending = self.language.actions.verb_last
        phrases = [phrase for phrase in self.tables.exact["preamble"].keys if ending and phrase.endswith(ending)]
        joints = one_of(map(self.shown, self.language.actions.joints))
        pattern = rf"(?<!\w)(?:{self.leading.pattern} )*({one_of(phrases)})(?= ?(?:[,;.]|$)| {joints} )"
        return re.compile(pattern) if phrases else None

    def _longest(self, content: str, at: int, following: int, places: tuple[ActionPlace, ...]) -> _Found | None:
        """The longest phrase: of the first place that has one; to the letter, else agreeing.

        It stands at an offset, or at what follows the adverbs there.
        """
        for wanted in places:
            table = self.tables.exact[wanted]
            best = self._walk(content, at, table)
            if following > at or self.inner.search(content, at, (best[0] or at) + _AHEAD):
                best = max(best, self._walk(content, following, table, self.inner), key=itemgetter(0))
            if best[0]:
                return self._following(content, best[0]), best[1], wanted
        for wanted in (place for place in places if place in self.tables.agreeing):
            form_of = partial(self.tables.stem, place=wanted)
            best = self._walk(content, following, self.tables.agreeing[wanted], self.inner, form_of)
            if best[0]:
                return self._following(content, best[0]), best[1], wanted
        return None

    def _with_attitude(self, content: str, at: int, places: tuple[ActionPlace, ...]) -> _Found | None:
        """The longest phrase, with the manner that stands before it, or the feeling after it."""
        following = self._skip(content, at, self.leading)
        found = self._longest(content, at, following, places)
        manner = self.attitudes.longest(self.attitudes.manners, content, following)
        if manner is not None and (found is None or found[0] <= manner.end):
            start = manner.end + content.startswith(" ", manner.end)
            verb = self._longest(content, start, self._skip(content, start, self.leading), places)
            if verb is not None:
                return verb[0], verb[1] + manner.name, None
        if found is None:
            return None
        end, key, table = found
        attitude = self.attitudes.following(content, end, key)
        if attitude is None:
            return self._held(content, following, end, places) or found
        return self._following(content, attitude.end), key + attitude.name, table

    def _held(self, content: str, at: int, known: int, places: tuple[ActionPlace, ...]) -> _Found | None:
        """A shorter phrase with a feeling that reaches further than the longest known one ("with concern grave")."""
        for blank in _blank.finditer(content, at, known):
            end = blank.start()
            for place in places:
                if key := self.tables.exact[place].keys.get(content[at:end]):
                    attitude = self.attitudes.following(content, self._following(content, end), key)
                    if attitude is not None and attitude.end > known:
                        return self._following(content, attitude.end), key + attitude.name, place
        return None

    def _walk(
        self,
        content: str,
        at: int,
        table: PhraseTable,
        skipped: re.Pattern[str] | None = None,
        form_of: Callable[[str, bool], str] | None = None,
    ) -> tuple[int, str]:
        """The end and key of the longest phrase of a table at an offset; adverbs between its words may be skipped.

        `form_of` gives the form of a word that the table has, told whether it is the first.
        """
        spaced = self.language.spaced
        node: PhraseTable | FormTree = table
        best = 0, ""
        while word := self._unit.match(content, at):
            end = word.end()
            form = form_of(word[0], node is table) if form_of else word[0]
            following = node.get(form)
            if following is None and (following := self._without_suffix(form, node)) is None:
                return best
            node = following
            if node.form is not None:
                best = end, node.form
            if end >= len(content):
                return best
            if content[end] in COMMAS and (following := node.get(content[end])) is not None:
                node, end = following, end + 1
            if spaced and not content.startswith(" ", end):
                return best
            at = end + 1 if spaced else end
            if skipped is not None and spaced:
                at = self._skip(content, at, skipped)
        return best

    def _without_suffix(self, word: str, node: PhraseTable | FormTree) -> FormTree | None:
        """What follows a word without the pronoun that is written in one with it; None if no phrase goes on so."""
        for suffix in self.suffixes:
            if word.endswith(suffix) and (following := node.get(word[: -len(suffix)])) is not None:
                return following
        return None

    def _skip(self, content: str, at: int, pattern: re.Pattern[str]) -> int:
        """The offset after all adverbs that stand at an offset."""
        while found := pattern.match(content, at):
            at = found.end()
            if self.language.spaced:
                if not content.startswith(" ", at):
                    break
                at += 1
        return at

    def _following(self, content: str, end: int, adverbs: re.Pattern[str] | None = None) -> int:
        """The end of a phrase moved after the adverbs that follow it directly."""
        while content.startswith(" ", end):
            found = (adverbs or self.adverbs).match(content, end + 1)
            if not found:
                break
            end = found.end()
        return end

    def _split_key(self, content: str, start: int, end: int) -> str:
        """The key of a phrase of two pieces that has its object between them; empty if it is none."""
        if not content.startswith(self._begin_split, start):
            return ""
        for first, second, key in self.split:
            if content.startswith(first, start) and end <= start + len(first) + 12:
                clause = _clause.match(content, end)
                if clause and second.search(content[end : clause.end()]):
                    return key
        return ""

    def only_adverbs(self, content: str, start: int, end: int) -> bool:
        """True if nothing but adverbs and spaces stands between two offsets."""
        left = self.adverbs.sub("", content[start:end])
        return not left.strip()


@cache
def lexicon(language: Language) -> ActionPhrases:
    """The lexicon of a language."""
    return ActionPhrases(language)
