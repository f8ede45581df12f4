"""The letters of a run: what they are planned by, and what the workbook shows of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sheets_sync.billing.findings import Code, Variant
from sheets_sync.billing.names import fold
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.notices.blocks import KEEPS_THE_TAB
from sheets_sync.notices.closed_desk import ClosedDesk
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.ledger import listing
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.line_codes import code_of, read_code
from sheets_sync.notices.ledger.notice import LIVE, Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.listed import TabSays
from sheets_sync.notices.plan.books import Books
from sheets_sync.notices.plan.youth import Youth
from sheets_sync.notices.wording import kind_of_line, state_text
from sheets_sync.reading.roles.waiting_letters import who_waits
from sheets_sync.reckoning import Reckoning
from sheets_sync.showing import notices_tab
from sheets_sync.showing.client_lines import Unpaid
from sheets_sync.showing.notices_tab import NoticeLine
from sheets_sync.showing.pages import Letters
from sheets_sync.showing.wording import describe
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.use_cases.letters.blocked import blocked_text
from sheets_sync.use_cases.letters.kept_money import carried_now
from sheets_sync.use_cases.shared.installation import mailed_elsewhere
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.words.speaking import ENGLISH, Words


def books(config: Config, reckoned: Reckoning) -> Books:
    """The books of a run as the desk reads them."""
    doubted = {
        (each.source, each.row): each.variant == Variant.EARLY
        for each in reckoned.findings
        if each.code == Code.IMPLAUSIBLE
    }
    book, accounts = reckoned.book, reckoned.accounts
    terms, ask_column = config.terms(), _ask_column(reckoned)
    mended_at = _mended_at(reckoned, config.workbook.words)
    return Books(
        book, accounts, terms, reckoned.day, reckoned.youth, doubted, ask_column, mended_at
    )


def books_now(office: Office, reckoned: Reckoning, ledger: Ledger) -> Books:
    """The books of a command, or of what a run does before it knows more: of what runs left of the
    accounts they know what openings stand for."""
    carried = carried_now(office, reckoned.book, ledger)
    return books(office.config, replace(reckoned, youth=Youth(carried=carried)))


def _mended_at(reckoned: Reckoning, words: Words) -> dict[str, str]:
    """By client, folded, whose letters wait for a cell to be mended, where that is; none whose
    payment waits in Bank."""
    clients = [each for each in reckoned.book.clients if each.letters_held]
    if not clients:
        return {}
    own = (each for each in reckoned.findings if each.role == "clients")
    at = {(fold(each.client), each.field): each for each in own}
    counts_nowhere = [
        each
        for each in reckoned.findings
        if each.role == "payments" or each.variant in (Variant.THEIRS, Variant.LEFT)
    ]
    waits = who_waits(clients, counts_nowhere)
    found = {}
    for client in clients:
        who = fold(client.name)
        cell = at.get((who, client.letters_held[0])) or waits.get(who)
        if cell is not None:
            found[who] = describe(cell, reckoned.places, reckoned.book, words).place
    return found


def _ask_column(reckoned: Reckoning) -> str:
    """Where Ask stands in Clients, by tab and header: another column is another matter."""
    sources = (each for each in reckoned.places.sources["clients"] if "ask" in each.columns)
    return "\n".join(f"{each.ref}!{fold(each.headers['ask'])}" for each in sources)


def ticked(reckoned: Reckoning) -> set[int]:
    """The numbers of the notices whose Send staff ticked."""
    return notices_tab.ticked(notices_tab.notices_as_made(reckoned.snapshot))


def tab_says(snapshot: Snapshot) -> TabSays:
    """What the Notices tab knows of letters."""
    tab = notices_tab.notices_as_made(snapshot)
    codes = {number: read_code(text) for number, text in notices_tab.codes(tab).items()}

    def of(*states: State) -> frozenset[int]:
        return frozenset(number for number, code in codes.items() if code and code.state in states)

    sent = of(State.SENT, State.WRITTEN)
    return TabSays(notices_tab.last_number(tab), sent, of(State.UNCERTAIN))


def reminders(office: Office, notices: Sequence[Notice]) -> dict[int, int]:
    """By id, which reminder of its invoice each of the notices is; of those that remind."""
    if not any(each.kind.reminds for each in notices):
        return {}
    ledger = office.desk.ledger()
    return {each.id: ledger.reminder(each) for each in notices if each.kind.reminds}


def warnings(office: Office) -> list[str]:
    """What a run has to say of its letters to the person who started it."""
    desk = office.desk
    if isinstance(desk, ClosedDesk):
        return [f"Nothing is mailed: {desk.why}"]
    if desk.blocked is None:
        return []
    return [blocked_text(desk.blocked, office.config, office.store, ENGLISH)]


@dataclass(frozen=True)
class Ticks:
    """Send as it was read, before what was typed over cells of ours was put right: by No the
    ``amounts`` beside what staff ticked, and those of them whose line says that the letter
    ``waits``, whatever became of it since."""

    amounts: Mapping[int, int | None]
    waits: frozenset[int]


def ticks_in(config: Config, reckoned: Reckoning) -> Ticks:
    """What staff ticked."""
    tab = notices_tab.notices_as_made(reckoned.snapshot)
    amounts = notices_tab.ticked_amounts(tab, config.billing.currency)
    codes = notices_tab.codes(tab) if amounts else {}
    beside = {number: read_code(codes.get(number, "")) for number in amounts}
    waits = (number for number, code in beside.items() if code and code.state in LIVE)
    return Ticks(amounts, frozenset(waits))


def ask(office: Office, reckoned: Reckoning, ticks: Ticks | None = None) -> Ask:
    """What letters are planned by beside the books; ``ticks`` as they were read."""
    last = office.store.runs.last_good()
    block = mailed_elsewhere(office, reckoned.snapshot) or office.out_of_order
    ticks = ticks or ticks_in(office.config, reckoned)
    said_no = notices_tab.answered_no(notices_tab.notices_as_made(reckoned.snapshot))
    started = last.started if last else None
    says = tab_says(reckoned.snapshot)
    return Ask(last is None, ticks.amounts, says, block, said_no, started, ticks.waits)


def letters_shown(
    office: Office, asked: Ask, everything: Sequence[Notice], books: Books
) -> Letters:
    """What the workbook shows of the letters: what blocks them all, Notices' lines, the last one,
    those held, open invoices; nothing but the first where the state may know less than the tab."""
    config, desk = office.config, office.desk
    words, block = config.workbook.words, desk.block(asked)
    blocked = blocked_text(block, config, office.store, words) if block is not None else ""
    if block in KEEPS_THE_TAB:
        return Letters(blocked=blocked)
    ledger = desk.ledger()
    last = {
        name: f"{words.day(notice.moment.astimezone(config.workbook.zone()))}"
        f" {kind_of_line(notice, words, ledger)}{_sum_asked(notice, words)},"
        f" {_state(config, notice)}"
        for name, notice in listing.last_notices(everything).items()
    }
    held: dict[str, int] = {}
    for notice in listing.listed(everything):
        held[notice.client] = held.get(notice.client, 0) + (notice.state == State.HELD)
    replaced, open_ = ledger.ended_by, books.unpaid(ledger)
    still = desk.unpaid(books, office.moment)
    left = {each.invoice.number: each.left for each in open_.values()}
    asked_for = {each.invoice.number for each in still.values()}
    lines = tuple(
        _line(config, each, replaced, ledger, left, asked_for)
        for each in listing.listed(everything)
    )
    unpaid = {
        client: Unpaid(each.invoice.label, each.left, each.invoice.day)
        for client, each in still.items()
    }
    return Letters(lines, last, held, unpaid, blocked)


def _sum_asked(notice: Notice, words: Words) -> str:
    """What a notice asks for, behind its kind; "" where it asks for nothing."""
    return f" {words.coded(notice.asked, notice.currency)}" if notice.asked else ""


def _line(
    config: Config,
    notice: Notice,
    ended: Mapping[int, Invoice],
    ledger: Ledger,
    left: Mapping[int, int],
    asked: Collection[int],
) -> NoticeLine:
    """The line of a notice; ``left`` is what is to pay of each unpaid invoice, ``asked`` are those
    of them that are still asked for."""
    words = config.workbook.words
    state = _state(config, notice)
    rest = left.get(notice.invoice or 0, notice.asked)
    if rest < notice.asked and (notice.live or notice.invoice in asked):
        key = "notice.rest" if notice.live else "notice.rest_by_now"
        state = words.say(key, state=state, left=words.coded(rest, notice.currency))
    if (by := ended.get(notice.invoice or 0)) is not None:
        how = "replaced" if by.credits is None else "credited"
        state = words.say(f"notice.{how}", state=state, invoice=by.label)
    return NoticeLine(
        number=notice.number or 0,
        when=notice.moment.astimezone(config.workbook.zone()).replace(tzinfo=None, microsecond=0),
        client=notice.name,
        kind=kind_of_line(notice, words, ledger),
        balance=notice.balance,
        asked=notice.asked,
        currency=notice.currency,
        invoice=notice.invoice_label,
        to=", ".join(notice.to),
        state=state,
        code=str(code_of(notice, ledger.issued.get(notice.invoice or 0))),
    )


def _state(config: Config, notice: Notice) -> str:
    """The state of a notice as the workbook shows it: of the last reminder, that it was."""
    words, state = config.workbook.words, state_text(notice, config.workbook.words)
    if not notice.is_last_reminder(config.notices.remind_times):
        return state
    return words.say("notice.last_reminder", state=state)
