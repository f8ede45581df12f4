"""What is to be told of the sources that a config names, beside findings (design §15)."""

from sheets_sync.config import Config
from sheets_sync.reading.sources import sought
from sheets_sync.reading.unread import unread_tabs
from sheets_sync.spreadsheet.protocol import Snapshot


def unmatched(config: Config, snapshot: Snapshot) -> list[str]:
    """A sentence for each pattern that no tab, and no file, fits."""
    return [
        f'No {"file" if each.is_file else "tab"} fits "{each.ref}", which [tabs] names.'
        for each in sought.unmatched(snapshot, config.sources())
    ]


def untold(config: Config, snapshot: Snapshot) -> list[str]:
    """The same, and a sentence for each tab that looks like a log and is read by nobody."""
    unread = unread_tabs(snapshot, config.aliases())
    words = config.workbook.words
    cure = words.say("cure.UNREAD_TAB")
    said = [f"{words.say('finding.UNREAD_TAB', text=each.text)} {cure}" for each in unread]
    return [*unmatched(config, snapshot), *said]
