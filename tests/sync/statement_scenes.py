"""Three months of one client's statements, as offices live them: work and money of the last days of
a month are entered after its turn. What each has to say, to the cent, reckoned by hand."""

import email
import email.policy
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.state.opening import view_state

ROWS: Mapping[str, Any] = {
    "Clients": [["Client", "Email", "Threshold"], ["Acme", "a@example.com", 100]],
    "Prices": [["Service", "Unit", "Price"], ["Call", "min", 10]],
    "Payments": [["Date", "Client", "Amount"], [date(2026, 9, 5), "Acme", 10_000]],
    "Log": [["Date", "Client", "Service", "Quantity"], [date(2026, 9, 20), "Acme", "Call", 30]],
}
MONTHLY = "[notices]\nsettle = '0m'\nstatement = 'monthly'\n[workbook]\ntimezone = 'UTC'\n"
OCTOBER, NOVEMBER, DECEMBER = (datetime(2026, month, 1, 9, tzinfo=UTC) for month in (10, 11, 12))
TURNS = {
    OCTOBER: ((), [0, 10_000, 300, 9_700]),
    NOVEMBER: (
        [("Log", date(2026, 9, 30), "Acme", "Call", 5), ("Log", date(2026, 10, 10), "Acme", "Call", 10)],
        [9_700, 50, 0, 100, 9_550],
    ),
    DECEMBER: (
        [("Payments", date(2026, 10, 31), "Acme", 500), ("Log", date(2026, 11, 10), "Acme", "Call", 20)],
        [9_550, 500, 0, 200, 9_850],
    ),
}  # fmt: skip
"""What is entered before each turn, by tab, and what the statement of the month before then says:
what it opens with, what was entered since for days of before, where there is any, what came in,
what was charged, what it closes with."""
NOVEMBER_ALONE = [10_050, 0, 200, 9_850]
"""The last of these where its client has no statement in hand that tells its sums."""


def enter(office: Any, moment: datetime) -> None:
    """What staff enter before that turn."""
    for tab, *row in TURNS[moment][0]:
        office.add_row(tab, *row)


def statements(office: Any) -> list[list[float]]:
    """The sums of each statement that went by this state, oldest first, as its text says them."""
    with view_state(office.config) as store:
        outbox = store.outbox()
        told = [each for each in outbox.ledger().gone if each.kind == Kind.STATEMENT]
        letters = [outbox.frozen(each) for each in told]
        return [sums(each.data) for each in letters if each is not None]


def sums(data: bytes) -> list[float]:
    """The figures of a letter's text, in order."""
    mail = email.message_from_bytes(data, policy=email.policy.default)
    text = mail.get_body(("plain",)).get_content()
    figures = (line.rsplit("RUB\u00a0", 1)[1] for line in text.splitlines() if "RUB\u00a0" in line)
    return [float(each.replace(",", "").replace("\u2212", "-")) for each in figures]
