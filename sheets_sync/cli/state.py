"""``sync state``: what remembers runs and letters (design §12)."""

from pathlib import Path

import click

from sheets_sync.terminal import answer, chosen_config, examples, moment_now, progress, with_config


@click.group(
    epilog=examples(
        "sheets-sync state verify", "sheets-sync state backup", "sheets-sync state adopt"
    ),
    no_args_is_help=True,
)
@with_config
def state() -> None:
    """What runs remember, in a file or a database. Balances never depend on it; letters do."""


@state.command(
    epilog=examples("sheets-sync state backup", "sheets-sync state backup backups/monday.sqlite3")
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@with_config
def backup(file: Path | None) -> None:
    """Copy the state into FILE (default: beside it, with the time in its name). Runs may go on."""
    from sheets_sync.state.backup import back_up, backup_name, refuse_database

    config = chosen_config()
    refuse_database(config)
    target = file or backup_name(config.state.path, moment_now())
    back_up(config.state.path, target)
    answer(f"{target}: a whole copy, checked.")


@state.command(
    epilog=examples("sheets-sync state verify", "sheets-sync state verify backups/monday.sqlite3")
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@with_config
def verify(file: Path | None) -> None:
    """Check the state, or a backup of it: the file, frozen letters, invoice numbers."""
    from sheets_sync.state.backup import verify as faults_of
    from sheets_sync.state.backup import verify_in_database

    config = None if file else chosen_config()
    if config and config.state.database:
        answer(verify_in_database(config))
        return
    path = file or chosen_config().state.path
    answer(f"{path}: {faults_of(path)}")


@state.command(
    epilog=examples(
        "sheets-sync state move state.sqlite3 database",
        "sheets-sync state move database state.sqlite3",
    )
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@with_config
def move(source: str, target: str) -> None:
    """Move the state from FROM to TO, each a file or "database": that of [state] in the config.

    All of it arrives, with the same content, or nothing does; TO may hold nothing. FROM is marked
    then: no run goes on with it.
    """
    from sheets_sync.state.moving import move as go_over

    for sentence in go_over(chosen_config(), source, target, moment_now()):
        answer(sentence)


@state.command(epilog=examples("sheets-sync state migrate"))
@with_config
def migrate() -> None:
    """Bring the database of states up to date, once every worker is upgraded and stopped.

    A state file needs none of it: the next run brings it up to date.
    """
    from sheets_sync.state.opening import migrate_database

    answer(migrate_database(chosen_config()))


@state.command(epilog=examples("sheets-sync state adopt"))
@with_config
def adopt() -> None:
    """After the state was lost or put back: take over what the tab Notices knows of letters.

    What the tab calls sent counts as sent, numbers of letters and invoices go on from the
    highest there, and letters may go again from the next run on.
    """
    from sheets_sync.use_cases.adoption import adopt as take_over

    with progress() as tell:
        told = take_over(chosen_config(), moment_now(), tell)
    for sentence in told:
        answer(sentence)
