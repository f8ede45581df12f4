"""A client's meter in the words and numbers of their language: what the templates are given."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final

from sheets_sync.billing.days import month_of
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import half_up
from sheets_sync.deferred import dataclass
from sheets_sync.meter.gathering import Meter, OfferedPrice, Usage
from sheets_sync.meter.said_rows import MonthSaid, PostingSaid, PriceSaid, UsageSaid
from sheets_sync.notices.account_lines import AccountLine, AccountMonth
from sheets_sync.notices.cleaning import clean, clean_lines
from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.line_view import show_line
from sheets_sync.notices.paper.invoice_paper import InvoicePaper
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.payment_code import payment_code
from sheets_sync.notices.paper.payment_texts import bank_rows, purpose_text
from sheets_sync.notices.paper.qr_code import code_image
from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.notices.terms_said import price_said, terms_said
from sheets_sync.notices.texts.letter_figures import month_sums
from sheets_sync.words.speaking import Words, words_of

INDEX: Final = "index.html"
_LONG: Final = 366
_WIDE: Final = 100
"""Units of the widest bar."""

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """How much of an account one page has room for."""

    lines: int
    months: int
    services: int
    prices: int


@dataclass(frozen=True)
class Sayings:
    """How a seller's pages speak in one language; ``labour``: they tell how long things took."""

    issuer: Issuer
    words: Words
    labour: bool

    def of(self, meter: Meter) -> "MeterSaid":
        """What they say of one meter."""
        return MeterSaid(self, meter)


