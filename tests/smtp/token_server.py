"""An endpoint that gives tokens as Google's and Microsoft's do, on loopback, by TLS.

Google's is asked by an assertion that a service account signed (RFC 7523), Microsoft's by an
application's id and secret, after its own description was read.
"""

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt

from tests.smtp import certificates
from tests.smtp.server import USER

TENANT, CLIENT, SECRET = "11111111-2222-3333-4444-555555555555", "an-application", "s3cret~Value"
GOOGLE = "https://oauth2.googleapis.com/token"
"""Whom assertions are for, wherever they are sent."""
TOKEN = "ya29." + "A" * 1800


class TokenServer:
    """``tokens`` are given in turn; ``error`` is answered instead, as JSON, where it is set.
    ``asked`` are the forms that came."""

    def __init__(self, folder, error=None):
        self.error, self.asked = error, []
        chain, self.ca_file = certificates.make(folder)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(chain)
        self._key = rsa.generate_private_key(65537, 2048)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.url = f"https://localhost:{self._server.server_port}"

    def __enter__(self):
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def key_file(self, folder):
        """A service account's key, as Google's console gives it, that asks here."""
        key = self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path = folder / "key.json"
        path.write_text(json.dumps({
            "type": "service_account", "client_email": "mailer@project.iam.example", "client_id": "1",
            "private_key_id": "1", "private_key": key.decode(), "token_uri": f"{self.url}/token",
        }))  # fmt: skip
        return path

    def answer(self, form):
        """What a form is answered with, as (status, JSON)."""
        self.asked.append(form)
        if self.error:
            return 400, self.error
        if "assertion" in form:
            public = self._key.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
            said = jwt.decode(form["assertion"], certs=public, audience=GOOGLE)
            assert (said["sub"], said["scope"]) == (USER, "https://mail.google.com/")
        else:
            assert form["scope"] == "https://outlook.office365.com/.default"
            assert form["grant_type"] == "client_credentials"
            if form["client_secret"] != SECRET:
                return 401, wrong_secret()
        return 200, {"access_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"}

    def description(self):
        """What Microsoft's tells of itself (OpenID Connect Discovery)."""
        place = f"{self.url}/{TENANT}"
        return {
            "issuer": f"{place}/v2.0", "token_endpoint": f"{place}/oauth2/v2.0/token",
            "authorization_endpoint": f"{place}/oauth2/v2.0/authorize",
        }  # fmt: skip


def wrong_secret():
    return {
        "error": "invalid_client", "error_codes": [7000215],
        "error_description": "AADSTS7000215: Invalid client secret provided. Ensure the secret being "
        "sent in the request is the client secret value.\r\nTrace ID: 1\r\nTimestamp: now",
    }  # fmt: skip


def _handler(server):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            known = self.path.startswith(f"/{TENANT}/v2.0/")
            error = {
                "error": "invalid_tenant",
                "error_description": "AADSTS90002: Tenant not found.",
            }
            self._say(200 if known else 400, server.description() if known else error)

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            assert urlsplit(self.path).path in ("/token", f"/{TENANT}/oauth2/v2.0/token")
            self._say(*server.answer({key: each[0] for key, each in parse_qs(body).items()}))

        def _say(self, status, answer):
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler
