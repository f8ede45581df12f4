"""The engine's own connections to the fleet's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException

from sheets_sync.config.fleet import FleetConfig
from sheets_sync.errors import TryAgainLater
from sheets_sync.fleet.database import IDLE

_MOST: Final = 3
"""Connections that the engine holds in one process, beside one that listens."""


def connector_of(fleet: FleetConfig) -> PsycopgConnector:
    """Connections that the engine opens by itself. Raises ``CredentialsError`` where the password
    cannot be read."""
    secret = fleet.state("").password
    options = f"-c search_path=sheets_sync -c idle_in_transaction_session_timeout={IDLE}"
    how: dict[str, Any] = {"options": options, "connect_timeout": 10}
    if secret is not None:
        how["password"] = secret.read().get_secret_value()
    return PsycopgConnector(
        conninfo=fleet.fleet.database, kwargs=how, min_size=1, max_size=_MOST, timeout=10
    )


@contextmanager
def engine_told() -> Iterator[None]:
    """Within, errors of the engine about its database are ours."""
    try:
        yield
    except ConnectorException as error:
        raise TryAgainLater(
            f"The database of the fleet does not do what the engine asks ({error.__cause__}).",
            "Look whether it is there; what was under way goes on once it is.",
        ) from error
