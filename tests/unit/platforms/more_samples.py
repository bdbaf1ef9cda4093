"""One article page for each family that has no site yet, in its known markup (SITE-FACTS 6, the product's source).

The texts are those of `samples`, with the same furniture around them.
"""

# ruff: noqa: E501 - markup is easier to compare with a page in long lines

from __future__ import annotations

from tests.unit.platforms.samples import CAPTION, LEAD, P1, P2, TITLE, Sample, shell

_FIGURE = f"<figure><img src='/upload/cau.jpg'><figcaption>{CAPTION}</figcaption></figure>"
_SIGNED = "<p style='text-align:right'><strong>Trần An</strong></p>"

MORE_SAMPLES = [
    Sample(
        "a_id",
        "https://baocantho.com.vn/khanh-thanh-cay-cau-noi-hai-thon-a196670.html",
        shell(
            "<div class='titlecate'><h1><a href='/xa-hoi/'>Xã hội</a></h1></div><span class='pubdate 128'>05/03/2026 - 08:15</span>"
            f"<h1 class='margintopbot10 fw700'>{TITLE}</h1><h4 class='sapo'>{LEAD}</h4><div id='newscontents'><div class='content-fck'><p>{P1}</p>"
            f"<p style='text-align:center'><img class='zoomimg' src='/upload/cau.jpg'><br><span>{CAPTION}</span></p><p>{P2}</p>{_SIGNED}</div></div>"
            "<input type='hidden' id='txtnewscate' value='2'><div class='detail-related'><h3>Đọc thêm</h3><ul><li><a href='/x-a1.html'>Bài khác</a></li></ul></div>",
            "<base href='https://baocantho.com.vn/static/templates/version1/homepage/'>",
        ),
    ),
    Sample(
        "b_grid",
        "https://baonghean.vn/khanh-thanh-cay-cau-noi-hai-thon-10418822.html",
        shell(
            "<div class='b-maincontent'><ul class='c-breadcrumb'><li><a href='/'>Trang chủ</a></li><li><a href='/xa-hoi'>Xã hội</a></li></ul>"
            f"<div class='c-detail-head'><h1 class='block-sc-title'>{TITLE}</h1><span class='c-detail-head__author'>Trần An</span> <span class='c-detail-head__time'>05/03/2026 08:15</span></div>"
            f"<p class='desc block-sc-sapo'>{LEAD}</p><article class='entry'>{_FIGURE}<p>{P1}</p><div class='sc-related-articles'><div class='b-grid'><h3 class='b-grid__title'>"
            f"<a href='/bai-khac-10417000.html'>Bài khác</a></h3></div></div><p>{P2}</p><div class='sc-empty-layer'></div></article></div>"
        ),
    ),
    Sample(
        "vccorp",
        "https://baochinhphu.vn/khanh-thanh-cay-cau-noi-hai-thon-102260305081500191.htm",
        shell(
            f"<div class='detail-cate'><a data-role='cate-name' href='/xa-hoi.htm'>Xã hội</a></div><h1 class='detail-title' data-role='title'>{TITLE}</h1>"
            f"<h2 class='detail-sapo' data-role='sapo'>{LEAD}</h2><div class='detail-time'><div data-role='publishdate'>05/03/2026 08:15</div></div>"
            f"<div class='detail-content afcbc-body' data-role='content'><p>{P1}</p><figure class='VCSortableInPreviewMode'><img src='data:image/gif;base64,AA' data-original='/upload/cau.jpg'>"
            f"<figcaption class='PhotoCMS_Caption'><p>{CAPTION}</p></figcaption></figure><p>{P2}</p>{_SIGNED}</div>",
            "<meta property='og:type' content='website'><meta name='author' content='baochinhphu.vn'>",
        ),
    ),
    Sample(
        "liferay",
        "https://moh.gov.vn/web/guest/-/khanh-thanh-cay-cau-noi-hai-thon",
        shell(
            "<div class='breadcrumb'><a href='/'>Trang chủ</a> » <a href='/web/guest/xa-hoi'>Xã hội</a></div>"
            "<div class='portlet-boundary' id='p_p_id_101_INSTANCE_abc_'><h2 class='portlet-title'>Xuất bản nội dung</h2><div class='asset-full-content'>"
            f"<div class='taglib-header'><h3 class='header-title'><span>{TITLE}</span></h3></div><div class='asset-metadata'><span class='metadata-entry metadata-publish-date'>05/03/2026 | 08:15</span></div>"
            f"<div class='asset-content'><div class='journal-content-article'><p><strong>{LEAD}</strong></p>{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div></div></div></div>"
        ),
    ),
    Sample(
        "sharepoint",
        "https://xasonlinh.hatinh.gov.vn/portal/pages/2026-03-05/Khanh-thanh-cay-cau-a7k2m1.aspx",
        shell(
            "<div id='s4-workspace'><div class='breadcrumb'><a href='/'>Trang chủ</a> » <a href='/portal/Pages/xa-hoi.aspx'>Xã hội</a></div>"
            f"<div class='news-details'><h1>{TITLE}</h1><div class='ngaydang'>05/03/2026 08:15</div><div class='mota'>{LEAD}</div>"
            f"<div class='news-content'><div>{P1}</div>{_FIGURE}<div>{P2}</div>{_SIGNED}</div></div></div>",
            "<meta name='GENERATOR' content='Microsoft SharePoint'>",
        ),
    ),
    Sample(
        "news_detail_layout",
        "https://soxd.ninhbinh.gov.vn/tin-tuc/xa-hoi/khanh-thanh-cay-cau.html",
        shell(
            "<ol class='breadcrumb'><li><a href='/'>Trang chủ</a></li><li><a href='/tin-tuc/xa-hoi.html'>Xã hội</a></li></ol>"
            "<article class='news-detail-layout-type-2 mb-20'><header><span class='post-date left'>Thứ năm, 05/03/2026 | 08:15</span><div class='block_share'><a>A+</a></div></header>"
            f"<h1 class='title-detail'>{TITLE}</h1><div class='social-connect'><a>Đọc bài</a></div><div class='brief'><p>{LEAD}</p></div>"
            f"<div class='content-detail'><p>{P1}</p>{_FIGURE}<p>{P2}</p>{_SIGNED}</div><div class='author'>Lượt xem: 365</div></article>"
        ),
        views=365,
    ),
    Sample(
        "wordpress",
        "https://hoinongdan.vn/2026/03/khanh-thanh-cay-cau/",
        shell(
            "<article id='post-12' class='post type-post'><header class='entry-header'><span class='cat-links'><a rel='category tag' href='/category/xa-hoi/'>Xã hội</a></span>"
            f"<h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'><span class='posted-on'>"
            "<time class='entry-date published' datetime='2026-03-05T08:15:00+07:00'>05/03/2026</time><time class='updated' datetime='2026-09-01T10:00:00+07:00'>01/09/2026</time></span> <span class='byline'>bởi <span class='author vcard'><a href='/author/admin/'>admin</a></span></span></div></header>"
            f"<div class='entry-content'><p>{P1}</p>{_FIGURE}<p>{P2}</p>{_SIGNED}</div></article>",
            "<meta name='generator' content='WordPress 6.7'>",
        ),
        summary=None,
    ),
    Sample(
        "drupal",
        "https://longxuyen.angiang.gov.vn/vi/xa-hoi/khanh-thanh-cay-cau",
        shell(
            f"<nav class='breadcrumb'><ol><li><a href='/'>Trang chủ</a></li><li><a href='/vi/xa-hoi'>Xã hội</a></li></ol></nav><h1 class='page-title'><span class='field field--name-title'>{TITLE}</span></h1>"
            "<article class='node node--type-article node--view-mode-full'><footer class='node__meta'><span>Được đăng bởi <span class='field field--name-uid'>bientap_lx</span> ngày "
            f"<span class='field field--name-created'>T5, 05/03/2026 - 08:15</span></span></footer><div class='node__content'><div class='field field--name-body'><p>{P1}</p>{_FIGURE}<p>{P2}</p>{_SIGNED}</div>"
            "<div class='field field--name-field-tep'><span class='file'><a href='/sites/default/files/2026-03/KH.pdf'>Kế hoạch</a></span></div></div></article>",
            "<meta name='Generator' content='Drupal 10 (https://www.drupal.org)'>",
        ),
        summary=None,
        files=1,
    ),
    Sample(
        "joomla",
        "https://baotang.caovi.gov.vn/xa-hoi/412-khanh-thanh-cay-cau",
        shell(
            "<ul class='breadcrumb'><li><a href='/'>Trang chủ</a></li><li><a href='/xa-hoi'>Xã hội</a></li></ul><div class='item-page'><div class='page-header'><h1>Xã hội</h1></div>"
            f"<div class='page-header'><h2 itemprop='headline'>{TITLE}</h2></div><dl class='article-info'><dd class='createdby' itemprop='author'>Viết bởi <span itemprop='name'>Super User</span></dd>"
            "<dd class='published'><time datetime='2026-03-05T08:15:00+07:00' itemprop='datePublished'>Được đăng: 05 Tháng 3 2026</time></dd>"
            f"<dd class='hits'>Lượt xem: 365</dd></dl><div itemprop='articleBody'><p>{P1}</p>{_FIGURE}<p>{P2}</p>{_SIGNED}</div></div>",
            "<meta name='generator' content='Joomla! - Open Source Content Management'><meta name='author' content='Super User'>",
        ),
        summary=None,
        views=365,
    ),
]
