"""A client's page asks nobody for anything: Chromium's own log of the network, beside that of the
server which the page came from (design §19)."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from sheets_sync.meter.saying import INDEX
from sheets_sync.use_cases.pages import publishing
from tests.meter.agencies import Pages, invoice
from tests.meter.test_hostile import HOSTILE, hostile_tabs
from tests.readers.pages import chromium

pytestmark = [
    pytest.mark.skipif("SHEETS_SYNC_CHROMIUM" not in os.environ, reason="not asked for"),
    pytest.mark.skipif(not shutil.which("chromium"), reason="there is no Chromium here"),
]
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
"""What Chromium asks for its own sake; names lead nowhere, and are in its log all the same."""
POLICY = re.compile(b'<meta http-equiv="Content-Security-Policy"[^>]*>')
FOREIGN = b'<!doctype html><title>x</title><img src="http://elsewhere.example/x.png">'


@contextmanager
def served(folder) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """An address of the folder, and what it was asked for: path, and where that came from."""
    asked: list[tuple[str, str | None]] = []

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers.get("Referer")))
            super().do_GET()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def requested(address, tmp_path):
    """All addresses in Chromium's log of the network while it shows a page, its own left out."""
    log, profile = tmp_path / "net.json", tmp_path / "profile"
    options = (f"--log-net-log={log}", f"--user-data-dir={profile}", *QUIET)
    chromium("--virtual-time-budget=3000", "--dump-dom", *options, address)
    told = json.loads(log.read_text(encoding="utf-8"))
    names = {number: name for name, number in told["constants"]["logEventTypes"].items()}
    urls = {
        each["params"]["url"]
        for each in told["events"]
        if names[each["type"]] == "URL_REQUEST_START_JOB" and "url" in each.get("params", {})
    }
    return {each for each in urls if each.startswith("http") and ".google" not in each}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(publishing, "PAPERS_IN_A_RUN", 9)
        pages = Pages(folder)
        text = "".join(HOSTILE[1:3])
        reckoned = pages.reckon(hostile_tabs(text))
        pages.publish(reckoned, invoice(reckoned, 0))
    (found,) = pages.folder.iterdir()
    return found


@pytest.mark.parametrize("name", ["index.html", "prices.html", "2026-11.html"])
def test_no_request_leaves_a_page(site, tmp_path, name):
    with served(site) as (address, asked):
        assert requested(f"{address}/{name}", tmp_path) == {f"{address}/{name}"}
        assert asked == [(f"/{name}", None)]


def test_one_that_did_would_be_seen(tmp_path):
    (tmp_path / "index.html").write_bytes(FOREIGN)
    with served(tmp_path) as (address, asked):
        found = requested(f"{address}/index.html", tmp_path)
        assert "http://elsewhere.example/x.png" in found
        assert "/favicon.ico" in {path for path, _ in asked}  # which pages spare by their icon


@pytest.mark.parametrize("policy", [True, False])
def test_what_a_page_asked_for_would_not_hear_where_it_stands(site, tmp_path, policy):
    """Its content policy would let nothing out; here it has none."""
    page = POLICY.sub(b"", (site / INDEX).read_bytes())
    if not policy:
        page = page.replace(b'<meta name="referrer" content="no-referrer">', b"")
    (tmp_path / INDEX).write_bytes(page.replace(b"<main>", b'<main><img src="x.png">'))
    with served(tmp_path) as (address, asked):
        requested(f"{address}/{INDEX}", tmp_path)
        assert dict(asked)["/x.png"] == (None if policy else f"{address}/{INDEX}")
