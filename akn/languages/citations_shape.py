"""The words by which a language cites: the typed shape of the `[citations]` table of a language file.

As everywhere in a language file the values are plain words; ` | ` stands between several forms of one thing.  A word
matches whole (where the language sets spaces between words), with a small or a capital first letter, and with one of
`prefixes` glued on.  Nothing here is a regular expression.
"""

from collections.abc import Mapping

from msgspec import field

from akn.data import Shape

Forms = tuple[str, ...]
Table = Mapping[str, str]


class Citations(Shape, frozen=True):
    """What is said around a number that cites.

    Nouns: `resolution`, `decision` (all forms), `its` those among them that say "its" themselves; `unrelated` are
    nouns whose number is something else ("document", "Supplement No.").  `organs` gives, by actor code, more names
    than the `organs` of the language, short ones included; `council` are short names of whichever council was named
    last; `foreign` are organs that adopt resolutions without an address in the profile (section 5).  `own` are words
    that tie a number to the organ that speaks ("its").  `prefixes` are particles glued to any word.

    Numbers: `before` and `after` may stand at a number ("第", "号"); `noun_last` tells that the noun follows the
    numbers; `parts` maps a printed part letter to A, B ...; `sessions` maps what stands for "", "S", "ES" in a session
    ("د", "دإ"); `either_order` tells that a number may be printed before its session; `genitive` that "of" is a case
    and no word.

    Joints: `join` stands between the members of a list, `to` between the ends of a range, `of` between a passage or a
    number and what it belongs to; `dated` between a number and its date (between date and number where the noun is
    last), `shared` where the date is that of several numbers ("both of").

    Passages: `passages` gives for para, point, sec, annex, art, chp, part, rule the nouns; `ordinals` are the
    spelled-out numbers that may follow such a noun, in order from one, `numerals` the signs that numbers are
    written with ("一二三"), `branches` those that stand for a, b, c; `noun_after` the nouns that stand after their
    number, which one of `opening` begins ("第三段"); `bare` are levels whose noun may stand without a number ("the
    annex to resolution ..."); `above` are words that point to the same text, `pointing` such words before a noun
    ("mencionado en el"); `present` names the text itself ("the present resolution"); `charter` the Charter,
    `document` a document with a symbol.

    `from` may stand before the first number of a range ("الفقرات من 4 إلى 7"); `titled` before the title of a text
    whose date, or organ, stands before it ("9月25日题为“…”的第70/1号决议"); `by` before the organ that adopted it.

    Notes: `ibid`; `same` ("the same resolution"); `see`; `volume` and `number` for treaty series.
    """

    resolution: Forms = ()
    decision: Forms = ()
    its: Forms = ()
    unrelated: Forms = ()
    organs: Table = {}
    council: Forms = ()
    foreign: Forms = ()
    own: Forms = ()
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
    volume: Forms = ()
    number: Forms = ()
