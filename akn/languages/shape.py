"""What a language file may say: the typed shape that every `*.toml` of this folder is checked against.

All values are plain data (strings, tuples, mappings).  Nothing here is a regular expression; patterns are templates
(`akn.languages.templates`).  Several forms of one thing are written in one string with ` | ` between them.
"""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import field

from akn.data import Shape

Forms = tuple[str, ...]
Table = Mapping[str, str]


class Citations(Shape, frozen=True):
    """What is said around a number that cites.

    Nouns: `resolution`, `decision` (all forms), `its` those among them that say "its" themselves; `unrelated` are
    nouns whose number is something else ("document", "Supplement No."), `items` those of an agenda.  `organs` gives, by
    actor code, more names than the `organs` of the language, short ones included; `council` are short names of
    whichever council was named last; `foreign` are organs that adopt resolutions without an address in the profile
    (section 5).  `own` are words that tie a number to the organ that speaks ("its"), `own_again` with the joint before
    them those that do so behind another organ, too ("… of the Council and its own").  `prefixes` are particles glued to
    any word.

    Numbers: `before` and `after` may stand at a number ("第", "号"); `noun_last` means that the noun follows the
    numbers; `parts` maps a printed part letter to A, B ...; `sessions` maps what stands for "", "S", "ES" in a session
    ("د", "دإ"); `either_order` means that a number may be printed before its session; `genitive` that "of" is a case
    and no word.

    Joints: `join` stands between the members of a list, `to` between the ends of a range, `of` between a passage or a
    number and what it belongs to; `dated` between a number and its date (between date and number where the noun is
    last), `shared` where the date is that of several numbers ("both of"), `by` between a number and its organ; with
    ` … ` in it, a form stands around an organ ("adopted by the … on").

    Passages: `passages` gives for para, point, sec, annex, art, chp, part, rule the nouns; `ordinals` are the
    spelled-out numbers that may follow such a noun, in order from one, `numerals` the signs that numbers are
    written with ("一二三"), `branches` those that stand for a, b, c; `noun_after` the nouns that stand after their
    number, which one of `opening` begins ("第三段"); `bare` are levels whose noun may stand without a number ("the
    annex to resolution ..."); `above` are words that point to the same text, `pointing` such words before a noun
    ("mencionado en el"); `present` names the text itself ("the present resolution"); `charter` the Charter,
    `document` a document with a symbol.

    `from` may stand before the first number of a range ("الفقرات من 4 إلى 7"); `titled` before the title of a text
    whose date, or organ, stands before it ("9月25日题为“…”的第70/1号决议"); `entitled` before a title that is quoted;
    `by` before the organ that adopted it.

    Notes: `ibid`; `same` ("the same resolution"); `see`.
    """

    resolution: Forms = ()
    decision: Forms = ()
    its: Forms = ()
    unrelated: Forms = ()
    items: Forms = ()
    organs: Table = {}
    council: Forms = ()
    foreign: Forms = ()
    own: Forms = ()
    own_again: Forms = ()
    prefixes: Forms = ()
    before: Forms = ()
    after: Forms = ()
    noun_last: bool = False
    parts: Table = {}
    sessions: Table = {}
    either_order: bool = False
    genitive: bool = False
    join: Forms = ()
    to: Forms = ()
    start: Forms = field(default=(), name="from")
    titled: Forms = ()
    entitled: Forms = ()
    by: Forms = ()
    of: Forms = ()
    dated: Forms = ()
    shared: Forms = ()
    passages: Table = {}
    ordinals: Forms = ()
    numerals: str = ""
    branches: str = ""
    noun_after: Table = {}
    opening: Forms = ()
    bare: Forms = ()
    above: Forms = ()
    pointing: Forms = ()
    present: Forms = ()
    charter: Forms = ()
    document: Forms = ()
    ibid: Forms = ()
    same: Forms = ()
    see: Forms = ()


class Dates(Shape, frozen=True):
    """How dates are written.

    `months` are twelve strings, January first, with all forms of the name; a slash in a form may have spaces around it.
    `full` are templates of a whole date ({day}, {month}, {year}); `ranges` are those of whole ranges ({day} {month}
    {year} {day2} {month2} {year2}); `lists` stand between days of a list that shares month or year ("4 and 5 March
    2013").  `day_suffixes` may follow the number of a day ("1er").
    """

    months: Forms
    full: Forms
    ranges: Forms = ()
    lists: Forms = ()
    day_suffixes: Forms = ()


class Ordinals(Shape, frozen=True):
    """Small tables from which spelled-out ordinals up to 130 are made (see `akn.languages.labels`).

    `simple` maps a number to its ordinal, standing alone; `compound` gives forms used only after a ten (French
    "unième"); `tens` maps 10, 20 ... 100 to the form that stands before or after a unit; `join` are templates of
    {ten} and {unit}.  A `+` at the end of a form stands for any of `endings`.  `prefix` is set before each ordinal
    (Chinese "第").  `suffixes` may follow digits ("61st").
    """

    simple: Table
    tens: Table
    join: Forms
    compound: Table = {}
    endings: Forms = ("",)
    prefix: str = ""
    suffixes: Forms = ()


