"""Whose page the demo's last words lead to: the one who takes more than they pay for (§19)."""

from collections.abc import Iterator
from pathlib import Path

from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.demo.story import TAKER
from sheets_sync.state.opening import view_state
from sheets_sync.state.published import pages_in_force


def demo_pages(config: Config) -> Iterator[tuple[str, Path]]:
    """Client and first page, where it was published. All is invented, so the address may be
    told."""
    folder, name = config.publish.folder, TAKER.name.to(config.workbook.words)
    with view_state(config) as store:
        page = pages_in_force(store.pages().all()).get(fold(name))
    if folder is not None and page is not None and page.shown:
        yield name, folder / page.token / "index.html"
