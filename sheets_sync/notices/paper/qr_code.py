"""A payment code as a QR code, for papers and for pages (design §8, §19)."""

import segno


def qr_code(text: str, *, exact: bool) -> segno.QRCode:
    """The QR code of ``text`` (UTF-8), error correction M.

    ``exact``: M and no better (EPC069-12); else as good as its version allows.
    """
    return segno.make_qr(text, error="m", encoding="utf-8", boost_error=not exact)


def code_image(text: str, *, exact: bool) -> str:
    """The code, its quiet zone in it, as the address of an image that holds it itself (data:)."""
    return qr_code(text, exact=exact).png_data_uri(scale=3, border=4)
