"""Letters that our font lacks, and scripts that join or run from the right (design §17)."""

from dataclasses import replace
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from sheets_sync.notices.paper.credit_note import CreditPaper, draw_credit_note
from sheets_sync.notices.paper.invoice import draw_invoice
from sheets_sync.notices.paper.own_look import OwnLook
from sheets_sync.notices.paper.scripts import needs_shaping
from sheets_sync.notices.paper.statement import draw_statement
from sheets_sync.notices.paper.undrawable import PaperError, cannot_text
from sheets_sync.words.speaking import words_of
from tests.notices.paper.cases import (
    DAY,
    ISSUER,
    LINES,
    invoice,
    needs_pdftotext,
    statement,
    text_of,
)

JAPANESE, ARABIC, HEBREW, PARTY = "株式会社", "شركة الفجر للتجارة", "חברה", "🎉"
joined = pytest.mark.skipif(find_spec("uharfbuzz") is None, reason="uharfbuzz is not here")


def credit_note(buyer):
    values = (ISSUER, words_of("ru"), "13", DAY, "12", DAY, "RUB", 100, buyer, "", "")
    return CreditPaper(*values)


PAPERS = (
    ("buyer", lambda text: draw_invoice(invoice(buyer=text))),
    ("details", lambda text: draw_invoice(invoice(buyer_details=f"ИНН 1\n{text}"))),
    ("contract", lambda text: draw_invoice(invoice(contract=text))),
    ("service", lambda text: draw_invoice(invoice(lines=(replace(LINES[1], text=text),)))),
    ("unit", lambda text: draw_invoice(invoice(lines=(replace(LINES[1], unit=text),)))),
    ("seller", lambda text: draw_invoice(invoice(issuer=replace(ISSUER, details=text)))),
    ("signature", lambda text: draw_invoice(invoice(issuer=replace(ISSUER, signature=text)))),
    ("credit note", lambda text: draw_credit_note(credit_note(text))),
    ("statement", lambda text: draw_statement(statement(client=text))),
)
papers = pytest.mark.parametrize(
    "draw", [each for _, each in PAPERS], ids=[name for name, _ in PAPERS]
)


@papers
def test_a_sign_that_no_font_has_stops_the_paper_and_is_named(draw):
    sign = PARTY
    with pytest.raises(PaperError, match=rf"Our font has no “{sign}”.*letters\.fonts"):
        draw(f"Ромашка {sign}")


def font_of(letters, path):
    """A font with a square for each of ``letters``."""
    pen = TTGlyphPen(None)
    for at, point in enumerate([(100, 0), (900, 0), (900, 800), (100, 800)]):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    names = [".notdef", *(f"g{ord(each):X}" for each in letters)]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(names)
    made.setupCharacterMap({ord(each): f"g{ord(each):X}" for each in letters})
    made.setupGlyf(dict.fromkeys(names, pen.glyph()))
    made.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    made.setupHorizontalHeader(ascent=900, descent=-100)
    made.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    made.setupOS2(sTypoAscender=900, usWinAscent=900, usWinDescent=100)
    made.setupPost()
    made.save(path)
    return path


@needs_pdftotext
def test_a_font_of_ones_own_draws_what_ours_lacks_and_no_font_is_loaded_in_vain(tmp_path):
    first = font_of(PARTY, tmp_path / "emoji.ttf")
    second = font_of(JAPANESE, tmp_path / "cjk.ttf")
    issuer = replace(ISSUER, look=OwnLook(fonts=(first, second)))
    drawn = draw_invoice(invoice(issuer=issuer, buyer=f"{JAPANESE} {PARTY}"))
    assert f"{JAPANESE} {PARTY}" in text_of(drawn, tmp_path)
    assert draw_invoice(invoice(issuer=issuer)) == draw_invoice(invoice())
    with pytest.raises(PaperError, match="“한”"):
        draw_invoice(invoice(issuer=issuer, buyer="한"))


