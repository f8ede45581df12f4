"""``sync bank``: statements of the bank (design §20)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sheets_sync.terminal import (
    answer,
    chosen_config,
    console,
    examples,
    moment_now,
    progress,
    talk,
    with_config,
)

if TYPE_CHECKING:
    from sheets_sync.use_cases.bank_statements import Checked


@click.group(
    epilog=examples("sheets-sync bank check november.txt", "sheets-sync bank take november.txt"),
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
    from sheets_sync.use_cases.office import view_office
    from sheets_sync.views.bank_view import show_statements

    config = chosen_config()
    with progress() as tell, view_office(config, moment_now(), tell) as office:
        checked = check_statements(office, files)
    show_statements(checked, config.workbook.words, console(), everything=everything)
    _tell_refused(checked)


@bank.command(
    "take",
    epilog=examples("sheets-sync bank take november.txt", "sheets-sync bank take statements/*"),
)
@_files
@_all
@with_config
def take_files(files: tuple[Path, ...], everything: bool) -> None:
    """Write the payments of each FILE whose client is certain where runs read them.

    That is the CSV file bank.payments, a source of tabs.payments. Each payment is written once,
    however often, and in whatever files, it comes. What is not certain is shown, for a person to
    enter in Payments. Ends with 1 where a file is refused, or where a row of Payments that cannot
    be read may be one of the payments: those wait until it is mended.
    """
    from sheets_sync.use_cases.bank_payments import not_all_taken, take_payments
    from sheets_sync.views.bank_view import show_statements

    config = chosen_config()
    words = config.workbook.words
    with progress() as tell:
        taken = take_payments(config, files, moment_now(), tell)
    show_statements(taken.checked, words, console(), everything=everything)
    answer(words.count("bank.taken", taken.written, file=taken.path.name))
    if taken.checked.unread and not taken.checked.refused:
        raise not_all_taken(taken.checked.unread)
    if taken.checked.unread:
        talk(str(not_all_taken(taken.checked.unread)))
    _tell_refused(taken.checked)


def _tell_refused(checked: "Checked") -> None:
    for refused in checked.refused[:-1]:
        talk(str(refused))
    for refused in checked.refused[-1:]:
        raise refused
