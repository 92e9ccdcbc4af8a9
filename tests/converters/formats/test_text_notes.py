"""Notes and their calls in plain text, in every form in which they are printed, scanned and dumped."""

from __future__ import annotations

import pytest

from akn.blocks import Block, NoteBlock
from akn.text import Text
from akn.walk import texts_of
from converters import Options
from converters.formats import text as text_format
from converters.formats.printed.labels import match_note
from converters.reading import read_works
from tests.converters.formats.text_shown import noticed, shown


@pytest.mark.parametrize(
    ("call", "body"),
    [
        ("¹", "¹"),
        ("⁽¹⁾", "⁽¹⁾"),
        ("(¹)", "(¹)"),
        ("^1", "^1"),
        ("^(1)", "(1)"),
        ("^(١)", "(١)"),
        ("^(1)", "^(1)"),
        ("^{1}", "^{1}"),
        ("$^{1}$", "^1"),
        ("[^1]", "[^1]:"),
        ("<sup>1</sup>", "<sup>1</sup>"),
        ("[1]", "[1]"),
        ("(1)", "(1)"),
        (")1(", ")1("),
    ],
)
def test_a_call_and_its_note_are_found_in_every_form(call: str, body: str) -> None:
    text = f"Recalling its resolution 97/3,{call} and the report,\n\n____________________\n\n{body} See A/97/1.\n"
    assert shown(text) == ["Recalling its resolution 97/3,{1} and the report,", "NOTE 1: See A/97/1."]


@pytest.mark.parametrize("around", ["\u200e", "\u200f", "\u061c", "\u2066"])
@pytest.mark.parametrize(("call", "body"), [("¹", "¹"), ("¹", "1"), ("(1)", "(1)"), ("[1]", "[1]"), ("*", "*")])
def test_marks_of_direction_around_every_word_hide_no_note(call: str, body: str, around: str) -> None:
    lines = f"Recalling the lamps,{call} and tides\n\n__________\n\n{body} See A/97/1.".split("\n")
    text = "\n".join(" ".join(f"{around}{word}{around}" for word in line.split()) for line in lines)
    assert [line.replace(around, "") for line in shown(text)] == [
        f"Recalling the lamps,{{{'*' if call == '*' else '1'}}} and tides",
        f"NOTE {'*' if call == '*' else '1'}: See A/97/1.",
    ]


def test_a_number_before_a_dash_is_no_note_with_marks_of_direction_either() -> None:
    assert len(shown("Lamps of\u200f1 and tides\n\n\u200f1\u200f \u200f- Burns.")) == 2


@pytest.mark.parametrize(
    ("printed", "marker"), [("¹²", "12"), ("^(١٢)", "12"), ("^(a)", "a"), ("ᵃ", "a"), ("^(*)", "*")]
)
def test_a_marker_is_told_in_plain_digits_and_letters(printed: str, marker: str) -> None:
    body = printed if printed != "ᵃ" else "ᵃ "
    text = f"Recalling its resolution{printed} and the report,\n\n____________________\n\n{body} See A/97/1.\n"
    note = text_format.read(text.encode()).value[-1]
    assert isinstance(note, NoteBlock)
    assert (note.marker, note.key) == (marker, marker)


def test_a_note_that_a_page_end_put_into_a_paragraph_leaves_two_halves() -> None:
    text = "The report^(1) and all measures to\n\n(1) A/97/1.\n\n(2) A/97/2.\n\nalter it,^(2)\n\nNext.\n"
    assert shown(text) == [
        "The report{1} and all measures to ...",
        "NOTE 1: A/97/1.",
        "NOTE 2: A/97/2.",
        "alter it,{2}",
        "Next.",
    ]


def test_notes_at_the_end_cut_nothing() -> None:
    assert shown("Recalling A/97/1,^(1)\n\n(1) See there.\n") == ["Recalling A/97/1,{1}", "NOTE 1: See there."]


def test_a_repeated_call_names_the_same_note() -> None:
    text = "Geneva,^(1) Tunis^(2) and Geneva^(1) again\n\n(1) First.\n\n(2) Second.\n"
    assert shown(text)[0] == "Geneva,{1} Tunis{2} and Geneva{1} again"


def test_numbers_that_begin_again_in_an_annex_name_other_notes() -> None:
    rule = "____________________"
    text = f"Body¹ and² more.\n\nAnnex¹ and² more.\n\n{rule}\n\n¹ One.\n\n² Two.\n\n¹ Annex one.\n\n² Annex two.\n"
    assert shown(text) == [
        "Body{1} and{2} more.",
        "Annex{1.2} and{2.2} more.",
        "NOTE 1: One.",
        "NOTE 2: Two.",
        "NOTE 1.2: Annex one.",
        "NOTE 2.2: Annex two.",
    ]


