"""Runs and what they counted as rows: for any store that keeps tables."""

import json
import zlib
from dataclasses import fields
from typing import Final

from sheets_sync.state.moments import moment
from sheets_sync.state.quiet import Quiet
from sheets_sync.state.row import Row
from sheets_sync.state.runs import Counts, PastRun

_COUNTED: Final = tuple(each.name for each in fields(Counts) if each.name != "rows_by_role")


def counts_row(counts: Counts) -> Row:
    """What a run counted, by the names of columns."""
    roles = json.dumps(dict(counts.rows_by_role), ensure_ascii=False)
    return {"rows_by_role": roles, **{name: getattr(counts, name) for name in _COUNTED}}


def past_run(row: Row) -> PastRun:
    """The run of a row."""
    counted = {name: int(row[name]) for name in _COUNTED}
    roles = {str(role): int(count) for role, count in json.loads(row["rows_by_role"]).items()}
    return PastRun(
        id=row["id"],
        command=row["command"],
        pid=row["pid"],
        host=row["host"],
        started=moment(row["started"]),
        ended=moment(row["ended"]) if row["ended"] else None,
        as_of=int(row["as_of"]),
        status=row["status"],
        message=row["message"],
        counts=Counts(rows_by_role=roles, **counted),
    )


def quiet_row(quiet: Quiet) -> Row:
    """What a run left that changed nothing, as a row."""
    # A cell may hold half a sign, and so may what is told of it.
    report = zlib.compress(quiet.report.encode("utf-8", "surrogatepass"))
    return {"workbook": quiet.workbook, "circumstances": quiet.circumstances, "report": report}


def quiet(row: Row) -> Quiet:
    """What stands in the row, again."""
    report = zlib.decompress(row["report"]).decode("utf-8", "surrogatepass")
    return Quiet(row["workbook"], row["circumstances"], report)
