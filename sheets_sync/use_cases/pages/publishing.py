"""Pages written: those that differ, of the clients whose account shows anything new (design §19).

Light to import where there is nothing to write: what renders pages is imported where one is.
"""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sheets_sync import __version__
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Client
from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError
from sheets_sync.meter.prints import BookPrints, print_of, prints_of
from sheets_sync.meter.site import FIRST, OnePageError, Site
from sheets_sync.notices.invoices.open_invoices import OpenInvoice
from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.notices.plan.books import Books
from sheets_sync.state.port import Pages
from sheets_sync.state.published import PublishedPage, pages_in_force
from sheets_sync.use_cases.pages.page_doubts import pages_that_stay
from sheets_sync.use_cases.pages.page_prints import PagePrints, prints_in
from sheets_sync.use_cases.pages.taking_down import take_down
from sheets_sync.use_cases.shared.known_names import names_in
from sheets_sync.use_cases.shared.letters_by_config import issuer
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.use_cases.shared.page_tokens import hand_out
from sheets_sync.voice.counting import counted
from sheets_sync.words.speaking import Words, words_of

if TYPE_CHECKING:
    from sheets_sync.meter.gathering import Meter
    from sheets_sync.meter.saying import Sayings

PAPERS_IN_A_RUN: Final = 20
"""Statements drawn in one run, each in a twentieth of a second. The next ones draw the others."""

_FORM: Final = 1
"""Of the pages: where it is another, all are made anew."""
_TOGETHER: Final = 50
_FEW: Final = 20
_ENOUGH: Final = 3
"""Failures after which a folder is left alone, and as many troubles as are told one by one."""


@dataclass(frozen=True)
class Published:
    """What publishing did: ``pages`` of ``clients`` that were written, by how many ``files``;
    ``waiting`` statements on paper are still to be drawn; ``staying`` are clients whose page stays
    as it is while it is not known whose account it would show, ``moving`` those of them who are not
    in Clients; ``troubles`` are sentences."""

    clients: int = 0
    pages: int = 0
    files: int = 0
    waiting: int = 0
    staying: Sequence[str] = ()
    moving: Sequence[str] = ()
    troubles: Sequence[str] = ()


def publish(office: Office, books: Books, *, thorough: bool = False) -> Published:
    """Write what differs on the clients' pages; nothing raised stops a run. ``thorough``: look at
    every file, whatever the state knows of it, and draw all statements."""
    folder = office.config.publish.folder
    if folder is None or office.desk.blocked is not None:
        return Published()
    office.tell("Publishing pages")
    try:
        return _Publisher(office, books, Site(folder), thorough=thorough).publish()
    except SheetsSyncError as error:
        return Published(len(books.book.clients), troubles=[_trouble(error)])


def _trouble(error: SheetsSyncError) -> str:
    return f"Pages could not be published: {error.message} {error.cure}".rstrip()


def _first(troubles: Sequence[str]) -> list[str]:
    more = len(troubles) - _ENOUGH
    told = [f"So it is with {counted(more, 'page')} more."] if more > 0 else []
    return [*troubles[:_ENOUGH], *told]


@dataclass(frozen=True)
class _Change:
    """A client's page that shows something else than ``before``."""

    code: int
    page: PublishedPage
    before: PagePrints
    after: PagePrints

    @property
    def shows_more(self) -> bool:
        """Whether more is new than the statement on paper."""
        return self.before.head != self.after.head or self.before.account != self.after.account


