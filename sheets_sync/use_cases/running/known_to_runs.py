"""What a run would find in a workbook, for commands that look only: what is held against the last
run and the letters among it (POSTED_CHANGED, CURRENCY_CHANGED and the like; design §12)."""

from datetime import datetime

from sheets_sync.config import Config
from sheets_sync.errors import SheetsSyncError
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.running.figures import figures_from, figures_of
from sheets_sync.use_cases.shared.office import view_office


def as_a_run_finds(config: Config, reckoned: Reckoning, moment: datetime) -> tuple[Reckoning, str]:
    """What was reckoned, with all that a run at ``moment`` (aware) would find in it; and why what
    only the state knows is missing, "" where it is not: a broken state hides no cell."""
    try:
        with view_office(config, moment) as office:
            if config.bank.folder is None:
                found = figures_from(office, reckoned, accept_shrink=True).reckoning
            else:  # anew, with what waits in the folder, which a broken state cannot tell
                found = figures_of(office, reckoned.snapshot, accept_shrink=True).reckoning
            return found, " ".join(mailroom.warnings(office))
    except SheetsSyncError as error:
        return reckoned, str(error)
