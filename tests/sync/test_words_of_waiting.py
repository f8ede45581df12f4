"""What waits, or waited, is told in the workbook's language, with names as people typed them
(design §17)."""

import io

import pytest
from rich.console import Console

from sheets_sync.views import notices_view
from tests.sync.agency import NOW, QUIET, SHEETS, Agency
from tests.sync.test_merged_clients import at
from tests.sync.test_paid_before_answered import asking, renamed_and_paid, ticks, told


def states(agency):
    return [row[9] for row in agency.grid()["Notices"][1:] if row[1]]


def test_a_question_that_was_answered_no_says_so(tmp_path):
    """Found: "cancelled: its cause is gone"."""
    agency = renamed_and_paid(tmp_path)
    ticks(agency, "no")
    told(agency)
    assert asking(agency) == []
    assert states(agency)[-1].startswith("answered: no, not the new name of Acme")


def test_a_letter_to_one_who_left_says_so(tmp_path):
    agency = Agency(
        tmp_path / "agency", SHEETS, QUIET.replace("[notices]", "[notices]\napprove = true")
    )
    agency.run(NOW)
    names = [row[2] for row in agency.grid()["Notices"][1:]]
    row = next(n for n, each in enumerate(agency.grid()["Clients"], 1) if each[0] == names[0])
    for column in "ABCDE":
        agency.edit("Clients", f"{column}{row}", None)
    at(agency, 1)
    assert states(agency)[0] == "cancelled: the client is not in Clients any more"


@pytest.mark.parametrize(
    ("language", "heads"), [("en", "No When Client Kind"), ("ru", "№ Когда Клиент Вид")]
)
def test_the_list_of_letters_has_heads_of_the_workbooks_language(tmp_path, language, heads):
    settings = QUIET.replace("[workbook]", f"[workbook]\nlanguage = '{language}'")
    agency = Agency(tmp_path / "agency", SHEETS, settings)
    agency.run(NOW)
    out = io.StringIO()
    notices_view.show(agency.config, Console(file=out, width=300), everything=True, as_json=False)
    assert " ".join(out.getvalue().splitlines()[0].split()).startswith(heads)


def test_who_is_gone_is_named_as_they_were_typed(tmp_path):
    """Found: "Email of Bell was that of acme until now"; and the cure spoke of both rows."""
    agency = Agency(tmp_path / "agency")
    agency.run(NOW)
    for cell, value in (("A2", "Acme Group"), ("B2", "new@example.com"), ("B3", "a@example.com")):
        agency.edit("Clients", cell, value)
    at(agency, 1)
    (found,) = [row for row in agency.grid()["Findings"] if "CLIENT_EXCHANGED clients.email" in row]
    assert any(str(each).startswith("Email of Bell was that of Acme until now") for each in found)
    assert any("in each row that has this finding" in str(each) for each in found)
