"""`sync notices test`: one letter by the way that letters go, to an address of ours (§17)."""

from collections.abc import Mapping
from datetime import datetime
from email.errors import MessageError
from pathlib import Path

from sheets_sync.config import Config
from sheets_sync.errors import UsageError
from sheets_sync.notices.addresses import addressed
from sheets_sync.notices.cleaning import full_stop
from sheets_sync.notices.ledger.verdicts import Verdict
from sheets_sync.notices.post import Answer, MailTrouble, Transport
from sheets_sync.notices.texts.trial_letter import write_trial
from sheets_sync.use_cases.shared.letters_by_config import open_transport, seller


def send_trial(config: Config, to: str, moment: datetime) -> str:
    """Send a test letter to the address ``to``; a sentence on what became of it. The state is
    not looked at, and learns nothing.

    Raises ``UsageError`` for what is no address, ``MailTrouble`` where the letter was not taken.
    """
    try:
        addressed(to)
    except (ValueError, MessageError) as error:
        raise UsageError(f"{to!r} is no address.", "Name one, as boss@example.com.") from error
    now = moment.astimezone(config.workbook.zone())
    letter = write_trial(seller(config), to, config.workbook.words, now)
    transport = open_transport(config)
    with transport.open() as post:
        copies = [transport.archive] if transport.archive else []
        answers = post.send(letter, [to], lambda: None, copies)
    return _said(answers, to, transport, config.mail.folder)


def _said(answers: Mapping[str, Answer], to: str, transport: Transport, folder: Path) -> str:
    for address, answer in answers.items():
        if answer.verdict != Verdict.ACCEPTED:
            raise MailTrouble(
                full_stop(
                    f"The test letter to {address} was not taken ({answer.verdict}): {answer.reply}"
                ),
                "`sheets-sync -vv notices test` shows the talk with the server.",
            )
    if transport.name == "folder":
        return (
            f"The test letter to {to} lies in {folder}; nobody was mailed "
            '(mail.transport is "folder").'
        )
    copied = f", and a copy by {transport.archive}" if transport.archive else ""
    taken = full_stop(f"The test letter to {to} was taken{copied}: {answers[to].reply}")
    return f"{taken} Did it arrive?"
