"""The language of a text, by script and then by stop words.

>>> detect_language("The Assembly requests the Secretary-General to report to it on the matter.").code
'eng'
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from msgspec import Struct

from akn.languages import heads

# runs of letters of each script; digits, punctuation and Latin symbols in other scripts say little
_SCRIPTS = {
    "Arabic": "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+",
    "Han": "[\u3400-\u9fff]+",
    "Cyrillic": "[\u0400-\u052f]+",
    "Latin": "[A-Za-z\u00c0-\u024f]+",
}
# the first bytes of their letters in UTF-16: a quick look tells which scripts can occur at all
_FIRST_BYTES = {
    "Arabic": b"\x06\x07\xfb\xfc\xfd\xfe",
    "Han": bytes(range(0x34, 0xA0)),
    "Cyrillic": b"\x04\x05",
    "Latin": b"\x00\x01\x02",
}
# a Chinese character says about as much as three letters do elsewhere
_WEIGHT = {"Han": 3.0}
_SAMPLE = 2000
_word = re.compile(r"[^\W\d_]+")


class Detection(Struct, frozen=True):
    """The likeliest language (empty if there is nothing to judge by), its share of the evidence, and the second."""

    code: str
    share: float
    second: str


def detect_language(text: str) -> Detection:
    """The language that most of the text is in, judged by a sample of it."""
    sample = _sample(text)
    weights = dict.fromkeys(_SCRIPTS, 0.0)
    for name in _occurring(sample):
        weights[name] = sum(map(len, _letters(name).findall(sample))) * _WEIGHT.get(name, 1.0)
    total = sum(weights.values())
    if not total:
        return Detection("", 0.0, "")
    scores: dict[str, float] = {}
    for script, weight in weights.items():
        if weight:
            for code, share in _shares(script, sample).items():
                scores[code] = weight / total * share
    ranked = sorted(scores, key=lambda c: (-scores[c], c))
    if not ranked:
        return Detection("", 0.0, "")
    return Detection(ranked[0], round(scores[ranked[0]], 3), ranked[1] if len(ranked) > 1 else "")


@cache
def _letters(script: str) -> re.Pattern[str]:
    return re.compile(_SCRIPTS[script])


def _occurring(sample: str) -> list[str]:
    """The scripts that can have letters in a text, with a few others perhaps."""
    first = sample.encode("utf-16-be", "surrogatepass")[::2]
    return [name for name, those in _FIRST_BYTES.items() if len(first.translate(None, those)) < len(first)]


def _sample(text: str) -> str:
    """Three slices from the body of a long text: covers carry lines in English, ends carry notes."""
    if len(text) <= 4 * _SAMPLE:
        return text
    starts = (len(text) // 10, len(text) * 4 // 10, len(text) * 7 // 10)
    return "\n".join(text[s : s + _SAMPLE] for s in starts)


def _shares(script: str, sample: str) -> dict[str, float]:
    """How the languages of one script share its letters, by their stop words; alike if none occurs."""
    candidates = _stop_words().get(script, {})
    if len(candidates) < 2:
        return dict.fromkeys(candidates, 1.0)
    counts = Counter(_word.findall(sample.lower()))
    hits = {code: sum([counts[word] for word in stop & counts.keys()]) for code, stop in candidates.items()}
    total = sum(hits.values())
    return {code: (n / total if total else 1 / len(candidates)) for code, n in hits.items()}


@cache
def _stop_words() -> dict[str, dict[str, frozenset[str]]]:
    table: dict[str, dict[str, frozenset[str]]] = {}
    for head in heads():
        table.setdefault(head.script, {})[head.code] = frozenset(head.stop_words)
    return table
