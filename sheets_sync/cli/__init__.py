"""The commands (design §12), thin: arguments in, a view out. Heavy imports happen inside them.

stdout carries data, stderr the talk.
"""

from typing import NoReturn

import click

from sheets_sync import __version__
from sheets_sync.cli import looking, running, trying
from sheets_sync.cli.bank import bank
from sheets_sync.cli.fleet import fleet
from sheets_sync.cli.invoices import invoice_by_hand, invoices
from sheets_sync.cli.notices import notices
from sheets_sync.cli.publish import publish
from sheets_sync.cli.state import state
from sheets_sync.terminal import run, with_config


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(__version__, prog_name="sheets-sync")
@with_config
def cli() -> None:
    """Personal accounts for an agency's clients, kept in a shared spreadsheet.

    Staff log every service; sheets-sync writes it off the client's advance by the price list,
    shows balances and effort in the workbook, and writes a top-up letter when an account runs
    low. Start with `sheets-sync demo`.
    """


for command in (
    running.now,
    running.run_scheduled,
    running.init,
    running.demo,
    running.doctor,
    looking.check,
    looking.report,
    looking.explain,
    looking.statement,
    trying.simulate,
    trying.pricelist,
    looking.status,
    looking.history,
    invoice_by_hand,
    invoices,
    bank,
    notices,
    publish,
    state,
    fleet,
):
    cli.add_command(command)


def main() -> NoReturn:
    """The console script: run the command that the arguments name."""
    run(cli)
