"""Whom a general name means in its document, and where what is asked ends."""

from __future__ import annotations

import pytest

from akn.clauses import mandates
from akn.clauses.values import Mandate
from tests.documents import document_of

EN, FR, ES, RU, ZH, AR = (
    "The Security Council,",
    "Le Conseil de sécurité,",
    "El Consejo de Seguridad,",
    "Совет Безопасности,",
    "安全理事会，",
    "إن مجلس الأمن،",
)


def _rows(head: str, *paragraphs: str, recital: str = "") -> tuple[Mandate, ...]:
    lines = [head, *([recital] if recital else []), *(f"{i}. {text}" for i, text in enumerate(paragraphs, 1))]
    return mandates(document_of("\n\n".join(lines) + "\n"))


def _keys(head: str, *paragraphs: str, recital: str = "") -> list[str]:
    return [a.key for a in _rows(head, *paragraphs, recital=recital)[-1].addressees]


@pytest.mark.parametrize(
    ("head", "recital", "paragraph", "keys"),
    [
        (
            EN,
            "Recalling the United Nations Relief and Works Agency for Palestine Refugees in the Near East,",
            "Requests the Agency to report;",
            ["unrwa"],
        ),
        (
            EN,
            "Recalling the United Nations Coalition on Combating Sand and Dust Storms,",
            "Invites the Coalition to report;",
            ["coalitionOnSandAndDustStorms"],
        ),
        (EN, "Recalling the Security Council Committee,", "Requests the Mission to report;", ["mission"]),
        (EN, "Thanking the Government of Chad,", "Urges the Government to keep the light;", ["TCD"]),
        (EN, "Thanking the Government of Chad,", "Urges Governments to keep the light;", ["governments"]),
        (
            EN,
            "Thanking the Governments of Chad and of Mali,",
            "Urges the Malian authorities to keep the light;",
            ["MLI"],
        ),
        (
            EN,
            "Noting the Government of Chad and the Government of Mali,",
            "Urges the Government to act;",
            ["governments"],
        ),
        (EN, "Noting the light,", "Urges the national authorities to act;", ["authorities"]),
        (FR, "Remerciant le Gouvernement du Tchad,", "Demande au Gouvernement de garder le phare ;", ["TCD"]),
        (FR, "Notant le phare,", "Demande aux autorités centrafricaines de garder le phare ;", ["CAF"]),
        (FR, "Notant le phare,", "Demande au Gouvernement fédéral somalien de garder le phare ;", ["SOM"]),
        (ES, "Observando el faro,", "Solicita a las autoridades malienses que cuiden el faro;", ["MLI"]),
        (RU, "отмечая маяк,", "просит малийские власти беречь маяк;", ["MLI"]),
        (ZH, "注意到灯塔，", "请马里当局维护灯塔；", ["MLI"]),
        (AR, "وإذ يلاحظ المنارة،", "يطلب إلى سلطات مالي أن تحرس المنارة؛", ["MLI"]),
    ],
)
def test_a_general_name_is_the_only_one_that_the_document_names(
    head: str, recital: str, paragraph: str, keys: list[str]
) -> None:
    assert _keys(head, paragraph, recital=recital) == keys


@pytest.mark.parametrize(
    ("head", "paragraph"),
    [
        (EN, "Decides that the mandate of MINUSMA shall include the following tasks:\n\n(a) Protection of lamps;"),
        (FR, "Décide que le mandat de la MINUSMA comportera les tâches suivantes :\n\na) Protéger les lampes ;"),
        (ES, "Decide que el mandato de la MINUSMA incluirá las siguientes tareas:\n\na) Proteger las lámparas;"),
        (RU, "постановляет, что мандат МИНУСМА включает следующие задачи:\n\na) защита ламп;"),
    ],
)
def test_a_mandate_that_shall_include_tasks_obliges_whose_it_is(head: str, paragraph: str) -> None:
    first, point = _rows(head, paragraph)
    assert ([a.key for a in first.addressees], first.binding) == (["minusma"], "must")
    assert [(a.key, a.inherited) for a in point.addressees] == [("minusma", True)]


