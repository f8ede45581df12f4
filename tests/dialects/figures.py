"""How programs write numbers, dates and styles."""

import re
from datetime import timedelta

from tests.dialects.parts import EPOCH, Book
from tests.dialects.rewriting import (
    DATED,
    STYLES,
    WORKBOOK,
    Habit,
    both,
    in_part,
    in_sheets,
    swap,
)

# --- numbers and dates ---------------------------------------------------------------------------


def exponents(book: Book) -> None:
    in_sheets(
        r"(?<!t=\"s\"><v>)(?<=[\d\"]\"><v>)(-?\d+(?:\.\d+)?)(?=</v>)",
        lambda f: f"{float(f[1]):.15E}",
    )(book)


def long_numbers(book: Book) -> None:
    """Seventeen digits, as C prints them."""
    in_sheets(
        r"(?<!t=\"s\"><v>)(?<=[\d\"]\"><v>)(-?\d+(?:\.\d+)?)(?=</v>)",
        lambda f: f"{float(f[1]):.17g}",
    )(book)


def decimals(book: Book) -> None:
    in_sheets(r"(?<!t=\"s\"><v>)(?<=[\d\"]\"><v>)(-?\d+)(?=</v>)", r"\1.0")(book)


def iso(book: Book) -> None:
    """Dates as ISO 8601 says (ISO/IEC 29500, ``t="d"``)."""
    in_sheets(DATED, lambda f: f'{f[1]} t="d"><v>{EPOCH + timedelta(int(f[2]))}</v>')(book)


def iso_moments(book: Book) -> None:
    in_sheets(DATED, lambda f: f'{f[1]} t="d"><v>{EPOCH + timedelta(int(f[2]))}T00:00:00</v>')(book)


def since_1904(book: Book) -> None:
    swap(book, WORKBOOK, "<workbookPr/>", '<workbookPr date1904="1"/>')
    in_sheets(DATED, lambda f: f"{f[1]}><v>{int(f[2]) - 1462}</v>")(book)


def formatted(code: str) -> Habit:
    """Dates by a format of the file's own."""
    return both(
        in_part(
            STYLES, r"(<styleSheet [^>]*>)",
            rf'\1<numFmts count="1"><numFmt numFmtId="170" formatCode="{code}"/></numFmts>',
        ),
        in_part(STYLES, 'numFmtId="14"', 'numFmtId="170"'),
    )  # fmt: skip


# --- styles --------------------------------------------------------------------------------------


def no_styles(book: Book) -> None:
    """No part of styles: dates are told as texts then, as a CSV turned into .xlsx has them."""
    del book.parts[STYLES], book.types[STYLES]
    book.relations[WORKBOOK] = [r for r in book.relations[WORKBOOK] if not r[1].endswith("styles")]

    def cell(found: re.Match[str]) -> str:
        day = EPOCH + timedelta(int(found[2]))
        return found[1].removesuffix(' s="1"') + f' t="inlineStr"><is><t>{day}</t></is>'

    in_sheets(DATED, cell)(book)


def many_styles(book: Book) -> None:
    xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><alignment wrapText="1"/></xf>'
    swap(
        book,
        STYLES,
        r'<cellXfs count="2">(.*?)</cellXfs>',
        rf'<cellXfs count="402">\1{xf * 400}</cellXfs>',
    )
    in_sheets(r'(<c r="[B-Z]+\d+")( t|/?>)', r'\1 s="77"\2')(book)


bare_styles = both(
    in_part(STYLES, r"<cellStyles.*?</cellStyles>", ""),
    in_part(STYLES, r"<cellStyleXfs.*?</cellStyleXfs>", ""),
    in_part(STYLES, r' xfId="0"| applyNumberFormat="1"', ""),
)
