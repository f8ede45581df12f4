"""``sync explain CLIENT --effort``: the case against a client."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "case.title": "Labour",
    "case.verdict": (
        "Their orders took {index} times the labour that the same orders take with others: "
        "{observed} h instead of {expected} h."
    ),
    "case.range": (
        "By {orders} orders, reckoned as of one size, the truth lies nine times in ten between "
        "{low} and {high} times: {verdict}."
    ),
    "effort_verdict.like": "like the others",
    "effort_verdict.unclear": "unclear, look at the orders before you speak of it",
    "effort_verdict.heavy": "heavy, beyond chance",
    "effort_verdict.extreme": "extreme, beyond chance",
    "case.covers": "The comparison covers {share} of their {hours} h.",
    "case.no_peers": (
        "There is nobody to compare them with: no service of theirs is taken by {min_peers} "
        "other clients or more. They took {hours} h."
    ),
    "case.no_labour": "No minutes were logged for them in these days.",
    "case.advice": "Advice: {advice}. {why}.",
    "case.services": "What drives it",
    "case.service": "service",
    "case.orders_count": "orders",
    "case.theirs": "their min",
    "case.others": "others'",
    "case.peers": "peers",
    "case.times": "times",
    "case.more": "hours more",
    "case.per_order": "their min, others': minutes an order; others': the median of so many peers.",
    "case.without_norm": "No norm (fewer than {min_peers} others take it): {services}",
    "case.in_hours": "{hours} h",
    "case.costly": "Their most expensive orders",
    "case.order": "order",
    "case.days": "days",
    "case.hours": "hours",
    "case.usual": "usual",
    "case.charged": "charged",
    "case.what": "services",
    "case.unnamed": "row {cell}",
    "case.money": "What their hours would have brought",
    "case.house": (
        "The other clients bring {rate} {currency} an hour. At that, their {hours} h would "
        "have brought {brought} {currency}; they were charged {charged} {currency}: {difference}."
    ),
    "case.less": "{amount} {currency} less",
    "case.not_less": "no less than that",
    "case.no_house": (
        "No other client in {currency} has minutes to compare with; they were charged "
        "{charged} {currency}."
    ),
    "case.besides": "Besides",
    "case.quotes": "quotes an order: {own}; with others {peers}",
    "case.unknown": "unknown",
    "case.off_channel": "past the agreed channels: {share} of their minutes",
    "case.unbilled": "without a price, so that nobody pays: {share} of their minutes",
    "case.given": "given away, not to be paid for: {share} of their minutes",
    "case.chart": "Minutes an order: theirs, and with others",
    "case.client": "this client",
    "case.like_others": "1× like the others",
    "case.heavy": "{limit}× heavy",
    "case.times_others": "times the labour of others",
}
