"""Who we are to Google: a service-account key file, or application-default credentials."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from urllib3 import PoolManager

from sheets_sync.deferred import dataclass
from sheets_sync.files import file_bytes, is_there
from sheets_sync.spreadsheet.google.connections import connections, direct, is_loopback
from sheets_sync.spreadsheet.google.kept_token import KeptToken
from sheets_sync.spreadsheet.google.session import HttpSession, KeepingSession

if TYPE_CHECKING:
    from google.auth.transport.urllib3 import AuthorizedHttp

_kept: "dict[object, Identity] | None" = None


@dataclass(frozen=True)
class Identity:
    """A way to the API that bears our token; it lasts as long as this identity. ``email`` is whom
    a spreadsheet is shared with, "" if unknown."""

    session: HttpSession
    email: str = ""

    @property
    def named(self) -> str:
        """Whom a person shares the spreadsheet with, in words."""
        return self.email or "the account that the application-default credentials stand for"


@contextmanager
def connections_kept() -> Iterator[None]:
    """Within, whoever identifies themselves by the same key file is given the same identity, its
    token and its connections: scheduled runs need not make them anew each time."""
    global _kept  # noqa: PLW0603 - one program, one identity
    _kept = {}
    try:
        yield
    finally:
        _kept = None


def identify(key_file: Path, api_root: str, token_file: Path | None = None) -> Identity:
    """The identity of ``key_file``; where there is no such file, the machine's own default. The
    token of a key is kept in ``token_file``, if there is to be one (see ``kept_token``).

    Raises ``CredentialsError`` for a file that is no key, or where neither is there.
    """
    if _kept is None:
        return _identify(key_file, api_root, token_file)
    state = key_file.stat() if key_file.is_file() else None
    key = (key_file, api_root, state and (state.st_mtime_ns, state.st_size, state.st_ino))
    if key not in _kept:
        _kept.clear()
        _kept[key] = _identify(key_file, api_root, token_file)
    return _kept[key]


def _identify(key_file: Path, api_root: str, token_file: Path | None) -> Identity:
    ways = direct() if is_loopback(api_root) else connections(urlsplit(api_root).hostname or "")
    if token_file is not None and (key := _key_of(key_file)) is not None:
        kept = KeptToken(token_file, key, api_root)
        session = KeepingSession(ways, kept, partial(_session, key_file, api_root, ways))
        return Identity(session, _email_in(key))
    own = _session(key_file, api_root, ways)
    return Identity(own, getattr(own.credentials, "service_account_email", ""))


def _session(key_file: Path, api_root: str, ways: PoolManager) -> "AuthorizedHttp":
    """google-auth's own session."""
    from sheets_sync.spreadsheet.google import credentials  # noqa: PLC0415 - slow to import

    found = (
        credentials.of_key_file(key_file)
        if is_there(key_file)
        else credentials.of_this_machine(key_file, api_root)
    )
    return credentials.session_of(found, ways)


def _key_of(key_file: Path) -> bytes | None:
    """What the key file holds; None where there is none to read: it is told of elsewhere."""
    try:
        return file_bytes(key_file)
    except OSError:
        return None


def _email_in(key: bytes) -> str:
    """The account of a key that was found sound."""
    info: dict[str, Any] = json.loads(key)
    return str(info["client_email"])
