"""Entries by the balances behind them, as CSV tells them row by row (design §20). Pure."""

from collections.abc import Sequence

from sheets_sync.bank.entries import BankEntry
from sheets_sync.bank.refusing import StatementFault


def in_order(
    entries: list[BankEntry], balances: list[int], currency: str
) -> tuple[list[BankEntry], int, int]:
    """Entries from the oldest on, with the balances before the first and after the last. Raises
    ``StatementFault`` where each balance is not the one before it and the entry."""
    if len(entries) > 1 and _breaks(entries, balances) is not None:
        turned = entries[::-1], balances[::-1]
        if _breaks(*turned) is None:
            entries, balances = turned
    broken = _breaks(entries, balances)
    if broken is not None:
        made = balances[broken - 1] + entries[broken].signed
        said = balances[broken]
        amounts = {"comes": made, "said": said, "off": said - made}
        sums = {name: (minor, currency) for name, minor in amounts.items()}
        raise StatementFault("balance_breaks", entries[broken].line, currency=currency, **sums)
    return entries, balances[0] - entries[0].signed, balances[-1]


def _breaks(entries: Sequence[BankEntry], balances: Sequence[int]) -> int | None:
    """The first entry whose balance does not follow from the one before it."""
    return next(
        (
            number
            for number in range(1, len(entries))
            if balances[number] != balances[number - 1] + entries[number].signed
        ),
        None,
    )
