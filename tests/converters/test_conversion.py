"""`convert`, `read_file` and `write_file`: any source in, bytes out, one root of exceptions."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import converters
from akn import read_xml, upgrade_xml, validate_xml
from akn.errors import AknError, MissingDependency, UnreadableInput, UsageError
from converters import Options, Status, convert, convert_many, read_file, write_file
from converters.formats import sniff, suffix_of
from tests.converters.command import RESOLUTION


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A resolution as a file."""
    path = tmp_path / "r.txt"
    path.write_text(RESOLUTION)
    return path


def test_a_path_bytes_and_a_stream_give_the_same_bytes(source: Path) -> None:
    expected = convert(source).output
    assert expected.startswith(b"<?xml")
    assert convert(str(source)).output == expected
    assert convert(RESOLUTION.encode(), name="r.txt").output == expected
    assert convert(io.BytesIO(RESOLUTION.encode()), name="r.txt").output == expected
    with source.open("rb") as file:
        assert convert(file).output == expected


def test_what_comes_out_is_told_with_its_document(source: Path) -> None:
    done = convert(source)
    assert (done.status, done.format) == (Status.CONVERTED, "xml")
    assert done.document is not None
    assert done.document.metadata.symbols == ("A/RES/99/12",)
    assert all(d.severity != "error" for d in done.diagnostics)
    assert done.document == read_file(source).value


def test_a_document_goes_to_a_file_and_comes_back_the_same(source: Path, tmp_path: Path) -> None:
    document = read_file(source).value
    target = tmp_path / "new/r.xml"
    write_file(document, target)
    assert read_file(target).value == document
    stream = io.BytesIO()
    write_file(document, stream)
    assert stream.getvalue() == target.read_bytes() == convert(source).output


def test_xml_comes_back_as_the_same_xml(source: Path) -> None:
    xml = convert(source).output
    assert convert(xml).output == xml


def test_what_validation_finds_names_the_output(source: Path) -> None:
    broken = convert(source).output.replace(b'name="resolution"', b'name="nonsense"')
    found = [d for d in convert(broken, name="r.xml").diagnostics if d.code.code.startswith("V")]
    assert found, "the profile knows no such kind"
    assert {d.position.source for d in found} == {"r.xml (XML)"}


def test_validation_can_be_left_out(source: Path) -> None:
    assert not [d for d in convert(source, options=Options(validate=False)).diagnostics if d.code.code.startswith("V")]


def test_an_empty_input_is_a_failure_with_a_diagnostic_and_no_output() -> None:
    done = convert(b"", name="empty.txt")
    assert (done.status, done.output, done.document) == (Status.FAILED, b"", None)
    assert [d.code.code for d in done.diagnostics] == ["R103"]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"to": "nonsense"}, UsageError),
        ({"from_": "nonsense"}, UsageError),
        ({"language": "xx"}, UsageError),
        ({"body": "nonsense"}, UsageError),
        ({"stop_after": "lunch"}, UsageError),
        ({"markup_date": "2044-1-1"}, UsageError),
        ({"catalogue": "no/such/file.tsv"}, UsageError),
        ({"from_": "docx"}, UnreadableInput),
    ],
)
def test_what_cannot_go_on_is_an_exception_of_one_root(
    source: Path, options: dict[str, str], error: type[AknError]
) -> None:
    with pytest.raises(error) as caught:
        convert(source, options=Options(**options))  # type: ignore[arg-type]
    assert isinstance(caught.value, AknError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_a_source_that_cannot_be_opened_is_an_exception_of_one_root(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableInput):
        convert(tmp_path / name)


@pytest.mark.parametrize("text", [RESOLUTION, RESOLUTION * 9, "Decides to meet", "See a.txt\nand b.txt", "a\0b"])
def test_a_text_that_was_taken_for_a_path_is_told_in_a_short_line(text: str) -> None:
    with pytest.raises(UnreadableInput, match="a text is given as bytes") as raised:
        convert(text)
    assert len(str(raised.value)) < 180
    assert "\n" not in str(raised.value)


def test_what_is_no_source_is_told_by_its_kind(source: Path) -> None:
    with pytest.raises(UsageError, match=r"not Document$"):
        convert(read_file(source).value)  # type: ignore[arg-type]


def test_options_that_no_input_could_satisfy_are_told_before_the_first_input(source: Path) -> None:
    with pytest.raises(UsageError):
        convert_many([source], options=Options(language="xx"))


def test_many_inputs_give_typed_outcomes_with_their_content(source: Path) -> None:
    (outcome,) = convert_many([source], jobs=1)
    assert isinstance(outcome, converters.Outcome)
    assert (outcome.source, outcome.status, outcome.ok) == (str(source), Status.CONVERTED, True)
    assert outcome.content == convert(source).output
    assert dict(outcome.counts)["operative"] == 2


def test_the_missing_extra_is_named(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from converters.batch.pool import dask_executor

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingDependency, match=r"pip install 'akn-un\[dask\]'"):
        dask_executor("tcp://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "fsspec", None)
    (outcome,) = convert_many(["memory://x/a.txt"], executor=None, jobs=1)
    assert "pip install 'akn-un[remote]'" in outcome.diagnostics[0].message


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"Recalling", "a.txt", "text"),
        (b"Recalling", "", "text"),
        (b"Recalling", "a.unknown", "text"),
        (b"PK\x03\x04", "a.txt", "docx"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><akomaNtoso/>", "a", "xml"),
        ("<?xml version='1.0'?><akomaNtoso/>".encode("utf-16"), "a", "xml"),
        (b"\n <akomaNtoso>", "a.txt", "xml"),
        (b"<!DOCTYPE html><p>", "a", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "a", "html"),
        (b"anything", "a.xml", "xml"),
        (b"{}", "a.docx", "docx"),
    ],
)
def test_the_first_bytes_and_else_the_suffix_tell_the_format(data: bytes, name: str, expected: str) -> None:
    assert sniff(data, name) == expected


