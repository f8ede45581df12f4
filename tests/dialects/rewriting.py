"""A habit of a program: parts of a book, rewritten."""

import re
from collections.abc import Callable

from tests.dialects.packing import Zip
from tests.dialects.parts import MAIN, Book

Habit = Callable[[Book], None]

WORKBOOK, STYLES, TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"


def text_of(book: Book, name: str) -> str:
    part = book.parts[name]
    assert isinstance(part, str)
    return part


def swap(book: Book, name: str, old: str, new: str | Callable[[re.Match[str]], str]) -> None:
    """Exchange what fits the pattern ``old`` in a part, if there is such a part."""
    if name not in book.parts:
        return
    book.parts[name] = re.sub(old, new, text_of(book, name), flags=re.DOTALL)


def in_sheets(old: str, new: str | Callable[[re.Match[str]], str]) -> Habit:
    def habit(book: Book) -> None:
        for name in book.sheets:
            swap(book, name, old, new)

    return habit


def everywhere(old: str, new: str | Callable[[re.Match[str]], str]) -> Habit:
    """In every part of SpreadsheetML."""

    def habit(book: Book) -> None:
        for name, part in book.parts.items():
            if isinstance(part, str) and MAIN in part:
                swap(book, name, old, new)

    return habit


def in_part(name: str, old: str, new: str) -> Habit:
    return lambda book: swap(book, name, old, new)


def zipping(habit: Callable[[Zip], None]) -> Habit:
    return lambda book: book.packing.append(habit)


def renaming(name: Callable[[str], str]) -> Habit:
    def habit(made: Zip) -> None:
        made.members = [(name(old), data) for old, data in made.members]

    return zipping(habit)


def both(*habits: Habit) -> Habit:
    def habit(book: Book) -> None:
        for each in habits:
            each(book)

    return habit


DATED = r'(<c r="[A-Z]+\d+" s="1")><v>(\d+)</v>'
