"""The commands (design §12), thin: arguments in, a view out. Heavy imports happen inside them.

stdout carries data, stderr the talk.
"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from sheets_sync import __version__
from sheets_sync.terminal import Day, chosen_config, console, progress, run, talk, with_config

if TYPE_CHECKING:
    from sheets_sync.config import Config
    from sheets_sync.reckoning import Reckoning

EXIT_FINDINGS = 3
EXIT_LETTERS = 4


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(__version__, prog_name="sheets-sync")
@with_config
def cli() -> None:
    """Personal accounts for an agency's clients, kept in a shared spreadsheet.

    Staff log every service; sheets-sync writes it off the client's advance by the price list,
    shows balances and effort in the workbook, and writes a top-up letter when an account runs
    low. Start with `sheets-sync demo`.
    """


@cli.command(epilog=_examples("sync now", "sync now --dry-run", "sync now --json > run.json"))
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
    from sheets_sync.sync import Options, sync_now
    from sheets_sync.views import run_view

    config = chosen_config()
    options = Options(dry_run=dry_run, accept_shrink=accept_shrink, no_mail=no_mail)
    with progress() as tell:
        done = sync_now(config, options, _moment(), tell)
    for warning in done.warnings:
        talk(warning)
    if as_json:
        click.echo(run_view.as_json(done, config))
    else:
        run_view.show(done, config, console())
    if done.letters_in_trouble:
        sys.exit(EXIT_LETTERS)
    if strict and done.reckoning.findings:
        sys.exit(EXIT_FINDINGS)


@cli.command(epilog=_examples("sync init", "sync init --language ru"))
@click.option(
    "--language",
    type=click.Choice(["en", "ru"]),
    help="Of tabs and headers (default: the config's).",
)
@with_config
def init(language: str | None) -> None:
    """Furnish the workbook: tabs, headers, drop-downs, formats. What is there stays."""
    from sheets_sync.furnishing import furnish

    with progress() as tell:
        done = furnish(
            chosen_config(), "ru" if language == "ru" else "en" if language else None, tell
        )
    for sentence in done:
        click.echo(sentence)


@cli.command(epilog=_examples("sync check", "sync check --json"))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@with_config
def check(as_json: bool) -> None:
    """Look at config, tabs and every cell; say what is wrong and how to mend it."""
    from sheets_sync.views import as_json as documents
    from sheets_sync.views import check_view

    config, reckoning = _reckoned(None)
    if as_json:
        click.echo(documents.dump(documents.findings(reckoning, config.workbook.language)))
    else:
        check_view.show(reckoning, config.workbook.language, console())


@cli.command(epilog=_examples("sync doctor"))
@with_config
def doctor() -> None:
    """Look at all that a run leans on: key, share, clock, role, lock, disk; each with its cure."""
    from sheets_sync.doctor import examine
    from sheets_sync.views import doctor_view

    config = chosen_config()
    with progress() as tell:
        tell(f"Looking at {config.workbook.place}")
        checks = examine(config)
    doctor_view.show(checks, console())
    sys.exit(doctor_view.exit_code(checks))


@cli.command(epilog=_examples("sync report", "sync report --as-of 2026-10-31", "sync report --csv"))
@click.option(
    "--as-of",
    type=Day(),
    metavar="DATE",
    help="The balances as they stood at the end of that day.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the clients as CSV.")
@with_config
def report(as_of: date | None, as_json: bool, as_csv: bool) -> None:
    """The summary in the terminal, worst first. Reads only."""
    from sheets_sync.views import as_json as documents
    from sheets_sync.views import table

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other: choose one.")
    config, reckoning = _reckoned(as_of)
    backend, language = config.workbook.backend, config.workbook.language
    if as_json:
        click.echo(documents.dump(documents.report(reckoning, backend, language)))
    elif as_csv:
        click.echo(table.as_csv(reckoning, backend, language), nl=False)
    else:
        table.show(reckoning, console(), language)


@cli.command(
    epilog=_examples('sync explain "Northwind Bakery"', "sync explain Acme --as-of 2026-10-31")
)
@click.argument("client")
@click.option("--as-of", type=Day(), metavar="DATE", help="Up to the end of that day.")
@with_config
def explain(client: str, as_of: date | None) -> None:
    """Every line behind CLIENT's balance: price, rule, source cell."""
    from sheets_sync.views import explain as view

    _, reckoning = _reckoned(as_of)
    for line in view.lines(reckoning, client):
        click.echo(line)


