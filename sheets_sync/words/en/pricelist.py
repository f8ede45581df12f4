"""The price list that a client is to agree on."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "pricelist.title": "Price list",
    "pricelist.draft_title": "Price list to agree on",
    "pricelist.on": "as of {day}",
    "pricelist.since": "valid from {day}",
    "pricelist.since_signing": "valid from the day on which both sides have signed",
    "pricelist.service": "Service",
    "pricelist.price": "Price",
    "pricelist.per": "{price} / {unit}",
    "pricelist.free": "free of charge",
    "pricelist.terms": "Terms",
    "pricelist.minimum": "at least {quantity} each time",
    "pricelist.step": "rounded up to full {quantity}",
    "pricelist.one_step": "each {quantity} begun counts",
    "pricelist.included": "{quantity} a month included",
    "pricelist.month": "What {month} would have cost at these prices",
    "pricelist.quantity": "Quantity",
    "pricelist.cost": "Cost",
    "pricelist.total": "Total",
    "pricelist.vat": "The prices include VAT {rate}%.",
    "pricelist.unlisted": "The drafted prices of {client} cannot stand in a list to sign. Mend them first:",
    "pricelist.foreign": (
        "{place}: this price is in {theirs}, the account is in {ours}. Type one of the service in {ours}, "
        "or take this one out of Drafts until the paper is made."
    ),
    "pricelist.new_service": '{place}: no price of today is for "{service}".',
    "pricelist.none": "No price is agreed on yet.",
    "pricelist.signed": "Date and signature",
}
