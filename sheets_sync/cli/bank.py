"""``sync bank``: statements of the bank (design §20)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheets_sync.terminal import (
    chosen_config,
    console,
    examples,
    moment_now,
    progress,
    talk,
    with_config,
)

if TYPE_CHECKING:
    from sheets_sync.bank.refusing import BankFileError


@click.group(
    epilog=examples("sheets-sync bank check november.txt"),
    no_args_is_help=True,
)
@with_config
def bank() -> None:
    """Statements of your bank: 1CClientBankExchange, CAMT.053, MT940, CSV."""


_files = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, path_type=Path),
)
_all = click.option(
    "--all", "everything", is_flag=True, help="Show every entry, ignored and known ones too."
)


@bank.command(
    "check",
    epilog=examples(
        "sheets-sync bank check november.txt", "sheets-sync bank check statements/*.xml --all"
    ),
)
@_files
@_all
@with_config
def check_files(files: tuple[Path, ...], everything: bool) -> None:
    """What each FILE would do: which payment is whose, and by what. Reads only.

    A file is taken whole or not at all: its balances must add up. Ends with 1 where one is refused.
    """
    from sheets_sync.use_cases.bank_statements import check_statements
    from sheets_sync.use_cases.shared.office import view_office
    from sheets_sync.views.bank_view import show_statements

    config = chosen_config()
    with progress() as tell, view_office(config, moment_now(), tell) as office:
        checked = check_statements(office, files)
    show_statements(checked, config.workbook.words, console(), everything=everything)
    _tell_refused([each.said_in(config.workbook.words) for each in checked.refused])


def _tell_refused(refused: Sequence["BankFileError"]) -> None:
    for each in refused[:-1]:
        talk(str(each))
    for each in refused[-1:]:
        raise each
