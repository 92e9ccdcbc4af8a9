"""Three texts side by side: what came in and what went, at their places, with counts and ways to the texts."""

from __future__ import annotations

from lxml import html

from akn.document import Document
from converters.compare.several import several_page
from tests.documents import document_of

HEAD = "A/RES/{n}/7\n\nResolution adopted by the General Assembly on 9 December {year}\n\n{n}/7. Lamps\n\n"
FIRST = (
    "1. Welcomes the bright lamps of all harbours;\n\n"
    "2. Commends those who pledged oil for the lamps of the north;\n\n"
    "3. Requests the Secretary-General to report on tides by 2045;\n"
)
SECOND = (
    "1. Welcomes the lamps of all harbours and piers;\n\n"
    "2. Requests the Secretary-General to report on tides by 2045;\n\n"
    "3. Decides to count the lanterns of every ship;\n"
)


def _document(n: int, body: str) -> Document:
    text = HEAD.format(n=n, year=1945 + n) + "The General Assembly,\n\n" + body
    return document_of(text)


def _page(*bodies: str) -> html.HtmlElement:
    documents = [_document(98 + i, body) for i, body in enumerate(bodies)]
    names = [f"text {i}" for i in range(len(bodies))]
    return html.fromstring(several_page(documents, names, addresses=["/a", "/b", "/c"][: len(bodies)]))


def test_words_that_came_and_words_that_went_are_marked_where_they_stand() -> None:
    page = _page(FIRST, SECOND, SECOND)
    (row,) = [r for r in page.iter("tr") if "Welcomes" in r.text_content()]
    one, two, three = row.iter("td")
    assert (one.xpath(".//del|.//ins"), three.xpath(".//del|.//ins")) == ([], [])
    assert ([e.text_content() for e in two.iter("del")], [e.text_content() for e in two.iter("ins")]) == (
        ["bright"],
        ["and piers"],
    )
    without = "".join(two.xpath(".//text()[not(ancestor::del) and not(ancestor::p[@class='what'])]"))
    assert " ".join(without.split()) == " ".join(three.text_content().split()), "the new words are whole"


def test_what_is_gone_stands_where_it_stood_and_what_is_new_is_marked_whole() -> None:
    page = _page(FIRST, SECOND, SECOND)
    said = [" ".join(r.text_content().split()) for r in page.iter("tr")]
    at = {word: next(i for i, text in enumerate(said) if word in text) for word in ("Welcomes", "Commends", "Requests")}
    assert at["Welcomes"] < at["Commends"] < at["Requests"]
    (gone,) = [r for r in page.iter("tr") if "Commends" in r.text_content()]
    assert [(td.get("class") or "") for td in gone.iter("td")] == ["", "none gone", "none"]
    assert gone.xpath("string(td[2])") == "gone"
    (new,) = [r for r in page.iter("tr") if "lanterns" in r.text_content()]
    (marked,) = new.xpath("td[2]//ins")
    assert marked.text_content().startswith("Decides")
    assert new.xpath("td[3]//ins") == []


def test_columns_count_lead_and_say_what_does_not_belong_together() -> None:
    heads = _page(FIRST, SECOND, SECOND).xpath("//thead//th")
    assert [th.xpath("string(.//a/@href)") for th in heads] == ["/a", "/b", "/c"]
    assert "1 new" in heads[1].text_content()
    assert "1 gone" in heads[1].text_content()
    other = "1. Takes note of the annual budget of the library of seeds;\n\n2. Elects a bureau of nine members;\n"
    assert "little in common" in _page(FIRST, other, other).text_content()
    assert "little in common" not in _page(FIRST, SECOND, SECOND).text_content()


def test_each_change_is_said_in_words_at_its_place_and_in_a_list() -> None:
    weaker = SECOND.replace("Requests the", "Invites the")
    assert weaker != SECOND
    page = _page(FIRST, SECOND, weaker)
    (row,) = [r for r in page.iter("tr") if "Invites" in r.text_content()]
    told = [" ".join(p.text_content().split()) for p in row.xpath("td[3]/p[@class='what']")]
    assert len(told) == 1
    assert told[0].startswith("changed · action")
    assert "Requests → Invites" in told[0]
    assert row.xpath("td[1]/p[@class='what']") == []
    listed = {li.xpath("string(a/@href)"): " ".join(li.text_content().split()) for li in page.xpath("//details//li")}
    assert listed.keys() == {f"#{r.get('id')}" for r in page.xpath("//tbody/tr[not(contains(@class, 'same'))]")}
    assert "text 2 changed · action" in listed[f"#{row.get('id')}"]


_TOLD = "to keep a register of every wreck that lies in less than twenty fathoms off the northern moles, with its bell"
_SHORT_ONE = "1. Notes the tide tables of the eastern ports and the harbour of the pilots;\n\n"
_SHORT_TWO = "{n}. Commends those who pledged oil for the lamps of the northern lighthouses;\n\n"


