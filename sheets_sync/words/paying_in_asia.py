"""What payers and banks write in the languages of Asia, which we do not speak: see
``Typed.purposes``."""

from collections.abc import Mapping
from typing import Final

PAYING_IN_ASIA: Final[Mapping[str, dict[str, str]]] = {
    "kk": {
        "refunded": "қайтару*|қайтарыл*|қайтарым*|қате аударыл*|қарыз*|несие*",
        "firm": "жшс|тоо|жауапкершілігі шектеулі серіктестік|акционерлік қоғам"
        "|товарищество с ограниченной ответственностью",
    },
    "ky": {
        "refunded": "кайтаруу*|кайтарыл*|карыз*|насыя*",
        "firm": "осоо|жчк|жоопкерчилиги чектелген коом",
    },
    "mn": {
        "refunded": "буцаалт*|буцаан*|зээл*",
        "firm": "ххк",
    },
    "uz": {
        "refunded": "qaytar*|қайтар*|qarz|қарз|xato o'tkazilgan",
        "firm": "mchj|мчж|масъулияти чекланган жамият",
    },
    "tr": {
        "returned": "iptal",
        "refunded": "iade*|geri ödeme*|geri gönder*|yanlış havale|hatalı*|borç ödeme*",
        "firm": "a.ş|ltd. şti|limited şirketi|anonim şirketi|tic. ltd. şti"
        "|san. ve tic. ltd. şti|san. ve tic. a.ş|ltd sti",
    },
    "az": {
        "refunded": "qaytar*|geri ödəniş|səhvən|borc",
        "firm": "mmc|asc|qsc",
    },
    "ka": {
        "refunded": "დაბრუნებ*|უკან დაბრუნ*|სესხი*|შეცდომით",
        "firm": "შპს|სს|ი/მ",
    },
    "hy": {
        "refunded": "վերադարձ*|փոխառություն*|սխալմամբ",
        "firm": "սպը|փբը|աձ",
    },
    "he": {
        "refunded": "החזר*|זיכוי|הלוואה",
        "firm": 'בע"מ',
    },
    "ar": {
        "refunded": "استرداد|إرجاع|استرجاع|قرض",
        "firm": "ذ.م.م|ش.م.م",
    },
    "fa": {
        "refunded": "استرداد|بازگشت وجه|وام",
    },
    "zh": {
        "refunded": "*退款*|*退回*|*退还*|*借款*|*贷款*",
    },
    "ja": {
        "refunded": "*返金*|*返済*|*払戻*|*払い戻し*|*組戻*|*借入*|*貸付*",
    },
    "ko": {
        "refunded": "*환불*|*반환*|*상환*|*대출*|*오입금*",
    },
    "vi": {
        "refunded": "hoàn tiền|hoàn trả|trả lại|chuyển nhầm|khoản vay",
        "firm": "công ty tnhh|tnhh|công ty cổ phần",
    },
    "id": {
        "refunded": "pengembalian*|dikembalikan|salah transfer|pinjaman*",
        "firm": "tbk",
    },
}  # fmt: skip
"""By the code of a language."""
