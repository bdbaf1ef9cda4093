"""The bundled sample sites, one module per site."""

from __future__ import annotations

from demo.editions import Edition
from demo.play import Site
from demo.sites.base import SampleSite
from demo.sites.hanhchinhcong import HanhChinhCong
from demo.sites.mttq_quangtri import MttqQuangTri


def news_sites(edition: Edition) -> list[SampleSite]:
    """The sites that publish articles."""
    return [
        HanhChinhCong(edition),
        MttqQuangTri(edition),
    ]


def sample_sites(edition: Edition) -> list[Site]:
    """Everything that is played without a folder."""
    return [*news_sites(edition)]
