"""What the passes of parse may ask about a piece of text: of its language, and of the signs at its ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import TypeVar

from msgspec import Struct

from akn.bodies import HouseStyle
from akn.diagnostics import Code, Diagnostic, Position
from akn.languages import actions
from akn.languages.actions import ActionPhrase, find_opening
from akn.languages.labels import Label, letter_values, match_label, opens_in_lower_case
from akn.languages.match import FormulaMatch, Group, LineMatch, match_formula, match_line
from akn.languages.shape import Language, forms
from akn.languages.sponsors import Sponsors, match_sponsors
from akn.languages.tables import ActionPlace
from akn.languages.view import plain
from akn.punctuation import COMMAS, STOPS
from akn.text import DIRECTION, LOOKS, Kind, Mark, Text, mark

# Signs that call a note where there are no numbers.
STARS = "*†‡§ "


# What stands after a sign without being seen.
UNSEEN = f"{DIRECTION} \u00a0\u202f\u2009\u3000"
QUOTES = "\"'“”„«‹「『‘"
CLOSERS = "\"'”“’‘»›)]）］」』》〉"
_UNSPACED = "\u0590"  # where the scripts begin that have no capitals
_TITLED = 120  # characters, at most, of the head of an annex that has its title on its line
_CLOSING = 80  # characters, at most, of a closing line that a sign ends
_CLOSING_SIGNS = f"{COMMAS}. "
_CLOSING_KINDS = frozenset({"meeting", "date", "adoptionMeeting"})
_AFTER_SIGNS = f"{CLOSERS}{DIRECTION} "


V = TypeVar("V")


class Answers(dict[str, V]):
    """What is asked of texts, each answer worked out once."""

    def __init__(self, ask: Callable[[str], V]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, text: str) -> V:
        self[text] = found = self._ask(text)
        return found


class Evidence(Struct):
    """The language of the document, asked about its lines.  What was asked once is remembered.

    `labels` holds the typed number at the start of a text; `lines` the kind of cover, closing or head line that a text
    is, where stars after it call a note and say nothing; `formulas` the enacting formula, if the whole text is one;
    `drafts` what a line that announces a draft says of it.
    """

    language: Language
    labels: Answers[Label | None]
    lines: Answers[LineMatch | None]
    formulas: Answers[FormulaMatch | None]
    drafts: Answers[Sponsors | None]
    opens_in_lower_case: bool  # preambular paragraphs of the language begin with a small letter (Russian, German)
    speaker: str = ""  # the organ that acts, once it is known
    tells: bool = False  # a decision or a statement, whose paragraphs tell what the organ did or says
    style: HouseStyle = HouseStyle()  # of the body that speaks, as far as it is known before anything is parsed
    _openings: dict[tuple[str, tuple[Mark, ...], ActionPlace], ActionPhrase | None] = {}

    @classmethod
    def of(cls, language: Language) -> Evidence:
        """What can be asked of a language."""
        return cls(
            language,
            Answers(partial(match_label, language)),
            Answers(partial(_line, language)),
            Answers(partial(_formula, language)),
            Answers(partial(match_sponsors, language=language)),
            opens_in_lower_case(language),
        )

    def letter(self, text: str) -> str:
        """The letter A-Z that a text of one letter, or of the name of one, stands for; empty if it is none.

        The brackets of a note call that was lost stay empty after it ("باء()", A/DEC/77/507 B in Arabic).
        """
        return letter_values(self.language).get(plain(self.language, text.removesuffix("()").rstrip()), "")

    def heading(self, text: str) -> tuple[int, int]:
        """The number that a word or numeral of sections ("ثانيا") says at the start of a text, and where it ends.

        (0, 0) if the text does not begin so.
        """
        for number, row in enumerate(self.language.labels.headings, 1):
            several = forms(row)
            if text.startswith(several):
                for form in several:
                    if text.startswith(form) and text[len(form) : len(form) + 1].isspace():
                        return number, len(form) + 1
        return 0, 0

    def clause(self, text: str) -> str:
        """A text without the word that joins it to the next one: "... in the quay; and"."""
        before, _, last = text.rstrip().rpartition(" ")
        return before if last in self.language.dates.lists and ends_of(before).signed else text

    def opens(self, text: Text) -> bool:
        """True if an action phrase of either kind of paragraph opens the text: each is found in either place."""
        return self.opening(text, "preamble") is not None

    def zones(self, text: Text) -> tuple[bool, bool]:
        """Whether the action that opens a text is one of preambles, and whether it is one of operative paragraphs.

        Chinese has verbs that are both; elsewhere their form tells ("Recalling", "Recalls").
        """
        pre = self.opening(text, "preamble")
        op = self.opening(text, "operative")
        if pre is None or op is None:
            return False, False
        known = self.language.actions
        late = known.late.values()  # verbs at the end of a clause, the same in both: "根据 ... 采取行动"
        recites = pre.key.startswith((*known.preamble, *late))
        # verbs in two pieces have keys of their own
        return recites, not recites or op.key.startswith((*known.operative, *late))

    def opening(self, text: Text, where: ActionPlace) -> ActionPhrase | None:
        """The action phrase that opens a paragraph of a kind."""
        # a phrase goes as far as the looks of the text go: the other marks do not count
        looks = text.of(*LOOKS) if text.marks else ()
        key = (text.content, looks, where)
        if key not in self._openings:
            quotes = len(text.content) - len(text.content.lstrip(QUOTES))
            found = self._openings[key] = actions.find_opening(text, self.language, where, start=quotes)
            other: ActionPlace = "operative" if where == "preamble" else "preamble"
            if found is None or found.place == other:  # looked for there it is the same
                self._openings[text.content, looks, other] = found
        return self._openings[key]

    def acted(self, text: Text, where: ActionPlace, position: Position, diagnostics: list[Diagnostic]) -> Text:
        """The text with its actions marked (profile 2.1); looks on the same words give way (R-106).

        A phrase that is not in the lexicon keeps its looks and is reported, so that the lexicon can grow.
        """
        opening = self.opening(text, where)
        if opening is not None and self.speaker in self.language.actions.brief:
            opening = actions.find_opening(text, self.language, where, body=self.speaker)
        if opening is None:
            unknown = actions.find_unknown(text, self.language)
            if unknown:
                diagnostics.append(Code.UNKNOWN_OPENING.at(position, phrase=unknown))
            found = list(actions.find_further(text, self.language, where, start=0))
            # no later verb is the action of a paragraph whose own is not known
            return text if unknown and found and text.content[: found[0].start].strip() else _marked(text, found)
        if opening.corrected:
            diagnostics.append(Code.ACTION_CORRECTED.at(position, printed=opening.phrase, meant=opening.corrected))
        return _marked(text, [opening, *actions.find_further(text, self.language, where, start=opening.end)])

    def acted_in_point(self, text: Text, position: Position, diagnostics: list[Diagnostic]) -> Text:
        """A point with its actions marked if it opens with one of the organ ("(c) Requests the Secretary-General")."""
        if not self.acts_in_point(text):
            return text
        return self.acted(text, "operative", position, diagnostics)

    def acts_in_point(self, text: Text) -> bool:
        """True if a point opens with an action of operative paragraphs, in a language whose points do."""
        opening = self.opening(text, "operative") if self.language.actions.acts_in_points else None
        if opening is None or opening.corrected or text.content[: opening.start].strip():
            return False
        return not self.zones(text)[0]

    def reported(self, text: Text) -> Text:
        """A paragraph of a decision or a statement with the actions marked that it tells of an organ."""
        return _marked(text, actions.find_reported(text, self.language))

    def opens_with_organ(self, text: str) -> bool:
        """True if a sentence, in quotation marks or not, begins with the name of an organ."""
        return actions.opens_with_organ(text, self.language, start=len(text) - len(text.lstrip(QUOTES)))

    def reported_in_point(self, text: Text) -> Text:
        """A point of a decision with the action marked that it opens with: "(a) Decided", "(b) Requests"."""
        if not self.language.actions.acts_in_points:
            return text
        return _marked(text, actions.find_reported_first(text, self.language, recital=self.zones(text)[0]))


def _formula(language: Language, text: str) -> FormulaMatch | None:
    """The enacting formula, if the whole line is one.

    A paragraph may end in the name of an organ: what an action opens names none that is unknown.
    """
    found = match_formula(language, text)
    recites = found is not None and not found.actor and find_opening(Text(text), language, "preamble")
    return None if recites else found


def _line(language: Language, text: str) -> LineMatch | None:
    """The kind of line that a text is: as it stands, as an annex with its title, as a closing line before a sign.

    Old prints set a sign after closing lines: "1976th plenary meeting,".
    """
    found = match_line(language, text.rstrip(STARS) or text) or _titled_annex(language, text)
    bare = text.rstrip(_CLOSING_SIGNS)
    if found is not None or bare == text or len(text) > _CLOSING or not any(map(str.isdecimal, text)):
        return found
    found = match_line(language, bare)
    return found if found is not None and found.kind in _CLOSING_KINDS else None


def _titled_annex(language: Language, text: str) -> LineMatch | None:
    """The line as the head of an annex without a number, its title after a blank: "附件 2044年人员配置表"."""
    head, _, title = text.strip().partition(" ")
    title = title.strip()
    begins = title[:1].isdecimal() or title[:1].isupper() or title[:1] >= _UNSPACED
    if not begins or len(text) > _TITLED or ends_of(text).signed or head[:1].islower():
        return None
    alone = _line(language, head)
    if alone is None or alone.kind != "annex" or alone.groups or alone.end != len(head):
        return None
    if match_line(language, f"{head} {title.split(None, 1)[0]}") is not None:
        return None  # "Annex I Parties" is what a heading says of some States
    start = text.index(title, len(head))
    group = Group("title", start, start + len(title), title)
    return LineMatch("annex", "", (group,), alone.start, start + len(title))


def _marked(text: Text, found: Sequence[ActionPhrase]) -> Text:
    """The text with its actions marked, without any look on their words."""
    if not found:
        return text
    marks = list(text.marks)
    for o in found:
        kept: list[Mark] = []
        for m in marks:
            if m.kind not in LOOKS or m.end <= o.start or m.start >= o.end:
                kept.append(m)
                continue
            if m.start < o.start:
                kept.append(Mark(m.start, o.start, m.kind, m.attributes))
            if m.end > o.end:
                kept.append(Mark(o.end, m.end, m.kind, m.attributes))
        marks = kept
    concepts = [mark(o.start, o.end, Kind.ACTION, refersTo=f"#action_{o.key}") for o in found]
    return Text(text.content, (*marks, *concepts))


class Ends(Struct, frozen=True):
    """What the first letter of a text and the sign at its end show."""

    sign: str  # the last character that is no closing quotation mark or bracket; empty if there is none
    comma: bool  # of any script
    colon: bool  # it announces a list
    complete: bool  # as a sentence or a list point
    signed: bool  # be it with the sign of a clause; headings and titles have none
    lower: bool  # the first letter is a small one (never in scripts without case)
    kind: str  # of running text: `comma`, `colon`, `stop` or `open`


@lru_cache(maxsize=1024)  # a pair of blocks, a line and a volume ask of the same texts
def ends_of(text: str) -> Ends:
    """What stands at the ends of a text.

    >>> ends_of("to the lamps,”").comma, ends_of("Lamps").signed
    (True, False)
    """
    bare = text.rstrip()
    last, sign = bare[-1:], bare.rstrip(_AFTER_SIGNS)[-1:]
    comma = bool(last) and (last in COMMAS or sign in COMMAS)
    complete = bool(last) and (last in STOPS or sign in STOPS)
    lower = next(filter(str.isalpha, text), "").islower()
    colon = bool(sign) and sign in ":：—–"
    kind = "comma" if comma else "colon" if colon else "stop" if complete else "open"
    return Ends(sign, comma, colon, complete, comma or complete, lower, kind)


NO_ENDS = ends_of("")
