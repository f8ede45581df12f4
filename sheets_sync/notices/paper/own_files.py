"""The files that a seller's own look is made of, read: a logo, fonts (design §17)."""

from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from sheets_sync.files import file_bytes, open_file
from sheets_sync.notices.paper.own_look import Logo
from sheets_sync.notices.paper.undrawable import PaperError

LARGEST_LOGO: Final = 256 << 10
"""Bytes: it goes with every letter, in the mail and in the paper."""

_MOST_PIXELS: Final = 4_000_000
_KINDS: Final = ("PNG", "JPEG")
"""What every mail program shows; SVG few do."""

_FONTS: Final = (b"\0\1\0\0", b"true", b"OTTO")
"""How files of TrueType and OpenType fonts begin."""


def read_logo(path: Path) -> Logo:
    """The logo in a file. Raises ``PaperError`` where it is no sound PNG or JPEG of 256 KiB and
    four million pixels at most."""
    try:
        data = file_bytes(path, LARGEST_LOGO)
        with Image.open(BytesIO(data), formats=_KINDS) as picture:
            kind, (width, height) = str(picture.format).lower(), picture.size
            if width * height <= _MOST_PIXELS:
                picture.load()
                return Logo(data, kind, width, height)
    except FileNotFoundError as error:
        raise PaperError("logo_gone", path.name) from error
    except (OSError, SyntaxError, ValueError) as error:  # Pillow's for what is cut short or none
        raise PaperError("no_logo", path.name) from error
    raise PaperError("no_logo", path.name)


def check_font(path: Path) -> None:
    """Raises ``PaperError`` where a file does not begin as fonts do that papers can hold."""
    try:
        with open_file(path) as file:
            known = file.read(4) in _FONTS
    except OSError as error:
        raise PaperError("no_font", path.name) from error
    if not known:
        raise PaperError("no_font", path.name)
