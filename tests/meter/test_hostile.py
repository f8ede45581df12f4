"""What staff type is text on a page, whatever it is; no page asks anybody for anything."""

import re
import unicodedata
from base64 import b64encode
from hashlib import sha256
from random import Random

import pytest

from sheets_sync.meter.rendering import LARGEST
from sheets_sync.use_cases.pages import publishing
from tests.meter.agencies import Pages, invoice, tabs_of
from tests.meter.html_read import Page
from tests.sync.agency import day

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=https://evil.example/x onerror=alert(1)>',
    "</style></title><meta http-equiv=refresh content='0;url=https://evil.example'>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202eevil\u2066 \u200f\x00\x07\x1b]0;x\x07 \x85\u2028end",
    '=HYPERLINK("https://evil.example")',
    "&lt;b&gt; &amp; ' \" `",
    "Ж" * 32_767,
    "W" * 32_767,
]  # fmt: skip
LINK = re.compile(r"(index|prices|\d{4}-\d{2})\.html|statement\.(csv|pdf)")


@pytest.fixture(autouse=True)
def _no_papers(monkeypatch):
    monkeypatch.setattr(publishing, "PAPERS_IN_A_RUN", 0)


def hostile_tabs(text, currency=None):
    """An agency in which one client's every text is that one."""
    empty = {role: rows[:1] for role, rows in tabs_of(Random(0)).items()}
    many = [[None, f"{text} {n}", "min", 99.5, 5, 5, 30, None, currency] for n in range(60)]
    return {
        **empty,
        "clients": [*empty["clients"], [text, currency, "ru", 5, text, text]],
        "prices": [*empty["prices"], *many],
        "payments": [*empty["payments"], [day(40), text, 5000, None, text]],
        "log": [
            *empty["log"],
            *([day(n), text, f"{text} {n}", text, None, 12, text, None, text] for n in range(30)),
        ],
    }


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_shown_as_they_are_and_do_nothing(tmp_path, text):
    pages = Pages(tmp_path)
    reckoned = pages.reckon(hostile_tabs(text))
    assert len(reckoned.book.clients) == 1
    done = pages.publish(reckoned, invoice(reckoned, 0))
    assert done.troubles == []
    (files,) = pages.all().values()
    assert len(files["index.html"]) <= LARGEST
    for name, data in files.items():
        if name.endswith(".html"):
            _harmless(Page(data))
    assert "<script>" not in text or "<script>alert(1)</script>" in Page(files["index.html"]).text


def _harmless(page):
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "iframe", "object", "embed", "form", "base", "video", "audio"}
    names = {name for _, found in page.elements for name in found}
    assert not any(name.startswith("on") or name == "style" for name in names)
    assert all(LINK.fullmatch(each) or each == "data:," for each in page.attributes("href"))
    assert all(each.startswith("data:image/png;base64,") for each in page.attributes("src"))
    assert not names & {"srcset", "action", "formaction", "ping", "poster"}
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not [each for each in page.text if unicodedata.category(each) in unseen and each != "\n"]
    metas = [found for tag, found in page.elements if tag == "meta"]
    assert {"name": "referrer", "content": "no-referrer"} in metas
    assert [found for found in metas if found.get("http-equiv")] == [
        {"http-equiv": "Content-Security-Policy", "content": _policy(page)}
    ]


def _policy(page):
    (found,) = (each["content"] for tag, each in page.elements if each.get("http-equiv"))
    assert found.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    return found


def test_the_policy_lets_in_the_one_stylesheet_that_stands_there(tmp_path):
    pages = Pages(tmp_path)
    reckoned = pages.reckon(hostile_tabs("Acme"))
    pages.publish(reckoned, invoice(reckoned, 0))
    (files,) = pages.all().values()
    data = files["index.html"].decode()
    policy = _policy(Page(files["index.html"]))
    (sheet,) = re.findall(r"<style>(.*?)</style>", data, re.DOTALL)
    assert f"'sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}'" in policy
    assert "url(" not in sheet
    assert "@import" not in sheet


@pytest.mark.parametrize("currency", ["RUB", "EUR"])
def test_the_first_page_of_a_usual_client_is_small(tmp_path, currency):
    pages = Pages(tmp_path)
    reckoned = pages.reckon(hostile_tabs("Торговый дом «Меридиан»", currency))
    pages.publish(reckoned, invoice(reckoned, 0))
    (files,) = pages.all().values()
    assert len(files["index.html"]) <= LARGEST
    assert "prices.html" in files
