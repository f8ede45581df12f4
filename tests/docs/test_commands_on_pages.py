"""Each command that a page or a message shows is one of ours, with options that it has."""

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from sheets_sync.cli import cli
from tests.docs.pages import ROOT
from tests.docs.test_called_by_name import PAGES, told

FENCE = re.compile(r"```\w*\n.*?```", re.DOTALL)
SHELL = re.compile(r"```(?:sh|powershell)\n(.*?)```", re.DOTALL)
QUOTED = re.compile(r"`([^`]+)`")
OURS = re.compile(r"^(?:\S*[/\\])?sheets-sync\s+(.+)")
ENDS = re.compile(r"\s+>>?\s|\s*[;#]|\s*\.\.\.|\s*\[\w+\]$")
"""What is no argument: a file that it is written into, a comment, "...", "[DIR]"."""


def shown(text: str) -> Iterator[str]:
    """The arguments of each call in a text, as they stand there."""
    lines = [line for block in SHELL.findall(text) for line in block.splitlines()]
    quoted = [" ".join(each.split()) for each in QUOTED.findall(FENCE.sub("", text))]
    for part in (part.strip() for each in (*lines, *quoted) for part in re.split(r"&&|\|", each)):
        if found := OURS.search(part):
            yield ENDS.split(found[1])[0]


def parse(arguments: str) -> None:
    """Raises what click does where there is no such command or option."""
    command: click.Command = cli
    context = click.Context(cli, info_name="sheets-sync")
    left = shlex.split(arguments)
    while True:
        _, left, _ = command.make_parser(context).parse_args(left)
        if not isinstance(command, click.Group) or not left:
            return
        _, command, left = command.resolve_command(context, left)  # type: ignore[assignment]
        context = click.Context(command, info_name=command.name, parent=context)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_are_ours(page):
    for arguments in shown(page.read_text("utf-8")):
        parse(arguments)


def test_the_commands_of_messages_are_ours():
    texts = [text for path in sorted((ROOT / "sheets_sync").rglob("*.py")) for text in told(path)]
    calls = {each for text in texts for each in shown(text)}
    assert len(calls) > 20
    for arguments in calls:
        parse(arguments)


@pytest.mark.parametrize("wrong", ["nwo", "now --dry", "state moov", "explain Acme --efort"])
def test_a_slip_is_found(wrong):
    with pytest.raises(click.UsageError):
        parse(wrong)
