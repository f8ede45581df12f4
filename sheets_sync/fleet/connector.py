"""The engine's own connections to the fleet's database."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg import AsyncConnection

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


class _Connection(AsyncConnection[Any]):
    """One of the engine's. An attempt that it gave up is closed as soon as another one succeeded:
    psycopg closes it when it is collected, and till then a server that is to shut down waits."""

    _gave_up = False

    @classmethod
    async def connect(cls, *address: Any, **how: Any) -> Self:  # noqa: ANN401 - psycopg's own
        """As psycopg does."""
        try:
            made = await super().connect(*address, **how)
        except BaseException:
            cls._gave_up = True
            raise
        if cls._gave_up:
            cls._gave_up = False
            gc.collect()
        return made


def connector_of(fleet: FleetConfig) -> PsycopgConnector:
    """Connections that the engine opens by itself; that their line was cut is found out as soon as
    of ours, at both ends. Raises ``CredentialsError`` where the password cannot be read."""
    options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    how: dict[str, Any] = {**connecting.connection_settings(fleet.state("")), "options": options}
    return PsycopgConnector(
        connection_class=_Connection, conninfo=fleet.fleet.database, kwargs=how,
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
