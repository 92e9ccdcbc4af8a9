"""The entries of references: all that is used, nothing else, the same in every language (R-096 to R-099)."""

from __future__ import annotations

from msgspec.structs import replace

from akn.document import Division, Document, Formula, Metadata, Note, Operative, Preambular, Term
from akn.rules.references import _structural
from akn.text import Kind, Text, mark
from akn.vocabulary import entities, terms
from akn.vocabulary.collect import collect_terms

METADATA = Metadata(actor="unga", date="2044-12-09", date_name="adoption", session="99", meeting="51")


def _marked(content: str, *marks: object) -> Text:
    return Text(content, tuple(marks))  # type: ignore[arg-type]


def _by_eid(document: Document) -> dict[str, Term]:
    found = collect_terms(document)
    assert len({t.eid for t in found}) == len(found)
    assert len({t.href for t in found}) == len(found)
    return {t.eid: t for t in found}


SAMPLE = Document(
    metadata=METADATA,
    cover=(
        _marked("United Nations", mark(0, 14, Kind.DOC_AUTHORITY, refersTo="#un")),
        _marked("A/RES/99/7", mark(0, 10, Kind.DOC_NUMBER, refersTo="#symbol")),
        _marked("General Assembly", mark(0, 16, Kind.DOC_AUTHORITY, refersTo="#unga")),
        _marked("Ninety-ninth session", mark(0, 20, Kind.SESSION, refersTo="#session", value="99")),
        _marked("Second Committee", mark(0, 16, Kind.DOC_COMMITTEE, refersTo="#secondCommittee")),
        _marked("9 December 2044", mark(0, 15, Kind.DOC_DATE, refersTo="#dateOfAdoption", date="2044-12-09")),
    ),
    preamble=(
        Formula(Text("The General Assembly,")),
        Preambular((_marked("Noting with concern", mark(0, 19, Kind.ACTION, refersTo="#action_notingWithConcern")),)),
        Preambular((_marked("Recalling", mark(0, 9, Kind.ACTION, refersTo="#action_recalling")),)),
    ),
    body=(
        Operative(
            "1.",
            (
                _marked(
                    "Requests the Secretary-General",
                    mark(0, 8, Kind.ACTION, refersTo="#action_requests"),
                    mark(13, 30, Kind.ROLE, refersTo="#secretaryGeneral"),
                ),
            ),
        ),
    ),
    conclusions=(
        _marked(
            "51st plenary meeting",
            mark(0, 20, Kind.EVENT, refersTo="#adoptionMeeting"),
            mark(0, 4, Kind.QUANTITY, refersTo="#meetingNumber", normalized="51"),
        ),
    ),
)


def test_the_entries_of_a_document_stand_in_one_fixed_order() -> None:
    assert [t.eid for t in collect_terms(SAMPLE)] == [
        *("akn", "un", "unga", "secondCommittee"),
        *("author", "issuer", "editor", "secretaryGeneral"),
        *("session", "adoptionMeeting"),
        *("symbol", "dateOfAdoption", "adopted", "meetingNumber"),
        *("action_notingWithConcern", "action_recalling", "action_requests"),
    ]


def test_entries_say_what_they_are_in_english() -> None:
    found = _by_eid(SAMPLE)
    expected = {
        "unga": ("TLCOrganization", "/akn/ontology/organization/un/unga", "General Assembly"),
        "secondCommittee": ("TLCOrganization", "/akn/ontology/organization/un/unga-c2", "Second Committee"),
        "secretaryGeneral": ("TLCRole", "/akn/ontology/role/un/secretaryGeneral", "Secretary-General"),
        "session": ("TLCEvent", "/akn/ontology/event/un/session/unga.99", "Ninety-ninth session"),
        "adoptionMeeting": ("TLCEvent", "/akn/ontology/event/un/meeting/unga.99.51", "51st plenary meeting"),
        "adopted": ("TLCConcept", "/akn/ontology/concept/un/outcome/adopted", "Adopted"),
        "action_notingWithConcern": (
            "TLCConcept",
            "/akn/ontology/concept/un/action/notingWithConcern",
            "Noting with concern",
        ),
    }
    for eid, (kind, href, label) in expected.items():
        assert found[eid] == Term(kind, eid, href, label)


