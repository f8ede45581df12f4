"""A letter that only tries the way: it says so, and asks for nothing (design §17)."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from secrets import token_hex

from sheets_sync.notices.addresses import addressed, sender
from sheets_sync.notices.cleaning import clean_lines
from sheets_sync.notices.ledger.notice import Letter
from sheets_sync.notices.texts.mail_headers import POLICY, set_mailboxes, set_subject
from sheets_sync.notices.texts.seller import Seller
from sheets_sync.words.speaking import Words


def write_trial(seller: Seller, to: str, words: Words, now: datetime) -> Letter:
    """A test letter to one address, dated ``now``, from and with all that letters have."""
    message = EmailMessage(POLICY)
    set_mailboxes(message, "From", [seller.address])
    set_mailboxes(message, "To", [addressed(to)])
    answers = sender(seller.reply_to) if seller.reply_to else seller.address
    if seller.reply_to:
        set_mailboxes(message, "Reply-To", [answers])
    set_subject(message, words.say("trial.subject", seller=seller.shown_name))
    message["Date"] = format_datetime(now)
    unique = f"test-{now:%Y%m%d%H%M}.{token_hex(8)}"
    message["Message-ID"] = f"<{unique}@{seller.address.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    text = words.say("trial.text", answers=answers.addr_spec)
    message.set_content(f"{text}\n\n{clean_lines(seller.text)}".rstrip() + "\n")
    return Letter(f"{unique}.eml", str(message["Message-ID"]), message.as_bytes())
