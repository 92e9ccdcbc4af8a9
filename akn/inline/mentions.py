"""Every mention of a symbol or number in a document, and which text it means: the evidence of the whole file.

A mention comes from stage one with the readings that its words allow.  Here the printed dates join their mentions
("of 18 June 2007", "both of 18 June 2007"), and where a number can be read in two ways the evidence decides, the
strongest first:

    the link              a reader saw that the words lead to one of the readings
    the printed date      67/195 or 195/67: only one session was held in that year
    the catalogue         only one reading is known to it
    the same list         its neighbours are settled in one order
    the rest of the file  the same number is settled elsewhere; or all settled numbers stand in one order, that of the
                          document's own number included

What stays open is reported and gets no reference: a wrong link is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from akn.bodies.adopted import day_of
from akn.bodies.symbols import Symbol, fits, parse_symbol, span
from akn.inline.context import Context
from akn.inline.lexicon import lexicon
from akn.inline.surroundings import leads_to_title
from akn.languages.shape import Language
from akn.languages.view import fold
from akn.patterns import lazy_pattern
from akn.text import Kind, Mark, Text

_VAGUE = frozenset({"organ", "list", "host", "theirs", "own"})
_BRACKETS = (" (", "(", "（")
_REACH = 140
"""So many characters may stand between a number and its date."""


class Mention(Struct):
    """A mention on its way: where it stands, what it can mean, and what is known of it so far.

    `symbols` are the readings that are left, the likeliest first; `printed` is the date printed with it; `reason` says
    why it has no symbol: foreign, unknown, ambiguous, contradicted, later, weak.
    """

    text: int
    mark: Mark
    content: str
    symbols: tuple[Symbol, ...] = ()
    printed: str = ""
    year: str = ""  # a year in brackets after it, "67/195 (2012)"; one that none of its readings can have is dropped
    reason: str = ""
    contradicted: str = ""  # a printed date that cannot be that of the text, though the words leave no doubt which
    dated: tuple[Symbol, ...] = ()  # what it means if the printed date bears it out, and only then
    joined: bool = False  # goes on a list that the mention before belongs to
    remote: bool = False  # words that lead to a title stand between the printed date and the number
    elsewhere: str = ""  # the symbol to which the source links the words, which is another

    @property
    def symbol(self) -> Symbol | None:
        """What it means, once settled."""
        return self.symbols[0] if len(self.symbols) == 1 and not self.reason else None


def mentions_of(texts: Sequence[Text], concerned: Sequence[int], context: Context) -> list[Mention]:
    """All mentions in the texts, settled as far as the evidence goes, in reading order.

    `concerned` are the indices of those texts that have any.
    """
    found: list[Mention] = []
    for i in concerned:
        text = texts[i]
        here = list(_in_text(i, text))
        if here:
            _join(here, text.content, context)
            _date(here, text, context)
            found += here
    for mention in found:
        _judge(mention, context)
    _settle_orders(found, context)
    for mention in found:
        linked = parse_symbol(mention.mark.get("linked"))
        if linked and mention.symbol and not _akin(mention.symbol, linked):
            mention.elsewhere = linked.printed
    return found


def _in_text(i: int, text: Text) -> Iterator[Mention]:
    for m in text.of(Kind.REF):
        cite, dated = m.get("cite"), m.get("dated")
        printed = text.content[m.start : m.end]
        if m.get("foreign"):
            yield Mention(i, m, printed, reason="foreign")
        elif cite or dated:
            symbols, others = _parsed(cite), _parsed(dated)
            year = _YEAR.match(text.content, m.end)
            yield Mention(
                i,
                m,
                printed,
                symbols,
                year=year[1] if year else "",
                reason="" if symbols or others else "unknown",
                dated=others,
            )


_YEAR = lazy_pattern(r"\s?[(（]([12][0-9]{3})[)）]")


def _parsed(symbols: str) -> tuple[Symbol, ...]:
    return tuple(dict.fromkeys(s for s in map(parse_symbol, symbols.split("|")) if s)) if symbols else ()


def _join(mentions: list[Mention], content: str, context: Context) -> None:
    link = lexicon(context.language, "join", "before", "after")
    for before, after in pairwise(mentions):
        gap = content[before.mark.end : after.mark.start]
        if len(gap) <= 24:
            gap = fold(gap).content
            after.joined = link.cover(gap, 0, len(gap)) is not None


# ---- dates


def _date(mentions: list[Mention], text: Text, context: Context) -> None:
    """Give each mention the date that is printed with it."""
    dates = text.of(Kind.DATE)
    if not dates:
        return
    starts, ends = [d.start for d in dates], [d.end for d in dates]
    for k, mention in enumerate(mentions):
        if not mention.dated and mention.symbols and not mention.symbols[0].adopted:
            continue
        start, end = mention.mark.start, mention.mark.end
        stop = mentions[k + 1].mark.start if k + 1 < len(mentions) else len(text)
        back = mentions[k - 1].mark.end if k else 0
        i, j = bisect_left(starts, end), bisect_right(ends, start) - 1
        before = dates[j] if j >= 0 and ends[j] >= max(back, start - _REACH) else None
        gap = text.content[before.end : start] if before is not None else ""
        if before is not None and gap in _BRACKETS:  # "of 25 August 2010 (S/PRST/2010/16)"
            mention.printed = before.get("date")
            continue
        following = dates[i] if i < len(dates) and starts[i] <= min(stop, end + _REACH) else None
        if following is not None:
            words = _between(text.content[end : following.start], context.language)
            if words and words[-1] in ("dated", "shared"):
                mention.printed = following.get("date")
                if "shared" in words:
                    _share(mentions, k, mention.printed)
        if not mention.printed and before is not None and context.words.noun_last:
            # "2018年5月14日安理会主席声明(S/PRST/2018/10)"
            named = gap.endswith("(") and len(gap) <= 14 and gap[:-1].isalpha()
            near = named or _leading(gap, context.language)
            if near or leads_to_title(fold(gap).content, context.language):
                mention.printed = before.get("date")
                mention.remote = not near
    for one, two in reversed(list(pairwise(mentions))):  # "55/5 B and C of 23 December 2000"
        if two.printed and not one.printed and not any(c.isdigit() for c in two.content):
            one.printed = two.printed
    _distribute(mentions, text, dates, context)
    for one, two in reversed(list(pairwise(mentions))):  # "71/31 and 71/32 of 5 December 2016"
        if two.printed and two.joined and not one.printed and any(_can_be_of(s, two.printed) for s in one.symbols):
            one.printed = two.printed
    if context.words.noun_last:
        for one, two in pairwise(mentions):
            if two.joined and not two.printed and any(fits(s, one.printed) for s in two.symbols):
                two.printed = one.printed


def _can_be_of(symbol: Symbol, date: str) -> bool:
    """True if a text can be of a date that is printed for another: nothing else is known of its day."""
    return fits(symbol, date) and day_of(symbol) in ("", date)


def _distribute(mentions: list[Mention], text: Text, dates: Sequence[Mark], context: Context) -> None:
    """As many dates after a list as it has members: one for each ("54/4 and 55/4 of 5 and 8 December 2000")."""
    joint = lexicon(context.language, "join", "dated", "of")
    group: list[Mention] = []
    for k, mention in enumerate(mentions):
        group = [*group, mention] if mention.joined and group else [mention]
        if len(group) < 2 or (k + 1 < len(mentions) and mentions[k + 1].joined):
            continue
        end = mention.mark.end
        own: list[str] = []
        for date in dates[bisect_left([d.start for d in dates], end) :]:
            gap = fold(text.content[end : date.start]).content
            first = _between(gap, context.language) if not own else joint.cover(gap, 0, len(gap), " ,،")
            if first is None or len(gap) > _REACH or len(own) > len(group):
                break
            own.append(date.get("date"))
            end = date.end
        if context.words.noun_last and not own:
            own = _dates_before(group[0], len(group), text, dates, context)
        if len(own) == len(group):
            for one, printed in zip(group, own, strict=True):
                one.printed = printed


def _dates_before(first: Mention, count: int, text: Text, dates: Sequence[Mark], context: Context) -> list[str]:
    """The dates in a row right before a list, where dates come first, if as many: "1日和2日通过的第5号和第6号"."""
    joint, found, start = lexicon(context.language, "join"), list[str](), first.mark.start
    for date in reversed(dates[: bisect_left([d.start for d in dates], start)]):
        gap = fold(text.content[date.end : start]).content
        if not (joint.cover(gap, 0, len(gap)) is not None and gap if found else _leading(gap, context.language)):
            break
        found, start = [date.get("date"), *found], date.start
    return found if len(found) == count else []


def _between(gap: str, language: Language) -> list[str] | None:
    """The kinds of words between a number and a date after it; None if there are others."""
    if language.citations.noun_last:
        return None
    gap = fold(gap).content
    words = lexicon(language, "shared", "dated", "organ", "of", "join", "parts").cover(gap, 0, len(gap), " ,،)")
    if (words is None or words[-1:] == ["organ"]) and _adopted_by_organ(gap.strip(" ,،"), language):
        return ["dated"]
    return words


def _adopted_by_organ(gap: str, language: Language) -> bool:
    """True for "adopted by the Security Council on": the words of `dated` that stand around an organ."""
    organ = lexicon(language, "organ")
    ways = (form.partition(" … ") for form in language.citations.dated if " … " in form)
    return any(
        gap.startswith(first)
        and gap.endswith(second)
        and organ.cover(gap, len(first), len(gap) - len(second)) is not None
        for first, _, second in ways
        if len(first) + len(second) < len(gap)
    )


def _leading(gap: str, language: Language) -> bool:
    """True if nothing but an organ stands between a date and the number after it, where dates come first."""
    gap = fold(gap).content
    return lexicon(language, "dated", "own", "organ").cover(gap, 0, len(gap), " ") is not None


def _share(mentions: list[Mention], last: int, date: str) -> None:
    """A date that is that of all members of a list: up to one that has its own, or the list's beginning."""
    for k in range(last, -1, -1):
        mention = mentions[k]
        if mention.printed and mention.printed != date:
            return
        mention.printed = date
        if not mention.joined:
            return


