"""The page about a firm's workbooks (`sync fleet status --html`), in English."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "fleet.title": "Our workbooks",
    "fleet.at": "As of {moment}",
    "fleet.counted": {"one": "{count} workbook", "other": "{count} workbooks"},
    "fleet.all_well": "All of them are up to date.",
    "fleet.need_somebody": {
        "one": "{count} of them needs somebody.",
        "other": "{count} of them need somebody.",
    },
    "fleet.draining": "Work is halted: nothing is brought up to date until it goes on.",
    "fleet.nobody_works": "No machine is at work: nothing is brought up to date.",
    "fleet.letters": "Letters",
    "fleet.col.name": "Workbook",
    "fleet.col.state": "State",
    "fleet.col.good": "Up to date as of",
    "fleet.col.findings": "Findings",
    "fleet.col.letters": "Letters that wait",
    "fleet.col.said": "What is wrong, and the cure",
    "fleet.state.failing": "Fails",
    "fleet.state.uncertain": "Letters in trouble",
    "fleet.state.late": "Late",
    "fleet.state.held": "Letters held",
    "fleet.state.new": "Not run yet",
    "fleet.state.well": "Well",
    "fleet.state.paused": "Paused",
    "fleet.never": "never",
    "fleet.waiting": "{count} {state}",
    "fleet.letter.planned": "planned",
    "fleet.letter.held": "held",
    "fleet.letter.rendered": "on their way",
    "fleet.letter.attempting": "on their way",
    "fleet.letter.retry": "tried again",
    "fleet.letter.refused": "refused",
    "fleet.letter.uncertain": "in doubt",
}
