"""1CClientBankExchange, the format in which Russian banks hand statements to accounting programs.

Written after its public description (version 1.03): lines ``key=value`` in sections. An account's
currency is told by digits 6 to 8 of its number, since no key tells it; of Kazakh banks, whose keys
are other ones (``client_bank_keys.py``), by the documents or the config.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sheets_sync.bank.client_bank_keys import in_usual_keys
from sheets_sync.bank.entries import BankEntry, BankStatement, Party, prove
from sheets_sync.bank.notation import (
    clock_time,
    compact,
    day_of,
    entry_amount,
    minor,
    one_line,
    text_in,
)
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.currency import MINOR_DIGITS

HEAD: Final = "1CClientBankExchange"

_ENCODINGS: Final = ("utf-8", "cp1251", "cp866")
_DECLARED: Final = {
    "windows": "cp1251", "windows-1251": "cp1251", "cp1251": "cp1251", "dos": "cp866",
    "cp866": "cp866", "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-8", "unicode": "utf-8",
}  # fmt: skip
"""By its description Windows or DOS; some banks call it otherwise."""
_SAYS_ENCODING: Final = re.compile(r"(?:^|[\r\n])\s*Кодировка[ \t]*=[ \t]*(\S*)[ \t]*(?:[\r\n]|$)")
_ACCOUNT: Final = "СекцияРасчСчет"
_DOCUMENT: Final = "СекцияДокумент"
_BEGINS: Final = {_ACCOUNT.casefold(): _ACCOUNT, _DOCUMENT.casefold(): _DOCUMENT}
_ENDS: Final = {_ACCOUNT: "конецрасчсчет", _DOCUMENT: "конецдокумента"}
"""Some banks write sections in capitals."""
_PAYER: Final = "Плательщик"
_RECEIVER: Final = "Получатель"
_SIDES: Final = ((_PAYER, _RECEIVER, "ДатаСписано"), (_RECEIVER, _PAYER, "ДатаПоступило"))
"""Our side of a document, the other, and where the day stands on which it was booked."""

_END: Final = "КонецФайла"
_BLANK: Final = " \t\x1a"
"""The last is how DOS ended a file."""

_PURPOSE: Final = "НазначениеПлатежа"
_MADE: Final = re.compile(
    r"^ДатаСоздания=([0-9.]{10})[ \t]*(?:[\r\n]+ВремяСоздания=([0-9:]{8}))?", re.MULTILINE
)
_DAY: Final = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})")
_NAMED_BEHIND: Final = re.compile(r"^\s*ИНН\s*[0-9]*\s*(?:КПП\s*[0-9]*\s*)?", re.IGNORECASE)

_CURRENCIES: Final = {
    "810": "RUB", "643": "RUB", "840": "USD", "978": "EUR", "156": "CNY", "826": "GBP",
    "756": "CHF", "392": "JPY", "398": "KZT", "933": "BYN", "051": "AMD", "417": "KGS",
    "860": "UZS", "944": "AZN", "972": "TJS", "949": "TRY", "784": "AED", "981": "GEL",
    "356": "INR", "344": "HKD", "124": "CAD", "036": "AUD", "752": "SEK", "578": "NOK",
    "208": "DKK", "985": "PLN", "203": "CZK", "348": "HUF", "941": "RSD", "702": "SGD",
}  # fmt: skip
"""Codes within a Russian account's number: those of ISO 4217, and 810, the rouble's former one."""


@dataclass(slots=True)
class _Section:
    """Lines between a beginning and its end; ``line`` is that of the beginning."""

    kind: str
    line: int
    values: dict[str, str] = field(default_factory=dict)

    def value(self, *keys: str) -> str:
        """The first of ``keys`` that is filled, or ""."""
        return next((text for key in keys if (text := self.values.get(key, "").strip())), "")

    def need(self, key: str) -> str:
        """A value that has to be there."""
        if not (text := self.value(key)):
            raise StatementFault("lacks", self.line, text=key)
        return text

    def day(self, key: str) -> int:
        """A day that has to be there."""
        text = self.need(key)
        if not (found := _DAY.fullmatch(text)):
            raise StatementFault("no_day", self.line, text=text)
        return day_of(found[3], found[2], found[1], self.line)


def decoded(data: bytes) -> str:
    """The text of a file. Its line "Кодировка=" can be read in one encoding only: that is the one
    it is in; where there is none, its first section's name tells it. Raises ``StatementFault``
    where it says another, or holds what that has no letter for; UTF-8 is taken whatever it says,
    since nothing else looks like it."""
    for encoding in _ENCODINGS:
        head = data[:4096].decode(encoding, "ignore")
        if said := _SAYS_ENCODING.search(head):
            return _decoded(data, encoding, said[1])
    for encoding in _ENCODINGS:
        if _ACCOUNT.casefold() in data[:4096].decode(encoding, "ignore").casefold():
            return _sound(data, encoding)
    raise StatementFault("no_encoding", text="Кодировка=")


def _decoded(data: bytes, encoding: str, said: str) -> str:
    declared = _DECLARED.get(said.lower())
    if declared is None or encoding not in {"utf-8", declared}:
        raise StatementFault("other_encoding", text=f"Кодировка={said}", encoding=encoding)
    return _sound(data, encoding)


def _sound(data: bytes, encoding: str) -> str:
    text = text_in(data, encoding)
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise StatementFault("lost_letters", line)
    return text


@dataclass(frozen=True, slots=True)
class _Account:
    """One account's section, and the entries that belong to it."""

    section: _Section
    account: str
    currency: str
    first: int
    last: int
    entries: list[BankEntry] = field(default_factory=list)

    def minor(self, key: str) -> int:
        """The minor units that stand under ``key``."""
        return minor(_pointed(self.section.need(key)), self.currency, self.section.line)

    def statement(self) -> BankStatement:
        """What it says, proved by its balances and, where the bank tells them, its sums."""
        opening, closing = self.minor("НачальныйОстаток"), self.minor("КонечныйОстаток")
        entries = [each for each in self.entries if each.amount]
        made = BankStatement(
            self.account, self.currency, opening, closing, entries, self.first, self.last
        )
        prove(made)
        self._prove_sum("ВсегоПоступило", credit=True)
        self._prove_sum("ВсегоСписано", credit=False)
        return made

    def _prove_sum(self, key: str, *, credit: bool) -> None:
        made = sum(each.amount for each in self.entries if each.credit == credit)
        if self.section.value(key) and self.minor(key) != made:
            said = f"{key}={self.section.value(key)}"
            comes = (made, self.currency)
            raise StatementFault("other_sum", self.section.line, text=said, comes=comes)


