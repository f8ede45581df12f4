"""What the tab Bank and `sync bank check` say, in English."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "bank.balances": "{first} – {last}: {opening} + {came} − {went} = {closing} {currency}",
    "bank.nothing": "No statement in it.",
    "bank.paying.number_and_payer": "invoice {labels}, payer known",
    "bank.paying.number_and_name": "invoice {labels}, payer called so",
    "bank.paying.number_and_amount": "invoice {labels}, its amount",
    "bank.paying.account": "payer's account",
    "bank.paying.tax_number": "payer's tax number",
    "bank.lot.matched": "Matched",
    "bank.lot.offered": "Offered, a person says whose it is",
    "bank.lot.possible_duplicate": "Held, a row of Payments is equal to it",
    "bank.lot.before_opening": "Held, the client's opening balance has it already",
    "bank.lot.chosen": "Chosen before, and remembered",
    "bank.lot.nobodys": "No client's money, as was said before",
    "bank.lot.faulty": "Held, its row has a finding",
    "bank.lot.returned": "Returned, a payment is undone",
    "bank.lot.elsewhere": "Held, another file has one like it of that day",
    "bank.lot.known": "Known already",
    "bank.lot.ignored": "Ignored, debits",
    "bank.lot.own": "Ignored, between your own accounts",
    "bank.perhaps": "perhaps {clients}",
    "bank.contested": "pays for several, perhaps {clients}",
    "bank.foreign": "{clients}, in another currency: - here, and the sum in theirs into Payments",
    "bank.nobody": "nobody known",
    "bank.as_before": "as it was matched before",
    "bank.remembered": "remembered: its row was gone, and its statement lies in the folder no more",
    "bank.taken_back": "taken back by the bank: a refund",
    "bank.lot.later": "Later, its day is still to come",
    "bank.elsewhere": "another statement has one like it: - where it is the same",
    "bank.state.counted": "counted",
    "bank.state.chosen": "counted, as chosen",
    "bank.state.waiting": "▲ waits: choose the client",
    "bank.state.nobodys": "no client's money",
    "bank.state.duplicate": "▲ held, {place} is equal to it: the client where both came, - where it is one",
    "bank.state.in_opening": "in the client's opening balance already",
    "bank.state.faulty": "✖ held, see Findings",
    "bank.state.later": "its day is still to come",
    "bank.money_waiting": {
        "one": "{count} payment in Bank waits for a choice: {sums}.",
        "other": "{count} payments in Bank wait for a choice: {sums}.",
    },
    "bank.more": "… and {count} more: {option} shows them",
}
