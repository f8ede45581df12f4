"""No test here may reach anything but this machine: not even try to."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

_LOCAL = {"127.0.0.1", "::1", "localhost", None, ""}


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    tried: list[Any] = []
    look_up, connect = socket.getaddrinfo, socket.socket.connect

    def guarded_look_up(host: Any, *args: Any, **more: Any) -> Any:
        if host not in _LOCAL:
            tried.append(host)
            raise OSError(f"{host} is not this machine")
        return look_up(host, *args, **more)

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in _LOCAL:
            tried.append(address)
            raise OSError(f"{address} is not this machine")
        connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    yield
    assert tried == []