def test_a_note_may_call_a_note() -> None:
    assert shown("Text.¹\n\n____________________\n\n¹ See note 2.²\n\n² Inner.\n") == [
        "Text.{1}",
        "NOTE 1: See note 2.{2}",
        "NOTE 2: Inner.",
    ]


def test_list_items_in_brackets_are_no_notes() -> None:
    text = "The plan^(1) has parts:\n\n(1) The first part;\n\n(2) The second part.\n\n(1) See A/97/1.\n"
    assert "(2) The second part." in shown(text)
    assert shown("As in paragraph (1) above:\n\n(a) An item;\n\n(b) Another.\n") == [
        "As in paragraph (1) above:",
        "(a) An item;",
        "(b) Another.",
    ]


def test_a_number_in_brackets_in_arabic_text_is_no_call_unless_a_note_has_it() -> None:
    text = "إذ تشير إلى قرارها(1) والفقرة (3) منه،\n\n____________________\n\n(1) القرار 97/3.\n"
    assert shown(text) == ["إذ تشير إلى قرارها{1} والفقرة (3) منه،", "NOTE 1: القرار 97/3."]


def test_a_call_without_a_note_stays_text_and_is_reported() -> None:
    text = "Recalling its resolution^(4) and the report,\n"
    assert shown(text) == ["Recalling its resolution^(4) and the report,"]
    found = noticed(text)["CALL_WITHOUT_NOTE"]
    assert ": 4" in found.message
    assert (found.position.line, found.position.column) == (1, 25)


def test_a_note_without_a_call_stays_a_paragraph_and_is_reported() -> None:
    text = "Recalling its resolution¹ and the report,\n\n____________________\n\n¹ A/97/1.\n\n² A/97/2.\n"
    assert shown(text) == ["Recalling its resolution{1} and the report,", "NOTE 1: A/97/1.", "² A/97/2."]
    found = noticed(text)["NOTE_WITHOUT_CALL"]
    assert found.position.line == 7
    assert "printed as 2;" in found.message


def test_stars_behind_names_are_characters_and_their_legend_is_paragraphs() -> None:
    rule = "____________________"
    lines = [
        "Anna Berg (Norway),* Bo Lind (Sweden),** Carl Ek (Finland).*",
        rule,
        "* Until 2051.",
        "** Until 2052.",
        "End",
    ]
    assert shown("\n\n".join(lines)) == lines


def test_a_star_behind_a_title_calls_the_note_at_the_foot() -> None:
    assert shown("Report on the night sky*\n\nText.\n\n____________________\n\n* Not edited.\n") == [
        "Report on the night sky{*}",
        "Text.",
        "NOTE *: Not edited.",
    ]


def test_square_and_cubic_metres_are_no_calls() -> None:
    text = "An area of 5 km² and 7 m³, as reported,² it is said¹\n\n____________________\n\n² Two.\n\n¹ One.\n"
    assert shown(text)[0] == "An area of 5 km² and 7 m³, as reported,{2} it is said{1}"


def test_calls_in_cells_of_a_table_are_found() -> None:
    text = "Driver^(a)\tG-2\t4\nClerk\tG-4^(b)\t1\n\n^(a) Until June.\n\n^(b) From July.\n"
    assert shown(text) == [
        "TABLE Driver{a} | G-2 | 4 || Clerk | G-4{b} | 1",
        "NOTE a: Until June.",
        "NOTE b: From July.",
    ]


def _dump(*pages: str) -> str:
    return "\f\n".join(f"{page}\n\n{n}/{len(pages)}    44-12345" for n, page in enumerate(pages, 1)) + "\n"


def _uncut(text: str) -> list[str]:
    return [line.removesuffix(" ...") for line in shown(text)]


def test_bare_numbers_in_a_dump_are_calls_in_the_order_of_the_notes() -> None:
    text = _dump(
        "     Recalling its resolution of 2 December 2043,1 paragraphs 4, 5 and 7 of A/97/2,\nand all people,2\n\n"
        "1 A/97/1.\n2 See A/97/3, para. 4.",
        "     Noting resolution 97/33 and paragraph 3 of it,\n\n3 Ibid.",
    )
    assert _uncut(text) == [
        "Recalling its resolution of 2 December 2043,{1} paragraphs 4, 5 and 7 of A/97/2, and all people,{2}",
        "NOTE 1: A/97/1.",
        "NOTE 2: See A/97/3, para. 4.",
        "Noting resolution 97/3{3} and paragraph 3 of it,",
        "NOTE 3: Ibid.",
    ]


def test_a_call_glued_to_a_year_is_found() -> None:
    text = _dump("     Rappelant sa résolution du 3 décembre 20431,\n\n1 A/97/1.", "     Notant que cela suffit,")
    assert _uncut(text)[:2] == ["Rappelant sa résolution du 3 décembre 2043{1},", "NOTE 1: A/97/1."]


