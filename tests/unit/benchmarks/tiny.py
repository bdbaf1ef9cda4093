"""Tiny sets of pages for the tests of the benchmarks: one NukeViet page, as a case or as a labelled file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

URL = "https://xavidu.gov.vn/tin-tuc/xa-vi-du-mo-phien-cho-cuoi-tuan-27.html"
LEAD = "Phiên chợ cuối tuần đầu tiên của xã Ví Dụ mở lúc sáu giờ sáng thứ Bảy, quy tụ bốn mươi gian hàng nông sản."
PARAGRAPHS = (
    "Từ tờ mờ sáng, bà con các thôn đã gánh rau, măng và mật ong xuống bãi đất trống cạnh nhà văn hóa xã.",
    "Ban tổ chức bố trí lối đi riêng cho người cao tuổi và một góc đọc sách dành cho trẻ em theo cha mẹ đi chợ.",
    "Phiên chợ sau sẽ mở vào thứ Bảy tuần tới, thêm khu trao đổi giống cây trồng giữa các hộ dân trong vùng.",
)
NOISE = "Giấy phép thiết lập trang thông tin số 0/GP"
GOLD: dict[str, Any] = {
    "title": "Xã Ví Dụ mở phiên chợ cuối tuần",
    "summary": LEAD,
    "dateline": None,
    "body": "\n\n".join(PARAGRAPHS),
    "authors": ["Trần Thị Mẫu"],
    "source_credit": "xavidu.gov.vn",
    "published_at": "2026-03-14T00:15:00+00:00",
    "published_precision": "minute",
    "sections": [],
    "tags": [],
    "images": [],
    "attachments": [],
    "views": None,
}


def markup(title: str = str(GOLD["title"])) -> str:
    """The page."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>
<meta name="generator" content="NukeViet v4.5"></head><body>
<div class="news_column"><h1 class="title" itemprop="headline">{title}</h1>
<span class="h5">Thứ bảy - 14/03/2026 07:15</span>
<div class="hometext" itemprop="description">{LEAD}</div>
<div id="news-bodyhtml" class="bodytext">{text}</div>
<p class="h5 text-right"><strong>Tác giả: </strong>Trần Thị Mẫu</p>
<p class="h5 text-right"><strong>Nguồn tin: </strong>xavidu.gov.vn</p></div>
<div id="footer">{NOISE}</div></body></html>"""


def case(tree: Path, name: str = "phien-cho", **gold: Any) -> Path:
    """Write the page as a case of `adhoc` below *tree*; *gold* replaces fields of its item."""
    folder = tree / "adhoc" / name
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(markup(), "utf-8")
    request = {
        "url": URL,
        "status": 200,
        "headers": {"Content-Type": "text/html; charset=utf-8"},
        "captured_at": "2026-03-20T02:00:00+00:00",
        "note": "A plain page.",
        "boilerplate": [NOISE],
    }
    (folder / "request.json").write_text(json.dumps(request), "utf-8")
    (folder / "item.json").write_text(json.dumps({**GOLD, **gold}), "utf-8")
    return folder


def labelled(folder: Path) -> Path:
    """Write the page as a folder with INDEX.tsv and gold.json."""
    folder.mkdir()
    (folder / "cho.html").write_text(markup(), "utf-8")
    (folder / "INDEX.tsv").write_text(f"file\turl\tkind\ncho.html\t{URL}\tarticle\n", "utf-8")
    label = {
        "title": GOLD["title"],
        "date_iso": "2026-03-14T07:15:00+07:00",
        "author": "Trần Thị Mẫu",
        "source": "xavidu.gov.vn",
        "lead": LEAD,
        "body": "\n".join(PARAGRAPHS),
        "body_first60": PARAGRAPHS[0][:60],
        "body_last60": PARAGRAPHS[-1][-60:],
    }
    (folder / "gold.json").write_text(json.dumps({"cho.html": label}), "utf-8")
    return folder