class Numbers(Shape, frozen=True):
    """How numbers are said (see `akn.languages.amounts`).

    `cardinals` are made as ordinals are, up to 99; `scales` maps 100, 1000, 1000000 ... to the words that multiply
    what stands before them.  `stems` maps a number to beginnings of other words that hold it (10 = 'decade | decenn'):
    they prove nothing alone, but they excuse where another language prints the number.  `decimal` is the sign before a
    fraction, `groups` are the signs between thousands; `turned` says that the groups are typed from right to left, so
    that "458 1" is 1458.  `joints` may stand between the words of one number ("and"), `clitics` are written together
    with the word after them.  `inflected` are numbers that a form of the noun can say (the Arabic dual).  `doubtful`
    are words of the tables that mean something else as often.  `volumes` stand beside the number of a volume
    of a treaty series, or of a page, of which the editions in each language have their own.  `ages` say with {number}
    how old somebody is, for which other languages may have a word ("infants").  `halves` are words for a half,
    `hours` stand beside a time of day or in it; `forenoon` and `afternoon` say with {time} which half of the day is
    meant ("{time} p.m."): without them hours are counted to 24.
    """

    cardinals: Ordinals
    scales: Table
    stems: Table = {}
    decimal: str = "."
    groups: Forms = (",",)
    turned: bool = False
    joints: Forms = ()
    clitics: Forms = ()
    inflected: Forms = ()
    doubtful: Forms = ()
    volumes: Forms = ()
    ages: Forms = ()
    halves: Forms = ()
    hours: Forms = ()
    forenoon: Forms = ()
    afternoon: Forms = ()


class Drafts(Shape, frozen=True):
    """How drafts are announced: "Fiji and Kenya: draft resolution", "Draft decision submitted by the Chair".

    `resolution`, `decision` and `amendment` are the words for what is proposed.  `submitted` are templates of {kind}
    and {sponsors}, `more` those of notes that name further sponsors; {rest} is any text.  In lists of States, `joints`
    stand between the last two (`+`: written in one with the word after it); names of `whole` hold such a word.
    """

    resolution: str = ""
    decision: str = ""
    amendment: str = ""
    submitted: Forms = ()
    more: Forms = ()
    joints: Forms = ()
    whole: Forms = ()


class Labels(Shape, frozen=True):
    """How paragraphs and points are numbered in type.

    `templates` use {number} (1 to 999, or "3.10"), {outline} ("3.10"), {dashed} ("3-10") and {letter}; `~` is a space
    or none.  `alphabets` maps the name of an alphabet to its letters in order, between spaces; variants of one letter
    are joined by `/`.  `bullets` are signs without an order.  `headings` are the words or numerals that number
    sections, in order, where these are not roman numerals.
    """

    templates: Forms
    alphabets: Table
    bullets: Forms = ("–", "—", "-", "•", "·")
    headings: Forms = ()


class Actions(Shape, frozen=True):
    """Opening phrases: in `preamble` and `operative`, a key (profile 2.1) and its phrases, ` | ` between them.

    `adverbs` ("also") may stand before, inside or after a phrase and belong to it; `leading` ones ("further") only
    before it; `again` are those that say an action is done once more, `also` those that say nothing more than "also"
    wherever they stand.  `fillers` ("in this regard") may stand inside a
    phrase.  `leads` stand before the action without belonging to it.  `late` actions stand at the end of their clause
    (inside a paragraph, of one that begins with a word of `object_first`), in the preamble also phrases with the ending
    `verb_last` ("die Notwendigkeit unterstreichend").  `split` phrases have their object between two pieces, written
    with ` … `.

    Inside a paragraph, `joints` ("and") begin another clause of the same organ, as a comma does,
    `preambular_joints` ("while", where a clause after it shows no participle) among them only in the preamble;
    `between` ("to that end", French "l'") may stand between a joint and the action.  Phrases of `opening_only` are
    actions at the start of a paragraph only ("supporting").  With `acts_in_points` verbs show by their form what the
    organ does, so that a point that opens with one acts ("(c) Requests"; Chinese "鼓励" may as well be what others
    shall do).  After a word of `inside` ("in which") and the name of an organ another one acts, to the end of the
    clause.  `conjunctions` are written in one with the word after them, `suffixes` (pronouns: "urges them") with the
    verb before.

    `beginnings` and `endings` are rows of forms that words take to agree with the organ, `-` for none; those of
    `participles` are not those of the verb that begins an operative phrase ("Fomenta"; "Fomento" is a noun).
    `degrees` and `attitudes` are feelings ("deep", "regret"), by the name that they have in a key; `manners` are
    templates of {degrees} (any, or {degree}: at least one) and {attitude} that may stand before or after a phrase
    ("with {degrees} {attitude}"), `objects` those after phrases with certain keys ("its {degrees} {attitude}").
    `joiners` stand between two of them (" and ", with its blanks).
    `brief` says of which phrases a body sets the first words only in italics (actor code → those words; `verb … word`
    where that word follows, adverbs between them seen through).
    `reported` are the verbs of decisions, which report what an organ did ("the General Assembly decided").
    `misread` maps a word as scanners return it to the word that is meant, where it looks like no other.
    `light` are phrases that say nothing without what follows them ("se déclarant"): one that is the whole action shows
    that its object was not known; so does one that goes on as a longer one of them does ("declaring its").
    `unspaced` are the words that may be written in one with an adverb before them, its space lost.
    """

    preamble: Table
    operative: Table
    light: Forms = ()
    unspaced: Forms = ()
    adverbs: Forms = ()
    leading: Forms = ()
    again: Forms = ()
    also: Forms = ()
    fillers: Forms = ()
    leads: Forms = ()
    joints: Forms = ()
    preambular_joints: Forms = ()
    between: Forms = ()
    opening_only: Forms = ()
    acts_in_points: bool = False
    inside: Forms = ()
    object_first: Forms = ()
    late: Table = {}
    verb_last: str = ""
    split: Table = {}
    reported: Table = {}
    conjunctions: Forms = ()
    suffixes: Forms = ()
    beginnings: Forms = ()
    endings: Forms = ()
    participles: Forms = ()
    degrees: Table = {}
    attitudes: Table = {}
    manners: Forms = ()
    objects: Table = {}
    joiners: Forms = ()
    brief: Table = {}
    misread: Table = {}


