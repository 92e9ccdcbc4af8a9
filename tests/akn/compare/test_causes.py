"""One finding a cause, and how much it weighs."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from akn import Document, Text
from akn.compare.concord import concord
from akn.compare.findings import Finding
from akn.document import Annex, Cell, Metadata, Note, Operative, Point, PointList, Preambular, Table
from akn.text import Kind, Mark, mark


def document(language: str, *texts: str, first: int = 1, preamble: tuple[str, ...] = ()) -> Document:
    body = tuple(Operative(f"{n}.", (Text(text),)) for n, text in enumerate(texts, first))
    recitals = tuple(Preambular((Text(text),)) for text in preamble)
    return Document(Metadata(language=language, number_iri="99-7", actor="unga"), preamble=recitals, body=body)


def findings(*versions: Document) -> list[Finding]:
    return list(concord(versions).findings)


def variants(*versions: Document) -> list[tuple[str | None, dict[str, str]]]:
    """The differences that editions have, where there is no finding beside them."""
    found = concord(versions)
    assert found.findings == ()
    return [(one.variant, one.languages) for one in found.variants]


ENGLISH = "Welcomes the meeting held on 23 and 24 September 2041, and that held from 26 to 28 July 2042 in the harbour;"
SPANISH = (
    "Acoge la reunión celebrada los días 23 y 24 de septiembre de 2041 y la del 26 al 28 de julio de 2042 en el puerto;"
)


def test_a_clause_that_a_language_leaves_out_is_one_finding_with_all_its_dates() -> None:
    (found,) = findings(
        document("eng", ENGLISH), document("fra", "Se félicite de la réunion au port ;"), document("spa", SPANISH)
    )
    assert (found.kind, found.languages, found.severity) == ("date", {"fra": ""}, "high")
    assert found.expected == "23 and 24 September 2041, and that held from 26 to 28 July 2042"
    assert found.printed["spa"] == "23 y 24 de septiembre de 2041 y la del 26 al 28 de julio de 2042"


def test_the_evidence_is_what_every_language_prints() -> None:
    (found,) = findings(
        document("eng", "Recalls its thirty-second session;"),
        document("fra", "Rappelle sa 33e session ;"),
        document("spa", "Recuerda su 32º período de sesiones;"),
    )
    assert found.printed == {"fra": "33", "eng": "thirty-second", "spa": "32"}
    assert found.severity == "high"


def test_a_clause_that_stands_in_the_paragraph_after_is_no_finding_and_hides_none() -> None:
    lamps, article = "with 6,000,000 lamps at sea", "Article 8 of the Charter of the harbours"
    (found,) = findings(
        document("eng", f"Recalls {article};", f"Notes the fog, {lamps};"),
        document("fra", "Rappelle le port, avec 6 000 000 de lampes en mer ;", "Note le brouillard ;"),
        document(
            "spa", "Recuerda el Artículo 8 de la Carta de los puertos;", "Observa la niebla, con 6.000.000 de lámparas;"
        ),
    )
    assert (found.languages, found.expected, found.severity) == ({"fra": ""}, "8", "medium")


def test_a_date_that_stands_untranslated_is_a_date() -> None:
    (found,) = findings(
        document("eng", "Recalls the letter of 11 December 2043;"),
        document("fra", "Rappelle la lettre du 11 décembre 2043 ;"),
        document("ara", "تشير إلى الرسالة المؤرخة 20 December 2043؛"),
    )
    assert (found.kind, found.languages, found.expected) == ("date", {"ara": "20 December 2043"}, "11 December 2043")


def test_carbon_dioxide_holds_no_ordinal_and_a_pandemic_no_number() -> None:
    assert not findings(
        document("eng", "Notes the rise of carbon dioxide after COVID-19 in 2041;"),
        document("fra", "Note la hausse du dioxyde de carbone après la COVID-19 en 2041 ;"),
        document("ara", "تحيط علما بارتفاع ثاني أكسيد الكربون بعد الجائحة في عام 2041؛"),
    )


def test_two_languages_that_say_the_same_in_the_place_of_the_same_are_one_finding() -> None:
    (found,) = findings(
        document("eng", "Recalls the letter of 3 March 2043;"),
        document("fra", "Rappelle la lettre du 1er mars 2043 ;"),
        document("spa", "Recuerda la carta de fecha 1 de marzo de 2043;"),
        document("rus", "ссылается на письмо от 3 марта 2043 года;"),
        document("zho", "回顾2043年3月3日的信；"),
    )
    assert (found.kind, sorted(found.languages), found.expected) == ("date", ["fra", "spa"], "3 March 2043")


def test_what_stands_in_the_place_of_a_value_is_told_though_its_parts_stand_elsewhere() -> None:
    texts = {
        "eng": "Recalls its resolutions 74/1 of 14 December 2019 and 75/2 of 21 September 2020;",
        "fra": "Rappelle ses résolutions 74/1 du 14 décembre 2019 et 75/2 du 21 septembre 2020 ;",
        "spa": "Recuerda sus resoluciones 74/1, de 14 de diciembre de 2019, y 75/2, de 21 de septiembre de 2019;",
    }
    (found,) = findings(*(document(code, text) for code, text in texts.items()))
    assert (found.languages, found.expected) == ({"spa": "21 de septiembre de 2019"}, "21 September 2020")


_UNLIKE = [
    # volumes of a treaty series
    (
        "Recalls it.",
        "Rappelle.",
        "Recuerda.",
        "vol. 1974, No. 33757.",
        "vol. 1975, no 33757.",
        "vol. 1974, núm. 33757.",
    ),
    # pages of an edition
    (
        "Recalls it.",
        "Rappelle.",
        "Recuerda.",
        "Supplement No. 13, pp. 1974.",
        "Supplément no 13, p.\u00a01975.",
        "Suplemento núm. 13, págs. 1974.",
    ),
]


@pytest.mark.parametrize(("eng", "fra", "spa", "one", "two", "three"), _UNLIKE)
def test_the_next_volume_or_page_is_no_finding(eng: str, fra: str, spa: str, one: str, two: str, three: str) -> None:
    versions = [_noted("eng", eng, one), _noted("fra", fra, two), _noted("spa", spa, three)]
    assert variants(*versions) == [("volume", {"fra": "1975"})]


def test_another_volume_is_a_finding_and_weighs_little() -> None:
    notes = (("eng", "vol. 1651, No. 28395."), ("fra", "vol. 2061, no 28395."), ("spa", "vol. 1651, núm. 28395."))
    (found,) = findings(*(_noted(code, "", note) for code, note in notes))
    assert (found.kind, found.severity, found.languages) == ("number", "low", {"fra": "2061"})


def test_pages_that_several_languages_have_otherwise_are_no_finding() -> None:
    notes = {
        "eng": "A/98/12, p. 71, para. 199.",
        "fra": "A/98/12, p. 71, par. 199.",
        "rus": "A/98/12, с. 88, п. 199.",
        "spa": "A/98/12, págs. 65 y 66, párr. 199.",
    }
    found = variants(*(_noted(code, "", note) for code, note in notes.items()))
    assert found == [("volume", {"rus": "88"}), ("volume", {"spa": "65 y 66"})]


def test_pages_that_moved_by_one_are_one_difference() -> None:
    notes = {"eng": "A/98/13, pp. 7–9.", "fra": "A/98/13, p. 8 à 10.", "spa": "A/98/13, págs. 7 a 9."}
    assert variants(*(_noted(code, "", note) for code, note in notes.items())) == [("volume", {"fra": "8 à 10"})]


_PAIRS = [
    # a number in words that the language leaves out, or puts into another word
    (
        "eng",
        "Lists three causes, namely rust, wind and age;",
        "fra",
        "Cite la rouille, le vent et l’âge ;",
        ["wording"],
    ),
    ("eng", "Lists 25 harbours;", "fra", "Cite 26 ports ;", []),
    # a dual, which a noun may have
    ("ara", "تلاحظ ارتفاعا بدرجتين مئويتين؛", "fra", "Note une hausse de 2 °C ;", ["wording"]),
    ("ara", "تلاحظ ارتفاعا بدرجات مئوية؛", "fra", "Note une hausse de 4 °C ;", []),
    ("fra", "Note la mort d’enfants de moins de 5 ans ;", "zho", "注意到婴儿死亡；", ["age"]),
    ("eng", "Plans for the years after the pandemic;", "fra", "Prévoit l’après-COVID-19 ;", ["name"]),
    # a sign that is a part of most words
    ("fra", "Invite à signer ces deux textes ;", "zho", "邀请签署关于一切形式的文书；", ["wording"]),
    ("fra", "Condamne le Mouvement du 23 mars ;", "zho", "谴责“3·23运动”；", ["name"]),
]


@pytest.mark.parametrize(("one", "first", "other", "second", "kinds"), _PAIRS)
def test_what_two_languages_put_otherwise_needs_more_than_two_to_be_a_finding(
    one: str, first: str, other: str, second: str, kinds: list[str]
) -> None:
    found = concord((document(one, first), document(other, second)), first=one)
    assert [f.variant for f in found.variants] == kinds
    assert all(f.kind == "number" and "" not in f.languages.values() for f in found.findings)


@pytest.mark.parametrize(
    "texts",
    [
        {"eng": "Moves its opening to late August;", "zho": "将开幕日期移至8月底；"},
        {"deu": "befasst sich mit den Ziffern 1 bis 3;", "fra": "Examine les paragraphes 1, 2 et 3 ;"},
        {"spa": "Apoya la solución biestatal;", "fra": "Appuie la solution des deux États ;"},
        {"spa": "Sigue duplicando el promedio;", "fra": "Demeure deux fois supérieur à la moyenne ;"},
    ],
)
def test_what_languages_say_in_their_own_way_is_no_difference(texts: dict[str, str]) -> None:
    for first in texts:
        found = concord([document(code, text) for code, text in texts.items()], first=first)
        assert found.differences == ()


def test_a_number_tied_to_a_name_takes_the_place_of_none_that_is_not() -> None:
    eng = "Recalls the Framework 2015-2030 after the storm;"
    fra = "Rappelle le Cadre après la tempête COVID-19 ;"
    spa = "Recuerda el Marco 2015-2030 después de la tormenta;"
    found = findings(document("eng", eng), document("fra", fra), document("spa", spa))
    assert not any(f.expected and f.languages["fra"] for f in found)
    assert [(f.expected, f.languages["fra"]) for f in found] == [("", "19"), ("2015-2030", "")]


def _noted(language: str, text: str, *notes: str, calls: int = 1) -> Document:
    marks: tuple[Mark, ...] = tuple(mark(n, n, Kind.NOTE, key=str(n)) for n in range(1, calls + 1))
    body = (Operative("1.", (Text(text, marks),)),)
    kept = tuple(Note(str(n), str(n), (Text(note),)) for n, note in enumerate(notes, 1))
    return Document(Metadata(language=language), body=body, notes=kept)


@pytest.mark.parametrize(
    ("eng", "fra", "spa"),
    [
        # years that a translator adds, or a clause
        ("Recalls the Decade of Tides;", "Rappelle la Décennie (2041-2050) ;", "Recuerda el Decenio de las Mareas;"),
        # a corrigendum of a document that may be of another organization
        ("Notes LC 32/15 and Corr.1;", "Prend note de LC 32/15 et Corr.1 ;", "Toma nota de LC 32/15;"),
        # a disease that no other names
        ("Notes all diseases;", "Note les maladies, y compris la COVID-19 ;", "Observa las enfermedades;"),
    ],
)
def test_what_a_language_may_add_or_leave_out_weighs_little(eng: str, fra: str, spa: str) -> None:
    found = findings(document("eng", eng), document("fra", fra), document("spa", spa))
    assert [f.severity for f in found] == ["low"]


_VARIANTS = [
    ("corrigendum", "fra", "Notes A/60/88;", "Prend note de A/60/88 et A/60/88/Corr.1 ;", "Toma nota de A/60/88;"),
    ("corrigendum", "spa", "Notes A/60/88 and A/60/88/Corr.2;", "Prend note de A/60/88 et A/60/88/Corr.2 ;",
     "Toma nota de A/60/88;"),
    ("name", "fra", "Plans the post-COVID years;", "Prévoit les années après la COVID-19 ;", "Prevé tras la COVID;"),
    ("name", "fra", "Notes the coronavirus disease;", "Note la maladie à coronavirus 2019 (COVID-19) ;",
     "Observa la enfermedad por coronavirus;"),
    ("name", "ara", "Plans the post-COVID era;", "Prévoit l’ère post-COVID ;", "تخطط لعصر ما بعد كوفيد-19؛"),
    ("age", "spa", "Notes infant mortality;", "Note la mortalité infantile ;", "Nota la muerte de menores de 5 años;"),
    ("wording", "fra", "Notes paragraph 1 (a) of this resolution;", "Note l’alinéa a) ;", "Nota el párrafo 1 a);"),
    ("wording", "fra", "Asks the two harbours to light their lamps;", "Demande aux ports d’allumer leurs lampes ;",
     "Pide a los dos puertos que enciendan sus lámparas;"),
    ("corrigendum", "fra", "Notes A/60/88/Add.2;", "Prend note de A/60/88/Add.2/Corr.1 ;",
     "Toma nota de A/60/88/Add.2;"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "code", "eng", "fra", "spa"), _VARIANTS)
def test_what_editions_have_by_their_kind_is_no_finding(kind: str, code: str, eng: str, fra: str, spa: str) -> None:
    third = "ara" if code == "ara" else "spa"
    ((found, languages),) = variants(document("eng", eng), document("fra", fra), document(third, spa))
    assert (found, [*languages]) == (kind, [code])


@pytest.mark.parametrize(
    ("eng", "fra", "spa"),
    [
        ("Notes A/60/88/Corr.1;", "Prend note de A/60/88/Corr.1 ;", "Toma nota de A/60/88/Corr.2;"),
        ("Notes children under 5 years;", "Note les moins de 5 ans ;", "Nota los menores de 6 años;"),
        ("Creates a P-3 post;", "Crée un poste P-3 ;", "Crea un puesto P-4;"),
    ],
)
def test_a_value_against_another_is_a_finding_whatever_its_kind(eng: str, fra: str, spa: str) -> None:
    (found,) = findings(document("eng", eng), document("fra", fra), document("spa", spa))
    assert ([*found.languages], found.severity, found.variant) == (["spa"], "high", None)


def test_the_date_of_a_resolution_that_is_known_from_another_paragraph_is_an_addition() -> None:
    eng = ("Recalls its resolution 70/175 of 17 December 2015;", "Marks the rules of 70/175;")
    fra = ("Rappelle sa résolution 70/175 du 17 décembre 2015 ;", "Fête les règles de 70/175 du 17 décembre 2015 ;")
    spa = ("Recuerda su resolución 70/175, de 17 de diciembre de 2015;", "Celebra las normas de 70/175;")
    found = variants(document("eng", *eng), document("fra", *fra), document("spa", *spa))
    assert found == [("addition", {"fra": "17 décembre 2015"})]


@pytest.mark.parametrize(
    ("eng", "fra", "spa"),
    [
        # a range, times of day, a half in words
        ("Notes paragraphs 1, 2 and 3 of it;", "Note les paragraphes 1 à 3 ;", "Nota los párrafos 1, 2 y 3;"),
        ("Meets from 9.30 a.m. to 1 p.m. and from 3 to 6 p.m.;", "Siège de 9 h 30 à 13 heures et de 15 à 18 h 00 ;",
         "Sesiona de las 9.30 a las 13.00 y de las 15.00 a las 18.00 horas;"),
        ("Notes 2.5 parts of oil;", "Note deux parties et demie d’huile ;", "Nota 2,5 partes de aceite;"),
    ],
)  # fmt: skip
def test_what_is_said_in_another_form_is_there(eng: str, fra: str, spa: str) -> None:
    assert variants(document("eng", eng), document("fra", fra), document("spa", spa)) == []


def test_a_word_that_leads_to_a_text_cited_nowhere_is_a_reference_that_is_found() -> None:
    def made(code: str, text: str, word: str, number: str) -> Document:
        cited, at = text.index("98/7"), text.index(word)
        to = "/akn/un/statement/deliberation/unga/2043-12-09/"
        marks = [mark(cited, cited + 4, Kind.REF, href=f"{to}98-7")]
        marks += [mark(at, at + len(word), Kind.REF, href=f"{to}{number}")] if number else []
        body = (Operative("1.", (Text(text, tuple(marks)),)),)
        return Document(Metadata(language=code, number_iri="99-7", actor="unga"), body=body)

    def found(number: str) -> list[tuple[str, list[str]]]:
        versions = (
            made("eng", "Recalls 98/7 and what is there;", "what", ""),
            made("fra", "Rappelle 98/7 et cette résolution ;", "cette résolution", number),
            made("spa", "Recuerda 98/7 y lo que dice;", "lo", ""),
        )
        return [(f.kind, [*f.languages]) for f in findings(*versions)]

    assert found("98-7") == []
    assert found("98-8") == [("reference", ["fra"])]


def test_an_hour_that_is_another_is_found() -> None:
    eng, fra = "Meets from 9 a.m. to 1 p.m.;", "Siège de 9 heures à 13 heures ;"
    spa = "Sesiona de las 9.00 a las 15.00 horas;"
    found = findings(document("eng", eng), document("fra", fra), document("spa", spa))
    assert {code for one in found for code in one.languages} == {"spa"}


def test_points_that_exchange_their_values_changed_places() -> None:
    def made(code: str, lead: str, *points: str) -> Document:
        listed = tuple(Point(f"({n})", (Text(text),)) for n, text in zip("ab", points, strict=True))
        body = (Operative("1.", (Text(lead), PointList(listed))),)
        return Document(Metadata(language=code, number_iri="99-7", actor="unga"), body=body)

    eng = made(
        "eng", "Decides:", "pensions (Article 32), up to 205,000 dollars;", "work (Article 22), up to 12,500 dollars;"
    )
    fra = made("fra", "Décide :", "pensions (Article 32), 205 000 dollars ;", "travaux (Article 22), 12 500 dollars ;")
    zho = made("zho", "决定：", "院外的工作(第二十二条)，不超过12 500美元；", "养恤金(第三十二条)，不超过205 000美元；")
    (found,) = findings(eng, fra, zho)
    assert (found.kind, found.key, [*found.languages]) == ("order", "para_1__list_1__point_a", ["zho"])


def test_a_date_in_the_place_of_another_is_found_though_its_parts_stand_in_all_texts() -> None:
    others = {
        "eng": "Recalls 62/1 of 18 December 2041, 63/2 of 18 March 2042 and 64/3 of 15 December 2043;",
        "fra": "Rappelle 62/1 du 18 décembre 2041, 63/2 du 18 mars 2042 et 64/3 du 15 décembre 2043 ;",
        "rus": "ссылается на 62/1 от 18 декабря 2041 года, 63/2 от 18 марта 2042 года и 64/3 от 15 декабря 2043 года;",
    }
    spa = "Recuerda 62/1, de 15 de diciembre de 2041, 63/2, de 18 de marzo de 2042, y 64/3, de 15 de diciembre de 2043;"
    (found,) = findings(*(document(code, text) for code, text in (others | {"spa": spa}).items()))
    assert (found.languages, found.expected) == ({"spa": "15 de diciembre de 2041"}, "18 декабря 2041 года")


def test_two_languages_without_the_same_call_of_a_note_are_one_finding() -> None:
    calls = {"eng": 1, "fra": 1, "rus": 0, "spa": 1, "zho": 0, "ara": 1}
    found = findings(*(_noted(code, "", "A/98/1.", calls=n) for code, n in calls.items()))
    assert [(f.languages, f.expected) for f in found if f.kind == "note"] == [({"rus": "0", "zho": "0"}, "1")]
    calls |= {"ara": 0}
    found = findings(*(_noted(code, "", "A/98/1.", calls=n) for code, n in calls.items()))
    assert not [f for f in found if f.kind == "note"], "three against three"


def test_a_version_that_is_another_text_is_one_finding() -> None:
    numbers = range(11, 31)
    eng = [f"Requests the harbours to lend {n} lamps;" for n in numbers]
    fra = [f"Prie les ports de prêter {n} lampes ;" for n in numbers]
    spa = [f"Pide a los puertos que presten {n + 40} luces;" for n in numbers]
    (found,) = findings(document("eng", *eng), document("fra", *fra), document("spa", *spa))
    assert (found.kind, found.key, [*found.languages], found.severity) == ("text", "para_1", ["spa"], "high")


def test_the_other_versions_are_compared_without_one_that_is_another_text() -> None:
    same = [f"Recalls resolution 98/{n} of {n} May 2043;" for n in range(1, 21)]
    french = [f"Rappelle la résolution 98/{n} du {n} mai 2043 ;" for n in range(1, 21)]
    french[6] = "Rappelle la résolution 98/7 du 8 mai 2043 ;"
    other = [f"Recuerda la resolución 77/{n + 30}, de {n} de junio de 2022;" for n in range(1, 21)]
    for several in (["eng", "fra"], ["eng", "fra", "rus"]):
        texts = {"eng": same, "fra": french, "rus": [f"ссылается на резолюцию 98/{n} от {n} мая 2043 года;" for n in
                                                     range(1, 21)]}  # fmt: skip
        found = findings(*(document(code, *texts[code]) for code in several), document("spa", *other))
        assert [(f.kind, f.key, f.languages.get("fra")) for f in found] == [
            ("text", "para_1", None),
            ("date", "para_7", "8 mai 2043"),
        ]


def test_a_name_that_is_a_date_in_figures_is_there() -> None:
    texts = {"eng": "Notes the M23 fleet;", "fra": "Note la flotte M23 ;", "zho": "注意到3·23船队；"}
    assert variants(*(document(code, text) for code, text in texts.items())) == []


@pytest.mark.parametrize(
    ("eng", "fra", "spa"),
    [
        # a title left in English, and millions said once for two numbers
        ("Notes the “Four-point Agenda”;", "Note le « Four-point Agenda » ;", "Nota la “Agenda de cuatro puntos”;"),
        ("Notes that between 702 and 828 million;", "Note que de 702 millions à 828 millions ;",
         "Nota que entre 702 y 828 millones;"),
        ("Notes that $16.6 billion was lost;", "Note que 16,6 milliards de dollars ont été perdus ;",
         "Nota que se perdieron 16.600 millones de dólares;"),
    ],
)  # fmt: skip
def test_what_a_text_says_in_another_form_is_no_finding(eng: str, fra: str, spa: str) -> None:
    assert findings(document("eng", eng), document("fra", fra), document("spa", spa)) == []


PARAGRAPHS = {
    "eng": ["Notes the tide of {};", "Recalls paragraph {} above;", "Welcomes the report on {} lamps;", "Decides so;"],
    "fra": ["Note la marée de {} ;", "Rappelle le paragraphe {} ci-dessus ;", "Salue le rapport sur {} lampes ;",
            "Décide ainsi ;"],
    "spa": ["Nota la marea de {};", "Recuerda el párrafo {};", "Acoge el informe sobre {} lámparas;", "Lo decide;"],
}  # fmt: skip


def _shifted(language: str, first: int = 1) -> Document:
    texts = [t.format(v) for t, v in zip(PARAGRAPHS[language], (2041, first, 40, 0), strict=True)]
    body = []
    for n, text in enumerate(texts, first):
        at = text.find(f" {first} ")
        cited = mark(at + 1, at + 1 + len(str(first)), Kind.REF, href=f"#para_{first}")
        body.append(Operative(f"{n}.", (Text(text, (cited,) if n == first + 1 else ()),)))
    return Document(Metadata(language=language), body=tuple(body))


def test_numbers_that_are_shifted_are_told_where_that_begins_and_not_in_every_citation() -> None:
    assert findings(*(_shifted(code) for code in PARAGRAPHS)) == []
    (found,) = findings(_shifted("eng"), _shifted("fra", 4), _shifted("spa"))
    assert (found.kind, found.key, found.languages, found.expected) == ("numbering", "para_1", {"fra": "4"}, "1")


def test_a_paragraph_that_is_missing_explains_the_numbers_after_it() -> None:
    texts = {code: [t.format(v) for t, v in zip(p, (2041, 98, 40, 0), strict=True)] for code, p in PARAGRAPHS.items()}
    texts["fra"].pop(1)
    (found,) = findings(*(document(code, *those) for code, those in texts.items()))
    assert (found.kind, found.key, found.severity) == ("missing", "para_2", "high")


def test_a_paragraph_that_a_language_joins_with_the_one_before_is_not_missing() -> None:
    eng = ["Noting the talks of 3 May 2042,", "Having considered the letter of 13 June 2043 (S/2043/438),"]
    fra = ["Notant les pourparlers du 3 mai 2042 et ayant examiné la lettre du 13 juin 2043 (S/2043/438),"]
    spa = [
        "Observando las conversaciones de 3 de mayo de 2042,",
        "Habiendo examinado la carta de 13 de junio de 2043 (S/2043/438),",
    ]
    versions = [document(code, preamble=tuple(t)) for code, t in (("eng", eng), ("fra", fra), ("spa", spa))]
    assert findings(*versions) == []


def test_notes_that_a_language_adds_throughout_are_one_finding() -> None:
    texts = [f"Notes the lamp number {n}0;" for n in range(1, 6)]
    french = [f"Note la lampe numéro {n}0 ;" for n in range(1, 6)]
    spanish = [f"Nota la lámpara número {n}0;" for n in range(1, 6)]

    def made(language: str, those: list[str], *, noted: bool) -> Document:
        marks = [(mark(3, 3, Kind.NOTE, key=str(n)),) if noted else () for n in range(1, 6)]
        body = tuple(Operative(f"{n}.", (Text(t, m),)) for n, (t, m) in enumerate(zip(those, marks, strict=True), 1))
        notes = tuple(Note(str(n), str(n), (Text("Anm."),)) for n in range(1, 6)) if noted else ()
        return Document(Metadata(language=language), body=body, notes=notes)

    (found,) = findings(
        made("eng", texts, noted=False), made("fra", french, noted=True), made("spa", spanish, noted=False)
    )
    assert (found.kind, found.key, found.also) == ("note", "para_1", ("para_2", "para_3", "para_4", "para_5"))
    fewer = findings(made("eng", texts, noted=True), made("fra", french, noted=False), made("spa", spanish, noted=True))
    assert [f.key for f in fewer] == [f"para_{n}" for n in range(1, 6)]


def test_a_symbol_that_is_wrong_in_two_places_is_told_once() -> None:
    said = {"eng": "Recalls {};", "fra": "Rappelle {} ;", "spa": "Recuerda {};"}
    right = {code: document(code, *(t.format("A/98/231"),) * 2) for code, t in said.items()}
    wrong = document("fra", *(said["fra"].format("A/98/321"),) * 2)
    (found,) = findings(right["eng"], wrong, right["spa"])
    assert (found.languages, found.expected, found.also) == ({"fra": "A/98/321"}, "A/98/231", ("para_2",))


def test_a_wrong_number_of_a_paragraph_is_told_though_the_mark_leads_to_the_right_one() -> None:
    french = _shifted("fra")
    second = french.body[1]
    assert isinstance(second, Operative)
    (text,) = second.content
    assert isinstance(text, Text)
    wrong = replace(second, content=(replace(text, content=text.content.replace("paragraphe 1", "paragraphe 3")),))
    (found,) = findings(
        _shifted("eng"), replace(french, body=(french.body[0], wrong, *french.body[2:])), _shifted("spa")
    )
    assert (found.kind, found.languages, found.expected) == ("reference", {"fra": "3"}, "1")


def test_a_wrong_symbol_and_where_it_leads_are_one_finding() -> None:
    def made(language: str, text: str, number: str) -> Document:
        start = text.index(number)
        there = f"/akn/un/statement/deliberation/unsc/2044-06-29/{number[:4]}-2044/!main#para_14"
        cited = (Text(text, (mark(start, start + len(number), Kind.REF, href=there),)),)
        return Document(Metadata(language=language), body=(Operative("1.", cited),))

    (found,) = findings(
        made("eng", "Renews paragraph 14 of resolution 2500 (2044);", "2500 (2044)"),
        made("fra", "Reconduit le paragraphe 14 de la résolution 2550 (2044) ;", "2550 (2044)"),
        made("spa", "Prorroga el párrafo 14 de la resolución 2500 (2044);", "2500 (2044)"),
    )
    assert (found.kind, found.languages, found.expected) == ("symbol", {"fra": "2550 (2044)"}, "2500 (2044)")


def test_a_paragraph_that_a_language_makes_of_a_part_of_the_one_before_is_no_extra_one() -> None:
    fog = "Notes with concern the fog that lay over the harbours of the northern shore in the winter of 2041"
    boats = "and stresses that without lamps no boat of the fishing villages found its way home at night"
    brume = "Constate avec inquiétude la brume qui a couvert les ports de la côte nord pendant l’hiver 2041"
    bateaux = "Souligne que sans lampes aucun bateau des villages de pêche ne trouvait son chemin la nuit"
    niebla = "Observa con inquietud la niebla que cubrió los puertos de la costa norte en el invierno de 2041"
    barcos = "y subraya que sin lámparas ningún barco de las aldeas de pescadores hallaba el camino de noche"
    found = concord(
        [
            document("eng", "Recalls the tide;", f"{fog}, {boats};", "Decides to meet again;"),
            document("fra", "Rappelle la marée ;", f"{brume} ;", f"{bateaux} ;", "Décide de se réunir à nouveau ;"),
            document("spa", "Recuerda la marea;", f"{niebla}, {barcos};", "Decide reunirse de nuevo;"),
        ]
    )
    assert [(f.kind, f.variant) for f in found.differences if f.kind in ("extra", "missing", "order")] == [
        ("order", None)
    ]


def test_a_wrong_session_and_its_symbol_are_one_finding() -> None:
    (found,) = findings(
        document("eng", "Notes the records of the ninety-seventh session (A/97/53/Add.1);"),
        document("fra", "Note les documents de la quatre-vingt-dix-septième session (A/97/53/Add.1) ;"),
        document("spa", "Toma nota de los documentos del nonagésimo quinto período de sesiones (A/95/53/Add.1);"),
    )
    assert (found.kind, [*found.languages], found.severity) == ("symbol", ["spa"], "high")
    assert found.expected == "ninety-seventh session (A/97/53/Add.1)"


def test_a_year_takes_the_place_of_no_day() -> None:
    eng = "Notes the letters of 2 June 2043 (S/2043/406), of 19 June 2043 and of 19 July (S/2043/540);"
    fra = "Note les lettres du 2 juin 2043 (S/2043/406), du 19 juin 2043 et du 19 juillet (S/2043/540), les deux ;"
    spa = "Nota las cartas de 2 de junio de 2043 (S/2043/406), 19 de junio de 2043 y 19 de julio de 2043 (S/2043/540);"
    deu = (
        "nimmt Kenntnis von den Schreiben vom 2. Juni 2043 (S/2043/406), 19. Juni 2043 und 19. Juli 2043 (S/2043/540);"
    )
    rus = "отмечает письма от 2 июня 2043 года (S/2043/406), от 19 июня 2043 года и от 19 июля (S/2043/540), оба два;"
    those = {"eng": eng, "fra": fra, "spa": spa, "deu": deu, "rus": rus}
    assert findings(*(document(code, text) for code, text in those.items())) == []


def test_names_that_are_left_over_of_a_table_are_no_finding() -> None:
    def made(language: str, lead: str, *left: str) -> Document:
        rows = tuple(
            tuple(Cell((Text(word),)) for word in row) for row in (("Elm Bay", "0.3"), ("Oak\u00a0Bay", "0.4"))
        )
        body = (Operative("1.", (Text(lead), Table(rows), *map(Text, left))),)
        return Document(Metadata(language=language), body=body)

    leads = {"eng": "Resolves as follows:", "fra": "Décide ce qui suit :", "spa": "Resuelve lo siguiente:"}
    versions = {code: made(code, lead) for code, lead in leads.items()}
    assert findings(*versions.values()) == []
    assert findings(*{**versions, "fra": made("fra", leads["fra"], "Oak Bay")}.values()) == []
    (found,) = findings(*{**versions, "fra": made("fra", leads["fra"], "Ash Bay")}.values())
    assert (found.kind, found.languages) == ("extra", {"fra": "Ash Bay"})


def test_a_paragraph_that_stands_elsewhere_is_in_another_order_if_no_other_can_be_meant() -> None:
    eng = [
        "Stresses that no boat of the shore leaves at night;",
        "Notes the tide.",
        "Asks that the lamps of the bay burn.",
    ]
    spa = ["Subraya que ningún barco de la costa zarpa de noche;", "Observa la marea."]
    moved = "Pide que ardan de noche las lámparas de la bahía."
    fra = ["Souligne qu’aucun bateau de la côte ne part la nuit ;", "Note la marée.", "Demande que brûlent les lampes."]
    found = findings(document("eng", *eng), document("fra", *fra), document("spa", moved, *spa))
    assert "missing" not in {f.kind for f in found}


def test_a_head_in_one_line_with_the_title_is_not_missing() -> None:
    def made(language: str, *lines: str) -> Document:
        annex = Annex(preface=tuple(map(Text, lines)))
        return Document(Metadata(language=language), body=(Operative("1.", (Text("…"),)),), annexes=(annex,))

    found = findings(
        made("eng", "Annex", "Rules of the harbours"),
        made("fra", "Annexe", "Règles des ports"),
        made("spa", "Anexo Reglas de los puertos"),
    )
    assert found == []


def test_a_day_that_no_month_has_is_found_though_its_number_stands_elsewhere() -> None:
    said = {
        "eng": "Recalls resolutions 62/220 of {} December 2041 and 63/242 of 22 December 2042;",
        "fra": "Rappelle les résolutions 62/220 du {} décembre 2041 et 63/242 du 22 décembre 2042 ;",
        "spa": "Recuerda las resoluciones 62/220, de {} de diciembre de 2041, y 63/242, de 22 de diciembre de 2042;",
    }
    assert findings(*(document(code, text.format(22)) for code, text in said.items())) == []
    (found,) = findings(*(document(code, text.format(62 if code == "spa" else 22)) for code, text in said.items()))
    assert (found.kind, [*found.languages]) == ("date", ["spa"])


def test_a_call_that_is_set_high_is_no_figure_of_the_year_before_it() -> None:
    high, called = mark(37, 38, Kind.SUPERSCRIPT), mark(8, 8, Kind.NOTE, key="b")
    said = {"fra": "Rappelle le Règlement du 12 juin 1949", "eng": "Recalls the Rules of 12 June 1949"}
    french = document("fra", f"{said['fra']}2 ;", "Note le brouillard ;")
    body = replace(french.body[0], content=(Text(f"{said['fra']}2 ;", (high,)),)), french.body[1]
    versions = document("eng", f"{said['eng']};", "Notes the fog;"), replace(french, body=body)
    noted = replace(body[1], content=(Text("Note le brouillard ;", (called,)),))
    note = replace(versions[1], body=(body[0], noted), notes=(Note("b", "2", (Text("Règle 2."),)),))
    assert [f.kind for f in findings(versions[0], note) if f.kind != "note"] == []
    assert "number" in {f.kind for f in findings(*versions)}  # no note of that number


def test_an_exponent_is_a_part_of_its_number() -> None:
    english, french = document("eng", "Asks for 106 lamps;"), document("fra", "Demande 109 lampes ;")
    made = [
        replace(d, body=(replace(d.body[0], content=(Text(text, (mark(at, at + 1, Kind.SUPERSCRIPT),)),)),))
        for d, text, at in ((english, "Asks for 106 lamps;", 11), (french, "Demande 109 lampes ;", 10))
    ]
    assert [(f.kind, f.printed) for f in findings(*made)] == [("number", {"fra": "109", "eng": "106"})]


def test_points_that_changed_places_are_said_where_the_others_have_them() -> None:
    def made(language: str, *points: str) -> Document:
        those = tuple(Point(f"({label})", (Text(text),)) for label, text in zip("abcd", points, strict=True))
        return Document(Metadata(language=language), body=(Operative("1.", (Text("…:"), PointList(those))),))

    eng = ["The fog of 3 May 2041;", "The tide at 25,000 lamps, article 50;", "The oil for 205,000 ships, article 32;"]
    fra = [
        "La brume du 3 mai 2041 ;",
        "La marée aux 25 000 lampes, article 50 ;",
        "L’huile de 205 000 navires, article 32 ;",
    ]
    spa = [
        "La niebla de 3 de mayo de 2041;",
        "La marea, 25.000 luces, artículo 50;",
        "El aceite, 205.000 naves, artículo 32;",
    ]
    last = ("The end;", "La fin ;", "El fin;")
    assert findings(made("eng", *eng, last[0]), made("fra", *fra, last[1]), made("spa", *spa, last[2])) == []
    turned = (spa[0], spa[2], spa[1])
    found = findings(made("eng", *eng, last[0]), made("fra", *fra, last[1]), made("spa", *turned, last[2]))
    assert found
    assert all(f.key in ("para_1__list_1__point_b", "para_1__list_1__point_c") for f in found)
    assert "low" not in {f.severity for f in found}


def test_a_paragraph_that_says_what_its_row_says_fills_no_gap_beside_it() -> None:
    texts = {
        "eng": (
            "Recalling the 300 tides,",
            "Noting that the keepers of the harbours of the northern shore meet each winter to share oil and lamps,",
            "Having read the letter of 3 May 2041 (S/2041/9),",
        ),
        "fra": (
            "Rappelant les 300 marées,",
            "Notant que les gardiens des ports de la côte nord se réunissent l’hiver pour partager l’huile,",
            "Ayant lu la lettre du 3 mai 2041 (S/2041/9),",
        ),
        "spa": ("Recordando las 300 mareas,", "Habiendo leído la carta de 3 de mayo de 2041 (S/2041/9),"),
    }
    made = concord([document(code, preamble=those) for code, those in texts.items()])
    assert [[*row.units] for row in made.rows] == [["eng", "fra", "spa"], ["eng", "fra"], ["eng", "fra", "spa"]]


_LACKING = [
    ("medium", "Protects those under the age of 18;", "Protège les moins de 18 ans ;", "Protege a los niños;"),
    ("low", "Requests at least four reports;", "Prie de faire au moins quatre rapports ;", "Solicita informes;"),
    ("low", "Shall vote within four months;", "Vote dans les quatre mois ;", "Votará en un plazo de meses;"),
]


@pytest.mark.parametrize(("weight", "eng", "fra", "spa"), _LACKING)
def test_an_amount_that_a_language_lacks_is_a_finding(weight: str, eng: str, fra: str, spa: str) -> None:
    (found,) = findings(document("eng", eng), document("fra", fra), document("spa", spa))
    assert (found.kind, found.languages, found.severity) == ("number", {"spa": ""}, weight)


_HOURS = [
    ("Opens at 6 p.m.;", "S’ouvre à 18 heures ;", "Se inaugura a las 18 horas;", "下午6时开幕；", {}),
    ("Opens at 6 p.m.;", "S’ouvre à 18 heures ;", "Se inaugura a las 6 horas;", "下午6时开幕；", {"spa": "6"}),
    ("Opens at 10 a.m.;", "S’ouvre à 10 heures ;", "Se inaugura a las 22 horas;", "上午10时开幕；", {"spa": "22"}),
    ("Opens at 10 p.m.;", "S’ouvre à 10 heures ;", "Se inaugura a las 10 horas;", "上午10时开幕；", {"eng": "10 p.m."}),
    (
        "Sits from 3 to 5.30 p.m.;",
        "Siège de 15 heures à 17 h 30 ;",
        "De 15.00 a 17.30 horas;",
        "下午3时至5时30分；",
        {},
    ),
    ("From 8.30 to 9.00 p.m.;", "De 20 h 30 à 21 heures ;", "De 20.30 a 21.00 horas;", "下午8时30分至9时；", {}),
    ("Sits from 10 a.m. to 1 p.m.;", "Siège de 10 à 13 heures ;", "De 10 a 13 horas;", "上午10时至下午1时；", {}),
    ("Rests at 12 p.m.;", "Se repose à 12 heures ;", "Descansa a las 12 horas;", "中午12时休息；", {}),
]


@pytest.mark.parametrize(("eng", "fra", "spa", "zho", "apart"), _HOURS)
def test_hours_of_two_halves_of_a_day_are_those_that_others_count_to_24(
    eng: str, fra: str, spa: str, zho: str, apart: dict[str, str]
) -> None:
    texts = {"eng": eng, "fra": fra, "spa": spa, "zho": zho}
    found = findings(*(document(code, text) for code, text in texts.items()))
    assert [f.languages for f in found] == ([apart] if apart else [])


def test_rows_that_exchange_numbers_keep_their_other_differences() -> None:
    found = findings(
        document("eng", "Grants 25 posts, as in A/98/371, to the harbour;", "Grants 37 posts, as in A/98/544, to it;"),
        document("fra", "Alloue 25 postes, selon A/98/371, au port ;", "Alloue 37 postes, selon A/98/544 ;"),
        document("spa", "Asigna 37 puestos, según A/98/377, al puerto;", "Asigna 25 puestos, según A/98/544;"),
    )
    assert [(f.kind, f.languages["spa"]) for f in found if f.kind != "order"] == [("symbol", "A/98/377")]
    assert [f.kind for f in found].count("order") == 1


def test_a_word_that_may_be_a_number_stands_in_the_place_of_the_one_that_is_lacking() -> None:
    texts = {
        "eng": "Keeps the mandate of the harbour with a fleet of six boats;",
        "fra": "Proroge le mandat du port avec une flotte de neuf navires ;",
        "spa": "Prorroga el mandato del puerto con una flota de seis barcos;",
        "rus": "продлевает мандат порта с шестивесельной лодкой;",
        "zho": "以六艘船延长港口的任务；",
    }
    (found,) = findings(*(document(code, text) for code, text in texts.items()))
    assert (found.languages, found.expected, found.severity) == ({"fra": "neuf"}, "six", "high")
    assert found.printed == {"fra": "neuf", "eng": "six", "spa": "seis", "rus": "шестивесельной", "zho": "六"}


def test_a_word_that_may_be_a_number_is_none_where_nothing_lacks() -> None:
    texts = {"eng": "Notes the new harbour;", "fra": "Note le port neuf ;", "spa": "Toma nota del puerto nuevo;"}
    assert not findings(*(document(code, text) for code, text in texts.items()))


def _recitals(language: str, *recitals: tuple[str, tuple[str, ...]]) -> Document:
    """Recitals with the actions of their first words."""
    texts = [
        Text(text, tuple(mark(3 * n, 3 * n + 2, Kind.ACTION, refersTo=f"#action_{a}") for n, a in enumerate(actions)))
        for text, actions in recitals
    ]
    return Document(
        Metadata(language=language, number_iri="99-7", actor="unga"), preamble=tuple(Preambular((t,)) for t in texts)
    )


def test_a_paragraph_broken_in_two_is_known_by_the_action_that_went_along() -> None:
    fog, lamps = "the fog over the harbours of the northern coast", "the work of the lamps that libraries have lent"
    both = (f"Deploring {fog}, and emphasizing {lamps},", ("deplores", "emphasizes"))
    tide = ("Noting the tide in the bay of the southern harbours,", ("notes",))
    apart = [(f"Deplorando {fog},", ("deplores",)), (f"Destacando {lamps},", ("emphasizes",))]
    whole = [_recitals("eng", both, tide), _recitals("fra", both, tide)]
    ((kind, languages),) = variants(*whole, _recitals("spa", *apart, tide))
    assert (kind, [*languages]) == ("division", ["spa"])
    other = [(f"Deplorando {fog},", ("deplores",)), (f"Destacando {lamps},", ("deplores",))]
    assert [f.kind for f in findings(*whole, _recitals("spa", *other, tide))] == ["order"], "it may be another one"


def test_a_sign_that_may_be_a_number_stands_in_the_place_of_the_one_that_is_lacking() -> None:
    texts = {
        "eng": "Decides that the harbour will be visited after five tides;",
        "fra": "Décide que le port sera visité après cinq marées ;",
        "spa": "Decide que el puerto se visitará después de cinco mareas;",
        "zho": "决定在六次潮汐后访问港口；",
    }
    (found,) = findings(*(document(code, text) for code, text in texts.items()))
    assert (found.languages, found.expected, found.severity) == ({"zho": "六"}, "five", "high")


@pytest.mark.parametrize(
    ("kind", "eng", "fra", "spa"),
    [
        ("name", "Asks the 2040 Committee;", "Prie le Comité ;", "Pide al Comité 2040;"),
        ("name", "Notes the 23 March Movement;", "Note le Mouvement M23 ;", "Observa el Movimiento 23 de Marzo;"),
        (
            "name",
            "Asks 2040 (1998), 2051 (1999), 2062 (2001);",
            "Prie 2040/2051/2062 ;",
            "2040 (1998), 2051 (1999), 2062 (2001);",
        ),
        ("wording", "Notes third parties;", "Note des tiers ;", "Observa a otras personas;"),
        (
            "wording",
            "Notes its beginning in 2046;",
            "Note le début le 1er janvier 2046 ;",
            "Observa el inicio en 2046;",
        ),
        ("addition", "Asks the Committee;", "Prie le Comité de la résolution 2040 (1998) ;", "Pide al Comité;"),
    ],
)
def test_names_and_days_that_a_language_says_more_or_less_fully_are_no_findings(
    kind: str, eng: str, fra: str, spa: str
) -> None:
    cited = (
        "Recalls resolution 2040 (1998);",
        "Rappelle la résolution 2040 (1998) ;",
        "Recuerda la resolución 2040 (1998);",
    )
    texts = zip(("eng", "fra", "spa"), cited, (eng, fra, spa), strict=True)
    ((found, _),) = variants(*(document(code, *those) for code, *those in texts))
    assert found == kind


def test_the_number_of_a_committee_whose_resolution_is_cited_nowhere_is_a_finding() -> None:
    (found,) = findings(
        document("eng", "Asks the 2040 Committee;"),
        document("fra", "Prie le Comité ;"),
        document("spa", "Pide al Comité 2040;"),
    )
    assert found.languages == {"fra": ""}


def test_a_year_that_languages_add_to_a_day_stands_for_no_other_date() -> None:
    sent = "Notes the letter of 2 June 2043 (S/2043/406) and the second one, of {}, and that of 2 posts;"
    assert not findings(
        document("eng", sent.format("19 July")),
        document("fra", "Note la lettre du 2 juin 2043 (S/2043/406) et la deuxième, du 19 juillet, et 2 postes ;"),
        document(
            "deu", "nimmt Kenntnis von dem Schreiben vom 2. Juni 2043 (S/2043/406), dem vom 19. Juli 2043, 2 Posten;"
        ),
        document(
            "spa", "Observa la carta del 2 de junio de 2043 (S/2043/406) y la del 19 de julio de 2043 y 2 puestos;"
        ),
    )


def test_water_is_no_hundred_and_labels_are_numbers_however_they_are_printed() -> None:
    assert not findings(
        document("ara", "تشير إلى الموارد المائية وإلى الفقرة 29 ’1‘ من القرار؛"),
        document("spa", "Recuerda los recursos hídricos y el párrafo 29 i) de la resolución;"),
        document("zho", "回顾水资源和决议第29㈠段；"),
    )


def test_decades_are_tens_though_they_are_counted_after_the_noun() -> None:
    assert not findings(
        document("eng", "Notes the past four decades;"),
        document("fra", "Note les quarante dernières années ;"),
        document("ara", "تلاحظ العقود الأربعة الماضية؛"),
    )


def test_a_note_is_said_with_the_paragraph_that_calls_it() -> None:
    def noted(language: str, posts: str, lamps: str, reports: str) -> Document:
        texts = [Text(t) for t in (posts, lamps, reports) if t]
        if lamps:
            texts[1] = Text(lamps, (mark(len(lamps), len(lamps), Kind.NOTE, key="1"),))
        body = tuple(Operative(f"{n}.", (t,)) for n, t in enumerate(texts, 1))
        notes = (Note("1", "1", (Text("See A/98/371."),)),) if lamps else ()
        return Document(Metadata(language=language, number_iri="99-7", actor="unga"), body=body, notes=notes)

    (found,) = findings(
        noted("eng", "Grants 25 posts to the harbour;", "Notes the 47 lamps at sea;", "Requests 61 reports;"),
        noted("fra", "Alloue 25 postes au port ;", "Note les 47 lampes en mer ;", "Demande 61 rapports ;"),
        noted("spa", "Asigna 25 puestos al puerto;", "", "Solicita 61 informes;"),
    )
    assert (found.kind, found.key, found.also) == ("missing", "para_2", ("authorialNote_1",))


def test_a_paragraph_in_another_element_at_the_same_place_is_in_order() -> None:
    fog = "Notes the fog over the 47 harbours of the northern coast and the lamps that libraries have lent;"
    lines = [f"Welcomes the {n} pilots;" for n in (21, 22)]

    def made(language: str, *, apart: bool) -> Document:
        texts = [fog, *lines]
        body = tuple(Operative(f"{n}.", (Text(t),)) for n, t in enumerate(texts, 1))
        recitals = (Preambular((Text(fog),)),) if apart else ()
        return Document(
            Metadata(language=language, number_iri="99-7", actor="unga"), preamble=recitals, body=body[apart:]
        )

    assert not findings(made("eng", apart=False), made("fra", apart=False), made("spa", apart=True))


def test_a_month_that_is_none_stands_in_its_place_though_a_chapter_is_spelled() -> None:
    texts = {
        "eng": "Acting under Chapter VII, extends it until 15 November 2040, and boats until 15 November 2040;",
        "fra": "Agissant en vertu du Chapitre VII, le proroge au 15 novembre 2040, les bateaux au 15 novembre 2040 ;",
        "spa": "En virtud del Capítulo VII, lo prorroga al 15 de noviembre de 2040, botes al 15 de noviembre de 2040;",
        "zho": "依照第七章采取行动，延长至2040年15月15日，船只延长至2040年11月15日；",
    }
    (found,) = findings(*(document(code, text) for code, text in texts.items()))
    assert (found.kind, [*found.languages]) == ("date", ["zho"])


def test_figures_that_stand_twice_are_counted_where_no_sign_says_them() -> None:
    texts = {
        "eng": "Notes the letter of 8 May 2040 to the 5+5 commission;",
        "fra": "Note la lettre du 8 mai 2040 à la commission 5+5 ;",
        "spa": "Observa la carta del 8 de mayo de 2040 a la comisión 5+5;",
    }
    three = [document(code, text) for code, text in texts.items()]
    (found,) = findings(*three, document("zho", "注意到2040年5月8日给8+5委员会的信；"))
    assert (found.languages, found.expected) == ({"zho": "8"}, "5")
    assert not findings(*three, document("zho", "注意到2040年5月8日给5+五委员会的信；"))


def test_points_are_known_by_their_labels() -> None:
    def listed(language: str, *points: tuple[str, str]) -> Document:
        items = PointList(tuple(Point(label, (Text(text),)) for label, text in points))
        body = (Operative("1.", (Text("5 ports:"), items)),)
        return Document(Metadata(language=language, number_iri="99-7", actor="unga"), body=body)

    ports = listed(
        "eng", ("(a)", "The port of the north;"), ("(b)", "The port of the south;"), ("(c)", "The port of the east.")
    )
    puertos = listed("spa", ("a)", "El puerto del norte;"), ("b)", "El puerto del sur;"), ("c)", "El puerto del este."))
    (found,) = findings(ports, puertos, listed("zho", ("㈠", "北方港口；"), ("㈢", "东方港口。")))
    assert (found.kind, found.key, found.languages) == ("missing", "para_1__list_1__point_b", {"zho": ""})


@pytest.mark.parametrize(
    ("eng", "fra", "spa"),
    [
        ("Buys 1940 lamps;", "Achète des lampes ;", "Compra 1940 lámparas;"),
        (
            "Meets on 3 March, under resolution 98/13;",
            "Se réunit le 3, en application de la résolution 98/13 ;",
            "Se reúne el 3 de marzo, según la resolución 98/13;",
        ),
    ],
)
def test_a_number_of_things_and_a_month_that_are_lost_are_findings(eng: str, fra: str, spa: str) -> None:
    cited = (
        "Recalls resolution 1940 (1998);",
        "Rappelle la résolution 1940 (1998) ;",
        "Recuerda la resolución 1940 (1998);",
    )
    texts = zip(("eng", "fra", "spa"), cited, (eng, fra, spa), strict=True)
    (found,) = findings(*(document(code, *those) for code, *those in texts))
    assert found.languages == {"fra": ""}
