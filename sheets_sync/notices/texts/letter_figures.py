"""The figures that stand out in a letter, as texts of its language (design §8, §17)."""

from collections.abc import Iterator

from sheets_sync.deferred import dataclass
from sheets_sync.notices.account_lines import EARLIER, AccountMonth
from sheets_sync.notices.paper.invoice_paper import InvoicePaper
from sheets_sync.notices.plan.letter_facts import LetterFacts
from sheets_sync.words.speaking import Words


@dataclass(frozen=True)
class Figure:
    """A figure and what it is called. ``strong``: the one that the letter is about. ``flagged``:
    the balance, in the colour of its flag."""

    label: str
    value: str
    strong: bool = False
    flagged: bool = False


def figures(facts: LetterFacts, paper: InvoicePaper | None, words: Words) -> Iterator[Figure]:
    """The figures of ``facts``, in the order in which they are read."""
    kind = facts.notice.kind
    if facts.month is not None:
        yield from _of_month(facts.month, facts.notice.currency, words)
        return
    yield _balance(facts, words)
    if kind.of_episode:
        yield Figure(words.say("letter.threshold"), _money(facts, facts.client.threshold, words))
    if paper is not None:
        yield from _asked(paper)
    elif kind.withdraws and facts.invoice and facts.before:
        amount = words.money(facts.before.amount, facts.before.currency)
        day = words.day_in_letter(facts.before.day)
        label = words.say("letter.withdrawn", invoice=facts.before.label, day=day)
        yield Figure(label, amount, strong=True)
    elif facts.invoice:
        day = words.day_in_letter(facts.invoice.day)
        label = words.say("letter.received", invoice=facts.invoice.label, day=day)
        yield Figure(label, _money(facts, facts.received, words), strong=True)


def _asked(paper: InvoicePaper) -> Iterator[Figure]:
    say = paper.words.say
    label = say("letter.asked", invoice=paper.number, day=paper.date(paper.day))
    yield Figure(label, paper.money(paper.amount), strong=not paper.paid)
    if paper.paid:
        yield Figure(say("letter.paid"), paper.money(paper.paid))
        yield Figure(say("letter.left"), paper.money(paper.left), strong=True)
    if paper.due is not None:
        yield Figure(say("letter.due"), paper.date(paper.due))


def _of_month(month: AccountMonth, currency: str, words: Words) -> Iterator[Figure]:
    *sums, (label, closing) = sums_said(month, currency, words)
    yield from (Figure(*each) for each in sums)
    yield Figure(label, closing, strong=True)


def sums_said(month: AccountMonth, currency: str, words: Words) -> list[tuple[str, str]]:
    """The sums of a month and what each is called, the balance after it last."""
    day = words.day_in_letter(month.entered.told_to) if month.entered else ""
    return [
        (words.say(f"paper.{key}", day=day), words.money(minor, currency))
        for key, minor in month_sums(month).items()
    ]


def month_sums(month: AccountMonth) -> dict[str, int]:
    """Balance before, money in, charged, and balance after, minor units; where it follows on from
    a statement, what was entered since for days before comes behind the first."""
    charged = sum(line.amount for line in month.lines if line.kind in ("charge", EARLIER))
    paid = sum(line.amount for line in month.lines) - charged
    sums = {"money_in": paid, "charged": -charged, "closing": month.closing}
    since = month.entered
    if since is None:
        return {"opening": month.opening, **sums}
    late = {"entered_money_in": since.money_in, "entered_charged": since.charged}
    return {"opening_told": month.opening, **{k: v for k, v in late.items() if v}, **sums}


def _balance(facts: LetterFacts, words: Words) -> Figure:
    day = words.day_in_letter(facts.day)
    label = f"{words.say('letter.balance')} {words.say('letter.as_of', day=day)}"
    return Figure(label, _money(facts, facts.account.balance, words), strong=True, flagged=True)


def _money(facts: LetterFacts, minor: int, words: Words) -> str:
    return words.money(minor, facts.notice.currency)
