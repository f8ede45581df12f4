"""Letters to clients, and the digest to managers."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "trial.subject": "Test letter of {seller}",
    "trial.text": "This is a test letter: it asks for nothing. Where you can read it, letters about accounts arrive.\n\nAnswers go to {answers}.",
    "digest.sent": "Letters sent: {count}",
    "digest.written": "Letters written to outbox, not mailed: {count}",
    "digest.held": "Letters held, see the tab Notices: {count}",
    "digest.stuck": "Letters refused or in doubt, see the tab Notices: {count}",
    "digest.last_reminder": "{client}: reminder {ordinal}, about invoice {invoice}, was the last one; nothing more goes by itself",
    "digest.last_letter": "{client}: the letter about invoice {invoice} was the last one; nothing more goes by itself",
    "digest.rows": (
        "Rows of the log: {added} added, {gone} gone, {changed} changed after they were posted"
    ),
    "letter.title.RECEIPT": "We have received your payment",
    "letter.title.INVOICE": "Your invoice",
    "letter.title.CREDIT": "An invoice is withdrawn",
    "letter.title.STATEMENT": "Your account statement",
    "letter.title.LOW": "Your account is running low",
    "letter.title.EMPTY": "Your account has run dry",
    "letter.title.OVER": "Your account is overdrawn",
    "letter.subject.LETTER": "{title}: {balance} (invoice {invoice})",
    "letter.subject.REMINDER": "Reminder: {title}: {balance} (invoice {invoice})",
    "letter.subject.RECEIPT": "{title}: {received}",
    "letter.subject.INVOICE": "Invoice {invoice}: {asked}",
    "letter.subject.CREDIT": "Invoice {withdrawn} is withdrawn: credit note {invoice}",
    "letter.subject.STATEMENT": "{title}, {month}",
    "letter.greeting": "Dear {client},",
    "letter.reminder": "This is reminder No. {ordinal}.",
    "letter.overdue": {
        "one": "Invoice No. {invoice} was to be paid by {day} and is {count} day overdue.",
        "other": "Invoice No. {invoice} was to be paid by {day} and is {count} days overdue.",
    },
    "letter.message.RECEIPT": (
        "Thank you: your payment has arrived, and the balance of your account is at ease again."
    ),
    "letter.message.LOW": (
        "{cause}{lasts}. Please top it up, so that our work for you goes on without a break."
    ),
    "letter.message.EMPTY": (
        "The money on your account is used up. Please top it up, so that our work for you goes on."
    ),
    "letter.message.OVER": (
        "More has been used than your account held. Please top it up, so that our work for you "
        "goes on."
    ),
    "letter.message.INVOICE": (
        "Here is the invoice for an advance on your account. As soon as it is paid, your account has the "
        "money for our work."
    ),
    "letter.message.CREDIT": (
        "We have withdrawn our invoice No. {withdrawn}: please do not pay it. If you have paid it, "
        "the money is on your account."
    ),
    "letter.message.STATEMENT": "Here is what your account held, got and spent in {month}.",
    "letter.cause.below": "The balance of your account has fallen below the agreed level",
    "letter.cause.soon": "Your account will soon run dry",
    "letter.lasts": {
        "one": "; at the pace of the last weeks it will last for about {count} day",
        "other": "; at the pace of the last weeks it will last for about {count} days",
    },
    "letter.balance": "Balance",
    "letter.threshold": "Agreed minimum",
    "letter.asked": "Please pay, invoice No. {invoice} of {day}",
    "letter.paid": "Received towards it",
    "letter.left": "Left to pay",
    "letter.due": "Please pay by",
    "letter.withdrawn": "Need not be paid: invoice No. {invoice} of {day}",
    "letter.attached.CREDIT": "The credit note is attached, for your books.",
    "letter.attached.STATEMENT": "The statement with all postings is attached.",
    "letter.contract": "Contract",
    "letter.as_of": "as of {day}",
    "letter.purpose": "The invoice is attached. Please name it, No. {invoice}, when you pay.",
    "letter.replaces": "Invoice No. {invoice} replaces No. {replaced}, which need not be paid any more.",
    "letter.received": "Received since invoice No. {invoice} of {day}",
    "letter.lines": "Latest postings",
    "letter.lines.since": "Your last payment, and what was used since",
    "letter.pay": "How to pay",
    "letter.column.day": "Date",
    "letter.column.text": "What for",
    "letter.column.amount": "Amount",
    "letter.column.balance": "Balance",
    "letter.closing": "Kind regards,",
    "letter.automatic": (
        "This letter was sent automatically. If something looks wrong, please answer it: a person "
        "reads the answers."
    ),
    "digest.subject.none": "No account is low: accounts as of {day}",
    "digest.subject.low": {
        "one": "{count} account is low: accounts as of {day}",
        "other": "{count} accounts are low: accounts as of {day}",
    },
    "digest.title": "Accounts as of {day}",
    "digest.changes": "What changed",
    "digest.nothing": "Nothing of note since the last digest.",
    "digest.client": "Client",
    "digest.balance": "Balance",
    "digest.flag": "Flag",
    "digest.days_left": "Days left",
    "digest.effort": "Effort",
    "digest.advice": "Advice",
    "digest.more": "The whole of it is in the tab Summary: {place}",
}
