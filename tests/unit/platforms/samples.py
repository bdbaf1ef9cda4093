"""One article page per CMS family, in its known markup (SITE-FACTS), with the furniture that real pages have.

All texts are written for these tests. ``renamed`` makes the page of a new theme.
"""

# ruff: noqa: E501 - markup is easier to compare with a page in long lines

from __future__ import annotations

import re
from dataclasses import dataclass

TITLE = "Khánh thành cây cầu nối hai thôn của xã Hòa Bình"
LEAD = "Ba thôn của xã Hòa Bình từ nay có đường ra trung tâm, không còn cảnh chờ đò mỗi mùa nước lên."
P1 = (
    "Sáng nay, Ủy ban nhân dân xã Hòa Bình khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm nay "
    "vì nước lớn. Cầu dài sáu mươi mét, rộng bốn mét, do bà con góp công và huyện hỗ trợ vật liệu."
)
P2 = (
    "Bà con không còn phải đi đò, trẻ em đến trường bằng xe đạp trên con đường mới rải nhựa. Theo kế hoạch, xã sẽ làm "
    "tiếp hai cây cầu nhỏ ở thôn trên trước mùa mưa năm tới, bằng nguồn vốn của chương trình nông thôn mới."
)
CAPTION = "Cây cầu mới trong ngày khánh thành. Ảnh: Minh Đức"

_HEAD = (
    "<header><div class='logo'>Cổng thông tin</div><div class='clock' id='time-now'>Chủ nhật, 22/11/2026</div></header>"
)
_MENU = "<nav class='menu'><ul><li><a href='/'>Trang chủ</a></li><li><a href='/xa-hoi'>Xã hội</a></li></ul></nav>"
_SIDE = (
    "<aside class='sidebar'><h3>Tin mới</h3><ul><li><a href='/xa-hoi/bai-thu-hai-9'>Bài thứ hai</a> <span>21/11/2026"
    "</span></li><li><a href='/xa-hoi/bai-thu-ba-8'>Bài thứ ba</a> <p>20/11/2026</p></li></ul></aside>"
)
_FOOT = "<footer><p>Giấy phép số 12/GP-TTĐT cấp ngày 15/01/2010</p><p>Bản quyền thuộc Cổng thông tin</p></footer>"
_TAIL = "<div class='related'><h4>Tin liên quan</h4><ul><li><a href='/xa-hoi/bai-7'>Bài khác</a> <i>19/11/2026</i></li></ul></div>"


def shell(main: str, head: str = "") -> str:
    """A whole page around *main*; an ASP.NET page lies in one form."""
    body = f"{_HEAD}{_MENU}<div class='khung'>{main}{_TAIL}</div>{_SIDE}{_FOOT}"
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{TITLE} - Cổng thông tin</title>{head}</head>"
        f"<body><form id='aspnetForm' action=''>{body}</form></body></html>"
    )


@dataclass(frozen=True)
class Sample:
    """A page with what must be read from it."""

    platform: str
    url: str
    markup: str
    published: str | None = "2026-03-05 08:15"
    authors: tuple[str, ...] = ("Trần An",)
    summary: str | None = LEAD
    image: str | None = "/upload/cau.jpg"
    sections: tuple[str, ...] = ("Xã hội",)
    files: int = 0
    views: int | None = None


def renamed(markup: str) -> str:
    """The same page in a theme with other names: every class and id changed, machine data and furniture's names gone."""
    counter = iter(range(10_000))
    markup = re.sub(r"<meta (?:name|property|itemprop|class)=[^>]*>|<link [^>]*>", "", markup)
    markup = re.sub(r"\s(?:itemprop|itemtype|itemscope)(?:='[^']*')?", "", markup)
    return re.sub(r"(\s(?:class|id))='[^']*'", lambda match: f"{match[1]}='q{next(counter)}x'", markup)


