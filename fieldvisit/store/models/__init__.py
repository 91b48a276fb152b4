"""Everything the store keeps, as mapped classes."""

from fieldvisit.store.models.base import EVERY_MARKET, Base
from fieldvisit.store.models.dealer import Contact, Dealer
from fieldvisit.store.models.ledger import OpenItem, Payment, Target
from fieldvisit.store.models.news import News, SuperiorInstruction
from fieldvisit.store.models.planning import PlannedStop
from fieldvisit.store.models.prices import PriceListEntry, PricePolicy, Promotion, PromotionIssue
from fieldvisit.store.models.product import CompetitorProduct, Product
from fieldvisit.store.models.records import ImportRun, ImportUndo, Photo, Setting
from fieldvisit.store.models.rows import ROW_TABLES, StepRow
from fieldvisit.store.models.trade import FinishedOrder, OrderLine, SalesOrder, Shipment, ShipmentLine
from fieldvisit.store.models.visit import DealerPast, Draft, OpenPromise, StepRecord, Visit

__all__ = [
    "EVERY_MARKET",
    "ROW_TABLES",
    "Base",
    "CompetitorProduct",
    "Contact",
    "Dealer",
    "DealerPast",
    "Draft",
    "FinishedOrder",
    "ImportRun",
    "ImportUndo",
    "News",
    "OpenItem",
    "OpenPromise",
    "OrderLine",
    "Payment",
    "Photo",
    "PlannedStop",
    "PriceListEntry",
    "PricePolicy",
    "Product",
    "Promotion",
    "PromotionIssue",
    "SalesOrder",
    "Setting",
    "Shipment",
    "ShipmentLine",
    "StepRecord",
    "StepRow",
    "SuperiorInstruction",
    "Target",
    "Visit",
]
