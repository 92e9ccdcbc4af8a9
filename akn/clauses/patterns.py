"""The words of a language around names, as patterns for views (`akn.languages.view`)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from akn.clauses.lookup import Templates, any_of, hints_of
from akn.clauses.shape import Words, entities, quoted, words
from akn.clauses.times import clock
from akn.languages.shape import Language
from akn.languages.view import plain, shown, views
from akn.patterns import escaped, hinted_pattern, lazy_pattern
from akn.punctuation import has_comma

_LONG = 40  # letters of a verb, at most; of it and what may stand between it and what asks for it twice as many
_SHORT = 8  # characters, at most, between a clause and the name that it describes in a script without spaces
_VERB = 6  # characters, at most, of the rest of a day and of the verb after it in a script without spaces
_NOUN = 6  # words, at most, of a subject before its noun


class Patterns:
    """What may stand around and between the names of those who are asked; `names` are the names, with their keys."""

    def __init__(self, language: Language, names: Mapping[str, str]) -> None:
        self.language = language
        self.words: Words = words(language.code)
        w = self.words
        self.joints = self._joints()
        adverbs = (*w.speaker_adverbs, *w.ask_leads)
        self.lead_end = hinted_pattern(
            lambda: self._lead_end(w), lambda: hints_of(language, (*adverbs, *w.glued_joints))
        )
        self.plain_joints = self.any_of(w.joints)
        self.before = self.any_of(w.before)
        self.between = self.any_of(w.between)
        self.wide = lazy_pattern(lambda: f"(?:{self.between.pattern})+")
        self.beside = self.any_of(w.beside)
        self.breaks = self.any_of(w.breaks, beside="-")
        self.after_name = self.any_of((*w.breaks, *w.which, *w.joints, *w.towards))
        self._deed_leads, self._deeds = self.any_of((*w.articles, *w.before)), self.any_of(w.deeds)
        self.apart = self.any_of(w.apart)
        self.articles = self.any_of(w.articles)
        self.examples = self.any_of(w.examples)
        self.doers = self.any_of(w.doers)
        self.own = self.any_of(w.own)
        self.new = self.any_of(w.indefinite)
        self.elsewhere_before = lazy_pattern(lambda: f"(?:{self._any(w.elsewhere_before)})$")
        self.before_verb = lazy_pattern(lambda: f"(?:{self.any_of(w.before_verb).pattern}) *$")
        self.relatives = self.any_of(w.relatives)
        self.which = self.any_of(w.which)
        # "the Committee, which shall …", "Комитет, который рассмотрит …"; "that" says as well what shall be
        which = self.any_of({*w.which, *w.times.held_relatives}.difference(w.says_that))
        self.aside_clause = lazy_pattern(lambda: rf"[,،] (?:{which.pattern})[^,،]*")
        short, relative_ends = f"[^ ,、]{{,{_SHORT}}}", self.any_of(w.relative_ends)
        self.described = lazy_pattern(
            lambda: f"(?:{relative_ends.pattern}){f'(?:{self.between.pattern})*' if language.spaced else short}$"
        )
        self.others = self.any_of(w.others)
        self.pronouns = self.any_of(w.pronouns)
        self.latter = self.any_of(w.latter)
        self.asides = self.any_of(w.asides)
        self.titles = quoted(language)
        self.vague = self.any_of((*w.vague, *w.before))
        self.ask_heads = self.any_of(w.ask_heads)
        self.heads_ask = lazy_pattern(lambda: f"(?:{self.ask_heads.pattern}) ?$")
        self.must_heads = lazy_pattern(lambda: f"(?:{self.any_of((*w.ask_heads, *w.clitics)).pattern}) ?$")
        self.denied = self.any_of((*w.negations, *w.nobody))
        self.denied_before = lazy_pattern(lambda: f"(?:{self.any_of(w.negations).pattern}) ?$")
        self.relative_asks, self.sure_asks = self.any_of(w.relative_asks), self.any_of(w.sure_asks)
        self.unasked = self.any_of(w.unasked)
        self.doing_so = self.any_of(w.doing_so)
        self.relatives_only = self.any_of(w.relatives_only)
        self.bare_openings = self.any_of(p for p in w.openings if not p.endswith("+"))
        articles, endings = self._any(w.glued_articles), self._any(w.adjective_endings)
        asks = self.any_of(p for p in w.asks if "{" not in p)
        joint = f"(?:{self._any(w.glued_joints)})?"
        self.further = lazy_pattern(
            lambda: rf" {joint}(?!{asks.pattern}|{self.which.pattern})(?:{articles})\w*(?:{endings})(?!\w)"
        )
        self.before_verbs = frozenset(
            plain(language, p.partition("{verb}")[0]).strip() for p in w.asks if p.endswith("{verb}")
        ).difference(plain(language, p).strip() for p in w.asks if "{" not in p)
        self._asks_of = tuple((plain(language, verb), self.any_of(said)) for verb, said in w.asks_of.items())
        self.adverbials = lazy_pattern(lambda: self._adverbials(w))
        self._things = self.any_of(w.things)
        self.owns = self.any_of(w.owns)
        self.owned_by = lazy_pattern(lambda: rf" ?(?:{self.owns.pattern})(?: (?:{self.articles.pattern}))* ?")
        # "los de la región", "a los que pueden"
        those = (*w.openings, *w.datives)
        self.those = lazy_pattern(lambda: rf"(?:{self._openings(those).pattern}) (?:{self._those(w)})(?!\w)")
        self.insertions = self.any_of(w.insertions)
        self._inserted = self.any_of((*w.insertions, *w.breaks, *w.beside, *w.adverbials, *w.participial))
        self._listed = self.any_of((*w.joints, *w.examples))
        self.bare_asks = self.any_of(w.bare_asks)
        self.glued_verbs = self._openings(w.glued_verbs)
        self.trailers = self.any_of(w.trailers)
        self.meanwhile = self.any_of(w.meanwhile)
        self.openings, self.first_openings = self._openings(w.openings), self._openings(w.first_openings)
        self.datives, self.openings_of_names = (
            self._openings(w.datives),
            self._openings((*w.openings, *w.openings_of_names)),
        )
        self.says_that = self.any_of(w.says_that)
        # "أن تتخذ | ميانمار": the verb of what is asked before its subject
        slotted = any(lead.endswith("{verb}") for lead in w.leads) and bool(w.subjunctives)
        self.verb_leads = lazy_pattern(
            lambda: rf"(?:{self.says_that.pattern}) (?P<verb>\w+)[\s,،]*$" if slotted else "(?!)"
        )
        led = self.any_of((*w.says_that, *(f"{glued}{that}" for glued in w.glued_joints for that in w.says_that)))
        self.led_verbs = lazy_pattern(rf"(?:{led.pattern}) (?P<verb>\w+)" if slotted else "(?!)")
        self.further_that = hinted_pattern(
            lambda: self._further_that(w), lambda: hints_of(language, w.says_that) if language.spaced else [",", "，"]
        )
        self.governed = self.any_of((*w.breaks, *w.apart, *w.towards))
        self.before_noun = self.any_of((*w.breaks, *w.apart, *w.towards, *w.articles))
        # so many of them at most, as a run of all would be gone through again from each of its words
        self.befores = lazy_pattern(lambda: rf"(?:(?:{self.before.pattern}|{self.articles.pattern}) ){{0,9}}$")
        self._dative = lazy_pattern(lambda: self._any(w.datives))
        self.whose_tasks, self.tasks = self.any_of(w.whose_tasks), self.any_of(w.tasks)
        self.nounless = tuple(plain(language, p) for p in w.nounless)
        self.its_tasks = frozenset(plain(language, p) for p in w.its_tasks)
        self.clauses = self._clauses()
        self.musts = {how: self.any_of(said) for how, said in w.musts.items()}
        self._actors = self.any_of(w.actors)
        self._adjective = lazy_pattern(lambda: rf"(?<!\w)\w+(?:{self._any(w.before_endings)})(?!\w)")
        said, doing = self._any(w.participles), self._any(w.gerunds)
        self._participles = lazy_pattern(  # no "forum shopping of"
            lambda: rf"(?<!\w)\w+(?:(?:{said})(?!\w)|(?:{doing})(?!\w)(?! (?:{self.owns.pattern})))"
        )
        self.which_last = lazy_pattern(lambda: rf"(?:{self.which.pattern}) *$")
        # "convened by", "由"
        done, self.by = (r"\w+ (?:\w+ ){1,3}?" if language.spaced else ""), self.any_of(w.by)
        self.done_by = lazy_pattern(lambda: rf"{done}(?:{self.by.pattern}) ?")
        self.decided = {how: self._verbs(said) for how, said in w.decided.items()}
        self.futures = {how: self._verbs(f"+{ending}" for ending in said) for how, said in w.must_endings.items()}
        self.musts_first = {how: self.any_of(said) for how, said in w.musts_first.items()}
        genders, sure = self._any(w.subjunctives), self._any(w.sure_subjects)
        self.own_gender = lazy_pattern(lambda: rf" ?(?:{self._any(w.glued_joints)})?(?P<gender>{genders})")
        self.other_subject = lazy_pattern(
            lambda: rf"(?=(?P<sure>(?:{sure})[\s,،])?)(?P<gender>{genders})\w+(?:[,،] [^,،]*[,،])? "
        )
        self.not_doing = self.any_of(w.not_doing)
        self.abilities = self.any_of(w.abilities)
        self.used = self.any_of(w.used)
        self.clause_leads = lazy_pattern(lambda: f"(?:{self.any_of(w.clause_leads).pattern}) ?$")
        self.owned = lazy_pattern(lambda: f"(?:{self.articles.pattern} ?)*{self._owned(names)}")
        self._take_general(names)

    def _take_general(self, names: Mapping[str, str]) -> None:
        """Keep the names that stand for others: of what is general, of organizations and of the one Government."""
        general: dict[str, list[str]] = {key: [] for key in entities().general}
        for name, key in names.items():
            if key in general:
                general[key].append(name)
        self.lone = {key: frozenset(views(self.language, several)) for key, several in general.items()}
        self.lone_organs = frozenset(plain(self.language, name) for name in self.words.lone_organs)
        self.organizations = self.any_of(name for name, key in names.items() if key == entities().bodies)
        self.general = {key: self.any_of(several) for key, several in general.items()}

    def _adverbials(self, w: Words) -> str:
        """The source of a pattern of what says when or how something shall be done."""
        adverb = self._ending(w.adverb_endings, w.no_adverbs).pattern if w.adverb_endings else "(?!)"
        several = rf"{adverb}(?: (?:{self.any_of(w.joints).pattern}) {adverb})?"  # "немедленно и окончательно"
        return rf"{self.any_of(w.adverbials).pattern}|(?:{several} ?)+ *$"

    def thing_in(self, content: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a name that is not known is that of a thing: its noun is one of `things`."""
        end = len(content) if end is None else end
        if self.words.heads_first:
            start = _past((self.before, self._dative), content, start, end)
            return self._things.match(content, start, end) is not None
        return any(m.end() == end for m in self._things.finditer(content, start, end))

    def _those(self, w: Words) -> str:
        """The source of a pattern of what follows an article that stands for a noun said before."""
        return "|".join((self.which.pattern, self._any(w.owns))) if w.heads_first else "(?!)"

    def any_of(self, pieces: Iterable[str], beside: str = "") -> re.Pattern[str]:
        """A pattern of whole words (`akn.clauses.lookup.any_of`)."""
        return any_of(self.language, pieces, beside)

    def asks_of(self, verb: str) -> re.Pattern[str] | None:
        """The words of asking that a verb governs, None where nothing is known of it."""
        return next((said for piece, said in self._asks_of if piece in verb), None)

    def _openings(self, pieces: Iterable[str]) -> re.Pattern[str]:
        """A pattern of what stands before somebody who is asked without being known; `+` takes any rest of the word."""
        none = self.any_of(p for p in self.words.asks if "{" not in p)

        def opening(piece: str) -> str:
            way = escaped(plain(self.language, piece.removesuffix("+")).strip())
            if not piece.endswith("+"):
                return way if piece.endswith("'") else rf"{way}(?!\w)"
            # "ال" begins "إلى" as well
            return rf"{way}\w*" if " " in piece else rf"(?!{none.pattern}){way}\w*"

        return lazy_pattern(lambda: "|".join(map(opening, pieces)) or "(?!)")

    def _any(self, pieces: Iterable[str]) -> str:
        """Some pieces of words in a pattern, none of which matches where there are none."""
        return "|".join(escaped(plain(self.language, p)) for p in pieces) or "(?!)"

    def _ending(self, endings: Iterable[str], others: Iterable[str]) -> re.Pattern[str]:
        """A pattern of words with one of these endings, but for others."""
        none, ending = self.any_of(others), self._any(endings)
        return lazy_pattern(lambda: rf"(?<!\w)(?!{none.pattern})\w{{2,{_LONG}}}(?:{ending})(?!\w)")

    def _lead_end(self, w: Words) -> str:
        """The source of a pattern of what leads to the next clause at the end of words: adverbs after a comma or a full
        stop ("y, una vez más,", ". También", "and further"), a joint that is written in one with its verb.
        """
        glued, joint = self._any(w.glued_joints), self.any_of(joint for joint in w.joints if joint.isalpha())
        adverb = self.any_of((*w.speaker_adverbs, *w.ask_leads))
        adverbs = rf"(?:{glued})?(?:(?:{adverb.pattern})[\s,،]*)+$"
        return rf"(?:(?<=[.,;،؛]) ?|(?<!\w)(?:{joint.pattern})(?: ?[,،] ?| )){adverbs}|(?<!\w)(?:{glued})[\s,،]*$"

    def _further_that(self, w: Words) -> str:
        """The source of a pattern of what begins a further clause that says what shall be: "and that"; where words are
        not spaced any comma.
        """
        if not self.language.spaced:
            return "[,，] ?" if w.musts else "(?!)"
        joints = self.any_of(joint for joint in w.joints if joint.isalpha())
        # "وأنه", "، أنه"
        glued = rf"(?:(?<!\w)(?:{self._any(w.glued_joints)})|[,،] )(?:{self._any(w.says_that)})(?!\w)"
        glued = glued if w.glued_joints else "(?!)"
        return rf"(?:(?:{joints.pattern}) (?:{self.says_that.pattern})|{glued}) ?"

    def leads_to(self, content: str, end: int) -> bool:
        """Whether a text up to an offset is nothing but what stands before a name."""
        return _past((self.before, self._dative), content, 0, end) == end

    def opens_deed(self, content: str, start: int = 0) -> bool:
        """Whether one of `deeds` stands at an offset, after articles and what stands before a name."""
        while not (deed := self._deeds.match(content, start)) and (lead := self._deed_leads.match(content, start)):
            start = lead.end() + content.startswith(" ", lead.end())
        return deed is not None

    def actor(self, content: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The noun, one of `actors`, of a subject that begins at an offset: after what stands before a name or
        adjectives; in a language without endings of them after any words but prepositions, before one or a joint.
        """
        end = len(content) if end is None else end
        if not self.language.spaced:
            last = next((m for m in self._actors.finditer(content, start, end) if m.end() == end), None)
            lead = content[start : last.start()] if last else ""
            described = has_comma(lead) or any(end in lead for end in self.words.relative_ends)
            return None if described or self.breaks.search(lead) else last
        if self.words.before_endings or self.words.heads_first:
            return self._actors.match(content, _past((self.before, self._adjective), content, start, end), end)
        found = None
        for at in _words_from(content, start, end):
            noun = self._actors.match(content, at, end)
            if noun and self._ends_subject(content, noun.end(), end):
                found = noun
            if self.governed.match(content, at, end) or self.which.match(content, at, end):
                break
        return found

    def _ends_subject(self, content: str, at: int, end: int) -> bool:
        """Whether a subject can end at an offset before the end of some words."""
        rest = content[at : at + 2]
        if at == end or rest.lstrip(" ")[:1] in (",", "("):
            return True
        after = (self.governed, self.which, self.joints, self._participles)
        return rest[0] == " " and any(pattern.match(content, at + 1, end) for pattern in after)

    def _verbs(self, pieces: Iterable[str]) -> re.Pattern[str]:
        """A pattern of words, of which those before {verb} stand before one with one of `verb_endings`, those after `+`
        end a word, in the group `ending`: it counts if it is none of `no_musts`.
        """
        several = tuple(pieces)
        endings = [p.removeprefix("+") for p in several if p.startswith("+")]
        slotted = [p.removesuffix("{verb}").strip() for p in several if p.endswith("{verb}")]
        dated = [p for p in several if p[-1:].isdigit()]
        others = [p for p in several if "+" not in p and "{" not in p and p not in dated]

        def source() -> str:
            ways = [rf"(?<!\w)(?P<ending>\w{{2,{_LONG}}}(?:{self._any(endings)}))(?!\w)"] if endings else []
            ways += [self.any_of(others).pattern] if others else []
            # "于2043年缴纳的款项": its verb says more of a noun
            attribute = rf"[^,，]*\d\w{{1,{_VERB}}}(?:{self._any(self.words.times.held_attributes)})"
            ways += [rf"(?:{self.any_of(dated).pattern})(?!{attribute})"] if dated else []
            verb = self._any(self.words.verb_endings)
            after = rf"(?= (?:\w+ )?\w+(?:{verb})(?!\w)| ?$)"
            return "|".join([*ways, *([f"(?:{self.any_of(slotted).pattern}){after}"] if slotted else [])])

        return hinted_pattern(source, lambda: hints_of(self.language, (*endings, *slotted, *dated, *others)))

    def _owned(self, names: Mapping[str, str]) -> str:
        """A pattern of names of those that one list gives to one system, or to one who is asked."""
        listed = entities()
        together = set(listed.owned_together) - set(listed.systems)
        return f"(?:{self.any_of(name for name, key in names.items() if key in together).pattern} ?)+"

    def _joints(self) -> re.Pattern[str]:
        w = self.words
        free = self.any_of((*w.joints, *w.examples, *w.insertions))
        glued = [rf"{sign}(?<!\w{sign})(?=\w)" for sign in map(escaped, shown(self.language, w.glued_joints))]
        return lazy_pattern(lambda: "|".join([free.pattern, *glued]))

    def _clauses(self) -> re.Pattern[str]:
        """The comma and what begins a clause that says more of the name before it: "государства |, которые",
        "страны |, предоставляющие войска"; no word that says nothing of whose name it is.
        """
        w = self.words
        if w.heads_first or not w.before_endings:
            return lazy_pattern("(?!)")
        participle, joint = self._ending(w.adverbials_not_after, w.vague), self.any_of(w.joints)

        def source() -> str:
            # "в которых", "но еще не отменившие"
            before = rf"(?:(?!{self.breaks.pattern})\w{{1,3}} ){{0,3}}(?:(?:{self.ask_heads.pattern}) )?"
            attribute = rf"{before}{participle.pattern} (?!{joint.pattern})\w"
            return rf" ?, (?:(?:\w{{1,3}} )?(?:{self.which.pattern})|{attribute})"

        return lazy_pattern(source)

    @cached_property
    def no_musts(self) -> frozenset[str]:
        """Words that end as what somebody has to do, and are none."""
        return frozenset(shown(self.language, self.words.no_musts))

    def inserts(self, content: str, at: int = 0) -> bool:
        """Whether words that are inserted begin at an offset: no further ones who are asked ("as well as to
        Governments"), but "in particular in armed conflict".
        """
        if example := self.examples.match(content, at):
            at = example.end() + 1
            if not content.startswith(" ", at - 1) or not self.breaks.match(content, at):
                return False
        if not self._inserted.match(content, at) or self._listed.match(content, at):
            return False
        broken = self.breaks.match(content, at)
        return not (broken and content.startswith(" ", broken.end()) and self.which.match(content, broken.end() + 1))

    @cached_property
    def elsewhere(self) -> Templates:
        """What says behind an office that it is that of another organization."""
        return clock(self.language).pattern(self.words.elsewhere)

    @cached_property
    def leads(self) -> re.Pattern[str]:
        """A pattern of what stands before the first name."""
        # a slot is no word: letters of it that other scripts share stay as they are
        leads = [
            r"\w+".join(escaped(plain(self.language, p)) for p in w.strip().split("{verb}")) for w in self.words.leads
        ]
        leads.sort(key=lambda lead: -len(lead))
        after = r"(?:(?<=')|(?!\w))" if self.language.spaced else ""  # "qu’en application de …, les États"
        return lazy_pattern(lambda: rf"[\s,،]*(?:(?:{'|'.join(leads)}){after}[\s,،]*)+" if leads else "(?!)")

    def _bounded(self, source: str) -> tuple[str, str, str]:
        """A piece as a whole word, where the language has words and the piece ends in letters: with what must stand
        before and after it.
        """
        if not self.language.spaced:
            return "", source, ""
        first = r"(?<!\w)" if re.match(r"\w", source) else ""
        last = r"(?!\w)" if re.search(r"\w$", source) else ""
        return first, source, last

    @cached_property
    def asks(self) -> re.Pattern[str]:
        """A pattern of what begins the words that are asked; it ends before them."""
        w, shown, verb = self.words, self._shown, self._verb()
        ways: list[tuple[str, str, str]] = []  # what stands before a way, itself, and after it
        for template in w.asks:
            before, slot, _ = template.partition("{verb}")
            first, lead, last = self._bounded(shown(before)) if before.strip() else ("", "", "")
            space = (" " if before.endswith(" ") else " ?") if slot and lead else ""
            ways.append((first, f"{lead}{last}{space}", f"(?={verb})" if slot else ""))
        return lazy_pattern(_factored(ways) or "(?!)")

    def _shown(self, piece: str) -> str:
        """A piece in a pattern, without blanks around it."""
        return escaped(plain(self.language, piece).strip())

    def _verb(self) -> str:
        """The source of a pattern of a verb that says what is asked, with its pronouns."""
        w, shown = self.words, self._shown
        not_these = "|".join(map(shown, w.no_verbs))
        clitics = "|".join(map(shown, sorted(w.clitics, key=lambda p: -len(p))))
        whole = "".join(f"|{shown(one)}" for one in w.verbs)
        # "à leur fournir", not "à leur ordre"
        verb = (rf"(?:(?:{clitics}) ?)*" if clitics else "") + (rf"(?!(?:{not_these})(?!\w))" if not_these else "")
        return verb + rf"(?!\d)(?:\w{{1,{_LONG}}}?(?:{'|'.join(map(shown, w.verb_endings))}){whole})(?!\w)"

    @cached_property
    def tasks_open(self) -> re.Pattern[str]:
        """A pattern of how a text begins that says what shall be done: with a verb, in English after "to", or with
        words up to a comma before it ("In support of the keepers, to light"); anything where verbs have no endings.
        """
        w = self.words
        if not w.verb_endings:
            return lazy_pattern("")
        before = "|".join(map(escaped, sorted(self.before_verbs))) or "(?!)"
        alone = "" if "" in w.verb_endings else "?"  # any word can be a verb
        return lazy_pattern(lambda: rf" ?(?:[^,]*, ?)?(?:(?:{before})(?: |(?<=')))" + alone + self._verb())

    def asks_at(self, content: str, begin: int, start: int) -> bool:
        """Whether words of asking that begin at `begin` or after it end right before what stands at an offset."""
        near, far = start - max(map(len, self.words.asks), default=0), start + 2 * _LONG
        return any(m.end() == start for m in self.asks.finditer(content, max(begin, near), far))


def _past(patterns: Sequence[re.Pattern[str]], content: str, start: int, end: int) -> int:
    """Where words go on after all that patterns find from an offset on, one right after another or after a blank."""
    at = start + content.startswith(" ", start, end)
    while found := next(filter(None, (pattern.match(content, at, end) for pattern in patterns)), None):
        at = found.end() + content.startswith(" ", found.end(), end)
    return at


def _words_from(content: str, start: int, end: int) -> Iterator[int]:
    """Where words begin from an offset on that only blanks part, as many as can stand in a subject."""
    at = start + content.startswith(" ", start)
    yield at
    for _ in range(_NOUN):
        blank = content.find(" ", at, end)
        if blank <= at or "," in content[at:blank]:
            return
        at = blank + 1
        yield at


def _factored(ways: Iterable[tuple[str, str, str]]) -> str:
    """The source of a pattern of ways, in their order, of which each is what stands before it, itself, and what stands
    after it; what several in a row have alike before or after them is written once.
    """
    found = []
    for first, alike in itertools.groupby(ways, key=itemgetter(0)):
        ends = [
            f"(?:{'|'.join(way for _, way, _ in same)}){last}" for last, same in itertools.groupby(alike, itemgetter(2))
        ]
        found.append(f"{first}(?:{'|'.join(ends)})")
    return "|".join(found)
