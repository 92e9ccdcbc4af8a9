"""Identifiers: the rules R-063 to R-079 of the profile, each on a document that shows it."""

from __future__ import annotations

from akn.document import (
    Annex,
    BodyNode,
    Cell,
    Division,
    Document,
    Formula,
    Metadata,
    Note,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
    Table,
    Term,
)
from akn.text import Kind, Text, mark
from akn.walk import units
from akn.xml.eids import assign_eids, identify


def T(content: str) -> Text:
    return Text(content)


def P(num: str, *content: object) -> Operative:
    return Operative(num, content or (T("x"),))  # type: ignore[arg-type]


def points(*labels: str) -> PointList:
    return PointList(tuple(Point(label, (T("x"),)) for label in labels))


def body(*nodes: BodyNode) -> dict[tuple[str | int, ...], str]:
    return assign_eids(Document(body=nodes))


def reference(content: str = "99/7", kind: Kind = Kind.REF) -> Text:
    return Text(content, (mark(0, len(content), kind, href="/akn/un/x"),))


def test_a_paragraph_is_named_by_its_printed_number() -> None:
    ids = body(P("1."), P("2."), P("11.2 Rev. A"), P("٤ -"))
    assert [ids["body", i] for i in range(4)] == ["para_1", "para_2", "para_11-2RevA", "para_4"]


def test_an_unnumbered_paragraph_takes_its_count() -> None:
    ids = body(P("1."), P("2."), P(""))
    assert ids["body", 2] == "para_3"


def test_a_printed_number_has_the_first_claim_to_itself() -> None:
    # "paragraph 1" must lead to the paragraph that prints 1
    ids = body(P(""), P("1."), P("2."))
    assert ids["body", 1] == "para_1"
    assert ids["body", 0] == "para_1_2"


def test_a_repeated_number_gets_a_suffix_in_document_order() -> None:
    ids = body(P("1."), P("1."), P("1."))
    assert [ids["body", i] for i in range(3)] == ["para_1", "para_1_2", "para_1_3"]


def test_a_number_printed_for_the_next_one_has_that_for_its_wid() -> None:
    found = identify(Document(body=(P("34."), P("34."), P("36."), P("36."), P("37."))))
    assert [found.eids["body", i] for i in range(4)] == ["para_34", "para_34_2", "para_36", "para_36_2"]
    assert found.wids == {("body", 1): "para_35"}  # nothing is missing where 36 stands twice


def test_ten_thousand_equal_labels_take_linear_time() -> None:
    ids = body(*(P("1.") for _ in range(10_000)))
    assert len(set(ids.values())) == 10_001


def test_levels_are_joined_by_two_underscores_and_a_sub_list_stands_in_its_point() -> None:
    inner = Point("(a)", (T("on"), points("(i)", "(ii)")))
    ids = body(P("2.", T("Requests:"), PointList((inner, Point("(b)", (T("x"),))), (T("end"),)), T("Also")))
    at = ("body", 0, "content", 1)
    assert ids[at] == "para_2__list_1"
    assert ids[(*at, "intro")] == "para_2__list_1__intro"
    assert ids[(*at, "points", 0)] == "para_2__list_1__point_a"
    assert ids[(*at, "points", 0, "content", 1, "points", 1)] == "para_2__list_1__point_a__list_1__point_ii"
    assert ids[(*at, "wrap_up")] == "para_2__list_1__wrapup"
    assert ids["body", 0, "content", 2, "alinea"] == "para_2__al_1"


def test_bullets_are_counted_as_indents() -> None:
    bullets = PointList((Point("–", (T("x"),)), Point("–", (T("y"),))), bullets=True)
    ids = body(P("1.", T("x:"), bullets))
    assert ids["body", 0, "content", 1, "points", 1] == "para_1__list_1__indent_2"


def test_sections_take_their_number_without_the_word_and_divisions_their_count() -> None:
    inner = Division("division", heading=T("On ships"), children=(P("2."),))
    ids = body(Division("section", "Section II", T("H"), (P("1."), inner)), Division("hcontainer", name="declaration"))
    assert ids["body", 0] == "sec_II"
    assert ids["body", 0, "children", 0] == "sec_II__para_1"
    assert ids["body", 0, "children", 1, "children", 0] == "sec_II__dvs_1__para_2"
    assert ids["body", 1] == "declaration_1"


