"""``sync simulate --html``: one page to print, with the balance day by day (design §18)."""

from collections.abc import Sequence
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.views import simulated, simulated_reach, simulated_warnings
from sheets_sync.views.html import render
from sheets_sync.views.simulated import Simulated

_WIDTH: Final = 560
_HEIGHT: Final = 200
"""Units of the drawing."""


@dataclass(frozen=True)
class BalanceChart:
    """Two lines of steps, day by day, as points of the drawing; where 0 and the threshold lie
    (None: outside of it), with the highest and the lowest balance and the first and last day as
    they are written."""

    now: str
    drafted: str
    zero: int | None
    threshold: int | None
    top: str
    bottom: str
    first: str
    last: str


def as_html(told: Simulated) -> str:
    """The simulation as one self-contained page, without scripts."""
    return render(
        "simulation.html.j2",
        words=told.words,
        say=told.say,
        heading=simulated.tried_heading(told),
        sentences=simulated.sentences(told),
        side_heads=simulated.SIDE_HEADS,
        sides=simulated.side_rows(told),
        row_heads=simulated.ROW_HEADS,
        rows=[simulated.row_cells(told, each) for each in told.simulation.lines],
        warnings=simulated_warnings.useless(told),
        found=simulated_warnings.to_mend(told),
        reach=simulated_reach.reach_said(told),
        reach_heads=simulated_reach.REACH_HEADS,
        reach_rows=simulated_reach.reach_rows(told),
        chart=balance_chart(told),
        letter_heads=simulated.LETTER_HEADS,
        letters=simulated.letter_rows(told),
        no_letters=simulated.no_letters_said(told),
        next_run=simulated.next_run(told),
    )


def balance_chart(told: Simulated) -> BalanceChart:
    """The balances of both sides, and what their axis shows."""
    days = told.simulation.days
    now, drafted = (side.days.balances(days) for side in told.sides)
    threshold = told.simulation.now.client.threshold
    top, bottom = max(*now, *drafted, 0, threshold), min(*now, *drafted, 0)
    scale = _Scale(top, bottom, len(days))
    return BalanceChart(
        scale.line(now),
        scale.line(drafted),
        scale.height(0),
        scale.height(threshold) if threshold else None,
        told.money(top),
        told.money(bottom),
        told.words.day(days[0]),
        told.words.day(days[-1]),
    )


@dataclass(frozen=True)
class _Scale:
    top: int
    bottom: int
    days: int

    def line(self, balances: Sequence[int]) -> str:
        """Points of a line that steps from day to day."""
        ends = [_WIDTH * at // self.days for at in range(self.days + 1)]
        points = (
            f"{x},{self.height(balance)}"
            for at, balance in enumerate(balances)
            for x in ends[at : at + 2]
        )
        return " ".join(points)

    def height(self, balance: int) -> int:
        """How far below the top of the drawing a balance lies."""
        return _HEIGHT * (self.top - balance) // max(self.top - self.bottom, 1)
