"""A number that somebody else took meanwhile. Light to import: stores raise it."""


class TakenNumber(Exception):  # noqa: N818 - as MailTrouble: it reads better
    """Another workbook of the same seller took the invoice number: the next one is to be asked
    for, and the letter made anew."""
