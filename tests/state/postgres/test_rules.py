"""What must never happen is refused by the database itself, whoever asks."""

from contextlib import closing

import psycopg
import pytest

from sheets_sync.notices.ledger.errands import Errand
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import State
from sheets_sync.state.broken_rules import BrokenRuleError
from sheets_sync.state.postgres.connecting import connect
from sheets_sync.state.postgres.opening import open_postgres
from sheets_sync.state.published import PublishedPage
from tests.state.conformance.examples import NOW, digest, invoice, letter, notice, planned

TOKEN = "A" * 22


@pytest.fixture
def store(postgres, database):
    with open_postgres(postgres.state(database)) as store:
        outbox = store.outbox()
        planned(outbox, notice(1), notice(2, ordinal=1))
        outbox.freeze(notice(1, state=State.RENDERED, invoice=1), letter(1), invoice())
        outbox.record(notice(1, state=State.SENT, invoice=1))
        outbox.freeze_digests({digest(3): letter(3)}, "said")
        outbox.ask(Errand(1, Kind.INVOICE, "ромашка", "RUB", 500, NOW))
        store.pages().put([PublishedPage("acme", TOKEN), PublishedPage("nord", "B" * 22, "", True)])
        yield store


FORBIDDEN = {
    "DELETE FROM invoices": "never given back",
    "TRUNCATE invoices CASCADE": "never",
    "DELETE FROM mailings": "never deleted",
    "TRUNCATE mailings CASCADE": "never deleted",
    "DELETE FROM letters": "never deleted",
    "TRUNCATE letters": "never deleted",
    "UPDATE letters SET data = ''": "never changed",
    "DELETE FROM errands": "never deleted",
    "UPDATE mailings SET asked = 1 WHERE state = 'sent'": "never changed",
    "UPDATE mailings SET state = 'planned' WHERE state = 'sent'": "never changed",
    "UPDATE mailings SET episode = 9 WHERE id = 2": "foreign key",
    "UPDATE mailings SET kind = 'DIGEST'": "check constraint|never changed",
    "UPDATE pages SET revoked = 0": "never comes back",
    "DELETE FROM pages": "revoked before",
    "INSERT INTO invoices SELECT workbook, series, 3, client, currency, amount, day, paid_before,"
    " replaces, prefix, credits, seal FROM invoices": "no gaps",
    "INSERT INTO invoices SELECT workbook, 0, 2, client, currency, amount, day, paid_before,"
    " replaces, prefix, credits, seal FROM invoices": "of the series of its workbook",
}


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_what_must_never_happen_is_refused(store, postgres, database, sql):
    refused = pytest.raises(psycopg.errors.IntegrityError, match=FORBIDDEN[sql])
    with closing(connect(postgres.state(database))) as connection, refused:
        connection.execute(sql.encode())
    assert store.faults() == []


def test_what_was_refused_is_told_without_what_stands_in_the_row(store):
    with pytest.raises(BrokenRuleError) as caught:
        store.pages().put([PublishedPage("acme", "C" * 22)])
    assert "one_page_a_client" in str(caught.value)
    assert "C" * 22 not in f"{caught.value!r} {caught.value.__cause__}"


RULES = {
    "DROP TRIGGER letters_are_frozen ON letters": "the rule letters_are_frozen is gone",
    "ALTER TABLE mailings DISABLE TRIGGER sent_mailings_stay": "the rule sent_mailings_stay is gone",
    "DROP INDEX one_notice": "the rule one_notice is gone",
}


@pytest.mark.parametrize("sql", RULES)
def test_a_rule_that_is_gone_is_told(store, postgres, database, sql):
    with closing(connect(postgres.state(database))) as connection:
        connection.execute(sql.encode())
    assert store.faults() == [RULES[sql]]


def test_a_letter_that_is_not_the_one_that_was_frozen_is_told(store, postgres, database):
    with closing(connect(postgres.state(database))) as connection:
        connection.execute("ALTER TABLE letters DISABLE TRIGGER USER")
        connection.execute("UPDATE letters SET data = 'x' WHERE mailing = 3")
        connection.execute("ALTER TABLE letters ENABLE TRIGGER USER")
    assert store.faults() == ["letter 3 is not the one that was frozen"]


def test_a_row_that_the_program_did_not_write_is_told(store, postgres, database):
    with closing(connect(postgres.state(database))) as connection:
        connection.execute("UPDATE mailings SET asked = 5 WHERE id = 2")
    assert ["not as this program left it" in each for each in store.faults()] == [True]


def test_a_statement_about_every_workbook_is_refused(store):
    with pytest.raises(ValueError, match="every workbook"):
        store._database.rows("SELECT * FROM mailings")
