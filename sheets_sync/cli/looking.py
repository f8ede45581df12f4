"""Commands that only look: at the workbook, at balances, at what the state remembers (§12)."""

import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from sheets_sync.cli.completion import clients
from sheets_sync.terminal import (
    EXIT_FINDINGS,
    Day,
    answer,
    chosen_config,
    console,
    examples,
    give,
    moment_now,
    progress,
    talk,
    with_config,
)

if TYPE_CHECKING:
    from sheets_sync.config import Config
    from sheets_sync.reckoning import Reckoning


@click.command(
    epilog=examples("sheets-sync check", "sheets-sync check --json", "sheets-sync check --strict")
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--strict", is_flag=True, help="Exit with 3 where there are findings.")
@with_config
def check(as_json: bool, strict: bool) -> None:
    """Look at config, credentials, tabs and every cell; say what is wrong and how to mend it."""
    from sheets_sync.use_cases import report as documents
    from sheets_sync.use_cases.checks.look_checks import prove_appearance
    from sheets_sync.use_cases.shared.document import dump
    from sheets_sync.use_cases.starting.sources import unmatched
    from sheets_sync.views import check_view

    config, reckoning = reckoned(None, around=True)
    reckoning = _as_a_run_finds(config, reckoning)
    if as_json:
        give(dump(documents.findings(reckoning, config.workbook.words)))
    else:
        for sentence in unmatched(config, reckoning.snapshot):
            talk(sentence)
        check_view.show(reckoning, config.workbook.words, console())
    prove_appearance(config)  # after the cells, which staff can mend without us
    if config.mail.transport == "smtp" and config.mail.password is not None:
        config.mail.password.read()  # letters need it; a fault of it ends this, last but one
    if strict and reckoning.findings:
        sys.exit(EXIT_FINDINGS)


@click.command(
    epilog=examples(
        "sheets-sync report", "sheets-sync report --as-of 2026-10-31", "sheets-sync report --csv"
    )
)
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
    from sheets_sync.use_cases import report as documents
    from sheets_sync.use_cases.shared.document import dump
    from sheets_sync.views import summary_view

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other: choose one.")
    config, reckoning = reckoned(as_of)
    backend, words = config.workbook.backend, config.workbook.words
    if as_json:
        found = reckoning if as_of else _as_a_run_finds(config, reckoning)
        give(dump(documents.report(reckoning, backend, words, found)))
    elif as_csv:
        give(summary_view.as_csv(reckoning), nl=False)
    else:
        found = reckoning if as_of else _as_a_run_finds(config, reckoning)
        summary_view.show(reckoning, console(), words, len(found.findings))


@click.command(
    epilog=examples(
        'sheets-sync explain "Northwind Bakery"',
        "sheets-sync explain Meridian --as-of 2026-10-31",
        "sheets-sync explain Meridian --effort",
        "sheets-sync explain Meridian --effort --html > meridian.html",
    )
)
@click.argument("client", shell_complete=clients)
@click.option("--as-of", type=Day(), metavar="DATE", help="Up to the end of that day.")
@click.option(
    "--effort", is_flag=True, help="Instead: what drives their effort index, for the talk."
)
@click.option("--html", "as_html", is_flag=True, help="With --effort: one page to print.")
@with_config
def explain(client: str, as_of: date | None, effort: bool, as_html: bool) -> None:
    """Every line behind CLIENT's balance: price, rule, source cell."""
    from sheets_sync.views import effort_page, effort_view
    from sheets_sync.views import explain as view

    if as_html and not effort:
        raise click.UsageError("--html goes with --effort. For postings: `sheets-sync statement`.")
    config, reckoning = reckoned(as_of)
    if not effort:
        told = view.lines(reckoning, client, config.workbook.words)
    else:
        argument = effort_view.make(reckoning, client, config.terms(), config.workbook.words)
        told = iter([effort_page.as_html(argument)]) if as_html else effort_view.lines(argument)
    for line in told:
        answer(line)


@click.command(
    epilog=examples(
        'sheets-sync statement "Northwind Bakery" --html > statement.html',
        "sheets-sync statement Meridian --pdf > meridian.pdf",
        "sheets-sync statement Meridian --from 2026-10-01 --to 2026-10-31 --csv",
    )
)
@click.argument("client", shell_complete=clients)
@click.option(
    "--from",
    "first",
    type=Day(),
    metavar="DATE",
    help="The first day (default: from the first posting).",
)
@click.option("--to", "last", type=Day(), metavar="DATE", help="The last day (default: today).")
@click.option("--html", "as_html", is_flag=True, help="One page to print or to send.")
@click.option("--pdf", "as_pdf", is_flag=True, help="A PDF, in the look of the invoices.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV (the default).")
@with_config
def statement(
    client: str,
    first: date | None,
    last: date | None,
    as_html: bool,
    as_pdf: bool,
    as_csv: bool,
) -> None:
    """What one sends to CLIENT: their postings and the balance after each."""
    from sheets_sync.notices.account_statement import statement_csv
    from sheets_sync.use_cases.shared.letters_by_config import issuer
    from sheets_sync.views import statement as view

    if as_html + as_pdf + as_csv > 1:
        raise click.UsageError("--html, --pdf and --csv exclude each other: choose one.")
    if as_pdf and sys.stdout.isatty():
        raise click.UsageError(
            f'That is a file: sheets-sync statement "{client}" --pdf > statement.pdf'
        )
    config, reckoning = reckoned(None)
    made = view.make(reckoning, client, first, last, config.workbook.words)
    if as_pdf:
        from sheets_sync.notices.texts.statement_rows import statement_pdf  # it draws

        give(statement_pdf(made, issuer(config)), nl=False)
    else:
        give(view.as_html(made) if as_html else statement_csv(made), nl=False)


@click.command(epilog=examples("sheets-sync status", "sheets-sync status --json"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_config
def status(as_json: bool) -> None:
    """When the last good run was, what it did, which letters are held."""
    from sheets_sync.views import state_view

    (give if as_json else answer)(state_view.status(chosen_config(), as_json=as_json))


@click.command(epilog=examples("sheets-sync history", "sheets-sync history --runs 3"))
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
        answer(line)


def _as_a_run_finds(config: "Config", reckoning: "Reckoning") -> "Reckoning":
    """What was reckoned, with all that a run would find in it now; where the state does not tell
    what only it knows, that is said."""
    from sheets_sync.use_cases.running.known_to_runs import as_a_run_finds

    found, missing = as_a_run_finds(config, reckoning, moment_now())
    if missing:
        talk(f"Of these findings what only the state knows is missing: {missing}")
    return found


def reckoned(as_of: date | None, *, around: bool = False) -> "tuple[Config, Reckoning]":
    """The config, and the workbook as it stands, read and reckoned; nothing is written."""
    from sheets_sync import reckoning, workbooks
    from sheets_sync.billing.days import serial
    from sheets_sync.spreadsheet.memories import Forgetful
    from sheets_sync.use_cases.shared.lost_times import settled

    config = chosen_config()
    with progress() as tell:
        tell(f"Reading {config.workbook.place}")
        workbook = workbooks.open_workbook(config)
        snapshot = workbooks.look(config, workbook)
        snapshot = workbooks.look_around(workbook, snapshot) if around else snapshot
        tell("Reckoning balances and effort")
        today = workbooks.today(config, moment_now())
        # No state is looked at: a broken one must not hide what is in the workbook.
        settle = partial(settled, workbook, Forgetful(), today=serial(today))
        return config, reckoning.reckon(
            config, snapshot, as_of or today, flag_future=as_of is None, settle=settle
        )
