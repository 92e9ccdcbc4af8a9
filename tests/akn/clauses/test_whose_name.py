"""Whose name it is: States by their codes, missions and committees by keys of their own, names that are not cut."""

from __future__ import annotations

import pytest

from akn.clauses import mandates
from akn.clauses.parts import kinds, label_of
from akn.clauses.shape import states
from akn.languages import codes
from tests.documents import document_of

GA, GA_FR, GA_ES = "The General Assembly,", "L'Assemblée générale,", "La Asamblea General,"
GA_RU, GA_AR, GA_ZH = "Генеральная Ассамблея,", "إن الجمعية العامة،", "大会，"


def _asked(text: str, head: str = GA) -> list[tuple[str, str]]:
    (row,) = mandates(document_of(f"{head}\n\n1. {text}\n"))
    return [(who.text, who.key) for who in row.addressees]


@pytest.mark.parametrize(
    ("head", "text", "keys"),
    [
        (GA, "Calls upon the Islamic Republic of Iran to light lamps;", ["IRN"]),
        (GA, "Urges the Government of Mali and France to light lamps;", ["MLI", "FRA"]),
        (GA, "Urges the Governments of Chad and South Sudan to light lamps;", ["TCD", "SSD"]),
        (GA, "Demands that the Russian Federation immediately light lamps;", ["RUS"]),
        (GA, "Calls upon Israel, the occupying Power, to light lamps;", ["ISR", "occupyingPower"]),
        (GA_FR, "Demande au Gouvernement de la République démocratique du Congo d’agir ;", ["COD"]),
        (GA_ES, "Exhorta al Gobierno del Iraq a que actúe;", ["IRQ"]),
        (GA_RU, "призывает правительство Сомали действовать;", ["SOM"]),
        (GA_AR, "تطلب إلى إسرائيل أن تضيء المصباح؛", ["ISR"]),
        (GA_ZH, "敦促缅甸继续点亮灯塔；", ["MMR"]),
        (GA_ZH, "敦促中非共和国政府继续点亮灯塔；", ["CAF"]),
    ],
)
def test_states_have_the_codes_of_iso_3166(head: str, text: str, keys: list[str]) -> None:
    assert [key for _, key in _asked(text, head)] == keys


def test_all_members_and_two_observers_have_names_in_all_languages() -> None:
    assert len(states()) == 193 + 2
    for key, names in states().items():
        assert len(key) == 3
        assert kinds()[key] == "Member States"
        assert set(names) == set(codes())
        assert all(names.values()), key
    assert label_of("IRN") == "Iran"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Requests MONUSCO and the Verification Mission to light lamps;", ["monusco", "unvmc"]),
        ("Requests the 1540 Committee to light lamps;", ["committee1540"]),
        ("Requests the Ethics Office to light lamps;", ["ethicsOffice"]),
    ],
)
def test_a_mission_or_a_committee_has_a_key_of_its_own(text: str, keys: list[str]) -> None:
    assert [key for _, key in _asked(text)] == keys


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Requests the Special Adviser for Lamps and Dark Nights to light lamps;",
            [("the Special Adviser for Lamps and Dark Nights", "specialAdviser")],
        ),
        (
            "Requests the Committee on Civil Lamps and Dark Nights to light lamps;",
            [("the Committee on Civil Lamps and Dark Nights", "committee")],
        ),
        (
            "Invites the secretariat in Lampton, Italy, to light lamps;",
            [("the secretariat in Lampton, Italy", "secretariat")],
        ),
        (
            "Invites the Committee on Lamps, Italy and the Keepers to light lamps;",
            [("the Committee on Lamps, Italy", "committee"), ("the Keepers", "")],
        ),
    ],
)
def test_a_name_is_not_cut_where_it_joins_words_or_names_a_place(text: str, who: list[tuple[str, str]]) -> None:
    assert _asked(text) == who


