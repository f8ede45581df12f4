"""Design §18's ranges once more, as plain loops over rows, as docs/evidence.md tells the model."""

from bisect import bisect_left
from math import exp, expm1, log, log1p, sqrt
from statistics import median

from sheets_sync.columns.codes import NONE
from tests.effort import oracle

GRID = [-5 + at / 50 for at in range(501)]
SPREADS, BEFORE = (0.1, 0.3, 1.2), (2.0, 1.0, 2.0)


def ranges(rows, clients, terms):
    """{client: (low, high, effective orders)}, unrounded; ``rows`` are those of the window."""
    work = oracle.orders_and_minutes(rows)
    norms = {(c, s): oracle.norm(work, c, s, terms) for c, s in work}
    orders = {client: whole_orders(rows, client, norms) for client in range(clients)}
    orders = {client: found for client, found in orders.items() if sum(m for m, _ in found)}
    if not orders:
        return {}
    logs = {client: [log(m / e) for m, e in found if m] for client, found in sorted(orders.items())}
    variance = order_variance(logs.values())
    levels = {client: level(found, logs[client], variance) for client, found in orders.items()}
    offset = median(by_sum - by_order for by_sum, by_order, _, _ in levels.values())
    by_orders = {
        client: (found[1] + offset, variance / len(logs[client]))
        for client, found in levels.items()
    }
    centred = {}
    for client, (by_sum, by_order, own, effective) in levels.items():
        norm, of_norm = usual(by_orders, client)
        error = own**2 + norm_variance(work, norms, client, expm1(variance)) + of_norm
        centred[client] = (by_sum + by_order + offset) / 2 - norm, sqrt(error), effective
    return pulled(centred)


def whole_orders(rows, client, norms):
    """[(minutes, expected)] of the client's orders in services with a norm."""
    spent: dict = {}
    services: dict = {}
    for number, row in enumerate(rows):
        if row.client == client and row.minutes is not None and norms[client, row.service]:
            name = ("order", row.order) if row.order != NONE else ("row", number)
            spent[name] = spent.get(name, 0) + row.minutes / 10_000
            services.setdefault(name, set()).add(row.service)
    return [
        (spent[name], float(sum(norms[client, each] for each in services[name]))) for name in spent
    ]


def order_variance(of_clients):
    squares, degrees = 2 * 0.64, 2
    for logs in of_clients:
        mean = sum(logs) / len(logs)
        squares += sum((each - mean) ** 2 for each in logs)
        degrees += len(logs) - 1
    return min(squares / degrees, 6)


def level(orders, logs, variance):
    """By the sum, by the orders, the error of both, effective orders."""
    whole = sum(m for m, _ in orders)
    effective = whole**2 / sum(m**2 for m, _ in orders)
    of_sum = log1p((1 - exp(-variance)) / (effective - 0.75))
    by_sum = log(whole / sum(e for _, e in orders)) + of_sum / 2
    own = (sqrt(of_sum) + sqrt(variance / len(logs))) / 2
    return by_sum, sum(logs) / len(logs), own, effective


def norm_variance(work, norms, client, strays):
    mine = [key for key in work if key[0] == client and norms[key]]
    whole = sum(work[key][0] * norms[key] for key in mine)
    found = 0.0
    for key in mine:
        market = [work[other][0] for other in work if other[1] == key[1]]
        of_mean = median(log1p(strays / orders) for orders in market)
        share = float(work[key][0] * norms[key] / whole)
        found += share**2 * 0.15 * of_mean / (len(market) - 1)
    return found


def usual(by_orders, client):
    """The mean of the others and its variance, drawn to 0; who is far from the mean of all weighs
    less, by Huber's rule."""
    errors = {each: sqrt(variance + 0.1) for each, (_, variance) in by_orders.items()}
    middle = median(level for level, _ in by_orders.values())
    for _ in range(20):
        weights = {}
        for each, (level, _) in by_orders.items():
            off = abs(level - middle) / errors[each]
            weights[each] = (1 if off <= 1.345 else 1.345 / off) / errors[each] ** 2
        whole = sum(weights.values())
        middle = sum(weights[each] * level for each, (level, _) in by_orders.items()) / whole
    others = [each for each in by_orders if each != client]
    if not others:
        return 0.0, 0.0
    drawn, weight = len(others) / (len(others) + 8), sum(weights[each] for each in others)
    mean = sum(weights[each] * by_orders[each][0] for each in others) / weight
    return mean * drawn, drawn**2 / weight


def pulled(levels):
    likely = {client: [student(*found, at=at) for at in GRID] for client, found in levels.items()}
    kinds = [normalised([exp(-((at / spread) ** 2) / 2) for at in GRID]) for spread in SPREADS]
    shares = normalised(BEFORE)
    fits = [[dot(each, kind) for kind in kinds] for each in likely.values()]
    for _ in range(60):
        belongs = [normalised([a * b for a, b in zip(fit, shares, strict=True)]) for fit in fits]
        counted = zip(*belongs, strict=True)
        shares = normalised([sum(b) + k for b, k in zip(counted, BEFORE, strict=True)])
    prior = [dot(shares, at) for at in zip(*kinds, strict=True)]
    return {
        client: (*ends([a * b for a, b in zip(each, prior, strict=True)]), levels[client][2])
        for client, each in likely.items()
    }


def student(level, error, effective, *, at):
    freedom = 8 * effective
    off = (min(max(level, -5), 5) - at) / error
    return (1 + off**2 / freedom) ** (-(freedom + 1) / 2)


def ends(after):
    below, reached = [], 0.0
    for each in normalised(after):
        reached += each
        below.append(reached)
    found = []
    for part in (0.05, 0.95):
        at = min(max(bisect_left(below, part), 1), len(GRID) - 1)
        inside = (part - below[at - 1]) / (below[at] - below[at - 1])
        found.append(exp(GRID[at] + (inside - 0.5) / 50))
    return found


def normalised(values):
    whole = sum(values)
    return [each / whole for each in values]


def dot(left, right):
    return sum(a * b for a, b in zip(left, right, strict=True))
