"""One line a kind of remark and document, each with its places; nothing said twice of one paragraph."""

from __future__ import annotations

from msgspec.structs import replace

from akn.blocks import Block
from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Document, Metadata, Operative
from akn.outline import Outline
from akn.parse import parse_blocks
from akn.remarks import in_lines, remarks_on
from akn.remarks.merging import fails, grade_of, is_remark, of_the_text
from akn.text import Text
from converters import Options, convert


def at(code: Code, eid: str, **found: object) -> Diagnostic:
    return code.at(Position("a.txt", eid=eid), **found)


def test_what_is_said_of_several_places_is_one_line() -> None:
    told = [at(Code.UNKNOWN_OPENING, f"para_{n}", phrase=word) for n, word in ((1, "Strives"), (2, "Revises"))]
    told.insert(1, at(Code.NUMBER_GAP, "para_9", found="9.", previous="7."))
    first, gap = in_lines(told)
    assert (
        first.message == "no opening verb, such as Requests or Recalling, was recognised in 2 paragraphs, and none is "
        "marked: “Strives”, “Revises”"
    )
    assert [d.position.eid for d in first.each()] == ["para_1", "para_2"]
    assert (gap.message, gap.others) == ("paragraph numbers are missing: 7. is followed by 9.", ())


def test_json_has_the_places_of_a_line() -> None:
    told = [at(Code.IMPOSSIBLE_DATE, f"para_{n}", printed=f"31 April 204{n}") for n in range(1, 6)]
    (line,) = in_lines(told)
    row = line.as_dict()
    assert row["count"] == 5
    said = "“31 April 2045” is no day of the calendar, and was not marked as a date"
    assert row["places"][4] == {"message": said, "eId": "para_5"}


def test_a_place_has_its_own_hint_where_it_is_another_one() -> None:
    told = [at(Code.PROFILE_MUST, f"para_{n}", problem="x", remedy=f"write {n}") for n in (1, 2)]
    told.append(at(Code.PROFILE_MUST, "para_3", problem="y", remedy="write z"))
    told.append(at(Code.PROFILE_MUST, "para_4", problem="y", remedy="write z"))
    places = in_lines(told)[0].as_dict()["places"]
    assert [place["hint"] for place in places] == ["write 1", "write 2", "write z", "write z"]
    (alike,) = in_lines(told[2:])
    assert ["hint" in place for place in alike.as_dict()["places"]] == [False, False]


def test_lines_of_lines_are_the_same() -> None:
    told = [at(Code.PROFILE_SHOULD, f"para_{n}", problem="x", remedy="y") for n in range(4)]
    once = in_lines(told)
    assert in_lines(once) == once
    assert once[0].message == "x; and 3 more"


def test_rules_of_the_profile_have_a_line_each() -> None:
    told = [replace(at(Code.PROFILE_MUST, "", problem=rule, remedy=""), rule=rule) for rule in ("R-1", "R-2", "R-1")]
    assert [(d.rule, len(d.each())) for d in in_lines(told)] == [("R-1", 2), ("R-2", 1)]


def test_doubt_about_the_whole_comes_first() -> None:
    told = [at(Code.NO_NUMBER, ""), at(Code.STRUCTURE_DOUBTFUL, "", reasons="no formula"), at(Code.NO_FORMULA, "")]
    assert [d.code for d in in_lines(of_the_text(told, Outline(Document())))] == [
        Code.STRUCTURE_DOUBTFUL,
        Code.NO_NUMBER,
    ]


def test_citations_without_a_link_are_one_line_that_says_why_and_those_without_a_date_another() -> None:
    told = [
        at(Code.YEAR_UNKNOWN, "para_1", text="A/CONF.900/8"),
        at(Code.NOTHING_BEFORE, "para_2", text="the same resolution"),
        at(Code.YEAR_UNKNOWN, "para_2", text="A/CONF.900/9"),
        at(Code.SYMBOL_UNKNOWN, "para_3", text="A/900/43.Add.1.2"),
        at(Code.ORGAN_WITHOUT_ADDRESS, "para_4", text="2004/16", date=""),
        at(Code.SYMBOL_OF_OTHERS, "para_5", text="QQQ/2044/7"),
        at(Code.REFERENCE_OPEN, "para_6", text="Ibid."),
    ]
    lines = in_lines(of_the_text(told, Outline(Document())))
    assert [line.message for line in lines if is_remark(line)] == [
        "the dates of 2 documents are not known: the addresses of the links to them say that the date is not "
        "known; the words are unchanged: “A/CONF.900/8”, “A/CONF.900/9”",
        "2 citations are not linked: “the same resolution” (unclear to which document it belongs), "
        "“A/900/43.Add.1.2” (not in the form of a symbol)",
    ]
    assert [line.code.code for line in lines if not is_remark(line)] == ["C115", "C116"]


