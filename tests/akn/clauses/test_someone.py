"""Who is asked without being known by name, and who must by a future tense or a verb before its subject."""

from __future__ import annotations

import pytest

from akn.clauses import Mandate, mandates
from tests.documents import document_of

HEADS = {
    "eng": "The General Assembly,",
    "fra": "L'Assemblée générale,",
    "spa": "La Asamblea General,",
    "rus": "Генеральная Ассамблея,",
    "ara": "إن الجمعية العامة،",
    "zho": "大会，",
}


def _row(language: str, text: str) -> Mandate:
    """The first row of a paragraph."""
    return mandates(document_of(f"{HEADS[language]}\n\n1. {text}\n"))[0]


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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("eng", "Decides that all States shall have a lamp;"),
        ("eng", "Decides that all States shall receive a lamp;"),
        ("fra", "Décide que les États recevront une lampe ;"),
        ("fra", "Décide que les États bénéficieront de la lampe ;"),
        ("spa", "Decide que los Estados recibirán una lámpara;"),
        ("spa", "Decide que los Estados se beneficiarán de la lámpara;"),
        ("rus", "постановляет, что все государства должны иметь лампу;"),
        ("ara", "تقرر أن يتألف مجلس الأمن من عشرين عضوا؛"),
        ("ara", "تقرر أن يكون الأمين العام عضوا في اللجنة؛"),
        ("ara", "تقرر أن يعقد المؤتمر في جنيف؛"),
        ("ara", "تقرر أن يمنح الأمين العام إجازة؛"),
        ("zho", "决定所有国家应享有灯塔；"),
    ],
)
def test_who_is_or_gets_something_has_to_do_nothing(language: str, text: str) -> None:
    row = _row(language, text)
    assert (row.binding, row.addressees) == ("", ())


def test_to_have_to_do_something_is_to_do_it() -> None:
    row = _row("eng", "Decides that all States shall have to light the lamp;")
    assert (row.binding, [a.key for a in row.addressees]) == ("must", ["states"])


def test_what_is_asked_begins_with_a_verb_that_precedes_its_subject() -> None:
    row = _row("ara", "تقرر أن يقدم الأمين العام تقريرا؛")
    assert [a.key for a in row.addressees] == ["secretaryGeneral"]
    assert row.ask == "يقدم الأمين العام تقريرا؛"


@pytest.mark.parametrize("verb", ["rendre", "mettre", "faire", "produire", "suivre", "éteindre"])
def test_a_noun_that_ends_like_a_verb_begins_no_ask(verb: str) -> None:
    row = _row("fra", f"Invite les gardiens de phare à {verb} la lampe ;")
    assert [a.text for a in row.addressees] == ["les gardiens de phare"]
    assert row.ask == f"{verb} la lampe ;"


@pytest.mark.parametrize(
    ("language", "text", "who", "ask"),
    [
        # a pronoun in the verb is who is asked, whoever else is named
        (
            "ara",
            "تشجع الدول على حراسة المنارة، وتحثها على صون الفنار، فضلا عن البرامج التثقيفية بشأن البحر؛",
            ["states"],
            "صون",
        ),
        ("ara", "تشجع الجهود المبذولة على جميع المستويات لوضع برامج لحراسة المنارة؛", [], "الجهود"),
        ("fra", "Décide que le Groupe d’experts lui soumettra un rapport ;", ["panelOfExperts"], "lui soumettra"),
        (
            "fra",
            "Lance un appel à la communauté internationale pour qu’elle garde le phare ;",
            ["internationalCommunity"],
            "elle",
        ),
        ("eng", "Invites the representatives listed in paragraphs 7 to 11 to speak;", ["representatives"], "speak"),
        ("spa", "Decide que la mesa redonda anual se celebrará en el faro;", [], "que la mesa"),
        (
            "spa",
            "Exhorta a los Estados, a los que incumbe guardar el faro, y a los dirigentes políticos a que lo guarden;",
            ["states", "leaders"],
            "lo guarden",
        ),
        ("ara", "يكرر طلبه إلى لجنة القرار 1540 أن تحرس المنارة؛", ["committee1540"], "تحرس"),
        ("ara", "يواصل تشجيع الدول على حراسة المنارة؛", ["states"], "حراسة"),
        ("spa", "Continúa alentando a los Estados a que guarden el faro;", ["states"], "guarden"),
        # who is encouraged, known or not, and what is; of two words of asking the one that the verb has
        ("spa", "Alienta a la Sección de Lámparas a que guarde el faro;", [""], "guarde"),
        ("spa", "Alienta a los guardianes que aún no lo hayan hecho a que enciendan la lámpara;", [""], "enciendan"),
        ("spa", "Exhorta a los Estados que operan en el mar a que guarden el faro;", ["states"], "guarden"),
        ("spa", "Alienta los esfuerzos por guardar el faro;", [], "los esfuerzos"),
        ("spa", "Alienta el apoyo de los Estados a fin de que se guarde el faro;", [], "el apoyo"),
        ("fra", "Encourage les hommes et les garçons à garder le phare ;", ["", ""], "garder"),
        ("fra", "Invite les bibliothèques de l’Organisation à garder le phare ;", [""], "garder"),
        ("fra", "Encourage les efforts des gardiens à maintenir le phare ;", [], "les efforts"),
        ("ara", "تشجع الرجال والفتيان على حراسة المنارة؛", ["", ""], "حراسة"),
        ("ara", "يدعو إلى التنفيذ الكامل لخطط حراسة المنارة وإلى صونها؛", [], "إلى التنفيذ"),
    ],
)
def test_those_who_are_asked_and_where_what_is_asked_begins(language: str, text: str, who: list[str], ask: str) -> None:
    row = mandates(document_of(f"{HEADS[language]}\n\n1. {text}\n"))[-1]
    assert [a.key for a in row.addressees] == who
    assert row.ask.startswith(ask)
    assert not any(a.text.endswith((" lui", " pour")) for a in row.addressees)


