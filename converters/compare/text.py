"""A comparison as lines for a terminal: what changed, in order, unit by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import fill

from akn.compare.comparison import Compared, Comparison, PairKind
from akn.compare.naming import name_of

_SIGNS: dict[PairKind, str] = {
    "same": " ", "renumbered": " ", "changed": "~", "moved": ">", "split": "/", "merged": "\\", "added": "+",
    "removed": "-",
}  # fmt: skip
_KEPT = 70  # characters of unchanged words before and after a change
_WIDTH = 110


def as_text(comparison: Comparison, old: str, new: str, *, everything: bool = False) -> str:
    """The comparison of two documents called `old` and `new`; units that say the same only if `everything`.

    Words that are gone stand in [- -], new words in {+ +}, as in the word diff of version control.
    """
    counts = Counter(p.kind for p in comparison.pairs)
    lines = [f"--- {old}", f"+++ {new}", ", ".join(f"{counts[kind]} {kind}" for kind in _SIGNS if counts[kind]), ""]
    for p in comparison.pairs:
        if everything or p.kind not in ("same", "renumbered"):
            lines += _unit(comparison, p)
    return "\n".join(lines).rstrip() + "\n"


def _unit(comparison: Comparison, p: Compared) -> Iterator[str]:
    before = name_of(comparison.old_units, p.old) if p.old >= 0 else ""
    after = name_of(comparison.new_units, p.new) if p.new >= 0 else ""
    place = f"{before} → {after}" if before and after and before != after else after or before
    told = ", ".join(c.shown() for c in p.changes if c.kind != "paragraph")
    yield f"{_SIGNS[p.kind]} {place}: {p.kind}{f' ({told})' if told else ''}"
    said = _said(comparison, p)
    if said:
        yield fill(said, _WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False)
    yield ""


def _said(comparison: Comparison, p: Compared) -> str:
    if p.words:
        return "".join(_piece(sign, text) for sign, text in p.words)
    if p.kind in ("split", "merged"):
        return ""
    unit = comparison.new_units[p.new] if p.new >= 0 else comparison.old_units[p.old]
    text = unit.text.content.strip()
    return {"added": f"{{+{text}+}}", "removed": f"[-{text}-]"}.get(p.kind) or _piece("=", text)


def _piece(sign: str, text: str) -> str:
    if sign == "=":
        return text if len(text) < 3 * _KEPT else f"{text[:_KEPT]} … {text[-_KEPT:]}"
    space = text[: len(text) - len(text.lstrip())]
    return f"{space}[-{text.strip()}-]" if sign == "-" else f"{space}{{+{text.strip()}+}}"
