"""What the lines of a cover say: each entry of a masthead, also where its columns stand in one line."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.document import Document
from akn.parse import parse_blocks
from akn.text import Kind, Text

REST = ("99/8. Lamps of the harbour", "The General Assembly,", "1. Welcomes the lamps.")


def parsed(*cover: str, language: str = "eng") -> Document:
    return parse_blocks(tuple(Block(Text(line)) for line in (*cover, *REST)), language=language).value


def marked(line: Text) -> list[tuple[Kind, str]]:
    return [(m.kind, line.content[m.start : m.end]) for m in line.marks]


@pytest.mark.parametrize(
    ("language", "publisher"),
    [
        ("eng", "United Nations"),
        ("fra", "Nations Unies"),
        ("spa", "Naciones Unidas"),
        ("rus", "Организация Объединенных Наций"),
        ("zho", "联合国"),
    ],
)
def test_a_symbol_behind_the_publisher_is_the_printed_symbol(language: str, publisher: str) -> None:
    document = parsed(f"{publisher} A/RES/99/8", "Distr.: General", language=language)
    assert marked(document.cover[0]) == [(Kind.DOC_AUTHORITY, publisher), (Kind.DOC_NUMBER, "A/RES/99/8")]
    found = parse_blocks(tuple(Block(Text(line)) for line in (f"{publisher} A/RES/99/8", *REST)), language=language)
    assert "M101" not in {d.code.code for d in found.diagnostics}


@pytest.mark.parametrize(
    ("language", "organ"),
    [("eng", "General Assembly"), ("fra", "Assemblée générale"), ("rus", "Генеральная Ассамблея")],
)
def test_the_distribution_behind_the_organ_keeps_its_status(language: str, organ: str) -> None:
    document = parsed("A/RES/99/8", f"{organ} Distr.: General", language=language)
    assert marked(document.cover[1]) == [(Kind.DOC_AUTHORITY, organ), (Kind.DOC_STATUS, "General")]


def test_each_entry_of_a_line_is_heard_and_marked_as_what_it_is() -> None:
    document = parsed("United Nations A/RES/99/8", "General Assembly Distr.: General 12 December 2044 Original: French")
    assert marked(document.cover[1]) == [
        (Kind.DOC_AUTHORITY, "General Assembly"),
        (Kind.DOC_STATUS, "General"),
        (Kind.DOC_DATE, "12 December 2044"),
        (Kind.INLINE, "French"),
    ]
    assert document.metadata.published == "2044-12-12"
    assert document.metadata.original_language == "fra"


def test_a_session_behind_a_date_is_marked_with_its_word() -> None:
    document = parsed("A/RES/99/8", "12 December 2044 Ninety-ninth session")
    assert marked(document.cover[1])[1] == (Kind.SESSION, "Ninety-ninth session")
    assert document.metadata.session == "99"


def test_a_second_symbol_in_a_line_stays_text() -> None:
    document = parsed("United Nations A/RES/99/8 A/99/310")
    assert [what for kind, what in marked(document.cover[0]) if kind is Kind.DOC_NUMBER] == ["A/RES/99/8"]


_COUNCIL = {
    "eng": (
        "Economic and Social Council|2044 session|Agenda item 12 (d)|"
        "Resolution adopted by the Economic and Social Council on 9 June 2044|"
        "[on the recommendation of the Board of Harbours (E/2044/30)]|2044/15. Lamps|"
        "The Economic and Social Council,|1. Decides to wait."
    ),
    "fra": (
        "Conseil économique et social|Session de 2044|Point 12 d) de l’ordre du jour|"
        "Résolution adoptée par le Conseil économique et social le 9 juin 2044|"
        "[sur une proposition examinée en séance plénière (E/2044/30)]|2044/15. Lampes|"
        "Le Conseil économique et social,|1. Décide d’attendre."
    ),
    "spa": (
        "Consejo Económico y Social|Período de sesiones de 2044|Tema 12 d) del programa|"
        "Resolución aprobada por el Consejo Económico y Social el 9 de junio de 2044|"
        "[por recomendación de la Junta de Puertos (E/2044/30)]|2044/15. Lámparas|"
        "El Consejo Económico y Social,|1. Decide esperar."
    ),
    "rus": (
        "Экономический и Социальный Совет|Сессия 2044 года|Пункт 12 d) повестки дня|"
        "Резолюция, принятая Экономическим и Социальным Советом 9 июня 2044 года|"
        "[по предложению, рассмотренному на пленарном заседании (E/2044/30)]|2044/15. Лампы|"
        "Экономический и Социальный Совет,|1. постановляет ждать."
    ),
    "ara": (
        "إن المجلس الاقتصادي والاجتماعي|دورة عام 2044|البند 12 (د) من جدول الأعمال|"
        "قرار اتخذه المجلس الاقتصادي والاجتماعي في 9 حزيران/يونيه 2044|"
        "[بناء على توصية مجلس الموانئ (E/2044/30)]|2044/15 مصابيح|"
        "إن المجلس الاقتصادي والاجتماعي،|1 - يقرر أن ينتظر."
    ),
    "zho": (
        "经济及社会理事会|2044年届会|议程项目12(d)|2044年6月9日经济及社会理事会决议|"
        "[根据全体会议审议的提案(E/2044/30)]|2044/15. 灯|经济及社会理事会，|1. 决定等待。"
    ),
}


@pytest.mark.parametrize("language", _COUNCIL)
def test_the_cover_of_a_council_that_counts_its_sessions_by_years(language: str) -> None:
    lines = ["E/RES/2044/15", *_COUNCIL[language].split("|")]
    document = parse_blocks(tuple(Block(Text(line)) for line in lines), language=language).value
    assert (len(document.cover), len(document.preface), len(document.body)) == (6, 1, 1)
    data = document.metadata
    assert (data.actor, data.number, data.session, data.date) == ("unecosoc", "2044/15", "2044", "2044-06-09")
    source = [x for kind, x in marked(document.cover[5]) if kind is Kind.INLINE]
    assert source == ["E/2044/30"]
    assert any(kind is Kind.DOC_PROPONENT for kind, _ in marked(document.cover[5]))


def test_the_type_of_a_chinese_resolution_stands_after_its_number() -> None:
    lines = (
        "安全理事会",
        "第2790(2044)号决议",
        "安全理事会2044年6月9日第9900次会议通过",
        "安全理事会，",
        "1. 决定等待。",
    )
    document = parse_blocks(tuple(Block(Text(line)) for line in lines)).value
    assert marked(document.preface[0]) == [(Kind.DOC_NUMBER, "2790(2044)"), (Kind.DOC_TYPE, "决议")]
