"""What recognising words in a picture has to know of the languages that are looked for."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Tongue(NamedTuple):
    """What recognising has to know of a language."""

    name: str
    scripts: tuple[str, ...]  # as Tesseract calls them
    data: str = ""  # what Tesseract calls the language, where it has another name for it than we
    density: int = (
        300  # dots an inch: Latin letters are read best at 300, Arabic ones at 150 (more lines are lost at 300)
    )
    lift: float = 0.2  # the share of a line above which a small sign is raised; small Arabic letters stand high
    right_to_left: bool = False
    spaced: bool = True  # words are letters that stand by themselves, and spaces part them
    # What shows in which size a line is set.  Tesseract measures letters, which it can only guess of lines in Arabic
    # and Chinese: to lines of one size in a volume in Chinese it gives 11 to 16.5 points.
    size_by: Literal["letters", "figures", "lines"] = "letters"


TONGUES = {
    "ara": Tongue("Arabic", ("Arabic",), density=150, lift=0.35, right_to_left=True, spaced=False, size_by="figures"),
    "zho": Tongue("Chinese", ("Han", "HanS", "HanT"), "chi_sim", spaced=False, size_by="lines"),
    "eng": Tongue("English", ("Latin",)),
    "fra": Tongue("French", ("Latin",)),
    "rus": Tongue("Russian", ("Cyrillic",)),
    "spa": Tongue("Spanish", ("Latin",)),
    "deu": Tongue("German", ("Latin",)),
}
"""The languages that are looked for."""


def tongue(code: str) -> Tongue:
    """What is known of a language; of one that is not looked for its code stands for its name.

    >>> tongue("zho").data, tongue("nld").name
    ('chi_sim', 'nld')
    """
    return TONGUES.get(code, Tongue(code, ()))


def written_in(script: str) -> tuple[str, ...]:
    """The languages that are looked for in a script.

    >>> written_in("Cyrillic")
    ('rus',)
    """
    return tuple(code for code, known in TONGUES.items() if script in known.scripts)