def test_a_mandate_that_shall_be_extended_obliges_nobody() -> None:
    (row,) = _rows(EN, "Decides that the mandate of MINUSMA shall be extended until 3 June 2045;")
    assert (row.addressees, row.binding) == ((), "")


@pytest.mark.parametrize(
    ("paragraph", "printed"),
    [
        ("Invites treaty bodies and human rights mechanisms to meet;", ["treaty bodies", "human rights mechanisms"]),
        (
            "Urges development banks in the public and private sectors to pay;",
            ["development banks in the public and private sectors"],
        ),
    ],
)
def test_the_words_at_the_end_of_a_list_stay(paragraph: str, printed: list[str]) -> None:
    assert [a.text for a in _rows(EN, paragraph)[0].addressees] == printed


def test_what_is_asked_goes_on_over_further_sentences_and_is_empty_before_points() -> None:
    text = "The General Assembly,\n\n1. Adopts the declaration in the annex.\n\nAnnex\n\nDeclaration\n\n"
    text += "1. We call upon all States to keep the light. Oil should be cheap. We reaffirm our vow.\n"
    _, first, second = mandates(document_of(text))
    assert (first.ask, second.ask) == ("keep the light. Oil should be cheap.", "our vow.")
    assert text[text.index("We reaffirm") :].startswith(second.text[second.start :])
    head, _ = _rows(EN, "Calls upon States:\n\n(a) To keep the light;")
    assert head.ask == ""


@pytest.mark.parametrize(
    ("head", "paragraph", "kinds"),
    [
        (EN, "Requests the Secretary-General to submit at its next session a report;", ["report"]),
        (EN, "Requests the Secretary-General to provide support for a study;", []),
        (FR, "Prie le Secrétaire général d’informer les États des travaux ;", []),
        (AR, "يقرر أن يبقي المسألة قيد نظره؛", []),
        (ZH, "请秘书长提交一份全面的分析报告，供大会进一步审议；", ["report"]),
    ],
)
def test_products(head: str, paragraph: str, kinds: list[str]) -> None:
    assert [d.kind for d in _rows(head, paragraph)[-1].deliverables if d.asked] == kinds


def test_a_demand_said_again_asks_those_whom_it_names() -> None:
    assert _keys(ES, "Reitera su exigencia de que todas las partes permitan la luz;") == ["parties"]


@pytest.mark.parametrize(
    ("head", "lead", "point"),
    [
        (
            EN,
            "Requests the Mission",
            "To consider that the Security Council invites States to help, and urges donors to pay.",
        ),
        (EN, "Requests the Mission", "To note that the Assembly decides on and requests Member States to help."),
        (EN, "Welcomes", "The news that the Security Council also invites States to help, and urges donors to pay."),
        (
            FR,
            "Prie la Mission",
            "De noter que le Conseil de sécurité invite les États à agir, et engage les donateurs à payer.",
        ),
        (RU, "просит Миссию", "учесть, что Совет Безопасности призывает государства помочь, и просит доноров платить."),
    ],
)
def test_what_another_organ_asks_within_a_point_is_not_asked_by_the_speaker(head: str, lead: str, point: str) -> None:
    rows = _rows(head, f"{lead}:\n\n(a) {point}\n\n(b) {point.partition(' ')[0]}.")
    assert [row.action for row in rows if row.number == "1 (a)"] == [rows[0].action]


