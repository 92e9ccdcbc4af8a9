"""Texts whose paragraphs are one long line each: short neighbouring lines are paragraphs, not wraps."""

from __future__ import annotations

import pytest

from tests.converters.formats.text_shown import shown

_RECALLING = (
    "Recalling its resolution 97/3 of 4 December 2042 on the lending of books between the islands of the coast, and "
    "all later resolutions on the matter,"
)
_DECIDES = (
    "1. Decides to look at the matter again at its one-hundredth session, under the item entitled “Libraries of the "
    "tide”, and to hear the islands then."
)
_ARABIC = (
    "إذ تشير إلى قرارها ٣/٩٧ المؤرخ ٤ كانون الأول/ديسمبر ٢٠٤٢ بشأن إعارة الكتب بين جزر الساحل، وإلى جميع القرارات "
    "اللاحقة ذات الصلة بهذا الموضوع،"
)
_CHINESE = (
    "回顾其2042年12月4日关于沿海岛屿之间借阅书籍的第97/3号决议，"
    "以及其后有关这一问题的所有决议，并重申图书馆对岛屿教育的贡献，"
)
_COVERS = {
    "en": [
        "United Nations",
        "A/RES/99/7",
        "General Assembly",
        "Distr.: General",
        "12 December 2044",
        "Ninety-ninth session",
        "Agenda item 18",
        "Resolution adopted by the General Assembly on 9 December 2044",
        "[on the report of the Second Committee (A/99/41)]",
        "99/7. International Year of Tidal Libraries",
    ],
    "ar": [
        "الأمم المتحدة",
        "A/RES/99/7",
        "الجمعية العامة",
        "الدورة التاسعة والتسعون",
        "البند ١٨ من جدول الأعمال",
        "قرار اتخذته الجمعية العامة في ٩ كانون الأول/ديسمبر ٢٠٤٤",
        "[بناء على تقرير اللجنة الثانية (A/99/41)]",
        "٧/٩٩ - السنة الدولية لمكتبات المد",
    ],
    "zh": [
        "联合国",
        "A/RES/99/7",
        "大会",
        "第九十九届会议",
        "议程项目18",
        "2044年12月9日大会决议",
        "[根据第二委员会的报告(A/99/41)通过]",
        "99/7. 国际潮汐图书馆年",
    ],
}
_BODIES = {"en": [_RECALLING, _DECIDES], "ar": [_ARABIC] * 3, "zh": [_CHINESE] * 3}


@pytest.mark.parametrize("language", sorted(_COVERS))
def test_the_lines_of_a_cover_above_paragraphs_of_one_line_stand_for_themselves(language: str) -> None:
    cover, body = _COVERS[language], _BODIES[language]
    assert shown("\n".join(cover) + "\n\n" + "\n\n".join(body) + "\n") == [*cover, *body]


@pytest.mark.parametrize(
    "lines",
    [
        ["51st plenary meeting", "9 December 2044"],
        ["[on the report of the Second Committee (A/99/41)]", "99/7. International Year of Tidal Libraries"],
        ["A/RES/99/7", "99/7. International Year of Tidal Libraries"],
    ],
)
def test_two_short_lines_among_paragraphs_of_one_line_are_two(lines: list[str]) -> None:
    assert shown("\n\n".join([_RECALLING, "\n".join(lines), _DECIDES])) == [_RECALLING, *lines, _DECIDES]


def test_short_paragraphs_among_wrapped_ones_do_not_make_a_text_flowing() -> None:
    wrapped = "Noting the tides, which rise\nand fall on all the coasts\nof the islands in the sea,"
    whole = " ".join(wrapped.split())
    text = "\n\n".join([wrapped, wrapped, "| 12 | 14 | 16 | 18 | 20 | 22 | 24 | 26 | 28 | 30 |", wrapped])
    assert [line for line in shown(text) if line[0] != "|"] == [whole] * 3
