"""Letters: plain text and HTML that say the same, in the client's language (design §8).

``letter.txt.j2`` and ``letter.html.j2`` lay out the same view of the facts, the latter escaping
all of it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from hashlib import sha256
from secrets import token_hex
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from sheets_sync.notices.addresses import addressed, sender
from sheets_sync.notices.cleaning import clean, clean_lines, slug
from sheets_sync.notices.ledger.notice import Letter
from sheets_sync.notices.paper.own_look import Logo
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.plan.letter_facts import LetterFacts
from sheets_sync.notices.texts.enclosed import enclosed, invoice_paper
from sheets_sync.notices.texts.mail_headers import POLICY, set_mailboxes, set_subject
from sheets_sync.notices.texts.own_templates import LAYOUTS, OwnTemplates
from sheets_sync.notices.texts.own_words import in_own_words
from sheets_sync.notices.texts.seller import Seller
from sheets_sync.notices.texts.view import View, make_view
from sheets_sync.words.speaking import Words, words_of

LOGO_ID: Final = "logo@letter"
"""The Content-ID that the HTML of a letter shows its logo by (RFC 2392)."""


class LetterWriter:
    """Renders letters of one seller; ``words`` are for clients who named no language, ``issuer``
    the seller as invoices name them, ``own`` their templates; ``account_page`` tells where a
    client, by folded name, sees their account, "" where nowhere."""

    def __init__(
        self,
        seller: Seller,
        words: Words,
        issuer: Issuer | None = None,
        own: OwnTemplates | None = None,
        account_page: Callable[[str], str] = lambda _client: "",
    ) -> None:
        self._seller = seller
        self._own = own
        self._account_page = account_page
        self._words = words
        self._issuer = issuer or Issuer(seller.shown_name, clean_lines(seller.text), {})

    def write(self, facts: LetterFacts, now: datetime) -> Letter:
        """The letter that says ``facts``, dated ``now``; its notice has a number.

        Raises ``PaperError`` where its invoice cannot be drawn, or a template be rendered.
        """
        words = words_of(facts.client.language) if facts.client.language else self._words
        link = self._account_page(facts.notice.client)
        asks = facts.notice.kind.asks
        paper = invoice_paper(facts, self._issuer, words, link) if asks else None
        view = make_view(facts, paper, self._seller.shown_name, words, link)
        if self._own is not None:
            view = in_own_words(view, facts, paper, self._own, words)
        logo = self._issuer.look.logo
        values = layout_values(view, clean_lines(self._seller.text), logo, words)
        text, html = (self._laid_out(file, view, values) for file in LAYOUTS)
        message = self._envelope(facts, clean(view.subject), now)
        message.set_content(text)
        message.add_alternative(html, subtype="html")
        if logo is not None:
            _enclose(message, logo)
        for name, drawn in enclosed(facts, paper, self._issuer, words, link):
            message.add_attachment(drawn, maintype="application", subtype="pdf", filename=name)
        message_id = str(message["Message-ID"])
        for depth, part in enumerate(each for each in message.walk() if each.is_multipart()):
            part.set_boundary(f"=_{depth}_{sha256(message_id.encode()).hexdigest()[:32]}")
        return Letter(_file(facts), message_id, message.as_bytes())

    def _laid_out(self, file: str, view: View, values: Mapping[str, object]) -> str:
        """A letter by a layout of the seller's own, or by ours of the same name."""
        own = self._own.layout(file, view, values) if self._own is not None else None
        return templates().get_template(f"{file}.j2").render(values) if own is None else own

    def _envelope(self, facts: LetterFacts, subject: str, now: datetime) -> EmailMessage:
        message = EmailMessage(POLICY)
        set_mailboxes(message, "From", [self._seller.address])
        set_mailboxes(message, "To", [addressed(each) for each in facts.notice.to])
        copies = [addressed(each) for each in facts.notice.cc if each not in facts.notice.to]
        if copies:
            set_mailboxes(message, "Cc", copies)
        if self._seller.reply_to:
            set_mailboxes(message, "Reply-To", [sender(self._seller.reply_to)])
        set_subject(message, subject)
        message["Date"] = format_datetime(now)
        # Short enough for one line: some servers stumble over a folded Message-ID.
        unique = f"notice-{facts.notice.number}.{token_hex(8)}"
        message["Message-ID"] = f"<{unique}@{self._seller.address.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        return message


def _enclose(message: EmailMessage, logo: Logo) -> None:
    """The logo as a part of the HTML that shows it: no mail program need ask the net for it."""
    html = message.get_body(("html",))
    assert html is not None  # noqa: S101 - it was added just now
    html.add_related(
        logo.data,
        maintype="image",
        subtype=logo.kind,
        cid=f"<{LOGO_ID}>",
        filename=f"logo.{logo.kind}",
        disposition="inline",
    )


def layout_values(view: View, foot: str, logo: Logo | None, words: Words) -> Mapping[str, object]:
    """What a layout is given: the ``view`` as ``v``, ``say`` for our own texts, and the ``foot``
    by lines."""
    values = {"v": view, "say": words.say, "foot": foot.splitlines(), "language": words.code}
    return values | {"logo": logo, "logo_id": LOGO_ID}


@cache
def templates() -> Environment:
    """The templates of letters; what becomes HTML escapes all that it is given."""
    return Environment(
        loader=PackageLoader("sheets_sync.notices"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _file(facts: LetterFacts) -> str:
    notice = facts.notice
    return f"{notice.number:06d}-{notice.kind.lower()}-{slug(notice.name)}.eml"