def test_a_paragraph_that_moved_is_shown_counted_and_said_with_its_places() -> None:
    one = _SHORT_ONE + _SHORT_TWO.format(n=2) + f"3. Requests all pilots {_TOLD};\n"
    two = _SHORT_TWO.format(n=1) + f"2. Requests all pilots {_TOLD};\n\n" + _SHORT_ONE.replace("1.", "3.")
    page = _page(one, two, two)
    (row,) = [r for r in page.iter("tr") if "tide tables" in r.text_content()]
    (told,) = row.xpath("td[2]/p[@class='what']")
    assert " ".join(told.text_content().split()) == (
        "moved · paragraph 1 → paragraph 3, now after paragraph 2 (paragraph 3 before)"
    )
    assert "same" not in (row.get("class") or "").split()
    heads = page.xpath("//thead//th")
    assert "1 moved" in heads[1].text_content()
    assert "moved" not in heads[2].text_content()


def test_a_part_that_stands_by_itself_now_is_not_new() -> None:
    one = f"1. Notes the fog; welcomes the bells of all piers; and requests all pilots {_TOLD};\n"
    two = f"1. Notes the fog; welcomes the bells of all piers;\n\n2. Also requests all pilots {_TOLD};\n"
    page = _page(one, two, two)
    (row,) = [r for r in page.iter("tr") if "Also requests" in r.text_content()]
    assert "fathoms" in row.xpath("string(td[1])"), "what it was before stands beside it"
    assert row.xpath("td[2]//span[contains(@class, 'tag')]/text()") == ["changed"]


def test_what_is_as_before_again_is_said() -> None:
    middle = FIRST.replace("bright lamps", "dim lamps")
    page = _page(FIRST, middle, FIRST)
    (row,) = [r for r in page.iter("tr") if "Welcomes" in r.text_content()]
    assert "as in text 0 again" in row.xpath("string(td[3]/p)")
    assert "again" not in row.xpath("string(td[2]/p)")


def test_what_is_put_back_word_for_word_is_not_new() -> None:
    page = _page(FIRST, SECOND, FIRST)
    rows = [r for r in page.iter("tr") if "Commends" in r.text_content()]
    assert len(rows) == 1
    assert rows[0].xpath("string(td[2])") == "gone"
    assert rows[0].xpath("td[3]//span[contains(@class, 'tag')]/text()") == ["there again"]
    assert "as in text 0 again" in rows[0].xpath("string(td[3])")


def test_what_was_divided_says_so_and_what_is_gone_is_told_by_its_text() -> None:
    first, second = (
        "Urges keepers to trim the wicks of their lamps each evening",
        "to paint the doors of the towers white in spring",
    )
    old = f"1. {first}, and also urges them {second};\n\n2. Notes the storm of that year and its many lessons;\n"
    new = f"1. {first};\n\n2. Also urges them {second};\n"
    page = _page(old, new, new)
    told = [" ".join(li.text_content().split()) for li in page.xpath("//details//li")]
    assert "paragraph 1text 1 changed · split: paragraph 1 → paragraph 1, paragraph 2 · wording" in told
    assert "paragraph 2text 1 changed · split: paragraph 1 → paragraph 1, paragraph 2" in told
    assert "paragraph 2 (text 0)text 1 gone" in told, "another paragraph has its number"


def test_what_is_said_of_two_clauses_is_said_once_with_both_and_the_legend_has_what_is_there() -> None:
    ask = (
        "1. Requests the Secretary-General to report on the lamps by 30 June {n}, and invites States to lend their oil"
        " by 30 June {m};\n"
    )
    page = _page(ask.format(n=2045, m=2045), ask.format(n=2047, m=2047), ask.format(n=2048, m=2047))
    (_, two, three) = page.xpath("//tbody/tr[contains(., 'oil')]/td")
    said = [" ".join(td.xpath("string(p[@class='what'])").split()) for td in (two, three)]
    assert said == [
        "changed · due date (later): by 30 June 2045 → by 30 June 2047 (Requests; invites)",
        "changed · due date (later): by 30 June 2047 → by 30 June 2048 · text 0 → text 2: due date (later): "
        "by 30 June 2045 → by 30 June 2048, due date (later): by 30 June 2045 → by 30 June 2047",
    ]
    assert page.xpath("//header/span[contains(@class, 'tag')]/text()") == ["changed"]
    (label,) = page.xpath("//label[input[@id='only']]")
    assert " ".join(label.text_content().split()) == "Only what changed (since text 0)"


def test_what_changed_more_than_once_says_what_changed_since_the_first_text() -> None:
    asked = "1. {} the Secretary-General to report on tides{};\n\n2. Notes the {} of the north and all of its lamps;\n"
    page = _page(
        asked.format("Invites", "", "oil"),
        asked.format("Requests", "", "oil"),
        asked.format("Invites", " by 30 June 2046", "wicks"),
    )
    (row,) = [r for r in page.iter("tr") if "Secretary-General" in r.text_content()]
    *_, last = row.iter("td")
    (told,) = last.xpath("./p[@class='what']")
    assert told.text_content().endswith("text 0 → text 2: due date (added): by 30 June 2046")
    (once,) = [r for r in page.iter("tr") if "Notes" in r.text_content()]
    assert "text 0 →" not in once.text_content()
