"""Labels that portals print around an article, as data.

Source: labels seen in real pages and page texts of the five first sites and their CMS families (site facts, section
8), plus their usual variants. All functions look at one line at a time; case, Unicode form and tone placement of the
line do not matter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.text.canonical import canonical_text

_LONGEST = 400
"""Characters; longer lines are text."""
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+|\d+"

_TOOLS = """
    đánh giá chất lượng tin | đánh giá tin
    in | in bài viết | in bài | in trang | in trang này | bản in | chia sẻ | chia sẻ bài viết | chia sẻ qua facebook
    chia sẻ facebook | chia sẻ zalo | gửi email | gửi bài viết | gửi mail | sao chép liên kết | copy link
    lưu bài viết | lưu bài | thích | in ấn | tải về máy | nghe nội dung | nghe tin | đọc bài | nghe đọc | quảng cáo
    - quảng cáo - | chế độ ban đêm | tăng cỡ chữ | giảm cỡ chữ | tương phản | xem bản in | đọc bài viết
    chia sẻ bài | theo dõi | gửi tin | lưu tin | facebook | zalo | twitter | tweet | email | cỡ chữ | nghe bài viết
    nghe đọc bài | phóng to | thu nhỏ | a- | a+ | t+ | t- | gửi cho bạn bè | xem thêm | quay lại | trở lại
    về trang chủ | đầu trang | về đầu trang | lên đầu trang | đang tải dữ liệu | đang tải | đang tải...
    đang tải dữ liệu... | gửi bình luận | viết bình luận | gửi ý kiến | tối thiểu 10 chữ tiếng việt có dấu
    không chứa liên kết | vui lòng nhập mã xác nhận | mã xác nhận | hữu ích | rss | mục lục | đánh giá bài viết
    đánh giá | bình chọn | đăng nhập | aa | nghe | đọc | in tin | advertisement | [nhập chú thích] | từ khóa
    từ khóa: | thẻ tag | thẻ tag: | tags | tags: | lượt xem | lượt xem: | xem cỡ chữ
"""

_TAILS = """
    có liên quan | bài nên đọc | tin đã đăng | các tin đã đăng | tin đã đưa | các tin đã đưa | tin liên quan
    các tin liên quan | bài liên quan | bài viết liên quan | các bài viết liên quan | tin bài liên quan
    tin, bài liên quan | nội dung liên quan | tin khác | các tin khác | tin tức khác | các tin tức khác
    tin bài khác | các tin bài khác | bài viết khác | các bài viết khác | các bài khác | tin cùng chuyên mục
    cùng chuyên mục | bài cùng chuyên mục | tin cùng loại | các tin cùng chuyên mục | cùng chủ đề
    bài viết cùng chủ đề | tin cùng chủ đề | phản hồi | gửi phản hồi | bình luận | bình luận bạn đọc
    ý kiến bạn đọc | ý kiến bình luận | ý kiến phản hồi | gửi ý kiến bạn đọc | mới nhất | tin mới | tin mới nhất
    bài mới nhất | tin nổi bật | xem nhiều | xem nhiều nhất | tin xem nhiều | tin đọc nhiều | đọc nhiều
    đọc nhiều nhất | liên kết website | liên kết web | liên kết trang web | đọc thêm | bài viết cùng chuyên mục
    tin bài cùng chuyên mục | các bài cùng chuyên mục | câu hỏi khác | các câu hỏi khác | văn bản mới
    văn bản liên quan | văn bản khác | thông báo khác | đề xuất cho bạn | dành cho bạn | có thể bạn quan tâm?
    bạn có thể thích | lịch phát sóng | lịch phát sóng hôm nay | chương trình truyền hình | các tin liên quan khác
    xem thêm các tin khác | bài đọc nhiều | tin cũ hơn | bài mới | bài viết mới | bài viết mới nhất
    tin đọc nhiều nhất | tham khảo thêm | có thể bạn quan tâm | những tin mới hơn | những tin cũ hơn
    các tin mới hơn | các tin cũ hơn | tin mới hơn | các tin tiếp | các tin tiếp theo | theo dòng sự kiện
    dòng sự kiện
"""


def _labels(table: str) -> str:
    """One regex alternation of a table's labels, the longest first so that no label hides a longer one."""
    labels = {canonical_text(label) for row in table.splitlines() for label in row.split("|") if label.strip()}
    return "|".join(re.escape(label) for label in sorted(labels, key=lambda label: (-len(label), label)))


