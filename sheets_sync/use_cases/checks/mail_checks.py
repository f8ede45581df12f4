"""What the doctor looks at of letters: whose they are, where answers and money go, the servers."""

from collections.abc import Iterator
from typing import Final

from sheets_sync.config import Config
from sheets_sync.notices.addresses import bare
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.shared import letters_by_config
from sheets_sync.use_cases.shared.check import Check
from sheets_sync.use_cases.shared.mail_servers import box_of_bounces, smtp

_NOBODYS: Final = (".example", "example.com", "example.org", "example.net", ".invalid", ".test")
"""Ends of domains that belong to nobody (RFC 2606)."""
_DEAF: Final = ("noreply", "no-reply", "donotreply", "do-not-reply")


def _sender(config: Config) -> Iterator[Check]:
    """Whom letters come from."""
    address = bare(config.mail.sender)
    if address.lower().endswith(_NOBODYS):
        cure = "Set mail.from to your own address."
        yield Check("from", "warning", f"letters come from {address}, which is nobody's", cure)
    else:
        yield Check("from", "good", f"letters come from {address}")


def _answers(config: Config) -> Iterator[Check]:
    """Where clients' answers go: they do answer."""
    address = bare(config.mail.reply_to or config.mail.sender)
    local, _, domain = address.lower().partition("@")
    if local in _DEAF or (config.mail.reply_to and domain.endswith(_NOBODYS)):
        cure = "Set mail.reply_to to the address of a person."
        yield Check("answers", "warning", f"answers go to {address}, where nobody reads", cure)
    else:
        yield Check("answers", "good", f"answers go to {address}")


def _seller(config: Config) -> Iterator[Check]:
    """Whose name and details stand on letters and invoices."""
    if config.mail.seller.strip():
        yield Check("seller", "good", "letters and invoices say whose they are")
    else:
        cure = "Set mail.seller: name, address, tax numbers, a telephone number."
        yield Check("seller", "warning", "letters and invoices bear no details of yours", cure)


def _accounts(config: Config) -> Iterator[Check]:
    """Whether each currency that letters ask for says where to pay."""
    with view_state(config) as store:
        asked = {each.currency for each in store.outbox().ledger().notices}
    lacking = sorted({config.billing.currency, *asked} - set(config.bank_accounts()))
    for currency in lacking:
        cure = f"Set [accounts.{currency}] in the config."
        found = f"letters ask for {currency} and do not say where to pay it"
        yield Check("accounts", "warning", found, cure)
    if not lacking:
        yield Check("accounts", "good", "letters say where to pay")


def _secret(config: Config) -> Iterator[Check]:
    """Whether secrets can be had: told though the mail server be down."""
    for each in config.mail.secrets:
        each.read()
        yield Check("secret", "good", f"{each.key} can be read")


def _server(config: Config) -> Iterator[Check]:
    """Whether the mail server lets us in."""
    address = letters_by_config.seller(config).address.addr_spec
    yield Check("mail", "good", smtp(config, address).check())


def _bounces(config: Config) -> Iterator[Check]:
    """Whether the mailbox that letters come back to can be looked into."""
    if config.mail.bounces.host:
        from sheets_sync.notices.bounces import opened_folder  # noqa: PLC0415 - few have one

        yield Check("bounces", "good", opened_folder(box_of_bounces(config)))


ABOUT_MAIL: Final = (_sender, _answers, _seller, _accounts, _secret, _server, _bounces)
"""What is looked at where letters are mailed, in the order in which it is told."""
