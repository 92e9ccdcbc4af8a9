"""Lists of those who are asked: whose they are, and for whom a general word stands; the same in all languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import akn
from akn import clauses
from akn.clauses import parts, products, shape, times
from tests.documents import document_of

_HEADS = {
    "ar": "إن الجمعية العامة،\n\n1 - ",
    "en": "The General Assembly,\n\n1. ",
    "es": "La Asamblea General,\n\n1. ",
    "fr": "L’Assemblée générale,\n\n1. ",
    "ru": "Генеральная Ассамблея,\n\n1. ",
    "zh": "大会，\n\n1. ",
}

_ADOPTED = {
    "ar": "قرار اتخذته الجمعية العامة في 9 كانون الأول/ديسمبر 2044",
    "en": "Resolution adopted by the General Assembly on 9 December 2044",
    "es": "Resolución aprobada por la Asamblea General el 9 de diciembre de 2044",
    "fr": "Résolution adoptée par l’Assemblée générale le 9 décembre 2044",
    "ru": "Резолюция, принятая Генеральной Ассамблеей 9 декабря 2044 года",
    "zh": "2044年12月9日大会决议",
}


def _asked(language: str, paragraph: str) -> list[list[str]]:
    rows = akn.mandates(document_of(f"{_HEADS[language]}{paragraph}\n"))
    return [list(dict.fromkeys(a.key for a in row.addressees)) for row in rows]


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "Requests the agencies, funds and programmes of the United Nations to keep the light;"),
        ("en", "Requests United Nations agencies, entities, funds and programmes to keep the light;"),
        ("fr", "Prie les organismes, fonds et programmes compétents des Nations Unies d’éclairer la côte ;"),
        ("es", "Solicita a los organismos, fondos y programas de las Naciones Unidas que iluminen la costa;"),
        ("ru", "просит учреждения, фонды и программы Организации Объединенных Наций беречь маяк;"),
        ("zh", "请联合国机构、实体、基金和方案维护灯塔；"),
        ("ar", "تطلب إلى وكالات الأمم المتحدة ومؤسساتها وصناديقها وبرامجها أن تحرس المنارة؛"),
    ],
)
def test_one_end_of_a_list_says_whose_all_of_it_are(language: str, paragraph: str) -> None:
    assert _asked(language, paragraph) == [["unitedNationsSystem", "fundsAndProgrammes"]]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Requests international organizations and the funds of the United Nations to meet;",
            ["organizations", "fundsAndProgrammes"],
        ),
        (
            "Requests United Nations agencies and other organizations to meet;",
            ["unitedNationsSystem", "organizations"],
        ),
        (
            "Requests specialized agencies of the United Nations and civil society, and organizations to meet;",
            ["specializedAgencies", "civilSociety", "organizations"],
        ),
    ],
)
def test_what_is_said_of_others_or_apart_is_not_of_the_system(paragraph: str, expected: list[str]) -> None:
    assert _asked("en", paragraph) == [expected]


def test_organizations_that_are_examples_of_those_of_the_system_are_of_it() -> None:
    paragraph = "请联合国系统机构，特别是处理灯塔问题的组织维护灯塔；"
    assert _asked("zh", paragraph) == [["unitedNationsSystem"]]


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "Notes the work of the relevant bodies of the United Nations, and encourages them to go on;"),
        ("fr", "Prend note des travaux des organismes compétents des Nations Unies et les engage à continuer ;"),
        ("zh", "注意到联合国机构的工作，鼓励它们继续努力；"),
    ],
)
def test_a_pronoun_means_the_organizations_of_the_system_that_were_named(language: str, paragraph: str) -> None:
    assert _asked(language, paragraph)[-1] == ["unitedNationsSystem"]


@pytest.mark.parametrize(
    ("language", "paragraph", "key"),
    [
        ("en", "Invites the Commission for Social Development to meet, and asks the Commission to report;", "csocd"),
        ("zh", "邀请社会发展委员会举行会议，请委员会提出报告；", "csocd"),
        ("ru", "предлагает Комиссии социального развития собраться и просит Комиссию сообщить об этом;", "csocd"),
        ("en", "Invites the Commission to meet, and requests the Commission to report;", "committee"),
    ],
)
def test_a_general_word_stands_for_the_longer_name_said_before(language: str, paragraph: str, key: str) -> None:
    assert _asked(language, paragraph)[-1] == [key]


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "Encourages Member States, within their respective mandates, and other stakeholders to keep the light;"),
        ("en", "Encourages Member States and, where applicable, other stakeholders to keep the light;"),
        ("fr", "Engage les États Membres et, le cas échéant, les autres parties prenantes à éclairer la côte ;"),
        ("es", "Alienta a los Estados Miembros, según proceda, y a otras partes interesadas a que iluminen la costa;"),
        (
            "ru",
            "рекомендует государствам-членам, согласно их мандатам, и другим заинтересованным сторонам беречь маяк;",
        ),
        ("ar", "تشجع الدول الأعضاء، كل في إطار ولايته، وسائر الجهات صاحبة المصلحة على حراسة المنارة؛"),
        ("zh", "鼓励会员国在各自任务范围内和其他利益攸关方维护灯塔；"),
    ],
)
def test_what_is_inserted_in_a_list_does_not_end_it(language: str, paragraph: str) -> None:
    assert _asked(language, paragraph) == [["memberStates", "stakeholders"]]


@pytest.mark.parametrize(
    ("language", "paragraph", "expected"),
    [
        (
            "en",
            "Encourages cooperation between the United Nations and the African Union;",
            ["unitedNations", "africanUnion"],
        ),
        ("en", "Encourages the implementation of the plan adopted by the African Union;", []),
        ("fr", "Encourage l’application du plan élaboré par les autorités ;", []),
        ("fr", "Encourage l’application du plan par les autorités ;", ["authorities"]),
        ("es", "Alienta la aplicación del plan aprobado por las autoridades;", []),
        ("es", "Alienta la cooperación entre las autoridades y la Unión Africana;", ["authorities", "africanUnion"]),
        ("ru", "призывает к активизации усилий сторон;", ["parties"]),
        ("ar", "تشجع على مواصلة التعاون بين الأمم المتحدة والاتحاد الأفريقي؛", ["unitedNations", "africanUnion"]),
    ],
)
def test_who_does_what_is_asked_not_who_did_it_already(language: str, paragraph: str, expected: list[str]) -> None:
    assert _asked(language, paragraph) == [expected]


@pytest.mark.parametrize(
    ("language", "paragraph", "expected"),
    [
        (
            "ru",
            "призывает все стороны, вовлеченные в спор о маяке, и все государства беречь маяк;",
            ["parties", "states"],
        ),
        (
            "ar",
            "تكرر طلبها إلى المنظمات والمؤسسات المهتمة والأفراد تقديم التبرعات للمنارة؛",
            ["organizations", "individuals"],
        ),
    ],
)
def test_what_describes_a_name_in_a_list_does_not_end_it(language: str, paragraph: str, expected: list[str]) -> None:
    assert _asked(language, paragraph) == [expected]


@pytest.mark.parametrize(
    ("language", "paragraph", "expected"),
    [
        ("ru", "приглашает принять участие в Саммите государства и частный сектор;", ["states", "privateSector"]),
        ("ru", "вновь предлагает партнерам беречь маяк;", ["partners"]),
        ("ru", "убедительно просит Генерального секретаря беречь маяк;", ["secretaryGeneral"]),
        (
            "ru",
            "призывает государства в рамках их соответствующих мандатов и частный сектор беречь маяк;",
            ["states", "privateSector"],
        ),
        ("en", "Encourages increased cooperation between States and INTERPOL;", ["states", "interpol"]),
        ("en", "Invites voluntary contributions to the Force, to be administered by rules;", []),
        ("ar", "ترحب بالمنارة، ومن ثم تدعو الدول الأعضاء إلى حراستها؛", ["memberStates"]),
    ],
)
def test_words_before_those_who_are_asked(language: str, paragraph: str, expected: list[str]) -> None:
    assert _asked(language, paragraph)[-1] == expected


def test_the_president_is_the_one_named_before() -> None:
    paragraph = "Requests the President of the General Assembly to preside, and requests the President to report;"
    assert _asked("en", paragraph)[-1] == ["presidentOfTheGeneralAssembly"]


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "Calls upon Member States, which have built the light, and all relevant actors to keep it;"),
        (
            "fr",
            "Demande aux États Membres, qui ont bâti le phare, ainsi qu’à tous les acteurs concernés de le garder ;",
        ),
        ("ru", "призывает государства-члены, которые несут ответственность за маяк, и всех субъектов беречь его;"),
        ("ar", "تهيب بالدول الأعضاء، التي تتحمل المسؤولية عن المنارة، وجميع الجهات الفاعلة أن تحرسها؛"),
        ("es", "Exhorta a los Estados Miembros, en especial a los interlocutores pertinentes, a iluminar la costa;"),
    ],
)
def test_a_clause_that_says_more_of_one_who_is_asked_does_not_end_the_list(language: str, paragraph: str) -> None:
    assert _asked(language, paragraph) == [["memberStates", "stakeholders"]]


@pytest.mark.parametrize(
    ("language", "paragraph", "expected"),
    [
        ("en", "Invites further comments from Member States on the light;", ["memberStates"]),
        ("en", "Requests the General Committee to meet;", ["generalCommittee"]),
        ("zh", "请总务委员会举行会议；", ["generalCommittee"]),
        ("ru", "рекомендует в подходящих случаях государствам беречь маяк;", ["states"]),
        ("ru", "приветствует работу Генерального секретаря и предлагает ему беречь маяк;", ["secretaryGeneral"]),
        (
            "es",
            "Alienta a las entidades de las Naciones Unidas que corresponda y a los Estados a iluminar la costa;",
            ["unitedNationsSystem", "states"],
        ),
        (
            "fr",
            "Encourage les États, selon qu’il conviendra, et les autres acteurs concernés à éclairer la côte ;",
            ["states", "stakeholders"],
        ),
        ("ar", "تكرر تأكيد نداءاتها إلى جميع الدول أن تحرس المنارة؛", ["states"]),
    ],
)
def test_names_and_words_that_languages_have_for_the_same(language: str, paragraph: str, expected: list[str]) -> None:
    assert _asked(language, paragraph)[-1] == expected


@pytest.mark.parametrize(
    ("language", "paragraph"),
    [
        ("en", "Requests the Secretary-General to report within eleven months of the adoption of this resolution;"),
        (
            "fr",
            "Prie le Gardien de faire rapport dans les onze mois suivant l’adoption de la présente résolution ;",
        ),
        (
            "es",
            "Pide al Guardián que informe en un plazo de 11 meses a partir de la aprobación de la presente resolución;",
        ),
        (
            "ru",
            "просит Смотрителя представить доклад в течение 11 месяцев с даты принятия настоящей резолюции;",
        ),
        ("zh", "请秘书长在本决议通过后11个月内提交报告；"),
        ("ar", "تطلب إلى الأمين العام أن يقدم تقريرا في غضون 11 شهرا من اتخاذ هذا القرار؛"),
    ],
)
def test_a_period_from_the_adoption_has_its_year(language: str, paragraph: str) -> None:
    text = f"A/RES/99/7\n\n{_ADOPTED[language]}\n\n{_HEADS[language]}{paragraph}\n"
    (row,) = akn.mandates(document_of(text))
    assert row.due is not None
    assert (row.due.kind, row.due.value, row.due.year) == ("period", "P11M", 2045)


_ABOUT_SYSTEMS = [
    ("en", "Requests the agencies, funds and programmes of the United Nations to keep the light;"),
    ("en", "Requests United Nations libraries to keep the light;"),
    ("en", "Requests the United Nations system, in particular the organizations at sea, to keep the light;"),
    ("en", "Requests international organizations to keep the light;"),
    ("en", "Requests its President to keep the light;"),
    ("en", "Requests the President of the library to keep the light;"),
    ("zh", "请联合国各机构维护灯塔；"),
    ("zh", "请联合国系统各专门机构和其他组织维护灯塔；"),
]


def _forget() -> None:
    """Everything that was made from the data files of clauses."""
    for module in (clauses, parts, products, shape, times):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def test_no_key_of_an_entity_stands_in_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With other keys in the data the same are asked, under those keys."""
    before = [_asked(*said) for said in _ABOUT_SYSTEMS]
    keys = {"unitedNations": "seas", "unitedNationsSystem": "ocean", "organizations": "ships", "chair": "helm"}
    written = re.compile(rf'(?<=")(?:{"|".join(keys)})(?=")|^(?:{"|".join(keys)})(?= =)', re.MULTILINE)
    shutil.copytree(Path(shape.__file__).parent, tmp_path, dirs_exist_ok=True)
    for file in (tmp_path / "entities.toml", *(tmp_path / "words").glob("*.toml")):
        file.write_text(written.sub(lambda m: keys[m[0]], file.read_text("utf-8")), "utf-8")
    monkeypatch.setattr(shape, "_FOLDER", str(tmp_path))
    _forget()
    try:
        after = [_asked(*said) for said in _ABOUT_SYSTEMS]
    finally:
        monkeypatch.undo()
        _forget()
    assert after == [[[keys.get(key, key) for key in row] for row in rows] for rows in before]
    assert {key for rows in before for row in rows for key in row} >= {"unitedNationsSystem", "organizations", "chair"}


