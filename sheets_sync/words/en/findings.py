"""Findings: what is wrong, and how to mend it."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "findings.since": "Since",
    "findings.place": "Place",
    "findings.what": "What",
    "findings.cure": "How to mend it",
    "findings.text": "In the cell",
    "findings.client": "Client",
    "findings.staff": "Staff",
    "findings.rows": "Rows",
    "findings.places": "First places",
    "findings.code": "Code",
    "error.OFF_CHANNEL": "Off channel: not through an agreed channel",
    "error.OUT_OF_TARIFF": "Out of tariff: no price for it",
    "error.PERSONAL": "Personal favour: through a personal channel",
    "finding.UNKNOWN_CLIENT": 'No client is called "{text}".',
    "cure.UNKNOWN_CLIENT": "Correct the name, or add the client to Clients.",
    "finding.DUPLICATE_CLIENT": (
        'Two rows of Clients bear the name "{text}", so nothing can be booked on it.'
    ),
    "cure.DUPLICATE_CLIENT": "Give each client a name of his own, or delete one of the rows.",
    "finding.UNKNOWN_SERVICE": 'No price list knows the service "{text}"; the row is not charged.',
    "cure.UNKNOWN_SERVICE": "Correct the name, add the service to Prices, or type an Agreed price.",
    "finding.NO_PRICE": 'No price of "{text}" fits this client on this day; the row is not charged.',
    "cure.NO_PRICE": (
        "Add a price to Prices (look at Client, Valid from and Currency), or type an Agreed price."
    ),
    "finding.AMBIGUOUS_PRICE": (
        "Two prices of one service are valid from the same day on different terms ({text})."
    ),
    "cure.AMBIGUOUS_PRICE": "Keep one of them, or give them different days in Valid from.",
    "finding.NO_QUANTITY": "The service is priced by time, and both Quantity and Minutes are blank.",
    "cure.NO_QUANTITY": "Type the Minutes, or the Quantity in the price's unit.",
    "finding.BAD_NUMBER": '{column} "{text}" is no number.',
    "cure.BAD_NUMBER": "Type a plain number: 1234.50.",
    "finding.BAD_NUMBER.DATE": "{column} is the day {text}: the spreadsheet made it of what was typed, {near} perhaps.",
    "cure.BAD_NUMBER.DATE": "Type the number again with the decimal mark of this spreadsheet, or a duration: 1:30.",
    "finding.BAD_NUMBER.DURATION": "{column} is the duration {text}, but this service is not priced by time.",
    "cure.BAD_NUMBER.DURATION": "Type how many, or give its price a unit of time in Prices.",
    "finding.BAD_NUMBER.FRACTION": "{column} {text} is no whole tenth of a minute in the unit of this price.",
    "cure.BAD_NUMBER.FRACTION": "Type it as a duration, 0:05 or 5 min, or price the service by the minute: unit min.",
    "finding.LOST_TIME.DAY": "{column} is {text}, the number of a day: the spreadsheet made it of {near} or the like. The row is held.",
    "cure.LOST_TIME.DAY": "Type the number again with the decimal mark of this spreadsheet, or a duration: 1:30.",
    "finding.LOST_TIME": "{column} is {text}: is that a duration ({near}), or {text} of a minute? The row is held.",
    "cure.LOST_TIME": "Type the duration anew, as 1:30 or 90 min; where parts of a minute are meant, the administrator sets `billing.fractional_minutes = true`.",
    "finding.BAD_DATE": '{column} "{text}" is no date.',
    "cure.BAD_DATE": "Type a date like 2026-11-23.",
    "finding.FUTURE_DATE": "The date {text} is still to come; the row is not counted yet.",
    "cure.FUTURE_DATE": "Correct the date, or leave the row: it counts from that day on.",
    "finding.MISSING_CELL": "{column} is blank.",
    "cure.MISSING_CELL": "Fill it in, or clear the whole row.",
    "finding.ERROR_CELL": "{column} shows the error {text}.",
    "cure.ERROR_CELL": "Mend the formula, or type the value.",
    "finding.NO_CACHED_VALUE": "{column} is a formula that was never computed.",
    "cure.NO_CACHED_VALUE": "Open the workbook, let it recalculate, and save it; or type the value.",
    "finding.TOTALS_ROW": 'This is a totals row ("{text}") among the data; it is left out.',
    "cure.TOTALS_ROW": "Delete it, or move it off the tab.",
    "finding.BAD_KIND": '"{text}" is no kind of payment.',
    "cure.BAD_KIND": "Choose payment, bonus, refund, correction or opening; blank is a payment.",
    "finding.BAD_SIGN": "{column} must not be negative here: {text}.",
    "cure.BAD_SIGN": (
        "Type it without the minus; money given back is a refund, a correction may have any sign."
    ),
    "finding.BAD_CURRENCY": '{column} "{text}": not a currency, or not that of this account.',
    "cure.BAD_CURRENCY": "Use a code like RUB, EUR or USD, the same throughout the account.",
    "finding.BAD_EMAIL": '{column} "{text}" is no e-mail address.',
    "cure.BAD_EMAIL": "Type one address, or several separated by ; or a comma.",
    "finding.BAD_LANGUAGE": '"{text}" is no language that letters are written in.',
    "cure.BAD_LANGUAGE": "Choose en or ru; blank is the workbook's.",
    "finding.BAD_STATE": '"{text}" is no state of a client.',
    "cure.BAD_STATE": "Choose active, paused or closed; blank is active.",
    "finding.BAD_UNIT": 'The unit "{text}" is nearly a unit of time.',
    "cure.BAD_UNIT": "Write min, h or day; or a unit that cannot be mistaken for one.",
    "finding.TOO_LARGE": "{column} {text} is larger than any amount here can be.",
    "cure.TOO_LARGE": "Look for a digit too many.",
    "finding.POSSIBLE_DUPLICATE": "The row is the same as an earlier one; both count.",
    "cure.POSSIBLE_DUPLICATE": "If it was booked twice, delete one of them; else leave it.",
    "finding.NEAR_HEADER": (
        'The header "{text}" is nearly "{column}", which is missing; the column is not read.'
    ),
    "cure.NEAR_HEADER": 'Call it "{column}", or name yours in the config under [columns].',
    "finding.POSTED_CHANGED": "Changed after it was posted; it was {near}.",
    "cure.POSTED_CHANGED": "If the change is right, leave it; else put the row back as it was.",
    "finding.GONE": "A row is gone after it was posted; it was {near}.",
    "cure.GONE": "If it was deleted on purpose, leave it; else put it back.",
    "finding.mixed_letters": "It mixes Latin and Cyrillic letters that look alike.",
    "cure.did_you_mean": 'Did you mean "{near}"?',
}
