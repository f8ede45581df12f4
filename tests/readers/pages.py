"""Clients' pages in Chromium, as a client sees them: pictures to be looked at, and axe-core's word.

By hand:  python -m tests.readers.pages FOLDER
makes the demo's pages in FOLDER, in both languages, and pictures of some at 320, 768 and 1280 pixels,
in the dark and printed. With axe-core beside (npm install --prefix FOLDER axe-core)
SHEETS_SYNC_AXE=FOLDER/node_modules/axe-core/axe.min.js pytest tests/readers has it look for
violations; it runs in a copy of a page, without the policy that would keep it out.
"""

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

from sheets_sync.cli import cli

WIDTHS = (320, 768, 1280)
DARK = ("--blink-settings=preferredColorScheme=0",)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_RUN = """<script>{axe}</script><script>
axe.run(document, {{resultTypes: ["violations", "incomplete"]}}).then(found => {{
  const told = kind => found[kind].map(each => [each.id, each.nodes.map(node => node.html)]);
  const out = document.createElement("pre");
  out.id = "told";
  out.textContent = JSON.stringify({{violations: told("violations"), passes: found.passes.length}});
  document.body.replaceChildren(out);
}});
</script>"""


def chromium(*options: str) -> str:
    """What Chromium prints, without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    command = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    return subprocess.check_output([*command, *options], text=True, stderr=subprocess.DEVNULL)


def violations(page: Path, axe: Path, *options: str) -> list[list[object]]:
    """What axe-core finds wrong with a page: rule and elements each."""
    text = _POLICY.sub("", page.read_text(encoding="utf-8"))
    copy = page.with_name(f"axe-{page.name}")
    script = _RUN.format(axe=axe.read_text(encoding="utf-8"))
    copy.write_text(text.replace("</body>", f"{script}</body>"), encoding="utf-8")
    try:
        seen = chromium("--virtual-time-budget=5000", "--dump-dom", *options, f"file://{copy}")
    finally:
        copy.unlink()
    told = json.loads(unescape(re.search(r'<pre id="told">(.*?)</pre>', seen, re.DOTALL)[1]))
    assert told["passes"] > 10
    return told["violations"]


def made(folder: Path, language: str) -> list[Path]:
    """The demo's pages that say most: the first one with an open invoice, and a month."""
    cli.main(["demo", str(folder), "--language", language], standalone_mode=False)
    firsts = sorted(folder.glob("*/*/index.html"))
    first = next(each for each in firsts if 'id="pay"' in each.read_text(encoding="utf-8"))
    return [first, max(first.parent.glob("20*.html"))]


def main(folder: str) -> None:
    """Pages and pictures into ``folder``."""
    target = Path(folder).absolute()
    for language in ("en", "ru"):
        for page in made(target / language, language):
            name = f"{language}-{page.stem}"
            for width in WIDTHS:
                picture = target / f"{name}-{width}.png"
                chromium(f"--window-size={width},2400", f"--screenshot={picture}", f"file://{page}")
            dark = target / f"{name}-dark.png"
            chromium("--window-size=320,2400", *DARK, f"--screenshot={dark}", f"file://{page}")
            paper = target / f"{name}.pdf"
            chromium("--no-pdf-header-footer", f"--print-to-pdf={paper}", f"file://{page}")


if __name__ == "__main__":
    main(*sys.argv[1:])
