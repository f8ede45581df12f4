"""Of money that may be a client's and counts nowhere yet their page says nothing false."""

from random import Random

from sheets_sync.words.speaking import words_of
from tests.meter.agencies import Pages, invoice, tabs_of
from tests.meter.html_read import Page
from tests.sync.agency import day


def test_a_page_says_that_payments_are_being_assigned_until_they_are(tmp_path):
    tabs = tabs_of(Random(3), clients=2, rows=4)
    whose, other = (row[0] for row in tabs["clients"][1:])
    pages, say = Pages(tmp_path), words_of("en").say("meter.undecided")
    for row in tabs["clients"][1:]:
        row[2] = "en"

    def said():
        reckoned = pages.reckon(tabs)
        pages.publish(reckoned, invoice(reckoned, 0) | invoice(reckoned, 1))
        texts = (pages.of(name)["index.html"] for name in (whose, other))
        return [say in " ".join(Page(text).text.split()) for text in texts]

    assert said() == [False, False]
    tabs["payments"].append([day(1), whose, "9000?", None, None])
    assert said() == [True, False]
    tabs["payments"][-1][2] = 9000
    assert said() == [False, False]
