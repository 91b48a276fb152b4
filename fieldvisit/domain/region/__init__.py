"""A region as its manager sees it: what many visits of many reps add up to, and which visits each figure is made of."""

from fieldvisit.domain.region.exceptions import Disorder, RegionException, SharedException, region_exceptions
from fieldvisit.domain.region.figures import Counted, Found, Part, RegionFigures, region_figures
from fieldvisit.domain.region.market_prices import PriceSpread, market_prices
from fieldvisit.domain.region.ranking import INDEXES, Ranked, RepFigures, ranking
from fieldvisit.domain.region.share import VisitShare, share_of
from fieldvisit.domain.region.sums import Sums, added, main_currency

__all__ = [
    "INDEXES",
    "Counted",
    "Disorder",
    "Found",
    "Part",
    "PriceSpread",
    "Ranked",
    "RegionException",
    "RegionFigures",
    "RepFigures",
    "SharedException",
    "Sums",
    "VisitShare",
    "added",
    "main_currency",
    "market_prices",
    "ranking",
    "region_exceptions",
    "region_figures",
    "share_of",
]
