"""Versions of one work side by side: which rows they make, and what one language says alone."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from akn import Document, Text
from akn.compare.concord import as_json, concord, concord_versions, work_of
from akn.compare.evidence import Version, version
from akn.compare.findings import Finding
from akn.document import Metadata, Operative, Point, PointList, Preambular
from akn.errors import UsageError
from akn.text import Kind, mark
from tests.documents import document_of

ENGLISH = [
    "Recalls resolution 98/12 of 1 December 2043;",
    "Invites all 25 libraries to lend their lamps for the winter;",
    "Requests the Secretary-General to report to it at its one hundred and first session;",
    "Decides to raise 1.5 million dollars by June 2046;",
]
FRENCH = [
    "Rappelle la résolution 98/12 du 1er décembre 2043 ;",
    "Invite les 25 bibliothèques à prêter leurs lampes pour l’hiver ;",
    "Prie le Secrétaire général de lui faire rapport à sa cent unième session ;",
    "Décide de réunir 1,5 million de dollars d’ici à juin 2046 ;",
]
SPANISH = [
    "Recuerda la resolución 98/12, de 1 de diciembre de 2043;",
    "Invita a las 25 bibliotecas a que presten sus lámparas para el invierno;",
    "Solicita al Secretario General que le presente un informe en su centésimo primer período de sesiones;",
    "Decide reunir 1,5 millones de dólares antes de junio de 2046;",
]


def document(language: str, texts: list[str]) -> Document:
    body = tuple(Operative(f"{n}.", (Text(text),)) for n, text in enumerate(texts, 1))
    return Document(Metadata(language=language, number="99/7", number_iri="99-7", actor="unga"), body=body)


def findings(*versions: Document) -> list[tuple[str, str, dict[str, str], str]]:
    return [(f.kind, f.key, f.languages, f.expected) for f in concord(versions).findings]


def changed(texts: list[str], old: str, new: str) -> list[str]:
    assert any(old in text for text in texts)
    return [text.replace(old, new) for text in texts]


def test_versions_that_say_the_same_have_rows_and_no_findings() -> None:
    made = concord([document("fra", FRENCH), document("eng", ENGLISH), document("spa", SPANISH)])
    assert made.languages == ("eng", "fra", "spa")
    assert [row.key for row in made.rows] == ["para_1", "para_2", "para_3", "para_4"]
    assert all(len(row.units) == 3 for row in made.rows)
    assert made.findings == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("25", "35", ("number", "para_2", {"fra": "35"}, "25")),
        ("cent unième", "cent deuxième", ("number", "para_3", {"fra": "cent deuxième"}, "one hundred and first")),
        ("1,5 million", "1,6 million", ("number", "para_4", {"fra": "1,6 million"}, "1.5 million")),
        ("1er décembre", "2 décembre", ("date", "para_1", {"fra": "2 décembre 2043"}, "1 December 2043")),
        ("juin 2046", "juillet 2046", ("date", "para_4", {"fra": "juillet"}, "June")),
        ("98/12", "98/13", ("symbol", "para_1", {"fra": "98/13"}, "98/12")),
    ],
)
@pytest.mark.parametrize("others", [1, 2])
def test_a_wrong_value_is_found_in_the_language_that_has_it(
    old: str, new: str, found: tuple[str, str, dict[str, str], str], others: int
) -> None:
    versions = [document("eng", ENGLISH), document("spa", SPANISH)][:others]
    assert findings(*versions, document("fra", changed(FRENCH, old, new))) == [found]


def test_nobody_misses_a_rule_between_paragraphs() -> None:
    ruled = document("eng", ENGLISH)
    ruled = replace(ruled, body=(*ruled.body[:2], Operative("", (Text("__________"),)), *ruled.body[2:]))
    assert findings(ruled, document("fra", FRENCH), document("spa", SPANISH)) == []


@pytest.mark.parametrize("gone", range(4))
def test_a_paragraph_that_is_gone_is_missing_where_it_stood(gone: int) -> None:
    short = [text for n, text in enumerate(FRENCH) if n != gone]
    (found,) = concord([document("eng", ENGLISH), document("fra", short), document("spa", SPANISH)]).findings
    assert (found.kind, found.key, found.languages) == ("missing", f"para_{gone + 1}", {"fra": ""})
    assert ENGLISH[gone][:40] in found.expected


def test_a_paragraph_that_only_one_has_is_extra() -> None:
    more = [*FRENCH[:2], "Note que la marée a emporté 300 livres ;", *FRENCH[2:]]
    (found,) = concord([document("eng", ENGLISH), document("fra", more), document("spa", SPANISH)]).findings
    assert (found.kind, found.expected) == ("extra", "")
    assert "300" in found.languages["fra"]


def test_words_that_a_language_adds_for_its_own_sake_are_no_finding() -> None:
    more = changed(FRENCH, "leurs lampes", "leurs deux lampes")
    assert findings(document("eng", ENGLISH), document("fra", more), document("spa", SPANISH)) == []


def test_a_number_in_words_of_another_kind_is_no_finding() -> None:
    eng = document("eng", ["Adopts a 10-year plan for 2 harbours;"])
    fra = document("fra", ["Adopte un plan décennal pour les deux ports ;"])
    ara = document("ara", ["تعتمد خطة عشرية لمرفأين؛"])
    zho = document("zho", ["通过两个港口的十年计划；"])
    assert findings(eng, fra, ara, zho) == []


def test_points_in_a_preambular_paragraph_have_rows_of_their_own() -> None:
    def made(language: str, intro: str, *points: str) -> Document:
        found = PointList(tuple(Point(f"({n})", (Text(p),)) for n, p in zip("ab", points, strict=False)))
        return Document(Metadata(language=language), preamble=(Preambular((Text(intro), found)),))

    eng = made("eng", "Noting:", "The loss of 12 lamps;", "The loss of 40 books,")
    fra = made("fra", "Notant :", "La perte de 12 lampes ;", "La perte de 41 livres,")
    assert findings(eng, fra) == [("number", "container_1__list_1__item_b", {"fra": "41"}, "40")]


def test_the_json_has_the_fixed_form() -> None:
    made = json.loads(as_json(concord([document("eng", ENGLISH), document("fra", changed(FRENCH, "25", "26"))])))
    assert list(made) == ["work", "languages", "rows", "findings", "variants"]
    assert made["languages"] == ["eng", "fra"]
    assert made["rows"][1] == {"key": "para_2", "units": {"eng": "para_2", "fra": "para_2"}}
    finding = {"kind": "number", "key": "para_2", "languages": {"fra": "26"}, "expected": "25", "severity": "high"}
    at = {"spans": {"fra": [[11, 13]], "eng": [[12, 14]]}}
    assert made["findings"] == [{**finding, "printed": {"fra": "26", "eng": "25"}, "also": [], "variant": None, **at}]
    assert made["variants"] == []


def test_the_first_language_can_be_chosen() -> None:
    made = concord([document("eng", ENGLISH), document("fra", changed(FRENCH, "25", "26"))], first="fra")
    assert made.languages == ("fra", "eng")
    (found,) = made.findings
    told = Finding("number", "para_2", {"eng": "25"}, "26", printed={"eng": "25", "fra": "26"})
    assert replace(found, spans={}) == told


def test_one_version_and_two_in_one_language_are_refused() -> None:
    with pytest.raises(UsageError, match="two versions"):
        concord([document("eng", ENGLISH)])
    with pytest.raises(UsageError, match="one language"):
        concord([document("eng", ENGLISH), document("eng", ENGLISH)])
    with pytest.raises(UsageError, match=r"b\.txt"):
        concord([document("eng", ENGLISH), document("und", ENGLISH)], ["a.txt", "b.txt"])


def test_a_work_is_known_by_kind_actor_and_number() -> None:
    assert work_of(document("eng", ENGLISH)) == work_of(document("fra", FRENCH)) == ("resolution", "unga", "99-7")


def test_numbers_of_paragraphs_that_stand_in_the_text_are_no_numbers_of_the_text() -> None:
    bare = Document(
        Metadata(language="fra"), body=tuple(Operative("", (Text(f"{n} - {t}"),)) for n, t in enumerate(FRENCH, 1))
    )
    assert findings(document("eng", ENGLISH), bare) == []


def _headed(language: str, *heads: str) -> Document:
    texts = [*heads, "99."]
    return Document(Metadata(language=language), body=tuple(Operative("", (Text(t),)) for t in texts))


def test_a_date_that_takes_the_place_of_another_is_found_though_its_parts_stand_elsewhere() -> None:
    eng = "Recalls resolutions 97/1 of 8 December 2042, 98/12 of 18 June 2043 and 98/14 of 8 June 2042;"
    fra = "Rappelle les résolutions 97/1 du {} décembre 2042, 98/12 du 18 juin 2043 et 98/14 du 8 juin 2042 ;"
    assert findings(document("eng", [eng]), document("fra", [fra.format(8)])) == []
    found = findings(document("eng", [eng]), document("fra", [fra.format(18)]))
    assert found == [("date", "para_1", {"fra": "18 décembre 2042"}, "8 December 2042")]


_HARBOUR = {
    "eng": ("lamps", "books", "sailors", "harbour", "Protecting the {0} of the {2};", "Lending {1} in the {3};"),
    "fra": ("lampes", "livres", "marins", "port", "Protéger les {0} des {2} ;", "Prêter des {1} dans le {3} ;"),
    "spa": ("lámparas", "libros", "marineros", "puerto", "Proteger las {0} de los {2};", "Prestar {1} en el {3};"),
}


def _harbour(language: str, *, swapped: bool = False) -> Document:
    *words, protect, lend = _HARBOUR[language]
    said = [f"{words[i]} {words[j]}." for i, j in ((0, 2), (1, 3), (0, 2), (1, 3))]
    points = [protect.format(*words), lend.format(*words)]
    listed = PointList(
        tuple(Point(f"({n})", (Text(p),)) for n, p in zip("ab", points[:: -1 if swapped else 1], strict=True))
    )
    paragraphs = [Operative(f"{n}.", (Text(t),)) for n, t in enumerate(said, 1)]
    return Document(Metadata(language=language), body=(*paragraphs, Operative("5.", (Text("5:"), listed))))


def test_points_that_changed_places_under_their_labels_are_found_by_the_words_of_the_other_rows() -> None:
    assert findings(_harbour("eng"), _harbour("fra"), _harbour("spa")) == []
    (found,) = concord([_harbour("eng"), _harbour("fra", swapped=True), _harbour("spa")]).findings
    assert (found.kind, found.key, list(found.languages)) == ("order", "para_5__list_1__point_a", ["fra"])
    (found,) = concord([_harbour("eng", swapped=True), _harbour("fra"), _harbour("spa")]).findings
    assert list(found.languages) == ["eng"]


def _lit(language: str, *, swapped: bool = False) -> Document:
    """Lamps in every other row, and two points of which only they tell one from the other."""
    said = {"eng": ("lamps", "The rules on {};", "books"), "fra": ("lampes", "Les règles sur les {} ;", "livres")}
    said["spa"] = ("lámparas", "Las normas sobre las {};", "libros")
    lamps, rules, books = said[language]
    others = {"eng": "sailors", "fra": "marins", "spa": "marineros"}
    rows = [f"{lamps}." if n % 2 else f"{books}." if n % 3 else f"{others[language]}." for n in range(12)]
    points = [
        rules.format(lamps),
        rules.format("xenon" if language == "eng" else "gaz" if language == "fra" else "gas"),
    ]
    listed = PointList(
        tuple(Point(f"({n})", (Text(p),)) for n, p in zip("ab", points[:: -1 if swapped else 1], strict=True))
    )
    paragraphs = [Operative(f"{n}.", (Text(t),)) for n, t in enumerate(rows, 1)]
    return Document(Metadata(language=language), body=(*paragraphs, Operative("13.", (Text("13:"), listed))))


def test_a_word_that_stands_in_half_of_the_rows_tells_where_a_point_belongs() -> None:
    assert findings(_lit("eng"), _lit("fra"), _lit("spa")) == []
    (found,) = concord([_lit("eng"), _lit("fra", swapped=True), _lit("spa")]).findings
    assert (found.kind, found.key, list(found.languages)) == ("order", "para_13__list_1__point_a", ["fra"])


_NOUNS = {
    "eng": "harbours lamps sailors bridges anchors ropes",
    "fra": "ports lampes marins ponts ancres cordes",
    "spa": "puertos faroles marineros puentes anclas sogas",
    "rus": "гавани фонари моряки мосты якоря канаты",
}


def _recitals(language: str, *, without: int = -1) -> Document:
    """Recitals on pairs of six things, each with its action; Russian stresses what others underline."""
    nouns = _NOUNS[language].split()
    topics = [2 * "hsa".index(topic) for topic in "hsahhshsahahsshaashsahah"]
    acts = ["recalling"] * 5 + ["underlining", "stressing"] + ["noting"] * 17
    if language == "rus":
        acts[6] = "underlining"
    made = []
    for n, (topic, act) in enumerate(zip(topics, acts, strict=True)):
        text = f"{nouns[topic]}, {nouns[topic + 1]},"
        made.append(Preambular((Text(text, (mark(0, 4, Kind.ACTION, refersTo=f"#action_{act}"),)),)))
        if n == without:
            made.pop()
    return Document(Metadata(language=language), preamble=tuple(made))


@pytest.mark.parametrize("gone", [5, 6])
def test_of_two_like_paragraphs_the_one_is_missing_whose_words_are_not_there(gone: int) -> None:
    assert findings(*map(_recitals, _NOUNS)) == []
    made = concord([*map(_recitals, ("eng", "fra", "spa")), _recitals("rus", without=gone)])
    assert [(f.kind, f.key, [*f.languages]) for f in made.findings] == [("missing", f"container_{gone + 1}", ["rus"])]


_MINERALS = {
    "eng": ("Cadmium powder;", "Potassium powder;"),
    "fra": ("Poudre de cadmium ;", "Poudre de potassium ;"),
    "rus": ("порошок кадмия;", "порошок калия;"),
    "ara": ("مسحوق الكادميوم؛", "مسحوق البوتاسيوم؛"),
}


@pytest.mark.parametrize("moved", ["rus", "ara", "fra"])
def test_names_that_changed_places_are_found_by_their_sound_though_they_stand_nowhere_else(moved: str) -> None:
    def listed(language: str, *, swapped: bool) -> Document:
        names = _MINERALS[language][:: -1 if swapped else 1]
        points = PointList(tuple(Point(f"({n})", (Text(p),)) for n, p in zip("ab", names, strict=True)))
        return Document(Metadata(language=language), body=(Operative("5.", (Text("5:"), points)),))

    assert findings(*(listed(code, swapped=False) for code in _MINERALS)) == []
    (found,) = concord(listed(code, swapped=code == moved) for code in _MINERALS).findings
    assert (found.kind, found.key, list(found.languages)) == ("order", "para_5__list_1__point_a", [moved])


def _weighed(english: str, french: str) -> tuple[dict[str, str], str, str]:
    (found,) = concord([document("eng", [english]), document("fra", [french])]).findings
    return found.languages, found.expected, found.severity


def test_a_value_is_held_against_the_one_in_whose_place_it_stands_though_that_one_is_said_elsewhere() -> None:
    english = "Recalls the fair of 9 to 20 May 2042 and what it said on 20 May 2042;"
    french = "Rappelle la foire du 9 au 30 mai 2042 et ce qu’elle a dit le 20 mai 2042 ;"
    assert _weighed(english, french) == ({"fra": "30 mai 2042"}, "20 May 2042", "high")


def test_a_clause_of_several_values_that_is_left_out_weighs_much() -> None:
    english = "Notes the fair, held on 23 March 2042, and the other two, of 4 May and 6 June 2043, by the sea;"
    assert _weighed(english, "Prend note de la foire ;")[2] == "high"
    assert _weighed("Notes the fair of 23 March 2042;", "Prend note de la foire ;")[2] == "medium"


def test_of_a_resolution_without_its_year_the_number_is_told() -> None:
    found = _weighed("Recalls resolution 2360 (2017);", "Rappelle la résolution 2360 ;")
    assert found == ({"fra": "2360"}, "2360 (2017)", "medium")


_NEEDED = {
    "eng": ("Notes the need of 2.2 {} dollars by 2044;", "billion", "million"),
    "fra": ("Note que 2,2 {} de dollars seront nécessaires en 2044 ;", "milliards", "millions"),
    "spa": ("Observa que se necesitan 2.200 {} de dólares en 2044;", "millones", "miles"),
    "rus": ("отмечает потребность в 2,2 {} долл. США к 2044 году;", "миллиарда", "миллиона"),
    "ara": ("تلاحظ الحاجة إلى 2.2 {} دولار بحلول عام 2044؛", "بليون", "مليون"),
    "zho": ("注意到到2044年需要22{}美元；", "亿", "万"),
}


@pytest.mark.parametrize("wrong", _NEEDED)
def test_a_number_in_another_scale_is_another_number(wrong: str) -> None:
    def made(code: str) -> Document:
        said, right, other = _NEEDED[code]
        return document(code, [said.format(other if code == wrong else right)])

    (found,) = concord(map(made, _NEEDED)).findings
    assert (found.kind, list(found.languages), found.severity) == ("number", [wrong], "high")


def test_a_scale_that_is_said_once_for_two_numbers_is_that_of_both() -> None:
    english = "Notes that between 702 and 828 million lamps are lit;"
    french = "Note qu’entre 702 millions et 828 millions de lampes sont allumées ;"
    assert findings(document("eng", [english]), document("fra", [french])) == []


@pytest.mark.parametrize(
    ("english", "arabic", "told"),
    [
        ("Meets from 9 a.m. on;", "تجتمع من الساعة 9:00؛", []),
        ("Meets from 9 a.m. on;", "تجتمع من الساعة 9:09؛", [{"ara": "9:09"}]),
        ("Meets from 9.30 a.m. on;", "تجتمع من الساعة 9:30؛", []),
    ],
)
def test_the_minutes_of_a_time_count(english: str, arabic: str, told: list[dict[str, str]]) -> None:
    assert [f[2] for f in findings(document("eng", [english]), document("ara", [arabic]))] == told


def test_a_reference_that_leads_elsewhere_is_found_though_it_prints_the_same() -> None:
    def made(language: str, text: str, number: str) -> Document:
        at = text.index("98/12")
        href = f"/akn/un/statement/deliberation/unga/2043-12-01/98-{number}/!main"
        cited = Text(text, (mark(at, at + 5, Kind.REF, href=href),))
        return Document(Metadata(language=language), body=(Operative("1.", (cited,)),))

    versions = [made("eng", ENGLISH[0], "12"), made("fra", FRENCH[0], "13"), made("spa", SPANISH[0], "12")]
    (found,) = concord(versions).findings
    assert (found.kind, list(found.languages)) == ("reference", ["fra"])
    assert found.languages["fra"].endswith("98-13/!main")
    assert found.expected.endswith("98-12/!main")


def _cited(language: str, text: str, target: str = "") -> Document:
    at = text.index("98/12")
    href = f"/akn/un/statement/deliberation/unga/2043-12-01/{target}"
    cited = Text(text, (mark(at, at + 5, Kind.REF, href=href),) if target else ())
    return Document(Metadata(language=language), body=(Operative("1.", (cited,)),))


def test_a_reference_that_no_other_language_has_is_held_against_its_own_words() -> None:
    versions = [_cited("eng", ENGLISH[0]), _cited("fra", FRENCH[0], "98-13"), _cited("spa", SPANISH[0])]
    ((kind, _, languages, expected),) = findings(*versions)
    assert (kind, list(languages), expected) == ("reference", ["fra"], "")
    assert findings(versions[0], _cited("fra", FRENCH[0], "98-12"), versions[2]) == []


def test_a_reference_that_no_other_language_has_is_held_against_numbers_in_words_too() -> None:
    def chinese(article: str) -> Document:
        text = "回顾《联合国宪章》第七十三条；"
        href = f"/akn/un/act/provision/un/1945-06-26/charter/!main#art_{article}"
        cited = Text(text, (mark(text.index("第"), text.index("；"), Kind.REF, href=href),))
        return Document(Metadata(language="zho"), body=(Operative("1.", (cited,)),))

    others = [
        document("eng", ["Recalls Article 73 of the Charter;"]),
        document("fra", ["Rappelle l’Article 73 de la Charte ;"]),
    ]
    assert findings(*others, chinese("73")) == []
    ((kind, _, languages, _),) = findings(*others, chinese("37"))
    assert (kind, list(languages)) == ("reference", ["zho"])


def test_a_wrong_date_does_not_hide_a_reference_that_leads_elsewhere() -> None:
    french = FRENCH[0].replace("1er décembre", "11 décembre")
    versions = [_cited("eng", ENGLISH[0], "98-12"), _cited("fra", french, "98-13"), _cited("spa", SPANISH[0], "98-12")]
    assert [(f.kind, list(f.languages)) for f in concord(versions).findings] == [
        ("date", ["fra"]),
        ("reference", ["fra"]),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("15 de diciembre", "15 de enero", "date"),
        ("párrafos 1, 2", "párrafos 3, 2", "number"),
        ("-19", "-15", "number"),
    ],
)
def test_a_number_in_the_place_of_another_is_found_where_both_stand_elsewhere(old: str, new: str, kind: str) -> None:
    english = (
        "Recalls its decisions of 1 December 2043, 15 December 2044 and 3 January 2044, paragraphs 1, 2 and 3, KELP-19;"
    )
    french = (
        "Rappelle ses décisions des 1er décembre 2043, 15 décembre 2044 et 3 janvier 2044, paragraphes 1, 2 et 3, "
        "KELP-19 ;"
    )
    spanish = (
        "Recuerda sus decisiones de 1 de diciembre de 2043, 15 de diciembre de 2044 y 3 de enero de 2044, "
        "párrafos 1, 2 y 3, KELP-19;"
    )
    versions = [document("eng", [english]), document("fra", [french]), document("spa", [spanish])]
    assert findings(*versions) == []
    assert old in spanish
    ((found, _, languages, _),) = findings(*versions[:2], document("spa", [spanish.replace(old, new)]))
    assert (found, list(languages)) == (kind, ["spa"])


# who is asked, by when, with what force: the example in six languages

_EXAMPLES = Path(__file__).parents[3] / "examples"
_FILES = {"ara": "-99-7.ar", "eng": ".en", "fra": ".fr", "rus": ".ru", "spa": ".es", "zho": ".zh"}


@cache
def _example(code: str, old: str = "", new: str = "") -> Document:
    """The example in a language, with other words in its paragraphs 3 or 5."""
    text = (_EXAMPLES / f"tidal-libraries{_FILES[code]}.txt").read_text(encoding="utf-8")
    if old:
        assert text.count(old) == 1
        text = text.replace(old, new)
    made = document_of(text, from_="text", validate=False)
    assert made.metadata.language == code
    return made


def _examples(code: str, old: str, new: str) -> list[tuple[str, str, list[str]]]:
    versions = [version(_example(c, old, new)) if c == code else _version(c) for c in _FILES]
    return [(f.kind, f.key, list(f.languages)) for f in concord_versions(versions).findings]


@cache
def _version(code: str) -> Version:
    """The example in a language as it stands, with what is compared of it."""
    return version(_example(code))


def test_clauses_that_say_the_same_in_six_languages_are_no_finding() -> None:
    assert concord([_example(code) for code in _FILES]).findings == ()


_URGED = {
    "eng": ("The General Assembly,", "Urges Member States to keep the lamps of all harbours burning through the winter",
            "further urges Member States to lend their boats to the keepers",
            "requests the Secretary-General to report to it on the work of the lighthouses"),
    "fra": ("L’Assemblée générale,", "Prie instamment les États Membres d’entretenir les lampes des ports en hiver",
            "exhorte les États Membres à prêter leurs bateaux aux gardiens",
            "prie le Secrétaire général de lui faire rapport sur les travaux des phares"),
    "spa": ("La Asamblea General,", "Insta a los Estados Miembros a que enciendan los faroles de todos los puertos",
            "insta además a los Estados Miembros a que presten sus barcos a los guardianes",
            "solicita al Secretario General que le presente un informe sobre la labor de los faros"),
    "rus": ("Генеральная Ассамблея,", "настоятельно призывает государства-члены поддерживать огонь во всех гаванях",
            "настоятельно призывает далее государства-члены передать свои лодки смотрителям",
            "просит Генерального секретаря представить доклад о работе маяков"),
}  # fmt: skip
_AND = {"eng": ", and ", "fra": ", et ", "spa": ", y ", "rus": ", и "}


def _urged(code: str, *clauses: int) -> Document:
    formula, *said = _URGED[code]
    first, *more = (said[n] for n in clauses)
    text = _AND[code].join((", ".join((first, *more[:-1])), *more[-1:]))
    return document_of(f"A/RES/77/7\n\n{formula}\n\n1. {text}.\n")


def test_a_request_that_one_language_leaves_out_of_a_paragraph_is_told() -> None:
    whole = [_urged(code, 0, 1, 2) for code in _URGED]
    assert findings(*whole) == []
    for at, code in enumerate(("eng", "fra", "spa")):
        (found,) = concord([*whole[:at], _urged(code, 0, 2), *whole[at + 1 :]]).findings
        assert (found.kind, found.key, found.languages) == ("action", "para_1", {code: ""})
        clause = _URGED["fra" if code == "eng" else "eng"][2]
        assert found.expected.startswith(clause)
        other = "spa" if code == "fra" else "fra"
        ((start, end),) = found.spans[other]
        assert whole[[*_URGED].index(other)].body[0].content[0].content[start:end].startswith(_URGED[other][2])  # type: ignore[union-attr]
    assert findings(whole[0], whole[1], _urged("spa", 0, 2)) == [], "of three languages two may be alike by chance"


def test_a_difference_hides_no_other_one_at_the_same_place() -> None:
    """Each of two languages differs from the others in its own way."""
    wrong = {
        "fra": ("à la résolution 98/12 ;", "à la résolution 89/12 ;"),
        "rus": ("с резолюцией 98/12", "с резолюцией"),
    }
    found = concord([_example(code, *wrong.get(code, ())) for code in _FILES]).findings
    assert {code: says for one in found for code, says in one.languages.items()} == {"fra": "89/12", "rus": ""}
    assert {one.expected for one in found} == {"98/12"}
    lacking = {"fra": ("à la résolution 98/12 ;", "à la résolution ;"), "rus": wrong["rus"]}
    assert concord([_example(code, *lacking.get(code, ())) for code in _FILES]).findings == (), "a habit of two"


_DUES = [
    ("ara", "تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها الأولى بعد المائة",
     "تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها الثانية بعد المائة"),
    ("eng", "General Assembly at its one hundred and first", "General Assembly at its one hundred and second"),
    ("fra", "rendre compte, à sa cent unième", "rendre compte, à sa cent deuxième"),
    ("rus", "Ассамблее на ее сто первой", "Ассамблее на ее сто второй"),
    ("spa", "que la informe en su centésimo primer", "que la informe en su centésimo segundo"),
    ("zho", "请秘书长向大会第一百零一届", "请秘书长向大会第一百零二届"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "old", "new"), _DUES)
def test_another_due_date_is_told_as_such(code: str, old: str, new: str) -> None:
    assert _examples(code, old, new) == [("due", "sec_II__para_5", [code])]


_ADDRESSEES = [
    ("ara", "تطلب إلى الأمين العام", "تطلب إلى المجلس الاقتصادي والاجتماعي"),
    ("eng", "Requests the Secretary-General", "Requests the Economic and Social Council"),
    ("fra", "Prie le Secrétaire général", "Prie le Conseil économique et social"),
    ("rus", "просит Генерального секретаря", "просит Экономический и Социальный Совет"),
    ("spa", "Solicita al Secretario General", "Solicita al Consejo Económico y Social"),
    ("zho", "请秘书长向", "请经济及社会理事会向"),
]


@pytest.mark.parametrize(("code", "old", "new"), _ADDRESSEES)
def test_another_addressee_is_found(code: str, old: str, new: str) -> None:
    assert _examples(code, old, new) == [("addressee", "sec_II__para_5", [code])]


_UNMARKED = [
    ("ara", "تطلب إلى الأمين العام", "تطلب إلى الدول الأعضاء"),
    ("eng", "Requests the Secretary-General", "Requests Member States"),
    ("fra", "Prie le Secrétaire général", "Prie les États Membres"),
    ("rus", "просит Генерального секретаря", "просит государства-члены"),
    ("spa", "Solicita al Secretario General", "Solicita a los Estados Miembros"),
    ("zho", "请秘书长向", "请会员国向"),
]


@pytest.mark.parametrize(("code", "old", "new"), _UNMARKED)
def test_another_addressee_is_found_whose_name_has_no_mark(code: str, old: str, new: str) -> None:
    assert _examples(code, old, new) == [("addressee", "sec_II__para_5", [code])]


def test_another_addressee_of_each_of_three_languages_is_found_where_three_agree() -> None:
    wrong = {_UNMARKED[n][0]: _UNMARKED[n][1:] for n in (2, 3, 5)} | {_ADDRESSEES[3][0]: _ADDRESSEES[3][1:]}
    found = concord([_example(code, *wrong.get(code, ())) for code in _FILES]).findings
    assert sorted((f.kind, *f.languages) for f in found) == [("addressee", code) for code in ("fra", "rus", "zho")]
    assert [len(f.printed) for f in found] == [4, 4, 4], "those who say what most do, and the one"


_LASTING = {
    "eng": "Requests the Secretary-General to keep 4 lamps burning for a period of {one year|two years}, without fail;",
    "fra": "Prie le Secrétaire général d’entretenir 4 lampes pour une période {d’un an|de deux ans}, sans faute ;",
    "spa": "Solicita al Secretario General que mantenga 4 lámparas por un período de {un año|dos años}, sin falta;",
    "rus": "просит Генерального секретаря поддерживать 4 лампы сроком на {один год|два года}, без перерыва;",
    "ara": "تطلب إلى الأمين العام أن يبقي 4 مصابيح مضاءة لمدة {سنة واحدة|سنتين}، دون انقطاع؛",
    "zho": "请秘书长让4盏灯点亮，为期{一年|两年}，不得中断；",
}


def _lasting(code: str, n: int, said: str = "") -> Document:
    text = _LASTING[code]
    ways = text[text.index("{") + 1 : text.index("}")].split("|")
    return document(code, [f"{text[: text.index('{')]}{said or ways[n]}{text[text.index('}') + 1 :]}"])


@pytest.mark.parametrize("code", _LASTING)
@pytest.mark.parametrize("usual", [0, 1])
def test_another_length_of_time_is_told_as_such(code: str, usual: int) -> None:
    assert concord([_lasting(c, usual) for c in _LASTING]).findings == ()
    found = concord([_lasting(c, usual if c != code else 1 - usual) for c in _LASTING])
    ((kind, says, severity),) = [(f.kind, [*f.languages], f.severity) for f in found.differences]
    assert (kind, says, severity) == ("length", [code], "high")
    assert all(found.differences[0].printed.values())
    assert len(found.differences[0].printed) == len(_LASTING)


def test_a_length_of_time_in_figures_says_not_that_the_others_have_none() -> None:
    (found,) = concord([_lasting(c, 0, "de 3 ans" if c == "fra" else "") for c in _LASTING]).differences
    assert (found.kind, found.languages, found.expected) == ("length", {"fra": "3 ans"}, "one year")
    months = concord([_lasting(c, 0, "de douze mois" if c == "fra" else "") for c in _LASTING])
    assert months.differences == (), "twelve months are a year"


def test_the_number_of_a_paragraph_that_a_language_gives_a_point_of_the_one_before_is_told() -> None:
    def made(code: str, *labels: str) -> Document:
        asked = {"eng": "Requests the keepers to count the lamps", "fra": "Prie les gardiens de compter les lampes",
                 "spa": "Solicita a los guardianes que cuenten los faroles"}[code]  # fmt: skip
        lines = "\n".join(f"{label} {asked} {n};" for n, label in enumerate(labels, 60))
        formula = {"eng": "The General Assembly,", "fra": "L’Assemblée générale,", "spa": "La Asamblea General,"}[code]
        return document_of(f"A/RES/77/7\n\n{formula}\n\n{lines}\n")

    plain = [made(code, "1.", "2.", "(a)", "(b)", "3.") for code in ("eng", "fra", "spa")]
    assert concord(plain).differences == ()
    body = plain[1].body
    (points,) = (b for b in body[1].content if isinstance(b, PointList))  # type: ignore[union-attr]
    first = replace(body[1], content=(*body[1].content[:-1], PointList(points.points[:1])))  # type: ignore[union-attr]
    wrong = replace(plain[1], body=(body[0], first, Operative("3.", (PointList(points.points[1:]),)), *body[2:]))
    found = concord([plain[0], wrong, plain[2]]).differences
    told = [(f.kind, f.key, f.languages, f.expected) for f in found]
    assert told == [("numbering", "para_2__list_1__point_b", {"fra": "3"}, "2")]


def _fronted(code: str, cover: tuple[str, ...], *preface: str) -> Document:
    made = document(code, ["Recalls 2 harbours, 940 lamps and 2,750 boats;" if code == "eng" else FRENCH[1]])
    return replace(made, cover=tuple(map(Text, cover)), preface=tuple(map(Text, preface)))


def test_a_line_of_the_cover_stands_in_the_row_of_its_very_words() -> None:
    covers = {
        "eng": ("17 October 2043", "Original: English", "Council"),
        "fra": ("17 octobre 2043", "Français", "Original: anglais", "Conseil"),
        "rus": ("17 October 2043", "Russian", "Original: English", "Совет"),
    }
    made = concord([_fronted(code, lines) for code, lines in covers.items()])
    rows = [[unit.text.content for unit in row.units.values()] for row in made.rows]
    assert ["Original: English", "Original: anglais", "Original: English"] in rows
    assert ["Français", "Russian"] in rows


_ADOPTED = {
    "eng": "Adopted by the Security Council at its 8902nd meeting, on 12 November 2044",
    "fra": "Adoptée par le Conseil de sécurité à sa 8902e séance, le 12 novembre 2044",
    "spa": "Aprobada por el Consejo de Seguridad en su 8902a sesión, celebrada el 12 de noviembre de 2044",
    "rus": "принятая Советом Безопасности на его 8902-м заседании 12 ноября 2044 года",
}
_DECIDED = {
    "eng": ("The Security Council,", "Recalls the decision in its resolution 2566 (2044) on 2,750 boats and 940 lamps;",
            "Requests the Secretary-General to report to it on the harbours;"),
    "fra": ("Le Conseil de sécurité,", "Rappelle sa résolution 2566 (2044) sur 2 750 bateaux et 940 lampes ;",
            "Prie le Secrétaire général de lui faire rapport sur les ports ;"),
    "spa": ("El Consejo de Seguridad,", "Recuerda su resolución 2566 (2044) sobre 2.750 barcos y 940 faroles;",
            "Solicita al Secretario General que lo informe sobre los puertos;"),
    "rus": ("Совет Безопасности,", "напоминает о решении в своей резолюции 2566 (2044) о 2750 лодках и 940 фонарях;",
            "просит Генерального секретаря представить ему доклад о гаванях;"),
}  # fmt: skip


def _adopted(code: str) -> Document:
    formula, recalls, asks = _DECIDED[code]
    recalls = f"{recalls[:-1].rstrip()} (2045, 2046, 2047, 2048);"
    more = (line for n in range(2, 14) for line in (f"{n}. {asks[:-1]} {11 * n};", ""))
    lines = ("S/RES/2605 (2044)", "", _ADOPTED[code], "", formula, "", f"1. {recalls}", "", *more)
    return document_of("\n".join(lines), validate=False)


def test_a_line_of_adoption_that_one_language_lacks_is_missing() -> None:
    whole = [_adopted(code) for code in _ADOPTED]
    assert concord(whole).findings == ()
    without = replace(whole[1], preface=())
    (found,) = concord([whole[0], without, *whole[2:]]).findings
    assert (found.kind, found.languages, found.severity) == ("missing", {"fra": ""}, "medium")
    assert found.expected == _ADOPTED["eng"]
    assert concord([whole[0], without]).findings == (), "of two languages one may print it elsewhere"


def test_a_paragraph_that_stands_in_the_place_of_the_line_of_adoption_is_found_there() -> None:
    whole = [_adopted(code) for code in _ADOPTED]
    first, *rest = whole[1].body
    moved = replace(whole[1], preface=(Text(first.content[0].content),), body=tuple(rest))  # type: ignore[union-attr]
    found = concord([whole[0], moved, *whole[2:]]).findings
    assert [(f.kind, [*f.languages], f.severity) for f in found] == [
        ("missing", ["fra"], "medium"),
        ("order", ["fra"], "high"),
    ]
    assert found[1].languages["fra"].startswith("Rappelle sa résolution")
    assert found[1].also, "where the words are"


_ACTIONS = [
    ("ara", "تدعو منظمة", "تلاحظ منظمة"),
    ("eng", "Invites the United Nations", "Notes the United Nations"),
    ("fra", "Invite l’Organisation", "Remercie l’Organisation"),
    ("rus", "предлагает Организации", "отмечает Организации"),
    ("spa", "Invita a la Organización", "Acoge con beneplácito a la Organización"),
    ("zho", "邀请联合国", "注意到联合国"),
]


@pytest.mark.parametrize(("code", "old", "new"), _ACTIONS)
def test_an_action_of_another_force_is_found(code: str, old: str, new: str) -> None:
    assert _examples(code, old, new) == [("action", "sec_I__para_3", [code])]


def test_an_action_of_the_same_force_and_one_of_several_are_no_finding() -> None:
    assert _examples("eng", "Invites the United Nations", "Urges the United Nations") == []
    assert _examples("fra", "Invite l’Organisation", "Appuie l’Organisation") == []


def test_an_action_that_is_not_read_is_no_finding() -> None:
    versions = [_example(c, *(("Invite l’Organisation", "L’Organisation") if c == "fra" else ())) for c in _FILES]
    found = concord(versions)
    assert found.findings == ()
    assert [(f.kind, f.key, [*f.languages], f.variant) for f in found.variants] == [
        ("action", "sec_I__para_3", ["fra"], "wording")
    ]


def test_two_languages_against_two_are_no_finding() -> None:
    one, others = _example(*_ADDRESSEES[1]), (_example("fra"), _example("rus"))
    assert [f.kind for f in concord([one, *others, _example("spa")]).findings] == ["addressee"]
    assert concord([one, *others, _example(*_ADDRESSEES[4])]).findings == ()
