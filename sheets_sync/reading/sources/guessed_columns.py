"""What columns of a log that nobody reads yet tell besides, once they are found (design §15)."""

from collections.abc import Collection, Mapping, Sequence

from sheets_sync.reading.layout import CLIENTS, LOG, Role
from sheets_sync.reading.meaning.vocabulary import words_by
from sheets_sync.reading.sources.header_hints import Hint, LabourIn, folded, labour_in
from sheets_sync.reading.sources.labour_headers import labour_elsewhere, labour_minutes
from sheets_sync.reading.sources.matching import other_headers
from sheets_sync.reading.sources.slashes import order_told
from sheets_sync.spreadsheet.protocol import Tab


def place_billed(
    tab: Tab,
    row: int,
    texts: Mapping[int, str],
    known: Collection[str],
    places: dict[str, int],
    hints: dict[str, Hint],
) -> None:
    """Put the only column of hours that clients pay for among ``places``: beside those that were
    worked it is the quantity, without them the labour. One of yes and no, or of invoices' numbers,
    is neither."""
    billed = folded(words_by(lambda typed: typed.not_kept)["log.billed"])
    found = [at for at, text in texts.items() if text in billed and at not in places.values()]
    key = "quantity" if "minutes" in {*known, *places} else "minutes"
    if (
        len(found) != 1
        or key in known
        or key in places
        or labour_in(tab.columns[found[0]][row:]) is None
    ):
        return
    places[key] = found[0]
    if key == "minutes":
        hints[key] = Hint(labour_minutes(str(tab.columns[found[0]][row - 1])))


def settled_labour(
    tab: Tab, row: int, texts: Mapping[int, str], places: dict[str, int]
) -> LabourIn:
    """What a 1 means in the column of labour, which is settled in ``places``: of several that are
    called so the first with cells that are no times of day."""
    if "minutes" not in places:
        return LabourIn(0)
    usual = folded(other_headers(LOG.key)["minutes"])
    for at in (places.pop("minutes"), *(at for at, text in texts.items() if text in usual)):
        if (labour := labour_in(tab.columns[at][row:])) is not None:
            places["minutes"] = at
            return labour
    return LabourIn(0)


def in_the_other_unit(tab: Tab, row: int, places: Mapping[str, int]) -> str:
    """The header of minutes beside hours that are labour, or the other way about; "" for none."""
    if (ours := places.get("minutes")) is None:
        return ""
    unit = labour_minutes(str(tab.columns[ours][row - 1]))
    others = (str(tab.columns[at][row - 1]) for at in labour_elsewhere(tab, row, {ours}))
    return next((each for each in others if unit and labour_minutes(each) not in (0, unit)), "")


def order_of_days(
    tab: Tab,
    row: int,
    role: Role,
    known: Mapping[str, Sequence[int]],
    places: Mapping[str, int],
) -> dict[str, str]:
    """What stands first in days like 11/23/2026 that stayed text, where the column tells."""
    at = places.get("date", next(iter(known.get("date", ())), None))
    order = None if at is None or role is CLIENTS else order_told(tab, at, row)
    return {"dates": order} if order else {}
