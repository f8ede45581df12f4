"""The rules of design §5-7 told once more, row by row and with fractions: slow and plain.

It shares no arithmetic with ``sheets_sync.billing``: only the tables' description.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from sheets_sync.billing.tables import (
    BLANK,
    DAYS,
    DURATION,
    LOST_PART,
    NO_DAY,
    NUMBER,
    PART,
    THINGS,
)

DIGITS = {"RUB": 2, "USD": 2, "JPY": 0, "KWD": 3, "CLF": 4}
LARGEST = 10**12
TERMS = ("unit_minutes", "price", "minimum", "step", "included", "unit")


def number(fixed):
    """A fixed-point cell as a fraction; None where it is blank."""
    return None if fixed == BLANK else Fraction(fixed, 10_000)


def round_half_up(value):
    """To the nearest integer, halves away from zero."""
    return floor(value + Fraction(1, 2)) if value >= 0 else -floor(-value + Fraction(1, 2))


def calendar(day):
    return date(1899, 12, 30) + timedelta(days=day)


@dataclass
class Line:
    """What becomes of a log row."""

    state: str
    charge: int = 0
    price: int | None = None
    price_index: int = -1
    billable: Fraction | None = None
    free: Fraction = Fraction(0)
    balance: int | None = None


@dataclass
class Ledger:
    """One client's account."""

    paid: int = 0
    charged: int = 0
    unbilled: int = 0
    postings: list = field(default_factory=list)  # (day, is_charge, index, amount, balance)

    @property
    def balance(self):
        return self.paid - self.charged

    def spent(self, first, last):
        return -sum(p[3] for p in self.postings if p[1] and first <= p[0] <= last)


