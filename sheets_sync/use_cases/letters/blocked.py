"""Mail that is blocked as a whole, said out loud: by runs, Summary, status, digest and doctor."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.files import is_there
from sheets_sync.notices.blocks import KEEPS_THE_TAB, Block
from sheets_sync.state.clock import last_in_order, out_of_order
from sheets_sync.state.last_block import last_block
from sheets_sync.state.opening import view_state
from sheets_sync.state.port import Store
from sheets_sync.use_cases.shared.check import Check
from sheets_sync.words.speaking import ENGLISH, Words

LETTERS_WAIT: Final = 4
"""The exit code of runs whose letters wait for a person (design §12)."""


def blocked_text(block: Block, config: Config, store: Store, words: Words) -> str:
    """What keeps all letters back, and the cure: the same text as long as it does."""
    last = last_in_order(store)
    local = last.astimezone(config.workbook.zone()) if last else None
    shown = f"{words.day(local)} {local:%H:%M}" if local else "?"
    return words.say(f"blocked.{block}", last=shown, adopt=config.state.adoption)


def standing_block(store: Store) -> Block | None:
    """What keeps all letters back as far as the state knows by itself."""
    return Block.BEHIND if store.outbox().unadopted else last_block(store.memories)


def refuse_behind(block: Block | None, config: Config, store: Store) -> None:
    """Raise ``UsageError`` where the state may know less than the tab Notices: an errand would bear
    the number of one that is done, or be done twice, and what is said of a letter would be lost."""
    if block in KEEPS_THE_TAB:
        why = blocked_text(block, config, store, ENGLISH)
        raise UsageError(f"That would be lost now. {why}", "Say it again after that.")


def blocked_mail(config: Config, moment: datetime) -> Iterator[Check]:
    """Whether runs let no letter go, as far as the state knows, or a run at ``moment`` (aware)
    would let none go by the clock; nothing where they do. Raises as ``view_state``."""
    if not (config.state.database or is_there(config.state.path)):
        return
    with view_state(config) as store:
        block = standing_block(store)
        if block not in KEEPS_THE_TAB:  # of the clock: it may have been set right since
            block = out_of_order(last_in_order(store), moment)
        if block is not None:
            said = blocked_text(block, config, store, ENGLISH)
            yield Check("mail", "bad", said, exit_code=LETTERS_WAIT)
