"""MT940, the customer statement of SWIFT, in the dialects of European and Russian banks.

Read here by hand and strictly: the library for it (mt-940) reads amounts leniently, so that what
does not fit is cut off without a word. It is what the tests compare with instead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sheets_sync.bank.entries import BankEntry, BankStatement, prove
from sheets_sync.bank.mt940_details import details_of
from sheets_sync.bank.notation import compact, day_of, entry_amount, known_currency, minor, one_line
from sheets_sync.bank.refusing import StatementFault

LOOKS_SO: Final = re.compile(rb"(^|\n|\{4:\s*)[ \t]*:(20|25|28C?|60[FM]):")
"""What the beginning of such a file has."""

_TAG: Final = re.compile(r":([0-9]{2}[A-Z]?|NS):(.*)", re.DOTALL)
_ENVELOPE: Final = re.compile(r"\{[1-5S]:")
_ENDS: Final = re.compile(r"-(?:XXX|\}.*|\{5:.*)?\s*")
"""How a message ends: as SWIFT has it, the next one's envelope behind it at some; XXX at ING."""
_BALANCE: Final = re.compile(
    r"(?P<side>[CD])(?P<yy>[0-9]{2})(?P<mm>[0-9]{2})(?P<dd>[0-9]{2})(?P<currency>[A-Z]{3})"
    r"(?P<amount>[0-9]{1,18},[0-9]{0,4})\s*"
)
_LINE: Final = re.compile(
    r"(?P<yy>[0-9]{2})(?P<mm>[0-9]{2})(?P<dd>[0-9]{2})"
    r"(?:(?P<booked_mm>[0-9]{2})(?P<booked_dd>[0-9]{2})|[ ]{4})?"
    r"(?P<side>RC|RD|C|D)(?P<funds>[A-Z])?[ ]?(?P<amount>[0-9]{1,18},[0-9]{0,4})[ ]?"
    r"(?P<kind>[A-Z][A-Z0-9 ]{3})?(?P<own>(?:(?!//)[^\n])*)(?://(?P<bank>[^\n]*))?"
    r"(?:\n(?P<further>.*))?",
    re.DOTALL,
)
_NO_REFERENCE: Final = frozenset(
    {"", "NONREF", "NOTPROVIDED", "UNKNOWN", "EREF", "KREF", "KREF+", "MREF", "PREF"}
)
_RETURNED_ITEM: Final = "RTI"
"""The type of an entry that SWIFT has for what comes back."""

_YEAR_TURNS: Final = 180
"""Days apart: an entry's booking day, told without its year, is never half a year off."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a message, its further lines behind breaks."""

    tag: str
    text: str
    line: int


def statements_in(text: str) -> list[BankStatement]:
    """The statements of a file, pages of one joined where they follow each other. Raises
    ``StatementFault``. A page proves itself by its own balances: the others may be in another
    file, since each is a message by itself."""
    made: list[BankStatement] = []
    goes_on = False
    for message in _messages(text):
        page, has_next, continues = _page(message)
        if goes_on and continues and made[-1].account == page.account:
            made[-1] = _joined(made[-1], page, message[0].line)
        else:
            made.append(page)
        goes_on = has_next
    if not made:
        raise StatementFault("no_statement")
    return made


def _messages(text: str) -> Iterator[list[_Field]]:
    """The fields of each message; what stands before its first field is the bank's envelope."""
    fields: list[_Field] = []
    for field in _fields(text):
        if field.tag == "20" and fields:
            yield fields
            fields = []
        fields.append(field)
    if fields:
        yield fields


def _fields(text: str) -> Iterator[_Field]:
    tag, lines, begun = "", [""], 0
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        found = _TAG.match(raw[raw.find("{4:") + 3 :] if _ENVELOPE.match(raw) else raw)
        if found or _ENVELOPE.match(raw) or _ENDS.fullmatch(raw):
            if tag:
                yield _Field(tag, "\n".join(lines), begun)
            tag, lines, begun = (found[1], [found[2]], number) if found else ("", [""], 0)
        elif tag and raw.strip():
            lines.append(raw)
    if tag:
        yield _Field(tag, "\n".join(lines), begun)