def _printed(paragraph: str) -> list[tuple[str, str]]:
    (row,) = akn.mandates(document_of(f"{_HEADS['en']}{paragraph}\n"))
    return [(a.text, a.key) for a in row.addressees]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Requests the organizations and bodies of the United Nations system to keep the light;",
            [("the organizations and bodies of the United Nations system", "unitedNationsSystem")],
        ),
        (
            "Urges States and United Nations organs and entities to keep the light;",
            [("States", "states"), ("United Nations organs and entities", "unitedNationsSystem")],
        ),
        (
            "Requests United Nations bodies and other organizations to keep the light;",
            [("United Nations bodies", "unitedNationsSystem"), ("other organizations", "organizations")],
        ),
    ],
)
def test_neighbours_that_one_system_has_are_one(paragraph: str, expected: list[tuple[str, str]]) -> None:
    assert _printed(paragraph) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Calls upon Governments of origin, transit and destination countries to light the roads;",
            [("Governments of origin, transit and destination countries", "governments")],
        ),
        (
            "Encourages the secretariats of the funds, programmes and specialized agencies to meet;",
            [("the secretariats of the funds, programmes and specialized agencies", "secretariat")],
        ),
        (
            "Urges States that have not yet signed or acceded to the Lamp Convention to consider doing so;",
            [("States that have not yet signed or acceded to the Lamp Convention", "states")],
        ),
        (
            "Calls upon the United Nations, organizations of the United Nations system and development banks to meet;",
            [
                ("the United Nations", "unitedNations"),
                ("organizations of the United Nations system", "unitedNationsSystem"),
                ("development banks", "developmentBanks"),
            ],
        ),
    ],
)
def test_a_name_has_what_follows_its_of(paragraph: str, expected: list[tuple[str, str]]) -> None:
    assert _printed(paragraph) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Invites States, lamplighters and other donors to pay for the lamps;",
            [("States", "states"), ("lamplighters", ""), ("other donors", "donors")],
        ),
        (
            "Invites States, national and other relevant organizations to pay for the lamps;",
            [("States", "states"), ("national and other relevant organizations", "organizations")],
        ),
        (
            "Urges States, which have the responsibility to counter hate and darkness, and all relevant actors to act;",
            [("States", "states"), ("all relevant actors", "stakeholders")],
        ),
        (
            "Invites organizations, including those of the system of lamps, the private sector and the media to meet;",
            [("organizations", "organizations"), ("the private sector", "privateSector"), ("the media", "media")],
        ),
        (
            "Encourages Member States and associate members of the regional commissions to meet;",
            [("Member States", "memberStates"), ("associate members of the regional commissions", "members")],
        ),
        ("Calls upon the entirety of the Secretariat to save oil;", [("the Secretariat", "secretariat")]),
    ],
)
def test_words_that_are_no_known_name(paragraph: str, expected: list[tuple[str, str]]) -> None:
    assert _printed(paragraph) == expected


