"""What a run says of files in the folder of statements that it cannot take (design §20)."""

from collections.abc import Iterator
from typing import Final

from sheets_sync.bank.file_names import shown_name
from sheets_sync.bank.refusing import AS_ENCODED, AS_SET, TAKE_OUT
from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.reading.sources.places import bank_place
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.shared.office import Office

_VARIANTS: Final = {
    AS_SET: Variant.LAYOUT, AS_ENCODED: Variant.ENCODING, TAKE_OUT: Variant.MEMBER,
}  # fmt: skip
"""What the finding of a refused file is, by its cure."""


def refused_statements(office: Office, reckoned: Reckoning) -> Iterator[Finding]:
    """The statements that are not taken, or the folder that cannot be looked into."""
    source = bank_place(reckoned.places)
    cell = ("payments", source.index if source else 0, 0, "date")
    if office.statements.seen is None:
        folder = shown_name(str(office.config.bank.folder))
        yield Finding(Code.STATEMENT_REFUSED, *cell, text=folder, variant=Variant.FOLDER)
    words = office.config.workbook.words
    for each in office.statements.refused():
        said = each.reason.said(words)
        variant = _VARIANTS.get(each.cure_key)
        yield Finding(Code.STATEMENT_REFUSED, *cell, text=each.name, near=said, variant=variant)