@pytest.mark.parametrize(
    ("language", "text", "who", "ask"),
    [
        ("rus", "призывает государства твердо и в полной мере соблюдать правила;", ["государства"], "твердо"),
        ("rus", "рекомендует государствам как можно шире распространять лампы;", ["государствам"], "как можно шире"),
        ("rus", "призывает Генерального секретаря оперативно представить доклад;", ["Генерального секретаря"], "опер"),
        (
            "rus",
            "просит Генерального секретаря в тесном сотрудничестве с государствами зажечь лампу;",
            None,
            "в тесном сотрудничестве с государствами зажечь",
        ),
        ("rus", "обращается к государствам с призывом бороться с темнотой;", ["к государствам"], "бороться"),
        ("rus", "призывает доноров полностью и своевременно платить;", ["доноров"], "полностью и своевременно платить"),
        (
            "eng",
            "Encourages States, consistent with the Protocol to Prevent, Suppress and Punish Trafficking, to light it;",
            ["States"],
            "consistent with the Protocol",
        ),
        ("rus", "призывает государства и судно привлекать смотрителей;", ["государства", "судно"], "привлекать"),
        (
            "rus",
            "призывает государства, морские клубы и другие заинтересованные стороны зажечь лампу;",
            ["государства", "морские клубы", "другие заинтересованные стороны"],
            "зажечь",
        ),
        (
            "eng",
            "Requests the Special Rapporteur on the promotion and protection of lamps to light them;",
            ["the Special Rapporteur on the promotion and protection of lamps"],
            "light them",
        ),
        (
            "eng",
            "Calls upon the authorities of Kenya and the joint lamp unit to light lamps;",
            ["the authorities of Kenya", "the joint lamp unit"],
            "light lamps",
        ),
        (
            "fra",
            "Prie la Rapporteuse spéciale sur la promotion et la protection des phares de les garder ;",
            ["la Rapporteuse spéciale sur la promotion et la protection des phares"],
            "les garder",
        ),
        (
            "fra",
            "Prie le Secrétariat et son réseau de phares de les garder ;",
            ["le Secrétariat", "son réseau de phares"],
            "les garder",
        ),
        (
            "spa",
            "Solicita a los Estados, a los mecanismos del Consejo de Derechos Humanos y al Comité que los apaguen;",
            ["a los Estados", "a los mecanismos del Consejo de Derechos Humanos", "al Comité"],
            "los apaguen",
        ),
        (
            "rus",
            "призывает государства — участники Пакта о ламповых и маячных правах всесторонне беречь лампы;",
            ["государства — участники Пакта о ламповых и маячных правах"],
            "всесторонне беречь лампы",
        ),
        ("rus", "призывает государства к тому, чтобы они зажгли лампы;", ["государства"], "они зажгли лампы"),
        (
            "rus",
            "просит, чтобы сообразно статье 7 Устава управляющая держава зажгла лампы;",
            ["управляющая держава"],
            "зажгла лампы",
        ),
        ("ara", "تحث الدول في هذا الصدد على أن تضيء المصابيح؛", ["الدول"], "في هذا الصدد"),
        ("fra", "Exige d’Israël qu’il garde les phares ;", ["d’Israël"], "il garde"),
        ("fra", "Encourage d’autres parties prenantes à garder les phares ;", ["d’autres parties prenantes"], "garder"),
        (
            "ara",
            "تحث الدول والجماعات المسلحة الموقعة على التعجيل بإضاءة المصابيح؛",
            ["الدول", "الجماعات المسلحة الموقعة"],
            "التعجيل بإضاءة المصابيح",
        ),
        (
            "ara",
            "يطلب إلى اللجنة المشتركة للمصابيح والمنارات أن تضيء؛",
            ["إلى اللجنة المشتركة للمصابيح والمنارات"],
            "تضيء",
        ),
        ("eng", "Calls upon all States to more actively light lamps;", ["all States"], "more actively light"),
        (
            "eng",
            "Requests the Department of Economic and Social Affairs, in coordination with the Lamp Fund, to light it;",
            ["the Department of Economic and Social Affairs"],
            "in coordination with the Lamp Fund, to light it",
        ),
        ("eng", "Urges parties to the protocols and conventions to light it;", None, "light it"),
        ("eng", "Encourages States in a position to lend a lamp to light it;", None, "light it"),
        (
            "rus",
            "просит Генерального секретаря и страны, предоставляющие смотрителей и лампы в рамках договора, зажечь их;",
            ["Генерального секретаря", "страны, предоставляющие смотрителей и лампы в рамках договора"],
            "зажечь их",
        ),
        (
            "rus",
            "рекомендует учреждениям, не имеющим лампы, и государствам, которые не дали ее, и далее искать ее;",
            ["учреждениям, не имеющим лампы", "государствам, которые не дали ее"],
            "и далее искать",
        ),
        (
            "rus",
            "рекомендует государствам и их органам, специализированным и ассоциированным учреждениям зажечь ее;",
            ["государствам", "их органам", "специализированным и ассоциированным учреждениям"],
            "зажечь ее",
        ),
        (
            "eng",
            "Encourages the private sector, in particular social enterprises, and other donors to light it;",
            ["the private sector", "social enterprises", "other donors"],
            "light it",
        ),
        ("zho", "敦促国际金融机构及其他利益攸关方尽快点灯；", ["国际金融机构", "其他利益攸关方"], "尽快点灯"),
        ("ara", "يحث الدول أيضا على إضاءة المصابيح؛", ["الدول"], "إضاءة"),
        (
            "spa",
            "Invita a las instituciones financieras y bancarias internacionales a que la enciendan;",
            ["a las instituciones financieras y bancarias internacionales"],
            "la enciendan",
        ),
        ("zho", "请特设委员会主席兼报告员继续点灯；", ["特设委员会主席兼报告员"], "继续点灯"),
        ("zho", "鼓励索马里联邦政府继续点灯；", ["索马里联邦政府"], "继续点灯"),
        ("zho", "鼓励联合国各图书馆继续点灯；", ["联合国各图书馆"], "继续点灯"),
        ("zho", "鼓励努力继续点灯；", [], None),
    ],
)
def test_how_and_with_whom_it_is_done_names_nobody(
    language: str, text: str, who: list[str] | None, ask: str | None
) -> None:
    row = _row(language, text)
    assert who is None or [one.text for one in row.addressees] == who
    assert len(row.addressees) == (1 if who is None else len(who))
    assert ask is None or row.ask.startswith(ask)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zho", "决定联刚稳定团的任务包括以下工作："),
        ("zho", "决定联刚稳定团的任务授权应包括以下工作："),
        ("eng", "Decides that MONUSCO’s mandate shall include the following tasks:"),
        ("eng", "Decides that the MONUSCO mandate shall include the following tasks:"),
    ],
)
def test_a_mission_has_to_do_what_its_tasks_include(language: str, text: str) -> None:
    row = _row(language, text)
    assert ([one.key for one in row.addressees], row.binding) == (["monusco"], "must")
    assert "mandate" not in row.addressees[0].text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("rus", "постановляет, что Специальный комитет проведет обзор ламп;"),
        ("spa", "Decide que el Comité Especial notificará la lámpara;"),
    ],
)
def test_who_will_do_it_by_verbs_of_the_future(language: str, text: str) -> None:
    assert (_row(language, text).binding, len(_row(language, text).addressees)) == ("must", 1)


