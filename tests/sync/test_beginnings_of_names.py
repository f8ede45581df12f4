"""A beginning of a client's name that is no other's: enough to look, not to ask for money (§12)."""

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.use_cases.invoicing import ask_for_invoice
from sheets_sync.use_cases.publishing_by_hand import page_of
from sheets_sync.use_cases.shared.whose import a_dozen_of, alone_begins, whom_one_meant
from tests.sync.agency import NOW, Agency

PUBLISH = '[publish]\nfolder = "www"\nbase_url = "https://accounts.example.com"\n'


@pytest.fixture
def agency(tmp_path):
    made = Agency(tmp_path, config_text=PUBLISH)
    made.run()
    return made


def asked(agency, name):
    return ask_for_invoice(agency.config, name, "9000", NOW, lambda _: None)


@pytest.mark.parametrize("begin", ["be", " BEL ", "bell"])
def test_a_beginning_finds_the_page(agency, begin):
    name, address = page_of(agency.config, begin)
    assert (name, address) == page_of(agency.config, "Bell")
    assert name == "Bell"


def test_a_beginning_of_several_names_them_instead(agency):
    agency.edit("Clients", "A2", "Belltower")
    agency.run()
    with pytest.raises(UsageError, match="Several clients' names begin") as told:
        page_of(agency.config, "Be")
    assert told.value.cure == "They are: Belltower, Bell."
    assert page_of(agency.config, "bell")[0] == "Bell"


def test_an_unknown_name_has_no_page(agency):
    for name in ("Zeta", "", "ell"):
        with pytest.raises(UsageError, match="has a page"):
            page_of(agency.config, name)


def test_money_is_asked_by_the_whole_name_which_a_beginning_is_told(agency):
    with pytest.raises(UsageError, match='No client is called "be"') as told:
        asked(agency, "be")
    assert told.value.cure == 'Did you mean "Bell"? An invoice takes the whole name.'
    with pytest.raises(UsageError, match='No client is called "Zz"'):
        asked(agency, "Zz")
    assert "to Bell goes with the next run" in asked(agency, " bell")


NAMES = ["ООО «Ёлка»", "Firm 0500", "Firm 1500"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("елка", 'Did you mean "ООО «Ёлка»"?'),
        ("0500", 'Did you mean "Firm 0500"?'),
        ("500", "Names with it are: Firm 0500, Firm 1500."),
        ("Firn 1500", 'Did you mean "Firm 1500"?'),
        ("Zeta", ""),
        ("", ""),
    ],
)
def test_what_stands_within_names_is_offered(typed, said):
    assert whom_one_meant(typed, NAMES) == said


def test_what_stands_within_a_name_names_nobody_by_itself(agency):
    with pytest.raises(UsageError) as told:
        asked(agency, "on")
    assert told.value.cure == 'Did you mean "Cone"? An invoice takes the whole name.'
    with pytest.raises(UsageError) as told:
        page_of(agency.config, "on")
    assert told.value.cure == 'Did you mean "Cone"?'


def test_of_many_names_a_dozen_is_told_and_how_many_there_are():
    names = [f"Firm {at:04d}" for at in range(1, 1201)]
    assert a_dozen_of(names[:12]) == ", ".join(names[:12])
    assert a_dozen_of(names) == ", ".join(names[:12]) + ", … (1,200 in all)"
    with pytest.raises(UsageError) as told:
        alone_begins("firm", names)
    assert told.value.cure.endswith("Firm 0012, … (1,200 in all).")
