"""What shall be handed in, apart from what a clause only names."""

from __future__ import annotations

import pytest

from akn.clauses import mandates
from tests.documents import document_of

GA, GA_FR, GA_ES = "The General Assembly,", "L'Assemblée générale,", "La Asamblea General,"
GA_RU, GA_AR, GA_ZH = "Генеральная Ассамблея,", "إن الجمعية العامة،", "大会，"


def _products(text: str, head: str = GA) -> tuple[list[str], list[str]]:
    """The kinds that are asked for, and those that are only named."""
    row = mandates(document_of(f"{head}\n\n1. {text}\n"))[-1]
    return [d.kind for d in row.deliverables if d.asked], [d.kind for d in row.deliverables if not d.asked]


@pytest.mark.parametrize(
    ("head", "text", "asked"),
    [
        (GA, "Requests the Secretary-General to submit to it at its next session a full report on lamps;", ["report"]),
        (GA, "Requests the Secretary-General to report to the Security Council;", ["report"]),
        (GA, "Requests the Secretary-General to convene a meeting;", ["meeting"]),
        (GA, "Requests the Keeper to review the lamps by 30 June 2046;", []),
        (GA, "Requests the Keeper to conduct a review of the lamps by 30 June 2046;", ["review"]),
        (GA_FR, "Prie le Secrétaire général de lui présenter un rapport sur les lampes ;", ["report"]),
        (GA_ES, "Solicita al Secretario General que le presente un informe sobre las lámparas;", ["report"]),
        (GA_RU, "просит Генерального секретаря представить доклад о лампах;", ["report"]),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم تقريرا عن المصابيح؛", ["report"]),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم إليها في دورتها المقبلة تقريرا عن المصابيح؛", ["report"]),
        (GA_ZH, "请秘书长提交一份报告；", ["report"]),
        (
            GA,
            "Requests the Keeper to provide a midterm update to the Committee and a final report to the Council;",
            ["update", "report"],
        ),
        (GA, "Decides to convene, in 2075, a fourth conference on lamps;", ["meeting"]),
        (GA, "Requests the Keeper regularly to update Member States on lamps;", ["update"]),
        (
            GA,
            "Requests the Keeper to prepare a study on lamps and to present the study at its next session;",
            ["study"],
        ),
        (GA_FR, "Invite le Gardien à formuler des propositions à ce sujet ;", ["recommendations"]),
        (GA_ES, "Solicita al Guardián que prepare y presente al Consejo de Seguridad sendos informes;", ["report"]),
        (
            GA_AR,
            "تطلب إلى الأمين العام أن يواصل تنفيذ البرنامج، وأن يقدم تقريرا عن ذلك إلى الجمعية العامة؛",
            ["report"],
        ),
        (GA_AR, "تطلب إلى الأمين العام أن يبقي المجلس على علم بالمصابيح؛", ["update"]),
        (GA_ZH, "请秘书长向大会第八十九届会议报告灯塔情况；", ["report"]),
        (GA_ZH, "请秘书长每90天报告灯塔情况；", ["report"]),
        (GA_ES, "Solicita al Secretario General que lo siga informando sobre las lámparas;", ["report"]),
    ],
)
def test_what_is_made_is_asked_for(head: str, text: str, asked: list[str]) -> None:
    assert _products(text, head)[0] == asked


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (GA, "Invites States to take part in the high-level meeting;"),
        (GA, "Requests States to include lamps in their annual reports;"),
        (GA, "Urges States to provide lamps for the implementation of the recommendations;"),
        (GA, "Urges States to light lamps in line with national strategies;"),
        (GA_FR, "Invite les États à parler de lampes dans leurs rapports ;"),
        (GA_ZH, "请秘书长在大会第八十一届会议上点亮灯塔；"),
        (GA, "Encourages States to support lamps by conducting a joint review of wicks;"),
        (GA, "Requests the Keeper to make the report available in all languages;"),
        (GA, "Requests the Keeper to bring the present resolution and the report to the attention of States;"),
        (GA, "Requests the Keeper to ensure the ability of the President to convene further meetings in 2075;"),
        (GA, "Requests the Keeper to monitor the lamps every year;"),
        (GA, "Urges States to refrain, as far as they can, from lamps, and to refrain from convening meetings;"),
        (GA_FR, "Prie les États de s’abstenir de convoquer des réunions ;"),
        (GA_ES, "Insta a los Estados a que se abstengan de convocar reuniones;"),
        (GA_RU, "призывает государства воздерживаться созывать совещания;"),
        (GA_AR, "تحث الدول على الامتناع عن عقد اجتماعات؛"),
        (GA_ZH, "促请各国避免召开会议；"),
        (
            GA_FR,
            "Prie le Gardien de porter la présente résolution et le rapport susmentionné à l’attention des États ;",
        ),
        (GA_ES, "Alienta a los Estados a que prosigan su labor con miras a formular recomendaciones sobre lámparas;"),
        (GA_AR, "تطلب إلى الأمين العام أن يبقي هذه المسألة قيد الاستعراض؛"),
        (GA_ZH, "请各国在处理问题时进行协商和合作；"),
        (GA_ZH, "请图书馆扩充网站，作为进行法律研究的工具；"),
        (GA_ZH, "请秘书长点亮理事会报告所述灯塔；"),
    ],
)
def test_what_is_only_named_is_not(head: str, text: str) -> None:
    assert _products(text, head)[0] == []


