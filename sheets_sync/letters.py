"""The letters of a run: the desk wired to state and config, and what the workbook shows of them."""

from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.notices import listing
from sheets_sync.notices.desk import NoticeDesk
from sheets_sync.notices.episodes import Policy
from sheets_sync.notices.facts import Books
from sheets_sync.notices.folder import FolderTransport
from sheets_sync.notices.letters import LetterWriter, Seller
from sheets_sync.notices.notice import Notice, State
from sheets_sync.notices.outbox import Outbox
from sheets_sync.notices.wording import kind_text, state_text
from sheets_sync.pages import Letters
from sheets_sync.reckoning import Reckoning
from sheets_sync.state.outbox_store import OutboxStore
from sheets_sync.state.store import Store
from sheets_sync.workbook.results import notices_tab
from sheets_sync.workbook.results.notices_tab import NoticeLine

UNADOPTED = (
    "The state file knows less of the letters than the Notices tab does (was it lost, or put "
    "back from a backup?). Nothing is mailed and the tab is left as it is."
)


def open_desk(config: Config, store: Store) -> NoticeDesk:
    """The notice desk over a state file. Raises ``UsageError`` for a transport not built yet."""
    mail, notices = config.mail, config.notices
    if mail.transport != "folder":
        raise UsageError(
            f'Mail by "{mail.transport}" is not there yet.',
            'Set mail.transport = "folder" in the config: letters become .eml files.',
        )
    seller = Seller(mail.sender, text=mail.seller, reply_to=mail.reply_to)
    policy = Policy(
        settle=notices.settle,
        approve=notices.approve,
        remind_every=notices.remind_every,
        remind_times=notices.remind_times,
        first_run_limit=notices.first_run_limit,
    )
    writer = LetterWriter(seller, config.workbook.language)
    outbox = Outbox(OutboxStore(store))
    return NoticeDesk(outbox, writer, FolderTransport(mail.folder), policy)


def books(config: Config, reckoned: Reckoning) -> Books:
    """The books of a run as the desk reads them."""
    return Books(reckoned.book, reckoned.accounts, config.terms(), reckoned.day)


def ticked(reckoned: Reckoning) -> set[int]:
    """The numbers of the notices whose Send staff ticked."""
    return notices_tab.ticked(reckoned.snapshot.own("notices"))


def last_listed(reckoned: Reckoning) -> int:
    """The highest number in the Notices tab; 0 where it is empty or missing."""
    return notices_tab.last_number(reckoned.snapshot.own("notices"))


def warnings(desk: NoticeDesk) -> list[str]:
    """What a run has to say of its letters to the person who started it."""
    return [UNADOPTED] if desk.lost else []


def shown(config: Config, desk: NoticeDesk, tab_last: int) -> Letters:
    """What the workbook shows of the letters: Notices' lines, the last one and those held.

    Nothing where the state knows less than the tab, whose highest number is ``tab_last``.
    """
    if desk.behind(tab_last):
        return Letters()
    language = config.workbook.language
    everything = desk.notices()
    last = {
        name: f"{notice.moment.astimezone(config.workbook.zone()):%Y-%m-%d}"
        f" {kind_text(notice, language)}, {state_text(notice, language)}"
        for name, notice in listing.last_notices(everything).items()
    }
    held: dict[str, int] = {}
    for notice in listing.listed(everything):
        held[notice.client] = held.get(notice.client, 0) + (notice.state == State.HELD)
    lines = tuple(_line(config, notice) for notice in listing.listed(everything))
    return Letters(lines, last, held)


def _line(config: Config, notice: Notice) -> NoticeLine:
    language = config.workbook.language
    return NoticeLine(
        number=notice.number or 0,
        when=notice.moment.astimezone(config.workbook.zone()).replace(tzinfo=None, microsecond=0),
        client=notice.name,
        kind=kind_text(notice, language),
        balance=notice.balance,
        asked=notice.asked,
        currency=notice.currency,
        invoice="" if notice.invoice is None else str(notice.invoice),
        to=", ".join(notice.to),
        state=state_text(notice, language),
    )
