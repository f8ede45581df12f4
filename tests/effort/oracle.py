"""Design §9 once more, as plain loops over rows: slow, obvious, and nothing shared with ours."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from statistics import median

from sheets_sync.billing.accounts import CHARGED, HELD, UNPRICED
from sheets_sync.billing.days import month_of
from sheets_sync.columns.codes import NONE


def errors_of(row, book, terms):
    """The names of the row's typical errors."""
    if row.state == HELD:
        return set()
    found = {"out_of_tariff"} if row.state == UNPRICED else set()
    channel = book.channels[row.channel].casefold() if row.channel != NONE else None
    if channel in terms.personal_channels:
        found.add("personal")
    elif channel is not None and terms.channels and channel not in terms.channels:
        found.add("off_channel")
    return found


def counted(rows):
    return [row for row in rows if row.state in (CHARGED, UNPRICED)]


def in_window(rows, terms, day):
    return [row for row in counted(rows) if day - terms.window + 1 <= row.day <= day]


def orders_and_minutes(rows):
    """{(client, service): (O, M in minutes)} over rows with Minutes."""
    orders: dict = {}
    minutes: dict = {}
    for number, row in enumerate(rows):
        if row.minutes is not None:
            key = row.client, row.service
            name = ("order", row.order) if row.order != NONE else ("row", number)
            orders.setdefault(key, set()).add(name)
            minutes[key] = minutes.get(key, 0) + Fraction(row.minutes, 10_000)
    return {key: (len(orders[key]), minutes[key]) for key in orders}


def norm(work, client, service, terms):
    others = [m / o for (c, s), (o, m) in work.items() if s == service and c != client]
    if len(others) < terms.min_peers:
        return None
    return median(others) or None


def index_and_coverage(rows, client, terms):
    work = orders_and_minutes(rows)
    mine = {service: values for (c, service), values in work.items() if c == client}
    whole = sum(m for _, m in mine.values())
    compared = {s: norm(work, client, s, terms) for s in mine}
    compared = {s: b for s, b in compared.items() if b is not None}
    if not compared or not whole:
        return None, None
    observed = sum(mine[s][1] for s in compared)
    expected = sum(mine[s][0] * b for s, b in compared.items())
    return observed / expected, observed / whole


def client_orders(rows, client):
    mine = [row for row in rows if row.client == client and row.minutes is not None]
    return len({row.order for row in mine} - {NONE}) + sum(row.order == NONE for row in mine)


def rounded(exact):
    """A Fraction to a whole number, half away from zero, by way of Decimal."""
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        return int(quotient.to_integral_value(ROUND_HALF_UP))


def spent(rows, client):
    return sum(
        (Fraction(row.minutes or 0, 10_000) for row in rows if row.client == client), Fraction(0)
    )


def charges(rows, client):
    return sum(row.charge for row in rows if row.client == client)


def yield_per_hour(rows, client):
    minutes = spent(rows, client)
    return rounded(charges(rows, client) / (minutes / 60)) if minutes else None


def margin(rows, client, book, terms):
    currency = book.clients[client].currency
    result = Fraction(charges(rows, client))
    usual = terms.cost_per_hour.get(currency, 0)
    mine = [row for row in rows if row.client == client and row.minutes]
    for row in mine:
        name = book.staff[row.staff].casefold() if row.staff != NONE else ""
        cost = terms.staff_cost.get(name, {}).get(currency, usual)
        if cost == 0:
            return None
        result -= Fraction(row.minutes, 10_000) / 60 * cost
    return rounded(result) if mine or usual else None


def quotes(rows, client, book, terms):
    mine = [
        row
        for row in rows
        if row.client == client and book.services[row.service].casefold() in terms.quote_services
    ]
    if not mine:
        return None
    orders = len({row.order for row in mine} - {NONE}) + sum(row.order == NONE for row in mine)
    return Fraction(len(mine), orders)


def peers_quotes(rows, client, book, terms):
    if quotes(rows, client, book, terms) is None:
        return None
    others = [
        quotes(rows, other, book, terms) for other in range(len(book.clients)) if other != client
    ]
    others = [each for each in others if each is not None]
    return median(others) if len(others) >= terms.min_peers else None


def share(rows, client, book, terms, kinds):
    whole = spent(rows, client)
    part = [row for row in rows if errors_of(row, book, terms) & kinds]
    return spent(part, client) / whole if whole else None


def table(rows, book, terms, day):
    """[(month, client, service, orders, minutes, norm, entries, uncredited, errors)], window last."""
    rows = counted(rows)
    blocks = [
        (month, [row for row in rows if month_of(row.day) == month])
        for month in sorted({month_of(row.day) for row in rows})
    ]
    lines = []
    for month, block in [*blocks, ("window", in_window(rows, terms, day))]:
        work = orders_and_minutes(block)
        for c, s in sorted({(row.client, row.service) for row in block}):
            mine = [row for row in block if (row.client, row.service) == (c, s)]
            wrong = [(row, errors_of(row, book, terms)) for row in mine]
            lines.append((
                month, c, s, *work.get((c, s), (0, 0)),
                norm(work, c, s, terms) if (c, s) in work else None,
                len(mine),
                sum(row.minutes or 0 for row, kinds in wrong if kinds),
                *(sum(kind in kinds for _, kinds in wrong)
                  for kind in ("off_channel", "out_of_tariff", "personal")),
            ))  # fmt: skip
    return lines


def staff_table(rows, book, terms):
    """{(month, staff, currency): figures}."""
    lines: dict = {}
    for row in counted(rows):
        key = month_of(row.day), row.staff, book.clients[row.client].currency
        line = lines.setdefault(
            key,
            dict.fromkeys(
                ("credited", "uncredited", "charged", "off_channel", "out_of_tariff", "personal"), 0
            ),
        )
        wrong = errors_of(row, book, terms)
        line["uncredited" if wrong else "credited"] += row.minutes or 0
        line["charged"] += row.charge
        for kind in wrong:
            line[kind] += 1
    return {key: line for key, line in lines.items() if key[1] != NONE or any(line.values())}
