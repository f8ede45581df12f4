"""The lines of the log: one each, clean, for people or for machines."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.scheduler.outcome import letters_counted
from sheets_sync.voice.lines import LogLines

NOW = datetime(2026, 11, 23, 6, 15, tzinfo=UTC)


def said(text, *, as_json=False, event="run", zone="Europe/Moscow", **facts):
    lines: list[str] = []
    LogLines(lines.append, ZoneInfo(zone), as_json=as_json).line(NOW, event, text, **facts)
    (line,) = lines
    return line


def test_a_run_is_told_with_the_time_on_the_wall():
    line = said("12 cells, 3 findings, 1 letter sent, 2.1 s; next 09:30", result="good")
    assert (
        line
        == "2026-11-23 09:15:00 MSK run good: 12 cells, 3 findings, 1 letter sent, 2.1 s; next 09:30"
    )


def test_whatever_else_happens_is_told_alike():
    assert said("as asked", event="stop") == "2026-11-23 09:15:00 MSK stop: as asked"


def test_for_machines_a_line_is_an_object_with_times_as_iso_8601():
    line = said("fine", as_json=True, result="good", exit_code=0, next_due=NOW, letters={"sent": 1})
    assert json.loads(line) == {
        "time": "2026-11-23T09:15:00+03:00",
        "event": "run",
        "result": "good",
        "exit_code": 0,
        "next_due": "2026-11-23T06:15:00+00:00",
        "letters": {"sent": 1},
        "message": "fine",
    }


@pytest.mark.parametrize("as_json", [False, True])
@given(text=st.text())
def test_no_text_breaks_a_line_or_hides_in_it(as_json, text):
    for line in (said(text, as_json=as_json), said("", as_json=as_json, message=text)):
        assert line.isprintable()
        line.encode()


def test_a_long_message_keeps_its_end_where_the_cure_stands():
    assert said("x" * 600 + " Try again.").endswith("Try again.")


def test_letters_are_counted_by_their_states():
    assert letters_counted({"sent": 2, "held": 1}) == "1 letter held, 2 letters sent"
    assert letters_counted({}) == "no letters"
