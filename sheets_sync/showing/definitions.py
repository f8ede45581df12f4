"""What the words of Summary mean, beside its table, in the workbook's language (design §7, §9)."""

from typing import Final

from sheets_sync.billing.terms import Terms
from sheets_sync.words.speaking import Words

DEFINED: Final = (
    "flag.OVER",
    "flag.EMPTY",
    "flag.LOW",
    "flag.OK",
    "summary.balance",
    "summary.since",
    "summary.days_left",
    "summary.unpaid",
    "summary.index",
    "summary.range",
    "summary.effective",
    "summary.verdict",
    "summary.coverage",
    "summary.advice",
    "summary.yield",
    "summary.margin",
    "summary.money_share",
    "summary.given_hours",
    "summary.hours_change",
    "summary.quotes",
    "summary.off_channel",
    "summary.unbilled",
    "totals.check",
)
"""The words that are explained, by key; the meaning of each is ``meaning.<key>``."""


def definitions(terms: Terms, words: Words) -> list[list[str]]:
    """The header, then a word and its meaning a row."""
    low_days = terms.low_days
    values = {
        "window": terms.window,
        "heavy": terms.heavy,
        "extreme": terms.extreme,
        "by_days": words.say("meaning.by_days", low_days=low_days) if low_days else "",
    }
    head = [words.say("summary.word"), words.say("summary.meaning")]
    return [head] + [[words.say(key), words.say(f"meaning.{key}", **values)] for key in DEFINED]
