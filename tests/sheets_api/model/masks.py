"""Field masks: "sheets(properties.title,data/rowData)" → a tree, and JSON cut down to it."""

import re
from typing import Any

from .errors import bad

Mask = dict[str, Any]
_TOKEN = re.compile(r"[^,()./\s]+|[,()./]")


def parse_mask(text: str) -> Mask:
    """A mask as a tree of names; an empty tree below a name is all of it."""
    tokens = _TOKEN.findall(text)
    tree, rest = _list(tokens, 0)
    if rest != len(tokens) or not tree:
        raise bad(f"Invalid field mask: {text}")
    return tree


def cut(node: Any, mask: Mask) -> Any:
    """The parts of ``node`` that the mask names; lists element by element."""
    if not mask or "*" in mask:
        return node
    if isinstance(node, list):
        return [cut(each, mask) for each in node]
    if not isinstance(node, dict):
        return node
    made = {}
    for key, value in node.items():
        if (below := mask.get(key)) is not None:
            made[key] = cut(value, below) if below else value
    return made


def wants(mask: Mask, *path: str) -> bool:
    """Whether the mask reaches what is at ``path``."""
    for name in path:
        if not mask or "*" in mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def leaves(mask: Mask, prefix: str = "") -> list[str]:
    """The mask as dotted paths."""
    found = []
    for name, below in mask.items():
        path = f"{prefix}.{name}" if prefix else name
        found += leaves(below, path) if below else [path]
    return found


def _list(tokens: list[str], at: int) -> tuple[Mask, int]:
    tree: Mask = {}
    while at < len(tokens) and tokens[at] != ")":
        at = _path(tokens, at, tree)
        if at < len(tokens) and tokens[at] == ",":
            at += 1
    return tree, at


def _path(tokens: list[str], at: int, tree: Mask) -> int:
    node, fresh = tree, True
    while at < len(tokens) and tokens[at] not in ",)":
        part = tokens[at]
        if part == "(":
            below, at = _list(tokens, at + 1)
            node.update(below)
            return at + 1
        if part not in "./":
            fresh = part not in node
            node = node.setdefault(part, {})
        at += 1
    if not fresh:
        node.clear()
    return at
