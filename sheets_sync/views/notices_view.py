"""``sync notices list`` and ``preview``: letters in a terminal (design §12)."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Final

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from sheets_sync.billing.currency import to_major
from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.notices.ledger.listing import listed
from sheets_sync.notices.ledger.notice import STUCK, Letter, Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.verdicts import Outcome, Verdict
from sheets_sync.notices.wording import kind_of_line, state_text
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.shared.document import dump

_DONE: Final = (State.SENT, State.WRITTEN, State.CANCELLED)
_NUMBERS: Final = ("number", "asked")
_HEADERS: Final = ("From", "To", "Cc", "Reply-To", "Date", "Subject", "Message-ID")


def show(config: Config, console: Console, *, everything: bool, as_json: bool) -> str:
    """Print the letters that wait, or all of them, as a table; or return them as JSON text."""
    with view_state(config) as store:
        outbox = store.outbox()
        ledger = outbox.ledger()
        notices = [each for each in listed(ledger.notices) if everything or each.state not in _DONE]
        ids = {each.id: letter.message_id for each in notices if (letter := outbox.frozen(each))}
    if as_json:
        return dump([_as_dict(each, ids.get(each.id, "")) for each in notices])
    if not notices:
        return "No letters." if everything else "No letter waits for anything."
    console.print(_table(config, notices, ledger))
    for each in notices:
        if each.state in STUCK:
            line = f"No {each.number}: {state_text(each, config.workbook.words)}. "
            console.print(Text(line + f"Message-ID {ids.get(each.id, '')}"), soft_wrap=True)
    return ""


def letter_as(letter: Letter, form: str) -> str | bytes:
    """A letter to look at: its "text" with headers, its "html", its "pdf", or the whole "eml".

    Raises ``UsageError`` where it has no invoice.
    """
    if form == "eml":
        return letter.data
    message = message_from_bytes(letter.data, _class=EmailMessage, policy=default)
    if form == "pdf":
        return _invoice(message)
    body = message.get_body((form,) if form == "html" else ("plain",))
    content: str = body.get_content() if body is not None else ""
    if form == "html":
        return content
    headers = [f"{name}: {message[name]}" for name in _HEADERS if message[name]]
    files = [f"Attached: {part.get_filename()}" for part in message.iter_attachments()]
    return "\n".join([*headers, *files, "", content])


def _invoice(message: EmailMessage) -> bytes:
    for part in message.iter_attachments():
        if part.get_content_type() == "application/pdf":
            content: bytes = part.get_content()
            return content
    raise UsageError("This letter has no invoice.", "Leave out --pdf to see the letter.")


def _table(config: Config, notices: list[Notice], ledger: Ledger) -> Table:
    words = config.workbook.words
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("number", "when", "client", "kind", "asked", "invoice", "to", "state"):
        justify: JustifyMethod = "right" if name in _NUMBERS else "left"
        head = words.say(f"notices.{name}")
        table.add_column(head, justify=justify, no_wrap=name in (*_NUMBERS, "when"))
    for each in notices:
        cells = (
            str(each.number),
            f"{each.moment.astimezone(config.workbook.zone()):%Y-%m-%d %H:%M}",
            each.name,
            kind_of_line(each, words, ledger),
            words.coded(each.asked, each.currency),
            each.invoice_label,
            ", ".join(each.to),
            state_text(each, words),
        )
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _blame(outcome: Outcome) -> str | None:
    """What an answer that is no yes speaks of."""
    return None if outcome.verdict == Verdict.ACCEPTED else str(outcome.blame)


def _as_dict(notice: Notice, message_id: str) -> dict[str, object]:
    return {
        "number": notice.number,
        "moment": notice.moment.isoformat(),
        "client": notice.name,
        "kind": str(notice.kind),
        "currency": notice.currency,
        "amount": to_major(notice.asked, notice.currency),
        "invoice": notice.invoice_label,
        "to": list(notice.to),
        "cc": list(notice.cc),
        "state": str(notice.state),
        "reason": notice.reason,
        "message_id": message_id,
        "answers": [
            {
                "address": each.address,
                "verdict": str(each.verdict),
                "reply": each.reply,
                "blame": _blame(each),
            }
            for each in notice.outcomes
        ],
        "next_attempt": notice.due.isoformat() if notice.due else None,
    }
