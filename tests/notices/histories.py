"""Random histories of one account, and a bookkeeper who reckons their letters with plain lists.

The bookkeeper calls nothing of what plans letters: rows are dictionaries, sums are sums.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

from sheets_sync.billing.changes import compare
from sheets_sync.billing.seen import seen_rows
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.episodes import Policy
from sheets_sync.notices.youth import sightings
from tests.notices.cases import MORNING, TODAY, books, client

THRESHOLD = 500_000
RECEIPTS = ("payment", "refund")
STEPS = (2, 5, 5, 10, 15, 15, 40, 60, 1440, 3 * 1440, 7 * 1440)


class History:
    """What staff type, and when; ``rows`` is the sheet as it stands."""

    def __init__(self, dice):
        self.dice, self.now, self.client = dice, MORNING, client("Acme", language="en")
        self.rows = [
            self.row(dice.choice(("payment", "opening")), dice.randrange(3, 20) * 100_000, 20)
        ]
        self.seen, self.sightings, self.ticked = None, None, set()

    @property
    def day(self):
        return TODAY + (self.now.date() - MORNING.date()).days

    def row(self, kind, amount, back=0):
        return {"kind": kind, "amount": amount, "day": self.day - back}

    def goes_on(self):
        """Some time passes, and some of the staff are at work."""
        self.now += timedelta(minutes=self.dice.choice(STEPS))
        for _ in range(self.dice.choice((0, 0, 1, 1, 2))):
            self.typed()

    def typed(self):
        dice, deed = self.dice, self.dice.random()
        if deed < 0.5:
            self.rows.append(
                self.row("charge", -dice.randrange(1, 400) * 1_000, dice.choice((0, 0, 1, 9)))
            )
        elif deed < 0.6:
            self.rows.append(self.row("charge", -dice.randrange(1, 400) * 100_000))  # a slip
        elif deed < 0.8:
            kind = dice.choice(("payment", "payment", "refund", "bonus", "correction"))
            amount = dice.randrange(1, 900) * 1_000 * (-1 if kind == "refund" else 1)
            self.rows.append(self.row(kind, amount, dice.choice((0, 1, 5))))
        elif deed < 0.95 or len(self.rows) < 2:
            row = dice.choice(self.rows)
            index = self.rows.index(row)
            self.rows[index] = {
                **row,
                "amount": row["amount"] // dice.choice((2, 10, 100)) or -1_000,
            }
        else:
            self.rows.pop(dice.randrange(len(self.rows)))

    def books(self, policy):
        payments = [
            (row["day"], 0, row["amount"], row["kind"], "")
            for row in self.rows
            if row["kind"] != "charge"
        ]
        charges = [
            (row["day"], 0, "Work", -row["amount"]) for row in self.rows if row["kind"] == "charge"
        ]
        what = books([self.client], payments, charges, self.day)
        now = seen_rows(what.book, what.accounts, self.day)
        found = compare(self.seen, now)
        self.sightings = sightings(
            self.sightings, found, what.book, what.terms, self.now, policy.settle, {}
        )
        self.seen = now
        youth = self.sightings.youth(self.now, policy.settle)
        return type(what)(what.book, what.accounts, what.terms, what.day, youth)

    def run(self, office, policy):
        what = self.books(policy)
        held = {
            each.number: each.asked
            for each in office.outbox.ledger().notices
            if each.live and each.why_held not in (None, "settle")
        }
        ticks = {number for number in held if self.dice.random() < 0.4} | (self.ticked & set(held))
        self.shown = {
            **getattr(self, "shown", {}),
            **{each: held[each] for each in ticks - self.ticked},
        }
        self.ticked = ticks
        return office.run(what, self.now, ask=Ask(approvals=ticks))


@dataclass
class Bookkeeper:
    """Knows the sheet as it was at each run, and the invoices that were made."""

    history: History
    policy: Policy
    runs: list[Any] = field(default_factory=list)  # (moment, rows as sorted tuples)
    invoices: list[Any] = field(default_factory=list)  # [number, amount, paid then, episode]
    episode: int = 0
    is_open: bool = False
    busy_since: datetime | None = None
    again: bool = False  # whether the last letter asked for an invoice that was there

    def look(self):
        """What the sheet says at a run, before letters: episodes begin and end by it."""
        rows = sorted((row["kind"], row["day"], row["amount"]) for row in self.history.rows)
        self.runs.append((self.history.now, rows))
        below = sum(amount for *_, amount in rows) < THRESHOLD
        self.episode += below and not self.is_open
        self.is_open = below
        charges = [row for row in self.young() if row[0] == "charge"]
        self.busy_since = (self.busy_since or self.history.now) if charges else None

    def age(self, row, nth):
        """For how long ``nth + 1`` rows like this one have stood at every run."""
        since = self.runs[-1][0]
        for moment, rows in reversed(self.runs):
            if rows.count(row) <= nth:
                break
            since = moment
        else:
            return timedelta.max  # it was there when the first run came by
        return self.history.now - since

    def young(self):
        """The rows that have not stood for settle, the last of those that are alike."""
        enough = self.policy.settle - timedelta(seconds=5)
        rows = self.runs[-1][1]
        nths = [rows[:at].count(row) for at, row in enumerate(rows)]
        return [row for row, nth in zip(rows, nths, strict=True) if self.age(row, nth) < enough]

    def lost(self):
        """What else than charges stood there within settle, and does no more."""
        enough, now = self.policy.settle - timedelta(seconds=5), self.runs[-1][1]
        recent = [rows for moment, rows in self.runs if self.history.now - moment < enough]
        return [row for rows in recent for row in rows if row[0] != "charge" and row not in now]

    def check(self, notice, office):
        young, rows = self.young(), list(self.runs[-1][1])
        assert not [row for row in young if row[0] != "charge"], "asked on a payment too young"
        assert not self.lost(), "asked without a payment that stood there a moment ago"
        if young:
            patience = 4 * (self.policy.settle - timedelta(seconds=5))
            assert self.history.now - self.busy_since >= patience, "went on young figures"
            for row in young:
                rows.remove(row)
        balance = sum(amount for *_, amount in rows)
        paid = sum(amount for kind, _, amount in rows if kind in RECEIPTS)
        assert notice.balance == balance
        assert notice.episode == self.episode
        asked, number = self.asked(rows, balance, paid)
        assert (notice.asked, notice.invoice) == (asked, number)
        self.check_words(notice, office, balance, paid)
        if notice.approved:
            shown = self.history.shown[notice.number]
            assert 10 * abs(asked - shown) <= shown, "off the approved amount"
        else:
            assert not self.policy.approve
            assert self.in_scale(asked, rows), "out of scale, and nobody looked"

    def asked(self, rows, balance, paid):
        """The amount, and the number of the invoice: the open one while that serves."""
        today = self.history.day
        recent = -sum(amount for kind, day, amount in rows if kind == "charge" and day > today - 30)
        age = min(30, max(7, today - min(day for _, day, _ in rows) + 1))
        burn = -(-recent * 30 // age)
        fresh = -(-max(0, max(2 * THRESHOLD, burn) - balance) // 100) * 100
        if self.invoices:
            number, amount, before, episode = self.invoices[-1]
            left = amount - max(0, paid - before)
            self.again = episode == self.episode and left > 0 and 4 * abs(fresh - left) <= left
            if self.again:
                return amount, number
        self.invoices.append((len(self.invoices) + 1, fresh, paid, self.episode))
        return fresh, len(self.invoices)

    def in_scale(self, asked, rows):
        paid = [amount for kind, _, amount in rows if kind in ("payment", "opening")]
        times = self.policy.scale
        return self.again or not times or asked <= times * max(THRESHOLD, *paid)

    def check_words(self, notice, office, balance, paid):
        (file,) = office.folder.glob(f"{notice.number:06d}-*")
        message = message_from_bytes(file.read_bytes(), policy=default)
        text = message.get_body(("plain",)).get_content()
        _, amount, before, _ = self.invoices[-1]
        received = min(amount, max(0, paid - before))
        figures = [balance, amount] + ([received, amount - received] if received else [])
        for figure in figures:
            assert f"{abs(figure) / 100:,.2f}" in text, f"{figure} is not in the letter"
