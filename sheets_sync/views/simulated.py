"""What ``sync simulate`` tells, in the words of a language: sentences and the cells of its tables,
for the terminal and for the page (design §18)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from sheets_sync.billing.draft_lines import DraftLine
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.wording import kind_text, state_text
from sheets_sync.reading.cells import read_aloud
from sheets_sync.showing.labour_said import range_said
from sheets_sync.showing.wording import causes
from sheets_sync.use_cases.simulation import Side, Simulation
from sheets_sync.words.speaking import Words

SIDE_HEADS: Final = ("figure", "now", "drafted", "difference")
ROW_HEADS: Final = ("service", "price", "from", "count", "quantity", "now", "drafted", "difference")
BALANCE_HEADS: Final = ("day", "now", "drafted", "difference")
LETTER_HEADS: Final = ("day", "now", "drafted")
_WEEK: Final = 7


@dataclass(frozen=True)
class Simulated:
    """A simulation in the words of a language."""

    simulation: Simulation
    words: Words

    def say(self, key: str, **values: object) -> str:
        """Words of ours."""
        return self.words.say(f"simulated.{key}", **values)

    @property
    def currency(self) -> str:
        """The client's."""
        return self.simulation.now.client.currency

    @property
    def client(self) -> str:
        """The client's name."""
        return clean(self.simulation.now.client.name)

    def money(self, minor: int | None) -> str:
        """An amount in the client's currency; "" for None."""
        return self.words.amount(minor, self.currency)

    def more(self, minor: int) -> str:
        """A difference in the client's currency, with its sign."""
        return f"{'+' if minor > 0 else ''}{self.money(minor)}"

    @property
    def sides(self) -> tuple[Side, Side]:
        """By today's prices, and as drafted."""
        return self.simulation.now, self.simulation.drafted

    @property
    def period(self) -> str:
        """From when the drafts are tried: "in the last 90 days"."""
        made = self.simulation
        if made.first == made.window_first:
            return self.words.count("simulated.lately", made.terms.window)
        return self.say("since", day=self.words.day(made.first))


def tried_heading(told: Simulated) -> str:
    """Who, and which days."""
    first, last = (told.words.day(day) for day in (told.simulation.first, told.simulation.last))
    return told.say("heading", client=told.client, first=first, last=last)


def sentences(told: Simulated) -> list[str]:
    """The difference, first of all but for drafts that count for nothing; then what it does not
    say."""
    now, drafted = map(told.simulation.charged, told.sides)
    key = "same" if now == drafted else "more" if drafted > now else "less"
    amount = told.money(abs(drafted - now))
    said = told.say(
        key, client=told.client, amount=amount, currency=told.currency, period=told.period
    )
    shares = [_margin_share(told, side) for side in told.sides]
    if all(shares):
        said += "; " + told.say("margin", now=shares[0], drafted=shares[1])
    unknown = (
        [told.say("no_margin", currency=told.currency)]
        if told.simulation.now.effort.margin is None
        else []
    )
    return [*unpriced_said(told), f"{said}.", *unknown, told.say("money_in")]


def unpriced_said(told: Simulated) -> list[str]:
    """How many drafts price nothing, and what is wrong in them: no figure says that."""
    made = told.simulation
    if not made.unpriced:
        return []
    count = told.say("unpriced", count=len(made.unpriced), all=len(made.lines))
    return [count, *cause_lines(told, made.spoilt)]


def side_rows(told: Simulated) -> list[list[str]]:
    """What it is by today's prices, what as drafted, and how much that differs."""
    made = told.simulation
    window = made.terms.window
    rows = [
        _sums(told, told.say("charged", period=told.period), [made.charged(s) for s in told.sides]),
        _sums(told, told.say("margin_sum", count=window), [s.effort.margin for s in told.sides]),
        [told.say("margin_share"), *(_margin_share(told, side) for side in told.sides), ""],
        _sums(told, told.say("yield"), [side.effort.yield_per_hour for side in told.sides]),
        _sums(told, told.say("balance"), [side.account.balance for side in told.sides]),
    ]
    texts = {
        "flag": [told.words.say(f"flag.{side.account.flag}") for side in told.sides],
        "days_left": [_days_left(side) for side in told.sides],
        "index": [_index(told, side) for side in told.sides],
        "range": [range_said(side.effort.evidence, told.words) for side in told.sides],
        "advice": [told.words.say(f"advice.{side.effort.advice.kind}") for side in told.sides],
    }
    told_of = [*rows, *([told.say(key), *pair, ""] for key, pair in texts.items())]
    return [row for row in told_of if any(row[1:])]


def _sums(told: Simulated, name: str, pair: Sequence[int | None]) -> list[str]:
    now, drafted = pair
    known = now is not None and drafted is not None
    difference = told.more(drafted - now) if now is not None and drafted is not None else ""
    return [name, *(map(told.money, pair) if known else ("", "")), difference]


def _days_left(side: Side) -> str:
    left = side.account.days_left
    return "" if left is None else str(left)


def _margin_share(told: Simulated, side: Side) -> str:
    """The margin of the window as a share of its charges; "" where there is none."""
    charged, margin = side.effort.shares.charged, side.effort.margin
    return "" if margin is None or charged <= 0 else told.words.per_cent(Fraction(margin, charged))


