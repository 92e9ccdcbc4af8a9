"""Where the words of what is asked begin, and which adjectives belong to those who are asked."""

from __future__ import annotations

import pytest

from akn.clauses import Mandate, mandates
from tests.documents import document_of

EN, ES, FR = "The General Assembly,\n\n1. ", "La Asamblea General,\n\n1. ", "L’Assemblée générale,\n\n1. "
AR = "إن الجمعية العامة،\n\n1 - "
RU = "Генеральная Ассамблея,\n\n1. "


def _last(text: str) -> Mandate:
    return mandates(document_of(f"{text}\n"))[-1]


@pytest.mark.parametrize(
    ("text", "who", "ask"),
    [
        (
            f"{ES}Alienta a los Estados que aún no lo hayan hecho a que cuiden el faro;",
            ["a los Estados que aún no lo hayan hecho"],
            "cuiden el faro;",
        ),
        (f"{ES}Exhorta a Malí a que no apague el faro;", ["a Malí"], "no apague el faro;"),
        (f"{ES}Solicita a los Estados que no apaguen el faro;", ["a los Estados"], "no apaguen el faro;"),
        (
            f"{ES}Alienta a los asociados bilaterales y multilaterales a que cuiden el faro;",
            ["a los asociados bilaterales y multilaterales"],
            "cuiden el faro;",
        ),
        (
            f"{FR}Invite les États et les organisations régionales et sous-régionales compétentes à garder le phare ;",
            ["les États", "les organisations régionales et sous-régionales compétentes"],
            "garder le phare ;",
        ),
        (
            f"{AR}تشجع الدول والمنظمات الدولية والإقليمية على أن تحرس المنارة؛",
            ["الدول", "المنظمات الدولية والإقليمية"],
            "تحرس المنارة؛",
        ),
        (
            f"{EN}Requests any Member State when it enters a lamp room pursuant to paragraph 7 to report promptly;",
            ["any Member State"],
            "when it enters a lamp room pursuant to paragraph 7 to report promptly;",
        ),
        (
            f"{EN}Requests the panel established pursuant to paragraph 7 to guard the lighthouse;",
            ["the panel established pursuant to paragraph 7"],
            "guard the lighthouse;",
        ),
        (
            f"{RU}призывает, в частности, к тому, чтобы государства-члены продолжали охранять маяк;",
            ["государства-члены"],
            "продолжали охранять маяк;",
        ),
        (
            f"{FR}Demande, en particulier, que les États Membres poursuivent la garde du phare ;",
            ["les États Membres"],
            "poursuivent la garde du phare ;",
        ),
        (
            f"{RU}просит Генерального секретаря при подготовке доклада представить план;",
            ["Генерального секретаря"],
            "при подготовке доклада представить план;",
        ),
        (
            f"{AR}تهيب بالمنظمات الدولية عند الإشارة إلى المنارة في الوثائق أن تستخدم اسمها؛",
            ["بالمنظمات الدولية"],
            "عند الإشارة إلى المنارة في الوثائق أن تستخدم اسمها؛",
        ),
        (
            f"{AR}تهيب بالدول القائمة بإدارة كل من الأقاليم المدرجة على جدول الأعمال أن تحرس المنارة؛",
            ["بالدول القائمة بإدارة كل من الأقاليم المدرجة على جدول الأعمال"],
            "تحرس المنارة؛",
        ),
        (f"{AR}تدعو جميع الأطراف أن تبادر إلى حراسة المنارة؛", ["جميع الأطراف"], "تبادر إلى حراسة المنارة؛"),
        (
            f"{AR}تدعو المقررة الخاصة المعنية بتعزيز المنارات إلى مواصلة الحراسة؛",
            ["المقررة الخاصة المعنية بتعزيز المنارات"],
            "مواصلة الحراسة؛",
        ),
        (f"{AR}تشجع الدول الأعضاء إلى مواصلة حراسة المنارة؛", ["الدول الأعضاء"], "مواصلة حراسة المنارة؛"),
        (
            f"{AR}تكرر مطالبتها بأن تسمح جميع الأطراف للسفن بالرسو؛",
            ["جميع الأطراف"],
            "تسمح جميع الأطراف للسفن بالرسو؛",
        ),
        (
            f"{EN}Calls upon States that sell or lend lamps to end this practice;",
            ["States that sell or lend lamps"],
            "end this practice;",
        ),
    ],
)
def test_what_is_asked_begins_after_those_who_are(text: str, who: list[str], ask: str) -> None:
    row = _last(text)
    assert ([a.text for a in row.addressees], row.ask) == (who, ask)


