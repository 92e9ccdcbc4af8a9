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
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from akn.bodies import citing
from akn.bodies.adopted import day_of, figures_of_running, last_year, years_of_running
from akn.bodies.identity import identity_of
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
_FIGURES = frozenset("0123456789")
_START, _END = attrgetter("start"), attrgetter("end")
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
    by_words: bool = True  # its words alone would have settled it so: a link of the source, if it has one, adds nothing

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
        if len(here) > 1:
            _join(here, text.content, context)
        if here:
            _date(here, text, context)
            found += here
    for mention in found:
        _settle(mention, context)
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
    return tuple(dict.fromkeys(filter(None, map(parse_symbol, symbols.split("|")))))


def _join(mentions: list[Mention], content: str, context: Context) -> None:
    link = lexicon(context.language, "join", "before", "after")
    for before, after in pairwise(mentions):
        gap = content[before.mark.end : after.mark.start]
        if len(gap) <= 24:
            gap = fold(gap).content
            after.joined = link.cover(gap, 0, len(gap)) is not None


# ---- dates


def _date(mentions: list[Mention], text: Text, context: Context) -> None:
    """Give each mention the date that is printed with it: its own first, then what the members of a list share."""
    dates = text.of(Kind.DATE)
    if not dates:
        return
    for k, mention in enumerate(mentions):
        if mention.dated or not mention.symbols or mention.symbols[0].adopted:
            _own_date(mentions, k, text.content, dates, context.language)
    if len(mentions) > 1:
        _share_dates(mentions, text.content, dates, context)


def _share_dates(mentions: list[Mention], content: str, dates: Sequence[Mark], context: Context) -> None:
    """Give mentions without a date of their own the one that they share with others."""
    backwards = list(pairwise(mentions))[::-1]
    for one, two in backwards:  # the C in "55/5 B and C of 23 December 2000"
        if not (one.printed or any(map(str.isdigit, two.content))):
            one.printed = two.printed
    _distribute(mentions, content, dates, context)
    for one, two in backwards:  # both of "71/31 and 71/32 of 5 December 2016"
        if two.joined and two.printed and not one.printed and any(_can_be_of(s, two.printed) for s in one.symbols):
            one.printed = two.printed
    for one, two in pairwise(mentions) if context.language.citations.noun_last else ():
        if two.joined and not two.printed and any(fits(s, one.printed) for s in two.symbols):
            two.printed = one.printed


def _own_date(mentions: list[Mention], k: int, content: str, dates: Sequence[Mark], language: Language) -> None:
    """Give mention number `k` the date beside it that is its own: the first of the places that has one decides.

    A date too far off, or beyond another mention, is not beside it.
    """
    mention = mentions[k]
    start, end = mention.mark.start, mention.mark.end
    j = bisect_right(dates, start, key=_END) - 1
    if j >= 0 and dates[j].end >= max(mentions[k - 1].mark.end if k else 0, start - _REACH):
        gap, before = content[dates[j].end : start], dates[j].get("date")
        if gap in _BRACKETS:  # "of 25 August 2010 (S/PRST/2010/16)"
            mention.printed = before
            return
    else:
        gap = before = ""
    i, last = bisect_left(dates, end, key=_START), mentions[k + 1].mark.start if k + 1 < len(mentions) else len(content)
    if i < len(dates) and dates[i].start <= min(last, end + _REACH):
        words = _between(content[end : dates[i].start], language)
        if words and words[-1] in ("dated", "shared"):  # "61/3 of 18 June 2007"
            mention.printed = dates[i].get("date")
            if "shared" in words:  # "61/3 and 61/4, both of 18 June 2007"
                _share(mentions, k, mention.printed)
            return
    if before and language.citations.noun_last:
        _date_before_noun(mention, before, gap, language)


def _date_before_noun(mention: Mention, date: str, gap: str, language: Language) -> None:
    """The date in "2018年5月14日安理会主席声明(S/PRST/2018/10)", where nouns come last."""
    named = gap.endswith("(") and len(gap) <= 14 and gap[:-1].isalpha()
    near = named or _leading(gap, language)
    if near or leads_to_title(fold(gap).content, language):
        mention.printed, mention.remote = date, not near


def _can_be_of(symbol: Symbol, date: str) -> bool:
    """True if a text can be of a date that is printed for another: nothing else is known of its day."""
    return fits(symbol, date) and day_of(symbol) in ("", date)


