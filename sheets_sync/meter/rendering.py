"""A client's pages, from what their meter says to the bytes of files (design §19).

One stylesheet stands in each page; a policy in its head lets nothing else in, and nothing out.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from sheets_sync.billing.days import month_start, to_date
from sheets_sync.deferred import dataclass
from sheets_sync.meter.gathering import Meter
from sheets_sync.meter.saying import INDEX, MeterSaid, Shown, month_file
from sheets_sync.notices.account_lines import AccountMonth
from sheets_sync.notices.account_statement import Statement, statement_csv
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.words.speaking import Words, words_of

PRICES: Final = "prices.html"
TABLE: Final = "statement.csv"
PAPER: Final = "statement.pdf"
LARGEST: Final = 30_000
"""Bytes of the first page at most."""

_ROOM: Final = (Shown(10, 12, 10, 40), Shown(5, 6, 5, 15), Shown(2, 3, 3, 5), Shown(0, 1, 1, 0))
"""How many postings, months, services and prices the first page shows, until it is small enough."""

_POLICY: Final = (
    "default-src 'none'; img-src data:; style-src '{}'; base-uri 'none'; form-action 'none'"
)
_BETWEEN: Final = re.compile(r">\s*\n\s*<")


@dataclass(frozen=True)
class Style:
    """The stylesheet, and the policy that lets in that one alone."""

    sheet: str
    policy: str


def account_pages(said: MeterSaid) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of what postings alone make: a page a month, all of them as CSV."""
    months, words = said.meter.months, said.words
    for earlier, month, later in _neighbours(months):
        page = said.month(month, earlier, later)
        yield month_file(month), _page("month.html.j2", words, page)
    if months:
        yield TABLE, statement_csv(_whole(said.meter, words)).encode()


def account_names(meter: Meter) -> list[str]:
    """The names of those files."""
    return [*map(month_file, meter.months), *([TABLE] if meter.months else [])]


def first_pages(said: MeterSaid, *, paper: bool) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the first page, and of the price list where that one has no room for all.
    ``paper``: the statement on paper lies beside."""
    since = _paper_since(said.meter) if paper else None
    for shown in _ROOM:
        page = _page("index.html.j2", said.words, said.first(shown, paper=since))
        if len(page) <= LARGEST:
            break
    yield INDEX, page
    if len(said.meter.prices) > shown.prices:
        yield PRICES, _page("prices.html.j2", said.words, said.prices())


def paper_of(meter: Meter, issuer: Issuer, words: Words) -> bytes:
    """The statement on paper, of the last two months in which anything may have moved. Raises
    ``PaperError`` where it cannot be drawn."""
    from sheets_sync.notices.texts.statement_rows import statement_pdf  # noqa: PLC0415 - slow to import

    since, last = _paper_since(meter), meter.months[0].lines[-1].day
    months = [each for each in meter.months[::-1] if each.first >= since]
    lines = tuple(line for month in months for line in month.lines)
    month = AccountMonth(since, last, months[0].opening, lines[-1].balance, lines)
    statement = Statement(meter.client, month, to_date(since), to_date(last), words)
    return statement_pdf(statement, issuer)


def _paper_since(meter: Meter) -> int:
    """The first day of the month before that of the last posting."""
    return month_start(meter.months[0].first, back=1)


def _whole(meter: Meter, words: Words) -> Statement:
    lines = tuple(line for month in meter.months[::-1] for line in month.lines)
    month = AccountMonth(0, meter.day, 0, meter.account.balance, lines)
    return Statement(meter.client, month, None, to_date(meter.day), words)


def _neighbours(
    months: Sequence[AccountMonth],
) -> Iterator[tuple[AccountMonth | None, AccountMonth, AccountMonth | None]]:
    """Each month between the one before it and the one after it; the newest comes first."""
    return zip((*months[1:], None), months, (None, *months), strict=False)


def _page(template: str, words: Words, said: Mapping[str, object]) -> bytes:
    values = {**said, "language": words.code, "style": stylesheet()}
    text = _templates(words.code).get_template(template).render(values)
    return _BETWEEN.sub(">\n<", text).encode(errors="replace")


@cache
def stylesheet() -> Style:
    """The one stylesheet."""
    source = resources.files(__package__) / "templates" / "meter.css"
    sheet = " ".join(source.read_text(encoding="utf-8").split())
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    return Style(sheet, _POLICY.format(f"sha256-{digest}"))


@cache
def _templates(language: str) -> Environment:
    """The templates; all that they are given is escaped. What they say themselves is a filter, for
    Jinja says that once, when it compiles them."""
    templates = Environment(
        loader=PackageLoader("sheets_sync.meter"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["say"] = words_of(language).say
    return templates
