"""Lines that are nothing but a time, yet no printed date: how long ago, and what machines write."""

from __future__ import annotations

import re

_RELATIVE = re.compile(r"(?:(?:cập nhật|đăng)\s)?(?:khoảng )?\d{1,3} (?:phút|giờ|tiếng|ngày) trước", re.IGNORECASE)
_MACHINE = re.compile(r"\d{4}-\d\d-\d\d[T+]\S*")


def is_relative_time(line: str) -> bool:
    """Whether the whole line says how long ago it was: "Cập nhật 2 giờ trước"."""
    return _RELATIVE.fullmatch(line) is not None


def is_machine_time(line: str) -> bool:
    """Whether the whole line is a time for machines, "2025-03-05T08:15:00+07:00", which no reader is shown."""
    return _MACHINE.fullmatch(line) is not None
