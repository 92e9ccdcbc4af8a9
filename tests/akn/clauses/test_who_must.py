"""Who must do what: negations, what is decided of someone, requests in the passive, sentences with "that"."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from akn.clauses import Mandate, mandates
from tests.documents import document_of


def _rows(*paragraphs: str, head: str = "The General Assembly,") -> Sequence[Mandate]:
    """The rows of numbered paragraphs."""
    numbered = "\n\n".join(f"{n}. {text}" for n, text in enumerate(paragraphs, 1))
    return mandates(document_of(f"{head}\n\n{numbered}\n"))


@pytest.mark.parametrize(
    ("head", "text", "who", "ask"),
    [
        ("The General Assembly,", "Calls upon all States not to dim the lamp;", "all States", "not to dim the lamp;"),
        ("The General Assembly,", "Urges all parties never to dim the lamp;", "all parties", "never to dim the lamp;"),
        (
            "L'Assemblée générale,",
            "Demande aux États de ne pas éteindre la lampe ;",
            "aux États",
            "ne pas éteindre la lampe ;",
        ),
        (
            "La Asamblea General,",
            "Exhorta a los Estados a no apagar la lámpara;",
            "a los Estados",
            "no apagar la lámpara;",
        ),
        ("Генеральная Ассамблея,", "призывает все государства не гасить лампу;", "все государства", "не гасить лампу;"),
        ("إن الجمعية العامة،", "تهيب بالدول ألا تطفئ المصباح؛", "بالدول", "ألا تطفئ المصباح؛"),
    ],
)
def test_a_negation_belongs_to_what_is_asked(head: str, text: str, who: str, ask: str) -> None:
    (row,) = _rows(text, head=head)
    assert [a.text for a in row.addressees] == [who]
    assert row.ask == ask


GA, GA_FR, GA_ES = "The General Assembly,", "L'Assemblée générale,", "La Asamblea General,"
GA_RU, GA_AR, GA_ZH = "Генеральная Ассамблея,", "إن الجمعية العامة،", "大会，"


@pytest.mark.parametrize(
    ("head", "text", "binding", "keys"),
    [
        (GA, "Decides that all States shall light the lamp;", "must", ["states"]),
        (
            "L'Assemblée générale,",
            "Décide que le Secrétaire général poursuivra la garde du phare ;",
            "must",
            ["secretaryGeneral"],
        ),
        (
            "La Asamblea General,",
            "Decide que el Secretario General seguirá cuidando el faro;",
            "must",
            ["secretaryGeneral"],
        ),
        (GA, "Decides that, in accordance with the Charter, all States shall light the lamp;", "must", ["states"]),
        (GA, "Reaffirms that the Secretary-General should light the lamp;", "should", ["secretaryGeneral"]),
        (GA, "Demands that all parties light the lamp;", "must", ["parties"]),
        (GA, "Requests the Secretary-General to light the lamp;", "asked", ["secretaryGeneral"]),
        (GA, "Authorizes the Secretary-General to light the lamp;", "may", ["secretaryGeneral"]),
        (GA, "Decides that all States may light the lamp;", "may", ["states"]),
        (GA, "Decides that all States may no longer light the lamp;", "must", ["states"]),
        (GA_FR, "Décide que tous les États ne peuvent allumer la lampe ;", "must", ["states"]),
        (GA_ES, "Decide que los Estados no podrán encender la lámpara;", "must", ["states"]),
        (GA_ES, "Reitera que los Estados no podrán encender la lámpara sin aceite;", "", []),
        (GA, "Affirms that all States may not dim the lamp;", "must", ["states"]),
        (GA_ES, "Reitera su decisión de que la Comisión siga cuidando la lámpara;", "must", ["committee"]),
        (
            GA_ES,
            "Reitera con preocupación su solicitud de que el Secretario General cuide el faro;",
            "asked",
            ["secretaryGeneral"],
        ),
        (GA_ES, "Reitera la solicitud que formuló a los Estados para que cuidaran el faro;", "asked", ["states"]),
        (GA_ES, "Sigue solicitando al Secretario General que cuide el faro;", "asked", ["secretaryGeneral"]),
        (GA_ES, "Decide que la MINUSMA seguirá constando de cien faroleros;", "", []),
        (GA_FR, "Réitère l’appel qu’elle a lancé aux États, dans ce contexte ;", "asked", ["states"]),
        (
            GA_FR,
            "Prie de nouveau avec préoccupation le Secrétaire général de garder le phare ;",
            "asked",
            ["secretaryGeneral"],
        ),
        (GA_FR, "Continue de demander aux États de garder le phare ;", "asked", ["states"]),
        (GA_FR, "Décide que le nouveau groupe de travail travaillera la nuit ;", "must", ["workingGroup"]),
        (GA_FR, "Décide que la MINUSMA sera chargée de garder le phare ;", "must", ["minusma"]),
        (GA_FR, "Réaffirme que tous les États ont l’obligation de garder le phare ;", "must", ["states"]),
        (GA_FR, "Décide que le mandat du Comité devra inclure la garde du phare ;", "must", ["committee"]),
        (GA, "Reiterates its demands that all parties light the lamp;", "must", ["parties"]),
        (GA_RU, "постановляет, что все государства не могут зажигать лампу;", "must", ["states"]),
        (GA_AR, "تقرر أنه يجوز لجميع الدول أن تضيء المصباح؛", "may", ["states"]),
        (GA_FR, "Décide que tous les États doivent allumer la lampe ;", "must", ["states"]),
        (GA_FR, "Souligne que les États devraient allumer la lampe ;", "should", ["states"]),
        (GA_ES, "Decide que todos los Estados deberán encender la lámpara;", "must", ["states"]),
        (GA_RU, "постановляет, что все государства должны зажечь лампу;", "must", ["states"]),
        (GA_AR, "تقرر أن على جميع الدول أن تضيء المصباح؛", "must", ["states"]),
        (GA_ZH, "决定所有国家应点亮灯塔；", "must", ["states"]),
    ],
)
def test_who_has_to_do_what_is_decided(head: str, text: str, binding: str, keys: list[str]) -> None:
    (row,) = _rows(text, head=head)
    assert (row.binding, [a.key for a in row.addressees]) == (binding, keys)


@pytest.mark.parametrize(
    "text",
    [
        "Decides that the mandate of the Panel shall expire;",  # a thing
        "Decides that the Conference shall comprise ten meetings;",  # an event
        "Decides that all States shall be informed;",  # done to them
        "Decides that lamps lit by States shall not be dimmed;",
        "Stresses that Governments play a very important part in the lamps that will burn;",
        "Decides to light the lamp;",
        "Notes that all States shall light the lamp;",  # nobody is told anything
    ],
)
def test_what_is_decided_of_something_binds_nobody(text: str) -> None:
    (row,) = _rows(text)
    assert (row.binding, row.addressees) == ("", ())


@pytest.mark.parametrize(
    ("head", "text", "ask"),
    [
        (GA, "Decides that all States shall not dim the lamp;", "shall not dim the lamp;"),
        (GA_FR, "Décide que tous les États ne doivent pas éteindre la lampe ;", "ne doivent pas éteindre la lampe ;"),
        (GA_ES, "Decide que todos los Estados no deberán apagar la lámpara;", "no deberán apagar la lámpara;"),
        (GA_RU, "постановляет, что все государства не должны гасить лампу;", "не должны гасить лампу;"),
    ],
)
def test_a_negation_before_the_word_of_duty_belongs_to_what_is_asked(head: str, text: str, ask: str) -> None:
    (row,) = _rows(text, head=head)
    assert row.addressees
    assert row.ask == ask


def test_what_is_decided_of_someone_is_due_and_has_products_like_what_is_asked() -> None:
    (row,) = _rows(
        "Decides that the Panel shall provide to the Security Council an interim report no later than 15 March 2046;"
    )
    assert row.ask.startswith("shall provide")
    assert row.due is not None
    assert row.due.value == "2046-03-15"
    assert row.recipient is not None
    assert row.recipient.key == "unsc"


@pytest.mark.parametrize(
    ("head", "text", "verb", "action", "keys"),
    [
        (GA, "Member States are strongly urged to light lamps.", "are strongly urged", "urges", ["memberStates"]),
        (GA, "The Secretary-General is requested to report.", "is requested", "requests", ["secretaryGeneral"]),
        (GA_FR, "Les États Membres sont invités à allumer la lampe.", "sont invités", "invites", ["memberStates"]),
        (GA_ES, "Se invita a los Estados Miembros a que la enciendan.", "Se invita", "invites", ["memberStates"]),
        (GA_RU, "Государствам-членам предлагается зажечь лампу.", "предлагается", "invites", ["memberStates"]),
    ],
)
def test_a_request_in_the_passive_is_a_clause(head: str, text: str, verb: str, action: str, keys: list[str]) -> None:
    row = _rows(f"{text}", head=head)[-1]
    assert (row.verb, row.action, row.force, row.binding) == (verb, action, "directive", "asked")
    assert [a.key for a in row.addressees] == keys


def test_what_merely_was_requested_is_none() -> None:
    (row,) = _rows("The lamps are lit where the keepers are requested to stand, and so on.")
    assert row.action == ""


@pytest.mark.parametrize(
    ("text", "keys", "ask"),
    [
        ("Requests the Board of Auditors provide a report;", ["boardOfAuditors"], "provide a report;"),
        (
            "Requests the Secretary-General to meet, and requests that he submit to the Security Council a lamp;",
            ["secretaryGeneral"],
            "submit to the Security Council a lamp;",
        ),
        ("Reiterates the request to the Secretary-General to light it;", ["secretaryGeneral"], "light it;"),
    ],
)
def test_a_verb_right_after_a_name_says_what_is_asked(text: str, keys: list[str], ask: str) -> None:
    row = _rows(text)[-1]
    assert ([a.key for a in row.addressees], row.ask) == (keys, ask)


@pytest.mark.parametrize(
    ("head", "text", "kinds"),
    [
        (GA, "Requests the Secretary-General to avoid delays and to submit a report to the Council;", ["report"]),
        (GA, "Requests the Secretary-General to avoid delays and submit a report to the Council;", ["report"]),
        (GA, "Requests the Secretary-General not to delay and to submit a report to the Council;", ["report"]),
        (GA, "Requests the Secretary-General not to convene a meeting or to submit a report to the Council;", []),
        (GA, "Requests the Secretary-General to refrain from convening meetings and holding conferences in 2046;", []),
        (GA, "Requests the Secretary-General not to report to the Council;", []),
        (GA, "Decides that neither the Secretariat nor the Committee shall publish reports;", []),
        (GA_FR, "Prie les États d'éviter les doubles emplois et de présenter un rapport au Conseil ;", ["report"]),
        (GA_FR, "Prie les États de s'abstenir d'organiser des fêtes et de présenter un rapport au Conseil ;", []),
        (GA_FR, "Prie les États de ne pas présenter de rapport au Conseil ;", []),
        (
            GA_ES,
            "Exhorta a las partes a que se abstengan de celebrar fiestas y a que presenten un informe al Consejo;",
            ["report"],
        ),
        (GA_ES, "Pide al Secretario General que no presente informe alguno al Consejo;", []),
        (
            GA_RU,
            "просит Генерального секретаря избегать задержек и представить доклад Совету Безопасности;",
            ["report"],
        ),
        (GA_RU, "просит Генерального секретаря не представлять доклад Совету Безопасности;", []),
        (GA_RU, "просит Генерального секретаря не позднее 1 марта 2046 года представить доклад;", ["report"]),
        (GA_AR, "تطلب إلى الأمين العام ألا يقدم تقريرا إلى الجمعية العامة؛", []),
        (GA_AR, "تطلب إلى الأمين العام عدم تقديم تقرير إلى الجمعية العامة؛", []),
        (GA_AR, "تطلب إلى الأمين العام أن يتجنب التأخير وأن يقدم تقريرا إلى الجمعية العامة؛", ["report"]),
        (GA_ZH, "请秘书长避免延误并向大会提交报告；", ["report"]),
        (GA_ZH, "请秘书长不向大会提交报告；", []),
    ],
)
def test_what_is_refused_is_no_product_and_what_is_asked_beside_it_is_one(
    head: str, text: str, kinds: list[str]
) -> None:
    (row,) = _rows(text, head=head)
    assert [made.kind for made in row.deliverables if made.asked] == kinds


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Requests the Secretary-General not to submit a report by 1 March 2046;", ""),
        ("Requests the Secretary-General to submit a report by 1 March 2046;", "2046-03-01"),
        ("Requests the Secretary-General not to delay and to submit a report by 1 March 2046;", "2046-03-01"),
        ("Requests the Secretary-General to avoid delays by 1 March 2046;", "2046-03-01"),
    ],
)
def test_what_is_not_to_be_submitted_is_never_due(text: str, due: str) -> None:
    (row,) = _rows(text)
    assert (row.due.value if row.due else "") == due


@pytest.mark.parametrize(
    ("head", "text", "who", "ask"),
    [
        (
            GA,
            "Decides that the Committee, which shall consider the report, shall light the lamp;",
            ["the Committee"],
            "shall light the lamp;",
        ),
        (
            GA_RU,
            "постановляет, что Комитет, который рассмотрит доклад, представит свои выводы;",
            ["Комитет"],
            "представит свои выводы;",
        ),
    ],
)
def test_verbs_of_relative_clauses_say_nothing_of_who_must(head: str, text: str, who: list[str], ask: str) -> None:
    (row,) = _rows(text, head=head)
    assert [a.text for a in row.addressees] == who
    assert row.ask == ask


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        (
            "рекомендует государствам и донорам, которые могут это сделать, как можно скорее зажечь лампу;",
            "как можно скорее зажечь лампу;",
        ),
        ("предлагает государствам в надлежащих случаях зажечь лампу;", "в надлежащих случаях зажечь лампу;"),
    ],
)
def test_words_before_an_infinitive_that_say_when_or_how_belong_to_what_is_asked(text: str, ask: str) -> None:
    (row,) = _rows(text, head=GA_RU)
    assert row.ask == ask


def test_parties_to_conflicts_are_one_name() -> None:
    (row,) = _rows("Urges all parties to armed conflicts, consistent with law, to light the lamp;")
    assert [a.text for a in row.addressees] == ["all parties to armed conflicts"]
    assert row.ask == "consistent with law, to light the lamp;"


def test_what_is_recalled_obliges_nobody_anew() -> None:
    text = (
        "The General Assembly,\n\n1. Recalls that all States must light lamps.\n\n2. Reaffirms that all States must.\n"
    )
    recalled, reaffirmed = mandates(document_of(text))
    assert (recalled.binding, recalled.addressees) == ("", ())
    assert (reaffirmed.binding, [one.key for one in reaffirmed.addressees]) == ("must", ["states"])


@pytest.mark.parametrize(
    ("lead", "asked"),
    [
        (
            "Calls upon States, within their mandates, and invites donors to end hunger by:",
            [("callsUpon", ["states"]), ("invites", ["donors"])],
        ),
        (
            "Calls upon States and encourages donors to end hunger by:",
            [("callsUpon", ["states"]), ("encourages", ["donors"])],
        ),
        ("Invites States and also invites donors to end hunger by:", [("invites", ["states", "donors"])]),
        ("Calls upon States to act, and invites donors to end hunger by:", [("invites", ["donors"])]),
        ("Welcomes the work of States, and invites donors to end hunger by:", [("invites", ["donors"])]),
    ],
)
def test_points_ask_all_whom_the_verbs_before_them_ask_for_the_same(
    lead: str, asked: list[tuple[str, list[str]]]
) -> None:
    rows = _rows(f"{lead}\n\n(a) Lighting lamps;\n\n(b) Keeping lamps, such as:\n\n(i) Oil lamps;")
    for number in ("1 (a)", "1 (b)", "1 (b) (i)"):
        points = [row for row in rows if row.number == number]
        assert [(row.action, [a.key for a in row.addressees]) for row in points] == asked
        assert {row.how for row in points} == {"inherited"}
        assert len({(row.ask, row.lead) for row in points}) == 1


def test_what_goes_on_by_a_decision_binds_in_russian() -> None:
    (row,) = _rows("постановляет, что Генеральный секретарь будет и далее хранить лампу;", head=GA_RU)
    assert (row.binding, [a.key for a in row.addressees]) == ("must", ["secretaryGeneral"])


def test_the_noun_demand_is_no_action() -> None:
    rows = _rows("Demande aux États de réduire l’offre et la demande afin d’éteindre les lampes ;", head=GA_FR)
    assert [row.verb for row in rows] == ["Demande"]
    rows = _rows("Invite les États à agir et demande au Secrétaire général de veiller ;", head=GA_FR)
    assert [row.verb for row in rows] == ["Invite", "demande"]


@pytest.mark.parametrize(
    ("head", "text", "action"),
    [
        ("Le Conseil de sécurité,", "Se déclare disposé à examiner les lampes ;", "expressesWillingness"),
        ("安全理事会，", "表示完全支持秘书长守护灯塔；", "expressesFullSupport"),
        ("安全理事会，", "表示愿意审查灯塔；", "expressesWillingness"),
        ("安全理事会，", "表示灯塔重要；", "expresses"),
    ],
)
def test_an_action_has_one_key_in_all_languages(head: str, text: str, action: str) -> None:
    assert [row.action for row in _rows(text, head=head)] == [action]


@pytest.mark.parametrize(
    ("head", "text", "who"),
    [
        (GA, "Reiterates that States are strongly urged to light the lamp;", "States"),
        (GA_FR, "Réaffirme que les États sont fortement invités à allumer la lampe ;", "les États"),
    ],
)
def test_who_is_asked_again_in_the_passive(head: str, text: str, who: str) -> None:
    (row,) = _rows(text, head=head)
    assert ([a.text for a in row.addressees], row.binding, row.force) == ([who], "asked", "reinforcing")
    assert "light the lamp" in row.ask or "allumer" in row.ask
    assert "urged" not in row.ask


def test_what_is_only_recalled_in_the_passive_asks_nobody() -> None:
    (row,) = _rows("Recalls that States are urged to light the lamp;")
    assert (row.addressees, row.binding) == ((), "")


@pytest.mark.parametrize(
    ("head", "text", "who", "binding"),
    [
        ("The General Assembly,", "Decides that Member States may light lamps;", ["memberStates"], "may"),
        ("The General Assembly,", "Stresses that Member States may light lamps;", [], ""),
        (
            "L'Assemblée générale,",
            "Décide que le Secrétaire général est autorisé à allumer ;",
            ["secretaryGeneral"],
            "may",
        ),
        ("大会，", "重申强烈敦促各国点亮灯塔；", ["states"], "asked"),
        ("La Asamblea General,", "Reitera que se insta a los Estados a que enciendan lámparas;", ["states"], "asked"),
    ],
)
def test_leave_is_given_by_decisions_and_requests_are_said_again(
    head: str, text: str, who: list[str], binding: str
) -> None:
    row = mandates(document_of(f"{head}\n\n1. {text}\n"))[-1]
    assert [one.key for one in row.addressees] == who
    assert row.binding == binding


@pytest.mark.parametrize(
    ("head", "lead", "point", "who", "binding"),
    [
        (
            "The General Assembly,",
            "Resolves that:",
            "Notwithstanding rule 3, the Secretary-General shall be empowered to light;",
            "secretaryGeneral",
            "may",
        ),
        ("The General Assembly,", "Decides that:", "All States shall light lamps;", "states", "must"),
        ("The General Assembly,", "Decides that:", "The lamps shall be lit;", "", ""),
        ("The General Assembly,", "Recalls that:", "All States shall light lamps;", "", ""),
        (
            "L'Assemblée générale,",
            "Décide que :",
            "Le Secrétaire général est autorisé à allumer ;",
            "secretaryGeneral",
            "may",
        ),
        (
            "La Asamblea General,",
            "Resuelve que:",
            "El Secretario General queda autorizado para encender;",
            "secretaryGeneral",
            "may",
        ),
        ("大会，", "决定：", "大会主席可邀请各国点灯；", "presidentOfTheGeneralAssembly", "may"),
    ],
)
def test_a_point_of_a_decision_says_who_must_or_may(head: str, lead: str, point: str, who: str, binding: str) -> None:
    row = mandates(document_of(f"{head}\n\n1. {lead}\n\n(a) {point}\n"))[-1]
    assert ([one.key for one in row.addressees], row.binding) == ([who] if who else [], binding)


def test_those_who_are_asked_stand_after_an_insertion_in_the_passive() -> None:
    (row,) = _rows("يطلب، وفقا للنظام المالي، إلى دولة فلسطين أن تسهم في النفقات؛", head="إن الجمعية العامة،")
    assert [one.key for one in row.addressees] == ["PSE"]


@pytest.mark.parametrize(
    ("head", "text", "binding", "keys", "ask"),
    [
        # a second clause with "that"
        (
            "The General Assembly,",
            "Decides that preparations should be made and that the Secretary-General shall report;",
            "must",
            ["secretaryGeneral"],
            "that preparations should be made and that the Secretary-General shall report;",
        ),
        (
            "L'Assemblée générale,",
            "Décide que le Bureau du comité sera composé de deux membres et que le comité élira deux coprésidents ;",
            "must",
            ["committee"],
            "que le Bureau du comité sera composé de deux membres et que le comité élira deux coprésidents ;",
        ),
        # the future of what was decided, a subjunctive, an imperfective future
        (
            "The General Assembly,",
            "Decides that the Committee would report;",
            "must",
            ["committee"],
            "would report;",
        ),
        (
            "La Asamblea General,",
            "Decide que el Comité Especial celebre su período de sesiones;",
            "must",
            ["committee"],
            "celebre su período de sesiones;",
        ),
        ("La Asamblea General,", "Decide que los Estados reciban una lámpara;", "", [], None),
        (
            "Генеральная Ассамблея,",
            "постановляет, что Специальный комитет будет ежегодно проводить обзоры;",
            "must",
            ["committee"],
            "будет ежегодно проводить обзоры;",
        ),
        # what is inserted: between dashes, before the name, after it
        (
            "Генеральная Ассамблея,",
            "постановляет, что Генеральный секретарь — по запросу правительства — должен сообщить об этом;",
            "must",
            ["secretaryGeneral"],
            "— по запросу правительства — должен сообщить об этом;",
        ),
        (
            "The General Assembly,",
            "Decides that, to support the parties in keeping the light, the Secretary-General shall report;",
            "must",
            ["secretaryGeneral"],
            "that, to support the parties in keeping the light, the Secretary-General shall report;",
        ),
        ("The Security Council,", "Decides that the arms embargo on Somalia shall not apply to lamps;", "", [], None),
    ],
)
def test_who_must_by_a_decision(head: str, text: str, binding: str, keys: list[str], ask: str | None) -> None:
    (row,) = _rows(text, head=head)
    assert (row.binding, [one.key for one in row.addressees]) == (binding, keys)
    assert ask is None or row.ask == ask


@pytest.mark.parametrize(
    ("head", "text", "action"),
    [
        ("L'Assemblée générale,", "Demande que la lampe soit allumée ;", "callsFor"),
        ("L'Assemblée générale,", "Demande aux États d’allumer la lampe ;", "callsUpon"),
        ("La Asamblea General,", "Pide que se encienda la lámpara;", "callsFor"),
        ("Генеральная Ассамблея,", "призывает к новым усилиям;", "callsFor"),
        ("Генеральная Ассамблея,", "призывает государства зажечь лампу;", "callsUpon"),
        ("إن الجمعية العامة،", "تدعو إلى احترام المنارة؛", "callsFor"),
        ("大会，", "呼吁会员国点灯；", "callsUpon"),
        ("大会，", "呼吁加强国际合作；", "callsFor"),
    ],
)
def test_what_is_called_for_without_anybody(head: str, text: str, action: str) -> None:
    assert [row.action for row in _rows(text, head=head)] == [action]


def test_what_the_speaker_is_ready_to_do_is_reviewed() -> None:
    (row,) = _rows("Expresses its willingness to review the lamps;", head="The Security Council,")
    assert (row.force, row.review) == ("evaluative", "review")


def test_a_condition_between_commas_is_asked() -> None:
    (row,) = _rows(
        "Encourage l’Organisation, lorsqu’il résulte d’une enquête que la lampe fume, à l’éteindre ;",
        head="L'Assemblée générale,",
    )
    assert row.ask == "lorsqu’il résulte d’une enquête que la lampe fume, à l’éteindre ;"


@pytest.mark.parametrize(
    ("head", "text", "binding", "who"),
    [
        (
            GA,
            "Decides that the Independent Lamp Institution shall light it;",
            "must",
            ["the Independent Lamp Institution"],
        ),
        (
            GA,
            "Reaffirms that debtors and other lamp companies should wait;",
            "should",
            ["debtors", "other lamp companies"],
        ),
        (GA, "Decides that the session of the Institution shall focus on lamps;", "", []),
        (GA, "Decides that the scope, structure and mandate of the lamp shall change;", "", []),
        (GA, "Stresses that those institutions that should close exist;", "", []),
        (
            GA,
            "Decides that a lamp shall be lit by the Secretary-General before dusk;",
            "must",
            ["the Secretary-General"],
        ),
        (GA, "Decides that a lamp shall be lit by the shore;", "", []),
        (
            GA,
            "Reaffirms that the specialized agencies should continue to be guided by the light;",
            "should",
            ["the specialized agencies"],
        ),
        (GA_FR, "Décide que l’Institution indépendante allumera la lampe ;", "must", ["l’Institution indépendante"]),
        (GA_FR, "Décide que la lampe de l’Institution indépendante brillera ;", "", []),
        (
            GA_ES,
            "Decide que la Institución Independiente encenderá la lámpara;",
            "must",
            ["la Institución Independiente"],
        ),
        (
            GA_RU,
            "заявляет, что частные должники и кредиторы должны зажечь лампу;",
            "must",
            ["частные должники", "кредиторы"],
        ),
        (GA_RU, "заявляет, что маяки комитета должны светить;", "", []),
        (GA_AR, "تؤكد أنه ينبغي للمؤسسة المستقلة أن تضيء المصباح؛", "should", ["للمؤسسة المستقلة"]),
        (GA_AR, "تقرر أنه يجوز لكل من الدول وللاتحاد الأوروبي إضاءة المصباح؛", "may", ["الدول", "للاتحاد الأوروبي"]),
        (GA_ZH, "重申独立灯塔机构应点亮灯塔；", "must", ["独立灯塔机构"]),
        (GA_ZH, "决定灯塔应由秘书长点亮；", "must", ["秘书长"]),
    ],
)
def test_somebody_who_is_not_known_must_by_the_noun(head: str, text: str, binding: str, who: list[str]) -> None:
    (row,) = _rows(text, head=head)
    assert (row.binding, [one.text for one in row.addressees]) == (binding, who)


@pytest.mark.parametrize(
    ("head", "text", "who"),
    [
        (
            GA,
            "Invites all States, in particular the Division for Lamps of the Department of Economic and Social "
            "Affairs, to light it;",
            ["all States", "the Division for Lamps of the Department of Economic and Social Affairs"],
        ),
        (
            GA_RU,
            "призывает государства, сеть Организации Объединенных Наций по вопросам света и тени и другие "
            "заинтересованные стороны зажечь лампу;",
            [
                "государства",
                "сеть Организации Объединенных Наций по вопросам света и тени",
                "другие заинтересованные стороны",
            ],
        ),
        (
            GA,
            "Calls upon Member States, including those deploying forces of the United Nations, to light it;",
            ["Member States"],
        ),
        (
            GA_ES,
            "Insta a todos los Estados afectados por las lámparas y los faros de guerra a que los apaguen;",
            ["a todos los Estados afectados por las lámparas y los faros de guerra"],
        ),
        (
            GA_ES,
            "Insta a todos los Estados afectados por las lámparas y los donantes privados a que los apaguen;",
            ["a todos los Estados afectados por las lámparas", "los donantes privados"],
        ),
    ],
)
def test_lists_tell_somebody_from_a_thing(head: str, text: str, who: list[str]) -> None:
    (row,) = _rows(text, head=head)
    assert [one.text for one in row.addressees] == who


@pytest.mark.parametrize(
    ("text", "who", "binding"),
    [
        ("تشدد على أنه يجب على جميع الأطراف أن تضيء المصابيح؛", "جميع الأطراف", "must"),
        ("تشدد على أن جميع الأطراف يجب أن تضيء المصابيح؛", "جميع الأطراف", "must"),
        ("تؤكد أن الدول ينبغي أن تضيء المصابيح؛", "الدول", "should"),
        ("تقرر أن تشتمل ولاية البعثة على المهام التالية: إضاءة المصابيح؛", "البعثة", "must"),
    ],
)
def test_who_must_stands_before_or_after_the_word_for_it(text: str, who: str, binding: str) -> None:
    (row,) = _rows(text, head=GA_AR)
    assert [a.text for a in row.addressees] == [who]
    assert row.binding == binding


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (GA_RU, "постановляет, что двухлетний срок полномочий смотрителей начинается 15 марта 2044 года;"),
        (GA_AR, "تقرر أن تبدأ فترة عضوية حراس المنارات، ومدتها سنتان، في 15 آذار/مارس 2044؛"),
    ],
)
def test_a_term_is_said_by_an_adjective_or_a_noun(head: str, text: str) -> None:
    (row,) = _rows(text, head=head)
    assert row.expires == "P2Y"


def test_a_body_that_is_to_meet_on_a_day_has_to_do_it() -> None:
    (row,) = _rows("决定特别委员会于2045年2月21日举行会议；", head=GA_ZH)
    assert ([a.text for a in row.addressees], row.binding) == (["特别委员会"], "must")
    (row,) = _rows("赞同稳定团计划于2045年点灯；", head=GA_ZH)
    assert not row.addressees
    for attribute in ("决定会员国于2043年缴纳的款项应予退还；", "决定秘书处于2043年提交的报告予以核准；"):
        assert not _rows(attribute, head=GA_ZH)[0].addressees
    (row,) = _rows("决定秘书长于2045年6月1日前提交关于灯的报告；", head=GA_ZH)
    assert ([a.text for a in row.addressees], row.binding) == (["秘书长"], "must")


@pytest.mark.parametrize(
    ("head", "text", "actions"),
    [
        (GA, "Directs the Committee to review its mechanism for matching offers and requests for lamps;", ["directs"]),
        (GA, "Urges States to submit to the unit, at will, requests for and offers of lamps;", ["urges"]),
        (GA, "Notes that invitations to bid and requests for proposals should be used;", ["notes"]),
        (
            GA,
            "Takes note of the report and requests for the third time the Secretary-General to submit a plan;",
            ["takesNote", "requests"],
        ),
        (
            GA,
            "Takes note of the report, and requests for this purpose the Secretary-General to submit a plan;",
            ["takesNote", "requests"],
        ),
        (
            GA,
            "Takes note of the report, and requests for its next session a report by the Secretary-General;",
            ["takesNote", "requests"],
        ),
        (GA, "Notes that the working group, which had decided to light the lamp, has done so;", ["notes"]),
        (GA_ES, "Acoge con beneplácito la detención y la condena de los ladrones de lámparas;", ["welcomes"]),
        (GA_FR, "Salue cette offre, et compte que les gardiens la tiendront ;", ["welcomes", "anticipates"]),
        (GA_FR, "S’engage à garder le phare ;", ["commits"]),
        (GA_FR, "S’engage de nouveau à garder le phare ;", ["recommits"]),
        (GA_ES, "Se compromete a cuidar el faro;", ["commits"]),
        (GA_ES, "Se compromete de nuevo a cuidar el faro;", ["recommits"]),
        (GA_ES, "Renueva su compromiso de cuidar el faro;", ["recommits"]),
    ],
)
def test_a_noun_and_what_others_decided_are_no_clause_and_to_promise_is_not_to_promise_again(
    head: str, text: str, actions: list[str]
) -> None:
    assert [row.action for row in _rows(text, head=head)] == actions


_SHARED = "intergovernmental and non-governmental organizations"


@pytest.mark.parametrize(
    ("head", "text", "who", "ask"),
    [
        (
            GA,
            "Invites States, intergovernmental and non-governmental organizations to help;",
            ["States", _SHARED, "non-governmental organizations"],
            "help;",
        ),
        (
            GA_FR,
            "Invite les organisations intergouvernementales et non gouvernementales à aider ;",
            [
                "les organisations intergouvernementales",
                "les organisations intergouvernementales et non gouvernementales",
            ],
            "aider ;",
        ),
        (
            GA_ES,
            "Invita a las organizaciones intergubernamentales y no gubernamentales a ayudar;",
            [
                "a las organizaciones intergubernamentales",
                "a las organizaciones intergubernamentales y no gubernamentales",
            ],
            "ayudar;",
        ),
        (
            GA,
            "Demands that all parties to the conflict light the lamp;",
            ["all parties to the conflict"],
            "light the lamp;",
        ),
        (
            GA,
            "Urges Parties to the Lamp Agreement that have not yet made their contributions to do so;",
            ["Parties to the Lamp Agreement that have not yet made their contributions"],
            "do so;",
        ),
        (
            GA,
            "Invites States that have submitted such reports to light more;",
            ["States that have submitted such reports"],
            "light more;",
        ),
        (
            GA,
            "Requests the Secretary-General in his reports to address the lamp;",
            ["the Secretary-General"],
            "in his reports to address the lamp;",
        ),
        (
            GA,
            "Requests the Special Rapporteur in her annual reports to include information on lamps;",
            ["the Special Rapporteur"],
            "in her annual reports to include information on lamps;",
        ),
        (
            GA,
            "Encourages organizations providing contributions to UNICEF to light lamps;",
            ["organizations providing contributions to UNICEF"],
            "light lamps;",
        ),
        (
            GA,
            "Takes note of it and requests for the third time the Secretary-General to light the lamp;",
            ["the Secretary-General"],
            "light the lamp;",
        ),
        (GA_FR, "Demande au maire de Tanger de garder le phare ;", ["au maire de Tanger"], "garder le phare ;"),
        (GA_FR, "Autorise les forces franches à garder le phare ;", ["les forces franches"], "garder le phare ;"),
        (GA_ES, "Autoriza a las fuerzas francas a que cuiden el faro;", ["a las fuerzas francas"], "cuiden el faro;"),
        (
            GA_FR,
            "Prie la Campagne pour les lampes d’éclairer les rues ;",
            ["la Campagne pour les lampes"],
            "éclairer les rues ;",
        ),
        (
            GA_ES,
            "Invita a las organizaciones reconocidas como entidades consultivas a que participen;",
            ["a las organizaciones reconocidas como entidades consultivas"],
            "participen;",
        ),
        (
            GA_FR,
            "Décide que les États, s’ils prennent la parole, peuvent allumer une lampe ;",
            ["les États"],
            "s’ils prennent la parole, peuvent allumer une lampe ;",
        ),
    ],
)
def test_the_name_of_those_who_are_asked_is_whole(head: str, text: str, who: list[str], ask: str) -> None:
    *_, row = _rows(text, head=head)
    assert [a.text for a in row.addressees] == who
    assert row.ask == ask


@pytest.mark.parametrize(
    ("head", "text", "resources"),
    [
        (GA, "Requests the Secretariat to light lamps within overall existing resources;", "existing"),
        (GA, "Requests the Secretariat to light lamps in a cost-neutral manner;", "existing"),
        (GA, "Invites States to make voluntary financial contributions;", "voluntary"),
        (GA_FR, "Prie le Secrétariat d’allumer les lampes en fonction des moyens disponibles ;", "existing"),
        (GA_FR, "Prie le Secrétariat d’allumer les lampes sans dépenses supplémentaires ;", "existing"),
        (GA_ES, "Solicita a la Secretaría que encienda las lámparas con cargo a los recursos existentes;", "existing"),
        (GA_AR, "تشجع الدول على التطوع بمساهمات مالية؛", "voluntary"),
        (GA_AR, "تشجع الدول على تقديم مساهمات مالية؛", ""),
    ],
)
def test_by_which_means(head: str, text: str, resources: str) -> None:
    (row,) = _rows(text, head=head)
    assert row.resources == resources


def test_words_that_lead_to_what_we_do_next_are_not_asked() -> None:
    declaration = (
        "Adopts the text.\n\nAnnex\n\nDeclaration\n\n1. We recognize the lamp, and further recognize the wick."
    )
    first, second = _rows(declaration)[-2:]
    assert (first.ask, second.ask) == ("the lamp", "the wick.")


def test_a_pronoun_for_a_government_means_its_state() -> None:
    *_, row = _rows(
        "Salue l’action que mène le Gouvernement fédéral somalien, et l’engage à garder le phare ;", head=GA_FR
    )
    assert [a.key for a in row.addressees] == ["SOM"]


def test_a_text_below_a_point_that_is_a_heading_goes_on_with_what_leads_to_the_points() -> None:
    points = (
        "Decides that MINUSMA shall do this:\n\n(a) Lamps\n\nTo light the lamps;\n\n(b) Wicks\n\nTo trim the wicks;"
    )
    rows = _rows(points)
    assert [(r.text, r.binding, [a.key for a in r.addressees]) for r in rows if r.text.startswith("To ")] == [
        ("To light the lamps;", "must", ["minusma"]),
        ("To trim the wicks;", "must", ["minusma"]),
    ]
    assert rows[-1].lead == "Decides that MINUSMA shall do this: Wicks"


@pytest.mark.parametrize(
    ("head", "points", "text", "goes_on"),
    [
        (
            GA,
            "Requests the Secretary-General:\n\n(a) To light lamps\n\n{}\n\n(b) To report;",
            "States may help.",
            False,
        ),
        (GA, "Requests the Secretary-General:\n\n(a) To light lamps\n\n{}\n\n(b) To report;", "Welcomes lamps.", False),
        (GA, "Requests the Secretary-General:\n\n(a) Lamps\n\n{}\n\n(b) To report;", "Together, lamps shine.", False),
        (
            GA,
            "Requests the Secretary-General:\n\n(a) Lamps\n\n{}\n\n(b) To report;",
            "In support of the keepers, to light lamps;",
            True,
        ),
        (
            GA_FR,
            "Prie le Secrétaire général :\n\na) Lampes\n\n{}\n\nb) De faire rapport ;",
            "À l’appui des gardiens, contribuer à la lumière ;",
            True,
        ),
        (
            GA_FR,
            "Prie le Secrétaire général :\n\na) Lampes\n\n{}\n\nb) De faire rapport ;",
            "Les États sont libres d’aider.",
            False,
        ),
        (
            GA_ES,
            "Solicita al Secretario General que:\n\na) Lámparas\n\n{}\n\nb) Informe;",
            "Encender las lámparas;",
            True,
        ),
        (GA_ZH, "请秘书长：\n\n(a) 灯\n\n{}\n\n(b) 报告；", "各国可自由协助。", False),
    ],
)
def test_a_sentence_of_its_own_below_a_point_is_not_asked_of_the_one_above(
    head: str, points: str, text: str, goes_on: bool
) -> None:
    (row,) = (row for row in _rows(points.format(text), head=head) if row.text == text)
    assert bool(row.addressees) is goes_on


@pytest.mark.parametrize(
    ("head", "text", "key"),
    [
        (GA_ES, "Exhorta al Presidente Juan Lámpara a que apague la luz;", ""),
        (GA_ES, "Exhorta al Presidente Relator a que apague la luz;", "chair"),
        (GA_ES, "Exhorta al Presidente del Grupo de las Lámparas a que apague la luz;", "chair"),
        (GA_FR, "Exhorte le Président Jean Lampe à éteindre la lumière ;", ""),
        (GA, "Urges President John Lamp to put out the light;", ""),
    ],
)
def test_a_president_by_name_is_no_chair_of_an_organ(head: str, text: str, key: str) -> None:
    (row,) = _rows(text, head=head)
    assert [a.key for a in row.addressees] == [key]


@pytest.mark.parametrize(
    ("head", "annex", "text", "actions"),
    [
        (
            GA,
            "Annex",
            "We attach great importance to the lamp. We are also concerned at the dark.",
            ["attachesImportance", "expressesConcern"],
        ),
        (
            GA_FR,
            "Annexe",
            "Nous savons que la lampe brille. Nous prenons également acte de la mèche.",
            ["recognizes", "takesNote"],
        ),
        (GA_ES, "Anexo", "Acogemos favorablemente la lámpara. Hacemos notar la mecha.", ["welcomes", "notes"]),
        (GA, "Annex", "We see, and in this regard note with regret that it is dark.", ["notesWithRegret"]),
        (
            GA_FR,
            "Annexe",
            "Nous réaffirmons notre engagement et notons avec regret la nuit.",
            ["reaffirms", "notesWithRegret"],
        ),
        (
            GA_ES,
            "Anexo",
            "Reafirmamos nuestro compromiso. Observamos con pesar la noche.",
            ["reaffirms", "notesWithRegret"],
        ),
    ],
)
def test_what_we_do_in_a_declaration(head: str, annex: str, text: str, actions: list[str]) -> None:
    rows = _rows(f"Adopts the text.\n\n{annex}\n\nDeclaration\n\n1. {text}", head=head)
    assert [row.action for row in rows if row.part == "annex"] == actions
