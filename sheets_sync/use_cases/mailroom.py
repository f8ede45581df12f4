"""The letters of a run: the desk wired to the config, and what the workbook shows of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from sheets_sync.billing.findings import Code, Variant
from sheets_sync.config import Config
from sheets_sync.notices import listing
from sheets_sync.notices.blocks import KEEPS_THE_TAB
from sheets_sync.notices.closed_desk import ClosedDesk
from sheets_sync.notices.desk import Ask, NoticeDesk
from sheets_sync.notices.episodes import Policy
from sheets_sync.notices.folder import FolderTransport
from sheets_sync.notices.issued import Invoice, Numbering
from sheets_sync.notices.letter_facts import Books, LetterFacts
from sheets_sync.notices.line_codes import code_of, read_code
from sheets_sync.notices.notice import Letter, Notice, State, TabSays
from sheets_sync.notices.outbox import Outbox
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.post import Transport
from sheets_sync.notices.seller import Seller
from sheets_sync.notices.wording import kind_text, state_text
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing import notices_tab
from sheets_sync.showing.notices_tab import NoticeLine
from sheets_sync.showing.pages import Letters
from sheets_sync.state.damage import DamagedLettersError
from sheets_sync.use_cases.blocked import blocked_text
from sheets_sync.use_cases.installation import mailed_elsewhere
from sheets_sync.use_cases.mail_servers import smtp
from sheets_sync.words.speaking import ENGLISH

if TYPE_CHECKING:
    from sheets_sync.use_cases.office import Office

Desk: TypeAlias = NoticeDesk | ClosedDesk


def open_desk(config: Config, outbox: Outbox) -> Desk:
    """The notice desk over an outbox, as the config has it; a closed one where the state's
    letters make no sense."""
    try:
        outbox.check()
    except DamagedLettersError as damage:
        return ClosedDesk(damage)
    return NoticeDesk(
        outbox, _Writer(config), open_transport(config), policy_of(config), numbering_of(config)
    )


def policy_of(config: Config) -> Policy:
    """When letters go, as ``[notices]`` and ``[mail]`` have it."""
    mail, notices = config.mail, config.notices
    return Policy(
        settle=notices.settle,
        approve=notices.approve,
        remind_every=notices.remind_every,
        remind_times=notices.remind_times,
        first_run_limit=notices.first_run_limit,
        receipt=notices.receipt,
        statement=notices.statement,
        scale=notices.scale,
        daily_cap=mail.daily_cap,
        give_up_after=mail.give_up_after,
    )


def numbering_of(config: Config) -> Numbering:
    """How invoices are numbered, as ``[invoice]`` has it."""
    return Numbering(config.invoice.prefix, config.invoice.first)


class _Writer:
    """Writes letters. Most runs write none, and what draws them is slow to import."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def write(self, facts: LetterFacts, now: datetime) -> Letter:
        """See ``LetterWriter``."""
        from sheets_sync.notices.letters import LetterWriter  # noqa: PLC0415 - see above

        config = self._config
        writer = LetterWriter(seller(config), config.workbook.words, issuer(config))
        return writer.write(facts, now)


def seller(config: Config) -> Seller:
    """Whose name stands below letters."""
    mail = config.mail
    return Seller(mail.sender, text=mail.seller, reply_to=mail.reply_to)


def issuer(config: Config) -> Issuer:
    """The seller as invoices and statements name them."""
    invoice = config.invoice
    return Issuer(
        name=seller(config).shown_name,
        details=config.mail.seller,
        accounts=config.bank_accounts(),
        vat_rate=Decimal(invoice.vat_rate) if invoice.vat_rate else None,
        vat=invoice.vat,
        signature=invoice.signature,
        due_days=invoice.due_days,
        sellers=config.sellers(),
    )


def open_transport(config: Config) -> Transport:
    """The way out for letters that the config names; nothing is connected to yet."""
    if config.mail.transport == "folder":
        return FolderTransport(config.mail.folder)
    return smtp(config, seller(config).address.addr_spec)


def books(config: Config, reckoned: Reckoning) -> Books:
    """The books of a run as the desk reads them."""
    doubted = {
        (each.source, each.row): each.variant == Variant.EARLY
        for each in reckoned.findings
        if each.code == Code.IMPLAUSIBLE
    }
    book, accounts = reckoned.book, reckoned.accounts
    return Books(book, accounts, config.terms(), reckoned.day, reckoned.youth, doubted)


def ticked(reckoned: Reckoning) -> set[int]:
    """The numbers of the notices whose Send staff ticked."""
    return notices_tab.ticked(notices_tab.notices_as_made(reckoned.snapshot))


def tab_says(reckoned: Reckoning) -> TabSays:
    """What the Notices tab knows of letters."""
    tab = notices_tab.notices_as_made(reckoned.snapshot)
    codes = {number: read_code(text) for number, text in notices_tab.codes(tab).items()}

    def of(*states: State) -> frozenset[int]:
        return frozenset(number for number, code in codes.items() if code and code.state in states)

    sent = of(State.SENT, State.WRITTEN)
    return TabSays(notices_tab.last_number(tab), sent, of(State.UNCERTAIN))


def warnings(office: "Office") -> list[str]:
    """What a run has to say of its letters to the person who started it."""
    desk = office.desk
    if isinstance(desk, ClosedDesk):
        return [f"Nothing is mailed: {desk.why}"]
    if desk.blocked is None:
        return []
    return [blocked_text(desk.blocked, office.config, office.store, ENGLISH)]


def ask(office: "Office", reckoned: Reckoning) -> Ask:
    """What letters are planned by beside the books."""
    first_run = office.store.runs.last_good() is None
    block = mailed_elsewhere(office, reckoned.snapshot) or office.out_of_order
    return Ask(first_run, ticked(reckoned), tab_says(reckoned), block)


def letters_shown(office: "Office", asked: Ask, everything: Sequence[Notice]) -> Letters:
    """What the workbook shows of the letters: what blocks them all, Notices' lines, the last one
    and those held; no lines where the state may know less than the tab."""
    config, desk = office.config, office.desk
    words, block = config.workbook.words, desk.block(asked)
    blocked = blocked_text(block, config, office.store, words) if block is not None else ""
    if block in KEEPS_THE_TAB:
        return Letters(blocked=blocked)
    last = {
        name: f"{words.day(notice.moment.astimezone(config.workbook.zone()))}"
        f" {kind_text(notice, words)}, {state_text(notice, words)}"
        for name, notice in listing.last_notices(everything).items()
    }
    held: dict[str, int] = {}
    for notice in listing.listed(everything):
        held[notice.client] = held.get(notice.client, 0) + (notice.state == State.HELD)
    replaced = desk.replaced()
    lines = tuple(_line(config, notice, replaced) for notice in listing.listed(everything))
    return Letters(lines, last, held, blocked)


def _line(config: Config, notice: Notice, ended: Mapping[int, Invoice]) -> NoticeLine:
    words = config.workbook.words
    state = state_text(notice, words)
    if (by := ended.get(notice.invoice or 0)) is not None:
        how = "replaced" if by.credits is None else "credited"
        state = words.say(f"notice.{how}", state=state, invoice=by.label)
    return NoticeLine(
        number=notice.number or 0,
        when=notice.moment.astimezone(config.workbook.zone()).replace(tzinfo=None, microsecond=0),
        client=notice.name,
        kind=kind_text(notice, words),
        balance=notice.balance,
        asked=notice.asked,
        currency=notice.currency,
        invoice=notice.invoice_label,
        to=", ".join(notice.to),
        state=state,
        code=str(code_of(notice)),
    )
