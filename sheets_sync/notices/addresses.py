"""Addresses as headers take them: one address each, never a list, never a line break (F41, F42)."""

import re
from email.errors import MessageError
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final

from sheets_sync.notices.cleaning import clean

if TYPE_CHECKING:
    from email.headerregistry import Address

_PLAIN: Final = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*"
)
"""What nearly all addresses are made of: seen at a glance, the library takes a while."""


def usable(address: str) -> bool:
    """Whether a letter can be addressed to ``address``."""
    if _PLAIN.fullmatch(address):
        return True
    try:
        addressed(address)
    except (ValueError, MessageError):
        return False
    return True


def addressed(address: str, name: str = "") -> "Address":
    """``address`` for a header; a domain outside ASCII goes as IDNA.

    Raises ``ValueError`` or ``email.errors.MessageError`` where it is no single address.
    """
    from email.headerregistry import Address  # noqa: PLC0415 - slow to import: see _PLAIN

    local, at, domain = address.rpartition("@")
    if not (local and at and domain) or clean(address) != address or not local.isascii():
        raise ValueError(f"not an address: {address!r}")
    return Address(clean(name), addr_spec=f"{local}@{domain.encode('idna').decode('ascii')}")


def bare(mailbox: str) -> str:
    """The address alone of a mailbox as the config gives it."""
    return parseaddr(mailbox)[1]


def sender(mailbox: str) -> "Address":
    """The address of a mailbox as the config gives it: ``Billing <billing@example.com>``."""
    name, address = parseaddr(mailbox)
    return addressed(address, name)