class Example(Shape, frozen=True):
    """One worked example; which fields are needed depends on `test` (see `tests/akn/languages/test_examples.py`)."""

    test: str  # formula, line, label, opening, ordinal, date, detect
    text: str
    kind: str = ""
    body: str = ""
    groups: Table = {}
    where: str = ""
    key: str = ""
    phrase: str = ""
    value: str = ""
    readings: Forms = ()
    none: bool = False  # nothing must be found


class Language(Shape, frozen=True):
    """Everything the library knows about a language of resolutions.  Two languages are equal only if identical."""

    code: str  # ISO 639-2/T, as in FRBRlanguage
    name: str  # in English
    also: Forms  # other codes that name it: ISO 639-1 first
    script: str  # Latin, Cyrillic, Arabic, Han
    direction: str  # ltr, rtl
    spaced: bool  # words stand between spaces
    stop_words: Forms
    quotes: Forms  # pairs, opening and closing between a space; primary first
    dates: Dates
    ordinals: Ordinals
    organs: Table  # actor code → names, first the one for showAs
    committees: Table  # actor code → names
    languages: Table  # ISO 639-2/T → names of languages as mastheads print them
    formulas: Forms  # templates with {organ} or {organisation}
    organisation_words: Forms  # a body with such a word in its name can enact ("Assembly")
    lines: Mapping[str, Forms]  # kind of line → templates
    labels: Labels
    actions: Actions
    official: bool = False  # one of the six in which a resolution is authentic
    working: bool = False  # one of the two in which the Secretariat works: preferred where a text has several
    numbers: Numbers = Numbers(Ordinals({}, {}, ()), {})
    letters: Table = {}  # letters to read alike when matching → the letter they stand for
    fallback: str = ""  # language whose cover lines are printed in this one too
    citations: Citations = Citations()
    drafts: Drafts = Drafts()
    words: Table = {}  # words of single recognisers and fields of the metadata, as in `akn/vocabulary/words.toml`
    action_looks: Forms = ("i",)  # how the organs set an action: i, b (bold in Chinese, both in Arabic)

    @property
    def tag(self) -> str:
        """The code as BCP 47 has it, which web pages and addresses use: two letters where there are two."""
        return min((self.code, *self.also), key=len)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The quotation marks that open and close with a sign of their own."""
        pairs = (pair.split() for pair in self.quotes)
        return [(opening, closing) for opening, closing in pairs if opening != closing]


@lru_cache(1024)
def forms(text: str) -> Forms:
    """The forms in one string of a language file.

    >>> forms("premier | première")
    ('premier', 'première')
    """
    if " | " in text:
        return tuple(filter(None, map(str.strip, text.split(" | "))))
    only = text.strip()  # most strings have one
    return (only,) if only else ()


FACTS: Table = {"originalLanguage": "original_language"}
"""The kinds of lines of the cover that state a field of `akn.document.Metadata`, and the field: what their first slot
finds."""

KINDS = (
    *("publisher", "authority", "distribution", *FACTS, "documentLanguage", "symbol", "date", "session"),
    *("specialSession", "emergencySession", "sessionDates", "agendaItem", "adoption", "adoptionMeeting", "number"),
    *("proponent", "decisionType", "committee", "decisionKind", "meeting", "vote", "voteLabel", "annex", "appendix"),
    *("part", "chapter", "section", "article", "rule", "principle", "titleNumber"),
)
"""The kinds of lines that mastheads, heads and closings are made of; a closed set, in the order they are tried."""
