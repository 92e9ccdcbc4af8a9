"""A difference is marked where it stands: not at the first figures that look like it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from akn import Document, Metadata, Operative, Text
from akn.compare.concord import Concordance, concord
from converters import convert
from converters.compare.commented import as_commented
from converters.compare.concordances import places_of

ENGLISH = (
    "A/RES/99/7\n\nThe General Assembly,\n\n1. Recalls resolution 68/205 of 20 December 2013, the 15 lamps and "
    "paragraph 31 of the report, and asks for {} lamps;\n"
)
FRENCH = (
    "A/RES/99/7\n\nL’Assemblée générale,\n\n1. Rappelle la résolution 68/205 du 20 décembre 2013, les 15 lampes et le "
    "paragraphe 31 du rapport, et demande {} lampes ;\n"
)


def _two(english: str, french: str) -> Concordance:
    return concord([convert(text.encode()).document for text in (english, french)])


@pytest.mark.parametrize(("old", "new"), [("3", "5"), ("2", "20"), ("13", "8"), ("6", "31")])
def test_a_figure_is_marked_as_a_whole_and_not_in_a_symbol_or_a_date(old: str, new: str) -> None:
    one = _two(ENGLISH.format(old), FRENCH.format(new))
    (finding,) = one.findings
    for code, figure, word in (("eng", old, "lamps"), ("fra", new, "lampes")):
        (row,) = (row for row in one.rows if row.key == finding.key)
        content = row.units[code].text.content
        ((start, end),) = places_of(finding, code, row.units[code])
        assert (content[start:end], content[end:].strip(" ;\n")) == (figure, word)
    with zipfile.ZipFile(BytesIO(as_commented([one]))) as archive:
        body = archive.read("word/document.xml").decode()
    marked, after = body.partition("<w:commentRangeStart")[2].split("<w:commentRangeEnd")[:2]
    assert re.sub("<[^>]*>", "", f"<{marked}").strip() == new
    assert re.sub("<[^>]*>", "", f"<{after}").startswith(" lampes")


DAYS = {
    "eng": "Recalls World Hearing Day on 3 March and all 68 lamps;",
    "fra": "Rappelle la Journée mondiale de l’audition, le 3 mars, et les 68 lampes ;",
    "spa": "Recuerda el Día Mundial de la Audición, el 3 de marzo, y las 68 lámparas;",
    "rus": "ссылается на Всемирный день слуха 3 марта и на 68 ламп;",
    "ara": "تشير إلى اليوم العالمي للسمع في 3 آذار/مارس وإلى 68 مصباحا؛",
    "zho": "回顾3月3日世界听力日和68盏灯；",
}
ARTICLES = {
    "eng": "Recalls paragraph 3 of article II of the Pact of Lamps;",
    "fra": "Rappelle le paragraphe 3 de l’article II du Pacte des lampes ;",
    "spa": "Recuerda el párrafo 3 del artículo II del Pacto de las Lámparas;",
    "rus": "ссылается на пункт 3 статьи II Пакта о лампах;",
    "ara": "تشير إلى الفقرة 3 من المادة الثانية من ميثاق المصابيح؛",
    "zho": "回顾《灯约》第二条第三款；",
}


def _six(texts: dict[str, str]) -> Concordance:
    bodies = {code: (Operative("1.", (Text(text),)),) for code, text in texts.items()}
    return concord([Document(Metadata(language=code), body=body) for code, body in bodies.items()])


@pytest.mark.parametrize(
    ("code", "old", "new", "told"),
    [
        ("eng", "3 March", "5 March", "5 March"),
        ("fra", "3 mars", "5 mars", "5 mars"),
        ("spa", "3 de marzo", "5 de marzo", "5 de marzo"),
        ("rus", "3 марта", "5 марта", "5 марта"),
        ("ara", "3 آذار/مارس", "5 آذار/مارس", "5 آذار/مارس"),
        ("zho", "3月3日", "3月5日", "3月5日"),
        ("rus", "3 марта", "3 апреля", "3 апреля"),
    ],
)
def test_a_day_and_its_month_are_a_date_without_a_year(code: str, old: str, new: str, told: str) -> None:
    assert not _six(DAYS).findings
    (finding,) = _six(DAYS | {code: DAYS[code].replace(old, new)}).findings
    assert (finding.kind, finding.languages) == ("date", {code: told})
    assert finding.printed[code] == told
    assert {other: finding.printed[other] in DAYS[other] for other in DAYS if other != code} == dict.fromkeys(
        (other for other in DAYS if other != code), True
    )
    assert finding.expected in finding.printed.values()


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("eng", "paragraph 3", "paragraph 2"),
        ("fra", "paragraphe 3", "paragraphe 2"),
        ("spa", "artículo II", "artículo III"),
        ("rus", "пункт 3", "пункт 2"),
        ("ara", "الفقرة 3", "الفقرة 2"),
        ("zho", "第三款", "第二款"),
    ],
)
def test_another_paragraph_of_an_article_is_found_in_each_language(code: str, old: str, new: str) -> None:
    assert not _six(ARTICLES).findings
    (finding,) = _six(ARTICLES | {code: ARTICLES[code].replace(old, new)}).findings
    assert finding.kind == "reference"
    assert new in finding.languages[code]
    assert sorted(finding.printed) == sorted(ARTICLES)
