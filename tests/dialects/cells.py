"""How programs write texts, addresses and blanks."""

import re
from collections.abc import Callable
from html import unescape
from itertools import cycle

from tests.dialects.parts import MAIN, Book
from tests.dialects.rewriting import (
    STYLES,
    TEXTS,
    WORKBOOK,
    both,
    in_part,
    in_sheets,
    swap,
    text_of,
)

# --- texts ---------------------------------------------------------------------------------------


def _texts(book: Book) -> list[str]:
    return re.findall(r"<si><t>(.*?)</t></si>", text_of(book, TEXTS), re.DOTALL)


def _inline(book: Book, kind: str, shape: Callable[[str], str]) -> None:
    texts = _texts(book)

    def cell(found: re.Match[str]) -> str:
        return f' t="{kind}">{shape(texts[int(found[1])])}<'

    in_sheets(r' t="s"><v>(\d+)</v><', cell)(book)


def inline(book: Book) -> None:
    _inline(book, "inlineStr", lambda text: f"<is><t>{text}</t></is>")


def inline_alone(book: Book) -> None:
    """No part of shared texts at all."""
    inline(book)
    del book.parts[TEXTS], book.types[TEXTS]
    book.relations[WORKBOOK] = [r for r in book.relations[WORKBOOK] if "sharedStrings" not in r[1]]


def inline_rich(book: Book) -> None:
    _inline(book, "inlineStr", lambda text: f"<is>{_runs(text)}</is>")


def as_results(book: Book) -> None:
    """``t="str"`` without a formula, as several libraries write texts."""
    _inline(book, "str", lambda text: f"<v>{text}</v>")


def _runs(text: str) -> str:
    half = len(text) // 2 if "&" not in text else 0
    bold = f'<r><rPr><b/></rPr><t xml:space="preserve">{text[:half]}</t></r>' if half else ""
    return f'{bold}<r><t xml:space="preserve">{text[half:]}</t></r>'


def rich(book: Book) -> None:
    swap(book, TEXTS, r"<t>(.*?)</t>", lambda found: _runs(found[1]))


def phonetic(book: Book) -> None:
    swap(
        book, TEXTS, r"</t></si>",
        '</t><rPh sb="0" eb="1"><t>yomi</t></rPh><phoneticPr fontId="0"/></si>',
    )  # fmt: skip


def twice(book: Book) -> None:
    """Each text stands in the table twice, and the count is a lie."""
    swap(book, TEXTS, r"(<si>.*?</si>)", r"\1\1")
    swap(book, TEXTS, r"<sst ", '<sst count="3" uniqueCount="3" ')
    in_sheets(r' t="s"><v>(\d+)</v>', lambda found: f' t="s"><v>{int(found[1]) * 2 + 1}</v>')(book)


def references(book: Book) -> None:
    """Letters as numbers of characters."""
    swap(book, TEXTS, r"(?<=<t>)(\w)", lambda found: f"&#{ord(found[1])};")


def sections(book: Book) -> None:
    swap(book, TEXTS, r"<t>(.*?)</t>", lambda found: f"<t><![CDATA[{unescape(found[1])}]]></t>")


# --- addresses, rows and cells -------------------------------------------------------------------


def sparse(book: Book) -> None:
    """Blank cells and blank rows are left out."""
    in_sheets(r'<c r="[A-Z]+\d+"/>', "")(book)
    in_sheets(r'<row r="\d+"></row>', "")(book)


def short_rows(book: Book) -> None:
    """A row without cells is closed at once; blanks at the end of a row are left out."""
    in_sheets(r'(?:<c r="[A-Z]+\d+"/>)+</row>', "</row>")(book)
    in_sheets(r'<row r="(\d+)"></row>', r'<row r="\1"/>')(book)


def spans(book: Book) -> None:
    in_sheets(r"<row ", '<row spans="1:2" ht="15.75" customHeight="1" ')(book)


