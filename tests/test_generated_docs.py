"""The pages that are written from tables say what the tables say."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import akn
import akn_library
import converters
from akn.diagnostics import Code
from akn.rules import rules
from converters.commands import COMMANDS

DOCS = Path(__file__).parent.parent / "docs"


def _build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", DOCS / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["actions.md", "addressees.md", "codes.md", "profile.md"])
def test_a_generated_page_is_up_to_date(name: str) -> None:
    page = _build().PAGES[name]().rstrip("\n") + "\n"
    assert (DOCS / name).read_text(encoding="utf-8") == page, "run python docs/build.py"


def test_every_code_and_every_rule_is_on_its_page() -> None:
    codes, table = _build().codes_page(), _build().profile_page()
    assert [code.code for code in Code if f"| {code.code} |" not in codes] == []
    assert [rule.number for rule in rules() if f"</a>{rule.number} |" not in table] == []


def test_every_command_and_every_public_name_is_in_the_reference() -> None:
    build = _build()
    commands, python = build.commands_page(), build.python_page()
    assert [name for name in COMMANDS if f"## akn {name}\n" not in commands] == []
    assert "### akn library cited-by\n" in commands
    assert "| `--links docs\\|relative\\|akn\\|none` | where citations lead" in commands
    assert [
        name for name in (*akn._HOME, *converters._HOME, *akn_library._HOME) if f".{name}\n" not in f"{python}\n"
    ] == []


def test_codes_are_never_given_twice() -> None:
    given = [code.code for code in Code]
    assert len(given) == len(set(given)) > 40
    assert len(list(Code)) == len(Code.__members__), "two names for one code"


def test_every_place_of_the_profile_that_the_code_cites_is_on_its_page() -> None:
    """A citation whose source cannot be opened is no source."""
    page = (DOCS / "profile.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^#{2,3} (\d(?:\.\d)?)", page, re.MULTILINE))
    numbers = {number.upper() for number in re.findall(r'<a id="(r-\d{3})">', page)}
    missing = []
    for path in [*(DOCS.parent / "akn").rglob("*.py"), *(DOCS.parent / "converters").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        cited = re.findall(r"[Pp]rofile (?:section )?(\d(?:\.\d)?)", text)
        missing += [(path.name, section) for section in cited if section not in sections]
        missing += [(path.name, rule) for rule in re.findall(r"\bR-\d{3}\b", text) if rule not in numbers]
    assert not missing
