"""If these fail, a notice loses the document that it announces, or a picture is a grey square."""

from __future__ import annotations

import mimetypes
from datetime import date

import pytest

from crawler.extraction.layout import Layout
from crawler.extraction.media import absolute, attachments, image
from tests.unit.extraction.reading import URL, body, element

HOST = "https://vidu.gov.vn"
TEXT = "Ủy ban nhân dân xã thông báo lịch tiếp công dân quý tới, xem chi tiết trong văn bản kèm theo dưới đây."


def files(markup: str) -> list[tuple[str, str | None]]:
    return [(found.url, found.name) for found in attachments(element(f"<div>{markup}</div>"), URL)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<a href='/upload/12/KH.pdf'>Kế hoạch</a>", [(f"{HOST}/upload/12/KH.pdf", "Kế hoạch")]),
        ("<a href='/upload/KH.DOCX?v=2'></a>", [(f"{HOST}/upload/KH.DOCX?v=2", "KH.DOCX")]),
        ("<a class='x link-download' href='/tai/12'>Tải về</a>", [(f"{HOST}/tai/12", "Tải về")]),
        ("<a class='view-gallery' href='/xem/12'>Bản vẽ</a>", [(f"{HOST}/xem/12", "Bản vẽ")]),
        (
            "<a href='javascript:void(0)' onclick=\"downloadFile('77', '/upload/KH 1.pdf')\">KH</a>",
            [(f"{HOST}/upload/KH 1.pdf", "KH")],
        ),
        ("<a href=\"javascript:downloadFile(77,'/upload/KH.pdf');\">KH</a>", [(f"{HOST}/upload/KH.pdf", "KH")]),
        ("<iframe src='/pdfjs/viewer.html?file=/upload/KH.pdf'></iframe>", [(f"{HOST}/upload/KH.pdf", "KH.pdf")]),
        ("<iframe src='/viewer?file=%2Fupload%2FKH%201.pdf'></iframe>", [(f"{HOST}/upload/KH 1.pdf", "KH 1.pdf")]),
        ("<iframe src='/upload/KH.pdf' title='Kế hoạch'></iframe>", [(f"{HOST}/upload/KH.pdf", "Kế hoạch")]),
        ("<embed src='KH.pdf'>", [(f"{HOST}/tin-tuc/KH.pdf", "KH.pdf")]),
        ("<a href='/tin/khac-12'>Bài khác</a><iframe src='https://youtube.com/embed/x'></iframe>", []),
        ("<a href='http://[/KH.pdf'>hỏng</a><iframe src='http://[?file=a.pdf'></iframe>", []),
        ("<a href='/KH.pdf'>Một</a><a href='/KH.pdf'>Hai</a>", [(f"{HOST}/KH.pdf", "Một")]),
        ("<a href='/KH.pdf'></a><a href='/KH.pdf'>Kế hoạch năm</a>", [(f"{HOST}/KH.pdf", "Kế hoạch năm")]),
    ],
)
def test_every_kind_of_file_link_is_found(markup: str, expected: list[tuple[str, str | None]]) -> None:
    """The kinds of SITE-FACTS 1d; a broken link beside them must not cost the others, nor a file count twice."""
    assert files(markup) == expected


