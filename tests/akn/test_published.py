"""Published files are read like files of our own, whatever is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from akn import emit_xml, links, mandates, parse_blocks, read_xml
from akn.blocks import Block
from akn.catalogue import build_catalogue
from akn.compare.comparison import as_json, compare
from akn.diagnostics import Code
from akn.document import Document
from akn.published import is_published, understand_xml
from akn.text import Text
from akn.upgrade import upgrade_xml
from tests.converters.command import akn

PUBLISHED = (Path(__file__).parent / "upgrade" / "published.xml").read_bytes()
LATER = (
    PUBLISHED.replace(b"99-7", b"99-8")
    .replace(b"99/7", b"99/8")
    .replace(b"Requests</span> the Secretary-General:", b"Urges</span> the Secretary-General, by 31 March 2046:")
)


def test_number_and_symbol_come_from_the_address() -> None:
    metadata = read_xml(PUBLISHED).value.metadata
    assert (metadata.number, metadata.symbols) == ("99/7", ("A/RES/99/7",))


def test_a_file_of_ours_is_read_as_it_stands() -> None:
    once = understand_xml(PUBLISHED, "a.xml").value
    again = understand_xml(emit_xml(once), "a.xml")
    assert (again.value, again.diagnostics) == (once, ())


def test_a_declaration_of_ours_that_marks_no_action_is_not_upgraded() -> None:
    lines = ("A/RES/99/9", "Declaration on tides", "The General Assembly,", "We are of one mind.", "We are tidal.")
    document = parse_blocks([Block(Text(line)) for line in lines]).value
    assert not is_published(read_xml(emit_xml(document)).value)


def test_akn_of_another_organisation_is_left_as_it_is() -> None:
    act = PUBLISHED.replace(b"/akn/un/statement/deliberation/unga/", b"/akn/aq/act/").replace(
        b'href="ga"', b'href="#x"'
    )
    assert not is_published(read_xml(act).value)


def test_one_line_says_that_the_markup_was_upgraded() -> None:
    told = understand_xml(PUBLISHED, "a.xml").diagnostics
    assert [d.code for d in told if d.code.code[0] == "X"] == [Code.MARKUP_UPGRADED]


@pytest.mark.parametrize("view", [links, mandates])
def test_tables_of_published_and_upgraded_files_are_the_same(view: Callable[[Document], tuple[object, ...]]) -> None:
    rows = view(understand_xml(PUBLISHED).value)
    assert rows
    assert rows == view(read_xml(upgrade_xml(PUBLISHED).value).value)


def test_comparisons_of_published_and_upgraded_files_are_the_same() -> None:
    published = [understand_xml(data).value for data in (PUBLISHED, LATER)]
    upgraded = [read_xml(upgrade_xml(data).value).value for data in (PUBLISHED, LATER)]
    assert as_json(compare(*published)) == as_json(compare(*upgraded))
    assert {change.kind for pair in compare(*published).pairs for change in pair.changes} >= {"action", "due"}


def test_a_catalogue_takes_from_the_text_what_the_metadata_lack() -> None:
    bare = PUBLISHED.replace(b'<FRBRdate date="2044-12-09" name="adoption"/>', b"")
    assert bare != PUBLISHED
    assert build_catalogue([("a.xml", bare)]).value == {"A/RES/99/7": "2044-12-09"}


@pytest.mark.parametrize("command", ["diff", "series"])
def test_commands_see_what_a_published_file_cites_and_asks(command: str, tmp_path: Path) -> None:
    outputs = []
    for made in (lambda data: data, lambda data: upgrade_xml(data).value):
        for name, data in (("a.xml", PUBLISHED), ("b.xml", LATER)):
            (tmp_path / name).write_bytes(made(data))
        outputs.append(akn(command, "a.xml", "b.xml", cwd=tmp_path).stdout)
    assert outputs[0]
    assert outputs[0] == outputs[1]


def test_validate_judges_what_a_published_file_says_and_not_its_markup(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(PUBLISHED)
    assert akn("validate", "a.xml", cwd=tmp_path).returncode == 1
    done = akn("validate", "--upgrade", "a.xml", cwd=tmp_path)
    assert done.returncode == 0
    assert b"X217" in done.stdout
