"""``sync invoices``: what became of every invoice (design §12, §17)."""

import click

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
@with_config
def invoices(as_csv: bool) -> None:
    """The register: every invoice, what was paid on it and when. Reads only."""
    from sheets_sync.use_cases.invoicing import registered
    from sheets_sync.use_cases.office import view_office
    from sheets_sync.views import register_view

    config, words = chosen_config(), chosen_config().workbook.words
    with progress() as tell, view_office(config, moment_now(), tell) as office:
        lines = registered(office)
    if as_csv:
        give(register_view.as_csv(lines, words), nl=False)
    elif lines:
        register_view.show_register(lines, words, console())
    else:
        answer(words.say("register.none"))
