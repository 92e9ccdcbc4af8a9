"""What a person settles about a document that was read wrongly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, CellBlock, NoteBlock, Spot, Style, TableBlock
from akn.diagnostics import Position
from akn.document import Division, Document, Operative, Point, PointList, Preambular, Table
from akn.errors import DataError
from akn.layout import layout_blocks
from akn.parse import parse_blocks
from akn.structure.corrections import Corrections, corrections_in
from akn.text import Kind, Text, mark, title_lines
from akn.walk import texts_of, walk
from tests.converters.command import akn

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = (
    "General Assembly",
    "Resolution adopted by the General Assembly on 9 December 2044",
    "99/12. Lighthouses",
    "The General Assembly,",
    "Recalling its resolution 98/7 of 3 December 2043,",
    "Tower of the keepers (draft 3)",
    "Light on every coast;",
    "1. Calls upon all keepers to keep the light burning:",
    "Lamps of the first order",
    "Lamps of the second order",
    "2. Decides to remain seized of the matter.",
    "61st plenary meeting",
    "9 December 2044",
)


def _parsed(toml: str) -> tuple[Document, list[str]]:
    blocks = tuple(Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(LINES, 1))
    result = parse_blocks(blocks, corrections=corrections_in(toml, "a.toml"), source="a.txt")
    return result.value, [
        d.code.code for d in result.diagnostics if d.code.code.startswith("S22") or d.code.code == "S215"
    ]


def _all(document: Document) -> list[str]:
    return [text.content for text, _ in texts_of(document)]


def _nodes(body: tuple[Any, ...]) -> list[Any]:
    return [n for node in body for n in (node, *_nodes(getattr(node, "children", ())))]


def test_without_corrections_nothing_is_told() -> None:
    assert _parsed("")[1] == []


def test_what_is_said_of_the_second_line_of_a_title_touches_that_line_alone() -> None:
    lines = (
        "Security Council",
        "Distr.: General",
        "Resolution 2999 (2044)",
        "Adopted at its 9031st meeting, on 12 May 2044",
    )
    lines += ("The Security Council,", "Recalling all its resolutions,", "1. Decides to remain seized of the matter.")
    blocks = [Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(lines, 1)]
    for named, titles in ((4, lines[2:4]), (3, lines[3:4])):
        said = corrections_in(f'[[line]]\nnumber = {named}\nrole = "cover"', "a.toml")
        result = parse_blocks(tuple(blocks), corrections=said, source="a.txt")
        assert tuple(text.content for text in result.value.preface) == titles
        assert "S223" not in [d.code.code for d in result.diagnostics]


REPORT = (
    "United Nations",
    "A/99/604/Add.6",
    "General Assembly",
    "Distr.: General",
    "7 April 2045",
    "Agenda item 154",
    "Financing of the Lighthouse Mission in Quay",
    "Budget of the Mission for the period from 1 July 2044 to 30 June 2045",
    "Report of the Committee on Lamps",
    "I. Introduction",
    "1. During its consideration of the report the Committee met the keepers.",
)


def _report(*said: tuple[str, str]) -> tuple[Document, list[str]]:
    blocks = tuple(Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(REPORT, 1))
    toml = "\n".join(f'[[line]]\nstarts = "{starts}"\nrole = "{role}"' for starts, role in said)
    result = parse_blocks(blocks, corrections=corrections_in(toml, "a.toml"), source="a.txt")
    return result.value, [d.code.code for d in result.diagnostics]


@pytest.mark.parametrize("role", ["heading", "operative", "cover"])
def test_what_is_said_of_the_line_below_a_title_leaves_the_kind_the_date_and_the_title(role: str) -> None:
    document, told = _report(("Report of the Comm", role))
    assert [text.content for text in title_lines(document.preface)] == [REPORT[7]]
    assert (document.metadata.kind, document.metadata.date) == ("document", "2045-04-07")
    assert not {"S223", "S221"}.intersection(told)


def test_a_line_below_the_title_that_is_one_of_the_cover_is_not_set_as_the_title() -> None:
    blocks = layout_blocks(_report(("Report of the Comm", "cover"))[0])
    styles = {block.text.content: block.style for block in blocks if isinstance(block, Block)}
    assert (styles[REPORT[7]], styles[REPORT[8]]) == (Style.TITLE, Style.NONE)


@pytest.mark.parametrize(("line", "role"), [(REPORT[7], "heading"), (REPORT[6], "title"), (REPORT[7], "operative")])
def test_no_date_in_a_line_that_is_called_something_makes_a_decision_of_a_report(line: str, role: str) -> None:
    metadata = _report((line, role))[0].metadata
    assert (metadata.kind, metadata.date) == ("document", "2045-04-07")


@pytest.mark.parametrize("line", REPORT[2:9])
def test_any_line_of_a_cover_can_be_the_title_and_the_line_below_it_one_of_the_cover(line: str) -> None:
    document, told = _report((line, "title"), (REPORT[REPORT.index(line) + 1][:20], "cover"))
    assert line in [text.content for text in title_lines(document.preface)]
    assert "S223" not in told


def test_a_symbol_that_is_printed_in_two_is_led_where_a_person_says() -> None:
    blocks = (Block(Text("E/CN.4/RES/ 1993/2A and E/CN.4/RES/1994/3"), source=Position(source="a.txt", line=1)),)
    said = corrections_in('[[reference]]\ntext = "E/CN.4/RES"\nto = "E/CN.4/RES/1993/2A"', "a.toml")
    result = parse_blocks(blocks, corrections=said, source="a.txt")
    marks = [m for t, _ in texts_of(result.value) for m in t.of(Kind.REF)]
    assert [(m.start, m.end) for m in marks if "1993-2A" in m.get("href")] == [(0, 10)]
    assert "S221" not in [d.code.code for d in result.diagnostics]


def test_a_line_of_furniture_goes_and_is_told() -> None:
    before, _ = _parsed("")
    assert any("draft 3" in text for text in _all(before))
    document, told = _parsed('[[line]]\nstarts = "Tower of the"\nrole = "furniture"')
    assert told == ["S220"]
    assert not any("draft 3" in text for text in _all(document))


@pytest.mark.parametrize("name", ['starts = "Light on"', "number = 7"])
def test_a_line_is_what_it_is_called(name: str) -> None:
    document, told = _parsed(f'[[line]]\n{name}\nrole = "preambular"')
    assert told == []
    assert any(isinstance(p, Preambular) and p.content[0].content == LINES[6] for p in document.preamble)  # type: ignore[union-attr]
    document, _ = _parsed(f'[[line]]\n{name}\nrole = "operative"')
    found = [n for n in _nodes(document.body) if isinstance(n, Operative) and n.content[0].content == LINES[6]]
    assert len(found) == 1
    document, _ = _parsed(f'[[line]]\n{name}\nrole = "heading"')
    assert any(isinstance(n, Division) and n.heading.content == LINES[6] for n in _nodes(document.body))


HEADED = (
    *(*LINES[:5], "I. Lamps", "1. Calls upon all keepers to keep the light burning;"),
    *("Oil", "2. Calls upon them to keep oil;", "Large lamps", "3. Calls upon them to light these first;"),
    *(
        "II. Bells",
        "4. Calls upon them to ring;",
        "Small bells",
        "5. Decides to remain seized of the matter.",
        *LINES[11:],
    ),
)


@pytest.mark.parametrize(
    ("said", "wanted", "told"),
    [
        ({}, "I. > Oil, Large lamps; II. > Small bells", []),
        ({"Oil": 1}, "I.; Oil > Large lamps; II. > Small bells", []),
        ({"Large lamps": 3}, "I. > Oil > Large lamps; II. > Small bells", []),
        ({"II. Bells": 2}, "I. > Oil, Large lamps, II. > Small bells", []),  # what is read as below it goes along
        ({"Oil": 1, "Small bells": 1}, "I.; Oil > Large lamps; II.; Small bells", []),
        ({"I. Lamps": 2}, "I. > Oil, Large lamps; II. > Small bells", ["S223"]),
        ({"Oil": 4}, "I. > Oil, Large lamps; II. > Small bells", ["S223"]),
    ],
)
def test_headings_stand_at_the_level_that_a_person_gives(said: dict[str, int], wanted: str, told: list[str]) -> None:
    given = "".join(f'[[line]]\nstarts = "{s}"\nrole = "heading"\nlevel = {level}\n' for s, level in said.items())
    blocks = [Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(HEADED, 1)]
    result = parse_blocks(tuple(blocks), corrections=corrections_in(given, "a.toml"), source="a.txt")

    def shown(nodes: Sequence[Any], between: str) -> str:
        found = [n for n in nodes if isinstance(n, Division)]
        return between.join(
            (n.num or n.heading.content) + (f" > {below}" if (below := shown(n.children, ", ")) else "") for n in found
        )

    assert shown(result.value.body, "; ") == wanted
    assert [d.code.code for d in result.diagnostics if d.code.code.startswith("S22")] == told
    numbers = [n.num for n in _nodes(result.value.body) if isinstance(n, Operative)]
    assert numbers == ["1.", "2.", "3.", "4.", "5."], "nothing else moves"


TWICE = (*LINES[:8], "Targets:", LINES[8], "Targets:", "Targets:", LINES[9], "Targets:", *LINES[10:])


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ('after = "1. Calls upon"', 8),
        ('after = "Lamps of the first"', 10),
        ('after = "Targets"', 11),
        ("nth = 4\nof = 4", 13),
        ('after = "Lamps"\nnth = 2\nof = 2', 13),
    ],
)
def test_of_lines_with_the_same_words_the_one_that_is_meant_is_corrected(name: str, at: int) -> None:
    given = f'[[line]]\nstarts = "Targets:"\n{name}\nwords = "Aims:"\nrole = "heading"'
    document, told = _reshaped(given, _blocks(*TWICE))
    assert told == []
    wanted = [*TWICE[:at], "Aims:", *TWICE[at + 1 :]]
    assert [text for text in _all(document) if text in ("Aims:", "Targets:")] == [
        text for text in wanted if text in ("Aims:", "Targets:")
    ]
    assert sum(isinstance(n, Division) and n.heading.content == "Aims:" for n in _nodes(document.body)) == 1


@pytest.mark.parametrize("name", ['after = "Lamps of the second"', "nth = 4\nof = 4"])
def test_in_a_changed_file_no_other_line_is_corrected_and_that_is_told(name: str) -> None:
    given = f'[[line]]\nstarts = "Targets:"\n{name}\nrole = "heading"'
    assert _reshaped(given, _blocks(*TWICE))[1] == []
    changed = [line for line in TWICE if line != LINES[9]]
    changed.remove("Targets:")
    plain, _ = _reshaped("", _blocks(*changed))
    assert _reshaped(given, _blocks(*changed)) == (plain, ["S221"])


def test_a_line_that_was_joined_to_the_one_before_is_what_it_is_called() -> None:
    lines = [
        *LINES[:4],
        "Recalling the reports of the wardens and the tables",
        "of the keepers of the lamps,",
        *LINES[7:],
    ]
    blocks = tuple(
        Block(Text(line), source=Position(source="a.txt", line=i), cut=line.startswith("Recalling"))
        for i, line in enumerate(lines, 1)
    )
    (joined,) = parse_blocks(blocks, source="a.txt").value.preamble[1:]
    assert joined.content[0].content == f"{lines[4]} {lines[5]}"  # type: ignore[union-attr]
    said = corrections_in('[[line]]\nstarts = "of the keepers"\nrole = "preambular"\n', "a.toml")
    result = parse_blocks(blocks, corrections=said, source="a.txt")
    assert [p.content[0].content for p in result.value.preamble[1:]] == lines[4:6]  # type: ignore[union-attr]
    assert "S204" not in [d.code.code for d in result.diagnostics]


@pytest.mark.parametrize("label", ["1.", "(a)", "II.", "-"])
def test_a_line_with_a_label_that_is_called_a_heading_keeps_it(label: str) -> None:
    lines = [f"{label} Working methods" if line.startswith("2. Decides") else line for line in LINES]
    blocks = tuple(Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(lines, 1))
    said = corrections_in(f'[[line]]\nstarts = "{label} Working"\nrole = "heading"\n', "a.toml")
    result = parse_blocks(blocks, corrections=said, source="a.txt")
    headings = [node for node in _nodes(result.value.body) if isinstance(node, Division)]
    assert (label, "Working methods") in [(node.num, node.heading.content) for node in headings]
    assert "S215" not in [d.code.code for d in result.diagnostics]


def test_points_stand_under_what_a_person_names() -> None:
    document, told = _parsed(
        '[[line]]\nstarts = "Lamps of the first"\nrole = "point"\n'
        '[[line]]\nstarts = "Lamps of the second"\nrole = "point"\nunder = "Lamps of the first"'
    )
    assert told == []
    first = next(n for n in _nodes(document.body) if isinstance(n, Operative) and n.num == "1.")
    outer = next(c for c in first.content if isinstance(c, PointList))
    assert isinstance(outer.points[0], Point)
    inner = next(c for c in outer.points[0].content if isinstance(c, PointList))
    assert inner.points[0].content[0].content == LINES[9]  # type: ignore[union-attr]


def test_no_action_and_another_reference() -> None:
    before, _ = _parsed("")
    assert any(m.kind is Kind.ACTION for t, _ in texts_of(before) for m in t.marks if t.content.startswith("Decides"))
    document, told = _parsed(
        '[[line]]\nstarts = "2. Decides"\naction = false\n[[reference]]\ntext = "resolution 98/7"\nto = "A/RES/97/7"'
    )
    assert told == []
    texts = {t.content: t for t, _ in texts_of(document)}
    assert not texts["Decides to remain seized of the matter."].of(Kind.ACTION)
    (ref,) = texts[LINES[4]].of(Kind.REF)
    assert ref.get("href").endswith("/97-7")
    assert texts[LINES[4]].content[ref.start : ref.end] == "resolution 98/7"


REFERRING = (
    *LINES[:4],
    "Recalling its resolutions 98/7 and 98/7 A, and A/98/7,",
    "Recalling also its resolution 98/7,",
    "1. Calls upon keepers as in resolution 98/7;",
)


def _leading(toml: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The references of a document: the first word of the paragraph, the words, the end of the address."""
    blocks = tuple(Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(REFERRING, 1))
    parsed = parse_blocks(blocks, corrections=corrections_in(toml, "a.toml"), source="a.txt")
    found = [
        (t.content[:14], t.content[m.start : m.end], m.get("href").rpartition("/")[2])
        for t, _ in texts_of(parsed.value)
        for m in t.of(Kind.REF)
    ]
    return found, [d.code.code for d in parsed.diagnostics if d.code.code.startswith("S22") and d.code.code != "S224"]


