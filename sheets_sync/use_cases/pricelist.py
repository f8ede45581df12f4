"""The price list that a client has, or is to agree on: ``sync pricelist``. Reads only (§18)."""

from datetime import datetime

from sheets_sync.billing.agreed_list import PriceListFor, in_force, priced_list, with_drafts
from sheets_sync.config import Config
from sheets_sync.reading.drafts import Trial
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.office import Tell
from sheets_sync.use_cases.trying_out import Question, TriedOut, try_out
from sheets_sync.use_cases.whose import find_client


def present_list(reckoned: Reckoning, name: str) -> PriceListFor:
    """The list that the client called ``name`` has today. Raises ``UsageError`` for an unknown
    one."""
    code = find_client(reckoned, name)
    held = in_force(reckoned.book, code, reckoned.day)
    return priced_list(reckoned.book, code, held, reckoned.day, None, draft=False)


def drafted_list(config: Config, name: str, moment: datetime, tell: Tell) -> PriceListFor:
    """The list with the rows of the tab Drafts in it. Raises as ``try_out``."""
    tried = try_out(config, Question(name), moment, tell)
    code, book, day = find_client(tried.now, name), tried.drafted.book, tried.now.day
    held = _known_again(tried, in_force(tried.now.book, code, day))
    taken = with_drafts(book, held, code, tried.positions)
    return priced_list(book, code, taken, day, _since(tried.trial), draft=True)


def _since(trial: Trial) -> int | None:
    """The day from which all drafts are to hold; None where they name none, or several."""
    days = {trial.typed.get(row) for row in trial.rows}
    return days.pop() if len(days) == 1 else None


def _known_again(tried: TriedOut, held: dict[int, int]) -> dict[int, int]:
    """The same prices in the book with the drafts, where services may have other codes."""
    old, new = tried.now.book.services, tried.drafted.book.services
    codes = {name: code for code, name in enumerate(new)}
    return {codes[old[service]]: position for service, position in held.items()}
