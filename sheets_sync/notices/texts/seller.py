"""Who writes the letters."""

from email.headerregistry import Address

from sheets_sync.deferred import dataclass
from sheets_sync.notices.addresses import sender
from sheets_sync.notices.cleaning import clean


@dataclass(frozen=True)
class Seller:
    """Who writes: ``mailbox`` is ``[mail].from``, "Billing <billing@example.com>"; ``text`` any
    lines for the foot of a letter (bank details, a telephone number); ``reply_to`` an address."""

    mailbox: str
    name: str = ""
    text: str = ""
    reply_to: str = ""

    @property
    def address(self) -> Address:
        """The address that letters come from, with the seller's name."""
        mailbox = sender(self.mailbox)
        return Address(clean(self.name) or mailbox.display_name, addr_spec=mailbox.addr_spec)

    @property
    def shown_name(self) -> str:
        """The name below a letter and at the head of an invoice."""
        return self.address.display_name or self.address.addr_spec
