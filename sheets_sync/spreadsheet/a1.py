"""Addresses of cells: columns counted from 0, rows from 1, and their letters."""


def a1(column: int, row: int) -> str:
    """The A1 address of a cell: ``column`` from 0, ``row`` from 1."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_at(letters: str) -> int:
    """The column, from 0, of its letters: A is 0, AA is 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