def test_sections_that_are_counted_by_two_words_keep_both() -> None:
    ids = identify(Document(body=(Division("section", "حادي عشر"), Division("section", "ثاني عشر -"))))
    assert (ids.eids["body", 0], ids.wids["body", 0]) == ("sec_حاديعشر", "sec_XI")
    assert (ids.eids["body", 1], ids.wids["body", 1]) == ("sec_ثانيعشر", "sec_XII")


def test_preamble_parts_are_counted_and_have_no_common_prefix() -> None:
    listed = Preambular((T("Noting:"), points("(a)", "(b)")))
    ids = assign_eids(Document(preamble=(Formula(T("The Assembly,")), Preambular((T("Recalling"),)), listed)))
    assert ids["preamble", 0] == "formula_1"
    assert ids["preamble", 2] == "container_2"
    assert ids["preamble", 2, "content", 1, "intro"] == "container_2__list_1__intro"
    assert ids["preamble", 2, "content", 1, "points", 1] == "container_2__list_1__item_b"
    assert "preamble" not in ids.values()


def test_references_are_counted_in_the_nearest_unit_and_within_a_group() -> None:
    grouped = Text(
        "99/7 and 99/8, 99/9",
        (
            mark(0, 13, Kind.MREF),
            mark(0, 4, Kind.REF, href="/a"),
            mark(9, 13, Kind.REF, href="/b"),
            mark(15, 19, Kind.REF, href="/c"),
        ),
    )
    ids = body(P("1.", grouped, reference()))
    assert [ids["body", 0, "content", 0, j] for j in range(4)] == [
        "para_1__mref_1",
        "para_1__mref_1__ref_1",
        "para_1__mref_1__ref_2",
        "para_1__ref_1",
    ]
    assert ids["body", 0, "content", 1, 0] == "para_1__ref_2"


def test_a_table_is_a_unit_and_its_cells_are_not() -> None:
    table = Table(((Cell((reference(),)),),))
    ids = body(P("1.", table))
    assert ids["body", 0, "content", 0] == "para_1__table_1"
    assert ids["body", 0, "content", 0, "rows", 0, 0, 0, 0] == "para_1__table_1__ref_1"


def test_front_and_closing_lines() -> None:
    ids = assign_eids(Document(cover=(reference(),), preface=(T("x"),), conclusions=(reference(),)))
    assert ids["cover",] == "coverPage"
    assert ids["cover", 0, 0] == "coverPage__ref_1"
    assert ids["conclusions", 0, 0] == "conclusions__ref_1"


def call(key: str) -> Text:
    return Text("x", (mark(1, 1, Kind.NOTE, key=key),))


def test_notes_are_counted_through_their_document_and_repeated_calls_too() -> None:
    notes = (Note("1", "*", (reference(),)), Note("2", "2", (call("1"),)), Note("3", "3"))
    document = Document(
        body=(P("1.", call("1"), call("2"), call("1")),),
        annexes=(Annex(body=(P("1.", call("3"), call("1")),)),),
        notes=notes,
    )
    ids = assign_eids(document)
    assert [ids["notes", i] for i in range(3)] == ["authorialNote_1", "authorialNote_2", "att_1__authorialNote_1"]
    assert ids["notes", 0, "content", 0, 0] == "authorialNote_1__ref_1"
    assert ids["notes", 1, "content", 0, 0] == "noteRef_1"
    assert ids["body", 0, "content", 2, 0] == "noteRef_2"
    assert ids["annexes", 0, "body", 0, "content", 1, 0] == "att_1__noteRef_1"


def test_everything_in_an_annex_has_its_prefix_and_appendices_nest() -> None:
    appendix = Annex(preface=(T("Appendix"),), body=(P("1."),))
    ids = assign_eids(
        Document(annexes=(Annex(), Annex(preface=(T("Annex II"),), body=(P("1."),), annexes=(appendix,))))
    )
    assert ids["annexes", 1] == "att_2"
    assert ids["annexes", 1, "preface"] == "att_2__preface"
    assert ids["annexes", 1, "body"] == "att_2__body"
    assert ids["annexes", 1, "body", 0] == "att_2__para_1"
    assert ids["annexes", 1, "annexes", 0, "body", 0] == "att_2__att_1__para_1"