@pytest.mark.parametrize(
    ("language", "text", "who", "ask"),
    [
        ("eng", "Encourages the lamp centres to light the lamp;", ["the lamp centres"], "light the lamp;"),
        ("eng", "Encourages a mechanism that tends to light the lamp;", [], None),
        ("eng", "Calls for mechanisms to light the lamp;", [], None),
        (
            "eng",
            "Calls upon States that have not yet given to burden- and oil-sharing to do so;",
            ["States that have not yet given to burden- and oil-sharing"],
            "do so;",
        ),
        (
            "eng",
            "Reminds States of their obligations under the lamp laws, and the customs, to light the lamp;",
            ["States"],
            "of their obligations under the lamp laws, and the customs, to light the lamp;",
        ),
        (
            "eng",
            "Invites all States and international and regional lamp mechanisms to light the lamp;",
            ["all States", "international and regional lamp mechanisms"],
            "light the lamp;",
        ),
        (
            "eng",
            "Encourages further cooperation between the Department of Peace Operations of the Secretariat, States and "
            "other relevant stakeholders at sea;",
            ["the Department of Peace Operations of the Secretariat", "States", "other relevant stakeholders"],
            None,
        ),
        ("eng", "Calls for funding by donors of the Agency’s lamps;", ["donors"], None),
        ("eng", "Encourages support by States of the Office and the Committee;", ["States"], None),
        ("eng", "Encourages the forum shopping of litigants to end;", [], None),
        (
            "eng",
            "Encourages the forum meeting at sea to light the lamp;",
            ["the forum meeting at sea"],
            "light the lamp;",
        ),
        (
            "fra",
            "Demande aux dirigeants politiques et religieux et aux États d'allumer la lampe ;",
            ["aux dirigeants politiques et religieux", "aux États"],
            "allumer la lampe ;",
        ),
        (
            "fra",
            "Demande aux États autres que les gardiens du phare de rendre la lampe ;",
            ["aux États autres que les gardiens du phare"],
            "rendre la lampe ;",
        ),
        (
            "fra",
            "Encourage les États, notamment ceux qui s'emploient à garder le phare, à allumer la lampe ;",
            ["les États"],
            "allumer la lampe ;",
        ),
        ("fra", "Demande le respect de l'avis donné le 9 juillet par le Secrétaire général ;", [], None),
        (
            "fra",
            "Exige qu'en application de ses résolutions, Israël se retire de la côte ;",
            ["Israël"],
            "se retire de la côte ;",
        ),
        ("eng", "Demands that the Territory not be used to light lamps;", [], None),
        (
            "eng",
            "Requests that the Secretary-General be prepared to light the lamp by 2045;",
            ["the Secretary-General"],
            "be prepared to light the lamp by 2045;",
        ),
        ("eng", "Urges that all parties be guided by the lamp;", ["all parties"], "be guided by the lamp;"),
        ("eng", "Urges that all parties remain at sea;", ["all parties"], "remain at sea;"),
        ("eng", "Requests that Member States have regard to tides;", ["Member States"], "have regard to tides;"),
        (
            "eng",
            "Requests that in preparation of the lamp Member States submit oil;",
            ["Member States"],
            "submit oil;",
        ),
        (
            "eng",
            "Invites the Government of Sicily and the Secretariat to light the lamp;",
            ["the Government of Sicily", "the Secretariat"],
            "light the lamp;",
        ),
        (
            "eng",
            "Invites the Working Group on Anomaly to light the lamp;",
            ["the Working Group on Anomaly"],
            "light the lamp;",
        ),
        (
            "eng",
            "Requests the Committee on Lamps Lit Improperly to report;",
            ["the Committee on Lamps Lit Improperly"],
            "report;",
        ),
        (
            "eng",
            "Invites States and the Society of the holy to report;",
            ["States", "the Society of the holy"],
            "report;",
        ),
        (
            "rus",
            "призывает Мали и действующие там силы зажечь лампу;",
            ["Мали", "действующие там силы"],
            "зажечь лампу;",
        ),
        (
            "spa",
            "Insta a los Estados, en particular los de la costa, a que enciendan la lámpara;",
            ["a los Estados"],
            "enciendan la lámpara;",
        ),
        (
            "spa",
            "Recomienda que los Estados y otras partes interesadas implicadas en la luz utilicen la lámpara;",
            ["los Estados", "otras partes interesadas implicadas en la luz"],
            "utilicen la lámpara;",
        ),
        (
            "spa",
            "Insta a la Oficina de Recursos Humanos de la Luz y los faros y a los Estados a que enciendan la lámpara;",
            ["a la Oficina de Recursos Humanos de la Luz y los faros", "a los Estados"],
            "enciendan la lámpara;",
        ),
        (
            "fra",
            "Demande aux membres du Groupe de travail chargé d’étudier le phare d’allumer la lampe ;",
            ["aux membres du Groupe de travail chargé d’étudier le phare"],
            "allumer la lampe ;",
        ),
        (
            "fra",
            "Invite la communauté internationale à leur donner de l'huile chaque fois que cela est possible ;",
            ["la communauté internationale"],
            "leur donner de l'huile chaque fois que cela est possible ;",
        ),
        (
            "fra",
            "Prie la coordonnatrice pour le phare d’allumer la lampe ;",
            ["la coordonnatrice pour le phare"],
            "allumer la lampe ;",
        ),
        ("ara", "تطلب إلى جهة التنسيق المعنية بالمنارة أن تضيء المصباح؛", ["إلى جهة التنسيق المعنية بالمنارة"], None),
        ("zho", "请秘书处灯塔事项协调人增进合作；", ["秘书处灯塔事项协调人"], "增进合作；"),
        (
            "ara",
            "تهيب بالدول الأعضاء والمنظمات الدولية والإقليمية ودون الإقليمية تكثيف جهودها؛",
            ["بالدول الأعضاء", "المنظمات الدولية والإقليمية ودون الإقليمية"],
            "تكثيف جهودها؛",
        ),
        (
            "ara",
            "تهيب بالمانحين الذين لم يدفعوا المبالغ لدعم الميزانية تحويل الأموال؛",
            ["بالمانحين الذين لم يدفعوا المبالغ لدعم الميزانية"],
            "تحويل الأموال؛",
        ),
        (
            "rus",
            "призывает все государства при упоминании лампы в своих документах, сообщениях и докладах Мали"
            " использовать ее название;",
            ["все государства"],
            None,
        ),
        (
            "ara",
            "يشجع المنظمات الإنسانية والإنمائية ذات الصلة والشركاء الثنائيين والمتعددي الأطراف على تقديم الدعم؛",
            ["المنظمات الإنسانية والإنمائية ذات الصلة", "الشركاء الثنائيين والمتعددي الأطراف"],
            "تقديم الدعم؛",
        ),
        ("zho", "敦促双方和所有相关参与方对待这些会谈；", ["双方", "所有相关参与方"], "对待这些会谈；"),
        ("zho", "鼓励会员国和该司继续与各国合作；", ["会员国", "该司"], "继续与各国合作；"),
        ("zho", "促请会员国和司法部继续点灯；", ["会员国", "司法部"], "继续点灯；"),
        ("zho", "促请各国全部批准公约；", ["各国"], "全部批准公约；"),
        ("zho", "促请会员国全部缴纳会费；", ["会员国"], "全部缴纳会费；"),
        ("zho", "鼓励会员国外部采用灯塔；", ["会员国"], "外部采用灯塔；"),
        ("rus", "предлагает этой сети и ее участникам зажечь лампу;", ["этой сети", "ее участникам"], "зажечь лампу;"),
        ("rus", "рекомендует Органу зажечь лампу;", ["Органу"], "зажечь лампу;"),
        (
            "rus",
            "рекомендует, чтобы государства и группы, основанные на законе, в своих домах берегли лампу;",
            ["государства", "группы, основанные на законе"],
            "в своих домах берегли лампу;",
        ),
        (
            "rus",
            "призывает государства и организации, причастные к охране маяка, зажечь лампу;",
            ["государства", "организации, причастные к охране маяка"],
            "зажечь лампу;",
        ),
        ("zho", "敦促所有其他会员国，尤其是拖欠国，确保缴纳摊款；", ["所有其他会员国", "拖欠国"], "确保缴纳摊款；"),
        ("zho", "请秘书长，包括通过其个人代表，继续点灯；", ["秘书长"], "包括通过其个人代表，继续点灯；"),
        ("ara", "تدعو المرشحين خلال العمليات إلى إضاءة المصباح؛", ["المرشحين"], "خلال العمليات إلى إضاءة المصباح؛"),
        ("rus", "призывает к использованию таких средств, как новые платформы, и зажечь лампу;", [], None),
        ("ara", "تشجع دائرة المنارات على إضاءة المصباح؛", ["دائرة المنارات"], "إضاءة المصباح؛"),
        (
            "ara",
            "تشجع هيكل الأمم المتحدة للمنارات على إضاءة المصباح؛",
            ["هيكل الأمم المتحدة للمنارات"],
            "إضاءة المصباح؛",
        ),
        ("ara", "تشجع إدارة الموارد المائية على أساس مستدام؛", [], None),
        ("ara", "تشجع إدارة النفايات على نحو سليم؛", [], None),
        ("ara", "تشجع هيكل الحوكمة على أساس القانون؛", [], None),
        ("ara", "تهيب بسائر أعضاء المجتمع الدولي أن تضيء المصباح؛", ["بسائر أعضاء المجتمع الدولي"], "تضيء المصباح؛"),
        ("zho", "鼓励会员国和其他潜在捐助方考虑点灯；", ["会员国", "其他潜在捐助方"], "考虑点灯；"),
        (
            "zho",
            "促请联合国和国际海事组织(海事组织)在夜里点灯；",
            ["联合国", "国际海事组织", "海事组织"],
            "在夜里点灯；",
        ),
        ("zho", "重申决定，秘书长应继续点灯；", ["秘书长"], "应继续点灯；"),
        ("zho", "鼓励会员国和灯油提供方向各国提供灯油；", ["会员国", "灯油提供方"], "向各国提供灯油；"),
        (
            "ara",
            "يطلب إلى الدول، والآليات الخاصة لمجلس حقوق الإنسان، كل في إطار ولايته، إيلاء الاهتمام للمصباح؛",
            ["إلى الدول", "الآليات الخاصة لمجلس حقوق الإنسان"],
            "كل في إطار ولايته، إيلاء الاهتمام للمصباح؛",
        ),
        ("ara", "يحث الجانبين، على سبيل الأولوية، على إضاءة المصباح؛", ["الجانبين"], "إضاءة المصباح؛"),
        (
            "ara",
            "تشجع الدول التي لم تتخذ تدابير ناجمة عن تصديقها على الاتفاقية على إضاءة المصباح؛",
            ["الدول التي لم تتخذ تدابير ناجمة عن تصديقها على الاتفاقية"],
            "إضاءة المصباح؛",
        ),
        (
            "ara",
            "تطلب إلى الأمين العام، الرئيس المؤقت للجنة الخاصة، الاجتماع مع الدول؛",
            ["إلى الأمين العام", "الرئيس المؤقت للجنة الخاصة"],
            "الاجتماع مع الدول؛",
        ),
        (
            "rus",
            "постановляет, что рабочая группа открытого состава будет действовать быстро и представит доклад;",
            ["рабочая группа открытого состава"],
            "будет действовать быстро и представит доклад;",
        ),
        ("fra", "Demande que toutes les violations des droits de l’homme cessent immédiatement ;", [], None),
        ("fra", "Réaffirme qu’Israël doit allumer la lampe ;", ["Israël"], "doit allumer la lampe ;"),
        (
            "fra",
            "Invite ceux qui sont en mesure de le faire à verser de l'huile ;",
            ["ceux qui sont en mesure de le faire"],
            "verser de l'huile ;",
        ),
        (
            "eng",
            "Calls upon States that have taken no steps necessary to become party to it to do so;",
            ["States that have taken no steps necessary to become party to it"],
            "do so;",
        ),
        (
            "rus",
            "просит власти Южного Судана не позднее 15 апреля 2046 года зажечь лампу;",
            ["власти Южного Судана"],
            "не позднее 15 апреля 2046 года зажечь лампу;",
        ),
        (
            "rus",
            "призывает государства, способные помочь, зажечь лампы;",
            ["государства, способные помочь"],
            "зажечь лампы;",
        ),
        (
            "rus",
            "призывает организации, способные зажечь лампы и помочь, сделать это;",
            ["организации, способные зажечь лампы и помочь"],
            "сделать это;",
        ),
        ("rus", "призывает обоих лидеров в срочном порядке:", ["обоих лидеров"], "в срочном порядке:"),
        ("eng", "Calls upon both leaders, as a matter of urgency:", ["both leaders"], "as a matter of urgency:"),
        ("eng", "Calls upon the leaders of both sides:", ["the leaders of both sides"], None),
        (
            "eng",
            "Invites all intergovernmental, non-governmental and private sector entities to help;",
            [
                "all intergovernmental, non-governmental and private sector entities",
                "non-governmental and private sector entities",
                "private sector entities",
            ],
            "help;",
        ),
        ("zho", "重申公约缔约国在任命看守人时，应考虑到灯塔；", ["公约缔约国"], "应考虑到灯塔；"),
        ("zho", "强调联合国在各国点灯时开展的工作，应继续；", [], None),
    ],
)
def test_a_name_is_neither_cut_nor_longer_than_it_is(language: str, text: str, who: list[str], ask: str | None) -> None:
    row = _row(language, text)
    assert [a.text for a in row.addressees] == who
    assert ask is None or row.ask == ask