def _distribute(mentions: list[Mention], content: str, dates: Sequence[Mark], context: Context) -> None:
    """As many dates after a list as it has members: one for each ("54/4 and 55/4 of 5 and 8 December 2000")."""
    for members in _lists(mentions):
        own = _dates_after(members[-1], len(members), content, dates, context.language)
        if context.language.citations.noun_last and not own:
            own = _dates_before(members[0], len(members), content, dates, context.language)
        if len(own) == len(members):
            for one, printed in zip(members, own, strict=True):
                one.printed = printed


def _lists(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The mentions that are joined to each other, two at least."""
    members: list[Mention] = []
    for mention in mentions:
        if members and not mention.joined:
            if len(members) > 1:
                yield members
            members = []
        members.append(mention)
    if len(members) > 1:
        yield members


def _dates_after(last: Mention, count: int, content: str, dates: Sequence[Mark], language: Language) -> list[str]:
    """The dates in a row right after a list, up to one more than `count`: "of 5 and 8 December 2000"."""
    joint = lexicon(language, "join", "dated", "of")
    end, found = last.mark.end, list[str]()
    for date in dates[bisect_left(dates, end, key=_START) :]:
        gap = fold(content[end : date.start]).content
        words = joint.cover(gap, 0, len(gap), " ,،") if found else _between(gap, language)
        if words is None or len(gap) > _REACH or len(found) > count:
            break
        found.append(date.get("date"))
        end = date.end
    return found


def _dates_before(first: Mention, count: int, content: str, dates: Sequence[Mark], language: Language) -> list[str]:
    """The dates in a row right before a list, where dates come first, if as many: "1日和2日通过的第5号和第6号"."""
    joint, found, start = lexicon(language, "join"), list[str](), first.mark.start
    for date in reversed(dates[: bisect_left(dates, start, key=_START)]):
        gap = fold(content[date.end : start]).content
        if not (joint.cover(gap, 0, len(gap)) is not None and gap if found else _leading(gap, language)):
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


def _settle(mention: Mention, context: Context) -> None:
    """Judge a mention, and where the source links it whether its words alone would have been judged alike."""
    if not mention.mark.get("linked"):
        mention.by_words = not mention.mark.get("via")
        return _judge(mention, context)
    alone = replace(mention, mark=mention.mark.with_attributes(linked=""))
    for one in (mention, alone):
        _judge(one, context)
    mention.by_words = _judged(mention) == _judged(alone)


def _judged(mention: Mention) -> tuple[object, ...]:
    return mention.symbols, mention.printed, mention.year, mention.reason, mention.contradicted


def _judge(mention: Mention, context: Context) -> None:
    """Leave the readings that the evidence allows, or say why there is none; of what decides the first has its way."""
    linked = parse_symbol(mention.mark.get("linked"))
    if linked and _is_told_by_link(mention, linked):
        mention.symbols, mention.reason = (linked,), ""  # 145 of 190 citations of a report, whose tables link them
    if not mention.reason:
        _by_years(mention, context)
    if mention.reason:
        return
    if linked in mention.symbols:  # the source links the words to one of the readings, whatever date is printed
        mention.symbols = (linked,)
        if not fits(linked, mention.printed):
            mention.contradicted, mention.printed = mention.printed, ""
    elif mention.printed:
        _by_printed_date(mention)
    elif mention.mark.get("basis") == "weak":  # words that name neither a noun nor an organ say nothing without a date
        mention.reason = "weak"
    elif len(mention.symbols) > 1:
        known = tuple(s for s in mention.symbols if s.printed in context.catalogue)
        if len(known) == 1:
            mention.symbols = known
        elif len({_order(mention, s) for s in mention.symbols}) == 1:  # in one order: the likeliest organ
            mention.symbols = mention.symbols[:1]


def _is_told_by_link(mention: Mention, linked: Symbol) -> bool:
    """Whether words without a date that name no organ, or none that is known, end as the number that they link to."""
    vague = mention.mark.get("basis") == "weak" or mention.reason == "unknown"
    return vague and not mention.printed and _ends_with(linked, mention.content)


def _by_years(mention: Mention, context: Context) -> None:
    """The readings of the year in "67/195 (2012)", where it is one, and those that are no later than the document.

    Where only a printed date could bear a reading out and there is none, it is a text without an address.
    """
    if _are_of_no_year(mention.symbols, context):
        mention.reason = "contradicted" if any(map(_may_be_misprinted, mention.symbols)) else "weak"
        return
    if mention.year:
        of_year = tuple(s for s in mention.symbols if s.adopted and s.session and fits(s, mention.year))
        mention.symbols, mention.year = of_year or mention.symbols, mention.year if of_year else ""
    if not mention.symbols and not mention.printed:
        mention.reason = "foreign"
    elif context.date and not mention.printed:
        there = tuple(s for s in mention.symbols if max(span(s)[0], day_of(s)) <= context.date)
        mention.symbols, mention.reason = there or mention.symbols, "" if there else "later"


def _are_of_no_year(symbols: Sequence[Symbol], context: Context) -> bool:
    """Whether there are readings, and of all of them no text of that year has the number, as far as is known."""
    return bool(symbols) and all(years_against(s) and s.printed not in context.catalogue for s in symbols)


def _may_be_misprinted(symbol: Symbol) -> bool:
    """Whether a number has as many figures as those of its year, which "general comment No. 15 (2002)" has not: two of
    nine numbers that no text of their year has, in 1,165 published texts.
    """
    return len(identity_of(symbol).number) in figures_of_running(symbol.actor, str(symbol.year))


def years_against(symbol: Symbol) -> str:
    """The years that a text can be of by its number, where the one that it has is none of them: "967 (1985)"."""
    number = identity_of(symbol).number
    counted = symbol.actor in citing().through and symbol.number_iri == f"{number}-{symbol.year}"  # no statement is
    if not counted or not number.isdecimal():
        return ""
    first, last = years_of_running(symbol.actor, int(number))
    # after the last text on record nothing is known
    fitting = first <= str(symbol.year) <= (last or "9999") or str(symbol.year) > last_year(symbol.actor)
    return "" if fitting else " to ".join(dict.fromkeys(filter(None, (first, last))))


def _by_printed_date(mention: Mention) -> None:
    """The readings that the printed date allows; where it allows none, words that leave no doubt stand against it."""
    fitting = [s for s in (*mention.symbols, *mention.dated) if fits(s, mention.printed)]
    if len(fitting) > 1:
        fitting.sort(key=lambda s: day_of(s) != mention.printed)  # the catalogue has the very day
    if fitting:
        first = fitting[0]
        turned = [s for s in fitting[1:] if day_of(first) != mention.printed and _halves(s) == _halves(first)[::-1]]
        mention.symbols = (first, *turned[:1])
    elif mention.mark.get("basis") in ("organ", "own", "symbol") and len(mention.symbols) == 1:
        if not _carries_year(mention) or _misprinted(mention.symbols[0], mention.printed):
            mention.contradicted = mention.printed
        mention.printed = ""
    elif mention.mark.get("abroad"):
        # an organ without addresses was named last ("by the Commission at its session, of resolution 72/7 of 19 May
        # 2016"): 3 of 3 numbers with such a date in 213 files of years and drafts; so it is no text of an organ here
        # whose day could be another
        mention.symbols, mention.reason = (), "foreign"
    elif near := [s for s in (*mention.symbols, *mention.dated) if _misprinted(s, mention.printed)]:
        mention.symbols = (near[0], *(s for s in mention.symbols if s != near[0]))  # what the date is a misprint of
        mention.reason = "contradicted"
    else:
        mention.reason = "foreign"


def _carries_year(mention: Mention) -> bool:
    """True for "1591 (2005)": a date of quite another year beside it is that of something else."""
    symbol = mention.symbols[0]
    return bool(symbol.year) and f"({symbol.year})" in fold(mention.content).content


_OFF = 2  # years between a session and a misprinted date, at most


def _misprinted(symbol: Symbol, date: str) -> bool:
    """True if a number or the date that is printed with it may be a misprint; else it is that of another organ's text.

    The date lies two years off the session of the number at most, or only its year is wrong, or a text whose number is
    one digit away was adopted on it.  Of 53 contradictions in 1,165 published texts 37 are numbers of commissions and
    of conferences of parties.
    """
    first, last = span(symbol)
    near = bool(first) and int(first[:4]) - _OFF <= int(date[:4]) <= int(last[:4]) + _OFF
    if near or day_of(symbol)[4:] == date[4:] != "":
        return True
    printed = symbol.printed
    digits = [i for i, c in enumerate(printed) if c.isdecimal()]
    others = (parse_symbol(f"{printed[:i]}{other}{printed[i + 1 :]}") for i in digits for other in "0123456789")
    return any(other is not None and day_of(other) == date for other in others)


def _ends_with(linked: Symbol, words: str) -> bool:
    """True if a symbol ends with what is printed for it, from a slash on: "31/29" and "PRST/35/1" of their organ's."""
    printed, whole = ("".join(fold(text).content.split()).casefold() for text in (words, linked.printed))
    return whole.endswith(f"/{printed}")


def _akin(printed: Symbol, linked: Symbol) -> bool:
    """True if a link leads to what is printed: that, a part of it, what it is a part of, or one of its two symbols."""
    if printed.adopted and linked.adopted:
        digits = re.compile(r"[0-9]+")
        numbers = digits.findall(printed.number) == digits.findall(linked.number)
        return numbers and (printed.actor, printed.session) == (linked.actor, linked.session)
    both = ((s.aliases or (s.printed,)) for s in (printed, linked))
    ours, theirs = (["".join(alias.split()) for alias in aliases] for aliases in both)
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
    """Settle what the words leave open by its neighbours, then by the rest of the file."""
    vague = [m for m in mentions if not m.reason and m.mark.get("basis") in _VAGUE and (not m.printed or not m.symbol)]
    if vague:
        settled = _Settled(mentions, context)
        for mention in vague:
            settled.settle(mention)
    for one, two in pairwise(mentions):  # "46/232, 51/241 and 72/254 of 24 December 2017"
        if two.joined:
            _lend_organ(one, two)
    for later, earlier in pairwise(reversed(mentions)):
        if later.joined:
            _lend_organ(later, earlier)


class _Settled:
    """What the settled mentions of a document bear witness to: the order of its numbers, and each number's meaning.

    Digits of two kinds are written in two directions ("7/20" beside "٣٦/٥١", which is 51/36): each is a witness for
    its own kind only.
    """

    def __init__(self, mentions: Sequence[Mention], context: Context) -> None:
        self._near: dict[tuple[int, bool], set[bool]] = {}  # the orders in a text, by its digits
        self._everywhere: dict[bool, set[bool]] = {True: set(), False: set()}
        self._known: dict[str, Symbol] = {}  # what a printed number means
        if (own := own_order(context)) is not None:
            self._everywhere[_european(context.number)].add(own)
        for mention in mentions:
            symbol, basis = mention.symbol, mention.mark.get("basis")
            if symbol is None or basis == "symbol":
                continue
            # 2019/6 is not written in digits' order
            order = _order(mention, symbol) if mention.printed and symbol.session else None
            if order is not None:
                kind = _european(mention.content)
                self._near.setdefault((mention.text, kind), set()).add(order)
                self._everywhere[kind].add(order)
            if mention.printed or basis == "organ":
                self._known.setdefault(fold(mention.content).content, symbol)

    def settle(self, mention: Mention) -> None:
        """Settle a mention by the same number elsewhere, else by the one order of its neighbours or of the file."""
        kind = _european(mention.content)
        orders = self._near.get((mention.text, kind)) or self._everywhere[kind]
        if same := self._known.get(fold(mention.content).content):
            mention.symbols = (same,)
        elif len(mention.symbols) > 1 and len(orders) == 1:
            kept = tuple(s for s in mention.symbols if _order(mention, s) in (*orders, None))
            mention.symbols = kept[:1] or mention.symbols
        if len(mention.symbols) > 1:
            mention.reason = "ambiguous"


def _lend_organ(one: Mention, two: Mention) -> None:
    """Give a number whose words are too weak the organ of its neighbour in a list, if that leaves one reading."""
    if two.reason == "weak" and one.symbol and one.text == two.text and one.symbol.session:
        alike = tuple(s for s in two.symbols if (s.actor, s.kind) == (one.symbol.actor, one.symbol.kind))
        if len(alike) == 1:
            two.symbols, two.reason = alike, ""


def _european(printed: str) -> bool:
    """True if a number is printed in the digits 0 to 9."""
    return not _FIGURES.isdisjoint(printed)


def own_order(context: Context) -> bool | None:
    """The order in which the document prints its own number: True for session first, None if it does not show."""
    halves: list[str] = re.compile(r"[0-9]+").findall(fold(context.number).content)
    session = re.compile(r"[^0-9]").sub("", context.session)
    if len(halves) != 2 or not session or halves[0] == halves[1]:
        return None
    if session not in halves:
        return None
    return halves[0] == session
