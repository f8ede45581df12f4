"""``sync explain CLIENT --effort --html``: one page to print, with its chart (design §9)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from sheets_sync.billing.effort_case import ServiceCase
from sheets_sync.deferred import dataclass
from sheets_sync.notices.cleaning import clean
from sheets_sync.views import beyond_index, funnel_plot
from sheets_sync.views import effort_view as view
from sheets_sync.views.argument import Argument
from sheets_sync.views.html import render
from sheets_sync.views.without_them import without_them

_DRAWN: Final = 10
_LONGEST_LABEL: Final = 24
_WIDTH: Final = 440
"""Units of the drawing that the longest bar takes."""


@dataclass(frozen=True)
class Bars:
    """One service in the chart: their bar and the others', as lengths and as numbers."""

    label: str
    theirs: int
    others: int
    theirs_said: str
    others_said: str
    times: str


@dataclass(frozen=True)
class Gauge:
    """The index on a line: where it lies, its range, where 1× and the limit lie, as lengths."""

    index: int
    low: int
    high: int
    same: int
    heavy: int
    said: str


def as_html(argument: Argument) -> str:
    """The argument as one self-contained page, without scripts."""
    case = argument.case
    compared = [each for each in case.services if each.norm is not None]
    pairs = zip(case.orders, argument.places, strict=True)
    return render(
        "effort.html.j2",
        argument=argument,
        say=argument.say,
        heading=view.heading(argument),
        verdict=view.verdict(argument),
        services=[view.service_cells(argument, each) for each in compared],
        orders=[view.order_cells(argument, each, place) for each, place in pairs],
        without_norm=view.without_norm(argument),
        house=view.house(argument),
        without_them=without_them(argument),
        bill_heads=beyond_index.BILL_HEADS,
        bill=beyond_index.bill_rows(argument) if argument.effort.minutes else [],
        over_service=beyond_index.over_service_said(argument),
        past_heads=beyond_index.PAST_HEADS,
        past=beyond_index.past_told(argument),
        besides=view.besides(argument),
        bars=_bars(argument, compared[:_DRAWN]),
        gauge=_gauge(argument),
        funnel=funnel_plot.drawing(argument),
        funnel_heading=funnel_plot.plot_heading(argument),
    )


def _bars(argument: Argument, services: Sequence[ServiceCase]) -> list[Bars]:
    longest = max((max(s.per_order, s.norm or Fraction(0)) for s in services), default=Fraction(1))
    cells = [view.service_cells(argument, each) for each in services]
    return [
        Bars(
            label=_label(each.service),
            theirs=_length(each.per_order, longest),
            others=_length(each.norm or Fraction(0), longest),
            theirs_said=said[2],
            others_said=said[3],
            times=said[5],
        )
        for each, said in zip(services, cells, strict=True)
    ]


def _gauge(argument: Argument) -> Gauge | None:
    index, heavy = argument.effort.index, argument.terms.heavy
    if index is None:
        return None
    proof = argument.effort.evidence
    low, high = (proof.low, proof.high) if proof else (index, index)
    longest = max(index, high, Fraction(heavy)) * Fraction(11, 10)
    return Gauge(
        index=_length(index, longest),
        low=_length(low, longest),
        high=_length(high, longest),
        same=_length(Fraction(1), longest),
        heavy=_length(Fraction(heavy), longest),
        said=argument.words.number(index, 2, least=2),
    )


def _length(value: Fraction, longest: Fraction) -> int:
    return round(_WIDTH * value / (longest or 1))


def _label(name: str) -> str:
    name = clean(name)
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…"