def _index(told: Simulated, side: Side) -> str:
    index = side.effort.index
    return "" if index is None else told.words.number(index, 2, least=2)


def one_day(told: Simulated) -> int | None:
    """The day from which all drafted prices count; None where they begin on several."""
    days = set(told.simulation.trial.days.values())
    return days.pop() if len(days) == 1 else None


def row_cells(told: Simulated, line: DraftLine) -> list[str]:
    """One drafted price: service, price, from when, rows, quantity, now, as drafted, difference."""
    book = told.simulation.drafted.reckoning.book
    price = book.prices.iloc[line.position]
    foreign = foreign_currency(told, line.position)
    per = f" {foreign}" if foreign else ""
    per += f" / {told.words.unit(price['unit'])}" if price["unit"] else ""
    rate = (
        _typed_price(told, line.position)
        if price["bad"]
        else told.words.price(price["price"], foreign or told.currency)
    )
    named = [
        clean(book.services[price["service"]]) if price["service"] != NONE else "",
        clean(f"{rate}{per}"),
        told.words.day(told.simulation.trial.days.get(int(price["row"]))),
    ]
    if line.position in told.simulation.unpriced:
        return [*named, *["–"] * (len(ROW_HEADS) - len(named))]
    return [
        *named,
        str(line.rows),
        told.words.number(in_unit(told, line), 2),
        told.money(line.now),
        told.money(line.drafted),
        told.more(line.difference),
    ]


def _typed_price(told: Simulated, position: int) -> str:
    """What somebody typed as the price, "–" for nothing: it cannot be read, or its row."""
    reckoned = told.simulation.drafted.reckoning
    price = reckoned.book.prices.iloc[position]
    columns = reckoned.places.sources["prices"][int(price["source"])].columns
    tab = told.simulation.trial.tab
    cell = tab.columns[columns["price"]][int(price["row"]) - 1] if "price" in columns else None
    return ("" if cell is None else read_aloud(cell)) or "–"


def in_unit(told: Simulated, line: DraftLine) -> Fraction:
    """The quantity of a drafted price in its unit."""
    minutes = int(told.simulation.drafted.reckoning.book.prices["unit_minutes"].iloc[line.position])
    return Fraction(line.quantity, SCALE * max(minutes, 1))


def foreign_currency(told: Simulated, position: int) -> str:
    """The currency of a drafted price that is not the account's; else ""."""
    book = told.simulation.drafted.reckoning.book
    code = int(book.prices["currency"].iloc[position])
    return "" if code == NONE or book.currencies[code] == told.currency else book.currencies[code]


def cause_lines(told: Simulated, findings: Sequence[Finding]) -> list[str]:
    """Findings of the workbook with the drafts, a line a cause."""
    drafted = told.simulation.drafted.reckoning
    return [
        f"{each.places}: {each.message} {each.hint}"
        for each in causes(findings, drafted.places, drafted.book, told.words)
    ]


def balance_rows(told: Simulated) -> list[list[str]]:
    """The balance at the end of each week, the last day of all being the last one's."""
    days = [*reversed(range(told.simulation.last, told.simulation.first - 1, -_WEEK))]
    pairs = zip(*(side.days.balances(days) for side in told.sides), strict=True)
    return [
        [told.words.day(day), told.money(now), told.money(drafted), told.more(drafted - now)]
        for day, (now, drafted) in zip(days, pairs, strict=True)
    ]


def no_letters_said(told: Simulated) -> str:
    """Why there is none: nobody asks a client who is not active."""
    client = told.simulation.now.client
    if client.state == "active":
        return told.say("no_letters", day=told.words.day(told.simulation.first))
    state = told.words.say(f"state.{client.state}")
    return told.say("not_active", client=told.client, state=state)


def letter_rows(told: Simulated) -> list[list[str]]:
    """Days with letters: the day, by today's prices, as drafted."""
    by_day: dict[date, list[str]] = {}
    for at, side in enumerate(told.sides):
        for notice in side.letters:
            kind = kind_text(notice, told.words, side.replayed)
            asked = told.money(notice.asked)
            row = by_day.setdefault(notice.moment.date(), ["", ""])
            row[at] = told.say("asks", kind=kind, amount=asked)
    return [[told.words.day(day), *row] for day, row in sorted(by_day.items())]


def next_run(told: Simulated) -> list[str]:
    """What the next run would plan, by today's prices and as drafted."""
    made = told.simulation
    said = [told.say("untold", why=made.untold)] if made.untold else []
    pairs = zip(("next_now", "next_drafted"), told.sides, strict=True)
    known = [(key, side) for key, side in pairs if side.next_run is not None]
    return [*said, *(told.say(key, letters=_planned(told, side)) for key, side in known)]


def _planned(told: Simulated, side: Side) -> str:
    each = [
        told.say(
            "next_one",
            kind=kind_text(notice, told.words, side.known),
            amount=told.money(notice.asked),
            currency=notice.currency,
            state=state_text(notice, told.words),
        )
        for notice in side.next_run or ()
    ]
    return "; ".join(each) or told.say("next_none")
