"""Which of the layouts that the config declares a CSV is written by: what its name says, then its
headers (design §20)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from sheets_sync.bank.csv_headers import has_headers
from sheets_sync.bank.csv_layout import Layout
from sheets_sync.bank.refusing import StatementFault


@dataclass(frozen=True, slots=True)
class DeclaredLayout:
    """A ``layout``, its ``name`` ("" where it has none), and the patterns of the names of its
    ``files``; none: whatever is no other's."""

    layout: Layout
    name: str = ""
    files: tuple[str, ...] = ()

    def is_named(self, names: Iterable[str]) -> bool:
        """Whether one of a file's names fits one of the patterns."""
        patterns = [each.casefold().replace("[", "[[]") for each in self.files]
        return any(fnmatchcase(name.casefold(), each) for name in names for each in patterns)


def layout_for(
    data: bytes, names: Sequence[str], declared: Sequence[DeclaredLayout]
) -> DeclaredLayout:
    """The one by which a file is read; of one alone without ``files`` nothing is asked. ``names``
    are the file's own and, in a zip, that of the zip. Raises ``StatementFault`` where none fits, or
    several do."""
    if not declared:
        raise StatementFault("no_layout")
    by_name = [each for each in declared if each.is_named(names)]
    may_be = by_name or [each for each in declared if not each.files]
    if len(by_name) == 1 or (len(declared) == 1 and may_be):
        return may_be[0]
    if not may_be:
        raise StatementFault("no_layout_named", layouts=_labels(declared, declared))
    fit = [each for each in may_be if _fits(data, each.layout)]
    if len(fit) == 1:
        return fit[0]
    said = "several_layouts" if fit else "no_layout_fits"
    raise StatementFault(said, layouts=_labels(fit or may_be, declared))


def _fits(data: bytes, layout: Layout) -> bool:
    return has_headers(data, layout.columns.named(), layout.encoding, layout.delimiter)


def label_of(one: DeclaredLayout, declared: Sequence[DeclaredLayout]) -> str:
    """What people call a layout: by its name, or its place among all."""
    return one.name or f"[[bank.csv]] {declared.index(one) + 1}"


def _labels(some: Iterable[DeclaredLayout], declared: Sequence[DeclaredLayout]) -> str:
    return ", ".join(label_of(each, declared) for each in some)
