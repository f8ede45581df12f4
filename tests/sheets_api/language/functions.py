"""The register of functions that formulas may call; the functions_*.py fill it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from .formula_values import Value
from .locales import Locale


class Calc(Protocol):
    """What a function may ask of the calculation that calls it (formulas.Calculation)."""

    locale: Locale

    def now(self) -> float:
        """The present moment as a serial."""

    def value(self, node: Any) -> Value:
        """The value of an argument, for functions that evaluate their own."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function: how many arguments it takes (``most`` None: any number), whether it evaluates
    them itself (``lazy``) or cell by cell, whether an array formula calls it ``for_each`` cell of
    its first, and which number format its result shows in."""

    name: str
    run: Callable[..., Any]
    least: int
    most: int | None
    lazy: bool = False
    by_cell: bool = False
    for_each: bool = False
    shows: str = ""


FUNCTIONS: dict[str, Function] = {}

Runner = Callable[..., Any]


def function(
    name: str,
    least: int = 0,
    most: int | None = -1,
    *,
    lazy: bool = False,
    by_cell: bool = False,
    for_each: bool = False,
    shows: str = "",
) -> Callable[[Runner], Runner]:
    """Registers a function of ``least`` to ``most`` arguments; by default exactly ``least``."""

    def register(run: Runner) -> Runner:
        limit = least if most == -1 else most
        FUNCTIONS[name] = Function(name, run, least, limit, lazy, by_cell, for_each, shows)
        return run

    return register
