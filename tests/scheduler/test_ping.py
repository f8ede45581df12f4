"""Pings to a monitor: the right address, a warning at worst, never a secret (F66, F74)."""

import socket
import time

import pytest

from sheets_sync import voice
from sheets_sync.scheduler.ping import address, ping
from tests.scheduler import monitors
from tests.smtp.certificates import make

KEY = "s3cret-key"


@pytest.mark.parametrize(
    ("url", "event", "called"),
    [
        ("https://hc.example/ping/key", "start", "https://hc.example/ping/key/start"),
        ("https://hc.example/ping/key", "success", "https://hc.example/ping/key"),
        ("https://hc.example/ping/key", "fail", "https://hc.example/ping/key/fail"),
        (
            "https://hc.example/ping/key?create=1",
            "fail",
            "https://hc.example/ping/key/fail?create=1",
        ),
        ("https://hc.example/ping/key/", "start", "https://hc.example/ping/key/start"),
        ("https://hc.example/ping/key/", "success", "https://hc.example/ping/key/"),
        ("https://hc.example", "fail", "https://hc.example/fail"),
    ],
)
def test_an_event_has_its_address(url, event, called):
    assert address(url, event) == called


def test_no_detour_is_made_wherever_an_answer_points():
    with (
        monitors.monitor(monitors.status(200)) as (elsewhere, asked),
        monitors.monitor(monitors.status(302, Location=f"http://127.0.0.1:{elsewhere}/{KEY}")) as (
            port,
            _,
        ),
    ):
        assert "status 302" in ping(f"http://127.0.0.1:{port}/{KEY}", "success")
    assert asked == []


def test_a_monitor_hears_what_happens():
    with monitors.monitor(monitors.status(200)) as (port, asked):
        for event in ("start", "success", "fail"):
            assert ping(f"http://127.0.0.1:{port}/{KEY}?a=b", event) == ""
    assert [line.split()[1] for line in asked] == [
        f"/{KEY}/start?a=b",
        f"/{KEY}?a=b",
        f"/{KEY}/fail?a=b",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        monitors.status(500), monitors.status(404), monitors.silence, monitors.nonsense,
        monitors.trickling_headers, monitors.round_and_round,
        monitors.status(302, Location=f"ftp://127.0.0.1/{KEY}"),
        monitors.status(302, Location=f"file:///{KEY}"),
    ],
    ids=["500", "404", "silent", "nonsense", "trickling", "redirects", "to ftp", "to a file"],
)  # fmt: skip
def test_a_monitor_in_trouble_is_warned_of_in_time_without_its_key(answer):
    with monitors.monitor(answer) as (port, asked):
        began = time.monotonic()
        warning = ping(f"http://127.0.0.1:{port}/{KEY}", "success", 0.5)
        assert time.monotonic() - began < 1.5
        assert asked
    assert "127.0.0.1" in warning
    assert KEY not in warning
    assert warning.isprintable()


def test_an_answer_that_trickles_holds_no_run_up():
    with monitors.monitor(monitors.trickle) as (port, _):
        began = time.monotonic()
        ping(f"http://127.0.0.1:{port}/{KEY}", "success", 0.5)
        assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    "host", ["127.0.0.1:{closed}", "[::1", "xn--.invalid", "a..b", "127.0.0.1:99999", "127.0.0.1:x"]
)
def test_a_monitor_that_is_not_there_is_warned_of(host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    warning = ping(f"http://{host.format(closed=closed)}/{KEY}", "start", 2)
    assert warning
    assert KEY not in warning


@pytest.mark.parametrize("path", [f"é/{KEY}", f"{KEY}\x7f", f"{KEY}%zz"])
def test_an_odd_address_is_no_worse_than_a_warning(path):
    with monitors.monitor(monitors.status(200)) as (port, _):
        assert KEY not in ping(f"http://127.0.0.1:{port}/{path}", "start", 2)


def test_a_monitor_whose_certificate_nobody_signed_is_not_told(tmp_path):
    chain, _ = make(tmp_path, "self-signed")
    with monitors.monitor(monitors.status(200), certificate=chain) as (port, asked):
        warning = ping(f"https://localhost:{port}/{KEY}", "success", 2)
    assert "localhost" in warning
    assert not asked


def test_a_name_and_password_in_the_address_are_not_told():
    warning = ping("http://me:hunter2@127.0.0.1:1/key", "start", 2)
    assert warning
    assert "hunter2" not in warning


@pytest.mark.parametrize(("code", "said"), [(200, "heard"), (500, "status 500")])
def test_what_became_of_a_ping_is_told_without_its_key(code, said):
    told: list[str] = []
    voice.speak("info", lambda *line, **_: told.append(": ".join(line[1:])))
    with monitors.monitor(monitors.status(code)) as (port, _):
        ping(f"http://127.0.0.1:{port}/key-canary?pw=canary", "start")
    (line,) = told
    assert line.startswith(f"ping: 127.0.0.1 told of start: {said}, 0.")
    assert "canary" not in line
