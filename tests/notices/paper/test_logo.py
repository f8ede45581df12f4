"""The seller's logo at the head of letters and papers (design §17)."""

import email
import email.policy
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from sheets_sync.notices.paper.invoice import draw_invoice
from sheets_sync.notices.paper.own_files import LARGEST_LOGO, read_logo
from sheets_sync.notices.paper.own_look import OwnLook
from sheets_sync.notices.paper.parties import Issuer
from sheets_sync.notices.paper.statement import draw_statement
from sheets_sync.notices.paper.undrawable import PaperError
from tests.notices.cases import TODAY, Office, books, client
from tests.notices.paper.cases import ISSUER, invoice, statement

RED = (200, 20, 30)


def picture(kind="PNG", size=(300, 100), mode="RGB"):
    made = BytesIO()
    Image.new(mode, size, RED if mode == "RGB" else 0).save(made, kind)
    return made.getvalue()


def is_red(colour):
    return all(abs(one - other) < 4 for one, other in zip(colour, RED, strict=True))


def look_of(tmp_path, data, name="logo.png"):
    path = tmp_path / name
    path.write_bytes(data)
    return OwnLook(logo=read_logo(path))


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils are not here")
@pytest.mark.parametrize("draw", [draw_invoice, draw_statement])
def test_it_stands_at_the_right_of_a_papers_first_page(tmp_path, draw):
    issuer = replace(ISSUER, look=look_of(tmp_path, picture()))
    paper = invoice(issuer=issuer) if draw is draw_invoice else statement(issuer=issuer, rows=60)
    assert draw(paper) == draw(paper)
    (tmp_path / "a.pdf").write_bytes(draw(paper))
    subprocess.run(["pdftoppm", "-r", "25.4", "-png", "a.pdf", "a"], check=True, cwd=tmp_path)
    first, second, *_ = sorted(tmp_path.glob("a-*.png"))  # a pixel a millimetre
    page = Image.open(first).convert("RGB")
    assert is_red(page.getpixel((186, 24)))
    assert page.getpixel((130, 24)) == (255, 255, 255)
    colours = Image.open(second).convert("RGB").getcolors(1 << 20)
    assert not any(is_red(colour) for _, colour in colours)


@pytest.mark.parametrize(("kind", "size"), [("PNG", (300, 100)), ("JPEG", (100, 400))])
def test_the_mail_brings_it_along_and_shows_it_by_its_own_part(tmp_path, kind, size):
    data = picture(kind, size)
    issuer = Issuer("Nord Studio", "", {}, look=look_of(tmp_path, data))
    office = Office(tmp_path, issuer=issuer)
    office.run(books([client()], [(TODAY - 40, 0, 1_000_000)], [(TODAY - 1, 0, "x", 900_000)]))
    raw = (office.folder / office.letters()[0]).read_bytes()
    office.close()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    html = message.get_body(("html",))
    (part,) = [each for each in message.walk() if each.get_content_maintype() == "image"]
    assert part.get_content() == data
    assert part.get_content_type() == f"image/{kind.lower()}"
    assert part.get_content_disposition() == "inline"
    named = part["Content-ID"].strip("<>")
    assert f'src="cid:{named}"' in html.get_content()
    assert (
        'width="168" height="56"' if kind == "PNG" else 'width="14" height="56"'
    ) in html.get_content()
    kinds = [each.get_content_type() for each in message.walk()]
    assert kinds[:5] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html",
    ]  # fmt: skip


BROKEN = {
    "no picture": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "cut short": picture()[:60],
    "empty": b"",
    "another kind": picture("GIF", mode="P"),
    "too many bytes": picture() + bytes(LARGEST_LOGO),
    "too many pixels": picture(size=(4000, 4000), mode="1"),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_no_sound_logo_is_named(tmp_path, data):
    with pytest.raises(PaperError, match=r"logo\.png, named in letters\.logo, is no PNG or JPEG"):
        look_of(tmp_path, data)


def test_neither_is_what_is_not_there(tmp_path):
    """Found: a file that was deleted "is no PNG or JPEG of 256 KiB"."""
    for path, why in ((tmp_path / "logo.png", "is not there"), (tmp_path, "is no PNG")):
        with pytest.raises(PaperError, match=f"{path.name}.*{why}"):
            read_logo(path)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils are not here")
def test_a_long_title_goes_round_it(tmp_path):
    issuer = replace(ISSUER, look=look_of(tmp_path, picture()))
    (tmp_path / "a.pdf").write_bytes(draw_invoice(invoice(issuer=issuer, number="2026-" * 8 + "7")))
    subprocess.run(["pdftoppm", "-r", "50.8", "-png", "a.pdf", "a"], check=True, cwd=tmp_path)
    page = Image.open(min(tmp_path.glob("a-*.png"))).convert("RGB")
    box = page.crop((2 * 140, 2 * 18, 2 * 187, 2 * 35))  # where the logo stands, two pixels a mm
    darkest = min(box.convert("L").tobytes())
    assert 60 < darkest < 90, "the red of the logo, and no ink of a letter on it"
