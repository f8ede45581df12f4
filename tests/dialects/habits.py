"""The habits of programs that write .xlsx, by group.

Habits of one group exclude each other; a dialect has at most one of each, in the groups' order.
"""

from collections.abc import Mapping

from tests.dialects import cells, extras, figures, files
from tests.dialects.rewriting import Habit, both, in_sheets, renaming, zipping

_CELL = r' r="[A-Z]+\d+"'

GROUPS: Mapping[str, Mapping[str, Habit]] = {
    "extra": extras.EXTRAS,
    "texts": {
        "inline texts": cells.inline, "no shared texts": cells.inline_alone, "rich inline texts": cells.inline_rich,
        "texts as results": cells.as_results, "rich texts": cells.rich, "phonetics": cells.phonetic, "texts twice": cells.twice,
        "characters by number": cells.references, "CDATA": cells.sections,
    },
    "dates": {
        "ISO days": figures.iso, "ISO moments": figures.iso_moments, "1904": figures.since_1904,
        "dd.mm.yyyy": figures.formatted("dd\\\\.mm\\\\.yyyy"), "long dates": figures.formatted("[$-419]d mmmm yyyy;@"),
        "dates in quotes": figures.formatted("yyyy&quot;-&quot;mm&quot;-&quot;dd"), "no styles": figures.no_styles,
    },
    "numbers": {"exponents": figures.exponents, "17 digits": figures.long_numbers, "decimals": figures.decimals, "said numbers": cells.said_numbers, "values with spaces": cells.values_with_space, "truth in words": cells.words_for_truth},
    "styles": {"many styles": figures.many_styles, "bare styles": figures.bare_styles, "a style that is not there": cells.absent_style, "odd colours": cells.odd_colours, "lying counts": cells.lying_counts},
    "blanks": {"short rows": cells.short_rows, "styled blanks": cells.styled_blanks, "empty values": cells.empty_values},
    "rows": {"narrow spans": cells.spans, "a thousand rows": cells.thousand_rows, "attributes swapped": cells.attributes_swapped, "styled rows": cells.styled_rows, "rare attributes": cells.phonetic_cells},
    "addresses": {
        "sparse": cells.sparse,
        "no addresses": both(in_sheets(_CELL, ""), in_sheets(r'<row r="\d+"', "<row")),
        "no addresses of cells": in_sheets(_CELL, ""),
        "small addresses": cells.small_addresses, "no numbers of rows": in_sheets(r'<row r="\d+"', "<row"),
    },
    "extent": {
        "no dimension": files.dimension(""), "dimension A1": files.dimension('<dimension ref="A1"/>'),
        "dimension of all": files.dimension('<dimension ref="A1:XFD1048576"/>'),
        "dimension A0": files.dimension('<dimension ref="A0:B0"/>'), "dimension of columns": files.dimension('<dimension ref="A:F"/>'),
        "empty dimension": files.dimension('<dimension ref=""/>'), "dimension backwards": files.dimension('<dimension ref="J20:A1"/>'),
    },
    "ids": {"odd ids": files.odd_ids, "another prefix of relations": files.other_relation_prefix},
    "XML": {
        "prefix x": files.prefixed("x"), "prefix main": files.prefixed("main"), "prefix with a dot": files.prefixed("s.x-1"),
        "strict": files.strict, "single quotes": files.quotes, "not declared": files.undeclared,
        "short declaration": files.plain_declaration, "an instruction": files.instructed, "spaces in tags": files.spaced_tags,
        "remarks": files.remarks, "ignorable": files.ignorable, "the namespace again": cells.spaced_everywhere,
    },
    "lines": {"lines": files.broken_lines("\n"), "Mac lines": files.broken_lines("\r"), "Windows lines": files.broken_lines("\r\n")},
    "bytes": {
        "BOM": files.encoded(lambda text: text.encode("utf-8-sig")),
        "UTF-16": files.encoded(lambda text: text.encode("utf-16"), "UTF-16"),
        "utf-8 in small letters": files.encoded(str.encode, "utf-8"),
        "ASCII": files.encoded(lambda text: text.encode("ascii", "xmlcharrefreplace"), "US-ASCII"),
    },
    "targets": {
        "relative": files.targets(lambda t: t.removeprefix("/xl/")), "dots": files.targets(lambda t: f"./{t.removeprefix('/xl/')}"),
        "up and down": files.targets(lambda t: f"../xl/{t.removeprefix('/xl/')}"),
        "backslashes": files.targets(lambda t: t.removeprefix("/xl/").replace("/", "\\")),
        "escaped": files.targets(lambda t: t.replace("sheet", "%73heet")), "capitals": files.targets(str.upper),
        "Cyrillic parts": files.moved(lambda n: n.replace("/sheet", "/лист")),
        "parts with spaces": files.moved(lambda n: n.replace("/sheet", "/my sheet ")),
        "another folder": files.moved(lambda n: n.replace("xl/", "content/book/")),
        "no folder": files.moved(lambda n: n.rpartition("/")[2] if "worksheets" not in n else n.removeprefix("xl/")),
        "another workbook part": files.moved(lambda n: n.replace("workbook.xml", "workbook22.xml")),
    },
    "zip": {
        "stored": zipping(files.stored), "streamed": zipping(files.streamed), "zip64": zipping(files.large), "zeros behind": zipping(files.trailed), "no day in the zip": zipping(files.timeless),
        "a remark in the zip": zipping(files.remarked), "folders": zipping(files.foldered), "reversed": zipping(files.reversed_order),
        "names with backslashes": renaming(lambda n: n.replace("/", "\\")), "names from the root": renaming(lambda n: f"/{n}"),
        "names in capitals": renaming(str.upper), "small names": renaming(str.lower),
    },
}  # fmt: skip
