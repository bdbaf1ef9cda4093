# ruff: noqa: E501 - tables of names
"""What the slots of the sentence patterns are filled with: invented people, communes of each province, figures."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

NINH_BINH = "Ninh Bình"
QUANG_TRI = "Quảng Trị"
LAO_CAI = "Lào Cai"
CENTRAL = "Trung ương"

COMMUNES: dict[str, tuple[str, ...]] = {
    NINH_BINH: (
        "Gia Viễn", "Gia Hưng", "Nho Quan", "Cúc Phương", "Yên Mô", "Yên Từ", "Khánh Nhạc", "Kim Sơn", "Phát Diệm",
        "Đại Hoàng", "Thanh Sơn", "Phú Long", "Quỳnh Lưu", "Khánh Hội", "Lai Thành", "Chất Bình", "Đồng Thái", "Gia Lâm",
    ),
    QUANG_TRI: (
        "Hướng Phùng", "Khe Sanh", "Tân Lập", "Lao Bảo", "Đakrông", "Cam Lộ", "Hiếu Giang", "Gio Linh", "Cửa Việt",
        "Vĩnh Linh", "Bến Hải", "Triệu Phong", "Ái Tử", "Hải Lăng", "Mỹ Thủy", "Ba Lòng", "Cồn Tiên", "Nam Hải Lăng",
    ),
    LAO_CAI: (
        "Mường Hum", "Bát Xát", "Y Tý", "Si Ma Cai", "Bắc Hà", "Tả Củ Tỷ", "Bảo Nhai", "Mường Khương", "Cao Sơn",
        "Võ Lao", "Văn Bàn", "Khánh Yên", "Bảo Yên", "Nghĩa Đô", "Phong Hải", "Mường Bo", "Tả Van", "Bản Hồ",
    ),
    CENTRAL: (
        "Mường Phăng", "Nậm Pồ", "Sơn Điền", "Đắk Nông", "Trà Leng", "Phước Năng", "Tân Hợp", "Lũng Cú", "Thượng Lâm",
        "Xín Mần", "Tri Lễ", "Môn Sơn", "Pù Nhi", "Yên Khương", "Ia Mơ", "Kon Đào", "Ngọc Chiến", "Vân Hồ",
    ),
}  # fmt: skip
"""Communes by province; the central office reports from everywhere."""

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Giàng", "Lù", "Vàng", "Lý", "Hà")
_MALE = ("Văn Hưng", "Đức Toàn", "Minh Quân", "Quang Huy", "Xuân Lâm", "Thanh Tùng", "Mạnh Cường", "Công Định", "A Páo")
_FEMALE = ("Thị Lan", "Thị Hòe", "Thu Thủy", "Thị Mỵ", "Ngọc Hoa", "Thị Duyên", "Bích Hậu", "Thị Nhung", "Thị Chẩn")
_AGENCIES = (
    "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Sở Văn hóa, Thể thao và Du lịch", "Sở Khoa học và Công nghệ",
    "Văn phòng UBND tỉnh", "Sở Giáo dục và Đào tạo", "Sở Y tế", "Ban Dân tộc và Tôn giáo",
)  # fmt: skip
_POSTS = ("Phó Chủ tịch UBND tỉnh", "Phó Bí thư Thường trực Tỉnh ủy", "Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy")


@dataclass
class Slots:
    """Mapping for ``str.format_map``: places and people stay the same within an article, figures are drawn anew."""

    rng: random.Random
    province: str
    commune: str
    day: datetime
    agency: str = ""
    _fixed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rng = self.rng
        other = rng.choice([name for name in COMMUNES[self.province] if name != self.commune])
        villager = f"{rng.choice(_FAMILY)} {rng.choice(_FEMALE)}"
        officer = f"{rng.choice(_FAMILY)} {rng.choice(_MALE)}"
        leader = f"{rng.choice(_FAMILY)} {rng.choice(_MALE)}"
        half_day = "Sáng" if self.day.hour < 12 else "Chiều"
        tomorrow = self.day + timedelta(days=1)
        self._fixed = {
            "tinh": "Điện Biên" if self.province == CENTRAL else self.province,
            "xa": f"xã {self.commune}",
            "xa2": f"xã {other}",
            "so_nganh": self.agency or rng.choice(_AGENCIES),
            "dan": f"Bà {villager}, thôn {rng.randint(1, 9)}, xã {self.commune}",
            "can_bo": f"Ông {officer}, Chủ tịch UBND xã {self.commune}",
            "lanh_dao": f"Đồng chí {leader}, {rng.choice(_POSTS)},",
            "nam": str(self.day.year),
            "ngay": f"{self.day.day}/{self.day.month}",
            "buoi": f"{half_day} {self.day.day}/{self.day.month}",
            "buoi_sau": f"sáng {tomorrow.day}/{tomorrow.month}",
        }

    def __getitem__(self, name: str) -> str:
        rng = self.rng
        if name in self._fixed:
            return self._fixed[name]
        if name == "n":
            return str(rng.randint(3, 29))
        if name == "nn":
            return str(rng.randint(110, 980))
        if name == "nghin":
            return f"{rng.randint(1, 48)}.{rng.randint(100, 999)}"
        if name == "pt":
            return f"{rng.randint(41, 98)},{rng.randint(1, 9)}"
        if name == "ty":
            return f"{rng.randint(2, 96)},{rng.randint(1, 9)}"
        raise KeyError(name)


def sentence_case(text: str) -> str:
    """First letter in upper case, and so after each full stop: slots may begin a sentence."""
    parts = text.split(". ")
    return ". ".join(part[:1].upper() + part[1:] for part in parts)
