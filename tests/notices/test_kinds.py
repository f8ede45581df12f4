"""Every kind of notice can be written in every language, and every switch of [notices] reaches
somebody: whoever adds one of either and forgets half of it learns it here."""

import ast
import email
import email.policy
import re
from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import sheets_sync
from sheets_sync.config.loading import loads
from sheets_sync.config.models import NoticesTable
from sheets_sync.notices.ledger.episodes import Level, Policy
from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.issued import ONE_TWO_THREE, Invoice
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.line_codes import InvoiceCode, LetterCode, read_code
from sheets_sync.notices.ledger.notice import Notice, State
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.plan.issuing import issue
from sheets_sync.notices.texts.letters import LetterWriter
from sheets_sync.notices.wording import kind_text
from sheets_sync.use_cases.shared.letters_by_config import policy_of
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.notices.cases import MORNING, SELLER, TODAY, books, client

HOUSE = Path(sheets_sync.__file__).parent
MAKERS = {
    "notices/invoices/ask_cells.py",
    "notices/ledger/episodes.py",
    "notices/ledger/letter_kinds.py",
    "notices/plan/wishes.py",
    "use_cases/invoicing.py",
}  # who makes notices of a kind names it
ADOPTERS = {
    "notices/ledger/before_codes.py",
    "use_cases/adoption.py",
    "use_cases/letters/invoices_of_lines.py",
}  # a line of a kind unknown
INVOICE = Invoice(3, "ромашка", "RUB", 1_000_000, TODAY)


def notice(kind):
    who = client()
    return Notice(
        id=1, client="ромашка", name=who.name, episode=1, kind=kind, ordinal=0, level=Level.LOW,
        currency="RUB", balance=0, asked=INVOICE.amount, to=who.emails, cc=(), created=MORNING,
        moment=MORNING, number=7, invoice=INVOICE.number,
    )  # fmt: skip


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_makes_a_letter_and_only_what_asks_has_an_invoice_beside_it(kind, language):
    words, paid = words_of(language), [(TODAY, 0, 400_000)]
    old = replace(INVOICE, number=2, amount=77)
    about = replace(INVOICE, credits=old.number) if kind.withdraws else INVOICE
    ledger = Ledger(issued={2: old, 3: about})
    facts = books([client()], paid).facts(
        notice(kind), None if kind.tells_a_month else about, ledger
    )
    message = email.message_from_bytes(
        LetterWriter(SELLER, words).write(facts, MORNING).data, policy=email.policy.default
    )
    asked = words.money(INVOICE.amount, "RUB")
    text = message.get_body(("plain",)).get_content()
    html = message.get_body(("html",)).get_content()
    assert (asked in text, asked in html) == (kind.asks, kind.asks)
    assert len(list(message.iter_attachments())) == kind.encloses


@pytest.mark.parametrize("kind", Kind)
def test_only_what_asks_takes_an_amount_and_only_what_withdraws_gives_one_back(kind):
    fresh = replace(notice(kind), invoice=None, ordinal=1)
    errand = Errand(1, Kind.CREDIT, "ромашка", "RUB", 0, MORNING, INVOICE.number)
    ledger = Ledger(issued={INVOICE.number: INVOICE}, errands={1: errand})
    made = issue(fresh, ledger, books([client()]), ONE_TWO_THREE, INVOICE.number)
    amounts = (made.amount, made.credits) if made else None
    asked = (fresh.asked, None) if kind.asks else None
    assert amounts == ((INVOICE.amount, INVOICE.number) if kind.withdraws else asked)
    assert issue(notice(kind), ledger, books([client()]), ONE_TWO_THREE, 9) == INVOICE


@pytest.mark.parametrize("language", languages())
def test_kinds_are_called_by_names_that_differ(language):
    seen = Ledger(notices=(replace(notice(Kind.LOW), state=State.SENT),))
    names = {kind_text(notice(kind), words_of(language), seen) for kind in Kind}
    assert len(names) == len(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_state_that_was_lost_takes_over_letters_of_every_kind(kind):
    for code in (
        LetterCode(kind, 0, State.SENT),
        LetterCode(kind, 2, State.SENT, InvoiceCode(-5, 7, 1)),
    ):
        assert read_code(str(code)) == code
        assert read_code(f"{code} paid") is None


def another(value):
    """A value of the same type that is not this one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, timedelta):
        return value + timedelta(minutes=1)
    if isinstance(value, str):
        return "monthly"
    return {"RUB": Decimal(77)} if isinstance(value, dict) else value + 1


def turned(table, key):
    """The default config, and the same with another value of a key."""
    before = loads("", Path("config.toml"))
    values = getattr(before, table)
    return before, replace(
        before, **{table: replace(values, **{key: another(getattr(values, key))})}
    )


@pytest.mark.parametrize("switch", [each.name for each in fields(NoticesTable)])
def test_every_switch_of_notices_reaches_who_goes_by_it(switch):
    before, after = turned("notices", switch)
    assert (policy_of(after), after.terms()) != (policy_of(before), before.terms())


@pytest.mark.parametrize("rule", [each.name for each in fields(Policy)])
def test_every_rule_of_letters_is_a_key_of_the_config(rule):
    config = loads("", Path("config.toml"))
    tables = ("notices", "mail", "invoice")
    table = next(each for each in tables if hasattr(getattr(config, each), rule))
    before, after = turned(table, rule)
    assert getattr(policy_of(after), rule) == another(getattr(policy_of(before), rule))


@pytest.mark.parametrize("rule", [each.name for each in fields(Policy)])
def test_every_rule_of_letters_is_gone_by(rule):
    read = re.compile(rf"policy\.{rule}\b")
    assert [each for each in (HOUSE / "notices").rglob("*.py") if read.search(each.read_text())]


def names_a_kind(path):
    """Whether a module names a single kind of notice."""
    nodes = ast.walk(ast.parse(path.read_text()))
    named = {each.attr for each in nodes if isinstance(each, ast.Attribute) and is_kind(each.value)}
    return bool(named & set(Kind.__members__))


def is_kind(node):
    return isinstance(node, ast.Name) and node.id == "Kind"


def test_kinds_say_themselves_what_they_are_none_is_recognised_by_name():
    paths = {path.relative_to(HOUSE).as_posix(): path for path in HOUSE.rglob("*.py")}
    assert {name for name, path in paths.items() if names_a_kind(path)} == MAKERS | ADOPTERS


def test_no_layout_of_a_letter_names_a_kind():
    layouts = list((HOUSE / "notices" / "templates").iterdir())
    of_no_level = set(Kind) - set(Level.__members__)
    named = re.compile(rf"""["']({"|".join(of_no_level)})["']""")
    assert layouts
    assert [each.name for each in layouts if named.search(each.read_text())] == []
