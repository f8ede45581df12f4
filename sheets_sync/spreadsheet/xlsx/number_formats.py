"""What the number formats of a workbook's cell styles show, in its part of styles."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from sheets_sync.spreadsheet.xlsx.container import Container
from sheets_sync.spreadsheet.xlsx.structure import Structure, parse_xml, relations

ShownBy = TypeVar("ShownBy", bound=str)


def styles_that_show(
    container: Container,
    structure: Structure,
    meaning: Callable[[str], ShownBy | None],
    built_in: Mapping[int, ShownBy],
) -> dict[bytes, ShownBy]:
    """By the number of a cell style what its number format shows: as ``meaning`` reads the pattern
    of one that the file declares, as ``built_in`` has it of Excel's own; without those that show
    nothing."""
    part = next((part for _, part in relations(container, structure.main, "/styles")), "")
    if part not in container:
        return {}
    root = parse_xml(container.read(part))
    declared = {
        int(node.get("numFmtId", "0")): meaning(node.get("formatCode", ""))
        for each in root
        if each.tag.endswith("}numFmts")  # a conditional format's ids are no cell's
        for node in each
    }
    sets = [node for node in root if node.tag.endswith("}cellXfs")]
    numbers = [int(node.get("numFmtId", "0")) for each in sets for node in each]
    shown = [declared.get(number, built_in.get(number)) for number in numbers]
    return {b"%d" % style: what for style, what in enumerate(shown) if what}
