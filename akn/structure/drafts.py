"""The line of a draft that names its sponsors: "Brazil, Fiji and Kenya: draft resolution"."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from akn import bodies
from akn.languages.fold import fold
from akn.languages.shape import Language, forms


class Sponsors(Struct, frozen=True):
    """Where the sponsors stand in a line, and the kind of text that they propose (`statement/@name`)."""

    start: int
    end: int
    kind: str


def match_sponsors(text: str, language: Language) -> Sponsors | None:
    """The sponsors that a line names before the word for a draft, None if it does not.

    >>> from akn.languages import load
    >>> match_sponsors("Brazil, Fiji* and Kenya: draft resolution", load("eng"))
    Sponsors(start=0, end=23, kind='resolutionDraft')
    """
    if ":" not in text and "：" not in text:
        return None
    seen = fold(text)
    m = _pattern(language).fullmatch(seen.content)
    if m is None:
        return None
    kind = "resolutionDraft" if m["resolution"] else "decisionDraft"
    return Sponsors(seen.origin(m.start("sponsors")), seen.end(m.end("sponsors")), kind)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    def words(field: str) -> str:
        found = [
            re.escape(fold(form).content)
            for body in bodies.all_bodies()
            for form in forms(getattr(body.grammar, field).get(language.code, ""))
        ]
        return "|".join(sorted(found, key=lambda f: (-len(f), f))) or "(?!)"

    return re.compile(
        rf"\s*(?P<sponsors>[^:：]*[^:：\s])\s*[:：]\s*"
        rf"(?:(?P<resolution>{words('drafts')})|{words('draft_decisions')})[\s*†.\d()]*",
        re.IGNORECASE,
    )
