"""A machine of a fleet whose processes are forked, not started: a kill costs no start of Python.

`python -m tests.fleet.forked_machine FLEET.TOML PROCESSES`. This process has all imports and forks;
its one child is the crew of the real command, which asks it for processes that serve. They are those
of the real module; each leaves its name beside the fleet's config, under its number.
"""

import ctypes
import gc
import importlib
import os
import pkgutil
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from unittest.mock import patch

import sheets_sync
from sheets_sync.config.fleet import load_fleet
from sheets_sync.errors import TryAgainLater
from sheets_sync.fleet import process
from sheets_sync.fleet.crew import be_a_machine
from sheets_sync.fleet.hand import main as serve

_DIES_WITH_PARENT = 1
_BYTES = 4096
_AGAIN = 1.0
_ASKED = threading.Lock()


def main(config: Path, processes: int) -> int:
    """Fork a crew, and for it whatever it asks for, until it ends; its exit code."""
    for each in pkgutil.walk_packages(sheets_sync.__path__, "sheets_sync."):
        if not each.name.endswith("__main__"):
            importlib.import_module(each.name)
    importlib.import_module("pandas")  # a run of a workbook that changed needs it
    gc.freeze()
    while (code := _ended(config, processes)) == TryAgainLater.exit_code:
        time.sleep(_AGAIN)  # as systemd does: the database is away as it begins
    return code


def _ended(config: Path, processes: int) -> int:
    """What a crew ended with."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    crew = os.fork()
    if crew == 0:
        ours.close()
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        os._exit(_be_crew(config, processes, theirs))
    theirs.close()
    signal.signal(signal.SIGTERM, lambda *_: os.kill(crew, signal.SIGTERM))
    while _answered(ours, config.parent / "hands"):
        pass
    return os.waitstatus_to_exitcode(os.waitpid(crew, 0)[1])


def _be_crew(config: Path, processes: int, server: socket.socket) -> int:
    with (
        patch.object(process, "subprocess", Forking(server)),
        patch.multiple(process, _SOONEST=0.1, _LATEST=0.4),
    ):
        try:
            return be_a_machine(load_fleet(config), processes)
        except TryAgainLater as error:
            return error.exit_code


def _answered(crew: socket.socket, folder: Path) -> bool:
    """Fork a process, or tell what became of one; False: nobody asks any more."""
    said, descriptors, _, _ = socket.recv_fds(crew, _BYTES, 1)
    if not said:
        return False
    words = said.decode().split("\0")
    if words[0] == "start":
        crew.send(str(_forked(words[1:], descriptors[0], crew, folder)).encode())
    else:
        number, status = os.waitpid(int(words[1]), os.WNOHANG)
        crew.send(str(os.waitstatus_to_exitcode(status)).encode() if number else b"-")
    return True


def _forked(words: list[str], stdin: int, crew: socket.socket, folder: Path) -> int:
    child = os.fork()
    if child:
        os.close(stdin)
        return child
    crew.close()
    os.dup2(stdin, 0)
    os.close(stdin)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    folder.mkdir(exist_ok=True)
    (folder / str(os.getpid())).write_text(words[1])
    os._exit(serve(*words))


class Forking:
    """As the module ``subprocess``, for who asks for its ``Popen``."""

    PIPE = None

    def __init__(self, server: socket.socket) -> None:
        self.Popen = lambda command, **_: Forked(server, command)


class Forked:
    """As ``subprocess.Popen``, as far as ``fleet.process`` needs it."""

    def __init__(self, server: socket.socket, command: list[str]) -> None:
        reader, writer = os.pipe()
        self.stdin = os.fdopen(writer, "wb")
        self._server = server
        self._code: int | None = None
        words = command[command.index("sheets_sync.fleet.hand") + 1 :]
        with _ASKED:
            socket.send_fds(server, ["\0".join(["start", *words]).encode()], [reader])
            self.pid = int(server.recv(_BYTES))
        os.close(reader)

    def poll(self) -> int | None:
        if self._code is None:
            with _ASKED:
                self._server.send(f"poll\0{self.pid}".encode())
                said = self._server.recv(_BYTES)
            self._code = None if said == b"-" else int(said)
        return self._code

    def wait(self) -> int:
        while (code := self.poll()) is None:
            time.sleep(0.02)
        return code

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        os.kill(self.pid, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
