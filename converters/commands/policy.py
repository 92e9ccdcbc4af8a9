"""How many inputs of a run may fail before the run as a whole does."""

from __future__ import annotations

import argparse
from typing import NamedTuple


class Allowed(NamedTuple):
    """How many inputs may fail before the run as a whole does.

    >>> Allowed.parse("2%").holds(failed=3, total=200), Allowed.parse("2").holds(failed=3, total=200)
    (True, False)
    """

    number: float = 0.0
    percent: bool = False

    @staticmethod
    def parse(text: str) -> Allowed:
        """The value of `--max-failed`, a number or a share (`20`, `0.5%`); raises ArgumentTypeError."""
        digits = text.strip().removesuffix("%")
        percent = digits != text.strip()
        try:
            number = float(digits) if percent else int(digits)
        except ValueError:
            number = -1
        if not number >= 0 or (percent and number > 100):
            raise argparse.ArgumentTypeError(f"{text!r} is neither a number of inputs (20) nor a share of them (0.5%)")
        return Allowed(number, percent)

    def holds(self, failed: int, total: int) -> bool:
        """True if so many failures, of so many inputs, are few enough."""
        return failed * 100 <= self.number * total if self.percent else failed <= self.number
