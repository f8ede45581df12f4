"""The facts of a letter as texts in its language: the one view that both layouts show."""

from collections.abc import Iterator

from sheets_sync.deferred import dataclass
from sheets_sync.notices.account_lines import AccountMonth
from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.ledger.episodes import Level
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.line_view import LineView, lines_heading, show_line
from sheets_sync.notices.paper.invoice_paper import InvoicePaper
from sheets_sync.notices.paper.payment_texts import bank_rows
from sheets_sync.notices.plan.letter_facts import LetterFacts
from sheets_sync.notices.texts.letter_figures import Figure, figures
from sheets_sync.words.speaking import Words


@dataclass(frozen=True)
class View:
    """A letter's facts, as shown. ``level`` is the flag now; ``title``, ``subject``, ``message``
    and ``remarks`` are sentences, ``figures`` what stands out. ``bank`` are the rows of how to pay,
    label and value, ``lines`` the postings under their ``heading``, ``link`` where the client sees
    their account at any time."""

    seller: str
    client: str
    contract: str
    level: str
    title: str
    subject: str
    message: str
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...]
    bank: tuple[tuple[str, str], ...]
    heading: str
    lines: tuple[LineView, ...]
    link: str = ""


def make_view(
    facts: LetterFacts, paper: InvoicePaper | None, seller: str, words: Words, link: str = ""
) -> View:
    """The view of ``facts``, with the ``paper`` that asks for money, if they do; every text that
    staff typed is cleaned."""
    notice, client = facts.notice, facts.client
    title = words.say(f"letter.title.{_said_of(notice)}")
    lines = () if notice.kind.tells_a_month else facts.lines
    bank = bank_rows(paper) if paper else ()
    return View(
        seller=clean(seller),
        client=clean(notice.name),
        contract=clean(client.contract),
        level=notice.level.name,
        title=title,
        subject=words.say(
            f"letter.subject.{_subject_of(facts)}", title=title, **_in_subject(facts, words)
        ),
        message=_message(facts, paper, words),
        figures=tuple(figures(facts, paper, words)),
        remarks=tuple(_remarks(facts, words)),
        bank=tuple((label, clean(value)) for label, value in bank),
        heading=lines_heading(lines, words),
        lines=tuple(show_line(line, notice.currency, words) for line in lines),
        link=link,
    )


def _remarks(facts: LetterFacts, words: Words) -> Iterator[str]:
    """What is to be told of the papers beside the figures."""
    invoice, kind = facts.invoice, facts.notice.kind
    if kind.asks and invoice:
        yield words.say("letter.purpose", invoice=invoice.label)
        if facts.before:
            yield words.say("letter.replaces", invoice=invoice.label, replaced=facts.before.label)
    elif kind.encloses:
        yield words.say(f"letter.attached.{kind}")


def _said_of(notice: Notice) -> str:
    """What title and message go by: how bad the account is, or what is told instead."""
    return notice.level.name if notice.kind.warns else notice.kind


def _subject_of(facts: LetterFacts) -> str:
    if not facts.notice.kind.warns:
        return facts.notice.kind
    return "REMINDER" if reminds(facts) else "LETTER"


def _in_subject(facts: LetterFacts, words: Words) -> dict[str, str]:
    """What a subject may name. Behind a title: "overdrawn: $5" says already that the $5 are below
    nothing."""
    currency, balance = facts.notice.currency, facts.account.balance
    overdrawn = facts.notice.level == Level.OVER and balance < 0 and facts.notice.kind.warns
    shown, asked = -balance if overdrawn else balance, facts.notice.asked
    return {
        "balance": words.money(shown, currency),
        "received": words.money(facts.received, currency),
        "asked": words.money(asked, currency),
        "invoice": facts.invoice.label if facts.invoice else "",
        "withdrawn": facts.before.label if facts.before else "",
        "month": _months(facts.month, words) if facts.month else "",
    }


def _months(told: AccountMonth, words: Words) -> str:
    """The month that is told, or the first and the last of several."""
    return " – ".join(dict.fromkeys((words.month(told.first), words.month(told.last))))


def reminds(facts: LetterFacts) -> bool:
    """Whether it reminds of an invoice: nobody is reminded of one that they have not seen."""
    return facts.reminder > 0


def _message(facts: LetterFacts, paper: InvoicePaper | None, words: Words) -> str:
    """What happened and what we ask for."""
    account, below = facts.account, facts.account.balance < facts.client.threshold
    lasts = account.days_left
    said = words.say(
        f"letter.message.{_said_of(facts.notice)}",
        cause=words.say(f"letter.cause.{'below' if below else 'soon'}"),
        lasts=words.count("letter.lasts", lasts) if lasts else "",
        **_in_subject(facts, words),
    )
    return f"{reminder_text(facts, paper, words)} {said}" if reminds(facts) else said


def reminder_text(facts: LetterFacts, paper: InvoicePaper | None, words: Words) -> str:
    """Which reminder it is, and since when what it reminds of is overdue."""
    said = words.say("letter.reminder", ordinal=facts.reminder)
    if paper is None or paper.due is None or facts.day <= paper.due:
        return said
    day, late = words.day_in_letter(paper.due), facts.day - paper.due
    overdue = words.count("letter.overdue", late, invoice=paper.number, day=day)
    return f"{said} {overdue}"
