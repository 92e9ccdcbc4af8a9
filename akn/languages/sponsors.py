"""The lines that announce a draft: "Brazil and Fiji: draft resolution", "Draft decision submitted by the Chair"."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from akn.languages.shape import Language
from akn.languages.templates import parse, source
from akn.languages.view import View, plain, shown, view
from akn.patterns import holds_any, least, one_of

_SIZE = 5000  # characters, at most: all Member States in the longest of the languages
_SIGNS = " \u00a0*†‡§,،;.\n\t"
_SLOTS = frozenset({"kind", "sponsors", "rest"})


class Sponsors(Struct, frozen=True):
    """What a line says: the kind of text that is proposed (`statement/@name`), where that and each sponsor stand; there
    is none where the line is nothing but the kind ("Draft resolution" above its title).
    """

    kind: str
    word: tuple[int, int]
    names: tuple[tuple[int, int], ...]


def match_sponsors(text: str, language: Language) -> Sponsors | None:
    """What is proposed and by whom, if the line says so; None if it does not.  A line that is nothing but the kind of
    text names nobody.

    >>> from akn.languages import load
    >>> match_sponsors("Brazil, Fiji* and Kenya: draft resolution", load("eng"))
    Sponsors(kind='resolutionDraft', word=(25, 41), names=((0, 6), (8, 12), (18, 23)))
    """
    if len(text) > _SIZE or not holds_any((seen := view(language, text)).content, _words(language)):
        return None
    listing, submitted, alone = _patterns(language)
    names: tuple[tuple[int, int], ...] = ()
    if m := listing.fullmatch(seen.content):
        names = names_in(seen, m.start("sponsors"), m.end("sponsors"), language)
    elif m := next(filter(None, (p.fullmatch(seen.content) for p in submitted)), None):
        start, end = m.span("sponsors")
        names = ((seen.start(start), seen.end(end)),)
    elif not (m := alone.fullmatch(seen.content)) or m["amendment"]:  # "Amendments" heads all kinds of things
        return None
    if not names and m.re is not alone:
        return None
    kind = next(k for k in ("resolutionDraft", "decisionDraft", "amendment") if m[k])
    return Sponsors(kind, (seen.start(m.start(kind)), seen.end(m.end(kind))), names)


def match_more(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Where the names of further sponsors stand in a note that names them ("Additional sponsors: Fiji and Kenya")."""
    seen = view(language, text)
    patterns = (re.compile(_template(t, language)) for t in language.drafts.more)
    found = next(filter(None, (p.fullmatch(seen.content) for p in patterns)), None) if len(text) <= _SIZE else None
    return names_in(seen, *found.span("sponsors"), language) if found else ()


def names_in(seen: View, start: int, end: int, language: Language) -> tuple[tuple[int, int], ...]:
    """The names of a list, where they stand in the text: parted by commas and by the word for "and".

    Brackets stay with their name, and so does that word where it belongs to one ("Trinidad and Tobago").
    """
    content = seen.content[start:end]
    joints, whole = _joints(language), _whole(language)
    held = {i for m in whole.finditer(content) for i in range(m.start(), m.end())}
    found: list[tuple[int, int]] = []
    at = 0
    cuts = [m.span() for m in joints.finditer(content) if m.start() not in held and m.end() - 1 not in held]
    for a, b in [*cuts, (len(content), len(content))]:
        name = content[at:a]
        left = at + len(name) - len(name.lstrip(_SIGNS))
        right = at + len(name.rstrip(_SIGNS))
        if left < right:
            found.append((seen.start(start + left), seen.end(start + right)))
        at = b
    return tuple(found)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """A list of sponsors before the kind, the kind with who submitted it, the kind alone: each of whole lines."""
    listing = r"\A\s*+(?P<sponsors>[^:：]*[^:：\s])\s*[:：][\s*†‡]*" + _kinds(language)
    listing += r"(?(amendment)(?:.*l\.\d.*)?)[\s*†‡.\d()]*"
    whole = (rf"\A\s*+{_template(t, language)}[\s*†‡.\d]*" for t in language.drafts.submitted)
    return re.compile(listing), tuple(map(re.compile, whole)), re.compile(rf"\A\s*+{_kinds(language)}[\s*†‡]*")


@cache
def _words(language: Language) -> list[str]:
    """The words of all kinds, to pass over most lines at little cost."""
    return least(shown(language, (language.drafts.resolution, language.drafts.decision, language.drafts.amendment)))


def _kinds(language: Language) -> str:
    d = language.drafts
    kinds = {"resolutionDraft": d.resolution, "decisionDraft": d.decision, "amendment": d.amendment}
    return "(?:" + "|".join(f"(?P<{k}>{one_of(shown(language, [v]))})" for k, v in kinds.items()) + ")"


def _template(template: str, language: Language) -> str:
    """A template of `drafts` as a pattern for a view."""
    groups = {"kind": _kinds(language), "sponsors": "(?P<sponsors>.+?)", "rest": ".*?"}
    return source(parse(template, language, _SLOTS), groups.__getitem__)


@cache
def _joints(language: Language) -> re.Pattern[str]:
    """What parts the names of a list: a comma, the word for "and", both."""
    words = []
    for joint in language.drafts.joints:
        word = re.escape(plain(language, joint.rstrip("+")))
        after = r"(?=\w)" if joint[-1] == "+" else r"\s+"
        words.append(rf"\s+{word}{after}" if language.spaced else word)
    return re.compile(r"[,،、;；]" + "".join(f"|[,،、;；]?{word}" for word in words))


@cache
def _whole(language: Language) -> re.Pattern[str]:
    """What no list is parted in: brackets, and names that hold the word for "and"."""
    return re.compile(r"\([^()]*\)|" + "|".join(_template(w, language) for w in language.drafts.whole))
