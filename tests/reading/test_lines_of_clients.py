"""A line that counts Clients is none of them (design §15)."""

import pytest

from tests.reading.sheets import decoded, log, row


def listed(*line):
    """The codes of what is told, and who the clients are."""
    found = decoded(log(row(), Clients=[["Acme"], ["Bell"], [*line], ["Cole"]]))
    return found.codes(), [each.name for each in found.book.clients]


@pytest.mark.parametrize("text", ["Total: 2", "Итого: 2", "Всего : 2"])
def test_a_line_that_counts_the_clients_above_it_is_nobodys(text):
    """Found: it became a client."""
    assert listed(text) == ([], ["Acme", "Bell", "Cole"])


@pytest.mark.parametrize("text", ["Total: 3", "Итого: 12", "Total"])
def test_a_line_that_counts_others_is_told(text):
    assert listed(text) == (["TOTALS_ROW"], ["Acme", "Bell", "Cole"])


@pytest.mark.parametrize("line", [["Total 2"], ["Total Energies: 2"], ["Studio: 2"], ["Total: two"], ["Total: 2", "a@b.example"], ["Итого: 2", *[None] * 7, "active"], ["Retainers"], ["2"], ["Total:2:2"], ["Sum 41"]])  # fmt: skip
def test_whoever_may_be_a_client_is_one(line):
    assert listed(*line) == ([], ["Acme", "Bell", line[0], "Cole"])


def test_a_blank_client_is_told_as_ever():
    assert listed(None, "a@b.example")[0] == ["MISSING_CELL"]
