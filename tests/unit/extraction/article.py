"""What the tests of the fields share: one article about a bridge, for a layout and for the generic reader."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules
from crawler.extraction.layout import Layout
from crawler.extraction.result import Extracted
from crawler.text.dates import VIETNAM
from tests.unit.extraction.reading import URL, page

TITLE = "Khánh thành cây cầu nối hai thôn của xã Hòa Bình"
P1 = "Sáng nay, xã Hòa Bình khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm nay vì nước lớn."
P2 = "Bà con không còn phải đi đò mỗi mùa nước lên, trẻ em đến trường bằng xe đạp trên con đường mới rải nhựa."
P3 = "Cầu dài tám mươi mét, được xây trong mười bốn tháng, có phần góp công của nhiều gia đình ở hai bên bờ sông."
LONG1, LONG2, LONG3 = f"{P1} {P2}", f"{P2} {P3}", f"{P3} {P1}"
"""Paragraphs as long as those of most articles."""
BODY = f"<div class=noidung><p>{P1}</p><p>{P2}</p></div>"
LEAD = "Ba thôn của xã Hòa Bình từ nay có đường ra trung tâm, không còn cảnh đi đò."
HEAD = f"<title>{TITLE} - Báo Ví Dụ</title>"
LAYOUT = Layout(
    id="vidu-2026",
    since=date(2026, 1, 1),
    title=("h1.tieude",),
    body=("div.noidung",),
    published=("span.ngay",),
    byline=("p.bai .tacgia", ".tacgia"),
    summary=("p.sapo",),
    views=("span.xem",),
    sections=(".duong a",),
    tags=(".the a",),
    attachments=(".tep a",),
    lead_image=("img.dau",),
)


def read(head: str, body: str, *layouts: Layout, rules: Rules = Rules(), url: str = URL) -> Extracted:  # noqa: B008 - frozen
    """Every field of the page made of *head* and *body*."""
    return extract(page(f"<html><head>{head}</head><body>{body}</body></html>", url), layouts, rules)


def read_generic(
    text: str, *, before: str = "", near: str = "", after: str = "", head: str = HEAD, url: str = URL
) -> Extracted:
    """A page that no layout knows: *near* stands between headline and text."""
    found = read(head, f"{before}<h1>{TITLE}</h1>{near}<div class=noidung>{text}</div>{after}", url=url)
    assert not [note for note in found.notes if "failed" in note]
    return found


def lines(*texts: str) -> str:
    """Each text as a paragraph."""
    return "".join(f"<p>{text}</p>" for text in texts)


def text_of(found: Extracted) -> list[str]:
    """The paragraphs of the body."""
    return (found.body or "").split("\n\n")


def local(found: Extracted) -> str | None:
    """When it was published, as a clock in Vietnam shows it."""
    return found.published_at.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M") if found.published_at else None


def known_fault(*values: object, reason: str) -> object:
    """A case that the reader gets wrong today; its mark must go when the fault is mended."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))