def thousand_rows(book: Book) -> None:
    """Google's exports hold a thousand rows, whatever is in them."""
    for name in book.sheets:
        count = text_of(book, name).count("<row ")
        more = "".join(
            f'<row r="{row}" ht="15.75" customHeight="1"/>' for row in range(count + 1, 1001)
        )
        swap(book, name, "</sheetData>", more + "</sheetData>")


def styled_blanks(book: Book) -> None:
    """Blank cells bear a style, and there are a lot of them to the right."""
    in_sheets(r'<c (r="[A-Z]+\d+")/>', r'<c \1 s="0"/>')(book)

    def more(found: re.Match[str]) -> str:
        row = re.findall(r'r="[A-Z]+(\d+)"', found[1])[-1]
        return found[1] + "".join(f'<c r="{c}{row}" s="0"/>' for c in ("AA", "AB", "AC")) + "</row>"

    in_sheets(r"(<row [^>]*>(?:(?!</row>).)+)</row>", more)(book)


def attributes_swapped(book: Book) -> None:
    in_sheets(r'<c( r="[A-Z]+\d+")((?: s="\d+")?)((?: t="\w+")?)', r"<c\3\2\1")(book)
    in_sheets(r'<row r="(\d+)"', r'<row spans="1:99" r="\1"')(book)


def said_numbers(book: Book) -> None:
    """Numbers say that they are numbers."""
    in_sheets(r'(<c r="[A-Z]+\d+"(?: s="\d+")?)>', r'\1 t="n">')(book)


def empty_values(book: Book) -> None:
    """Blank cells of every kind that there is."""
    kinds = [
        "><v></v></c>",
        "><v/></c>",
        ' t="s"><v></v></c>',
        ' t="str"><v></v></c>',
        ' t="inlineStr"><is><t></t></is></c>',
        ' t="inlineStr"><is/></c>',
        ' t="n"/>',
        ' t="b"/>',
    ]
    blanks = cycle(kinds)
    in_sheets(r'(<c r="[A-Z]+\d+")/>', lambda found: found[1] + next(blanks))(book)


def small_addresses(book: Book) -> None:
    in_sheets(r'<c r="([A-Z]+\d+)"', lambda found: f'<c r="{found[1].lower()}"')(book)


def values_with_space(book: Book) -> None:
    in_sheets(r"<v>(-?[\d.]+)</v>", "<v>\n  \\1\n</v>")(book)


def words_for_truth(book: Book) -> None:
    in_sheets(r' t="b"><v>1</v>', ' t="b"><v>true</v>')(book)
    in_sheets(r' t="b"><v>0</v>', ' t="b"><v>false</v>')(book)


def phonetic_cells(book: Book) -> None:
    """Cells with attributes and lists that are rarely seen."""
    in_sheets(r'(<c r="[A-Z]+\d+")( s="1")?( t="s")', r'\1\2 ph="1"\3')(book)
    in_sheets(r"</v></c>", r'</v><extLst><ext uri="{0}"/></extLst></c>')(book)


def absent_style(book: Book) -> None:
    in_sheets(r'(<c r="[A-Z]+\d+")( t|/?>)', r'\1 s="99"\2')(book)


def styled_rows(book: Book) -> None:
    in_sheets(
        r'<row r="(\d+)"',
        r'<row r="\1" s="0" customFormat="1" thickBot="1" collapsed="0" hidden="false"',
    )(book)


odd_colours = both(
    in_part(STYLES, '<sz val="11"/>', '<sz val="11"/><color rgb="red"/>'),
    in_part(
        STYLES,
        '<patternFill patternType="gray125"/>',
        '<patternFill patternType="solid"><fgColor rgb="FFF"/></patternFill>',
    ),
)
lying_counts = both(
    in_part(STYLES, 'count="[0-9]+"', 'count="77"'),
    in_part(
        STYLES,
        "</styleSheet>",
        '<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium9"/><colors><indexedColors/></colors></styleSheet>',
    ),
)
spaced_everywhere = in_sheets(r"<(sheetData|row|dimension)(?=[ />])", rf'<\1 xmlns="{MAIN}"')
