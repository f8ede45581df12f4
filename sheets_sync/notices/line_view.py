"""A posting as texts of a language, alike in the mail and on paper (design §17)."""

from collections.abc import Sequence

from sheets_sync.deferred import dataclass
from sheets_sync.notices.account_lines import EARLIER, AccountLine
from sheets_sync.notices.cleaning import clean
from sheets_sync.words.speaking import Words


@dataclass(frozen=True)
class LineView:
    """A posting, as shown. ``kind`` is what a payment is called, "" for a charge; ``text`` the
    service or the reference. ``quantity`` and ``price`` are "" where they say nothing, ``detail``
    is both in one, with what was ``included``. ``charge`` tells money out from money in."""

    day: str
    kind: str
    text: str
    quantity: str
    price: str
    included: str
    detail: str
    amount: str
    balance: str
    charge: bool


def show_line(line: AccountLine, currency: str, words: Words) -> LineView:
    """The view of one posting; what staff typed is cleaned."""
    quantity, price = _quantity(line, words), words.price(line.price, currency)
    detail = words.say("posting.detail", quantity=quantity, price=price) if quantity else ""
    free = words.apart(line.included) if line.included else ""
    included = words.say("posting.included", quantity=free) if free else ""
    return LineView(
        day=words.day_in_letter(line.day),
        kind=_kind(line, words),
        text=clean(line.text) if line.kind != EARLIER else "",
        quantity=quantity,
        price=price if quantity else "",
        included=included,
        detail=", ".join(filter(None, (detail, included))),
        amount=words.money(line.amount, currency),
        balance=words.money(line.balance, currency),
        charge=line.kind in ("charge", EARLIER),
    )


def lines_heading(lines: Sequence[AccountLine], words: Words) -> str:
    """What stands above the postings: since the last top-up, where they begin with it, and no later
    one is among them."""
    topped_up = [at for at, line in enumerate(lines) if line.kind == "payment"]
    since = topped_up == [0]
    return words.say("letter.lines.since" if since else "letter.lines")


def _kind(line: AccountLine, words: Words) -> str:
    if line.kind == EARLIER:
        return words.count("posting.earlier", int(line.text))
    return "" if line.kind == "charge" else words.say(f"posting.{line.kind}")


def _quantity(line: AccountLine, words: Words) -> str:
    """Quantity and unit; "" of what is no charge, and of one piece, which says nothing. Hours that
    two decimals do not tell exactly are told in minutes, too: "0:40 h"."""
    if line.kind != "charge" or (line.quantity == 1 and not line.unit):
        return ""
    unit = words.unit(clean(line.unit))
    minutes = line.quantity * 60
    of_hours = unit == words.unit("h") and minutes.denominator == 1
    if of_hours and (line.quantity * 100).denominator != 1:
        number = "{}:{:02}".format(*divmod(int(minutes), 60))
    else:
        number = words.apart(line.quantity)
    return f"{number} {unit}".rstrip()
