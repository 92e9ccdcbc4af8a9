"""R-093 to R-095: attachments and components."""

from __future__ import annotations

from akn.rules import MUST, Findings, Shown, rule
from akn.rules.index import DOCUMENTS, Index, stripped


@rule(
    "R-093",
    MUST,
    "each annex of the source is one attachment, with one document element that has its own meta",
    shown=Shown.PARTLY,
    note="shown: an attachment without document, a document without meta; the number printed, only the source shows",
)
def one_document_per_annex(index: Index) -> Findings:
    """Profile 1.5."""
    for node in index.all("attachment"):
        documents = [c for c in node.children if c.name in DOCUMENTS]
        if len(documents) != 1:
            yield node, f"the attachment holds {len(documents)} documents", "put one doc into it"
        elif documents[0].child("meta") is None:
            yield documents[0], "the annex has no meta", "add meta with the identification of the component"


@rule("R-094", MUST, "an attachment has no text of its own but num and heading, absent when the annex prints its label")
def no_text_in_attachment(index: Index) -> Findings:
    """Profile 1.5: the label is the docType in the preface of the annex."""
    for node in index.all("attachment"):
        if stripped(node.text) or any(stripped(c.tail) for c in node.children):
            yield node, "text directly in the attachment", "put it into the document of the annex"
        printed = any(
            inside.name in ("docType", "docTitle")
            for doc in node.children
            for preface in doc.named("preface")
            for inside in preface.descendants()
        )
        for child in node.named("num", "heading", "subheading"):
            if child.name == "subheading":
                yield child, "subheading in the attachment", "put it into the preface of the annex"
            elif printed:
                yield child, f"{child.name}, although the annex prints its label", "remove it"


@rule("R-095", MUST, "documentRef/@href and componentRef/@src name a component of the file, or are a global IRI")
def components_resolve(index: Index) -> Findings:
    """Profile section 4, row 36."""
    for name, attribute in (("documentRef", "href"), ("componentRef", "src")):
        for node in index.all(name):
            value = node.get(attribute)
            target = index.ids.get(value[1:]) if value.startswith("#") else None
            if not value.startswith("/akn/") and (target is None or target.name != "component"):
                yield node, f"{attribute} is “{value}”, which is no component", "write # and the eId of a component"
