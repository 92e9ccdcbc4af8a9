"""The links of pages that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import unquote


def dead(pages: Mapping[str, str]) -> list[tuple[str, str]]:
    """The links of pages to each other and into themselves that lead nowhere: the page, the address."""
    ids = {name: set(_ids(page)) for name, page in pages.items()}
    found = []
    for name, page in pages.items():
        for href in sorted({unescape(h) for h in re.findall(r'<[^<>]* href="([^"]*)"', page)}):
            path, _, fragment = href.partition("#")
            if re.match(r"[a-z]+:", path):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
            if target not in pages or (fragment and unquote(fragment) not in ids[target]):
                found.append((name, href))
    return found


def _ids(page: str) -> list[str]:
    return [unescape(i) for i in re.findall(r'<[^>]* id="([^"]*)"', page)]
