"""The package stands alone: it needs nothing of what lies around it, under whatever name."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account

from .client import SCOPES

PACKAGE = Path(__file__).resolve().parents[1]
AROUND = ("sheets_sync", "tests")
"""What lies around it here."""
FOR_TESTS = ("google", "pytest", "requests")
"""What its tests need, and serving does not."""
ALONE = """
import runpy, sys
sys.modules.update(dict.fromkeys({hidden!r}))  # None: it cannot be imported
sys.path.insert(0, {folder!r})
sys.argv = {argv!r}
runpy.run_module({module!r}, run_name="__main__", alter_sys=True)
"""


def alone(folder: Path, hidden: tuple[str, ...], module: str, *args: str) -> list[str]:
    """The command that runs a module, the copy in ``folder`` at hand and ``hidden`` out of reach."""
    code = ALONE.format(hidden=hidden, folder=str(folder), argv=[module, *args], module=module)
    return [sys.executable, "-P", "-c", code]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "lent", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_it_imports_the_standard_library_and_little_else():
    outside = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            outside |= imported(node)
    assert outside - sys.stdlib_module_names == {"cryptography", *FOR_TESTS}


def imported(node: ast.AST) -> set[str]:
    """The packages that a statement imports; its own, named by dots, are none."""
    if isinstance(node, ast.Import):
        return {each.name.partition(".")[0] for each in node.names}
    if isinstance(node, ast.ImportFrom) and not node.level:
        return {(node.module or "").partition(".")[0]}
    return set()


def test_a_copy_serves_any_client(folder: Path):
    command = alone(
        folder, (*AROUND, *FOR_TESTS), "lent", "--credentials", str(folder / "key.json")
    )
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            key = service_account.Credentials.from_service_account_file(
                told["credentials"], scopes=SCOPES
            )
            session, root = AuthorizedSession(key), f"{told['url']}/v4/spreadsheets"
            book = session.post(root, json={"properties": {"title": "A"}}).json()["spreadsheetId"]
            session.put(
                f"{root}/{book}/values/A1", json={"values": [["=6*7"]]},
                params={"valueInputOption": "USER_ENTERED"},
            )  # fmt: skip
            assert session.get(f"{root}/{book}/values/A1").json()["values"] == [["42"]]
            assert session.get(f"{root}/{told['private']}").status_code == 403
        finally:
            process.terminate()
    assert process.returncode == 0


def test_a_copy_tests_itself(folder: Path):
    command = alone(
        folder, AROUND, "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder),
        "-c", "/dev/null", str(folder / "lent" / "tests" / "test_language_shift.py"),
        str(folder / "lent" / "tests" / "test_server.py") + "::test_a_scripted_fault_befalls_once",
    )  # fmt: skip
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env=bare
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
