"""Surveys of a site of no known family and of one that is known, without a network."""

from __future__ import annotations

import pytest

from crawler.newsite.plan import Chosen, plan
from crawler.newsite.source import render
from crawler.newsite.trial import Trial, try_out
from crawler.survey.look import Survey
from demo.editions import Edition
from demo.sites import sample_sites
from tests.integration.newsite.town import Town
from tests.unit.survey.web import surveyed


@pytest.fixture(scope="session")
def seen() -> Survey:
    """A town as it was seen."""
    return surveyed(Town("tot"), "http://tot.thi-tran.test/")


@pytest.fixture(scope="session")
def known() -> Survey:
    """A site of a known family as it was seen."""
    site = next(one for one in sample_sites(Edition()) if "ubmttqvn.quangtri.gov.vn" in one.hosts)
    return surveyed(site, "http://ubmttqvn.quangtri.gov.vn/")


@pytest.fixture(scope="session")
def trial(seen: Survey) -> Trial:
    """The town's file, tried."""
    return try_out(render(plan(seen, Chosen())), "tot_thi_tran_test", seen)
