"""Runs that publish: a page a client, under a name that nobody guesses (design §19)."""

import email
import email.policy
import re
from datetime import timedelta
from html import unescape

import pytest

from sheets_sync.state.opening import view_state
from sheets_sync.state.published import is_token, pages_in_force
from sheets_sync.use_cases.publishing_by_hand import revoke_page
from sheets_sync.words.speaking import words_of
from tests.sync.agency import NOW, QUIET, Agency

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


LETTERS = PUBLISH + "base_url = 'https://accounts.example.com/'\n[mail]\nfolder = 'outbox'\n"


def parts(agency, which=-1):
    """Text, HTML and the text of the PDF of a letter in the outbox."""
    file = sorted((agency.folder / "outbox").glob("*.eml"))[which]
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    text, page = (message.get_body([kind]).get_content() for kind in ("plain", "html"))
    (paper,) = (each.get_content() for each in message.iter_attachments())
    return text, page, paper


def address(agency, client):
    return f"https://accounts.example.com/{pages(agency)[client].name}/"


def test_letters_lead_to_the_page_in_text_html_and_pdf(tmp_path):
    agency = Agency(tmp_path / "office", config_text=LETTERS)
    done = agency.run()
    assert {each.state.value for each in done.notices} == {"written"}
    (bell,) = (each.client for each in done.notices)
    text, page, paper = parts(agency)
    link = address(agency, bell)
    assert f"See your account: {link}" in text.splitlines()
    assert f'href="{link}"' in page
    assert f"/URI ({link})".encode() in paper
    assert (pages(agency)[bell] / "index.html").exists()


def test_without_an_address_letters_lead_nowhere(tmp_path):
    agency = Agency(tmp_path / "office", config_text=PUBLISH + "[mail]\nfolder = 'outbox'\n")
    agency.run()
    text, page, paper = parts(agency)
    assert "See your account" not in text + page
    assert b"/URI (" not in paper


def test_the_next_letter_after_a_revocation_bears_the_new_address(tmp_path):
    agency = Agency(tmp_path / "office", config_text=LETTERS)
    agency.run()
    old, first = address(agency, "bell"), parts(agency)
    revoke_page(agency.config, "Bell", NOW, lambda _: None)
    new = address(agency, "bell")
    assert new != old
    agency.run(NOW + timedelta(days=8))
    assert parts(agency, 0) == first
    assert len([*(agency.folder / "outbox").glob("*.eml")]) == 2
    text, page, paper = parts(agency)
    assert new in text
    assert new in page
    assert old not in text + page
    assert old.encode() not in paper