@pytest.mark.parametrize(
    ("head", "text", "recipient"),
    [
        (GA, "Requests the Secretary-General to submit to it a report on lamps;", ("to it", "unga")),
        (
            GA,
            "Requests the Secretary-General to inform the Security Council and to report to it;",
            ("Security Council", "unsc"),
        ),
        (GA_FR, "Prie le Secrétaire général de lui présenter un rapport sur les lampes ;", ("lui présenter", "unga")),
        (
            GA_ES,
            "Solicita al Secretario General que le presente un informe sobre las lámparas;",
            ("le presente", "unga"),
        ),
        (GA_RU, "просит Генерального секретаря представить ей доклад о лампах;", ("представить ей", "unga")),
        (GA_ZH, "请秘书长向其提交报告；", ("向其提交", "unga")),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم إليها تقريرا عن المصابيح؛", ("يقدم إليها", "unga")),
    ],
)
def test_a_pronoun_is_the_organ_that_speaks(head: str, text: str, recipient: tuple[str, str]) -> None:
    row = mandates(document_of(f"{head}\n\n1. {text}\n"))[-1]
    assert row.recipient is not None
    assert (row.recipient.text, row.recipient.key) == recipient


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("просит Хранителя представить Генеральной Ассамблее доклад о лампах;", "unga"),
        ("просит Хранителя представить доклад Совету Безопасности к 1 июля 2045 года;", "unsc"),
        ("просит Хранителя регулярно информировать Совет Безопасности о лампах;", "unsc"),
        ("просит Хранителя ежегодно отчитываться перед Советом Безопасности о лампах;", "unsc"),
        ("просит Хранителя представить доклад об осуществлении решения Генеральной Ассамблеи;", ""),
        ("просит Хранителя представить доклад о лампах, которые есть в Генеральной Ассамблее;", ""),
        ("просит Хранителя представить доклад о сессии Совета Безопасности;", ""),
    ],
)
def test_the_form_of_a_name_says_that_something_goes_to_an_organ(text: str, recipient: str) -> None:
    row = mandates(document_of(f"{GA_RU}\n\n1. {text}\n"))[-1]
    assert (row.recipient.key if row.recipient else "") == recipient


def test_the_committee_of_an_organ_is_no_organ() -> None:
    text = "Requests the Keeper to provide to the Security Council Committee concerning Lamps a report by 9 July 2045;"
    row = mandates(document_of(f"{GA}\n\n1. {text}\n"))[-1]
    assert row.recipient is not None
    assert (row.recipient.text, row.recipient.key) == ("Security Council Committee", "committee")


def test_a_pronoun_after_another_organ_is_nobody_that_is_known() -> None:
    text = "Requests the Secretary-General to meet with the Committee and to provide reports to it;"
    row = mandates(document_of(f"{GA}\n\n1. {text}\n"))[-1]
    assert row.recipient is None or row.recipient.key != "unga"


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (GA, "Urges States to adopt national strategies for lighthouses;"),
        (GA, "Encourages the Committee to develop and review guidelines on lamps;"),
        (GA_ZH, "促请各国继续打击犯罪，包括组织会议和其他活动；"),
        (GA_RU, "одобряет доклад Комитета о лампах;"),
        (GA, "Expresses its intention to review the reports by 4 July 2045;"),
    ],
)
def test_what_nobody_gets_is_not_handed_in(head: str, text: str) -> None:
    assert _products(text, head)[0] == []


@pytest.mark.parametrize(
    ("head", "text", "asked"),
    [
        (GA, "Requests the Keeper to review the lamps and to report thereon by 30 June 2046;", ["report"]),
        (GA, "Requests the Keeper to consult, revert to the council and report thereon to the Assembly;", ["report"]),
        (GA, "Requests the Keeper to consult all States on the lamps and on the report thereon;", []),
        (GA, "Requests the Keeper to submit a national strategy by 30 June 2046;", ["strategy"]),
        (GA_AR, "تطلب إلى الأمين العام أن يعد تقريرا يتضمن استعراضا للمصابيح في دورتها المقبلة؛", ["report"]),
    ],
)
def test_an_act_beside_a_report_is_none(head: str, text: str, asked: list[str]) -> None:
    assert _products(text, head)[0] == asked


@pytest.mark.parametrize(
    ("head", "text", "asked"),
    [
        (GA_ZH, "请秘书长向大会第一百届会议提交一份关于灯塔和灯的报告；", ["report"]),
        (GA_ZH, "请秘书长向大会第一百届会议提交注重行动的报告；", ["report"]),
        (GA_ZH, "请秘书长讨论提交大会的灯塔报告；", []),
        (GA_ES, "Solicita a la Guardiana que lo mantenga plenamente informado de las lámparas;", ["update"]),
        (GA_FR, "Prie la Gardienne de la tenir régulièrement informée des lampes ;", ["update"]),
        (GA_AR, "تطلب إلى الحارس أن يواصل إطلاع مجلس الأمن على المصابيح؛", ["update"]),
        (
            GA_FR,
            "Prie le Gardien de lui présenter, tous les six mois, en coordination avec son envoyé pour la région des "
            "lacs et sa représentante pour les îles, ainsi qu'avec les autres gardiens de phares, un rapport ;",
            ["report"],
        ),
    ],
)
def test_a_product_that_is_described_or_far_from_its_verb(head: str, text: str, asked: list[str]) -> None:
    assert _products(text, head)[0] == asked


@pytest.mark.parametrize(
    ("head", "text", "asked"),
    [
        (
            GA_FR,
            "Prie le Gardien de lui présenter, dans son prochain rapport, des informations actualisées ;",
            ["update"],
        ),
        (GA_ES, "Solicita al Guardián que informe a los Estados Miembros;", []),
        (GA_ZH, "请大会主席编写一份听证会摘要；", ["report"]),
        (GA_ES, "Solicita al Guardián que presente un informe en el que se formulen recomendaciones;", ["report"]),
    ],
)
def test_partitives_and_verbs_that_only_inform(head: str, text: str, asked: list[str]) -> None:
    assert _products(text, head)[0] == asked


def test_what_goes_to_the_speaker_does_so_after_the_name_of_it() -> None:
    text = "Prie le Comité, selon le Règlement de l’Assemblée générale, d’écrire et de lui présenter un rapport ;"
    row = mandates(document_of(f"A/RES/99/12\n\n{GA_FR}\n\n1. {text}\n"))[-1]
    assert row.recipient is not None
    assert row.recipient.text == "lui présenter"


