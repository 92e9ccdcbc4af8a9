"""What remarks are known by once somebody has seen them, and which of them are new after a correction."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from akn.diagnostics import Diagnostic
from akn.patterns import lazy_pattern
from akn.xml.uri import is_day
from converters.view.page import remarks

_COUNTED = frozenset({"count", "markers", "kinds", "share", "linked"})
"""Details that change with whatever else is noticed of the same kind, or with where a link leads."""


def remark_key(d: Diagnostic) -> str:
    """What a remark on one place is known by when it was seen: what it says, and of what."""
    return _short(f"{d.code.code} {d.position.eid} {d.message}")


def _lasting_key(d: Diagnostic) -> str:
    """The same by the words that it speaks of: what is known of a cited text may be said otherwise tomorrow, and once
    of the paragraph, once of the link in it.
    """
    return _key_at(d, _LINK.sub("", d.position.eid))


def _key_at(d: Diagnostic, eid: str) -> str:
    words = dict(d.details)
    about = words.get("text") or words.get("words")
    return _short(f"{d.code.code} {eid} “{about}”") if about and eid else remark_key(d)


_LINK = lazy_pattern(r"__[mr]?ref_[0-9]+$")


def place_keys(d: Diagnostic) -> list[str]:
    """What each place of a remark is known by when it was seen."""
    return [_lasting_key(one) for one in d.each()]


def seen_places(d: Diagnostic, ticked: frozenset[str]) -> list[bool]:
    """Which places of a remark were ticked off, by themselves or with all others."""
    if remark_key(d) in ticked:
        return [True for _ in d.each()]
    known = ((_lasting_key(one), _key_at(one, one.position.eid), remark_key(one)) for one in d.each())
    return [not ticked.isdisjoint(keys) for keys in known]  # the first is what a tick is kept by now


def unseen(found: Sequence[Diagnostic], ticked: Iterable[str]) -> list[Diagnostic]:
    """The remarks of which a place was not ticked off."""
    done = frozenset(ticked)
    return [d for d in remarks(found) if not all(seen_places(d, done))]


def keys_at(found: Sequence[Diagnostic], eid: str, printed: str) -> Iterator[str]:
    """What the remarks on some printed words of a place are known by: one cause may be a remark and a difference."""
    numbers = frozenset(_NUMBER.findall(printed))
    for d in remarks(found):
        for one in d.each():
            said = [value for name, value in one.details if name not in _COUNTED]
            place = one.position.eid  # that of the unit, or of the citation in it
            if eid in (place, place.rpartition("__")[0]) and any(_is_in(value, printed, numbers) for value in said):
                yield _lasting_key(one)


_NUMBER = lazy_pattern(r"[0-9]+")


def _is_in(value: str, printed: str, numbers: frozenset[str]) -> bool:
    """True for what a remark says of words that a language prints: the words, or the day that they say."""
    if is_day(value):
        year, _, day = value.split("-")
        return {year, str(int(day))} <= numbers
    return bool(numbers) and bool(value) and (value in printed or printed in value)


def new_remarks(before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The places of which something is remarked that was not remarked before, wherever and among how many it stands
    now.
    """
    known = Counter(_cause(one) for d in before for one in d.each())
    for d in after:
        for one in d.each():
            cause = _cause(one)
            if known[cause]:
                known[cause] -= 1
            else:
                yield one


def _cause(d: Diagnostic) -> tuple[str, ...]:
    told = (f"{name} {value}" for name, value in d.details if name not in _COUNTED)
    return (d.code.code, d.rule, *told)


def _short(told: str) -> str:
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
