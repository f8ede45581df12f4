"""What `sync doctor` tells of a workbook and a state that are not each other's (design §17)."""

from collections.abc import Iterator

from sheets_sync.config import Config
from sheets_sync.notices.blocks import Block
from sheets_sync.notices.listed import knows_less
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.state.badges import is_foreign
from sheets_sync.state.opening import view_state
from sheets_sync.state.port import Store
from sheets_sync.use_cases.checks.state_checks import left_in_its_file
from sheets_sync.use_cases.letters.blocked import LETTERS_WAIT, blocked_text, standing_block
from sheets_sync.use_cases.letters.mailroom import tab_says
from sheets_sync.use_cases.shared.check import Check
from sheets_sync.words.speaking import ENGLISH


def mailed_by_another(config: Config, snapshot: Snapshot) -> Iterator[Check]:
    """Whether the next run would let no letter go since the state was left behind, or is an older
    copy, or another one mails from the workbook, and no run has met that yet. One that was not
    moved into its database yet is told with that cure. Raises as ``view_state``, and where letters
    cannot be read."""
    with view_state(config) as store:
        if standing_block(store) or left_in_its_file(config, store):
            return
        if (block := _met_first(store, config.workbook.place, snapshot)) is not None:
            said = blocked_text(block, config, store, ENGLISH)
            yield Check("mail", "bad", said, exit_code=LETTERS_WAIT)


def _met_first(store: Store, place: str, snapshot: Snapshot) -> Block | None:
    """As a run would have it: the tab is asked first, which editors that drop badges leave."""
    if knows_less(store.outbox(), tab_says(snapshot)):
        return Block.BEHIND
    return Block.ELSEWHERE if is_foreign(snapshot.badges, place, store.memories) else None
