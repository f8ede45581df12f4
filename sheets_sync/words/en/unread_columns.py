"""Columns that are not read: what is said of them."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "finding.BAD_KIND.SAID_BESIDE": 'The column "{header}" says "{text}", and is not read: the row counts nowhere until that is settled.',
    "cure.BAD_KIND.SAID_BESIDE": 'Call that column "{column}", in place of a blank one, and choose payment, bonus, refund, correction or opening in it. Where it is about something else, fill a column "{column}" here: payment is money that came in.',
    "finding.BAD_KIND.NOT_COME": 'The column "{header}" says "{text}": this money did not come, or not yet, and counts nowhere.',
    "cure.BAD_KIND.NOT_COME": "When it is there, write so in that cell. Money that went back is a row of its own, its Kind refund, beside the payment. Where the column is about something else, call it otherwise.",
    "finding.BAD_CURRENCY.SAID_BESIDE": 'The column "{header}" says "{text}", and is not read: nothing is charged here until that is settled.',
    "cure.BAD_CURRENCY.SAID_BESIDE": 'Call that column "{column}", in place of a blank one. Where it is about something else, fill a column "{column}" here: in what currency the account is kept.',
    "finding.NEAR_HEADER": (
        'The header "{text}" looks like "{column}", which is missing; the column is not read.'
    ),
    "cure.NEAR_HEADER": 'Call it "{column}", or name yours in the config under [columns].',
    "finding.NEAR_HEADER.RIVAL": 'The column "{text}" is filled where "{column}" is blank; only "{column}" is read.',
    "cure.NEAR_HEADER.RIVAL": 'Delete the column "{column}" and give yours that name; or, where it is something else, rename yours.',
    "finding.NEAR_HEADER.UNITS_BESIDE": 'The column "{text}" has units of time where "{column}" is blank, and is not read: those prices charge nothing until that is settled.',
    "cure.NEAR_HEADER.UNITS_BESIDE": 'Call it "{column}", in place of a blank one. Where it is something else, type into "{column}" what each price is for: pc is a piece.',
    "finding.NEAR_HEADER.TERMS_BESIDE": 'The column "{text}" is filled where "{column}" is blank, and is not read: those prices charge nothing until that is settled.',
    "cure.NEAR_HEADER.TERMS_BESIDE": 'Call it "{column}", in place of a blank one; or, where it is something else, give it another name.',
    "finding.NEAR_HEADER.LABOUR_BESIDE": 'The column "{text}" may be the labour of the rows, and is not read.',
    "cure.NEAR_HEADER.LABOUR_BESIDE": 'Call it "Minutes" or "Hours", as its numbers are, or name it in the config, under [columns]: `log.minutes = {{ header = "{text}", unit = "…" }}`, with "h" or "min" for the dots. Where it is something else, give it another name.',
    "finding.NEAR_HEADER.MANY": 'The column "{text}" is not read: a price is for one unit, and those for another number charge nothing until that is settled.',
    "cure.NEAR_HEADER.MANY": 'Type the price of one into "{column}": 100 for 6000 of 60. Then delete the column, or give it another name.',
    "finding.NEAR_HEADER.MULTIPLIED": 'The column "{text}" is not read: each row is charged once.',
    "cure.NEAR_HEADER.MULTIPLIED": 'Type what is charged in all into Quantity or Minutes, or the price of one unit into "{column}". Then delete the column, or give it another name ("our {text}").',
    "finding.NEAR_HEADER.OF_CLIENT": 'The column "{text}" is not read: this client is charged by Prices.',
    "cure.NEAR_HEADER.OF_CLIENT": 'Give a price of a client\'s own a row of Prices, with their name in its Client. Then delete the column, or give it another name ("our {text}").',
    "finding.NEAR_HEADER.UNTIL": 'The column "{text}" is not read: a price counts until a later "{column}" of the same service begins.',
    "cure.NEAR_HEADER.UNTIL": 'Enter what comes after a price that ends as a row of its own, with the day after in "{column}". Then delete the column, or give it another name.',
    "finding.NEAR_HEADER.DISCOUNT": 'The column "{text}" is not read: whole prices are charged.',
    "cure.NEAR_HEADER.DISCOUNT": 'Type into "{column}" what is to be charged. Then delete the column, or give it another name.',
    "finding.NEAR_HEADER.REDUCED": 'The column "{text}" is not read: rows are charged whole.',
    "cure.NEAR_HEADER.REDUCED": 'Type the reduced price of one unit into "{column}". Then delete the column, or give it another name.',
    "finding.NEAR_HEADER.EXTRA": 'The column "{text}" is not read: what stands there is charged to nobody.',
    "cure.NEAR_HEADER.EXTRA": 'Give what clients pay for besides a row of its own, with its service and "{column}", or more minutes. Where "{text}" is for yourselves, say so in the config, [columns] log.ignored = "{text}", or call it "our {text}".',
    "finding.NEAR_HEADER.PAID": 'The column "{text}" is not read: money in the log is credited to nobody.',
    "cure.NEAR_HEADER.PAID": 'Enter what clients paid in Payments. Where "{text}" is for yourselves, say so in the config, [columns] log.ignored = "{text}", or call it "our {text}".',
    "finding.NEAR_HEADER.APART": 'The column "{text}" is not read: labour is "{column}" alone.',
    "cure.NEAR_HEADER.APART": 'Where the two add up, call them "Hours" and "Minutes", and take log.minutes out of the config. Where "{text}" is something else, say so there: [columns] log.ignored = "{text}".',
    "finding.NEAR_HEADER.UNDONE": 'The column "{text}" is not read: rows that it calls cancelled, free or the like are charged as well.',
    "cure.NEAR_HEADER.UNDONE": 'Type no into a column Billable for what is not charged, or delete the row. Where "{text}" is for yourselves, say so in the config: [columns] log.ignored = "{text}".',
    "finding.NEAR_HEADER.IN_ALL": 'The column "{text}" is not read: labour is from begin to end of work, and in some rows that is another time.',
    "cure.NEAR_HEADER.IN_ALL": 'Where "{text}" is what was worked, without breaks, name it in the config, under [columns]: `log.minutes = {{ header = "{text}", unit = "h" }}`. Where begin and end are right, mend those rows, or say log.ignored = "{text}" there.',
    "finding.NEAR_HEADER.BILLED": 'The column "{text}" is not read: what was worked is charged, and that is something else.',
    "cure.NEAR_HEADER.BILLED": 'Where clients pay for what stands there, name it in the config: [columns] log.quantity = "{text}"; what was worked stays as it is. Where it is for yourselves, log.ignored = "{text}".',
    "finding.NEAR_HEADER.UNBILLED": 'The column "{text}" is not read: all that was worked is charged.',
    "cure.NEAR_HEADER.UNBILLED": 'Type into a column "{column}" what clients pay for, and leave what was worked as it is. Where "{text}" is for yourselves, say so in the config: [columns] log.ignored = "{text}".',
    "finding.NEAR_HEADER.SUMS": 'The column "{text}" is not read: rows are charged by Prices, and by "{column}" where it is filled.',
    "cure.NEAR_HEADER.SUMS": 'Where a row is to be charged otherwise, type the price of one unit into "{column}". Where "{text}" is for yourselves, give it another name ("our {text}").',
}
