"""XML of strangers read without what makes it dangerous: no DTD, so no entity and no bomb.

The standard library's expat alone: it takes every encoding that an XML declaration may name.
"""

from typing import Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from sheets_sync.bank.refusing import StatementFault

_DEEPEST: Final = 60
"""Elements within each other; a statement has some fifteen."""


class _Builder(ET.TreeBuilder):
    """A tree of elements by their names alone, the root's namespace kept as its attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.namespace = 0, ""

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise StatementFault("deep_xml")
        namespace, _, name = tag.rpartition(" ")
        self.namespace = self.namespace or namespace
        super().start(name, attributes)

    def finish(self, tag: str) -> None:
        """An element ends."""
        self.depth -= 1
        super().end(tag.rpartition(" ")[2])


def _no_dtd(*_: object) -> None:
    raise StatementFault("dtd")


def tree_of(data: bytes) -> tuple[str, ET.Element]:
    """The namespace of the root, and the root itself, elements named without their namespaces.
    Raises ``StatementFault`` where it is no sound XML, or has a DTD."""
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_dtd
    parser.StartElementHandler = builder.begin
    parser.EndElementHandler = builder.finish
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own signature: this is all of it
    except (expat.ExpatError, LookupError, ValueError) as fault:
        raise StatementFault("no_xml", fault=str(fault)) from None
    return builder.namespace, builder.close()