def test_everything_in_a_part_has_its_letter() -> None:
    parts = tuple(Part(x, Metadata(), body=(P("1."),), annexes=(Annex(),)) for x in "AB")
    ids = assign_eids(Document(parts=parts))
    assert ids["parts", 0] == "cmp_A"
    assert ids["parts", 1, "body", 0] == "cmp_B__para_1"
    assert ids["parts", 1, "annexes", 0] == "cmp_B__att_1"
    assert ids["parts", 1, "component"] == "body__cmp_2"
    assert ids["parts", 1, "ref"] == "body__cmp_2__dref_1"


def test_a_native_label_keeps_its_letters_and_the_wid_has_the_english_ones() -> None:
    inner = Point("(ب)", (T("x"), points("’1‘", "’2‘")))
    section = Division("section", "ثانيا", T("H"), (P("١ -", T("x:"), PointList((Point("(أ)", (T("x"),)), inner))),))
    document = Document(body=(Division("section", "أولا"), section))
    arabic = identify(document)
    at = ("body", 1, "children", 0, "content", 1, "points", 1, "content", 1, "points", 1)
    assert arabic.eids[at] == "sec_ثانيا__para_1__list_1__point_ب__list_1__point_2"
    assert arabic.wids[at] == "sec_II__para_1__list_1__point_b__list_1__point_ii"


def test_expressions_of_one_work_share_their_ids() -> None:
    def work(section: str, a: str, i: str, number: str) -> Document:
        inner = PointList((Point(i, (T("x"),)),))
        listed = PointList((Point(a, (T("x"), inner)),))
        return Document(body=(Division("section", section, T("H"), (P(number, T("x"), listed),)),))

    def shared(document: Document) -> set[str]:
        ids = identify(document)
        return {ids.wids.get(path, eid) for path, eid in ids.eids.items()}

    english = shared(work("I", "(a)", "(i)", "1."))
    assert "sec_I__para_1__list_1__point_a__list_1__point_i" in english
    assert shared(work("أولا", "(أ)", "’1‘", "1 -")) == english
    assert shared(work("一", "(a)", "㈠", "1.")) == english
    assert shared(work("I", "а)", "i)", "1.")) == english


def test_two_scripts_in_one_list_never_share_a_wid() -> None:
    document = Document(body=(P("1.", T("x:"), PointList((Point("(ب)", (T("x"),)), Point("(b)", (T("y"),))))),))
    ids = identify(document)
    arabic, latin = (("body", 0, "content", 1, "points", i) for i in (0, 1))
    assert (ids.eids[arabic], ids.wids[arabic]) == ("para_1__list_1__point_ب", "para_1__list_1__point_b")
    assert (ids.eids[latin], ids.wids[latin]) == ("para_1__list_1__point_b", "para_1__list_1__point_b_2")


def test_english_documents_have_no_wids() -> None:
    assert identify(Document(body=(Division("section", "I", children=(P("1.", T("x"), points("(a)")),)),))).wids == {}


def test_ids_of_terms_are_never_given_to_units() -> None:
    term = Term("TLCConcept", "para_1", "/akn/ontology/concept/un/x", "x")
    assert assign_eids(Document(body=(P("1."),), terms=(term,)))["body", 0] == "para_1_2"


def test_the_outline_tells_what_can_be_referred_to_in_document_order() -> None:
    listed = P("2.", T("Requests:"), points("(a)", "(b)"))
    document = Document(
        preamble=(Formula(T("The Assembly,")),),
        body=(Division("section", "II", T("Follow-up"), (listed,)),),
        annexes=(Annex((T("Annex I"),), body=(P("1."),)),),
    )
    assert [(u.eid, u.element, u.num, u.text.content) for u in units(document) if u.element] == [
        ("formula_1", "formula", "", "The Assembly,"),
        ("sec_II", "section", "II", "Follow-up"),
        ("sec_II__para_2", "paragraph", "2.", "Requests:"),
        ("sec_II__para_2__list_1__point_a", "point", "(a)", "x"),
        ("sec_II__para_2__list_1__point_b", "point", "(b)", "x"),
        ("att_1", "attachment", "", "Annex I"),
        ("att_1__para_1", "paragraph", "1.", "x"),
    ]
