"""What a manager sees who opens the workbook on a laptop of 1366 × 768: pictures to be looked at.

By hand:  python -m tests.readers.screens FOLDER [en|ru …]

It makes the demo and, where its data lie beside the repository, a real agency's year (tock), runs
over them, and has LibreOffice show every tab of ours under a display of its own: ``NAME-TAB.png``,
``NAME-summary-2.png`` being one screen further; cut to the cells for the manual. Besides, in
Chromium, the page of ``explain --effort --html`` and the digest, and the terminal's ``report``.
Wants soffice, Xvfb, xdotool, ImageMagick's import, chromium.
"""

import email
import email.policy
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops

from sheets_sync.config import load
from sheets_sync.demo import write_demo
from sheets_sync.use_cases.digest import send_digest
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from sheets_sync.words.speaking import words_of
from tests.sync import test_tock as tock
from tests.sync.agency import Agency

DISPLAY: Final = ":78"
SCREEN: Final = (1366, 768)
CELLS: Final = (0, 113, 1304, 708)
"""Where LibreOffice shows cells, with the names of columns and rows."""
NEXT_TAB: Final = "ctrl+Next"
OURS: Final = ("summary", "effort", "staff", "notices", "findings", "bank")
"""In their order; only the demo has statements of a bank."""
TAKER: Final = {"en": "Meridian Trade House", "ru": "Торговый дом «Меридиан»"}


def quiet(*command: str, **environ: str) -> "subprocess.Popen[bytes]":
    """A program that runs beside."""
    null = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=null, stderr=null, env={**os.environ, **environ})


def demo(folder: Path, language: str) -> Path:
    """The demo after a run, with a digest of it; its workbook."""
    moment = datetime.now(UTC)
    words = words_of(language)
    write_demo(folder, moment.date(), words)
    config = load(folder / "config.toml")
    sync_now(config, Options(), moment, lambda _: None)
    text = (folder / "config.toml").read_text(encoding="utf-8")
    told = text + '\n[schedule]\ndigest = "mon 09:00"\ndigest_to = ["boss@example.com"]\n'
    (folder / "digest.toml").write_text(told, encoding="utf-8")
    return config.workbook.path


def real(folder: Path, language: str) -> Path:
    """Tock after a run: 19 clients, 11,047 rows."""
    names = tock.RUSSIAN if language == "ru" else tock.ENGLISH
    made = tock.sheets(names, tock.typed)
    named = {tock.TABS[tab]: rows for tab, rows in made.items()} if language == "ru" else made
    agency = Agency(folder, named, tock.CONFIG.format(language=language))
    day = datetime(tock.LAST.year, tock.LAST.month, tock.LAST.day, 9, tzinfo=UTC)
    agency.run(day)
    return agency.path


@contextmanager
def shown(path: Path, folder: Path) -> Iterator[str]:
    """LibreOffice with that file, filling the screen; the id of its window."""
    display = quiet("Xvfb", DISPLAY, "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24")
    time.sleep(1)
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    office = quiet(
        "soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", str(path),
        DISPLAY=DISPLAY,
    )  # fmt: skip
    try:
        window = window_of(path.name)
        keys(window, "windowsize", window, *map(str, SCREEN), "windowmove", window, "0", "0")
        time.sleep(3)
        yield window
    finally:
        for child in children(office.pid):
            os.kill(child, 15)
        display.terminate()


def children(pid: int) -> list[int]:
    """What a program started, and what those did."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    mine = [int(each) for each in found.stdout.split()]
    return [pid, *(each for child in mine for each in children(child))]


def window_of(name: str) -> str:
    """The window that shows a file, once it does."""
    for _ in range(300):
        told = keys("", "search", "--onlyvisible", "--name", name)
        if told:
            time.sleep(3)
            return told.split()[0]
        time.sleep(1)
    raise SystemExit(f"LibreOffice shows no {name}")


def keys(window: str, *words: str) -> str:
    """xdotool on our display."""
    del window
    done = subprocess.run(
        ["xdotool", *words], capture_output=True, text=True, check=False,
        env={**os.environ, "DISPLAY": DISPLAY},
    )  # fmt: skip
    return done.stdout.strip()


def take(to: Path) -> None:
    """A picture of the cells that the screen shows."""
    for _ in range(20):
        time.sleep(2)
        subprocess.run(["import", "-display", DISPLAY, "-window", "root", str(to)], check=True)
        cells = Image.open(to).convert("RGB").crop(CELLS)
        if cells.getcolors(1) is None:  # LibreOffice has drawn them
            cells.quantize(64).save(to, optimize=True)
            return
    raise SystemExit(f"LibreOffice draws no cell of {to.stem}")


def screens(path: Path, folder: Path, name: str) -> None:
    """All tabs of ours, the workbook as it opens: a copy, since LibreOffice's lock outlives it."""
    copy = folder / f"{name}.xlsx"
    shutil.copy(path, copy)
    with shown(copy, folder) as window:
        take(folder / f"{name}-summary.png")
        for number in (2, 3):
            keys(window, "key", "--window", window, "alt+Next")
            take(folder / f"{name}-summary-{number}.png")
        for tab in OURS[1:] if name.startswith("demo") else OURS[1:-1]:
            keys(window, "key", "--window", window, NEXT_TAB)
            take(folder / f"{name}-{tab}.png")


def page(html: Path, to: Path, width: int = 1000) -> None:
    """A page as Chromium shows it, cut to what is on it."""
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={width},4200",
         f"--screenshot={to}", html.resolve().as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    picture = Image.open(to).convert("RGB")
    blank = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    box = ImageChops.difference(picture, blank).getbbox() or (0, 0, *picture.size)
    picture.crop((0, 0, width, min(box[3] + 16, picture.height))).quantize(64).save(
        to, optimize=True
    )


def pages(folder: Path, made: Path, language: str) -> None:
    """What commands and letters show beside the workbook."""
    argument = folder / f"explain-{language}.html"
    program = [sys.executable, "-m", "sheets_sync", "--config", str(made / "config.toml")]
    told = subprocess.run(
        [*program, "explain", TAKER[language], "--effort", "--html"],
        check=True,
        capture_output=True,
    )
    argument.write_bytes(told.stdout)
    page(argument, folder / f"explain-{language}.png")
    terminal = {**os.environ, "COLUMNS": "150", "FORCE_COLOR": "1"}
    told = subprocess.run([*program, "report"], check=True, capture_output=True, env=terminal)
    (folder / f"report-{language}.txt").write_bytes(told.stdout)
    digest(folder, made, language)


def digest(folder: Path, made: Path, language: str) -> None:
    """The digest of a week later, as a mail program shows it."""
    config = load(made / "digest.toml")
    send_digest(config, datetime.now(UTC), datetime.now(UTC))
    letters = sorted((made / "outbox").rglob("*.eml"), key=lambda each: each.stat().st_mtime)
    mail = email.message_from_bytes(letters[-1].read_bytes(), policy=email.policy.default)
    body = mail.get_body(("html",))
    if body is not None:
        html = folder / f"digest-{language}.html"
        html.write_text(str(body.get_content()), encoding="utf-8")
        page(html, folder / f"digest-{language}.png", 860)


def main(folder: Path, languages: list[str]) -> None:
    """All pictures of those languages."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages:
        for name, make in (("demo", demo), ("tock", real)):
            if name == "tock" and not tock.TOCK.is_dir():
                continue
            made = folder / f"{name}-{language}"
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            screens(make(made, language), folder, f"{name}-{language}")
        pages(folder, folder / f"demo-{language}", language)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["en", "ru"])
