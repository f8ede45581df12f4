"""``sync notices``: the outbox, for those who look after letters (design §8, §12)."""

import sys
from typing import TYPE_CHECKING

import click

from sheets_sync.terminal import (
    answer,
    chosen_config,
    console,
    examples,
    give,
    moment_now,
    progress,
    with_config,
)

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sheets_sync.use_cases.casework import Casework


@click.group(
    epilog=examples(
        "sheets-sync notices list",
        "sheets-sync notices preview 12",
        "sheets-sync notices approve 12 13",
        "sheets-sync notices resolve 12 --arrived",
    ),
    no_args_is_help=True,
)  # fmt: skip
@with_config
def notices() -> None:
    """Letters: what is held and why, what is in doubt, what went; and what to do about it.

    A letter is known by its No in the tab Notices. What is decided here goes with the next run.
    """


@notices.command(
    "list", epilog=examples("sheets-sync notices list", "sheets-sync notices list --all --json")
)
@click.option("--all", "everything", is_flag=True, help="Those sent and cancelled, too.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@with_config
def list_(everything: bool, as_json: bool) -> None:
    """The letters that wait for something; with --all every letter."""
    from sheets_sync.views import notices_view

    text = notices_view.show(chosen_config(), console(), everything=everything, as_json=as_json)
    if text:
        answer(text)


@notices.command(
    epilog=examples(
        "sheets-sync notices preview 12", "sheets-sync notices preview 12 --pdf > a.pdf"
    )
)
@click.argument("number", type=click.IntRange(1))
@click.option("--html", "form", flag_value="html", help="The letter as its HTML page.")
@click.option("--pdf", "form", flag_value="pdf", help="The invoice that is attached.")
@click.option("--eml", "form", flag_value="eml", help="The whole mail, as it goes out.")
@with_config
def preview(number: int, form: str | None) -> None:
    """The letter No NUMBER as it went, or would go now. Nothing is sent."""
    from sheets_sync.use_cases.casework import preview as letter_of
    from sheets_sync.views import notices_view

    if form in ("pdf", "eml") and sys.stdout.isatty():
        raise click.UsageError(
            f"That is a file: sheets-sync notices preview {number} --{form} > FILE"
        )
    with progress() as tell:
        letter = letter_of(chosen_config(), number, moment_now(), tell)
    shown = notices_view.letter_as(letter, form or "text")
    give(shown, nl=isinstance(shown, str) and not shown.endswith("\n"))


@notices.command(epilog=examples("sheets-sync notices approve 12 13"))
@click.argument("numbers", type=click.IntRange(1), nargs=-1, required=True)
@with_config
def approve(numbers: tuple[int, ...]) -> None:
    """Let held letters go, as ticking Send in Notices does."""
    with _cases() as cases:
        for number in numbers:
            answer(cases.approve(number))


@notices.command(
    epilog=examples(
        "sheets-sync notices resolve 12 --arrived", "sheets-sync notices resolve 12 --again"
    )
)
@click.argument("number", type=click.IntRange(1))
@click.option("--arrived/--again", default=None, help="The client has it / send it once more.")
@with_config
def resolve(number: int, arrived: bool | None) -> None:
    """Say what became of a letter of which it is uncertain whether it arrived.

    Ask the client, or look into the mail server's log for its Message-ID
    (`sheets-sync notices list`).
    """
    if arrived is None:
        raise click.UsageError(
            "Say what you found out: --arrived, or --again to send it once more."
        )
    with _cases() as cases:
        answer(cases.resolve(number, arrived=arrived))


@notices.command(epilog=examples("sheets-sync notices retry", "sheets-sync notices retry 12"))
@click.argument("numbers", type=click.IntRange(1), nargs=-1)
@with_config
def retry(numbers: tuple[int, ...]) -> None:
    """Offer refused or waiting letters again with the next run; without NUMBERS all that wait.

    After a wrong password was mended, this makes the next run try at once.
    """
    with _cases() as cases:
        for sentence in cases.retry(numbers):
            answer(sentence)


@notices.command("test", epilog=examples("sheets-sync notices test me@example.com"))
@click.argument("address")
@with_config
def test_letter(address: str) -> None:
    """Send a test letter to ADDRESS, one of yours, by the way that letters go.

    It says that it is one, asks for nothing, and counts for nothing.
    """
    from sheets_sync.use_cases.trial import send_trial

    answer(send_trial(chosen_config(), address, moment_now()))


@notices.command("go-on", epilog=examples("sheets-sync notices go-on"))
@with_config
def go_on() -> None:
    """After a long pause, or once the clock is right again: letters may go from now on.

    Look at Summary first: the next run mails whatever is due then.
    """
    from sheets_sync.use_cases.casework import say_go_on

    answer(say_go_on(chosen_config(), moment_now()))


def _cases() -> "AbstractContextManager[Casework]":
    from sheets_sync.use_cases.casework import open_cases

    return open_cases(chosen_config(), moment_now())
