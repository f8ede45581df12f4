"""A log in a sheet that staff keep as they like, and what a run makes of it."""

from typing import Any

from tests.sync.agency import QUIET, SHEETS, Agency

PRICES: list[list[Any]] = [["Service", "Unit", "Price"], ["Call", "min", 1]]
HEAD = ["Date", "Client", "Service", "Minutes", "Note"]
KEPT = '[tabs]\nlog = { tab = "Work" }\n'


def outcome(tmp_path, *rows: list[Any], config=KEPT, tab="Work") -> tuple[list[str], float]:
    """The codes of the findings, and what Acme is charged."""
    others = {name: each for name, each in SHEETS.items() if name != "Log"}
    sheets: dict[str, Any] = {**others, "Prices": PRICES, tab: [*rows]}
    document = Agency(tmp_path, sheets, f"{QUIET}{config}", furnished=False).report()
    found = [each["code"] for each in document["findings"]]
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    return found, float(charged)
