"""A difference is marked where it stands: not at the first figures that look like it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import docx
import pytest

from akn import Document, Metadata, Operative, Text
from akn.compare.concord import Concordance, concord
from converters.compare.commented import as_commented
from converters.compare.concordances import others_say, places_of
from converters.compare.worklists import as_worklist
from tests.documents import document_of

ENGLISH = (
    "A/RES/99/7\n\nThe General Assembly,\n\n1. Recalls resolution 68/205 of 20 December 2013, the 15 lamps and "
    "paragraph 31 of the report, and asks for {} lamps;\n"
)
FRENCH = (
    "A/RES/99/7\n\nL’Assemblée générale,\n\n1. Rappelle la résolution 68/205 du 20 décembre 2013, les 15 lampes et le "
    "paragraphe 31 du rapport, et demande {} lampes ;\n"
)


def _two(english: str, french: str) -> Concordance:
    return concord([document_of(text) for text in (english, french)])


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


def _commented(code: str, *, beside: bool, language: str = "") -> tuple[str, str, str]:
    """The text of a Word file with a cover in its header or in its text: what the comment of its date stands at, what
    follows, and what it says."""
    days = {"eng": "12 November 2044", "fra": "11 novembre 2044"}
    adopted = {"eng": "Adopted on 12 November 2044", "fra": "Adoptée le 12 novembre 2044"}
    texts = {"eng": "Recalls the lamps;", "fra": "Rappelle les lampes ;"}
    made = [
        Document(
            Metadata(language=c, number_iri="99-7", actor="unsc"),
            cover=(Text("S/RES/7"), Text(days[c])),
            preface=(Text("Resolution 7"), Text(adopted[c])),
            body=(Operative("1.", (Text(texts[c]),)),),
        )
        for c in days
    ]
    file = docx.Document()
    for line in (*((days[code],) if beside else ()), "Resolution 7", adopted[code], f"1. {texts[code]}"):
        file.add_paragraph(line)
    held = BytesIO()
    file.save(held)
    done = as_commented(
        [concord(made)], code, original=held.getvalue(), every_language=True, everything=True, language=language
    )
    with zipfile.ZipFile(BytesIO(done)) as archive:
        body, comments = (archive.read(f"word/{name}.xml").decode() for name in ("document", "comments"))
    at, after = body.partition("<w:commentRangeStart")[2].split("<w:commentRangeEnd")[:2]
    return tuple(
        re.sub("<[^>]*>", "", f"<{part}").strip() for part in (at, after, comments[comments.index("?>") + 2 :])
    )  # type: ignore[return-value]


@pytest.mark.parametrize(("code", "day"), [("eng", "12 November 2044"), ("fra", "11 novembre 2044")])
def test_a_date_of_the_cover_is_not_marked_in_the_line_of_adoption(code: str, day: str) -> None:
    at, _, said = _commented(code, beside=True)
    assert (at, "head of the page" in said) == (day, False)
    at, _, said = _commented(code, beside=False)
    assert (at, "at the head of the page, not in the text" in said, day in said) == ("Resolution 7", True, True)
    assert "en tête de page, hors du texte" in _commented(code, beside=False, language="fra")[2]


def test_what_is_said_after_a_paragraph_stands_at_its_last_word() -> None:
    texts = (
        "A/RES/99/7\n\nThe General Assembly,\n\n1. Recalls the lamps of the bay;\n\n2. Asks for 40 boats;\n",
        "A/RES/99/7\n\nL’Assemblée générale,\n\n1. Rappelle les lampes de la baie ;\n",
    )
    one = concord([document_of(text) for text in texts])
    assert [f.kind for f in one.findings] == ["missing"]
    with zipfile.ZipFile(BytesIO(as_commented([one]))) as archive:
        body = archive.read("word/document.xml").decode()
    at = body.partition("<w:commentRangeStart")[2].split("<w:commentRangeEnd")[0]
    assert re.sub("<[^>]*>", "", f"<{at}").split() in (["baie", ";"], [";"])


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


HEADS = {"eng": "The General Assembly", "fra": "L’Assemblée générale", "spa": "La Asamblea General"}
DECIDES = {
    "eng": "1. Decides to lend lamps.", "fra": "1. Décide de prêter des lampes.", "spa": "1. Decide prestar lámparas.",
}  # fmt: skip
THREE = {
    "eng": ("Recalling all lamps,", "Recalling 5 keepers,", "Recalling 7 towers and 77/8 of 3 May 2044,"),
    "fra": ("Rappelant les lampes,", "Rappelant les 5 gardiens,", "Rappelant les 7 tours et 77/8 du 3 mai 2044,"),
    "spa": ("Recordando las lámparas,", "Recordando los 7 faros y 77/8, de 3 de mayo de 2044,"),
}


def _preambles() -> Concordance:
    return concord([_resolution(code, texts) for code, texts in THREE.items()])


def _resolution(code: str, preamble: tuple[str, ...]) -> Document:
    lines = ("A/RES/77/7", f"{HEADS[code]},", *preamble, DECIDES[code])
    return document_of("\n\n".join(lines))


def _comments(one: Concordance, beside: str) -> str:
    data = as_commented([one], "spa", language="fra", beside=beside)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/comments.xml").decode()


def test_comments_call_places_as_the_page_does_and_hold_what_is_missing_in_the_language_that_is_chosen() -> None:
    one = _preambles()
    assert [(f.kind, f.key) for f in one.findings] == [("missing", "container_2")]
    assert "“Recalling 5 keepers,”" in _comments(one, "eng")
    assert "“Rappelant les 5 gardiens,”" in _comments(one, "fra")
    assert "alinéa 2 du préambule" in _comments(one, "")
    (row,) = _rows(as_worklist([one], language="fra", beside="eng", keys=False))
    assert row[4:10] == (
        "alinéa 2 du préambule", "absent", "Recalling 5 keepers,", None, "Anglais", "Recalling 5 keepers,",
    )  # fmt: skip
    assert not any("container" in str(cell) for cell in row)
    assert _rows(as_worklist([one], language="fra"))[0][6] == "Rappelant les 5 gardiens,"


def test_a_place_that_the_text_counts_otherwise_is_named_both_ways() -> None:
    texts = THREE | {"spa": (THREE["spa"][0], THREE["spa"][1].replace("7 faros", "9 faros"))}
    one = concord([_resolution(code, those) for code, those in texts.items()])
    assert "alinéa 3 du préambule (Espagnol\u00a0: alinéa 2 du préambule)" in _comments(one, "")


def _rows(book: bytes) -> list[tuple[object, ...]]:
    """The rows of a workbook without its heads."""
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(BytesIO(book)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))[1:]


def test_what_is_asked_by_when_is_told_in_all_languages() -> None:
    english = "Requests the Secretary-General to submit a report to the Assembly at its seventy-{} session;"
    french = "Prie le Secrétaire général de présenter un rapport à l’Assemblée à sa soixante-dix-{} session ;"
    spanish = "Solicita al Secretario General que le presente un informe en su septuagésimo {} período de sesiones;"
    made = {"eng": english.format("ninth"), "fra": french.format("neuvième"), "spa": spanish.format("octavo")}
    one = concord([document_of(f"A/RES/77/7\n\n{HEADS[c]},\n\n1. {text}\n") for c, text in made.items()])
    (finding,) = one.findings
    assert (finding.kind, [*finding.languages]) == ("due", ["spa"])
    assert "soixante-dix-neuvième" in finding.printed["fra"]
    assert "soixante-dix-neuvième" in others_say(finding, "fra")


def test_a_day_that_is_left_out_with_its_month_is_told_once() -> None:
    (finding,) = _six(DAYS | {"fra": DAYS["fra"].replace(", le 3 mars,", "")}).findings
    assert (finding.kind, finding.languages) == ("date", {"fra": ""})
    assert (finding.printed["eng"], finding.printed["spa"]) == ("3 March", "3 de marzo")


CHAPTERS = {
    "eng": "Recalls chapter VII of the report and its annex II;",
    "fra": "Rappelle le chapitre VII du rapport et son annexe II ;",
    "spa": "Recuerda el capítulo VII del informe y su anexo II;",
    "rus": "ссылается на главу VII доклада и приложение II к нему;",
    "ara": "تشير إلى الفصل السابع من التقرير وإلى المرفق الثاني؛",
    "zho": "回顾报告第七章及其附件二；",
}


@pytest.mark.parametrize(
    ("changed", "old", "new"),
    [
        (("fra",), "VII", "VIII"),
        (("rus",), "VII", "VI"),
        (("zho",), "七", "六"),
        (("ara",), "السابع", "السادس"),
        (("fra", "spa"), "VII", "VIII"),
        (("spa",), " II", " III"),
    ],
)
def test_another_roman_number_of_a_chapter_or_an_annex_is_found(changed: tuple[str, ...], old: str, new: str) -> None:
    assert not _six(CHAPTERS).findings
    (finding,) = _six(CHAPTERS | {code: CHAPTERS[code].replace(old, new) for code in changed}).findings
    assert finding.kind == "reference"
    assert sorted(finding.languages) == sorted(changed)
    assert all(new.strip() in said for said in finding.languages.values())


def test_what_one_language_calls_a_part_and_another_a_section_is_no_finding() -> None:
    assert not _six(CHAPTERS | {"fra": CHAPTERS["fra"].replace("le chapitre VII", "la section VII")}).findings
