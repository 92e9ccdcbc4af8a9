"""One reading of the whole: a line that is missing, misprinted or misplaced brings nothing else down."""

from __future__ import annotations

import pytest

from akn.blocks import Block
from akn.document import Document, Formula, Preambular
from akn.emit import emit_xml
from akn.parse import parse_blocks
from akn.read import read_xml
from akn.structure.looks import LineFeatures, Look
from akn.structure.roles import Role, roles_of
from akn.text import Kind, Text
from akn.walk import texts_of


def parsed(*lines: str) -> Document:
    return parse_blocks(tuple(Block(Text(line)) for line in lines)).value


_TITLE = ("A/RES/99/7", "99/7. Lamps of the harbour")
_FORMULA = "The General Assembly,"
_PREAMBLE = ("Recalling its resolution 98/12,", "Noting the tide,", "Mindful of the lamps,")
_BODY = ("1. Decides to wait;", "2. Requests the Secretary-General to report.")
_CLOSING = ("51st plenary meeting", "9 December 2044")


def preambular(document: Document) -> int:
    return sum(isinstance(node, Preambular) for node in document.preamble)


@pytest.mark.parametrize("gone", range(2 + 1 + 3 + 2 + 2))
def test_a_line_that_is_missing_costs_no_more_than_itself(gone: int) -> None:
    lines = [*_TITLE, _FORMULA, *_PREAMBLE, *_BODY, *_CLOSING]
    document = parsed(*lines[:gone], *lines[gone + 1 :])
    assert preambular(document) == 3 - (gone in (3, 4, 5))
    assert len(document.body) == 2 - (gone in (6, 7))
    assert len(document.conclusions) == 2 - (gone in (8, 9))


@pytest.mark.parametrize("sign", [";", ".", ":", ""])
@pytest.mark.parametrize("at", range(3))
def test_one_wrong_sign_in_the_preamble_does_not_end_it(sign: str, at: int) -> None:
    lines = [line[:-1] + sign if i == at else line for i, line in enumerate(_PREAMBLE)]
    document = parsed(*_TITLE, _FORMULA, *lines, *_BODY, *_CLOSING)
    assert (preambular(document), len(document.body)) == (3, 2)


def test_a_comma_at_the_end_of_the_only_operative_paragraph() -> None:
    document = parsed(*_TITLE, _FORMULA, *_PREAMBLE, "Takes note of the report of the keepers,", *_CLOSING)
    assert (preambular(document), len(document.body), len(document.conclusions)) == (3, 1, 2)


def test_a_cover_that_repeats_the_formula() -> None:
    """As the Arabic covers of the Economic and Social Council do."""
    cover = ("United Nations", "E/RES/2044/7", "The Economic and Social Council", "Distr.: General", "9 June 2044")
    document = parsed(*cover, "2044/7. Lamps", "The Economic and Social Council,", *_PREAMBLE, *_BODY)
    assert (len(document.cover), preambular(document), len(document.body)) == (5, 3, 2)


def test_closing_lines_without_an_operative_part_and_in_another_order() -> None:
    document = parsed(*_TITLE, _FORMULA, *_PREAMBLE, *reversed(_CLOSING))
    assert [t.content for t in document.conclusions] == list(reversed(_CLOSING))
    assert not document.body


def test_text_below_the_closing_lines_is_an_annex_without_a_label() -> None:
    below = ("Rules of the lamp", "1. The lamp is lit.", "2. The lamp is put out.", "3. The keeper rests.")
    document = parsed(*_TITLE, _FORMULA, *_PREAMBLE, *_BODY, *_CLOSING, *below, *below[1:], *below[1:])
    assert [t.content for t in document.conclusions] == list(_CLOSING)
    (annex,) = document.annexes
    assert [t.content for t in annex.preface] == ["Rules of the lamp"]


