"""The look that invoices and statements share: A4, one font, calm lines."""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import cached_property
from io import BytesIO
from typing import Any, Final, Self

from fontTools.ttLib import TTLibError
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.errors import FPDFException
from fpdf.fonts import TTFFont

from sheets_sync.billing.days import to_date
from sheets_sync.notices.cleaning import clean, clean_lines
from sheets_sync.notices.paper.link_target import link_target
from sheets_sync.notices.paper.own_files import check_font
from sheets_sync.notices.paper.own_look import PLAIN, OwnLook
from sheets_sync.notices.paper.qr_code import dark_runs
from sheets_sync.notices.paper.scripts import needs_shaping
from sheets_sync.notices.paper.typefaces import FAMILY, Light, add_typefaces
from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.words.speaking import Words

INK: Final = (31, 41, 51)
SOFT: Final = (95, 108, 123)
RULE: Final = (216, 220, 226)
TONE: Final = (29, 78, 121)
PAPER: Final = (246, 247, 249)
LEFT: Final = 20.0
WIDTH: Final = 170.0
_LOGO: Final = (55.0, 18.0)
_LABEL_WIDTH: Final = 40.0
_PAIR_GAP: Final = 0.8
_NO_FONT: Final = (OSError, ValueError, LookupError, AssertionError, FPDFException, TTLibError)
"""What reading a damaged font raises."""

_VARIATIONS: Final = range(0xFE00, 0xFE10)
"""Characters that choose the look of the one before, and have none of their own."""

_DIGITS: Final = 3
"""The most digits that the count of pages is given room for."""

_COUNT: Final = "\x01" * _DIGITS


