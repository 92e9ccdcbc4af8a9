"""Organs and offices in running text: whole names of a closed list, never a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn import bodies
from akn.inline.context import Context, TextView
from akn.inline.lexicon import _forms, lexicon, variants
from akn.inline.lexicon import organs_and_offices as find
from akn.inline.recognise import recognise
from akn.languages import codes, load
from akn.languages.shape import forms
from akn.text import Kind, Mark, Text
from akn.vocabulary import entities
from akn.walk import Place


def _entities(code: str, text: str) -> tuple[Mark, ...]:
    return recognise(Text(text), Context(load(code))).of(Kind.ORGANIZATION, Kind.ROLE)


def _found(code: str, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.get("refersTo")[1:]) for m in _entities(code, text)]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("eng", "Requests the Secretary-General to report", [("Secretary-General", "secretaryGeneral")]),
        ("eng", "the Secretary\u2011General’s report", [("Secretary\u2011General", "secretaryGeneral")]),
        (
            "eng",
            "the President of the General Assembly",
            [("President of the General Assembly", "presidentOfTheGeneralAssembly")],
        ),
        (
            "eng",
            "the Security Council and the General Assembly",
            [("Security Council", "unsc"), ("General Assembly", "unga")],
        ),
        ("eng", "the Sixth Committee", [("Sixth Committee", "sixthCommittee")]),
        ("fra", "Prie le Secrétaire général de lui rendre compte", [("Secrétaire général", "secretaryGeneral")]),
        ("fra", "à l'Assemblée générale", [("Assemblée générale", "unga")]),
        ("fra", "le Conseil des droits de l'homme", [("Conseil des droits de l'homme", "hrc")]),
        ("spa", "Solicita al Secretario General que", [("Secretario General", "secretaryGeneral")]),
        ("rus", "просит Генерального секретаря представить", [("Генерального секретаря", "secretaryGeneral")]),
        ("rus", "рекомендует Генеральной Ассамблее", [("Генеральной Ассамблее", "unga")]),
        ("rus", "в Третьем комитете", [("Третьем комитете", "thirdCommittee")]),
        ("zho", "请秘书长向大会提出报告", [("秘书长", "secretaryGeneral"), ("大会", "unga")]),
        ("ara", "تطلب إلى الأمين العام أن يقدم", [("الأمين العام", "secretaryGeneral")]),
        ("ara", "والأمين العام", [("الأمين العام", "secretaryGeneral")]),
        ("ara", "للجمعية العامة", [("للجمعية العامة", "unga")]),
        ("ara", "ولمجلس الأمن", [("مجلس الأمن", "unsc")]),
        (
            "deu",
            "ersucht den Generalsekretär, dem Sicherheitsrat",
            [("Generalsekretär", "secretaryGeneral"), ("Sicherheitsrat", "unsc")],
        ),
    ],
)
def test_a_listed_name_is_found_whole(code: str, text: str, found: list[tuple[str, str]]) -> None:
    assert _found(code, text) == found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("eng", "the Under-Secretary-General for Legal Affairs"),
        ("eng", "an Assistant Secretary-General"),
        ("eng", "the Main Committees"),
        ("eng", "the secretary-general of a club"),
        ("fra", "le Secrétaire général adjoint aux affaires juridiques"),
        ("spa", "el Secretario General Adjunto de Asuntos Jurídicos"),
        ("rus", "заместитель Генерального секретаря"),
        ("zho", "副秘书长"),
        ("zho", "缔约方大会"),
        ("ara", "وكيل الأمين العام"),
        ("deu", "der Untergeneralsekretär"),
    ],
)
def test_a_name_inside_another_name_is_left_alone(code: str, text: str) -> None:
    assert _found(code, text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("eng", "the Secretary-General of the League of Libraries"),
        ("fra", "la Secrétaire générale de la Ligue des bibliothèques"),
        ("spa", "el Secretario General de la Liga de Bibliotecas"),
        ("rus", "Генеральный секретарь Лиги библиотек"),
        ("zho", "图书馆联盟秘书长"),
        ("ara", "الأمين العام للاتحاد المكتبات"),
    ],
)
def test_an_officer_of_others_is_not_taken_for_that_of_the_united_nations(code: str, text: str) -> None:
    assert "secretaryGeneral" not in [eid for _, eid in _found(code, text)]


def test_the_officer_of_the_united_nations_may_be_named_in_full() -> None:
    assert _found("eng", "the Secretary-General of the United Nations") == [
        ("Secretary-General of the United Nations", "secretaryGeneral")
    ]


def test_front_and_closing_lines_and_the_formula_are_left_alone() -> None:
    seen = TextView.of("The General Assembly")
    for place in (Place.COVER, Place.PREFACE, Place.FORMULA, Place.CONCLUSIONS):
        assert list(find(seen, Context(load("eng"), place=place))) == []
    for place in (Place.PREAMBLE, Place.OPERATIVE, Place.NOTE, Place.ANNEX, Place.HEADING):
        (one,) = find(seen, Context(load("eng"), place=place))
        assert (one.kind, one.start, one.end) == (Kind.ORGANIZATION, 4, 20)


NAMES = [
    (code, entity.eid, form)
    for entity in entities().entities
    for code, names in entity.names.items()
    for form in forms(names)
]


def test_every_name_of_the_list_is_found_by_itself() -> None:
    assert len(NAMES) > 500
    missed = []
    for code, eid, form in NAMES:
        printed = form.replace("+", "")
        if _found(code, printed) != [(printed, eid)]:
            missed.append((code, eid, _found(code, printed)))
    assert missed == []


def test_the_list_agrees_with_the_bodies() -> None:
    organs = {organ.eid: organ for body in bodies.all_bodies() for organ in body.organs}
    shared = [e for e in entities().entities if e.eid in organs]
    assert len(shared) > 8
    for entity in shared:
        assert (entity.id, entity.label) == (organs[entity.eid].actor, organs[entity.eid].label)


def test_names_are_given_for_languages_that_exist() -> None:
    assert {code for code, _, _ in NAMES} <= set(codes())


def test_every_entity_has_a_name_in_each_official_language() -> None:
    for entity in entities().entities:
        assert set(entity.names) >= {"ara", "zho", "eng", "fra", "rus", "spa"}, entity.eid


@pytest.mark.parametrize("code", ["ara", "eng", "zho"])
@given(text=st.text(alphabet="Secrtay-Gnl ofhUidNمجلسالأن大会秘书长联", max_size=60))
def test_marks_are_in_order_apart_and_inside_the_text(code: str, text: str) -> None:
    last = 0
    for m in _entities(code, text):
        assert last <= m.start < m.end <= len(text)
        last = m.end


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("kind", ["same", "resolution", "organ", "own"])
def test_the_cheap_look_passes_over_no_word_of_a_lexicon(code: str, kind: str) -> None:
    words = lexicon(load(code), kind)
    for many in _forms(load(code), kind):
        for form in forms(many):
            for shown in variants(form):
                content = f"… {shown} 98/12"
                assert list(words.find(content)) == list(words.find(content, 0, len(content))) != []
