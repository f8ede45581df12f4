"""``sync simulate``: prices tried before the talk."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "simulated.title": "Prices tried",
    "simulated.heading": "{client}, prices tried from {first} to {last}",
    "simulated.more": (
        "With these prices {client} would have been charged {amount} {currency} more {period}"
    ),
    "simulated.less": (
        "With these prices {client} would have been charged {amount} {currency} less {period}"
    ),
    "simulated.same": "With these prices {client} would have been charged the same {period}",
    "simulated.unpriced": (
        "{count} of {all} drafted prices cannot be counted, and the figures below leave their rows "
        "without a price. Mend them first:"
    ),
    "simulated.margin": "margin {now} → {drafted}",
    "simulated.lately": {"one": "on the last {count} day", "other": "in the last {count} days"},
    "simulated.since": "since {day}",
    "simulated.no_margin": (
        "What an hour costs in {currency} is not set, so there is no margin: give it in the config, "
        '`effort.cost_per_hour = {{ {currency} = "…" }}`.'
    ),
    "simulated.money_in": (
        "Payments are taken as they came: whether the client would have paid other sums is not known."
    ),
    "simulated.sides": "Side by side",
    "simulated.figure": "figure",
    "simulated.now": "now",
    "simulated.drafted": "as drafted",
    "simulated.difference": "difference",
    "simulated.charged": "charged {period}",
    "simulated.margin_sum": "margin, {count} days",
    "simulated.margin_share": "margin of what was charged",
    "simulated.yield": "an hour brings",
    "simulated.index": "labour, times the others'",
    "simulated.range": "90% range of it",
    "simulated.balance": "balance today",
    "simulated.flag": "flag",
    "simulated.days_left": "days left",
    "simulated.advice": "advice",
    "simulated.rows": "The drafted prices, and the rows of Log that would go by them",
    "simulated.rows_from": "The drafted prices, tried from {day} on, and the rows of Log that go by them",
    "simulated.service": "service",
    "simulated.price": "price",
    "simulated.from": "from",
    "simulated.count": "rows",
    "simulated.quantity": "quantity",
    "simulated.hours": "hours",
    "simulated.unfit": "{place}: this price would be used by no row of Log.",
    "simulated.other_unit": "{place}: by its Unit this price is not for what Prices has it for ({unit}): mend Unit unless that is meant.",
    "simulated.no_unit": "blank: by the piece",
    "simulated.foreign": "{place}: this price is in {theirs}, the account is in {ours}: no row goes by it.",
    "simulated.overruled": (
        "{place} does not count for all rows: it gives way to {others}. To try it all the same, name a "
        "later day: `--from`."
    ),
    "simulated.overruled_by_own": (
        "{place} is for everyone, and gives way to what {client} has of their own: {others}. To try it for "
        "them, name them beside it."
    ),
    "simulated.reach": "Each of these changes alone would make the margin of the window {goal}; the smallest first",
    "simulated.reached": "The drafts reach a margin of {goal} as they stand.",
    "simulated.unreachable": "No change of one rate, minimum or step in the client's own drafts reaches a margin of {goal}.",
    "simulated.none_own": (
        "None of these prices is the client's own, and only those are changed: name the client beside one."
    ),
    "simulated.none_sound": "None of the client's own drafts can be counted, and only those are changed: mend them first.",
    "simulated.no_price": "No price reaches a margin of {goal}: hours cost something, however much is charged.",
    "simulated.term": "what",
    "simulated.would_be": "would be",
    "simulated.more_by": "more by",
    "simulated.balances": "The balance at the end of a day, a line a week",
    "simulated.chart": "The balance at the end of each day",
    "simulated.day": "day",
    "simulated.letters": "Letters, had a run looked every evening and nothing held one back",
    "simulated.no_letters": "No letter would have gone from {day} on, by either prices.",
    "simulated.not_active": '{client} is set to "{state}" in Clients: no letter goes to them.',
    "simulated.asks": "{kind}, asks {amount}",
    "simulated.next_run": "What the next run would plan, by what is known today",
    "simulated.next_now": "By today's prices: {letters}.",
    "simulated.next_drafted": "As drafted: {letters}.",
    "simulated.next_none": "no letter",
    "simulated.next_one": "{kind}, asks {amount} {currency} ({state})",
    "simulated.untold": "What the next run would plan is not known: {why}",
    "simulated.found": "To mend before these prices are entered",
}
"""``{place}`` is a cell, as "Drafts!D2"."""
