"""A workbook of a fleet as this machine has it for a while: its secrets unsealed, each request to
Google with leave of the quota (design §21)."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sheets_sync.config import Config
from sheets_sync.config.fleet import FleetConfig
from sheets_sync.deferred import dataclass
from sheets_sync.fleet.carried import google_account_of, unsealed
from sheets_sync.fleet.quota import GoogleAccount, Quota
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.sealing import sealer_of
from sheets_sync.spreadsheet.google.admission import admitted_by


@dataclass(frozen=True)
class AtHand:
    """The config with its secrets, and whose quota at Google it uses."""

    config: Config
    account: GoogleAccount


@contextmanager
def at_hand(
    fleet: FleetConfig, roster: Roster, quota: Quota, name: str, config: Config
) -> Iterator[AtHand]:
    """Within, the workbook ``name``, of whose ``config`` the database carries the secrets.

    Raises ``CredentialsError`` where one of them is not to be opened, and as ``Roster``.
    """
    sealed = roster.sealed(name)
    secrets = unsealed(config, sealed, sealer_of(fleet)) if sealed else nullcontext(config)
    with secrets as meant:
        account = google_account_of(meant)
        remote = meant.workbook.kind.remote
        with admitted_by(quota.of(account)) if remote else nullcontext():
            yield AtHand(meant, account)
