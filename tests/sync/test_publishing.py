"""Runs that publish: a page a client, under a name that nobody guesses (design §19)."""

import email
import email.policy
import re
import shutil
from copy import copy
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.scheduler.outcome import outcome_of
from sheets_sync.state.opening import view_state
from sheets_sync.state.published import is_token, pages_in_force
from sheets_sync.use_cases.checks import page_checks
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.pages import publishing
from sheets_sync.use_cases.publishing_by_hand import (
    listed_pages,
    page_of,
    publish_now,
    revoke_page,
)
from sheets_sync.use_cases.run import Options
from sheets_sync.words.speaking import words_of
from tests.sync.agency import NOW, QUIET, Agency

PUBLISH = QUIET + "[publish]\nfolder = 'www'\n"


@pytest.fixture
def agency(tmp_path):
    return Agency(tmp_path / "office", config_text=PUBLISH)


def pages(agency):
    """By client, the folder of their page."""
    with view_state(agency.config) as store:
        held = pages_in_force(store.pages().all())
    return {client: agency.folder / "www" / page.token for client, page in held.items()}


def shown(page, kind):
    """The text of the element of a class."""
    return unescape(re.search(rf'class="{kind}">([^<]*)<', page)[1])


def read(agency, client, name="index.html"):
    return (pages(agency)[client] / name).read_text(encoding="utf-8")


def test_a_run_makes_a_page_of_each_client_with_the_balance_that_the_tab_shows(agency):
    done = agency.run()
    assert done.warnings == []
    assert (done.published.clients, done.published.pages) == (3, 3)
    folders = pages(agency)
    assert {each.name for each in (agency.folder / "www").iterdir()} == {
        each.name for each in folders.values()
    }
    assert all(is_token(each.name) for each in folders.values())
    for client in agency.report()["clients"]:
        minor = int(client["balance"].replace(".", ""))
        assert shown(read(agency, client["client"].casefold()), "figure") == words_of("en").money(
            minor, client["currency"]
        )


LETTERS = PUBLISH + "base_url = 'https://accounts.example.com/'\n[mail]\nfolder = 'outbox'\n"


def parts(agency, which=-1):
    """Text, HTML and the text of the PDF of a letter in the outbox."""
    file = sorted((agency.folder / "outbox").glob("*.eml"))[which]
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    text, page = (message.get_body([kind]).get_content() for kind in ("plain", "html"))
    (paper,) = (each.get_content() for each in message.iter_attachments())
    return text, page, paper


def address(agency, client):
    return f"https://accounts.example.com/{pages(agency)[client].name}/"


def test_letters_lead_to_the_page_in_text_html_and_pdf(tmp_path):
    agency = Agency(tmp_path / "office", config_text=LETTERS)
    done = agency.run()
    assert {each.state.value for each in done.notices} == {"written"}
    (bell,) = (each.client for each in done.notices)
    text, page, paper = parts(agency)
    link = address(agency, bell)
    assert f"See your account: {link}" in text.splitlines()
    assert f'href="{link}"' in page
    assert f"/URI ({link})".encode() in paper
    assert (pages(agency)[bell] / "index.html").exists()


def test_without_an_address_letters_lead_nowhere(tmp_path):
    agency = Agency(tmp_path / "office", config_text=PUBLISH + "[mail]\nfolder = 'outbox'\n")
    agency.run()
    text, page, paper = parts(agency)
    assert "See your account" not in text + page
    assert b"/URI (" not in paper


def test_the_next_letter_after_a_revocation_bears_the_new_address(tmp_path):
    agency = Agency(tmp_path / "office", config_text=LETTERS)
    agency.run()
    old, first = address(agency, "bell"), parts(agency)
    revoke_page(agency.config, "Bell", NOW, lambda _: None)
    new = address(agency, "bell")
    assert new != old
    agency.run(NOW + timedelta(days=8))
    assert parts(agency, 0) == first
    assert len([*(agency.folder / "outbox").glob("*.eml")]) == 2
    text, page, paper = parts(agency)
    assert new in text
    assert new in page
    assert old not in text + page
    assert old.encode() not in paper


def snapshot(agency):
    """Every file of the folder: its inode and moment, by path."""
    files = (each for each in (agency.folder / "www").rglob("*") if each.is_file())
    return {str(each): (each.stat().st_ino, each.stat().st_mtime_ns) for each in files}


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """An agency that two runs published."""
    made = Agency(tmp_path_factory.mktemp("pattern") / "office", config_text=LETTERS)
    made.run()
    made.run()
    return made


@pytest.fixture
def published(pattern, tmp_path):
    shutil.copytree(pattern.folder, tmp_path / "office")
    copied = copy(pattern)
    copied.folder = tmp_path / "office"
    return copied


def test_nothing_is_written_again_and_a_still_run_stays_still(published):
    published.run()  # in another folder, so that all is looked at once more
    before = snapshot(published)
    assert published.run().reckoning is None
    assert publish_now(published.config, NOW, lambda _: None).files == 0
    assert snapshot(published) == before


