"""What the doctor looks at of letters' look: the logo, fonts of one's own (design §17)."""

from collections.abc import Iterator

from sheets_sync.config import Config
from sheets_sync.use_cases import letters_by_config
from sheets_sync.use_cases.check import Check


def appearance(config: Config) -> Iterator[Check]:
    """Whether the files that ``[letters]`` names can be used. Raises ``PaperError``."""
    from sheets_sync.notices.paper.own_files import check_font  # noqa: PLC0415 - slow to import

    made = letters_by_config.own_look(config)
    if made.logo is not None:
        size = f"{made.logo.width} × {made.logo.height}, {len(made.logo.data) // 1024} KiB"
        yield Check("logo", "good", f"letters bear {config.letters.logo} ({size})")
    for path in made.fonts:
        check_font(path)
        yield Check("fonts", "good", f"{path} can be read")
