"""State files as earlier programs left them."""

import hashlib
import sqlite3
from contextlib import closing

from sheets_sync.state.sqlite import opening, schema

LETTER = b"From: a\r\n\r\nbody"
NOTICE = (
    "INSERT INTO notices (id, number, client, name, episode, kind, ordinal, level, currency,"
    " balance, asked, invoice, recipients, copies, state, created, moment, via, outcomes)"
    " VALUES (?, ?, 'acme', 'Acme', 1, ?, 0, 'LOW', 'RUB', 200, 800, 1, '[\"a@x\"]', '[]', ?,"
    " '2026-11-01T06:00:00.000000+00:00', '2026-11-01T06:00:00.000000+00:00', 'smtp', '[]')"
)
DIGEST = (
    "INSERT INTO digests (id, due, recipient, state, reason, moment, via, file, message_id,"
    " sha256, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def of_version_5(path, digests, occasion="2026-11-23T09:00:00.000000+00:00"):
    """A state with a sent notice, a waiting one, an invoice, and ``digests``: (recipient, state,
    reason, via), all for the moment ``occasion``."""
    everything = schema.migrations()
    with closing(opening._connect(str(path))) as made:
        for version, script in enumerate(everything[:5], 1):
            schema.run_script(made, script, version)
        made.execute(
            "INSERT INTO episodes (id, client, opened, level, since, bar) VALUES (1, 'acme',"
            " '2026-11-01T06:00:00.000000+00:00', 'LOW', '2026-11-01T06:00:00.000000+00:00', 500)"
        )
        made.execute("INSERT INTO invoices VALUES (1, 'acme', 'RUB', 800, 46327)")
        for id_, kind, state in ((1, "LOW", "sent"), (2, "EMPTY", "retry")):
            made.execute(NOTICE, (id_, id_, kind, state))
            values = (id_, f"{id_}.eml", f"<{id_}@x>", hashlib.sha256(LETTER).hexdigest(), LETTER)
            made.execute("INSERT INTO letters VALUES (?, ?, ?, ?, ?)", values)
        for id_, (recipient, state, reason, via) in enumerate(digests, 1):
            head = (id_, occasion, recipient, state, reason, occasion, via)
            frozen = (f"d{id_}.eml", f"<d{id_}@x>", hashlib.sha256(LETTER).hexdigest(), LETTER)
            made.execute(DIGEST, (*head, *frozen))
        made.execute("INSERT INTO facts VALUES ('digest.last', '{}')")


def tables(path):
    with closing(sqlite3.connect(path)) as looked:
        return {
            row[0] for row in looked.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