def test_a_second_action_within_a_point_is_a_row_of_its_own() -> None:
    text = "The General Assembly,\n\n1. Calls upon all States:\n\n"
    text += "(a) To keep the light, and encourages donors to fund it;\n\n"
    text += "(b) To trim the wick, and to invite donors to help.\n"
    rows = mandates(document_of(text))
    assert [(row.number, row.action, [a.key for a in row.addressees], row.ask) for row in rows[1:]] == [
        ("1 (a)", "callsUpon", ["states"], "To keep the light"),
        ("1 (a)", "encourages", ["donors"], "fund it;"),
        ("1 (b)", "callsUpon", ["states"], "To trim the wick, and to invite donors to help."),
    ]


@pytest.mark.parametrize(
    ("head", "paragraph", "keys", "ask"),
    [
        (
            AR,
            "يهيب بالحكومة والولايات الاتحادية والجهات صاحبة المصلحة أن تضيء المصابيح؛",
            ["governments", "federalStates", "stakeholders"],
            "تضيء المصابيح؛",
        ),
        (
            AR,
            "يشجع الدول التي لم تتخذ التدابير، مثل وضع الخطط، بما في ذلك الإضاءة، والتصدي لها، على إضاءة المصابيح؛",
            ["states"],
            "إضاءة المصابيح؛",
        ),
        (
            RU,
            "просит Генерального секретаря в консультации с государствами зажечь лампу;",
            ["secretaryGeneral"],
            "в консультации с",
        ),
        (
            FR,
            "Demande aux États de tout faire pour garder, dans leurs ports, les phares ;",
            ["states"],
            "tout faire pour",
        ),
        (
            EN,
            "Decides that the Secretary-General, at the request of States, shall light the lamp;",
            ["secretaryGeneral"],
            "at the request of",
        ),
    ],
)
def test_who_is_asked_and_all_that_is(head: str, paragraph: str, keys: list[str], ask: str) -> None:
    row = _rows(head, paragraph)[-1]
    assert [a.key for a in row.addressees] == keys
    assert row.ask.startswith(ask)


def test_means_between_those_who_are_asked_count() -> None:
    row = _rows(EN, "Requests the Mission, within existing capacities and resources, and States to keep the light;")[-1]
    assert ([a.key for a in row.addressees], row.resources) == (["mission", "states"], "existing")


def test_an_adjective_that_is_another_word_as_well_tells_no_state_beside_one_that_is_named() -> None:
    recital = "وإذ يشير إلى حكومة الصومال وإلى السلطات المالية والنظام المالي، وإلى العراق والشام، وإلى الحكومة،"
    assert _keys(AR, "يطلب إلى الحكومة الاتحادية أن تحرس المنارة؛", recital=recital) == ["SOM"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "Salue l’action que mène le Rapporteur spécial du Conseil des droits de l’homme, et encourage ce dernier à",
            "specialRapporteur",
        ),
        ("Remercie la Commission consultative de l’Office et prie celle-ci de", "advisoryCommittee"),
        (
            "Salue l’action du Secrétaire général et du Rapporteur spécial, et encourage ce dernier à",
            "specialRapporteur",
        ),
    ],
)
def test_the_latter_is_the_last_one_who_is_named_himself(text: str, key: str) -> None:
    assert _keys(FR, f"{text} garder la lampe ;") == [key]


def test_a_call_that_is_urgent_asks_whom_it_names() -> None:
    row = _rows(ES, "Reitera su exhortación urgente a Malí a que encienda la lámpara;")[-1]
    assert ([a.key for a in row.addressees], row.ask) == (["MLI"], "encienda la lámpara;")


@pytest.mark.parametrize(
    ("text", "who", "ask"),
    [
        (
            "Requests the Mission support the Keeper in lighting lamps;",
            "the Mission",
            "support the Keeper in lighting lamps;",
        ),
        ("Urges States Parties support the Court to cooperate;", "States Parties", "support the Court to cooperate;"),
    ],
)
def test_to_support_somebody_is_asked_without_to(text: str, who: str, ask: str) -> None:
    row = _rows(EN, text)[-1]
    assert ([a.text for a in row.addressees], row.ask) == ([who], ask)
