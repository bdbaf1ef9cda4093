"""If these fail, half of an article is lost behind a label, or related news and comments are stored as the article."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import lines, read_generic, text_of
from tests.unit.extraction.reading import body

P1 = "Sáng nay, xã Hòa Bình khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm."
P2 = "Bà con không còn phải đi đò mỗi mùa nước lên."
LONG = f"{P1} {P2}"
OTHER = "<a href=/b>Bài khác</a>"
FORMS = [
    "<p>{0}</p>{box}<p>{1}</p><p>{2}</p>",
    "<div>{0}</div>{box}<div>{1}</div><div>{2}</div>",
    "{0}<br>{box}<br>{1}<br>{2}",
    "<div><p>{0}</p>{box}</div><div><p>{1}</p><p>{2}</p></div>",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "box",
    [
        "<h3>Phản hồi</h3>",
        "<strong>Bình luận:</strong>",
        f"<p>Đọc thêm</p><p>{OTHER}</p><p><a href=/c><img src=/c.jpg></a></p><p>{OTHER}</p>",
        f"<div class=article-relate><h4>Tin liên quan</h4><ul><li>{OTHER}</li><li>{OTHER}</li></ul></div>",
        f"<div><div>Tin liên quan</div><div><a href=/c><img src=/c.jpg></a>{OTHER}<p>Tóm tắt bài khác.</p></div></div>",
    ],
)
def test_the_article_goes_on_behind_a_label_in_its_middle(box: str, form: str) -> None:
    """Everything behind the label was lost: half of the article, and nobody was told."""
    read = body(form.format(P1, LONG, P2, box=box))
    assert read.paragraphs == [P1, LONG, P2]
    assert (read.images, read.notes) == ([], [])
    for word in ("Bài", "Phản hồi", "Bình luận", "Đọc thêm", "liên quan", "Tóm tắt"):
        assert word not in read.html


def test_a_column_named_after_its_comments_is_still_the_articles() -> None:
    """A class name is weak proof: the text behind the label stood in "article-comment-wrap" and was lost."""
    column = f"<div class=article-comment-wrap><p>{LONG}</p><p>Phản hồi</p><p>{LONG} {P1}</p></div>"
    assert body(column).paragraphs == [LONG, f"{LONG} {P1}"]


def test_texts_before_and_after_a_cut_box_stay_two_paragraphs() -> None:
    """ "nhiều năm.Bà con" is no sentence, and the second half of it was no paragraph."""
    read = body(f"<div>{P1}<div class=news-relation><a href=/b>Bài khác</a></div>{P2}</div>")
    assert read.paragraphs == [P1, P2]
    assert read.html == f"<div><div>{P1}<br>{P2}</div></div>"


def test_pictures_of_related_lists_are_not_the_articles() -> None:
    """Five of seven pictures of a page were of other articles, and gave a notice another hash at every visit."""
    own = f"<p>{P1}</p><p><img src=/a.jpg></p>"
    tail = "<h3>Tin liên quan</h3><ul><li><a href=/b><img src=/b.jpg>Bài khác</a></li></ul>"
    assert [i.url[-5:] for i in body(f"{own}{tail}").images] == ["a.jpg"]
    box = "<div class=kbwscwl-relatedbox><img src=/b.jpg><a href=/b>Bài khác</a></div>"
    read = body(f"{own}{box}<p>{P2}</p>")
    assert ([i.url[-5:] for i in read.images], read.paragraphs) == (["a.jpg"], [P1, P2])
    held = body(f"{own}<div class=related-content><p>{LONG}</p></div>")
    assert held.paragraphs == [P1, LONG]


def test_a_long_tail_is_not_cut_silently() -> None:
    """If it was text of the article, somebody must be able to see that it is missing."""
    lines = [f"Một ý kiến ngắn của bạn đọc số {i} về cây cầu." for i in range(9)]
    read = body(f"<p>{P1}</p><h3>Bình luận</h3>" + "".join(f"<p>{line}</p>" for line in lines))
    lost = sum(map(len, lines)) + len("Bình luận")
    assert read.notes == [f"body: {lost} characters cut at 'Bình luận'"]
    links = "".join(f"<p><a href=/{i}>{line}</a></p>" for i, line in enumerate(lines))
    assert body(f"<p>{P1}</p><h3>Tin khác</h3>{links}").notes == []


def test_a_readers_comment_or_anothers_summary_is_no_text() -> None:
    """Text behind a label counts only outside boxes of comments and cards."""
    comment = f"<h3>Bình luận</h3><div class=comment-list><p>{LONG}</p></div>"
    assert body(f"<p>{P1}</p>{comment}").paragraphs == [P1]
    card = f"<h3>Tin khác</h3><div class=x><div><h4>{OTHER}</h4><p>{LONG}</p></div></div>"
    assert body(f"<p>{P1}</p>{card}").paragraphs == [P1]


REPLY = ["Sở đã tiếp thu và trả lời từng kiến nghị.", "Cử tri đồng tình với nội dung trả lời."]
COMMENT = "Bài viết rất hay, cảm ơn tác giả nhiều."


@pytest.mark.parametrize("heading", ["<p><b>Phản hồi</b></p>", "<h3>Phản hồi:</h3>", "<p>PHẢN HỒI</p>"])
@pytest.mark.parametrize("sentences", [REPLY, REPLY[:1], [*REPLY, "Trần An"]])
def test_an_answer_below_its_heading_is_text(heading: str, sentences: list[str]) -> None:
    """What the office answered was cut as if readers had commented."""
    told = f"<p>{LONG}</p><p>{LONG} {P1}</p>{heading}{lines(*sentences)}"
    for found in (body(told).paragraphs, text_of(read_generic(told))):
        assert found[2 : 2 + len(REPLY)] == [line for line in sentences if line.endswith(".")]


@pytest.mark.parametrize(
    "comments",
    [
        f"<p>Minh Anh</p><p>{COMMENT}</p>",
        f"<p>{COMMENT}</p><p>Minh Anh</p><p>{COMMENT}</p>",
        f"<div><div>{COMMENT}</div><div>{COMMENT}</div></div>",
        f"<ul class=comments><li>{COMMENT}</li><li>{COMMENT}</li></ul>",
        "<form><p>Vui lòng nhập nội dung bằng tiếng Việt có dấu.</p><textarea></textarea><button>Gửi</button></form>",
        "<p>Họ và tên</p><p><input name=ten></p><p>Nội dung</p>",
        "<p>Hữu ích</p>",
        f"<p>{OTHER}.</p><p>{OTHER}.</p>",
        "",
    ],
)
def test_what_readers_answered_below_the_same_heading_is_no_text(comments: str) -> None:
    """Comments come and go: each would be an edit of the article."""
    told = f"<p>{LONG}</p><p>{LONG} {P1}</p><p><b>Phản hồi</b></p>{comments}"
    for found in (body(told).paragraphs, text_of(read_generic(told))):
        assert found == [LONG, f"{LONG} {P1}"]
