"""`sync doctor` in the terminal: a line a check, its cure below it."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from sheets_sync.use_cases.shared.check import Check

_SIGNS: Final = {"good": ("✓", "green"), "warning": ("!", "yellow"), "bad": ("✖", "red")}
_NAME_WIDTH: Final = 10


def show(checks: Sequence[Check], console: Console) -> None:
    """Print every check."""
    for check in checks:
        sign, colour = _SIGNS[check.verdict]
        line = Text(f"{sign} ", style=colour).append(f"{check.name:<{_NAME_WIDTH}}", style="bold")
        console.print(line.append(f" {check.found}", style="not bold"), soft_wrap=True)
        if check.cure:
            console.print(Text(f"{'':<{_NAME_WIDTH + 3}}→ {check.cure}"), soft_wrap=True)


def exit_code(checks: Sequence[Check]) -> int:
    """That of the first thing that is bad; 0 where nothing is."""
    return next((check.exit_code or 1 for check in checks if check.verdict == "bad"), 0)