@pytest.mark.parametrize(
    ("head", "text", "products"),
    [
        (
            GA_RU,
            "просит Генерального секретаря представить Совету по правам человека на его шестидесятой сессии доклад;",
            (["report"], []),
        ),
        (GA_RU, "просит Председателя представить список на рассмотрение государств;", ([], [])),
        (GA_FR, "Prie le Secrétaire général de lui présenter la liste pour examen ;", ([], [])),
        (GA, "Requests the Keeper to advise the Council on constitutional review;", ([], [])),
    ],
)
def test_consideration_is_no_product_and_a_session_parts_no_object_from_its_verb(
    head: str, text: str, products: tuple[list[str], list[str]]
) -> None:
    assert _products(text, head) == products


@pytest.mark.parametrize(
    ("head", "text", "products"),
    [
        (GA, "Requests the Keeper to read the strategies, studies and recommendations of the Board;", ([], [])),
        (GA, "Requests the Keeper to list, in its annual report, the lamps;", ([], ["report"])),
        (GA_FR, "Prie le Secrétaire général de présenter l’Étude au Comité avant la Conférence des phares ;", ([], [])),
        (GA_FR, "Prie le Secrétaire général d’examiner la question ;", ([], [])),
    ],
)
def test_only_documents_count_where_they_are_only_named(
    head: str, text: str, products: tuple[list[str], list[str]]
) -> None:
    assert _products(text, head) == products


@pytest.mark.parametrize(
    ("head", "text", "products"),
    [
        (GA, "Requests the Secretary-General to provide the Security Council with an update;", (["update"], [])),
        (
            GA_RU,
            "просит Генерального секретаря представить Генеральной Ассамблее в пределах имеющихся ресурсов доклад;",
            (["report"], []),
        ),
        (GA_RU, "просит Генерального секретаря представить список и включить его в доклад;", ([], ["report"])),
        (GA_FR, "Invite les États à présenter des demandes ayant un rapport avec les phares ;", ([], [])),
    ],
)
def test_an_object_is_asked_for_wherever_it_stands(head: str, text: str, products: tuple[list[str], list[str]]) -> None:
    assert _products(text, head) == products


@pytest.mark.parametrize(
    ("head", "text", "asked", "named"),
    [
        (GA_AR, "تطلب إلى الأمين العام أن يدرج في تقاريره معلومات عن المصابيح؛", [], ["report"]),
        (GA_AR, "تطلب إلى المفوضية السامية أن تقدم تقريرها إلى الجمعية العامة؛", ["report"], []),
        (GA_ZH, "请秘书长随时向安全理事会通报最新情况；", ["update"], []),
    ],
)
def test_words_of_reporting_in_further_forms(head: str, text: str, asked: list[str], named: list[str]) -> None:
    assert _products(text, head) == (asked, named)


@pytest.mark.parametrize(
    ("head", "text", "keys"),
    [
        (
            GA,
            "Requests the Keeper to submit to the Security Council a first report on lamps, and to submit to the "
            "Human Rights Council, after a debate, a final report;",
            ["unsc", "hrc"],
        ),
        (
            GA,
            "Requests the Keeper to submit to the Security Council a report on the lamps of the Human Rights Council;",
            ["unsc"],
        ),
        (GA_ZH, "请秘书长向大会第一百零一届会议和人权理事会提交报告；", ["unga", "hrc"]),
        (GA_ZH, "请秘书长向大会第一百零一和一百零二届会议提交报告；", ["unga"]),
    ],
)
def test_each_product_goes_to_its_organ(head: str, text: str, keys: list[str]) -> None:
    recipient = mandates(document_of(f"{head}\n\n1. {text}\n"))[-1].recipient
    assert recipient is not None
    assert [recipient.key, *recipient.also] == keys


@pytest.mark.parametrize(
    ("head", "text", "names"),
    [
        (
            GA,
            "Requests the Keeper to submit to it a comprehensive, evidence-based and analytical report on lamps;",
            ["comprehensive, evidence-based and analytical report"],
        ),
        (GA, "Requests the Keeper to provide the Council with an update on lamps;", ["update"]),
        (
            GA_FR,
            "Prie le Gardien de lui présenter un rapport d’étape complet sur les lampes ;",
            ["rapport d’étape complet"],
        ),
        (GA_ES, "Solicita al Guardián que le presente un informe sobre las lámparas;", ["informe"]),
        (
            GA_ES,
            "Solicita al Guardián que le presente un informe de mitad de período;",
            ["informe de mitad de período"],
        ),
        (GA_RU, "просит Генерального секретаря представить ей всеобъемлющий доклад;", ["всеобъемлющий доклад"]),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم تقريرا شاملا عن المصابيح؛", ["تقريرا شاملا"]),
        (GA_ZH, "请秘书长提交一份中期报告；", ["中期报告"]),
        (GA, "Decides to convene, in 2075, the fourth high-level dialogue on lamps;", ["fourth high-level dialogue"]),
        (
            GA_RU,
            "просит Хранителя подготовить исследование и представить это исследование Совету Безопасности;",
            ["исследование"],
        ),
        (
            GA_ES,
            "Solicita al Guardián que proporcione al Consejo información actualizada;",
            ["información actualizada"],
        ),
    ],
)
def test_a_product_has_its_whole_name_once(head: str, text: str, names: list[str]) -> None:
    row = mandates(document_of(f"{head}\n\n1. {text}\n"))[-1]
    assert [d.text for d in row.deliverables if d.asked] == names


def test_both_organs_get_a_report_where_a_joint_begins_a_word() -> None:
    text = "تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها الثمانين وإلى مجلس حقوق الإنسان تقريرا؛"
    row = mandates(document_of(f"{GA_AR}\n\n1. {text}\n"))[-1]
    assert row.recipient is not None
    assert (row.recipient.key, row.recipient.also) == ("unga", ("hrc",))


