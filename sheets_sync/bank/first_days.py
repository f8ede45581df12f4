"""The first day of a file with one balance a day: proven by what the account had before it, as an
earlier statement tells, be it remembered or one of the other files (design §20)."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.refusing import FIRST_DAY_OPEN, BankFileError, StatementFault
from sheets_sync.bank.span import Span

_FAULTS = (StatementFault, BankFileError)


class _Told(Protocol):
    """What a file says: its format, and its statements."""

    @property
    def format(self) -> str: ...
    @property
    def statements(self) -> Sequence[BankStatement]: ...


_Item = TypeVar("_Item")
_Outcome = TypeVar("_Outcome", bound=_Told | StatementFault | BankFileError)


def balances_before(day: int, spans: Iterable[Span], account: str, currency: str) -> set[int]:
    """What an account had before a day, in minor units: by the statements that have that day, and
    by those that end last before it; nothing where none is known."""
    ours = [e for e in spans if (e.account, e.currency) == (account, currency) and e.first <= day]
    latest = max((each.ends for each in ours if each.ends < day), default=0)
    return {each.before(day) for each in ours if each.ends >= day or each.ends == latest}


def taken_in_turn(
    items: Sequence[_Item],
    take: Callable[[_Item, Sequence[Span]], _Outcome],
    known: Iterable[Span] = (),
) -> list[_Outcome]:
    """What becomes of each file, in their order. ``take`` is given the statements that are known
    by then; a file of which nothing but the first day is not proven is tried again behind all
    others, the earliest first, since each month proves the next one."""
    beside = [*known]

    def taken(item: _Item) -> _Outcome:
        made = take(item, beside)
        beside.extend(spans_of(made))
        return made

    made = [taken(each) for each in items]
    waiting = sorted((day, at) for at, each in enumerate(made) if (day := _open_day(each)))
    for _, at in waiting:
        made[at] = taken(items[at])
    return made


def spans_of(made: _Told | StatementFault | BankFileError) -> list[Span]:
    """The statements of a file, as far as balances go; none of one that is refused."""
    if isinstance(made, _FAULTS):
        return []
    return [Span.of(each, made.format, {}) for each in made.statements]


def _open_day(made: _Told | StatementFault | BankFileError) -> str:
    """The first day of a file, as refusals write it, where that alone is not proven; else ""."""
    if isinstance(made, _FAULTS) and made.reason.what == FIRST_DAY_OPEN:
        return str(made.reason.told["day"])
    return ""
