"""The engine's own connections to the fleet's database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException

from sheets_sync.config.fleet import FleetConfig
from sheets_sync.errors import TryAgainLater
from sheets_sync.fleet.database import IDLE
from sheets_sync.state.postgres import connecting

_MOST: Final = 3
"""Connections that the engine holds in one process, beside one that listens."""

_SETTINGS: Final = {
    "search_path": connecting.SCHEMA,
    "idle_in_transaction_session_timeout": IDLE,
    **connecting.KEEN_SERVER,
}


def connector_of(fleet: FleetConfig) -> PsycopgConnector:
    """Connections that the engine opens by itself; that their line was cut is found out as soon as
    of ours, at both ends. Raises ``CredentialsError`` where the password cannot be read."""
    options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    how: dict[str, Any] = {**connecting.connection_settings(fleet.state("")), "options": options}
    return PsycopgConnector(
        connection_class=connecting.PooledConnection, conninfo=fleet.fleet.database, kwargs=how,
        min_size=1, max_size=_MOST, timeout=10,
    )  # fmt: skip


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