def test_a_reference_is_changed_wherever_it_is_printed_alone_and_nowhere_else() -> None:
    before, _ = _leading("")
    after, told = _leading('[[reference]]\ntext = "98/7"\nto = "A/RES/97/5"')
    assert told == []
    assert len(before) == len(after) >= 5, "no number that holds these characters becomes a link"
    assert set(after) - set(before) == {
        (start, "98/7", "97-5") for start in ("Recalling its ", "Recalling also", "Calls upon kee")
    }
    assert [one for one in after if "98/7" in one[1] and one[1] != "98/7"] == [
        one for one in before if "98/7" in one[1] and one[1] != "98/7"
    ]


def test_a_reference_is_changed_in_one_paragraph_where_that_is_named() -> None:
    before, _ = _leading("")
    one = '[[reference]]\ntext = "98/7"\nto = "A/RES/97/5"\nstarts = "Calls upon keepers"\n'
    after, told = _leading(one)
    assert (set(after) - set(before), told) == ({("Calls upon kee", "98/7", "97-5")}, [])
    both, told = _leading(one + '[[reference]]\ntext = "98/7"\nto = "A/RES/97/6"\n')
    assert told == []
    assert {(start, to) for start, words, to in both if words == "98/7"} == {
        ("Recalling its ", "97-6"),
        ("Recalling also", "97-6"),
        ("Calls upon kee", "97-5"),
    }, "what is said of one paragraph counts there"
    assert _leading(one.replace("Calls upon", "Nobody"))[1] == ["S221"]