def test_notes_out_of_order_at_the_foot_find_their_calls() -> None:
    text = _dump("     One,1 two,2 three,3 and so on,\n\n1 First.\n3 Third.\n2 Second.", "     More,")
    assert _uncut(text)[:4] == [
        "One,{1} two,{2} three,{3} and so on,",
        "NOTE 1: First.",
        "NOTE 3: Third.",
        "NOTE 2: Second.",
    ]


def test_wrapped_notes_are_whole_and_numbers_in_them_begin_no_note() -> None:
    text = _dump(
        "     Recalling one,1 and another,2\n\n1 Official Records, Supplement No.\n25 (A/97/25), annex.\n2 Ibid.",
        "     More,",
    )
    assert shown(text)[1:3] == ["NOTE 1: Official Records, Supplement No. 25 (A/97/25), annex.", "NOTE 2: Ibid."]


def test_superscripts_set_apart_on_lines_of_their_own_are_markers() -> None:
    page = """
                     Recalling the advisory opinion on the night sky 1 and the report of the
                Secretary-General, 2 as well as article 3 of the Statute of 1 May 2041,

        __________________
            1
              See A/97/1 and
              A/97/2.
            2
              Ibid., para. 4.
"""
    assert shown(page) == [
        "Recalling the advisory opinion on the night sky{1} and the report of the Secretary-General,{2} as well as "
        "article 3 of the Statute of 1 May 2041,",
        "NOTE 1: See A/97/1 and A/97/2.",
        "NOTE 2: Ibid., para. 4.",
    ]


def test_a_note_that_goes_on_at_the_foot_of_the_next_page_is_whole() -> None:
    rule = "____________________"
    first = f"     Recalling it,1 and\n\n{rule}\n1 See the long note that\n"
    text = f"{first}\f     Noting it,2\n\n{rule}\ngoes on here.\n2 Short.\n"
    assert [line for line in shown(text) if line.startswith("NOTE")] == [
        "NOTE 1: See the long note that goes on here.",
        "NOTE 2: Short.",
    ]


def test_the_closing_date_is_no_note() -> None:
    text = "1. Decides to meet in the year20441 again.\n\n7th plenary meeting\n\n1 December 2044\n"
    assert shown(text)[-1] == "1 December 2044"


_TYPED = {
    "en": ("Recalling the Convention on Bees{} and the report,{} and the other report,{}", "See A/98/{}.", "Annex"),
    "es": ("Recordando el Convenio sobre las Abejas{} y el informe,{} y el otro informe,{}", "Véase A/98/{}.", "Anexo"),
    "ru": ("ссылаясь на Конвенцию о пчелах{} и на доклад,{} а также на другой доклад,{}", "См. A/98/{}.", "Приложение"),
    "zh": ("回顾《蜜蜂公约》{}和报告，{}以及另一份报告，{}", "见A/98/{}。", "附件"),
}