class MeterSaid:
    """A meter in the words of ``sayings``; each posting is said once, on however many pages."""

    def __init__(self, sayings: Sayings, meter: Meter) -> None:
        self.meter, self.words = meter, sayings.words
        self._issuer, self._labour = sayings.issuer, sayings.labour
        self._currency = meter.client.currency
        self._lines_said: dict[int, PostingSaid] = {}

    def first(self, shown: Shown, *, paper: int | None) -> Said:
        """What the first page says; ``paper``: since when the statement on paper is, if there."""
        say, words, meter = self.words.say, self.words, self.meter
        account = meter.account
        return {
            **self._every,
            "level": account.flag.value,
            "as_of": say("meter.as_of", day=words.day_in_letter(meter.day)),
            "balance": self._money(account.balance),
            "state": say(f"meter.state.{account.flag.value}"),
            "lasts": self._lasts(account.days_left),
            "undecided": meter.client.payments_undecided,
            "invoice": self._invoice(meter.invoice) if meter.invoice else None,
            "usage": [*self._usage(shown.services)],
            "used": self._money(account.charged_30),
            "lines": [*map(self._line, _latest(meter, shown.lines))],
            "months": [*self._months(shown.months)],
            "earlier": self._month_link(meter.months[shown.months :][:1]),
            "prices": self._prices(shown.prices),
            "all_prices": len(meter.prices) > shown.prices,
            "paper": say("meter.paper", day=words.day_in_letter(paper)) if paper else "",
        }

    def month(
        self, month: AccountMonth, earlier: AccountMonth | None, later: AccountMonth | None
    ) -> Said:
        """What the page of a month says, between the one before it and the one after it."""
        sums = month_sums(month).items()
        return {
            **self._every,
            "heading": self._named(month),
            "figures": [
                (self.words.say(f"paper.{key}"), self._money(minor)) for key, minor in sums
            ],
            "lines": [*map(self._line, month.lines)],
            "earlier": self._month_link([earlier] if earlier else []),
            "later": self._month_link([later] if later else []),
        }

    def prices(self) -> Said:
        """What the page of all prices says."""
        return {**self._every, "prices": self._prices(len(self.meter.prices))}

    @cached_property
    def _every(self) -> Said:
        """What each page says."""
        client, seller = self.meter.client, self._issuer.selling_in(self._currency)
        return {
            "client": clean(client.name),
            "contract": clean(client.contract),
            "seller": clean(seller.name),
            "foot": clean_lines(seller.details).splitlines(),
            "labour": self._labour,
        }

    def _money(self, minor: int) -> str:
        return self.words.money(minor, self._currency)

    def _lasts(self, days: int | None) -> str:
        if not days:
            return ""
        return (
            self.words.say("meter.lasts_long")
            if days >= _LONG
            else self.words.count("meter.lasts", days)
        )

    def _invoice(self, asked: OpenInvoice) -> Said:
        """The open invoice: what is left of it, by when, and how to pay it."""
        words, paper = self.words, self._paper(asked)
        day = words.day_in_letter(paper.day)
        due = [(words.say("letter.due"), words.day_in_letter(paper.due))] if paper.due else []
        paid = [(words.say("letter.paid"), paper.money(paper.paid))] if paper.paid else []
        return {
            "title": words.say("meter.invoice", invoice=paper.number, day=day),
            "left": paper.money(paper.left),
            "figures": [*paid, *due],
            "bank": [(label, clean(value)) for label, value in bank_rows(paper)],
            "code": _code(paper),
        }

    def _paper(self, asked: OpenInvoice) -> InvoicePaper:
        invoice, client = asked.invoice, self.meter.client
        return InvoicePaper(
            issuer=self._issuer.at_making(invoice),
            number=invoice.label,
            day=invoice.day,
            currency=invoice.currency,
            amount=invoice.amount,
            words=self.words,
            buyer=client.name,
            buyer_details=client.details,
            contract=client.contract,
            paid=invoice.amount - asked.left,
            due_from=asked.due_from,
        )

    def _usage(self, room: int) -> Iterator[UsageSaid]:
        """A bar a service; those without room are one."""
        usage = self.meter.usage
        most = max((each.charged for each in usage), default=0)
        cut = len(usage) if len(usage) <= room else room - 1
        rows = [*usage[:cut]]
        if rest := usage[cut:]:
            labour = [each.labour for each in rest if each.labour is not None]
            others = self.words.say("meter.others")
            rows.append(
                Usage(others, sum(each.charged for each in rest), sum(labour) if labour else None)
            )
        for each in rows:
            bar = _share(each.charged, max(most, each.charged))
            service, charged = clean(each.service), self._money(each.charged)
            yield UsageSaid(service, charged, self._time(each.labour), bar)

    def _line(self, line: AccountLine) -> PostingSaid:
        """A posting. It is known by what it is in memory: comparing takes longer than saying."""
        found = self._lines_said.get(id(line))
        if found is None:
            found = self._lines_said[id(line)] = self._line_said(line)
        return found

    def _line_said(self, line: AccountLine) -> PostingSaid:
        shown = show_line(line, self._currency, self.words)
        order = f"{self.words.say('paper.order')} {clean(line.order)}" if line.order else ""
        took = self._time(line.labour) if self._labour else ""
        labour = f"{self.words.say('meter.labour')}\u00a0{took}" if took else ""
        return PostingSaid(
            what=": ".join(filter(None, (shown.kind, shown.text))),
            under=[*filter(None, (order, shown.detail, labour))],
            day=shown.day,
            amount=shown.amount,
            balance=shown.balance,
            money_in=line.amount > 0 and not line.is_charge,
        )

    def _months(self, room: int) -> Iterator[MonthSaid]:
        sums = [(each, month_sums(each)) for each in self.meter.months[:room]]
        most = max((found["charged"] for _, found in sums), default=0)
        for month, found in sums:
            yield MonthSaid(
                name=self._named(month),
                file=month_file(month),
                charged=self._money(found["charged"]),
                money_in=self._money(found["money_in"]) if found["money_in"] else "",
                closing=self._money(found["closing"]),
                bar=_share(found["charged"], most),
            )

    def _prices(self, room: int) -> list[PriceSaid]:
        return [_price(each, self._currency, self.words.code) for each in self.meter.prices[:room]]

    def _time(self, labour: int | None) -> str:
        """Fixed minutes as hours and minutes: "1:05 h", minutes rounded half up."""
        if labour is None:
            return ""
        hours, minutes = divmod(half_up(labour, SCALE), 60)
        return f"{hours}:{minutes:02}\u00a0{self.words.unit('h')}"

    def _named(self, month: AccountMonth) -> str:
        name = self.words.month(month.first)
        return name[:1].upper() + name[1:]

    def _month_link(self, months: Sequence[AccountMonth]) -> tuple[str, str] | None:
        """File and name of the one month, if there is one."""
        return next(((month_file(each), self._named(each)) for each in months), None)


@lru_cache(4096)
def _price(offered: OfferedPrice, currency: str, language: str) -> PriceSaid:
    """A price in force. Most are everyone's: they are said once."""
    price, cost, words = offered.price, offered.ten_minutes, words_of(language)
    ten = "" if cost is None else words.say("meter.ten_minutes", cost=words.money(cost, currency))
    said = price_said(price, currency, words), terms_said(price, words)
    return PriceSaid(clean(price.service), *said, ten)


def month_file(month: AccountMonth) -> str:
    """The name of the page of a month."""
    return f"{month_of(month.first)}.html"


def _latest(meter: Meter, most: int) -> list[AccountLine]:
    """The last postings, the newest first."""
    lines = (line for month in meter.months for line in month.lines[::-1])
    return [line for line, _ in zip(lines, range(most), strict=False)]


def _code(paper: InvoicePaper) -> str:
    """The payment code as an image; "" where there is none, or it holds no such amount."""
    try:
        text = payment_code(paper.account, paper.currency, paper.left, purpose_text(paper))
    except PaperError:
        return ""
    return code_image(text, exact=paper.currency == "EUR") if text else ""


def _share(amount: int, most: int) -> int:
    """How long a bar is, of 100; nothing for what was given back."""
    return half_up(max(amount, 0) * _WIDE, most) if most > 0 else 0
