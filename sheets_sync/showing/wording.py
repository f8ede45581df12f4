"""Findings for people: their place, their sentence, their cure; one line a cause (design §4)."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import alike, fold, mixed_letters, shape
from sheets_sync.billing.nearest import nearest
from sheets_sync.billing.tables import Book
from sheets_sync.deferred import dataclass
from sheets_sync.reading.formats.slips import rounded
from sheets_sync.reading.layout import HOURS
from sheets_sync.reading.sources.places import BESIDE, Places, Source
from sheets_sync.words import languages
from sheets_sync.words.speaking import Words

FIRST_PLACES: Final = 3
_MONTHS: Final = 12
_GONE: Final = "gone"
"""Instead of a field, where the row itself is there no more."""
_KNOWN: Final = (Variant.THEIRS, Variant.LEFT)
"""UNKNOWN_CLIENT, where the finding says whose the row is."""
_STAND_INS: Final = {"quantity": ("minutes", "service")}
"""Where a finding goes whose column is not in the tab at all."""


@dataclass(frozen=True)
class Described:
    """A finding in words: ``cell`` is "" where the row is gone, ``place`` names both."""

    tab: str
    cell: str
    place: str
    message: str
    hint: str

    @property
    def told(self) -> str:
        """What is wrong, and how to mend it."""
        return f"{self.message} {self.hint}"


@dataclass(frozen=True)
class Cause:
    """Findings of one cause: the first one's words and cell, how many rows, the first places.
    ``key`` names the cause to a machine: "BAD_NUMBER log.minutes".

    ``client`` and ``staff`` are "" where the rows are of several.
    """

    code: Code
    tab: str
    cell: str
    place: str
    message: str
    hint: str
    text: str
    client: str
    staff: str
    rows: int
    places: str
    key: str


def describe(finding: Finding, places: Places, book: Book, words: Words) -> Described:
    """The place of a finding, what is wrong, and how to mend it."""
    if finding.code is Code.UNREAD_TAB:
        return Described(finding.text, "", finding.text, *_sentences(finding, {}, book, words))
    if finding.code in (Code.BAD_SEND, Code.WRITTEN_ONLY):
        tab, _, cell = finding.near.rpartition("!")
        return Described(tab, cell, finding.near, *_sentences(finding, {}, book, words))
    source = places.sources[finding.role][finding.source]
    cell = source.cell(_column_of(finding, source), finding.row) if finding.row else ""
    place = source.place(cell) if cell else source.ref
    return Described(source.ref, cell, place, *_sentences(finding, source.headers, book, words))


def causes(findings: Iterable[Finding], places: Places, book: Book, words: Words) -> list[Cause]:
    """One line a cause, in the order of the first finding of each."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_cause(finding), []).append(finding)
    return [_described(group, places, book, words) for group in groups.values()]


def _cause(finding: Finding) -> tuple[object, ...]:
    """What makes findings one cause: the same fault of the same text in the same column."""
    place = (finding.code, finding.role, finding.source, finding.field)
    if finding.near and finding.code in (Code.POSSIBLE_DUPLICATE, Code.UNMATCHED_PAYMENT):
        return (*place, finding.client, finding.near)
    if finding.code in (Code.POSSIBLE_DUPLICATE, Code.FUTURE_DATE, Code.POSTED_CHANGED):
        return (*place, finding.client, finding.month, finding.row == 0)
    if finding.code in (Code.TOLD_OTHERWISE, Code.NO_LONGER_TOLD, Code.BANK_ROW_GONE):
        return (*place, finding.client, finding.near, finding.variant)
    if finding.variant in _KNOWN:
        return (*place, fold(finding.text), finding.near)
    if finding.code in (Code.MISSING_CELL, Code.NO_QUANTITY, Code.ASK_NOT_BLANK):
        return (*place, finding.client)
    return (*place, fold(finding.text))


def _described(group: list[Finding], places: Places, book: Book, words: Words) -> Cause:
    first = [describe(each, places, book, words) for each in group[:FIRST_PLACES]]
    said, shown = first[0], ", ".join(dict.fromkeys(each.place for each in first))
    more = len(group) - FIRST_PLACES
    return Cause(
        group[0].code, said.tab, said.cell, said.place, said.message, said.hint, group[0].text,
        client=_common({each.client for each in group}),
        staff=_common({each.staff for each in group}),
        rows=len(group),
        places=f"{shown} +{more}" if more > 0 else shown,
        key=_key(group[0]),
    )  # fmt: skip


def _key(finding: Finding) -> str:
    source = str(finding.source + 1) if finding.source else ""
    gone = not finding.row and finding.code is not Code.UNREAD_TAB
    field = _GONE if gone else finding.field
    return f"{finding.code} {finding.role}{source}.{field}"


def _common(names: set[str]) -> str:
    return names.pop() if len(names) == 1 else ""


def _column_of(finding: Finding, source: Source) -> int:
    if finding.code is Code.NEAR_HEADER:
        at = source.not_kept.get(finding.near, source.rivals.get(finding.field))
        return _column(source, finding.field) if at is None else at
    made = source.made.get("minutes") if finding.field == HOURS.key else None
    if made is not None and made.hours is not None:
        return made.hours
    return _column(source, finding.field)


