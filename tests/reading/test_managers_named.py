"""A Manager that is a name instead of an address: said once, with what to do, and no client's letters
wait for it (design §3, §4)."""

import pytest

from sheets_sync.showing.wording import describe
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import decoded, log, row


def clients(*managers, email="a@example.com"):
    """What is told of Clients, each with that Manager, as (code, variant, cell); and the clients."""
    rows = [[f"C{n}", email, *[None] * 5, who] for n, who in enumerate(managers)]
    found = decoded(log(row(), Clients=[["Acme"], ["Bell", None, None, "EUR"], *rows]))
    told = [each for each in found.findings if each.role == "clients"]
    said = [describe(each, found.places, found.book, words_of("en")) for each in told]
    places = [(str(f.code), str(f.variant or ""), s.cell) for f, s in zip(told, said, strict=True)]
    return places, found.book.clients[2:], said


def test_a_column_of_names_is_said_once():
    """Found: each of two hundred clients had an error of their own."""
    told, those, said = clients("Anna Petrova", "Bob", "Anna Petrova", None)
    assert told == [("BAD_EMAIL", "name", "H4")]
    assert all(each.managers == () and not each.letters_held for each in those)
    assert all(each.emails == ("a@example.com",) for each in those)
    assert "clients.ignored" in said[0].hint
    assert "letters" in said[0].message


def test_a_name_among_addresses_is_said_where_it_stands():
    told, those, _ = clients("ann@example.com", "Bob", "Bob", "x@y")
    assert told == [("BAD_EMAIL", "name", "H5"), ("BAD_EMAIL", "name", "H6"), ("BAD_EMAIL", "", "H7")]  # fmt: skip
    assert [each.managers for each in those] == [("ann@example.com",), (), (), ()]
    assert not any(each.letters_held for each in those)


@pytest.mark.parametrize("nothing", ["-", "—", "n/a", "нет", "none", "–"])
def test_a_dash_is_nobody(nothing):
    assert clients(nothing)[0] == []
    told, those, _ = clients("ann@example.com", email=nothing)
    assert (told, those[0].emails, those[0].letters_held) == ([], (), ())


@pytest.mark.parametrize("email", ["Ann", "ann@", "ann at example.com"])
def test_a_bad_address_of_the_clients_own_holds_their_letters(email):
    told, those, _ = clients("ann@example.com", email=email)
    assert told == [("BAD_EMAIL", "", "B4")]
    assert those[0].letters_held == ("email",)
