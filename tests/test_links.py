"""The pages lead somewhere: every relative link of the documentation is the name of a file."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# what only the build of the site writes, so a fresh clone has none of it
_MADE = {ROOT / "docs" / name for name in runpy.run_path(str(ROOT / "docs/build.py"))["MADE"]}
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    for target in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8"))):
        if "://" not in target and not target.startswith(("#", "mailto:")):
            path = (page.parent / target.partition("#")[0]).resolve()
            assert path.is_file() or path.is_dir() or path in _MADE, f"{page.name}: {target}"


def test_what_is_installed_in_a_shell_is_installed_in_powershell_too() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shell, powershell = re.findall(r"pip install (\S+)$", readme, re.MULTILINE)[:2]
    assert shell == powershell
    beside = readme.partition("```powershell\n")[2].partition("```")[0]
    assert "py -m venv .venv" in beside
    assert powershell in beside


def test_nights_and_images_are_described_for_whoever_runs_them() -> None:
    page = (ROOT / "docs/how-to/operator.md").read_text(encoding="utf-8")
    assert [head for head in ("cron", "A systemd timer", "Containers") if f"\n## {head}\n" not in page] == []
    (line,) = re.findall(r"^ +\d+ \d+ \* \* \* (.*)$", page, re.MULTILINE)
    assert not re.search(r"(?<!\\)%", line), "an unescaped % ends a command of cron"
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (base,) = re.findall(r"^ARG BASE=(\S+)$", image, re.MULTILINE)
    assert re.fullmatch(r"[\w/.-]+:[\w.-]*\d[\w.-]*", base)
    assert not base.endswith(":latest")
    assert "LABEL org.opencontainers.image.title" in image
    assert "none was built" in " ".join(page.split())


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
