"""On a year of a real consultancy, too, prices that are tried are prices that are entered (§18)."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from sheets_sync.use_cases.drafts.trying_out import Question
from sheets_sync.use_cases.shared.office import view_office
from sheets_sync.use_cases.simulation import simulation_of
from sheets_sync.views import simulation_view
from sheets_sync.views.simulated import Simulated
from sheets_sync.words.speaking import words_of
from tests.sync.agency import Agency
from tests.sync.test_tock import CONFIG, ENGLISH, LAST, TOCK, sheets, typed

pytestmark = pytest.mark.skipif(not TOCK.is_dir(), reason="the tock data are not beside the repo")
NOW = datetime(LAST.year, LAST.month, LAST.day, 12, tzinfo=UTC)


def test_tried_is_entered_on_tock(tmp_path):
    made = sheets(ENGLISH, typed)
    headers, first = made["Prices"][0], made["Prices"][1]
    at = {header: headers.index(header) for header in headers}
    whose, what = (made["Log"][0].index(header) for header in ("Client", "Service"))
    client, _ = Counter(row[whose] for row in made["Log"][1:]).most_common(1)[0]
    services = sorted({row[what] for row in made["Log"][1:] if row[whose] == client})
    drafts = []
    for number, service in enumerate(services[:5]):
        row = list(first)
        row[at["Client"]], row[at["Service"]], row[at["Price"]] = client, service, 777.77 + number
        row[at["Valid from"]] = LAST - timedelta(days=60 * number + 90)
        drafts.append(row)
    tried = Agency(
        tmp_path / "a",
        {**made, "Drafts": [headers, *drafts]},
        CONFIG.format(language="en"),
        furnished=False,
    )
    both = {**made, "Prices": [*made["Prices"], *drafts]}
    entered = Agency(tmp_path / "b", both, CONFIG.format(language="en"), furnished=False)
    simulated = simulation_of(tried.config, Question(client), NOW, lambda _: None)
    told = simulation_view.as_json(Simulated(simulated, words_of("en")), "xlsx")
    (theirs,) = (each for each in entered.report(LAST)["clients"] if each["client"] == client)
    assert {key: told["drafted"][key] for key in theirs} == theirs
    assert told["drafted"]["charged"] != told["now"]["charged"]
    entered.run(NOW, no_mail=True)
    with view_office(entered.config, NOW) as office:
        planned = [each for each in office.desk.notices() if each.name == client and each.live]
    assert [story(each) for each in simulated.drafted.next_run] == [story(each) for each in planned]
    assert planned
    assert simulated.drafted.letters != simulated.now.letters


def story(notice):
    return notice.kind, notice.level, notice.balance, notice.asked, notice.state, notice.reason
