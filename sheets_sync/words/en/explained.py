"""``sync explain CLIENT``: every line behind a balance."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "explained.title": "{client}, {currency}, as of {day}",
    "explained.day": "date",
    "explained.amount": "amount",
    "explained.balance": "balance",
    "explained.what": "what, and by which rule",
    "explained.sum": "money in {paid} − charged {charged} = balance {balance}",
    "explained.order": "{what}, order {order}",
    "explained.price": "price {cell}",
    "explained.included": "{quantity} included in the month",
    "explained.typed": "typed {typed}, billed {billed}",
    "explained.unbilled": (
        "rows without a price, not charged: {rows} ({minutes} min in the effort window); see "
        "`sheets-sync check`"
    ),
    "explained.given": "given away, Billable says no: {minutes} min in the effort window",
}
