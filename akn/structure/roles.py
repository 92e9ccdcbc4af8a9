"""What each line of the source is for: one reading of the whole, the cheapest that all lines allow.

A line shows one or several looks (`akn.structure.looks`).  A look costs something in each role, one role after another
costs something, and of all readings of all lines the one that costs least in sum is taken (Viterbi's algorithm, linear
in the lines).  So no single line can bring the house down: a missing formula or a wrong sign costs its bit, no more.

The costs are the tables below.  0 is the usual thing, 1 to 2 is seen now and then, 3 to 5 is odd, 6 and more is what
only a misread line would do.  They were set by hand and held by measuring against published files in four formats; what
counts is which of two readings is cheaper, so each row has the reason for its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from akn.structure.looks import LineFeatures, Look


class Role(StrEnum):
    """What a line is for."""

    START = "start"  # before the first line
    COVER = "cover"
    TITLE = "title"  # number and title; for the Security Council the number and the sentence of adoption
    LETTER = "letter"  # of one resolution of several (profile 1.5)
    HEAD = "head"  # the title below such a letter
    FORMULA = "formula"
    ACT_FORMULA = "actFormula"  # a formula without a comma, which has no preamble
    PREAMBLE = "preamble"
    ACT = "act"  # operative text before any number or section
    BODY = "body"
    CLOSING = "closing"
    REMARK = "remark"  # a few lines of any kind below the closing lines
    ANNEX = "annex"
    ANNEX_TITLE = "annexTitle"
    ANNEX_BODY = "annexBody"
    LOOSE = "loose"  # the first line of an annex that has no label

    __hash__ = str.__hash__  # that of Enum is slow


R, L = Role, Look

# What a look costs in a role.  A role that is not named in a row costs what the row says last.
_ROLES = (R.COVER, R.TITLE, R.HEAD, R.PREAMBLE, R.ACT, R.BODY, R.CLOSING, R.REMARK, R.ANNEX_TITLE, R.ANNEX_BODY)
_NEVER = 99.0
_NONE = float("inf")
# fmt: off
_COSTS: dict[Look, tuple[float, ...]] = {
    #                cover titl head prea act  body clos rema anTi anBo
    L.MASTHEAD:       (0.0, 4.0, 4.0, 7.0, 5.0, 3.0, 6.0, 2.0, 2.0, 1.0),  # "General Assembly" may head an annex
    L.AGENDA_TITLE:   (0.0, 6.0, 6.0, 6.0, 3.0, 3.0, 6.0, 4.0, 2.0, 1.0),  # the line below an agenda item
    L.SPONSORS:       (0.0, 3.0, 3.0, 6.0, 4.0, 4.0, 6.0, 4.0, 2.0, 1.0),  # "Fiji and Kenya: draft resolution"
    L.ADOPTION:       (0.0, 1.5, 3.0, 7.0, 6.0, 6.0, 0.0, 3.0, 2.0, 1.0),  # below the text in old Council resolutions
    L.NUMBER_LINE:    (5.0, 0.0, 3.0, 7.0, 5.0, 3.0, 6.0, 4.0, 2.0, 1.0),  # "Resolution 2999 (2044)"
    L.TITLE_NUMBER:   (5.0, 0.0, 2.0, 5.0, 3.0, 2.0, 6.0, 4.0, 2.0, 1.0),  # "99/7. Lamps": in a body it is a citation
    L.BARE_NUMBER:    (2.0, 0.5, 2.0, 5.0, 4.0, 3.0, 6.0, 3.0, 3.0, 1.0),  # "99/7" may be many things above a title
    L.AFTER_SPONSORS: (3.0, 0.3, 0.5, 5.0, 2.0, 2.0, 6.0, 4.0, 2.0, 1.0),  # drafts print their title there
    L.AGENDA_AGAIN:   (3.0, 0.3, 0.5, 5.0, 2.0, 2.0, 6.0, 4.0, 2.0, 1.0),  # as in budgets (5 of 9 reports)
    L.FORMULA:        (4.0, 7.0, 7.0, 6.0, 6.0, 6.0, 7.0, 6.0, 3.0, 0.5),  # covers of one body repeat it
    L.FORMULA_OPEN:   (2.0, 4.0, 4.0, 6.0, 5.0, 4.0, 6.0, 5.0, 1.0, 0.5),  # without its comma
    L.LETTER:         (3.0, 3.0, 0.5, 5.0, 2.5, 2.0, 6.0, 3.0, 2.0, 0.3),  # a letter also heads parts of a body
    L.ANNEX:          (6.0, 5.0, 5.0, 7.0, 7.0, 7.0, 7.0, 6.0, 7.0, 6.0),
    L.ANNEX_TITLE:    (1.5, 0.6, 0.6, 4.0, 1.0, 0.7, 6.0, 2.0, 0.0, 2.0),  # below the label of an annex, of any length
    L.MEETING:        (1.5, 3.0, 4.0, 8.0, 6.0, 6.0, 0.0, 1.0, 4.0, 0.8),  # programmes of annexes list meetings
    L.DATE:           (0.0, 4.0, 4.0, 7.0, 4.0, 4.0, 0.0, 1.0, 2.0, 0.8),
    L.VOTE:           (3.0, 4.0, 5.0, 7.0, 5.0, 5.0, 0.0, 1.0, 5.0, 1.0),
    L.SECTION:        (3.0, 2.5, 2.5, 6.0, 2.0, 0.0, 6.0, 4.0, 2.0, 0.0),  # "I", "Section II", "第一节"
    L.FIRST_NUMBER:   (6.0, 6.0, 6.0, 7.0, _NEVER, 0.0, 6.0, 3.0, 6.0, 0.0),
    L.NUMBER:         (6.0, 6.0, 6.0, 7.0, _NEVER, 0.0, 6.0, 3.0, 6.0, 0.0),
    L.POINT:          (5.0, 6.0, 6.0, 0.3, 0.3, 0.0, 6.0, 2.0, 5.0, 0.0),
    L.TABLE:          (7.0, 7.0, 7.0, 4.0, 0.5, 0.0, 8.0, 5.0, 7.0, 0.0),
    L.NOTE:           (5.0, 6.0, 6.0, 4.0, 2.0, 1.0, 4.0, 0.1, 5.0, 0.1),  # a note called nowhere, at the end of all
    L.PRE_COMMA:      (8.0, 7.0, 7.0, 0.0, 4.0, 0.4, 7.0, 5.0, 7.0, 0.4),  # sections of a body have preambles too
    L.PRE_STOP:       (8.0, 7.0, 7.0, 2.0, 2.0, 0.8, 7.0, 4.0, 7.0, 0.8),  # one wrong sign ends no preamble
    L.PRE_COLON:      (8.0, 7.0, 7.0, 0.3, 4.0, 0.8, 7.0, 5.0, 7.0, 0.3),
    L.PRE_OPEN:       (5.0, 2.0, 2.0, 1.5, 3.0, 1.0, 7.0, 4.0, 1.0, 1.0),
    L.OP_COMMA:       (8.0, 7.0, 7.0, 2.5, 2.5, 0.8, 7.0, 4.0, 7.0, 0.3),
    L.OP_STOP:        (8.0, 7.0, 7.0, 5.0, 0.0, 0.0, 7.0, 3.0, 7.0, 0.3),
    L.OP_COLON:       (8.0, 7.0, 7.0, 5.0, 0.0, 0.0, 7.0, 5.0, 7.0, 0.3),
    L.OP_OPEN:        (5.0, 2.0, 2.0, 4.0, 0.5, 0.5, 7.0, 4.0, 1.0, 0.5),
    L.COMMA:          (5.0, 2.0, 5.0, 0.5, 2.0, 0.8, 6.0, 2.0, 6.0, 0.8),
    L.STOP:           (5.0, 2.0, 5.0, 3.0, 1.0, 0.5, 6.0, 2.0, 6.0, 0.5),
    L.COLON:          (3.0, 2.5, 5.0, 1.0, 1.0, 0.5, 6.0, 2.5, 3.0, 0.5),
    L.LINE:           (1.5, 0.6, 0.6, 4.0, 1.0, 0.7, 6.0, 2.0, 0.0, 0.7),  # short and without a sign at its end
    L.LONG:           (5.0, 2.0, 3.0, 2.0, 1.5, 0.5, 7.0, 3.0, 3.0, 0.5),  # text that lost its sign
    L.BLANK:          (0.0, 0.0, 0.0, 0.5, 0.3, 0.0, 1.0, 1.0, 5.0, 0.0),
    L.WITHIN:         (9.0, 9.0, 9.0, 9.0, 0.0, 0.0, 9.0, 9.0, 9.0, 0.0),  # a draft that the text recommends
}
# fmt: on

# The roles that only lines of one look can have, and what that costs.
_ONLY: dict[Role, dict[Look, float]] = {
    R.FORMULA: {L.FORMULA: 0.0},
    R.ACT_FORMULA: {L.FORMULA_OPEN: 1.0},
    R.LETTER: {L.LETTER: 0.0},
    R.ANNEX: {L.ANNEX: 0.0},
}

# What it costs that one role follows another; what is not named cannot be.
_STEPS: dict[Role, dict[Role, float]] = {
    R.START: {R.COVER: 2.5, R.TITLE: 1.0, R.FORMULA: 2.0, R.ACT_FORMULA: 3.0, R.PREAMBLE: 3.0, R.ACT: 0.0, R.BODY: 0.0},
    # a text without a number or a title is rare, one without a formula (decisions, statements) is not
    R.COVER: {R.COVER: 0.0, R.TITLE: 0.0, R.FORMULA: 3.0, R.ACT_FORMULA: 3.5, R.PREAMBLE: 6.0, R.ACT: 2.0, R.BODY: 3.0}
    | {R.LETTER: 3.0},
    R.TITLE: {R.TITLE: 0.0, R.LETTER: 0.5, R.FORMULA: 0.0, R.ACT_FORMULA: 0.0, R.PREAMBLE: 3.0, R.ACT: -1.5}
    | {R.BODY: 1.0, R.CLOSING: 4.0, R.ANNEX: 3.0},
    R.LETTER: {R.HEAD: 0.3, R.FORMULA: 0.0, R.ACT_FORMULA: 0.0, R.PREAMBLE: 3.0, R.ACT: -1.0, R.BODY: 1.0},
    R.HEAD: {R.HEAD: 0.0, R.FORMULA: 0.0, R.ACT_FORMULA: 0.0, R.PREAMBLE: 3.0, R.ACT: -1.5, R.BODY: 1.0},
    R.FORMULA: {R.PREAMBLE: 0.0, R.ACT: 2.0, R.BODY: 2.0, R.CLOSING: 6.0, R.ANNEX: 6.0},
    R.ACT_FORMULA: {R.PREAMBLE: 2.0, R.ACT: 0.0, R.BODY: 0.0, R.CLOSING: 6.0, R.ANNEX: 6.0},
    # old resolutions name the organ between what moves it and what it does: "Whereas ..., / The Security Council"
    R.PREAMBLE: {R.PREAMBLE: 0.0, R.ACT: 0.0, R.BODY: 0.0, R.CLOSING: 3.0, R.ANNEX: 4.0, R.LETTER: 4.0}
    | {R.FORMULA: 2.5, R.ACT_FORMULA: 0.0},
    R.ACT: {R.ACT: 0.0, R.BODY: 0.0, R.CLOSING: 0.0, R.ANNEX: 0.0, R.LETTER: 0.0},
    R.BODY: {R.BODY: 0.0, R.CLOSING: 0.0, R.ANNEX: 0.0, R.LETTER: 0.0},
    R.CLOSING: {R.CLOSING: 0.0, R.REMARK: 0.0, R.ANNEX: 0.0, R.LETTER: 0.0, R.LOOSE: 6.0},
    R.REMARK: {R.REMARK: 0.0, R.ANNEX: 0.0, R.LETTER: 0.0},
    R.ANNEX: {R.ANNEX_TITLE: 0.0, R.ANNEX_BODY: 0.3, R.ANNEX: 0.0},
    R.ANNEX_TITLE: {R.ANNEX_TITLE: 1.0, R.ANNEX_BODY: 0.0, R.ANNEX: 0.0},
    R.ANNEX_BODY: {R.ANNEX_BODY: 0.0, R.ANNEX: 0.0},
    R.LOOSE: {R.ANNEX_BODY: 0.0, R.ANNEX: 0.0},
}
# What it costs to end with a role: a text ends with its body, its closing lines or an annex.
_LAST = {R.COVER: 2.0, R.TITLE: 1.0, R.FORMULA: 5.0, R.ACT_FORMULA: 5.0, R.PREAMBLE: 3.0, R.LETTER: 3.0, R.HEAD: 2.0}

# What it costs more that a role begins with a look, not that it goes on with it; `None` stands for any other look.
_ENTRIES: dict[Role, dict[Look | None, float]] = {
    # an act that only its verb shows: after a preamble, at its end, before the numbers
    R.ACT: {
        **{L.OP_STOP: 1.0, L.OP_COLON: 1.0, L.OP_OPEN: 1.0, L.OP_COMMA: 1.5},
        **{L.LINE: 1.0, L.SECTION: 1.0, L.WITHIN: 0.0, L.PRE_STOP: 3.0, L.PRE_COMMA: 3.0, None: 2.0},
    },
    R.BODY: {L.FIRST_NUMBER: 0.0, L.NUMBER: 1.0, L.SECTION: 0.5, L.TABLE: 2.0, L.WITHIN: 1.0, None: 6.0},
    R.CLOSING: {L.MEETING: 0.0, L.ADOPTION: 0.3, L.VOTE: 0.5, L.DATE: 2.5, None: 6.0},
    # without a formula before it: an action and a comma show a preamble
    R.PREAMBLE: {L.PRE_COMMA: 0.0, None: 1.5},
    R.TITLE: {
        **{L.TITLE_NUMBER: 0.0, L.NUMBER_LINE: 0.0, L.BARE_NUMBER: 0.0, L.AFTER_SPONSORS: 0.0},
        L.AGENDA_AGAIN: 0.0,
        **{L.ADOPTION: 1.0, L.AGENDA_TITLE: 1.0, None: 2.5},
    },
}
# The number that is due after text without numbers; "2." shows that the first paragraph lacks its number.
_FROM_ACT = {L.FIRST_NUMBER: 1.5, L.NUMBER: 0.3, L.SECTION: 0.5}
# The roles that a line may have of which a person says what it is (akn.structure.corrections); they cost nothing.
OVERRIDES: dict[str, frozenset[Role]] = {
    "cover": frozenset({R.COVER, R.TITLE}),  # below a title it stays there, and is none of it
    "title": frozenset({R.TITLE, R.HEAD, R.ANNEX_TITLE}),
    "formula": frozenset({R.FORMULA}),
    "preambular": frozenset({R.PREAMBLE}),
    "operative": frozenset({R.ACT, R.BODY, R.ANNEX_BODY}),
    "heading": frozenset({R.BODY, R.ANNEX_BODY}),
    "point": frozenset({R.PREAMBLE, R.ACT, R.BODY, R.ANNEX_BODY}),
    "closing": frozenset({R.CLOSING, R.REMARK}),
    "annex": frozenset({R.ANNEX}),
}
_TOO_ODD = 10.0  # what a person says may cost the lines before it this much more than the cheapest reading
_TITLE_AGAIN = 5.0  # a second number in one title
_TITLE_GOES_ON = 1.5  # a title of several lines where no formula says that it ends
_FIRST_LOST = 3.0  # a part B where none has the letter A


_Steps = tuple[tuple[Role, float], ...]
_Options = tuple[tuple[Role, _Steps], ...]


def _steps_to(roles: frozenset[Role]) -> _Options:
    return tuple((r, tuple((b, after[r]) for b, after in _STEPS.items() if r in after)) for r in Role if r in roles)


_OVERRIDE_OPTIONS: dict[str, _Options] = {
    **{override: _steps_to(roles) for override, roles in OVERRIDES.items()},
    "cover": _steps_to(frozenset({R.COVER})),
}
_BELOW_TITLE: _Options = ((R.TITLE, ((R.TITLE, 0.0),)),)
_FRONT = {role: _steps_to(frozenset({role})) for role in (R.COVER, R.TITLE)}
_OF_FRONT = frozenset({"title", "formula"})  # what a person says of a line that may make others the front


# The cheapest reading that ends with a role: its cost, the role before it, the last letter of a part in it.
_Way = tuple[float, Role, int]


def roles_of(lines: Sequence[LineFeatures]) -> list[Role]:
    """The role of each line in the cheapest reading of all lines; of two that cost the same the first in the tables.

    What a person says of a line holds where a reading of the lines before it allows that.  The cover and the title
    above it stay what they are without it: called a heading or a line of the cover, a line would take the title along.
    """
    said = next((i for i, line in enumerate(lines) if line.override), 0)
    before = lines[said].override if said else ""
    above = [] if before in ("", *_OF_FRONT) else _read([*lines[:said], *map(_unsaid, lines[said:])], [])
    return _read(lines, above[:said])


def _unsaid(line: LineFeatures) -> LineFeatures:
    return LineFeatures(line.looks, line.letter)


def _is_formula(line: LineFeatures) -> bool:
    return L.FORMULA in line.looks or line.looks == (L.FORMULA_OPEN,) or line.override == "formula"


def _read(lines: Sequence[LineFeatures], above: Sequence[Role]) -> list[Role]:
    """The cheapest reading of all lines; the first are of the front where `above` says so."""
    enacted = any(map(_is_formula, lines))
    ways: dict[Role, _Way] = {R.START: (0.0, R.START, 0)}
    trace: list[dict[Role, _Way]] = []
    for i, line in enumerate(lines):
        free = _ways(ways, _options(line.looks, enacted), line)
        titled = R.TITLE in ways and (R.COVER not in ways or ways[R.TITLE][0] < ways[R.COVER][0])
        options = _BELOW_TITLE if line.override == "cover" and titled else _OVERRIDE_OPTIONS.get(line.override, ())
        overridden = _ways(ways, _FRONT.get(above[i], ()) if i < len(above) else options, line)
        if overridden:
            costs = [min((cost for cost, *_ in found.values()), default=_NEVER) for found in (overridden, free)]
        ways = overridden if overridden and costs[0] <= costs[1] + _TOO_ODD else free
        trace.append(ways)
    if not lines:
        return []
    role = min(ways, key=lambda r: ways[r][0] + _LAST.get(r, 0.0))
    found: list[Role] = []
    for step in reversed(trace):
        found.append(role)
        role = step[role][1]
    return found[::-1]


def _ways(ways: dict[Role, _Way], options: _Options, line: LineFeatures) -> dict[Role, _Way]:
    """The cheapest readings that end with each role that the line can have."""
    new: dict[Role, _Way] = {}
    for role, steps in options:
        opens = role is R.LETTER
        least, best = _NONE, R.START
        for before, more in _to_letter(steps, ways, line.letter) if opens else steps:
            if before in ways and (cost := ways[before][0] + more) < least:
                least, best = cost, before
        if least < _NONE:
            new[role] = (least, best, line.letter if opens else ways[best][2])
    return new


def _to_letter(steps: _Steps, ways: dict[Role, _Way], letter: int) -> Iterator[tuple[Role, float]]:
    """The steps to the letter of a part: below the title any may stand, after a part only the next one."""
    for before, cost in steps:
        last = ways[before][2] if before in ways else 0
        if before in (R.TITLE, R.COVER) or last == letter - 1:
            yield before, cost
        elif not last and letter == 2:
            yield before, cost + _FIRST_LOST


@lru_cache(maxsize=4096)
def _options(looks: tuple[Look, ...], enacted: bool) -> _Options:
    """The roles that a line with these looks can have, each with the roles before it and what both together cost."""
    found = []
    for role in Role:
        steps = []
        for before, after in _STEPS.items():
            if role in after and not (
                enacted and role is R.ANNEX and before is R.TITLE
            ):  # none comes before the formula
                cost = min(_cost(look, role, before, enacted) for look in looks)
                if cost < _NEVER:
                    steps.append((before, after[role] + cost))
        if steps:
            found.append((role, tuple(steps)))
    return tuple(found)


def _cost(look: Look, role: Role, before: Role, enacted: bool) -> float:
    """What a look costs in a role that follows another."""
    if role in _ONLY:
        return _ONLY[role].get(look, _NEVER)
    cost = _COSTS[look][_ROLES.index(R.ANNEX_BODY if role is R.LOOSE else role)]
    if role is before:
        if role is R.TITLE and look in (L.TITLE_NUMBER, L.BARE_NUMBER):
            cost += _TITLE_AGAIN
        elif role is R.TITLE and not enacted and look is not L.ADOPTION:
            cost += _TITLE_GOES_ON
        return cost
    if before is R.ACT and role is R.BODY:
        return cost + _FROM_ACT.get(look, 6.0)
    entries = _ENTRIES.get(role)
    if entries is None or (role is R.PREAMBLE and before in (R.FORMULA, R.ACT_FORMULA)):
        return cost
    more = entries.get(look)
    return cost + (entries[None] if more is None else more)
