"""Что говорят лист «Банк» и `sync bank check`, по-русски."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "bank.balances": "{first} – {last}: {opening} + {came} − {went} = {closing} {currency}",
    "bank.nothing": "Выписки в нём нет.",
    "bank.paying.number_and_payer": "счёт {labels}, плательщик известен",
    "bank.paying.number_and_name": "счёт {labels}, плательщик так называется",
    "bank.paying.number_and_amount": "счёт {labels}, сумма сходится",
    "bank.paying.account": "по расчётному счёту плательщика",
    "bank.paying.tax_number": "по ИНН плательщика",
    "bank.lot.matched": "Узнано",
    "bank.lot.offered": "На выбор, чей платёж, решает человек",
    "bank.lot.possible_duplicate": "Придержано, такой платёж уже есть в Платежах",
    "bank.lot.before_opening": "Придержано, уже входит в начальный остаток клиента",
    "bank.lot.chosen": "Выбрано раньше и помнится",
    "bank.lot.nobodys": "Не деньги клиента, как и было сказано",
    "bank.lot.faulty": "Задержано: в строке замечание",
    "bank.lot.returned": "Возвращено, платёж отменён",
    "bank.lot.elsewhere": "Придержано, такой же платёж этого дня есть в другом файле",
    "bank.lot.known": "Уже известно",
    "bank.lot.ignored": "Не учитывается, списания",
    "bank.lot.own": "Не учитывается, между своими счетами",
    "bank.perhaps": "возможно, {clients}",
    "bank.contested": "платит за нескольких, возможно, {clients}",
    "bank.nobody": "никто не подходит",
    "bank.as_before": "как было сопоставлено раньше",
    "bank.remembered": "по памяти: строку удалили, а её выписки в папке больше нет",
    "bank.taken_back": "банк забрал обратно: это возврат",
    "bank.lot.later": "Позже, его день ещё не наступил",
    "bank.elsewhere": "такой же есть в другой выписке: если это он, поставьте -",
    "bank.state.counted": "учтён",
    "bank.state.chosen": "учтён, как выбрано",
    "bank.state.waiting": "▲ ждёт: выберите клиента",
    "bank.state.nobodys": "не от клиента",
    "bank.state.duplicate": "▲ придержан, такой же есть в {place}: клиент, если пришли оба, или -, если это он",
    "bank.state.in_opening": "уже в начальном остатке клиента",
    "bank.state.faulty": "✖ придержан, см. Замечания",
    "bank.state.later": "его день ещё не наступил",
    "bank.money_waiting": {
        "one": "В листе «Банк» ждёт выбора {count} платёж: {sums}.",
        "few": "В листе «Банк» ждут выбора {count} платежа: {sums}.",
        "many": "В листе «Банк» ждут выбора {count} платежей: {sums}.",
    },
    "bank.more": "… и ещё {count}: все покажет {option}",
}
