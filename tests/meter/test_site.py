"""The folder that a web server shows: files whole or not at all, nobody else's touched."""

import os
import resource
import stat
from contextlib import contextmanager, nullcontext

import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.files import replace_file
from sheets_sync.meter.site import Site
from sheets_sync.state.published import new_token

TOKEN = "T" * 22
PAGES = {"index.html": b"new", "2026-11.html": b"month"}
NOTHING: frozenset[str] = frozenset()


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path / "www")
    made.prepare()
    return made


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "www" / TOKEN


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_server_finds_what_it_is_asked_for_and_lists_nothing(tmp_path, umask):
    before = os.umask(umask)
    try:
        site = Site(tmp_path / "deep" / "www")
        site.prepare()
        site.write(TOKEN, "a page", PAGES, NOTHING)
    finally:
        os.umask(before)
    page = tmp_path / "deep" / "www" / TOKEN
    assert [mode(each) for each in (page.parents[1], page.parent, page)] == [0o711] * 3
    assert {mode(each) for each in page.iterdir()} == {0o644}


def test_a_folder_that_is_there_keeps_its_mode(tmp_path):
    (tmp_path / "www").mkdir(mode=0o750)
    Site(tmp_path / "www").prepare()
    assert mode(tmp_path / "www") == 0o750


def test_a_page_that_was_put_back_with_other_modes_can_be_read_again(site, folder):
    """As by a copy under a narrow umask: what stands there is right, and a server may not open
    it."""
    site.write(TOKEN, "a page", PAGES, NOTHING)
    before = {each.name: each.stat().st_ino for each in folder.iterdir()}
    for each in folder.iterdir():
        each.chmod(0o600)
    folder.chmod(0o700)
    assert site.write(TOKEN, "a page", PAGES, NOTHING) == 0
    assert mode(folder) == 0o711
    assert {mode(each) for each in folder.iterdir()} == {0o644}
    assert {each.name: each.stat().st_ino for each in folder.iterdir()} == before


def test_modes_that_let_more_be_read_stay(site, folder):
    site.write(TOKEN, "a page", PAGES, NOTHING)
    folder.chmod(0o755)
    (folder / "index.html").chmod(0o664)
    site.write(TOKEN, "a page", PAGES, NOTHING)
    assert (mode(folder), mode(folder / "index.html")) == (0o755, 0o664)


def test_a_link_in_a_page_gets_no_mode_and_neither_does_what_it_leads_to(site, folder, tmp_path):
    site.write(TOKEN, "a page", PAGES, NOTHING)
    (tmp_path / "secret").write_bytes(PAGES["index.html"])
    (tmp_path / "secret").chmod(0o600)
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(tmp_path / "secret")
    site.write(TOKEN, "a page", PAGES, NOTHING)
    assert mode(tmp_path / "secret") == 0o600
    assert not (folder / "index.html").is_symlink()


def test_pages_at_other_addresses_are_counted(site, folder, tmp_path):
    assert site.others(frozenset()) == 0
    site.write(TOKEN, "a page", PAGES, NOTHING)
    assert site.others(frozenset({TOKEN})) == 0
    (tmp_path / "www" / "a-folder-that-is-no-page").mkdir()
    (tmp_path / "www" / "robots.txt").write_text("theirs")
    assert site.others(frozenset({TOKEN})) == 0
    other = f"{TOKEN[:-1]}Z"
    (tmp_path / "www" / other).mkdir()
    assert site.others(frozenset({TOKEN})) == 0  # it shows nothing
    site.write(other, "a page", PAGES, NOTHING)
    assert site.others(frozenset({TOKEN})) == 1


def test_only_what_differs_is_written_and_what_is_no_page_of_ours_any_more_goes(site, folder):
    assert site.write(TOKEN, "a page", {**PAGES, "2026-10.html": b"old"}, NOTHING) == 3
    before = {each.name: each.stat().st_ino for each in folder.iterdir()}
    assert site.write(TOKEN, "a page", PAGES, NOTHING) == 0
    assert site.write(TOKEN, "a page", {"index.html": b"newer"}, frozenset({"2026-11.html"})) == 1
    after = {each.name: each.stat().st_ino for each in folder.iterdir()}
    assert after.keys() == {"index.html", "2026-11.html"}
    assert after["2026-11.html"] == before["2026-11.html"]
    assert (folder / "index.html").read_bytes() == b"newer"


def test_what_is_not_ours_stays_as_it_is(site, folder, tmp_path):
    (tmp_path / "www" / "robots.txt").write_text("theirs")
    site.write(TOKEN, "a page", PAGES, NOTHING)
    (folder / "logo.png").write_bytes(b"theirs")
    (folder / "index.html.bak").write_bytes(b"theirs")
    site.write(TOKEN, "a page", {"index.html": b"newer"}, NOTHING)
    assert site.remove(TOKEN, "a page") is False
    assert {each.name for each in folder.iterdir()} == {"logo.png", "index.html.bak"}
    assert (tmp_path / "www" / "robots.txt").read_text() == "theirs"


