"""Print what the house measures: rooms, walls, functions, words.

    python tests/benchmarks/house.py [REPOSITORY]

A room is a folder with modules in it, an arrow one room that imports from another. Two names of
one module-level class, type, public function or module are counted by how many are shared at all;
what those mean is for people to say (``tests/docs/test_names.py``).
"""

import ast
import re
import statistics
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "sheets_sync"
PARAMETERS = ("language", "config")


def main(repository: Path) -> None:
    """Print the measures of the package in ``repository``."""
    root = repository / PACKAGE
    modules = {path: path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.py"))}
    trees = {path: ast.parse(text) for path, text in modules.items()}
    lines = {path: len(text.splitlines()) for path, text in modules.items()}
    rooms: Counter[str] = Counter()
    for path, count in lines.items():
        rooms[room(path, root)] += count
    total = sum(rooms.values())
    largest, most = rooms.most_common(1)[0]
    print(f"lines {total} in {len(modules)} modules and {len(rooms)} rooms")
    print(f"largest room {largest}: {most} lines, {most / total:.0%}")
    print("  " + ", ".join(f"{name} {count}" for name, count in rooms.most_common()))
    tops: Counter[str] = Counter()
    for name, count in rooms.items():
        tops[name.split("/")[0]] += count
    top, height = tops.most_common(1)[0]
    print(f"largest room with those in it {top}: {height} lines, {height / total:.0%}")
    print(f"arrows between rooms {len(arrows(trees, root))}")
    print(f"import contracts {contracts(repository)}")
    print("functions: median {:.0f}, 95 % {:.0f}, longest {} ({})".format(*lengths(trees, root)))
    long = {str(path.relative_to(root)): count for path, count in lines.items() if count > 300}
    print(f"files over 300 lines {len(long)} {long or ''}")
    for name in PARAMETERS:
        print(f"parameters called {name} {parameters(trees, name)}")
    for kind, found in shared(trees, root).items():
        print(f"{kind} with one name in several modules: {len(found)} ({', '.join(sorted(found))})")


def room(path: Path, root: Path) -> str:
    """The folder of a module; "." is the top."""
    return str(path.parent.relative_to(root))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods, inner ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lengths(trees: dict[Path, ast.Module], root: Path) -> tuple[float, float, int, str]:
    """Lines a function, from ``def`` on: the median, the 95th percentile, the longest, its name."""
    found = [
        ((node.end_lineno or 0) - node.lineno + 1, f"{path.relative_to(root)} {node.name}")
        for path, tree in trees.items()
        for node in functions(tree)
    ]
    counts = [count for count, _ in found]
    return (statistics.median(counts), statistics.quantiles(counts, n=20)[-1], *max(found))


def parameters(trees: dict[Path, ast.Module], name: str) -> int:
    """How many functions take an argument of that name."""
    return sum(
        any(each.arg == name for each in (*of.args.posonlyargs, *of.args.args, *of.args.kwonlyargs))
        for tree in trees.values()
        for of in functions(tree)
    )


def arrows(trees: dict[Path, ast.Module], root: Path) -> set[tuple[str, str]]:
    """(room that imports, room imported) of all imports between rooms."""
    found = set()
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
                module, here = node.module or "", room(path, root)
                found |= {(here, imported(module, alias.name, root)) for alias in node.names}
    return {(one, other) for one, other in found if one != other}


def imported(module: str, name: str, root: Path) -> str:
    """The room of what ``from module import name`` imports."""
    place = root.joinpath(*module.split(".")[1:])
    if place.is_dir():
        return str(((place / name) if (place / name).is_dir() else place).relative_to(root))
    return str(place.parent.relative_to(root))


def contracts(repository: Path) -> int:
    """How many contracts import-linter holds; ``lint-imports`` says whether any is broken."""
    told = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    return len(told["tool"]["importlinter"]["contracts"])


def shared(trees: dict[Path, ast.Module], root: Path) -> dict[str, set[str]]:
    """By kind the names that several modules have, all languages counting as one."""
    found: dict[str, dict[str, set[str]]] = {
        "modules": defaultdict(set), "classes": defaultdict(set), "functions": defaultdict(set)
    }  # fmt: skip
    for path, tree in trees.items():
        place = re.sub(r"^words/\w\w/", "words/", str(path.relative_to(root)))
        if not path.stem.startswith("__"):
            found["modules"][path.stem].add(place)
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found["classes"][node.name].add(place)
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                found["functions"][node.name].add(place)
    return {
        kind: {name for name, places in names.items() if len(places) > 1}
        for kind, names in found.items()
    }


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
