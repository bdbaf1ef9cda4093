"""If these fail, captions are read as sentences of the article, or sentences of the article as captions."""

from __future__ import annotations

import pytest

from crawler.extraction.body import Body
from tests.unit.extraction.article import HEAD, LEAD, LONG1, LONG2, P1, P2, TITLE, lines, read, text_of
from tests.unit.extraction.reading import body

SHORT = "Bà con hai thôn cùng đi trên cây cầu mới."


def captions(read_body: Body) -> list[str | None]:
    return [image.caption for image in read_body.images]


@pytest.mark.parametrize(
    "box",
    [
        "<div><img src=/{0}.jpg><div>{1}</div></div>",
        "<div class=z1><div><img src=/{0}.jpg></div><div class=z2><p>{1}</p></div></div>",
        "<div><img src=/{0}.jpg><br>{1}</div>",
    ],
)
def test_the_lines_of_a_gallery_are_its_captions(box: str) -> None:
    """A photo story without class names was stored as five unconnected sentences, its pictures without a word."""
    boxes = "".join(box.format(i, SHORT) for i in range(3))
    found = body(f"<p>{P1}</p><div>{boxes}</div><p>{P2}</p>")
    assert (found.paragraphs, captions(found)) == ([P1, P2], [SHORT] * 3)


@pytest.mark.parametrize(
    "text",
    [
        f"<div><img src=/1.jpg><div>{SHORT}</div></div>",
        f"<div><img src=/1.jpg><div>{LONG1}</div></div><div><img src=/2.jpg><div>{LONG2}</div></div>",
        f"<p><img src=/1.jpg></p><p>{SHORT}</p><p><img src=/2.jpg></p><p>{SHORT}</p>",
    ],
)
def test_sentences_between_pictures_are_text(text: str) -> None:
    """Half of a photo reportage was gone, because each of its paragraphs stood below a picture."""
    found = body(f"<p>{P1}</p>{text}<p>{P2}</p>")
    assert len(found.paragraphs) > 2
    assert captions(found)[0] is None


def test_a_line_that_the_picture_is_called_is_its_caption() -> None:
    """The caption opened the article wherever the template had renamed its class."""
    found = body(
        f"<p><img src=/1.jpg alt='Bà con hai thôn thăm cầu mới'></p><p>Bà con hai thôn thăm cầu mới</p><p>{P1}</p>"
    )
    assert (found.paragraphs, captions(found)) == ([P1], ["Bà con hai thôn thăm cầu mới"])


def test_a_line_that_another_picture_is_called_is_text() -> None:
    """Templates give every picture the article's title; a sub-heading was lost to them."""
    found = body(f"<p><img src=/1.jpg alt='{TITLE}'></p><p>Bà con hai thôn thăm cầu mới</p><p>{P1}</p>")
    assert (found.paragraphs, captions(found)) == (["Bà con hai thôn thăm cầu mới", P1], [None])


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("<p class=z1>Bà con hai thôn thăm cầu mới</p>", "Bà con hai thôn thăm cầu mới"),
        ("<p class=z1>Hội viên phụ nữ xã Hoà Bình thăm cầu</p>", "Hội viên phụ nữ xã Hoà Bình thăm cầu"),
        ("<div class=z1>15</div>", None),
        ("<div class=z1>20/11/2026 08:30</div>", None),
        ("<div class=z1>Tác giả: Nguyễn Văn Bình</div>", None),
        (f"<div class=z1>{LEAD}</div>", None),
    ],
)
def test_the_line_below_a_picture_over_the_text(line: str, caption: str | None) -> None:
    """Date, author or lead was shown as what the picture shows."""
    found = read(HEAD, f"<div><h1>{TITLE}</h1><img src=/cau.jpg>{line}<div class=z2>{lines(P1, P2)}</div></div>")
    assert ([image.caption for image in found.images], text_of(found)) == ([caption], [P1, P2])
