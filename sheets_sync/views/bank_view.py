"""``sync bank check``: what statement files would do, on 80 columns (design §20)."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.judging import Judged, Lot
from sheets_sync.use_cases.bank_statements import Checked
from sheets_sync.words.speaking import Words

_ORDER: Final = (
    Lot.MATCHED, Lot.OFFERED, Lot.POSSIBLE_DUPLICATE, Lot.UNREAD, Lot.ELSEWHERE,
    Lot.BEFORE_OPENING, Lot.RETURNED, Lot.KNOWN,
    Lot.OWN, Lot.IGNORED,
)  # fmt: skip
_SUMMED_UP: Final = (Lot.KNOWN, Lot.OWN, Lot.IGNORED)
"""Of these only the sum is shown: nobody has anything to do about them."""
_MOST_SHOWN: Final = 40
_INDENT: Final = " " * 6


def show_statements(checked: Checked, words: Words, console: Console, *, everything: bool) -> None:
    """Print every statement that is taken: its proof, then its entries by what becomes of them."""
    for file, statements in checked.taken:
        console.print(Text(f"{file.name} · {file.format}", style="bold"), soft_wrap=True)
        if not statements:
            console.print(Text(_INDENT + words.say("bank.nothing")))
        for statement, judged in statements:
            console.print(Text(f"  {statement.account}"), soft_wrap=True)
            console.print(Text(f"  {_proof(statement, words)}"), soft_wrap=True)
            for line in _lines(judged, words, everything=everything):
                console.print(line, no_wrap=True, overflow="ellipsis")
        console.print()


def _proof(statement: BankStatement, words: Words) -> str:
    """Opening and entries, which make the closing balance."""
    came, went = (
        sum(each.amount for each in statement.entries if each.credit == credit)
        for credit in (True, False)
    )
    amounts = {
        "opening": statement.opening,
        "came": came,
        "went": went,
        "closing": statement.closing,
    }
    shown = {name: words.amount(minor, statement.currency) for name, minor in amounts.items()}
    days = {"first": words.day(statement.first), "last": words.day(statement.last)}
    return words.say("bank.balances", **shown, **days, currency=statement.currency)


def _lines(judged: Sequence[Judged], words: Words, *, everything: bool) -> Iterator[Text]:
    for lot in _ORDER:
        own = [each for each in judged if each.lot is lot]
        if own:
            total = words.amount(sum(each.entry.signed for each in own), own[0].currency)
            heading = f"  {words.say(f'bank.lot.{lot}')} · {len(own)} · {total} {own[0].currency}"
            yield Text(heading, style="bold")
            if lot not in _SUMMED_UP or everything:
                yield from _entries(own, words, everything=everything)


def _entries(own: Sequence[Judged], words: Words, *, everything: bool) -> Iterator[Text]:
    shown = own if everything else own[:_MOST_SHOWN]
    for each in shown:
        entry = each.entry
        amount = words.amount(entry.signed, each.currency)
        yield Text(f"    {words.day(entry.day):>10} {amount:>14}  {_what_it_is(each, words)}")
        said = ": ".join(filter(None, (entry.party.name, entry.purpose)))
        if said:
            yield Text(f"{_INDENT}{said}", style="dim")
    if len(shown) < len(own):
        yield Text(_INDENT + words.say("bank.more", count=len(own) - len(shown), option="--all"))


def _what_it_is(each: Judged, words: Words) -> str:
    """Whose an entry is; before it, where the bank took it back, that it did; behind it the rows
    that hold it."""
    back = [words.say("bank.taken_back")] if each.entry.takes_back else []
    return " · ".join(filter(None, [*back, _whose(each, words), ", ".join(each.unread)]))


def _whose(each: Judged, words: Words) -> str:
    whose = each.whose
    if whose.client and whose.how is not None:
        labels = ", ".join(claim.label for claim in whose.claims)
        return f"{whose.client} · {words.say(f'bank.whose.{whose.how}', labels=labels)}"
    if whose.candidates:
        return words.say("bank.perhaps", clients=" / ".join(whose.candidates))
    return words.say("bank.nobody") if each.lot is Lot.OFFERED else ""