def test_a_removed_page_leaves_nothing_and_may_be_gone_already(site, folder):
    site.write(TOKEN, "a page", PAGES, NOTHING)
    (folder / ".index.html.new").write_bytes(b"of a run that was killed")
    assert site.remove(TOKEN, "a page") is True
    assert not folder.exists()
    assert site.remove(TOKEN, "a page") is True


@pytest.mark.parametrize("to", ["folder", "file", "nowhere"])
def test_a_link_planted_as_a_page_is_not_followed(site, folder, tmp_path, to):
    target = tmp_path / "theirs"
    if to == "folder":
        target.mkdir()
        (target / "index.html").write_bytes(b"theirs")
    elif to == "file":
        target.write_bytes(b"theirs")
    folder.symlink_to(target)
    with pytest.raises(SheetsSyncError) as caught:
        site.write(TOKEN, "the page of Acme", PAGES, NOTHING)
    assert "the page of Acme" in caught.value.message
    assert "take it away" in caught.value.cure
    assert TOKEN not in f"{caught.value!r}{caught.value.__cause__!r}"
    if to == "folder":
        assert [each.read_bytes() for each in target.iterdir()] == [b"theirs"]
        with pytest.raises(SheetsSyncError):
            site.remove(TOKEN, "the page of Acme")
        assert (target / "index.html").exists()
    assert folder.is_symlink()


@pytest.mark.parametrize("name", ["index.html", ".index.html.new", "2026-10.html"])
def test_a_folder_planted_in_a_page_is_told_to_be_taken_away(site, folder, name):
    site.write(TOKEN, "a page", {"2026-11.html": b"month"}, NOTHING)
    (folder / name / "theirs").mkdir(parents=True)
    with pytest.raises(SheetsSyncError) as caught:
        site.write(TOKEN, "a page", PAGES, NOTHING)
    assert "a folder: take it away" in caught.value.cure
    assert (folder / name / "theirs").is_dir()
    (folder / name / "theirs").rmdir()
    (folder / name).rmdir()
    site.write(TOKEN, "a page", PAGES, NOTHING)
    assert {each.name for each in folder.iterdir()} == PAGES.keys()


@pytest.mark.parametrize("name", ["index.html", ".index.html.new"])
def test_a_link_planted_in_a_page_is_replaced_and_its_target_left_alone(
    site, folder, tmp_path, name
):
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"new")  # just what is to be written: it must not pass for the file itself
    folder.mkdir()
    (folder / name).symlink_to(theirs)
    site.write(TOKEN, "a page", PAGES, NOTHING)
    assert (folder / "index.html").read_bytes() == b"new"
    assert not (folder / "index.html").is_symlink()
    assert theirs.read_bytes() == b"new"
    assert theirs.stat().st_nlink == 1
    assert not (folder / ".index.html.new").is_symlink()


def test_what_stands_in_the_way_is_told_without_the_token(site, tmp_path):
    token = new_token()
    (tmp_path / "www" / token).write_bytes(b"a file")
    with pytest.raises(SheetsSyncError) as caught:
        site.write(token, "the page of Acme", PAGES, NOTHING)
    assert token not in str(caught.value)
    assert caught.value.__cause__ is None
    blocked = Site(tmp_path / "www" / token)
    with pytest.raises(SheetsSyncError):
        blocked.prepare()


@contextmanager
def room_for(size):
    """Within, no file takes more bytes: as a full disk, a write fails in its midst."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("kept", [False, True])
def test_a_full_disk_leaves_no_draft_and_the_old_page(site, folder, kept):
    site.write(TOKEN, "", PAGES, NOTHING)
    together = nullcontext() if kept else site.many_pages()
    with room_for(1000), pytest.raises(SheetsSyncError, match="Acme could not be"), together:
        site.write(TOKEN, "the page of Acme", {**PAGES, "index.html": b"x" * 5000}, NOTHING)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == PAGES


def test_a_full_disk_leaves_no_draft_of_a_file_of_ours(tmp_path):
    path = tmp_path / "a.json"
    replace_file(path, b"old")
    with room_for(1000), pytest.raises(OSError, match="File too large"):
        replace_file(path, b"x" * 5000)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.json", b"old")]


def test_how_many_files_lie_there(site, folder):
    assert site.count(TOKEN) == 0
    site.write(TOKEN, "", PAGES, NOTHING)
    (folder / "robots.txt").write_text("theirs")
    assert site.count(TOKEN) == 2