def test_what_is_asked_of_a_pronoun_begins_after_the_first_word_of_asking() -> None:
    asked = "multen a los marinos que hayan apagado lámparas;"
    row = _last(f"{ES}Alienta a los Estados a que cuiden el faro y los insta a que {asked}")
    assert ([a.key for a in row.addressees], row.ask) == (["states"], asked)
    row = _last(f"{FR}Note le phare du Secrétaire général, et le prie de l’aider à trouver le moyen de le garder ;")
    assert row.ask == "l’aider à trouver le moyen de le garder ;"


def test_two_organs_receive_a_report_in_one_word_with_their_joint() -> None:
    row = _last(f"{AR}تطلب إلى الأمين العام أن يقدم تقريرا إلى مجلس حقوق الإنسان والجمعية العامة؛")
    assert row.recipient is not None
    assert (row.recipient.key, row.recipient.also) == ("hrc", ("unga",))


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        (
            f"{EN}Decides to light the lamp and, acting under Chapter VII of the Charter, decides to keep it;",
            "to light the lamp",
        ),
        (
            f"{FR}Décide d’allumer la lampe et, agissant en vertu du Chapitre VII de la Charte, décide de la garder ;",
            "d’allumer la lampe",
        ),
    ],
)
def test_how_the_speaker_acts_next_is_not_asked(text: str, ask: str) -> None:
    first = mandates(document_of(f"{text}\n"))[0]
    assert first.ask == ask


@pytest.mark.parametrize(
    "asked",
    [
        "inform States acting under Chapter VII that a report is due by 2045",
        "look into the missions acting under Chapter VII and to submit a report by 2045",
        "send missions, acting under Chapter VII, to the lighthouse",
    ],
)
def test_how_someone_else_acts_is_asked(asked: str) -> None:
    text = f"{EN}Requests the Secretary-General to {asked}, and decides to meet;"
    assert mandates(document_of(f"{text}\n"))[0].ask == asked


def test_how_the_speaker_acts_next_ends_before_a_joint() -> None:
    text = f"{EN}Decides to light the lamp, acting under Chapter VII of the Charter, and decides to keep it;"
    assert mandates(document_of(f"{text}\n"))[0].ask == "to light the lamp"


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        (
            f"{EN}Invites States to light lamps, and, recalling the rules of the harbours, notes that oil is scarce;",
            "light lamps",
        ),
        (
            f"{EN}Invites States to light lamps, and while acknowledging that oil is scarce, remains seriously"
            " concerned that harbours are dark;",
            "light lamps",
        ),
        (
            f"{FR}Invite les États à allumer les lampes, et, tout en reconnaissant que l’huile est rare, reste très"
            " préoccupée par les ports ;",
            "allumer les lampes",
        ),
        (
            f"{FR}Invite le Gouvernement à allumer les lampes, et, tout en reconnaissant que l’huile est rare, lui"
            " demande de fermer les ports ;",
            "allumer les lampes",
        ),
        (
            f"{FR}Invite les États à allumer les lampes, tout en reconnaissant que l’huile est rare, prend note du"
            " rapport ;",
            "allumer les lampes, tout en reconnaissant que l’huile est rare",
        ),
        (
            f"{ES}Insta a los Estados a que enciendan los faros y, recordando las normas de los puertos, observa que"
            " el aceite escasea;",
            "enciendan los faros",
        ),
        (
            f"{EN}Invites States to light lamps, and, recalling the rules of the harbours, and notes that oil burns;",
            "light lamps, and, recalling the rules of the harbours",
        ),
    ],
)
def test_a_recital_of_what_the_speaker_does_next_is_not_asked(text: str, ask: str) -> None:
    first, second = mandates(document_of(f"{text}\n"))
    assert (first.ask, bool(second.action)) == (ask, True)


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        (f"{EN}We invite States to light lamps. At the same time, we note that oil is scarce.", "light lamps."),
        (f"{FR}Nous invitons les États à veiller. Dans cette optique, nous notons l’huile.", "veiller."),
        (f"{ES}Instamos a los Estados a que velen. A la vez, observamos que el aceite escasea.", "velen."),
        (
            f"{EN}We invite States to light lamps. Oil is scarce. We note that lamps are dim.",
            "light lamps. Oil is scarce.",
        ),
    ],
)
def test_a_sentence_that_begins_what_the_speaker_does_next_is_not_asked(text: str, ask: str) -> None:
    first, second = mandates(document_of(f"{text}\n"))
    assert (first.ask, bool(second.action)) == (ask, True)


