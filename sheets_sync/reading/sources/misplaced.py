"""A tab that is not there, or not the one it was: renamed, exchanged for another (design §16)."""

from sheets_sync.billing.names import fold
from sheets_sync.billing.nearest import nearest
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import CLIENTS, STAFF_ROLES, Role
from sheets_sync.reading.sources.files_as_tabs import no_tab_but_file
from sheets_sync.reading.sources.matching import Aliases, has_required, most_matches
from sheets_sync.spreadsheet.protocol import Snapshot, Tab


def absent(snapshot: Snapshot, role: Role, ref: str, aliases: Aliases) -> UsageError:
    """What to say of a tab that is not there, or that has no cells: charts have tabs, too."""
    if (written := called_alike(snapshot, ref)) is not None:
        return written
    near = nearest(ref, snapshot.names)
    meant = next((name for name in role.names if fold(name) == fold(ref) and name != ref), "")
    if near == ref and meant:
        return UsageError(
            f'There is no tab "{meant}" in the workbook, but there is one called "{ref}".',
            f'Call it "{meant}", or name it in the config: [tabs] {role.key} = "{ref}".',
        )
    if near == ref:
        return UsageError(
            f'The tab "{ref}" is a chart: it has no cells.',
            "Rename it and run `sheets-sync init`, or name yours in the config under [tabs].",
        )
    if (file := no_tab_but_file(role, ref)) is not None:
        return file
    if (perhaps := _perhaps(snapshot, role, ref, aliases)) is not None:
        return perhaps
    return UsageError(
        f'There is no tab "{ref}" in the workbook.' + (f' Did you mean "{near}"?' if near else ""),
        "Run `sheets-sync init` to make it, or name yours in the config under [tabs].",
    )


def called_alike(snapshot: Snapshot, ref: str) -> UsageError | None:
    """What to say of a tab that is not there where one is whose name has other letters, small or
    large, or other spaces; None where none is."""
    written = [name for name in snapshot.names if fold(name) == fold(ref)]
    if not written or ref in written:
        return None
    return UsageError(
        f'There is no tab "{ref}" in the workbook, but there is one called "{written[0]}": small '
        "and large letters count, and so do spaces.",
        f'Call it "{ref}", or write its name in the config as it stands there, under [tabs]: '
        f'"{written[0]}".',
    )


def refuse_renamed(snapshot: Snapshot, role: Role, ref: str) -> None:
    """Raises ``UsageError`` where the tab of a role that is missing only bears another name."""
    for old in role.names if ref in role.names else (ref,):
        if (now := snapshot.renamed.get(old)) is not None:
            raise UsageError(
                f'The tab "{old}" was renamed: it is called "{now}" now.',
                f'Give it its name back, or name it in the config: [tabs] {role.key} = "{now}".',
            )


def refuse_second(snapshot: Snapshot, role: Role, ref: str, aliases: Aliases) -> None:
    """Raises ``UsageError`` where a tab that nobody reads seems to be the one that is missing: an
    empty one made beside it would take its place. In a workbook without columns of ours no tab was
    there before."""
    if snapshot.marked and (perhaps := _perhaps(snapshot, role, ref, aliases)) is not None:
        raise perhaps


def refuse_exchanged(tab: Tab, role: Role) -> None:
    """Raises ``UsageError`` where a tab bears columns of ours that stand beside another role's
    rows, and none of its own."""
    keys = {mark.partition(".")[0] for mark in tab.marks}
    others = [STAFF_ROLES[key].told for key in STAFF_ROLES if key in keys]
    if others and role.key not in keys:
        raise UsageError(
            f'The tab "{tab.ref}" is another one than it was: it bears the columns that '
            f"sheets-sync keeps beside {others[0]}.",
            _EXCHANGED,
        )


def refuse_another(tab: Tab, role: Role, aliases: Aliases) -> None:
    """Raises ``UsageError`` where a tab lacks what a role's must have, and has all that another
    role's must, and more of its columns."""
    if has_required(tab, role, aliases):
        return
    has = most_matches(tab, role, aliases)
    for other in STAFF_ROLES.values():
        required = [column.told for column in other.staff_columns if column.required]
        if (
            len(required) > 1
            and has_required(tab, other, aliases)
            and most_matches(tab, other, aliases) > has
        ):
            raise UsageError(
                f'The tab "{tab.ref}" has the columns of {other.told}, {", ".join(required)}, '
                f"not those of {role.told}.",
                _EXCHANGED,
            )


_EXCHANGED = (
    "Give the tabs their names back, or say which is which in the config: [tabs] clients, prices, "
    "payments, log."
)


def _perhaps(snapshot: Snapshot, role: Role, ref: str, aliases: Aliases) -> UsageError | None:
    """The tab that a missing one may be by now; None where no other is like it."""
    if there := _bearers(snapshot, role):
        like = "bears the columns that sheets-sync keeps beside"
    elif there := _alike(snapshot, role, aliases):
        like = "has the columns of"
    else:
        return None
    called = role.name_beside(snapshot.names)
    named = " or ".join(f'"{name}"' for name in there)
    return UsageError(
        f'There is no tab "{ref}" in the workbook. {named} {like} {called}: it may be the '
        "same tab under another name.",
        f'Give it its name back, or name it in the config: [tabs] {role.key} = "{there[0]}". For '
        "a new, empty one beside it: `sheets-sync init --anyway`.",
    )


def _bearers(snapshot: Snapshot, role: Role) -> list[str]:
    """The tabs that nobody asked for and that bear columns of ours beside a role's rows."""
    return [
        name
        for name, marks in snapshot.marked.items()
        if name not in snapshot.tabs and any(m.partition(".")[0] == role.key for m in marks)
    ]


def _alike(snapshot: Snapshot, role: Role, aliases: Aliases) -> list[str]:
    """The tabs that nobody asked for and whose headers are those of a role. A client's name alone,
    all that Clients must have, makes none."""
    more = ("email",) if role is CLIENTS else ()
    others = snapshot.others.values()
    return [tab.ref for tab in others if has_required(tab, role, aliases, more)]
