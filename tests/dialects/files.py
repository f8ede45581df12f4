"""How programs write the XML itself, name parts, and lay them into the zip."""

import re
import zipfile
from collections.abc import Callable

from tests.dialects.packing import Zip
from tests.dialects.parts import KINDS, MAIN, Book
from tests.dialects.rewriting import (
    WORKBOOK,
    Habit,
    both,
    everywhere,
    in_sheets,
    swap,
)

# --- the XML itself ------------------------------------------------------------------------------


def prefixed(prefix: str) -> Habit:
    """Tags of SpreadsheetML bear a prefix."""
    return both(
        everywhere(r"<(/?)(?![\w]+:)(\w+)(?=[\s/>])", rf"<\1{prefix}:\2"),
        everywhere(rf'xmlns="{re.escape(MAIN)}"', f'xmlns:{prefix}="{MAIN}"'),
    )


def other_relation_prefix(book: Book) -> None:
    everywhere(r"xmlns:r=", "xmlns:d3p1=")(book)
    everywhere(r"\br:id=", "d3p1:id=")(book)


def strict(book: Book) -> None:
    """ISO/IEC 29500 strict: namespaces and relations of its own."""
    pairs = {
        MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        KINDS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    for old, new in pairs.items():
        for name, part in book.parts.items():
            if isinstance(part, str):
                book.parts[name] = part.replace(old, new)
        for source, relations in book.relations.items():
            book.relations[source] = [(n, kind.replace(old, new), t) for n, kind, t in relations]
    swap(book, WORKBOOK, "<workbook ", '<workbook conformance="strict" ')


def quotes(book: Book) -> None:
    everywhere(r'="([^"<>]*)"(?=[\s/?>])', r"='\1'")(book)


def broken_lines(newline: str) -> Habit:
    return everywhere(r">(?=<(?!/(?:[\w.-]+:)?(?:t|v|f)>)[^>]*>)", f">{newline}  ")


def encoded(encode: Callable[[str], bytes], named: str = "UTF-8") -> Habit:
    def habit(book: Book) -> None:
        book.encode = lambda text: encode(text.replace('encoding="UTF-8"', f'encoding="{named}"'))

    return habit


undeclared = everywhere(r"<\?xml.*?\?>\n", "")
plain_declaration = everywhere(r"<\?xml.*?\?>", '<?xml version="1.0"?>')
instructed = everywhere(r"(\?>\n)", r'\1<?mso-application progid="Excel.Sheet"?>')
spaced_tags = both(everywhere(r"(?<=[\"\w])/>", " />"), everywhere(r"</(\w+)>", r"</\1 >"))
remarks = both(
    in_sheets(r"(<sheetData>)", r"<!-- made by a program -->\1<!-- <row> -->"),
    in_sheets(r"(</row>)", r"\1<!-- next -->"),
)
ignorable = both(
    in_sheets(
        r"<worksheet ",
        '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
        'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001-0000-0000-000000000000}" ',
    ),
    in_sheets(r"<row ", '<row x14ac:dyDescent="0.25" '),
)


# --- the extent ----------------------------------------------------------------------------------


def dimension(tag: str) -> Habit:
    return in_sheets(r"<dimension[^>]*/>", tag)


# --- where parts lie -----------------------------------------------------------------------------


def targets(spell: Callable[[str], str]) -> Habit:
    def habit(book: Book) -> None:
        for source in (WORKBOOK, ""):
            if source in book.relations:
                book.relations[source] = [
                    (n, kind, spell(t) if source else t) for n, kind, t in book.relations[source]
                ]

    return habit


def moved(name: Callable[[str], str]) -> Habit:
    """Parts by other names."""

    def habit(book: Book) -> None:
        new = {old: name(old) for old in book.parts}
        book.parts = {new[old]: part for old, part in book.parts.items()}
        book.types = {new[old]: kind for old, kind in book.types.items()}
        book.relations = {
            new.get(source, source): [
                (n, kind, "/" + new.get(t[1:], t[1:])) for n, kind, t in relations
            ]
            for source, relations in book.relations.items()
        }

    return habit


def odd_ids(book: Book) -> None:
    """Relations in another order, by ids that are none of Excel's."""
    ids = {number: f"R{int(number[3:]) * 7919:x}" for number, _, _ in book.relations[WORKBOOK]}
    book.relations[WORKBOOK] = [
        (ids[n], kind, t) for n, kind, t in reversed(book.relations[WORKBOOK])
    ]
    swap(book, WORKBOOK, r'r:id="(\w+)"', lambda found: f'r:id="{ids[found[1]]}"')
    swap(book, WORKBOOK, r'sheetId="(\d+)"', lambda found: f'sheetId="{int(found[1]) * 3 + 4}"')


# --- the zip -------------------------------------------------------------------------------------


def stored(made: Zip) -> None:
    made.method = zipfile.ZIP_STORED


def streamed(made: Zip) -> None:
    made.streamed = True


def large(made: Zip) -> None:
    made.zip64 = True


def trailed(made: Zip) -> None:
    made.after = b"\0" * 99


def timeless(made: Zip) -> None:
    made.moment = (1980, 0, 0, 0, 0, 0)


def remarked(made: Zip) -> None:
    made.comment = "сделано программой".encode()


def foldered(made: Zip) -> None:
    made.members = [(f"{name}/", b"") for name in ("_rels", "xl", "xl/worksheets")] + made.members


def reversed_order(made: Zip) -> None:
    made.members.reverse()
