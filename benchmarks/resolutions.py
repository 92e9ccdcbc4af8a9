"""Invented resolutions of any size, in English and Arabic: as printed text, and as a Word file.

They have what real ones have, in about the same measure: a masthead, preambular and operative paragraphs that cite,
lists in two levels, notes, sections, an annex.  Sessions and years lie in the future; nothing is taken from a
published text.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Words(Struct, frozen=True):
    """The phrases that one language is made of; `{n}` is filled with numbers."""

    masthead: tuple[str, ...]
    formula: str
    preambular: tuple[tuple[str, str], ...]  # the opening, the rest
    operative: tuple[tuple[str, str], ...]
    points: tuple[str, ...]
    section: str
    annex: tuple[str, ...]
    closing: tuple[str, ...]
    note: str
    labels: str
    native_digits: bool = False


ENGLISH = Words(
    masthead=(
        "United Nations",
        "A/RES/99/12",
        "General Assembly",
        "Distr.: General\n14 December 2044",
        "Ninety-ninth session",
        "Agenda item 18",
        "Resolution adopted by the General Assembly on 9 December 2044",
        "[on the report of the Second Committee (A/99/431)]",
        "99/12. Lighthouses in the service of safe navigation",
    ),
    formula="The General Assembly,",
    preambular=(
        (
            "Recalling",
            " its resolutions 9{n}/1{n} of 1{n} December {december} and 9{n}/21{n} of 2{n} December {december}, and"
            " other relevant resolutions on lighthouses and the keepers of lighthouses,",
        ),
        (
            "Noting with appreciation",
            " the report of the Secretary-General on the state of lighthouses along remote"
            " coasts, in particular its section on lamps, lenses and the training of keepers,",
        ),
        (
            "Reaffirming",
            " the need to keep the lights burning in all seasons, and emphasizing that small islands depend"
            " on them more than others do,",
        ),
        (
            "Recognizing",
            " the part that local communities, sailors and fishing fleets have in the upkeep of towers"
            " and harbour lights, and that their knowledge ought to be kept,",
        ),
    ),
    operative=(
        (
            "Takes note",
            " of the report of the Secretary-General on lighthouses,{note} and of the recommendations in"
            " paragraphs {n} to 1{n} of the annex to resolution 9{n}/4{n} of 2{n} July {july};",
        ),
        (
            "Calls upon",
            " all Member States to keep their harbour lights in good repair, to share their charts with"
            " neighbouring States, and to give an account of both in good time;",
        ),
        (
            "Requests",
            " the Secretary-General to submit to the General Assembly at its hundredth session a report on"
            " the implementation of the present resolution, as described in document A/99/{n}2;",
        ),
        (
            "Encourages",
            " the United Nations system, within existing resources, to lend a hand wherever a lamp has gone"
            " out,{note} bearing in mind the circumstances of small islands;",
        ),
    ),
    points=(
        "To replace lamps before they fail, and to keep spare ones on every island;",
        "To train keepers in the reading of charts and in the care of lenses;",
        "To write down every storm, with its date and the hour at which it began;",
    ),
    section="Lamps and lenses",
    annex=("Annex", "Guidelines for the keepers of lighthouses"),
    closing=("61st plenary meeting", "9 December 2044"),
    note="See A/99/{n}3, annex {n}.",
    labels="abcdefghijklmnopqrstuvwxyz",
)

ARABIC = Words(
    masthead=(
        "الأمم المتحدة",
        "A/RES/99/12",
        "الجمعية العامة",
        "Distr.: General\n14 December 2044",
        "الدورة التاسعة والتسعون",
        "البند ١٨ من جدول الأعمال",
        "قرار اتخذته الجمعية العامة في ٩ كانون الأول/ديسمبر ٢٠٤٤",
        "[بناء على تقرير اللجنة الثانية (A/99/431)]",
        "١٢/٩٩ - المنارات في خدمة سلامة الملاحة",
    ),
    formula="إن الجمعية العامة،",
    preambular=(
        (
            "إذ تشير",
            " إلى قراريها ١{n}/٩{n} المؤرخ ١{n} كانون الأول/ديسمبر {december} و ٢١{n}/٩{n} المؤرخ ٢{n} كانون"
            " الأول/ديسمبر {december} وإلى سائر القرارات المتعلقة بالمنارات وحراسها،",
        ),
        (
            "وإذ تلاحظ مع التقدير",
            " تقرير الأمين العام عن حالة المنارات على السواحل النائية، ولا سيما الجزء المتعلق"
            " منه بالمصابيح والعدسات وتدريب الحراس،",
        ),
        (
            "وإذ تؤكد من جديد",
            " ضرورة إبقاء الأضواء مشتعلة في جميع الفصول، وأن الجزر الصغيرة تعتمد عليها أكثر من غيرها،",
        ),
        (
            "وإذ تسلم",
            " بما للمجتمعات المحلية والبحارة وأساطيل الصيد من دور في صيانة الأبراج وأضواء الموانئ، وبأن"
            " معارفها ينبغي أن تحفظ،",
        ),
    ),
    operative=(
        (
            "تحيط علما",
            " بتقرير الأمين العام عن المنارات{note} وبالتوصيات الواردة في الفقرات من {n} إلى ١{n} من مرفق"
            " القرار ٤{n}/٩{n} المؤرخ ٢{n} تموز/يوليه {july}؛",
        ),
        (
            "تهيب",
            " بجميع الدول الأعضاء أن تبقي أضواء موانئها في حالة جيدة وأن تتقاسم خرائطها مع الدول المجاورة وأن"
            " تقدم بيانا بالأمرين في الوقت المناسب؛",
        ),
        (
            "تطلب",
            " إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها المائة تقريرا عن تنفيذ هذا القرار على النحو"
            " المبين في الوثيقة A/99/{n}2؛",
        ),
        (
            "تشجع",
            " منظومة الأمم المتحدة على أن تمد يد العون، في حدود الموارد المتاحة، حيثما انطفأ مصباح{note} مراعية"
            " ظروف الجزر الصغيرة؛",
        ),
    ),
    points=(
        "استبدال المصابيح قبل أن تتعطل، والاحتفاظ بمصابيح احتياطية في كل جزيرة؛",
        "تدريب الحراس على قراءة الخرائط وعلى العناية بالعدسات؛",
        "تدوين كل عاصفة وتاريخها والساعة التي بدأت فيها؛",
    ),
    section="المصابيح والعدسات",
    annex=("المرفق", "مبادئ توجيهية لحراس المنارات"),
    closing=("الجلسة العامة ٦١", "٩ كانون الأول/ديسمبر ٢٠٤٤"),
    note="انظر A/99/{n}3، المرفق {n}.",
    labels="أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    native_digits=True,
)

LANGUAGES = {"en": ENGLISH, "ar": ARABIC}


class PrintedParagraph(Struct, frozen=True):
    """One printed paragraph: `opening` is set in italics, `notes` are the numbers of the notes called in it."""

    text: str
    opening: str = ""
    call: str = ""


def lines(language: str, paragraphs: int, notes: int) -> tuple[list[PrintedParagraph], list[str]]:
    """The lines of a resolution with so many paragraphs (one in three preambular) and notes, and its notes."""
    words = LANGUAGES[language]
    calls = _Calls(words, notes)
    found = [PrintedParagraph(text) for text in words.masthead]
    found.append(PrintedParagraph(words.formula))
    preambular = max(1, paragraphs // 3)
    for i in range(preambular):
        opening, rest = words.preambular[i % len(words.preambular)]
        found.append(PrintedParagraph(_filled(words, opening + rest, i), opening))
    left = paragraphs - preambular
    annexed = left // 5
    for i in range(left - annexed):
        if i and i % 40 == 0:
            found.append(PrintedParagraph(f"{_roman(i // 40)}. {words.section}"))
        found += _operative(words, i, calls)
    found += [PrintedParagraph(text) for text in words.closing]
    if annexed:
        found += [PrintedParagraph(text) for text in words.annex]
        for i in range(annexed):
            found.append(
                PrintedParagraph(
                    f"{_number(words, i + 1)}. {words.points[i % len(words.points)].rstrip(words.points[0][-1])}."
                )
            )
    return found, calls.notes


def as_text(language: str, paragraphs: int, notes: int = 0, own: str = "") -> bytes:
    """A resolution as printed text, notes at the end, calls as superscript digits.

    With an `own` word each paragraph and each point ends with a word that no other one has: then nothing that is
    remembered of one paragraph helps with another.
    """
    found, notes_ = lines(language, paragraphs, notes)
    printed = [line.text.replace("{note}", line.call) for line in found]
    if own:
        printed = [
            f"{text[:-1]} {own}{_letters(i)}{text[-1]}" if len(text) > _RUNNING and not text[-1].isalnum() else text
            for i, text in enumerate(printed)
        ]
    printed += [f"{str(i).translate(SUPERSCRIPTS)} {text}" for i, text in enumerate(notes_, 1)]
    return ("\n\n".join(printed) + "\n").encode()


_RUNNING = 64  # longer lines that a sign ends are paragraphs


def _letters(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "abcdefghij"))


def as_docx(language: str, paragraphs: int, notes: int = 0, own: str = "") -> bytes:
    """The same resolution as a Word file, with footnotes and with the opening words in italics."""
    from converters import Options, convert

    return convert(as_text(language, paragraphs, notes, own), options=Options(to="docx")).output


class _Calls:
    """Deals out note calls until there are as many as wished."""

    def __init__(self, words: Words, wished: int) -> None:
        self._words = words
        self._left = wished
        self.notes: list[str] = []

    def next(self) -> str:
        """The next call in superscript digits, empty if there are enough."""
        if not self._left:
            return ""
        self._left -= 1
        self.notes.append(_filled(self._words, self._words.note, len(self.notes)))
        return str(len(self.notes)).translate(SUPERSCRIPTS)


def _operative(words: Words, i: int, calls: _Calls) -> Iterator[PrintedParagraph]:
    opening, rest = words.operative[i % len(words.operative)]
    call = calls.next() if "{note}" in rest else ""
    text = f"{_number(words, i + 1)}. {_filled(words, opening + rest, i)}"
    if i % 7 != 3:
        yield PrintedParagraph(text, opening, call)
        return
    yield PrintedParagraph(text[:-1] + ":", opening, call)
    for label, point in zip(words.labels, words.points, strict=False):
        yield PrintedParagraph(f"({label}) {point}")


def _filled(words: Words, template: str, i: int) -> str:
    """The template with a digit for {n}, and the years in which a text of session 9{n} is adopted in each month."""
    n = i % 9 + 1
    for name, value in (("{n}", n), ("{december}", 2035 + n), ("{july}", 2036 + n)):
        template = template.replace(name, _number(words, value))
    return template


def _number(words: Words, value: int) -> str:
    return str(value).translate(ARABIC_DIGITS) if words.native_digits else str(value)


def _roman(value: int) -> str:
    digits = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for size, letter in digits:
        text += letter * (value // size)
        value %= size
    return text
