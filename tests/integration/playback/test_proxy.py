"""The proxy over real sockets."""

from __future__ import annotations

import gzip
import http.client
import socket
import ssl
import urllib.error
from pathlib import Path

import pytest

from demo import manifest
from demo.access_log import read_log
from demo.folder import load_folder
from demo.playback import Playback, playing
from tests.integration.playback.client import Client

NBTV_LIST = "https://nbtv.vn/tin-tuc/kinh-te"
REAL_PAGES = Path(__file__).parents[4] / "shared/pages/nukeviet-egov"


def test_http(client: Client) -> None:
    answer = client.fetch("http://ubdt.gov.vn/home.htm")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Bộ Dân tộc và Tôn giáo" in answer.body.decode()


def test_https_is_verified_against_the_written_ca(client: Client) -> None:
    assert client.fetch(manifest.EDITED_URL).status == 200


def test_https_without_the_ca_is_refused(playback: Playback) -> None:
    connection = http.client.HTTPSConnection(
        "127.0.0.1", playback.port, context=ssl.create_default_context(), timeout=10
    )
    connection.set_tunnel("nbtv.vn", 443)
    with pytest.raises(ssl.SSLCertVerificationError):
        connection.request("GET", "/")
    connection.close()


def test_https_of_an_http_only_site_has_another_hosts_certificate(client: Client) -> None:
    with pytest.raises(urllib.error.URLError, match=r"[Hh]ostname mismatch"):
        client.fetch("https://ubdt.gov.vn/home.htm")


def test_https_of_a_host_without_tls_is_refused(client: Client) -> None:
    with pytest.raises(OSError, match="502"):
        client.fetch("https://laocaitv.vn/")


def test_http_of_an_https_site_redirects(client: Client) -> None:
    answer = client.fetch("http://nbtv.vn/tin-tuc/kinh-te")
    assert (answer.status, answer.headers["Location"]) == (301, NBTV_LIST)


def test_gzip(client: Client) -> None:
    plain = client.fetch(NBTV_LIST)
    packed = client.fetch(NBTV_LIST, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


def test_etag_gives_304_although_the_view_counter_moves(client: Client) -> None:
    first = client.fetch(manifest.EDITED_URL)
    again = client.fetch(manifest.EDITED_URL, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_last_modified_gives_304(client: Client) -> None:
    url = next(e.urls[0] for e in manifest.by_site()["baoquangtri"] if e.published)
    first = client.fetch(url)
    assert client.fetch(url, If_Modified_Since=first.headers["Last-Modified"]).status == 304


def test_head_has_the_length_and_no_body(client: Client) -> None:
    answer = client.fetch("http://loi.demo.test/robots.txt", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def test_post_form_pages(client: Client) -> None:
    url = "https://hanhchinhcong.ninhbinh.gov.vn/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"
    answer = client.fetch(url, data=b"categoryIds=11495&site_id=100765&page=2&page_size=10")
    assert answer.body.count(b'class="row"') == 10
    assert client.fetch(url).status == 404


def test_unknown_path_and_unknown_host(client: Client) -> None:
    assert client.fetch("https://nbtv.vn/khong-co").status == 404
    answer = client.fetch("http://khong-co.vn/")
    assert (answer.status, answer.body) == (502, b"khong-co.vn: no such host in this playback.\n")
    with pytest.raises(OSError, match="502"):
        client.fetch("https://khong-co.vn/")


def test_robots(client: Client) -> None:
    assert (
        b"Sitemap: http://ubmttqvn.quangtri.gov.vn/sitemap.xml"
        in client.fetch("http://ubmttqvn.quangtri.gov.vn/robots.txt").body
    )
    assert client.fetch("https://baoquangtri.vn/robots.txt").status == 404


def test_one_connection_serves_many_requests(playback: Playback) -> None:
    context = ssl.create_default_context(cafile=str(playback.ca_file))
    connection = http.client.HTTPSConnection("127.0.0.1", playback.port, context=context, timeout=10)
    connection.set_tunnel("nbtv.vn", 443)
    sockets = set()
    for path in ("/", "/tin-tuc/kinh-te", "/khong-co"):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        assert connection.sock is not None
        sockets.add(id(connection.sock))
    connection.close()
    assert len(sockets) == 1


def test_request_that_is_not_for_a_proxy_is_explained(playback: Playback) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", playback.port, timeout=10)
    connection.request("GET", "/")
    response = connection.getresponse()
    assert response.status == 400
    assert b"forward proxy" in response.read()
    connection.close()


def test_garbage_does_not_stop_the_server(playback: Playback, client: Client) -> None:
    with socket.create_connection(("127.0.0.1", playback.port), timeout=10) as raw:
        raw.sendall(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")
        raw.recv(100)
    assert client.fetch("http://ubdt.gov.vn/").status == 200


def test_listens_on_loopback_only(playback: Playback) -> None:
    assert playback.url == f"http://127.0.0.1:{playback.port}"


def test_access_log_has_one_line_per_request(client: Client, access_log: Path) -> None:
    before = len(read_log(access_log))
    answer = client.fetch("http://ubdt.gov.vn/tin-tuc/tin-tuc-su-kien/kinh-te-xa-hoi.htm?p=2")
    lines = read_log(access_log)[before:]
    assert [(line.method, line.host, line.path, line.status, line.size) for line in lines] == [
        ("GET", "ubdt.gov.vn", "/tin-tuc/tin-tuc-su-kien/kinh-te-xa-hoi.htm?p=2", 200, len(answer.body))
    ]


def test_bad_weather(client: Client) -> None:
    root = "http://loi.demo.test"
    empty = client.fetch(f"{root}/200-rong")
    assert (empty.status, empty.body) == (200, b"")
    assert b"<table>" in client.fetch(f"{root}/html-vo").body
    with pytest.raises(UnicodeDecodeError):
        client.fetch(f"{root}/sai-bang-ma").body.decode()
    assert client.fetch(f"{root}/chuyen-huong-ngoai").headers["Location"] == "http://ngoai.demo.test/"
    assert client.fetch("http://ngoai.demo.test/").status == 200
    assert client.fetch(f"{root}/500").status == 500
    assert client.fetch(f"{root}/404").status == 404
    assert client.fetch(f"{root}/cham?giay=0").body.endswith(b"</html>")


def test_endless_page_is_made_on_the_fly_and_may_be_left(playback: Playback, client: Client) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", playback.port, timeout=10)
    connection.request("GET", "http://loi.demo.test/khong-lo")
    response = connection.getresponse()
    assert response.headers["Transfer-Encoding"] == "chunked"
    assert len(response.read(5_000_000)) == 5_000_000
    response.close()
    connection.close()
    assert client.fetch("http://loi.demo.test/").status == 200


@pytest.mark.skipif(not REAL_PAGES.is_dir(), reason="saved pages of real sites are not on this machine")
def test_folder_of_real_pages() -> None:
    with playing(load_folder(REAL_PAGES)) as running:
        answer = Client(running).fetch("http://127.0.0.1:8098/tin-hoat-dong/")
        assert answer.status == 200
        assert answer.body == (REAL_PAGES / "tin-hoat-dong.html").read_bytes()
