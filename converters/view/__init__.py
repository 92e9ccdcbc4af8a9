"""The reading view: a resolution as a page of HTML that anybody can read, follow and check.

A page is one file: style and script stand in it, nothing is loaded from anywhere, and all of the text is there without
the script.  The folder `house/` holds the templates and the style of all pages that the library writes, which `render`
fills (Jinja2, with the extra `view`), the folder `words/` what stands on buttons and in headings, one file a language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from akn.errors import MissingDependency
from akn.languages import usual
from converters.formats.encoding import NOT_IN_HTML

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = "house"


def render(template: str, **values: Any) -> bytes:
    """A template of the folder `house` filled with values, in UTF-8; characters that HTML cannot hold are U+FFFD.

    Values that are plain strings are escaped; HTML is given as `markupsafe.Markup`.  A template that extends
    `base.html` needs `title`; its words are English and it has no description unless `language`, `direction`, `words`
    and `description` say otherwise.

    Raises MissingDependency if Jinja2 is not installed.
    """
    without = {"language": "en", "direction": "ltr", "description": "", "words": words(usual()), "running_head": ""}
    text: str = environment().get_template(template).render(**without | values)
    return NOT_IN_HTML.sub("\ufffd", text).encode()


POLICY = (
    b"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    b"script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">"
)
"""What a page that stands alone allows itself: nothing is loaded from anywhere."""


def with_tools(page: bytes, head: bytes, body: bytes) -> bytes:
    """A page with tools of a server: the same page but for what stands at the end of its head and of its body, and for
    its policy, for which the server has a header.
    """
    before, _, after = page.replace(POLICY + b"\n", b"", 1).partition(b"</head>\n")
    start, _, end = after.rpartition(b"</body>\n")
    return b"".join((before, head, b"</head>\n", start, body, b"</body>\n", end))


def script_text(*names: str) -> str:
    """The content of an element `script` that holds these scripts of the folder `house`."""
    return "\n" + "".join(f"{read(name)}\n" for name in names)


def _script(*names: str) -> str:
    from markupsafe import Markup

    return Markup(f"<script>{script_text(*names)}</script>")


SCRIPTS = (
    ("page.js", "find.js"),
    ("page.js", "find.js", "publish.js"),
    ("index.js", "sort.js"),
    ("wishes.js", "chart.js", "mandates.js", "sort.js"),
    ("beside.js",),
    ("series.js",),
    ("wishes.js", "chart.js", "calendar.js"),
    ("wishes.js", "follow.js"),
    ("search.js",),
)
"""The scripts that stand together in pages."""


def sheet(name: str) -> str:
    """The text of a style sheet or script of the folder `house`, as it stands."""
    from markupsafe import Markup

    return Markup(read(name))


@cache
def read(name: str) -> str:
    """A file of the folder `house`."""
    return (files(__package__) / FOLDER / name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """The environment of all templates: escaping is on, an unknown name is an error.

    Raises MissingDependency if Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    except ImportError as error:
        raise MissingDependency("pages of HTML need Jinja2: pip install 'akn-un[view]'") from error
    made = Environment(
        loader=FunctionLoader(read), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    from markupsafe import Markup

    made.globals["sheet"] = sheet
    made.globals["script"] = _script
    made.globals["policy"] = Markup(POLICY.decode())
    made.filters["css_string"] = _css_string
    return made


def _css_string(text: str) -> str:
    """The text as a string of CSS; what could end the string or the style sheet is written as its number."""
    from markupsafe import Markup

    return Markup('"' + "".join(c if c.isalnum() or c in " /().,-" else f"\\{ord(c):x} " for c in text) + '"')


@cache
def words(language: str) -> Mapping[str, str]:
    """The words of a language (ISO 639-2/T); English ones where the language has no file or lacks one.

    >>> words("eng")["skip"]
    'Skip to the text'
    """
    base = {} if language == usual() else dict(words(usual()))
    # a language is what a stranger's file says: only names of our own are opened
    known = [path for path in (files(__package__) / "words").iterdir() if path.name == f"{language}.toml"]
    return {**base, **(tomllib.loads(known[0].read_text(encoding="utf-8")) if known else {})}
