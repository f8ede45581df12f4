"""``sync explain CLIENT --effort``: what drives their index, as text for a talk (design §9)."""

from collections.abc import Iterator
from fractions import Fraction

from sheets_sync.billing.effort_case import OrderCase, ServiceCase, effort_case
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import half_up
from sheets_sync.billing.terms import Terms
from sheets_sync.notices.cleaning import clean
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.funnel import points
from sheets_sync.showing.reasons import why
from sheets_sync.use_cases.shared.whose import find_client
from sheets_sync.views import beyond_index, funnel_plot
from sheets_sync.views.argument import Argument, table, wrapped
from sheets_sync.views.without_them import without_them
from sheets_sync.words.speaking import Words


def make(reckoning: Reckoning, name: str, terms: Terms, words: Words) -> Argument:
    """The argument about the client called ``name``; raises ``UsageError`` for an unknown one."""
    code = find_client(reckoning, name)
    case = effort_case(
        reckoning.book, reckoning.accounts, reckoning.effort, terms, reckoning.day, code
    )
    sources = reckoning.places.sources["log"]
    return Argument(
        reckoning.book.clients[code],
        reckoning.accounts.accounts[code],
        reckoning.effort.clients[code],
        case,
        terms,
        words,
        tuple(
            sources[source].place(sources[source].cell(sources[source].columns["date"], row))
            for source, row in (order.place for order in case.orders)
        ),
        reckoning.book.orders,
        code,
        points(reckoning.book, reckoning.effort, code),
        sum(each.evidence is not None for each in reckoning.effort.clients),
    )


def lines(argument: Argument) -> Iterator[str]:
    """The text, lines of at most 80 cells where names are of usual length."""
    yield heading(argument)
    for sentence in verdict(argument):
        yield from wrapped(sentence)
    if plot := funnel_plot.plot_lines(argument):
        yield from ("", *wrapped(funnel_plot.plot_heading(argument)), *plot)
        yield from wrapped(argument.say("funnel_key"))
    if argument.case.services:
        yield from ("", argument.say("services"), *_services(argument))
        yield from ("", argument.say("costly"), *_orders(argument))
    yield from ("", argument.say("money"), *wrapped(house(argument)))
    yield from ("", argument.say("without_them"))
    for sentence in without_them(argument):
        yield from wrapped(sentence)
    yield from beyond_index.bill_lines(argument)
    yield from beyond_index.past_lines(argument)
    told = besides(argument)
    if told:
        yield from ("", argument.say("besides"), *(f"· {each}" for each in told))


def heading(argument: Argument) -> str:
    """Who, and which days."""
    days = (argument.words.day(day) for day in (argument.case.first, argument.case.last))
    return f"{clean(argument.client.name)}, {' … '.join(days)}"


def verdict(argument: Argument) -> list[str]:
    """How much more labour than with others, how much of it was compared, the advice."""
    effort, case = argument.effort, argument.case
    hours = argument.hours(Fraction(effort.minutes, SCALE))
    if not effort.minutes:
        told = [argument.say("no_labour")]
    elif effort.index is None:
        told = [argument.say("no_peers", min_peers=argument.terms.min_peers, hours=hours)]
    else:
        told = [
            argument.say(
                "verdict" if effort.index >= 1 else "verdict_less",
                index=argument.words.number(effort.index, 2, least=2),
                observed=argument.hours(Fraction(case.observed, SCALE)),
                expected=argument.hours(case.expected),
            ),
            *proved(argument),
            *beyond_index.case_mix(argument),
            argument.say(
                "covers", share=argument.words.per_cent(effort.coverage or Fraction(0)), hours=hours
            ),
        ]
    advice = argument.words.say(f"advice.{effort.advice.kind}")
    reasons = why(effort.advice, argument.client.currency, argument.words)
    return [*told, argument.say("advice", advice=advice, why=reasons)]


def proved(argument: Argument) -> list[str]:
    """The range of the index, the orders behind it and the verdict (design §18)."""
    proof, number = argument.effort.evidence, argument.words.number
    if proof is None:
        return []
    return [
        argument.say(
            "proved",
            orders=number(proof.orders, 1, least=1),
            low=number(proof.low, 2, least=2),
            high=number(proof.high, 2, least=2),
            verdict=argument.words.say(f"effort_verdict.{proof.verdict}"),
        )
    ]