def test_every_option_is_an_argument_of_the_command_line() -> None:
    from argparse import ArgumentParser

    from converters.commands.convert import add_arguments
    from converters.commands.streams import options_of

    add_arguments(parser := ArgumentParser())
    assert options_of(parser.parse_args([])) == Options()
    given = ["--to=text", "--from=xml", "--no-validate", "--page-breaks", "--links=akn", "--markup-date=2044-12-09"]
    options = options_of(parser.parse_args(given))
    assert options == Options(
        to="text", from_="xml", validate=False, page_breaks=True, links="akn", markup_date="2044-12-09"
    )
    reached = {action.dest for action in parser._actions}
    assert set(Options.__struct_fields__) - {"register"} <= reached  # that is `--library`
    assert "library" in reached


def test_the_corrections_of_an_input_are_an_option(source: Path, tmp_path: Path) -> None:
    (tmp_path / "lamps.toml").write_text('symbol = "A/RES/99/45"\n')
    corrected = convert(source, options=Options(corrections=tmp_path / "lamps.toml"))
    assert corrected.document is not None
    assert corrected.document.metadata.symbols == ("A/RES/99/45",)


def test_the_suffix_of_an_output_may_be_another_than_its_format() -> None:
    assert suffix_of("markdown") == ".md"


def test_a_page_names_the_language_of_the_document() -> None:
    text = "Résolution adoptée par l’Assemblée générale\n\nL’Assemblée générale,\n\n1. Décide de se réunir.\n"
    assert b'<html lang="fr"' in convert(text.encode(), options=Options(to="html", language="fr")).output
    arabic = convert("إن الجمعية العامة،\n\n١ - تقرر أن تجتمع.\n".encode(), options=Options(to="html", language="ar"))
    assert b'<html lang="ar" dir="rtl">' in arabic.output


def test_raised_type_that_a_text_cannot_show_is_told() -> None:
    page = "<p>The General Assembly,</p><p>1. <i>Decides</i> on 10<sup>6</sup> books and H<sub>2</sub>O.</p>"
    told = convert(page.encode(), options=Options(from_="html", to="text")).diagnostics
    assert [d.message for d in told if d.code.code == "B120"] == [
        "2 superscripts or subscripts are printed as ordinary text in text, which has none (“106”, “H2”)"
    ]
    assert "B120" not in {
        d.code.code for d in convert(page.encode(), options=Options(from_="html", to="docx")).diagnostics
    }


def test_a_symbol_that_does_not_go_with_its_text_is_told_at_its_line() -> None:
    text = "United Nations\n\nA/RES/99/70\n\n99/7. Tides\n\nThe General Assembly,\n\n1. Decides to meet.\n"
    told = [d for d in convert(text.encode(), name="a.txt").diagnostics if d.code.code == "M102"]
    assert [(d.position.source, d.position.line) for d in told] == [("a.txt", 3)]


def test_a_word_file_is_opened_and_checked_once(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    word = convert(source, options=Options(to="docx", validate=False)).output
    opened: list[object] = []
    monkeypatch.setattr(zipfile, "ZipFile", lambda file, real=zipfile.ZipFile: opened.append(file) or real(file))
    assert convert(word, options=Options(to="json", validate=False)).output
    assert len(opened) == 1


def test_a_document_that_has_to_be_there_is_given_or_the_reason_why_there_is_none(source: Path) -> None:
    done = convert(source)
    assert done.require_document() is done.document
    with pytest.raises(AknError, match=r"empty\.txt.* R103"):
        convert(b"", name="empty.txt").require_document()
    with pytest.raises(UsageError, match="stop_after"):
        convert(source, options=Options(stop_after="blocks")).require_document()


@pytest.mark.parametrize("function", [validate_xml, read_xml, upgrade_xml])
def test_xml_that_is_no_bytes_is_told_what_to_give(source: Path, function: Callable[[Any], object]) -> None:
    text = convert(source).output.decode()
    with pytest.raises(UsageError, match=r"Path\(path\)\.read_bytes\(\) for a file, text\.encode\(\) for a text"):
        function(text)
    assert function(text.encode()) is not None


@pytest.mark.parametrize(("role", "idle"), [("operative", True), ("heading", False)])
def test_corrections_that_change_nothing_are_told(tmp_path: Path, role: str, idle: bool) -> None:
    source, settled = tmp_path / "a.txt", tmp_path / "a.toml"
    source.write_text("The General Assembly,\n\nRecalling the lamps,\n\n1. Requests light;\n\n2. Decides to wait.\n")
    settled.write_text(f'[[line]]\nstarts = "2. Decides"\nrole = "{role}"\n')
    said = {d.code.code for d in convert(source, options=Options(corrections=settled, validate=False)).diagnostics}
    assert ("S224" in said, "S227" in said) == (True, idle)
