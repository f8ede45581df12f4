"""What else stands in files of offices, laid into the plain book."""

from collections.abc import Callable

from tests.dialects.parts import HEAD, KINDS, MAIN, SHEET_TYPE, Book

_WORKBOOK = "xl/workbook.xml"
_OFFICE = "application/vnd.openxmlformats-officedocument"


def _log(book: Book) -> str:
    return f"xl/worksheets/sheet{book.tabs.index('Log') + 1}.xml"


def in_log(before: str = "", after: str = "") -> Callable[[Book], None]:
    """XML before and after the rows of Log."""

    def habit(book: Book) -> None:
        name = _log(book)
        xml = str(book.parts[name]).replace("<sheetData>", f"{before}<sheetData>")
        book.parts[name] = xml.replace("</sheetData>", f"</sheetData>{after}")

    return habit


def in_workbook(before: str = "", after: str = "") -> Callable[[Book], None]:
    """XML before and after the list of tabs."""

    def habit(book: Book) -> None:
        xml = str(book.parts[_WORKBOOK]).replace("<bookViews>", f"{before}<bookViews>")
        book.parts[_WORKBOOK] = xml.replace("</sheets>", f"</sheets>{after}")

    return habit


def related(
    kind: str, name: str, content: str | bytes, content_type: str, tag: str
) -> Callable[[Book], None]:
    """A part that Log is related to, and the tag that says so."""

    def habit(book: Book) -> None:
        number = book.add(_log(book), f"{KINDS}/{kind}", name, content, content_type)
        in_log(after=tag.format(number))(book)

    return habit


def comments(book: Book) -> None:
    text = f'{HEAD}<comments xmlns="{MAIN}"><authors><author>Anna</author></authors><commentList><comment ref="B2" authorId="0"><text><t>ask</t></text></comment></commentList></comments>'
    book.add(
        _log(book), f"{KINDS}/comments", "xl/comments1.xml", text, f"{SHEET_TYPE}.comments+xml"
    )
    vml = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="s1" type="#t" style="visibility:hidden"/></xml>'
    related("vmlDrawing", "xl/drawings/vmlDrawing1.vml", vml, "", '<legacyDrawing r:id="{}"/>')(
        book
    )


def picture(book: Book) -> None:
    drawing = (
        f'{HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:absoluteAnchor><xdr:pos x="0" y="0"/>'
        '<xdr:ext cx="9525" cy="9525"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip xmlns:r="{KINDS}" r:embed="rId1"/></xdr:blipFill><xdr:spPr/></xdr:pic><xdr:clientData/>'
        "</xdr:absoluteAnchor></xdr:wsDr>"
    )
    related(
        "drawing",
        "xl/drawings/drawing1.xml",
        drawing,
        f"{_OFFICE}.drawing+xml",
        '<drawing r:id="{}"/>',
    )(book)
    book.add(
        "xl/drawings/drawing1.xml",
        f"{KINDS}/image",
        "xl/media/image1.png",
        b"\x89PNG\r\n\x1a\n",
        "",
    )


def table(book: Book) -> None:
    heads = [
        "Date",
        "Client",
        "Service",
        "Order",
        "Quantity",
        "Minutes",
        "Staff",
        "Channel",
        "Note",
    ]
    columns = "".join(f'<tableColumn id="{at}" name="{head}"/>' for at, head in enumerate(heads, 1))
    xml = f'{HEAD}<table xmlns="{MAIN}" id="1" name="Work" displayName="Work" ref="A1:I9" totalsRowShown="0"><autoFilter ref="A1:I9"/><tableColumns count="9">{columns}</tableColumns></table>'
    related(
        "table",
        "xl/tables/table1.xml",
        xml,
        f"{SHEET_TYPE}.table+xml",
        '<tableParts count="1"><tablePart r:id="{}"/></tableParts>',
    )(book)


def chart_sheet(book: Book) -> None:
    xml = f'{HEAD}<chartsheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>'
    number = book.add(
        _WORKBOOK,
        f"{KINDS}/chartsheet",
        "xl/chartsheets/sheet1.xml",
        xml,
        f"{SHEET_TYPE}.chartsheet+xml",
    )
    book.parts[_WORKBOOK] = str(book.parts[_WORKBOOK]).replace(
        "<sheets>", f'<sheets><sheet name="Chart" sheetId="90" r:id="{number}"/>'
    )


def macros(book: Book) -> None:
    book.types[_WORKBOOK] = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    book.add(
        _WORKBOOK,
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "xl/vbaProject.bin",
        b"\xd0\xcf macro",
        "application/vnd.ms-office.vbaProject",
    )


def chain(book: Book) -> None:
    cells = "".join(f'<c r="J{row}" i="{book.tabs.index("Log") + 1}"/>' for row in range(2, 6))
    book.add(
        _WORKBOOK,
        f"{KINDS}/calcChain",
        "xl/calcChain.xml",
        f'{HEAD}<calcChain xmlns="{MAIN}">{cells}</calcChain>',
        f"{SHEET_TYPE}.calcChain+xml",
    )


