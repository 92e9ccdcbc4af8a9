"""Published files whose end tags do not go with their start tags: 11 of 46 statements of the President of the Council.

They all have one slip: an element was given another name at its beginning and not at its end (`<paragraph>` ...
`</docTitle></p>`).  What the file means is plain, and is told: each end tag that ends nothing ends the element around
it, if that one has no end of its own, or is left out.
"""

from __future__ import annotations

from collections import Counter

from akn.diagnostics import Code, Diagnostic, Position
from akn.patterns import lazy_pattern

_TAG = lazy_pattern(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"|<(?P<end>/)?(?P<name>[A-Za-z_][\w.:-]*)(?:\s[^<>]*?)?(?P<empty>/)?>",
    flags=16,  # re.DOTALL
)


def with_ends(data: bytes, source: str) -> tuple[bytes, list[Diagnostic]]:
    """The file with an end tag for each start tag, and what was done at which line; the file itself if all is well.

    >>> with_ends(b"<body><paragraph><b>Lamps</b></docTitle></p><p/></body>", "")[0]
    b'<body><paragraph><b>Lamps</b></paragraph><p/></body>'
    """
    tags = [m for m in _TAG.finditer(data) if m["name"] and not m["empty"]]
    lacking = Counter(
        m["name"] for m in tags if not m["end"]
    )  # start tags to come and open ones, less end tags to come
    lacking.subtract(m["name"] for m in tags if m["end"])
    open_: list[bytes] = []
    opened: Counter[bytes] = Counter()
    pieces: list[bytes] = []
    noticed: list[Diagnostic] = []
    at = 0

    def tell(offset: int, printed: bytes, done: str) -> None:
        where = Position(source=source, line=data.count(b"\n", 0, offset) + 1)
        noticed.append(Code.END_TAG_MENDED.at(where, tag=printed.decode("utf-8", "replace"), done=done))

    for m in tags:
        name = m["name"]
        if not m["end"]:
            open_.append(name)
            opened[name] += 1
            continue
        if open_ and open_[-1] == name:
            opened[open_.pop()] -= 1
            continue
        pieces.append(data[at : m.start()])
        at = m.end()
        if opened[name]:  # elements inside it have lost their ends
            while open_[-1] != name:
                inner = open_.pop()
                opened[inner] -= 1
                lacking[inner] -= 1
                pieces.append(b"</%s>" % inner)
                tell(m.start(), m[0], f"{inner.decode()} was ended before it")
            opened[open_.pop()] -= 1
            pieces.append(m[0])
        elif open_ and lacking[open_[-1]] > 0:
            inner = open_.pop()
            opened[inner] -= 1
            lacking[inner] -= 1
            pieces.append(b"</%s>" % inner)
            tell(m.start(), m[0], f"it was read as the end of {inner.decode()}")
        else:
            tell(m.start(), m[0], "it was left out")
    return (b"".join([*pieces, data[at:]]) if noticed else data), noticed