def test_a_second_product_goes_to_an_organ_of_its_own() -> None:
    text = (
        "Requests the Keeper to report to the General Assembly and to submit an interim report to the Security Council;"
    )
    row = mandates(document_of(f"{GA}\n\n1. {text}\n"))[-1]
    assert row.recipient is not None
    assert (row.recipient.key, row.recipient.also) == ("unga", ("unsc",))


def test_what_is_one_s_own_is_asked_for_where_it_is_submitted() -> None:
    assert _products("Encourages Mali to submit its sixteenth, seventeenth and eighteenth periodic reports;")[0] == [
        "report"
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Decides that the Mission will report to the Council, and that its report shall be printed;", ["report"]),
        ("Decides that the second Summit will be held in 2046;", ["meeting"]),
        ("Decides that the Committee shall hold its next session in May 2046;", ["meeting"]),
        ("Requests the Secretary-General to report every month, with the next report due by 5 May 2046;", ["report"]),
        ("Decides that, at the session, lamps shall be held;", []),
    ],
)
def test_what_must_be_reported_or_held(text: str, asked: list[str]) -> None:
    assert _products(text) == (asked, [])


def test_who_gets_something_else_gets_no_report() -> None:
    text = "1. Requests the Secretary-General to provide oil to the Council and to submit a report to the Committee.\n"
    (row,) = mandates(document_of(f"The General Assembly,\n\n{text}"))
    assert row.recipient
    assert (row.recipient.key, row.recipient.also) == ("committee", ())


@pytest.mark.parametrize(
    "again",
    ["the mid-term and final reports are due", "these reports are due"],
)
def test_what_several_are_called_in_one_is_named_again(again: str) -> None:
    text = (
        "Requests the Keeper to provide to the Council a mid-term report by 1 May 2046, and a final report by "
        f"1 May 2047, as well as submit monthly updates to the Committee, except in the months where {again};"
    )
    assert _products(text) == (["report", "report", "update"], [])


def test_what_only_is_like_what_is_asked_for_is_another_one() -> None:
    text = "Requests the Keeper to submit a final report to the Council, drawing on the annual and final reports;"
    assert _products(text) == (["report"], ["report"])


@pytest.mark.parametrize(
    ("head", "text", "asked"),
    [
        (GA, "Encourages businesses to monitor and report on the lamps;", ["report"]),
        (GA, "Encourages businesses to set up good systems to monitor and report on the lamps;", []),
        (GA, "Requests the Secretary-General to present an updated version of the list to it;", ["update"]),
        (GA_ES, "Alienta a las empresas a supervisar e informar sobre las lámparas;", ["report"]),
        (GA_RU, "просит Комитет наблюдать за лампами и представлять соответствующую отчетность;", ["report"]),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم نسخة مستكملة من القائمة إلى الجمعية العامة؛", ["update"]),
        (
            GA_AR,
            "تطلب إلى الأمين العام أن يقدم تقريرا مرحليا خلال الدورة الثمانين وتقريرا خلال الدورة الحادية والثمانين؛",
            ["report", "report"],
        ),
        (
            GA_RU,
            "просит Группу представить Совету промежуточный доклад к 1 мая, заключительный доклад к 1 июня и"
            " ежемесячные отчеты, кроме тех, когда будут представлены промежуточный и заключительный доклады;",
            ["report", "report", "report"],
        ),
    ],
)
def test_two_verbs_and_versions_and_what_is_named_again(head: str, text: str, asked: list[str]) -> None:
    assert _products(text, head)[0] == asked


@pytest.mark.parametrize(
    ("head", "text", "names"),
    [
        (GA, "Requests the Keeper to convene, in 2075, up to two meetings of the Group;", ["meetings"]),
        (
            GA,
            "Reaffirms its call to convene in 2075, the fourth International Lamp Fair;",
            ["fourth International Lamp Fair"],
        ),
        (GA, "Requests the Keeper to convene in 2075 a dialogue on lamps;", ["convene"]),
        (GA_RU, "постановляет созвать на своей сессии дискуссионный форум по лампам;", ["дискуссионный форум"]),
        (GA_RU, "постановляет, что день ламп, который предстоит созвать Председателю, пройдет в мае;", []),
        (GA, "Requests the Keeper to submit a summary report on the lamps;", ["summary report"]),
        (GA, "Urges States to name lamps in annual reports and lights in annual reports;", ["annual reports"]),
        (GA_AR, "تطلب إلى المفوضة موافاة مجلس حقوق الإنسان بتقرير سنوي عن المصابيح؛", ["تقرير سنوي"]),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة مذكرات إحاطة وتقارير؛", ["مذكرات إحاطة", "تقارير"]),
        (GA_ZH, "请秘书长提交一份关于这一问题的报告；", ["报告"]),
    ],
)
def test_a_product_is_a_thing_and_there_once(head: str, text: str, names: list[str]) -> None:
    row = mandates(document_of(f"{head}\n\n1. {text}\n"))[-1]
    assert [one.text for one in row.deliverables] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Decides to hold the third United Nations Conference on Lamps in 2045;", ["third United Nations Conference"]),
        ("Requests the Keeper to prepare a report containing a summary of the lamps;", ["report"]),
        ("Requests the Keeper to organize, before 2046, a meeting to light lamps;", ["meeting"]),
        ("Calls upon the Committee to include a summary of the lamps in its annual report;", ["annual report"]),
    ],
)
def test_what_a_report_contains_is_no_product_and_a_named_meeting_is_one(text: str, expected: list[str]) -> None:
    source = f"The General Assembly,\n\n1. {text}\n"
    (row,) = mandates(document_of(source))
    assert [one.text for one in row.deliverables] == expected


