"""Connections to the database that the config names, their errors told as ours (design §21).

No message tells the address as it was typed, nor the password.
"""

import gc
import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, Final, Self, TypeAlias

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import dict_row

from sheets_sync.config.state_table import StateTable
from sheets_sync.errors import CredentialsError, DatabaseAway, SheetsSyncError, UsageError
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.state.damage import FROM_A_DUMP, DamagedError

DatabaseConnection: TypeAlias = psycopg.Connection[dict[str, Any]]

SCHEMA: Final = "sheets_sync"

_KEEN: Final[Mapping[str, Any]] = {
    "connect_timeout": 10,
    "application_name": "sheets-sync",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""A line that was cut is found out within half a minute, at this end too."""

KEEN_SERVER: Final[Mapping[str, str]] = {
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""What this end takes for gone, the server does too: a dead run holds its workbook no longer, nor
dead machines all connections that there are."""

# A server that answers before a commit is safe would let a letter go twice after it fell.
_SETTINGS: Final = """
SELECT set_config('search_path', 'sheets_sync', false),
    set_config('lock_timeout', '10s', false),
    set_config('statement_timeout', '120s', false),
    set_config('idle_in_transaction_session_timeout', '60s', false),
    (SELECT count(set_config(key, value, false)) FROM json_each_text(%(keen)s)),
    set_config('default_transaction_read_only', %(looking)s, false),
    set_config('synchronous_commit', CASE current_setting('synchronous_commit')
        WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
"""

_WATCHED: Final = "SELECT set_config('client_connection_check_interval', '1s', false)"
"""In the midst of a statement, too, the server looks whether this end is there: else a run that was
killed there holds its workbook until the statement ends, or is given up after two minutes."""

_LATER: Final = "Try again in a while; nothing was lost."
_CAUSES: Final[tuple[tuple[str, type[SheetsSyncError], str, str], ...]] = (
    (
        "28",
        CredentialsError,
        "does not let us in",
        "Look at the user in {table}.database, and at the secret that [{table}] names.",
    ),
    (
        "pg_hba.conf",
        CredentialsError,
        "does not let this machine in",
        "Its pg_hba.conf wants a line for this machine; then `SELECT pg_reload_conf()` there.",
    ),
    ("3D", UsageError, "is not there", "Make it (`createdb`), or correct {table}.database."),
    (
        "42501",
        CredentialsError,
        "does not let this user do that",
        "Grant this user the right to create a schema in it, or to use ours.",
    ),
    (
        "25006",
        DatabaseAway,
        "can only be read now",
        "Point {table}.database at the primary server.",
    ),
    ("53100", SheetsSyncError, "could not be written: its disk is full", "Free some space there."),
    ("53", DatabaseAway, "is overloaded", _LATER),
    ("55P03", DatabaseAway, "is in use: what this needs was locked for too long", _LATER),
    ("57014", DatabaseAway, "took too long", _LATER),
    ("57", DatabaseAway, "is being shut down, or took the connection away", _LATER),
    ("08", DatabaseAway, "was lost on the way", _LATER),
    ("40", DatabaseAway, "is in use: another transaction was in the way", _LATER),
    (
        "XX",
        DamagedError,
        "is damaged",
        FROM_A_DUMP,
    ),
)

_AT_THE_DOOR: Final = (
    (re.compile(r"pg_hba\.conf"), "pg_hba.conf"),
    (re.compile(r'database ".*" does not exist'), "3D000"),
    (re.compile(r'role ".*" does not exist|(Peer|Ident) authentication failed'), "28000"),
)
"""Who is refused before they are in hears why in the server's words alone, without a code. In
another language than English only the first is known."""

_MAKES: Final = {"state": "sheets-sync now", "fleet": "sheets-sync fleet migrate"}

# What fails is told by whoever asked, in our words; psycopg would tell it once more.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


class PooledConnection(psycopg.AsyncConnection[Any]):
    """One of a pool. An attempt that was given up is closed as soon as another one succeeded:
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


def connect(state: StateTable, *, looking: bool = False) -> DatabaseConnection:
    """A connection to the database of ``state``, in our schema; ``looking``: it changes nothing.

    Every statement is a transaction of its own. Raises ``DatabaseAway`` where the database is
    away, ``CredentialsError`` where it does not let us in, ``UsageError`` for no address at all, or
    a database that cannot keep every text.
    """
    with told_of(state):
        connection = psycopg.connect(
            state.database,
            **connection_settings(state),
            autocommit=True,
            row_factory=dict_row,
            prepare_threshold=None,  # a plan of before a migration would fail after it
        )
        try:
            _check_encoding(connection, state)
            looks = "on" if looking else "off"
            connection.execute(_SETTINGS, {"looking": looks, "keen": json.dumps(KEEN_SERVER)})
            with suppress(errors.InvalidParameterValue, errors.UndefinedObject):  # one on Windows
                connection.execute(_WATCHED)
        except BaseException:
            connection.close()
            raise
    return connection


def _check_encoding(connection: DatabaseConnection, state: StateTable) -> None:
    """Names and letters are in any language, and the engine's own scripts are not ASCII."""
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        place = database_place(state)
        raise UsageError(
            f"{place[0].upper()}{place[1:]} is in {encoding}, not in UTF8.",
            "Make it anew: `createdb --encoding UTF8 --template template0 ...`.",
        )


def database_place(state: StateTable) -> str:
    """The database of ``state`` for people: its name and host, and no more of its address."""
    typed = _typed(state)
    name, host = typed.get("dbname") or typed.get("user") or "", str(typed.get("host") or "")
    return (
        f'the database "{name}" on {"this machine" if host.startswith("/") or not host else host}'
    )


def connection_settings(state: StateTable) -> dict[str, Any]:
    """What a connection is made by beside the address: what that tells by itself goes first.
    Raises ``CredentialsError`` where the password cannot be read."""
    keen = {name: each for name, each in _KEEN.items() if name not in _typed(state)}
    secret = state.password
    return keen if secret is None else {**keen, "password": secret.read().get_secret_value()}


def _typed(state: StateTable) -> Mapping[str, Any]:
    try:
        return conninfo_to_dict(state.database)
    except psycopg.Error:  # its message repeats the address
        raise UsageError(
            f"{state.config_table}.database is no address of a database.",
            'Write it like "postgresql://user@host/name".',
        ) from None


def told_of(state: StateTable) -> AbstractContextManager[None]:
    """Within, errors of psycopg about the database of ``state`` are ours."""
    return told(database_place(state), state.config_table)


@contextmanager
def told(place: str, table: str = "state") -> Iterator[None]:
    """Turn errors of psycopg about ``place``, which that ``table`` of the config names, into
    ours."""
    try:
        yield
    except (errors.IntegrityError, errors.RaiseException) as error:
        # The detail of such an error repeats what stands in the row.
        raise BrokenRuleError(error.diag.message_primary or "a rule of the database") from None
    except psycopg.Error as error:
        raise _translated(error, place, table) from None


def _translated(error: psycopg.Error, place: str, table: str) -> SheetsSyncError:
    the = f"{place[0].upper()}{place[1:]}"
    state = error.sqlstate or _at_the_door(error)
    for prefix, kind, what, cure in _CAUSES:
        if state.startswith(prefix):
            return kind(f"{the} {what}.", cure.format(table=table))
    if isinstance(error, errors.UndefinedTable | errors.InvalidSchemaName):
        return UsageError(f"{the} has no tables of ours.", f"`{_MAKES[table]}` makes them.")
    if not state and isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return _away(error, the, table)
    return SheetsSyncError(
        f"{the} refused: {error.diag.message_primary or type(error).__name__}.",
        "That is a fault of sheets-sync: tell its makers.",
    )


def _at_the_door(error: psycopg.Error) -> str:
    """The code of what a server said that let nobody in; blank where there was none, or another
    reason."""
    return next((code for said, code in _AT_THE_DOOR if said.search(str(error))), "")


def _away(error: psycopg.Error, the: str, table: str) -> SheetsSyncError:
    """What libpq says where it was not let in, or not heard: no code comes with that."""
    if error.pgconn is not None and (error.pgconn.needs_password or error.pgconn.used_password):
        return CredentialsError(
            f"{the} wants a password, and did not take ours.",
            f"Look at the secret that [{table}] names (password_env, password_file, "
            f"password_command), and at the user in {table}.database.",
        )
    cure = f"See whether it runs, and whether {table}.database names it and its user. {_LATER}"
    return DatabaseAway(f"{the} does not answer.", cure)
