"""Who sells and who buys, and who signs: alike on invoices and credit notes."""

from typing import Final

from sheets_sync.notices.cleaning import clean
from sheets_sync.notices.paper.page import LEFT, RULE, SOFT, WIDTH, Page
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.words.speaking import Words

_HALF: Final = WIDTH / 2 - 4


def draw_sides(page: Page, words: Words, seller: Issuer, buyer: tuple[str, str, str]) -> None:
    """Both sides beside each other; the ``buyer`` is name, details and contract."""
    name, details, contract = buyer
    top = page.get_y()
    below = page.party(LEFT, _HALF, words.say("paper.seller"), seller.name, seller.details)
    page.set_y(top)
    if contract:
        details = f"{details}\n{words.say('paper.contract')} {clean(contract)}"
    x = LEFT + WIDTH / 2 + 4
    page.set_y(max(below, page.party(x, _HALF, words.say("paper.buyer"), name, details)) + 7)


def draw_signature(page: Page, words: Words, seller: Issuer) -> None:
    """A line to sign on, and who signs."""
    y = page.get_y() + 6
    page.set_draw_color(*RULE)
    page.line(LEFT, y, LEFT + 60, y)
    page.set_y(y + 1)
    page.type(8, SOFT)
    page.line_of(page.fit(seller.signature or words.say("paper.signature")), 100)
