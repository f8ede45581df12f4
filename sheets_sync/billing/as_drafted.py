"""The rows of Log that drafted prices may touch, charged anew (design §18). Pure.

The rules are those of ``charges``: a book without the other rows is charged, and since an
allowance is a client's, a service's and a month's, nothing of it hangs on those.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.charge_findings import tie_findings
from sheets_sync.billing.charges import charge_log
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.prices import price_list
from sheets_sync.billing.tables import Book
from sheets_sync.columns.codes import NONE


def touched(book: Book, positions: Sequence[int]) -> NDArray[np.bool_]:
    """Which rows of the log prices at ``positions`` may be for."""
    prices = book.prices.iloc[list(positions)]
    service, client = (book.log[name].to_numpy() for name in ("service", "client"))
    rows = np.zeros(len(service), np.bool_)
    for whose in sorted({*prices["client"].tolist()}):
        sold = prices["service"].to_numpy()[prices["client"].to_numpy() == whose]
        rows |= np.isin(service, sold) & ((client == whose) | (whose == NONE))
    return rows


def charged_anew(book: Book, rows: NDArray[np.bool_]) -> pd.DataFrame:
    """Those ``rows`` of the log and, beside them, what they are charged by the prices of ``book``:
    the columns of ``Accounts.log`` that need no posting. All rows of a client and a service are
    among them, or none."""
    book = replace(book, log=book.log[rows].reset_index(drop=True))
    charges = charge_log(book, price_list(book))
    ours: dict[str, NDArray[np.generic]] = {
        "state": charges.state,
        "terms_index": charges.terms,
        "labour": charges.labour,
        "billable": charges.billable,
        "included": charges.included,
        "charge": charges.charge,
    }
    return pd.concat([book.log, pd.DataFrame(ours, index=book.log.index, copy=False)], axis=1)


def ties_among(book: Book, positions: Sequence[int]) -> list[Finding]:
    """A finding at each price at ``positions`` that ties with another one."""
    ties = set(price_list(book).ties) & {*positions}
    return list(tie_findings(book, sorted(ties)))


def unit_of_others(
    prices: pd.DataFrame, position: int, drafts: Sequence[int], client: int
) -> str | None:
    """The unit, as typed, of the prices that a service has today for everyone and a client, where
    the draft at ``position`` has another one than all of them; None where that is not so."""
    draft = prices.iloc[position]
    theirs = prices[
        (prices["service"] == draft["service"])
        & prices["client"].isin((NONE, client))
        & ~prices["bad"]
        & ~prices.index.isin(prices.index[list(drafts)])
    ]
    if not len(theirs) or (theirs["unit_minutes"] == draft["unit_minutes"]).any():
        return None
    return str(theirs["unit"].iloc[0] or "")
