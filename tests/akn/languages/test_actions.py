"""Action phrases: what they are, how far they reach, what the looks of the source say to it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.languages import action_keys, codes, load
from akn.languages.actions import find_further, find_opening, find_reported, find_reported_first, find_unknown
from akn.languages.shape import forms
from akn.languages.tables import ActionPlace, is_composed
from akn.text import Kind, Text, TextBuilder
from tests.strategies import ANY
from tests.work import calls

ENGLISH, ARABIC = load("eng"), load("ara")


def marked(source: str, look: Kind = Kind.ITALIC) -> Text:
    """A text from a string in which *asterisks* enclose what has the look."""
    builder = TextBuilder()
    for i, piece in enumerate(source.split("*")):
        builder.add(piece, *([look] if i % 2 else []))
    return builder.text()


@pytest.mark.parametrize("code", codes())
def test_every_phrase_of_every_language_is_found_whole_with_its_key(code: str) -> None:
    language = load(code)
    places: tuple[tuple[ActionPlace, dict[str, str]], ...] = (
        ("preamble", dict(language.actions.preamble)),
        ("operative", dict(language.actions.operative)),
    )
    checked = 0
    for place, rows in places:
        for key, written in rows.items():
            for phrase in forms(written):
                found = find_opening(Text(phrase), language, place)
                assert found is not None, phrase
                assert (found.phrase, found.key) == (phrase, key)
                checked += 1
    assert checked


def test_a_short_phrase_does_not_swallow_the_words_of_its_object() -> None:
    found = find_opening(Text("Taking note of the report of the Tide Office,"), ENGLISH, "preamble")
    assert found is not None
    assert found.phrase == "Taking note"


def test_a_phrase_ends_at_a_word() -> None:
    assert find_opening(Text("Recallings of the past"), ENGLISH, "preamble") is None


def test_an_adverb_between_verb_and_object_belongs_to_the_phrase() -> None:
    found = find_opening(Text("وإذ تعيد أيضا تأكيد قرارها،"), ARABIC, "preamble")
    assert found is not None
    assert (found.phrase, found.key) == ("وإذ تعيد أيضا تأكيد", "reaffirming")


def test_a_phrase_is_seen_through_vowel_signs_tatweel_and_no_break_spaces() -> None:
    found = find_opening(Text("تــسلِّم\u00a0أيضاً بأهمية المد؛"), ARABIC, "operative")
    assert found is not None
    assert (found.phrase, found.key) == ("تــسلِّم\u00a0أيضاً", "recognizes")


def test_the_form_for_another_gender_of_the_organ_is_the_same_action() -> None:
    french = load("fra")
    known = {phrase for row in french.actions.preamble.values() for phrase in forms(row)}
    assert "Profondément convaincue" in known
    assert "Profondément convaincu" not in known
    she = find_opening(Text("Profondément convaincue que la mer monte,"), french, "preamble")
    he = find_opening(Text("Profondément convaincu que la mer monte,"), french, "preamble")
    assert she is not None
    assert he is not None
    assert she.key == he.key == "deeplyConvinced"


def test_the_verb_of_an_operative_phrase_has_no_form_for_another_gender_and_a_participle_after_it_has() -> None:
    spanish = load("spa")
    noun = find_opening(Text("Fomento de una recuperación sostenible"), spanish, "operative")
    verb = find_opening(Text("Fomenta la recuperación"), spanish, "operative")
    he = find_opening(Text("Sigue preocupado por los faros;"), spanish, "operative")
    she = find_opening(Text("Sigue preocupada por los faros;"), spanish, "operative")
    assert noun is None
    assert verb is not None
    assert he is not None
    assert she is not None
    assert he.key == she.key


def test_latin_letters_inside_a_russian_phrase_do_not_hide_it() -> None:
    russian = load("rus")
    found = find_opening(Text("c удовлетвoрением отмечает прилив;"), russian, "operative")
    assert found is not None
    assert found.phrase == "c удовлетвoрением отмечает"


def test_the_number_before_the_phrase_is_skipped_by_start() -> None:
    text = Text("12. Requests the Tide Office to report;")
    found = find_opening(text, ENGLISH, "operative", start=4)
    assert found is not None
    assert (found.start, found.end, text.content[found.start : found.end]) == (4, 12, "Requests")


def test_looks_that_stop_before_an_adverb_do_not_cut_it_off() -> None:
    found = find_opening(marked("*تسلم* أيضاً بأهمية المد؛", Kind.BOLD), ARABIC, "operative")
    assert found is not None
    assert found.phrase == "تسلم أيضاً"


def test_looks_that_set_less_than_the_known_phrase_decide_how_far_it_reaches() -> None:
    found = find_opening(marked("*Expressing* concern at the ebb,"), ENGLISH, "preamble")
    assert found is not None
    assert (found.phrase, found.key) == ("Expressing", "expressingConcern")


def test_looks_that_set_more_than_the_known_phrase_decide_how_far_it_reaches() -> None:
    found = find_opening(marked("*Underlines its continued and serious alarm* at the ebb;"), ENGLISH, "operative")
    assert found is not None
    assert (found.phrase, found.key) == ("Underlines its continued and serious alarm", "underlines")


def test_looks_over_the_whole_paragraph_are_no_evidence() -> None:
    sentence = (
        "Requests the Tide Office to report to it once a year on all libraries between the lines of high and low water"
    )
    found = find_opening(marked(f"*{sentence}*;"), ENGLISH, "operative")
    assert found is not None
    assert found.phrase == "Requests"


def test_looks_of_a_title_behind_the_phrase_are_not_drawn_into_it() -> None:
    found = find_opening(marked("*Welcomes Report 2044 on Tides*;"), ENGLISH, "operative")
    assert found is not None
    assert found.phrase == "Welcomes"


def test_the_council_sets_shorter_phrases_in_italics() -> None:
    text = Text("Expressing deep concern at the ebb,")
    assembly = find_opening(text, ENGLISH, "preamble", body="unga")
    council = find_opening(text, ENGLISH, "preamble", body="unsc")
    assert assembly is not None
    assert council is not None
    assert (assembly.phrase, council.phrase) == ("Expressing deep concern", "Expressing")
    assert assembly.key == council.key == "expressingDeepConcern"


def test_a_misread_word_is_marked_as_printed_and_its_correction_told() -> None:
    found = find_opening(marked("*تحت* في هذا الصدد المجتمع الدولي على التبرع؛", Kind.BOLD), ARABIC, "operative")
    assert found is not None
    assert (found.phrase, found.key, found.corrected) == ("تحت", "urges", "تحث")
    old = find_opening(Text("Haying also received the report,"), load("eng"), "preamble")
    assert old is not None
    assert (old.phrase, old.key, old.corrected) == ("Haying also received", "havingReceived", "having also received")


@pytest.mark.parametrize("ordinary", ["The tide comes in.", "In 2044 the sea rose.", "Recall that ...", "", "   ", "—"])
def test_ordinary_words_are_no_action(ordinary: str) -> None:
    assert find_opening(Text(ordinary), ENGLISH, "operative") is None


FURTHER = [
    ("eng", "operative", "Welcomes the tide, and in this regard requests the harbour to read it;", "requests"),
    (
        "eng",
        "operative",
        "Notes that harbours agreed to read, invites them to do so and urges all;",
        "invites urges",
    ),
    ("eng", "preamble", "Welcoming the tide, and expressing concern at the ebb,", "expressing concern"),
    (
        "fra",
        "operative",
        "Salue la marée et l’encourage à monter, et prie également le port de lire ;",
        "encourage prie",
    ),
    ("spa", "operative", "Acoge con beneplácito la marea y solicita al puerto que informe;", "solicita"),
    ("rus", "operative", "приветствует прилив и в этой связи просит порт сообщить о нем;", "просит"),
    ("ara", "operative", "يرحب بالمد ويطلب إلى الميناء أن يقرأ؛", "ويطلب"),
    ("zho", "operative", "欢迎潮水，并请港口提出报告；", "请"),
    ("deu", "operative", "begrüßt die Flut und ersucht den Hafen, darüber zu berichten;", "ersucht"),
    ("deu", "preamble", "betonend, dass die Flut steigt, und Kenntnis nehmend von der Ebbe,", "Kenntnis"),
    ("deu", "preamble", "begrüßend, dass die Flut steigt, jedoch unter Hinweis auf die Ebbe,", "unter"),
    ("spa", "preamble", "Acogiendo con beneplácito la marea, y lamentando la bajamar,", "lamentando"),
    ("zho", "preamble", "欢迎潮水，同时注意到退潮，", "注意到"),
    ("zho", "operative", "欢迎潮水，同时注意到退潮，并请港口提出报告；", "请"),
    ("ara", "operative", "يرحب بالمد الذي تشجعه الموانئ وتدعمها ويطلب إلى الميناء أن يقرأ؛", "ويطلب"),
]
"""Language, place, a paragraph, and the first words of its further actions."""


@pytest.mark.parametrize(("code", "where", "paragraph", "verbs"), FURTHER)
def test_further_actions_begin_another_clause(code: str, where: ActionPlace, paragraph: str, verbs: str) -> None:
    language = load(code)
    text = Text(paragraph)
    opening = find_opening(text, language, where)
    assert opening is not None
    found = find_further(text, language, where, start=opening.end)
    assert [o.phrase.split()[0] for o in found] == [verb for verb in verbs.split() if verb != "concern"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Welcomes the report entitled “Tides, notes and requests”;",
        "Recalls that Member States decided to read, and that the harbour requested them to do so;",
        "Takes note of the note (the harbour, which is closed, notes the ebb);",
        "Calls upon harbours working with and supporting readers to read;",
        "Welcomes the work of the Tide Office, Recalls and Notes;",
    ],
)
def test_what_others_do_is_no_action(paragraph: str) -> None:
    opening = find_opening(Text(paragraph), ENGLISH, "operative")
    assert opening is not None
    assert find_further(Text(paragraph), ENGLISH, "operative", start=opening.end) == ()


def test_further_actions_that_the_source_sets_apart_may_stand_anywhere() -> None:
    text = marked("*Welcoming* the tide, and *expressing* hope, see the *Journal of Tides* which *requests* more;")
    assert [(o.phrase, o.key) for o in find_further(text, ENGLISH, "preamble", start=9)] == [
        ("expressing", "expressing"),
        ("requests", "requests"),
    ]


SHORT_LOOKS = [
    # the words after the italics tell which action it is; the italics tell how far it is marked
    (
        "spa",
        "operative",
        "*Acoge con beneplácito* la marea y *reitera* su apoyo al puerto;",
        [("reitera", "reiteratesSupport")],
    ),
    (
        "eng",
        "operative",
        "*Decides* to wait, and *expresses* its intention to read;",
        [("expresses", "expressesIntention")],
    ),
    # a verb of two pieces
    (
        "deu",
        "operative",
        "*betont* die Ebbe und *fordert* die Häfen nachdrücklich auf, zu lesen;",
        [("fordert", "urges")],
    ),
    # the second piece of one is no action of its own
    ("deu", "operative", "*fordert* die Häfen *erneut auf*, zu lesen;", []),
    # what may be said in both places is said in that of the paragraph
    ("zho", "operative", "*注意到*潮汐，并*决定*等待；", [("决定", "decides")]),
]


@pytest.mark.parametrize(("code", "where", "paragraph", "expected"), SHORT_LOOKS)
def test_looks_that_hold_part_of_an_action(
    code: str, where: ActionPlace, paragraph: str, expected: list[tuple[str, str]]
) -> None:
    text = marked(paragraph)
    opening = find_opening(text, load(code), where)
    assert opening is not None
    assert [(o.phrase, o.key) for o in find_further(text, load(code), where, start=opening.end)] == expected


def test_a_pronoun_may_be_written_in_one_with_the_verb() -> None:
    found = find_further(Text("ترحب بالمد وتشجعها على القراءة؛"), ARABIC, "operative", start=4)
    assert [(o.phrase, o.key) for o in found] == [("وتشجعها", "encourages")]


FEELINGS = [
    ("eng", "preamble", "Looking forward with keen interest to the spring tide,", "lookingForwardWithKeenInterest"),
    ("eng", "preamble", "Expressing also its extreme disquiet at the ebb,", "expressingExtremeDisquiet"),
    ("fra", "operative", "Prend note avec une très vive inquiétude du reflux ;", "takesNoteWithVerySeriousConcern"),
    ("spa", "preamble", "Señalando con honda inquietud el reflujo,", "notingWithDeepConcern"),
    ("rus", "operative", "с глубокой скорбью констатирует отлив;", "acknowledgesWithDeepSorrow"),
    ("ara", "preamble", "وإذ تشير مع عميق الأسف إلى الجزر،", "recallingWithDeepRegret"),
    ("ara", "operative", "تعرب أيضا عن بالغ انزعاجها من الجزر؛", "expressesDeepAlarm"),
    ("zho", "operative", "又极为遗憾地确认潮水退去；", "recognizesWithGreatRegret"),
    (
        "eng",
        "operative",
        "Stresses its growing alarm and deep regret at the ebb;",
        "stressesGrowingAlarmAndDeepRegret",
    ),
    ("spa", "preamble", "Expresando honda tristeza y pesar por el reflujo,", "expressingDeepSorrowAndRegret"),
    ("ara", "operative", "تعرب عن انزعاجها وأسفها البالغ للجزر؛", "expressesAlarmAndDeepRegret"),
    ("deu", "preamble", "mit wachsender Sorge vermerkend, dass die Ebbe dauert,", "notingWithGrowingConcern"),
]
REACHES = [
    "Looking forward with keen interest",
    "Expressing also its extreme disquiet",
    "Prend note avec une très vive inquiétude",
    "Señalando con honda inquietud",
    "с глубокой скорбью констатирует",
    "وإذ تشير مع عميق الأسف",
    "تعرب أيضا عن بالغ انزعاجها",
    "又极为遗憾地确认",
    "Stresses its growing alarm and deep regret",
    "Expresando honda tristeza y pesar",
    "تعرب عن انزعاجها وأسفها البالغ",
    "mit wachsender Sorge vermerkend",
]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("die Notwendigkeit unterstreichend, Frieden zu wahren,", ["unterstreichend"]),
        ("den Beteiligten ferner eindringlich nahelegend, zu reden,", ["ferner eindringlich nahelegend"]),
        (
            "betonend, wie gut es ist, und den Staaten, Gebern und allen Beteiligten nahelegend, zu reden,",
            ["betonend", "nahelegend"],
        ),
        ("in Bekräftigung des Rechts, der, wie es heißt, die Stadt umgebend, dort steht,", ["in Bekräftigung"]),
    ],
)
def test_a_german_participle_may_stand_after_its_object(text: str, phrases: list[str]) -> None:
    language = load("deu")
    first = find_opening(Text(text), language, "preamble")
    assert first is not None
    further = find_further(Text(text), language, "preamble", start=first.end)
    assert [first.phrase, *(o.phrase for o in further)] == phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("赞赏地注意到灯塔已经修好，对钟声没有响起深表遗憾，", ["赞赏地注意到", "深表遗憾"]),
        ("欢迎报告，但关切地注意到灯油不足，", ["欢迎", "关切地注意到"]),
        ("重申承诺点灯，并再次承诺敲钟，承诺不再睡觉，", ["重申", "再次承诺"]),
    ],
)
def test_a_chinese_action_may_stand_after_its_object_inside_a_paragraph(text: str, phrases: list[str]) -> None:
    chinese, found = load("zho"), find_opening(Text(text), load("zho"), "preamble")
    assert found is not None
    further = find_further(Text(text), chinese, "preamble", start=found.end)
    assert [found.phrase, *(o.phrase for o in further)] == phrases


def test_what_a_chinese_resolution_says_in_another_is_no_action_of_it() -> None:
    told = "回顾第98/12号决议，其中大会重申人人有权，并促请各国行动，"
    assert find_further(Text(told), load("zho"), "preamble", start=2) == ()
    own = "回顾第98/12号决议，其中大会重申人人有权，并回顾第98/13号决议，"
    assert [o.phrase for o in find_further(Text(own), load("zho"), "preamble", start=2)] == ["回顾"]


def test_and_alone_joins_what_others_do_in_an_arabic_preamble() -> None:
    assert find_further(Text("وإذ ترحب بالمدن التي تعزز وتشجع احترام البحر،"), load("ara"), "preamble", start=8) == ()


@pytest.mark.parametrize(("case", "phrase"), list(zip(FEELINGS, REACHES, strict=True)))
def test_a_feeling_beside_a_verb_belongs_to_the_phrase_and_to_its_key(
    case: tuple[str, ActionPlace, str, str], phrase: str
) -> None:
    code, where, text, key = case
    found = find_opening(Text(text), load(code), where)
    assert found is not None
    assert (found.phrase, found.key) == (phrase, key)
    listed = (*load(code).actions.preamble.values(), *load(code).actions.operative.values())
    assert not any(phrase in forms(row) for row in listed)
    assert is_composed(key, action_keys(), load(code).actions)


@pytest.mark.parametrize(
    ("code", "text", "phrase"),
    [
        ("eng", "Welcomes with the Tide Office all readers;", "Welcomes"),
        ("eng", "Requests its concern to be noted;", "Requests"),
        ("eng", "Expresses concerned views;", "Expresses"),
        ("ara", "ترحب بالاهتمام الذي يوليه القراء؛", "ترحب"),
        ("zho", "鼓励关注地方图书馆；", "鼓励"),
    ],
)
def test_words_of_the_object_are_no_feeling_of_the_organ(code: str, text: str, phrase: str) -> None:
    found = find_opening(Text(text), load(code), "operative")
    assert found is not None
    assert found.phrase == phrase


@given(st.data(), st.sampled_from(codes()), st.sampled_from(["preamble", "operative"]))
def test_feelings_in_any_order_give_keys_of_known_parts(data: st.DataObject, code: str, where: ActionPlace) -> None:
    language = load(code)
    actions = language.actions
    verbs = [form for row in getattr(actions, where).values() for form in forms(row)]
    parts = [form for row in (*actions.degrees.values(), *actions.attitudes.values()) for form in forms(row)]
    templates = [t.partition("{")[0].strip() for t in (*actions.manners, *actions.objects)]
    parts += [word for word in (*templates, *actions.joiners, *actions.adverbs) if word]
    words = data.draw(st.lists(st.sampled_from([*parts, *verbs]), min_size=1, max_size=6))
    text = (" " if language.spaced else "").join([*words[:1], data.draw(st.sampled_from(verbs)), *words[1:]])
    found = find_opening(Text(text), language, where)
    if found is not None:
        assert text[found.start : found.end] == found.phrase
        assert found.key in action_keys() or is_composed(found.key, action_keys(), actions)


def test_a_key_of_unknown_parts_is_not_composed() -> None:
    actions = ENGLISH.actions
    assert is_composed("requestsWithVeryDeepRegret", {"requests"}, actions)
    assert not is_composed("bewailsWithDeepRegret", {"requests"}, actions)
    assert not is_composed("requestsWithTallRegret", {"requests"}, actions)
    assert not is_composed("requests", {"requests"}, actions)
    assert is_composed("requestsWithRegretAndDeepConcern", {"requests"}, actions)
    assert not is_composed("RegretAndConcern", {"requests"}, actions)


@pytest.mark.parametrize(
    ("code", "where", "text", "elsewhere", "council"),
    [
        ("eng", "preamble", "Reaffirming its commitment to the sea,", "Reaffirming its commitment", "Reaffirming"),
        ("eng", "operative", "Reiterates its request to the ports;", "Reiterates its request", "Reiterates"),
        ("eng", "operative", "Reiterates its call for calm;", "Reiterates its call for", "Reiterates its call for"),
        ("eng", "preamble", "Noting further that the sea rises,", "Noting further", "Noting further"),
        ("rus", "preamble", "подтверждая также свою приверженность морю,", "подтверждая также свою приверженность",
         "подтверждая также"),
        ("zho", "operative", "重申支持各港口；", "重申支持", "重申"),
    ],
)  # fmt: skip
def test_what_a_council_sets_shorter_is_told_by_its_language_file(
    code: str, where: ActionPlace, text: str, elsewhere: str, council: str
) -> None:
    for body, phrase in (("", elsewhere), ("unsc", council)):
        found = find_opening(Text(text), load(code), where, body=body)
        assert found is not None
        assert found.phrase == phrase


def test_a_manner_before_its_object_and_verb_opens_a_german_paragraph() -> None:
    found = find_opening(Text("auf das Schärfste den Raub der Bücher verurteilend,"), load("deu"), "preamble")
    assert found is not None
    assert (found.phrase, found.key) == ("auf das Schärfste", "stronglyCondemning")


def test_a_comma_may_stand_inside_a_phrase() -> None:
    found = find_opening(Text("Condena, en los términos más enérgicos posibles, la marea;"), load("spa"), "operative")
    assert found is not None
    assert found.phrase == "Condena, en los términos más enérgicos posibles"
    short = find_opening(Text("Condena, en la medida de lo posible, la marea;"), load("spa"), "operative")
    assert short is not None
    assert short.phrase == "Condena"


def test_an_unknown_opening_is_told_by_its_emphasised_words_or_its_first_ones() -> None:
    assert find_unknown(marked("*Bewailing loudly* the ebb,"), ENGLISH) == "Bewailing loudly"
    assert find_unknown(Text("Bewailing the ebb of all seas,"), ENGLISH) == "Bewailing the ebb"
    assert find_unknown(Text("哀叹海水退去很远的地方，"), load("zho")) == "哀叹海水退去"


@pytest.mark.parametrize("code", codes())
def test_an_action_of_the_other_place_is_the_same_when_looked_for_there(code: str) -> None:
    language, told = load(code), 0
    for row in (*language.actions.operative.values(), *language.actions.preamble.values()):
        for phrase in forms(row):
            said = Text(f"{phrase} the lighthouse,")
            pre, op = (find_opening(said, language, place) for place in ("preamble", "operative"))
            if pre is None or op is None or pre.place == "operative" or op.place == "preamble":
                told += 1
                assert pre == op, phrase
    assert told > 10


def test_keys_are_what_the_profile_says_they_are() -> None:
    assert {"recalling", "takesNote", "notingWithConcern", "stronglyCondemns"} <= action_keys()
    assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", key) for key in action_keys())
    assert not [key for key in action_keys() if re.search(r"[a-z](Also|Further)", key)]


@given(st.text(ANY, max_size=200), st.sampled_from(codes()))
def test_any_text_is_survived_and_offsets_lie_inside_it(content: str, code: str) -> None:
    text = Text(content)
    found = find_opening(text, load(code), "operative")
    if found is not None:
        assert 0 <= found.start < found.end <= len(content)
        assert content[found.start : found.end] == found.phrase
    assert isinstance(find_unknown(text, load(code)), str)


@pytest.mark.parametrize("code", codes())
def test_a_very_long_paragraph_is_no_more_work_than_a_short_one(code: str) -> None:
    language = load(code)
    adverb = language.actions.adverbs[0] + " "
    find_opening(Text("x"), language, "operative")  # patterns are compiled once
    few = calls(lambda: find_opening(Text(adverb * 100), language, "operative"))
    for content in ("a" * 1_000_000, "a " * 500_000, adverb * 200_000):
        text = Text(content)
        assert calls(lambda text=text: find_opening(text, language, "operative")) <= few + 100  # type: ignore[misc]


@pytest.mark.parametrize(
    ("code", "text", "where", "key"),
    [
        ("fra", "Constatant que la situation au Sahel continue de menacer la paix", "preamble", "determining"),
        ("fra", "Constatant que les phares s’éteignent,", "preamble", "recognizing"),
        ("rus", "рекомендует Генеральной Ассамблее принять проект", "operative", "recommends"),
        ("rus", "рекомендует государствам представить доклад Генеральной Ассамблее", "operative", "encourages"),
    ],
)
def test_words_behind_a_verb_can_tell_its_key(code: str, text: str, where: ActionPlace, key: str) -> None:
    found = find_opening(Text(text), load(code), where)
    assert found is not None
    assert found.key == key


def test_whereas_is_an_action_only_where_it_opens_a_paragraph() -> None:
    text = Text("Noting that one half of the lamps are lit, whereas the other half are not,")
    assert find_further(text, ENGLISH, "preamble", start=6) == ()
    assert find_opening(Text("Whereas the lamps are lit,"), ENGLISH, "preamble") is not None


@pytest.mark.parametrize("body", ["", "unga", "unsc", "unecosoc", "unga-hrc"])
def test_a_french_verb_is_told_from_the_participle_that_begins_like_it(body: str) -> None:
    french = load("fra")
    found = find_opening(Text("Compte que les gardiens veilleront ;"), french, "operative", body=body)
    assert found is not None
    assert (found.key, found.phrase) == ("anticipates", "Compte" if body else "Compte que")
    assert find_opening(Text("Compte tenu de la tempête, les phares"), french, "operative", body=body) is None


@pytest.mark.parametrize(
    ("language", "content", "phrase", "key"),
    [
        ("ara", "وإذ يلاحظ بقلق شديد مصابيح الساحل،", "وإذ يلاحظ بقلق شديد", "notingWithGraveConcern"),
        ("ara", "وإذ تشير أيضاإلى قرارها 98/12،", "وإذ تشير أيضا", "recalling"),
        ("rus", "заявляя о своем неприятии тьмы,", "заявляя о своем неприятии", "affirmingRejection"),
        ("spa", "Expresando su firme apoyo a los faros,", "Expresando su firme apoyo", "expressingFirmSupport"),
    ],
)
def test_a_phrase_holds_what_is_expressed_and_its_degree(language: str, content: str, phrase: str, key: str) -> None:
    found = find_opening(Text(content), load(language), "preamble")
    assert found is not None
    assert (found.phrase, found.key) == (phrase, key)


def test_a_decision_opens_with_a_conjunction_in_one_with_its_verb_or_after_a_recital() -> None:
    told = find_reported(Text("وقررت الجمعية العامة، في جلستها العامة 62، تعيين الحارس"), ARABIC)
    assert [(o.phrase, o.key) for o in told] == [("قررت", "decides")]
    note = Text("приняв к сведению записку Секретариата, постановила пригласить хранителей")
    assert [o.phrase for o in find_reported_first(note, load("rus"), recital=True)] == ["постановила"]
    only = Text("Taking note of the lamps that were adopted long ago")
    assert not find_reported_first(only, ENGLISH, recital=True)


def test_what_another_text_decided_is_no_action_of_a_decision() -> None:
    text = Text("2044年6月9日，大会第85次全体会议回顾其第98/233号决议，其中大会决定，工作组将举行会议，决定召开会议。")
    (found,) = find_reported(text, load("zho"))
    assert text.content[found.end :].startswith("召开会议")
