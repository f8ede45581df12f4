"""The digest: a mail to managers with Summary's table and what changed (design §12)."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from secrets import token_hex
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.notices.addresses import addressed, bare
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.ledger.notice import Letter
from sheets_sync.notices.texts.letters import templates
from sheets_sync.notices.texts.mail_headers import POLICY, set_mailboxes, set_subject
from sheets_sync.notices.texts.seller import Seller
from sheets_sync.words.speaking import Words

_TONES: Final = {"OVER": "#8a1c5b", "EMPTY": "#b42318", "LOW": "#9a6700", "OK": "#116149"}


@dataclass(frozen=True)
class Row:
    """A client as the digest shows them: texts, cleaned; ``flag`` is OK, LOW, EMPTY or OVER."""

    client: str
    balance: str
    flag: str
    shown_flag: str
    days_left: str
    effort: str
    advice: str

    @property
    def tone(self) -> str:
        """The colour of the flag, which its word says, too."""
        return _TONES[self.flag]


@dataclass(frozen=True)
class DigestText:
    """What a digest says, as texts of its ``words``. ``changes`` are sentences; ``place`` is where
    the workbook is."""

    words: Words
    day: str
    place: str
    rows: Sequence[Row]
    changes: Sequence[str]
    low: int


def write_digest(
    digest: DigestText, seller: Seller, to: str, due: datetime, now: datetime
) -> Letter:
    """The digest as a letter to one manager, dated ``now``."""
    made = templates()
    values = {
        "d": digest, "say": digest.words.say, "language": digest.words.code,
        "seller": clean(seller.shown_name),
    }  # fmt: skip
    message = EmailMessage(POLICY)
    set_mailboxes(message, "From", [seller.address])
    set_mailboxes(message, "To", [addressed(bare(to))])
    set_subject(message, clean(_subject(digest)))
    message["Date"] = format_datetime(now)
    unique = f"digest-{due:%Y%m%d%H%M}.{token_hex(8)}"
    message["Message-ID"] = f"<{unique}@{seller.address.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(made.get_template("digest.txt.j2").render(values))
    message.add_alternative(made.get_template("digest.html.j2").render(values), subtype="html")
    return Letter(f"{unique}.eml", str(message["Message-ID"]), message.as_bytes())


def _subject(digest: DigestText) -> str:
    if not digest.low:
        return digest.words.say("digest.subject.none", day=digest.day)
    return digest.words.count("digest.subject.low", digest.low, day=digest.day)
