"""If these fail, a certificate that will stop every crawl of a site is not seen, or a good one called wrong."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from crawler.survey import tls
from crawler.survey.tls import Tls, TlsState, look_at_tls
from demo.play import PlayRequest, PlayResponse, not_found
from demo.play import Tls as PlayedTls
from demo.playback import Playback, playing

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass
class Host:
    """A host that only shakes hands."""

    tls: PlayedTls

    @property
    def hosts(self) -> tuple[str, ...]:
        """Called after what is wrong with it."""
        return (f"{self.tls}.thu.test",)

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Nothing is asked for."""
        return not_found()


@pytest.fixture(scope="module")
def web() -> Iterator[Playback]:
    """One host for each state."""
    kinds: tuple[PlayedTls, ...] = ("own", "foreign", "expired", "weak", "none")
    with playing([Host(kind) for kind in kinds]) as running:
        yield running


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize(
    ("host", "state", "said"),
    [
        ("own", "ok", "certificate verified, valid until 2"),
        ("foreign", "other_name", "its certificate is for another host, valid until 2"),
        ("expired", "expired", "its certificate has expired, valid until 2"),
        ("weak", "weak", "it speaks only TLS that is out of date, valid until 2"),
        ("none", "unreachable", "not reached: Tunnel connection failed"),
        ("khong-co", "unreachable", "not reached: Tunnel connection failed"),
    ],
)
def test_through_a_proxy(web: Playback, monkeypatch: pytest.MonkeyPatch, host: str, state: TlsState, said: str) -> None:
    """A crawl behind a proxy sees the host's certificate, not the proxy's."""
    monkeypatch.setenv("https_proxy", web.url)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("SSL_CERT_FILE", str(web.ca_file))
    seen = look_at_tls(f"{host}.thu.test")
    assert seen.state == state
    assert seen.sentence(NOW).startswith(said)
    assert seen.usable == (host == "own")
    if state not in ("unreachable",):
        assert seen.issuer is not None
        assert "Crawler demo playback CA" in seen.issuer


def test_a_certificate_of_nobody_who_is_trusted(web: Playback, monkeypatch: pytest.MonkeyPatch) -> None:
    """A self-signed portal would look like one that is down."""
    monkeypatch.setenv("https_proxy", web.url)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    seen = look_at_tls("own.thu.test")
    assert (seen.state, seen.usable) == ("untrusted", False)
    assert "signed by nobody whom this system trusts" in seen.sentence(NOW)


@pytest.fixture
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy."""
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("direct")
def test_ports_without_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that speaks something else, hangs or refuses would end the look in a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setattr(tls, "TIMEOUT", 0.2)
        hanging = look_at_tls("127.0.0.1", port)
        assert (hanging.state, hanging.reason) == ("unreachable", "no answer within 0 s")
    assert look_at_tls("127.0.0.1", port).state == "unreachable"


@pytest.mark.usefixtures("direct")
def test_a_name_that_is_none() -> None:
    """An address pasted with a slip would end in a traceback."""
    assert look_at_tls("x..vn").state == "unreachable"
    assert look_at_tls("a" * 70 + ".vn").state == "unreachable"


def test_an_end_that_comes_soon_is_told() -> None:
    """The crawl would stop in a fortnight, and nobody know that it was seen coming."""
    soon = Tls("ok", expires_at=NOW + timedelta(days=9))
    later = Tls("ok", expires_at=NOW + timedelta(days=30))
    assert soon.sentence(NOW).endswith("it ends soon")
    assert not later.sentence(NOW).endswith("it ends soon")
