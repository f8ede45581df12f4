"""A refusal told with the cure that helps, wherever people read of it: tab, terminal, digest."""

import email
import email.policy
import html
from datetime import UTC, datetime, timedelta

import pytest

from sheets_sync.notices.ledger.verdicts import Blame
from sheets_sync.use_cases.digest import send_digest
from tests.cli.mailing import listed, smtp
from tests.smtp.server import ScriptedServer

CURES = [
    ({"rcpt": "550 5.1.1 no such user"}, "mend the client's Email, or tick Send"),
    ({"rcpt": "552 5.2.2 full"}, "the mailbox is full or shut: tell the client another way, then tick Send"),
    ({"unseen": "552 5.3.4 message too big"}, "the letter is too large for a mail server on its way"),
    ({"unseen": "550 5.7.1 spam"}, "the address is not to blame, the server does not want the letter"),
]  # fmt: skip


@pytest.mark.parametrize(("script", "cure"), CURES)
def test_tab_terminal_and_digest_tell_the_cure_that_helps(tmp_path, office, ask, script, cure):
    once = {phase: [answer] for phase, answer in script.items()}
    with ScriptedServer(tmp_path, once) as server:
        agency = office(smtp(server) + "[schedule]\ndigest_to = ['boss@example.com']\n")
        _, out, _ = ask("now")
        assert cure in out.decode()
        (tab,) = (row[9] for row in agency.grid()["Notices"][1:])
        assert cure in tab
        (line,) = listed(ask)
        assert line["answers"][0]["blame"] in list(map(str, Blame))
        assert cure in " ".join(ask("notices", "list")[1].decode().split())
        now = datetime.now(UTC)
        assert send_digest(agency.config, now, now) == "1 sent"
        digest = email.message_from_string(server.letters[-1]["data"], policy=email.policy.default)
        for kind in ("plain", "html"):
            text = html.unescape(digest.get_body((kind,)).get_content())
            assert f"Acme: {tab}" in " ".join(text.split())


def test_what_is_given_up_keeps_whose_fault_it_was(tmp_path, office, ask):
    with ScriptedServer(tmp_path, {"unseen": "451 4.7.1 not today"}) as server:
        agency = office(smtp(server, more="give_up_after = '1m'\n"))
        ask("now")
        agency.run(datetime.now(UTC) + timedelta(days=1))
        (line,) = listed(ask)
        assert (line["state"], line["answers"][0]["blame"]) == ("refused", "letter")
        assert "given up" in line["reason"]