def test_what_is_made_for_the_speaker_and_for_another_organ_goes_to_both() -> None:
    text = (
        "United Nations A/RES/99/12\n\nL'Assemblée générale,\n\n1. Prie le Secrétaire général de lui présenter un "
        "rapport sur les lampes, ainsi qu'au Conseil des droits de l'homme ;\n"
    )
    (row,) = mandates(document_of(text))
    assert row.recipient is not None
    assert (row.recipient.key, row.recipient.also) == ("unga", ("hrc",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The General Assembly,\n\n1. Decides that, for the year 2045, if a need arises, that matter shall "
            "be brought to the Assembly, or, if it is not in session, a resumed or special session of the Assembly "
            "shall be convened by the Keeper;",
            [("resumed or special session", "meeting")],
        ),
        (
            "The General Assembly,\n\n1. Decides that, if a session is not held, a keeper of lamps shall be appointed;",
            [],
        ),
        (
            "L'Assemblée générale,\n\n1. Décide que le Gardien lui soumettra la question ou convoquera une reprise de "
            "session ou une session extraordinaire ;",
            [("reprise de session", "meeting"), ("session extraordinaire", "meeting")],
        ),
        (
            "La Asamblea General,\n\n1. Decide que el Guardián convocará una continuación del período de sesiones o un "
            "período extraordinario de sesiones;",
            [("continuación del período de sesiones", "meeting"), ("período extraordinario de sesiones", "meeting")],
        ),
        (
            "إن مجلس الأمن،\n\n1 - يحث الأمين العام على الإسراع بإبلاغ مجلس الأمن بأي مصباح ينطفئ؛",
            [("إبلاغ مجلس الأمن", "report")],
        ),
        (
            "إن مجلس الأمن،\n\n1 - يقرر أن تواصل اللجان الثلاث تزويد المجلس بإحاطة سنوية عن المصابيح؛",
            [("إحاطة سنوية", "briefing")],
        ),
        ("إن الجمعية العامة،\n\n1 - تطلب إلى الأمين العام أن يورد المصابيح في تقرير الاستثمار العالمي؛", []),
    ],
)
def test_meetings_in_the_passive_and_verbs_of_reporting(text: str, expected: list[tuple[str, str]]) -> None:
    row = mandates(document_of(f"{text}\n"))[-1]
    assert [(one.text, one.kind) for one in row.deliverables] == expected


def test_further_reports_of_one_verb_stand_far_from_it() -> None:
    lamps = "lamps and lanterns of all kinds, in harbours and on all islands, in accordance with earlier decisions"
    text = (
        f"The General Assembly,\n\n1. Requests the Keeper to submit to the Assembly a report on {lamps}, and a report "
        f"on {lamps} of old, and a report on the theme of the next meeting;\n"
    )
    (row,) = mandates(document_of(text))
    assert [(one.text, one.asked) for one in row.deliverables] == [("report", True)] * 3


@pytest.mark.parametrize(
    ("head", "text", "asked", "named"),
    [
        (
            GA,
            "Requests the Keeper to prepare, with the assistance of those sailors, a report on lamps;",
            ["report"],
            [],
        ),
        (
            GA,
            "Requests the Keeper to submit its final report to the Council and to present it with an oral update;",
            ["report", "update"],
            [],
        ),
        (
            GA_AR,
            "تطلب إلى الأمين العام أن يقدم في سياق تقريره المقبل معلومات مستكملة عن المصابيح؛",
            ["update"],
            ["report"],
        ),
        (GA_RU, "постановляет, что Саммит состоится 9 июля 2046 года;", ["meeting"], []),
        (GA_RU, "призывает государства информировать задержанных об их правах;", [], []),
        (GA_ZH, "请秘书长在第八十九届会议期间举行一次小组讨论会；", ["meeting"], []),
        (GA_ZH, "请秘书长在2046年6月9日前提交最后报告供大会审议；", ["report"], []),
        (GA_ZH, "鼓励各国监测和报告灯塔情况；", ["report"], []),
        (GA_ES, "Solicita al Secretario General que estudie los faros e informe al respecto;", ["report"], []),
    ],
)
def test_what_stands_between_a_verb_and_what_it_makes(head: str, text: str, asked: list[str], named: list[str]) -> None:
    assert _products(text, head) == (asked, named)


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("请秘书长在第八十一届会议期间报告灯塔情况；", (["report"], [])),
        ("请秘书长提交关于灯塔的年度报告，并每年向大会报告灯塔情况；", (["report", "report"], [])),
        ("请秘书长分别在2044年7月4日和2045年1月3日前提交关于其灯塔的报告；", (["report"], [])),
        ("请秘书长提交一份报告，供其审议，报告中应说明灯塔；", (["report"], [])),
        ("请秘书长在定期向理事会报告时说明灯塔；", ([], ["report"])),
        ("请秘书长举行一次会议，评估灯塔；", (["meeting"], [])),
        ("请秘书长继续每隔180天向理事会提交和介绍灯塔小组的活动报告；", (["report"], [])),
        ("请秘书长发表联合国报告；", (["report"], [])),
        ("请委员会向联合国报告灯塔情况；", (["report"], [])),
    ],
)
def test_in_chinese_a_word_for_a_report_is_a_verb_or_a_noun_by_what_stands_beside_it(
    text: str, products: tuple[list[str], list[str]]
) -> None:
    assert _products(text, GA_ZH) == products


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("تطلب إلى الأمين العام إضاءة المصابيح، وإبلاغ مجلس الأمن بذلك؛", "unsc"),
        ("تطلب إلى الأمين العام أن يقدم للجنة الخاصة تقريرا عن المصابيح؛", "committee"),
        ("تطلب إلى الأمين العام أن يقدم تقريرا شاملا للجنة الخاصة؛", "committee"),
        ("تطلب إلى الأمين العام أن يقدم تقريره السنوي للجنة؛", "committee"),
        ("تطلب إلى الأمين العام أن يقدم معلومات مستكملة للجنة؛", "committee"),
        ("تطلب إلى الأمين العام أن يرفع تقارير سنوية للجنة؛", "committee"),
        ("تطلب إلى الأمين العام أن يقدم تقريرا عن الدورة المقبلة للجنة؛", ""),
        ("تطلب إلى الأمين العام أن يجري استعراضا شاملا للجنة الخاصة؛", ""),
        ("تدعو إلى إصدار التقرير الكامل للجنة التحقيق المعنية بالمصابيح؛", ""),
    ],
)
def test_an_arabic_preposition_says_who_gets_a_report_or_whose_it_is(text: str, recipient: str) -> None:
    row = mandates(document_of(f"{GA_AR}\n\n1. {text}\n"))[-1]
    assert (row.recipient.key if row.recipient else "") == recipient


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("تطلب إلى الأمين العام أن يقدم تقريرا شاملا ومفصلا عن المصابيح؛", "تقريرا شاملا ومفصلا"),
        ("تدعو إلى إصدار التقرير الكامل عن المصابيح؛", "التقرير الكامل"),
        ("تطلب إلى الأمين العام أن يقدم تقريرا وبالسنوي؛", "تقريرا"),
    ],
)
def test_arabic_adjectives_of_a_report_have_its_article_or_a_joint(text: str, name: str) -> None:
    row = mandates(document_of(f"{GA_AR}\n\n1. {text}\n"))[-1]
    assert [d.text for d in row.deliverables] == [name]