def test_a_verb_that_calls_for_something_calls_upon_those_who_follow_it() -> None:
    assert _row("fra", "Appelle les États à allumer la lampe ;").action == "callsUpon"
    assert _row("fra", "Appelle à l'allumage de la lampe ;").action == "callsFor"


@pytest.mark.parametrize(
    ("language", "text", "binding"),
    [
        ("ara", "تقرر أنه بعد مغادرة الأمين العام، يجوز لممثله أن يضيء المصباح؛", "may"),
        ("ara", "تقرر أنه، بعد مغادرة السفينة، يجب على الدول أن تضيء المصباح؛", "must"),
        ("zho", "决定，在会议之后，秘书长可各自提交发言；", "may"),
        ("rus", "постановляет, что комитет вправе зажечь лампу;", "may"),
        ("rus", "постановляет, что комитет будет и дальше зажигать лампу;", "must"),
        ("rus", "постановляет, что комитет вправе рассчитывать на лампу;", ""),
        ("zho", "决定委员会可在日内瓦开会；", "may"),
        ("zho", "决定委员会可能在日内瓦开会；", ""),
        ("fra", "Décide que les États seront chargés de la garde du phare ;", "must"),
        ("fra", "Souligne que les États seront chargés de la garde du phare ;", ""),
    ],
)
def test_what_is_decided_that_somebody_may_or_will_do_binds_him(language: str, text: str, binding: str) -> None:
    row = _row(language, text)
    assert row.binding == binding
    assert bool(row.addressees) == bool(binding)


