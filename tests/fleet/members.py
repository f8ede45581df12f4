"""Workbooks to put into a fleet's rows."""

from datetime import timedelta

from sheets_sync.fleet.quota import GoogleAccount
from sheets_sync.fleet.roster import Ending, Enrolment, Roster

A = GoogleAccount("project", "a@x")
QUARTER = timedelta(minutes=15)


def enrol(base, name, **more):
    values = {
        "tenant": name, "seller": "", "config": "", "files": False, "account": A,
        "place": f"the spreadsheet {name}", "target": "", "period": QUARTER, "digest": None,
    }  # fmt: skip
    sealed = more.pop("sealed", {})
    return Roster(base).enrol(Enrolment(name=name, **{**values, **more}), sealed)


def taken(base, name, worker="a"):
    """The workbook, taken for a run."""
    found = Roster(base).take(name, worker)
    assert found is not None
    return found


def ending(now, **more):
    values = {
        "result": "good", "said": "0 cells", "exit_code": 0, "seconds": 0.1, "still": 0,
        "due": now + QUARTER, "period": QUARTER, "digest": None, "account": A, "rows": 12,
        "findings": 0, "letters": {}, "uncertain": None,
    }  # fmt: skip
    return Ending(**{**values, **more})


def late(base, name, minutes):
    base.execute(
        "UPDATE fleet_workbooks SET due = now() - %s * interval '1 minute' WHERE name = %s",
        (minutes, name),
    )


def machine(base, name="alpha", processes=2, files=False):
    base.execute(
        "INSERT INTO fleet_machines VALUES (%s, %s, %s, clock_timestamp())",
        (name, processes, files),
    )


def jobs(base):
    """Names and queues of what waits, in the order in which it is fetched."""
    rows = base.execute(
        "SELECT lock, queue_name FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
    )
    return [(row["lock"], row["queue_name"]) for row in rows]
