"""The bundled sample sites, one module per site."""

from __future__ import annotations

from demo.editions import Edition
from demo.play import Site
from demo.sites.bad_weather import BadWeather
from demo.sites.baolaocai import BaoLaoCai
from demo.sites.baoquangtri import BaoQuangTri
from demo.sites.base import SampleSite
from demo.sites.hanhchinhcong import HanhChinhCong
from demo.sites.laocaitv import LaoCaiTv
from demo.sites.nbtv import Nbtv
from demo.sites.practice import practice_sites
from demo.sites.ubdt import Ubdt
from demo.sites.ubmttqvn_quangtri import UbmttqvnQuangTri

_NEWS_SITES: tuple[type[SampleSite], ...] = (
    HanhChinhCong,
    Nbtv,
    Ubdt,
    BaoQuangTri,
    LaoCaiTv,
    BaoLaoCai,
    UbmttqvnQuangTri,
)


def news_sites(edition: Edition) -> list[SampleSite]:
    """The sites that publish articles."""
    return [made(edition) for made in _NEWS_SITES]


def sample_sites(edition: Edition) -> list[Site]:
    """Everything that is played without a folder."""
    return [*news_sites(edition), BadWeather(), *practice_sites(edition)]
