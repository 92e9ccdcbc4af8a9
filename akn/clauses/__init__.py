"""Who is asked by whom to do what by when: the clauses of a resolution as a table, one row a clause (`akn.mandates`).

A clause is what one action of the speaker says: from its verb up to the next one ("Takes note of the report, *and
requests* the Secretary-General to …").  A point inherits the action, and those who are asked, from the paragraph that
it subdivides.  Everything is worked out from the document: its marks, and the data files of this folder.

From a text to its rows, each step a method of `_ClauseReader`: `_acts` finds what the speaker does (marks of the
document, `spoken`, `passive`), which parts the text into clauses; `_clause` reads who is asked (`addressees`) or has to
do something (`obliged`) and where the words begin that say what, or `_inherited` has that from the paragraph around;
`row` reads off these words when (`times`), what is made and for whom (`products`), and what is `cited`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses.addressees import Addressees, addressees
from akn.clauses.around import Around
from akn.clauses.cited import CitedWithin
from akn.clauses.lists import ACTOR, ANYBODY, no_name
from akn.clauses.lookup import at_end
from akn.clauses.names import Names, names
from akn.clauses.obliged import Obliged, obliged
from akn.clauses.parts import Asked, Named, kinds
from akn.clauses.parts import Part as Listed
from akn.clauses.passive import find_passive
from akn.clauses.products import DOCUMENTS, Made, Products, products
from akn.clauses.sessions import Speaker, When, actor_of
from akn.clauses.shape import (
    addresses,
    allows,
    asks,
    commands,
    encourages,
    entities,
    force_of,
    intends,
    passes,
    recalls,
    renews,
    words,
)
from akn.clauses.spoken import Spoken, find_further, find_spoken, speaks
from akn.clauses.times import Clock, clock
from akn.clauses.values import Addressee, CitedWork, Deliverable, Due, Mandate, Recipient, first_due
from akn.document import Document, Part
from akn.errors import UsageError
from akn.languages import load
from akn.languages.phrases import lexicon
from akn.languages.shape import Language
from akn.languages.view import View, view
from akn.locations import Whereabouts
from akn.outline import Outline
from akn.patterns import TEXTS, lazy_pattern, one_of
from akn.punctuation import COLONS, COMMAS, FULL_STOPS, SEMICOLONS, STOPS
from akn.text import Kind, Mark, Stretches, Text
from akn.walk import Place, Unit, units
from akn.xml.uri import work_of

__all__ = [
    "Addressee",
    "CitedWork",
    "Deadline",
    "Deliverable",
    "Due",
    "Mandate",
    "Recipient",
    "action_of",
    "deadlines",
    "mandates",
]

_OPEN = (*COLONS, *COMMAS)  # the ends of words that go on in the next paragraph
_ENDS = (*_OPEN, *SEMICOLONS, *FULL_STOPS)  # and those that no heading has
# characters before a session, and after it, in which an organ is named whose it is: all that stands before it was
# looked through for each session, which took the square of the length of a clause
_BEFORE_SESSION, _AFTER_SESSION = 1000, 60
_SENTENCE = lazy_pattern(r"(?<=[\w)\]”][.。؟]) +(?=[^\W\d_a-zа-я])")  # between two sentences
_APART = lazy_pattern(r"[\s’']")  # between words, one of them an article
_DASHES = "–—"
_COMMAS = f" {COMMAS}"  # between those who are asked and what they are asked
_COMMAS_CLOSED = f"{_COMMAS})）"  # with the end of what stands in brackets beside the last of them
_LEAD = 24  # characters after a verb that only lead to points, which name who is asked ("Calls upon the following:")
# characters, at most, that say how the speaker acts next ("acting under Chapter VII of the Charter …"): of 51,699 rows
# of the corpus and three years 15 end in such words, with 60 characters nine of them are not found
_TRAILER = 90
_RECITAL = 300  # and of one of what it does next ("and, recalling …, notes")
_BESIDE = 12  # characters between a report that is only named and the words that say to whom it goes
_LED = 400  # characters before a verb that hold the one of what somebody is asked to do, with which it goes on
_JOINT = 80  # characters, at most, that lead to the next clause
_PRONOUN = 12  # characters before a verb that hold a pronoun
_NAME = 2  # words with capitals, at least, of the name of a person after a title
_BEFORE_OBJECT = (
    8  # characters, at most, between a sign and what a clause is about ("并在这方面 | 对"), with its first word
)
_AUXILIARY = 20  # characters, at most, of a verb before an insertion; one of 226 documents needs it


class _Act(Struct, frozen=True, gc=False):
    """Something that the speaker does: where its clause begins, where its verb stands, its key, how that is known
    (marked, spoken); `passive` if those who are asked stand before the verb ("States are urged").
    """

    start: int
    verb: int
    end: int
    key: str
    how: str
    passive: bool = False


class _Clause(Struct, frozen=True, gc=False):
    """An action and its stretch of the text; the words after the verb begin at `wording`, `seen` is the view of
    them, and what is asked begins at `ask` of the view (a row shows it from `shown` on, where that is another place);
    `directs` if it asks someone, `binding` how that has to be done, `force` that of its action or what that says again;
    `said` are all its words, `lead` those of the paragraph around that a point continues; `about` is where ends what
    it is about, if that stands before the verb.
    """

    start: int
    end: int
    verb: str
    action: str
    addressees: tuple[Addressee, ...]
    wording: int
    seen: View
    ask: int
    how: str
    directs: bool = False
    binding: str = ""
    said: str = ""
    lead: str = ""
    shown: int = -1
    force: str = ""
    about: int = 0

    @property
    def moves(self) -> bool:
        """Whether it asks someone or settles something, so that it has times and products."""
        return self.directs or bool(self.binding) or self.settles

    @property
    def settles(self) -> bool:
        """Whether the speaker settles something, or means to do it."""
        return self.force == "deciding" or intends(self.action)


class AskedProduct(Struct, frozen=True, gc=False):
    """A product that a clause asks for (`Deliverable`): its kind, where its text names it, whether by a verb."""

    kind: str
    start: int
    end: int
    verbal: bool


class Deadline(Struct, frozen=True):
    """When the clause that begins at `start` of a text has to be done, as `Mandate.due` says it, and the products that
    it asks for.
    """

    text: str
    start: int
    due: Due | None
    products: tuple[AskedProduct, ...] = ()


class _Held(Struct, frozen=True, gc=False):
    """What a clause says of when, how often and what is made, in its view."""

    whens: tuple[When, ...] = ()
    often: str = ""
    made: tuple[Made, ...] = ()

    @property
    def deadline(self) -> When | None:
        """The first one, else when it takes place."""
        return first_due(self.whens)

    @property
    def term(self) -> str:
        """The date or period until which it lasts; empty if none is said."""
        return next((when.value for when in self.whens if when.role == "term"), "")

    @property
    def lasts(self) -> str:
        """The last day of a time of which the first one is said as well ("from 1 July to 30 June"), else empty."""
        begun = any(when.role == "start" and when.kind == "date" for when in self.whens)
        return next((w.value for w in self.whens if begun and w.role == "term" and w.kind == "date"), "")


class _Resolution(Struct, frozen=True):
    """What all clauses of a resolution share."""

    symbol: str
    work: str
    body: str
    adopted: str
    session: str
    title: str
    speaker: Speaker
    noted: Mapping[str, Sequence[Text]]  # the notes, by their keys
    around: Around


def mandates(
    document: Document, only: Container[str] | None = None, *, outline: Outline | None = None
) -> tuple[Mandate, ...]:
    """The clauses of the operative part and the annexes of a document, in reading order; of units with certain eIds
    alone if `only` names these.

    Each paragraph and point with words has at least one row, also where nobody acts.  The document is one that this
    library made or upgraded: published AKN marks no actions.  In a language that there is no file for, there are no
    rows.  `outline` is that of the document, where the caller has one.

    >>> from converters import convert
    >>> done = convert(b"The General Assembly,\\n\\n1. Requests the Secretary-General to report every two years.\\n")
    >>> [(row.verb, row.addressees[0].key, row.frequency) for row in mandates(done.document)]
    [('Requests', 'secretaryGeneral', 'P2Y')]
    """
    reader = _reader_of(document)
    if reader is None:
        return ()
    seen = outline.units if outline is not None else units(document, noted=False)
    needed = _with_parents(seen, only) if only is not None else range(len(seen))
    noted = _noted(document, seen)
    whereabouts = Whereabouts(seen)
    return tuple(
        row
        for i, unit, resolution, clauses in _acting(document, reader, seen, needed, noted)
        if only is None or unit.eid in only
        for row in reader.rows(resolution, unit, whereabouts.of(i), clauses)
    )


def deadlines(
    document: Document, seen: Sequence[Unit], only: Container[str], making: Container[str] = ()
) -> dict[str, list[Deadline]]:
    """When the clauses of units with certain eIds have to be done, and of those of them in `making` the products that
    they ask for, by eId: of clauses that have a deadline or ask for one.

    `seen` are the units of the document (`akn.units`).  The same as the `due` of `mandates`, without what else a row
    says.

    >>> from converters import convert
    >>> made = convert(b"The General Assembly,\\n\\n1. Requests the Secretary-General to report by 9 December 2044.\\n")
    >>> found = deadlines(made.document, units(made.document), {"para_1"})
    >>> [(one.due.text, one.due.value) for one in found["para_1"]]
    [('by 9 December 2044', '2044-12-09')]
    """
    found: dict[str, list[Deadline]] = {}
    reader = _reader_of(document)
    if reader is None:
        return found
    since = min([_since(document), *map(_since, document.parts)])
    asked = (unit for unit in seen if unit.eid in only and _may_act(unit))
    told = {unit.eid for unit in asked if unit.eid in making or reader.may_be_timed(unit.text.content, since)}
    for _, unit, resolution, clauses in _acting(document, reader, seen, _with_parents(seen, told), {}):
        if unit.eid in told:
            for clause in clauses:
                one = reader.deadline(unit.text.content, clause, resolution.speaker, makes=unit.eid in making)
                if one.due or one.products:
                    found.setdefault(unit.eid, []).append(one)
    return found


def products_named(content: str, language: Language) -> tuple[str, ...]:
    """The words of a text for products, each with the words beside it (`akn.clauses.products.Products.named_so`)."""
    return products(language).named_so(view(language, content).content)


def _reader_of(document: Document) -> _ClauseReader | None:
    """The reader of the language of a document, None if there is no file for it."""
    try:
        return _reader(load(document.metadata.language))
    except UsageError:
        return None


_Acting = tuple[int, Unit, "_Resolution", tuple[_Clause, ...]]


def _acting(
    document: Document,
    reader: _ClauseReader,
    seen: Sequence[Unit],
    needed: Container[int],
    noted: Mapping[str, Sequence[Text]],
) -> Iterator[_Acting]:
    """The units of the operative part and the annexes that are needed, by index, each with its resolution and its
    clauses; the units around them, and those that lead to them, are to be among those that are needed.  `noted` are
    the notes, where what they cite is asked."""
    title = _title(document)
    around = Around(reader.names, lambda: [title, *(unit.text.content for unit in seen if unit.kind != "note")])
    whole = _resolution(document, title, noted, around)
    parts = [_resolution(part, _title(part) or title, noted, around) for part in document.parts]
    clauses: dict[int, tuple[_Clause, ...]] = {}
    leading: dict[int, tuple[_Clause, ...]] = {}  # the clauses that lead to the points of a unit
    leads = _leads(seen)
    for i, unit in enumerate(seen):
        if i not in needed or not _may_act(unit) or _is_rule(unit):
            continue
        lead = leads.get(i, -1)
        if unit.kind == "text" and lead >= 0 and not reader.says_task(unit.text.content):
            lead = -1  # a sentence of its own below a point that lost its stop
        if lead in clauses and lead not in leading:
            leading[lead] = reader.leading(clauses[lead])
        resolution = parts[int(unit.path[1])] if unit.path[0] == "parts" else whole
        clauses[i] = tuple(reader.clauses(unit, leading.get(lead, ()), resolution))
        yield i, unit, resolution, clauses[i]


def _may_act(unit: Unit) -> bool:
    """Whether a unit is a paragraph, a point or a further text of the operative part or of an annex."""
    return unit.kind in ("operative", "point", "text") and unit.place in (Place.OPERATIVE, Place.ANNEX)


def _is_rule(unit: Unit) -> bool:
    """Whether a unit is signs alone, such as a rule between two parts, where nobody acts."""
    content = unit.text.content
    return not any(map(str.isalnum, content)) and bool(content.strip())


def _noted(document: Document, seen: Sequence[Unit]) -> dict[str, list[Text]]:
    """The notes of a document, by their keys."""
    found: dict[str, list[Text]] = {}
    for unit in seen:
        if unit.kind == "note":
            found.setdefault(document.notes[int(unit.path[1])].key, []).append(unit.text)
    return found


def _with_parents(seen: Sequence[Unit], only: Container[str]) -> set[int]:
    """The units with these eIds, and those that they stand in, by index."""
    needed: set[int] = set()
    leads = _leads(seen)
    for at in [i for i, unit in enumerate(seen) if unit.eid in only]:
        while at >= 0 and at not in needed:
            needed.add(at)
            at = leads.get(at, seen[at].parent)
    return needed


def _leads(seen: Sequence[Unit]) -> dict[int, int]:
    """The units whose words lead to those of others, by these: what has points to them, a point that is a heading to
    the text below it, and to the numbered paragraphs after it one that has no number and does not end ("We commit to
    the following actions:").
    """
    found: dict[int, int] = {}
    open_leads: dict[int, int] = {}  # by the unit in which both stand
    for i, unit in enumerate(seen):
        if unit.kind == "point":
            found[i] = unit.parent
        elif unit.kind == "text" and i and (head := _heading_above(seen, i)) >= 0:
            found[i] = head
        elif unit.kind == "operative" and unit.num:
            if unit.parent in open_leads:
                found[i] = open_leads[unit.parent]
        elif unit.kind in ("operative", "heading"):
            open_leads.pop(unit.parent, None)
            if unit.kind == "operative" and unit.text.content.rstrip().endswith(_OPEN):
                open_leads[unit.parent] = i
    return found


def _heading_above(seen: Sequence[Unit], at: int) -> int:
    """The point whose words are a heading of a text below it ("shall: (a) Protection of civilians"), -1 if none are;
    the text of a last point can stand after its list.
    """
    above = seen[at - 1].parent if seen[at - 1].kind == "text" else at - 1
    if above < 0 or seen[above].kind != "point" or seen[at].parent not in (above, seen[above].parent):
        return -1
    led = seen[seen[above].parent].text.content.rstrip().endswith(_OPEN)
    return above if led and not seen[above].text.content.rstrip().endswith(_ENDS) else -1


def action_of(mark: Mark) -> str:
    """The key of a marked action, empty if the mark is of something else."""
    refers = mark.get("refersTo")
    return refers.removeprefix("#action_") if refers.startswith("#action_") else ""


def _title(whole: Document | Part) -> str:
    """The title of a document or a part, empty if it has none."""
    titles = (t.content[m.start : m.end] for t in whole.preface for m in t.of(Kind.DOC_TITLE))
    return " ".join(" ".join(titles).split())


def _resolution(whole: Document | Part, title: str, noted: Mapping[str, Sequence[Text]], around: Around) -> _Resolution:
    """What its clauses share."""
    metadata = whole.metadata
    return _Resolution(
        metadata.symbols[0] if metadata.symbols else "",
        str(work_of(metadata)),
        metadata.actor,
        _adopted(whole),
        metadata.session,
        title,
        Speaker(metadata.actor, metadata.session, _since(whole)),
        noted,
        around,
    )


def _adopted(whole: Document | Part) -> str:
    """The day of adoption, empty if it is not known."""
    return whole.metadata.date if whole.metadata.date_name in ("adoption", "voting") else ""


def _since(whole: Document | Part) -> str:
    """From when on something can be due: the day of adoption, else the year of the document."""
    return _adopted(whole) or whole.metadata.date[:4]


@cache
def _noun_tail(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of what follows a verb: one of some words, at once or after what stands between commas."""
    return re.compile(rf"\s*(?:,[^,;]*,\s*)?{one_of(words, re.escape)}(?!\w)")


class _ClauseReader:
    """Reads the clauses of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.names: Names = names(language)
        self.addressees: Addressees = addressees(language)
        self.obliged: Obliged = obliged(language)
        self.clock: Clock = clock(language)
        self.products: Products = products(language)
        self.renewed = self.clock.pattern(words(language.code).renewed)
        # what leads to points is asked for each of them, all of which have one lead
        self._resources_in = lru_cache(TEXTS)(
            lambda lead: self.clock.first(self.clock.resources, view(language, lead).content)
        )
        self.redecided = self.clock.pattern(words(language.code).redecided, "(?![0-9])")
        self.musts = tuple(self.names.said.musts.values())
        self.joints = lexicon(language).joints["operative"]
        said = self.names.said
        strengths = words(language.code).strengths
        self.strengths = said.any_of(strengths) if strengths else None
        self.followed = {
            key: [(other, said.any_of(forms)) for other, forms in ways.items()]
            for key, ways in words(language.code).followed.items()
        }

    def clauses(self, unit: Unit, leading: Sequence[_Clause], whole: _Resolution) -> Iterator[_Clause]:
        """The clauses of a unit in a resolution; `leading` are those that lead to it, if it is a point."""
        content = unit.text.content
        above = leading[-1] if leading else None
        acts = self._acts(unit, above)
        first = acts[0].start if acts else len(content)
        before: tuple[Addressee, ...] = ()
        if above is not None and above.action and content[:first].strip():
            inherited = [self._inherited(content[:first], one, whole) for one in leading]
            before = tuple(who for one in inherited for who in one.addressees)
            yield from inherited
        elif not acts:
            yield _Clause(0, len(content), "", "", (), 0, view(self.language, content), 0, "none", said=content)
        for act, end in zip(acts, [*(a.start for a in acts[1:]), len(content)], strict=False):
            clause = self._clause(content, act, end, before, whole)
            before = clause.addressees or before
            yield clause

    def leading(self, clauses: Sequence[_Clause]) -> tuple[_Clause, ...]:
        """The clauses that lead to the points after some clauses: the last one, and the ones right before it that ask
        others for the same ("Calls upon States, and invites donors, to end hunger by: (a) …"); of two with one action
        one, with all whom they ask.
        """
        *others, last = clauses
        found = [last]
        for one in reversed(others):
            if not (
                one.directs and one.addressees and last.directs and last.addressees and self._shares_ask(one, last)
            ):
                break
            if one.action == found[0].action:
                found[0] = replace(found[0], addressees=(*one.addressees, *found[0].addressees))
            else:
                found.insert(0, one)
            last = replace(last, said=one.said + last.said) if one.end <= last.start else last
        return tuple(replace(one, said=last.said) for one in found)

    def says_task(self, content: str) -> bool:
        """Whether a text says what shall be done, and has no subject of its own ("States are free to help")."""
        seen = view(self.language, content).content
        named = self.names.first(seen)
        own = named is not None and self.names.said.leads_to(seen, named.outer)
        return not own and self.names.said.tasks_open.match(seen) is not None

    def _shares_ask(self, clause: _Clause, last: _Clause) -> bool:
        """Whether nothing is asked in a clause but what the `last` one says: no words follow those who are asked, or
        only ones that say how it shall be done; or both have the words of one point.
        """
        if clause.end == last.end:
            return True
        asked = clause.said[clause.wording - clause.start + clause.seen.start(clause.ask) :]
        asked = self._without_joint(asked, view(self.language, asked))
        left = view(self.language, asked).content.strip(_COMMAS)
        return not left or self.names.said.insertions.fullmatch(left) is not None

    def _acts(self, unit: Unit, above: _Clause | None) -> list[_Act]:
        """What the speaker does in a unit, in order: what the document marks, and what is spoken."""
        content = unit.text.content
        marks = [m for m in unit.text.of(Kind.ACTION) if action_of(m)]
        acts = [
            _Act(self._begin(content, m), m.start, m.end, action_of(m), "marked")
            for m in marks
            if not self._is_noun(content, m) and not self._has_other_subject(content, m, marks[0])
        ]
        if spoken := list(self._spoken(content, None if acts else above)):
            # a recital before what "we" do is marked in some texts: "Recognizing …, we decide"
            marked = Stretches((act.start, act.end) for act in acts)
            said = (m for m in spoken if not marked.meet(m.start, m.end))
            acts += [_Act(m.clause, m.start, m.end, m.key, "spoken") for m in said]
        for p in find_passive(content, self.language, [act.start for act in acts]):
            acts.append(_Act(p.sentence, p.start, p.end, p.key, "spoken", not self.names.said.words.passives_first))
        if above is not None and above.action and not acts and (self.language.spaced or not above.directs):
            acts += self._further_asks(content, marked=above.how == "marked")
        acts.sort(key=lambda act: act.start)
        # "重申 | 我们承诺": what is said again
        again = {act.start for before, act in pairwise(acts) if not content[before.end : act.start].strip()}
        return [act for act in acts if act.how == "marked" or act.start not in again]

    def _begin(self, content: str, verb: Mark) -> int:
        """Where the clause of a marked verb begins: at what it is about, if that stands before it and nothing after it
        ("强调灯塔的作用，并 | 对灯塔受损表示关切，": 13 rows of the corpus).
        """
        first = lexicon(self.language).object_first
        if first is None or content[verb.end : verb.end + 1] not in _ENDS:
            return verb.start
        left = max(content.rfind(sign, 0, verb.start) for sign in _ENDS) + 1
        found = first.search(content, left, min(left + _BEFORE_OBJECT, verb.start))
        return found.start() if found else verb.start

    def _further_asks(self, content: str, *, marked: bool) -> Iterator[_Act]:
        """What the speaker asks of someone who is known within a point, after a joint: "(a) To end hunger, and invites
        all States to help" (44 points of the corpus, 7 in English, 17 in Chinese: there a verb has one form, and the
        point must not say what somebody is asked for, "and to invite").
        """
        seen = view(self.language, content)
        phrases = lexicon(self.language)
        # where a verb has one form it is marked in no point: "(a) 请秘书处" (18 points)
        opens = None if self.language.spaced else phrases.find(seen.content, 0, "operative", strict=True)
        further = phrases.find_further(seen.content, 0, "operative") if marked else ()
        for found in (*([opens] if opens else []), *further):
            others = self._others_act(seen.content, found.start)
            if asks(found.key) and not others and self.addressees.asked(seen.content[found.end :], no_name).parts:
                start, end = seen.start(found.start), seen.end(found.end)
                yield _Act(start, start, end, found.key, "spoken")

    def _others_act(self, content: str, end: int) -> bool:
        """Whether somebody else acts in the clause before an offset of a view, so that what is asked there may be
        asked by him: "(b) To consider that the Council invites States to help, and urges" (it bars none of the
        44 points; where words are not spaced a verb after a name may be what he is asked for).
        """
        begin = max(content.rfind(sign, 0, end) for sign in (*SEMICOLONS, *FULL_STOPS)) + 1
        return self.language.spaced and any(
            lexicon(self.language).find(
                content, named.end + content.startswith(" ", named.end), "operative", strict=True
            )
            for named in self.names.find(content, begin, end)
        )

    def _is_noun(self, content: str, verb: Mark) -> bool:
        """Whether what is marked as a verb is the noun after another one ("stages of trials and appeals"), or stands in
        words in which nobody acts ("作出决定": four rows of two decisions).
        """
        printed = content[verb.start : verb.end]
        for held in self.names.said.words.no_acts:
            if printed in held and content.find(held, max(0, verb.end - len(held)), verb.start + len(held)) >= 0:
                return True
        if self._goes_on(content, verb):
            return True
        tails = self.names.said.words.noun_verbs.get(printed)
        if tails is None:
            return False
        before = content[: verb.start].rstrip()
        joint = next((j for j in self.names.said.words.joints if before.endswith(f" {j}")), "")
        if not joint or before.removesuffix(joint).rstrip()[-1:] in (*COMMAS, *SEMICOLONS):
            return False
        return not _noun_tail(tails).match(content, verb.end)

    def _has_other_subject(self, content: str, verb: Mark, first: Mark) -> bool:
        """Whether what is marked as a verb has the form for another subject than the first one, which is the speaker:
        "يرحب بلوحات تمكن من الفهم | وتبرز الممارسات"; after a comma only where somebody is asked to do something by a
        verb of that form ("يطلب إلى اللجنة أن تعد دراسة، | وتبرز"): elsewhere that is a slip (four rows of the corpus).
        """
        if not self.names.said.words.subjunctives:
            return False
        own, other = self._form(content, first), self._form(content, verb)
        if own == other or not own or not other:
            return False
        if content[: verb.start].rstrip()[-1:] not in COMMAS:
            return True
        if not asks(action_of(first)) or asks(action_of(verb)):
            return False
        between = view(self.language, content[max(first.end, verb.start - _LED) : verb.start]).content
        return any(m["verb"].startswith(other) for m in self.names.said.led_verbs.finditer(between))

    def _form(self, content: str, verb: Mark) -> str:
        """What a marked verb begins with by the gender of its subject, empty where that does not show."""
        found = self.names.said.own_gender.match(view(self.language, content[verb.start : verb.end]).content)
        return found["gender"] if found else ""

    def _goes_on(self, content: str, verb: Mark) -> bool:
        """Whether what is marked as a verb, with its joint in one word, is a further verb of what shall be done, in the
        form of the first one: both have one object ("أن تعزز | وتشجع الدعم"), or its own is a pronoun and nothing else
        follows ("أن تعزز ثقافة السلام | وتشجعها؛").
        """
        said = self.names.said
        if not content.startswith(said.words.glued_joints, verb.start) or content[: verb.start].rstrip()[-1:] in COMMAS:
            return False
        before = view(self.language, content[max(0, verb.start - _TRAILER) : verb.start]).content
        before = before[max(before.rfind(sign) for sign in _ENDS) + 1 :]
        form = self._form(content, verb)
        verbs = [m.end() for m in said.led_verbs.finditer(before) if form and m["verb"].startswith(form)]
        if not content[verb.end :].strip("".join((*_COMMAS, *_ENDS))):
            return bool(verbs) and content[: verb.end].endswith(said.words.verb_pronouns)
        return len(before.rstrip()) in verbs and self._has_object(content, verb)

    def _has_object(self, content: str, verb: Mark) -> bool:
        """Whether a marked verb has an object that another one before it may share, and settles nothing: no object is
        whom it asks, or what a preposition or "that" begins ("أن تتعاون | وتطلب إلى الأمين", "أن تجتمع | وتقرر أن"); of
        one of `noun_verbs` any other than what it settles ("أن تعزز | وترصد السلامة", but not "وترصد مبلغا").
        """
        said, key = self.names.said, action_of(verb)
        if tails := said.words.noun_verbs.get(content[verb.start : verb.end]):
            return not _noun_tail(tails).match(content, verb.end)
        after = view(self.language, content[verb.end :]).content.lstrip()
        governed = said.asks.match(after) or said.governed.match(after)
        asked = asks(key) and self.addressees.asked(after, no_name).parts
        return not (governed or asked or force_of(key) == "deciding")

    def _clause(self, content: str, act: _Act, end: int, before: tuple[Addressee, ...], whole: _Resolution) -> _Clause:
        """The clause of an action, whose words end at `end` of a text; `before` are those who were asked before it."""
        act = self._by_words_after(content, act) if act.key in self.followed else act
        read, verb = _is_read(act.key), content[act.verb : act.end]
        wording, seen, directs = self._after_verb(content, act, end)
        who: tuple[Addressee, ...] = ()
        ask, binding, shown = 0, "", -1
        if again := self._passive_again(content, act, end):
            wording, seen, directs = again.end, view(self.language, content[again.end : end]), True
            if again.passive:
                who, ask = self._asked_before(content, again, seen, whole)
            else:
                who, ask, shown = self._asked(content[again.end : end], seen, (), "", 0, whole)
        elif act.passive:
            who, ask = self._asked_before(content, act, seen, whole)
        elif directs or allows(act.key):
            text = content[: act.end]
            someone = self._someone(act.key)
            who, ask, shown = self._asked(content[wording:end], seen, before, text, act.verb, whole, someone=someone)
            binding = "may" if not directs and who else ""
        elif asked_of := self._obliged(act.key, seen, verb):
            who, ask = self._those(asked_of, content[wording:end], seen, whole), asked_of.ask
            binding, shown = asked_of.binding, self.addressees.shown(seen.content, asked_of)
            shown = shown or self._after_speaker(seen, whole)
        elif read:
            ask = self._after_speaker(seen, whole)
        if directs:
            binding = "must" if commands(act.key) else "asked"
        said = content[act.start : end]
        key = self._addressed(act.key, ask, seen.content) if who else self._unaddressed(act.key, seen, said)
        return _Clause(
            act.start, end, verb, key, who, wording, seen, ask, act.how, directs, binding, said, shown=shown,
            force=self._force(act.key, seen), about=act.verb if act.how == "marked" else 0,
        )  # fmt: skip

    def _after_speaker(self, seen: View, whole: _Resolution) -> int:
        """Where what is said goes on after the speaker, if a view of the words after its verb begins with that."""
        return self.obliged.after_speaker(seen.content, entities().speakers.get(whole.body, ""))

    def _someone(self, key: str) -> int:
        """Who an action can ask that is not known."""
        either = encourages(key) or allows(key)
        return ANYBODY if addresses(key) or (either and self.names.tells_deeds) else ACTOR * either

    def _by_words_after(self, content: str, act: _Act) -> _Act:
        """An action, as another one where the words right after its verb say so ("утверждает, | что")."""
        after = view(self.language, content[act.end : act.end + _LEAD]).content.lstrip(f" {COMMAS}")
        return replace(act, key=next((key for key, way in self.followed[act.key] if way.match(after)), act.key))

    def _addressed(self, key: str, ask: int, content: str) -> str:
        """The action of a clause in which those are asked whom what is asked follows: "calls upon"; a stronger one by
        an adverb before that ("تحث الدول | بقوة | على").
        """
        key = words(self.language.code).addressed.get(key, key) if ask else key
        strong = self.strengths is not None and self.strengths.search(content, 0, ask)
        return f"strongly{key[:1].upper()}{key[1:]}" if strong else key

    def _unaddressed(self, key: str, seen: View, said: str) -> str:
        """The action of a clause in which nobody is asked: "calls for"; as it is where points may name who is."""
        leads = len(seen.content) <= _LEAD and said.rstrip().endswith(tuple(COLONS))
        return key if leads else words(self.language.code).unaddressed.get(key, key)

    def _force(self, key: str, seen: View) -> str:
        """The force of an action, or of what was decided if that is said again."""
        return "deciding" if renews(key) and self._redecides(seen.content) else force_of(key)

    def _redecides(self, content: str) -> bool:
        """Whether words after a verb begin with what was decided ("its decision that"), an insertion aside ("avoir, vu
        sa résolution, décidé de"): four of 190 texts have such a clause.
        """
        head, _, rest = content.strip().partition(", ")
        ways = (content.strip(), f"{head} {rest.partition(', ')[2]}" if len(head) <= _AUXILIARY else "")
        return any(found.start() == 0 for way in ways if (found := self.redecided.search(way)))

    def _obliged(self, key: str, seen: View, verb: str, *, at_once: bool = False) -> Asked | None:
        """Who has to do something by the words after a verb that asks for nothing itself; None if nobody has."""
        if not _is_read(key) or recalls(key) or intends(key):
            return None
        again = renews(key) and self._redecides(seen.content)
        decides = again or force_of(key) == "deciding"
        said = view(self.language, verb).content
        found = self.obliged.after(seen.content, said, decides=decides, again=again, at_once=at_once)
        # "stresses that States may face" is no leave
        return found if found and (found.binding != "may" or decides) else None

    def _passive_again(self, content: str, act: _Act, end: int) -> _Act | None:
        """The request in the passive that the words after a verb say again: "Reiterates that States are urged to"."""
        if not renews(act.key):
            return None
        found = next(find_passive(content[act.end : end], self.language), None)
        if found is None or found.sentence:
            return None
        before = not self.names.said.words.passives_first
        return _Act(act.end, act.end + found.start, act.end + found.end, found.key, act.how, before)

    def _after_verb(self, content: str, act: _Act, end: int) -> tuple[int, View, bool]:
        """Where the words begin that follow a verb, their view, and whether they ask someone: the verb does, or it and
        they say again what was asked.
        """
        whole = view(self.language, content)
        seen = whole.part(self.language, act.end, end if _is_read(act.key) else act.end)
        asked = self._renewed(content[act.verb : act.end], seen) if renews(act.key) else -1
        if asked < 0:
            return act.end, seen, asks(act.key)
        return act.end + asked, whole.part(self.language, act.end + asked, end), True

    def _renewed(self, verb: str, seen: View) -> int:
        """How many characters after a verb say again that something is asked ("its urgent call"), -1 if none do; the
        verb can say it itself.
        """
        found = self.renewed.search(seen.content)
        if found and not seen.content[: found.start()].strip():
            return seen.end(found.end())
        wording = view(self.language, verb).content
        found = self.renewed.search(wording)
        return 0 if found and found.end() == len(wording) else -1

    def _spoken(self, content: str, above: _Clause | None) -> Iterator[Spoken]:
        """What is said in the first person; `above` is the clause that leads to a point in which nothing is marked."""
        alone = above is not None and speaks(self.language, above.said)
        led = alone or (above is not None and above.how == "spoken")
        found = list(find_spoken(content, self.language, led=led, alone=alone))
        if found and found[0].opens and not alone and not self._asks_alone(content, found[0]):
            found = list(find_spoken(content, self.language))
        if not found and led:  # "We commit to: (a) Heal the sick, and urge all States to help"
            further = find_further(content, self.language)
            found = [one for one in further if self._asks_alone(content, one, at_once=True)]
        yield from found

    def _asks_alone(self, content: str, spoken: Spoken, *, at_once: bool = False) -> bool:
        """Whether the verb that opens a point asks someone known ("To request the Secretary-General to report"); else
        it is what the paragraph around resolves ("we resolve: (a) To reaffirm …").  If `at_once` it must ask him to do
        something ("and urge all States to help", but not "and encourage partnership between States").
        """
        wording = view(self.language, content[spoken.end :]).content
        asked = self.addressees.asked(wording, lambda start, end: False) if asks(spoken.key) else None
        if asked is None or (at_once and not asked.ask):
            return False
        return any(not part.pronoun for part in asked.parts)

    def _meant(self, content: str, whole: _Resolution, pronoun: str = "") -> tuple[Addressee, ...]:
        """Whom a pronoun after a text means: the first one that it names, "the latter" the last one."""
        seen = view(self.language, content)
        found = self.names.first(seen.content)
        if found and self.names.said.latter.match(pronoun):
            found = self._last_head(seen.content) or found
        if found is None:
            return ()
        printed = content[seen.start(found.start) : seen.end(found.end)]
        # "le Gouvernement … l'engage à": the State, where the document names one
        key = whole.around.governing(found.key, printed) if found.key in entities().state_organs else found.key
        return (Addressee(printed, key, kinds().get(key, "other")),)

    def _last_head(self, content: str) -> Named | None:
        """The last name in a view that is not of the one before it ("le Rapporteur spécial | du Conseil")."""
        last: Named | None = None
        for named in self.names.find(content, 0, len(content)):
            own = self.names.said.owned_by.match(content, last.end) if last else None
            if own is None or len(content[own.end() : named.start].split()) > 1:  # more than an article
                last = named
        return last

    def _inherited(self, content: str, above: _Clause, whole: _Resolution) -> _Clause:
        """The clause of a point: action and addressees of the paragraph, or those that the point itself names."""
        who = tuple(Addressee("" if a.key else a.text, a.key, a.kind, True) for a in above.addressees)
        seen = view(self.language, content)
        ask = 0
        directs, binding, shown = above.directs, above.binding, -1
        if not who and directs and len(above.seen.content) <= _LEAD:
            who, ask, _ = self._asked(content, seen, (), "", 0, whole)
        elif not who and not directs and (asked_of := self._obliged(above.action, seen, "", at_once=True)):
            # "Resolves that: 2. The Secretary-General shall be authorized to"
            who, ask, binding = self._those(asked_of, content, seen, whole), asked_of.ask, asked_of.binding
            shown = self.addressees.shown(seen.content, asked_of)
        return _Clause(
            0, len(content), "", above.action, who, 0, seen, ask, "inherited", directs, binding, content,
            _lead_of(above.lead, above.said), shown, force_of(above.action),
        )  # fmt: skip

    def _asked(
        self,
        wording: str,
        seen: View,
        before: tuple[Addressee, ...],
        text: str,
        verb: int,
        whole: _Resolution,
        *,
        someone: int = 0,
    ) -> tuple[tuple[Addressee, ...], int, int]:
        """Who is asked by the words after a verb, where those that say what begin, and where a row shows them from.

        `text` ends with the verb, which begins at an offset of it.  A pronoun stands for those who were asked `before`,
        else for one that the text before the verb names; `someone` (`ACTOR`, `ANYBODY`) is asked, known or not, where
        the verb says so.
        """
        pronoun_asked = self._pronoun_at_verb(text[:verb], text[verb:])
        # "les engage à", but "leur demande une nouvelle fois"; "تحثها أيضا على"
        before_verb = bool(self.names.said.words.before_verb)
        alone = pronoun_asked and not (before_verb and " " in text[verb:].strip())
        if alone and (at_once := self.addressees.ask_at_once(seen.content)):
            return before or self._meant(text[:verb], whole), at_once, -1
        said = view(self.language, text[verb:]).content
        asked = self.addressees.asked(seen.content, _names_in(wording, seen), someone=someone, verb=said)
        found: list[Addressee] = []
        for part in asked.parts:
            pronoun = seen.content[part.start : part.end] if part.pronoun else ""
            bound = (before or self._meant(text[:verb], whole, pronoun)) if pronoun else ()
            found += bound or self._each(part, wording, seen, text[:verb], whole)
        if not found and pronoun_asked:
            ask = self.addressees.ask_at_once(seen.content) or asked.then
            return before or self._meant(text[:verb], whole), ask, -1
        # "Calls for further action to meet the gap": where nobody is asked, all the words are what is asked
        return (tuple(found), asked.ask, self.addressees.shown(seen.content, asked)) if found else ((), 0, -1)

    def _each(self, part: Listed, wording: str, seen: View, text: str, whole: _Resolution) -> tuple[Addressee, ...]:
        """The one whom a part names, or the several States whose Governments it names in one."""
        one = self._one(part, wording, seen, text, whole)
        if one.key not in entities().state_organs:
            return (one,)
        found = whole.around.of_each(view(self.language, one.text).content)
        return tuple(Addressee(one.text, key, kinds()[key]) for key in found) or (one,)

    def _one(self, part: Listed, wording: str, seen: View, text: str, whole: _Resolution) -> Addressee:
        """One of those who are named in some words, of which `seen` is the view; `text` stands before them."""
        printed = wording[seen.start(part.start) : seen.end(part.end)].rstrip(f"{_COMMAS}{_DASHES}")
        key = "" if self._is_by_name(part, printed) else part.key
        if key in self.names.said.general:
            longer = self.names.said_before(view(self.language, text).content, key)
            key = longer.key if longer else whole.around.longer(key, printed)
        if key in entities().state_organs:
            key = whole.around.governing(key, printed)
        if key not in entities().speakers_own or self.names.said.own.search(seen.content, part.start, part.end):
            key = entities().meant.get(whole.body, {}).get(key, key)
        return Addressee(printed, key, kinds().get(key, "other"))

    def _is_by_name(self, part: Listed, printed: str) -> bool:
        """Whether a president is one of a State by his name ("President John Lamp"), and no chair of an organ: at least
        two words with capitals stand after the title ("el Presidente Relator" chairs one).
        """
        if part.key not in entities().speakers_own:
            return False
        seen = view(self.language, printed)
        named = self.names.first(seen.content)
        after = printed[seen.start(named.end) :].split()[:_NAME] if named else []
        return len(after) == _NAME and all(word[:1].isupper() for word in after)

    def _those(self, asked: Asked, wording: str, seen: View, whole: _Resolution) -> tuple[Addressee, ...]:
        return tuple(self._one(part, wording, seen, "", whole) for part in asked.parts)

    def _asked_before(
        self, content: str, act: _Act, seen: View, whole: _Resolution
    ) -> tuple[tuple[Addressee, ...], int]:
        """Who is asked in the words before a verb in the passive, and where in those after it what they are asked
        begins.
        """
        wording = content[act.start : act.verb]
        if any(must.match(view(self.language, content[act.verb : act.end]).content) for must in self.musts):
            return (), 0  # "they should be invited": nobody says by whom
        subject = view(self.language, wording)
        who = self._those(self.addressees.subject(subject.content, len(subject.content)), wording, subject, whole)
        return who, self.addressees.ask_after(seen.content)

    def _pronoun_at_verb(self, text: str, verb: str) -> bool:
        """Whether the one who is asked is a pronoun before the verb ("les engage à"), or in one with it ("تشجعها")."""
        if self.names.said.words.before_verb:
            return bool(self.names.said.before_verb.search(view(self.language, text[-_PRONOUN:]).content))
        # "وتشجعها أيضا"; in "تكرر تأكيد دعوتها" it is the speaker's
        said = view(self.language, verb).content.split()[:1]
        return bool(said) and said[0].endswith(self.names.said.words.verb_pronouns)

    def rows(
        self, resolution: _Resolution, unit: Unit, at: tuple[str, str, str], clauses: Iterable[_Clause]
    ) -> Iterator[Mandate]:
        """The rows of the clauses of a unit; `at` says where that stands: part, place, number."""
        cited = CitedWithin(unit.text, self.clock)
        return (self.row(resolution, unit, at, n, clause, cited) for n, clause in enumerate(clauses, 1))

    def row(
        self, resolution: _Resolution, unit: Unit, at: tuple[str, str, str], n: int, clause: _Clause, cited: CitedWithin
    ) -> Mandate:
        """The row of the n-th clause of a unit, of which `cited` is what it cites."""
        content = unit.text.content
        part, place, number = at
        force = clause.force
        seen = clause.seen
        held = self._held(content, clause, resolution.speaker)
        demanding = seen.content if clause.moves or force == "reinforcing" else ""
        decided = seen.content[: self._intended(clause)] if clause.settles else ""
        clock = self.clock

        def printed(span: Named | Made) -> str:
            return content[clause.wording + seen.start(span.start) : clause.wording + seen.end(span.end)]

        citations = cited.by(clause.start, clause.end, resolution.noted)
        dates = tuple(_as_due(w, content, clause.wording, seen) for w in held.whens)
        return Mandate(
            symbol=resolution.symbol,
            work=resolution.work,
            body=resolution.body,
            adopted=resolution.adopted,
            session=resolution.session,
            title=resolution.title,
            eId=unit.eid,
            place=place,
            part=part,
            number=number,
            paragraph=unit.eid,
            clause=n,
            language=self.language.code,
            text=content,
            lead=clause.lead,
            start=clause.start,
            end=clause.end,
            verb=clause.verb,
            action=clause.action,
            force=force,
            binding=clause.binding,
            addressees=clause.addressees,
            ask=self._asked_words(content, clause).strip(),
            deliverables=tuple(Deliverable(printed(m), m.kind, m.asked) for m in held.made),
            recipient=self._recipient(clause, resolution, held, printed),
            due=dates[held.whens.index(held.deadline)] if held.deadline else None,
            dates=dates,
            frequency=held.often,
            review=clock.review(decided, alone=not clause.addressees),
            expires=self._expires(clause, held, decided, resolution.adopted),
            resources=clock.first(clock.resources, demanding) or self._led_resources(clause),
            cites=tuple(dict.fromkeys(one.cited for one in citations)),
            citations=citations,
            how=clause.how,
        )

    def _expires(self, clause: _Clause, held: _Held, decided: str, adopted: str) -> str:
        """When ends what is settled, or meant to be done."""
        if intends(clause.action):
            return held.term
        return (self.clock.expires(decided, adopted) or held.lasts) if clause.settles else ""

    def _led_resources(self, clause: _Clause) -> str:
        """What the paragraph around says of resources, which holds for each of its points (15 points of the corpus)."""
        return self._resources_in(clause.lead) if clause.lead and clause.moves else ""

    def _held(self, content: str, clause: _Clause, speaker: Speaker) -> _Held:
        """What the words of a clause of a text say of when, how often and what is made."""
        if not clause.moves:
            made = self._made(content, clause, due=False) if not clause.action else ()
            return _Held(made=tuple(replace(m, asked=False) for m in made if self.products.is_named(m.kind)))
        return self._timed(content, clause, self._due(clause, speaker), speaker)

    def _timed(self, content: str, clause: _Clause, whens: tuple[When, ...], speaker: Speaker) -> _Held:
        """What the words of a clause that asks or settles something say of how often and what is made, and its times,
        of which a term can be a deadline for that.
        """
        often = self.clock.frequency(clause.seen.content)
        acts = clause.directs or bool(clause.binding)
        due = bool(often) or any(when.role not in ("event", "start") for when in whens)
        decides = force_of(clause.action) == "deciding" and not intends(clause.action)
        makes = acts or (decides and not passes(clause.action))
        timed = bool(whens or often)
        made = self._made(content, clause, acts=acts, due=acts and due, timed=timed) if makes else ()
        if often:  # "as addenda to its annual report": the name of what nobody asks for tells nothing
            often = self.clock.frequency(clause.seen.content, self.products.unasked(clause.seen.content, made))
        if self.clock.until_is_by and any(m.asked for m in made):
            whens = tuple(replace(w, role="deadline") if w.role == "term" else w for w in whens)
        return _Held(self._with_terms(clause, whens, speaker), often, made)

    def _with_terms(self, clause: _Clause, whens: tuple[When, ...], speaker: Speaker) -> tuple[When, ...]:
        """The times of a clause, and how long what it asks or settles lasts, where none of them says until when."""
        if any(when.role == "term" for when in whens):
            return whens
        meant = self._intended(clause)
        begun = clause.settles and any(when.role == "start" for when in whens)  # "beginning on … and ending on …"
        terms = [
            term
            for term in self.clock.terms(clause.seen.content, speaker)
            # what is asked for some days takes place then
            if (begun if term.kind == "date" else clause.settles or term.value[-1] not in "DW") and term.start < meant
        ]
        return whens + tuple(t for t in terms if not any(t.start < w.end and w.start < t.end for w in whens))

    def _intended(self, clause: _Clause) -> int:
        """Where in the view of a clause the words end of what the speaker means to do; of what it does not mean to do
        ("not to review the mandate") nothing is said of when.
        """
        content = clause.seen.content
        return self.products.denied_from(content, clause.ask) if intends(clause.action) else len(content)

    def may_be_timed(self, content: str, since: str) -> bool:
        """False of most texts that say nothing of when, for a document of a date."""
        return self.clock.may_be_due(view(self.language, content).content, since)

    def deadline(self, content: str, clause: _Clause, speaker: Speaker, *, makes: bool = False) -> Deadline:
        """The first deadline of a clause of a text, and, if it `makes` any, the products that it asks for, as its row
        has them.
        """
        seen, at = clause.seen, clause.wording
        may_be = clause.moves and self.clock.may_be_due(seen.content, speaker.date)
        whens = self._due(clause, speaker) if may_be else ()
        # what is made tells whether "until" says by when
        timed = (makes and clause.moves) or (whens and self.clock.until_is_by)
        held = self._timed(content, clause, whens, speaker) if timed else _Held(whens)
        made = tuple(
            AskedProduct(m.kind, at + seen.start(m.start), at + seen.end(m.end), self.products.is_verb(seen.content, m))
            for m in held.made
            if m.asked and makes
        )
        due = _as_due(held.deadline, content, at, seen) if whens and held.deadline else None
        return Deadline(content, clause.start, due, made)

    def _made(
        self, content: str, clause: _Clause, *, due: bool, acts: bool = True, timed: bool = False
    ) -> tuple[Made, ...]:
        """The products in the words of a clause of a text."""

        def is_name(start: int) -> bool:
            at = clause.wording + clause.seen.start(start)
            return content[at].isupper() and content[:at].rstrip()[-1:] not in STOPS

        return self.products.made(clause.seen.content, clause.ask, is_name, acts=acts, due=due, timed=timed)

    def _recipient(
        self, clause: _Clause, resolution: _Resolution, held: _Held, printed: Callable[[Named], str]
    ) -> Recipient | None:
        """The organs that what shall be made goes to."""
        if not any(m.asked or m.kind in DOCUMENTS for m in held.made):
            return None
        content, at = clause.seen.content, clause.ask
        begin = self.products.made_from(content, at, held.made)
        organs = self.products.recipients(content, at, held.deadline, begin)
        meant = entities().meant.get(resolution.body, {})
        keys = tuple(dict.fromkeys(meant.get(organ.key, organ.key) for organ in organs))
        speaker = entities().speakers.get(resolution.body, "")
        span = self.products.to_speaker(content, at, speaker, held.deadline) if speaker else None
        if organs and span and span[1] <= organs[0].start and any(m.asked for m in held.made):
            # "de lui présenter un rapport et d'adresser des mises à jour au Comité" (5 rows)
            others = tuple(key for key in keys if key != speaker)
            return Recipient(printed(Named(*span, speaker, span[0])), speaker, others)
        if organs:
            return Recipient(printed(organs[0]), keys[0], keys[1:])
        # of what is only named it must stand beside it ("in the report that it is to submit to it")
        if span and not any(m.asked or 0 < span[0] - m.end <= _BESIDE for m in held.made):
            span = None
        return Recipient(printed(Named(*span, speaker, span[0])), speaker) if span else None

    def _asked_words(self, content: str, clause: _Clause) -> str:
        """What is asked or said: what stands after the verb, else before it."""
        if clause.about > clause.start:
            return content[clause.start : clause.about]
        begin = clause.wording + clause.seen.start(clause.shown if clause.shown >= 0 else clause.ask)
        return self._before_joint(content, begin, clause.end, declared=clause.how == "spoken")

    def _before_joint(self, content: str, begin: int, end: int, *, declared: bool) -> str:
        """What is asked, between two offsets of a text, without the words that lead to the next clause (", and in this
        regard"), if one follows; empty if points follow at once.  What is `declared` has further sentences.
        """
        wording = content[begin:end].lstrip(_COMMAS_CLOSED)
        if end == len(content):
            return "" if wording.strip() in COLONS else wording
        seen = view(self.language, content).part(self.language, end - len(wording), end)
        before = self._without_joint(wording, seen)
        asked = self._before_trailer(before, seen)
        if asked != before:
            asked = self._without_joint(asked, seen)
        elif self.language.spaced and self._is_unjoined(wording[len(before) :]):
            asked = self._before_recital(self._before_opener(before) if declared else before, seen)
        return wording[: len(asked) + 1] if wording[len(asked) :].startswith(tuple(FULL_STOPS)) else asked

    def _tail(self, wording: str, seen: View, size: int) -> View:
        """The view of so many characters at the end of some words, with which a text begins that is `seen`."""
        return seen.part(self.language, max(0, len(wording) - size), len(wording))

    def _without_joint(self, wording: str, seen: View) -> str:
        tail = self._tail(wording, seen, _JOINT)
        if self.language.spaced and (lead := self.names.said.lead_end.search(tail.content)):
            wording = wording[: max(0, len(wording) - _JOINT) + tail.start(lead.start())].rstrip(_COMMAS)
            tail = self._tail(wording, seen, _JOINT)
        for m in self.joints.finditer(tail.content):
            if not tail.content[m.end() :].strip():
                return wording[: max(0, len(wording) - _JOINT) + tail.start(m.start())]
        if self.language.spaced and (found := at_end(self.names.said.plain_joints, tail.content)):  # ", а также"
            return wording[: max(0, len(wording) - _JOINT) + tail.start(found.start())].rstrip(_COMMAS)
        return wording

    def _before_trailer(self, wording: str, seen: View) -> str:
        """What is asked without words at its end that say how the speaker acts next: "and acting under Chapter VII".

        They stand after a comma or begin with a joint, and up to the end they name nothing but what is acted under:
        else they say of someone how he acts ("missions acting under Chapter VII, to submit a report").
        """
        tail = self._tail(wording, seen, _TRAILER)
        found = self.names.said.trailers.search(tail.content)
        if found is None or _SENTENCE.search(wording[-_TRAILER:]):
            return wording
        before, after = tail.content[: found.start()].rstrip(), tail.content[found.end() :].strip(_COMMAS)
        joined = before.endswith(tuple(COMMAS)) or self.names.said.joints.match(found[0].strip())
        if not joined or any(mark in after for mark in COMMAS):
            return wording
        return wording[: max(0, len(wording) - _TRAILER) + tail.start(found.start())].rstrip(_COMMAS)

    def _is_unjoined(self, between: str) -> bool:
        """Whether the words between two clauses are a comma, or a pronoun after one, without a joint (", lui")."""
        return between.strip().startswith(tuple(COMMAS)) and not any(
            word.strip(_COMMAS) in self.language.actions.joints for word in between.split()
        )

    def _before_opener(self, wording: str) -> str:
        """What is asked without the begun sentence at its end in which the speaker acts next: "… to help. At the same
        time" (a comma stands after it).
        """
        near = max(0, len(wording) - _RECITAL)
        begun = max((m.start() for m in _SENTENCE.finditer(wording, near)), default=len(wording))
        return wording[:begun] if wording[-1:] not in STOPS else wording

    def _before_recital(self, wording: str, seen: View) -> str:
        """What is asked without a recital at its end of what the speaker does next: ", and, recalling the Charter".

        It is joined to what was asked, it lists nothing, and no other joint stands between it and the next verb: so
        the one before it is that of the next clause.
        """
        left = max(0, len(wording) - _RECITAL)
        tail = self._tail(wording, seen, _RECITAL)
        content, phrases = tail.content, lexicon(self.language)
        for m in self.joints.finditer(content):
            joint = self.names.said.meanwhile.sub("", m[0]).strip()  # "tout en" alone is of what was asked
            if not {joint[:1], joint[-1:]} & {*COMMAS} or not any(map(str.isalpha, joint)):  # ", y", "y,"
                continue
            led = self.names.said.meanwhile.match(content, m.end())
            found = phrases.find(content, led.end() + 1 if led else m.end(), "preamble", strict=True)
            if found and not any(mark in content[found.end :].strip(_COMMAS) for mark in COMMAS):
                return wording[: left + tail.start(m.start())].rstrip(_COMMAS)
        return wording

    def _due(self, clause: _Clause, speaker: Speaker) -> tuple[When, ...]:
        seen = clause.seen

        def whose(start: int, end: int) -> Iterator[str]:
            """The organs named before a session, the nearest first, then the first one after it."""
            before = list(self.names.find(seen.content, max(0, start - _BEFORE_SESSION), start))
            after = self.names.find(seen.content, end, min(len(seen.content), end + _AFTER_SESSION))
            meant = entities().meant.get(speaker.actor, {})
            keys = (meant.get(n.key, n.key) for n in (*reversed(before), *after))
            organs = (key for key in keys if kinds().get(key) == "UN organs" or key == speaker.actor)
            yield from (actor_of(key) for key in organs)

        whens = self.clock.due(seen.content, speaker, whose, clause.ask)
        if intends(clause.action):
            meant = self._intended(clause)
            return tuple(w for w in whens if w.start < meant and not self.clock.of_another(seen.content, clause.ask, w))
        if passes(clause.action) and not clause.binding:
            whens = tuple(when for when in whens if when.role != "deadline")
        never = self.products.never_due(seen.content, clause.ask, (when.start for when in whens)) if whens else ()
        return tuple(when for when, refused in zip(whens, never, strict=True) if not refused)


@lru_cache(TEXTS)
def _lead_of(lead: str, said: str) -> str:
    """The words that lead to the points of a clause, which has a lead itself; all of them share one string."""
    return " ".join(words.strip() for words in (lead, said) if words)


@cache
def _is_read(action: str) -> bool:
    """Whether the words after an action are read: what is only praised or noted says nothing that a row holds."""
    return force_of(action) not in ("evaluative", "observing") or intends(action)


def _names_in(wording: str, seen: View) -> Callable[[int, int], bool]:
    """What tells whether a stretch of a view of some words is printed as a name is: with a capital letter."""

    def is_name(start: int, end: int) -> bool:
        at = seen.start(start)
        return at > 0 and any(w[:1].isupper() for w in _APART.split(wording[at : seen.end(end)]))

    return is_name


def _as_due(when: When, content: str, at: int, seen: View) -> Due:
    """Something said of time in the words from an offset of a text on, of which `seen` is the view, as rows have it."""
    printed = content[at + seen.start(when.start) : at + seen.end(when.end)]
    return Due(printed, when.kind, when.value, when.year or None, when.date, when.role)


@cache
def _reader(language: Language) -> _ClauseReader:
    """The reader of a language."""
    return _ClauseReader(language)
