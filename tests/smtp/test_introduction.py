"""The name that we go by, and blind copies to an archive (§17)."""

from datetime import timedelta

import pytest

from sheets_sync.notices.ledger.notice import State
from tests.notices.cases import MORNING, TODAY, Office, books, client
from tests.smtp.client import ONE, TWO, sent, transport
from tests.smtp.server import ScriptedServer

ARCHIVE = "archive@nord.example"
LATER = MORNING + timedelta(minutes=6)


def low(*emails):
    who = client(emails=emails or ("boss@romashka.example",))
    return books([who], [(TODAY - 9, 0, 300_000)], [(TODAY - 5, 0, "Design", 100_000)])


@pytest.mark.parametrize(
    ("name", "said"), [("", "EHLO [127.0.0.1]"), ("mail.nord.example", "EHLO mail.nord.example")]
)
def test_we_go_by_our_address_or_by_the_name_we_were_given(tmp_path, name, said):
    with ScriptedServer(tmp_path) as server:
        assert sent(server, ONE, ehlo=name) == ["accepted"]
        assert server.log[0] == said


def office_of(tmp_path, server):
    return Office(tmp_path / "office", transport=transport(server, archive=ARCHIVE))


def test_the_archive_gets_a_copy_and_no_letter_names_it(tmp_path):
    with ScriptedServer(tmp_path) as server:
        office = office_of(tmp_path, server)
        (notice,) = office.run(low())
        (letter,) = server.letters
        assert letter["to"] == ["boss@romashka.example", ARCHIVE]
        assert ARCHIVE not in letter["data"]
        assert (notice.state, notice.reason) == (State.SENT, "")
        office.close()


def test_a_letter_that_nobody_takes_goes_to_no_archive(tmp_path):
    script = {"rcpt boss@romashka.example": "550 5.1.1 no such user"}
    with ScriptedServer(tmp_path, script) as server:
        office = office_of(tmp_path, server)
        (notice,) = office.run(low())
        assert (notice.state, server.letters) == (State.REFUSED, [])
        office.close()


def test_the_archive_gets_one_copy_though_a_client_gets_theirs_later(tmp_path):
    script = {f"rcpt {TWO[1]}": ["450 greylisted"]}
    with ScriptedServer(tmp_path, script) as server:
        office = office_of(tmp_path, server)
        office.run(low(*TWO))
        (notice,) = office.run(low(*TWO), LATER)
        assert notice.state == State.SENT
        assert [each["to"] for each in server.letters] == [[TWO[0], ARCHIVE], [TWO[1]]]
        office.close()


def test_an_archive_that_refuses_keeps_no_letter_back_and_is_told(tmp_path):
    with ScriptedServer(tmp_path, {f"rcpt {ARCHIVE}": "550 5.1.1 no such archive"}) as server:
        office = office_of(tmp_path, server)
        (notice,) = office.run(low())
        assert notice.state == State.SENT
        assert notice.reason == f"{ARCHIVE}: 550 5.1.1 no such archive"
        assert len(server.letters) == 1
        office.close()
