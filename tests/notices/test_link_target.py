"""A link on paper leads where the same link in the mail does, written as PDF wants it."""

import re

import pytest

from sheets_sync.notices.paper.link_target import link_target
from sheets_sync.notices.paper.page import Page
from sheets_sync.words.speaking import words_of


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://a.example.com/p/Tok-_1/", "https://a.example.com/p/Tok-_1/"),
        ("https://a.example.com/100%25;a=b/", "https://a.example.com/100%25;a=b/"),
        ("http://[::1]:8000/счёт/T/", "http://[::1]:8000/%D1%81%D1%87%D1%91%D1%82/T/"),
        ("https://пример.рф/T/", "https://xn--e1afmkfd.xn--p1ai/T/"),
        ("https://пример.рф:8443/T/", "https://xn--e1afmkfd.xn--p1ai:8443/T/"),
        ("https://a.example.com/счёт/T/", "https://a.example.com/%D1%81%D1%87%D1%91%D1%82/T/"),
        ("https://bücher.example/%20ü/T/", "https://xn--bcher-kva.example/%20%C3%BC/T/"),
    ],
)
def test_a_link_is_written_in_ascii(address, target):
    assert link_target(address) == target
    assert link_target(target) == target


def test_on_paper_it_is_text_of_one_byte_a_letter():
    """fpdf2 writes what is not ASCII in two, which readers of PDF ask the browser for as it
    stands."""
    with Page("A paper", words_of("ru"), 46_000, link="https://пример.рф/счёт/T/") as page:
        data = page.drawn()
    found = re.findall(rb"/URI ?\(([^)]*)\)", data)
    assert found == [b"https://xn--e1afmkfd.xn--p1ai/%D1%81%D1%87%D1%91%D1%82/T/"]
