"""Clauses as rows: whose action, who is asked, what for, by when; on invented resolutions."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

import akn
from akn.clauses import Mandate, deadlines
from akn.clauses.shape import FORCES, KINDS, entities, force_of
from akn.languages import codes, load
from akn.vocabulary import entities as marked
from converters import convert
from tests.documents import document_of

_HEAD = """\
Ninety-ninth session

Resolution adopted by the General Assembly on 9 December 2044

99/12. Lighthouses

The General Assembly,

"""


def _rows(*paragraphs: str) -> Sequence[Mandate]:
    numbered = [p if p.startswith("(") else f"{n}. {p}" for n, p in enumerate(paragraphs, 1)]
    return akn.mandates(document_of(_HEAD + "\n\n".join(numbered) + "\n"))


def _keys(row: Mandate) -> list[str]:
    return [a.key for a in row.addressees]


def test_a_row_tells_the_resolution_the_place_and_the_stretch_of_its_clause() -> None:
    first, second = _rows("Takes note of the report of the Keeper, and requests the Secretary-General to reply;")
    assert (first.symbol, first.adopted, first.session, first.body) == ("A/RES/99/12", "2044-12-09", "99", "unga")
    assert first.title == "Lighthouses"
    assert first.work == "/akn/un/statement/deliberation/unga/2044-12-09/99-12"
    assert [(r.eId, r.number, r.clause, r.verb, r.force) for r in (first, second)] == [
        ("para_1", "1", 1, "Takes note", "observing"),
        ("para_1", "1", 2, "requests", "directive"),
    ]
    assert first.text == second.text
    assert first.text[second.start : second.end] == "requests the Secretary-General to reply;"
    assert second.ask == "reply;"
    assert first.deliverables == ()


def test_what_is_asked_does_not_begin_with_the_comma_after_those_who_are_asked() -> None:
    (row,) = _rows("Encourages Member States, within their harbours:")
    assert (_keys(row), row.ask) == (["memberStates"], "within their harbours:")


def test_a_word_of_asking_inside_a_name_is_none() -> None:
    committee = (
        "the Special Committee on the Situation with regard to the Implementation of the Declaration on the "
        "Granting of Independence to Colonial Countries and Peoples"
    )
    (row,) = _rows(f"Calls upon each administering Power known to {committee} to keep its lamps lit;")
    assert _keys(row) == ["administeringPowers"]
    assert row.ask == "keep its lamps lit;"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Requests the Secretary-General to report;", [("the Secretary-General", "secretaryGeneral")]),
        (
            "Calls upon all Member States and the specialized agencies, in consultation with civil society, to help;",
            [("all Member States", "memberStates"), ("the specialized agencies", "specializedAgencies")],
        ),
        (
            "Urges those States in a position to do so to contribute to the Fund;",
            [("those States in a position to do so", "states")],
        ),
        (
            "Invites international and regional organizations and Governments to take part;",
            [("international and regional organizations", "organizations"), ("Governments", "governments")],
        ),
        ("Encourages the efforts of Member States to keep the light burning;", []),
        ("Calls for the keeping of the light;", []),
        ("Invites attention to be drawn to the report;", []),
        ("Invites candidates to light lamps;", [("candidates", "")]),
        ("Invites lamplighters to light lamps;", []),
        ("Urges States parties to light the lamps of the Convention;", [("States parties", "statesParties")]),
        (
            "Urges States parties to the Lamp Convention to light it;",
            [("States parties to the Lamp Convention", "statesParties")],
        ),
        (
            "Demands that all Governments light the lamps of the coast, and the harbours, and",
            [("all Governments", "governments")],
        ),
        ("Encourages further thought to light lamps;", []),
        ("Calls upon, in this regard, to light lamps;", []),
        (
            "Reaffirms its request that the Secretary-General ensure, while it is dark, to ensure the light;",
            [("the Secretary-General", "secretaryGeneral")],
        ),
        (
            "Recommends that all Governments polish their lamps through the specialized agencies to ensure the light;",
            [("all Governments", "governments")],
        ),
        (
            "Reiterates with concern its request that the Secretary-General light the lamp;",
            [("the Secretary-General", "secretaryGeneral")],
        ),
        (
            "Reiterates its urgent appeal to Governments to light the lamp;",
            [("Governments", "governments")],
        ),
        ("Reiterates its support for requests of Governments to light the lamp;", []),
        ("Recalls its appeal to Governments to light the lamp;", []),
        ("Recommends that the Security Council consider the matter;", [("the Security Council", "unsc")]),
        (
            "Invites the United Nations libraries and States to lend books;",
            [("the United Nations libraries", ""), ("States", "states")],
        ),
    ],
)
def test_who_is_asked(text: str, expected: list[tuple[str, str]]) -> None:
    (row,) = _rows(text)
    assert [(a.text, a.key) for a in row.addressees] == expected
    assert not any(a.inherited for a in row.addressees)


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("Calls for further action to keep the light burning;", "further action to keep the light burning;"),
        ("Requests the Secretary-General to keep it burning;", "keep it burning;"),
        ("Reiterates its urgent call upon all States to keep it burning;", "keep it burning;"),
        ("Recommends that all States keep it burning to the end;", "keep it burning to the end;"),
        ("Requests the Keeper to sing, and in this regard, welcomes songs;", "sing"),
        ("Requests the Keeper to sing, and to pray, as well as encourages songs;", "sing, and to pray"),
    ],
)
def test_what_is_asked_begins_after_those_who_are_asked_if_there_are_any(text: str, ask: str) -> None:
    row, *_ = _rows(text)
    assert row.ask == ask


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a report to the Human Rights Council at its ninth session and to the General Assembly", ["hrc", "unga"]),
        ("a report to the General Assembly and the Security Council", ["unga", "unsc"]),
        ("a report to the General Assembly, and to support the Security Council", ["unga"]),
        ("a report on the lamps at the one hundred and first session of the General Assembly", ["unga"]),
        ("for consideration by the Economic and Social Council, a report", ["unecosoc"]),
        ("a report to the Assembly on its way to the Security Council", ["unga"]),
        ("a report on the ninth session of the Security Council", []),
        (
            "to the Security Council a report on what is due at its ninth session and the General Assembly meets",
            ["unsc"],
        ),
    ],
)
def test_to_whom_a_product_goes(text: str, keys: list[str]) -> None:
    (row,) = _rows(f"Requests the Secretary-General to submit {text};")
    assert ([row.recipient.key, *row.recipient.also] if row.recipient else []) == keys


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\n1. Reiterates its request to the Secretary-General to submit a report;\n",
        "L’Assemblée générale,\n\n1. Réitère sa demande au Secrétaire général de lui présenter un rapport ;\n",
        "La Asamblea General,\n\n1. Reitera su solicitud al Secretario General de que le presente un informe;\n",
        "Генеральная Ассамблея,\n\n1. вновь просит Генерального секретаря представить доклад;\n",
        "大会，\n\n1. 再次请秘书长提交报告；\n",
        "إن الجمعية العامة،\n\n1 - تكرر طلبها إلى الأمين العام أن يقدم تقريرا؛\n",
        "Die Generalversammlung,\n\n1. wiederholt ihr Ersuchen an den Generalsekretär, einen Bericht vorzulegen;\n",
    ],
)
def test_a_request_made_again_asks_the_same_one_for_the_same(text: str) -> None:
    (row,) = akn.mandates(document_of(text))
    assert (row.action, row.force, _keys(row)) == ("reiteratesRequest", "reinforcing", ["secretaryGeneral"])
    assert [d.kind for d in row.deliverables] == ["report"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("促请尚未批准或加入《灯塔公约》和《港口议定书》的会员国考虑批准；", ["memberStates"]),
        ("鼓励包括会员国在内的所有利益攸关方采取措施；", ["memberStates", "stakeholders"]),
        ("请联合国系统各专门机构和其他组织提供资料；", ["specializedAgencies", "unitedNationsSystem"]),
    ],
)
def test_what_stands_before_a_name_describes_it_in_chinese(text: str, expected: list[str]) -> None:
    (row,) = akn.mandates(document_of(f"大会，\n\n1. {text}\n"))
    assert _keys(row) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "L’Assemblée générale,\n\n1. Invite à cet égard les États Membres, ainsi que le secteur privé, à agir ;\n",
            ["memberStates", "privateSector"],
        ),
        ("إن الجمعية العامة،\n\n1 - تشجع في هذا الصدد الأمين العام على مواصلة العمل؛\n", ["secretaryGeneral"]),
        ("إن الجمعية العامة،\n\n1 - توصي بأن تكثف جميع الحكومات جهودها؛\n", ["governments"]),
    ],
)
def test_words_between_the_verb_and_the_first_name(text: str, expected: list[str]) -> None:
    (row,) = akn.mandates(document_of(text))
    assert _keys(row) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The General Assembly,\n\n1. Urges Member States, in particular States of the region, to act;\n",
            ["memberStates"],
        ),
        ("The General Assembly,\n\n1. Calls for further efforts by all States;\n", ["states"]),
        (
            "The General Assembly,\n\n1. Appeals to Governments and to organizations and individuals to give;\n",
            ["governments", "organizations", "individuals"],
        ),
        (
            "L’Assemblée générale,\n\n1. Prie sa présidence de veiller sur le phare ;\n",
            ["presidentOfTheGeneralAssembly"],
        ),
        ("L’Assemblée générale,\n\n1. Exhorte les E\u0301tats a\u0300 agir ;\n", ["states"]),
        (
            "L’Assemblée générale,\n\n1. Invite les organisations sous-régionales et les États Membres à agir ;\n",
            ["organizations", "memberStates"],
        ),
        (
            "La Asamblea General,\n\n1. Solicita a su Presidencia que vele por el faro;\n",
            ["presidentOfTheGeneralAssembly"],
        ),
        ("Генеральная Ассамблея,\n\n1. призывает соседние с Приморьем государства беречь маяк;\n", ["states"]),
        (
            "Генеральная Ассамблея,\n\n1. рекомендует, чтобы в рамках подготовки государства-члены берегли маяк;\n",
            ["memberStates"],
        ),
        ("大会，\n\n1. 促请所有尚未加入《灯塔公约》的国家考虑加入；\n", ["states"]),
        ("大会，\n\n1. 请中部非洲国家经济共同体维护灯塔；\n", ["economicCommunities"]),
        ("大会，\n\n1. 请联合国海岸灯塔办事处维护灯塔；\n", ["office"]),
        ("大会，\n\n1. 鼓励联合国图书馆出借图书；\n", []),
        (
            "大会，\n\n1. 鼓励联合国(包括各专门机构)和各国政府出借图书；\n",
            ["unitedNations", "specializedAgencies", "governments"],
        ),
        ("大会，\n\n1. 邀请秘书长和有能力的国家出借图书；\n", ["secretaryGeneral", "states"]),
        ("大会，\n\n1. 请它们考虑灯塔和高级别会议；\n", [""]),
        ("L’Assemblée générale,\n\n1. Prie l’Organisation d’éclairer la côte ;\n", ["unitedNations"]),
        (
            "L’Assemblée générale,\n\n1. Recommande que, dans le cadre du plan, les États éclairent la côte ;\n",
            ["states"],
        ),
        (
            "Генеральная Ассамблея,\n\n1. просит Секретариат в сотрудничестве с учреждениями, включая фонды, "
            "сообщать о маяках;\n",
            ["secretariat"],
        ),
        (
            "Генеральная Ассамблея,\n\n1. рекомендует, чтобы в тесном сотрудничестве со структурами системы "
            "Организации Объединенных Наций государства сообщали о маяках;\n",
            ["states"],
        ),
        ("大会，\n\n1. 促请双方领导人会晤；\n", ["leaders"]),
        (
            "大会，\n\n1. 敦促以色列政府和联合国机构及其他国际组织会晤；\n",
            ["ISR", "unitedNationsSystem", "organizations"],
        ),
        ("大会，\n\n1. 请与灯塔有关的公约的缔约国会晤；\n", ["statesParties"]),
        ("إن الجمعية العامة،\n\n1 - تكرر طلبها الموجه إلى الدول أن تجتمع؛\n", ["states"]),
        ("The General Assembly,\n\n1. Reiterates its calls on all sides to meet;\n", ["parties"]),
        ("L’Assemblée générale,\n\n1. Demande donc aux États d’éclairer la côte ;\n", ["states"]),
        ("La Asamblea General,\n\n1. Invita a participar en la Cumbre a los Estados;\n", ["states"]),
        ("إن الجمعية العامة،\n\n1 - تطلب في هذا الصدد إلى الأمين العام أن يقدم تقريرا؛\n", ["secretaryGeneral"]),
    ],
)
def test_what_stands_around_the_first_name(text: str, expected: list[str]) -> None:
    (row,) = akn.mandates(document_of(text))
    assert list(dict.fromkeys(_keys(row))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\n1. Invites Member States to pay, and encourages them to pay in time;\n",
        "L’Assemblée générale,\n\n1. Invite les États Membres à payer et les engage à payer à temps ;\n",
        "La Asamblea General,\n\n1. Invita a los Estados Miembros a que paguen y los alienta a que paguen a tiempo;\n",
        "大会，\n\n1. 邀请会员国付款，并鼓励它们按时付款；\n",
        "إن الجمعية العامة،\n\n1 - تدعو الدول الأعضاء إلى الدفع، وتشجعها على الدفع في الموعد؛\n",
    ],
)
def test_a_pronoun_after_before_or_in_the_verb_stands_for_those_who_were_asked(text: str) -> None:
    first, second = akn.mandates(document_of(text))
    assert _keys(first) == _keys(second) == ["memberStates"]


def test_the_month_of_a_whole_date_in_chinese_is_no_due_date() -> None:
    text = "大会，\n\n1. 请秘书长于2045年12月4日开始工作，并在每年10月15日提交报告；\n"
    (row,) = akn.mandates(document_of(text))
    assert (_keys(row), row.due, row.frequency) == (["secretaryGeneral"], None, "P1Y")


def test_a_pronoun_stands_for_those_who_were_asked_before() -> None:
    first, second = _rows("Invites Member States to pay, and calls upon them to pay in time;")
    assert _keys(first) == _keys(second) == ["memberStates"]
    assert second.addressees == first.addressees


def test_points_inherit_the_action_and_who_is_asked() -> None:
    lead, one, two = _rows(
        "Requests the Secretary-General:", "(a) To report every six months;", "(b) To keep the light;"
    )
    assert (lead.verb, lead.how) == ("Requests", "marked")
    for row, number in ((one, "1 (a)"), (two, "1 (b)")):
        assert (row.verb, row.action, row.force, row.how) == ("", "requests", "directive", "inherited")
        assert row.number == number
        assert [(a.text, a.key, a.inherited) for a in row.addressees] == [("", "secretaryGeneral", True)]
    assert one.frequency == "P6M"
    assert [d.kind for d in one.deliverables] == ["report"]
    assert two.deliverables == ()


@pytest.mark.parametrize(
    ("verb", "key"), [("l’encourage à poursuivre", "unsc"), ("encourage ce dernier à poursuivre", "specialRapporteur")]
)
def test_a_pronoun_after_nobody_who_is_asked_means_the_first_one_named_or_the_latter(verb: str, key: str) -> None:
    names = "Se félicite des travaux du Conseil de sécurité et du Rapporteur spécial"
    text = f"L’Assemblée générale,\n\n1. {names}, et {verb} son action ;\n"
    assert _keys(akn.mandates(document_of(text))[-1]) == [key]


def test_points_may_name_those_who_are_asked_themselves() -> None:
    _, one, two = _rows("Requests:", "(a) The Secretary-General to report;", "(b) Member States to reply;")
    assert [_keys(one), _keys(two)] == [["secretaryGeneral"], ["memberStates"]]
    assert not one.addressees[0].inherited


def test_a_paragraph_in_which_nobody_acts_has_a_row_that_says_so() -> None:
    rows = _rows("The light burns;", "Decides to remain seized of the matter.")
    assert [(r.action, r.force, r.how) for r in rows] == [("", "", "none"), ("decides", "deciding", "marked")]
    assert rows[1].review == "seized"


def test_a_declaration_speaks_in_the_first_person() -> None:
    text = _HEAD + "1. Adopts the declaration annexed hereto.\n\nAnnex\n\nDeclaration of the Lamps\n\n"
    text += "1. We, the keepers, met. We also call upon all States to keep the light, and reaffirm our vow.\n"
    rows = akn.mandates(document_of(text))[1:]
    assert [(r.verb, r.action, r.how) for r in rows] == [
        ("call upon", "callsUpon", "spoken"),
        ("reaffirm", "reaffirms", "spoken"),
    ]
    assert _keys(rows[0]) == ["states"]


@pytest.mark.parametrize(
    ("text", "kind", "value", "year"),
    [
        ("at its one hundredth session", "session", "unga.100", 2045),
        ("to the General Assembly at its one hundred and first session", "session", "unga.101", 2046),
        ("to the Commission on the Status of Women at its ninetieth session", "session", "csw.90", 2046),
        ("at its next session", "session", "unga.100", 2045),
        ("no later than 30 June 2046", "date", "2046-06-30", 2046),
        ("by March 2047", "date", "2047-03", 2047),
        ("by the end of 2048", "date", "2048", 2048),
        ("within six months", "period", "P6M", None),
        ("within six months of the adoption of this resolution", "period", "P6M", 2045),
        ("within two weeks of its adoption", "period", "P2W", None),
        ("within six months of the adoption of the budget", "period", "P6M", None),
        ("within a decade", "period", "P10Y", None),
        ("after five years", "period", "P5Y", None),
        (
            "on the panel held at the hundredth session to the Council at its one hundred and first session",
            "session",
            "unga.101",
            2046,
        ),
        ("by 4 July 2045 and 3 January 2046 respectively", "date", "2045-07-04", 2045),
        ("no later than 90 days after the adoption of the present resolution", "period", "P90D", 2045),
        ("at its one hundredth and one hundred and first sessions", "session", "unga.100", 2045),
        ("no later than the 31 July 2046", "date", "2046-07-31", 2046),
        ("within the 18-month timeline", "period", "P18M", None),
    ],
)
def test_when_it_is_due(text: str, kind: str, value: str, year: int | None) -> None:
    (row,) = _rows(f"Requests the Secretary-General to submit a report {text};")
    assert row.due is not None
    assert (row.due.kind, row.due.value, row.due.year) == (kind, value, year)
    assert row.due.text in text


def test_the_session_of_a_panel_is_not_due_beside_that_of_the_report() -> None:
    (row,) = _rows(
        "Requests the Secretary-General to submit a report on the panel held at the hundredth session"
        " to the Council at its one hundred and first session;"
    )
    assert [when.value for when in row.dates] == ["unga.101"]


def test_a_range_of_paragraphs_has_both_its_ends() -> None:
    (row,) = _rows("Decides to renew the measures in paragraphs 1 to 6 of resolution 98/7 of 9 December 2043;")
    assert row.citations[0].target.split() == [
        f"/akn/un/statement/deliberation/unga/2043-12-09/98-7/!main#para_{number}" for number in (1, 6)
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The General Assembly,\n\n1. Requests a report before the expiration of its mandate;\n", "mandateEnd"),
        (
            "The General Assembly,\n\n1. Requests a report before the end of the Keeper’s current mandate;\n",
            "mandateEnd",
        ),
        ("The General Assembly,\n\n1. Requests a report by the time of the next review;\n", "nextReview"),
        ("The General Assembly,\n\n1. Requests the Keeper to report following the elections;\n", "elections"),
        ("The General Assembly,\n\n1. Requests the Keeper to report upon completion of the inquiry;\n", "completion"),
        ("The General Assembly,\n\n1. Requests a report within a month, prior to the elections;\n", "P1M"),
        ("The General Assembly,\n\n1. Requests the Keeper to use all means until the end of its mandate;\n", ""),
        (
            "L’Assemblée générale,\n\n1. Prie le Gardien de faire rapport avant l’expiration de son mandat ;\n",
            "mandateEnd",
        ),
        ("L’Assemblée générale,\n\n1. Prie le Gardien de faire rapport après les élections ;\n", "elections"),
        ("La Asamblea General,\n\n1. Pide un informe antes de que finalice su mandato;\n", "mandateEnd"),
        ("La Asamblea General,\n\n1. Pide un informe antes de la entrada en vigor;\n", "entryIntoForce"),
        ("Генеральная Ассамблея,\n\n1. просит представить доклад до истечения срока мандата;\n", "mandateEnd"),
        ("Генеральная Ассамблея,\n\n1. просит представить доклад по завершении процесса;\n", "completion"),
        ("大会，\n\n1. 请看守人在任期届满前提交报告；\n", "mandateEnd"),
        ("Die Generalversammlung,\n\n1. ersucht den Wärter, vor Ablauf seines Mandats zu berichten;\n", "mandateEnd"),
        (
            "Die Generalversammlung,\n\n1. ersucht den Wärter, bis spätestens 15. April 2046 zu berichten;\n",
            "2046-04-15",
        ),
        ("大会，\n\n1. 请看守人在下次审查之前提交报告；\n", "nextReview"),
        ("إن الجمعية العامة،\n\n1 - تطلب تقريرا قبل انتهاء ولايته؛\n", "mandateEnd"),
        ("إن الجمعية العامة،\n\n1 - تطلب تقريرا بعد إجراء الانتخابات؛\n", "elections"),
        (
            "The General Assembly,\n\n1. Requests the Keeper to report thereon in its next annual report;\n",
            "nextReport",
        ),
        (
            "The General Assembly,\n\n1. Requests the Keeper to count the lamps in its next report by May 2046;\n",
            "2046-05",
        ),
        ("The General Assembly,\n\n1. Requests the Keeper to act on its next report;\n", ""),
        ("L’Assemblée générale,\n\n1. Prie le Gardien d’en rendre compte dans son prochain rapport ;\n", "nextReport"),
        ("La Asamblea General,\n\n1. Pide al Guardián que lo incluya en su próximo informe;\n", "nextReport"),
        (
            "Генеральная Ассамблея,\n\n1. просит Хранителя сообщить об этом в контексте своего следующего доклада;\n",
            "nextReport",
        ),
        ("大会，\n\n1. 请看守人在其下次报告中说明有关情况；\n", "nextReport"),
        (
            "إن الجمعية العامة،\n\n1 - تطلب إلى الأمين العام أن يبلغها بذلك في تقريره المقبل عن المنارات؛\n",
            "nextReport",
        ),
        (
            "Die Generalversammlung,\n\n1. ersucht den Wärter, darüber in seinem nächsten Bericht zu berichten;\n",
            "nextReport",
        ),
    ],
)
def test_an_event_says_when_if_nothing_else_does(text: str, event: str) -> None:
    (row,) = akn.mandates(document_of(text))
    assert (row.due.value if row.due else "") == event
    assert row.due is None or row.due.year is None or row.due.kind == "date"


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Keeper to build on the outcome of the report at its ninety-first session;",
        "Decides that the Committee on Contributions shall hold its next session in spring;",
        "Requests the Keeper to reply, beginning in June 2045;",
        "Requests the Keeper to read the book entitled “Lights: two years after” and “Dark by 2050”;",
        "Requests the Keeper to hold a conference for ten working days from 2 June 2045;",
    ],
)
def test_what_is_past_or_named_or_of_another_organ_is_not_due(text: str) -> None:
    (row,) = _rows(text)
    assert row.due is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("大会，\n\n1. 请秘书长在本决议通过后80个工作日内拟定计划；\n", "P80D"),
        ("大会，\n\n1. 请秘书长在8月30日前提交报告；\n", ""),
        ("大会，\n\n1. 鼓励会员国执行2045年至2050年灯塔计划；\n", ""),
        ("إن الجمعية العامة،\n\n1 - تطلب إلى الأمين العام أن يقدم تقريرا عن الأعمال خلال عام 2045؛\n", ""),
        ("La Asamblea General,\n\n1. Insta a los Estados a que enciendan los faros para 2050;\n", "2050"),
        ("La Asamblea General,\n\n1. Decide aprobar el presupuesto por programas para 2050;\n", ""),
        ("L’Assemblée générale,\n\n1. Engage les États à éteindre le feu à l’horizon 2050 ;\n", "2050"),
        ("Генеральная Ассамблея,\n\n1. призывает государства потушить огонь в течение десяти лет;\n", "P10Y"),
        ("Генеральная Ассамблея,\n\n1. постановляет избрать на срок, заканчивающийся 1 мая 2050 года;\n", ""),
        ("Генеральная Ассамблея,\n\n1. призывает государства зажечь огонь через год;\n", "P1Y"),
        (
            "La Asamblea General,\n\n1. Pide informes, a más tardar el 4 de julio de 2050 y el 3 de enero de 2051;\n",
            "2050-07-04",
        ),
        (
            "La Asamblea General,\n\n1. Insta a los Estados a que respondan con una antelación mínima de diez días;\n",
            "-P10D",
        ),
        (
            "L’Assemblée générale,\n\n1. Prie le Gardien de répondre au moins cinq jours ouvrables à l’avance ;\n",
            "-P5D",
        ),
        ("大会，\n\n1. 促请各国在十年时间内熄灯；\n", "P10Y"),
        ("大会，\n\n1. 请会员国在灯塔完工后不超过十五个工作日提交报告；\n", "P15D"),
        ("大会，\n\n1. 请会员国在灯塔完工后不超过十五天提交报告；\n", "P15D"),
        ("إن الجمعية العامة،\n\n1 - تطلب إلى الدول إطفاء النار في غضون 80 يوم عمل؛\n", "P80D"),
        ("إن الجمعية العامة،\n\n1 - تطلب إلى الدول إطفاء النار في غضون 80 يوما؛\n", "P80D"),
        ("La Asamblea General,\n\n1. Pide informes en un plazo de 80 días hábiles;\n", "P80D"),
        ("La Asamblea General,\n\n1. Pide informes en un plazo de 80 días;\n", "P80D"),
        ("Генеральная Ассамблея,\n\n1. призывает государства зажечь огонь в течение 80 рабочих дней;\n", "P80D"),
        ("The General Assembly,\n\n1. Requests reports within 80 working days;\n", "P80D"),
        ("大会，\n\n1. 请秘书长分别在2050年7月4日和2051年1月3日前提交报告；\n", "2050-07-04"),
        (
            "إن الجمعية العامة،\n\n1 - تطلب إلى الأمين العام أن يقدم تقريرا قبل انتهاء الولاية بشهر واحد على الأقل؛\n",
            "-P1M",
        ),
        ("إن الجمعية العامة،\n\n1 - تطلب إلى الدول إطفاء النار خلال عقد واحد؛\n", "P10Y"),
    ],
)
def test_when_it_is_due_in_other_languages(text: str, due: str) -> None:
    (row,) = akn.mandates(document_of(text))
    assert (row.due.value if row.due else "") == due


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to report every three months", "P3M"),
        ("to report annually", "P1Y"),
        ("to submit a biennial report", "P2Y"),
        ("to report twice a year", "P6M"),
        ("to send at least one mission a year", "P1Y"),
        ("to report", ""),
    ],
)
def test_how_often(text: str, expected: str) -> None:
    (row,) = _rows(f"Requests the Secretary-General {text};")
    assert row.frequency == expected


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\n1. Requests the Keeper to conduct two annual visits;",
        "L’Assemblée générale,\n\n1. Prie le Gardien d’effectuer deux visites par an ;",
        "La Asamblea General,\n\n1. Solicita al Guardián que realice dos visitas anuales;",
        "Генеральная Ассамблея,\n\n1. просит хранителя совершать по две поездки в год;",
        "大会，\n\n1. 请看守人每年进行两次访问；",
        "إن الجمعية العامة،\n\n1 - تطلب إلى الحارس أن يقوم بزيارتين سنويتين؛",
    ],
    ids=["eng", "fra", "spa", "rus", "zho", "ara"],
)
def test_how_often_in_six_languages(text: str) -> None:
    (row,) = akn.mandates(document_of(text))
    assert row.frequency == "P1Y"


def test_a_name_is_itself_before_it_is_an_ending_of_another_one() -> None:
    text = "Der Sicherheitsrat,\n\n1. ersucht das Exekutivdirektorium, dem Rat einen Bericht vorzulegen;"
    (row,) = akn.mandates(document_of(text))
    assert row.addressees[0].key == "counterTerrorismDirectorate"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Decides to include in the agenda of its next session the item entitled “Report on lighthouses”;", []),
        ("Calls upon States to develop review mechanisms;", []),
        ("Urges States to act upon the measures contained in the reports;", []),
        ("Decides that the lamps shall be periodically reviewed;", ["review"]),
        ("Urges the Keepers to carry out the proposals outlined in their first written report;", []),
        ("Requests the Secretary-General to list peer-reviewed books and summary records;", []),
        ("Requests the Lamp Review Commission to take part in the World Lamp Conference;", []),
        ("Requests the Secretary-General to carry out his Strategy. Reports shall follow;", ["report"]),
        ("Calls for prompt reporting by the Secretary-General;", ["report"]),
        ("Requests the Secretary-General to inform the Security Council at once;", ["update"]),
        ("Encourages States to support independent monitoring of the lamps;", ["review"]),
    ],
)
def test_what_is_there_already_is_no_product(text: str, kinds: list[str]) -> None:
    (row,) = _rows(text)
    assert [d.kind for d in row.deliverables] == kinds


def test_for_whom_by_what_means_for_how_long_and_what_is_cited() -> None:
    one, two = _rows(
        "Requests the Secretary-General, within existing resources, to report to the Economic and Social Council;",
        "Decides to extend the mandate under resolution 98/7 of 3 December 2043 for a period of twelve months;",
    )
    assert one.recipient is not None
    assert one.recipient.key == "unecosoc"
    assert one.resources == "existing"
    assert (two.expires, two.cites) == ("P12M", ("A/RES/98/7",))


def test_rows_are_frozen_values_whose_fields_are_the_keys_of_the_json() -> None:
    (row,) = _rows("Decides to remain seized of the matter.")
    assert " ".join(f.name for f in dataclasses.fields(row)) == (
        "symbol work body adopted session title eId place part number paragraph clause language text lead start end "
        "verb action force "
        "binding addressees ask deliverables recipient due dates frequency review expires resources cites citations how"
    )
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.verb = "other"  # type: ignore[misc]
    assert {row} == {row}


@pytest.mark.parametrize("code", codes())
def test_every_action_of_every_language_has_a_force(code: str) -> None:
    actions = load(code).actions
    assert {force_of(key) for table in (actions.operative, actions.preamble) for key in table} <= set(FORCES)


def test_entities_are_named_once_and_have_a_kind() -> None:
    listed = entities().entities
    assert {e.kind for e in listed} <= set(KINDS)
    assert len({e.key for e in entities().listed}) == len(entities().listed)
    more = {entity.eid for entity in marked().entities}  # further names of those that running text is marked with
    assert all({"ara", "eng", "fra", "rus", "spa", "zho"} <= set(e.names) for e in listed if e.key not in more)


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly,\n\n1. Requests the Secretary-General and Member States to submit a report every two "
        "years, no later than 30 June 2046;\n",
        "L’Assemblée générale,\n\n1. Prie le Secrétaire général et les États Membres de présenter un rapport tous les "
        "deux ans, au plus tard le 30 juin 2046 ;\n",
        "La Asamblea General,\n\n1. Solicita al Secretario General y a los Estados Miembros que presenten un informe "
        "cada dos años, a más tardar el 30 de junio de 2046;\n",
        "Генеральная Ассамблея,\n\n1. просит Генерального секретаря и государства-члены представлять доклад каждые два "
        "года, не позднее 30 июня 2046 года;\n",
        "大会，\n\n1. 请秘书长和会员国每两年提交一份报告，至迟于2046年6月30日；\n",
        "إن الجمعية العامة،\n\n1 - تطلب إلى الأمين العام والدول الأعضاء أن يقدموا تقريرا كل سنتين، في موعد أقصاه "
        "30 حزيران/يونيه 2046؛\n",
    ],
    ids=["eng", "fra", "spa", "rus", "zho", "ara"],
)
def test_the_same_clause_gives_the_same_values_in_six_languages(text: str) -> None:
    (row,) = akn.mandates(document_of(text))
    assert _keys(row) == ["secretaryGeneral", "memberStates"]
    assert row.due is not None
    assert (row.due.kind, row.due.value, row.due.year) == ("date", "2046-06-30", 2046)
    assert row.frequency == "P2Y"
    assert [d.kind for d in row.deliverables] == ["report"]
    assert row.force == "directive"


def test_a_day_that_is_counted_is_no_length_of_time_in_chinese() -> None:
    (first, second) = akn.mandates(
        convert(
            "大会，\n\n1. 请会员国在会议第一天之前提交报告；\n\n2. 请秘书长在会议一天之前提交报告；\n".encode()
        ).document
    )
    assert first.due is None
    assert second.due is not None
    assert (second.due.text, second.due.value) == ("一天之前", "P1D")


def test_points_of_what_is_asked_of_nobody_name_nobody() -> None:
    paragraph = "Encourages more cooperation to make use of the following means that lie ready:"
    assert [_keys(row) for row in _rows(f"{paragraph}\n\n(a) The Taliban archive, by reading it;")] == [[], []]


def test_the_rows_of_some_units_are_those_among_all() -> None:
    points = "(a) To report by 2044;\n\n(b) To lend books;"
    text = f"1. Requests the Secretary-General:\n\n{points}\n\n2. Decides to meet in 2045."
    document = document_of(_HEAD + text + "\n")
    rows = akn.mandates(document)
    for eid in {row.eId for row in rows}:
        assert akn.mandates(document, {eid}) == tuple(row for row in rows if row.eId == eid)
    assert akn.mandates(document, ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Die Generalversammlung,\n\n1. Ersucht den Generalsekretär, bis zum 30. Juni 2046 einen Bericht vorzulegen;\n",
        _HEAD + "1. Requests the Secretary-General:\n\n(a) To report by 30 June 2046;\n\n(b) To lend books;\n\n"
        "2. Notes the lamps of 2045, and invites Member States to report at its hundredth session;\n\n"
        "3. Welcomes the meeting of 4 July 2045; and decides to meet every two years.\n",
        "大会，\n\n1. 请会员国在2046年6月30日之前提交报告；\n\n2. 欢迎报告；\n",
    ],
)
def test_deadlines_are_those_of_the_rows(text: str) -> None:
    document = document_of(text)
    expected: dict[str, list[tuple[str, int, akn.Due | None]]] = {}
    for row in akn.mandates(document):
        if row.due:
            expected.setdefault(row.eId, []).append((row.text, row.start, row.due))
    found = deadlines(document, akn.units(document), {unit.eid for unit in akn.units(document)})
    assert {eid: [(one.text, one.start, one.due) for one in those] for eid, those in found.items()} == expected
    assert expected
    assert deadlines(document, akn.units(document), ()) == {}


def test_a_clause_cites_what_the_notes_that_it_calls_cite_and_a_point_shows_the_words_of_its_lead() -> None:
    text = (
        "The General Assembly,\n\n1. Takes note of the report;[^1] and requests the Secretary-General:\n\n"
        "(a) To light the lamp;\n\n[^1]: A/99/12.\n"
    )
    note, asked, point = akn.mandates(document_of(text))
    assert (note.cites, asked.cites) == (("A/99/12",), ())
    assert (point.how, point.lead) == ("inherited", "requests the Secretary-General:")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("إن الجمعية العامة،\n\n- ٣ - تطلب إلى الأمين العام:\n\n(أ) أن يقدم تقريرا؛\n", ["3", "3 (أ)"]),
        ("إن الجمعية العامة،\n\n5 - تطلب إلى الأمين العام أن يقدم تقريرا؛\n", ["5"]),
        ("The General Assembly,\n\n4. Requests the Secretary-General:\n\n(a) To report;\n", ["4", "4 (a)"]),
    ],
)
def test_numbers_are_clean_and_in_western_digits(text: str, numbers: list[str]) -> None:
    rows = akn.mandates(document_of(text))
    assert [row.number for row in rows] == numbers
    assert [row.place for row in rows] == [f"operative paragraph {number}" for number in numbers]
    assert {(row.part, row.paragraph == row.eId) for row in rows} == {("operative", True)}


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (
            "The General Assembly,\n\n1. Recalls its resolutions 98/7 of 9 December 2043 and 98/8;\n",
            [("A/RES/98/7", "2043-12-09"), ("A/RES/98/8", "")],
        ),
        ("大会，\n\n1. 回顾其2043年12月9日第98/7号决议；\n", [("A/RES/98/7", "2043-12-09")]),
        (
            "The General Assembly,\n\n1. Decides to extend resolution 98/7 until 9 December 2045;\n",
            [("A/RES/98/7", "")],
        ),
        (
            "The General Assembly,\n\n1. Recalls its decision of 4 July 2043 (A/RES/98/7);\n",
            [("A/RES/98/7", "2043-07-04")],
        ),
        ("The General Assembly,\n\n1. Recalls the talks of 1 to 4 July 2043 (A/RES/98/7);\n", [("A/RES/98/7", "")]),
        (
            "The General Assembly,\n\n1. Requests the Keeper to submit a report by 3 March 2045 (A/RES/98/7);\n",
            [("A/RES/98/7", "")],
        ),
        ("The General Assembly,\n\n1. Decides to meet on 9 July 2044 (A/RES/98/7);\n", [("A/RES/98/7", "")]),
        (
            "L’Assemblée générale,\n\n1. Prie le Gardien de faire rapport à compter du 3 mars 2045 (A/RES/98/7) ;\n",
            [("A/RES/98/7", "")],
        ),
        (
            "L’Assemblée générale,\n\n1. Rappelle la décision datée du 3 mars 2045 (A/RES/98/7) ;\n",
            [("A/RES/98/7", "2045-03-03")],
        ),
    ],
)
def test_a_citation_has_its_address_and_the_date_that_is_printed_with_it(
    text: str, cited: list[tuple[str, str]]
) -> None:
    (row,) = akn.mandates(document_of(text))
    assert [(one.cited, one.printed_date) for one in row.citations] == cited
    assert all(one.target.startswith("/akn/un/statement/") for one in row.citations)
    assert row.cites == tuple(symbol for symbol, _ in cited)


def test_a_rule_between_paragraphs_asks_nobody() -> None:
    asked = "1. Requests the Secretary-General to report;"
    text = f"{_HEAD}{asked}\n\n- - - - - - -\n\n2. Decides to wait.\n"
    assert [row.verb for row in akn.mandates(document_of(text))] == ["Requests", "Decides"]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Urges all States to give access to lawyers through all trials and appeals, being informed of it;", ["Urges"]),
        ("Urges all States to shorten trials and appeals;", ["Urges"]),
        ("Commends the pilots for their efforts and appeals to all States to pay;", ["Commends", "appeals"]),
        (
            "Commends the pilots for their work and appeals, in that spirit, to all States to pay;",
            ["Commends", "appeals"],
        ),
        ("Commends the pilots, and appeals, in that spirit, for lamps;", ["Commends", "appeals"]),
        ("Urges all States to tell each in a language that she speaks and understands, of the fog;", ["Urges"]),
        ("Notes the fog, and understands that it will lift;", ["Notes", "understands"]),
        ("Takes note of the fog and understands the concerns of States;", ["Takes note", "understands"]),
    ],
)
def test_a_verb_that_is_the_noun_after_another_one_asks_nobody(text: str, verbs: list[str]) -> None:
    assert [row.verb for row in _rows(text)] == verbs


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        (
            "Prie les États d’informer chacun dans une langue qu’il parle et comprend, et de garder les lampes ;",
            ["Prie"],
        ),
        ("Constate qu’il pleut et comprend que les lampes sont éteintes ;", ["Constate", "comprend"]),
        ("Constate la brume et comprend les préoccupations des États ;", ["Constate", "comprend"]),
    ],
)
def test_a_verb_after_another_one_of_somebody_else_is_none_of_the_speaker(text: str, verbs: list[str]) -> None:
    rows = akn.mandates(document_of(f"L’Assemblée générale,\n\n1. {text}\n"))
    assert [row.verb for row in rows if row.number] == verbs


@pytest.mark.parametrize(
    ("head", "text", "ask"),
    [
        (
            "The General Assembly,",
            "Requests the Keeper, in consultation with States, to light lamps;",
            "in consultation with States, to light lamps;",
        ),
        (
            "La Asamblea General,",
            "Invita a participar en la Cumbre a los Estados;",
            "a participar en la Cumbre a los Estados;",
        ),
    ],
)
def test_what_is_asked_has_all_words_but_those_who_are_asked(head: str, text: str, ask: str) -> None:
    row = akn.mandates(document_of(f"{head}\n\n1. {text}\n"))[-1]
    assert row.ask == ask


def test_points_have_the_resources_of_their_paragraph_and_the_frequency_that_is_said_first() -> None:
    text = "The General Assembly,\n\n1. Requests the Keeper, within existing resources:\n\n(a) To light lamps;\n"
    assert akn.mandates(document_of(text))[-1].resources == "existing"
    text = "The General Assembly,\n\n1. Requests the Keeper to submit a report every month and one every 60 days;\n"
    assert akn.mandates(document_of(text))[-1].frequency == "P1M"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The General Assembly,\n\n1. Invites the Secretary-General of the Authority to continue his efforts."),
        ("fr", "L’Assemblée générale,\n\n1. Invite la Secrétaire générale de l’Autorité à poursuivre ses efforts."),
        ("es", "La Asamblea General,\n\n1. Invita al Secretario General de la Autoridad a que prosiga sus esfuerzos."),
        ("ru", "Генеральная Ассамблея,\n\n1. предлагает Генеральному секретарю Органа продолжать его усилия."),
        ("ar", "إن الجمعية العامة،\n\n1 - تدعو الأمين العام للسلطة إلى مواصلة جهوده."),
        ("zh", "大会，\n\n1. 邀请管理局秘书长继续努力。"),
    ],
)
def test_the_secretary_general_of_another_organization_is_not_that_of_the_united_nations(
    language: str, text: str
) -> None:
    (row,) = akn.mandates(document_of(f"{text}\n", language=language, body="ga"))
    assert [a.key for a in row.addressees] == ["secretaryGeneralElsewhere"]


def test_of_two_secretaries_general_each_has_its_key() -> None:
    text = (
        "The General Assembly,\n\n1. Requests the Secretary-General of the United Nations and the Secretary-General of "
        "the Caribbean Community to go on.\n\n2. Requests the Secretary-General to report on the Authority.\n"
    )
    rows = akn.mandates(document_of(text))
    assert [[a.key for a in row.addressees] for row in rows] == [
        ["secretaryGeneral", "secretaryGeneralElsewhere"],
        ["secretaryGeneral"],
    ]


def test_the_number_of_a_point_has_no_quotation_signs() -> None:
    text = "إن الجمعية العامة،\n\n1 - تطلب إلى الأمين العام ما يلي:\n\n’1‘ إضاءة المصابيح؛\n\n’2‘ عد المصابيح؛\n"
    found = [(row.number, row.place) for row in akn.mandates(document_of(text))]
    assert found[-2:] == [("1 1", "operative paragraph 1 ’1‘"), ("1 2", "operative paragraph 1 ’2‘")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "L'Assemblée générale,\n\n1. Prend acte des principes, les porte à l'attention des États, et encourage "
            "leur diffusion ;\n",
            [("Prend acte", "takesNote"), ("porte à l'attention", "bringsToAttention"), ("encourage", "encourages")],
        ),
        (
            "إن الجمعية العامة،\n\n1 - تحيط علما بالمبادئ، وتسترعي إليها انتباه الدول، وتشجع نشرها؛\n",
            [
                ("تحيط علما", "takesNote"),
                ("وتسترعي إليها انتباه", "bringsToAttention"),
                ("وتشجع", "encourages"),
            ],
        ),
        (
            "L'Assemblée générale,\n\n1. Demande aux États d'allumer les lampes et, à cet égard, se redit déterminée "
            "à :\n\na) Compter les lampes ;\n\nb) Nettoyer les lampes ;\n",
            [("Demande", "callsUpon"), ("se redit déterminée", "reaffirms"), ("", "reaffirms"), ("", "reaffirms")],
        ),
    ],
)
def test_what_is_brought_to_attention_and_a_will_that_is_said_again(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(row.verb, row.action) for row in akn.mandates(document_of(text))] == expected
