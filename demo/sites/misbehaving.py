"""Hosts below xau.demo.test: the path of an address says which fault its answer has.

``/bai/<fault>-<id>.html`` are articles, ``/muc/<fault>/`` listings. Nothing here lasts longer than its client.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import re
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Sequence

from demo.play import PlayRequest, PlayResponse, Tls, not_found, redirect, text_response

HOST = "xau.demo.test"
GATED_HOST = "cong.demo.test"
"""Shows every page to the cookie D1N only."""
D1N_VALUE = "f285439134a8cf7f29629a33ce23fbd4"
LISTINGS = (
    *("tot", "bai-hong", "bai-tu-choi", "bai-500", "tu-than", "nhieu", "429-roi-tot", "ban-ca-ngay"),
    *("nho-giot", "treo", "dut", "gzip-cut", "rac", "rac-html", "bom", "vong", "tu-tro", "500", "rong"),
    *("tu-choi", "cam", "bao-tri", "khong-thay", "stub", "phai-vao", "trang-chu", "pdf"),
)
"""Faults of a way in; each has a host of its own, because a crawl is of one host."""
ZEROS = 1_000_000_000
MANY_LINKS = 100_000
GOOD_ARTICLES = 6
RETRY_AFTER_SECONDS = 1
_SENTENCE = "Sáng nay, xã {place} khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm nay. "
_ARTICLE_PATH = re.compile(r"/bai/([a-z0-9-]+?)-(\d+)\.html")

Answer = Callable[[PlayRequest], PlayResponse]


def host_of(fault: str) -> str:
    """The host whose listing has the fault."""
    return f"{fault}.{HOST}"


def article(ident: int) -> str:
    """A good article; every number another text."""
    text = "".join(f"<p>{_SENTENCE.format(place=f'Bình An {ident}-{n}') * 2}</p>" for n in range(3))
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Cầu mới số {ident} | Báo Xấu Trời</title>"
        f"</head><body><h1>Khánh thành cây cầu mới số {ident}</h1><div>Thứ 6, 20/11/2026 08:15</div>"
        f"<div class='content'>{text}</div></body></html>"
    )


def notice(title: str, text: str) -> bytes:
    """A page that only says why it is none."""
    head = f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title}</title></head>"
    return f"{head}<body><h1>{title}</h1><p>{text}</p></body></html>".encode()


STUB = (
    f'<html><body><script>document.cookie="D1N={D1N_VALUE}"+"; expires=Fri, 31 Dec 2099 23:59:59 GMT; path=/";'
    "window.location.reload(true);</script></body></html>"
).encode()
BLOCKED = notice("Truy cập bị từ chối", "Yêu cầu của bạn đã bị hệ thống chặn. Mã sự kiện: 1182.")
MAINTENANCE = notice("Hệ thống đang bảo trì", "Trang thông tin đang được nâng cấp, mời quý vị quay lại sau.")
NOT_THERE = notice("Không tìm thấy trang", "Bài viết không tồn tại hoặc đã bị xóa.")


class Misbehaving:
    """The site of the fault bench. ``asked`` counts the requests of each path."""

    tls: Tls = "own"

    def __init__(self) -> None:
        self.hosts: Sequence[str] = (GATED_HOST, *map(host_of, LISTINGS))
        self.asked: Counter[str] = Counter()

    def respond(self, request: PlayRequest) -> PlayResponse:
        """One page, good or bad."""
        self.asked[f"{request.host}{request.path}"] += 1
        if request.host == GATED_HOST and f"D1N={D1N_VALUE}" not in request.headers.get("cookie", ""):
            return PlayResponse(STUB)
        if request.path == "/robots.txt":
            return text_response(200, "User-agent: *\nDisallow: /cam/")
        if request.path == "/":
            return PlayResponse(listing("tot", range(1, 3)))
        found = _ARTICLE_PATH.fullmatch(request.path)
        if found:
            fault, ident = found[1], int(found[2])
            return PlayResponse(article(ident).encode()) if fault == "tot" else self._article_fault(fault, request)
        if request.path.startswith("/muc/"):
            return self._listing(request.path.split("/")[2], request)
        if request.path.startswith("/xoay/"):
            return redirect(f"http://{request.host}/xoay/{int(request.path.split('/')[2]) + 1}")
        if request.path == "/dang-nhap":
            return PlayResponse(notice("Đăng nhập", "Mời nhập tài khoản."))
        return not_found()

    def _article_fault(self, fault: str, request: PlayRequest) -> PlayResponse:
        if fault == "503-mot-lan" and self.asked[f"{request.host}{request.path}"] > 1:
            return PlayResponse(article(777).encode())
        answer = FAULTS.get(fault)
        return answer(request) if answer else not_found()

    def _listing(self, fault: str, request: PlayRequest) -> PlayResponse:
        good = listing("tot", range(1, GOOD_ARTICLES + 1))
        if fault == "tot":
            return PlayResponse(good)
        if fault == "bai-hong":  # one article of each fault, each after a good one
            pairs = [(f"tot-{n + 1}", f"{name}-{900 + n}") for n, name in enumerate(FAULTS)]
            return PlayResponse(_linked(link for pair in pairs for link in pair))
        if fault == "bai-tu-choi":
            return PlayResponse(listing("tu-choi", range(1, 41)))
        if fault == "bai-500":
            return PlayResponse(listing("500", range(1, 41)))
        if fault == "tu-than":  # a next page for ever, always with the same articles
            number = int(request.query.get("page", "1"))
            return PlayResponse(good.replace(b"</body>", f"<a rel=next href='?page={number + 1}'>Sau</a>".encode()))
        if fault == "nhieu":
            return PlayResponse(listing("x", range(MANY_LINKS), short=True))
        if fault == "429-roi-tot" and self.asked[f"{request.host}{request.path}"] == 1:
            asks = [("Retry-After", str(RETRY_AFTER_SECONDS))]
            return text_response(429, "Quá nhiều yêu cầu", headers=asks)
        if fault == "429-roi-tot":
            return PlayResponse(good)
        if fault == "ban-ca-ngay":
            return text_response(503, "Bận", headers=[("Retry-After", "86400")])
        answer = FAULTS.get(fault)
        return answer(request) if answer else not_found()


def listing(fault: str, idents: range, *, short: bool = False) -> bytes:
    """A listing of articles with one fault."""
    form = "<a href=/bai/{0}-{1}.html>{1}</a>" if short else "<h3><a href='/bai/{0}-{1}.html'>Bản tin số {1}</a></h3>"
    links = "".join(form.format(fault, ident) for ident in idents)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{links}</body></html>".encode()


def _linked(names: Iterable[str]) -> bytes:
    links = "".join(f"<h3><a href='/bai/{name}.html'>Bản tin {name}</a></h3>" for name in names)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{links}</body></html>".encode()


def _raw(*headers: str, body: bytes = b"", length: int | None = None) -> bytes:
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _pieces(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def _then_nothing(*pieces: bytes) -> AsyncIterator[bytes]:
    """Ends only when the client, or the playback, does."""
    for piece in pieces:
        yield piece
    await asyncio.Event().wait()


async def _dripped(body: bytes) -> AsyncIterator[bytes]:
    yield _raw(length=len(body))
    for byte in body:
        yield bytes([byte])
        await asyncio.sleep(0.1)


def _zeros() -> bytes:
    """A gigabyte of zeros as a megabyte of gzip: one packed piece, repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    start = gzip.compress(b"")[:10]
    return start + piece * (ZEROS // 1_000_000) + b"\x03\x00" + bytes(8)


def _whole(request: PlayRequest) -> bytes:
    return article(int(re.sub(r"\D", "", request.path)[-3:] or 0)).encode()


def _answer(made: Callable[[PlayRequest], AsyncIterator[bytes]], *, reset: bool = False) -> Answer:
    return lambda request: PlayResponse(raw=made(request), reset=reset)


def _packed(body: bytes) -> bytes:
    return _raw("Content-Encoding: gzip", length=len(body), body=body)


FAULTS: dict[str, Answer] = {
    "nho-giot": _answer(lambda request: _dripped(_whole(request))),
    "treo": _answer(lambda _request: _then_nothing(_raw(length=5000))),
    "cam-lang": _answer(lambda _request: _then_nothing()),
    "dut": _answer(lambda request: _pieces(_raw(length=9000, body=_whole(request)[:1500])), reset=True),
    "gzip-cut": _answer(lambda request: _pieces(_packed(gzip.compress(_whole(request))[:-20]))),
    "sai-do-dai": _answer(lambda request: _pieces(_raw(length=90_000, body=_whole(request)))),
    "rac": _answer(lambda _request: _pieces(random.Random(1).randbytes(5000))),
    "rac-html": lambda _request: PlayResponse(random.Random(2).randbytes(5000)),
    "bom": _answer(lambda _request: _pieces(_packed(_zeros()))),
    "khong-het": _answer(lambda request: _pieces(_raw("Connection: close", body=_whole(request)[:700]))),
    "vong": lambda _request: redirect("/xoay/1"),
    "tu-tro": lambda request: redirect(request.url),
    "500": lambda _request: text_response(500, "Lỗi máy chủ"),
    "503-mot-lan": lambda _request: text_response(503, "Bận"),
    "rong": lambda _request: PlayResponse(b""),
    "tu-choi": lambda _request: PlayResponse(BLOCKED),
    "cam": lambda _request: PlayResponse(BLOCKED, status=403),
    "bao-tri": lambda _request: PlayResponse(MAINTENANCE),
    "khong-thay": lambda _request: PlayResponse(NOT_THERE),
    "stub": lambda _request: PlayResponse(STUB),
    "phai-vao": lambda _request: redirect("/dang-nhap?url=1"),
    "trang-chu": lambda _request: redirect("/"),
    "pdf": lambda _request: PlayResponse(b"%PDF-1.7", content_type="application/pdf"),
}
"""Faults that an article and a listing may have."""
