"""Tabs under other names, exchanged or copied, and headers that show an error, at Google: told by
what it was called and is called, with or without a memory, and nothing is made beside it (§16)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sheets_sync.errors import UsageError
from tests.google.office import Office, staff_cells
from tests.sheets_api.cells import Formula
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.model.book import Book

Hand = Callable[[Book], None]


def called(**names: str) -> Hand:
    def hand(book: Book) -> None:
        tabs = [(book.sheet(old), new) for old, new in names.items()]
        for sheet, new in tabs:
            sheet.properties["title"] = new

    return hand


def header(column: int, formula: str) -> Hand:
    def hand(book: Book) -> None:
        type_in(book.sheet("Log"), 0, column, Formula(formula))
        book.changed(0)

    return hand


STOPPED = {
    "Log under another name": (called(Log="Journal"), '"Journal"'),
    "Clients under another name": (called(Clients="Customers"), '"Customers"'),
    "Log and Clients exchanged": (called(Log="Clients", Clients="Log"), '"Clients" is another one'),
    "Log and Prices exchanged": (called(Log="Prices", Prices="Log"), '"Prices" is another one'),
    "Prices and Payments exchanged": (
        called(Prices="Payments", Payments="Prices"), '"Prices" has the columns of "Payments" (Платежи)',
    ),
    "a header that is an error": (header(5, "=Nope()"), "F1 shows #NAME? (Unknown function: 'NOPE'"),
    "headers that an array should spill": (
        header(5, "=ARRAYFORMULA(VLOOKUP(X1:Y1,X2:Y3,2,FALSE))"), "F1 shows #REF! (Array result was not expanded",
    ),
}  # fmt: skip


@pytest.mark.parametrize("remembered", [True, False], ids=["with a memory", "without one"])
def test_it_is_told_and_nothing_is_made_beside_it(
    google: Emulator, tmp_path: Path, remembered: bool
):
    office = Office(google, tmp_path)
    office.run()
    whole = office.book.keep()
    for name, (hand, said) in STOPPED.items():
        hand(office.book)
        if not remembered:
            for each in tmp_path.glob("state.sqlite3*"):
                each.unlink()
        before = _all(office.book)
        for doing in (office.run, office.init):
            with pytest.raises(UsageError) as stopped:
                doing()
            assert said in stopped.value.message, name
            assert _all(office.book) == before, name
        office.book.put_back(whole)
        whole = office.book.keep()


def _all(book: Book) -> object:
    return [sheet.title for sheet in book.sheets], staff_cells(book, {}, {})
