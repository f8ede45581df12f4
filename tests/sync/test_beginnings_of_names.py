"""A beginning of a client's name that is no other's: enough to look, not to ask for money (§12)."""

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.use_cases.invoicing import ask_for_invoice
from sheets_sync.use_cases.publishing_by_hand import page_of
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