@pytest.mark.parametrize(
    ("text", "who", "ask"),
    [
        (
            f"{EN}Encourages those States that have made reservations to article 4 of the Convention to light lamps;",
            "those States that have made reservations to article 4 of the Convention",
            "light lamps;",
        ),
        (
            f"{RU}просит Генерального секретаря через 90 дней зажечь лампу;",
            "Генерального секретаря",
            "через 90 дней зажечь лампу;",
        ),
        (f"{RU}призывает государства шире использовать лампы;", "государства", "шире использовать лампы;"),
    ],
)
def test_an_article_is_no_verb_and_a_time_no_name(text: str, who: str, ask: str) -> None:
    row = _last(text)
    assert ([one.text for one in row.addressees], row.ask) == ([who], ask)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Decide que se consigne la suma de 75.000 dólares para 2045 con cargo al Fondo;", ""),
        ("Pide a los Estados que enciendan las lámparas para 2045;", "2045"),
    ],
)
def test_the_year_of_a_sum_is_no_deadline(text: str, due: str) -> None:
    assert ",".join(one.value for one in _last(f"{ES}{text}").dates) == due


@pytest.mark.parametrize(
    ("text", "action", "force"),
    [
        (f"{RU}утверждает, что лампа должна гореть;", "affirms", "reinforcing"),
        (f"{RU}утверждает список ламп;", "approves", "deciding"),
        (f"{AR}تعتمد مبلغا إضافيا قدره 400 دولار من أجل المصابيح؛", "appropriates", "deciding"),
        (f"{AR}تعتمد قائمة المصابيح؛", "approves", "deciding"),
        (f"{AR}تحث الدول بقوة على إشعال المصباح؛", "stronglyUrges", "directive"),
        (f"{AR}تحث الدول على إشعال المصباح بقوة؛", "urges", "directive"),
        ("大会，\n\n1. 呼吁各国点燃灯塔；", "callsUpon", "directive"),
        ("大会，\n\n1. 呼吁加强灯塔的维护；", "callsFor", "directive"),
    ],
)
def test_what_follows_a_verb_can_make_it_another_action(text: str, action: str, force: str) -> None:
    assert (_last(text).action, _last(text).force) == (action, force)


@pytest.mark.parametrize(
    ("text", "resources"),
    [
        (f"{RU}подчеркивает важность эффективного использования имеющихся ресурсов;", ""),
        (f"{RU}просит государства зажечь лампу в рамках имеющихся ресурсов;", "existing"),
        ("大会，\n\n1. 请各国优化使用现有资源；", ""),
        ("大会，\n\n1. 请各国在现有资源范围内点燃灯塔；", "existing"),
        (f"{EN}Requests States to light the lamp, taking into account existing resources;", "existing"),
        ("Генеральная Ассамблея,\n\n1. просит государства зажечь лампу при наличии достаточных ресурсов;", "existing"),
        ("إن الجمعية العامة،\n\n1. تطلب إلى الدول إضاءة المصباح، رهنا بتوافر الموارد؛", "existing"),
        ("大会，\n\n1. 请各国在有资源可用的前提下点灯；", "existing"),
        (f"{EN}Requests the Office, within its mandate and resources, to light the lamp;", "existing"),
        (f"{EN}Requests the Office to light the lamp, subject to the availability of resources;", "existing"),
        (f"{EN}Requests the Office to ask for more resources;", ""),
        (f"{FR}Prie le Secrétariat d’allumer la lampe, si les ressources disponibles le permettent ;", "existing"),
        (f"{FR}Prie le Secrétariat de demander les ressources disponibles ;", ""),
        (f"{ES}Solicita a la Secretaría que encienda la lámpara en el marco de sus mandatos y recursos;", "existing"),
        (f"{ES}Solicita a la Secretaría que encienda la lámpara, con sujeción a los recursos disponibles;", "existing"),
    ],
)
def test_to_use_resources_well_is_no_limit(text: str, resources: str) -> None:
    assert _last(text).resources == resources


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (
            f"{EN}Requests the Keeper to submit to the Council at its eightieth session a report on the panel"
            " discussion held at the seventy-ninth session;",
            ["unga.80"],
        ),
        (f"{EN}Decides to hold a panel discussion at its seventy-ninth session;", ["unga.79"]),
    ],
)
def test_the_session_at_which_something_was_held_is_no_deadline(text: str, due: list[str]) -> None:
    assert [d.value for d in _last(f"{text}\n\nAdopted at the 9th plenary meeting, 1 December 2023\n").dates] == due


