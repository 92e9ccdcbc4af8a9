"""Hard line wraps undone: by blank lines, by indents, by neither; hyphens; scripts without spaces."""

from __future__ import annotations

from tests.converters.formats.text_shown import noticed, shown

_RECALLING = """Recalling its resolution 98/1 of 3 December 2043 on the protection of
the night sky, and the reports of the Secretary-General thereon, of
which it takes note with appreciation,"""
_REQUESTS = """1. Requests the Secretary-General to submit to it at its one-hundredth
session a report on the implementation of the present resolution;"""


def _whole(text: str) -> str:
    return " ".join(text.split())


def test_blank_lines_part_wrapped_paragraphs() -> None:
    text = f"The General Assembly,\n\n{_RECALLING}\n\n{_REQUESTS}\n"
    assert shown(text) == ["The General Assembly,", _whole(_RECALLING), _whole(_REQUESTS)]
    assert "3 line breaks" in noticed(text)["WRAPS_UNDONE"].message


def test_short_lines_part_paragraphs_where_no_blank_lines_do() -> None:
    text = f"The General Assembly,\n{_RECALLING}\n{_REQUESTS}\n2. Decides to remain seized.\n"
    assert shown(text) == [
        "The General Assembly,",
        _whole(_RECALLING),
        _whole(_REQUESTS),
        "2. Decides to remain seized.",
    ]


def test_indented_first_lines_part_paragraphs_where_no_blank_lines_do() -> None:
    lines = """
                The General Assembly,
                Recalling its resolution 98/1 of 3 December 2043 on the protection of the
            night sky, and the reports of the Secretary-General thereon,
                Noting the importance of the matter for astronomy, for seafaring and for all,
                Aware that the number of those who study the stars has grown in all parts of
            the world,
                1.   Requests the Secretary-General to report on the implementation of the
            present resolution;
                (i) The designation of observers in all regions, as foreseen (Statute,
                Article 22), and of experts;
                (ii) The calling of a conference.
"""
    assert shown(lines) == [
        "The General Assembly,",
        "Recalling its resolution 98/1 of 3 December 2043 on the protection of the night sky, and the reports of the "
        "Secretary-General thereon,",
        "Noting the importance of the matter for astronomy, for seafaring and for all,",
        "Aware that the number of those who study the stars has grown in all parts of the world,",
        "1. Requests the Secretary-General to report on the implementation of the present resolution;",
        "(i) The designation of observers in all regions, as foreseen (Statute, Article 22), and of experts;",
        "(ii) The calling of a conference.",
    ]


def test_lines_as_long_as_paragraphs_are_paragraphs() -> None:
    long = "This line is one paragraph, as long as it is. " * 6
    assert shown(f"{long}\n{long}\n{long}\n") == [long.strip()] * 3


def test_a_bracketed_line_and_closing_lines_stand_for_themselves() -> None:
    text = (
        "                Resolution adopted by the General Assembly\n                on 4 December 2044\n"
        "                [on the report of the First Committee (A/99/404, para. 14)]\n\n"
        "                     The General Assembly,\n"
        "                     Recalling its resolutions on the matter, which have been adopted by consensus at\n"
        "                every session since the ninetieth, and the wish of all States to go on with it,\n"
        "                     Decides to remain seized of the matter at its one-hundredth session, as at all the\n"
        "                sessions before.\n\n"
        "                                                                       42nd plenary meeting\n"
        "                                                                            4 December 2044\n"
    )
    assert shown(text) == [
        "Resolution adopted by the General Assembly on 4 December 2044",
        "[on the report of the First Committee (A/99/404, para. 14)]",
        "The General Assembly,",
        "Recalling its resolutions on the matter, which have been adopted by consensus at every session since the "
        "ninetieth, and the wish of all States to go on with it,",
        "Decides to remain seized of the matter at its one-hundredth session, as at all the sessions before.",
        "42nd plenary meeting",
        "4 December 2044",
    ]


def test_a_soft_hyphen_at_a_line_end_goes_and_stays_inside_a_line() -> None:
    text = "The protec\u00ad\ntion of the night\u00adfall and of all that is seen by\nday goes on and on.\n"
    assert shown(text) == ["The protection of the night\u00adfall and of all that is seen by day goes on and on."]
    assert noticed(text)["WORDS_MENDED"].message.endswith("its word joined: line 1: “protection”")


def test_a_hyphen_at_a_line_end_stays_unless_the_word_stands_undivided_elsewhere() -> None:
    assert shown("In the long-\nterm view of all Members\nit is so.\n") == [
        "In the long-term view of all Members it is so."
    ]
    text = "The implemen-\ntation of the plan, and\nthe implementation of all.\n"
    assert shown(text) == ["The implementation of the plan, and the implementation of all."]


def test_the_first_wrap_and_the_first_mended_words_are_told_with_their_lines() -> None:
    lines = [
        "The implemen-",
        "tation of the plan, the",
        "implementation, the plan-",
        "ning, the planning and the lend-",
    ]
    text = "\n".join(["One.", "", *lines, "ing, the lending", "and the giv-", "ing, the giving.", ""])
    found = noticed(text)["WRAPS_UNDONE"]
    assert found.position.line == 3
    assert found.message == "6 line breaks inside paragraphs were removed"
    mended = noticed(text)["WORDS_MENDED"]
    assert mended.position.line == 3
    assert mended.message == (
        "4 hyphens at the ends of lines were removed, and their words joined: "
        "line 3: “implementation”, line 5: “planning”, line 6: “lending”, …"
    )


