"""``sync explain CLIENT --effort``: the case against a client."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "case.title": "Labour",
    "case.verdict": (
        "Their orders took {index} times the labour that the same orders take with others: "
        "{observed} h instead of {expected} h."
    ),
    "case.verdict_less": (
        "Their orders took less labour than the same orders take with others, {index} times as much: "
        "{observed} h instead of {expected} h."
    ),
    "case.proved": (
        "Orders, reckoned as of one size: {orders}. By them the truth lies nine times in ten between "
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
    "case.house_without_hours": (
        "The other clients bring {rate} {currency} an hour; they were charged {charged} {currency}, and "
        "took no hour."
    ),
    "case.largest": "Without their largest order ({order}, {hours} h) it would be {index}.",
    "case.one_row": "a row of its own",
    "case.funnel": "Among all clients: times the others over the orders behind it",
    "case.funnel_most": (
        "Among the {count} others who surely take the most: times the others over the orders behind it"
    ),
    "case.funnel_key": (
        "● they, ○ the others; to the right more orders, reckoned as of one size. Between the ┄ lie "
        "nine in ten of the clients who are like the others."
    ),
    "case.funnel_page_key": (
        "They stand out in colour. Between the blue lines lie nine in ten of the clients who are like "
        "the others."
    ),
    "case.funnel_across": "orders, reckoned as of one size",
    "case.without_them": "The agency without them",
    "case.alone": "No other client in {currency} has minutes to compare with.",
    "case.nothing_freed": "No hours of theirs are logged in these days: nothing would be freed.",
    "case.no_money": (
        "They take {labour} of the labour, and nobody in {currency} was charged anything for it."
    ),
    "case.shares": (
        "They bring {money} of the money in {currency} and take {labour} of the labour that goes "
        "into it."
    ),
    "case.share_of_money": "They bring {money} of the money in {currency}.",
    "case.left_money": "Without them: {money} {currency} instead of {all_money}.",
    "case.left": (
        "Without them: {money} {currency} instead of {all_money}, for {hours} h instead of "
        "{all_hours}; {rate} {currency} an hour instead of {all_rate}."
    ),
    "case.freed_more": (
        "Their {hours} h sold at the others' yield would make it {money} {currency}: {difference} "
        "more than with them."
    ),
    "case.freed_less": (
        "Their {hours} h sold at the others' yield would make it {money} {currency}: {difference} "
        "less than with them."
    ),
    "case.bill": "Where their labour went",
    "case.went": "labour",
    "case.cost": "cost",
    "case.went.usual": "what such orders take with others",
    "case.went.above": "above that",
    "case.went.alone": "services that nobody can be compared in",
    "case.went.given_away": "given away: no price, not billable, off channel, personal",
    "case.went.all": "all their labour",
    "case.over": "Over-service, above and given away: {hours} h, which cost {cost} {currency}.",
    "case.over_hours": "Over-service, above and given away: {hours} h; what an hour costs is not set.",
    "case.charged_yet": "Of the labour given away {share} was charged all the same: {amount} {currency}.",
    "case.by_chance": "The {hours} h above may be chance: {verdict}.",
    "case.past": "Against their own past",
    "case.own_prices": "Since their own prices of {since}, and as many days before",
    "case.hours_a_month": "h a month",
    "case.index": "index",
    "case.range": "90% range",
    "case.labour": "labour",
    "case.off": "off channel",
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