class Page(FPDF):
    """Pages of one document. Lengths are millimetres; equal input makes equal bytes.

    ``day`` is the serial that the file calls its date, ``counted`` the words of the foot:
    "Page {page} of {pages}", ``link`` the address of the reader's account, which stands beside.
    Texts are drawn as ``fit`` gives them: it raises ``PaperError`` where they cannot stand there as
    they should.
    """

    def __init__(
        self, title: str, words: Words, day: int, look: OwnLook = PLAIN, link: str = ""
    ) -> None:
        super().__init__("P", "mm", "A4")
        self._words = words
        self._link = link
        self._called = clean(title)
        self._logo = look.logo
        self._spare_fonts = list(look.fonts)
        self._own_fonts: list[str] = []
        add_typefaces(self)
        self._glyphs = self._in_font(FAMILY)
        self.set_creation_date(datetime.combine(to_date(day), time(), UTC))
        self.set_title(self._called)
        self.set_lang(words.code)
        self.set_producer("sheets-sync")
        self.set_margins(LEFT, 18, LEFT)
        # Clients may be called {nb}: the stand-in for the count is one that no cell can hold.
        self.alias_nb_pages(_COUNT)
        self.set_auto_page_break(auto=True, margin=20)
        self.add_page()

    def __enter__(self) -> Self:
        """Pages that leave no file of a font open, drawn to their end or not."""
        return self

    def __exit__(self, *_: object) -> None:
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def drawn(self) -> bytes:
        """The document, once all is drawn."""
        return bytes(self.output(output_producer_class=Light))

    def header(self) -> None:
        """On further pages, what they belong to, in one line; called for each."""
        if self.page_no() == 1:
            return
        self.set_y(9)
        self.type(7.5, SOFT)
        self.cell(WIDTH, 4, self._shortened)
        self.set_y(self.t_margin)

    @cached_property
    def _shortened(self) -> str:
        """The title as it fits into one line of the font as it is set."""
        said = self.fit(self._called)
        while self.get_string_width(said) > WIDTH:
            said = f"{said[:-2].rstrip()}…"
        return said

    def footer(self) -> None:
        """The number of the page, and where the account is to be seen; called for each."""
        self.set_y(-14)
        self.type(7.5, SOFT)
        if self._link:
            self._account_link(WIDTH - 30)
        text = self._words.say("paper.page", page=self.page_no(), pages=_COUNT)
        # One digit ends at the right margin; further ones stand beyond it.
        beyond = self.get_string_width("0" * (_DIGITS - 1))
        self.cell(WIDTH + beyond, 4, text, align="R")

    def _account_link(self, width: float) -> None:
        """The words that lead there, and the address itself where there is room for it."""
        said = self._words.say("meter.link")
        whole = f"{said}: {self._link}"
        drawn = all(ord(each) in self._glyphs for each in whole)
        fits = drawn and self.get_string_width(whole) <= width
        self.cell(width, 4, whole if fits else said, link=link_target(self._link))
        self.set_x(LEFT)

    def fit(self, text: str) -> str:
        """``text`` on one line; a number stays beside its sign.

        Raises ``PaperError`` where no font at hand has one of its letters, or where its script
        cannot be set: a paper that somebody is to pay has no box in it.
        """
        shown = unicodedata.normalize("NFC", clean(text))
        shown = "".join(each for each in shown if ord(each) not in _VARIATIONS)
        for letter in shown:
            self._find(letter)
        if needs_shaping(shown):
            self.set_text_shaping(True)
        return shown.replace("№ ", "№\u00a0").replace("No. ", "No.\u00a0")

    def type(self, size: float, colour: tuple[int, int, int] = INK, *, bold: bool = False) -> None:
        """How the next text looks; ``size`` in points."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(*colour)

    def line_of(self, text: str, width: float = WIDTH, *, align: str = "L", gap: float = 0) -> None:
        """A paragraph at the left edge, wrapped, and ``gap`` below it."""
        height = self.font_size * 1.4
        self.multi_cell(width, height, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(gap)

    def head(self, name: str, title: str, under: str) -> None:
        """The letterhead: who writes, what this is, and a line below."""
        self.set_draw_color(*TONE)
        self.set_line_width(0.8)
        self.line(LEFT, 14, LEFT + WIDTH, 14)
        self.set_line_width(0.2)
        taken, below = self._place_logo()
        self.type(10, SOFT, bold=True)
        self.line_of(self.fit(name), WIDTH - taken, gap=5)
        self.type(18, INK, bold=True)
        self.line_of(self.fit(title), WIDTH - taken, gap=0.5)
        self.set_y(max(self.get_y(), below))
        self.type(9.5, SOFT)
        self.line_of(self.fit(under), gap=6)

    def _place_logo(self) -> tuple[float, float]:
        """The logo at the right of the head: the width that it takes, and the y below it."""
        if self._logo is None:
            return 0, 0
        width, height = self._logo.within(*_LOGO)
        self.image(BytesIO(self._logo.data), LEFT + WIDTH - width, self.get_y(), width, height)
        return width + 6, self.get_y() + height

    def party(self, x: float, width: float, label: str, name: str, details: str) -> float:
        """A side of the deal: a label, a name, its lines; returns the y below them."""
        self.set_x(x)
        self.type(8, SOFT)
        self._into(x, width, self.fit(label))
        self.type(10, INK, bold=True)
        self._into(x, width, self.fit(name))
        self.type(8.5, INK)
        for line in clean_lines(details).splitlines():
            self._into(x, width, self.fit(line))
        return self.get_y()

    def pairs_height(self, width: float, rows: Iterable[tuple[str, str]]) -> float:
        """How high ``pairs`` would be; nothing is drawn."""
        return sum(
            max(
                self._height(_LABEL_WIDTH, self.fit(label), 8),
                self._height(width - _LABEL_WIDTH, self.fit(value), 9),
            )
            + _PAIR_GAP
            for label, value in rows
        )

    def pairs(
        self, x: float, width: float, rows: Iterable[tuple[str, str]], labels: float = _LABEL_WIDTH
    ) -> float:
        """Labels, so wide, and values in two columns; returns the y below them."""
        for label, value in rows:
            top = self.get_y()
            self.type(8, SOFT)
            self._into(x, labels, self.fit(label))
            below = self.get_y()
            self.set_y(top)
            self.type(9, INK)
            self._into(x + labels, width - labels, self.fit(value))
            self.set_y(max(below, self.get_y()) + _PAIR_GAP)
        return self.get_y()

    def code(self, text: str, x: float, y: float, size: float, *, exact: bool) -> None:
        """A QR code of ``text``, its quiet zone within ``size``; ``exact`` as in ``qr_code``."""
        modules, runs = dark_runs(text, exact=exact)
        unit = size / modules
        self.set_fill_color(255, 255, 255)
        self.rect(x, y, size, size, style="F")
        self.set_fill_color(0, 0, 0)
        for start, down, length in runs:
            # A hair wider and higher than it is: no viewer shows a seam between two.
            self.rect(x + start * unit, y + down * unit, length * unit, unit * 1.02, style="F")

    def _render_styled_text_line(self, *args: Any, **more: Any) -> bool:  # noqa: ANN401 - as fpdf2 has it
        """fpdf2 takes it that the font after a line is the one before it; where the line ended in
        another one, the next would be drawn with that one's glyphs."""
        broken = super()._render_styled_text_line(*args, **more)
        if self._own_fonts:
            self.current_font_is_set_on_page = False
        return broken

    def _find(self, letter: str) -> None:
        """Load fonts of one's own until one has the letter."""
        while ord(letter) not in self._glyphs:
            if not self._spare_fonts:
                raise PaperError("no_letter", letter)
            path, name = self._spare_fonts.pop(0), f"own{len(self._own_fonts)}"
            check_font(path)
            try:
                self.add_font(name, "", path)
            except _NO_FONT as error:
                raise PaperError("no_font", path.name) from error
            self._own_fonts.append(name)
            self._glyphs |= self._in_font(name)
            self.set_fallback_fonts(self._own_fonts, exact_match=False)

    def _in_font(self, name: str) -> frozenset[int]:
        """The characters that a font has."""
        font = self.fonts[name.lower()]
        return frozenset(font.cmap) if isinstance(font, TTFFont) else frozenset()

    def _height(self, width: float, text: str, size: float) -> float:
        self.type(size)
        height = self.font_size * 1.45
        measured = self.multi_cell(
            width, height, text, dry_run=True, output=MethodReturnValue.HEIGHT
        )
        assert isinstance(measured, float)  # noqa: S101 - by that output it is
        return measured

    def _into(self, x: float, width: float, text: str) -> None:
        self.set_x(x)
        height = self.font_size * 1.45
        self.multi_cell(width, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
