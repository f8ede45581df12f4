"""``sync bank check``: what statement files would do, on 80 columns (design §20)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.judging import Judged
from sheets_sync.bank.met_before import Lot
from sheets_sync.billing.bank_rows import BankState
from sheets_sync.billing.fingerprints import NAME_KEPT
from sheets_sync.showing.bank_tab import how_said, said_by
from sheets_sync.use_cases.bank_statements import Checked, RowTold
from sheets_sync.words.speaking import Words

_BY_STATE: Final = {
    BankState.DUPLICATE: "possible_duplicate",
    BankState.TYPED_SINCE: "possible_duplicate",
    BankState.IN_OPENING: "before_opening",
    BankState.LATER: "later",
    BankState.NOBODYS: "nobodys",
    BankState.CHOSEN: "chosen",
    BankState.FAULTY: "faulty",
    BankState.CORRECTED: "corrected",
    BankState.UNTOLD: "untold",
}
"""What its row is to amount to, where that is more than what the entry is."""
_ORDER: Final = (
    Lot.MATCHED, "chosen", Lot.OFFERED, "possible_duplicate", "corrected", "untold",
    "before_opening", "later", "nobodys", "faulty", Lot.ELSEWHERE, Lot.ALIKE, Lot.RETURNED,
    Lot.KNOWN, Lot.OWN, Lot.IGNORED,
)  # fmt: skip
_SUMMED_UP: Final = (Lot.KNOWN, Lot.OWN, Lot.IGNORED)
"""Of these only the sum is shown: nobody has anything to do about them."""
_MOST_SHOWN: Final = 40
_INDENT: Final = " " * 6


def show_statements(checked: Checked, words: Words, console: Console, *, everything: bool) -> None:
    """Print every statement that is taken: its proof, then its entries by what becomes of them."""
    for file, statements in checked.taken:
        head = " · ".join((file.name, file.format, *file.layouts))
        console.print(Text(head, style="bold"), soft_wrap=True)
        if not statements:
            console.print(Text(_INDENT + words.say("bank.nothing")))
        for statement, judged in statements:
            console.print(Text(f"  {statement.account}"), soft_wrap=True)
            console.print(Text(f"  {_proof(statement, words)}"), soft_wrap=True)
            for line in _lines(judged, checked.states, words, everything=everything):
                console.print(line, no_wrap=True, overflow="ellipsis")
        for line in _told_no_more(checked.no_more.get(file.name[:NAME_KEPT], ()), words):
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


def _lines(
    judged: Sequence[Judged],
    states: Mapping[str, BankState],
    words: Words,
    *,
    everything: bool,
) -> Iterator[Text]:
    by_lot: dict[str, list[Judged]] = {}
    for each in judged:
        by_lot.setdefault(lot_shown(each, states), []).append(each)
    for lot in _ORDER:
        if own := by_lot.get(lot):
            total = words.amount(sum(each.entry.signed for each in own), own[0].currency)
            heading = f"  {words.say(f'bank.lot.{lot}')} · {len(own)} · {total} {own[0].currency}"
            yield Text(heading, style="bold")
            if lot not in _SUMMED_UP or everything:
                yield from _entries(own, words, everything=everything)


def _told_no_more(rows: Sequence[RowTold], words: Words) -> Iterator[Text]:
    """The rows of Bank that wait since the file tells them no more."""
    if rows:
        yield Text(f"  {words.say('bank.no_longer_told')} · {len(rows)}", style="bold")
    for each in rows:
        amount = words.amount(each.amount, each.currency)
        yield Text(f"    {words.day(each.day):>10} {amount:>14}  {each.client}")


def lot_shown(judged: Judged, states: Mapping[str, BankState]) -> str:
    """What becomes of an entry, as the State of its row will say; ``states`` by fingerprint."""
    if judged.lot not in (Lot.MATCHED, Lot.OFFERED, Lot.RETURNED):
        return judged.lot
    return _BY_STATE.get(states.get(judged.fingerprint, BankState.COUNTED), judged.lot)


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
    """Whose an entry is; before it, where the bank took it back, that it did."""
    back = [words.say("bank.taken_back")] if each.entry.takes_back else []
    return " · ".join(filter(None, [*back, _whose(each, words)]))


def _whose(each: Judged, words: Words) -> str:
    whose = each.whose
    if each.chosen:
        return each.chosen
    if whose.client and whose.how is not None:
        return f"{whose.client} · {said_by(whose, whose.how, words)}"
    return how_said(whose, words) if whose.candidates or each.lot is Lot.OFFERED else ""