# ---- one mention


def _judge(mention: Mention, context: Context) -> None:
    """Leave the readings that the printed date, or else the catalogue, allows; none later than the document itself."""
    if mention.reason:
        return
    if mention.year:
        of_year = tuple(s for s in mention.symbols if s.adopted and s.session and fits(s, mention.year))
        mention.symbols, mention.year = of_year or mention.symbols, mention.year if of_year else ""
    if not mention.symbols and not mention.printed:
        mention.reason = "foreign"
        return
    if context.date and not mention.printed:
        there = tuple(s for s in mention.symbols if max(span(s)[0], day_of(s)) <= context.date)
        if not there:
            mention.reason = "later"
            return
        mention.symbols = there
    basis = mention.mark.get("basis")
    linked = parse_symbol(mention.mark.get("linked"))
    if linked in mention.symbols:
        mention.symbols = (linked,)
        if not fits(linked, mention.printed):
            mention.contradicted, mention.printed = mention.printed, ""
        return
    if mention.printed:
        fitting = [s for s in (*mention.symbols, *mention.dated) if fits(s, mention.printed)]
        fitting.sort(key=lambda s: day_of(s) != mention.printed)  # the catalogue has the very day
        if fitting:
            first = fitting[0]
            turned = [s for s in fitting[1:] if day_of(first) != mention.printed and _halves(s) == _halves(first)[::-1]]
            mention.symbols = (first, *turned[:1])
        elif basis in ("organ", "own", "symbol") and len(mention.symbols) == 1:
            mention.contradicted = mention.printed
            mention.printed = ""
        else:
            mention.reason = "contradicted"
        return
    if basis == "weak":
        mention.reason = "weak"
        return
    if len(mention.symbols) > 1:
        known = tuple(s for s in mention.symbols if s.printed in context.catalogue)
        if len(known) == 1:
            mention.symbols = known
        elif len({_order(mention, s) for s in mention.symbols}) == 1:
            mention.symbols = mention.symbols[:1]  # one order: the likeliest organ, as the words say


