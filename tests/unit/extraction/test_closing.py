"""If these fail, authors are lost in the last line, or the last of those praised becomes the author and is missing."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import P1, P2
from tests.unit.extraction.reading import body


@pytest.mark.parametrize(
    "signed",
    [
        "<p style='text-align:right'><strong>Phương Loan (nbtv.vn)</strong></p>",
        "<p>Phương Loan</p><p>(Theo nbtv.vn)</p>",
        "<br><b>Phương Loan (nbtv.vn)</b>",
        "<br>Phương Loan (nbtv.vn)",
        "<div><div><span>Phương Loan (nbtv.vn)</span></div></div>",
    ],
)
def test_the_signature_is_no_paragraph(signed: str) -> None:
    """Authors are a field; as a last paragraph they make copies of one text differ."""
    read = body(f"<p>{P1}</p><p>{P2}</p>{signed}")
    assert read.paragraphs == [P1, P2]
    assert read.byline is not None
    assert (read.byline.authors, read.byline.source) == (("Phương Loan",), "nbtv.vn")
    assert "Phương Loan" not in read.html
    assert "nbtv.vn" not in read.html


@pytest.mark.parametrize(
    "last",
    ["Đây là cây cầu thứ ba của xã.", "Hòa Bình, ngày 5 tháng 3.", "Mọi thắc mắc xin liên hệ: Bộ phận một cửa.", "Hết"],
)
def test_a_last_paragraph_that_is_no_signature_stays(last: str) -> None:
    """Text lost at the end of an article is missed by nobody until it is needed."""
    read = body(f"<p>{P1}</p><p>{last}</p>")
    assert read.paragraphs == [P1, last]
    assert read.byline is None


@pytest.mark.parametrize("opening", ["Danh sách cá nhân được khen thưởng gồm có:", "Các cá nhân được tặng bằng khen"])
def test_the_last_of_a_list_of_names_is_no_author(opening: str) -> None:
    """Whoever was praised last became the author, and was missing among the praised."""
    names = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Cường"]
    read = body("".join(f"<p>{line}</p>" for line in (P1, opening, *names)))
    assert (read.paragraphs, read.byline) == ([P1, opening, *names], None)
    assert names[-1] in read.html


def test_a_single_name_after_a_colon_is_no_author() -> None:
    """ "Người được khen thưởng:" asks for the name below it."""
    read = body(f"<p>{P1}</p><p>Người được khen thưởng:</p><p>Nguyễn Văn An</p>")
    assert (read.paragraphs[-1], read.byline) == ("Nguyễn Văn An", None)


def test_an_only_paragraph_is_never_a_signature() -> None:
    """A one-line notice must not become an article without text."""
    assert body("<p>Nguyễn Văn An</p>").paragraphs == ["Nguyễn Văn An"]