@needs_pdftotext
def test_what_follows_a_text_in_a_font_of_ones_own_is_in_ours_again(tmp_path):
    look = OwnLook(fonts=(font_of(JAPANESE, tmp_path / "cjk.ttf"),))
    issuer = replace(ISSUER, look=look, details=f"{JAPANESE}\nИНН 1234567890")
    service = " ".join(["Баннер", JAPANESE * 3, "и вёрстка", JAPANESE] * 3)
    lines = (replace(LINES[1], text=service), replace(LINES[1], text="Правки 77"))
    drawn = draw_invoice(
        invoice(issuer=issuer, buyer_details=f"{JAPANESE}\nИНН 7812000000", lines=lines)
    )
    text = text_of(drawn, tmp_path)
    for words in ("ИНН 1234567890", "ИНН 7812000000", "Договор 7/26", "Правки 77", "60 823,04"):
        assert words in text
    assert text.count("вёрстка") == 3


@joined
@needs_pdftotext
def test_what_stands_beside_joined_letters_reads_as_ever(tmp_path):
    plain = text_of(draw_invoice(invoice(buyer="Ромашка")), tmp_path)
    shaped = text_of(draw_invoice(invoice(buyer=HEBREW)), tmp_path)
    # pdftotext marks what runs from the right.
    shaped = shaped.replace("\u202b", "").replace("\u202c", "").replace(HEBREW, "Ромашка")
    assert sorted(shaped.split()) == sorted(plain.split())


@pytest.mark.parametrize("fault", ["absent", "folder", "text"])
def test_a_font_that_is_none_stops_the_paper_that_needs_it_and_no_other(tmp_path, fault):
    path = tmp_path / "font.ttf"
    if fault == "folder":
        path.mkdir()
    if fault == "text":
        path.write_text("no font", encoding="utf-8")
    issuer = replace(ISSUER, look=OwnLook(fonts=(path,)))
    assert draw_invoice(invoice(issuer=issuer))
    with pytest.raises(PaperError, match=r"font\.ttf, named in letters\.fonts"):
        draw_invoice(invoice(issuer=issuer, buyer=JAPANESE))


@pytest.mark.parametrize("text", [ARABIC, HEBREW, "हिन्दी"])
def test_without_harfbuzz_what_joins_stops_the_paper(text, monkeypatch):
    monkeypatch.setattr("sheets_sync.notices.paper.scripts.find_spec", lambda _: None)
    with pytest.raises(PaperError, match=r"no “|sheets-sync\[scripts\]"):
        draw_invoice(invoice(buyer=text))


@joined
@needs_pdftotext
@pytest.mark.parametrize("text", [ARABIC, HEBREW])
def test_what_runs_from_the_right_is_joined_and_stands_from_the_right(text, tmp_path):
    plain = draw_invoice(invoice())
    drawn = draw_invoice(invoice(buyer=text))
    assert draw_invoice(invoice()) == plain
    assert text_of(drawn, tmp_path).count(text) == 2


@pytest.mark.parametrize(
    "text",
    ["שלום 7/26", "חברה 12, договор", "(שלום) x", "7/26 שלום", "שלום 12 עולם", "شركة ١٢", "(שלום)"],
)
@joined
def test_what_two_readers_might_order_otherwise_is_held(text):
    with pytest.raises(PaperError, match="from the right and from the left"):
        needs_shaping(text)


@joined
@pytest.mark.parametrize("text", ["договор שלום", "Contract No. 12 שלום עולם", ARABIC, "हिन्दी 12"])
def test_what_is_certain_is_drawn(text):
    assert needs_shaping(text)


@pytest.mark.parametrize(
    "text", ["Ромашка 7/26", "Zoë e\u0301", "а\u0301", "ქართული", "Ωμέγα", "株", PARTY]
)
def test_what_needs_no_shaping_asks_for_none(text):
    assert not needs_shaping(text)


@needs_pdftotext
def test_letters_in_two_parts_are_put_together(tmp_path):
    drawn = draw_invoice(invoice(buyer="Мои\u0306 ча\u0438\u0306 ☎\ufe0f"))
    assert "Мой чай ☎" in text_of(drawn, tmp_path)


def test_why_is_kept_and_told_in_any_language():
    error = PaperError("no_letter", "株")
    assert cannot_text(error.kept, words_of("ru")).startswith("В нашем шрифте нет знака «株»")
    assert cannot_text("no reason of ours", words_of("ru")) == "no reason of ours"


def test_our_own_texts_need_no_other_font():
    files = resources.files("sheets_sync.notices.paper") / "fonts" / "DejaVuSans.ttf"
    assert Path(str(files)).exists()
