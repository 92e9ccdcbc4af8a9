"""A masthead in stacked lines, a title and closing lines in short plain texts: each line stands for itself."""

from __future__ import annotations

from itertools import chain
from textwrap import wrap

import pytest

from tests.converters.formats.text_shown import noticed, shown

_COVERS = {
    "en": [
        ["United Nations", "A/RES/99/7", "General Assembly", "Distr.: General", "12 December 2044"],
        ["Ninety-ninth session", "Agenda item 18 (a)"],
        ["Resolution adopted by the General Assembly on 9 December 2044"],
        ["[on the report of the Second Committee (A/99/41)]", "99/7. Year of Tidal Libraries"],
    ],
    "fr": [
        ["Nations Unies", "A/RES/99/7", "Assemblée générale", "Distr. générale", "12 décembre 2044"],
        ["Quatre-vingt-dix-neuvième session", "Point 18 a) de l’ordre du jour"],
        ["Résolution adoptée par l’Assemblée générale le 9 décembre 2044"],
        ["[sur la base du rapport de la Deuxième Commission (A/99/41)]", "99/7. Année des bibliothèques de marée"],
    ],
    "es": [
        ["Naciones Unidas", "A/RES/99/7", "Asamblea General", "Distr. general", "12 de diciembre de 2044"],
        ["Nonagésimo noveno período de sesiones", "Tema 18 a) del programa"],
        ["Resolución aprobada por la Asamblea General el 9 de diciembre de 2044"],
        ["[sobre la base del informe de la Segunda Comisión (A/99/41)]", "99/7. Año de las Bibliotecas de Marea"],
    ],
    "ru": [
        ["Организация Объединенных Наций", "A/RES/99/7", "Генеральная Ассамблея", "Distr.: General"],
        ["Девяносто девятая сессия", "Пункт 18 a) повестки дня"],
        ["Резолюция, принятая Генеральной Ассамблеей 9 декабря 2044 года"],
        ["[по докладу Второго комитета (A/99/41)]", "99/7. Год приливных библиотек"],
    ],
    "ar": [
        ["الأمم المتحدة", "A/RES/99/7", "الجمعية العامة", "Distr.: General", "12 December 2044"],
        ["الدورة التاسعة والتسعون", "البند ١٨ (أ) من جدول الأعمال"],
        ["قرار اتخذته الجمعية العامة في ٩ كانون الأول/ديسمبر ٢٠٤٤"],
        ["[بناء على تقرير اللجنة الثانية (A/99/41)]", "٧/٩٩ - السنة الدولية لمكتبات المد"],
    ],
    "zh": [
        ["联合国", "A/RES/99/7", "大会", "Distr.: General", "12 December 2044"],
        ["第九十九届会议", "议程项目18(a)"],
        ["2044年12月9日大会决议"],
        ["[根据第二委员会的报告(A/99/41)通过]", "99/7. 国际潮汐图书馆年"],
    ],
}
_BODIES = {
    "en": [
        "The General Assembly,",
        "Recalling its resolution 97/3 of 4 December 2042 on the lending of books between the islands of the coast, "
        "and all later resolutions on the matter,",
        "1. Decides to look at the matter again at its one-hundredth session, under the item “Libraries of the tide”;",
        "2. Decides to count the books.",
    ],
    "fr": [
        "L’Assemblée générale,",
        "Rappelant sa résolution 97/3 du 4 décembre 2042 sur le prêt de livres entre les îles de la côte, ainsi que "
        "toutes les résolutions ultérieures,",
        "1. Décide d’examiner de nouveau la question à sa centième session, au titre des bibliothèques de marée;",
        "2. Décide de compter les livres.",
    ],
    "es": [
        "La Asamblea General,",
        "Recordando su resolución 97/3, de 4 de diciembre de 2042, sobre el préstamo de libros entre las islas de la "
        "costa, y todas las posteriores,",
        "1. Decide examinar de nuevo la cuestión en su centésimo período de sesiones, en relación con las mareas;",
        "2. Decide contar los libros.",
    ],
    "ru": [
        "Генеральная Ассамблея,",
        "ссылаясь на свою резолюцию 97/3 от 4 декабря 2042 года о выдаче книг между островами побережья и на все "
        "последующие резолюции,",
        "1. постановляет вновь рассмотреть этот вопрос на своей сотой сессии по пункту о библиотеках прилива;",
        "2. постановляет сосчитать книги.",
    ],
    "ar": [
        "إن الجمعية العامة،",
        "إذ تشير إلى قرارها ٣/٩٧ المؤرخ ٤ كانون الأول/ديسمبر ٢٠٤٢ بشأن إعارة الكتب بين جزر الساحل، وإلى جميع "
        "القرارات اللاحقة ذات الصلة بهذا الموضوع،",
        "١ - تقرر أن تنظر في المسألة مرة أخرى في دورتها المائة، في إطار البند المعنون ”مكتبات المد“ بين الجزر؛",
        "٢ - تقرر أن تحصي الكتب.",
    ],
    "zh": [
        "大会，",
        "回顾其2042年12月4日关于沿海岛屿之间借阅书籍的第97/3号决议，以及其后有关这一问题的所有决议，并重申图书馆的贡献，",
        "1. 决定在其第一百届会议上，在题为“潮汐图书馆”的项目下再次审议这一问题，并听取各岛屿的意见；",
        "2. 决定清点书籍。",
    ],
}
_CLOSINGS = {
    "en": ["51st plenary meeting", "9 December 2044"],
    "fr": ["51e séance plénière", "9 décembre 2044"],
    "es": ["51ª sesión plenaria", "9 de diciembre de 2044"],
    "ru": ["51-е пленарное заседание", "9 декабря 2044 года"],
    "ar": ["الجلسة العامة ٥١", "٩ كانون الأول/ديسمبر ٢٠٤٤"],
    "zh": ["2044年12月9日", "第51次全体会议"],
}
_WHOLE = 1000  # no line is so long: each paragraph is one


