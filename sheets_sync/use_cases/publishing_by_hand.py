"""What people do about pages from a terminal: `sync publish` (design §19)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import meant
from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.meter.site import Site
from sheets_sync.state.opening import view_state
from sheets_sync.state.published import PublishedPage, pages_in_force
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.letters.blocked import blocked_text
from sheets_sync.use_cases.pages.publishing import Published, publish
from sheets_sync.use_cases.running.figures import Figures, figures_of
from sheets_sync.use_cases.shared.known_names import known_names
from sheets_sync.use_cases.shared.office import Office, Tell, open_office
from sheets_sync.use_cases.shared.page_tokens import readdress
from sheets_sync.use_cases.shared.whose import alone_begins, find_client, whom_one_meant
from sheets_sync.words.speaking import ENGLISH


def publish_now(config: Config, moment: datetime, tell: Tell) -> Published:
    """Look at every page, and write what differs. Raises ``UsageError`` where no folder is named,
    and as a run does where the workbook cannot be read."""
    with _opened(config, moment, tell) as (office, figures):
        return publish(office, figures.books, thorough=True)


def revoke_page(config: Config, name: str, moment: datetime, tell: Tell) -> tuple[Published, bool]:
    """Give the client called ``name`` another page, and take the one that they had down: what was
    published, and whether that is down. Raises as above, and ``UsageError`` for an unknown
    client."""
    with _opened(config, moment, tell) as (office, figures):
        reckoned, pages = figures.reckoning, office.store.pages()
        client = fold(reckoned.book.clients[find_client(reckoned, name)].name)
        former = pages_in_force(pages.all()).get(client)
        readdress(pages, client)
        office.store.runs.keep_quiet(None)  # what fails here the next run has to do
        done = publish(office, figures.books)
        folder = config.publish.folder
        return done, not (former and folder) or Site(folder).is_down(former.token)


@contextmanager
def _opened(config: Config, moment: datetime, tell: Tell) -> Iterator[tuple[Office, Figures]]:
    """The office, locked, and what a run would find in the workbook as it stands, money that waits
    and names that were exchanged among it, where pages may be written."""
    _refuse_nowhere(config)
    with open_office(config, "publish", moment, tell) as (office, _):
        figures = office.on_resting_workbook(
            lambda: figures_of(office, office.read(), accept_shrink=True)
        )
        block = office.desk.block(mailroom.ask(office, figures.reckoning))
        if block is not None:
            raise UsageError(
                "Pages stay as they are, as letters do.",
                blocked_text(block, config, office.store, ENGLISH),
            )
        yield office, figures


def _refuse_nowhere(config: Config) -> None:
    if config.publish.folder is None:
        raise UsageError(
            "No folder for pages is named.", 'Name one in the config: [publish] folder = "www".'
        )


def listed_pages(config: Config) -> Iterator[tuple[str, str]]:
    """Each client who has a page, and where it is: its address, or its folder where none is
    known."""
    _refuse_nowhere(config)
    names = {fold(each): each for each in known_names(config)}
    for client, page in _held(config).items():
        if page.shown:
            yield names.get(client, client), _place(config, page)


def page_of(config: Config, name: str) -> tuple[str, str]:
    """The client called ``name``, or whose name alone begins so, and where their page is;
    ``UsageError`` where they have none."""
    _refuse_nowhere(config)
    names = known_names(config)
    client = meant(name, names) or alone_begins(name, names)
    page = _held(config).get(fold(client or name))
    if page is not None and page.shown:
        return client or name, _place(config, page)
    if client:
        cure = "The next run writes one; `sheets-sync publish` says what is in its way."
        raise UsageError(f'"{client}" has no page as yet.', cure)
    cure = whom_one_meant(name, names) or "See `sheets-sync publish list`."
    raise UsageError(f'No client called "{name}" has a page.', cure)


def _held(config: Config) -> dict[str, PublishedPage]:
    with view_state(config) as store:
        return pages_in_force(store.pages().all())


def _place(config: Config, page: PublishedPage) -> str:
    table = config.publish
    return table.address(page.token) or str((table.folder or config.folder) / page.token)
