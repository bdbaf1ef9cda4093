# ruff: noqa: E501 - hand-written prose
"""What editors do to a release before they carry it: seeded, so that the labelled set is the same on every machine."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from demo.corpus.tones import modern_tones


@dataclass(frozen=True, slots=True)
class Text:
    """One article of the set."""

    family: str
    """The release that it was derived from; texts of two families are never one story."""
    title: str
    body: str
    """Paragraphs separated by a blank line."""
    lead: str | None = None
    """The sapo, where the base text has one."""

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs."""
        return [part for part in self.body.split("\n\n") if part]


_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_]|[\"“'(\d])")
_DATELINES = ("(TTXVN) - ", "QTO - ", "Laocaitv.vn - ", "(NB&CL) ", "Ninh Bình, ngày 20/11 - ", "", "")
_BYLINES = (
    "Theo TTXVN",
    "Minh Anh (tổng hợp)",
    "Tin, ảnh: Hồng Hạnh",
    "PV",
    "(Nguồn: Cổng thông tin điện tử tỉnh)",
    "",
    "",
)
_LEADS = (
    "Thông tin trên vừa được cơ quan chức năng cung cấp cho báo chí trong sáng nay, thu hút sự quan tâm của nhiều bạn đọc.",
    "Đây là một trong những việc được cán bộ, nhân dân địa phương bàn luận sôi nổi những ngày qua.",
    "Phóng viên có mặt tại cơ sở ghi nhận không khí khẩn trương, nghiêm túc và nhiều cách làm đáng chú ý.",
    "Trao đổi với chúng tôi, đại diện chính quyền địa phương khẳng định sẽ tiếp tục theo sát tình hình để kịp thời hỗ trợ người dân.",
)
_CAPTIONS = (
    "Ảnh minh họa: toàn cảnh buổi làm việc.",
    "Đông đảo người dân theo dõi thông tin tại nhà văn hóa.",
    "Lực lượng chức năng có mặt tại cơ sở. Ảnh: Đức Toàn",
)
_TAILS = (
    "Mời bạn đọc xem toàn văn tại đây.",
    "Xem chi tiết tại cổng thông tin điện tử của tỉnh.",
    "Theo TTXVN",
    "",
    "",
)
_ADDED = (
    "Dịp này, nhiều tập thể, cá nhân có thành tích được biểu dương.",
    "Các ý kiến đóng góp được tiếp thu đầy đủ, nghiêm túc.",
    "Chúng tôi sẽ tiếp tục cập nhật thông tin tới bạn đọc.",
    "Hoạt động được nhân dân đồng tình hưởng ứng.",
)
_SYNONYMS = (
    ("cho biết", "nói"), ("tổ chức", "mở"), ("tại", "ở"), ("người dân", "bà con"), ("hiện nay", "hiện"), ("đồng thời", "cùng với đó"),
    ("nhiều", "không ít"), ("khoảng", "chừng"), ("sẽ", "dự kiến sẽ"), ("được", "đã được"), ("và", "cùng"), ("các", "những"),
    ("Sáng", "Vào sáng"), ("không còn", "chẳng còn"), ("rất", "hết sức"), ("để", "nhằm"), ("trong", "ở trong"), ("theo", "căn cứ"),
)  # fmt: skip


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph."""
    return [part for part in _SENTENCE_END.split(paragraph) if part]


def syndicated(base: Text, rng: random.Random) -> Text:
    """Another lead, dateline, byline or cut; other tone placement, decomposed, other white space."""
    parts = base.paragraphs
    cut = rng.random()
    if len(parts) > 3 and cut < 0.6:
        parts = parts[: max(2, round(len(parts) * rng.uniform(0.6, 0.9)))]
    elif len(parts) > 3 and cut < 0.75:
        parts = parts[1:]
    lead = rng.random()
    if base.lead and lead < 0.5:
        parts = [base.lead, *parts]
    elif lead < 0.85:
        parts = [rng.choice(_LEADS), *parts]
    if rng.random() < 0.4:
        parts.insert(rng.randrange(1, len(parts) + 1), rng.choice(_CAPTIONS))
    parts[0] = rng.choice(_DATELINES) + parts[0]
    parts = [*parts, *filter(None, [rng.choice(_BYLINES)])]
    if rng.random() < 0.25:
        parts = [" ".join(parts)]  # a site that loses the paragraphs
    return _typed(replace(base, title=_retitled(base, rng), body="\n\n".join(parts)), rng)


def edited(base: Text, rng: random.Random) -> Text:
    """Wording touched up sentence by sentence, a sentence added or dropped, a figure put right."""
    strength = rng.choice((0.15, 0.3, 0.5))
    parts = []
    for paragraph in base.paragraphs:
        lines = [_reworded(line, rng) if rng.random() < strength else line for line in sentences(paragraph)]
        if len(lines) > 2 and rng.random() < strength / 2:
            del lines[rng.randrange(len(lines))]
        parts.append(" ".join(lines))
    if rng.random() < 0.5:
        place = rng.randrange(len(parts))
        parts[place] = f"{parts[place]} {rng.choice(_ADDED)}"
    body = "\n\n".join(parts)
    if rng.random() < 0.4:
        body = _figure_put_right(body, rng)
    title = _retitled(base, rng) if rng.random() < 0.3 else base.title
    return _typed(replace(base, title=title, body=body), rng, chance=0.2)


def excerpt(base: Text, rng: random.Random, *, least: int) -> Text | None:
    """A third or less of the original, of ``least`` syllables or more, its own lead or tail around it."""
    lines = [line for paragraph in base.paragraphs for line in sentences(paragraph)]
    most = len(base.body.split()) // 3
    starts = [0, 0, *range(len(lines))]
    for start in rng.sample(starts, len(starts)):
        taken: list[str] = []
        for line in lines[start:]:
            if sum(len(part.split()) for part in (*taken, line)) > most:
                break
            taken.append(line)
        if sum(len(line.split()) for line in taken) >= least:
            body = " ".join(taken)
            tail = rng.choice(_TAILS)
            text = replace(base, title=_retitled(base, rng, body), body=f"{body}\n\n{tail}" if tail else body)
            return _typed(text, rng)
    return None


def _retitled(base: Text, rng: random.Random, body: str | None = None) -> str:
    title, words = base.title, base.title.split()
    opening = (body or base.body).split()
    forms: tuple[Callable[[], str], ...] = (
        lambda: title,
        lambda: " ".join(opening[: rng.randint(7, 12)]).rstrip(",.:;"),
        lambda: f"{rng.choice(('Ninh Bình', 'Lào Cai', 'Quảng Trị'))}: {title}",
        lambda: " ".join(words[: max(4, len(words) * 2 // 3)]),
        lambda: title.upper(),
        lambda: f"{' '.join(words[len(words) // 3 :])} - những điều cần biết".capitalize(),
    )
    return rng.choice(forms)()


def _typed(text: Text, rng: random.Random, chance: float = 0.5) -> Text:
    """The same letters as another keyboard, editor or CMS writes them."""
    title, body = text.title, text.body
    if rng.random() < chance:
        title, body = modern_tones(title), modern_tones(body)
    if rng.random() < chance:
        title, body = unicodedata.normalize("NFD", title), unicodedata.normalize("NFD", body)
    if rng.random() < chance:
        body = body.replace(" - ", " – ").replace('"', "”").replace(", ", ",\u00a0")
    return replace(text, title=title, body=body)


def _reworded(line: str, rng: random.Random) -> str:
    found = [(old, new) for old, new in _SYNONYMS if f" {old} " in f" {line} "]
    for old, new in rng.sample(found, min(2, len(found))):
        line = f" {line} ".replace(f" {old} ", f" {new} ", 1).strip()
    return line


def _figure_put_right(body: str, rng: random.Random) -> str:
    figures = list(re.finditer(r"(?<![\d.,/:])\d{1,3}(?![\d.,/:])", body))
    if not figures:
        return body
    one = rng.choice(figures)
    return f"{body[: one.start()]}{int(one.group()) + rng.randint(1, 9)}{body[one.end() :]}"