def test_what_is_asked_again_keeps_its_action() -> None:
    assert _row("zho", "还再次请秘书长点灯；").action == "reiteratesRequest"
    assert _row("rus", "с обеспокоенностью вновь просит Генерального секретаря зажечь лампу;").action == (
        "reiteratesRequest"
    )
    assert _row("rus", "приветствует и поддерживает усилия государств;").addressees == ()


@pytest.mark.parametrize(
    ("language", "text", "ask"),
    [
        ("ara", "تشجع الدول على إضاءة المصباح، وتشجعها أيضا على حراسته؛", "حراسته؛"),
        ("ara", "يحث الدول على إضاءة المصباح، ويطلب منها تقديم تقرير؛", "تقديم تقرير؛"),
        (
            "rus",
            "призывает все государства зажечь лампу и требует от них немедленно и окончательно оставить маяк;",
            "немедленно и окончательно оставить маяк;",
        ),
    ],
)
def test_a_pronoun_means_those_who_were_asked_before(language: str, text: str, ask: str) -> None:
    first, second = mandates(document_of(f"{HEADS[language]}\n\n1. {text}\n"))
    assert [a.key for a in second.addressees] == [a.key for a in first.addressees] == ["states"]
    assert second.ask == ask


@pytest.mark.parametrize(
    "text",
    [
        "تهيب بالدول أن تعزز وتشجع حراسة المصباح؛",
        "تهيب بالدول أن تعزز وترصد سلامة الحراس؛",
        "تهيب بالدول أن تضيء المصباح، وأن تعزز وترصد سلامة الحراس؛",
        "تهيب بالدول أن تعزز ثقافة السلام وتشجعها؛",
        "يرحب بلوحات عن المنارات تمكن من فهمها وتبرز الممارسات الجيدة؛",
        "يطلب إلى اللجنة أن تعد دراسة عن المنارات، وتبرز الممارسات الجيدة؛",
        "تشجع الدول على الانتقال إلى نهج استباقية وتعتمد على تحليل المخاطر؛",
        "تهيب بالدول أن تضيء المصباح، يتفق عليه مسبقا؛",
    ],
)
def test_what_shall_be_done_in_arabic_goes_on_in_verbs_that_are_no_actions(text: str) -> None:
    (row,) = mandates(document_of(f"{HEADS['ara']}\n\n1. {text}\n"))
    assert row.ask.endswith(text[-12:])


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("تحيط علما بالتقرير وتعتمد خطة العمل الواردة في مرفقه؛", ["takesNote", "approves"]),
        ("تقرر إنشاء لجنة وتعتمد نظامها الداخلي؛", ["decides", "approves"]),
        ("تطلب إلى الأمين العام أن يقدم تقريرا إلى الجمعية العامة، وتعتمد الميزانية؛", ["requests", "approves"]),
        ("تعتمد الإعلان، وترصد مبلغ مليون دولار؛", ["approves", "appropriates"]),
        ("تعتمد الميزانية وترصد اعتمادا قدره مليون دولار؛", ["approves", "appropriates"]),
        ("تعتمد الميزانية وترصد للسنة المالية مبلغ مليون دولار؛", ["approves", "appropriates"]),
        ("تقرر إنشاء صندوق وترصد له مليون دولار؛", ["decides", "appropriates"]),
        ("تطلب إلى اللجنة أن تجتمع وترصد مبلغ مليون دولار؛", ["requests", "appropriates"]),
        ("تشير إلى التقرير وتبرز أهمية المنارات؛", ["recalls", "highlights"]),
        ("تهيب بالدول أن تتعاون وتطلب إلى الأمين العام المساعدة؛", ["callsUpon", "requests"]),
        ("تطلب إلى اللجنة أن تجتمع وتقرر أن تبقي المسألة قيد النظر؛", ["requests", "decides"]),
        ("تطلب إلى اللجنة أن تجتمع وتقرر إنشاء صندوق؛", ["requests", "decides"]),
        ("تطلب إلى اللجنة أن تتعاون وتدعو الأطراف إلى المساعدة؛", ["requests", "invites"]),
        ("تهيب بالفريق أن يجتمع وتشجع حراسة المصباح؛", ["callsUpon", "encourages"]),
        ("ترحب بجهود الدول وتؤيدها.", ["welcomes", "endorses"]),
        ("يطلب إلى اللجنة أن تعد دراسة، ويبرز أهمية المنارات؛", ["requests", "highlights"]),
        ("يطلب إلى اللجنة أن تعد دراسة، وتدعو الدول إلى إضاءة المصباح؛", ["requests", "invites"]),
        ("يرحب بالتقرير، وتدعو الدول إلى إضاءة المصباح؛", ["welcomes", "invites"]),
        ("تهيب بالدول أن تتعاون، وترحب بجهودها وتؤيدها.", ["callsUpon", "welcomes", "endorses"]),
        ("تلاحظ أن الدول بذلت جهودا وتؤيدها.", ["notes", "endorses"]),
    ],
)
def test_what_an_arabic_speaker_does_next_is_an_action(text: str, actions: list[str]) -> None:
    rows = mandates(document_of(f"{HEADS['ara']}\n\n1. {text}\n"))
    assert [row.action for row in rows] == actions


