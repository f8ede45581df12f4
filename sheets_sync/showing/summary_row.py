"""One client in Summary: a cell for each column of the table (design §9)."""

from collections.abc import Collection

from sheets_sync.billing.advice import GroundKind
from sheets_sync.showing import encode
from sheets_sync.showing.client_lines import ClientLine
from sheets_sync.showing.labour_said import range_said, verdict_said
from sheets_sync.showing.reasons import why
from sheets_sync.spreadsheet.cell_value import Link, Value
from sheets_sync.words.speaking import Words


def client_row(line: ClientLine, said_above: Collection[GroundKind], words: Words) -> list[Value]:
    """The cells of a client, in the order of the columns. Reasons ``said_above`` hold for all and
    are not said again."""
    reasons = why(line.effort.advice, line.client.currency, words, without=said_above)
    return [*_decision(line, reasons, words), *_behind_it(line, words), *_now_and_then(line)]


def _decision(line: ClientLine, reasons: str, words: Words) -> list[Value]:
    """What a manager decides by."""
    client, account, effort = line.client, line.account, line.effort
    proof = effort.evidence
    money = client.currency
    return [
        encode.text(client.name),
        words.say(f"flag.{account.flag}"),
        encode.money_cell(account.balance, money),
        encode.whole(account.days_left),
        encode.day_cell(account.flag_since),
        *_asked(line),
        encode.ratio(effort.hours_change),
        words.say(f"advice.{effort.advice.kind}"),
        encode.text(reasons),
        verdict_said(proof, words) or None,
    ]


def _asked(line: ClientLine) -> list[Value]:
    """The invoice that is asked and unpaid: its number, what is left of it, its day."""
    if (asked := line.unpaid) is None:
        return [None, None, None]
    left = encode.money_cell(asked.left, line.client.currency)
    return [encode.text(asked.label), left, encode.day_cell(asked.day)]


def _behind_it(line: ClientLine, words: Words) -> list[Value]:
    """What stands behind it: how surely, margin, payments, hygiene."""
    client, account, effort = line.client, line.account, line.effort
    proof, money = effort.evidence, client.currency
    paid = account.last_payment if account.last_payment_day is not None else None
    return [
        range_said(proof, words) or None,
        encode.ratio(effort.index) if effort.index is not None else words.say("no_peers"),
        encode.ratio(proof.orders if proof else None),
        encode.money_cell(effort.margin, money),
        encode.day_cell(account.last_payment_day),
        encode.money_cell(paid, money),
        encode.ratio(effort.quotes_an_order),
        encode.ratio(effort.peers_quotes),
        encode.ratio(effort.off_channel, 4),
        float(account.unbilled_rows),
        _findings(line, words),
        encode.money_cell(client.threshold, money),
        encode.bar(proof.middle if proof else None),
        money,
    ]


def _now_and_then(line: ClientLine) -> list[Value]:
    """What is asked for now and then: the last letter, months, hours, shares."""
    client, account, effort = line.client, line.account, line.effort
    money = client.currency
    return [
        encode.text(line.last_notice),
        encode.bars(account.weeks),
        encode.money_cell(account.charged_this_month, money),
        encode.money_cell(account.charged_last_month, money),
        encode.hours(effort.minutes_this_month),
        encode.hours(effort.minutes_last_month),
        encode.money_cell(effort.yield_per_hour, money),
        encode.ratio(effort.shares.of_money, 4),
        encode.ratio(effort.shares.of_labour, 4),
        encode.hours(effort.given_away_minutes),
        encode.money_cell(effort.given_away_worth, money),
        encode.ratio(effort.unbilled_share, 4),
        encode.ratio(effort.coverage),
        encode.text(client.note),
    ]


def _findings(line: ClientLine, words: Words) -> Value:
    """The number of findings, leading to the first of them."""
    if not line.findings:
        return None
    text = words.count("findings.count", line.findings)
    return text if line.findings_at is None else Link(text, *line.findings_at)
