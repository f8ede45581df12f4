"""Prices tried before they are agreed on (§18): thin, as all commands."""

import sys
from datetime import date
from pathlib import Path

import click

from sheets_sync.cli.completion import clients
from sheets_sync.errors import SheetsSyncError
from sheets_sync.terminal import (
    Day,
    answer,
    chosen_config,
    examples,
    give,
    moment_now,
    progress,
    talk,
    with_config,
)


@click.command(
    epilog=examples(
        "sheets-sync simulate Meridian",
        "sheets-sync simulate Meridian --from 2026-09-01",
        "sheets-sync simulate Meridian --prices new-prices.csv",
        "sheets-sync simulate Meridian --reach 25%",
        "sheets-sync simulate Meridian --html > meridian.html",
    )
)
@click.argument("client", shell_complete=clients)
@click.option(
    "--prices",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A CSV file with the columns of Prices (default: the tab Drafts).",
)
@click.option(
    "--from",
    "start",
    type=Day(),
    metavar="DATE",
    help="Count all of them from that day on, whatever Valid from says.",
)
@click.option(
    "--reach",
    default="",
    metavar="MARGIN",
    help='Which change of one price would reach it: "25%" of what is charged, or an amount.',
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--html", "as_html", is_flag=True, help="One page to print.")
@with_config
def simulate(
    client: str, prices: Path | None, start: date | None, reach: str, as_json: bool, as_html: bool
) -> None:
    """What prices that are only drafted would have made of CLIENT's account.

    Reads only. Rows for CLIENT, and for everyone, count as if they stood in Prices from their
    Valid from on; one without it, or with one still to come, from the first day of the window.
    Exits with 1 where one of them cannot be read.
    """
    from sheets_sync.use_cases.drafts.trying_out import Question
    from sheets_sync.use_cases.shared.document import dump
    from sheets_sync.use_cases.simulation import simulation_of
    from sheets_sync.views import simulation_page, simulation_view
    from sheets_sync.views.simulated import Simulated

    if as_json and as_html:
        raise click.UsageError("--json and --html exclude each other: choose one.")
    config = chosen_config()
    with progress() as tell:
        made = simulation_of(config, Question(client, prices, start, reach), moment_now(), tell)
    told = Simulated(made, config.workbook.words)
    if as_json:
        give(dump(simulation_view.as_json(told, config.workbook.backend)))
    elif as_html:
        give(simulation_page.as_html(told))
    else:
        for line in simulation_view.lines(told):
            answer(line)
    if made.unpriced:
        sys.exit(SheetsSyncError.exit_code)


@click.command(
    epilog=examples(
        "sheets-sync pricelist Meridian",
        "sheets-sync pricelist Meridian --draft --pdf > meridian.pdf",
        "sheets-sync pricelist Meridian --draft --html > meridian.html",
    )
)
@click.argument("client", shell_complete=clients)
@click.option("--draft", is_flag=True, help="With the rows of the tab Drafts: to be agreed on.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--pdf", "as_pdf", is_flag=True, help="A PDF, in the look of the invoices.")
@click.option("--html", "as_html", is_flag=True, help="One page to print.")
@with_config
def pricelist(client: str, draft: bool, as_json: bool, as_pdf: bool, as_html: bool) -> None:
    """The price list that CLIENT has, or is to agree on, in their language, with a place to sign.

    Reads only. Below stands what their last whole month would have cost at these prices.
    """
    from sheets_sync.cli.looking import reckoned
    from sheets_sync.use_cases.drafts.trying_out import Question, try_out
    from sheets_sync.use_cases.pricelist import drafted_list, present_list
    from sheets_sync.use_cases.shared.document import dump
    from sheets_sync.use_cases.shared.letters_by_config import issuer
    from sheets_sync.use_cases.shared.whose import find_client
    from sheets_sync.views import price_list_view as view
    from sheets_sync.views.draft_slips import likely_slips

    if as_json + as_pdf + as_html > 1:
        raise click.UsageError("--json, --html and --pdf exclude each other: choose one.")
    if as_pdf and sys.stdout.isatty():
        raise click.UsageError(
            f'That is a file: sheets-sync pricelist "{client}" --pdf > prices.pdf'
        )
    if draft:
        config = chosen_config()
        with progress() as tell:
            tried = try_out(config, Question(client), moment_now(), tell)
        priced = drafted_list(tried, client, config.workbook.words)
        for slip in likely_slips(tried, find_client(tried.now, client), config.workbook.words):
            talk(slip)
    else:
        config, found = reckoned(None)
        priced = present_list(found, client)
    words = view.theirs(priced, config.workbook.words)
    if as_json:
        give(dump(view.price_json(priced)))
    elif as_pdf:
        from sheets_sync.notices.paper.price_list import draw_price_list  # it draws

        give(draw_price_list(priced, issuer(config), words), nl=False)
    elif as_html:
        give(view.price_page(priced, issuer(config), words), nl=False)
    else:
        for line in view.price_lines(priced, words):
            answer(line)
