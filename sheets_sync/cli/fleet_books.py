"""``sync fleet``, of workbooks by their names: added, looked at, run, taken over (design §21)."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sheets_sync.cli.fleet_opened import fleet_database
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.terminal import answer, examples, moment_now, progress, talk, with_verbose

if TYPE_CHECKING:
    from sheets_sync.config import Config
    from sheets_sync.config.fleet import FleetConfig


@click.command(
    epilog=examples(
        "sheets-sync fleet add nord nord.toml",
        "sheets-sync fleet add nord nord.toml --tenant nord-group --seal",
    )
)
@click.argument("name")
@click.argument("config", type=click.Path(path_type=Path))
@click.option(
    "--tenant", help="Whose it is: one run a tenant at a time. Default: as it was, else NAME."
)
@click.option(
    "--seal", is_flag=True, help="Take its passwords and key along, sealed by fleet.keys."
)
@click.option("--seller", help="Whose invoice numbers it takes. Default: as it was, else its own.")
@with_verbose
def add(name: str, config: Path, tenant: str | None, seal: bool, seller: str | None) -> None:
    """Add the workbook of the config file CONFIG as NAME, or give NAME that config from now on.

    The config is checked whole, and kept in the database. Secrets stay where it says: a variable,
    a file, a command on each machine; or, with --seal, they are taken along.
    """
    with fleet_database() as (config_of_all, database):
        from sheets_sync.fleet.carried import enrolment, wanted_on_machines
        from sheets_sync.fleet.exposed import exposed_secrets
        from sheets_sync.fleet.roster import Roster

        roster = Roster(database)
        was_of, was_sold_by = roster.whose(name)
        enrolled, found = enrolment(
            config_of_all, name, config,
            tenant=was_of if tenant is None else tenant,
            seller=was_sold_by if seller is None else seller,
        )  # fmt: skip
        for each in exposed_secrets(found):
            talk(f"Warning: {each}")
        sealed = _sealed(config_of_all, found) if seal else {}
        alone = not found.state.database and found.state.path.exists()
        with database.transaction():
            is_new = roster.enrol(enrolled, sealed)
            if is_new and alone:  # a run would begin a state of its own in the place of that one
                roster.pause(name, paused=True)
    due = "paused" if is_new and alone else "due at once"
    answer(f"{name}: {'added' if is_new else 'has its new config'}, {due}.")
    if sealed:
        answer(f"Sealed: {', '.join(sorted(sealed))}.")
    elif wanted := wanted_on_machines(config_of_all, name, found):
        answer(f"Each machine is to have: {', '.join(wanted)}.")
    if is_new and alone:
        _tell_of_state(name, found.state.path)


def _sealed(fleet: "FleetConfig", config: "Config") -> dict[str, str]:
    """The secrets of a workbook's config, by their places, as the fleet's keys seal them. Raises
    ``CredentialsError`` where one cannot be read, or a file is no key of Google's."""
    from sheets_sync.fleet.carried import check_keys, secrets_of
    from sheets_sync.fleet.sealing import sealer_of

    check_keys(config)
    return sealer_of(fleet).seal_all(secrets_of(config))


def _tell_of_state(name: str, path: Path) -> None:
    talk(
        f"It has a state in {path}: once that has moved (`sheets-sync state move`; "
        f"docs/fleet.md), or is another's, `sheets-sync fleet resume {name}`."
    )


@click.command(epilog=examples("sheets-sync fleet remove nord"))
@click.argument("name")
@with_verbose
def remove(name: str) -> None:
    """Look after NAME no longer. Its workbook and its state stay as they are."""
    with fleet_database() as (_, database):
        from sheets_sync.fleet.roster import Roster

        Roster(database).remove(name)
    answer(f"{name}: removed; its state stays in the database.")


@click.command("run", epilog=examples("sheets-sync fleet run nord"))
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


@click.command(epilog=examples("sheets-sync fleet adopt nord", "sheets-sync fleet adopt --blocked"))
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--blocked", is_flag=True, help="All whose last run ended with exit code 4.")
@with_verbose
def adopt(names: tuple[str, ...], blocked: bool) -> None:
    """After a backup was put back: NAME's state takes over what its tab Notices knows of letters.

    As `state adopt`, with the fleet's keys and within its quota, beside the machines at work. One
    that cannot be taken over is told, and the others go on; the exit code is then the last one's.
    """
    if not (names or blocked):
        raise UsageError("Which workbooks?", "Name them, or say --blocked.")
    with progress() as tell, fleet_database() as (config, database):
        from sheets_sync.fleet.adopting import adopt_here, blocked_books

        code, chosen = 0, names or blocked_books(database)
        for name in chosen:
            tell(f"Adopting {name}")
            try:
                told = adopt_here(config, database, name, moment_now(), tell)
            except SheetsSyncError as error:
                talk(f"Error: {name}: {error}")
                code = error.exit_code
            else:
                answer(f"{name}: {' '.join(told)}")
    if not chosen:
        answer("No workbook's last run ended with exit code 4.")
    sys.exit(code)


@click.command("pause", epilog=examples("sheets-sync fleet pause nord"))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@with_verbose
def pause_books(names: tuple[str, ...]) -> None:
    """Begin no run of NAME until `resume NAME`; one under way ends as ever."""
    with fleet_database() as (_, database):
        from sheets_sync.fleet.roster import Roster

        for name in names:
            Roster(database).pause(name, paused=True)
            answer(f"{name}: paused.")


@click.command(epilog=examples("sheets-sync fleet resume nord", "sheets-sync fleet resume"))
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


@click.command("why", epilog=examples("sheets-sync fleet why nord"))
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


COMMANDS: Final = (add, remove, run_one, why_one, adopt, pause_books, resume)
