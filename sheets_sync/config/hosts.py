"""Hosts and web addresses of a config: whether anything can be sent there, and what may be (§13).

Read where a config is looked at key by key: a run that finds one kept needs none of it.
"""

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit

_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.IGNORECASE)
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f\\]")
_LOGIN: Final = re.compile(r"//[^/?#]*@")
_LONGEST_HOST: Final = 253
_SECRETS: Final = frozenset({"password", "sslpassword"})
"""What an address of libpq's may have in its query, and ours may not."""


def is_host(name: str) -> bool:
    """Whether it is the name of a host, in any script, or an IP address (IPv6 without brackets)."""
    if _is_address(name):
        return True
    try:
        plain = name.encode("idna").decode("ascii").removesuffix(".")
    except UnicodeError:  # a part of it is empty or too long
        return False
    return len(plain) <= _LONGEST_HOST and all(map(_LABEL.fullmatch, plain.split(".")))


def is_this_machine(host: str) -> bool:
    """Whether nothing that is sent to ``host`` leaves this machine."""
    bare = host.strip("[]")
    return ip_address(bare).is_loopback if _is_address(bare) else host.lower() == "localhost"


def web_address(text: str) -> SplitResult | None:
    """The parts of an http(s) address that can be asked; None where ``text`` is none. It names
    nobody: names and passwords before a host are no part of what we ask with."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    sound = not _BREAKS.search(text) and parts.username is None and is_host(host)
    return parts if sound and parts.scheme in ("http", "https") and port != 0 else None


def takes_tokens(root: str) -> bool:
    """Whether a token may be sent to an address: a host alone, encrypted, or this machine."""
    parts = web_address(root)
    if parts is None or parts.path.strip("/") or "?" in root or "#" in root:
        return False
    return parts.scheme == "https" or is_this_machine(parts.hostname or "")


def is_database(address: str) -> bool:
    """Whether it is the address of a PostgreSQL, and tells no password."""
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query, keep_blank_values=True)
    except ValueError:
        return False
    sound = parts.scheme in ("postgresql", "postgres") and not _BREAKS.search(address)
    return sound and parts.password is None and not query.keys() & _SECRETS


def without_login(address: str) -> str:
    """A web address as a message quotes it: who logs in there, and with what, is nobody's
    business."""
    return _LOGIN.sub("//…@", address)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