def _page(fields: Sequence[_Field]) -> tuple[BankStatement, bool, bool]:
    """A page of a statement, whether another follows it, and whether it follows one. The pages of
    a statement close with an intermediate balance, and open with that of the page before."""
    line = fields[0].line
    tags = {each.tag for each in fields}
    if not tags & {"60F", "60M"}:
        interim = tags & {"34F", "13D", "90D"}
        raise StatementFault("interim" if interim else "no_opening_balance", line)
    opening, closing = _only(fields, "60F", "60M"), _only(fields, "62F", "62M")
    first, currency, opens = _balance(opening)
    last, closes_in, closes = _balance(closing)
    if closes_in != currency:
        raise StatementFault("two_currencies", closing.line, currency=currency, other=closes_in)
    named = compact(_only(fields, "25", "25P").text.partition("\n")[0])
    account = named.removesuffix(currency).rstrip("/")  # some banks name the currency behind it
    entries = list(_entries(fields, currency))
    number = next((each.text.strip() for each in fields if each.tag in {"28", "28C"}), "")
    made = BankStatement(account, currency, opens, closes, entries, first, last, number)
    prove(made)
    return made, closing.tag == "62M", opening.tag == "60M"


def _only(fields: Sequence[_Field], *tags: str) -> _Field:
    found = [each for each in fields if each.tag in tags]
    if not found:
        raise StatementFault("no_field", fields[0].line, tag=tags[0])
    if len(found) > 1:
        raise StatementFault("two_fields", found[1].line, tag=found[1].tag)
    return found[0]


def _balance(field: _Field) -> tuple[int, str, int]:
    """Day, currency and minor units of a balance."""
    found = _BALANCE.fullmatch(field.text)
    if not found:
        raise StatementFault("no_balance", field.line, text=f":{field.tag}:{one_line(field.text)}")
    currency = known_currency(found["currency"], field.line)
    amount = minor(_pointed(found["amount"]), currency, field.line)
    day = day_of(found["yy"], found["mm"], found["dd"], field.line)
    return day, currency, amount if found["side"] == "C" else -amount


def _entries(fields: Sequence[_Field], currency: str) -> Iterator[BankEntry]:
    """The entries of a message, each with what the fields behind it say. Some banks have lines of
    no amount, which tell something of the account: those are none."""
    for position, field in enumerate(fields):
        if field.tag == "61":
            entry = _entry(field, list(_behind(fields, position)), currency)
            if entry.amount:
                yield entry


def _behind(fields: Sequence[_Field], position: int) -> Iterator[_Field]:
    """The fields that belong to an entry: one 86 or several, or a bank's own (NS)."""
    for field in fields[position + 1 :]:
        if field.tag not in {"86", "NS"}:
            return
        yield field


def _entry(field: _Field, behind: Sequence[_Field], currency: str) -> BankEntry:
    found = _LINE.fullmatch(field.text)
    if not found:
        raise StatementFault("no_entry", field.line, text=f":61:{one_line(field.text)}")
    own, further = one_line(found["own"]), one_line(found["further"] or "")
    details = details_of(
        "\n".join(each.text for each in behind if each.tag == "86"),
        "\n".join(each.text for each in behind if each.tag == "NS"),
        (own, further),
    )
    returned = found["side"] in {"RC", "RD"} or (found["kind"] or "").endswith(_RETURNED_ITEM)
    document = "" if own == details.party.account else _told(own)
    return BankEntry(
        _booked(found, field.line),
        entry_amount(_pointed(found["amount"]), currency, field.line),
        found["side"] in {"C", "RD"},
        details.party,
        details.purpose,
        returned or details.returned,
        _told(one_line(found["bank"] or "")),
        details.end_to_end or document,
        field.line,
    )


def _told(reference: str) -> str:
    """A reference, or "" where it says that there is none."""
    return "" if reference.upper() in _NO_REFERENCE else reference


def _booked(found: re.Match[str], line: int) -> int:
    """The day of booking where it is told (without its year), else the value day."""
    value = day_of(found["yy"], found["mm"], found["dd"], line)
    if found["booked_mm"] is None:
        return value
    year = 2000 + int(found["yy"])
    # 29 February is a day of one of these years alone.
    near = [
        day
        for each in (year - 1, year, year + 1)
        if (day := _day_or_none(each, found["booked_mm"], found["booked_dd"])) is not None
        and abs(day - value) < _YEAR_TURNS
    ]
    if not near:
        raise StatementFault("no_day", line, text=f"{found['booked_mm']}{found['booked_dd']}")
    return near[0]


def _day_or_none(year: int, month: str, day: str) -> int | None:
    try:
        return day_of(str(year), month, day)
    except StatementFault:
        return None


def _joined(before: BankStatement, page: BankStatement, line: int) -> BankStatement:
    """A statement and its next page."""
    if before.currency != page.currency or before.closing != page.opening:
        raise StatementFault("no_next_page", line)
    entries = [*before.entries, *page.entries]
    return replace(before, closing=page.closing, entries=entries, last=page.last)


def _pointed(amount: str) -> str:
    return amount.replace(",", ".")