def _column(source: Source, field: str) -> int:
    for key in (field, *_STAND_INS.get(field, ())):
        for known in (source.columns, source.near, source.said, source.own):
            if key in known:
                return known[key]
    return min(source.columns.values())


def _said_by(finding: Finding, words: Words) -> str:
    """What message and cure are called: the code, or one of its variants that has its own."""
    if finding.code is Code.POSTED_CHANGED and not finding.row:
        return "GONE"
    if finding.variant is None:
        return finding.code.name
    key = f"{finding.code.name}.{finding.variant.name}"
    return key if f"finding.{key}" in words.language.texts else finding.code.name


def _sentences(
    finding: Finding, headers: Mapping[str, str], book: Book, words: Words
) -> tuple[str, str]:
    """Message and cure; a column is called as the tab calls it, where it has it."""
    key, header = _said_by(finding, words), headers.get(f"{BESIDE}{finding.field}", "")
    if header and f"finding.{key}.WITH" in words.language.texts:
        key = f"{key}.WITH"
    mark = words.language.decimal if book.mark is None else book.mark
    near = _near(finding, book, mark or words.language.decimal, words.language.decimal)
    values = {
        "column": headers.get(finding.field) or _named(finding, header, words),
        "text": finding.text,
        "header": header,
        "near": near,
        "client": finding.client,
        "hours": headers.get(HOURS.key, ""),
        "begin": headers.get("begin", ""),
        "end": headers.get("end", ""),
        "break": headers.get("break", ""),
        "languages": ", ".join(languages()),
        "sum": f"1234{mark}50" if mark else "1234",
        "part": f"7{mark}5" if mark else "90",
        "half": f"1{mark}5" if mark else "2",
    }
    message, cure = words.say(f"finding.{key}", **values), words.say(f"cure.{key}", **values)
    guess = near and finding.variant not in _KNOWN
    if guess and finding.code in (Code.UNKNOWN_CLIENT, Code.UNKNOWN_SERVICE):
        cure = f"{words.say('cure.did_you_mean', near=near)} {cure}"
    if _is_of_nobodys_price(finding):
        cure = f"{cure} {words.say('cure.whose_prices')}"
    if letters := _letters(finding, near):
        message = f"{message} {words.say(letters)}"
    if finding.header:
        message = f"{message} {words.say('finding.nearest_header', header=finding.header)}"
    return message, cure


def _is_of_nobodys_price(finding: Finding) -> bool:
    """Whether a price names a client who is not known: several, perhaps, or "standard"."""
    unknown = finding.code is Code.UNKNOWN_CLIENT and finding.variant is None
    return unknown and finding.role in ("prices", "drafts")


def _named(finding: Finding, header: str, words: Words) -> str:
    """What a column is called: by us, else as it is in the tab."""
    ours = _header(finding)
    return words.say(ours) if ours in words.language.texts else header


def _near(finding: Finding, book: Book, mark: str, spoken: str) -> str:
    """What a cure quotes; numbers with the ``mark`` that cells are read by, or as it is
    ``spoken``."""
    if finding.code is Code.UNKNOWN_SERVICE:
        known = (book.services[code] for code in sorted(book.priced_services))
        return finding.near or nearest(finding.text, known)
    match finding.variant:
        case Variant.DATE | Variant.SUM_DATE | Variant.DAY if spoken == ".":
            return _with_a_slash(finding.near)
        case Variant.OVER_A_DAY | Variant.UNIT | Variant.TERM as variant:
            said = finding.text if variant is Variant.TERM else finding.near
            return said.replace(".", spoken)
        case Variant.TWO_FOLD:
            return _two_readings(finding.text, mark)
        case Variant.DECIMALS:
            return f"{rounded(finding.text, finding.field)}".replace(".", mark)
        case _:
            return finding.near


def _letters(finding: Finding, near: str) -> str:
    """What is to be said of the letters of a name, or ""."""
    if finding.code not in (Code.UNKNOWN_CLIENT, Code.UNKNOWN_SERVICE, Code.NEAR_NAME):
        return ""
    if mixed_letters(finding.text) or mixed_letters(near):
        return "finding.mixed_letters"
    others = near and alike(near) != alike(finding.text) and shape(near) == shape(finding.text)
    return "finding.other_letters" if others else ""


def _with_a_slash(typed: str) -> str:
    """What was typed where days are written with slashes, the month first: "1/2" for "2.1"."""
    first, _, second = typed.partition(".")
    if not second:
        return typed
    return f"{first}/{second}" if int(second) > _MONTHS else f"{second}/{first}"


def _header(finding: Finding) -> str:
    role = "prices" if finding.role == "drafts" else finding.role
    return f"{role}.{finding.field}"


def _two_readings(text: str, mark: str) -> str:
    """What "1.500" may be, as nobody can mistake either: "1500 / 1.5"."""
    text, found = text.rstrip("."), re.search(r"(\d+)[.,](\d{3})", text)
    if found is None:
        return text
    larger = text[: found.start()] + found[1] + found[2] + text[found.end() :]
    decimals = found[2].rstrip("0") if found[2].endswith("0") else f"{found[2]}0"
    smaller = found[1] + (mark + decimals if decimals else "")
    return f"{larger} / {text[: found.start()]}{smaller}{text[found.end() :]}"