SAMPLES = [
    Sample(
        "vnpt_portal",
        "https://hanhchinhcong.ninhbinh.gov.vn/xa-hoi/khanh-thanh-cay-cau-336351",
        shell(
            "<div class='breadcrumb'><a href='/'>Trang chủ</a> » <a href='/xa-hoi'>Xã hội</a></div>"
            f"<div class='ArticleDetailControl' id='ctrl_191_1'><div class='ArticleHeader'>{TITLE}</div>"
            "<div class='PostDate'>Thứ năm, 05/03/2026 08:15</div><div class='ArticleTool tool'><a>In</a></div>"
            f"<div class='ArticleSummary'>{LEAD}</div><img class='ImgDetailImage' src='/upload/cau.jpg'>"
            f"<div class='ArticleContent'><p>{P1}</p><p>{P2}</p>"
            "<p style='text-align:right'><strong>Trần An - Sở Xây dựng</strong></p>"
            "<p><a class='link-download' href='/tai/12'>Tải về</a></p></div>"
            "<a href='javascript:;' onclick=\"downloadFile('1','/upload/KH.pdf')\">Kế hoạch</a>"
            "<div class='ArticleTags'>Thẻ tag: <a href='/t'>cầu</a></div></div>"
        ),
        files=2,
    ),
    Sample(
        "mediatech",
        "https://nbtv.vn/khanh-thanh-cay-cau-noi-hai-thon-50151.html",
        shell(
            f"<div class='breadcrumbs'><ol class='breadcrumb'><li><a href='/'>Trang chủ</a></li><li><a href='/x'>Xã hội</a></li></ol></div>"
            f"<h1 class='name'>{TITLE}</h1><div class='info'><p>Thứ 5, 05.03.2026 | 08:15:00</p><p>228 lượt xem</p></div>"
            f"<div class='content-article'><div id='content-detail'><p><strong>{LEAD}</strong></p>"
            f"<div class='image'><img src='/upload/cau.jpg'><span class='caption'>{CAPTION}</span></div><p>{P1}</p><p>{P2}</p>"
            "<p style='text-align:right'><strong>Trần An (nbtv.vn)</strong></p></div></div>"
            "<div class='cm'><h3>Ý kiến ()</h3><span>0 / 500 ký tự</span><div>Đang tải dữ liệu</div></div>"
            "<img src='https://live.mediatech.vn/x.png' style='display:none'>"
        ),
        views=228,
    ),
    Sample(
        "ecm",
        "http://ubdt.gov.vn/tin-tuc/tin-hoat-dong/hoat-dong-cua-uy-ban/khanh-thanh-cay-cau.htm",
        shell(
            "<div class='breadcrumb'><a href='/home.htm'>Trang chủ</a> <a href='/x.htm'>Xã hội</a></div>"
            "<div class='ecm-panel' id='BodyContent_ctl00_leftPanel'><div class='news-info'><div id='printContent'>"
            f"<h3><span id='BodyContent_ctl00_ctl04_newsTitle'>{TITLE}</span></h3>"
            "<div><span id='BodyContent_ctl00_ctl04_lblDate'>08:15 AM 05/03/2026</span> <span>Lượt xem: 365</span> <a>In bài viết</a></div>"
            f"<h4><span id='BodyContent_ctl00_ctl04_newsContent'>{LEAD}</span></h4>"
            "<div id='BodyContent_ctl00_ctl04_showImage' style='display:none'><a class='swipebox'><img src='/upload/cau.jpg'></a></div>"
            f"<div id='divNewsDetails' class='newdetail-font font-16'><p>{P1}</p><p>{P2}</p><p style='text-align:right'><b>Trần An</b></p></div>"
            "</div></div></div>"
        ),
        views=365,
    ),
    Sample(
        "month_hex",
        "https://baoquangtri.vn/xa-hoi/202603/khanh-thanh-cay-cau-9344c18/",
        shell(
            f"<a class='maincatetitle' href='/xa-hoi/'>Xã hội</a><h2 id='title'>{TITLE}</h2>"
            "<div class='d-flex page-detail-meta mb-3'><ul class='list-inline'><li class='list-inline-item'>08:15, 05/03/2026</li></ul></div>"
            f"<div class='td-post-content'><p><strong>{LEAD}</strong></p><table><tr><td><img src='/upload/cau.jpg'></td></tr>"
            f"<tr><td>{CAPTION}</td></tr></table><p>{P1}</p><p>{P2}</p><p style='text-align:right'><strong>Trần An</strong></p>"
            "<p>{title} {publish}</p></div>",
            "<meta property='og:title' content='" + TITLE + "'>",
        ),
    ),
    Sample(
        "laravel_3s",
        "http://laocaitv.vn/xa-hoi/khanh-thanh-cay-cau-noi-hai-thon-cua-xa-hoa-binh",
        shell(
            "<input type='hidden' id='totalViewLink'><div class='breadcrumb'><a href='/'>Trang chủ</a><a href='/xa-hoi'>Xã hội</a></div>"
            f"<h1>{TITLE}</h1><div class='post-date'>05/03/2026 08:15</div><div class='content-detail'><p>Laocaitv.vn - {P1}</p>"
            f"<p><img src='/upload/cau.jpg'></p><p><em>{CAPTION}</em></p><p>{P2}</p><p><strong>Trần An</strong></p></div>"
            "<div><h3>Bình luận</h3><p>Tối thiểu 10 chữ Tiếng việt có dấu</p><p>Không chứa liên kết</p></div>"
        ),
        summary=None,
    ),
    Sample(
        "onecms",
        "https://baolaocai.vn/khanh-thanh-cay-cau-post123456.html",
        shell(
            f"<div class='breadcrumbs'><h2 class='main'><a href='/xa-hoi/'>Xã hội</a></h2></div><h1 class='article__title cms-title'>{TITLE}</h1>"
            "<div class='article__meta'><time class='time' datetime='2026-03-05T08:15:00+0700'>05/03/2026 08:15</time></div>"
            f"<div class='article__sapo cms-desc'>{LEAD}</div><div class='article__body zce-content-body cms-body' itemprop='articleBody'>"
            f"<style>.a{{}}</style><div>{P1}</div><figure><img class='cms-photo' src='data:image/gif;base64,AA' data-src='/upload/cau.jpg'>"
            f"<figcaption>{CAPTION}</figcaption></figure><div class='rennab'>Quảng cáo</div><div>{P2}</div>"
            "<div class='t1'><span class='t2'>Trần An</span></div></div>"
        ),
    ),
    Sample(
        "nukeviet",
        "http://ubmttqvn.quangtri.gov.vn/tin-tuc/xa-hoi/khanh-thanh-cay-cau-12.html",
        shell(
            "<ul class='temp-breadcrumbs'><li itemprop='itemListElement'><a href='/'><span itemprop='name'>Trang chủ</span></a></li>"
            "<li itemprop='itemListElement'><a href='/x/'><span itemprop='name'>Xã hội</span></a></li></ul>"
            "<div class='news_column' itemtype='http://schema.org/NewsArticle' itemscope>"
            f"<h1 class='title' itemprop='headline'>{TITLE}</h1><span itemprop='datePublished' class='hidden'>2026-11-20T22:02:06+07:00</span>"
            "<span itemprop='author' class='hidden'>admin</span>"
            "<div class='newsdetailmetatop'><span class='h5'>Thứ năm - 05/03/2026 08:15</span> <span class='h5'>77</span></div>"
            f"<div class='hometext' itemprop='description'>{LEAD}</div><figure class='article'><img src='/upload/cau.jpg'><figcaption>{CAPTION}"
            f"</figcaption></figure><div class='bodytext' id='news-bodyhtml'><p>{P1}</p><p>{P2}</p></div>"
            "<div class='news-download-file'><a href='/upload/KH.pdf'>Kế hoạch</a></div>"
            "<p class='h5 text-right'><strong>Tác giả bài viết:</strong> Trần An</p></div>",
            "<meta name='generator' content='NukeViet v4.5'><meta property='article:published_time' content='2026-03-05+0708:15:00'>",
        ),
        files=1,
    ),
]
