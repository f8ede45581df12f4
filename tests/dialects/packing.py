"""The parts of a book laid into a zip."""

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, cast

from tests.dialects.parts import HEAD, PACKAGE, TYPES, Book


@dataclass
class Zip:
    """Members in order, and how they are laid in."""

    members: list[tuple[str, bytes]]
    method: int = zipfile.ZIP_DEFLATED
    comment: bytes = b""
    after: bytes = b""
    moment: tuple[int, int, int, int, int, int] = (2026, 11, 23, 9, 0, 0)
    streamed: bool = False
    zip64: bool = False

    def data(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        target = cast("IO[bytes]", _Stream(out) if self.streamed else out)
        with zipfile.ZipFile(target, "w", self.method) as archive:
            archive.comment = self.comment
            for name, content in self.members:
                info = zipfile.ZipInfo(name.replace("\\", "/"), self.moment)
                info.filename, info.compress_type = name, self.method
                with archive.open(info, "w", force_zip64=self.zip64) as member:
                    member.write(content)
        return out.getvalue() + self.after


@dataclass
class _Stream:
    """A file that cannot be wound back: sizes come after the content."""

    file: io.BytesIO
    flush: Callable[[], None] = field(default=lambda: None)

    def write(self, data: bytes) -> int:
        return self.file.write(data)


def packed(book: Book) -> bytes:
    """The file of a book."""
    parts = {"[Content_Types].xml": _types(book), **_relations(book), **book.parts}
    members = [
        (name, part if isinstance(part, bytes) else book.encode(part))
        for name, part in parts.items()
    ]
    made = Zip(members)
    for habit in book.packing:
        habit(made)
    return made.data()


def _types(book: Book) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in book.types.items()
        if kind
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
    )
    return f'{HEAD}<Types xmlns="{TYPES}">{defaults}{overrides}</Types>'


def _relations(book: Book) -> dict[str, str]:
    found = {}
    for source, relations in book.relations.items():
        folder, name = posixpath.split(source)
        each = "".join(
            f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{_mode(target)}/>'
            for number, kind, target in relations
        )
        found[posixpath.join(folder, "_rels", f"{name}.rels")] = (
            f'{HEAD}<Relationships xmlns="{PACKAGE}">{each}</Relationships>'
        )
    return found


def _mode(target: str) -> str:
    return ' TargetMode="External"' if ":" in target else ""
