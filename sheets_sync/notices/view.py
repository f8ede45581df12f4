"""The facts of a letter as texts in its language: the one view that both layouts show."""

from dataclasses import dataclass

from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.episodes import Level
from sheets_sync.notices.letter_facts import LetterFacts
from sheets_sync.notices.line_view import LineView, lines_heading, show_line
from sheets_sync.notices.notice import Notice
from sheets_sync.notices.paper.invoice_paper import InvoicePaper
from sheets_sync.notices.paper.payment_texts import bank_rows
from sheets_sync.words.speaking import Words


@dataclass(frozen=True, slots=True)
class View:
    """A letter's facts, as shown. ``asks``: for money; ``level`` is the flag now; ``title``,
    ``subject`` and ``message`` are sentences. ``paid`` and ``left`` are "" where nothing came in
    yet, ``received`` is all that did, where nothing is asked. ``bank`` are the rows of how to pay,
    label and value, ``lines`` the postings under their ``heading``."""

    seller: str
    client: str
    contract: str
    asks: bool
    level: str
    day: str
    balance: str
    threshold: str
    invoice: str
    invoice_day: str
    replaces: str
    due: str
    asked: str
    paid: str
    left: str
    received: str
    bank: tuple[tuple[str, str], ...]
    heading: str
    lines: tuple[LineView, ...]
    title: str
    subject: str
    message: str


def make_view(facts: LetterFacts, paper: InvoicePaper, seller: str) -> View:
    """The view of ``facts`` in the words of ``paper``, their invoice; every text that staff typed
    is cleaned."""
    notice, invoice, client, words = facts.notice, facts.invoice, facts.client, paper.words
    due = paper.due if notice.kind.asks else None

    def amount(minor: int) -> str:
        return words.money(minor, notice.currency)

    asks = notice.kind.asks
    paid = max(0, min(facts.received, invoice.amount)) if asks else 0
    balance, received = amount(facts.account.balance), "" if asks else amount(facts.received)
    title = words.say(f"letter.title.{_said_of(notice)}")
    return View(
        seller=clean(seller),
        client=clean(notice.name),
        contract=clean(client.contract),
        asks=asks,
        level=notice.level.name,
        day=words.day_in_letter(facts.day),
        balance=balance,
        threshold=amount(client.threshold),
        invoice=invoice.label,
        invoice_day=words.day_in_letter(invoice.day),
        replaces=facts.replaces,
        due=words.day_in_letter(due) if due is not None else "",
        asked=amount(invoice.amount),
        paid=amount(paid) if paid else "",
        left=amount(invoice.amount - paid) if paid else "",
        received=received,
        bank=tuple((label, clean(value)) for label, value in bank_rows(paper)) if asks else (),
        heading=lines_heading(facts.lines, words),
        lines=tuple(show_line(line, notice.currency, words) for line in facts.lines),
        title=title,
        subject=words.say(
            f"letter.subject.{_subject_of(facts)}",
            title=title, balance=_in_subject(facts, balance, words),
            invoice=invoice.label, received=received,
        ),
        message=_message(facts, due, words),
    )  # fmt: skip


def _said_of(notice: Notice) -> str:
    """What title and message go by: how bad the account is, or what is told instead."""
    return notice.level.name if notice.kind.asks else notice.kind


def _subject_of(facts: LetterFacts) -> str:
    if not facts.notice.kind.asks:
        return facts.notice.kind
    return "REMINDER" if _reminds(facts) else "LETTER"


def _in_subject(facts: LetterFacts, balance: str, words: Words) -> str:
    """The balance behind a title: "overdrawn: $5" says already that the $5 are below nothing."""
    overdrawn = facts.notice.level == Level.OVER and facts.account.balance < 0
    return words.money(-facts.account.balance, facts.notice.currency) if overdrawn else balance


def _reminds(facts: LetterFacts) -> bool:
    """Whether it reminds of an invoice: nobody is reminded of one that they have not seen."""
    return facts.notice.kind.reminds and facts.seen


def _message(facts: LetterFacts, due: int | None, words: Words) -> str:
    """What happened and what we ask for."""
    account, below = facts.account, facts.account.balance < facts.client.threshold
    lasts = account.days_left
    said = words.say(
        f"letter.message.{_said_of(facts.notice)}",
        cause=words.say(f"letter.cause.{'below' if below else 'soon'}"),
        lasts=words.count("letter.lasts", lasts) if lasts else "",
    )
    return f"{_reminder(facts, due, words)} {said}" if _reminds(facts) else said


def _reminder(facts: LetterFacts, due: int | None, words: Words) -> str:
    """Which reminder it is, and since when what it reminds of is overdue."""
    said = words.say("letter.reminder", ordinal=facts.notice.ordinal)
    if due is None or facts.day <= due:
        return said
    day, late = words.day_in_letter(due), facts.day - due
    overdue = words.count("letter.overdue", late, invoice=facts.invoice.label, day=day)
    return f"{said} {overdue}"