@pytest.mark.parametrize(
    ("head", "text", "who"),
    [
        (
            GA,
            "Invites schools and research institutes to light lamps;",
            ["schools=academia", "research institutes=academia"],
        ),
        (GA, "Encourages debtors and creditors to light lamps;", ["debtors=debtors", "creditors=creditors"]),
        (
            GA,
            "Encourages trade unions, regional banks and private actors to light lamps;",
            ["trade unions=tradeUnions", "regional banks=financialInstitutions", "private actors=privateSector"],
        ),
        (
            GA,
            "Encourages signatories to bilateral or multilateral lamp agreements to act;",
            ["signatories to bilateral or multilateral lamp agreements=parties"],
        ),
        (GA_FR, "Invite les écoles et les syndicats à agir ;", ["les écoles=academia", "les syndicats=tradeUnions"]),
        (GA_FR, "Prie les trois membres du Comité d’agir ;", ["les trois membres du Comité=members"]),
        (GA_ES, "Exhorta a los tres miembros del Comité a que actúen;", ["a los tres miembros del Comité=members"]),
        (
            GA_RU,
            "просит Генерального секретаря каждые три месяца представлять доклад;",
            ["Генерального секретаря=secretaryGeneral"],
        ),
        (GA_RU, "просит трех членов Комитета действовать;", ["трех членов Комитета=members"]),
        (
            GA_AR,
            "تشجع البلدان المساهمة بقوات وبأفراد شرطة على مواصلة العمل؛",
            ["البلدان المساهمة بقوات وبأفراد شرطة=states"],
        ),
        (GA_ZH, "鼓励工会、媒体继续点亮灯塔；", ["工会=tradeUnions", "媒体=media"]),
    ],
)
def test_more_who_are_asked_have_a_key_and_their_whole_name(head: str, text: str, who: list[str]) -> None:
    assert [f"{printed}={key}" for printed, key in _asked(text, head)] == who


@pytest.mark.parametrize(
    ("head", "text", "who"),
    [
        (
            GA_RU,
            "призывает государства, еще не погасившие лампы, сделать это;",
            ["государства, еще не погасившие лампы"],
        ),
        (GA_RU, "просит государства, в которых есть лампы, погасить их;", ["государства, в которых есть лампы"]),
        (
            GA_RU,
            "призывает государства, подписавшие Соглашение, но еще не ратифицировавшие его, гасить лампы;",
            ["государства, подписавшие Соглашение, но еще не ратифицировавшие его"],
        ),
        (
            GA_ES,
            "Exhorta a los Estados que no se han adherido al Protocolo, destinado a apagar lámparas, o que no lo han "
            "ratificado, a que lo hagan;",
            [
                "a los Estados que no se han adherido al Protocolo, destinado a apagar lámparas, o que no lo han "
                "ratificado"
            ],
        ),
        (
            GA_AR,
            "تهيب بالدول التي لم تصدق على اتفاقية المصابيح والمنارات، واتفاقية النور أو لم تنضم إليهما أن تنظر في ذلك؛",
            ["بالدول التي لم تصدق على اتفاقية المصابيح والمنارات، واتفاقية النور أو لم تنضم إليهما"],
        ),
        (
            GA_FR,
            "Engage les pays fournisseurs de lampes ou de phares et les Gouvernements à les garder ;",
            ["les pays fournisseurs de lampes ou de phares", "les Gouvernements"],
        ),
        (
            GA,
            "Encourages States that have not yet ratified the Lantern Treaty to do so;",
            ["States that have not yet ratified the Lantern Treaty"],
        ),
        (
            GA,
            "Appeals to Member States, as well as to international organizations, to light lamps;",
            ["Member States", "international organizations"],
        ),
    ],
)
def test_a_clause_that_says_more_of_the_last_name_is_not_cut(head: str, text: str, who: list[str]) -> None:
    assert [printed for printed, _ in _asked(text, head)] == who


def test_two_governments_in_one_name_are_printed_as_it_is() -> None:
    name = "les Gouvernements soudanais et sud-soudanais"
    assert _asked(f"Prie {name} de garder les phares ;", GA_FR) == [(name, "SDN"), (name, "SSD")]


def test_a_force_of_which_the_initials_alone_are_printed_is_the_one_that_is_named() -> None:
    text = f"{GA_FR}\n\n1. Décide de proroger le mandat de la FISNUA ;\n\n2. Prie la Force de garder les phares ;\n"
    assert [who.key for row in mandates(document_of(text)) for who in row.addressees] == ["unisfa"]


