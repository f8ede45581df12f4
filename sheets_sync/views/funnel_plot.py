"""The funnel in ``explain --effort``: all clients, and this one among them (design §18)."""

from collections.abc import Sequence
from math import log
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.showing.funnel import Point
from sheets_sync.views.argument import Argument

_COLUMNS: Final = 68
_ROWS: Final = 11
_LABEL: Final = 6
_WIDE: Final = 560
_HIGH: Final = 200
"""Units of the page's drawing."""


@dataclass(frozen=True)
class Plane:
    """Orders go to the right from 0, times go up on a log scale; places are shares of the whole."""

    most: float
    bottom: float
    top: float

    def x(self, orders: float) -> float:
        """How far to the right so many orders are."""
        return orders / self.most

    def y(self, times: float) -> float:
        """How far down so many times the others are."""
        return (log(self.top) - log(max(times, self.bottom))) / (log(self.top) - log(self.bottom))


@dataclass(frozen=True)
class Drawing:
    """The page's funnel: points (x, y, theirs or not), the two limits as points of lines, and where
    1 and the limit of heavy are."""

    points: tuple[tuple[int, int, bool], ...]
    upper: str
    lower: str
    same: int
    heavy: int


def plane(argument: Argument) -> Plane | None:
    """What all points and limits fit in; None where fewer than two clients are compared."""
    drawn = argument.funnel
    if len(drawn) < 2 or argument.effort.evidence is None:
        return None
    times = [float(each) for point in drawn for each in _times(point)]
    top = max(*times, float(argument.terms.heavy)) * 1.1
    return Plane(max(float(point.orders) for point in drawn), min(times) / 1.1, top)


def _times(point: Point) -> tuple[float, float, float]:
    return float(point.index), float(point.strays), 1 / float(point.strays)


def plot_heading(argument: Argument) -> str:
    """Among whom this client is drawn."""
    drawn = len(argument.funnel)
    if drawn == argument.compared:
        return argument.say("funnel")
    return argument.say("funnel_most", count=drawn - 1)


def plot_lines(argument: Argument) -> list[str]:
    """The funnel as text: ● is the client, ○ are the others, ┄ is where chance ends."""
    if (flat := plane(argument)) is None:
        return []
    grid = [[" "] * _COLUMNS for _ in range(_ROWS)]

    def put(orders: float, times: float, mark: str) -> None:
        row, column = round(flat.y(times) * (_ROWS - 1)), round(flat.x(orders) * (_COLUMNS - 1))
        grid[row][column] = mark

    fewest = round(flat.x(float(argument.funnel[0].orders)) * (_COLUMNS - 1))
    for column in range(fewest, _COLUMNS):
        at = column / (_COLUMNS - 1) * flat.most
        near = min(argument.funnel, key=lambda point: abs(float(point.orders) - at))
        for times in _times(near)[1:]:
            put(at, times, "┄")
    for point in sorted(argument.funnel, key=lambda each: each.client == argument.code):
        put(float(point.orders), float(point.index), "●" if point.client == argument.code else "○")
    labels = {round(flat.y(times) * (_ROWS - 1)): f"{times:g}×" for times in _ticks(argument, flat)}
    lines = [
        f"{labels.get(row, ''):>{_LABEL}} │{''.join(cells)}".rstrip()
        for row, cells in enumerate(grid)
    ]
    most = argument.words.number(argument.funnel[-1].orders, 1, least=1)
    foot = f"{'':>{_LABEL}} └{'─' * _COLUMNS}"
    return [*lines, foot, f"{'':>{_LABEL}} 0{most:>{_COLUMNS}}"]


def _ticks(argument: Argument, flat: Plane) -> list[int]:
    limits = (1, argument.terms.heavy, argument.terms.extreme)
    return [each for each in limits if flat.bottom <= each <= flat.top]


def drawing(argument: Argument) -> Drawing | None:
    """The funnel of the page; None where there is none."""
    if (flat := plane(argument)) is None:
        return None

    def place(orders: float, times: float) -> tuple[int, int]:
        return round(flat.x(orders) * _WIDE), round(flat.y(times) * _HIGH)

    def line(limits: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{x},{y}" for x, y in (place(*each) for each in limits))

    drawn = argument.funnel
    return Drawing(
        tuple(
            (*place(float(each.orders), float(each.index)), each.client == argument.code)
            for each in drawn
        ),
        line([(float(each.orders), float(each.strays)) for each in drawn]),
        line([(float(each.orders), 1 / float(each.strays)) for each in drawn]),
        place(0, 1)[1],
        place(0, float(argument.terms.heavy))[1],
    )