def test_a_title_in_another_language_changes_no_entry() -> None:
    french = replace(SAMPLE, metadata=replace(METADATA, language="fra"))
    assert collect_terms(french) == collect_terms(SAMPLE)


def test_notes_annexes_and_headings_count_as_text() -> None:
    text = _marked("Secretary-General", mark(0, 17, Kind.ROLE, refersTo="#secretaryGeneral"))
    for document in (
        Document(notes=(Note("1", "1", (text,)),)),
        Document(body=(Division("section", "I", text),)),
    ):
        assert "secretaryGeneral" in _by_eid(document)


def test_nothing_is_listed_that_nothing_refers_to() -> None:
    assert set(_by_eid(Document(metadata=Metadata(actor="unsc")))) == {"akn", "unsc", "author", "issuer", "editor"}


def test_preambular_text_in_the_body_needs_its_concept() -> None:
    inside = Document(body=(Division("section", "I", children=(Preambular((Text("Recalling"),)),)),))
    assert "preamble" in _by_eid(inside)
    assert "preamble" not in _by_eid(SAMPLE)


def test_adoption_is_listed_only_if_the_day_is_known() -> None:
    by_year = replace(SAMPLE, metadata=replace(METADATA, date="2044-01-01", date_name="adoptionYear"))
    assert "adopted" not in _by_eid(by_year)
    draft = replace(SAMPLE, metadata=replace(METADATA, kind="resolutionDraft"))
    assert "adopted" not in _by_eid(draft)


def test_a_translation_names_who_is_answerable_for_it() -> None:
    assert "un" in _by_eid(Document(metadata=replace(METADATA, language="deu", official=False)))
    assert "un" in _by_eid(Document(metadata=replace(METADATA, original_language="fra", language="eng")))


def test_sessions_and_meetings_are_named_by_their_kind() -> None:
    def label(eid: str, **values: str) -> tuple[str, str]:
        event = Kind.SESSION if eid == "session" else Kind.EVENT
        text = _marked("x", mark(0, 1, event, refersTo=f"#{eid}"))
        found = _by_eid(Document(metadata=Metadata(**values), cover=(text,)))[eid]
        return found.label, found.href.rsplit("/", 1)[1]

    assert label("session", actor="unga", session="S-32") == ("Thirty-second special session", "unga.S-32")
    assert label("session", actor="unga", session="ES-11") == ("Eleventh emergency special session", "unga.ES-11")
    assert label("session", actor="unga-c2", session="67") == ("Sixty-seventh session", "unga.67")
    assert label("session", actor="unga-hrc", session="54") == ("Fifty-fourth session", "unga-hrc.54")
    assert label("adoptionMeeting", actor="unsc", meeting="8934") == ("8934th meeting", "unsc.8934")
    assert label("adoptionMeeting", actor="unga-hrc", session="54", meeting="46") == ("46th meeting", "unga-hrc.54.46")
    assert label("adoptionMeeting", actor="unga", session="99", meeting="12")[0] == "12th plenary meeting"
    assert label("adoptionMeeting", actor="unga", session="99") == ("Meeting of adoption", "unga.99")


def test_an_id_that_nothing_knows_still_resolves() -> None:
    text = _marked("x", mark(0, 1, Kind.ORGANIZATION, refersTo="#leagueOfLibraries"))
    entry = _by_eid(Document(cover=(text,)))["leagueOfLibraries"]
    assert entry == Term(
        "TLCOrganization", "leagueOfLibraries", "/akn/ontology/organization/un/leagueOfLibraries", "League of libraries"
    )


def test_references_to_places_are_no_entries() -> None:
    text = _marked("paragraph 1", mark(0, 11, Kind.REF, href="#para_1"))
    assert "para_1" not in _by_eid(Document(cover=(text,)))


def test_no_id_of_the_vocabulary_can_be_the_id_of_a_unit() -> None:
    listed = [e.eid for e in (*terms().terms, *entities().entities)]
    assert len(listed) > 80
    assert len(set(listed)) == len(listed)
    assert [eid for eid in listed if _structural().fullmatch(eid)] == []