@pytest.mark.parametrize("rule", ["______________"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("signs", ["123", "¹²³"])
@pytest.mark.parametrize("language", _TYPED)
def test_notes_that_an_annex_follows_are_notes(language: str, signs: str, between: str, rule: str) -> None:
    calling, note, annex = _TYPED[language]
    notes = between.join(f"{sign} {note.format(sign_number)}" for sign_number, sign in enumerate(signs, 1))
    text = f"{calling.format(*signs)}\n\n19 May 2044\n\n{rule}\n{notes}\n\n{annex}\n\n1. One.\n\n2. Two.\n"
    assert shown(text) == [
        calling.format("{1}", "{2}", "{3}"),
        "19 May 2044",
        *[f"NOTE {n}: {note.format(n)}" for n in (1, 2, 3)],
        annex,
        "1. One.",
        "2. Two.",
    ]


@pytest.mark.parametrize("behind", ["", "\n\nAnnex\n\nOne."])
@pytest.mark.parametrize("between", ["\n\n_______\n"])
def test_notes_typed_below_the_text_with_or_without_a_blank_line_are_notes(between: str, behind: str) -> None:
    closing = f"54th meeting\n19 May 2044{between}1 See A/98/1.\n2 A/98/2."
    text = f"Recalling the Convention1 and the report,2\n\n{closing}{behind}\n"
    assert shown(text)[1:5] == ["54th meeting", "19 May 2044", "NOTE 1: See A/98/1.", "NOTE 2: A/98/2."]


def test_a_note_that_nothing_calls_stays_a_paragraph_and_no_part_of_the_one_above() -> None:
    text = "Recalling the Convention1 and the report,2\n\n____________\n1 See A/98/1.\n2 A/98/2.\n3 A/98/999.\n"
    assert shown(text)[1:] == ["NOTE 1: See A/98/1.", "NOTE 2: A/98/2.", "3 A/98/999."]
    assert "printed as 3;" in noticed(text)["NOTE_WITHOUT_CALL"].message


def test_numbered_lines_that_are_not_called_and_rows_of_a_table_are_no_notes() -> None:
    listed = "Recalling the Convention,\n\n1 Purpose of the Day\n2 Scope of the Day\n\nAnnex\n\nOne.\n"
    assert not any(line.startswith("NOTE") for line in shown(listed))
    table = "Recalling the Convention1 and the report,2\n\n1\tBees\n2\tHives\n\nAnnex\n\nOne.\n"
    assert not any(line.startswith("NOTE") for line in shown(table))


def test_numbers_without_a_sign_begin_no_notes_where_those_below_the_rule_have_signs() -> None:
    rows = "3 Bees 669\n\n4 Hives 127\n\n5 Lamps 546"
    text = f"批款共计3 121元，用于下列用途：\n\n{rows}\n\n小计 1 342\n\n报告¹ 已读。\n\n________\n\n¹ 见A/98/1。\n"
    assert [line for line in shown(text) if line.startswith("NOTE")] == ["NOTE 1: 见A/98/1。"]
    assert shown(text)[1:4] == ["3 Bees 669", "4 Hives 127", "5 Lamps 546"]


_FOOT = "\n\n\n{} See A/97/1.\n\n                                    1/1\n"


def _page(text: str, marker: str) -> list[str]:
    """What is shown of a page of a dump: the text, and one note at its foot."""
    return shown(f"Distr.: General\n\nThe General Assembly,\n\n{text}{_FOOT.format(marker)}")[2:]


@pytest.mark.parametrize(
    ("text", "marker"), [("98 (1952). Resolution on lamps", "2"), ("See resolution 73 (1949)", "3")]
)
def test_a_year_and_the_number_before_it_have_no_call(text: str, marker: str) -> None:
    assert _page(text, marker)[0] == text


def test_a_call_that_a_space_sets_apart_stands_between_those_beside_it() -> None:
    text = "Recalling the report,1 decision EC-94/DEC.2 2 and the keepers,3"
    assert _page(text, "1 See A/97/2.\n2 See A/97/3.\n3")[0] == (
        "Recalling the report,{1} decision EC-94/DEC.2{2} and the keepers,{3}"
    )


def test_what_follows_a_sign_inside_a_word_may_have_a_call() -> None:
    assert _page("Recalling its resolution 72/1902 and the report of the keepers,", "2") == [
        "Recalling its resolution 72/190{2} and the report of the keepers,",
        "NOTE 2: See A/97/1.",
    ]


def test_the_day_of_a_date_is_no_call_in_a_script_without_spaces() -> None:
    assert _page("审议了2044年7月1日至12月31日灯塔的报告，1", "1") == [
        "审议了2044年7月1日至12月31日灯塔的报告，{1}",
        "NOTE 1: See A/97/1.",
    ]


_REISSUED = {
    "en": ("A/RES/99/7*", "* Reissued for technical reasons on 12 December 2044."),
    "fr": ("A/RES/99/7*", "* Nouveau tirage pour raisons techniques (12 décembre 2044)."),
    "ar": ("A/RES/99/7*", "* أعيد إصدارها لأسباب فنية في 12 كانون الأول/ديسمبر 2044."),
}


def test_a_list_with_stars_for_bullets_is_no_note() -> None:
    assert shown("A/RES/99/7\n\nOne:\n\n* two\n\n* three\n")[-1].endswith("three")
    assert not any(line.startswith("NOTE") for line in shown("A/RES/99/7\n\nOne:\n\n* two\n\n* three\n"))


def test_an_article_that_is_set_before_a_number_without_a_space_makes_no_call() -> None:
    text = "إذ تشير إلى الاتفاقية1 وإلى المؤتمر المعقود في 25 و26 أيار،\n\n1 انظر A/98/1.\n"
    assert shown(text)[-1] == "NOTE 1: انظر A/98/1."
    assert "CALL_WITHOUT_NOTE" not in noticed(text)


def test_a_number_that_begins_a_wrapped_line_of_a_note_is_no_note_that_nothing_calls() -> None:
    """The next note has it, or a smaller one."""
    first = "1 See A/98/1.\n2 Report of the meeting from\n5 to 13 May 2044, recommendation\n3.\n"
    second = "3 A/98/3.\n4 A/98/4.\n5 A/98/5.\n"
    text = f"Recalling the Convention1 and the report,2\n\n____________\n{first}\fNoting the annex,3 {_MORE}\n{second}"
    assert "NOTE_WITHOUT_CALL" not in noticed(text)
    assert "NOTE 2: Report of the meeting from 5 to 13 May 2044, recommendation 3." in shown(text)
    assert "NOTE 3: A/98/3." in shown(text)


_MORE = "the table4 and the map,5\n\n____________"


def test_a_note_that_nothing_calls_does_not_tear_a_sentence_that_a_page_cuts() -> None:
    text = "Recalling the Convention1 and all\n\n____________\n1 See A/98/1.\n2 A/98/2.\n\fthat follows from it,\n"
    assert shown(text) == [
        "Recalling the Convention{1} and all ...",
        "NOTE 1: See A/98/1. 2 A/98/2.",
        "that follows from it,",
    ]
    assert "printed as 2;" in noticed(text)["NOTE_WITHOUT_CALL"].message


@pytest.mark.parametrize(
    "other",
    [
        "以3票赞成、2票反对、12票弃权通过，",
        "审议了第97/212号决议和第12次会议，",
        "铭记2月22日灯塔日和“2·22”运动，",
        "铭记“灯塔”和“2·22灯塔”运动，",
    ],
)
def test_numbers_that_words_of_a_script_without_spaces_follow_are_no_calls(other: str) -> None:
    assert _page(f"{other}\n\n欢迎守护者的报告2 以及{other}", "2") == [
        other,
        f"欢迎守护者的报告{{2}} 以及{other}",
        "NOTE 2: See A/97/1.",
    ]


def test_a_call_behind_the_number_of_a_resolution_is_no_day() -> None:
    assert _page("回顾第99/189号3和第99/240号决议，", "3")[0] == "回顾第99/189号{3}和第99/240号决议，"


@pytest.mark.parametrize("name", ["“灯塔”", "„Leuchtturm“", "”المنارة“"])
def test_a_call_may_stand_behind_the_quotation_mark_that_closes(name: str) -> None:
    assert _page(f"x {name}1 y", "1")[0] == f"x {name}{{1}} y"


def test_a_number_that_a_page_divides_has_no_call() -> None:
    text = "大会，\n\n回顾灯塔公约1 和题为灯塔和港口的决议第2\n\n1 A/98/1。\n2 A/98/2。\n\f3号和另一份报告，2\n"
    assert shown(text)[1] == "回顾灯塔公约{1} 和题为灯塔和港口的决议第2 ..."
    assert shown(text)[-1] == "3号和另一份报告，{2}"


def test_a_wrapped_date_in_a_note_begins_no_note() -> None:
    body = "回顾灯塔公约，1 港口公约，2 灯塔公约，3 灯塔\n公约，4 港口和灯塔公约，5"
    foot = "1 见灯塔和港口关于灯塔公约的决议以及守护者204\n5年12月8日。\n2 见。\n3 见。\n4 见。\n5 同上。"
    notes = [line for line in shown(f"大会，\n\n{body}\n\n{foot}\n") if line.startswith("NOTE")]
    assert notes[0] == "NOTE 1: 见灯塔和港口关于灯塔公约的决议以及守护者2045年12月8日。"
    assert notes[-1] == "NOTE 5: 同上。"


@pytest.mark.parametrize("number", ["28,2 %", "1,2 milliard", "1,2 °C", "42 %", "42°"])
def test_a_decimal_or_a_share_has_no_call(number: str) -> None:
    text = f"Rappelant les {number} de lampes,\n\nNotant la convention de 20442 sur les ports,"
    assert _page(text, "2")[0] == f"Rappelant les {number} de lampes,"


def test_the_symbol_of_the_masthead_has_no_call_behind_its_number() -> None:
    assert _page("A/RES/99/22\n\n回顾公约2和决议，", "2")[0] == "A/RES/99/22"


def test_a_number_that_begins_a_line_of_a_note_is_none_of_the_notes_before() -> None:
    pages = (
        "Recalling one,1 two,2 and three,3\n\n2 Two.\n1 One.\n3 Three.\n",
        "Recalling four4 and five,5\n\n4 Official Records, of\n2 May to\n1 June.\n5 Five.\n",
    )
    assert shown("\f".join(pages))[-2:] == ["NOTE 4: Official Records, of 2 May to 1 June.", "NOTE 5: Five."]


def test_a_digit_of_a_plain_number_on_another_page_is_no_call() -> None:
    pages = (
        "Recalling one,1 and more,\n\n1 One.\n2 Two.\n",
        "Noting 32 of the 46 lamps,\n\n3 Three.\n",
        "Noting all,3\n",
    )
    assert shown("\f".join(pages))[2] == "Noting 32 of the 46 lamps, ..."


_WORDS = "the harbours of the islands and of the coasts that keep their lamps from dusk to dawn"


@pytest.mark.parametrize(
    "foot",
    [
        "7\nA/99/12.\n",  # no number that is due
        "1\nA/99/12.\n3\nA/99/13.\n",  # not in a row
        "1\nlamp\n2\nboats\n",  # nothing above calls them
    ],
)
def test_lone_numbers_that_are_not_called_in_a_row_are_no_notes(foot: str) -> None:
    first = f"Recalling its charter of the lighthouses and {_WORDS},\nWelcoming the report of the keepers on it,\n"
    found = shown(f"{first}{foot}\fNoting {_WORDS} with the\nprogress made since,\n")
    assert not [line for line in found if line.startswith("NOTE")]


def test_a_call_that_a_space_sets_apart_is_found_if_no_other_number_can_be_it() -> None:
    """Programs set some calls apart; the number of the source in brackets is whole, though a call could end it."""
    text = (
        "[on the report of the Third Committee (A/99/481, para. 72)]\n\nGuided by the Declaration of Harbours 1  and\n"
    )
    text += "the Programme of Action,2  as well as the Covenants on Lamps3 and other instruments,\n\n"
    text += "____________\n1  Resolution 98/1.\n2  A/CONF.999/24, chap. III.\n3  Resolution 98/2, annex.\n"
    found = shown(text)
    assert found[0] == "[on the report of the Third Committee (A/99/481, para. 72)]"
    assert found[1] == (
        "Guided by the Declaration of Harbours{1} and the Programme of Action,{2} as well as the Covenants on Lamps{3} "
        "and other instruments,"
    )


def test_of_several_numbers_that_a_space_sets_apart_none_is_taken_for_the_call() -> None:
    text = "Guided by article 1 of the Declaration and by section 1 of the Code of Harbours as well as by\n"
    text += "the Programme of Action,2 the Covenants on Lamps3 and other instruments,\n\n"
    text += "____________\n1  Resolution 98/1.\n2  A/CONF.999/24, chap. III.\n3  Resolution 98/2, annex.\n"
    assert "{1}" not in shown(text)[0]
    assert "{2}" in shown(text)[0]


def test_a_call_set_apart_behind_a_comma_outweighs_the_end_of_another_number() -> None:
    """No number of a resolution loses a digit to a note whose call stands elsewhere."""
    text = (
        "Recalling its resolutions 98/12 of 27 September 2043,1 97/185 of 18 December 2042, 2  96/2 of 29 September\n"
    )
    text += "2041 and 95/18 of 6 October 2040,3 on the keepers of the lighthouses,\n\n"
    text += "____________\n1  A/99/1.\n2  A/99/2.\n3  A/99/3.\n"
    assert shown(text)[0] == (
        "Recalling its resolutions 98/12 of 27 September 2043,{1} 97/185 of 18 December 2042,{2} 96/2 of 29 September "
        "2041 and 95/18 of 6 October 2040,{3} on the keepers of the lighthouses,"
    )


def test_raised_numbers_begin_notes_without_a_rule_or_a_blank_line_after_a_long_one() -> None:
    text = "Recalling its resolution 97/3,¹\n\n1. Takes note of it.²\n\n¹ See also resolution 76/300.\n² A/97/1.\n"
    assert shown(text)[-2:] == ["NOTE 1: See also resolution 76/300.", "NOTE 2: A/97/1."]


def test_a_point_that_a_wrap_sets_at_the_beginning_of_a_line_stays_in_its_sentence() -> None:
    wide = "coordinate the whole of the work of the keepers of the lighthouses in line with paragraphs 3"
    text = (
        f"(a) {wide}\n(b) and 5 (c) of this resolution, and tell the islands of the work to be done there;\n\nNext.\n"
    )
    assert len(shown(text)) == 2


@pytest.mark.parametrize(
    ("line", "anywhere", "at_foot"),
    [
        ("$^{12}$ See the log.", "$^{12}$", "$^{12}$"),
        ("^{a} See the log.", "^{a}", "^{a}"),
        ("$^{12} See the log.", "", ""),
        ("^(*) See the log.", "^(*)", "^(*)"),
        ("12 See the log.", "", "12"),
        ("** See the log.", "", "**"),
        ("*2044年3月14日任期届满。", "", "*"),
        ("*任期届满。", "", "*"),
        ("*See* the log.", "", ""),
        ("(3) See the log.", "(3)", "(3)"),
        ("See the log.", "", ""),
    ],
)
def test_labels_in_running_text_and_at_the_foot(line: str, anywhere: str, at_foot: str) -> None:
    for foot, label in ((False, anywhere), (True, at_foot)):
        found = match_note(line, at_foot=foot)
        assert (found[1] if found else "") == label


_NOTES = ("The ledger of wicks, volume two, in the keeping of the harbour", "A/98/3.", "See page 4 of the ledger")


@pytest.mark.parametrize("form", ["^({})", "^{}", "[^{}]", "<sup>{}</sup>", "$^{{{}}}$", "{}.", "{}", "({})"])
@pytest.mark.parametrize("rule", ["___", "____\n", "________"])
def test_notes_a_line_each_below_a_rule_are_notes_of_their_own(form: str, rule: str) -> None:
    call = form if form[0] in "^[<$" else "^({})"
    one, two, three = (call.format(n) for n in (1, 2, 3))
    text = f"Recalling the lamps{one} and the oil{two} of the quay,\n\n1. Decides to count the wicks;{three}\n\n"
    notes = "\n".join(f"{form.format(n)} {note}" for n, note in enumerate(_NOTES, 1))
    assert shown(f"{text}{rule}\n{notes}\n") == [
        "Recalling the lamps{1} and the oil{2} of the quay,",
        "1. Decides to count the wicks;{3}",
        *(f"NOTE {n}: {note}" for n, note in enumerate(_NOTES, 1)),
    ]


@pytest.mark.parametrize("form", ["^({})", "^{}", "[^{}]", "<sup>{}</sup>", "^{{{}}}"])
def test_notes_with_a_sign_need_neither_rule_nor_blank_lines(form: str) -> None:
    one, two, three = (form.format(n) for n in (1, 2, 3))
    text = f"Recalling the lamps{one} and the oil{two} of the quay,{three}\n\n"
    text += f"{one} The ledger of wicks, volume two, in the keeping of the harbour\nmaster of the quay\n"
    text += f"{two} The book of oil, volume three, in the keeping of the same keeper\n{three} Last.\n"
    assert shown(text)[1:] == [
        "NOTE 1: The ledger of wicks, volume two, in the keeping of the harbour master of the quay",
        "NOTE 2: The book of oil, volume three, in the keeping of the same keeper",
        "NOTE 3: Last.",
    ]


@pytest.mark.parametrize(
    "form", ["^{}", "^({})", "[^{}]", "[{}]", "({})", "<sup>{}</sup>", "{}", "^{{{}}}", "){}("], ids=lambda form: form
)
def test_the_numbers_of_notes_may_be_above_999(form: str) -> None:
    labels = [form.format(number) for number in range(997, 1004)]
    body = "\n\n".join(f"{i}. Asks the States concerned{label} for help;" for i, label in enumerate(labels, 1))
    notes = "\n\n".join(f"{label} See document A/99/{i}." for i, label in enumerate(labels, 101))
    blocks = text_format.read(f"The Council,\n\n{body}\n\n__________\n\n{notes}\n".encode()).value
    assert [b.marker for b in blocks if isinstance(b, NoteBlock)] == [str(n) for n in range(997, 1004)]


def test_a_year_in_brackets_calls_no_note() -> None:
    text = "Recalling its resolutions 27 (1947) of 1 August, 30\n\n(1947) and 31 (1947) of 25 August;\n"
    assert not [b for b in text_format.read(text.encode()).value if isinstance(b, NoteBlock)]


@pytest.mark.parametrize("words", ["burning in 2 towns;", "burning;2", "burning 2;"])
def test_paragraphs_that_count_on_below_a_rule_are_no_notes(words: str) -> None:
    text = f"1. Calls upon all keepers to keep the light {words}\n\n__________\n\n2. Also calls upon them to count.\n"
    found = text_format.read(text.encode()).value
    assert [b.text.content for b in found if isinstance(b, Block)][-1] == "2. Also calls upon them to count."
    assert not [b for b in found if isinstance(b, NoteBlock)]


def test_the_number_of_a_bulleted_paragraph_calls_no_note() -> None:
    text = "1. Requests lamps;^(1)\n\n- 1. Recalling that lamps are lit,\n\n____\n^(1) One.\n^(1) Two.\n"
    found = list(text_format.read(text.encode()).value)
    (point,) = (b for b in found if isinstance(b, Block) and b.label == "- 1.")
    assert point.text == Text("Recalling that lamps are lit,")


def test_notes_at_the_end_of_a_typed_text_go_back_as_far_as_their_numbers() -> None:
    """Texts typed off volumes: the numbers go through a year, or begin again with 1; blank lines part the notes."""
    text = "Noting the reply of the keepers 1 and that\nof the pilots, 2 which are alike,\n\n1. Decides to wait.\n\n"
    notes = "1 Records of the Quay, p. 84\n(document Q/24).\n\n2 Ibid., pp. 85-86.\n"
    assert shown(text + notes) == [
        "Noting the reply of the keepers{1} and that of the pilots,{2} which are alike,",
        "1. Decides to wait.",
        "NOTE 1: Records of the Quay, p. 84 (document Q/24).",
        "NOTE 2: Ibid., pp. 85-86.",
    ]


def test_notes_at_the_end_of_all_pages_may_be_called_on_the_first() -> None:
    text = "Noting that on 17 December 2040 24 the lamps\nwere lit.\n\fDecides to wait.\n\n\fDecides to keep them.\n\n"
    assert shown(text + "\n24 Journal of the Quay, No. 1.\n") == [
        "Noting that on 17 December 2040{24} the lamps were lit.",
        "Decides to wait. ...",
        "Decides to keep them.",
        "NOTE 24: Journal of the Quay, No. 1.",
    ]


def test_a_note_that_is_called_twice_stands_at_the_first_call() -> None:
    text = "Noting the letter of 6 May 2041 31 and that of the pilots,\n\nNoting also the note of 7 May (Q/9), 31\n\n"
    text += "1. Recalls the letter of 6 May 2041, 31 as corrected.\n\n\n31 Ibid., document Q/9.\n"
    assert shown(text)[:3] == [
        "Noting the letter of 6 May 2041{31} and that of the pilots,",
        "Noting also the note of 7 May (Q/9),{31}",
        "1. Recalls the letter of 6 May 2041,{31} as corrected.",
    ]


def test_notes_that_are_called_in_another_order_have_the_only_number_that_can_be_their_call() -> None:
    text = "Noting the report of the keepers of the\nquay 5 on its lamps,\n\nRecalling the agreement of pilots, 4\n\n\n"
    notes = "4 Records, Special Supplement No. 3.\n\n5 Ibid., document Q/33.\n"
    assert shown(text + notes)[:2] == [
        "Noting the report of the keepers of the quay{5} on its lamps,",
        "Recalling the agreement of pilots,{4}",
    ]


def test_the_number_of_a_part_and_what_is_counted_are_no_calls() -> None:
    text = "Noting documents Q/79 and Add.1 1 of the keepers,\n\nAdopted by 7 votes to none.\n\n\n1 Records.\n"
    assert shown(text)[:2] == ["Noting documents Q/79 and Add.1{1} of the keepers,", "Adopted by 7 votes to none."]
    text = "Noting the lamps, 6\n\nAdopted by 7 votes to none.\n\n\n6 Records.\n\n7 Ibid.\n"
    assert shown(text)[1] == "Adopted by 7 votes to none."


def test_what_seems_to_count_is_a_call_between_those_of_its_neighbours() -> None:
    text = "Noting the letter of the bay, {}\n\n"
    text += "Noting the letter of the wardens 3 member States and 4 observers sent it,\n\n"
    text += "1. Asks the keepers for a report on the bay; 4\n\n\n"
    notes = "2 The letter is Q/33.\n\n3 See Q/34.\n\n4 See Q/35.\n"
    assert shown(text.format(2) + notes)[1] == (
        "Noting the letter of the wardens{3} member States and 4 observers sent it,"
    )
    assert shown(text.format("") + notes)[1] == (
        "Noting the letter of the wardens 3 member States and 4 observers sent it,"
    ), "no call of note 2 stands before it"


def test_points_in_brackets_that_a_later_paragraph_names_are_no_notes() -> None:
    text = (
        "Calls upon the keepers, as on 26 October 41 was asked:\n\n(1) To light the lamps ;\n\n(2) To count them ;\n\n"
    )
    text += "Asks the pilots to help where the keepers fail to comply with (1) and (2) above.\n\n\n41 See Records.\n"
    assert shown(text) == [
        "Calls upon the keepers, as on 26 October{41} was asked:",
        "(1) To light the lamps ;",
        "(2) To count them ;",
        "Asks the pilots to help where the keepers fail to comply with (1) and (2) above.",
        "NOTE 41: See Records.",
    ]


def test_the_figure_of_a_row_of_a_table_calls_no_note() -> None:
    text = "Noting the letter of 6 May 2041 1 and that of the pilots,\n\n1. Approves the posts:\n\n"
    rows = "New post Keeper of the lamps (LL) 1\n\nNew post Keeper of the bells (LL) 1\n\n"
    assert shown(text + rows + "\n1 Records of the Quay, p. 84.\n")[2:4] == [
        "New post Keeper of the lamps (LL) 1",
        "New post Keeper of the bells (LL) 1",
    ]


def test_works_of_one_text_have_notes_of_their_own_at_their_ends() -> None:
    def work(number: int, note: str) -> str:
        return (
            f"Resolution {number} (2044)\nof 4 March 2044\n\nThe Security Council,\n\n"
            f"Having examined the report of the wardens {note} for the year,\n\n1. Decides to keep the lamps lit.\n\n"
            f"Adopted unanimously at the 9999th meeting.\n\n{note} Official Records of the Wardens, part {number}.\n"
        )

    volume = "\n\n".join(work(900 + i, str(note)) for i, note in enumerate((17, 17, 4)))
    works = read_works(volume.encode(), "volume.txt", "text", Options(validate=False))
    assert [w.number for w in works.works] == ["900 (2044)", "901 (2044)", "902 (2044)"]
    notes = [w.result.value.notes for w in works.works]
    assert [[(n.marker, [t.content for t, _ in texts_of(n)]) for n in held] for held in notes] == [
        [(str(note), [f"Official Records of the Wardens, part {number}."])]
        for note, number in ((17, 900), (17, 901), (4, 902))
    ]
    assert works.rest == "", "no note stands between the works"
