"""The digest to managers: what it says, to whom, and once (design §12)."""

import email
import email.policy
from datetime import timedelta

import pytest

from sheets_sync.errors import SheetsSyncError
from sheets_sync.notices.post import MailTrouble
from sheets_sync.use_cases.digest import send_digest
from tests.smtp.server import ScriptedServer
from tests.state.before import LETTER, of_version_5
from tests.sync.agency import NOW, QUIET, Agency, day

WEEK = timedelta(days=7)
TO = "[schedule]\ndigest_to = ['Boss <boss@nord.example>', 'anna@nord.example']\n"


def by_mail(server):
    return (
        f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {server.port}\nsecurity = 'none'\n"
    )


def parsed(kept):
    return email.message_from_string(kept["data"], policy=email.policy.default)


def body(message, kind="plain"):
    return message.get_body((kind,)).get_content()


def test_the_digest_says_who_is_out_of_money_and_what_changed(tmp_path):
    with ScriptedServer(tmp_path) as server:
        agency = Agency(tmp_path / "office", config_text=QUIET + TO + by_mail(server))
        agency.run()
        assert send_digest(agency.config, NOW, NOW) == "2 sent"
        first = parsed(server.letters[1])
        assert [each["to"] for each in server.letters[1:]] == [
            ["boss@nord.example"],
            ["anna@nord.example"],
        ]
        assert first["To"] == "boss@nord.example"
        assert first["Subject"] == "1 account is low: accounts as of 23 Nov 2026"
        assert "Bell: −RUB 1,051.00, ✖ Over" in body(first).replace("\xa0", " ")
        agency.edit("Payments", "C3", 9_000)
        agency.edit("Log", "A10", day(0))
        agency.edit("Log", "B10", "Bell")
        agency.edit("Log", "C10", "Call")
        agency.edit("Log", "F10", 5)
        agency.run(NOW + WEEK)
        send_digest(agency.config, NOW + WEEK, NOW + WEEK)
        second = parsed(server.letters[-1])
        for text in (body(second), body(second, "html")):
            assert "Bell: ✖ Over → ✓ OK" in text
            assert "Rows of the log: 1 added, 0 gone, 0 changed" in text
        assert second["Subject"] == "No account is low: accounts as of 30 Nov 2026"
        assert second["Auto-Submitted"] == "auto-generated"


def test_a_digest_goes_once_to_each_however_often_it_is_asked_for(tmp_path):
    with ScriptedServer(tmp_path, {"rcpt anna@nord.example": ["451 later"]}) as server:
        agency = Agency(tmp_path / "office", config_text=QUIET + TO + by_mail(server))
        with pytest.raises(SheetsSyncError, match="1 retry, 1 sent"):
            send_digest(agency.config, NOW, NOW)
        assert send_digest(agency.config, NOW, NOW + timedelta(hours=1)) == "2 sent"
        assert send_digest(agency.config, NOW, NOW + timedelta(hours=2)) == "2 sent"
        assert [each["to"] for each in server.letters] == [
            ["boss@nord.example"],
            ["anna@nord.example"],
        ]


def test_a_digest_in_doubt_is_not_sent_again(tmp_path):
    with ScriptedServer(tmp_path, {"seen": ["drop"]}) as server:
        agency = Agency(tmp_path / "office", config_text=QUIET + TO + by_mail(server))
        assert send_digest(agency.config, NOW, NOW) == "1 sent, 1 uncertain"
        assert send_digest(agency.config, NOW, NOW) == "1 sent, 1 uncertain"
        assert len(server.letters) == 2


def test_a_server_that_is_away_leaves_the_digest_for_later(tmp_path):
    with ScriptedServer(tmp_path, {"greeting": ["421 busy"]}) as server:
        agency = Agency(tmp_path / "office", config_text=QUIET + TO + by_mail(server))
        with pytest.raises(MailTrouble):
            send_digest(agency.config, NOW, NOW)
        with pytest.raises(SheetsSyncError, match="2 retry"):  # it is left in peace for a while
            send_digest(agency.config, NOW, NOW)
        assert send_digest(agency.config, NOW, NOW + timedelta(minutes=5)) == "2 sent"


def test_hostile_names_do_no_harm_in_a_digest(tmp_path):
    with ScriptedServer(tmp_path) as server:
        config = QUIET.replace("[workbook]", "[workbook]\nlanguage = 'ru'\n")
        agency = Agency(tmp_path / "office", config_text=config + TO + by_mail(server))
        for row, name in ((2, "<script>x</script>"), (3, "A\r\nBcc: x@y.example")):
            agency.edit("Clients", f"A{row}", name)
        send_digest(agency.config, NOW, NOW)
        message = parsed(server.letters[0])
        assert "<script>" not in body(message, "html")
        assert message["Bcc"] is None
        assert message["Subject"].startswith("Средств хватает у всех, на 23.11.2026")


def test_after_an_upgrade_only_those_who_have_no_digest_get_it_and_the_same_one(tmp_path):
    with ScriptedServer(tmp_path) as server:
        agency = Agency(tmp_path / "office", config_text=QUIET + TO + by_mail(server))
        before = [
            ("Boss <boss@nord.example>", "sent", "250 ok", "smtp"),
            ("anna@nord.example", "retry", "451 later", "smtp"),
            ("carl@nord.example", "attempting", "", "smtp"),
        ]
        of_version_5(agency.config.state.path, before)
        assert send_digest(agency.config, NOW, NOW) == "2 sent, 1 uncertain"
        (letter,) = server.letters
        assert (letter["to"], letter["data"]) == (["anna@nord.example"], LETTER.decode() + "\r\n")


def test_the_digest_says_that_mail_is_blocked_until_it_is_not(tmp_path):
    with ScriptedServer(tmp_path) as server:
        agency = Agency(tmp_path / "office", config_text=QUIET + TO + by_mail(server))
        agency.run()
        agency.run(NOW - timedelta(days=2))
        send_digest(agency.config, NOW, NOW)
        blocked = parsed(server.letters[-1])
        for kind in ("plain", "html"):
            assert "Nothing is mailed" in body(blocked, kind)
            assert "go-on" in body(blocked, kind)
        agency.run(NOW + timedelta(minutes=15))
        send_digest(agency.config, NOW + WEEK, NOW + WEEK)
        assert "Nothing is mailed" not in body(parsed(server.letters[-1]))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Bell: reminder 2, about invoice 1, was the last one", "it was the last reminder")),
        ("ru", ("Bell: напоминание 2, о счёте № 1, было последним", "это было последнее напоминание")),
    ],
)  # fmt: skip
def test_the_last_reminder_is_told_to_the_manager(tmp_path, language, said):
    with ScriptedServer(tmp_path) as server:
        twice = QUIET.replace("settle", "remind_times = 2\nsettle").replace(
            "timezone", f"language = '{language}'\ntimezone"
        )
        agency = Agency(tmp_path / "office", config_text=twice + TO + by_mail(server))
        for week in range(4):
            agency.run(NOW + week * WEEK)
            send_digest(agency.config, NOW + week * WEEK, NOW + week * WEEK)
            told = body(parsed(server.letters[-1]))
            assert (said[0] in told) == (week == 2)  # once, in the digest after it went
            grid = agency.grid()
            for tab in ("Notices", "Summary") if language == "en" else ("Уведомления", "Сводка"):
                cells = [str(cell) for row in grid[tab] for cell in row]
                assert any(said[1] in each for each in cells) == (week >= 2)
