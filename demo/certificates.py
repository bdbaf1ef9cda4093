"""Throw-away certificate authority of one playback: keys live in memory, only the CA certificate is written."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

VALID_DAYS = 30
"""Longer than any demo or test, short enough to be worthless if it leaks."""


class Authority:
    """Makes one leaf certificate per host name on demand and keeps the TLS contexts."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._leaf_key = ec.generate_private_key(ec.SECP256R1())  # one key for all leaves: making keys is the slow part
        self._contexts: dict[tuple[str, bool, bool], ssl.SSLContext] = {}
        name = _name("Crawler demo playback CA")
        self._certificate = (
            _builder(name, name, self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(ca=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )

    def pem(self) -> bytes:
        """The CA certificate, as a verifying client wants it."""
        return self._certificate.public_bytes(serialization.Encoding.PEM)

    def write(self, path: Path) -> None:
        """Write the CA certificate; atomically, because a crawl may be reading the file."""
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "wb") as out:
            out.write(self.pem())
        Path(temporary).replace(path)

    def context(self, host: str, *, weak: bool = False, expired: bool = False) -> ssl.SSLContext:
        """TLS server context that presents a certificate for ``host``; ``weak`` as servers of before 2010 were;
        ``expired``: it ended a day ago."""
        kind = (host, weak, expired)
        if kind not in self._contexts:
            context = self._contexts[kind] = self._make_context(host, expired=expired)
            if weak:
                context.set_ciphers("ALL:@SECLEVEL=0")
                context.minimum_version = ssl.TLSVersion.TLSv1
                context.maximum_version = ssl.TLSVersion.TLSv1_1
        return self._contexts[kind]

    def _make_context(self, host: str, *, expired: bool) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        key = self._leaf_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        chain = self._leaf(host, expired=expired).public_bytes(serialization.Encoding.PEM)
        # The ssl module reads certificates from files only.
        with tempfile.NamedTemporaryFile(suffix=".pem") as file:
            file.write(key + chain)
            file.flush()
            context.load_cert_chain(file.name)
        return context

    def _leaf(self, host: str, *, expired: bool) -> x509.Certificate:
        alternative: x509.GeneralName = x509.DNSName(host)
        with contextlib.suppress(ValueError):
            alternative = x509.IPAddress(ipaddress.ip_address(host))
        public = self._leaf_key.public_key()
        return (
            _builder(_name(host), self._certificate.subject, public, expired=expired)
            .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(ca=False), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()), critical=False)
            .sign(self._key, hashes.SHA256())
        )


def _name(common: str) -> x509.Name:
    # A common name holds at most 64 characters; the alternative name is what clients check.
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, *, expired: bool = False
) -> x509.CertificateBuilder:
    now = datetime.now(UTC) - timedelta(days=VALID_DAYS + 1 if expired else 0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=VALID_DAYS))
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
