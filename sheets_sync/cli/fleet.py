"""``sync fleet``: many workbooks, several machines, one PostgreSQL (design §21)."""

import sys
from typing import TYPE_CHECKING

import click

from sheets_sync.cli import fleet_books
from sheets_sync.cli.fleet_opened import FILE, fleet_config, fleet_database
from sheets_sync.cli.zone import ZoneName
from sheets_sync.terminal import answer, examples, give, progress, talk, with_verbose
from sheets_sync.words import languages

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@click.group(
    epilog=examples(
        "sheets-sync fleet migrate",
        "sheets-sync fleet add nord nord.toml",
        "sheets-sync fleet work --processes 2",
        "sheets-sync fleet status",
    ),
    no_args_is_help=True,
)
@click.option(
    "--fleet",
    "fleet_file",
    metavar="FILE",
    help="The fleet's config (default: $SHEETS_SYNC_FLEET, else fleet.toml here).",
)
@with_verbose
@click.pass_context
def fleet(ctx: click.Context, fleet_file: str | None) -> None:
    """Many workbooks on several machines, with one PostgreSQL and one quota.

    For bookkeeping firms and franchises; one workbook needs none of this. docs/fleet.md tells how
    to begin.
    """
    ctx.meta[FILE] = fleet_file


@fleet.command(epilog=examples("sheets-sync fleet migrate"))
@with_verbose
def migrate() -> None:
    """Make the tables of the fleet, of states and of the engine, or bring them up to date.

    Stop the workers first (`drain`), and take a backup. Idempotent.
    """
    with progress() as tell, fleet_database(checked=False) as (config, database):
        from sheets_sync.fleet.targets import find_targets
        from sheets_sync.fleet.upgrading import migrate as bring_up

        tell("Making tables")
        version = bring_up(database)
        twice = [*find_targets(config, database)]
    answer(f"The database is of version {version} of the fleet's tables.")
    for second, first in twice:
        talk(
            f"Warning: {second} and {first} are one spreadsheet: their runs rewrite each other's "
            f"cells. `sheets-sync fleet remove {second}`."
        )


@fleet.command(epilog=examples("sheets-sync fleet status", "sheets-sync fleet status --all"))
@click.option("--all", "everything", is_flag=True, help="A line for each workbook.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
@click.option("--html", "as_page", is_flag=True, help="One page for the firm's partners.")
@click.option(
    "--language", type=click.Choice(languages()), default="en", show_default=True,
    help="Of the page.",
)  # fmt: skip
@click.option("--timezone", type=ZoneName(), default="UTC", show_default=True, help="The page's.")
@with_verbose
def status(
    everything: bool, as_json: bool, as_page: bool, language: str, timezone: "ZoneInfo"
) -> None:
    """The fleet on one screen: what fails, what is late, letters that wait; the worst first."""
    with fleet_database() as (config, database):
        from sheets_sync.fleet.standing import standing_of
        from sheets_sync.fleet.status_lines import as_document, status_lines
        from sheets_sync.use_cases.shared.document import dump

        standing = standing_of(database, config.fleet.takeover)
    if as_page:
        from sheets_sync.fleet.partners_page import as_html
        from sheets_sync.words.speaking import words_of

        give(as_html(standing, words_of(language), timezone))
        return
    if as_json:
        give(dump(as_document(standing)))
        return
    for line in status_lines(standing, everything=everything):
        answer(line)


@fleet.command(epilog=examples("sheets-sync fleet drain"))
@click.option("--wait", default=0, metavar="SECONDS", help="For the runs under way to end.")
@with_verbose
def drain(wait: int) -> None:
    """Begin no run on any machine until `resume`; before an upgrade, or a backup put back.

    Ends with 13 where a run is still under way after SECONDS.
    """
    with progress() as tell, fleet_database() as (_, database):
        from sheets_sync.fleet.draining import drain_and_wait

        tell("Waiting for the runs under way")
        drain_and_wait(database, wait)
    answer("Drained: no run is under way, none begins. `sheets-sync fleet resume` ends that.")


@fleet.command(epilog=examples("sheets-sync fleet reseal"))
@with_verbose
def reseal() -> None:
    """Seal all secrets in the database anew with the first key of fleet.keys."""
    with fleet_database() as (config, database):
        from sheets_sync.fleet.roster import Roster
        from sheets_sync.fleet.sealing import sealer_of
        from sheets_sync.voice.counting import counted

        count = Roster(database).reseal(sealer_of(config).anew)
    sealed = f"{counted(count, 'secret')} {'is' if count == 1 else 'are'} sealed"
    answer(f"{sealed} with the first key; the others may go.")


@fleet.command(
    "work",
    epilog=examples(
        "sheets-sync fleet work", "sheets-sync fleet work --processes 4 --metrics 127.0.0.1:9464"
    ),
)
@click.option(
    "--processes", type=click.IntRange(1, 64), default=1, show_default=True,
    help="Workbooks run at the same time; one more process is for whales.",
)  # fmt: skip
@click.option("--metrics", metavar="HOST:PORT", help="Serve Prometheus's text there.")
@with_verbose
def work_here(processes: int, metrics: str | None) -> None:
    """Be a machine of the fleet, in the foreground. SIGTERM and Ctrl-C end it after the runs in
    hand. A service for systemd, or the command of a container."""
    config = fleet_config()
    from sheets_sync.fleet.crew import be_a_machine
    from sheets_sync.fleet.meters import served

    with served(config, metrics):
        sys.exit(be_a_machine(config, processes))


for each in fleet_books.COMMANDS:
    fleet.add_command(each)
