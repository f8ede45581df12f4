"""Field 86 of MT940: who paid and what for, in the three ways in which banks write it.

German and Polish banks number its parts (``166?00CREDIT?20purpose?32name``), Dutch and many others
name them (``/REMI/purpose/NAME/...``), the rest write one text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sheets_sync.bank.entries import Party
from sheets_sync.bank.notation import compact, one_line

_NUMBERED: Final = re.compile(r"\s*([0-9]{3})?([?<~^>@])[0-9]{2}")
_NAMED: Final = re.compile(
    r"/(EREF|ORDP|BENM|REMI|CNTP|NAME|IBAN|BIC|PREF|RTRN|ISDT|TRTP|CSID|MARF|KREF|ULTD|ULTC|PURP|"
    r"ADDR|OCMT|EXCH|CHGS|ACCW|NRTX|IREF|TRCD|BO|OB|INFO|ID)/"
)
_KEYWORDS: Final = re.compile(
    r"(EREF|KREF|MREF|BREF|RREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|MDAT|SQTP)\+"
)
_PURPOSE: Final = (*map(str, range(20, 30)), *map(str, range(60, 64)))
_PIECE: Final = 27
_ROW: Final = 65


@dataclass(frozen=True, slots=True)
class Details:
    """What field 86 tells of an entry; ``end_to_end`` is the payer's own reference, or ""."""

    party: Party
    purpose: str
    end_to_end: str = ""
    returned: bool = False


def details_of(said: str, further: str) -> Details:
    """The details of a field 86, lines behind breaks; ``further`` is what field 61 says beside."""
    if found := _NUMBERED.match(said):
        return _numbered(said, found[2])
    if _NAMED.search(said):
        return _named(said)
    return Details(Party(), one_line(_unbroken(said.split("\n"), _ROW)) or further)


def _unbroken(pieces: list[str], width: int) -> str:
    """Pieces of a text put together: one that fills its width was cut within a word, perhaps, and
    another is followed by a space that was trimmed. So no number is ever made of two."""
    text = ""
    for piece in pieces:
        text += piece if len(piece) >= width else f"{piece} "
    return text


def _numbered(said: str, mark: str) -> Details:
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
        bool(fields.get("34", "").strip(" 0")),
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
    parts = _NAMED.split(_unbroken(said.split("\n"), _ROW))
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
