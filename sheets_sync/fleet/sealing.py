"""Secrets that lie in the database, sealed with keys that do not (design §21).

The key file holds Fernet keys, one a line, the newest first: it seals, and all of them open. So a
key is exchanged by writing a new one above it, `sync fleet reseal`, and taking the old line out.
"""

from collections.abc import Mapping
from pathlib import Path
from socket import gethostname
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from sheets_sync import system
from sheets_sync.config.fleet import FleetConfig
from sheets_sync.errors import CredentialsError, UsageError
from sheets_sync.files import file_bytes
from sheets_sync.voice import hide

_MAKE: Final = (
    "Make it once, for your eyes only, and give every machine a copy: python3 -c 'from "
    "cryptography.fernet import Fernet; print(Fernet.generate_key().decode())' > FILE; chmod 600 "
    "FILE."
)


class Sealer:
    """Seals and opens secrets with the keys of a fleet."""

    def __init__(self, keys: MultiFernet) -> None:
        self._keys = keys

    def seal(self, secret: bytes) -> str:
        """The secret, sealed with the newest key: another text each time."""
        return self._keys.encrypt(secret).decode()

    def seal_all(self, secrets: Mapping[str, bytes]) -> dict[str, str]:
        """The secrets, each sealed, by their places as before."""
        return {place: self.seal(secret) for place, secret in secrets.items()}

    def opened(self, token: str, what: str) -> bytes:
        """What was sealed. Raises ``CredentialsError`` naming ``what`` it is of where none of the
        keys opens it."""
        try:
            return self._keys.decrypt(token.encode())
        except InvalidToken:
            raise CredentialsError(
                f"{what} is sealed with a key that is not in the key file of {gethostname()}.",
                "Give it the same fleet.keys as the machine that added the workbook has.",
            ) from None

    def anew(self, token: str, what: str) -> str:
        """The same secret, sealed with the newest key. Raises as ``opened``."""
        return self.seal(self.opened(token, what))


def sealer_of(fleet: FleetConfig) -> Sealer:
    """The sealer with the keys of the file ``fleet.keys``.

    Raises ``UsageError`` where the config names none, ``CredentialsError`` where it cannot be read
    or is none.
    """
    path = fleet.fleet.keys
    if path is None:
        raise UsageError(
            f"{fleet.source}: fleet.keys names no key file, and secrets are to be sealed.", _MAKE
        )
    return Sealer(MultiFernet(_keys(path)))


def _keys(path: Path) -> list[Fernet]:
    try:
        lines = [line.strip() for line in file_bytes(path).splitlines()]
        if system.mode_of(path) & 0o007:
            raise CredentialsError(f"{path} can be read by everybody.", f"chmod 600 {path}")
        found = [Fernet(line) for line in lines if line and not line.startswith(b"#")]
    except OSError as error:
        raise CredentialsError(
            f"The key file {path} cannot be read ({error.strerror}).", _MAKE
        ) from error
    except ValueError:
        raise CredentialsError(f"{path} holds a line that is no Fernet key.", _MAKE) from None
    if not found:
        raise CredentialsError(f"{path} holds no key.", _MAKE)
    hide(*(line.decode("ascii", "replace") for line in lines))
    return found