def test_the_speaker_is_informed_at_its_own_session_whichever_organ_is_cited_before() -> None:
    text = (
        "Invita al Guardián a que, de conformidad con la resolución 7 del Consejo Económico y Social, la informe en su"
    )
    row = _last(
        f"{ES}{text} octogésimo segundo período de sesiones sobre el faro, proporcionando una evaluación del faro;"
    )
    assert row.recipient is not None
    assert (row.recipient.key, [d.text for d in row.deliverables if d.asked]) == ("unga", ["la informe"])


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1. 对灯塔的损坏表示关切，并请各国点灯；", [("表示关切", "对灯塔的损坏"), ("请", "点灯；")]),
        ("1. 请各国点灯，并对看守人表示感谢；", [("请", "点灯"), ("表示感谢", "对看守人")]),
        ("1. 欢迎点亮灯塔，但对进度缓慢感到遗憾，", [("欢迎", "点亮灯塔"), ("感到遗憾", "对进度缓慢")]),
        ("1. 请各国点灯，表示感谢看守人；", [("请", "点灯"), ("表示感谢", "看守人；")]),
        ("1. 请各国点灯，并回顾指出，灯塔十分重要；", [("请", "点灯"), ("回顾指出", "灯塔十分重要；")]),
    ],
)
def test_what_a_chinese_clause_is_about_can_stand_before_its_verb(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(row.verb, row.ask) for row in mandates(document_of("大会，\n\n" + text))] == rows


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council,\n\n1. Affirms its readiness to review the lamps after six months;",
        "Совет Безопасности,\n\n1. подтверждает также свою готовность провести обзор ламп через шесть месяцев;",
        "إن مجلس الأمن،\n\n1 - يؤكد كذلك استعداده لاستعراض المصابيح بعد ستة أشهر؛",
        "安全理事会，\n\n1. 还申明准备在六个月后审查灯塔；",
    ],
    ids=["eng", "rus", "ara", "zho"],
)
def test_what_the_speaker_affirms_that_it_is_ready_for_it_does_itself(text: str) -> None:
    (row,) = mandates(document_of(text))
    assert row.action in ("affirmsReadiness", "reaffirmsReadiness")
    assert (row.force, row.review, row.due.value if row.due else "") == ("evaluative", "review", "P6M")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("安全理事会，\n\n1. 继续促请各国点灯；", "continuesToCallUpon"),
        ("安全理事会，\n\n1. 继续感到震惊的是，灯塔熄灭；", "remainsAlarmed"),
        ("إن مجلس الأمن،\n\n1 - يواصل دعوة الدول إلى إضاءة المنارات؛", "continuesToCallUpon"),
        ("إن مجلس الأمن،\n\n1 - يواصل الإعراب عن الأسف لانطفاء المنارات؛", "continuesToRegret"),
        ("إن مجلس الأمن،\n\n1 - يكرر دعوته إلى إضاءة المنارات؛", "reiteratesCall"),
        ("إن مجلس الأمن،\n\n1 - يكرر دعوته الدول إلى إضاءة المنارات؛", "reiteratesCallUpon"),
    ],
)
def test_what_goes_on_is_of_the_action(text: str, key: str) -> None:
    (row,) = mandates(document_of(text))
    assert row.action == key


def test_nothing_ends_before_it_is_decided() -> None:
    head = "Resolution adopted by the General Assembly on 9 December 2044\n\nThe General Assembly,\n\n"
    lamps = "1. Decides to keep the account for the period until 16 June 2033;"
    one, two = mandates(document_of(f"{head}{lamps}\n\n2. Decides to keep the lamps lit until 16 June 2045;"))
    assert (one.expires, two.expires) == ("", "2045-06-16")


def test_resources_that_are_used_are_within_those_that_there_are() -> None:
    text = "إن الجمعية العامة،\n\n1 - تحث الأمين العام على إضاءة المنارات، مستخدما في ذلك الموارد القائمة؛"
    (row,) = mandates(document_of(text))
    assert row.resources == "existing"


def test_what_is_declared_stands_in_points() -> None:
    points = "Генеральная Ассамблея,\n\n1. заявляет, что:\n\na) маяки не должны погаснуть;"
    assert [row.action for row in mandates(document_of(points))] == ["declares", "declares"]
    assert _last(f"{RU}заявляет, что маяки не должны погаснуть;").action == "affirms"


def test_a_group_that_shall_be_set_up_is_not_asked() -> None:
    row = _last("大会，\n\n1. 请设一个工作组，由各国代表组成；")
    assert (row.addressees, row.ask) == ((), "设一个工作组，由各国代表组成；")


def test_an_arabic_verb_that_only_others_do_names_its_subject() -> None:
    row = _last(f"{AR}تؤكد من جديد وجوب أن تكفل الدول إضاءة المنارات؛")
    assert ([who.key for who in row.addressees], row.binding) == (["states"], "must")


def test_an_arabic_dialogue_that_follows_by_itself_is_not_asked_for() -> None:
    head = f"{AR}تطلب إلى الأمين العام أن"
    follows = _last(f"{head} يقدم تقريرا شاملا إلى المجلس، يعقبه تنظيم جلسة تحاور؛")
    assert [(one.text, one.asked) for one in follows.deliverables if one.kind == "meeting"] == []
    assert [one.kind for one in _last(f"{head} يعقد جلسة تحاور مع الجمعية العامة؛").deliverables] == ["meeting"]
