"""Totals rows among the data: a finding, never a row (design §4)."""

import re
from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

from sheets_sync.billing.findings import Code, Finding
from sheets_sync.billing.names import fold
from sheets_sync.reading.cells import Column, Mask, Rows, name_in
from sheets_sync.reading.issues import Issues

_LABEL: Final = re.compile(
    r"(?:(?:grand |sub[ -]?)?totals?|sum)(?: (?:for|of|in|by) .+)?"
    r"|(?:общий |промежуточный )?(?:итого|итог|всего|сумма)(?: (?:за|по|на|в) .+)?"
)


def is_total(text: str) -> bool:
    """Whether a text is a totals row's label: "Total", "Итого:", "Итого за май"."""
    return _LABEL.fullmatch(fold(text).rstrip(" :")) is not None


def without_totals(
    rows: Rows,
    keys: Sequence[str],
    names: Collection[str] = (),
    spared: Mask | None = None,
) -> tuple[Rows, list[Finding]]:
    """The rows that are no totals, and TOTALS_ROW, once, for each that is.

    A label makes a row a total in a column of ``keys``, and in any other where all of ``keys``
    are blank: "Total" is no comment then. ``names`` are folded names that are somebody's and
    therefore no label; ``spared`` rows are sound whatever they are called.
    """
    issues = Issues(rows)
    nameless = np.logical_and.reduce([rows.columns[key].blank for key in keys])
    for key in rows.columns if nameless.any() else keys:
        among = ~issues.held if key in keys else nameless & ~issues.held
        among = among if spared is None else among & ~spared
        issues.add(Code.TOTALS_ROW, key, _labelled(rows.columns[key], among, names), hold=True)
    if not issues.held.any():
        return rows, []
    return rows.where(~issues.held), issues.findings()


def _labelled(column: Column, among: Mask, names: Collection[str]) -> Mask:
    """The rows of ``among`` that hold a label; only cells that these have are looked at."""
    labels = [
        used and isinstance(cell, str) and is_total(cell) and fold(name_in(cell)) not in names
        for cell, used in zip(column.cells, column.where(among).used, strict=True)
    ]
    labelled: Mask = among & np.array([*labels, False])[column.codes]
    return labelled
