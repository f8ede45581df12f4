"""What the documents of ``--json`` hold, key by key (design §12)."""

FINDING = ["code", "tab", "cell", "text", "message", "hint"]
REPORT = ["schema", "as_of", "backend", "clients", "findings", "rows"]
NOW = [
    "schema",
    "as_of",
    "backend",
    "clients",
    "findings",
    "notices",
    "rows",
    "calls",
    "cells_written",
]
