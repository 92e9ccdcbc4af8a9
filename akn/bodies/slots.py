"""The placeholders of the templates of symbols, as body files write them."""

from __future__ import annotations

SLOTS = {
    "session": r"(?:E?S-)?[0-9]{1,3}",
    "number": r"[0-9]{1,3}",
    "running": r"[0-9]{1,4}",
    "year": r"(?:19[4-9][0-9]|20[0-9]{2})",
    "roman": r"(?:E?S-)?[IVXLC]{1,9}",
}
"""The placeholders of templates, but for `{part?}`."""