@pytest.mark.parametrize(("to", "work"), [("A/RES/97/5", "97-5"), ("", "")])
def test_the_paragraphs_of_a_reference_go_where_it_goes(to: str, work: str) -> None:
    line = (
        "Recalling paragraph 15 of its resolution 98/7, paragraphs 3 and 4 (a) of resolution 97/8, section II of"
        " resolution 98/7, and resolution 98/7, paragraphs 6 to 8,"
    )
    blocks = _blocks(*REFERRING[:-3], line, REFERRING[-1])

    def led(toml: str) -> list[tuple[str, str]]:
        parsed = parse_blocks(blocks, corrections=corrections_in(toml, "a.toml"), source="a.txt")
        text = next(t for t, _ in texts_of(parsed.value) if t.content == line)
        marks = [m for m in text.marks if m.kind in (Kind.REF, Kind.RREF)]
        addresses = [(m, value) for m in marks for _, value in m.attributes if value.startswith("/akn/")]
        return [(line[m.start : m.end], re.sub(r".*/unga/\d+/", "", value)) for m, value in addresses]

    before = led("")
    assert len([to for _, to in before if to.startswith("98-7/!main#")]) == 4, "two ends of a span"
    after = [(words, to.replace("98-7", work)) for words, to in before if work or not to.startswith("98-7")]
    assert led(f'[[reference]]\ntext = "98/7"\nto = "{to}"') == after


