"""Summary: its words, what they mean, why an advice is given."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "summary.title": "Personal accounts: who is out of money, who takes our labour",
    "summary.stamp": "As of {day}. The last change was written on {moment} ({zone})",
    "summary.current": "✓ As of {day} · written {moment} ({zone}). Out of date from {until} on",
    "summary.fresh": "✓ Up to date. Counts as out of date from {until} on",
    "summary.stale": (
        "⚠ OUT OF DATE since {until}: does sheets-sync still run? Ask the administrator "
        "(sheets-sync status)"
    ),
    "summary.rows": (
        "Findings: {findings}. "
        "Log rows: {log}; charged {charged}, without a price {unpriced}, held back {held}"
    ),
    "summary.cost_unknown": (
        "The cost of an hour is not set, so there is no margin: give effort.cost_per_hour in the "
        "config"
    ),
    "totals.cost_unknown": "set effort.cost_per_hour",
    "summary.choice": "Clients in the chart by month:",
    "summary.choice_hint": (
        "← names, separated by ; (blank: who takes the most labour). The next run draws them"
    ),
    "summary.choice_unknown": "⚠ no client is called {names}",
    "summary.choice_others": "⚠ one currency a chart: money without {names}",
    "summary.check.good": "✓ adds up",
    "summary.check.bad": "✗ does not add up",
    "totals.currency": "Currency",
    "totals.clients": "Clients",
    "totals.money_in": "Money in, in all",
    "totals.charged": "Charged in all",
    "totals.balance": "Balances, all in all",
    "totals.prepaid": "Prepaid money held",
    "totals.more": "No room for {names}: delete this tab and run sheets-sync init, the new one has it",
    "totals.over": "Over",
    "totals.empty": "Empty",
    "totals.low": "Low",
    "totals.ok": "OK",
    "totals.owed": "Owed to us",
    "totals.invoices": "Open",
    "totals.unpaid": "Asked and unpaid",
    "totals.unpaid_since": "The oldest of",
    "totals.flags": "Clients by flag",
    "totals.margin": "Margin",
    "totals.margin_share": "Margin, %",
    "totals.unbilled": "Unbilled rows",
    "totals.held": "Notices held",
    "totals.check": "Does it add up?",
    "summary.client": "Client",
    "summary.flag": "Flag",
    "summary.currency": "Currency",
    "summary.balance": "Balance",
    "summary.threshold": "Threshold",
    "summary.days_left": "Days left",
    "summary.since": "Since",
    "summary.invoice": "Invoice",
    "summary.unpaid": "Unpaid",
    "summary.unpaid_since": "Asked on",
    "summary.trend": "Charges, 12 weeks",
    "summary.index": "Effort index",
    "summary.range": "90% range",
    "summary.effective": "Orders",
    "summary.verdict": "Labour",
    "summary.bar": "× others",
    "summary.advice": "Advice",
    "summary.reasons": "Why",
    "summary.last_notice": "Last notice",
    "summary.findings": "Findings",
    "summary.last_paid_on": "Last paid on",
    "summary.last_paid": "Last payment",
    "summary.charged_month": "Charged this month",
    "summary.charged_before": "Charged last month",
    "summary.hours": "Hours this month",
    "summary.hours_before": "Hours last month",
    "summary.hours_change": "Hours ×",
    "summary.yield": "Yield an hour",
    "summary.margin": "Margin",
    "summary.money_share": "Share of money",
    "summary.labour_share": "Share of labour",
    "summary.given_hours": "Hours given away",
    "summary.given_worth": "Worth with others",
    "summary.quotes": "Quotes an order",
    "summary.peers_quotes": "Peers' quotes",
    "summary.off_channel": "Off channel",
    "summary.unbilled": "Unbilled rows",
    "summary.unbilled_share": "Unbilled time",
    "summary.coverage": "Index covers",
    "summary.note": "Note",
    "summary.word": "The word",
    "summary.meaning": "What it means",
    "summary.chart_client": "For the charts",
    "summary.chart_balance": "Balance",
    "summary.chart_threshold": "Threshold",
    "summary.chart_taker": "Client",
    "summary.chart_index": "best guess",
    "summary.chart_low": "at least",
    "summary.chart_high": "at most",
    "summary.chart_same": "like the others",
    "summary.chart_heavy": "heavy",
    "summary.chart_month": "Month",
    "summary.chart_hours": "Hours",
    "summary.chart_charged": "Charged",
    "findings.count": {
        "one": "{count} finding",
        "other": "{count} findings",
    },
    "chart.balances": "Balance against threshold, the worst first",
    "chart.effort": "Labour for the same orders, 90% range",
    "chart.months": "Hours and money by month",
    "chart.times": "times",
    "chart.hours": "hours",
    "chart.money": "money",
    "no_peers": "no peers",
    "verdict.like": "like the others",
    "verdict.unclear": "unclear",
    "verdict.heavy": "heavy",
    "verdict.extreme": "extreme",
    "labour.nobody": "Labour: no client differs from the others beyond chance",
    "labour.none_heavy": "Labour: clients differ, but nobody's is heavy beyond chance",
    "labour.heavy": "Labour heavy beyond chance: {names}",
    "labour.dependence": "Dependence{where}: {told}",
    "labour.payer": "{name}: {money} of the money, {labour} of the labour",
    "labour.payer_alone": "{name}: {money} of the money",
    "labour.taker": "{name}: {labour} of the labour, {money} of the money",
    "labour.more": {
        "one": "{names} and {count} more",
        "other": "{names} and {count} more",
    },
    "flag.OVER": "✖ Over",
    "flag.EMPTY": "● Empty",
    "flag.LOW": "▲ Low",
    "flag.OK": "✓ OK",
    "advice.keep": "keep",
    "advice.collect": "collect",
    "advice.reprice": "reprice",
    "advice.part": "part",
    "meaning.flag.OVER": "The balance is below minus the credit limit: they work on our money.",
    "meaning.flag.EMPTY": "Nothing is left of their advances.",
    "meaning.flag.LOW": "The balance is below the threshold{by_days}.",
    "meaning.flag.OK": "All is well.",
    "meaning.summary.balance": (
        "All they paid in less all that was written off, to the day of the stamp."
    ),
    "meaning.summary.since": (
        "Since which day the account has been that bad, or worse, at the end of every day."
    ),
    "meaning.summary.days_left": "How long the balance lasts, if they go on as in the last 30 days.",
    "meaning.summary.unpaid": (
        "What is left to pay on the invoice beside it, which we asked for on that day."
    ),
    "meaning.summary.index": (
        "The labour that their orders took in {window} days, over what the same orders take with "
        "other clients. 1: like the others. It strays by chance: go by the range and the verdict."
    ),
    "meaning.summary.range": (
        "Nine times in ten their true level lies in it. Where it is wide, their orders say little."
    ),
    "meaning.summary.effective": (
        "Their orders tell as much as so many of one size: one huge among small ones counts about 1."
    ),
    "meaning.summary.verdict": (
        "What the range proves. Like the others: it ends under {heavy}. Unclear: it reaches {heavy}, "
        "but 1 may be true as well. Heavy: it reaches {heavy}, and begins over 1. Extreme: it begins "
        "over {heavy} and reaches {extreme}."
    ),
    "meaning.summary.coverage": (
        "The share of their minutes in services that others take too; the index says nothing of the "
        "rest."
    ),
    "meaning.summary.advice": (
        "Reprice: labour is heavy beyond chance, or they cost more than they are charged. Part: three "
        "losing months although they have prices of their own. Collect: they owe us, and nothing else "
        "speaks against them."
    ),
    "meaning.summary.yield": "What was charged, an hour of our labour for them, in {window} days.",
    "meaning.summary.margin": (
        "What was charged less what those hours cost the house, in {window} days."
    ),
    "meaning.summary.hours_change": (
        "The hours of the last 30 days over those of the 30 days before: 2 means doubled."
    ),
    "meaning.summary.money_share": (
        "Of what all clients of their currency were charged in {window} days; beside it their share "
        "of the hours."
    ),
    "meaning.summary.given_hours": (
        "Rows without a price, not billable, or with a typical error (charged or not), each once; "
        "beside it what they would have brought at the yield of the others, all in {window} days."
    ),
    "meaning.summary.quotes": (
        "How often one order of theirs was quoted; beside it what is usual with others."
    ),
    "meaning.summary.off_channel": (
        "The share of their minutes that came in past the agreed channels, favours included."
    ),
    "meaning.summary.unbilled": (
        "Log rows without a price: work that nobody pays for until the price list has it."
    ),
    "meaning.totals.check": (
        "Money in less charged equals the balances in this table: nothing is lost on the way."
    ),
    "meaning.by_days": ", or days left are fewer than {low_days}",
    "reason.LOSING_MONTHS": "we lost money on them in {months}, despite prices of their own since {since}",
    "reason.INDEX_EXTREME": "they take {low} … {high}× the labour of others' orders: extreme",
    "reason.INDEX_HEAVY": "they take {low} … {high}× the labour of others' orders",
    "reason.MARGIN_NEGATIVE": "they cost us more than they bring: margin {amount} {currency}",
    "reason.NEW_PRICE": "their newest price counts since {since} only: it is too early to judge it",
    "reason.CLOSED": "they are closed: no prices are talked about any more",
    "reason.FINE": "nothing speaks against them",
    "reason.IN_DEBT": "they owe us {amount} {currency}",
    "reason.NO_PEERS": "they have nobody whose labour could be compared",
    "reason.NO_LABOUR": "they took no labour in the window",
    "reason.COST_UNKNOWN": "their margin is unknown: the cost of an hour is not set",
}
