"""If these fail, an infographic is stored with the menu as its text, or a text gives way to its pictures."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import HEAD, LEAD, P1, P2, TITLE, lines, read, text_of

MENU = "".join(f"<li><a href=/m{i}>Chuyên mục số {i}</a></li>" for i in range(9))
OTHERS = "".join(f"<h2><a href=/b{i}>Một bài khác về mùa vụ ở vùng cao {i}</a></h2>" for i in range(9))
FOOT = "<div><p>Giấy phép số 12/GP-TTĐT ngày 03/3/2024</p><p>Trụ sở: đường Hùng Vương, phường Hoà Bình.</p></div>"
SCANS = "<div class=z1><p><img src=/quet-1.jpg></p><p><img src=/quet-2.jpg></p></div>"


def around(article: str) -> str:
    return f"<ul>{MENU}</ul><div>{article}<div><h3>Tin liên quan</h3>{OTHERS}</div></div>{FOOT}"


@pytest.mark.parametrize(
    ("article", "pictures"),
    [
        (f"<h1>{TITLE}</h1><div>20/11/2026</div>{SCANS}", ["quet-1.jpg", "quet-2.jpg"]),
        (f"<h1>{TITLE}</h1><div>20/11/2026</div><figure><img src=/do-hoa.png></figure>", ["do-hoa.png"]),
        (f"<h1>{TITLE}</h1><div>{LEAD}</div><figure><img src=/do-hoa.png></figure>", ["do-hoa.png"]),
    ],
)
def test_an_article_of_pictures_has_no_text(article: str, pictures: list[str]) -> None:
    """Menu and imprint were searched, shown and hashed as the text of a scanned decision."""
    found = read(HEAD, around(article))
    assert (found.body, [image.url.rsplit("/", 1)[-1] for image in found.images]) == ("", pictures)


def test_the_files_below_the_pictures_are_kept() -> None:
    """The scanned pages were stored without the file that one could read."""
    found = read(HEAD, around(f"<h1>{TITLE}</h1><div>20/11/2026</div>{SCANS}<div><a href=/a/qd.pdf>Toàn văn</a></div>"))
    assert [file.name for file in found.attachments] == ["Toàn văn"]


@pytest.mark.parametrize(
    "article",
    [
        f"<h1>{TITLE}</h1>{SCANS}<div class=z2>{lines(P1, P2)}</div>",
        f"<h1>{TITLE}</h1><div class=z2>{lines(P1)}{SCANS}{lines(P2)}</div>",
    ],
)
def test_pictures_beside_a_text_are_not_the_article(article: str) -> None:
    """A text of two paragraphs was given up for the photographs that stood over it."""
    assert text_of(read(HEAD, around(article))) == [P1, P2]


@pytest.mark.parametrize("picture", ["<a href=/quang-cao><img src=/a.jpg></a>", "<img src=/a.jpg width=16 height=16>"])
def test_an_advertisement_is_no_article(picture: str) -> None:
    """A page whose text failed to load was stored as an article that says an advertisement."""
    assert not read(HEAD, f"<ul>{MENU}</ul><h1>{TITLE}</h1><div>20/11/2026</div><div>{picture}</div>{FOOT}").images