def test_the_vote_and_its_voters_need_no_meeting_above_them() -> None:
    vote = ("[Adopted by a recorded vote of 2 to 1, with 1 abstention.", "In favour: Ys, Avalon", "Against: Lyonesse]")
    document = parsed(*_TITLE, _FORMULA, *_PREAMBLE, *_BODY, *vote)
    assert len(document.conclusions) == 3


def test_every_row_of_costs_has_a_cost_for_every_role() -> None:
    for look in Look:
        for before in (
            [],
            [LineFeatures((Look.FORMULA,))],
            [LineFeatures((Look.FIRST_NUMBER,))],
            [LineFeatures((Look.MEETING,))],
        ):
            assert len(roles_of([*before, LineFeatures((look,))])) == len(before) + 1


def test_the_letters_of_parts_run_on() -> None:
    letter = [LineFeatures((Look.LETTER,), n) for n in (1, 2, 4)]
    act = LineFeatures((Look.OP_STOP,))
    found = roles_of([LineFeatures((Look.TITLE_NUMBER,)), letter[0], act, letter[1], act, letter[2], act])
    assert [role is Role.LETTER for role in found] == [False, True, False, True, False, False, False]


_LANGUAGES = {
    "eng": (
        "99/7. Lamps|The General Assembly,|Recalling its resolution 98/12,|Noting the tide,|Welcoming the report,|"
        "Recognizing the lamps,|1. Decides to wait;|2. Requests the Secretary-General to report.|51st plenary meeting"
    ),
    "fra": (
        "99/7. Lampes|L’Assemblée générale,|Rappelant sa résolution 98/12,|Notant la marée,|Saluant le rapport,|"
        "Consciente des lampes,|1. Décide d’attendre ;|2. Prie le Secrétaire général de faire rapport.|"
        "51e séance plénière"
    ),
    "spa": (
        "99/7. Lámparas|La Asamblea General,|Recordando su resolución 98/12,|Observando la marea,|"
        "Acogiendo el informe,|Reconociendo las lámparas,|1. Decide esperar;|"
        "2. Solicita al Secretario General que informe.|"
        "51ª sesión plenaria"
    ),
    "rus": (
        "99/7. Огни|Генеральная Ассамблея,|ссылаясь на свою резолюцию 98/12,|отмечая прилив,|приветствуя доклад,|"
        "признавая важность огней,|1. постановляет ждать;|2. просит Генерального секретаря представить доклад.|"
        "51-е пленарное заседание"
    ),
    "ara": (
        "99/7 مصابيح|إن الجمعية العامة،|إذ تشير إلى قرارها 98/12،|وإذ تلاحظ المد،|"
        "وإذ ترحب بالتقرير،|وإذ تدرك أهمية المصابيح،|"
        "1 - تقرر أن تنتظر؛|2 - تطلب إلى الأمين العام أن يقدم تقريرا.|الجلسة العامة 51"
    ),
    "zho": (
        "99/7. 灯|大会，|回顾其第98/12号决议，|注意到潮水，|欢迎秘书长的报告，|认识到灯的重要性，|1. 决定等待；|"
        "2. 请秘书长提出报告。|第51次全体会议"
    ),
}
_SIGNS = {"zho": "。；", "ara": ".؛"}


@pytest.mark.parametrize("formula", [True, False], ids=["formula", "no formula"])
@pytest.mark.parametrize("numbered", [True, False], ids=["numbers", "no numbers"])
@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_wrong_sign_anywhere_in_the_preamble_in_every_language(language: str, numbered: bool, formula: bool) -> None:
    title, enacting, *rest = _LANGUAGES[language].split("|")
    preamble, (one, two, meeting) = rest[:4], rest[4:]
    body = [one, two] if numbered else [x.partition(" ")[2].lstrip("- ") for x in (one, two)]
    # Chinese verbs tell no preamble from what is decided: at its borders only the signs and the numbers do
    sure = range(4) if language != "zho" else range(1, 3)
    for at in sure:
        for sign in _SIGNS.get(language, ".;"):
            lines = [x[:-1] + sign if i == at else x for i, x in enumerate(preamble)]
            document = parsed(title, *[enacting] * formula, *lines, *body, meeting)
            found = (preambular(document), len(document.body), len(document.conclusions))
            assert found == (4, 2, 1), (at, sign)


