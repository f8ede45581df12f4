"""A report of delivery (RFC 3464, in any language): of which letter, and whom it did not reach.

Only what is meant for programs is read, no sentence: servers write those as they like.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.notices.blame import blame_of
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.ledger.verdicts import Blame
from sheets_sync.voice import say

_STATUSES: Final = ("message/delivery-status", "message/global-delivery-status")
_RETURNED: Final = (
    "message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers",
    "message/global-headers",
)  # fmt: skip
_ID: Final = re.compile(r"<[^<>\s]{1,250}>")


@dataclass(frozen=True)
class Failure:
    """An address that a letter did not reach, and never will: as it was written and as it was
    tried last, the words of the server that refused, on one line, and what they speak of."""

    addresses: tuple[str, ...]
    reply: str
    blame: Blame = Blame.ADDRESS


@dataclass(frozen=True)
class DeliveryReport:
    """``message_id`` is the letter's; ``arrival`` when the server that reports got it, if it
    says so."""

    message_id: str
    arrival: datetime | None
    failures: tuple[Failure, ...]


def read_report(data: bytes) -> DeliveryReport | None:
    """The report that a mail is; None where it is none, or where nothing has failed for good."""
    try:
        mail = message_from_bytes(data)
        parts = list(mail.walk())
    except RecursionError:  # a mail of thousands of parts in each other is no server's report
        say("bounces", "a mail nests too deep to be read")
        return None
    status = next((part for part in parts if part.get_content_type() in _STATUSES), None)
    message_id = _message_id(mail, parts) if status is not None else ""
    if status is None or not message_id:
        return None
    whole, *groups = list(_groups(status)) or [Message()]
    failures = tuple(_failure(each) for each in groups if _failed(each))
    return DeliveryReport(message_id, _moment(whole), failures) if failures else None


def _message_id(mail: Message, parts: list[Message]) -> str:
    """That of the letter that came back, else of the one that the report answers."""
    named = [_first(part) for part in parts if part.get_content_type() in _RETURNED]
    said = [*(_field(each, "Message-ID") for each in named), _field(mail, "In-Reply-To")]
    said += _field(mail, "References").split()[-1:]
    found = map(_ID.search, said)
    return next((each[0] for each in found if each), "")


def _first(part: Message) -> Message:
    """The head of a letter that came back, whole or not."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return payload[0] if payload and isinstance(payload[0], Message) else Message()
    return HeaderParser().parsestr(_text(part))


def _groups(status: Message) -> Iterator[Message]:
    """The fields of a report: of the letter first, then of each address."""
    payload = status.get_payload()
    parts = [each for each in payload if isinstance(each, Message)] if payload else []
    yield from (each for each in parts if each.items())
    text = _text(parts[0] if len(parts) == 1 else status)  # where they were not taken apart
    for block in re.split(r"\r?\n[ \t]*\r?\n", text):
        if (fields := HeaderParser().parsestr(block.lstrip())).items():
            yield fields


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _failed(fields: Message) -> bool:
    """Whether a letter is given up, which RFC 3464 §2.3.3 calls "failed" whatever the status is:
    a 4.x.x that is "delayed" may still arrive."""
    action = _field(fields, "Action").lower()
    return action == "failed" or (not action and _field(fields, "Status").startswith("5."))


def _failure(fields: Message) -> Failure:
    named = (_field(fields, "Original-Recipient"), _field(fields, "Final-Recipient"))
    addresses = [each.rpartition(";")[2].strip().strip("<>") for each in named]
    reply = clean(_field(fields, "Diagnostic-Code").partition(";")[2])
    status = clean(_field(fields, "Status"))
    return Failure(
        tuple(dict.fromkeys(filter(None, addresses))),
        reply or status or "no reason given",
        blame_of(status, blame_of(reply, Blame.ADDRESS)),
    )


def _field(fields: Message, name: str) -> str:
    """A header as text, whatever its bytes are; "" where there is none."""
    raw = (str(value) for key, value in fields.raw_items() if key.lower() == name.lower())
    return next(raw, "").encode(errors="surrogateescape").decode(errors="replace").strip()


def _moment(fields: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_field(fields, "Arrival-Date"))
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else None
