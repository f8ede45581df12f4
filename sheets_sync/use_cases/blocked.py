"""Mail that is blocked as a whole, said out loud: by the run, in Summary, status and digest."""

from sheets_sync.config import Config
from sheets_sync.notices.blocks import Block
from sheets_sync.state.clock import last_in_order
from sheets_sync.state.last_block import last_block
from sheets_sync.state.port import Store
from sheets_sync.words.speaking import Words


def blocked_text(block: Block, config: Config, store: Store, words: Words) -> str:
    """What keeps all letters back, and the cure: the same text as long as it does."""
    last = last_in_order(store)
    local = last.astimezone(config.workbook.zone()) if last else None
    shown = f"{words.day(local)} {local:%H:%M}" if local else "?"
    return words.say(f"blocked.{block}", last=shown)


def standing_block(store: Store) -> Block | None:
    """What keeps all letters back as far as the state knows by itself."""
    return Block.BEHIND if store.outbox().unadopted else last_block(store.memories)