def test_the_media_type_does_not_depend_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slim container has no /etc/mime.types: there every .docx had no type, and the item differed."""
    monkeypatch.setattr(mimetypes, "_db", mimetypes.MimeTypes(filenames=()))
    types = [
        next(attachments(element(f"<div><a href=/a.{ending}>x</a></div>"), URL)).media_type
        for ending in ("pdf", "doc", "docx", "xls", "xlsx", "pptx", "odt", "rtf", "zip", "rar", "7z")
    ]
    assert None not in types
    assert types[2] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("line", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<br>{}<br>"])
def test_a_line_that_is_a_file_link_is_a_file_and_in_the_middle_also_text(line: str) -> None:
    """Below the text it is an offer: names of files are no last sentence. Between two paragraphs it is text as well."""
    link = "<a href=/upload/TB.pdf>Thông báo số 12.pdf</a>"
    below = body(f"<p>{TEXT}</p>{line.format(link)}")
    between = body(f"<p>{TEXT}</p>{line.format(link)}<p>{TEXT}</p>")
    assert below.paragraphs == [TEXT]
    assert [text.removeprefix("- ") for text in between.paragraphs] == [TEXT, "Thông báo số 12.pdf", TEXT]
    for read in (below, between):
        assert (read.attachments[0].url, read.attachments[0].name) == (f"{HOST}/upload/TB.pdf", "Thông báo số 12.pdf")


def test_a_notice_that_is_only_a_file_has_text() -> None:
    """The reader of the text must see that there is a file."""
    read = body("<p><a href=/upload/TB.pdf>Thông báo số 12.pdf</a></p>")
    assert (read.paragraphs, len(read.attachments)) == (["Thông báo số 12.pdf"], 1)


def test_a_download_button_that_the_layout_drops_is_still_a_file() -> None:
    """VNPT's "Tải về" is no text, but what it loads is what the notice is about."""
    layout = Layout(id="vidu-2026", since=date(2026, 1, 1), drop=("a.link-download", ".related"))
    read = body(
        f"<p>{TEXT}</p><a class=link-download href=/tai/12>Tải về</a><div class=related><a href=/KHAC.pdf>K</a></div>",
        layout,
    )
    assert read.paragraphs == [TEXT]
    assert [file.url for file in read.attachments] == [f"{HOST}/tai/12"]


def test_a_sentence_with_a_file_link_stays() -> None:
    """ "Xem văn bản tại đây" is a sentence of the article."""
    read = body(f"<p>{TEXT}</p><p>Xem <a href=/TB.pdf>văn bản</a> tại đây.</p>")
    assert read.paragraphs == [TEXT, "Xem văn bản tại đây."]
    assert len(read.attachments) == 1


def test_files_of_other_articles_are_not_taken() -> None:
    """A related list below the text links other notices' files: they change with every visit, and so did the hash."""
    read = body(f"<p>{TEXT}</p><p><a href=/TB.pdf>TB</a></p><p>Tin liên quan</p><p><a href=/KHAC.pdf>Khác</a></p>")
    assert [file.name for file in read.attachments] == ["TB"]


def test_a_viewer_below_the_text_is_kept() -> None:
    """Many notices are one sentence and a PDF in a frame."""
    read = body(f"<p>{TEXT}</p><p><iframe src='/viewer?file=/TB.pdf'></iframe></p>")
    assert [file.url for file in read.attachments] == [f"{HOST}/TB.pdf"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<img src='/anh/a.jpg'>", f"{HOST}/anh/a.jpg"),
        ("<img src='data:image/gif;base64,AA' data-src='/anh/a.jpg'>", f"{HOST}/anh/a.jpg"),
        ("<img src='/nho.jpg' data-original='//cdn.vidu.vn/to.jpg'>", "https://cdn.vidu.vn/to.jpg"),
        ("<img src='/images/blank.gif' data-lazy-src='/anh/a.jpg'>", f"{HOST}/anh/a.jpg"),
        ("<img data-src='data:image/gif;base64,AA' src='/anh/a.jpg'>", f"{HOST}/anh/a.jpg"),
        ("<img src=' /anh/a.jpg '>", f"{HOST}/anh/a.jpg"),
        ("<img src='data:image/png;base64,AA'>", None),
        ("<img src='/assets/images/imgstd.jpg'>", None),
        ("<img src='/icons/pdf.png'>", None),
        ("<img src='{{item.thumb}}'>", None),
        ("<img src='http://['>", None),
        ("<img src=''>", None),
        ("<img>", None),
    ],
)
def test_the_real_picture_is_taken_and_placeholders_are_none(tag: str, expected: str | None) -> None:
    """Lazy-loading pages keep a grey square in ``src``."""
    found = image(element(tag), URL)
    assert (found.url if found else None) == expected


@pytest.mark.parametrize("href", [None, "", "#a", "javascript:void(0)", "mailto:a@b.vn", "http://[", "ftp://a.vn/x"])
def test_what_is_no_web_address_is_none(href: str | None) -> None:
    """The schema refuses such an address, and the article with it."""
    assert absolute(URL, href) is None