@pytest.mark.parametrize(
    ("paragraph", "ask"),
    [
        (
            "Reminds Member States of their obligation to keep the light;",
            "of their obligation to keep the light;",
        ),
        ("Invites the stakeholders referred to in paragraph 4 above to submit inputs;", "submit inputs;"),
    ],
)
def test_what_is_asked_begins_after_the_names(paragraph: str, ask: str) -> None:
    (row,) = akn.mandates(document_of(f"{_HEADS['en']}{paragraph}\n"))
    assert len(row.addressees) == 1
    assert row.ask == ask


@pytest.mark.parametrize(
    ("paragraph", "keys"),
    [
        ("Calls for support to the 2045 Haiti Lamp Response Plan;", []),
        ("Calls for support by Haiti;", ["HTI"]),
        ("Demands that the coast not be used by any armed group or organization;", []),
        ("Encourages the participation of Member States and civil society;", ["memberStates", "civilSociety"]),
        ("Encourages dialogue between development banks and Member States;", ["developmentBanks", "memberStates"]),
    ],
)
def test_a_key_is_a_name_and_not_made_of_words(paragraph: str, keys: list[str]) -> None:
    assert _asked("en", paragraph) == [keys]


def test_an_inherited_name_without_a_key_is_shown() -> None:
    text = f"{_HEADS['en']}Invites States, lamplighters and other donors:\n\n(a) To pay for the lamps;\n"
    *_, point = akn.mandates(document_of(text))
    assert [(a.text, a.key, a.inherited) for a in point.addressees] == [
        ("", "states", True),
        ("lamplighters", "", True),
        ("", "donors", True),
    ]