def test_the_paragraph_of_a_reference_is_named_with_its_number_as_printed_too() -> None:
    before, _ = _leading("")
    one = '[[reference]]\ntext = "98/7"\nto = "A/RES/97/5"\nstarts = "1. Calls upon"\n'
    after, told = _leading(one)
    assert (set(after) - set(before), told) == ({("Calls upon kee", "98/7", "97-5")}, [])
    assert _leading(one.replace("1. ", "2. ")) == (before, ["S221"]), "another number is another paragraph"


@pytest.mark.parametrize(
    ("starts", "named"), [("2. Calls upon", "2. Calls upon"), ("Recalling also", "Recalling also … paragraph 99")]
)
def test_what_a_reference_has_not_found_is_named(starts: str, named: str) -> None:
    toml = f'[[reference]]\ntext = "paragraph 99"\nto = ""\nstarts = "{starts}"\n'
    parsed = parse_blocks(_blocks(*REFERRING), corrections=corrections_in(toml, "a.toml"), source="a.txt")
    (told,) = (d for d in parsed.diagnostics if d.code.code == "S221")
    assert dict(told.details)["words"] == named


def test_symbol_date_and_body() -> None:
    document, _ = _parsed('symbol = "A/RES/98/40"\ndate = "2043-12-05"')
    assert document.metadata.symbols[0] == "A/RES/98/40"
    assert document.metadata.date == "2043-12-05"


@pytest.mark.parametrize(
    ("symbol", "opening"), [("A/C.2/99/L.31", "Draft resolution"), ("A/99/310", "Report of the keepers")]
)
def test_the_date_of_a_draft_and_of_a_report_is_what_a_person_says(symbol: str, opening: str) -> None:
    lines = ("United Nations", symbol, "General Assembly", "Distr.: General", "28 December 2043", opening, "Lamps")
    blocks = tuple(Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(lines, 1))
    read = parse_blocks(blocks, source="a.txt").value.metadata
    assert (read.symbols[0], read.date) == (symbol, "2043-12-28"), "the text prints another"
    said = parse_blocks(blocks, corrections=corrections_in("date = 2044-11-03", "a.toml"), source="a.txt")
    assert (said.value.metadata.date, said.value.metadata.published) == ("2044-11-03", "2044-11-03")


