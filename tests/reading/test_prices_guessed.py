"""Which column of a price list ``init`` proposes as what is charged (design §15)."""

import pytest

from sheets_sync.reading.sources.guesses import guess
from tests.reading.sheets import tab


@pytest.mark.parametrize(("head", "price"), [
    (["Service", "Unit", "Cost", "Margin", "Selling price"], "Selling price"), (["Service", "Unit", "Cost", "Rate"], "Rate"), (["Item", "Service", "Unit price", "UoM"], "Unit price"), (["Service", "Unit", "Cost"], "Cost"),
    (["Услуга", "Ед.", "Стоимость", "Цена продажи"], "Цена продажи"), (["Услуга", "Ед.", "Расценка"], "Расценка"),
])  # fmt: skip
def test_what_is_charged_goes_before_what_it_costs(head, price):
    """Found: of Cost and Selling price the cost was proposed, and everybody was charged that."""
    rows = [head, ["Design", "h", *(60 + at for at in range(len(head) - 2))]]
    found = guess(tab("Rates", rows))
    assert found is not None
    assert (found.role, found.headers["price"]) == ("prices", price)