@pytest.mark.parametrize(
    ("language", "text", "action"),
    [
        ("zho", "承认需要灯油；", "acknowledges"),
        ("zho", "在这方面欢迎点灯；", "welcomes"),
        ("zho", "仍然深为关切灯塔的状况；", "remainsDeeplyConcerned"),
        ("zho", "表示全力支持守灯人；", "expressesFullSupport"),
        ("zho", "表示随时准备点灯；", "expressesReadiness"),
        ("rus", "констатирует состояние ламп;", "acknowledges"),
        ("rus", "с удовлетворением отмечает состояние ламп;", "welcomes"),
        ("rus", "выражает свою готовность зажечь лампы;", "expressesWillingness"),
    ],
)
def test_what_is_acknowledged_or_expressed_has_its_own_key(language: str, text: str, action: str) -> None:
    assert _row(language, text).action == action


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("تكرر مناشدتها الدول أن تضيء المصابيح؛", ["states"]),
        ("تأذن بموجب هذا القرار للأمين العام باستخدام المصابيح؛", ["secretaryGeneral"]),
        ("تشجع دوائر الصناعة والدول على إضاءة المصابيح؛", ["", "states"]),
    ],
)
def test_who_is_asked_in_arabic_after_appeals_resolutions_and_circles(text: str, keys: list[str]) -> None:
    assert [a.key for a in _row("ara", text).addressees] == keys


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        (
            "eng",
            "Encourages support from the international community in lighting lamps;",
            ["internationalCommunity"],
        ),
        ("eng", "Encourages the lighting of lamps with the support of the African Union;", []),
        (
            "fra",
            "Encourage l’échange d’informations entre les États et la société civile ;",
            ["states", "civilSociety"],
        ),
        ("fra", "Encourage la pleine participation des jeunes aux travaux ;", ["youth"]),
        (
            "spa",
            "Pide que se refuerce la cooperación entre los Estados y la sociedad civil;",
            ["states", "civilSociety"],
        ),
        ("spa", "Insta a un mayor compromiso político de los Estados para encender faros;", ["states"]),
        ("spa", "Alienta las asociaciones en apoyo de los esfuerzos de la Unión Africana;", []),
    ],
)
def test_those_whose_support_or_cooperation_is_asked_for_are_asked(language: str, text: str, keys: list[str]) -> None:
    assert [one.key for one in _row(language, text).addressees] == keys


def test_those_by_whom_something_is_done_go_on_behind_an_arabic_and() -> None:
    text = (
        "توصي أيضا بالاستعانة بدليل المصابيح من قبل الدول والمستثمرين والوسطاء والمؤسسات المهتمة"
        " وغير ذلك من الجهات المعنية صاحبة المصلحة للمساعدة على تكوين فهم أفضل للمنارات؛"
    )
    assert [who.key for who in _row("ara", text).addressees] == [
        "states",
        "investors",
        "",
        "organizations",
        "stakeholders",
    ]
