"""Field 86 of MT940: who paid and what for, in the three ways in which banks write it.

German and Polish banks number its parts (``166?00CREDIT?20purpose?32name``), Dutch and many others
name them (``/REMI/purpose/NAME/...``), the rest write one text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sheets_sync.bank.entries import Party
from sheets_sync.bank.notation import compact, is_iban, one_line

_NUMBERED: Final = re.compile(r"\s*([0-9]{3})?([?<~^>@])[0-9]{2}")
_NAMED: Final = re.compile(
    r"/(EREF|ORDP|BENM|REMI|CNTP|NAME|IBAN|BIC|PREF|RTRN|ISDT|TRTP|CSID|MARF|KREF|ULTD|ULTC|PURP|"
    r"ADDR|OCMT|EXCH|CHGS|ACCW|NRTX|IREF|TRCD|BO|OB|INFO|ID)/"
)
_KEYWORDS: Final = re.compile(
    r"(EREF|KREF|MREF|BREF|RREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|MDAT|SQTP)\+"
)
_PURPOSE: Final = (*map(str, range(20, 30)), *map(str, range(60, 64)))
_RETURNS: Final = frozenset({"108", "109", "159"})
"""Kinds of business (GVC) by which German banks book what comes back: direct debits, transfers."""

_PIECE: Final = 27
_ROW: Final = 65
_TAG: Final = 5
"""Signs by which a line may be shorter: ":86:" and a trimmed space."""


@dataclass(frozen=True, slots=True)
class Details:
    """What field 86 tells of an entry; ``end_to_end`` is the payer's own reference, or ""."""

    party: Party
    purpose: str
    end_to_end: str = ""
    returned: bool = False


def details_of(said: str, own_field: str, beside: tuple[str, str]) -> Details:
    """The details of an entry, lines behind breaks: those of its fields 86, else of a bank's own
    field (NS); ``beside`` is what field 61 says: the reference, and further details."""
    if found := _NUMBERED.match(said):
        details = _numbered(said, found)
    elif _NAMED.search(said):
        details = _named(said)
    elif said.strip() or not own_field:
        details = Details(Party(), one_line(_unbroken(said.split("\n"), _ROW, _TAG)) or beside[1])
    else:
        details = _of_the_bank(own_field)
    if not details.party.account:
        # Some banks put the other account there; nothing else has an IBAN's check digits.
        account = next(filter(is_iban, map(compact, beside)), "")
        details = replace(details, party=replace(details.party, account=account))
    return details


def _of_the_bank(text: str) -> Details:
    """A field NS by its numbered lines: 01 to 14 are the purpose, 15 and 16 the name."""
    lines = [line for line in text.split("\n") if line[:2].isdecimal()]
    purpose = [line[2:] for line in lines if 1 <= int(line[:2]) <= 14]
    name = [line[2:] for line in lines if int(line[:2]) in {15, 16}]
    return Details(Party(one_line(" ".join(name))), one_line(" ".join(purpose)))


def _unbroken(pieces: list[str], width: int, nearly: int = 0) -> str:
    """Pieces of a text put together: one that fills its ``width`` was cut within a word, perhaps;
    another is followed by a space that was trimmed. So no number is ever made of two. Where lines
    may be ``nearly`` shorter (the tag counts, or a space was trimmed), digits stay apart."""
    text = ""
    for piece, after in zip(pieces, [*pieces[1:], ""], strict=True):
        digits = piece[-1:].isdigit() and after[:1].isdigit()
        cut = len(piece) >= width or (len(piece) >= width - nearly and not digits)
        text += piece if cut else f"{piece} "
    return text


def _numbered(said: str, begins: re.Match[str]) -> Details:
    mark = begins[2]
    parts = re.split(rf"{re.escape(mark)}([0-9]{{2}})", said.replace("\n", ""))
    fields: dict[str, str] = {}
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        fields.setdefault(number, text)
    text = _unbroken([fields[each] for each in _PURPOSE if each in fields], _PIECE)
    keyed = _keyed(text)
    name = _unbroken([fields.get("32", ""), fields.get("33", "")], _PIECE)
    account = fields.get("38") or fields.get("31") or keyed.get("IBAN", "")
    return Details(
        Party(one_line(name or keyed.get("ABWA", "")), compact(account)),
        one_line(keyed.get("SVWZ", "") or keyed[""]),
        _told(keyed.get("EREF", "")),
        begins[1] in _RETURNS,
    )


def _keyed(text: str) -> Mapping[str, str]:
    """The texts behind SEPA's keywords ("SVWZ+"); behind "" all that stands before the first, or
    the whole."""
    parts = _KEYWORDS.split(text)
    keyed = {"": parts[0]}
    for word, said in zip(parts[1::2], parts[2::2], strict=True):
        keyed.setdefault(word, said)
    return keyed


def _named(said: str) -> Details:
    parts = _NAMED.split(_unbroken(said.split("\n"), _ROW, _TAG))
    fields: dict[str, str] = {}
    for word, text in zip(parts[1::2], parts[2::2], strict=True):
        fields.setdefault(word, text.strip(" /"))
    counter = (fields.get("CNTP", "") + "///").split("/")  # account, bank, name, city
    purpose = re.sub(r"^(USTD|STRD)/+|^(CUR|ISO)/", "", fields.get("REMI", ""))
    return Details(
        Party(
            one_line(fields.get("NAME", "") or counter[2]),
            compact(fields.get("IBAN", "") or counter[0]),
        ),
        one_line(purpose or fields.get("INFO", "") or fields.get("OB", "") or parts[0]),
        _told(fields.get("EREF", "")),
        "RTRN" in fields,
    )


def _told(text: str) -> str:
    text = one_line(text)
    return "" if text.upper() in {"NOTPROVIDED", "NONREF"} else text