def _first(language: str, paragraph: str) -> tuple[list[tuple[str, str]], str]:
    row = akn.mandates(document_of(f"{_HEADS[language]}{paragraph}\n"))[-1]
    return [(a.text, a.key) for a in row.addressees], row.ask


@pytest.mark.parametrize(
    ("language", "paragraph", "expected", "ask"),
    [
        (
            "es",
            "Solicita a los Estados, con los recursos disponibles, a la Secretaría y a los donantes que enciendan;",
            [("a los Estados", "states"), ("a la Secretaría", "secretariat"), ("a los donantes", "donors")],
            "enciendan;",
        ),
        (
            "es",
            "Solicita a los países que aportan lámparas y aceite que alumbren la costa;",
            [("a los países que aportan lámparas y aceite", "states")],
            "alumbren la costa;",
        ),
        (
            "es",
            "Alienta a los donantes que proporcionan u operan lámparas a que alumbren la costa;",
            [("a los donantes que proporcionan u operan lámparas", "donors")],
            "alumbren la costa;",
        ),
        ("en", "Encourages support for the poor by lighting the United Nations lamps;", [], "support for the poor by"),
        (
            "zh",
            "邀请会员国、民间社会和学术界及学校，举办灯塔日；",
            [("会员国", "memberStates"), ("民间社会", "civilSociety"), ("学术界", "academia"), ("学校", "academia")],
            "举办灯塔日；",
        ),
        (
            "zh",
            "促请会员国和防止灯塔失火部队尽快履行承诺；",
            [("会员国", "memberStates"), ("防止灯塔失火部队", "")],
            "尽快履行承诺；",
        ),
        ("zh", "邀请尚未加入公约的会员国加入公约；", [("尚未加入公约的会员国", "memberStates")], "加入公约；"),
        (
            "en",
            "Urges countries with lamps, including Member States, to light them;",
            [("countries with lamps", "states"), ("Member States", "memberStates")],
            "light them;",
        ),
        (
            "en",
            "Calls upon the parties concerned to light lamps;",
            [("the parties concerned", "parties")],
            "light lamps;",
        ),
    ],
)
def test_a_list_ends_where_what_is_asked_begins(
    language: str, paragraph: str, expected: list[tuple[str, str]], ask: str
) -> None:
    who, asked = _first(language, paragraph)
    assert who == expected
    assert asked.startswith(ask)


