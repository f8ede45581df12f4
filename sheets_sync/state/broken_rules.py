"""What a store refuses, whoever asks for it."""

from sheets_sync.notices.ledger.taken import TakenNumber


class BrokenRuleError(Exception):
    """A rule of the store would be broken: a fault of the program, nothing that a person does."""


class TakenNumberError(BrokenRuleError, TakenNumber):
    """A number would be given twice: another workbook of the seller may have it meanwhile."""
