"""A row under a name of nobody is theirs of whom a run found it, whoever loses one like it later
(design §17, *Rows under a name of nobody*): their letters wait until it is put right."""

from tests.sync.agency import day
from tests.sync.test_merged_clients import at
from tests.sync.test_renamed_in_log_first import agency
from tests.sync.test_renamed_in_payments_first import found, to, waiting

__all__ = ["agency"]

OWNERS = {6: "Panew", 7: "Elm"}


def test_they_wait_though_somebody_else_mends_two_rows_of_the_same_days_later(agency, server):
    """Each is charged the same on two days; Qp's of the first and Panew's of the second stand under
    a slip. Once Elm's two were mended both were taken for Elm's, who waited, and Panew was reminded
    by an account without theirs."""
    for row, name in OWNERS.items():
        for column, cell in zip("ABCD", (day(78), name, "Big", 1), strict=True):
            agency.edit("Log", f"{column}{row}", cell)
    at(agency, 1)
    for cell in ("B2", "B6"):
        agency.edit("Log", cell, "Slip")
    at(agency, 2)
    agency.edit("Log", "D3", 35)
    agency.edit("Log", "D7", 2)
    for days in (8, 9):
        at(agency, days)
        assert to(server) == ["elm"]
        assert any("Log!B2" in each and "was Qp's until lately" in each for each in found(agency))
        assert any(
            "Log!B6" in each and "was Panew's until lately" in each for each in found(agency)
        )
    assert waiting(agency)["Panew"] == "held: mend Log!B6 first, see Findings"
