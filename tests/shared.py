"""Where the folder of published documents is that some tests measure against; absent on most machines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_HERE = Path(__file__).resolve().parent.parent
_FOUND = Path(os.environ.get("AKN_SHARED", _HERE.parent / "shared"))

SHARED: Path | None = _FOUND if (_FOUND / "corpus").is_dir() else None

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="the folder of published documents is not here (set AKN_SHARED to its path)"
)
