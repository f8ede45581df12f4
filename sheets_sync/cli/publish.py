"""``sync publish``: the pages on which clients see their account (design §19)."""

import sys

import click

from sheets_sync.cli.completion import clients
from sheets_sync.terminal import (
    answer,
    chosen_config,
    examples,
    moment_now,
    progress,
    talk,
    with_config,
)

EXIT_PAGES = 4


@click.group(
    invoke_without_command=True,
    epilog=examples(
        "sheets-sync publish",
        "sheets-sync publish list",
        'sheets-sync publish link "Northwind Bakery"',
        'sheets-sync publish revoke "Northwind Bakery"',
    ),
)
@click.pass_context
@with_config
def publish(ctx: click.Context) -> None:
    """Write each client's page into [publish] folder: every file that differs, and no other.

    Runs do so by themselves. Whoever knows a page's address reads it, and nobody else finds it:
    its folder is named by 128 random bits.
    """
    from sheets_sync.use_cases.publishing_by_hand import publish_now
    from sheets_sync.voice.counting import counted

    if ctx.invoked_subcommand is not None:
        return
    with progress() as tell:
        done = publish_now(chosen_config(), moment_now(), tell)
    for trouble in done.troubles:
        talk(trouble)
    if done.staying:
        talk(
            f"Pages that stay as they are: {', '.join(done.staying)}. Names were exchanged, or "
            "rows still bear the name of a client who is gone: see `sheets-sync check`."
        )
    if done.moving:
        talk(
            f"Pages that ask for nothing while nobody has said who has the account now: "
            f"{', '.join(done.moving)}. See Notices and `sheets-sync check`."
        )
    clients, pages = counted(done.clients, "client"), counted(done.pages, "page")
    answer(f"{clients}: {pages} changed, {counted(done.files, 'file')} written.")
    if done.troubles:
        sys.exit(EXIT_PAGES)


@publish.command("list", epilog=examples("sheets-sync publish list"))
@with_config
def list_pages() -> None:
    """Every client and the address of their page. Each address is a secret: pass none on."""
    from sheets_sync.use_cases.publishing_by_hand import listed_pages

    pages = list(listed_pages(chosen_config()))
    for client, address in pages:
        answer(f"{client}\t{address}")
    if not pages:
        talk("No page is published yet: the next run writes them, or `sheets-sync publish`.")


@publish.command("link", epilog=examples('sheets-sync publish link "Northwind Bakery"'))
@click.argument("client", shell_complete=clients)
@with_config
def link(client: str) -> None:
    """The address of CLIENT's page, for a mail or a message to them."""
    from sheets_sync.billing.names import fold
    from sheets_sync.use_cases.publishing_by_hand import page_of

    name, address = page_of(chosen_config(), client)
    if fold(name) != fold(client):  # whoever has the address reads the page: say whose it is
        talk(f"The page of {name}:")
    answer(address)


@publish.command("revoke", epilog=examples('sheets-sync publish revoke "Northwind Bakery"'))
@click.argument("client", shell_complete=clients)
@with_config
def revoke(client: str) -> None:
    """Take CLIENT's page down and publish it under another address: the old one got around.

    Their next letter bears the new one; `sheets-sync publish link CLIENT` tells it.
    """
    from sheets_sync.use_cases.publishing_by_hand import revoke_page

    with progress() as tell:
        done, down = revoke_page(chosen_config(), client, moment_now(), tell)
    for trouble in done.troubles:
        talk(trouble)
    if down:
        answer("The old address shows nothing any more; the page has another one.")
    else:
        answer("The old page could not be taken down: its address shows it until a run can do so.")
    if done.troubles:
        sys.exit(EXIT_PAGES)