def test_a_dash_at_a_line_end_keeps_its_spaces() -> None:
    assert shown("It was so – and will –\nas all agreed – be so for\never.\n") == [
        "It was so – and will – as all agreed – be so for ever."
    ]


def test_scripts_without_spaces_are_joined_without_spaces() -> None:
    text = """
     大会回顾其关于保护夜空的第98/1号决议，并注意到秘书长的报
告，强调这一事项的重要性，

     决定继续审议这一事项，并请秘书长就第9
8/1号决议提出报告。
"""
    assert shown(text) == [
        "大会回顾其关于保护夜空的第98/1号决议，并注意到秘书长的报告，强调这一事项的重要性，",
        "决定继续审议这一事项，并请秘书长就第9 8/1号决议提出报告。",
    ]


def test_ragged_lines_are_wraps_when_many_are() -> None:
    text = (
        "The Security Council,\n\n"
        "Recalling that it has\nbeen seized of the matter since its first meeting and that the reports\n"
        "of the observers show\nprogress in all the regions that they were sent to in the past year,\n"
        "Palestine and\nother places\namong them,\n\n"
        "Adopted by 9 votes to none, with 2 abstentions (Ruritania,\nUnion of the\nMoon).\n"
    )
    assert len(shown(text)) == 3
    assert shown(text)[2] == "Adopted by 9 votes to none, with 2 abstentions (Ruritania, Union of the Moon)."


def test_form_and_format_characters_inside_text_are_kept() -> None:
    text = "الأمــم \u200fالمتحـدة\u200e 25\u00a0% e\u0301 a\u00adb ٦٧/١٩٥\n"
    assert shown(text) == [text.strip()]


def test_runs_of_ordinary_white_space_are_one_space() -> None:
    assert shown("  one   two \n") == ["one two"]


def test_a_clause_without_spaces_that_had_no_room_makes_no_short_line() -> None:
    lines = [
        "回顾其关于灯塔的决议和关于港口的决议以及关于灯塔守护者的各项决议和决定及其执行情况的报告",
        "以及联合国首脑会议通过的题为灯塔的成果文件，",
        "以及第三次灯塔国际会议的港口行动议程和其中关于守护者的各项规定和建议， 并注意到其中",
        "肯定守护者在执行议程方面的作用，",
    ]
    text = "大会，\n\n" + "\n".join(lines) + "\n\n1. 决定继续阅读。\n"
    assert shown(text) == ["大会，", "".join(lines), "1. 决定继续阅读。"]


_WIDE = "回顾其关于灯塔的决议和关于港口的决议以及关于灯塔守护者的各项决议"  # a full line


def test_a_line_that_is_short_was_wrapped_at_the_space_behind_a_call_or_a_star() -> None:
    text = f"大会，\n\n{_WIDE}\n又审议了关于守护者的报告1\n以及{_WIDE[4:]}\n的报告，\n\n1 A/98/1。\n"
    assert shown(text)[1] == f"{_WIDE}又审议了关于守护者的报告{{1}} 以及{_WIDE[4:]}的报告，"
    stars = f"大会，\n\n{_WIDE}\n月球和火星的代表、***\n以及守护者关于灯塔和港口及卢里塔尼亚的代表、***月球和\n火星。\n"
    assert (
        shown(stars)[1] == f"{_WIDE}月球和火星的代表、*** 以及守护者关于灯塔和港口及卢里塔尼亚的代表、***月球和火星。"
    )


def test_a_full_line_that_ends_in_a_number_was_wrapped_anywhere() -> None:
    line = _WIDE[:-3] + "第12"
    assert shown(f"大会，\n\n{line}\n号决议和{_WIDE[4:]}\n{_WIDE}，\n")[1] == f"{line}号决议和{_WIDE[4:]}{_WIDE}，"
    mixed = "2044年12月31日第99/117和99/118号决议以及第99/122号决定第44"  # as wide, with more characters
    assert shown(f"大会，\n\n{mixed}\n段和{_WIDE[2:]}\n{_WIDE}，\n")[1] == f"{mixed}段和{_WIDE[2:]}{_WIDE}，"


def test_a_year_behind_a_full_line_goes_on_with_no_short_number() -> None:
    line = _WIDE[:-2] + "21"
    text = f"大会，\n\n{line}\n2044年发表的报告和{_WIDE[9:]}\n{_WIDE}，\n"
    assert shown(text)[1] == f"{line} 2044年发表的报告和{_WIDE[9:]}{_WIDE}，"


def test_numbers_in_notes_are_whole_where_full_lines_divide_them() -> None:
    text = (
        f"大会，\n\n回顾灯塔公约，1\n\n{_WIDE}\n{_WIDE}，\n\n1 {_WIDE[:-4]}99\n/117号决议，第{_WIDE[10:]}\n和附件。\n"
    )
    assert shown(text)[-1] == f"NOTE 1: {_WIDE[:-4]}99/117号决议，第{_WIDE[10:]}和附件。"


def test_a_short_line_that_ends_in_a_word_which_ends_nothing_goes_on() -> None:
    first = "1. Requests the keepers to keep the lamps of the quay lit until\nthe tide has turned;"
    second = "2. Requests the pilots to look at the lamps of the quay and of\nthe pier before they leave."
    closing = "Adopted at the 1189th meeting\nby 10 votes to none, with\n1 abstention (Tuvalu)."
    found = shown(f"{first}\n\n{second}\n\n{closing}\n")
    assert found[2:] == ["Adopted at the 1189th meeting by 10 votes to none, with 1 abstention (Tuvalu)."]
