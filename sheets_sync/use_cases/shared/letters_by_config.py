"""Letters as the config has them: the desk, its policy, who sends, and the way out."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from sheets_sync.config import Config
from sheets_sync.notices.closed_desk import ClosedDesk
from sheets_sync.notices.desk import NoticeDesk
from sheets_sync.notices.folder import FolderTransport
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.issued import Numbering, Tax
from sheets_sync.notices.ledger.notice import Letter
from sheets_sync.notices.outbox import Outbox
from sheets_sync.notices.paper.own_look import OwnLook
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.plan.letter_facts import LetterFacts
from sheets_sync.notices.post import Transport
from sheets_sync.notices.texts.seller import Seller
from sheets_sync.state.damage import DamagedLettersError
from sheets_sync.use_cases.shared.mail_servers import smtp

Desk: TypeAlias = NoticeDesk | ClosedDesk


def open_desk(
    config: Config, outbox: Outbox, account_page: Callable[[str], str] = lambda _client: ""
) -> Desk:
    """The notice desk over an outbox, as the config has it; a closed one where the state's
    letters make no sense. ``account_page`` as ``LetterWriter`` has it."""
    try:
        outbox.check()
    except DamagedLettersError as damage:
        return ClosedDesk(damage)
    writer, transport = _Writer(config, account_page), open_transport(config)
    return NoticeDesk(outbox, writer, transport, policy_of(config), numbering_of(config))


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
        due_days=config.invoice.due_days,
    )


def numbering_of(config: Config) -> Numbering:
    """How invoices are numbered, and the tax and the days to pay that they are made with, as
    ``[invoice]`` and ``[accounts]`` have it."""
    invoice, here = config.invoice, config.sellers()
    taxes = {
        currency: Tax(None if each.vat_rate is None else str(each.vat_rate), each.vat)
        for currency, each in here.items()
        if each.vat or each.vat_rate
    }
    tax = Tax(invoice.vat_rate or None, invoice.vat)
    return Numbering(invoice.prefix, invoice.first, tax, taxes, invoice.due_days)


class _Writer:
    """Writes letters. Most runs write none, and what draws them is slow to import."""

    def __init__(self, config: Config, account_page: Callable[[str], str]) -> None:
        self._config = config
        self._account_page = account_page

    def write(self, facts: LetterFacts, now: datetime) -> Letter:
        """See ``LetterWriter``."""
        from sheets_sync.notices.texts.letters import LetterWriter  # noqa: PLC0415 - see above
        from sheets_sync.notices.texts.own_templates import OwnTemplates  # noqa: PLC0415 - as above

        config = self._config
        folder = config.letters.templates
        own = OwnTemplates(folder) if folder else None
        words, page = config.workbook.words, self._account_page
        writer = LetterWriter(seller(config), words, issuer(config), own, page)
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
        look=own_look(config),
    )


def own_look(config: Config) -> OwnLook:
    """What letters and papers look like beyond our own look. Raises ``PaperError`` where the logo
    cannot be read."""
    from sheets_sync.notices.paper.own_files import read_logo  # noqa: PLC0415 - see _Writer

    logo = config.letters.logo
    return OwnLook(read_logo(logo) if logo else None, config.letters.fonts)


def open_transport(config: Config) -> Transport:
    """The way out for letters that the config names; nothing is connected to yet."""
    if config.mail.transport == "folder":
        return FolderTransport(config.mail.folder)
    return smtp(config, seller(config).address.addr_spec)
