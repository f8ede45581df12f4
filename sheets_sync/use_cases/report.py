"""What is in the one JSON object of ``sync now --json`` and ``sync report --json`` (design §12)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sheets_sync.billing.accounts import Account
from sheets_sync.billing.currency import to_major
from sheets_sync.billing.effort import ClientEffort
from sheets_sync.billing.evidence import Evidence
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import Client
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing import encode
from sheets_sync.showing.client_lines import ClientLine, worst_first
from sheets_sync.showing.wording import describe
from sheets_sync.use_cases.shared.document import Document, Report
from sheets_sync.words.speaking import Words

SCHEMA = 1


def found(reckoning: Reckoning, backend: str, words: Words) -> Report:
    """What a run found, from its reckoning."""
    return Report(
        reckoning.rows,
        len(reckoning.findings),
        lambda: report(reckoning, backend, words),
    )


def report(
    reckoning: Reckoning, backend: str, words: Words, found_by_run: Reckoning | None = None
) -> Document:
    """The object of ``report``: clients worst first, findings a cell each, rows. ``found_by_run``
    bears the findings of a run, which knows the state and the folder of statements besides; None
    where ``reckoning`` is that of a run."""
    return {
        "schema": SCHEMA,
        "as_of": str(encode.day_cell(reckoning.day)),
        "backend": backend,
        "clients": client_documents(reckoning),
        "findings": findings(found_by_run or reckoning, words),
        "rows": reckoning.rows,
    }


def client_documents(reckoning: Reckoning) -> list[Document]:
    """The clients as the JSON and the CSV of ``report`` have them, worst first."""
    return [
        client_document(line.client, line.account, line.effort) for line in client_lines(reckoning)
    ]


def client_lines(reckoning: Reckoning) -> Sequence[ClientLine]:
    """The clients as Summary orders them, without letters."""
    return worst_first(reckoning.book, reckoning.accounts, reckoning.effort)


def findings(reckoning: Reckoning, words: Words) -> list[dict[str, str]]:
    """Every finding, one a cell."""
    described = (
        (finding, describe(finding, reckoning.places, reckoning.book, words))
        for finding in reckoning.findings
    )
    return [
        {
            "code": str(finding.code),
            "tab": words.tab,
            "cell": words.cell,
            "text": finding.text,
            "message": words.message,
            "hint": words.hint,
        }
        for finding, words in described
    ]


def client_document(client: Client, account: Account, effort: ClientEffort) -> Document:
    """A client as ``clients`` of the JSON has them."""
    currency = client.currency
    return {
        "client": client.name,
        "currency": currency,
        "balance": to_major(account.balance, currency),
        "flag": str(account.flag),
        "threshold": to_major(client.threshold, currency),
        "days_left": account.days_left,
        "paid": to_major(account.paid, currency),
        "charged": to_major(account.charged, currency),
        "minutes": _number(Fraction(effort.minutes, SCALE)),
        "orders": effort.orders,
        "effort_index": encode.ratio(effort.index),
        "effort_coverage": encode.ratio(effort.coverage),
        **_evidence(effort.evidence),
        "given_away_minutes": _number(Fraction(effort.given_away_minutes, SCALE)),
        "yield_per_hour": _money(effort.yield_per_hour, currency),
        "margin": _money(effort.margin, currency),
        "unbilled_rows": account.unbilled_rows,
        "advice": str(effort.advice.kind),
    }


def _evidence(proof: Evidence | None) -> dict[str, Any]:
    """What the index proves; all null where there is none."""
    if proof is None:
        return dict.fromkeys(("effort_low", "effort_high", "effort_orders", "effort_verdict"))
    return {
        "effort_low": encode.ratio(proof.low),
        "effort_high": encode.ratio(proof.high),
        "effort_orders": encode.ratio(proof.orders),
        "effort_verdict": str(proof.verdict),
    }


def _money(minor: int | None, currency: str) -> str | None:
    return None if minor is None else to_major(minor, currency)


def _number(value: Fraction) -> int | float:
    """Whole minutes as an integer, others with their decimals."""
    return value.numerator if value.denominator == 1 else float(value)