def test_a_mission_of_which_a_document_says_once_whose_it_is_is_that_one() -> None:
    whole = "Контрольную миссию Организации Объединенных Наций в Колумбии"
    for named, key in ((whole, "unvmc"), ("Контрольную миссию Организации по охране маяков", "mission")):
        text = f"{GA_RU}\n\n1. просит {named} зажечь лампу;\n\n2. просит Контрольную миссию зажечь лампу;\n"
        assert [who.key for row in mandates(document_of(text)) for who in row.addressees] == [key, key]
    assert _asked("просит контрольную миссию в Сирии зажечь лампу;", GA_RU) == [
        ("контрольную миссию в Сирии", "mission")
    ]


def test_the_call_of_the_speaker_is_no_pronoun_for_those_who_are_asked() -> None:
    text = "تقدم الدعم للدول، وتكرر تأكيد دعوتها إلى إضاءة المصابيح؛"
    rows = mandates(document_of(f"{GA_AR}\n\n1. {text}\n"))
    assert not any(who for row in rows for who in row.addressees)


@pytest.mark.parametrize(
    ("head", "text", "who", "ask"),
    [
        # a known name describes the noun after it
        (GA_ZH, "促请土耳其部队在灯塔点灯；", [("土耳其部队", "")], "在灯塔点灯；"),
        (GA_ZH, "呼吁缅甸问题独立机制密切注意灯塔；", [("缅甸问题独立机制", "")], "密切注意灯塔；"),
        (GA_ZH, "请专家机制的三名成员参加点灯；", [("专家机制的三名成员", "members")], "参加点灯；"),
        (
            GA_ZH,
            "敦促利比亚各政治机构和主要利益攸关方在灯塔点灯；",
            [("利比亚各政治机构", "organizations"), ("主要利益攸关方", "stakeholders")],
            "在灯塔点灯；",
        ),
        (GA_ZH, "促请马里过渡政府在灯塔点灯；", [("马里过渡政府", "MLI")], "在灯塔点灯；"),
        (GA_ZH, "促请会员国应索马里当局请求提供灯；", [("会员国", "memberStates")], "应索马里当局请求提供灯；"),
        (
            GA_ZH,
            "请虽非联合国会员国但参加点灯活动的罗马教廷为灯塔缴款；",
            [("虽非联合国会员国但参加点灯活动的罗马教廷", "VAT")],
            None,
        ),
        (GA_ZH, "呼吁按照灯塔国际会议上所作承诺，为点灯提供支持；", [], None),
        (GA_ZH, "呼吁按照关于“灯塔”的海滨国际会议上所作承诺，为点灯提供支持；", [], None),
        (GA_ZH, "请按照《灯塔公约》行事的会员国点灯；", [("按照《灯塔公约》行事的会员国", "memberStates")], "点灯；"),
        # what a relative clause says may have a word of asking
        (
            GA_AR,
            "تدعو المنظمات التي بوسعها تقديم المصابيح إلى الدول إلى القيام بذلك؛",
            [("المنظمات التي بوسعها تقديم المصابيح إلى الدول", "organizations")],
            "القيام بذلك؛",
        ),
        (
            GA_AR,
            "تشجع الدول، وشبكة الأمم المتحدة المعنية بالمصابيح وحماية المنارات، وأصحاب المصلحة الآخرين على "
            "إضاءة المصابيح؛",
            [
                ("الدول", "states"),
                ("شبكة الأمم المتحدة المعنية بالمصابيح وحماية المنارات", ""),
                ("أصحاب المصلحة الآخرين", "stakeholders"),
            ],
            "إضاءة المصابيح؛",
        ),
        (
            GA_RU,
            "призывает Генерального секретаря в тех случаях, когда темно, зажигать лампы;",
            [("Генерального секретаря", "secretaryGeneral")],
            "в тех случаях, когда темно, зажигать лампы;",
        ),
    ],
)
def test_a_name_goes_as_far_as_what_is_asked(head: str, text: str, who: list[tuple[str, str]], ask: str | None) -> None:
    (row, *_) = mandates(document_of(f"{head}\n\n1. {text}\n"))
    assert [(a.text, a.key) for a in row.addressees] == who
    assert ask is None or row.ask == ask