def test_links_to_one_document_without_a_date_are_said_once() -> None:
    told = [at(Code.YEAR_UNKNOWN, f"para_{n}", text=f"A/CONF.900/{8 + n // 3}") for n in (1, 2, 3)]
    first, other = of_the_text(told, Outline(Document()))
    assert first.message.startswith("the date of “A/CONF.900/8” is not known: the address of 2 links to it says")
    assert other.message.startswith("the date of “A/CONF.900/9” is not known: the address of 1 link to it")
    assert [d.position.eid for d in (first, other)] == ["para_1", "para_3"]


def test_what_a_plain_document_lacks_is_not_said_of_it() -> None:
    told = [at(code, "") for code in (Code.ADOPTION_UNKNOWN, Code.NO_NUMBER, Code.NOT_A_RESOLUTION)]
    told += [Code.DATE_UNKNOWN.at(level="adoption"), at(Code.NUMBER_GAP, "para_3", found="3.", previous="1.")]
    left = [d.code for d in of_the_text(told, Outline(Document()))]
    assert left == [Code.NOT_A_RESOLUTION, Code.NUMBER_GAP]


def test_a_text_of_the_register_is_told_although_another_organ_stands_beside_it() -> None:
    told = [at(Code.ORGAN_WITHOUT_ADDRESS, "para_4", text="70/262", date="2016-04-27")]
    assert [d.code for d in of_the_text(told, Outline(Document()))] == [Code.WITHOUT_ADDRESS]


def test_a_declaration_is_one_line() -> None:
    lines = ["A/RES/99/9", "Declaration of the keepers", "The General Assembly,", "Adopts the following declaration:"]
    lines += [f"{n}. We reaffirm lamp {n}." for n in range(1, 9)]
    blocks = tuple(Block(Text(line), source=Position("a.txt", n)) for n, line in enumerate(lines, 1))
    parsed = parse_blocks(blocks)
    told = in_lines(remarks_on(Outline(parsed.value, blocks), parsed.diagnostics, source="a.txt"))
    (declared,) = (d for d in told if d.code.code[0] == "S")
    assert declared.code is Code.DECLARATION
    assert declared.message.startswith("in 8 of 9 paragraphs no opening verb")


def test_a_declaration_counts_all_paragraphs_without_an_action() -> None:
    rows = [at(Code.UNKNOWN_OPENING, f"para_{n}", phrase="Lamps") for n in range(1, 7)]
    document = Document(body=tuple(Operative(f"{n}.", (Text("Lamps"),)) for n in range(1, 11)))
    (declared,) = of_the_text(rows, Outline(document))
    assert declared.message.startswith("in 10 of 10 paragraphs no opening verb")


def test_a_table_that_was_read_as_paragraphs_is_no_declaration() -> None:
    rows = [at(Code.UNKNOWN_OPENING, f"para_{n}", phrase="Lamps") for n in range(1, 9)]
    document = Document(body=tuple(Operative(f"{n}.") for n in range(1, 9)))
    assert [d.code for d in of_the_text(rows, Outline(document))] == [Code.DECLARATION]
    lost = at(Code.TABLE_LOST, "para_9", count=8, words="Lamps 8")
    assert [d.code for d in of_the_text([*rows, lost], Outline(document))] == [Code.TABLE_LOST]


def test_a_paragraph_without_a_number_among_numbered_ones_needs_no_action() -> None:
    document = Document(body=tuple(Operative(number) for number in ("", "8.", "9.")))
    told = [at(Code.UNKNOWN_OPENING, eid, phrase="Lamps") for eid in ("para_1", "para_8")]
    assert [d.position.eid for d in of_the_text(told, Outline(document))] == ["para_8"]
    alone = Document(body=(Operative(""),))
    assert len(of_the_text(told[:1], Outline(alone))) == 1


def test_a_number_that_stands_twice_in_a_row_is_said_once() -> None:
    again = at(Code.NUMBER_OUT_OF_ORDER, "para_3_2", found="3.", previous="3.")
    told = [again, at(Code.NUMBER_TWICE, "para_3_2", number="3.")]
    assert of_the_text(told, Outline(Document())) == (again,)


def test_an_opening_that_is_not_known_is_said_once() -> None:
    text = "The General Assembly,\n\nRecalling the lamps,\n\n1. Yearns for light;\n\n2. Decides to wait.\n"
    told = [d for d in convert(text.encode(), options=Options(from_="text")).diagnostics if d.position.eid == "para_1"]
    assert [(d.code, d.position.line) for d in told] == [(Code.UNKNOWN_OPENING, 5)]


def test_a_later_verb_is_told_where_the_first_is_not_known() -> None:
    eid = "para_16"
    told = [at(Code.UNKNOWN_OPENING, eid, phrase="x"), at(Code.ACTION_LATER, eid, phrase="urges", words="x")]
    document = Document(body=tuple(Operative(f"{n}.") for n in range(20)))
    assert [d.code for d in of_the_text(told, Outline(document))] == [Code.ACTION_LATER]
    assert of_the_text(told[1:], Outline(document)) == ()


