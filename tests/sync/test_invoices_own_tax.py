"""A paper about an invoice has the tax that the invoice was made with, whatever is set since (§17)."""

import email
import email.policy
from datetime import timedelta

import pytest

from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.invoicing import ask_for_invoice, withdraw_invoice
from tests.notices.paper.cases import needs_pdftotext, text_of
from tests.sync.agency import NOW, SHEETS, Agency, day
from tests.sync.lived import lived
from tests.sync.test_publishing import pages

DAY = timedelta(days=1)
CONFIG = """
[notices]
settle = "0m"
remind_every = 7
[workbook]
timezone = "UTC"
[publish]
folder = "www"
[mail]
seller = "{seller}"
[invoice]
{tax}
[accounts.RUB]
payee = "Romashka LLC"
inn = "7707083893"
account = "40702810200000000001"
bank = "A bank"
bic = "044525225"
corr_account = "30101810400000000225"
{here}
"""
TWENTY = {"seller": "5 Harbour Street", "tax": "vat_rate = '20'", "here": ""}
RISEN = {"seller": "9 Hill Road", "tax": "vat_rate = '22'", "here": ""}
HERE = {"seller": "9 Hill Road", "tax": "vat_rate = '22'", "here": "vat_rate = '7'"}
EXEMPT = {"seller": "9 Hill Road", "tax": "vat = 'VAT exempt'", "here": ""}
NONE = {"seller": "9 Hill Road", "tax": "", "here": ""}


def configured(agency, terms):
    agency.config_text = CONFIG.format(**terms)
    (agency.folder / "config.toml").write_text(agency.config_text, encoding="utf-8")


@pytest.fixture
def agency(tmp_path):
    """Acme is asked for 2,000 by an invoice with 20 %."""
    return lived(tmp_path / "office", (begun,))


def begun(folder):
    sheets = {
        **SHEETS,
        "Clients": [SHEETS["Clients"][0], ["Acme", "a@example.com", None, 1000, None]],
        "Payments": [SHEETS["Payments"][0], [day(0), "Acme", 500, None]],
        "Log": [SHEETS["Log"][0]],
    }
    made = Agency(folder, sheets, CONFIG.format(**TWENTY))
    made.run()
    assert len(made.letters()) == 1
    return made


def paper(agency, tmp_path):
    """The text of the last letter's paper, and of the letter."""
    data = (agency.folder / "outbox" / agency.letters()[-1]).read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    (pdf,) = (part.get_content() for part in message.iter_attachments())
    return text_of(pdf, tmp_path), message.get_body(("plain",)).get_content()


def invoices(agency):
    with view_state(agency.config) as store:
        assert store.faults() == []
        return [*store.outbox().ledger().issued.values()]


@needs_pdftotext
@pytest.mark.parametrize("since", [RISEN, HERE, EXEMPT, NONE])
def test_a_reminder_has_the_tax_of_its_invoice_and_the_seller_of_today(agency, tmp_path, since):
    configured(agency, since)
    agency.run(NOW + 7 * DAY)
    drawn, mail = paper(agency, tmp_path)
    assert "of it VAT 20%: RUB 333.33" in drawn
    assert "Incl. VAT 20% 333.33 RUB" in mail
    assert "9 Hill Road" in drawn
    page = (pages(agency)["acme"] / "index.html").read_text(encoding="utf-8")
    assert "Incl. VAT 20% 333.33 RUB" in page


@needs_pdftotext
@pytest.mark.parametrize("since", [RISEN, HERE, EXEMPT, NONE])
def test_a_credit_note_takes_back_the_tax_that_its_invoice_had(agency, tmp_path, since):
    configured(agency, since)
    withdraw_invoice(agency.config, "1", NOW + DAY, lambda _: None)
    agency.run(NOW + DAY)
    drawn, _ = paper(agency, tmp_path)
    assert "Credit note No. 2" in drawn
    assert "of it VAT 20%: −RUB 333.33" in drawn
    assert [(each.vat_rate, each.vat) for each in invoices(agency)] == [("20", ""), ("20", "")]


@needs_pdftotext
def test_an_invoice_that_takes_its_place_has_the_tax_of_today(agency, tmp_path):
    configured(agency, HERE)
    ask_for_invoice(agency.config, "Acme", "10700", NOW + DAY, lambda _: None)
    agency.run(NOW + DAY)
    assert "of it VAT 7%: RUB 700.00" in paper(agency, tmp_path)[0]
    assert [each.vat_rate for each in invoices(agency)] == ["20", "7"]


@needs_pdftotext
def test_an_exempt_invoice_stays_so_when_tax_begins(agency, tmp_path):
    configured(agency, EXEMPT)
    ask_for_invoice(agency.config, "Acme", "9000", NOW + DAY, lambda _: None)
    agency.run(NOW + DAY)
    configured(agency, HERE)
    withdraw_invoice(agency.config, "2", NOW + 2 * DAY, lambda _: None)
    agency.run(NOW + 2 * DAY)
    drawn, _ = paper(agency, tmp_path)
    assert "VAT exempt" in drawn
    assert "VAT 7" not in drawn
