"""Who is asked without being known by name, and who must by a future tense or a verb before its subject."""

from __future__ import annotations

import pytest

from akn.clauses import Mandate, mandates
from converters import convert

HEADS = {
    "eng": "The General Assembly,",
    "fra": "L'Assemblée générale,",
    "spa": "La Asamblea General,",
    "ara": "إن الجمعية العامة،",
    "zho": "大会，",
}


def _row(language: str, text: str) -> Mandate:
    """The first row of a paragraph."""
    return mandates(convert(f"{HEADS[language]}\n\n1. {text}\n".encode()).document)[0]


@pytest.mark.parametrize(
    ("language", "text", "who", "ask"),
    [
        (
            "fra",
            "Encourage les États, les gardiens du phare et les autres parties prenantes à allumer la lampe ;",
            ["les États", "les gardiens du phare", "les autres parties prenantes"],
            "allumer la lampe ;",
        ),
        (
            "fra",
            "Demande aux États et aux gardiens du phare d'allumer la lampe ;",
            ["aux États", "aux gardiens du phare"],
            "allumer la lampe ;",
        ),
        ("fra", "Invite tous les gardiens du phare à allumer la lampe ;", ["tous les gardiens du phare"], None),
        ("fra", "Prie la Capitainerie d'allumer la lampe ;", ["la Capitainerie"], "allumer la lampe ;"),
        (
            "fra",
            "Prie le Secrétaire général, à la session de 2044, de rendre la lampe ;",
            ["le Secrétaire général"],
            None,
        ),
        ("fra", "Encourage les mesures propres à allumer la lampe ;", [], None),
        ("fra", "Demande la libération des gardiens du phare et encourage à allumer la lampe ;", [], None),
        ("fra", "Recommande que les États allument la lampe afin de la rendre ;", ["les États"], None),
        (
            "spa",
            "Insta a los Estados, los fareros y los donantes a que enciendan la lámpara;",
            ["a los Estados", "los fareros", "los donantes"],
            "enciendan la lámpara;",
        ),
        ("spa", "Exhorta a la Capitanía a que encienda la lámpara;", ["a la Capitanía"], "encienda la lámpara;"),
        ("spa", "Alienta los esfuerzos por que se encienda la lámpara;", [], None),
        (
            "spa",
            "Reitera su solicitud al Secretario General de que encienda la lámpara;",
            ["al Secretario General"],
            "encienda la lámpara;",
        ),
        ("ara", "تطلب إلى الأمين العام تقديم المصباح إلى الدول؛", ["إلى الأمين العام"], "تقديم المصباح إلى الدول؛"),
        ("ara", "تطلب إلى المنارة أن تضيء المصباح؛", ["إلى المنارة"], "تضيء المصباح؛"),
        ("ara", "تدعو إلى المشاركة الكاملة في عيد المصباح وإلى توسيعه؛", [], None),
        ("ara", "تناشد الدول القادرة على التبرع أن تضيء المصباح؛", ["الدول القادرة على التبرع"], "تضيء المصباح؛"),
        ("zho", "邀请灯塔司在今后继续点灯；", ["灯塔司"], "在今后继续点灯；"),
        ("zho", "请尽快点灯；", [], None),
        ("zho", "鼓励各国和灯塔界在夜里点灯；", ["各国", "灯塔界"], "在夜里点灯；"),
        ("eng", "Calls upon all keepers of lighthouses to light the lamp;", ["all keepers of lighthouses"], None),
        (
            "eng",
            "Urges all national and local governments to light the lamp;",
            ["all national and local governments"],
            None,
        ),
    ],
)
def test_somebody_who_is_not_known_is_asked(language: str, text: str, who: list[str], ask: str | None) -> None:
    row = _row(language, text)
    assert [a.text for a in row.addressees] == who
    assert ask is None or row.ask == ask


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("fra", "Décide que le Secrétaire général allumera la lampe ;", ["secretaryGeneral"]),
        ("fra", "Décide que les États se réuniront devant la lampe ;", ["states"]),
        ("fra", "Décide que le Secrétaire général sera invité à la fête ;", []),
        ("spa", "Decide que el Secretario General encenderá la lámpara;", ["secretaryGeneral"]),
        ("spa", "Decide que el Secretario General será invitado a la fiesta;", []),
        ("ara", "تقرر أن يضيء الأمين العام المصباح؛", ["secretaryGeneral"]),
        ("ara", "تقرر أن تقوم الدول بإضاءة المصباح؛", ["states"]),
        ("ara", "تقرر أن تدعو الأمين العام إلى العيد؛", []),
    ],
)
def test_a_future_or_another_gender_says_who_must(language: str, text: str, keys: list[str]) -> None:
    row = _row(language, text)
    assert [a.key for a in row.addressees] == keys
    assert row.binding == ("must" if keys else "")


@pytest.mark.parametrize(("who", "key"), [("centrafricain", "CAF"), ("sud-soudanais", "SSD"), ("malien", "MLI")])
def test_an_adjective_of_a_state_may_begin_its_name_or_have_a_hyphen(who: str, key: str) -> None:
    row = _row("fra", f"Demande au Gouvernement {who} d'allumer la lampe ;")
    assert [a.key for a in row.addressees] == [key]