@pytest.mark.parametrize(
    ("head", "text", "name"),
    [
        (GA, "Requests the Keeper to submit a bi-annual report;", "annual report"),
        (GA, "Requests the Keeper to submit an oral-progress report;", "progress report"),
        (GA_RU, "просит Хранителя представить лампово-аналитический доклад;", "аналитический доклад"),
    ],
)
def test_what_follows_a_hyphen_says_of_which_sort_a_report_is(head: str, text: str, name: str) -> None:
    row = mandates(document_of(f"{head}\n\n1. {text}\n"))[-1]
    assert [d.text for d in row.deliverables] == [name]


@pytest.mark.parametrize(
    ("product", "frequency"), [("ежегодный доклад-обзор", "P1Y"), ("ежеквартальные доклады-обзоры", "P3M")]
)
def test_half_of_a_word_with_a_hyphen_is_no_product_and_hides_no_frequency(product: str, frequency: str) -> None:
    row = mandates(document_of(f"{GA_RU}\n\n1. просит Хранителя представить Совету {product};\n"))[-1]
    assert ([d.text for d in row.deliverables], row.frequency) == ([], frequency)


def test_a_further_report_far_from_its_verb_is_asked_for_and_these_reports_are_not() -> None:
    text = (
        "просит Хранителя представить промежуточный доклад о лампах на пятьдесят шестой сессии и всеобъемлющий доклад "
        "на пятьдесят седьмой сессии, кроме тех лет, в которых уже представлены указанные доклады;"
    )
    assert _products(text, GA_RU)[0] == ["report", "report"]


@pytest.mark.parametrize(
    ("head", "text", "products"),
    [
        (GA_ES, "Solicita al Guardián que estudie las lámparas e informe al Consejo de Seguridad;", (["report"], [])),
        (
            GA_ES,
            "Solicita a la Guardiana que le presente un informe final, en el marco de un diálogo, así como un informe "
            "oral;",
            (["report", "report"], []),
        ),
        (
            GA_ES,
            "Solicita al Guardián que, en el noventa y tres período de sesiones, informe al Consejo sobre lámparas;",
            (["report"], []),
        ),
        (GA_ES, "Alienta a los Estados a que mejoren sus sistemas de presentación de informes;", ([], [])),
        (GA_FR, "Engage les États à améliorer les systèmes d’établissement de rapports ;", ([], [])),
        (
            GA_FR,
            "Demande aux États de soumettre sans plus tarder leurs lampes et leurs rapports ;",
            ([], ["report"]),
        ),
        (
            GA_FR,
            "Demande au Gardien de soumettre sans plus tarder ses dixième et onzième rapports périodiques ;",
            (["report"], []),
        ),
        (GA, "Requests the Keeper to monitor, document, report annually to the Council;", (["report"], ["review"])),
        (GA, "Requests the Keeper to ensure that all children are properly informed about lamps;", ([], [])),
        (GA, "Requests the Keeper to ensure that children are informed of lamps;", ([], [])),
        (GA, "Requests that the Security Council be kept informed of lamps;", (["update"], [])),
        (GA, "Requests that Member States be kept fully informed on the matter;", (["update"], [])),
        (
            GA,
            "Requests the Keeper to ensure that the Security Council is regularly informed of lamps;",
            ([], ["update"]),
        ),
        (GA, "Requests the Keeper to keep the Council informed, and to be informed of the lamps;", (["update"], [])),
        (GA, "Requests the Keeper to keep those States that are concerned regularly informed;", ([], ["update"])),
        (GA, "Encourages States to identify and report stolen lamps;", ([], ["report"])),
        (GA, "Encourages States to document, report and prevent the theft of lamps;", ([], ["report"])),
        (
            GA,
            "Encourages States to train officers to monitor, investigate, report and prosecute theft;",
            ([], ["review", "report"]),
        ),
        (GA, "Urges States to provide to the Secretary-General periodic updates on lamps;", (["update"], [])),
        (
            GA_ES,
            "Solicita al Guardián que presente las lámparas de las sesiones, informe final incluido;",
            ([], ["report"]),
        ),
    ],
)
def test_a_verb_without_an_article_what_is_ones_own_and_systems_of_reporting(
    head: str, text: str, products: tuple[list[str], list[str]]
) -> None:
    assert _products(text, head) == products


def test_a_list_of_organs_goes_on_after_a_session() -> None:
    text = (
        "Requests the Secretary-General to transmit the report to the General Assembly at its ninety-third session, "
        "the Conference on Disarmament and the Disarmament Commission;"
    )
    row = mandates(document_of(f"{GA}\n\n1. {text}\n"))[-1]
    assert row.recipient is not None
    assert row.recipient.also == ("conferenceOnDisarmament", "disarmamentCommission")


