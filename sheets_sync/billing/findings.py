"""Findings: what is wrong in a cell, and where (design §4).

A finding is a value, never an exception. It names its place by role, source, sheet row and
field, so that billing needs no knowledge of tabs; ``showing`` turns the place into an A1
cell and the code into a sentence in the workbook's language.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

NOTICES_ROLE: Final = "notices"
"""The role of findings in what staff wrote into our tab Notices."""
LONGEST_TEXT: Final = 200
"""No finding quotes more of a cell."""


class Code(StrEnum):
    """Stable codes; docs/manual/staff.md lists them with their cures."""

    UNKNOWN_CLIENT = "UNKNOWN_CLIENT"
    DUPLICATE_CLIENT = "DUPLICATE_CLIENT"
    UNKNOWN_SERVICE = "UNKNOWN_SERVICE"
    NO_PRICE = "NO_PRICE"
    AMBIGUOUS_PRICE = "AMBIGUOUS_PRICE"
    NO_QUANTITY = "NO_QUANTITY"
    BAD_NUMBER = "BAD_NUMBER"
    BAD_DATE = "BAD_DATE"
    FUTURE_DATE = "FUTURE_DATE"
    MISSING_CELL = "MISSING_CELL"
    ERROR_CELL = "ERROR_CELL"
    NO_CACHED_VALUE = "NO_CACHED_VALUE"
    TOTALS_ROW = "TOTALS_ROW"
    BAD_KIND = "BAD_KIND"
    BAD_SIGN = "BAD_SIGN"
    BAD_CURRENCY = "BAD_CURRENCY"
    BAD_EMAIL = "BAD_EMAIL"
    BAD_LANGUAGE = "BAD_LANGUAGE"
    BAD_STATE = "BAD_STATE"
    BAD_UNIT = "BAD_UNIT"
    TOO_LARGE = "TOO_LARGE"
    POSSIBLE_DUPLICATE = "POSSIBLE_DUPLICATE"
    NEAR_HEADER = "NEAR_HEADER"
    UNREAD_TAB = "UNREAD_TAB"
    POSTED_CHANGED = "POSTED_CHANGED"
    CURRENCY_CHANGED = "CURRENCY_CHANGED"
    CLIENT_EXCHANGED = "CLIENT_EXCHANGED"
    ASK_NOT_BLANK = "ASK_NOT_BLANK"
    CLIENT_GONE = "CLIENT_GONE"
    BAD_SEND = "BAD_SEND"
    WRITTEN_ONLY = "WRITTEN_ONLY"
    LOST_TIME = "LOST_TIME"
    BAD_BILLABLE = "BAD_BILLABLE"
    IMPLAUSIBLE = "IMPLAUSIBLE"
    NEAR_NAME = "NEAR_NAME"
    UNMATCHED_PAYMENT = "UNMATCHED_PAYMENT"
    BANK_ROW_CHANGED = "BANK_ROW_CHANGED"
    TOLD_OTHERWISE = "TOLD_OTHERWISE"
    NO_LONGER_TOLD = "NO_LONGER_TOLD"
    STATEMENT_REFUSED = "STATEMENT_REFUSED"


class Variant(StrEnum):
    """What a code covers that has a cure of its own (design §15)."""

    DATE = "date"
    """BAD_NUMBER: the spreadsheet took what was typed for a day."""
    MOMENT = "moment"
    """BAD_NUMBER: a number or a time that the cell's format shows as a day of about 1900."""
    SUM_DATE = "sum_date"
    """BAD_NUMBER: the same of a sum of money, where no duration helps."""
    SUM_MOMENT = "sum_moment"
    """BAD_NUMBER: a sum of money that the cell's format shows as a day of about 1900."""
    DURATION = "duration"
    """BAD_NUMBER: a duration as the quantity of what is not priced by time."""
    OF_DAYS = "of_days"
    """BAD_NUMBER: a quantity of days where the price is for something else."""
    OF_THINGS = "of_things"
    """BAD_NUMBER: a quantity of things, as its format shows, where the price is by time."""
    FRACTION = "fraction"
    """BAD_NUMBER: a term of a unit of time that comes to no whole tenth of a minute."""
    TIME = "time"
    """BAD_NUMBER: where a duration may be typed as well."""
    BESIDE = "beside"
    """BAD_NUMBER: a number with more beside it, perhaps by its cell's format: 90 %."""
    BESIDE_LABOUR = "beside_labour"
    """BAD_NUMBER: the same where a duration may be typed."""
    FORMAT = "format"
    """BAD_NUMBER: a number that its cell's format may show as another."""
    TRIED = "tried"
    """AMBIGUOUS_PRICE: a draft that is tried from another day than the one that it bears."""
    CUT = "cut"
    """BAD_NUMBER: a number of a CSV file that its comma may have cut in two."""
    TWO_FOLD = "two_fold"
    """BAD_NUMBER: a text that may be two numbers, 1.500."""
    DECIMALS = "decimals"
    """BAD_NUMBER: a number as text, of more decimals than count."""
    NO_PAYMENT = "no_payment"
    """BAD_SIGN: of labour or a price, where no money is given back."""
    NOTHING = "nothing"
    """BAD_NUMBER: an amount to ask for that is 0."""
    NOBODYS = "nobodys"
    """MISSING_CELL, ERROR_CELL, NO_CACHED_VALUE: the client of money that may be anybody's."""
    THEIRS = "theirs"
    """UNKNOWN_CLIENT: of a row that was a client's own until lately."""
    LEFT = "left"
    """UNKNOWN_CLIENT: of a row under the name of a client who is gone, and may have a new one."""
    TWICE = "twice"
    """UNKNOWN_CLIENT: the same where that row stands under the new name, too."""
    HEIR = "heir"
    """CLIENT_GONE: Notices asks whether another client is their new name."""
    MERGED = "merged"
    """CLIENT_GONE: their rows are another client's now, who was there before."""
    MERGED_HERE = "merged_here"
    """CLIENT_GONE: the same, and their own row of Clients was left there."""
    WITHDRAWN = "withdrawn"
    """CLIENT_GONE: a credit note on an invoice of theirs waits for them."""
    COPIED = "copied"
    """ASK_NOT_BLANK: a new row whose amount another client has. POSSIBLE_DUPLICATE: a row of Bank
    that somebody copied."""
    BANK = "bank"
    """POSSIBLE_DUPLICATE: a row of Bank that is equal to one of Payments."""
    CHOSEN = "chosen"
    """NO_LONGER_TOLD: a payment that staff chose the client for before; it counts on.
    POSSIBLE_DUPLICATE: the same of a row of Bank, whose equal in Payments was typed since."""
    RETURNED = "returned"
    """UNMATCHED_PAYMENT: the bank took back what staff put aside in Bank."""
    CHANGED = "changed"
    """ASK_NOT_BLANK: another amount than the one that was asked for."""
    DAY = "day"
    """LOST_TIME: a number that is a day's, not a fraction of one."""
    OVER_A_DAY = "over_a_day"
    """LOST_TIME: a bare number of more than 24 hours, most likely of minutes."""
    COLUMN = "column"
    """LOST_TIME: a bare number of hours in a column many of whose numbers are over a day."""
    UNIT = "unit"
    """LOST_TIME: a bare number of minutes that looks like one of hours, 1.25."""
    TERM = "term"
    """LOST_TIME: a Minimum or Step of so many hours, most likely of minutes."""
    CLOCK = "clock"
    """BAD_NUMBER: a time of day, 9:00 PM, which is no duration."""
    SPAN = "span"
    """BAD_NUMBER: begin and end that are no two times of day."""
    PAIR = "pair"
    """BAD_NUMBER: Hours and Minutes of a row that come to no labour."""
    NO_BEGIN = "no_begin"
    """BAD_NUMBER: the end of work, whose begin is blank."""
    NO_END = "no_end"
    """BAD_NUMBER: the begin of work, whose end is blank."""
    CAUGHT = "caught"
    """UNREAD_TAB: a pattern of tabs fits one that has none of the headers."""
    HEADERS = "headers"
    """UNREAD_TAB: a pattern of tabs fits one that has some of the headers, and cannot be read."""
    SLASHES = "slashes"
    """BAD_DATE: 03/04/2026, which the order of days decides."""
    TWIN = "twin"
    """NEAR_NAME: two clients whose names look the same."""
    RIVAL = "rival"
    """NEAR_HEADER: a column of another name is filled where ours is blank."""
    LABOUR = "labour"
    """IMPLAUSIBLE: far more labour than the service's other rows."""
    CHARGE = "charge"
    """IMPLAUSIBLE: a far higher charge than the service's other rows."""
    OVERFULL = "overfull"
    """IMPLAUSIBLE: more than 24 hours of one member of staff on one day."""
    EARLY = "early"
    """IMPLAUSIBLE: more than a year before the account's first payment."""
    FOLDER = "folder"
    """STATEMENT_REFUSED: the folder of statements, which cannot be looked into."""
    LAYOUT = "layout"
    """STATEMENT_REFUSED: a CSV file that is not as the config says."""
    ENCODING = "encoding"
    """STATEMENT_REFUSED: a file in another encoding than the config says."""
    MEMBER = "member"
    """STATEMENT_REFUSED: a zip with something in it that is no statement."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one cell.

    ``role`` is "clients", "prices", "payments" or "log" (or ``NOTICES_ROLE``; the cell is then
    ``near``); ``source`` the index of the role's
    tab in config order; ``row`` the sheet row from 1 (0: no cell any more); ``field`` the
    column key of ``reading.layout``; ``text`` what the cell shows. ``client``, ``staff`` and
    ``month`` (yyyy-mm) say whose it is, where that is known. ``near`` is the nearest known
    name, or whatever else the cure quotes (""). ``variant`` tells apart what one code
    covers, where the cure differs (see ``Variant``). ``header`` is the header in a tab that is
    most like a missing one, "" of any other finding.
    """

    code: Code
    role: str
    source: int
    row: int
    field: str
    text: str = ""
    client: str = ""
    staff: str = ""
    month: str = ""
    near: str = ""
    variant: "Variant | None" = None
    header: str = ""
