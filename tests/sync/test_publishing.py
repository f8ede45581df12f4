"""Runs that publish: a page a client, under a name that nobody guesses (design §19)."""

import re
from html import unescape

import pytest

from sheets_sync.state.opening import view_state
from sheets_sync.state.published import is_token, pages_in_force
from sheets_sync.words.speaking import words_of
from tests.sync.agency import QUIET, Agency

PUBLISH = QUIET + "[publish]\nfolder = 'www'\n"


@pytest.fixture
def agency(tmp_path):
    return Agency(tmp_path / "office", config_text=PUBLISH)


def pages(agency):
    """By client, the folder of their page."""
    with view_state(agency.config) as store:
        held = pages_in_force(store.pages().all())
    return {client: agency.folder / "www" / page.token for client, page in held.items()}


def shown(page, kind):
    """The text of the element of a class."""
    return unescape(re.search(rf'class="{kind}">([^<]*)<', page)[1])


def read(agency, client, name="index.html"):
    return (pages(agency)[client] / name).read_text(encoding="utf-8")


def test_a_run_makes_a_page_of_each_client_with_the_balance_that_the_tab_shows(agency):
    done = agency.run()
    assert done.warnings == []
    assert (done.published.clients, done.published.pages) == (3, 3)
    folders = pages(agency)
    assert {each.name for each in (agency.folder / "www").iterdir()} == {
        each.name for each in folders.values()
    }
    assert all(is_token(each.name) for each in folders.values())
    for client in agency.report()["clients"]:
        minor = int(client["balance"].replace(".", ""))
        assert shown(read(agency, client["client"].casefold()), "figure") == words_of("en").money(
            minor, client["currency"]
        )