def test_a_date_that_stays_out_is_told_once() -> None:
    missing = replace(at(Code.PROFILE_SHOULD, "", problem="no publication", remedy=""), rule="R-040")
    early = at(Code.ISSUED_BEFORE_ADOPTION, "coverPage", issued="2044-01-01", adopted="2044-02-02")
    assert of_the_text([missing], Outline(Document())) == (missing,)
    assert of_the_text([early, missing], Outline(Document())) == (early,)


def test_a_formula_that_is_lost_is_told_once() -> None:
    missing = replace(at(Code.PROFILE_SHOULD, "container_1", problem="no formula first", remedy=""), rule="R-009")
    doubt = at(Code.STRUCTURE_DOUBTFUL, "", reasons="it has no enacting formula")
    assert of_the_text([doubt, missing], Outline(Document())) == (doubt,)


def test_joins_are_told_after_a_heading_or_where_no_page_can_have_cut() -> None:
    document = Document(Metadata(language="eng"))
    joins = (("Lamps", "of lamps", 90), ("Lamps", "Item 26", 90), ("Lamps and", "Nations", 800), ("Lamps", "وقد", 90))
    joins += (("Recalling the United", "Nations", 90), ("(b) Lamps", "Nations", 90))
    told = [
        at(Code.PARAGRAPH_JOINED, f"para_{n}", opening=opening, following=words, before=str(size))
        for n, (opening, words, size) in enumerate(joins)
    ]
    assert [dict(d.details)["following"] for d in of_the_text(told, Outline(document))] == ["Item 26", "وقد"]
    assert len(of_the_text(told, Outline(document), joins_doubtful=True)) == len(told)


def test_joins_of_an_action_are_told_where_no_page_parted_it_from_a_paragraph_without_a_number() -> None:
    document = Document(Metadata(language="fra"))
    joins = (
        ("Rappelant les lampes", "notant les mèches", False, "container_1"),
        ("Rappelant les lampes", "notant les mèches", True, "container_2"),
        ("3. Prie les gardiens", "demande un rapport", False, "para_3"),
        ("Pour : Atlantide,", "Utopie, Laputa", False, "conclusions"),
    )
    told = [
        at(Code.PARAGRAPH_JOINED, eid, opening=opening, following=words, before="90", parted=parted)
        for opening, words, parted, eid in joins
    ]
    assert [d.position.eid for d in of_the_text(told, Outline(document))] == ["container_1"]


def test_joins_in_a_script_without_capitals_are_told_after_a_heading() -> None:
    document = Document(Metadata(language="zho"))
    joins = (
        ("灯塔圆桌会议1：加强灯塔", "灯塔圆桌会议2：评估", 90),
        ("回顾灯塔守护者", "的报告", 90),
        ("灯塔", "的报告", 300),
    )
    told = [
        at(Code.PARAGRAPH_JOINED, f"para_{n}", opening=opening, following=words, before=str(size))
        for n, (opening, words, size) in enumerate(joins)
    ]
    assert [d.position.eid for d in of_the_text(told, Outline(document))] == ["para_0"]


def test_grades() -> None:
    schema, error, warning, info = (
        Code.XSD_TEXT.at(),
        Code.PROFILE_MUST.at(),
        Code.NUMBER_GAP.at(),
        Code.WITHOUT_ADDRESS.at(),
    )
    assert [grade_of(d) for d in (schema, error, warning, info)] == ["schema", "meaning", "style", ""]
    assert [fails([d], "meaning") for d in (schema, error, warning, info)] == [True, True, False, False]
    assert not any(fails([d], "never") for d in (schema, error, warning, info))


def test_a_document_that_is_cited_by_its_number_and_in_full_is_one() -> None:
    text = b"""A/RES/99/7

Resolution adopted by the General Assembly on 9 December 2044

99/7. Lanterns

The General Assembly,

Recalling its decision 98/407 and A/DEC/98/407,

1. Decides to keep the lamps lit, in accordance with decision A/DEC/98/407.
"""
    (said,) = [d for d in convert(text).diagnostics if d.code is Code.YEAR_UNKNOWN]
    assert said.message.startswith("the date of \u201c98/407\u201d is not known: the address of 3 links to it")


def test_headings_that_begin_anew_are_told_once_each() -> None:
    numbers = ("I", "II", "I", "II", "I", "II")
    parts = [f"{num}. Lamps of coast {n}\n\n{n}. Welcomes the lamps of it;\n\n" for n, num in enumerate(numbers, 1)]
    text = f"The General Assembly,\n\n{''.join(parts)}7. Decides to wait.\n"
    found = [one for d in convert(text.encode()).diagnostics for one in d.each()]
    assert [one.code for one in found if one.code in (Code.NUMBER_TWICE, Code.HEADING_NUMBER_GAP)] == [
        Code.NUMBER_TWICE,
        Code.NUMBER_TWICE,
    ]
