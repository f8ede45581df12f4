"""``sync invoices`` and ``sync invoice``: what became of each; one by hand (design §17)."""

import click

from sheets_sync.cli.completion import clients
from sheets_sync.terminal import (
    answer,
    chosen_config,
    console,
    examples,
    give,
    moment_now,
    progress,
    with_config,
)


@click.command(epilog=examples("sheets-sync invoices", "sheets-sync invoices --csv > invoices.csv"))
@click.option("--csv", "as_csv", is_flag=True, help="CSV, for the accountant's program.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_config
def invoices(as_csv: bool, as_json: bool) -> None:
    """The register: every invoice, what was paid on it and when. Reads only."""
    from sheets_sync.use_cases.invoicing import registered
    from sheets_sync.use_cases.shared.document import dump
    from sheets_sync.use_cases.shared.office import view_office
    from sheets_sync.views import register_view

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other: choose one.")
    config = chosen_config()
    words = config.workbook.words
    with progress() as tell, view_office(config, moment_now(), tell) as office:
        lines = registered(office)
    if as_json:
        give(dump(register_view.register_json(lines)))
    elif as_csv:
        give(register_view.as_csv(lines, words), nl=False)
    elif lines:
        register_view.show_register(lines, words, console())
    else:
        answer(words.say("register.none"))


@click.command(
    "invoice",
    epilog=examples(
        'sheets-sync invoice "Northwind Bakery" 25000', "sheets-sync invoice cancel 2026-7"
    ),
    context_settings={"ignore_unknown_options": True},  # -5 is an amount, and refused as one
)
@click.argument("client", shell_complete=clients)
@click.argument("amount")
@with_config
def invoice_by_hand(client: str, amount: str) -> None:
    """Ask CLIENT for AMOUNT, say for a first advance; or withdraw an invoice: cancel NUMBER.

    The invoice, or the credit note, goes once, with the next run. A new invoice replaces an
    unpaid one of the same client.
    """
    from sheets_sync.use_cases import invoicing

    config, moment = chosen_config(), moment_now()
    with progress() as tell:
        if client == "cancel":
            said = invoicing.withdraw_invoice(config, amount, moment, tell)
        else:
            said = invoicing.ask_for_invoice(config, client, amount, moment, tell)
    answer(said)
