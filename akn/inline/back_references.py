"""Words that point back: "Ibid." at the head of a note, "the same resolution".

What they mean depends on what was cited before; `akn.inline.resolve` sees that.  Marked REF with `back`: ibid, same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from akn.inline.context import Context, Seen
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
    for start, end, _ in lexicon(context.language, "same").find(content):
        if not content[end : end + 2].strip()[:1].isdigit():  # "reaffirming that resolution 2216 (2015) ..."
            yield mark(start, end, Kind.REF, back="same")


@cache
def _ibid(language: Language) -> tuple[str, ...]:
    found = {fold(form).content for many in language.citations.ibid for form in forms(many)}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))
