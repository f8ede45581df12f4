"""The pages on which clients see their account."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "meter.title": "Account of {client}",
    "meter.account": "Your account",
    "meter.balance": "Balance",
    "meter.as_of": "As of {day}",
    "meter.state.OK": "There is enough on your account.",
    "meter.state.LOW": "Your account is running low.",
    "meter.state.EMPTY": "Nothing is left on your account.",
    "meter.state.OVER": "Your account is overdrawn.",
    "meter.lasts": {
        "one": "At the pace of the last 30 days it lasts about {count} day.",
        "other": "At the pace of the last 30 days it lasts about {count} days.",
    },
    "meter.lasts_long": "At the pace of the last 30 days it lasts for more than a year.",
    "meter.undecided": "Payments that have come in are still being assigned. If you have paid, there is nothing left for you to do.",
    "meter.asked": "To pay",
    "meter.moving": "Please ask us before you pay",
    "meter.moving.text": "Your account is being moved to another name in our books. What you were asked to pay may be paid by now, and this page is not kept up meanwhile.",
    "meter.invoice": "Invoice No. {invoice} of {day}",
    "meter.code": "Code to pay by: scan it with your banking app",
    "meter.usage": "What was used in the last 30 days",
    "meter.no_usage": "Nothing was used in the last 30 days.",
    "meter.others": "Other services",
    "meter.latest": "Latest postings",
    "meter.no_postings": "There is no posting yet.",
    "meter.postings": "Postings",
    "meter.months": "By month",
    "meter.month": "Month",
    "meter.earlier": "Earlier: {month}",
    "meter.prices": "Your prices",
    "meter.ten_minutes": "10 minutes: {cost}",
    "meter.all_prices": "All prices",
    "meter.labour": "Time",
    "meter.files": "To keep",
    "meter.paper": "Statement since {day} (PDF)",
    "meter.table": "All postings (CSV)",
    "meter.back": "Back to your account",
    "meter.secret": (
        "Whoever knows the address of this page can read it. If it got around, ask us for a new one."
    ),
    "meter.link": "See your account",
}
