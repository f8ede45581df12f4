"""Monitors to ping, good and bad: HTTP servers on this machine."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager


@contextmanager
def monitor(answer, certificate=None):
    """A server that reads a request and lets ``answer(connection, request)`` reply; yields
    (port, what was asked for)."""
    asked, ending = [], threading.Event()
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    def attend(connection):
        with connection:
            try:
                speaking = (
                    context.wrap_socket(connection, server_side=True) if context else connection
                )
                request = speaking.recv(10_000).decode()
                asked.append(request.split("\r\n", 1)[0])
                answer(speaking, request, ending)
                speaking.close()
            except OSError:
                pass  # the other side left: that is what some tests are about

    def listen():
        while not ending.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            threading.Thread(target=attend, args=(connection,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1], asked
        finally:
            ending.set()
            thread.join()


def status(code, **headers):
    def answer(connection, _request, _ending):
        lines = [f"HTTP/1.1 {code} Said", *(f"{k}: {v}" for k, v in headers.items())]
        head = "\r\n".join([*lines, "Content-Length: 2", "Connection: close", "", "OK"])
        connection.sendall(head.encode())

    return answer


def silence(_connection, _request, ending):
    ending.wait(20)


def trickle(connection, _request, ending):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while not ending.is_set():
        connection.sendall(b"x")
        time.sleep(0.05)


def trickling_headers(connection, _request, ending):
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not ending.is_set():
        connection.sendall(b"x")
        time.sleep(0.05)


def nonsense(connection, _request, _ending):
    connection.sendall(b"\0\xff not HTTP at all\r\n\r\n")


def round_and_round(connection, request, _ending):
    path = request.split(" ", 2)[1]
    connection.sendall(
        f"HTTP/1.1 302 Found\r\nLocation: {path}x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
    )