def _lines(paragraph: str, width: int) -> str:
    if paragraph[-1] in "，；。":
        return "\n".join(paragraph[i : i + width // 2] for i in range(0, len(paragraph), width // 2))
    return "\n".join(wrap(paragraph, width, break_on_hyphens=False))


@pytest.mark.parametrize("width", [60, 72, 88, _WHOLE])
@pytest.mark.parametrize("language", sorted(_COVERS))
def test_each_line_of_a_stacked_masthead_and_of_the_closing_stands_for_itself(language: str, width: int) -> None:
    cover, body, closing = _COVERS[language], _BODIES[language], _CLOSINGS[language]
    text = "\n\n".join(
        ["\n".join(group) for group in cover] + [_lines(p, width) for p in body] + ["\n".join(closing), ""]
    )
    assert shown(text) == [*chain(*cover), *body, *closing]


@pytest.mark.parametrize("width", [60, 72, 88, _WHOLE])
@pytest.mark.parametrize("language", sorted(_COVERS))
def test_closing_lines_right_below_the_last_paragraph_are_no_part_of_it(language: str, width: int) -> None:
    cover, body, closing = _COVERS[language], _BODIES[language], _CLOSINGS[language]
    text = "\n\n".join(["\n".join(group) for group in cover] + [_lines(p, width) for p in body])
    assert shown("\n".join([text, *closing, ""])) == [*chain(*cover), *body, *closing]


def test_where_no_line_can_be_a_wrap_nothing_is_joined_and_nothing_said() -> None:
    cover = "\n\n".join("\n".join(group) for group in _COVERS["en"])
    text = f"{cover}\n\nThe General Assembly,\n\n1. Decides to count the books;\n\n2. Decides to meet again.\n"
    assert "WRAPS_UNDONE" not in noticed(text)


_FULL = "Noting that the islands of the coast have lent each other books since the days of"
_NEXT = "and all the tides that have gone by since then, as is told in many of the books of the"
_END = "last century."


@pytest.mark.parametrize("number", ["99/7. The books are", "A/RES/99/7", "99/7 - the books are"])
def test_a_number_or_a_symbol_behind_a_full_line_goes_on_with_it(number: str) -> None:
    text = f"{_FULL}\n{number}\n\n{_FULL}\n{_NEXT}\n{_END}\n\n{_FULL}\n{_NEXT}\n{_END}\n"
    assert shown(text)[0] == f"{_FULL} {number}"


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["Adopted unanimously at the", "117th meeting."], 1),
        (["Resolution adopted by the General Assembly on", "9 December 2044"], 1),
        (["Adopted at the last session in", "Port Ruritania"], 1),
        (["Closed by the President", "9 December 2044"], 2),
        (["Report of the Committee", "on Tidal Libraries"], 1),
        (["Resolution of 28 July 2044", "[S/2044/3]"], 2),
    ],
)
@pytest.mark.parametrize("indent", ["", "            "])
def test_a_short_line_goes_on_only_if_it_must(lines: list[str], count: int, indent: str) -> None:
    short = "\n".join(indent + line for line in lines)
    text = f"{_FULL}\n{_NEXT}\n{_END}\n\n{short}\n\n{_FULL}\n{_NEXT}\n{_END}\n"
    assert shown(text)[1:-1] == (lines if count == 2 else [" ".join(lines)])