def statements_in(data: bytes, known: Mapping[str, str] | None = None) -> list[BankStatement]:
    """The statements of a file, one for each section of an account. ``known``: the currencies of
    our own accounts, where neither number nor file tells them. Raises ``StatementFault``."""
    text = decoded(data)
    sections = list(_sections(re.split(r"\r\n|\r|\n", text)))
    for each in sections:
        each.values = in_usual_keys(each.values)
    told = {**(known or {}), **dict(_currencies(sections))}
    accounts = [_account(each, told) for each in sections if each.kind == _ACCOUNT]
    if not accounts:
        raise StatementFault("no_section")
    for each in sections:
        if each.kind == _DOCUMENT:
            _allot(each, accounts)
    made = _made(text)
    return [replace(each.statement(), made=made) for each in accounts]


def _made(text: str) -> int:
    """When the file says that it was made, in nanoseconds; 0 where it does not say, or wrongly."""
    found = _MADE.search(text)
    if found is None:
        return 0
    date, time = found.groups("00:00:00")
    return clock_time(f"{date} {time}", "%d.%m.%Y %H:%M:%S")


def _sections(lines: Sequence[str]) -> Iterator[_Section]:
    open_: _Section | None = None
    last, ended = "", False
    for number, raw in enumerate(lines, 1):
        key, is_pair, value = raw.partition("=")
        key = key.strip(_BLANK)
        if ended and key:
            raise StatementFault("after_end", number, text=_END)
        if kind := _BEGINS.get(key.casefold()):
            if open_:
                raise StatementFault("unended", number, text=open_.kind)
            open_, last = _Section(kind, number), ""
        elif open_ and key.casefold() == _ENDS[open_.kind]:
            yield open_
            open_ = None
        elif key == _END and not is_pair:
            ended = True
        elif open_ and is_pair and key.removesuffix("_ИИН").isalnum():  # Kazakh БИН_ИИН
            open_.values.setdefault(key, value)
            last = key
        elif open_ and last:  # a purpose of several lines, as some banks leave it
            open_.values[last] += f" {raw}"
    if open_ or not ended:
        raise StatementFault("cut", text=_END)


