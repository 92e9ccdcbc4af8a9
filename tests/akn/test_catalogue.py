"""Catalogues: read with care, built from anyone's files, the same whatever the order."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.catalogue import build_catalogue, format_catalogue, load_catalogue, read_catalogue
from akn.document import Document, Metadata, Operative, Part
from akn.emit import emit_xml
from akn.errors import UsageError
from akn.text import Text
from tests.shared import SHARED, needs_shared
from tests.thorough import some_of

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def _published(uri: str, date: str, symbol: str = "", name: str = "resolution") -> bytes:
    """A file as others publish them: slashes at the end, no alias, the symbol on the cover."""
    return (
        f'<akomaNtoso xmlns="{AKN}"><statement name="{name}"><meta><identification source="#x"><FRBRWork>'
        f'<FRBRthis value="{uri}/!main/"/><FRBRuri value="{uri}/"/><FRBRdate date="{date}" name="adoption"/>'
        '<FRBRauthor href="ga"/><FRBRcountry value="un"/></FRBRWork></identification></meta><coverPage><p>'
        f'<docNumber refersTo="#symbol">{symbol}</docNumber></p></coverPage></statement></akomaNtoso>'
    ).encode()


def _uri(number: str, actor: str = "unga", date: str = "2044-12-09") -> str:
    return f"/akn/un/statement/deliberation/{actor}/{date}/{number}"


def test_lines_of_both_kinds_are_read() -> None:
    data = (
        "symbol\tdate\n"
        "# a remark\n"
        "\n"
        "A/RES/99/7\t2044-12-09\n"
        "S/RES/2231(2015)\t2015-07-20\tmore columns\n"
        "A/CONF.900/8\t2044-03-08\n"
        '{"symbol": "A/RES/217(III)[A]", "date": "1948-12-10"}\n'
    )
    result = read_catalogue(data.encode("utf-8-sig"))
    assert result.value == {
        "A/RES/99/7": "2044-12-09",
        "S/RES/2231 (2015)": "2015-07-20",
        "A/CONF.900/8": "2044-03-08",
        "A/RES/217 A (III)": "1948-12-10",
    }
    assert result.diagnostics == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("A/RES/99/7", "is no date"),
        ("A/RES/99/7\t9 December 2044", "9 December 2044"),
        ("A/RES/99/7\t2044-02-31", "2044-02-31"),
        ("A/RES/99/7\t20441209", "20441209"),
        ("A/CONF.900/8", "is no date"),
        ("nonsense\t2044-12-09", "nonsense"),
        ('{"symbol": "A/RES/99/7"', "JSON"),
        ('{"symbol": 7, "date": "2044-12-09"}', "7"),
    ],
)
def test_a_line_that_is_none_is_reported_with_its_number(line: str, reason: str) -> None:
    result = read_catalogue(f"A/RES/99/8\t2044-12-09\n{line}\n".encode(), "dates.tsv")
    assert list(result.value) == ["A/RES/99/8"]
    (one,) = result.diagnostics
    assert (one.code.code, one.position.source, one.position.line) == ("M201", "dates.tsv", 2)
    assert reason in one.message


def test_the_first_of_two_dates_is_kept_and_the_other_reported() -> None:
    result = read_catalogue(b"A/RES/99/7\t2044-12-09\nA/RES/99/7\t2044-12-10\nA/RES/99/7\t2044-12-09\n")
    assert result.value == {"A/RES/99/7": "2044-12-09"}
    assert [d.code.code for d in result.diagnostics] == ["M202"]


def test_a_written_catalogue_reads_back_and_is_in_natural_order() -> None:
    catalogue = {"S/RES/9 (1946)": "1946-10-15", "A/RES/99/12": "2044-12-09", "A/RES/99/7": "2044-12-09"}
    written = format_catalogue(catalogue)
    assert [line.split("\t")[0] for line in written.splitlines()] == [
        *("symbol", "A/RES/99/7", "A/RES/99/12", "S/RES/9 (1946)"),
    ]
    assert read_catalogue(written.encode()).value == catalogue


def test_a_file_that_holds_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("once upon a time\n")
    with pytest.raises(UsageError, match="no catalogue"):
        load_catalogue(str(tmp_path / "x.tsv"))
    with pytest.raises(UsageError, match="cannot read"):
        load_catalogue(str(tmp_path / "missing.tsv"))
    (tmp_path / "y.tsv").write_text("A/RES/99/7\t2044-12-09\nonce upon a time\n")
    loaded = load_catalogue(str(tmp_path / "y.tsv"))
    assert loaded.value == {"A/RES/99/7": "2044-12-09"}
    assert [d.code.code for d in loaded.diagnostics] == ["M201"]


def test_published_files_tell_symbol_and_date() -> None:
    files = [
        ("a.xml", _published(_uri("99-7"), "2044-12-09", "A/RES/99/7")),
        ("b.xml", _published(_uri("77-512", date="2022-12-07"), "2022-12-07", "A/DEC/77/512", "decision")),
        ("c.xml", _published(_uri("2231-2015", "unsc", "2015-07-20"), "2015-07-20", "S/RES/2231 (2015)")),
    ]
    result = build_catalogue(files)
    assert result.value == {
        "A/DEC/77/512": "2022-12-07",
        "A/RES/99/7": "2044-12-09",
        "S/RES/2231 (2015)": "2015-07-20",
    }
    assert result.diagnostics == ()


def test_the_address_counts_before_a_misprinted_symbol() -> None:
    result = build_catalogue([("a.xml", _published(_uri("99-7"), "2044-12-09", "A/RES/99/6"))])
    assert list(result.value) == ["A/RES/99/7"]


def test_our_own_files_tell_their_parts_and_the_whole_issue() -> None:
    def part(letter: str, date: str) -> Part:
        metadata = Metadata(
            actor="unga",
            number=f"99/8 {letter}",
            number_iri=f"99-8{letter}",
            symbols=(f"A/RES/99/8 {letter}",),
            date=date,
            date_name="adoption",
        )
        return Part(letter, metadata, body=(Operative("1.", (Text("Decides;"),)),))

    issue = Metadata(
        actor="unga",
        number="99/8 A-B",
        number_iri="A-RES-99-8A-B",
        symbols=("A/RES/99/8 A-B",),
        date="2044-12-09",
        date_name="adoption",
    )
    document = Document(metadata=issue, parts=(part("A", "2044-12-09"), part("B", "2045-03-01")))
    assert build_catalogue([("a.xml", emit_xml(document))]).value == {
        "A/RES/99/8 A": "2044-12-09",
        "A/RES/99/8 A-B": "2044-12-09",
        "A/RES/99/8 B": "2045-03-01",
    }


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_published(_uri("99-7", date="0001-01-01"), "0001-01-01", "A/RES/99/7"), "no date of adoption"),
        (_published(_uri("99-7"), "9999-12-31", "A/RES/99/7"), "no date of adoption"),
        (_published(_uri("99-7"), "2014-12-09", "A/RES/99/7"), "not a day"),
        (_published(_uri("something"), "2044-12-09", "something"), "no symbol"),
    ],
)
def test_what_cannot_be_trusted_is_left_out_and_reported(data: bytes, reason: str) -> None:
    result = build_catalogue([("a.xml", data)])
    assert result.value == {}
    (one,) = result.diagnostics
    assert one.code.code == "M203"
    assert reason in one.message


def test_a_file_that_is_not_well_formed_is_an_error() -> None:
    result = build_catalogue([("a.xml", b"<broken")])
    assert [(d.code.code, d.position.line) for d in result.diagnostics] == [("B101", 1)]
    assert not result.ok


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"<broken", "the XML is broken here: ", "mend this place"),
        (b"- oars", "this is not XML: text without mark-up", "`akn convert`"),
        (b"PK\x03\x04oars", "this is not XML: a zip archive, as Word files are, that is cut off", "get the file again"),
    ],
)
def test_what_is_no_xml_is_named_with_what_to_do(data: bytes, message: str, hint: str) -> None:
    (told,) = build_catalogue([("a", data)]).diagnostics
    assert told.message.startswith(message)
    assert hint in told.hint


def test_of_several_dates_the_one_that_most_files_tell_is_kept() -> None:
    one = _published(_uri("99-7"), "2044-12-09", "A/RES/99/7")
    other = _published(_uri("99-7", date="2044-12-08"), "2044-12-08", "A/RES/99/7")
    files = [("1.xml", other), ("2.xml", one), ("3.xml", one)]
    result = build_catalogue(files)
    assert result.value == {"A/RES/99/7": "2044-12-09"}
    assert [d.code.code for d in result.diagnostics] == ["M202"]
    assert build_catalogue(reversed(files)) == result
    assert build_catalogue([("1.xml", other), ("2.xml", one)]).value == {"A/RES/99/7": "2044-12-08"}


@needs_shared
def test_the_catalogue_of_published_files_gives_a_date_to_nearly_all_of_them() -> None:
    assert SHARED is not None
    languages = some_of(sorted((SHARED / "corpus" / "sc").iterdir()), 3)
    paths = sorted(path for folder in languages for path in folder.rglob("*.xml"))
    assert len(paths) > 30 * len(languages)
    result = build_catalogue((p.name, p.read_bytes()) for p in paths)
    # forty resolutions in up to seven languages; some translations carry the symbol of a neighbour
    assert 40 <= len(result.value) <= 44
    assert all(symbol.startswith("S/RES/") for symbol in result.value)


def test_a_catalogue_that_changes_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from converters.sources import catalogue_of

    for folder, day in (("one", "2044-03-04"), ("two", "2044-03-05")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "dates.tsv").write_text(f"A/RES/99/7\t{day}\n", encoding="utf-8")
        monkeypatch.chdir(tmp_path / folder)
        assert list(catalogue_of("dates.tsv").value.values()) == [day], "of the same name in another folder"