@pytest.mark.parametrize(
    ("language", "paragraph", "expected", "ask"),
    [
        (
            "en",
            "Reiterates its call to the entities of the United Nations development system, in the dark;",
            [("the entities of the United Nations development system", "unitedNationsDevelopmentSystem")],
            "in the dark;",
        ),
        (
            "fr",
            "Engage les États Membres, auxquels il incombe de lutter, et les donateurs à allumer des lampes ;",
            [("les États Membres", "memberStates"), ("les donateurs", "donors")],
            "allumer des lampes",
        ),
        (
            "ru",
            "призывает государства-члены, которые в состоянии сделать это, зажечь лампы;",
            [("государства-члены", "memberStates")],
            "зажечь лампы;",
        ),
        (
            "ar",
            "تقرر الجمعية العامة، في جلستها العامة 74، أن ترجئ النظر في المصابيح؛",
            [],
            "أن ترجئ النظر في المصابيح؛",
        ),
    ],
)
def test_what_says_more_of_a_name_is_not_asked(
    language: str, paragraph: str, expected: list[tuple[str, str]], ask: str
) -> None:
    who, asked = _first(language, paragraph)
    assert [(text.split(",")[0], key) for text, key in who] == expected
    assert asked.startswith(ask)


def test_what_is_done_without_prejudice_to_is_not_asked() -> None:
    text = "просит, чтобы поддержка Хранителя включала лампы без ущерба для возможности Хранителя созывать заседания;"
    assert not _first("ru", text)[1].startswith("созывать")