def empty(folder):
    for each in folder.iterdir():
        shutil.rmtree(each)


def lose_one(folder):
    shutil.rmtree(next(folder.iterdir()))


@pytest.mark.parametrize("lose", [shutil.rmtree, empty, lose_one])
def test_pages_that_are_gone_from_the_folder_are_whole_again_after_a_run(published, lose):
    published.run()
    assert published.run().reckoning is None
    before = {path: Path(path).read_bytes() for path in snapshot(published)}
    lose(published.folder / "www")
    published.run()
    assert {path: Path(path).read_bytes() for path in snapshot(published)} == before


def test_another_folder_in_the_config_has_all_pages_after_a_run(published):
    before = {Path(path).relative_to(published.folder / "www") for path in snapshot(published)}
    config = published.folder / "config.toml"
    config.write_text(config.read_text().replace("'www'", "'new/www'"))
    published.run()
    new = published.folder / "new" / "www"
    assert {each.relative_to(new) for each in new.rglob("*") if each.is_file()} == before


def test_a_new_row_writes_the_page_of_its_client_alone(published):
    before = snapshot(published)
    published.edit("Log", "F2", 27)
    done = published.run()
    assert (done.published.pages, done.warnings) == (1, [])
    after = snapshot(published)
    written = {path for path in after if after[path] != before.get(path)}
    acme = pages(published)["acme"]
    assert {path.rpartition("/")[0] for path in written} == {str(acme)}
    assert {path.rpartition("/")[2] for path in written} == {
        "index.html", "2026-10.html", "2026-11.html", "statement.csv", "statement.pdf",
    }  # fmt: skip


def test_a_new_day_writes_first_pages_alone(published):
    before = snapshot(published)
    published.run(NOW + timedelta(days=1))
    after = snapshot(published)
    written = {path.rpartition("/")[2] for path in after if after[path] != before.get(path)}
    assert written == {"index.html"}


def test_a_client_who_is_gone_loses_their_page_and_has_it_again_when_they_are_back(published):
    cone = pages(published)["cone"]
    published.edit("Clients", "A4", None)
    done = published.run()
    assert done.published.troubles == []
    assert not cone.exists()
    assert {name for name, _ in listed_pages(published.config)} == {"Acme", "Bell"}
    published.edit("Clients", "A4", "Cone")
    published.run()
    assert pages(published)["cone"] == cone
    assert (cone / "index.html").exists()


def test_what_keeps_pages_from_being_written_stops_no_balance_and_no_letter(tmp_path):
    agency = Agency(tmp_path / "office", config_text=LETTERS)
    (agency.folder / "www").write_text("a file")
    done = agency.run()
    assert (done.pages_in_trouble, len(done.notices)) == (True, 1)
    assert "Pages could not be published" in done.warnings[0]
    assert done.cells_written
    assert outcome_of(lambda: done).exit_code == 4
    (agency.folder / "www").unlink()
    again = agency.run()
    assert (again.pages_in_trouble, again.published.pages) == (False, 3)


def test_a_state_that_may_not_mail_publishes_nothing(published):
    before = snapshot(published)
    published.config.state.path.unlink()
    published.edit("Log", "F2", 27)
    done = published.run()
    assert done.mail_blocked
    assert done.published.pages == 0
    assert snapshot(published) == before
    with pytest.raises(UsageError, match="stay as they are"):
        publish_now(published.config, NOW, lambda _: None)


def test_papers_beyond_some_in_a_run_come_with_the_next_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(publishing, "PAPERS_IN_A_RUN", 2)
    agency = Agency(tmp_path / "office", config_text=PUBLISH)
    assert agency.run().published.waiting == 1
    drawn = [client for client, page in pages(agency).items() if (page / "statement.pdf").exists()]
    assert len(drawn) == 2
    for client in pages(agency):
        assert ("statement.pdf" in read(agency, client)) == (client in drawn)
    done = agency.run()
    assert (done.published.waiting, done.published.pages) == (0, 1)
    assert all((page / "statement.pdf").exists() for page in pages(agency).values())


def test_no_token_is_told_by_a_run_however_loud(published, capsys, caplog):
    caplog.set_level("DEBUG")
    loud = published.config.louder(2)
    tokens = {page.name for page in pages(published).values()}
    published.edit("Log", "F2", 27)
    told: list[str] = []
    sync_now(loud, Options(), NOW, told.append)
    revoke_page(loud, "Bell", NOW, told.append)
    tokens |= {page.name for page in pages(published).values()}
    said = f"{told}{capsys.readouterr()}{caplog.text}"
    assert not [token for token in tokens if token in said]
    assert len(tokens) == 4


def test_a_page_that_is_revoked_is_gone_at_once_and_another_is_there(published):
    old = pages(published)["bell"]
    done, down = revoke_page(published.config, "Bell", NOW, lambda _: None)
    assert (done.pages, done.troubles, down) == (1, [], True)
    assert not old.exists()
    assert (pages(published)["bell"] / "index.html").exists()
    assert published.run().reckoning is not None  # a run looks after what a person did