@cli.command(
    epilog=_examples(
        'sync statement "Northwind Bakery" --html > statement.html',
        "sync statement Acme --from 2026-10-01 --to 2026-10-31 --csv",
    )
)
@click.argument("client")
@click.option(
    "--from",
    "first",
    type=Day(),
    metavar="DATE",
    help="The first day (default: from the first posting).",
)
@click.option("--to", "last", type=Day(), metavar="DATE", help="The last day (default: today).")
@click.option("--html", "as_html", is_flag=True, help="One page to print or to send.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV (the default).")
@with_config
def statement(
    client: str, first: date | None, last: date | None, as_html: bool, as_csv: bool
) -> None:
    """What one sends to CLIENT: his postings and the balance after each."""
    from sheets_sync.views import statement as view

    if as_html and as_csv:
        raise click.UsageError("--html and --csv exclude each other: choose one.")
    config, reckoning = _reckoned(None)
    made = view.make(reckoning, client, first, last, config.workbook.language)
    click.echo(view.as_html(made) if as_html else view.as_csv(made), nl=False)


@cli.command(epilog=_examples("sync status", "sync status --json"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_config
def status(as_json: bool) -> None:
    """When the last good run was, what it did, which letters are held."""
    from sheets_sync.views import state_view

    click.echo(state_view.status(chosen_config(), as_json=as_json))


@cli.command(epilog=_examples("sync history", "sync history --runs 3"))
@click.option(
    "--runs",
    default=10,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="How many runs, newest first.",
)
@with_config
def history(runs: int) -> None:
    """What changed between runs: rows added, gone, changed after they were posted."""
    from sheets_sync.views import state_view

    for line in state_view.history(chosen_config(), runs):
        click.echo(line)


@cli.command(epilog=_examples("sync demo", "sync demo my-folder --language ru"))
@click.argument("folder", default="demo", metavar="[DIR]")
@click.option("--language", type=click.Choice(["en", "ru"]), default="en", show_default=True)
def demo(folder: str, language: str) -> None:
    """Write a lively example (workbook, config) into DIR and run `now` on it."""
    from zoneinfo import ZoneInfo

    from sheets_sync.config import load
    from sheets_sync.demo import TIMEZONE, write_demo
    from sheets_sync.sync import Options, sync_now
    from sheets_sync.views import run_view, table

    target, moment = Path(folder), _moment()
    with progress() as tell:
        tell("Writing a year of an agency's rows")
        today = moment.astimezone(ZoneInfo(TIMEZONE)).date()
        write_demo(target, today, "ru" if language == "ru" else "en")
        config = load(target / "config.toml")
        done = sync_now(config, Options(), moment, tell)
    terminal = console()
    table.show(done.reckoning, terminal, config.workbook.language)
    run_view.show(done, config, terminal)
    click.echo(f"Open {config.workbook.path} in LibreOffice or Excel.")
    click.echo(f"The letters are in {config.mail.folder}.")
    click.echo(f"Then change a cell, save, and: sheets-sync --config {target / 'config.toml'} now")


def main() -> NoReturn:
    """The console script: run the command that the arguments name."""
    run(cli)


def _reckoned(as_of: date | None) -> "tuple[Config, Reckoning]":
    """The config, and the workbook as it stands, read and reckoned; nothing is written."""
    from sheets_sync import reckoning

    config = chosen_config()
    with progress() as tell:
        tell(f"Reading {config.workbook.place}")
        snapshot = reckoning.read(config, reckoning.open_workbook(config))
        tell("Reckoning balances and effort")
        day = as_of or reckoning.today(config, _moment())
        return config, reckoning.reckon(config, snapshot, day, flag_future=as_of is None)


def _moment() -> datetime:
    return datetime.now(UTC)
