"""What `check` and `doctor` look at of letters' look: logo, fonts, templates (design §17)."""

from collections.abc import Iterator
from typing import Final

from sheets_sync.config import Config
from sheets_sync.errors import SheetsSyncError
from sheets_sync.use_cases.shared import letters_by_config
from sheets_sync.use_cases.shared.check import Check

NO_TEMPLATES: Final = 'letters.templates = ""'


def appearance(config: Config) -> Iterator[Check]:
    """Whether the files that ``[letters]`` names can be used: all of them are told, be one broken
    or not."""
    yield from _logo(config)
    yield from _fonts(config)
    yield from _templates(config)


def _logo(config: Config) -> Iterator[Check]:
    try:
        logo = letters_by_config.own_look(config).logo
    except SheetsSyncError as error:
        yield Check("logo", "bad", error.message, error.cure, error.exit_code)
        return
    if logo is not None:
        size = f"{logo.width} × {logo.height}, {len(logo.data) // 1024} KiB"
        yield Check("logo", "good", f"letters bear {config.letters.logo} ({size})")


def _fonts(config: Config) -> Iterator[Check]:
    if not config.letters.fonts:
        return
    from sheets_sync.notices.paper.own_files import check_font  # noqa: PLC0415 - slow to import

    for path in config.letters.fonts:
        try:
            check_font(path)
        except SheetsSyncError as error:
            yield Check("fonts", "bad", error.message, error.cure, error.exit_code)
        else:
            yield Check("fonts", "good", f"{path} can be read")


def prove_appearance(config: Config) -> None:
    """Raises ``SheetsSyncError``, one sentence a line, where letters could not be made as
    ``[letters]`` has them."""
    wrong = [each.found for each in appearance(config) if each.verdict == "bad"]
    if wrong:
        raise SheetsSyncError("\n".join(wrong))


def _templates(config: Config) -> Iterator[Check]:
    folder = config.letters.templates
    if folder is None:
        return
    from sheets_sync.notices.texts.own_samples import has_templates, template_faults  # noqa: PLC0415

    found = list(template_faults(folder, config.workbook.words))
    for fault in found:
        yield Check("templates", "bad", fault, exit_code=1)
    if not found and not has_templates(folder):
        said = f"letters.templates names {folder}, where no template is: letters are in our words"
        yield Check("templates", "warning", said, f"Put them there, or set {NO_TEMPLATES}.")
    elif not found:
        yield Check("templates", "good", f"letters can be made by the templates in {folder}")
