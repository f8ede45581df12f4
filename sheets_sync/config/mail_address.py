"""Addresses of mail in the config: one each, which letters can come from and go to (design §13)."""

import re
from typing import Final

_ADDRESS: Final = re.compile(r"[^\s<>@,;\"()]+@[^\s<>@,;\"().]+(\.[^\s<>@,;\"().]+)+")
_PLAIN_ADDRESS: Final = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9.-]+")
_NAMED: Final = re.compile(
    r"[^<>@,;\"]*<(?P<address>[^<>]+)>|\"([^<>\"\\]|\\[\"\\])*\"\s*<(?P<quoted>[^<>]+)>"
)
_NAME_WITH_SIGNS: Final = re.compile(r"([^<>\"]*[,;@][^<>\"]*)<([^<>,;\s]+)>")


def mail_address(value: str) -> str:
    """One address, with or without a name before it, on one line; ``ValueError`` with the sentence
    that a person reads where it is none."""
    named = _NAMED.fullmatch(value.strip())
    bare = (named["address"] or named["quoted"]) if named else value.strip()
    if not value.isprintable() or not _ADDRESS.fullmatch(bare) or not _takes(bare):
        raise ValueError(f'"{value}" must be one address: {_spelt(value, bare)}')
    return value


def _takes(bare: str) -> bool:
    """Whether mails can come from it, and go to it."""
    if _PLAIN_ADDRESS.fullmatch(bare):
        return True
    from sheets_sync.notices.addresses import usable  # noqa: PLC0415 - slow to import, seldom asked

    return usable(bare)


def _spelt(value: str, bare: str) -> str:
    """How an address is to be written, by what stands there."""
    if named := _NAME_WITH_SIGNS.fullmatch(value.strip()):
        return f"a name with such signs stands in quotes, '\"{named[1].strip()}\" <{named[2]}>'"
    if "," in bare or ";" in bare:
        return 'where a key takes several, write ["one@example.com", "two@example.com"]'
    if not bare.rpartition("@")[0].isascii():
        return "before the @ stand Latin letters, digits and . _ + - alone"
    return '"Name <name@example.com>"'


def mail_address_or_blank(value: str) -> str:
    """The same, or blank."""
    return mail_address(value) if value.strip() else ""