def _akin(printed: Symbol, linked: Symbol) -> bool:
    """True if a link leads to what is printed: that, a part of it, what it is a part of, or one of its two symbols."""
    if printed.adopted and linked.adopted:
        digits = re.compile(r"[0-9]+")
        numbers = digits.findall(printed.number) == digits.findall(linked.number)
        return numbers and (printed.actor, printed.session) == (linked.actor, linked.session)
    ours, theirs = printed.aliases or (printed.printed,), linked.aliases or (linked.printed,)
    return any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs)


def _order(mention: Mention, symbol: Symbol) -> bool | None:
    """True if the number is printed as the symbol has it, False if the other way round, None if there is no order."""
    halves: list[str] = re.compile(r"[0-9]+").findall(fold(mention.content).content)
    if "/" not in mention.content or len(halves) != 2 or halves[0] == halves[1]:
        return None
    return halves == _halves(symbol)


def _halves(symbol: Symbol) -> list[str]:
    halves: list[str] = re.compile(r"[0-9]+").findall(symbol.number)
    return halves[:2]


def _settle_orders(mentions: list[Mention], context: Context) -> None:
    """Settle what the words leave open by its neighbours, then by the rest of the file.

    Digits of two kinds are written in two directions ("7/20" beside "٣٦/٥١", which is 51/36): each is a witness for
    its own kind only.
    """
    vague = [m for m in mentions if not m.reason and m.mark.get("basis") in _VAGUE and (not m.printed or not m.symbol)]
    near: dict[tuple[int, bool], set[bool]] = {}
    everywhere: dict[bool, set[bool]] = {True: set(), False: set()}
    if (own := own_order(context)) is not None:
        everywhere[_european(context.number)].add(own)
    known: dict[str, Symbol] = {}
    for mention in mentions:
        basis = mention.mark.get("basis")
        if mention.symbol is None or basis == "symbol":
            continue
        order = _order(mention, mention.symbol)
        if order is not None and mention.printed and mention.symbol.session:  # 2019/6 is not written in digits' order
            kind = _european(mention.content)
            near.setdefault((mention.text, kind), set()).add(order)
            everywhere[kind].add(order)
        if mention.printed or (basis == "organ" and len(mention.symbols) == 1):
            known.setdefault(fold(mention.content).content, mention.symbol)
    for mention in vague:
        kind = _european(mention.content)
        if (same := known.get(fold(mention.content).content)) is not None:
            mention.symbols = (same,)
        elif len(mention.symbols) > 1 and len(orders := near.get((mention.text, kind)) or everywhere[kind]) == 1:
            kept = tuple(s for s in mention.symbols if _order(mention, s) in (*orders, None))
            mention.symbols = kept[:1] or mention.symbols
        if len(mention.symbols) > 1:
            mention.reason = "ambiguous"
    for pairs in (pairwise(mentions), pairwise(reversed(mentions))):  # "46/232, 51/241 and 72/254 of 24 December 2017"
        for one, two in pairs:
            joined = two.joined if two.mark.start > one.mark.start else one.joined
            if two.reason == "weak" and joined and one.symbol and one.text == two.text and one.symbol.session:
                alike = tuple(s for s in two.symbols if (s.actor, s.kind) == (one.symbol.actor, one.symbol.kind))
                if len(alike) == 1:
                    two.symbols, two.reason = alike, ""


def _european(printed: str) -> bool:
    """True if a number is printed in the digits 0 to 9."""
    return any("0" <= c <= "9" for c in printed)


def own_order(context: Context) -> bool | None:
    """The order in which the document prints its own number: True for session first, None if it does not show."""
    halves: list[str] = re.compile(r"[0-9]+").findall(fold(context.number).content)
    session = re.compile(r"[^0-9]").sub("", context.session)
    if len(halves) != 2 or not session or halves[0] == halves[1]:
        return None
    if session not in halves:
        return None
    return halves[0] == session
