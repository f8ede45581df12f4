"""`sync notices test`, and what doctor says of letters before the first one goes (§17)."""

import email
import email.policy

import pytest

from tests.bounces.imap_server import ImapServer
from tests.cli.mailing import SETTLED, listed, smtp
from tests.smtp.server import PASSWORD, USER, ScriptedServer

TO = "me@nord.example"
SENDER = "from = 'Студия <billing@nord.example>'\nreply_to = 'anna@nord.example'\nseller = 'ООО «Норд»'\n"


def test_a_test_letter_goes_by_the_way_that_letters_go_and_counts_for_nothing(
    tmp_path, office, ask
):
    with ScriptedServer(tmp_path, security="tls", login=True) as server:
        office(smtp(server, security="tls", more=SENDER + "archive = 'archive@nord.example'\n"))
        code, out, _ = ask("notices", "test", TO)
        assert code == 0
        assert "was taken, and a copy by archive@nord.example: 250" in " ".join(
            out.decode().split()
        )
        (kept,) = server.letters
        message = email.message_from_string(kept["data"], policy=email.policy.default)
        assert kept["to"] == [TO, "archive@nord.example"]
        assert (message["From"], message["To"]) == ("Студия <billing@nord.example>", TO)
        assert message["Subject"] == "Test letter of Студия"
        for said in ("asks for nothing", "anna@nord.example", "ООО «Норд»"):
            assert said in message.get_content()
        assert listed(ask, "--all") == []


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ({"rcpt": "550 5.1.1 no such user"}, "was not taken (refused): 550 5.1.1 no such user"),
        (
            {"mail": "550 5.7.30 Basic authentication is not supported"},
            "lets billing@nord.example send nothing: 550 5.7.30",
        ),
        ({"seen": "drop"}, "was not taken (uncertain)"),
    ],
)
def test_a_test_letter_that_is_not_taken_is_told_with_exit_4(tmp_path, office, ask, script, said):
    with ScriptedServer(tmp_path, script) as server:
        office(smtp(server, more=SENDER))
        code, _, err = ask("notices", "test", TO)
        assert code == 4
        assert said in " ".join(err.split())


def test_into_the_folder_it_is_written_and_said_to_be_mailed_to_nobody(office, ask):
    agency = office("")
    code, out, _ = ask("notices", "test", TO)
    assert (code, "nobody was mailed" in out.decode()) == (0, True)
    (name,) = agency.letters()
    assert name.startswith("test-")
    assert ask("notices", "test", "nobody")[0] == 2


def doctor(ask):
    code, out, _ = ask("doctor")
    return code, " ".join(out.decode().split())


def test_doctor_minds_whose_letters_they_are_and_where_money_goes(tmp_path, office, ask):
    with ScriptedServer(tmp_path) as server:
        office(smtp(server, more="from = 'no-reply@agency.ru'\n"))
        code, told = doctor(ask)
        for said in (
            "letters come from no-reply@agency.ru", "answers go to no-reply@agency.ru, where nobody reads",
            "bear no details of yours", "letters ask for RUB and do not say where to pay it",
        ):  # fmt: skip
            assert said in told
        assert code == 0
        sound = "from = 'billing@agency.ru'\nreply_to = 'anna@agency.ru'\nseller = 'Agency'\n"
        (tmp_path / "office" / "config.toml").write_text(SETTLED + smtp(server, more=sound))
        _, told = doctor(ask)
        for said in (
            "✓ from letters come from billing@agency.ru",
            "✓ answers answers go to anna@",
            "✓ seller",
        ):
            assert said in told


def test_doctor_says_that_example_addresses_are_nobodys(tmp_path, office, ask):
    with ScriptedServer(tmp_path) as server:
        office(smtp(server))
        assert "billing@example.com, which is nobody's" in doctor(ask)[1]
    office("")
    assert "nobody's" not in doctor(ask)[1]


def test_doctor_looks_into_the_mailbox_of_bounces(tmp_path, office, ask):
    pytest.importorskip("imap_tools")
    (tmp_path / "password").write_text(PASSWORD)
    with ScriptedServer(tmp_path) as server, ImapServer(tmp_path) as box:
        more = (
            f"[mail.bounces]\nhost = 'localhost'\nport = {box.port}\nsecurity = 'none'\n"
            f"username = '{USER}'\npassword_file = '../password'\n"
        )
        office(smtp(server, more=more))
        code, told = doctor(ask)
        assert (code, f"lets us look into INBOX of {USER}" in told) == (0, True)
        box.mood = "refuse"
        code, told = doctor(ask)
        assert (code, "refuses the login" in told) == (12, True)
