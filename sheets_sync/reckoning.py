"""From a workbook as read to balances, flags and effort: decode → price → post → flag → effort.

Nothing here writes or mails: ``sync`` does, and the commands that only read start from here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from sheets_sync.billing.accounts import CHARGED, UNPRICED, Accounts, keep_accounts
from sheets_sync.billing.days import serial
from sheets_sync.billing.effort import Effort, measure, measured_before
from sheets_sync.billing.findings import NOTICES_ROLE, Code, Finding
from sheets_sync.billing.near_names import near_names
from sheets_sync.billing.plausibility import implausible
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.whole import filled
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.notices.plan.youth import NOTHING_YOUNG, Youth
from sheets_sync.reading.as_read import AsRead
from sheets_sync.reading.bank_tab.bank_source import with_bank_source
from sheets_sync.reading.beside.units_beside import with_units_beside
from sheets_sync.reading.decode import Rules, decode, decode_money_again, decode_prices_again
from sheets_sync.reading.formats.cut_numbers import with_cut_numbers
from sheets_sync.reading.formats.file_numbers import with_numbers_of_files
from sheets_sync.reading.formats.headed import as_headed
from sheets_sync.reading.formats.money_shown import as_shown
from sheets_sync.reading.formats.settled import NOTHING_SETTLED, Settled
from sheets_sync.reading.headers import locate
from sheets_sync.reading.layout import DRAFTS, STAFF_ROLES
from sheets_sync.reading.meaning.rules import OTHER, Locale
from sheets_sync.reading.roles.drafts import draft_source
from sheets_sync.reading.sources.matching import Aliases
from sheets_sync.reading.sources.places import Places, Source
from sheets_sync.reading.sources.sought import Sought, staff_sources
from sheets_sync.reading.unread import caught_tabs, unread_tabs, with_headers
from sheets_sync.spreadsheet.cell_look import CellPlace
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from sheets_sync.words import languages

if TYPE_CHECKING:
    from sheets_sync.reading.drafts_tab import DraftsTab


@dataclass(frozen=True)
class Reckoning:
    """Everything computed from one snapshot for one day (a serial); ``youth`` is what of it the
    state knows to be young, ``drafts`` the tab of prices that are tried, None where there is none;
    ``open`` are numbers that count as such although nobody has asked yet what they show.
    """

    snapshot: Snapshot
    places: Places
    book: Book
    accounts: Accounts
    effort: Effort
    findings: tuple[Finding, ...]
    day: int
    youth: Youth = NOTHING_YOUNG
    drafts: "DraftsTab | None" = None
    open: Mapping[CellPlace, float] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, int]:
        """``rows`` of the JSON (design §12): log = charged + unpriced + held."""
        state = self.accounts.log["state"].to_numpy()
        charged, unpriced = (int((state == each).sum()) for each in (CHARGED, UNPRICED))
        held = self.book.log_rows - charged - unpriced
        return {"log": self.book.log_rows, "charged": charged, "unpriced": unpriced, "held": held}

    @property
    def rows_by_role(self) -> dict[str, int]:
        """Filled rows of each role, all its sources together: what the shrink guard watches. Of
        Bank those that this run makes count, too: a tab that was deleted is as it was."""
        return {
            role: sum(self._rows_of(source) for source in sources)
            for role, sources in self.places.sources.items()
            if role in STAFF_ROLES
        }

    def _rows_of(self, source: Source) -> int:
        if source.is_bank and self.book.bank is not None:
            return len(self.book.bank.rows)
        return _filled(self.snapshot.tabs[source.ref], source)

    @property
    def inputs(self) -> dict[str, list[int]]:
        """The columns of each staff tab that balances were computed from; notes are not."""
        return {
            source.ref: [
                *(at for key, at in source.columns.items() if key != "note"),
                *(at for made in source.made.values() for at in made.columns),
                *source.beside.values(),
            ]
            for sources in self.places.sources.values()
            for source in sources
        }

    def with_findings(self, more: Sequence[Finding]) -> "Reckoning":
        """The same, with findings that only the state knows (POSTED_CHANGED)."""
        return replace(self, findings=in_sheet_order((*self.findings, *more)))


def sources(config: Config, snapshot: Snapshot) -> Mapping[str, Sequence[Sought]]:
    """The sources of each staff role: as configured, else the default tab in any language; without
    the tabs that a pattern caught and that are none."""
    return with_headers(snapshot, _all_sources(config, snapshot), config.aliases())


def _all_sources(config: Config, snapshot: Snapshot) -> Mapping[str, Sequence[Sought]]:
    return staff_sources(snapshot, config.sources(), config.workbook.words)


Settle: TypeAlias = Callable[[Snapshot, Places], Settled]
"""What the numbers of a snapshot really are that came without their formats."""


def reckon(
    config: Config,
    snapshot: Snapshot,
    on: date,
    *,
    flag_future: bool,
    settle: Settle = lambda _snapshot, _places: NOTHING_SETTLED,
    drafts: Sequence[Sought] = (),
    before: Reckoning | None = None,
) -> Reckoning:
    """Balances, flags and effort as of the day ``on``.

    ``flag_future``: rows after the day are findings (a run); else they are simply left out
    (``--as-of``). ``drafts`` are further sources of Prices, the last ones (§18). ``before`` is a
    reckoning that differs in cells of the tab Bank alone, or, with ``drafts``, in these alone: what
    those do not move stays. Raises ``UsageError`` for a missing tab or required column, and as
    ``settle``.
    """
    day, terms = serial(on), config.terms()
    read = _read(config, snapshot, day, settle, drafts)
    book = _book(read, day, before, tried=bool(drafts), flag_future=flag_future)
    accounts = keep_accounts(book, terms, day)
    same = before if not drafts else None  # drafts move charges, and effort goes by these
    known = same and measured_before(same.accounts, same.effort, accounts)
    effort = known or measure(book, accounts, terms, day)
    tried = None if drafts else _tried(read, book, accounts, day - terms.window + 1)
    findings = in_sheet_order(
        (
            *read.places.findings,
            *unread_tabs(snapshot, read.aliases),
            *caught_tabs(snapshot, _all_sources(config, snapshot), read.aliases),
            *_of_rows(book, accounts, terms, day),
            *(tried.findings if tried else ()),
        )
    )
    return Reckoning(
        snapshot, read.places, book, accounts, effort, findings, day, drafts=tried, open=read.open
    )


def _read(
    config: Config, snapshot: Snapshot, day: int, settle: Settle, drafts: Sequence[Sought]
) -> AsRead:
    """The cells as staff meant them: numbers as what they really are, with what their formats show,
    in files by the file's marks. Raises as ``locate`` and ``settle``."""
    aliases = config.aliases()
    places = _places(config, snapshot, aliases, drafts)
    rules = rules_of(config, snapshot, day)
    settled = settle(snapshot, places)
    shown = as_shown(with_units_beside(settled.beside(snapshot), places), places, rules)
    whole = with_cut_numbers(shown, places)
    numbers = with_numbers_of_files(whole, places, rules.locale)
    meant = as_headed(numbers, places, rules)
    return AsRead(meant, places, aliases, rules, settled.told, settled.open)