@pytest.mark.parametrize(
    ("head", "text", "products"),
    [
        (
            GA_AR,
            "تطلب إلى الأمين العام أن يقدم إلى الجمعية العامة، في سياق تقريره المقبل، معلومات مستكملة عن المصابيح؛",
            (["update"], ["report"]),
        ),
        (GA_AR, "تطلب إلى الأمين العام أن يدعو إلى عقد الاجتماع الثالث للدول في عام 2044؛", (["meeting"], [])),
    ],
)
def test_an_arabic_object_after_a_comma(head: str, text: str, products: tuple[list[str], list[str]]) -> None:
    assert _products(text, head) == products


def test_a_president_is_no_organ_that_gets_a_report() -> None:
    text = "Requests the Keeper to submit a report to the President of the General Assembly;"
    assert mandates(document_of(f"{GA}\n\n1. {text}\n"))[-1].recipient is None


@pytest.mark.parametrize(
    ("head", "text", "products"),
    [
        (GA_FR, "Décide de tenir la sixième session du Comité en 2044 ;", ["sixième session"]),
        (GA_FR, "Décide de tenir une session du Comité en 2044 ;", ["session"]),
        (
            GA_ES,
            "Solicita al Secretario General que convoque cinco talleres regionales;",
            ["cinco talleres regionales"],
        ),
        (
            GA_ES,
            "Solicita al Secretario General que convoque reuniones informativas abiertas;",
            ["reuniones informativas abiertas"],
        ),
        (GA_FR, "Prie le Secrétaire général de lui fournir des évaluations intégrées ;", ["évaluations intégrées"]),
    ],
)
def test_the_name_of_a_product_has_its_number_and_its_sort(head: str, text: str, products: list[str]) -> None:
    row = mandates(document_of(f"{head}\n\n1. {text}\n"))[-1]
    assert [made.text for made in row.deliverables] == products


@pytest.mark.parametrize(
    ("head", "text", "products"),
    [
        (
            GA_ES,
            "Invita al Secretario General a que la siga informando al respecto en su informe sobre las lámparas;",
            (["report"], []),
        ),
        (GA_ES, "Solicita al Secretario General que estudie las propuestas que hace en su informe;", ([], [])),
        (GA_ES, "Solicita al Secretario General que aplique las medidas descritas en su informe;", ([], [])),
        (GA_ES, "Solicita al Secretario General que aplique las medidas expuestas en su informe;", ([], [])),
        (GA_ES, "Solicita al Secretario General que aplique las medidas recomendadas en su informe;", ([], [])),
        (GA_ES, "Solicita al Secretario General que aplique las medidas señaladas en su informe;", ([], [])),
        (GA_ES, "Solicita al Secretario General que aplique las recomendaciones que hizo en su informe;", ([], [])),
        (GA_ES, "Solicita al Secretario General que aplique las conclusiones a que llegó en su informe;", ([], [])),
        (GA_FR, "Prie le Secrétaire général d’appliquer les mesures énoncées par lui dans son rapport ;", ([], [])),
        (GA_FR, "Prie le Secrétaire général d’appliquer les mesures décrites dans son rapport ;", ([], [])),
        (GA_FR, "Prie le Secrétaire général d’appliquer les mesures envisagées dans son rapport ;", ([], [])),
        (GA_FR, "Prie le Secrétaire général d’appliquer les mesures exposées dans son rapport ;", ([], [])),
        (GA_FR, "Prie le Secrétaire général d’appliquer les mesures suggérées dans son rapport ;", ([], [])),
        (GA_FR, "Prie le Secrétaire général d’appliquer les mesures adoptées dans son rapport ;", ([], [])),
        (GA_FR, "Prie le Secrétaire général d’appliquer les conseils qu’il a donnés dans son rapport ;", ([], [])),
        (GA_FR, "Prie le Gardien d’appliquer les conclusions auxquelles il est parvenu dans son rapport ;", ([], [])),
        (
            GA_FR,
            "Prie le Gardien de donner suite à ce qui est adopté dans son rapport annuel à l’Assemblée générale ;",
            ([], []),
        ),
    ],
)
def test_one_s_own_report_in_which_something_stands_is_no_product_in_french_and_spanish(
    head: str, text: str, products: tuple[list[str], list[str]]
) -> None:
    assert _products(text, head) == products


def test_the_chair_of_a_committee_gets_no_report() -> None:
    text = "Solicita a la Oficina que convoque talleres regionales e invite a la Presidencia del Comité;"
    assert mandates(document_of(f"{GA_ES}\n\n1. {text}\n"))[-1].recipient is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Solicita al Guardián que, en coordinación con el Comité de Conferencias, le presente un informe;", "unga"),
        ("Solicita al Guardián que apoye al Comité de Conferencias y le presente un informe;", None),
    ],
)
def test_a_pronoun_is_the_speaker_where_an_organ_only_helps(text: str, key: str | None) -> None:
    row = mandates(document_of(f"{GA_ES}\n\n1. {text}\n"))[-1]
    assert (row.recipient.key if row.recipient else None) == key


def test_what_shall_be_submitted_to_the_speaker_in_the_future() -> None:
    row = mandates(document_of(f"{GA_FR}\n\n1. Décide que le Comité lui soumettra un rapport sur les lampes ;\n"))[-1]
    assert row.recipient is not None
    assert row.recipient.key == "unga"


