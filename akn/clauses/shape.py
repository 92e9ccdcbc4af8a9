"""What the data files of clauses may say, and the values that are made of them: forces, entities, words of languages.

`forces.toml` gives the force of each action, `entities.toml` who is asked, `words/LANGUAGE.toml` the words around.
All are loaded and checked on first use; a language without a file has no words, so that its clauses hold only what
their marks say.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache

from msgspec import to_builtins

from akn.data import Shape, checked, data_files, read_toml
from akn.errors import DataError
from akn.languages.shape import Language
from akn.patterns import hinted_pattern, lazy_pattern

Forms = tuple[str, ...]
_QUOTED = 2_000  # characters, at most, between two quotation marks
_FOLDER = os.path.dirname(__file__)

KINDS = ("Member States", "UN organs", "Secretariat", "UN system", "other")
FORCES = ("directive", "deciding", "evaluative", "observing", "reinforcing")
BINDING = ("must", "should", "asked", "may")


class Forces(Shape, frozen=True):
    """The shape of forces.toml, which explains each of its tables."""

    forces: Mapping[str, Forms]
    strengths: Forms = ()
    asking: Forms = ()
    addressing: Forms = ()
    encouraging: Forms = ()
    expecting: Forms = ()
    renewing: Forms = ()
    renewed: Mapping[str, str] = {}
    commanding: Forms = ()
    intending: Forms = ()
    allowing: Forms = ()
    recalling: Forms = ()
    blaming: Forms = ()
    telling: Forms = ()
    passing: Forms = ()
    wide: Forms = ()
    scales: tuple[tuple[Forms, ...], ...] = ()


class Entity(Shape, frozen=True):
    """Who can be asked: `names` by language, several apart by ` | `, `+` for any ending of a word."""

    key: str
    kind: str
    names: Mapping[str, str]


class Entities(Shape, frozen=True):
    """The shape of entities.toml: more names than running text is marked with, the kinds of those that are, and
    whom a general name means (`meant`) by the actor that speaks: its chair, its High Commissioner; `speakers` are
    the organs that speak, by actor.

    `organization` is the key of the one whose name describes what it has, `whole` that of what it is with all its
    organizations, `bodies` that of words for those; `systems` are those whose organizations are the whole, `states`
    those that an example of each other means; `owned_together` are those that stand in one list as a system's own;
    `general` are words that stand for a longer name said before ("the Office"), `general_alone` those among them
    for the only one that the document names ("the Mission"), `general_exact` those among these of which it may
    name the initials alone, `speakers_own` those that `meant`
    knows only where they are the speaker's; `state_organs` act for the State named with them, beside those that
    are `private` some names are others, `sides` are no State whose adjective stands before them, `events` take
    place, and do nothing themselves; `elsewhere` is what an office is of another organization; `owned` is what
    others have that are named before it where words are not spaced
    ("联合国…特派团").
    """

    kinds: Mapping[str, Forms]
    meant: Mapping[str, Mapping[str, str]]
    speakers: Mapping[str, str]
    first_sessions: Mapping[str, int]
    opening_months: Mapping[str, int]
    organization: str
    whole: str
    bodies: str
    systems: Forms
    states: Forms
    owned: Mapping[str, Forms]
    owned_together: Forms
    general: Forms
    general_alone: Forms
    general_exact: Forms
    speakers_own: Forms
    events: Forms
    state_organs: Forms
    private: Forms
    sides: Forms
    elsewhere: Mapping[str, str]
    entities: tuple[Entity, ...]
    single: tuple[Entity, ...]

    @property
    def listed(self) -> tuple[Entity, ...]:
        """All of them: kinds of those who can be asked, and single bodies."""
        return (*self.entities, *self.single)


class Times(Shape, frozen=True):
    """How a language speaks of time: templates (`akn.languages.templates`) with slots for ordinal, date, month, year,
    number and unit, of which `day` is one without its year.

    `held` are verbs of what takes place on a day ("convene") that an ask begins with; `held_that` introduce a
    subject before one of `held_finite` ("that the conference shall be held"). `held_further` are those in the
    infinitive that a comma parts from another verb of the ask; `held_relatives` begin a relative clause, beside
    `which`; a word that ends in one of `held_endings` counts only before `held_after` or a day, if there are any.
    `held_dates` say in which month or year it does, `held_on` stand before a day, `held_from` before a range of
    days, or none of `held_not` does; `held_breaks` and words that end in `held_endings` (but for `held_whole`)
    begin what says something of another thing than the verb: relative clauses, participles, aims, citations.
    `held_last` says that the verb stands after its date; no `held_attributes` ("的") may follow it then.
    `start_dates` say from when on something holds ("effective from {date}"), `span_leads` before and `span_ends`
    after a range of days that something lasts from the first to the last one ("for the period from"). `units` are
    the words for D, W, M and Y, and for B, working days. `sessions`, `dates` and `periods` say when something is
    due, `reported` on which day a report is ("to report on {date}"), `days` that it is by a day without its
    year, `years` say beside one of which year it is, as the units of years do, `expected` before a time or right after
    one that it is that of a thing ("the report due by"), `met` before a session that something is held or was submitted
    there ("the panel held at"), `not_due` hold such words in names ("the 2030 Agenda"),
    `not_periods` days that are no length ("8月30日前"), `lengths` say how long anything is, but where one of
    `not_lengths` stands, and a {unit} alone only where it is a number as well ("شهرين"), `starts` say before a time
    that something begins then,
    `befores` after a length of time that it lies before something, one that begins with one of `amounts` where they
    stand earlier in the clause as well ("قبل الانتهاء بشهر"), `joints` stand between two dates; `until_is_by` says
    that "until" is also "by", `adoption` says beside a period that it begins when the text is adopted,
    `counted_from` that one of the clause is counted from something else (or that too),
    `next_sessions` that it is at the session after that of the text. `frequencies` map an ISO 8601 period to how it
    is said; "P{number}{unit}" stands for what the slots say. `events` map what has to be done before or after
    something to how that is said; {word} is any word. `expires` says when something ends; `reviews` and `resources`
    map a key to how it is said, `reviewed` with which words a clause opens in which the speaker comes back to the
    matter.
    """

    units: Mapping[str, Forms] = {}
    held: Forms = ()
    held_that: Forms = ()
    held_finite: Forms = ()
    held_further: Forms = ()
    held_relatives: Forms = ()
    held_after: Forms = ()
    held_not: Forms = ()
    held_dates: Forms = ()
    held_on: Forms = ()
    held_from: Forms = ()
    held_breaks: Forms = ()
    held_endings: Forms = ()
    held_whole: Forms = ()
    held_last: bool = False
    held_attributes: Forms = ()
    start_dates: Forms = ()
    span_leads: Forms = ()
    span_ends: Forms = ()
    span_rests: Forms = ()
    sessions: Forms = ()
    next_sessions: Forms = ()
    dates: Forms = ()
    reported: Forms = ()
    days: Forms = ()
    years: Forms = ()
    expected: Forms = ()
    met: Forms = ()
    periods: Forms = ()
    not_due: Forms = ()
    not_periods: Forms = ()
    lengths: Forms = ()
    not_lengths: Forms = ()
    adoption: Forms = ()
    counted_from: Forms = ()
    starts: Forms = ()
    befores: Forms = ()
    amounts: Forms = ()
    until_is_by: bool = False
    joints: Forms = ()
    expires: Forms = ()
    frequencies: Mapping[str, Forms] = {}
    events: Mapping[str, Forms] = {}
    reviews: Mapping[str, Forms] = {}
    reviewed: Forms = ()
    resources: Mapping[str, Forms] = {}


class Words(Shape, frozen=True):
    """The words of a language around a clause; all as they stand in running text, several forms in a list.

    Who is asked: `names` are further ones of those who can be asked, by key, as in entities.toml. `leads` may stand
    before the first name ("to", "in this regard", "that" and a {verb}), after `clause_leads` among them the verb
    stands right after the names ("that the Council act"), `joints` between two, `examples` before some of those
    named ("including"); `glued_joints` are written in one with the word after them. `elsewhere` are templates of
    what says behind an office that it is that of another organization ("of the Authority"), `elsewhere_before` are such
    words before it. `renewed` are templates of what
    an action says again when it asks ("its {word} call"),
    `redecided` when it settles ("its decision to"; {infinitive} is a word with one of `verb_endings`).
    `breaks` begin what is no name of one who is asked ("in", "of"); `doers` stand before those who do what is asked for
    ("efforts by"), unless a word that ends on one of `participles` is before them ("adopted by") or one that ends on
    one of `gerunds` after them ("by lighting");
    `deeds` at the head of a list are what is done, and nobody ("encourages the efforts made"), or what stands before it
    ("призывает | к миру");
    `plurals` are endings that nouns have and adjectives have not; `insertions` are said between the names of a
    list ("as appropriate"), `participial` begin what is said after it of how ("agissant"); `which` begin a clause
    there that says more of the name before. Where `before` is given, nothing else may stand before a name than it
    and words that end on one of `before_endings`. `between` stands between names of which the first describes the
    second, `others` before one that it describes as well; `lone_organs` are names of one Government ("the
    Government"), which the document may name with its State, `among_private` are keys that are others beside
    the private sector ("фонды"), `glued_articles` are written in one with their word,
    and words with one of them that end on one of `adjective_endings` are adjectives of the name before; `nouns`
    end names where words are not spaced ("司"), but for `no_nouns` ("全部"); `vague` words beside a name do not say
    whose it is ("relevant"),
    `nounless` are names that lack a noun, and share that of the one beside them ("intergovernmental and
    non-governmental organizations"), `things` at the end of an unknown one (at its head, after an article, where
    `heads_first`) are nobody (parties to "conventions and protocols"), `owns` stand before who or what a name has
    ("of", "de"); `beside` is said before those with whom it is done; `relatives` begin, and `relative_ends` end, a
    clause before the name that it describes ("有能力的国家"). `pronouns` stand for the one named before, `latter`
    among them for the last one, `before_verb` those before the verb, `verb_pronouns` those in one with its end; `own`
    say that someone is the speaker's ("its President"). `asks` are templates of what begins the words that are asked
    ("to {verb}"), where
    {verb} is a word that ends on one of `verb_endings` or one of `verbs`, is none of `no_verbs`, and may have
    `clitics` before it. `asides` hold such words without asking ("in a position to do so"). `verbal` are keys of
    names that are verbs as well. `ask_heads` belong to what is asked, where they stand before or in what begins
    it ("not to intervene"). `asks_of` are those of the words of asking that verbs govern, by a piece of the verb
    ("يحث" has "على"): others begin what is asked only where none of these stands. `adverbials` after a name say
    when or how it shall be done, and nothing of the name ("when it inspects a vessel"), but after a word that
    ends on one of `adverbials_not_after` ("working within"); so do words at the end of a list that end on one of
    `adverb_endings` and are none of `no_adverbs`. `bare_asks` are verbs that begin it right after a name ("that
    the Board provide"), those that `glued_verbs` begin only where nothing stands between. `ask_leads` after a full
    stop or a comma lead to the next clause ("Al respecto,"), as `speaker_adverbs` do; `trailers` lead to the next
    clause ("acting under Chapter VII, decides"), one of `meanwhile` to a recital of it ("while acknowledging …,
    remains"). One of `openings` (articles; a joint where words are not spaced) begins someone who is asked beside
    others without being known, of `openings_of_names` as well where a capital letter follows, and of
    `first_openings` the first one after a verb that asks nobody but someone; one of `datives` ("aux") does so only
    where the first one is named with one as well.
    One of `relative_asks` says
    who is asked where one of `sure_asks` comes after it ("a los Estados que no lo hayan hecho a que"), one of
    `relatives_only` where any words of asking do, and any of them in a relative clause where one stands before one of
    `doing_so`, which stands for what that clause says. `unasked` begin what is not asked, up to the next comma
    ("without prejudice to"). `heads_first` says that adjectives follow their noun, `capitals` that only names
    begin with capital letters.

    `unaddressed` are actions that are others where nobody is asked ("призывает": calls upon somebody, or for
    something), `addressed` those that are others where somebody is, right after the verb ("appelle les États à"),
    `followed` those that are others by the words right after the verb ("утверждает, что" affirms, approves nothing);
    `strengths` stand after the verb or those who are asked, and make what it says stronger ("تحث الدول بقوة").
    `noun_verbs` are verbs that are something else as well, with the words of which one follows them where they are what
    the speaker does, at once or after what stands between commas: else they are nouns after a joint without a comma
    ("trials and appeals, being"), or go on with what shall be done right after its verb ("أن تعزز | وترصد السلامة");
    `no_acts` are words that have a verb in them by which the speaker does nothing ("作出决定", "speaks and
    understands").

    Who must: `musts` say of the names before them what they have to do, by how binding that is ("that all States
    shall"), after one of `says_that`; `decided` are further ones where it is decided ("decided that the Chair would"),
    before a {verb} with one of `verb_endings`, or endings of them after `+`, but for `no_musts`, or before a day,
    whose first digit ends one ("于2"), unless a verb after it says more of a noun; `musts_first` those of
    which the names come after them; one of `whose_tasks`
    and, after the name, of `tasks` list what it has to do ("that the mandate of the Mission shall include"), as one of
    `tasks` does after a name with one of `its_tasks` ("the Mission's mandate").
    `actors` are the nouns by which somebody who is not known is told from a thing: as the subject of one of these ("the
    Independent Institution shall", not "the session"), or in a list where a known name stands in theirs ("the Division
    for Inclusion of the Department"); they are heads of such subjects of the corpus.
    `not_doing` after one says what is done to the subject, or what it is or gets ("be", "receive"); one of `by` after
    such a verb, who has to do it ("shall be convened by the Secretary-General"); one of `used` after what is named,
    that it does nothing ("that the territory not be used", 1 row). A word that ends on one of `must_endings`, and is
    none of `no_musts` ("recevra"), is one of `musts` as well (a future). `abilities` say what somebody can ("podrán"):
    denied, they bind only where that is decided. Where a verb precedes its subject,
    `subjunctives` are what verbs begin with by the gender of the subject: another one than the speaker's verb has says
    that somebody else is to do it, unless the verb is one of `not_doing`, as do the verbs `sure_subjects`.
    `passives` are templates of requests that stand after those who are asked ("States are urged"), by the key of their
    action; before them if `passives_first`.

    Who speaks in a declaration: `speakers` ("we"), `speaker_adverbs` between them and their verb, and the verbs in the
    first person by the key of their action; those of `spoken_first_only` are actions only right after the speaker.
    `speaker_in_verb` says that the verb needs none beside it ("Reconocemos").
    `point_leads` may stand before them in a point ("to urge").

    What is asked: `products` are words for what shall be made, by kind: it counts after one of the verbs `makes`,
    where none of `governs` (prepositions) has it, or where it is one of `product_verbs` itself; `inputs` are
    templates of such words for what is there already ("the report of") or for something else ("reporting
    {line|lines}"); `indefinite` articles begin what is new, whatever stands before ("at its session a report"),
    `definite` ones what may be known, `anaphors` what is ("the above-mentioned report"); `contained`
    says of recommendations that they are in what was named before; `elided` are words without their last letter,
    which lean on the next one ("l'adoption"); `adverbial` begin what may stand
    before a verb that heads what is asked, where words are not spaced ("在第六十届会议上 | 举行"); `for_whom`
    are those of `governs` that say after a product for whom it is ("报告 | 供理事会审议"), `within` say after one that
    something is done there or then ("报告 | 中"), where none of `no_within` begins ("报告 | 中非的情况");
    `inflections` are endings of words that change nothing, those that stand
    for each other together ("é|ée|és|ées"), of a word of five letters at least; `made_under` are
    words that lead from a product to the resolution that asked for it ("submitted pursuant to"), and say nothing of
    what it is on; `sorts` say beside a
    product of which sort it is, and belong to its name ("annual", "d'étape"); `partitives` are prepositions
    elsewhere, and none right after the verb ("formuler des recommandations"); `no_makes` hold such a verb that is none
    ("the present resolution"); `objects` are forms of products that only an object has; `verb_after` make a verb of a
    product right after them ("向大会报告"), `verb_listed` where it goes on with one of `verb_goes_on` ("to identify and
    report | to the Council", but "to identify and report thieves" hands in nothing), `verb_then` of one before them
    ("report thereon"), and one that ends any of `verb_phrases` is one ("que | informe", which as a noun had an
    article); `only_named` are verbs by which nothing is made ("to monitor"), `contents` what a document contains
    ("summary"), and `named_kinds` what counts also where a clause only names it ("in its report", but no "strategies"
    of States), `refrains` say that the verbs after them are not asked for ("refrain from", "without prejudice to"), up
    to a joint before another one that is ("avoid delays and submit"), unless the joint is one of `alternatives`
    ("or") or the verb ends on one of `refrained_endings` ("convening and holding"); `negations` say it of the verb
    right after, `nobody` before who is named of all verbs ("neither"); `no_negations` begin with one and say none ("no
    later than"); `ends` say that what holds ends ("no longer", "rescind"); `convenes` are those that a meeting is the
    object of, whose name ends before one of `about` ("concerning"); `towards` stand before the one for whom it is
    made, `genitives` are those of them that say whose something is as well, but right after a verb of making or what
    it makes ("تقريرا | للجنة"); `towards_forms` are forms of a word of its name that say the same (a dative) where
    none of `breaks` precedes, `to_speaker` say that it is the one who speaks ("to it").
    """

    names: Mapping[str, str] = {}
    leads: Forms = ()
    clause_leads: Forms = ()
    renewed: Forms = ()
    redecided: Forms = ()
    elsewhere: Forms = ()
    elsewhere_before: Forms = ()
    noun_verbs: Mapping[str, Forms] = {}
    no_acts: Forms = ()
    unaddressed: Mapping[str, str] = {}
    addressed: Mapping[str, str] = {}
    followed: Mapping[str, Mapping[str, Forms]] = {}
    strengths: Forms = ()
    joints: Forms = ()
    examples: Forms = ()
    glued_joints: Forms = ()
    insertions: Forms = ()
    participial: Forms = ()
    before: Forms = ()
    before_endings: Forms = ()
    between: Forms = ()
    vague: Forms = ()
    nounless: Forms = ()
    things: Forms = ()
    owns: Forms = ()
    others: Forms = ()
    beside: Forms = ()
    relatives: Forms = ()
    adverbial: Forms = ()
    for_whom: Forms = ()
    within: Forms = ()
    no_within: Forms = ()
    which: Forms = ()
    apart: Forms = ()
    articles: Forms = ()
    relative_ends: Forms = ()
    breaks: Forms = ()
    asks: Forms = ()
    verb_endings: Forms = ()
    verbs: Forms = ()
    no_verbs: Forms = ()
    clitics: Forms = ()
    asks_of: Mapping[str, Forms] = {}
    adverbials: Forms = ()
    adverbials_not_after: Forms = ()
    adverb_endings: Forms = ()
    no_adverbs: Forms = ()
    ask_heads: Forms = ()
    bare_asks: Forms = ()
    glued_verbs: Forms = ()
    trailers: Forms = ()
    meanwhile: Forms = ()
    openings: Forms = ()
    first_openings: Forms = ()
    openings_of_names: Forms = ()
    datives: Forms = ()
    must_endings: Mapping[str, Forms] = {}
    no_musts: Forms = ()
    abilities: Forms = ()
    subjunctives: Forms = ()
    sure_subjects: Forms = ()
    relative_asks: Forms = ()
    relatives_only: Forms = ()
    unasked: Forms = ()
    doing_so: Forms = ()
    sure_asks: Forms = ()
    asides: Forms = ()
    verbal: Forms = ()
    heads_first: bool = False
    capitals: bool = False
    lone_organs: Forms = ()
    among_private: Mapping[str, str] = {}
    glued_articles: Forms = ()
    adjective_endings: Forms = ()
    nouns: Forms = ()
    no_nouns: Forms = ()
    pronouns: Forms = ()
    latter: Forms = ()
    own: Forms = ()
    doers: Forms = ()
    deeds: Forms = ()
    participles: Forms = ()
    gerunds: Forms = ()
    plurals: Forms = ()
    before_verb: Forms = ()
    verb_pronouns: Forms = ()
    whose_tasks: Forms = ()
    tasks: Forms = ()
    its_tasks: Forms = ()
    says_that: Forms = ()
    musts: Mapping[str, Forms] = {}
    actors: Forms = ()
    by: Forms = ()
    decided: Mapping[str, Forms] = {}
    musts_first: Mapping[str, Forms] = {}
    not_doing: Forms = ()
    used: Forms = ()
    passives: Mapping[str, Forms] = {}
    passives_first: bool = False
    speakers: Forms = ()
    speaker_in_verb: bool = False
    speaker_adverbs: Forms = ()
    ask_leads: Forms = ()
    spoken_first_only: Forms = ()
    point_leads: Forms = ()
    spoken: Mapping[str, Forms] = {}
    inputs: Forms = ()
    indefinite: Forms = ()
    definite: Forms = ()
    anaphors: Forms = ()
    contained: Forms = ()
    elided: Forms = ()
    inflections: Forms = ()
    made_under: Forms = ()
    makes: Forms = ()
    no_makes: Forms = ()
    objects: Forms = ()
    verb_after: Forms = ()
    verb_listed: Forms = ()
    verb_goes_on: Forms = ()
    verb_then: Forms = ()
    verb_phrases: Forms = ()
    named_kinds: Forms = ("report",)
    partitives: Forms = ()
    sorts: Forms = ()
    only_named: Forms = ()
    contents: Forms = ()
    refrains: Forms = ()
    refrained_endings: Forms = ()
    negations: Forms = ()
    alternatives: Forms = ()
    nobody: Forms = ()
    no_negations: Forms = ()
    ends: Forms = ()
    convenes: Forms = ()
    about: Forms = ()
    product_verbs: Forms = ()
    governs: Forms = ()
    towards: Forms = ()
    towards_forms: Forms = ()
    genitives: Forms = ()
    to_speaker: Forms = ()
    products: Mapping[str, Forms] = {}
    times: Times = Times()


@cache
def words(code: str) -> Words:
    """The words of a language (ISO 639-2/T), ours or those of a folder from outside (`MINE/clauses/por.toml`).

    Raises DataError if the file does not fit its shape.
    """
    path = _word_files().get(code)  # a language is what a stranger's file says: only names that are listed are opened
    if not path:
        return Words()
    where = "/".join(path.split(os.sep)[-2:])
    return _checked_words(checked(Words, read_toml(path), where), where)


@cache
def _word_files() -> Mapping[str, str]:
    return data_files("clauses", os.path.join(_FOLDER, "words"))


def _checked_words(found: Words, where: str) -> Words:
    for table in (found.musts, found.decided, found.musts_first, found.must_endings):
        if unknown := set(table) - set(BINDING):
            raise DataError(f"{where}: {min(unknown)!r} binds nobody; known are {', '.join(BINDING)}")
    return found


@cache
def entities() -> Entities:
    """Who can be asked.  Raises DataError if the file does not fit its shape."""
    found = checked(Entities, read_toml(os.path.join(_FOLDER, "entities.toml")), "entities.toml")
    for kind in (*found.kinds, *(entity.kind for entity in found.listed)):
        if kind not in KINDS:
            raise DataError(f"entities.toml: {kind!r} is no kind; known are {', '.join(KINDS)}")
    return found


class State(Shape, frozen=True):
    """The names of a State by language, as those of an entity."""

    eng: str
    fra: str
    spa: str
    rus: str
    zho: str
    ara: str
    deu: str


@cache
def states() -> Mapping[str, Mapping[str, str]]:
    """The names of States by ISO 3166-1 alpha-3 code and language.  Raises DataError if the file does not fit."""
    found = read_toml(os.path.join(_FOLDER, "states.toml"))
    return {key: to_builtins(checked(State, names, f"states.toml: {key}")) for key, names in found.items()}


@cache
def quoted(language: Language) -> re.Pattern[str]:
    """A pattern of what stands in quotation marks."""
    pairs = [(re.escape(opening), re.escape(closing)) for opening, closing in language.pairs]
    source = "|".join(f"{a}[^{a}{b}]{{0,{_QUOTED}}}{b}" for a, b in pairs)
    return hinted_pattern(source or "(?!)", (opening for opening, _ in language.pairs))


@cache
def asks(action: str) -> bool:
    """Whether an action asks someone for something: all directive ones, and those that ask again.

    >>> asks("requests"), asks("reiteratesRequest"), asks("reiterates")
    (True, True, False)
    """
    return force_of(action) == "directive" or action.startswith(_listed().asking)


@cache
def addresses(action: str) -> bool:
    """Whether an action that asks has those who are asked as its object, and never what is asked.

    >>> addresses("invites"), addresses("stronglyUrges"), addresses("callsFor"), addresses("encourages")
    (True, True, False, False)
    """
    bare = _bare(action)[0]
    return action.startswith(_listed().addressing) or bare.startswith(_listed().addressing)


@cache
def encourages(action: str) -> bool:
    """Whether an action has someone or something as its object: who is asked, or what shall be done.

    >>> encourages("stronglyEncourages"), encourages("invites")
    (True, False)
    """
    return _bare(action)[0].startswith(_listed().encouraging)


def expects(action: str) -> bool:
    """Whether an action says that something is to come, which somebody was asked for.

    >>> expects("looksForward"), expects("welcomes")
    (True, False)
    """
    return action.startswith(_listed().expecting)


@cache
def renews(action: str) -> bool:
    """Whether an action says again what was said, which may be a request: that stands in the words after it.

    >>> renews("reiteratesWithConcern"), renews("recalls")
    (True, False)
    """
    return action.startswith(_listed().renewing)


@cache
def renewed(action: str) -> str:
    """The action that is said again, as the key tells it; empty if it does not.

    >>> renewed("reiteratesInvitation"), renewed("reiteratesWithConcern"), renewed("requests")
    ('invites', '', '')
    """
    listed = _listed()
    rest = next((action.removeprefix(word) for word in listed.renewing if action.startswith(word)), "")
    return next((again for noun, again in listed.renewed.items() if rest.startswith(noun)), "")


def commands(action: str) -> bool:
    """Whether an action that asks leaves no choice.

    >>> commands("demands"), commands("urges")
    (True, False)
    """
    return action.startswith(_listed().commanding)


@cache
def intends(action: str) -> bool:
    """Whether an action says what the speaker means to do itself.

    >>> intends("expressesIntention"), intends("expressesHope")
    (True, False)
    """
    return action.startswith(_listed().intending)


def allows(action: str) -> bool:
    """Whether an action says what someone may do.

    >>> allows("authorizes"), allows("decides")
    (True, False)
    """
    return action.startswith(_listed().allowing)


@cache
def recalls(action: str) -> bool:
    """Whether an action says what held before, also of what someone must do.

    >>> recalls("recalls"), recalls("reaffirms")
    (True, False)
    """
    return action.startswith(_listed().recalling)


@cache
def tells(action: str) -> bool:
    """Whether an action tells of a thing as it is there, without a doubt or regret.

    >>> tells("welcomes"), tells("regrets")
    (True, False)
    """
    return action.startswith(_listed().telling)


@cache
def passes(action: str) -> bool:
    """Whether an action is said of a thing that is there already, in which nothing is due.

    >>> passes("approves"), passes("decides")
    (True, False)
    """
    return action.startswith(_listed().passing)


@cache
def _listed() -> Forces:
    return checked(Forces, read_toml(os.path.join(_FOLDER, "forces.toml")), "forces.toml")


@cache
def _forces() -> tuple[Mapping[str, str], re.Pattern[str]]:
    listed = _listed()
    table = {entry: force for force, entries in listed.forces.items() for entry in entries}
    if unknown := set(listed.forces) - set(FORCES):
        raise DataError(f"forces.toml: {sorted(unknown)[0]!r} is no force; known are {', '.join(FORCES)}")
    return table, lazy_pattern(f"(?:{'|'.join(map(re.escape, listed.strengths))})(?=[A-Z])")


_HUMP = lazy_pattern(r"[A-Z]")


@cache
def force_of(action: str) -> str:
    """The force of an action by its key, empty if the list has none.

    >>> force_of("requests"), force_of("stronglyUrges"), force_of("notesWithDeepConcern"), force_of("")
    ('directive', 'directive', 'observing', '')
    """
    table, strengths = _forces()
    ends = [len(action), *sorted((m.start() for m in _HUMP.finditer(action)), reverse=True)]
    for end in ends:
        if force := table.get(action[:end]):
            return force
    bare = strengths.sub("", action)
    return force_of(bare[:1].lower() + bare[1:]) if bare != action else ""


@cache
def act_of(action: str) -> str:
    """What an action does in all languages: "asks", "decides" or "says"; empty where a translation may do another.

    >>> act_of("requests"), act_of("decides"), act_of("welcomes"), act_of("supports"), act_of("reaffirms")
    ('asks', 'decides', 'says', '', '')
    """
    return "" if action in _listed().wide else _ACTS.get(force_of(action), "")


_ACTS = {"directive": "asks", "deciding": "decides", "evaluative": "says", "observing": "says"}
_RANKS = {"observing": 1, "evaluative": 2, "directive": 3, "deciding": 4}


@cache
def strength_between(old: str, new: str) -> int:
    """Whether an action is stronger than another one (1), weaker (-1), or neither (0), by their keys.

    Forces count first (to note, to welcome, to request, to decide), then the scales of forces.toml, then whether one
    of them is strengthened.  To welcome is no more than to note with concern, and no less than to look forward to.

    >>> strength_between("invites", "urges"), strength_between("decides", "requests")
    (1, -1)
    >>> strength_between("urges", "stronglyUrges"), strength_between("welcomes", "notesWithConcern")
    (1, 0)
    """
    one, two = force_of(old), force_of(new)
    if one != two:
        if act_of(old) == act_of(new) == "says" and any(_blames(key) or expects(key) for key in (old, new)):
            return 0
        return _sign(_RANKS[two] - _RANKS[one]) if one in _RANKS and two in _RANKS else 0
    (bare_old, strong_old), (bare_new, strong_new) = _bare(old), _bare(new)
    if bare_old == bare_new:
        return _sign(strong_new - strong_old)
    for scale in _listed().scales:
        places = {key: at for at, step in enumerate(scale) for key in step}
        if bare_old in places and bare_new in places:
            return _sign(places[bare_new] - places[bare_old])
    return 0


def _blames(action: str) -> bool:
    """Whether an action says that something is amiss."""
    return any(part in action.casefold() for part in _listed().blaming)


def _bare(action: str) -> tuple[str, bool]:
    """The key without what strengthens it."""
    bare = _forces()[1].sub("", action)
    return bare[:1].lower() + bare[1:], bare != action


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
