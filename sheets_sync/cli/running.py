"""Commands that do something: one run, scheduled runs, furnishing, the demo (design §12)."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheets_sync.terminal import (
    EXIT_FINDINGS,
    answer,
    called,
    chosen_config,
    config_in,
    console,
    examples,
    give,
    moment_now,
    progress,
    talk,
    with_config,
    with_verbose,
)
from sheets_sync.words import languages

if TYPE_CHECKING:
    from sheets_sync.config import Config
    from sheets_sync.use_cases.run import Run

EXIT_LETTERS = 4

_TOLD_IN = ("en", "ru")
"""The languages that the story of the demo is told in."""


@click.command(
    epilog=examples(
        "sheets-sync now", "sheets-sync now --dry-run", "sheets-sync now --json > run.json"
    )
)
@click.option(
    "--dry-run", is_flag=True, help="Show every cell old → new and every letter; change nothing."
)
@click.option("--json", "as_json", is_flag=True, help="Print the run as one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 3 where there are findings.")
@click.option(
    "--accept-shrink", is_flag=True, help="Go on although a tab lost more than half of its rows."
)
@click.option("--no-mail", is_flag=True, help="Write the workbook, let no letter go.")
@with_config
def now(dry_run: bool, as_json: bool, strict: bool, accept_shrink: bool, no_mail: bool) -> None:
    """Read the workbook, write balances, flags and effort back, and let due letters go."""
    from sheets_sync.stopping import Stopping
    from sheets_sync.use_cases.now import sync_now
    from sheets_sync.use_cases.run import Options
    from sheets_sync.views import run_view

    config = chosen_config()
    options = Options(dry_run=dry_run, accept_shrink=accept_shrink, no_mail=no_mail)
    with progress() as tell, Stopping(tell) as stopping:
        done = sync_now(config, options, moment_now(), stopping.step)
    for warning in done.warnings:
        talk(warning)
    if as_json:
        give(run_view.as_json(done))
    else:
        _print(done, config)
    if done.mail_trouble is not None:
        talk(f"Error: {done.mail_trouble.message}")
        talk(done.mail_trouble.cure)
        sys.exit(done.mail_trouble.exit_code)
    if done.letters_in_trouble or done.pages_in_trouble:
        sys.exit(EXIT_LETTERS)
    if strict and done.found.findings:
        sys.exit(EXIT_FINDINGS)


@click.command(
    epilog=examples(
        "sheets-sync init", "sheets-sync init --language ru", "sheets-sync init --from-log"
    )
)
@click.option(
    "--language",
    type=click.Choice(languages()),
    help="Of tabs and headers (default: the config's).",
)
@click.option(
    "--from-log", is_flag=True, help="Fill empty Clients and Prices with the names in the log."
)
@click.option(
    "--anyway", is_flag=True, help="Make new tabs though filled ones look like a log or prices."
)
@with_config
def init(language: str | None, from_log: bool, anyway: bool) -> None:
    """Furnish the workbook: tabs, headers, drop-downs, formats. What is there stays."""
    from sheets_sync.stopping import Stopping
    from sheets_sync.use_cases.furnishing import furnish
    from sheets_sync.words.speaking import words_of

    config, said = chosen_config(), words_of(language) if language else None
    with progress() as tell, Stopping(tell) as stopping:
        done = furnish(config, said, stopping.step, anyway=anyway, from_log=from_log)
    for sentence in done:
        answer(sentence)


@click.command(epilog=examples("sheets-sync doctor"))
@with_config
def doctor() -> None:
    """Look at all that a run leans on: key, share, clock, role, lock, disk; each with its cure."""
    from sheets_sync.use_cases.doctor import examine
    from sheets_sync.views import doctor_view

    config = chosen_config()
    with progress() as tell:
        tell(f"Looking at {config.workbook.place}")
        checks = examine(config, moment_now())
    doctor_view.show(checks, console())
    sys.exit(doctor_view.exit_code(checks))


@click.command(epilog=examples("sheets-sync demo", "sheets-sync demo my-folder --language ru"))
@click.argument("folder", default="demo", metavar="[DIR]")
@click.option("--language", type=click.Choice(_TOLD_IN), default="en", show_default=True)
@with_verbose
def demo(folder: str, language: str) -> None:
    """Write a lively example (workbook, config) into DIR and run `now` on it."""
    from zoneinfo import ZoneInfo

    from sheets_sync.demo import TIMEZONE, write_demo
    from sheets_sync.demo.pages_shown import demo_pages
    from sheets_sync.reading.layout import BANK, own_tab_name
    from sheets_sync.use_cases.now import sync_now
    from sheets_sync.use_cases.run import Options
    from sheets_sync.views import summary_view
    from sheets_sync.words.speaking import words_of

    target, moment = Path(folder), moment_now()
    with progress() as tell:
        tell("Writing a year of an agency's rows")
        today = moment.astimezone(ZoneInfo(TIMEZONE)).date()
        write_demo(target, today, words_of(language))
        config = config_in(target / "config.toml")
        done = sync_now(config, Options(), moment, tell)
    terminal = console()
    if done.reckoning is not None:
        summary_view.show(done.reckoning, terminal, config.workbook.words)
    _print(done, config)
    answer(f"Open {config.workbook.path} in LibreOffice or Excel.")
    answer(f"The letters are in {config.mail.folder}.")
    bank = own_tab_name(BANK, config.workbook.words)
    answer(f"The bank's statements are in {config.bank.folder}; the tab {bank} has what they tell.")
    for client, place in demo_pages(config):
        answer(f"What {client} sees of their account: {place}")
    again = f"{called()} --config {shlex.quote(str(target / 'config.toml'))} now"
    answer(f"Then change a cell, save, close it, and run: {again}")


@click.command(
    "run", epilog=examples("sheets-sync run", "SHEETS_SYNC_CONFIG=/etc/agency.toml sheets-sync run")
)
@with_config
def run_scheduled() -> None:
    """Run again and again, as [schedule] in the config says. Stops on SIGTERM or Ctrl-C.

    SIGHUP reads the config again. A service for systemd, or the command of a container.
    """
    from sheets_sync.scheduler import World, serve
    from sheets_sync.use_cases.digest import send_digest

    sys.exit(serve(chosen_config, World(digest=send_digest, write=talk)))


def _print(run: "Run", config: "Config") -> None:
    """What a run did; of a dry one every cell too."""
    from sheets_sync.views import run_view

    if run.dry:
        from sheets_sync.views.planned_cells import planned_cells

        for line in planned_cells(run):
            answer(line)
    for line in run_view.lines(run, config):
        answer(line)
