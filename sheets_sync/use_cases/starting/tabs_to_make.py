"""The staff's tabs that ``init`` is to make, and why it makes none beside what is meant (§11)."""

from collections.abc import Collection, Iterator

from sheets_sync.config import Config
from sheets_sync.reading.layout import STAFF_ROLES, Role
from sheets_sync.reading.sources.files_as_tabs import no_tab_but_file
from sheets_sync.reading.sources.misplaced import called_alike
from sheets_sync.spreadsheet.protocol import Snapshot


def refuse_names_alike(config: Config, snapshot: Snapshot) -> None:
    """Raise ``UsageError`` where a tab would be made beside one of the same name but for letters,
    small or large, and spaces: no workbook bears the former, nobody sees the latter."""
    for _, ref in to_be_made(config, snapshot):
        if (written := called_alike(snapshot, ref)) is not None:
            raise written


def refuse_files_as_tabs(config: Config, there: Collection[str]) -> None:
    """Raise ``UsageError`` where a tab that is not ``there`` is called as a file: an empty one of
    that name would be read in its place, and nobody would miss what the file holds."""
    for key, sources in config.sources().items():
        for each in sources:
            by_name = not (each.is_pattern or each.is_file or each.ref in there)
            if by_name and (said := no_tab_but_file(STAFF_ROLES[key], each.ref)) is not None:
                raise said


def to_be_made(config: Config, snapshot: Snapshot) -> Iterator[tuple[Role, str]]:
    """The staff's tabs that are named, or the default ones, and are not there; what was renamed
    is told by itself."""
    for key, sources in config.sources().items():
        role = STAFF_ROLES[key]
        default = (
            ()
            if {*role.names} & {*snapshot.names}
            else (role.name_beside(snapshot.names, config.workbook.words),)
        )
        refs = [each.ref for each in sources if not (each.is_pattern or each.is_file)]
        for ref in refs if sources else default:
            if ref not in snapshot.tabs and not {ref, *role.names} & snapshot.renamed.keys():
                yield role, ref
