"""What the units of a row say together."""

from __future__ import annotations

from akn.compare.evidence import Profile, version
from akn.document import Document, Metadata, Operative
from akn.text import Text


def test_a_profile_counts_every_language_that_joins_the_row() -> None:
    texts = {"eng": "Invites all 25 libraries;", "fra": "Invite les 25 bibliothèques ;", "spa": "Invita a las 25;"}
    documents = [
        Document(Metadata(language=code), body=(Operative("1.", (Text(text),)),)) for code, text in texts.items()
    ]
    units = [version(document).seen[0] for document in documents]
    for several in (2, 3):
        profile = Profile.of(units[:several])
        assert profile.members == several
        assert several in profile.values.values()  # 25, which each of them prints