class Oracle:
    """Everything that billing should say about ``book``."""

    def __init__(self, book):
        self.book = book
        self.prices = [dict(row, index=i) for i, row in enumerate(book.prices.to_dict("records"))]
        self.payments = book.payments.to_dict("records")
        self.log = book.log.to_dict("records")
        self.lines = [Line("untold") for _ in self.log]
        self.ledgers = [Ledger() for _ in book.clients]
        self.findings = set()
        self.used = defaultdict(Fraction)
        self.find_ties()
        for client in range(len(book.clients)):
            self.keep(client)

    def find_ties(self):
        for row in self.prices:
            rivals = [
                other
                for other in self.prices
                if not (row["bad"] or other["bad"])
                and all(other[k] == row[k] for k in ("client", "service", "currency", "valid_from"))
                and row["service"] >= 0
            ]
            if any(self.terms(other) != self.terms(row) for other in rivals):
                self.find("AMBIGUOUS_PRICE", "prices", row, "price")

    def find(self, code, role, row, column):
        self.findings.add((code, role, row["source"], row["row"], column))

    @staticmethod
    def terms(row):
        kept = {name: row[name] for name in TERMS}
        if row["unit_minutes"]:
            kept["unit"] = ""
        return kept

    def in_force(self, row):
        """The one sound price row for a log row, or None."""
        client = self.book.clients[row["client"]]
        for level in (row["client"], -1):
            valid = [
                price
                for price in self.prices
                if price["client"] == level
                and price["service"] == row["service"]
                and (price["currency"] == -1 or self.money(price) == client.currency)
                and (
                    price["any_day"]
                    or price["valid_from"] == NO_DAY
                    or price["valid_from"] <= row["day"]
                )
            ]
            if not valid:
                continue
            if any(price["any_day"] for price in valid):
                return None
            latest = max(price["valid_from"] for price in valid)
            best = [price for price in valid if price["valid_from"] == latest]
            if any(price["bad"] for price in best):
                return None
            same = all(self.terms(price) == self.terms(best[0]) for price in best)
            return best[0] if same else None
        return None

    def money(self, price):
        return self.book.currencies[price["currency"]]

    def keep(self, client):
        events = [(p["day"], 0, i) for i, p in enumerate(self.payments) if p["client"] == client]
        events += [(r["day"], 1, i) for i, r in enumerate(self.log) if r["client"] == client]
        ledger = self.ledgers[client]
        for day, is_charge, index in sorted(events):
            if not is_charge:
                amount = self.payments[index]["amount"]
                ledger.paid += amount
            else:
                line = self.lines[index] = self.charge(self.log[index])
                if line.state == "unpriced":
                    ledger.unbilled += 1
                if line.state != "charged":
                    continue
                amount = -line.charge
                ledger.charged += line.charge
                line.balance = ledger.balance
            ledger.postings.append((day, bool(is_charge), index, amount, ledger.balance))

    def charge(self, row):
        client = self.book.clients[row["client"]]
        if client.bad_currency:
            return Line("unpriced")
        agreed, row_price = number(row["agreed"]), self.in_force(row)
        agreed = Fraction(0) if row["free"] else agreed
        if agreed is None and row_price is None:
            known = row["service"] in self.book.priced_services
            self.find("NO_PRICE" if known else "UNKNOWN_SERVICE", "log", row, "service")
            return Line("unpriced")
        unit = row_price["unit_minutes"] if row_price else 0
        quantity, fault = self.typed(row, unit)
        if fault:
            self.find(fault, "log", row, "quantity")
            return Line("held")
        if quantity is None and unit:
            minutes = number(row["minutes"])
            if minutes is None:
                if not row["bad_minutes"]:
                    self.find("NO_QUANTITY", "log", row, "quantity")
                return Line("held")
            quantity = minutes / unit
        elif quantity is None:
            quantity = Fraction(1)
        if quantity > 0 and row_price:
            quantity = max(quantity, number(row_price["minimum"]) / (unit or 1))
            step = number(row_price["step"]) / (unit or 1)
            quantity = ceil(quantity / step) * step if step else quantity
        return self.cost(row, client, quantity, agreed, row_price)

    @staticmethod
    def typed(row, unit):
        """(quantity in the unit, what is wrong with it)."""
        quantity, kind = number(row["quantity"]), row["quantity_kind"]
        if quantity is None or kind == NUMBER:
            return quantity, None
        if kind == DURATION:
            return (quantity / unit, None) if unit else (None, "BAD_NUMBER")
        if kind in (DAYS, THINGS):
            fits = unit == {DAYS: 480, THINGS: 0}[kind]
            return (quantity, None) if fits else (None, "BAD_NUMBER")
        hours_of_a_day = unit > 60 and quantity * 8 == int(quantity * 8)
        lost = unit > 0 and not hours_of_a_day
        held = {PART: unit == 1, LOST_PART: lost}.get(kind, unit > 0)
        return (None, "LOST_TIME") if held else (quantity, None)

    def cost(self, row, client, quantity, agreed, row_price):
        free, meter = Fraction(0), None
        unit = row_price["unit_minutes"] if row_price else 0
        size = unit or 1
        if agreed is None and quantity > 0:
            month = calendar(row["day"]).strftime("%Y-%m")
            meter = (row["client"], row["service"], month, unit > 0)
            left = number(row_price["included"]) - self.used[meter]
            free = max(Fraction(0), min(quantity * size, left))
        price = agreed if agreed is not None else number(row_price["price"])
        exact = (quantity - free / size) * price * 10 ** DIGITS[client.currency]
        charge = round_half_up(exact)
        if abs(charge) > LARGEST:
            blank_time = row["quantity"] == BLANK and unit
            self.find("TOO_LARGE", "log", row, "minutes" if blank_time else "quantity")
            return Line("held")
        if meter and number(row_price["included"]):
            self.used[meter] += free
        index = -1 if agreed is not None else row_price["index"]
        return Line("charged", charge, int(price * 10_000), index, quantity * size, free)

    def runway(self, client, day):
        """(charges of 30 days, days they are spread over, days left)."""
        ledger = self.ledgers[client]
        spent = ledger.spent(day - 29, day)
        age = day - ledger.postings[0][0] + 1 if ledger.postings else 30
        days = 30 if age >= 30 else max(age, 7)
        if ledger.balance <= 0:
            return spent, days, 0
        burn = Fraction(spent, days)
        left = floor(ledger.balance / burn) if burn > 0 else None
        return spent, days, left if left is not None and left <= 3650 else None

    def flag(self, client, day, low_days):
        owner, balance = self.book.clients[client], self.ledgers[client].balance
        left = self.runway(client, day)[2]
        if balance < 0 and -balance > owner.credit_limit:
            return "OVER"
        if balance <= 0:
            return "EMPTY"
        short = low_days > 0 and left is not None and left < low_days
        return "LOW" if short or balance < owner.threshold else "OK"

    def asked(self, client, day, terms):
        owner, balance = self.book.clients[client], self.ledgers[client].balance
        spent, days, _ = self.runway(client, day)
        re_arm = terms.re_arm.get(owner.currency, owner.threshold)
        target = max(Fraction(2 * owner.threshold), re_arm, Fraction(spent, days) * 30)
        own = Fraction(owner.topup or 0)
        if own >= target - balance:
            return int(own)  # what they agreed on is asked as they agreed on it
        unit = terms.round_up_to.get(owner.currency, 10 ** DIGITS[owner.currency])
        return ceil((target - balance) / unit) * unit
