"""A client is nobody's "he": in English they, in Russian клиент (design §2)."""

import re

import pytest

from sheets_sync.words.speaking import words_of

PRONOUNS = {
    "en": re.compile(r"\b(he|him|his|she|hers?)\b", re.IGNORECASE),
    "ru": re.compile(r"\b(он|его|ему|него|нему)\b", re.IGNORECASE),
}
ABOUT_CLIENTS = ("case.", "reason.", "meaning.", "explained.", "simulated.", "advice.", "labour.")


@pytest.mark.parametrize("language", PRONOUNS)
def test_what_is_said_of_a_client_calls_them_so(language):
    texts = words_of(language).language.texts
    about = {key: text for key, text in texts.items() if key.startswith(ABOUT_CLIENTS)}
    assert len(about) > 100
    assert [key for key, text in about.items() if PRONOUNS[language].search(str(text))] == []


@pytest.mark.parametrize(
    ("language", "said"), [("en", "they owe us 5.00 RUB"), ("ru", "клиент должен нам 5,00 RUB")]
)
def test_a_reason_is_a_sentence_about_the_client(language, said):
    words = words_of(language)
    assert words.say("reason.IN_DEBT", amount=words.amount(500, "RUB"), currency="RUB") == said
    reasons = [text for key, text in words.language.texts.items() if key.startswith("reason.")]
    subject = {"en": re.compile(r"\b(they|their|them)\b"), "ru": re.compile("клиент|причин")}
    assert [text for text in reasons if not subject[language].search(str(text))] == []
