"""A region as its manager sees it: what many visits of many reps add up to, and which visits each figure is made of."""

from fieldvisit.domain.region.calls import Call
from fieldvisit.domain.region.exceptions import Disorder, RegionException, SharedException, region_exceptions
from fieldvisit.domain.region.figures import Counted, Found, Part, RegionFigures, region_figures
from fieldvisit.domain.region.market_prices import PriceSpread, market_prices
from fieldvisit.domain.region.periods import Period, Span, periods_of, run_up
from fieldvisit.domain.region.ranking import BESIDE, DEFAULT_INDEX, INDEXES, Form, Index, Ranked, ranking
from fieldvisit.domain.region.refusals import Refusal, RefusedAs
from fieldvisit.domain.region.rep_figures import RepFigures
from fieldvisit.domain.region.share import VisitShare, share_of
from fieldvisit.domain.region.sums import Sums, added, main_currency

__all__ = [
    "BESIDE",
    "DEFAULT_INDEX",
    "INDEXES",
    "Call",
    "Counted",
    "Disorder",
    "Form",
    "Found",
    "Index",
    "Part",
    "Period",
    "PriceSpread",
    "Ranked",
    "Refusal",
    "RefusedAs",
    "RegionException",
    "RegionFigures",
    "RepFigures",
    "SharedException",
    "Span",
    "Sums",
    "VisitShare",
    "added",
    "main_currency",
    "market_prices",
    "periods_of",
    "ranking",
    "region_exceptions",
    "region_figures",
    "run_up",
    "share_of",
]
