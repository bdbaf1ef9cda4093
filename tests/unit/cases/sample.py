"""One page of an office as a case, as the tests of the golden pages need it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

URL = "http://ubmttqvn.quangtri.gov.vn/news/tin-hoat-dong/ban-giao-nha-dai-doan-ket-o-xa-huong-phung-1901.html"
TITLE = "Bàn giao nhà đại đoàn kết ở xã Hướng Phùng"
PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="generator" content="NukeViet v4.5"><title>{TITLE}</title></head><body>
<nav><a href="/">Trang nhất</a> <a href="/lien-he/">Hộp thư bạn đọc</a></nav>
<div class="news_column" itemscope itemtype="http://schema.org/NewsArticle">
<h1 class="title" itemprop="headline">{TITLE}</h1>
<div class="newsdetailmetatop"><span class="h5">Thứ sáu - 20/11/2026 09:15</span></div>
<div class="hometext" itemprop="description">Hai hộ nghèo ở bản Cheng vừa nhận nhà mới trước mùa mưa.</div>
<div id="news-bodyhtml" class="bodytext"><p>Mỗi căn nhà rộng 48 m², do bà con trong bản góp công dựng suốt hai tháng.
</p>
<p>Chủ nhà là ông Hồ Văn Cu và bà Hồ Thị Lan, đều đã ngoài bảy mươi tuổi và lâu nay ở nhờ nhà con cháu.</p></div>
<p>Lượt xem: 118</p><p>Những tin mới hơn</p></div></body></html>
"""
FACTS = {
    "url": URL,
    "status": 200,
    "headers": {"Content-Type": "text/html; charset=utf-8"},
    "captured_at": "2026-11-21T02:00:00+00:00",
    "note": "Tin ngắn hai đoạn, không ảnh.",
    "boilerplate": ["Trang nhất", "Hộp thư bạn đọc", "Những tin mới hơn"],
}


def case(root: Path, **facts: Any) -> Path:
    """A case without golden item below *root*."""
    folder = root / "ubmttqvn_quangtri" / "ban-giao-nha"
    folder.mkdir(parents=True)
    (folder / "page.html").write_bytes(PAGE.encode())
    (folder / "request.json").write_text(json.dumps({**FACTS, **facts}, ensure_ascii=False), "utf-8")
    return folder


def item(folder: Path) -> dict[str, Any]:
    """What item.json says."""
    said: dict[str, Any] = json.loads((folder / "item.json").read_text("utf-8"))
    return said