def _book(
    read: AsRead, day: int, before: Reckoning | None, *, tried: bool, flag_future: bool
) -> Book:
    by = (read.snapshot, read.places, read.rules)
    if before is None:
        return decode(*by, day, flag_future=flag_future, told=read.told)
    if tried:
        return decode_prices_again(before.book, *by, told=read.told)
    return decode_money_again(before.book, *by, day, told=read.told)


def _tried(read: AsRead, book: Book, accounts: Accounts, window: int) -> "DraftsTab | None":
    """The tab Drafts; None where there is none."""
    if DRAFTS.key not in read.places.sources:
        return None
    from sheets_sync.reading.drafts_tab import drafts_tab  # noqa: PLC0415 - few have it

    return drafts_tab(read, book, accounts, window)


def _places(
    config: Config, snapshot: Snapshot, aliases: Aliases, drafts: Sequence[Sought]
) -> Places:
    """Where everything is, Drafts and Bank where there are any. Raises as ``locate``."""
    sought = sources(config, snapshot)
    sought = {**sought, "prices": (*sought["prices"], *drafts)}
    places = _with_drafts(locate(snapshot, sought, aliases), snapshot, aliases)
    return with_bank_source(places, snapshot)


def _with_drafts(places: Places, snapshot: Snapshot, aliases: Aliases) -> Places:
    """The places with the tab Drafts among them, where there is one."""
    drafts = draft_source(snapshot, aliases)
    return (
        places
        if drafts is None
        else replace(places, sources={**places.sources, DRAFTS.key: (drafts,)})
    )


def _of_rows(book: Book, accounts: Accounts, terms: Terms, day: int) -> Iterator[Finding]:
    """What reading, pricing and posting found in rows, and what is doubtful of them together."""
    yield from _but_of_held_rows(book.findings, accounts.findings)
    yield from accounts.findings
    yield from implausible(book, accounts, day)
    yield from near_names(book, accounts, terms)


def _but_of_held_rows(read: Sequence[Finding], billed: Sequence[Finding]) -> Iterator[Finding]:
    """What reading found, but duplicates among rows that billing holds: neither counts (§4)."""
    unpriced = (Code.UNKNOWN_SERVICE, Code.NO_PRICE)
    held = {(f.source, f.row) for f in billed if f.role == "log" and f.code not in unpriced}
    for finding in read:
        twice = finding.code is Code.POSSIBLE_DUPLICATE and finding.role == "log"
        if not (twice and (finding.source, finding.row) in held):
            yield finding


def in_sheet_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings from the first row of Clients to the last of Log, rows that are gone last; then
    those of Drafts, and of Notices."""
    roles = [*STAFF_ROLES, DRAFTS.key, NOTICES_ROLE]
    return tuple(sorted(findings, key=lambda f: (roles.index(f.role), f.source, f.row == 0, f.row)))


def _filled(tab: Tab, source: Source) -> int:
    """The cells that the fullest column of the staff's has below the header."""
    columns = (tab.columns[index] for index in source.columns.values())
    return max(filled(column, source.header_row) for column in columns)


def number_locale(config: Config, snapshot: Snapshot) -> Locale:
    """How numbers typed as text are read: as the spreadsheet itself does, where it has a locale
    that we know (§4), as nobody can mistake them where it has another; else as the config says."""
    spreadsheets = snapshot.locale.partition("_")[0]
    known = spreadsheets or config.workbook.locale
    return known if known in languages() else OTHER


def rules_of(config: Config, snapshot: Snapshot, day: int) -> Rules:
    """What cells are read by, as the config and the spreadsheet have it, on a serial ``day``."""
    return Rules(
        locale=number_locale(config, snapshot),
        currency=config.billing.currency,
        thresholds=config.thresholds(),
        credit_limits=config.credit_limits(),
        day=day,
        fractional_minutes=config.billing.fractional_minutes,
        rows_over_a_day=config.billing.rows_over_a_day,
        epochs=tuple(sorted({tab.epoch for tab in snapshot.tabs.values()})) or (0,),
    )
