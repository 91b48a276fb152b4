"""Files in the shape of the Northwind export: real ones where they are at hand, and small ones that pass anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "data" / "northwind" / "csv_exact"
NAMES = ("Customers.csv", "Products.csv", "Orders.csv", "Order_Details.csv")
_CUSTOMERS = """\
CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,PostalCode,Country,Phone,Fax
QUICK,QUICK-Stop,Horst Kloss,Accounting Manager,Taucherstraße 10,Cunewalde,,01307,Germany,0372-035188,
FISSA,Fabrica Inter.,Diego Roel,Accounting Manager,"C/ Moralzarzal, 86",Madrid,,28034,Spain,(91) 555 94 44,
"""
_PRODUCTS = """\
ProductID,ProductName,SupplierID,CategoryID,QuantityPerUnit,UnitPrice,UnitsInStock,UnitsOnOrder,ReorderLevel,Discontinued
1,Chai,1,1,10 boxes x 20 bags,18,39,0,10,0
2,Chang,1,1,24 - 12 oz bottles,19,17,40,25,0
5,Chef Anton's Gumbo Mix,2,2,36 boxes,21.35,0,0,0,1
"""
_ORDERS = """\
OrderID,CustomerID,EmployeeID,OrderDate,RequiredDate,ShippedDate,ShipVia,Freight,ShipName
11021,QUICK,3,1998-04-14 00:00:00.000,1998-05-12 00:00:00.000,1998-04-21 00:00:00.000,1,297.18,QUICK-Stop
11075,QUICK,8,1998-05-06 00:00:00.000,1998-06-03 00:00:00.000,,2,6.19,QUICK-Stop
"""
_LINES = """\
OrderID,ProductID,UnitPrice,Quantity,Discount
11021,2,19,11,0.25
11021,5,21.35,35,0.0
11075,1,18,10,0.15
"""


@dataclass(frozen=True)
class Northwind:
    """A set of files and what must be in the store afterwards; amounts rounded line by line."""

    folder: Path
    dealers: int
    products: int
    orders: int
    undelivered: int
    net: Decimal
    day: date = date(1998, 5, 6)

    @property
    def files(self) -> list[Path]:
        """The four files that hold something."""
        return [self.folder / name for name in NAMES]


def real() -> Northwind:
    """The published files. The customers' file holds two test rows (`Val2`, `VALON`) beside the 91 customers."""
    return Northwind(SHARED, 93, 77, 830, 21, Decimal("1265793.29"))


def small(folder: Path) -> Northwind:
    """Two dealers, three products, two orders: 19 × 11 × 0.75 + 21.35 × 35 + 18 × 10 × 0.85 = 156.75 + 747.25 + 153."""
    folder.mkdir(exist_ok=True)
    for name, text in zip(NAMES, (_CUSTOMERS, _PRODUCTS, _ORDERS, _LINES), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return Northwind(folder, 2, 3, 2, 1, Decimal("1057.00"))
