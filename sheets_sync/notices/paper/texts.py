"""The words of invoices and statements, in English and Russian."""

from collections.abc import Mapping
from functools import cache
from typing import Final

_TEXTS: Final = {
    "invoice": ("Invoice No. {number}", "Счёт на оплату № {number}"),
    "dated": ("of {day}", "от {day}"),
    "due": ("please pay by {day}", "оплатить до {day}"),
    "seller": ("From", "Поставщик"),
    "buyer": ("To", "Покупатель"),
    "contract": ("Contract", "Договор"),
    "contract_in_purpose": ("contract", "договор"),
    "payee": ("Payee", "Получатель"),
    "inn": ("Tax number (INN)", "ИНН"),
    "kpp": ("KPP", "КПП"),
    "account": ("Account", "Расчётный счёт"),
    "iban": ("IBAN", "IBAN"),
    "bank": ("Bank", "Банк"),
    "bic": ("BIK of the bank", "БИК"),
    "swift": ("BIC (SWIFT)", "BIC (SWIFT)"),
    "corr_account": ("Correspondent account", "Корр. счёт"),
    "purpose_label": ("Purpose", "Назначение"),
    "purpose": (
        "Account top-up, invoice No. {number} of {day}",
        "Пополнение лицевого счёта по счёту № {number} от {day}",
    ),
    "scan": ("Scan in your banking app to pay", "Отсканируйте в приложении банка, чтобы оплатить"),
    "place": ("No.", "№"),
    "item": ("Advance payment to the personal account", "Аванс на лицевой счёт за услуги"),
    "what": ("Item", "Наименование"),
    "amount": ("Amount", "Сумма"),
    "total": ("Total", "Итого"),
    "paid": ("Received towards it", "Из них поступило"),
    "to_pay": ("To pay", "К оплате"),
    "vat": ("of it VAT {rate}%: {amount}", "В том числе НДС {rate} %: {amount}"),
    "signature": ("Signature", "Подпись"),
    "postings": ("Latest postings on the account", "Последние операции по лицевому счёту"),
    "balance_on": ("balance on {day}: {balance}", "остаток на {day}: {balance}"),
    "date": ("Date", "Дата"),
    "service": ("What for", "За что"),
    "balance": ("Balance", "Остаток"),
    "page": ("Page {page} of {pages}", "Страница {page} из {pages}"),
    "statement": ("Account statement", "Выписка по лицевому счёту"),
    "period": ("{first} to {last}", "{first} – {last}"),
    "up_to": ("up to {last}", "по {last}"),
    "opening": ("Balance at the start", "Остаток на начало"),
    "closing": ("Balance at the end", "Остаток на конец"),
    "money_in": ("Money in", "Поступило"),
    "charged": ("Charged", "Списано"),
    "order": ("Order", "Заказ"),
    "quantity": ("Quantity", "Кол-во"),
    "price": ("Price", "Цена"),
    "nothing": ("No postings in this period.", "За этот период операций нет."),
}

KINDS: Final = {
    "en": {
        "payment": "Payment",
        "bonus": "Bonus",
        "refund": "Refund",
        "correction": "Correction",
        "opening": "Opening balance",
    },
    "ru": {
        "payment": "Платёж",
        "bonus": "Бонус",
        "refund": "Возврат",
        "correction": "Корректировка",
        "opening": "Начальный остаток",
    },
}
"""Kinds of payment, by language."""


@cache
def texts(language: str) -> Mapping[str, str]:
    """The words of a language, by key."""
    return {key: pair[language == "ru"] for key, pair in _TEXTS.items()}