def test_a_point_that_begins_with_a_verb_asks_where_verbs_have_one_form() -> None:
    text = f"{GA_ZH}\n\n1. 强调指出灯塔的重要性，为此：\n\n(a) 请秘书处点灯；\n\n(b) 点灯的重要性；\n"
    _, first, second = mandates(document_of(text))
    assert [(a.text, a.key) for a in first.addressees] == [("秘书处", "secretariat")]
    assert (first.action, first.how, first.ask) == ("requests", "spoken", "点灯；")
    assert (second.action, second.how) == ("stresses", "inherited")


@pytest.mark.parametrize(
    ("head", "text", "keys"),
    [
        (GA_RU, "постановляет, что МООНСХ будет зажигать лампы;", ["unmha"]),
        (GA_RU, "рекомендует Альянсу цивилизаций зажигать лампы;", ["unaoc"]),
        (GA_AR, "تطلب إلى مكتب الأمم المتحدة الإقليمي لوسط أفريقيا إضاءة المصابيح؛", ["unoca"]),
        (GA_AR, "تشجع تحالف الأمم المتحدة للحضارات على إضاءة المصابيح؛", ["unaoc"]),
        (GA_ZH, "请联合国中部非洲区域办事处点灯；", ["unoca"]),
        (
            GA_ZH,
            "请负责儿童与武装冲突问题秘书长特别代表和负责冲突中性暴力问题特别代表点灯；",
            ["srsgChildren", "srsgSexualViolence"],
        ),
    ],
)
def test_missions_and_offices_have_their_keys_in_further_languages(head: str, text: str, keys: list[str]) -> None:
    assert [key for _, key in _asked(text, head)] == keys


def test_words_that_hold_a_verb_by_which_nobody_acts_are_no_clause() -> None:
    (row,) = mandates(document_of(f"{GA_ZH}\n\n1. 决定推迟就点灯的请求作出决定；\n"))
    assert row.ask == "推迟就点灯的请求作出决定；"
    (row,) = mandates(document_of(f"{GA_ZH}\n\n1. 请各国就看守人的关切采取行动；\n"))
    assert row.ask == "就看守人的关切采取行动；"
    request, concern = mandates(document_of(f"{GA_ZH}\n\n1. 请各国点灯，并表示关切；\n"))
    assert (request.action, concern.action) == ("requests", "expressesConcern")


def test_at_the_same_time_stands_before_a_further_action() -> None:
    text = "призывает государства помочь населению и одновременно с этим призывает правительство зажечь лампы;"
    first, second = mandates(document_of(f"Генеральная Ассамблея,\n\n1. {text}\n"))
    assert (first.ask, second.ask) == ("помочь населению", "зажечь лампы;")
    assert [a.text for a in second.addressees] == ["правительство"]


@pytest.mark.parametrize(
    ("head", "text", "who"),
    [
        (
            GA_RU,
            "призывает все государства-члены, в частности соседние с Южным Суданом государства, зажигать лампы;",
            [("все государства-члены", "memberStates"), ("соседние с Южным Суданом государства", "memberStates")],
        ),
        (
            GA_RU,
            "призывает все воинские формирования, действующие в Мали, зажигать лампы;",
            [("все воинские формирования, действующие в Мали", "")],
        ),
        (
            GA_RU,
            "призывает государства и организации, которые в настоящее время не светят Агентству, зажигать лампы;",
            [
                ("государства", "states"),
                ("организации, которые в настоящее время не светят Агентству", "organizations"),
            ],
        ),
        (
            GA,
            "Invites the Coalition on Combating Sand and Dust Storms, which was formed by the Group of 20, and all "
            "other stakeholders to light lamps;",
            [
                ("the Coalition on Combating Sand and Dust Storms", "coalitionOnSandAndDustStorms"),
                ("all other stakeholders", "stakeholders"),
            ],
        ),
    ],
)
def test_whom_a_name_is_described_by_is_nobody_who_is_asked(head: str, text: str, who: list[tuple[str, str]]) -> None:
    assert _asked(text, head) == who


def test_whom_somebody_has_belongs_to_his_name() -> None:
    text = "تشجع المنظمات المعنية بحراس المنارات وأسرهم على إضاءة المصابيح؛"
    assert _asked(text, GA_AR) == [("المنظمات المعنية بحراس المنارات وأسرهم", "organizations")]