@pytest.mark.parametrize(
    ("head", "text", "asked", "named"),
    [
        (GA_RU, "просит Хранителя представить информацию об этом Генеральной Ассамблее;", ["report"], []),
        (GA_RU, "просит Хранителя представить информацию по этому вопросу;", ["report"], []),
        (GA_RU, "призывает государства представить информацию о пропавших без вести;", [], []),
        (GA_RU, "предлагает гражданам представить информацию полиции;", [], []),
        (GA_RU, "предлагает гражданам представить информацию общественности;", [], []),
        (GA_RU, "просит Хранителя представить информацию, касающуюся ламп, и доклад о маяках;", ["report"], []),
        (GA_RU, "просит Хранителя учесть то, что Комитет информировал Совет Безопасности о лампах;", [], []),
        (GA_RU, "просит Хранителя учесть то, о чем Специальный докладчик докладывала Совету;", [], []),
        (GA_RU, "просит Хранителя представлять ей обновленную информацию о лампах;", ["update"], []),
        (GA_RU, "просит государства предоставить Хранителю информацию о лампах;", [], []),
        (GA_RU, "просит Хранителя сообщать Совету Безопасности о погасших лампах;", ["report"], []),
        (GA_RU, "просит Председателя подготовить резюме слушаний;", ["report"], []),
        (GA_RU, "просит Генерального секретаря включить в доклад резюме слушаний;", [], ["report"]),
        (GA_AR, "تقرر أن تنظم، في دورتها المقبلة، حوارا رفيع المستوى عن المصابيح؛", ["meeting"], []),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم إلى اللجنة في دورتها المقبلة إحاطة عن المصابيح؛", ["briefing"], []),
        (GA_AR, "تطلب إلى الأمين العام أن يقدم هذه الدراسة إلى الجمعية العامة؛", ["study"], []),
        (
            GA_AR,
            "تطلب إلى الحارس دعم الجهود، بوسائل منها إجراء زيارات وتقديم تقارير مفصلة عن المصابيح؛",
            [],
            ["report"],
        ),
        (GA_ZH, "请秘书长继续向安全理事会通报灯塔情况；", ["update"], []),
        (GA_ZH, "请各国根据委员会的通报采取措施；", [], []),
        (GA_ZH, "促请各国建立通报机制；", [], []),
        (GA_ZH, "请秘书长向大会作出详细的通报；", ["update"], []),
        (GA_ZH, "请秘书长向安全理事会提交定期的通报；", ["update"], []),
        (GA_ZH, "请秘书长举行情况通报会；", ["briefing"], []),
        (GA_ZH, "请秘书长在下一次关于灯塔问题的报告中汇报这方面的情况；", ["report"], ["report"]),
        (GA_ZH, "请秘书长点亮灯塔，并全面、及时向大会报告所采取的行动；", ["report"], []),
        (GA_ZH, "决定在第五十五届会议上安排一次高级别对话；", ["meeting"], []),
    ],
)
def test_words_of_reporting_in_russian_arabic_and_chinese(
    head: str, text: str, asked: list[str], named: list[str]
) -> None:
    found = _products(text, head)
    assert (sorted(found[0]), sorted(found[1])) == (asked, named)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("تطلب إلى الأمين العام عقد الاجتماع الثالث للدول الأطراف في مدينة المنارات؛", "الاجتماع الثالث للدول الأطراف"),
        ("تقرر عقد الدورة السنوية للمنتدى المعني بالمنارات في المدينة؛", "الدورة السنوية للمنتدى"),
        ("تطلب إلى الأمين العام أن يعقد اجتماعات منتظمة لهيئة المنارات في المدينة؛", "اجتماعات منتظمة"),
        ("تطلب إلى اللجنة أن تعقد جلسات إحاطة منتظمة مفتوحة، مرة في السنة؛", "جلسات إحاطة منتظمة مفتوحة"),
    ],
)
def test_the_name_of_an_arabic_meeting_with_its_article_goes_on_up_to_what_it_is_on(text: str, name: str) -> None:
    (row,) = mandates(document_of(f"{GA_AR}\n\n1. {text}\n"))
    assert [d.text for d in row.deliverables if d.asked] == [name]


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("Urges prompt reporting by the Keeper to the Security Council of any danger;", (["report"], [])),
        ("Urges States to support prompt reporting to the Security Council;", ([], ["report"])),
        ("Urges prompt reporting by the keepers of lamps;", ([], ["report"])),
    ],
)
def test_prompt_reporting_to_an_organ_is_asked_for(text: str, products: tuple[list[str], list[str]]) -> None:
    assert _products(text) == products


def test_a_year_before_a_meeting_is_no_number_of_it() -> None:
    text = (
        "تطلب إلى الأمين العام أن يعقد للفريق العامل، في عام 2044، اجتماعين اثنين، "
        "يعقد أحدهما في النصف الأول من عام 2044، وفي عام 2045 اجتماعين؛"
    )
    (row,) = mandates(document_of(f"{GA_AR}\n\n1. {text}\n"))
    assert [d.text for d in row.deliverables if d.asked] == ["اجتماعين", "اجتماعين"]


@pytest.mark.parametrize(
    ("head", "text", "product", "recipient"),
    [
        (GA_FR, "Invite le gardien à informer le Comité des lampes de la côte ;", "informer le Comité", "committee"),
        (
            GA_FR,
            "Prie le gardien d’informer chaque année le Groupe de travail spécial des pannes ;",
            "informer chaque année le Groupe de travail",
            "workingGroup",
        ),
        (GA, "Requests the Secretariat to brief the Ad Hoc Working Group on lamps;", "brief", "workingGroup"),
    ],
)
def test_to_inform_an_organ_is_to_report_to_it(head: str, text: str, product: str, recipient: str) -> None:
    row = mandates(document_of(f"{head}\n\n1. {text}\n"))[-1]
    assert [d.text for d in row.deliverables if d.asked] == [product]
    assert row.recipient is not None
    assert row.recipient.key == recipient


def test_to_inform_the_public_hands_in_nothing() -> None:
    assert _products("Invite le gardien à informer le public des lampes de la côte ;", GA_FR) == ([], [])


@pytest.mark.parametrize(
    ("head", "text", "asked"),
    [
        (GA, "Calls for the timely convening of an international conference on lamps;", ["meeting"]),
        (GA_FR, "Appelle à la tenue d’une conférence sur les lampes ;", ["meeting"]),
        (GA, "Requests the Keeper to encourage the holding of periodic meetings on lamps;", []),
        (GA_FR, "Prie le gardien de présenter un rapport avant la tenue d’une conférence ;", ["report"]),
    ],
)
def test_a_meeting_that_is_called_for_is_asked_for(head: str, text: str, asked: list[str]) -> None:
    assert _products(text, head)[0] == asked