def _currencies(sections: Sequence[_Section]) -> Iterator[tuple[str, str]]:
    """By account the currency that its documents name, "" where they name several; nothing where
    they name none that there is, or there are several accounts: then the config's word holds."""
    named = {each.value("Валюта") for each in sections if each.kind == _DOCUMENT} - {""}
    accounts = {compact(each.value("РасчСчет")) for each in sections if each.kind == _ACCOUNT}
    if len(named) > 1:
        yield from ((each, "") for each in accounts)
    elif len(accounts) == 1:
        yield from ((each, money) for each in accounts for money in named & MINOR_DIGITS.keys())


def _account(section: _Section, told: Mapping[str, str]) -> _Account:
    account = compact(section.need("РасчСчет"))
    is_numbered = re.fullmatch(r"[0-9]{20}", account)
    currency = _CURRENCIES.get(account[5:8]) if is_numbered else told.get(account)
    if not currency:
        raise StatementFault("account_currency", section.line, text=account)
    return _Account(section, account, currency, section.day("ДатаНачала"), section.day("ДатаКонца"))


def _allot(document: _Section, accounts: Sequence[_Account]) -> None:
    """Put a document into its accounts; between two accounts of ours it is a debit of one and a
    credit of the other."""
    found, undated = False, ""
    for ours, others, key in _SIDES:
        numbers = _numbers(document, ours)
        for each in (each for each in accounts if each.account in numbers):
            if not document.value(key):
                undated = key  # some banks tell each side of such a transfer in its own document
            elif each.first <= document.day(key) <= each.last:
                credit = ours == _RECEIVER
                entry = _entry(document, each.currency, document.day(key), others, credit=credit)
                each.entries.append(entry)
                found = True
    if not found and undated:
        document.need(undated)
    if not found:
        raise StatementFault("stray_document", document.line)


def _numbers(document: _Section, side: str) -> set[str]:
    keys = (f"{side}Счет", f"{side}РасчСчет")
    return {compact(text) for key in keys if (text := document.value(key))}


def _entry(document: _Section, currency: str, day: int, side: str, *, credit: bool) -> BankEntry:
    return BankEntry(
        day,
        entry_amount(_pointed(document.need("Сумма")), currency, document.line),
        credit,
        _party(document, side),
        _purpose(document.values),
        document=one_line(document.value("Номер")),
        line=document.line,
    )


def _party(document: _Section, side: str) -> Party:
    named = document.value(f"{side}1") or _NAMED_BEHIND.sub("", document.value(side))
    account = document.value(f"{side}Счет", f"{side}РасчСчет")
    return Party(one_line(named), compact(account), compact(document.value(f"{side}ИНН")))


def _purpose(values: Mapping[str, str]) -> str:
    whole = values.get(_PURPOSE, "")
    parts = (values.get(f"{_PURPOSE}{number}", "") for number in range(1, 7))
    return one_line(whole if whole.strip() else " ".join(parts))


def _pointed(digits: str) -> str:
    return digits.replace(",", ".")
