"""An office's site as the web of `scrapy record`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from demo.play import PlayRequest, PlayResponse, Tls, not_found, redirect, text_response
from tests.unit.cases.sample import PAGE, URL

SITE = "ubmttqvn_quangtri"
ROOT = "http://ubmttqvn.quangtri.gov.vn"
CASE = "ban-giao-nha-dai-doan-ket-o-xa-huong-phung-1901"
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0")


class Office:
    """An office's site with one good article and others that make no case."""

    hosts: Sequence[str] = ("ubmttqvn.quangtri.gov.vn",)
    tls: Tls = "none"

    def __init__(self) -> None:
        self.asked: list[PlayRequest] = []
        self.page = PAGE
        self.when_asked: Callable[[], None] | None = None

    def respond(self, request: PlayRequest) -> PlayResponse:
        """One page per way to fail."""
        self.asked.append(request)
        if self.when_asked and request.path != "/robots.txt":
            self.when_asked()
        if request.path == "/robots.txt":
            return text_response(200, "User-agent: *\nDisallow: /news/cam/")
        cookies = [("Set-Cookie", "phien=bi-mat"), ("X-Powered-By", "PHP"), ("Content-Language", "vi")]
        answers = {
            URL.removeprefix(ROOT): PlayResponse(self.page.encode(), headers=cookies),
            "/news/tin/moi-1902.html": redirect(URL),
            "/news/tin/ve-trang-chu-1903.html": redirect(f"{ROOT}/"),
            "/news/tin/di-noi-khac-1904.html": redirect("http://khac.vn/bai-1.html"),
            "/news/tin/tep-1905.html": PlayResponse(b"%PDF-1.7", content_type="application/pdf"),
            "/news/tin/rong-1906.html": PlayResponse("<html><body><p>Đang cập nhật</p></body></html>".encode()),
            "/news/tin/it-1907.html": PlayResponse(self.page.encode(), status=203),
            "/news/tin/khac-1908.html": PlayResponse(self.page.encode()),
        }
        return answers.get(request.path, not_found())
