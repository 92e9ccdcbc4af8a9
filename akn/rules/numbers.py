"""Numbers in text, whatever their script."""

from __future__ import annotations

import re
import unicodedata

_RUN = re.compile(r"\d+")


def digit_groups(text: str) -> list[str]:
    """The numbers in a text in European digits, sorted: right-to-left print turns "67/195" round.

    >>> digit_groups("٦٧/١٩٥") == digit_groups("195/67")
    True
    """
    return sorted(european(run) for run in _RUN.findall(text))


def european(digits: str) -> str:
    """A run of digits of any script in 0 to 9, without leading zeros.

    >>> european("٠٧")
    '7'
    """
    plain = digits if digits.isascii() else "".join(str(unicodedata.decimal(c)) for c in digits)
    return plain.lstrip("0") or "0"