@pytest.mark.parametrize(
    ("language", "paragraph", "keys"),
    [
        # a list goes on behind an insertion
        (
            "en",
            "Encourages all States, in line with their tides and while keeping their lamps, and, where applicable,"
            " other stakeholders to light the coast;",
            ["states", "stakeholders"],
        ),
        (
            "fr",
            "Encourage tous les États, parallèlement aux mesures prises sur leurs côtes, et, le cas échéant, les autres"
            " parties prenantes à éclairer la côte ;",
            ["states", "stakeholders"],
        ),
        ("en", "Encourages all States, in line with the lamps of donors, to light the coast;", ["states"]),
        # the adjective of a State before its sides
        ("ru", "призывает все соответствующие суданские стороны беречь маяк;", ["parties"]),
        # funds are foundations beside donors, and funds beside programmes
        ("ru", "призывает государства, фонды и других доноров беречь маяк;", ["states", "foundations", "donors"]),
        ("ru", "призывает фонды, программы и частный сектор беречь маяк;", ["fundsAndProgrammes", "privateSector"]),
        # one name has the Governments of two States
        ("fr", "Prie les Gouvernements soudanais et sud-soudanais d’éclairer la côte ;", ["SDN", "SSD"]),
        ("fr", "Prie les Gouvernements soudanais et locaux d’éclairer la côte ;", ["governments"]),
    ],
)
def test_lists_behind_insertions_and_names_beside_others(language: str, paragraph: str, keys: list[str]) -> None:
    assert _asked(language, paragraph) == [keys]


def test_two_verbs_lead_to_points_where_the_first_list_ends_with_its_system() -> None:
    lead = (
        "призывает государства и учреждения системы Организации Объединенных Наций в рамках их соответствующих мандатов"
        " и предлагает донорам беречь маяк:\n\na) чистить лампы;"
    )
    assert _asked("ru", lead)[-2:] == [["states", "unitedNationsSystem"], ["donors"]]
