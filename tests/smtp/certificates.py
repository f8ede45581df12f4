"""Certificates for a server on this machine, good and bad, made when they are asked for."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

KINDS = ("good", "wrong host", "self-signed", "expired")


def make(folder, kind="good"):
    """Files (certificate with its key, authority) of a server; clients are to trust the second."""
    authority = ec.generate_private_key(ec.SECP256R1())
    root = _name("An authority of the tests")
    own = ec.generate_private_key(ec.SECP256R1())
    certificate = _signed(
        _name("localhost"), own, root if kind != "self-signed" else _name("localhost"),
        authority if kind != "self-signed" else own, kind,
    )  # fmt: skip
    ca = _signed(root, authority, root, authority, "authority")
    chain, trusted = folder / "server.pem", folder / "ca.pem"
    chain.write_bytes(_key(own) + certificate.public_bytes(serialization.Encoding.PEM))
    trusted.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    return chain, trusted


def _signed(subject, key, issuer, signer, kind):
    now = datetime.now(UTC)
    until = now - timedelta(days=1) if kind == "expired" else now + timedelta(days=90)
    host = "mail.elsewhere.example" if kind == "wrong host" else "localhost"
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if kind != "wrong host":
        names.append(x509.IPAddress(ip_address("127.0.0.1")))
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=100))
        .not_valid_after(until)
        .add_extension(
            x509.BasicConstraints(ca=kind == "authority", path_length=None), critical=True
        )
    )
    if kind != "authority":
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(signer, hashes.SHA256())


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _key(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