def test_what_does_not_match_or_cannot_be_is_told_and_changes_nothing() -> None:
    before, _ = _parsed("")
    for toml, code in (
        ('[[line]]\nstarts = "Nowhere"\nrole = "heading"', "S221"),
        ('[[line]]\nstarts = "Lamps"\nrole = "point"', "S222"),
        ('[[line]]\nstarts = "2. Decides"\nrole = "title"', "S223"),
        ('[[reference]]\ntext = "resolution 1/1"\nto = ""', "S221"),
    ):
        document, told = _parsed(toml)
        assert told == [code], toml
        assert document == before


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("symbl = 1", "is not a known key"),
        ('[[line]]\nrole = "heading"', "named by its first words"),
        ('[[line]]\nstarts = "a"\nrole = "king"', "role"),
        ('[[line]]\nstarts = "a"\nrole = "point"\nlevel = 2', "a level is one of 1 to 6, beside role"),
        ('[[line]]\nstarts = "a"\nrole = "heading"\nlevel = 7', "a level is one of 1 to 6, beside role"),
        ('[[line]]\nstarts = "a"\nnth = 2\nrole = "heading"', "nth with of"),
        ('[[line]]\nstarts = "a"\nnth = 3\nof = 2\nrole = "heading"', "nth with of"),
        ('[[line]]\nnumber = 3\nafter = "a"\nrole = "heading"', "stand beside first words"),
        ('symbol = "nonsense"', "is no symbol"),
        ('[[reference]]\ntext = "a"\nto = "b"', "neither a symbol nor"),
        ("symbol = ", "a.toml"),
    ],
)
def test_a_file_that_says_anything_else_is_refused(toml: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        corrections_in(toml, "a.toml")


def test_they_are_found_beside_the_input(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("\n\n".join(LINES))
    assert corrections_in("", "x").line == Corrections().line
    command = ("convert", "in", "--output-dir", "out", "--report", "report.jsonl", "--resume")
    akn(*command, cwd=tmp_path)
    (tmp_path / "in/a.txt.akn.toml").write_text('[[reference]]\ntext = "resolution 98/7"\nto = "A/RES/97/7"\n')
    done = akn(*command, cwd=tmp_path)
    assert b"1 converted" in done.stderr, "new corrections make a new output"
    found = (tmp_path / "out/a.xml").read_bytes()
    assert b"/97-7" in found
    one = akn("convert", "in/a.txt", cwd=tmp_path)
    assert one.stdout == found
    (tmp_path / "other.toml").write_text("nonsense")
    wrong = akn("convert", "in/a.txt", "--corrections", "other.toml", cwd=tmp_path)
    assert wrong.returncode == 1
    assert b"other.toml" in wrong.stderr
    many = akn("convert", "in", "--output-dir", "out", "--corrections", "other.toml", cwd=tmp_path)
    assert many.returncode == 2


def test_a_correction_that_asks_for_nothing_is_told() -> None:
    document, codes = _parsed('[[line]]\nstarts = "Light on"\nrole = ""')
    assert document == _parsed("")[0]
    assert codes == ["S225"]


def test_of_two_corrections_of_a_line_the_last_one_counts_and_it_is_told() -> None:
    twice = '[[line]]\nstarts = "Tower of"\nrole = "{}"\n[[line]]\nstarts = "Tower of the"\nrole = "{}"\n'
    document, codes = _parsed(twice.format("heading", "preambular"))
    assert document == _parsed('[[line]]\nstarts = "Tower of"\nrole = "preambular"')[0]
    assert codes == ["S226"]


@pytest.mark.parametrize("day", ['"1 August 2023"', '"2022-6-9"', '"2022-13-45"', '"20220609"', "2022-06-09T10:00:00"])
def test_a_date_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(DataError, match="date"):
        corrections_in(f"date = {day}", "a.toml")


def test_a_date_of_toml_is_a_date() -> None:
    assert corrections_in("date = 2044-12-09", "a.toml").date == "2044-12-09"


def test_what_a_correction_settles_is_no_longer_noticed() -> None:
    text = "Recalling resolution 574 (XXVII) of 3 December 1975,"
    blocks = tuple(Block(Text(line)) for line in (*LINES[:4], text, *LINES[7:]))

    def noticed(toml: str) -> bool:
        found = parse_blocks(blocks, corrections=corrections_in(toml, "a.toml")).diagnostics
        return any("574" in d.message for d in found if d.code.code.startswith("C"))

    assert noticed("")
    assert not noticed('[[reference]]\ntext = "574 (XXVII)"\nto = ""')


def test_a_reference_without_words_is_refused() -> None:
    with pytest.raises(DataError, match="a reference is named by its words"):
        corrections_in('[[reference]]\ntext = " "\nto = "A/RES/99/12"\n', "x.toml")


# lines that are put right before they are read


def _blocks(*lines: str) -> tuple[Block, ...]:
    return tuple(Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(lines, 1))


def _reshaped(toml: str, blocks: tuple[AnyBlock, ...]) -> tuple[Document, list[str]]:
    result = parse_blocks(blocks, corrections=corrections_in(toml, "a.toml"), source="a.txt")
    return result.value, [
        d.code.code for d in result.diagnostics if d.code.code in ("S220", "S221", "S222", "S223", "S215")
    ]


HEAD = ("The General Assembly,", "Recalling its resolution 98/7 of 3 December 2043,")


def test_a_line_goes_on_with_the_one_before_and_keeps_its_marks() -> None:
    lines = (*HEAD, "Strengthening international cooperation for", "the lamps of every coast;", "1. Decides to wait.")
    slanted = replace(_blocks(*lines)[3], text=Text("the lamps of every coast;", (mark(4, 9, Kind.ITALIC),)))
    blocks = (*_blocks(*lines)[:3], slanted, *_blocks(*lines)[4:])
    document, told = _reshaped('[[line]]\nstarts = "the lamps of"\nrole = "continues"', blocks)
    text = next(t for t, _ in texts_of(document) if "Strengthening" in t.content)
    assert text.content == "Strengthening international cooperation for the lamps of every coast;"
    assert [text.content[m.start : m.end] for m in text.of(Kind.ITALIC)] == ["lamps"]
    assert told == []


def test_the_first_line_goes_on_with_nothing_and_that_is_told() -> None:
    document, told = _reshaped(
        '[[line]]\nstarts = "The General"\nrole = "continues"', _blocks(*HEAD, "1. Decides to wait.")
    )
    assert told == ["S223"]
    assert _all(document)[0] == "The General Assembly,"


def test_two_labels_at_the_beginning_of_a_line_are_parted() -> None:
    lines = (
        *HEAD,
        "1. Decides on the following:",
        "(a) (i) The lamps of the first order;",
        "(ii) The lamps of the second;",
    )
    document, told = _reshaped('[[line]]\nstarts = "(a) (i) The"\nlabel = "(i)"', _blocks(*lines))
    (paragraph,) = document.body
    (outer,) = [c for c in paragraph.content if isinstance(c, PointList)]
    (inner,) = [c for c in outer.points[0].content if isinstance(c, PointList)]
    assert [p.num for p in outer.points] == ["(a)"]
    assert [p.num for p in inner.points] == ["(i)", "(ii)"]
    assert told == []


def test_a_label_that_is_not_in_the_line_is_told() -> None:
    _, told = _reshaped('[[line]]\nstarts = "Recalling"\nlabel = "(x)"', _blocks(*HEAD, "1. Decides to wait."))
    assert told == ["S223"]


def test_lines_are_the_rows_of_a_table() -> None:
    lines = (*HEAD, "1. Decides on these posts:", "Keepers\t39", "Wardens\t17", "2. Decides to wait.")
    said = "".join(f'[[line]]\nstarts = "{name}"\nrole = "table"\n' for name in ("Keepers", "Wardens"))
    document, told = _reshaped(said, _blocks(*lines))
    (table,) = [c for node in document.body for c in node.content if isinstance(c, Table)]
    assert [[cell.content[0].content for cell in row] for row in table.rows] == [["Keepers", "39"], ["Wardens", "17"]]
    assert told == []


def test_lines_on_one_baseline_are_a_row_where_the_source_has_pages() -> None:
    def cell(text: str, left: float, bottom: float) -> Block:
        return Block(Text(text), spots=(Spot(0, 1, (left, bottom, left + 40, bottom + 10)),), page=1)

    cells = (
        cell("Posts", 70, 500),
        cell("2045", 200, 500),
        cell("P-4", 70, 480),
        cell("39", 200, 481),
        cell("Sum", 70, 460),
    )
    said = "".join(f'[[line]]\nstarts = "{c.text.content}"\nrole = "table"\n' for c in cells)
    document, told = _reshaped(said, (*_blocks(*HEAD, "1. Decides on these posts:"), *cells))
    (table,) = [c for node in document.body for c in node.content if isinstance(c, Table)]
    words = [["".join(t.content for t in cell.content if isinstance(t, Text)) for cell in row] for row in table.rows]
    assert words == [["Posts", "2045"], ["P-4", "39"], ["Sum", ""]]
    assert told == []


def test_a_table_of_one_row_of_which_a_cell_is_a_line_is_none() -> None:
    table = TableBlock(
        ((CellBlock((Block(Text("Chapter of the lamps")),)), CellBlock((Block(Text("1. Decides to wait.")),))),)
    )
    document, told = _reshaped('[[line]]\nstarts = "Chapter of"\nrole = "heading"', (*_blocks(*HEAD), table))
    assert [n.heading.content for n in _nodes(document.body) if isinstance(n, Division)] == ["Chapter of the lamps"]
    assert not [t for t in _all(document) if not t]
    assert told == []


@pytest.mark.parametrize("words", ["Lamps", "Isle"])
def test_only_the_row_of_a_cell_that_is_a_line_leaves_its_table(words: str) -> None:
    def row(*cells: str, span: int = 1) -> tuple[CellBlock, ...]:
        return tuple(CellBlock((Block(Text(cell)),), rowspan=span if not n else 1) for n, cell in enumerate(cells))

    table = TableBlock(
        (row("Posts", "2045"), row("Lamps", "39"), row("Quays", "12", span=2), row("Isle"), row("Sum", "64"))
    )
    blocks = (*_blocks(*HEAD, "1. Decides on these posts:"), table)
    document, told = _reshaped(f'[[line]]\nstarts = "{words}"\nrole = "heading"', blocks)
    tables = [
        [[t.content for cell in row for t in cell.content if isinstance(t, Text)] for row in node.rows]
        for _, node in walk(document)
        if isinstance(node, Table)
    ]
    posts, lamps, quays, more, total = ["Posts", "2045"], ["Lamps", "39"], ["Quays", "12"], ["Isle"], ["Sum", "64"]
    left = [[posts], [quays, more, total]] if words == "Lamps" else [[posts, lamps], [total]]
    assert tables == left
    assert [n.heading.content for n in _nodes(document.body) if isinstance(n, Division)][-1] == words
    assert told == []


def test_a_line_is_the_note_of_a_call() -> None:
    called = Block(Text("1. Decides to wait;", (mark(18, 18, Kind.NOTE, marker="3"),)))
    blocks = (*_blocks(*HEAD), called, Block(Text("3 See A/99/3.")))
    document, told = _reshaped('[[line]]\nstarts = "3 See A"\nrole = "note"\nunder = "3"', blocks)
    assert [(n.marker, [t.content for t in n.content]) for n in document.notes] == [("3", ["See A/99/3."])]
    assert [m.get("key") for t, _ in texts_of(document) for m in t.of(Kind.NOTE)] == [document.notes[0].key]
    assert told == []


def test_starred_lines_are_the_notes_of_their_stars_wherever_these_stand() -> None:
    members = Block(Text("1. Decides that the members are Fiji,* Kenya,** Malta* and Tonga.***"))
    below = _blocks("* Until 2044.", "** Until 2045.", "*** Until 2046.")
    said = "".join(f'[[line]]\nstarts = "{"*" * n} Until"\nrole = "note"\n' for n in (1, 2, 3))
    document, told = _reshaped(said, (*_blocks(*HEAD), members, *below))
    assert told == []
    notes = {n.key: (n.marker, n.content[0].content) for n in document.notes}
    calls = [
        (t.content[: m.start].rpartition(" ")[2], *notes[m.get("key")])
        for t, _ in texts_of(document)
        for m in t.of(Kind.NOTE)
    ]
    assert calls == [
        ("Fiji,", "*", "Until 2044."), ("Kenya,", "**", "Until 2045."), ("Malta", "*", "Until 2044."),
        ("Tonga.", "***", "Until 2046."),
    ]  # fmt: skip
    assert [marker for marker, _ in notes.values()] == ["*", "**", "***"]


@pytest.mark.parametrize("order", [("First", "Second"), ("Second", "First"), ("Second",), ("First",)])
def test_each_of_two_notes_with_one_sign_has_the_stars_above_it(order: tuple[str, ...]) -> None:
    blocks = (
        *_blocks(*HEAD, "1. Decides to light the port*;"),
        TableBlock(((CellBlock((Block(Text("Anna*")),)), CellBlock((Block(Text("2047")),))),)),
        *_blocks("* First note.", "2. Requests a report on the sea*.", "* Second note."),
    )
    said = "".join(f'[[line]]\nstarts = "* {name}"\nrole = "note"\n' for name in order)
    document, told = _reshaped(said, blocks)
    assert told == []
    notes = {n.key: n.content[0].content for n in document.notes}
    calls = [(t.content.rstrip("*;."), notes[m.get("key")]) for t, _ in texts_of(document) for m in t.of(Kind.NOTE)]
    assert calls == [
        (words, f"{name} note.")
        for words, name in (
            ("Decides to light the port", "First"),
            ("Anna", "First"),
            ("Requests a report on the sea", "Second"),
        )
        if name in order
    ]
    assert sorted(notes.values()) == sorted(f"{name} note." for name in order)


def test_a_note_that_no_sign_calls_stays_a_line() -> None:
    lines = (*HEAD, "1. Decides to wait;", "* Until 2044.", "Until 2045.")
    for starts in ("* Until", "Until 2045"):
        document, told = _reshaped(f'[[line]]\nstarts = "{starts}"\nrole = "note"', _blocks(*lines))
        assert (document.notes, told) == ((), ["S223"])


def test_a_note_goes_on_with_the_one_before_it_and_loses_a_line_of_furniture() -> None:
    called = Block(Text("1. Decides to wait;", (mark(18, 18, Kind.NOTE, key="1"),)))
    notes = (
        NoteBlock("1", "1", (Block(Text("See the tables of")), Block(Text("99-12345 3/4")))),
        NoteBlock("2", "2044", (Block(Text("and their annex.")),)),
    )
    said = '[[line]]\nstarts = "99-12345"\nrole = "furniture"\n[[line]]\nstarts = "and their"\nrole = "continues"\n'
    document, told = _reshaped(said, (*_blocks(*HEAD), called, *notes))
    assert [[t.content for t in n.content] for n in document.notes] == [["See the tables of 2044 and their annex."]]
    assert told == ["S220"]


@pytest.mark.parametrize(
    "toml",
    [
        'date = "2044-12-09"',
        '[[line]]\nstarts = "2. Decides"\nrole = "operative"',
        '[[line]]\nstarts = "Lamps of the first"\naction = false',
        '[[line]]\nstarts = "Light on"\naction = false',
        '[[line]]\nstarts = "Lamps of the first"\nrole = "heading"',
        '[[line]]\nstarts = "1. Calls"\naction = false',
        'date = "2044-12-10"',
        '[[reference]]\ntext = "98/7"\nto = "A/RES/98/8"',
        '[[reference]]\ntext = "keepers"\nto = ""',
    ],
)
def test_corrections_are_idle_where_the_document_is_the_same_without_them(toml: str) -> None:
    blocks = tuple(Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(LINES, 1))
    plain, parsed = parse_blocks(blocks), parse_blocks(blocks, corrections=corrections_in(toml, "a.toml"))
    assert not plain.idle
    assert parsed.idle == (parsed.value == plain.value)


def test_what_confirms_a_reading_settles_what_was_noticed_and_is_not_idle() -> None:
    lines = ("A/99/604/Add.6", "7 April 2045")
    blocks = tuple(Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(lines, 1))
    before = parse_blocks(blocks, source="a.txt")
    assert "L102" in [d.code.code for d in before.diagnostics]
    said = corrections_in(f'language = "{before.value.metadata.language}"', "a.toml")
    after = parse_blocks(blocks, corrections=said, source="a.txt")
    assert after.value == before.value
    assert "L102" not in [d.code.code for d in after.diagnostics]
    assert not after.idle


def _noted(toml: str) -> tuple[Document, list[str]]:
    """What is made of the lines with a note that the sixth calls, and a table below it; the codes of corrections."""
    lines = [Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(LINES, 1)]
    after = len("1. Calls upon all keepers")
    call = mark(after, after, Kind.NOTE, key="n", marker="1")
    lines[7] = Block(lines[7].text.marked([call]), source=lines[7].source)
    said = Block(Text("Excludes the keeprs ashore."), source=Position(source="a.txt", line=40))
    cells = [
        CellBlock((Block(Text(words), source=Position(source="a.txt", line=n)),))
        for n, words in enumerate(("Ana", "3 9"), 50)
    ]
    blocks = (*lines[:8], TableBlock((tuple(cells),)), *lines[8:], NoteBlock("n", "1", (said,)))
    result = parse_blocks(blocks, corrections=corrections_in(toml, "a.toml"), source="a.txt")
    return result.value, [d.code.code for d in result.diagnostics if d.code.code.startswith(("S22", "B10"))]


def test_words_that_were_misread_are_put_right_and_this_is_told() -> None:
    document, told = _noted('[[line]]\nstarts = "Excludes the"\nwords = "Excludes the  keepers ashore."')
    assert told == ["S228"]
    assert [note.content[0].content for note in document.notes] == ["Excludes the keepers ashore."]  # type: ignore[union-attr]
    document, told = _noted('[[line]]\nstarts = "1. Calls upon"\nwords = "1. Urges all keepers:"\nrole = "operative"')
    assert told == ["S228"]
    (urged,) = (text for text in (t for t, _ in texts_of(document)) if text.content == "Urges all keepers:")
    assert [m.get("key") for m in urged.of(Kind.NOTE)] == ["1"], "the call of the note stays"
    document, told = _noted('[[line]]\nstarts = "3 9"\nwords = "39"\nrole = "head"')
    assert told == ["S228"]
    (table,) = (node for _, node in walk(document) if isinstance(node, Table))
    assert [(cell.content[0].content, cell.header) for cell in table.rows[0]] == [("Ana", False), ("39", True)]  # type: ignore[union-attr]


@pytest.mark.parametrize("role", ["operative", "heading", "preambular"])
def test_a_note_that_is_a_line_stands_below_what_calls_it(role: str) -> None:
    document, told = _noted(f'[[line]]\nstarts = "Excludes"\nrole = "{role}"')
    assert told == []
    texts = _all(document)
    assert document.notes == ()
    assert [i for i, text in enumerate(texts) if text == "1 Excludes the keeprs ashore."] == [
        next(i for i, text in enumerate(texts) if text.startswith("Calls")) + 1
    ]


def test_a_note_is_called_otherwise_and_cells_and_notes_are_nothing_else() -> None:
    document, told = _noted('[[line]]\nstarts = "Excludes"\nrole = "note"\nunder = "a"')
    assert (told, [note.marker for note in document.notes]) == ([], ["a"])
    assert _noted('[[line]]\nstarts = "Excludes"\nrole = "head"')[1] == ["S223"]
    assert _noted('[[line]]\nstarts = "2. Decides"\nrole = "cell"')[1] == ["S223"]


def test_a_typed_note_of_a_table_that_is_a_line_is_no_note() -> None:
    raised = [
        Text("Ana a").marked([mark(4, 5, Kind.SUPERSCRIPT)]),
        Text("a Ashore.").marked([mark(0, 1, Kind.SUPERSCRIPT)]),
    ]
    lines = [Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(LINES, 1)]
    table = TableBlock(((CellBlock((Block(raised[0]),)),),))
    blocks = (*lines[:8], table, Block(raised[1], source=Position(source="a.txt", line=60)), *lines[8:])
    assert len(parse_blocks(blocks).value.notes) == 1
    said = corrections_in('[[line]]\nstarts = "a Ashore"\nrole = "operative"', "a.toml")
    after = parse_blocks(blocks, corrections=said)
    assert after.value.notes == ()
    assert "a Ashore." in _all(after.value)
    assert not [d for d in after.diagnostics if d.code.code.startswith("S22")]


@pytest.mark.parametrize(("first", "told"), [("1.", set()), ("3.", {"S210", "S211"})])
def test_the_number_of_a_paragraph_that_a_person_names_counts(first: str, told: set[str]) -> None:
    lines = (*LINES[:5], f"{first} Lamps are lent to all keepers;", "2. Decides to remain seized of the matter.")
    blocks = tuple(Block(Text(line), source=Position(source="a.txt", line=i)) for i, line in enumerate(lines, 1))
    said = corrections_in(f'[[line]]\nstarts = "{first} Lamps"\nrole = "operative"\n', "a.toml")
    result = parse_blocks(blocks, corrections=said, source="a.txt")
    assert [n.num for n in _nodes(result.value.body) if isinstance(n, Operative)] == [first, "2."]
    assert {d.code.code for d in result.diagnostics} & {"S203", "S210", "S211"} == told


RAGGED = (
    ("", "Gross", "", "Net"),
    ("", "(dollars)"),
    ("Lamps", "6", "7"),
    ("Oil", "8", "9"),
    ("Wicks", "", "5"),
)


def _cells(toml: str, table: Sequence[Sequence[str]] = RAGGED) -> tuple[list[list[str]], list[str]]:
    """The cells of the table after corrections, and what was refused."""
    rows = tuple(tuple(CellBlock((Block(Text(cell)),)) for cell in row) for row in table)
    blocks = (*(Block(Text(line)) for line in LINES[:8]), TableBlock(rows))
    result = parse_blocks(blocks, corrections=corrections_in(toml, "a.toml"), source="a.txt")
    (read,) = [node for node in _all_nodes(result.value) if isinstance(node, Table)]
    made = [["".join(t.content for t in cell.content if isinstance(t, Text)) for cell in row] for row in read.rows]
    return made, [d.code.code for d in result.diagnostics if d.code.code.startswith("S22")]


def _all_nodes(document: Document) -> list[Any]:
    return [inner for node in _nodes(document.body) for inner in (node, *getattr(node, "content", ()))]


@pytest.mark.parametrize(
    ("starts", "role", "row", "made"),
    [
        ("Net", "earlier", 0, ["", "Gross", "Net"]),  # wider than most rows: the empty cell goes
        ("(dollars)", "later", 1, ["", "", "(dollars)"]),  # narrower: one comes
        ("5", "earlier", 4, ["Wicks", "5", ""]),  # as wide as most: they change places
        ("Wicks", "later", 4, ["", "Wicks", "5"]),
    ],
)
def test_a_cell_stands_one_column_earlier_or_later(starts: str, role: str, row: int, made: list[str]) -> None:
    cells, refused = _cells(f'[[line]]\nstarts = "{starts}"\nrole = "{role}"\n')
    assert (cells[row], refused) == (made, [])
    assert [one for n, one in enumerate(cells) if n != row] == [list(one) for n, one in enumerate(RAGGED) if n != row]


def test_of_cells_that_say_the_same_the_one_that_is_meant_moves() -> None:
    table = (*RAGGED[2:4], ("Tar", "5", ""), ("Wicks", "5", ""))
    cells, refused = _cells('[[line]]\nstarts = "5"\nnth = 2\nof = 2\nrole = "later"\n', table)
    assert (cells, refused) == ([list(one) for one in (*table[:3], ("Wicks", "", "5"))], [])


def test_cells_after_one_that_moves_take_the_empty_place_at_the_end() -> None:
    cells, refused = _cells('[[line]]\nstarts = "4"\nrole = "later"\n', (*RAGGED[2:], ("4", "3", "")))
    assert (cells[-1], refused) == (["", "4", "3"], [])


@pytest.mark.parametrize(("starts", "role"), [("7", "earlier"), ("Lamps", "later"), ("9", "later")])
def test_a_cell_goes_to_no_place_that_is_taken(starts: str, role: str) -> None:
    cells, refused = _cells(f'[[line]]\nstarts = "{starts}"\nrole = "{role}"\n')
    assert (cells, refused) == ([list(row) for row in RAGGED], ["S223"])
