"""A state of the work that says that rows are not to be charged is told where they are (design §15)."""

from typing import Any

import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day


def told(tmp_path, header: str, states: list[Any], *more: Any):
    """The cells of findings, of rows with ``states`` below ``header``, and ``more`` in a column
    Billable."""
    head = ["Date", "Client", "Service", "Minutes", header, *(["Billable"] if more else [])]
    log: list[list[Any]] = [head]
    for back, state in enumerate(states, start=1):
        log.append([day(back), "Acme", "Call", 10, state, *more])
    document = Agency(tmp_path, {**SHEETS, "Log": log}, QUIET, furnished=False).report()
    assert {each["code"] for each in document["findings"]} <= {"NEAR_HEADER"}
    return [each["cell"] for each in document["findings"]]


@pytest.mark.parametrize(
    ("header", "state"),
    [
        ("State", "cancelled"), ("Work status", "Not billable"), ("Billing", "Free"), ("Stage", "internal"), ("Состояние", "Отменено"), ("Статус задачи", "бесплатно"),
        ("Zustand", "storniert"), ("Statut", "annulé"), ("Estado", "cancelada"), ("Price", "free"), ("Rate", "gratis"),
        ("Stan", "anulowane"), ("Status zadania", "bezpłatne"), ("Situação", "não faturável"), ("Stato", "annullato"), ("Toestand", "geannuleerd"), ("Stav", "zrušeno"),
        ("Стан", "скасовано"), ("Preço", "grátis"), ("Cena", "bezpłatnie"), ("Prijs", "kosteloos"), ("Ціна", "безкоштовно"),
    ],
)  # fmt: skip
def test_rows_that_their_state_calls_off_are_told_at_its_header(tmp_path, header, state):
    """Found: they were charged, in silence."""
    assert told(tmp_path, header, ["done", state]) == ["E1"]


@pytest.mark.parametrize(
    "state",
    ["done", "invoiced", "paid", "unpaid", "open", "waiting", 1, None, "free text about it"],
)
@pytest.mark.parametrize("header", ["State", "Work status", "Статус задачи"])
def test_states_of_what_is_charged_say_nothing(tmp_path, header, state):
    assert told(tmp_path, header, [state, "in progress"]) == []


def test_what_billable_says_is_not_told_once_more(tmp_path):
    assert told(tmp_path, "State", ["cancelled", "cancelled"], "no") == []
    assert told(tmp_path / "yes", "State", ["cancelled"], "yes") == ["E1"]


@pytest.mark.parametrize(("header", "state"), [("State", "cancelled"), ("Price", "free")])
@pytest.mark.parametrize(
    ("beside", "said"),
    [("Billable", "no"), ("Non-billable", "yes"), ("Non-billable", True), ("Quantity", 0), ("Agreed price", 0), ("Quantity", "0"), ("Agreed price", "0.00")],
)  # fmt: skip
def test_rows_that_cost_nothing_anyway_are_not_told(tmp_path, header, state, beside, said):
    """Found: they were, in every run: there was nothing to mend."""
    head = ["Date", "Client", "Service", "Minutes", header, beside]
    log: list[list[Any]] = [head, [day(1), "Acme", "Call", 10, state, said]]
    log.append([day(2), "Acme", "Call", 10, None, None])
    found = Agency(tmp_path, {**SHEETS, "Log": log}, QUIET, furnished=False).report()["findings"]
    assert [each["cell"] for each in found] == []
    log.append([day(3), "Acme", "Call", 10, state, None])
    more = Agency(tmp_path / "one", {**SHEETS, "Log": log}, QUIET, furnished=False).report()
    assert [each["cell"] for each in more["findings"]] == ["E1"]


@pytest.mark.parametrize(("header", "state"), [("State", "cancelled"), ("Price", "free")])
def test_no_minutes_are_no_charge_of_nothing(tmp_path, header, state):
    """What is sold by the piece costs one piece beside 0 minutes, too."""
    log: list[list[Any]] = [["Date", "Client", "Service", "Minutes", header]]
    log.append([day(1), "Bell", "Banner", 0, state])
    found = Agency(tmp_path, {**SHEETS, "Log": log}, QUIET, furnished=False).report()["findings"]
    assert "E1" in [each["cell"] for each in found]
