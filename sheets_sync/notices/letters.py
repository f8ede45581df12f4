"""Letters: plain text and HTML that say the same, in the client's language (design §8).

Texts of a language stand in ``templates/<language>.j2`` as plain text; ``letter.txt.j2`` and
``letter.html.j2`` lay out the same view of the facts, the latter escaping all of it.
"""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from hashlib import sha256
from secrets import token_hex
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from sheets_sync.notices.addresses import addressed, sender
from sheets_sync.notices.cleaning import clean, clean_lines, slug
from sheets_sync.notices.facts import Facts
from sheets_sync.notices.notice import Letter
from sheets_sync.notices.view import View, make_view

LANGUAGES: Final = ("en", "ru")


@dataclass(frozen=True, slots=True)
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


class LetterWriter:
    """Renders letters of one seller; ``language`` is for clients who named none."""

    def __init__(self, seller: Seller, language: str) -> None:
        self._seller = seller
        self._language = language

    def write(self, facts: Facts, now: datetime) -> Letter:
        """The letter that says ``facts``, dated ``now``; its notice has a number."""
        language = facts.client.language or self._language
        seller = self._seller.address
        view = make_view(facts, seller.display_name or seller.addr_spec, language)
        subject, text, html = _rendered(view, clean_lines(self._seller.text), language)
        message = self._envelope(facts, subject, now)
        message.set_content(text)
        message.add_alternative(html, subtype="html")
        message_id = str(message["Message-ID"])
        message.set_boundary(f"=_{sha256(message_id.encode()).hexdigest()[:32]}")
        return Letter(_file(facts), message_id, message.as_bytes())

    def _envelope(self, facts: Facts, subject: str, now: datetime) -> EmailMessage:
        message = EmailMessage(policy.SMTP)
        message["From"] = self._seller.address
        message["To"] = [addressed(each) for each in facts.notice.to]
        copies = [addressed(each) for each in facts.notice.cc if each not in facts.notice.to]
        if copies:
            message["Cc"] = copies
        if self._seller.reply_to:
            message["Reply-To"] = addressed(self._seller.reply_to)
        message["Subject"] = subject
        message["Date"] = format_datetime(now)
        # Short enough for one line: some servers stumble over a folded Message-ID.
        unique = f"notice-{facts.notice.number}.{token_hex(8)}"
        message["Message-ID"] = f"<{unique}@{self._seller.address.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        return message


def _rendered(view: View, foot: str, language: str) -> tuple[str, str, str]:
    """Subject, plain text and HTML."""
    templates = _templates()
    words = templates.get_template(f"{language}.j2").make_module({"v": view})
    values = {"v": view, "words": words, "foot": foot.splitlines(), "language": language}
    text = templates.get_template("letter.txt.j2").render(values)
    html = templates.get_template("letter.html.j2").render(values)
    return clean(str(vars(words)["subject"])), text, html


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("sheets_sync.notices"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _file(facts: Facts) -> str:
    notice = facts.notice
    return f"{notice.number:06d}-{notice.kind.lower()}-{slug(notice.name)}.eml"
