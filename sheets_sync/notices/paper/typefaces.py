"""The typefaces of our papers, read once a process: to read them and cut them down to what a paper
shows took four fifths of the time that it is drawn in (design §19)."""

from collections.abc import Iterable
from copy import copy
from functools import cache, cached_property
from importlib import resources
from io import BytesIO
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.fonts import SubsetMap, TTFFont
from fpdf.output import OutputProducer

FAMILY: Final = "DejaVu"
FACES: Final = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
"""Our fonts, by style."""

_USUAL: Final = (
    *(*range(0x20, 0x180), *range(0x400, 0x460)),  # Latin and Cyrillic
    *(*range(0x2010, 0x2040), *range(0x20A0, 0x20C0), 0x2116, 0x2212),  # signs and currencies
)
"""Most papers show nothing else."""

_WORTH_IT: Final = 3
"""Papers after which a font is cut down to its usual letters, which takes as long as two papers."""


class Typeface:
    """A font of ours: ``read`` by fpdf2, and its ``whole`` file."""

    def __init__(self, read: TTFFont, whole: bytes) -> None:
        self.read, self.whole = read, whole
        self._papers = 0

    def file_for(self, glyphs: Iterable[str]) -> bytes:
        """The file to cut ``glyphs`` (names) out of: the result is the same from either."""
        self._papers += 1
        if self._papers <= _WORTH_IT:
            return self.whole
        usual, names = self._usual
        return usual if names.issuperset(glyphs) else self.whole

    @cached_property
    def _usual(self) -> tuple[bytes, frozenset[str]]:
        usual = _cut(self.whole)
        with _opened(usual) as font:
            return usual, frozenset(font.getGlyphOrder())


def add_typefaces(page: FPDF) -> None:
    """Add our fonts to a page, as ``FPDF.add_font`` would."""
    for style, name in FACES.items():
        face = _typeface(name)
        font = copy(face.read)
        font.i, font.fontkey = len(page.fonts) + 1, f"{FAMILY.lower()}{style}"
        font.desc, font.cw = copy(font.desc), copy(font.cw)
        font.missing_glyphs, font.subset = [], SubsetMap(font)
        font.ttfont = _opened(face.whole)
        page.fonts[font.fontkey] = font


class Light(OutputProducer):
    """Puts a page out by the lightest files that have all of its letters; its bytes are the same.
    No sooner than its last foot is drawn: letters are joined by the whole files."""

    def __init__(self, page: FPDF) -> None:
        for style, name in FACES.items():
            font = page.fonts[f"{FAMILY.lower()}{style}"]
            assert isinstance(font, TTFFont)  # noqa: S101 - as it was added
            font.ttfont.close()
            font.ttfont = _opened(_typeface(name).file_for(font.subset.get_all_glyph_names()))
        super().__init__(page)


@cache
def _typeface(name: str) -> Typeface:
    style = next(style for style, each in FACES.items() if each == name)
    source = resources.files(__package__) / "fonts" / name
    with resources.as_file(source) as path:
        drawing = FPDF()
        drawing.add_font(name, style, path)
    (read,) = drawing.fonts.values()
    assert isinstance(read, TTFFont)  # noqa: S101 - what a file makes
    read.ttfont.close()
    return Typeface(read, source.read_bytes())


def _cut(whole: bytes) -> bytes:
    """The font with the usual letters alone: their names kept, for glyphs go by those, and all
    else that is said of the font as a whole."""
    options = Options(
        notdef_outline=True, recommended_glyphs=True, glyph_names=True, recalc_bounds=False,
        name_IDs=["*"], name_languages=["*"], name_legacy=True, legacy_cmap=True,
        symbol_cmap=True, prune_unicode_ranges=False, prune_codepage_ranges=False,
    )  # fmt: skip
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "MATH"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_USUAL)
    out = BytesIO()
    with _opened(whole) as font:
        subsetter.subset(font)
        font.save(out)
    return out.getvalue()


def _opened(data: bytes) -> TTFont:
    return TTFont(BytesIO(data), recalcTimestamp=False, lazy=True)
