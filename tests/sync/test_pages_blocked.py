"""What lies in the way of one client's page keeps nobody else's from being written, and what lies
at addresses that nobody has is told (design §19)."""

import os
from datetime import timedelta

import pytest

from sheets_sync.meter.site import Site
from sheets_sync.state.opening import view_state
from sheets_sync.state.published import pages_in_force
from sheets_sync.use_cases.checks import page_checks
from sheets_sync.use_cases.publishing_by_hand import publish_now, revoke_page
from tests.sync.agency import NOW, QUIET, SHEETS, Agency, day

CONFIG = QUIET + "[publish]\nfolder = 'www'\n"
MORE = [f"Client {number}" for number in range(5)]
MANY = {
    **SHEETS,
    "Clients": [*SHEETS["Clients"], *([name, None, None, None, None] for name in MORE)],
    "Payments": [*SHEETS["Payments"], *([day(60), name, 100, None] for name in MORE)],
}


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    made = Agency(tmp_path_factory.mktemp("pattern") / "office", sheets=MANY, config_text=CONFIG)
    made.run()
    return made


@pytest.fixture
def agency(pattern, tmp_path):
    return pattern.copied(tmp_path / "office")


def page(agency, client):
    with view_state(agency.config) as store:
        held = pages_in_force(store.pages().all())
    return agency.folder / "www" / held[client].token


def blocked(path):
    """A page's folder is away, and a link lies in its place."""
    away = path.parents[1] / f"away of {path.name}"
    path.rename(away)
    path.symlink_to(away)


def put_back(path):
    path.unlink()
    (path.parents[1] / f"away of {path.name}").rename(path)


def pay(agency, client):
    agency.add_row("Payments", day(0), client, 77)


def shows(path, money):
    return money in (path / "index.html").read_text(encoding="utf-8")


def test_what_lies_in_the_place_of_a_page_of_one_who_is_gone(agency):
    gone, other = page(agency, "cone"), page(agency, "client 4")
    blocked(gone)
    agency.edit("Clients", "A4", None)
    pay(agency, "Client 4")
    done = agency.run()
    assert shows(other, "177.00")
    (trouble,) = done.published.troubles
    assert "the old page of Cone could not be written" in trouble
    assert done.pages_in_trouble
    put_back(gone)
    assert agency.run(NOW + timedelta(minutes=1)).published.troubles == []
    assert not gone.exists()


def test_what_lies_in_the_place_of_a_page_that_is_revoked(agency):
    old, other = page(agency, "bell"), page(agency, "client 4")
    blocked(old)
    pay(agency, "Client 4")
    done, down = revoke_page(agency.config, "Bell", NOW, lambda _: None)
    assert (len(done.troubles), down) == (1, False)
    assert shows(other, "177.00")
    assert (page(agency, "bell") / "index.html").exists()
    put_back(old)
    agency.run()
    assert not old.exists()


def test_many_pages_that_are_blocked_keep_no_other_from_being_written(agency):
    names = ["acme", "bell", "cone", "client 0"]
    for name in names:
        blocked(page(agency, name))
    pay(agency, "Client 4")
    done = publish_now(agency.config, NOW + timedelta(days=1), lambda _: None)
    assert shows(page(agency, "client 4"), "177.00")
    assert done.pages == 4
    assert len(done.troubles) == 4
    assert done.troubles[-1] == "So it is with 1 page more."


def test_a_disk_that_takes_nothing_is_left_alone_after_three_pages(agency, monkeypatch):
    tried = []

    def full(_, name, *__, **___):
        tried.append(name)
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("sheets_sync.system.OpenFolder.replace", full)
    done = publish_now(agency.config, NOW + timedelta(days=1), lambda _: None)
    assert (done.pages, len(done.troubles), len(tried)) == (0, 3, 3)


def test_a_page_that_is_taken_down_beside_files_that_are_not_ours_is_down(agency):
    old = page(agency, "bell")
    (old / "robots.txt").write_text("theirs")
    done, down = revoke_page(agency.config, "Bell", NOW, lambda _: None)
    assert down
    assert [each.name for each in old.iterdir()] == ["robots.txt"]
    (trouble,) = done.troubles
    assert "The old page of Bell is gone" in trouble


def test_whether_a_page_is_surely_down(tmp_path):
    site = Site(tmp_path)
    assert site.is_down("a")
    (tmp_path / "a").mkdir()
    assert site.is_down("a")
    (tmp_path / "a" / "theirs.html").write_text("x")
    assert site.is_down("a")
    (tmp_path / "a" / "2026-11.html").write_text("x")
    assert not site.is_down("a")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert not site.is_down("b")


def test_doctor_tells_of_pages_that_a_state_put_back_does_not_know(agency):
    """A client revoked their page, and another one came, since the state was kept: what lies at the
    later addresses shows what it did, for ever."""
    kept = agency.config.state.path.read_bytes()
    revoke_page(agency.config, "Bell", NOW, lambda _: None)
    agency.add_row("Clients", "Newcomer")
    agency.run()
    assert [each.verdict for each in page_checks.pages(agency.config)] == ["good"]
    later = [page(agency, name).name for name in ("bell", "newcomer")]
    agency.config.state.path.write_bytes(kept)
    agency.run(NOW + timedelta(minutes=1))
    (check,) = page_checks.pages(agency.config)
    assert check.verdict == "warning"
    assert "2 pages at addresses that the state does not know" in check.found
    assert not [each for each in later if each in check.found + check.cure]


@pytest.mark.parametrize("name", ["index.html", "statement.csv", "statement.pdf", "a month"])
def test_a_file_of_a_page_that_was_deleted_is_there_after_the_next_run(agency, name):
    """Found: a month's page stayed away until somebody said `publish`."""
    acme, other = page(agency, "acme"), page(agency, "bell")
    lost = next(acme.glob("20*.html")) if name == "a month" else acme / name
    before = {each.name: each.read_bytes() for each in acme.iterdir()}
    lost.unlink()
    stamps = {each: each.stat().st_mtime_ns for each in [*acme.iterdir(), *other.iterdir()]}
    pay(agency, "Client 4")
    done = agency.run()
    assert (done.published.pages, done.published.files) == (2, 1 + written(agency, "client 4"))
    assert {each.name: each.read_bytes() for each in acme.iterdir()} == before
    assert all(each.stat().st_mtime_ns == stamp for each, stamp in stamps.items())
    pay(agency, "Client 4")
    assert agency.run().published.pages == 1


def written(agency, client):
    """How many files of a page a payment changes: all of this one."""
    return len([*page(agency, client).iterdir()])
