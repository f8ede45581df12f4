"""A workbook's parts in the plainest of all spellings: what habits of programs then rewrite.

Every cell of a tab's rectangle is there and bears its address, texts are shared, dates are styled
serials, all names are the usual ones. The XML is kept as text, so that a habit is a substitution.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from sheets_sync.spreadsheet.a1 import a1

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EPOCH = date(1899, 12, 30)
DAY = 1
"""The style of dates; 0 is that of all else."""


class Odd(NamedTuple):
    """A cell told by its XML: the type and what stands inside."""

    kind: str
    inner: str


@dataclass
class Book:
    """The parts of a workbook by name, what they are related to, and how they are packed."""

    parts: dict[str, str | bytes]
    tabs: list[str]
    relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    encode: Callable[[str], bytes] = str.encode
    packing: list[Callable[[Any], None]] = field(default_factory=list)

    @property
    def sheets(self) -> list[str]:
        """The names of the worksheets' parts."""
        return [
            name for name in self.parts if "/worksheets/" in f"/{name}" and name.endswith(".xml")
        ]

    def add(
        self, source: str, kind: str, name: str, content: str | bytes, content_type: str
    ) -> str:
        """Another part, related to ``source``; the id of the relation."""
        self.parts[name] = content
        self.types[name] = content_type
        number = f"rId{len(self.relations.setdefault(source, [])) + 1}"
        self.relations[source].append((number, kind, f"/{name}"))
        return number


def plain(tabs: Mapping[str, Sequence[Sequence[Any]]]) -> Book:
    """The book of those tabs."""
    texts: dict[str, int] = {}
    book = Book({}, list(tabs))
    book.add("", f"{KINDS}/officeDocument", "xl/workbook.xml", "", f"{SHEET_TYPE}.sheet.main+xml")
    main = "xl/workbook.xml"
    numbers = []
    for number, rows in enumerate(tabs.values(), 1):
        name = f"xl/worksheets/sheet{number}.xml"
        xml = _sheet(rows, texts)
        numbers.append(
            book.add(main, f"{KINDS}/worksheet", name, xml, f"{SHEET_TYPE}.worksheet+xml")
        )
    book.add(main, f"{KINDS}/styles", "xl/styles.xml", _STYLES, f"{SHEET_TYPE}.styles+xml")
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    book.add(
        main, f"{KINDS}/sharedStrings", "xl/sharedStrings.xml",
        f'{HEAD}<sst xmlns="{MAIN}">{shared}</sst>', f"{SHEET_TYPE}.sharedStrings+xml",
    )  # fmt: skip
    sheets = "".join(
        f'<sheet name="{escape(tab)}" sheetId="{at}" r:id="{number}"/>'
        for at, (tab, number) in enumerate(zip(tabs, numbers, strict=True), 1)
    )
    book.parts[main] = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{KINDS}"><workbookPr/><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets></workbook>"
    )
    return book


_STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _sheet(rows: Sequence[Sequence[Any]], texts: dict[str, int]) -> str:
    width = max(map(len, rows))
    lines = "".join(
        f'<row r="{number}">'
        + "".join(
            _cell(a1(at, number), row[at] if at < len(row) else None, texts) for at in range(width)
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    extent = f"A1:{a1(width - 1, len(rows))}"
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{KINDS}"><dimension ref="{extent}"/>'
        f"<sheetData>{lines}</sheetData></worksheet>"
    )


def _cell(place: str, value: Any, texts: dict[str, int]) -> str:
    if value is None:
        return f'<c r="{place}"/>'
    if isinstance(value, Odd):
        kind = f' t="{value.kind}"' if value.kind else ""
        return f'<c r="{place}"{kind}>{value.inner}</c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{DAY}"><v>{(value - EPOCH).days}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