def test_a_page_that_could_not_be_taken_down_is_taken_down_by_the_next_run(published):
    old = pages(published)["bell"]
    published.config.publish.folder.rename(published.folder / "away")
    published.config.publish.folder.write_text("a file")
    done, down = revoke_page(published.config, "Bell", NOW, lambda _: None)
    assert (bool(done.troubles), down) == (True, False)
    with pytest.raises(UsageError, match='"Bell" has no page as yet'):
        page_of(published.config, "bell")
    published.config.publish.folder.unlink()
    (published.folder / "away").rename(published.config.publish.folder)
    assert old.exists()
    published.run()
    assert not old.exists()


@pytest.mark.parametrize(
    ("mode", "health"), [(0o711, "good"), (0o750, "good"), (0o755, "warning"), (0o777, "warning")]
)
def test_doctor_says_who_can_list_all_addresses(tmp_path, mode, health):
    agency = Agency(tmp_path / "office", config_text=PUBLISH, furnished=False)
    (agency.folder / "www").mkdir()
    (agency.folder / "www").chmod(mode)
    (check,) = page_checks.pages(agency.config)
    assert check.verdict == health


def test_doctor_says_that_no_page_can_be_written(tmp_path):
    agency = Agency(tmp_path / "office", config_text=PUBLISH, furnished=False)
    assert [each.verdict for each in page_checks.pages(agency.config)] == ["good"]
    (agency.folder / "www").write_text("a file")
    (check,) = page_checks.pages(agency.config)
    assert (check.verdict, check.exit_code) == ("bad", 1)


def test_doctor_finds_a_page_that_cannot_be_written(published):
    """What a run would meet, and leave as it is: no check of the folder alone can tell."""

    def said():
        return [
            (each.verdict, each.found, each.cure) for each in page_checks.pages(published.config)
        ]

    page, away = pages(published)["bell"], published.folder / "away"
    (good,) = said()
    assert good[0] == "good"
    page.rename(away)
    assert said() == [good]  # the next run makes it
    for plant in (lambda: page.write_text("x"), lambda: page.symlink_to(away)):
        plant()
        before = sorted(published.config.publish.folder.iterdir())
        (check,) = said()
        assert (check[0], "page of bell could not be written" in check[1]) == ("bad", True)
        assert "take it away" in check[2]
        assert page.name not in check[1] + check[2]  # no token is told
        assert sorted(published.config.publish.folder.iterdir()) == before
        assert any(
            "page of Bell" in each
            for each in publish_now(published.config, NOW, lambda _: None).troubles
        )
        page.unlink()
    away.rename(page)
    for name in ("index.html", ".prices.html.new"):
        (page / name).unlink(missing_ok=True)
        (page / name).mkdir()
        assert [each[0] for each in said()] == ["bad"]
        assert "take it away" in said()[0][2]
        (page / name).rmdir()
    assert said() == [good]


def test_without_a_folder_nothing_is_published_and_the_command_says_so(tmp_path):
    agency = Agency(tmp_path / "office", furnished=False)
    assert [*page_checks.pages(agency.config)] == []
    with pytest.raises(UsageError, match="No folder"):
        publish_now(agency.config, NOW, lambda _: None)


@pytest.mark.parametrize(
    ("publish", "told"),
    [
        ("base_url = 'https://a.example'", "needs publish.folder"),
        ("folder = 'www'\nbase_url = 'http://a.example'", "must be an address"),
        ("folder = 'www'\nbase_url = 'https://a.example/?q'", "must be an address"),
        ("folder = '.'", "pages alone"),
        ("folder = 'outbox'", "pages alone"),
        ("folder = 'statements'", "pages alone"),
        ("folder = 'pages/../outbox'", "pages alone"),
        ("folder = '..'", "pages alone"),
        ("folder = 'www'\nminutes = 'yes'", "minutes"),
    ],
)
def test_a_config_that_would_show_what_is_secret_is_refused(tmp_path, publish, told):
    text = QUIET + f"[publish]\n{publish}\n[mail]\nfolder = 'outbox/letters'\n"
    text += "[bank]\nfolder = 'statements'\n"
    with pytest.raises(UsageError, match=told):
        Agency(tmp_path / "office", config_text=text).config  # noqa: B018 - it is read there


def test_a_link_to_what_is_secret_is_refused_as_a_folder_of_pages(tmp_path):
    text = QUIET + "[publish]\nfolder = 'www'\n[mail]\nfolder = 'letters'\n"
    for number, links in enumerate(({"www": "letters"}, {"letters": "www/in"}, {"www": "."})):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, target in links.items():
            (folder / name).symlink_to(folder / target)
        with pytest.raises(UsageError, match="pages alone"):
            Agency(folder, config_text=text).config  # noqa: B018 - it is read there