def properties(book: Book) -> None:
    core = f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Anna</dc:creator></cp:coreProperties>'
    book.add(
        "",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
        core,
        "application/vnd.openxmlformats-package.core-properties+xml",
    )
    app = f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>WPS Spreadsheets</Application></Properties>'
    book.add(
        "",
        f"{KINDS}/extended-properties",
        "docProps/app.xml",
        app,
        f"{_OFFICE}.extended-properties+xml",
    )
    custom = f'{HEAD}<Properties xmlns="{_OFFICE}"><property fmtid="1" pid="2" name="KSOProductBuildVer"/></Properties>'
    book.add(
        "",
        f"{KINDS}/custom-properties",
        "docProps/custom.xml",
        custom,
        f"{_OFFICE}.custom-properties+xml",
    )


def outside_link(book: Book) -> None:
    xml = f'{HEAD}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{KINDS}" r:id="rId1"><sheetNames><sheetName val="Rates"/></sheetNames></externalBook></externalLink>'
    name = "xl/externalLinks/externalLink1.xml"
    number = book.add(
        _WORKBOOK, f"{KINDS}/externalLink", name, xml, f"{SHEET_TYPE}.externalLink+xml"
    )
    book.relations[name] = [("rId1", f"{KINDS}/externalLinkPath", "file:///rates.xlsx")]
    in_workbook(
        after=f'<externalReferences><externalReference r:id="{number}"/></externalReferences>'
    )(book)


def link(book: Book) -> None:
    name = _log(book)
    book.relations.setdefault(name, []).append(
        ("rId1", f"{KINDS}/hyperlink", "https://example.com/")
    )
    in_log(
        after='<hyperlinks><hyperlink ref="B2" r:id="rId1"/><hyperlink ref="B3" location="Clients!A1" display="there"/></hyperlinks>'
    )(book)


def theme(book: Book) -> None:
    """Excel's, with a default printer's settings."""
    related(
        "printerSettings",
        "xl/printerSettings/printerSettings1.bin",
        b"\0printer",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
        '<pageSetup paperSize="9" orientation="landscape" r:id="{}"/>',
    )(book)


def hidden_tab(book: Book) -> None:
    book.parts[_WORKBOOK] = str(book.parts[_WORKBOOK]).replace(
        'name="Notes"', 'name="Notes" state="veryHidden"'
    )


def hidden_rows(book: Book) -> None:
    name = _log(book)
    book.parts[name] = str(book.parts[name]).replace(
        '<row r="3">', '<row r="3" hidden="1" outlineLevel="1">'
    )


def formulas(first: str, second: str) -> Callable[[Book], None]:
    """Formulas in two cells of Notes, beside which 1 and 2 stand else."""

    def habit(book: Book) -> None:
        name = f"xl/worksheets/sheet{book.tabs.index('Notes') + 1}.xml"
        xml = str(book.parts[name]).replace('<c r="B2"><v>1</v></c>', f'<c r="B2"{first}</c>')
        book.parts[name] = xml.replace('<c r="B3"><v>2</v></c>', f'<c r="B3"{second}</c>')

    return habit


def dangling(tag: str, kind: str, target: str) -> Callable[[Book], None]:
    """Log is related to a part that is not there."""

    def habit(book: Book) -> None:
        book.relations.setdefault(_log(book), []).append(("rId1", f"{KINDS}/{kind}", target))
        in_log(after=tag)(book)

    return habit


def odd_day_of_making(book: Book) -> None:
    properties(book)
    book.parts["docProps/core.xml"] = str(book.parts["docProps/core.xml"]).replace(
        "</cp:coreProperties>",
        '<dcterms:created xmlns:dcterms="http://purl.org/dc/terms/">11/23/2026 9:00 AM</dcterms:created></cp:coreProperties>',
    )


def another_tab(name: str, rows: str, after: str = "") -> Callable[[Book], None]:
    """A tab more, the first of all."""

    def habit(book: Book) -> None:
        xml = f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{KINDS}"><sheetData>{rows}</sheetData>{after}</worksheet>'
        number = book.add(
            _WORKBOOK,
            f"{KINDS}/worksheet",
            "xl/worksheets/sheet77.xml",
            xml,
            f"{SHEET_TYPE}.worksheet+xml",
        )
        tag = f'<sheet name="{name}" sheetId="77" r:id="{number}"/>'
        book.parts[_WORKBOOK] = str(book.parts[_WORKBOOK]).replace("<sheets>", f"<sheets>{tag}")

    return habit


def under_a_merge(book: Book) -> None:
    """Values that stand under a merge: other programs than Excel leave them there."""
    name = f"xl/worksheets/sheet{book.tabs.index('Notes') + 1}.xml"
    xml = str(book.parts[name])
    book.parts[name] = xml.replace(
        "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells>'
    )
