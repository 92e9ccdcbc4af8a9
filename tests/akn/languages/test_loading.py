"""Language files are found by listing, checked strictly, and loaded once."""

from __future__ import annotations

import pytest

from akn.document import Metadata
from akn.errors import UsageError
from akn.languages import codes, detect_language, is_surely_in, load
from akn.languages.shape import FACTS


def test_english_and_arabic_are_there() -> None:
    assert {"eng", "ara"} <= set(codes())


@pytest.mark.parametrize("code", codes())
def test_every_file_fits_its_shape_and_answers_to_all_its_codes(code: str) -> None:
    language = load(code)
    assert language.code == code
    assert all(load(other) is language for other in language.also)


def test_each_line_that_prints_a_fact_states_a_field_of_the_metadata_that_is_a_string() -> None:
    assert {name: getattr(Metadata(), name) for name in FACTS.values()} == dict.fromkeys(FACTS.values(), "")


def test_an_unknown_code_is_a_usage_error_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="eng"):
        load("tlh")


@pytest.mark.parametrize(
    ("code", "text", "surely"),
    [
        ("ara", "وإذ تعيد تأكيد قرارها ٩٨/١٢ بشأن المنارات", True),
        ("ara", "وإذ تعيد Recalling its resolution on lighthouses", False),
        ("zho", "大会，回顾其第98/12号决议，请秘书长提交报告；", True),
        ("rus", "Генеральная Ассамблея, ссылаясь на свою резолюцию 98/12", True),
        (
            "eng",
            "The General Assembly, recalling its resolution 98/12",
            False,
        ),  # other languages have Latin letters, too
    ],
)
def test_a_text_in_a_script_of_its_own_can_be_in_no_other_language(code: str, text: str, surely: bool) -> None:
    assert is_surely_in(code, text) is surely
    if surely:
        assert detect_language(text).code == code


# the last ones begin in UTF-16 as letters of Cyrillic and Arabic do, and are in neither
@pytest.mark.parametrize("text", ["", "x", "12 34 §", "Zyxwv Qrst", "שלום", "Հայ", "ދިވެހި", "ﬁ", "\ufe00"])
def test_where_no_word_tells_no_language_is_found(text: str) -> None:
    assert detect_language(text).code == ""
