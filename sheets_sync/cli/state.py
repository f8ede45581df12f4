"""``sync state``: the file that remembers runs and letters (design §12)."""

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
    """The state file: what runs remember. Balances never depend on it; letters do."""


@state.command(
    epilog=examples("sheets-sync state backup", "sheets-sync state backup backups/monday.sqlite3")
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@with_config
def backup(file: Path | None) -> None:
    """Copy the state into FILE (default: beside it, with the time in its name). Runs may go on."""
    from sheets_sync.state.backup import back_up, backup_name

    path = chosen_config().state.path
    target = file or backup_name(path, moment_now())
    back_up(path, target)
    answer(f"{target}: a whole copy, checked.")


@state.command(
    epilog=examples("sheets-sync state verify", "sheets-sync state verify backups/monday.sqlite3")
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@with_config
def verify(file: Path | None) -> None:
    """Check the state, or a backup of it: the file, frozen letters, invoice numbers."""
    from sheets_sync.state.backup import verify as faults_of

    path = file or chosen_config().state.path
    answer(f"{path}: {faults_of(path)}")


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