def test_old_council_resolutions_print_their_meeting_below_the_text_and_notes_below_that() -> None:
    lines = (
        "146 (2060). Resolution of 9 August 2060",
        "The Security Council,",
        "1. Confirms the authority given to the keepers;",
        "2. Declares that the lamps are necessary.",
        "Adopted at the 886th meeting by 9 votes to none, with 2 abstentions.",
        "3 Official Records of the Security Council, Fifteenth Year, 885th meeting.",
    )
    document = parsed(*lines)
    assert [line.content for line in document.conclusions] == list(lines[-2:])
    assert document.metadata.meeting == "886"


def test_a_vote_below_a_decision_closes_it_and_its_first_words_date_it() -> None:
    lines = (
        "A/HRC/DEC/99/117",
        "99/117. Panel on the right of lighthouse keepers to rest",
        "At its 56th meeting, on 28 March 2044, the Human Rights Council decided to adopt the following text:",
        "“The Human Rights Council,",
        "“Recalling its decision 98/120 of 17 June 2043,",
        "“1. Decides to convene a panel discussion on rest.”",
        "[Adopted without a vote.]",
    )
    document = parsed(*lines)
    assert [line.content for line in document.conclusions] == [lines[-1]]
    assert (document.metadata.date, document.metadata.date_name) == ("2044-03-28", "adoption")


def test_letters_whose_texts_were_adopted_apart_keep_the_order_of_the_source() -> None:
    lines = ("99/123. Lamps", "The General Assembly,", "Recalling its resolution 98/12,", "A", "1. Decides to wait.")
    document = parsed(*lines, "48th plenary meeting", "12 December 2044", "B", "1. Requests lamps.")
    words = " ".join(text.content for text, _ in texts_of(document))
    assert words.index("48th") < words.index("Requests")


@pytest.mark.parametrize("formula", ["The Security Council", "Therefore the Security Council,"])
def test_the_organ_may_be_named_below_what_moves_it(formula: str) -> None:
    lines = (
        "30 (2060). Resolution of 25 August 2060",
        "Whereas the lamps of the quay are out,",
        "Whereas it is desirable to light them,",
        formula,
        "1. Notes the steps taken by the keepers;",
        "2. Resolves to consider the matter further.",
    )
    document = parsed(*lines)
    assert [type(node) for node in document.preamble] == [Preambular, Preambular, Formula]
    assert (document.metadata.actor, len(document.body)) == ("unsc", 2)
    again = read_xml(emit_xml(document)).value
    assert again.preamble == document.preamble


def test_of_two_formulas_the_first_enacts() -> None:
    document = parsed(*_TITLE, _FORMULA, *_PREAMBLE, "The Security Council", *_BODY)
    assert isinstance(document.preamble[0], Formula)
    assert sum(isinstance(node, Formula) for node in document.preamble) == 1
    assert "The Security Council" in [text.content for text, _ in texts_of(document)]


def test_a_recital_that_a_word_joins_to_the_next_one_is_one() -> None:
    lines = (
        "7 (2060). Resolution of 26 June 2060",
        "Whereas the Security Council appointed keepers in April, and",
        "Whereas these have lit the lamps,",
        "The Security Council",
        "Decides to keep them.",
    )
    document = parsed(*lines)
    assert [type(node) for node in document.preamble] == [Preambular, Preambular, Formula]
    assert len(document.preface) == len(document.body) == 1


def test_an_action_may_follow_a_word_that_joins_it_to_the_one_before() -> None:
    document = parsed(*_TITLE, _FORMULA, _PREAMBLE[0], "And in particular taking note of the lamps,", *_BODY)
    assert preambular(document) == 2
    assert all(text.of(Kind.ACTION) for text, _ in texts_of(document) if text.content.endswith("lamps,"))