def house(argument: Argument) -> str:
    """What their hours would have brought at the yield of the other clients."""
    case, currency = argument.case, argument.client.currency
    charged = argument.money(case.charged)
    if case.house_yield is None or case.at_house_yield is None:
        return argument.say("no_house", currency=currency, charged=charged)
    rate = argument.money(half_up(case.house_yield.numerator, case.house_yield.denominator))
    if not case.minutes:
        return argument.say("house_without_hours", rate=rate, currency=currency, charged=charged)
    less = case.at_house_yield - case.charged
    difference = (
        argument.say("less", amount=argument.money(less), currency=currency)
        if less > 0
        else argument.say("not_less")
    )
    return argument.say(
        "house",
        rate=rate,
        currency=currency,
        hours=argument.hours(Fraction(case.minutes, SCALE)),
        brought=argument.money(case.at_house_yield),
        charged=charged,
        difference=difference,
    )


def besides(argument: Argument) -> list[str]:
    """Redone quotes, work past the channels, without a price, given away; what there is of it."""
    effort, words = argument.effort, argument.words
    told = []
    if effort.quotes_an_order is not None:
        peers = effort.peers_quotes
        usual = argument.say("unknown") if peers is None else words.number(peers, 2, least=2)
        own = words.number(effort.quotes_an_order, 2, least=2)
        told.append(argument.say("quotes", own=own, peers=usual))
    shares = {
        "off_channel": effort.off_channel,
        "unbilled": effort.unbilled_share,
        "given": effort.given_share,
    }
    said = {key: argument.words.per_cent(share) for key, share in shares.items() if share}
    return [*told, *(argument.say(key, share=share) for key, share in said.items())]


def service_cells(argument: Argument, each: ServiceCase) -> list[str]:
    """Service, orders, their minutes an order, the others', how many these are, times, hours."""
    words = argument.words
    cells = [clean(each.service), str(each.orders), words.number(each.per_order, 1, least=1)]
    if each.norm is None:
        return [*cells, "", str(each.peers), "", ""]
    times = Fraction(each.minutes, SCALE) / each.expected
    return [
        *cells,
        words.number(each.norm, 1, least=1),
        str(each.peers),
        words.number(times, 2, least=2),
        argument.hours(each.excess),
    ]


def order_cells(argument: Argument, each: OrderCase, place: str) -> list[str]:
    """Order, days, services, hours, what is usual, what was charged."""
    days = dict.fromkeys(argument.words.day(day) for day in (each.first, each.last))
    return [
        clean(each.name) or argument.say("unnamed", cell=place),
        " … ".join(days),
        clean(", ".join(each.services)),
        argument.hours(Fraction(each.minutes, SCALE)),
        "" if each.expected is None else argument.hours(each.expected),
        argument.money(each.charged),
    ]


def without_norm(argument: Argument) -> str:
    """The services that nobody can be compared in, with their hours; "" where there are none."""
    alone = [
        f"{clean(each.service)} "
        + argument.say("in_hours", hours=argument.hours(Fraction(each.minutes, SCALE)))
        for each in argument.case.services
        if each.norm is None
    ]
    told = ", ".join(alone)
    if not told:
        return ""
    return argument.say("without_norm", min_peers=argument.terms.min_peers, services=told)


def _services(argument: Argument) -> Iterator[str]:
    keys = ("service", "orders_count", "theirs", "others", "peers", "times", "more")
    compared = [each for each in argument.case.services if each.norm is not None]
    if compared:
        rows = [service_cells(argument, each) for each in compared]
        yield from table([argument.say(key) for key in keys], rows, flexible=0, right=range(1, 7))
        yield from wrapped(argument.say("per_order"))
    if alone := without_norm(argument):
        yield from wrapped(alone)


def _orders(argument: Argument) -> Iterator[str]:
    keys = ("order", "days", "what", "hours", "usual", "charged")
    pairs = zip(argument.case.orders, argument.places, strict=True)
    rows = [order_cells(argument, each, place) for each, place in pairs]
    return table([argument.say(key) for key in keys], rows, flexible=2, right=range(3, 6))
