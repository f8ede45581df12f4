"""Every test that a page names is there."""

import re

import pytest

from tests.docs.pages import PAGES, ROOT


def named():
    for page in PAGES:
        yield from re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page.read_text("utf-8"))


@pytest.mark.parametrize(("path", "name"), sorted(set(named())))
def test_a_test_that_a_page_names_is_there(path, name):
    assert f"\ndef {name}(" in (ROOT / path).read_text("utf-8")
