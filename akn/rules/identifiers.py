"""R-063 to R-079: eIds and wIds.

How an eId is made stands in one place, `_misnamed`, which lists the identified elements outside `meta` whose eId is
made otherwise, each taken apart.  Most rules say of one of those what is wrong with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache

from msgspec import Struct

from akn.patterns import lazy_pattern
from akn.rules import HIGHER, IDENTIFIED, MUST, ONCE, SHOULD, Findings, Shown, each_of, rule
from akn.rules.index import Index, Node, one_line, without_content
from akn.rules.skeleton import unmarked_labels
from akn.rules.text import notes_lost
from akn.vocabulary import level_number
from akn.vocabulary.numerals import cleaned, spoken
from akn.xml.names import REFERENCES

_NOTES = ("authorialNote", "noteRef")
_COUNTED = IDENTIFIED - ONCE - {*_NOTES, "component"}
_FRAMES = ("attachment", "component")
_SKIPPED = ("mainBody", "body", "content", "components")
_LEVEL = lazy_pattern(r"[^\s_]+(?:_[^\s_]+(?:_[0-9]+)?)?")
_OTHER_DIGIT = lazy_pattern(r"[^\D0-9]")
_NO_NAME = lazy_pattern(r"[^\w.:-]+")


class _Identified(Struct, eq=False):
    """An element with an eId: `prefix`__`reference`_`number`_`repeat`, and what it should be made of.

    `wanted` is the prefix of its context, `frame` that of its annex or part, `named` its reference, `numbers` those
    that it may have (`_numbers`), `label` its printed label if it has one.  `sound` is false if the eId does not follow
    the grammar; then it is not taken apart.
    """

    node: Node
    eid: str
    sound: bool
    prefix: str
    reference: str
    number: str
    repeat: str
    wanted: str
    frame: str
    named: str
    numbers: tuple[str, ...]
    label: str

    @property
    def in_frame(self) -> bool:
        """Whether the eId has the prefix of its annex or part; if it has not, that is R-075."""
        return not (self.wanted and self.frame) or self.eid.startswith(f"{self.frame}__")

    @property
    def right(self) -> bool:
        """True if the eId is made of what it should be made of, and that is ASCII: no rule has anything to say."""
        made = self.prefix == self.wanted or self.node.name in _NOTES, self.reference == self.named, not self.repeat
        numbered = not self.numbers or self.number in self.numbers
        return self.sound and all(made) and numbered and self.eid.isascii() and self.in_frame


def _misnamed(index: Index) -> list[_Identified]:
    """The elements whose eId is not made as it should be, or not in ASCII."""
    found = []
    within: dict[int, tuple[str, str]] = {}  # of identified elements: the context and the frame of what is in them
    sound: set[str] = set()
    tally: _Tally = defaultdict(int)

    for node in _named_or_annexes(index):
        if node.in_meta:
            continue
        eid = node.attributes["eId"]
        around = node.parent
        while around is not None and around.order not in within:
            around = around.parent
        context, frame = within[around.order] if around is not None else ("", "")
        if "eId" not in node.attributes:  # R-076 says so; what is in it is named as if it had the one that is due
            due = _joined(context, "att", str(_count(tally, context, node.name, "att", "")[0]))
            within[node.order] = (due, due)
            continue
        skipped = node.name in _SKIPPED
        within[node.order] = (context if skipped else eid, eid if eid and _is_frame(node) else frame)
        prefix, joint, last = eid.rpartition("__")
        named = reference_of(node)
        is_level, reference, number, repeat = _taken_apart(last, named)
        # most eIds go on from one that is known to be sound
        if is_level and (not joint or prefix in sound or all(map(_is_level, prefix.split("__")))):
            sound.add(eid)
        label = _label(node)
        numbers = _numbers(node, label, _count(tally, context, node.name, named, label))
        parts = prefix, reference, number, repeat
        entry = _Identified(node, eid, eid in sound, *parts, context, frame, named, numbers, label)
        if not entry.right:
            found.append(entry)
    return found


def _named_or_annexes(index: Index) -> list[Node]:
    """The elements that have an eId, and the annexes that have none, in document order."""
    bare = [node for node in index.named["attachment"] if "eId" not in node.attributes]
    return sorted((*index.bearing["eId"], *bare), key=lambda n: n.order) if bare else index.bearing["eId"]


def _is_frame(node: Node) -> bool:
    """True for an annex and a part of an issue; the body of a collection names parts, and holds none."""
    listed = node.parent is not None and node.parent.name == "collectionBody"
    return node.name in _FRAMES and not listed


_Tally = dict[tuple[str, str, str], int]
"""How many elements of a name, of a reference, and without a label of a reference a context has so far."""


def _count(tally: _Tally, context: str, name: str, named: str, label: str) -> list[int]:
    """Count an element: which one it is in its context of its name, of its reference, of those without a label."""
    keys = [(context, "element", name), (context, "reference", named)]
    if not label:
        keys.append((context, "unnumbered", named))
    for key in keys:
        tally[key] += 1
    return [tally[key] for key in keys]


def _label(node: Node) -> str:
    num = node.child("num")
    return one_line(num.words()) if num is not None else ""


def _numbers(node: Node, label: str, counts: list[int]) -> tuple[str, ...]:
    """The numbers that the eId of an element may have: that of its label, its counts, none; empty if it may be any."""
    if label and (whole := cleaned(label)):
        return (level_number(label)[0] if node.name in HIGHER else whole,)
    if node.name in _COUNTED:
        return tuple(map(str, counts))
    return ("",) if node.name in ONCE else ()


def _is_level(level: str) -> bool:
    """Whether one level of an eId keeps to the grammar."""
    return _LEVEL.fullmatch(level) is not None


@lru_cache(maxsize=4096)
def _taken_apart(level: str, reference: str) -> tuple[bool, str, str, str]:
    """Whether the last level of an eId keeps to the grammar; its reference, number and repeat, by the reference that
    its element should have."""
    if level == reference or level.startswith(f"{reference}_"):
        found, rest = reference, level[len(reference) + 1 :]
    else:
        found, _, rest = level.partition("_")
    number, _, repeat = rest.partition("_")
    return _is_level(level), found, number, repeat


def reference_of(node: Node) -> str:
    """The element reference that the eId of an element should have (R-065, R-066)."""
    if node.name == "hcontainer":
        return _NO_NAME.sub("", node.attributes["name"]) or "hcontainer"
    return REFERENCES.get(node.name, node.name)


@rule("R-063", MUST, "every eId is unique in the file, components and attachments included")
def unique(index: Index) -> Findings:
    """The XSD asks it of each document element only (profile section 4, row 20); where the prefix of an annex or a part
    is missing, R-075 says so."""
    eids = (node.attributes["eId"] for node in index.all(*_FRAMES) if not node.in_meta)
    frames = tuple(f"{eid}__" for eid in eids if eid)
    without_prefix = {e.node for e in index.once(_misnamed) if not e.in_frame and not e.eid.startswith(frames)}
    for node in index.bearing["eId"]:
        eid = node.attributes["eId"]
        if index.ids[eid] is not node and node not in without_prefix:
            yield (
                node,
                f"the eId “{eid}” is taken already, by another {index.ids[eid].name}",
                "give each element an eId of its own",
            )


@rule(
    *("R-064", MUST, "an eId is prefix__reference_number: __ joins levels, one _ precedes the number, no white space"),
    note="in code only: at most one number and one repeat on each level",
)
@each_of(_misnamed)
def grammar(entry: _Identified, index: Index) -> Findings:
    """Naming Convention 5.4; entries of references choose their ids freely (R-099)."""
    if entry.sound:
        return
    problem = f"the eId “{entry.eid}” is not made of names of elements (para, sec) and numbers"
    if signs := " ".join(dict.fromkeys("".join(_NO_NAME.findall(entry.eid)))):
        problem = f"the eId “{entry.eid}” holds what is neither a letter nor a digit: {signs}"
    yield entry.node, problem, f"write {index.once(_as_made)[entry.node]}"


def _as_made(index: Index) -> dict[Node, str]:
    """Of the elements that are misnamed the eIds that they should have, with what stands around them named right."""
    made: dict[Node, str] = {}
    for entry in index.once(_misnamed):
        around = (n for n in entry.node.ancestors() if n.attributes["eId"] and n.name not in _SKIPPED)
        above = next(around, None) if entry.wanted else None
        prefix = made.get(above, above.attributes["eId"]) if above is not None else ""
        number = entry.numbers[0] if entry.numbers else entry.number
        made[entry.node] = _joined(prefix, entry.named, number)
    return made


@rule(
    *("R-065", MUST, "the element reference is that of the table (para, sec, art …), else the name of the element"),
    note="in Schematron only where the prefix is right",
)
@each_of(_misnamed)
def element_reference(entry: _Identified, _: Index) -> Findings:
    """Naming Convention 5.4.2."""
    if entry.reference != entry.named and entry.sound and entry.node.name != "hcontainer":
        problem = f"the eId “{entry.eid}” calls the element {entry.reference}"
        yield entry.node, problem, f"call a {entry.node.name} {entry.named}_…"


@rule(
    *("R-066", MUST, "an hcontainer uses its name as element reference"),
    note="in Schematron only where the prefix is right, and for names without spaces",
)
@each_of(_misnamed)
def hcontainer_reference(entry: _Identified, _: Index) -> Findings:
    """Profile section 3."""
    if entry.reference != entry.named and entry.sound and entry.node.name == "hcontainer":
        yield entry.node, f"the eId “{entry.eid}” ends in {entry.reference}", f"write {entry.named}_…"


@rule("R-067", MUST, "the number of a numbered element is its num, without punctuation around it and without spaces")
@each_of(_misnamed)
def number_from_num(entry: _Identified, _: Index) -> Findings:
    """Naming Convention 5.4.3; inner punctuation becomes -, case is kept."""
    if not (entry.sound and entry.label and (whole := cleaned(entry.label))):
        return
    (wanted,) = entry.numbers  # "Première partie" gives Première
    if entry.number not in (wanted, whole) and not _OTHER_DIGIT.search(entry.number):
        problem = f"the eId “{entry.eid}” does not end in the number of “{entry.label}”"
        yield entry.node, problem, f"write {_joined(entry.wanted, entry.reference, wanted)}"


def _joined(prefix: str, reference: str, number: str) -> str:
    return (f"{prefix}__" if prefix else "") + reference + (f"_{number}" if number else "")


@rule("R-068", MUST, "the word for the level is not part of the number: “Section II” gives II")
@each_of(_misnamed)
def no_level_word(entry: _Identified, _: Index) -> Findings:
    """Profile section 3."""
    if entry.sound and entry.label and entry.node.name in HIGHER:
        whole, number = cleaned(entry.label), level_number(entry.label)[0]
        if entry.number == whole != number and len(entry.label.split()) > 1:
            problem = f"the eId “{entry.eid}” holds the word of “{entry.label}”"
            yield entry.node, problem, f"write {_joined(entry.wanted, entry.reference, number)}"


@rule("R-069", MUST, "digits in an eId are 0 to 9; letters stay those of the language of the text")
@each_of(_misnamed)
def european_digits(entry: _Identified, _: Index) -> Findings:
    """Profile section 3."""
    if _OTHER_DIGIT.search(entry.eid.rpartition("__")[2]):
        yield entry.node, f"digits other than 0 to 9 in the eId “{entry.eid}”", "write 0 to 9"


@rule(
    *("R-070", SHOULD, "if the number is not the English one, wId holds the id with it"),
    shown=Shown.PARTLY,
    note="shown: a number in letters of another script without a wId in ASCII",
)
@each_of(_misnamed)
def english_wid(entry: _Identified, _: Index) -> Findings:
    """Naming Convention 5.5.3.1, profile section 4, row 19."""
    if entry.label and not entry.number.isascii() and not _OTHER_DIGIT.search(entry.number):
        wid = entry.node.attributes["wId"].rpartition("__")[2]
        if not wid or not wid.rpartition("_")[2].isascii():
            yield entry.node, f"no wId with the English number for “{entry.eid}”", "add wId"


@rule("R-071", MUST, "an unnumbered element takes its count in its context: list_1, dvs_2")
@each_of(_misnamed)
def count_in_context(entry: _Identified, index: Index) -> Findings:
    """Counted among all elements of the name, or of the reference, or among the unnumbered ones.

    A paragraph that is but a heading is to be none (R-013): a number that it would have is that of another.  One whose
    number stands in its text is not unnumbered: R-014 asks for its num, with which it gets another eId.
    """
    if entry.node.name not in _COUNTED or not entry.sound or (entry.label and cleaned(entry.label)):
        return
    if entry.node in index.once(unmarked_labels) or (entry.node.name == "paragraph" and without_content(entry.node)):
        return
    if entry.number not in entry.numbers:
        count = entry.numbers[0]
        problem = (
            f"the eId “{entry.eid}” does not end in {count}, though by its count this is {entry.node.name} {count}"
        )
        yield entry.node, problem, f"write {_joined(entry.wanted, entry.reference, count)}"


@rule(
    *("R-072", MUST, "elements that occur once in their parent (content, intro, wrapUp) take no number"),
    note="in Schematron only where the prefix is right",
)
@each_of(_misnamed)
def no_number(entry: _Identified, index: Index) -> Findings:
    """A suffix is in order where a context holds two of them."""
    if entry.sound and entry.number and entry.node.name in ONCE and entry.reference == entry.named:
        base = _joined(entry.prefix, entry.reference, "")
        if base not in index.ids:
            problem = f"the eId “{entry.eid}” has a number, though there is only one {entry.node.name}"
            yield entry.node, problem, f"write {base}"


@rule("R-073", MUST, "a repeated number in one context gets a suffix _2, _3 …")
@each_of(_misnamed)
def repeats(entry: _Identified, index: Index) -> Findings:
    """A suffix without the id that it repeats is a gap; after another reference it is no suffix (R-065)."""
    if entry.sound and entry.repeat and entry.reference == entry.named:
        base = _joined(entry.prefix, entry.reference, entry.number)
        before = base if entry.repeat == "2" else f"{base}_{int(entry.repeat[:9]) - 1}"
        if before not in index.ids or entry.repeat in ("0", "1"):
            yield entry.node, f"“{entry.eid}” repeats “{before}”, which is not there", f"write {base}, _2, _3 …"


@rule("R-074", MUST, "the prefix is the eId of the nearest ancestor that has one; mainBody and content are skipped")
@each_of(_misnamed)
def prefix(entry: _Identified, _: Index) -> Findings:
    """Naming Convention 5.4.1; preamble has no eId, components is skipped too; notes follow R-077."""
    if entry.node.name not in _NOTES and entry.sound and entry.prefix != entry.wanted and entry.in_frame:
        problem = f"the prefix of “{entry.eid}” is “{entry.prefix}”, that of its context “{entry.wanted}”"
        yield entry.node, problem, f"write {_joined(entry.wanted, entry.eid.rpartition('__')[2], '')}"


def _frame(node: Node) -> str:
    """The eId of the annex or part that an element stands in, empty outside."""
    for ancestor in node.ancestors():
        if ancestor.name in _FRAMES and ancestor.attributes["eId"]:
            return ancestor.attributes["eId"]
    return ""


@rule("R-075", MUST, "everything in an annex is prefixed att_n__, everything in a part of an issue cmp_X__")
def frame_prefix(index: Index) -> Findings:
    """Otherwise ids of the annex and of the resolution would meet."""
    entries = index.once(_misnamed)
    unlike = {e.eid: e.named for e in entries if e.node.name in _FRAMES and e.reference != e.named}
    for entry in entries:
        if not entry.in_frame:
            wanted = unlike.get(entry.frame)
            begin = f"{wanted}_…__, once {entry.frame} is {wanted}_…" if wanted else f"{entry.frame}__"
            yield entry.node, f"“{entry.eid}” lacks the prefix of its annex or part", f"begin it with {begin}"


@rule("R-076", MUST, "divisions, paragraphs, lists, containers, tables, annexes, notes and references have an eId")
def identified(index: Index) -> Findings:
    """Profile section 3 has the list of elements."""
    for name in sorted(IDENTIFIED):
        for node in index.named[name]:
            if "eId" not in node.attributes and not node.in_meta:
                yield node, f"the {name} has no eId", "add eId"


@rule(
    "R-077",
    MUST,
    "notes are counted through their document element: authorialNote_1, in an annex att_1__authorialNote_1",
    about="authorialNote noteRef",
)
def notes_counted(index: Index) -> Findings:
    """Not by marker, and without the prefix of their paragraph (profile section 4, row 31).

    Where the prefix of an annex or a part alone is missing, R-075 says so; what was counted before a note was lost is
    right again once that is back (R-081).
    """
    counts: dict[tuple[int, str], int] = {}
    lost, gone = index.once(notes_lost), Counter[tuple[int, str]]()
    for node in sorted(index.all(*_NOTES), key=lambda n: n.order):
        doc = node.doc
        if doc is None or node.in_meta:
            continue
        key = (doc.node.order, node.name)
        counts[key] = counts.get(key, 0) + 1
        gone[key] += lost.get(node.order, 0)
        own, before = (f"{node.name}_{counts[key] + more}" for more in (0, gone[key]))
        wanted, once = ("__".join(filter(None, (_frame(node), name))) for name in (own, before))
        eid = node.attributes.get("eId")
        if eid is not None and eid not in (wanted, own, once):
            yield node, f"the note has the eId “{eid}”, but by its count it is “{wanted}”", f"write {wanted}"


@rule("R-078", MUST, "preamble has no eId")
def preamble_without_eid(index: Index) -> Findings:
    """`preamble` is the id of the concept (profile section 4, row 15)."""
    for node in index.named["preamble"]:
        if "eId" in node.attributes:
            yield node, f"preamble has the eId “{node.attributes['eId']}”", "remove it"


# ---- what people call a place, whatever its eId says

_ALONE = frozenset(("coverPage", "preface", "preamble", "conclusions", "formula"))
_CALLED = (HIGHER | {"paragraph", "subparagraph", "clause", "point", "item", "indent"}) | {
    *("container", "crossHeading", "table", "attachment", "component", "authorialNote"),
    *_ALONE,
}
"""Elements by which people call a place."""


def called(index: Index, node: Node) -> str:
    """The eId that says what people call the place of an element, of what is printed: published eIds often have other
    numbers.  Empty for an element of `meta`, which has no such place.
    """
    steps: list[str] = []
    at: Node | None = node
    while at is not None:
        if at.in_meta:
            return ""
        within = bool(steps) and at.name in _ALONE  # one says "preambular paragraph 3"
        of_note = bool(steps) and steps[-1].startswith(_NOTES) and at.name not in _FRAMES  # and "annex, note 2"
        if at.name in _CALLED and not within and not of_note:
            steps.append(_step(index, at))
        at = at.parent
    return "__".join(reversed(steps))


def _step(index: Index, node: Node) -> str:
    """One level of such an eId: the printed number, or which of its like without a number it is."""
    reference = REFERENCES.get(node.name, node.name)
    if node.name in _ALONE:
        return reference
    unmarked = index.once(unmarked_labels).get(node)
    label = _label(node) or node.attributes["marker"] or (unmarked.printed if unmarked else "")
    number = level_number(label)[0] if node.name in HIGHER else spoken(label)
    if number or node.parent is None:
        return f"{reference}_{number}"
    counts = index.once(_counts)
    if node.order not in counts:
        tally: Counter[str] = Counter()
        for child in node.parent.children:
            tally[child.name] += not cleaned(_label(child))
            counts[child.order] = tally[child.name]
    return f"{'unnumbered' if node.name == 'paragraph' else reference}_{counts[node.order]}"


def _counts(index: Index) -> dict[int, int]:
    """Which of its like without a number an element is, by its place in the document: filled as it is asked."""
    return {}
