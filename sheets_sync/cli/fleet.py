"""``sync fleet``: many workbooks, several machines, one PostgreSQL (design §21)."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

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


@fleet.command(
    epilog=examples(
        "sheets-sync fleet add nord nord.toml",
        "sheets-sync fleet add nord nord.toml --tenant nord-group --seal",
    )
)
@click.argument("name")
@click.argument("config", type=click.Path(path_type=Path))
@click.option(
    "--tenant", default="", help="Whose it is: one run a tenant at a time. Default: NAME."
)
@click.option(
    "--seal", is_flag=True, help="Take its passwords and key along, sealed by fleet.keys."
)
@click.option("--seller", default="", help="Whose invoice numbers it takes; default: its own.")
@with_verbose
def add(name: str, config: Path, tenant: str, seal: bool, seller: str) -> None:
    """Add the workbook of the config file CONFIG as NAME, or give NAME that config from now on.

    The config is checked whole, and kept in the database. Secrets stay where it says: a variable,
    a file, a command on each machine; or, with --seal, they are taken along.
    """
    with fleet_database() as (config_of_all, database):
        from sheets_sync.fleet.carried import enrolment, secrets_of, wanted_on_machines
        from sheets_sync.fleet.exposed import exposed_secrets
        from sheets_sync.fleet.roster import Roster
        from sheets_sync.fleet.sealing import sealer_of

        enrolled, found = enrolment(config_of_all, name, config, tenant, seller)
        for each in exposed_secrets(found):
            talk(f"Warning: {each}")
        sealed: dict[str, str] = {}
        if seal:
            sealer = sealer_of(config_of_all)
            sealed = {place: sealer.seal(each) for place, each in secrets_of(found).items()}
        is_new = Roster(database).enrol(enrolled, sealed)
    answer(f"{name}: {'added' if is_new else 'has its new config'}, due at once.")
    if sealed:
        answer(f"Sealed: {', '.join(sorted(sealed))}.")
    elif wanted := wanted_on_machines(config_of_all, name, found):
        answer(f"Each machine is to have: {', '.join(wanted)}.")
    if not found.state.database and found.state.path.exists():
        talk(
            f"It has a state in {found.state.path}: letters go again once that has moved "
            "(`sheets-sync state move`; docs/fleet.md)."
        )


@fleet.command(epilog=examples("sheets-sync fleet remove nord"))
@click.argument("name")
@with_verbose
def remove(name: str) -> None:
    """Look after NAME no longer. Its workbook and its state stay as they are."""
    with fleet_database() as (_, database):
        from sheets_sync.fleet.roster import Roster

        Roster(database).remove(name)
    answer(f"{name}: removed; its state stays in the database.")


@fleet.command("run", epilog=examples("sheets-sync fleet run nord"))
@click.argument("name")
@with_verbose
def run_one(name: str) -> None:
    """One run of NAME here and now, by the same queue as all; it never meets a worker's."""
    with progress() as tell, fleet_database() as (config, database):
        from sheets_sync.fleet.by_hand import run_by_hand

        tell(f"Running {name}")
        outcome = run_by_hand(config, database, name)
    for warning in outcome.warnings:
        talk(warning)
    if outcome.result == "good":
        answer(f"{name}: {outcome.text}")
    else:
        talk(f"Error: {outcome.text}")
    sys.exit(outcome.exit_code)


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
        from sheets_sync.use_cases.document import dump

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


@fleet.command("why", epilog=examples("sheets-sync fleet why nord"))
@click.argument("name")
@with_verbose
def why_one(name: str) -> None:
    """All that is known of NAME: what its last run said, what keeps letters back, the cure."""
    with fleet_database() as (config, database):
        from sheets_sync.fleet.roster import Roster
        from sheets_sync.fleet.standing import standing_of
        from sheets_sync.fleet.why import letter_lines, why_lines

        row = Roster(database).row(name)
        standing = standing_of(database, config.fleet.takeover)
        letters = [*letter_lines(config, row, standing.now)]
    found = next(each for each in standing.books if each.name == name)
    for line in (*why_lines(found, standing), *letters):
        answer(line)


@fleet.command("pause", epilog=examples("sheets-sync fleet pause nord"))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@with_verbose
def pause_books(names: tuple[str, ...]) -> None:
    """Begin no run of NAME until `resume NAME`; one under way ends as ever."""
    with fleet_database() as (_, database):
        from sheets_sync.fleet.roster import Roster

        for name in names:
            Roster(database).pause(name, paused=True)
            answer(f"{name}: paused.")


@fleet.command(epilog=examples("sheets-sync fleet resume nord", "sheets-sync fleet resume"))
@click.argument("names", nargs=-1, metavar="[NAME]...")
@with_verbose
def resume(names: tuple[str, ...]) -> None:
    """Look after NAME again, at once; without a name: end what `drain` began."""
    with fleet_database() as (_, database):
        from sheets_sync.fleet.fleet_facts import set_draining
        from sheets_sync.fleet.roster import Roster

        for name in names:
            Roster(database).pause(name, paused=False)
            answer(f"{name}: due at once.")
        if not names:
            set_draining(database, draining=False)
            answer("Runs begin again.")


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
