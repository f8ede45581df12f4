"""A contract that staff call one is not called so twice: "договор Договор № 5"."""

import pytest

from tests.reading.sheets import decoded, snapshot

SAID = {
    "Договор № 5 от 01.02.2026": "№ 5 от 01.02.2026",
    "договор №5": "№5",
    "ДОГОВОР: 7/26": "7/26",
    "дог. 5": "5",
    "По договору подряда 5": "подряда 5",
    "Dogovor No 5": "No 5",
    "Contract contract C-1": "C-1",
    "Договор": "",
    "Договор-оферта": "Договор-оферта",
    "Contractor agreement 5": "Contractor agreement 5",
    "Agreement No. 2026/17 of 1 March": "No. 2026/17 of 1 March",
    "Agreements 5": "Agreements 5",
    "№ 5": "№ 5",
}


@pytest.mark.parametrize(("typed", "contract"), SAID.items())
def test_the_word_for_it_is_ours_to_say(typed, contract):
    """Found: a purpose "..., договор Договор № 5", in letter, paper and code."""
    row = ["Acme", "a@x.example", *[None] * 8, typed]
    (client,) = decoded(snapshot(Clients=[row])).book.clients
    assert client.contract == contract
