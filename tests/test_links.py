"""The pages lead somewhere: every relative link of the documentation is the name of a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    for target in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in target and not target.startswith(("#", "mailto:")):
            path = page.parent / target.partition("#")[0]
            assert path.is_file() or path.is_dir(), f"{page.name}: {target}"


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("a comparison", "docs/comparing.md"),
        ("a table", "docs/how-to/analyst.md"),
        ("a table", "docs/mandates.md"),
    ],
)
def test_the_readme_leads_to_the_page_where_it_speaks_of_it(words: str, page: str) -> None:
    items = (ROOT / "README.md").read_text(encoding="utf-8").split("\n- ")
    (item,) = (item for item in items if item.startswith(f"**{words}**"))
    assert page in _LINK.findall(item)
