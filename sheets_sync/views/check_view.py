"""Findings in the terminal: one line a cause, with its cure (design §4)."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sheets_sync.reckoning import Reckoning
from sheets_sync.showing.wording import causes
from sheets_sync.words.speaking import Words


def show(reckoning: Reckoning, words: Words, console: Console) -> None:
    """Print every cause of findings, then what was read."""
    for cause in causes(reckoning.findings, reckoning.places, reckoning.book, words):
        head = Text(cause.places, style="bold").append(f"  {cause.code}", style="yellow")
        console.print(head, soft_wrap=True)
        console.print(Padding(Text(f"{cause.message} {cause.hint}".strip()), (0, 0, 0, 2)))
    console.print(
        words.say("summary.rows", findings=len(reckoning.findings), **reckoning.rows),
        soft_wrap=True,
    )
