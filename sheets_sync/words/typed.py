"""What people type and a run must understand, as far as it is a matter of language (design §15).

Texts that we write are understood as well, names of tabs and columns among them: here stands what
else people write of the same.
"""

from collections.abc import Mapping
from dataclasses import field

from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class Typed:
    """The words of one language, in small letters, alternatives between bars: "h|hr|hour".

    ``hours``, ``minutes`` and ``days`` are units of durations and of prices; the first of hours
    and of minutes is the one for ``[columns]``. ``hours_before`` are hours before minutes alone
    (1u30), other things by themselves (2 года). ``minutes_behind`` and ``seconds`` stand behind a
    number alone: as the unit of a price they are in doubt, like ``doubtful_units``: words of time
    that are another thing elsewhere (d, m), or of which it is not said how long they are (24 hours
    or a working day). ``days_behind`` are those of the latter that are days behind a number whose
    price is for a day. ``thousands``, ``millions`` and ``billions`` are words which make another
    number of the one before them; ``beside_money`` are such as say nothing of a sum that shows
    them, but what is in it. ``units`` are others that things are sold by: no slips of a unit of
    time, however near to one of another language (page, German Tage).
    ``any_unit`` is what a number of whatever is called: it says no unit at all; ``pieces`` are
    typed behind a number of any things: 10 pcs.
    ``months`` begins with January, ``weekdays`` with Monday. ``ordinals`` go behind a day (23rd),
    ``of_month`` before a month and a year (3 de noviembre), ``periods`` head rows of a
    log (Week 45), ``years`` behind a year (2026 г.).

    ``totals`` label a row of sums, and may lead to what is summed by one of ``totals_of`` ("total
    for May"); ``totals_within`` make a row one wherever they stand in a text, and ``totals_say`` is
    what stands behind them then; ``totals_first`` make a row one where a text
    begins with them; ``totals_whole`` are those of all these that say of work, too, that nothing is
    left out (total refit). ``errors`` is what spreadsheets show for a value that they have
    not.

    ``currencies`` are words by the code, or by the sign that several share. ``headers`` are other
    headers of our columns, by "log.date", for proposals and NEAR_HEADER; ``exports`` those of
    trackers' exports, by what they are in English; ``not_kept`` those of what no column of ours
    says; ``apart`` are headers of other things when they stand alone, however like one of ours, and
    ``unlike`` makes any header that of something else (est.); ``spent`` heads labour or money,
    ``in_all`` what begin and end come to; ``everybody`` means no client in particular,
    ``gratis`` a price of 0, ``nothing`` a blank where nothing else can be meant.
    ``kinds`` are what else people call payments: ``in`` and ``out`` by the way that money goes,
    ``side`` where it may be but a side of an account (credit), ``paid`` by how or for what,
    ``refund``. ``unpaid`` is what says in columns that are not ours that money did not come:
    ``failed`` or ``returned`` below the headers ``state``, a no below ``arrived``, ``minus`` below
    ``sign``, where all else is ``plus``; ``not`` stands before a word of ``arrived`` and denies it;
    ``noted`` says so as the whole of a note, ``about`` behind refund makes it none (of debt);
    ``back`` heads what of a payment went back, ``part`` what of it came, ``on`` when,
    ``fees`` what a bank kept of it;
    ``lists`` are in the names of tabs of sums that are no payments (invoices), ``due`` heads the
    days by which to pay.
    ``not_kept`` has beside these ``won``, which stands behind a word for closed where a deal is.
    ``other_prices`` tell a further column of prices: ``prices`` are words for a price that head
    none of ours, ``second`` whole headers of such, ``aside`` makes a header something else (old).
    ``price_sections`` are words in a heading amid prices that say whose these are, of when or on
    what terms: ``terms``, whole words; ``begin``, beginnings of such; ``first``, where they stand
    first (for charities); ``not`` denies (no longer offered); ``new``, beginnings, and ``prices``,
    whole words, say so together (new prices).
    ``likely`` is for proposals alone: headers that other tabs have, too, by "clients.client", of
    a payment's ``period``, and what stands ``beside`` a client; words of ``money``, what
    tells two sums apart (``kept``, ``taxed``); words in the names of tabs: ``named`` what they are,
    ``other`` than any role, or than one.
    ``by_unit`` leads to a unit of time in the name of a service,
    ``by_hours`` and ``by_minutes`` are words in it that say the same alone; ``rates`` are such in a
    header of prices, by the unit (h, min, day), and may be other things elsewhere (horaire).

    ``breaks`` are words of breaks between begin and end of work: ``when`` in the header of when
    one began or ended (break from), ``ends`` those of ended, ``count`` in that of how many there
    were, ``of`` what it is called there alone (конец обеда), ``whole``
    are such headers in one word, ``without`` says that a column has none (hours w/o lunch),
    ``meals`` may head what they cost as well; ``parts`` of the day tell shifts from each other.

    ``contract`` is what stands before a contract's number, which our words for it say themselves.

    ``go`` and ``halt`` are what people write beside a letter that waits, instead of yes and no or
    behind it, word by word.

    ``purposes`` is what payers and banks write: ``unnumbered`` where there is no number of
    anything; ``invoice`` in all its cases, ``number`` and ``dated`` behind it, ``and`` between two,
    ``year`` behind what is none; ``other`` makes the next "invoice" something else (a personal
    account), ``account`` and what is ``shortened`` most likely; so does ``towards`` where nothing
    says that a number is one ("в счет"), and ``tax_invoice`` is none; ``counted`` behind a number
    is what that many are of, and ``among`` leads to how many there are ("3 of 5"), but of
    ``pages``; ``months`` are those of languages that have none above; ``for`` leads to whom a
    payment is for, but whose work it is stands behind ``served``; ``whose`` leads to who made an
    invoice, or to what it is for, ``maker`` to no other; ``rest`` begins what is left of an
    advance, ``unearned`` is money for no services where nothing is said but what is ``paying`` it,
    and when;
    ``returned`` begins what is undone, or no payment of ours; ``refunded`` says anywhere that money
    comes back, or was lent (a ``*`` in both is any letters); ``firm``
    are legal forms; ``currency`` heads a column of codes; ``services`` is how the names of those
    begin who collect money for others, all of it paid from one account; ``tax_number`` is before
    one in Details, ``no_payers`` before a number that tells no payer (a phone's); ``bank`` is a
    word in a bank's name, ``town`` a sign of an address; ``balance`` is what
    a row of the opening balance says; ``unbooked`` is what a bank says of what
    it has not booked, ``turnover`` of all that came or went; ``credited`` and ``debited`` stand
    beside sums that came in and went out;
    ``tax`` is what taxes on sales are called, ``taxed`` the words beside that.
    """

    hours: str = ""
    hours_before: str = ""
    minutes: str = ""
    minutes_behind: str = ""
    seconds: str = ""
    days: str = ""
    days_behind: str = ""
    doubtful_units: str = ""
    units: str = ""
    any_unit: str = ""
    pieces: str = ""
    thousands: str = ""
    millions: str = ""
    billions: str = ""
    beside_money: str = ""
    contract: str = ""
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    ordinals: str = ""
    of_month: str = ""
    periods: str = ""
    years: str = ""
    yes: str = ""
    no: str = ""
    go: str = ""
    halt: str = ""
    totals: str = ""
    totals_of: str = ""
    totals_within: str = ""
    totals_say: str = ""
    totals_first: str = ""
    totals_whole: str = ""
    errors: str = ""
    by_unit: str = ""
    by_hours: str = ""
    by_minutes: str = ""
    apart: str = ""
    unlike: str = ""
    spent: str = ""
    in_all: str = ""
    everybody: str = ""
    gratis: str = ""
    nothing: str = ""
    likely: Mapping[str, str] = field(default_factory=dict)
    not_kept: Mapping[str, str] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    exports: Mapping[str, str] = field(default_factory=dict)
    breaks: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    unpaid: Mapping[str, str] = field(default_factory=dict)
    other_prices: Mapping[str, str] = field(default_factory=dict)
    price_sections: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=dict)