class _Publisher:
    """One publication."""

    def __init__(self, office: Office, books: Books, site: Site, *, thorough: bool) -> None:
        self._office, self._books, self._site = office, books, site
        self._thorough = thorough
        self._pages: Pages = office.store.pages(office.run)
        self._issuer = issuer(office.config)
        self._papers_left = len(books.book.clients) if thorough else PAPERS_IN_A_RUN
        self._open = office.desk.unpaid(books, office.moment)
        self._stay = pages_that_stay(books, office.desk.ledger(), self._pages.all())
        self._troubles: list[str] = []
        self._failures = 0
        self._sayings: dict[str, Sayings] = {}

    def publish(self) -> Published:
        """All of it, each page whole or not at all."""
        hand_out(self._pages, self._books.book, self._office.desk.ledger())
        self._site.prepare()
        self._take_down()
        moving = self._moving()
        changes = [*self._changes()]
        left_for_papers = max(self._papers_left - sum(each.shows_more for each in changes), 0)
        papers = [each for each in changes if not each.shows_more]
        done = self._all_written([each for each in changes if each.shows_more])
        done += self._all_written(papers[:left_for_papers])
        return Published(
            clients=len(self._books.book.clients),
            pages=sum(1 for _, count in done if count),
            files=sum(count for _, count in done),
            waiting=len(papers[left_for_papers:])
            + sum(1 for page, _ in done if not prints_in(page.shown).done),
            staying=[
                each.name for each in self._books.book.clients if fold(each.name) in self._stay
            ],
            moving=moving,
            troubles=_first(self._troubles),
        )

    def _moving(self) -> list[str]:
        """The names of those who are not in Clients and whose page stays; it asks for nothing."""
        names = {fold(client.name) for client in self._books.book.clients}
        away = self._stay - (names - self._books.youth.vacated)
        if not away:
            return []
        from sheets_sync.use_cases.pages.moving_pages import moved_pages  # noqa: PLC0415 - as below

        words, pages = self._office.config.workbook.words, self._pages.all()
        moved = [*moved_pages(pages, away, self._site, words)]
        self._pages.put([each for each in moved if each not in pages])
        shown = self._office.desk.ledger().names
        return [shown.get(each.client, each.client) for each in moved]

    def _all_written(self, changes: Sequence[_Change]) -> list[tuple[PublishedPage, int]]:
        """The pages of all those, and how many files were written of each; then they are known to
        show that."""
        done: list[tuple[PublishedPage, int]] = []
        many = self._site.many_pages() if len(changes) > _FEW else nullcontext()
        with many:
            for start in range(0, len(changes), _TOGETHER):
                done += self._written(changes[start : start + _TOGETHER])
                if self._failures >= _ENOUGH:
                    break
        self._pages.put([page for page, _ in done])
        return done

    def _take_down(self) -> None:
        names = {fold(client.name) for client in self._books.book.clients} | self._stay
        self._troubles += take_down(self._pages, names, self._site, self._names())

    def _names(self) -> dict[str, str]:
        """By folded name how clients are called, those of the last run among them."""
        last = names_in(self._office.store)
        return {
            fold(each): each for each in (*last, *(one.name for one in self._books.book.clients))
        }

    def _changes(self) -> Iterator[_Change]:
        book, accounts = self._books.book, self._books.accounts
        held, prints = pages_in_force(self._pages.all()), prints_of(book, accounts)
        for code, client in enumerate(book.clients):
            if fold(client.name) in self._stay:
                continue
            page = held[fold(client.name)]
            before, after = self._before(page), self._after(code, client, prints)
            if self._thorough or not before.covers(after):
                yield _Change(code, page, before, after)

    def _before(self, page: PublishedPage) -> PagePrints:
        """What the page shows; nothing where a file of it lies in the folder no more: that was
        moved, or emptied, in part perhaps."""
        shown = prints_in(page.shown)
        if shown.files:
            whole = self._site.count(page.token) == shown.files
        else:
            whole = bool(page.shown) and self._site.holds(page.token, FIRST)
        return shown if whole else prints_in("")

    def _after(self, code: int, client: Client, prints: BookPrints) -> PagePrints:
        """What the page is to show, all of it."""
        account = self._books.accounts.accounts[code]
        whose = (client.name, client.currency, client.language, client.details, client.contract)
        publish, words = self._office.config.publish, self._office.config.workbook.language
        made_by = (__version__, _FORM, publish.minutes, words, self._issuer)
        postings = print_of(made_by, whose, prints.postings[code])
        standing = (account.balance, account.flag, account.days_left, account.charged_30)
        prices = (prints.everyones, prints.own_prices[code], client.bad_currency)  # then none
        asked = self._open.get(fold(client.name))
        asked_for = (asked, client.payments_undecided)
        head = print_of(postings, self._books.day, standing, prices, asked_for)
        return PagePrints(head, postings, postings)

    def _written(self, changes: Sequence[_Change]) -> Iterator[tuple[PublishedPage, int]]:
        """The pages as they are then, and how many files were written of each."""
        from sheets_sync.meter.gathering import meters_of  # noqa: PLC0415 - most runs write none

        book = self._books.book
        codes = [each.code for each in changes]
        invoices = {code: each for code in codes if (each := self._asked(code)) is not None}
        meters = meters_of(book, self._books.accounts, self._books.day, codes, invoices)
        for change, meter in zip(changes, meters, strict=True):
            try:
                yield self._write(change, meter)
            except SheetsSyncError as error:
                self._troubles.append(_trouble(error))
                self._failures += not isinstance(error, OnePageError)
                if self._failures >= _ENOUGH:
                    return

    def _asked(self, code: int) -> OpenInvoice | None:
        return self._open.get(fold(self._books.book.clients[code].name))

    def _write(self, change: _Change, meter: "Meter") -> tuple[PublishedPage, int]:
        from sheets_sync.meter import rendering  # noqa: PLC0415 - as above

        said = self._sayings_of(meter.client).of(meter)
        token, whose = change.page.token, f"the page of {meter.client.name}"
        files: dict[str, bytes] = {}
        if self._thorough or change.before.account != change.after.account:
            files |= rendering.account_pages(said)
        paper, is_drawn = self._paper(change, meter, said.words, files)
        files |= rendering.first_pages(said, paper=is_drawn)
        kept = frozenset(rendering.account_names(meter)) if meter.months else frozenset()
        kept |= {rendering.PAPER} if is_drawn else frozenset()
        count = self._site.write(token, whose, files, kept)
        shown = replace(change.after, paper=paper, files=self._site.count(token))
        return replace(change.page, shown=shown.text()), count

    def _paper(
        self, change: _Change, meter: "Meter", words: Words, files: dict[str, bytes]
    ) -> tuple[str, bool]:
        """The print of the statement on paper, "" where it is still to be drawn, and whether one
        lies there then; a new one goes into ``files``."""
        from sheets_sync.meter import rendering  # noqa: PLC0415 - as above

        wanted, there = change.after.paper, change.before.paper
        if not meter.months or there == f"{wanted}!":
            return f"{wanted}!", False
        if there == wanted and self._site.holds(change.page.token, rendering.PAPER):
            return wanted, True
        if not self._papers_left:
            return "", False
        self._papers_left -= 1
        try:
            files[rendering.PAPER] = rendering.paper_of(meter, self._issuer, words)
        except PaperError:
            return f"{wanted}!", False
        return wanted, True

    def _sayings_of(self, client: Client) -> "Sayings":
        from sheets_sync.meter.saying import Sayings  # noqa: PLC0415 - as above

        config = self._office.config
        language = client.language or config.workbook.language
        if language not in self._sayings:
            words = words_of(language)
            self._sayings[language] = Sayings(self._issuer, words, config.publish.minutes)
        return self._sayings[language]
