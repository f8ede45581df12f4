"""``sync invoices``: the register from the command line."""

import csv
import io

import pytest

from sheets_sync.config.loading import loads
from sheets_sync.errors import SheetsSyncError


def test_the_register_names_every_invoice_and_its_totals(tmp_path, office, ask):
    office("[invoice]\nprefix = '2026-'\nfirst = 7\n")
    assert ask("invoices")[1].decode() == "No invoice was made yet.\n"
    assert ask("now")[0] == 0
    code, out, _ = ask("invoices")
    assert code == 0
    shown = out.decode()
    assert "2026-7" in shown
    assert "open" in shown
    assert (
        "Invoiced, less replaced and withdrawn: 2,000.00 RUB; paid: 0.00 RUB; open: 2,000.00 RUB"
        in shown
    )
    (row,) = csv.DictReader(io.StringIO(ask("invoices", "--csv")[1].decode()))
    assert (row["No"], row["Client"], row["Amount"], row["State"]) == (
        "2026-7",
        "Acme",
        "2000.00",
        "open",
    )


@pytest.mark.parametrize("prefix", ["2026", "A\\n", "x" * 21, "A "])
def test_a_prefix_that_could_not_be_told_from_the_number_is_refused(tmp_path, prefix):
    with pytest.raises(SheetsSyncError, match="end in no digit"):
        loads(f'[invoice]\nprefix = "{prefix}"\n', tmp_path / "config.toml")
