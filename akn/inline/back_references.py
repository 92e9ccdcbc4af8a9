"""Words that point back: "Ibid." at the head of a note, "the same resolution".

What they mean depends on what was cited before; `akn.inline.resolve` sees that.  Marked REF with `back`: ibid, same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from akn.inline.context import Context, Seen
from akn.inline.lexicon import variants
from akn.inline.words import lexicon
from akn.languages.fold import fold
from akn.languages.shape import Language, forms
from akn.text import Kind, Mark, mark
from akn.walk import Place

_HEAD = 24
"""Before "Ibid." there is at most a word like "See"."""


def find(seen: Seen, context: Context) -> Iterator[Mark]:
    """References back in one text; "Ibid." only where a note begins with it."""
    content = seen.content
    if context.place is Place.NOTE:
        for form in _ibid(context.language):
            at = content.find(form, 0, _HEAD + len(form))
            if at >= 0 and lexicon(context.language, "see").cover(content, 0, at) is not None:
                yield mark(at, at + len(form), Kind.REF, back="ibid")
                break
    for form in _same(context.language):
        at = content.find(form)
        while at >= 0:
            if not content[at - 1 : at].isalpha() or not context.language.spaced:
                yield mark(at, at + len(form), Kind.REF, back="same")
            at = content.find(form, at + len(form))


@cache
def _ibid(language: Language) -> tuple[str, ...]:
    found = {fold(form).content for many in language.citations.ibid for form in forms(many)}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


@cache
def _same(language: Language) -> tuple[str, ...]:
    found = {v for many in language.citations.same for form in forms(many) for v in variants(form)}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))
