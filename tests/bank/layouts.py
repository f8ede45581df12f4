"""Layouts of CSV as a config declares them."""

from sheets_sync.bank.declared import DeclaredLayout
from sheets_sync.bank.taking import Reading


def reading_by(*layouts):
    """How files are read where the config declares these."""
    return Reading(layouts=tuple(map(DeclaredLayout, layouts)))