_COUNTERS = (
    rf"(?:số )?lượt (?:xem|đọc|truy cập)\s?:?\s?\(?(?:{_NUMBER})\)?(?: lượt(?: xem| đọc)?)?"
    rf"|(?:đã xem|số lần xem)\s?:\s?(?:{_NUMBER})"
    rf"|(?:{_NUMBER}) lượt (?:xem|đọc|truy cập)"
    r"|(?:ý kiến|bình luận|phản hồi|chia sẻ|thích)\s?\(\s?\d*\s?\)"
    r"|\d+ ?/ ?\d+ ký tự"
    r"|(?:(?:cập nhật|đăng)\s)?\d{1,3} (?:phút|giờ|tiếng|ngày) trước"
    r"|[\d.,]+ ?/ ?\d+ ?\W*\d+ (?:bình chọn|lượt(?: đánh giá)?|phiếu|đánh giá)\W*"
    r"|\d+ phút đọc|(?:đã )?(?:xem|đọc):? \d[\d.,]* lần|trình duyệt (?:của bạn )?không hỗ trợ.{0,150}"
    r"|(?:đánh giá(?: bài viết| của bạn)?|bình chọn|điểm|rating)\s?:?\s?\(?\s?[\d.,]+ ?"
    r"(?:(?:/ ?\d+|sao)[^\w]*|[^\w]+(?=từ|\d))"
    r"(?:từ \d+ đánh giá|\d+ (?:lượt|phiếu|đánh giá|votes?)|[\d.,]+ (?:trên|/) \d+[^()]*)?\s?\)?"
    r"|(?:đánh giá(?: bài viết| của bạn)?\s?:?\s?)?[★☆⭐✩✭\s]{3,}"
    r"|\{{1,2}[^{}]*\}{1,2}"
)
_NOISE = re.compile(rf"(?:(?:{_COUNTERS}|{_labels(_TOOLS)})(?![^\W_])[\s|:;,.•·*-]*)+|(?:thẻ tag|tags?|từ khoá)\s?: .+")
# "Video liên quan", "Các tin vắn khác", "Thông báo mới nhất": what a list of other things is called.
_OTHERS = (
    r"(?:(?:các|những|một số) )?(?:tin,? bài|tin|bài|bản tin|video|clip|ảnh|emagazine|phóng sự|chuyên đề|văn bản|"
    r"thông báo|sự kiện|hoạt động|chương trình|câu hỏi)(?: [^\W\d_]+){0,2}"
    r" (?:khác|liên quan|mới nhất|cùng chuyên mục|xem nhiều)"
)
_TAIL = re.compile(
    rf"[\s\">•*-]*(?:\d+ bình luận|{_OTHERS}|(?:{_labels(_TAILS)})(?:\s?\(\s?\d*\s?\))?|ý kiến\s?\(\s?\d*\s?\))"
    r"[\s:\">.]*",
)
_VIEWS = (
    # The label first: in "06/08/2013 Lượt xem: 365" the number before it is a year.
    re.compile(
        rf"(?:lượt (?:xem|đọc|truy cập)|đã xem|số lần xem)\s?:?\s?\(?({_NUMBER})(?![.,]?\d)"
        r"(?!\s?(?:k|tr|nghìn|ngàn|triệu)\b)"
    ),
    re.compile(rf"(?<![\d.,/-])({_NUMBER}) lượt (?:xem|đọc|truy cập)"),
    re.compile(rf"(?:đã )?(?:xem|đọc):? ({_NUMBER}) lần"),
)


def is_noise_line(text: str) -> bool:
    """Whether the whole line is page furniture: print and share tools, counters, loading texts, template tokens, tags.

    Several on one line count too. A sentence that only speaks of such things does not.
    """
    return len(text) <= _LONGEST and _NOISE.fullmatch(_line(text)) is not None


def is_tail_label(text: str) -> bool:
    """Whether the whole line is a heading after which nothing belongs to the article (related news, comments, links).

    A bullet before it and a colon, arrow or counter after it are tolerated.
    """
    return len(text) <= _LONGEST and _TAIL.fullmatch(_line(text)) is not None


def read_views(text: str) -> int | None:
    """The view counter in a line that holds one (``Lượt xem: 1.234``), as a plain number; dots and commas group it.

    ``None`` when there is none or when it is rounded (``1,2 nghìn lượt xem``).
    """
    line = _line(text)
    for pattern in _VIEWS:
        if (match := pattern.search(line)) is not None:
            return int(re.sub(r"[.,]", "", match[1]))
    return None


@lru_cache(maxsize=4096)  # several readers ask about each line of a page
def _line(text: str) -> str:
    return canonical_text(text).lower()
