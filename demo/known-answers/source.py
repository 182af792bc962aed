"""The demo's files as plain facts: orders, their lines after the rounding rules, the fiscal table.

Rules (of the demo's mappings, stated here a second time on purpose, in another language):
  R1  Amounts are whole cents. An order's amount is SubTotal (net, without tax and freight) rounded half to even
      to cents, order by order; a line's amount is SalesAmount rounded likewise. All of it is US dollars.
  R2  Lines are those of FactResellerSales, joined by SalesOrderNumber, in file order. Day, account, seller and
      territory are the order's: the warehouse moved its dates.
  R3  Rest = rounded order less the sum of its rounded lines. A rest below -1.00 is a discount: it is spread over
      the order's lines in proportion to their amounts by largest remainder (ties: the earlier line), and lowers
      them. Any other rest but zero is one more line of kind adjustment, without product, list price or cost.
      (Compared unrounded, 857 orders are more than 1.00 below their lines; rounded as here, 856: SO57104 is
      1.0049 below unrounded and exactly 1.00 rounded.)
  R4  An order without lines becomes one line without product, list price or cost.
  R5  Cost of a line is TotalProductCost rounded half to even; the text NULL means unknown, not zero.
      List value of a line is Product.ListPrice (joined by name through ResellerProduct) times quantity.
  R6  The account is the customer's store where Customer.StoreID names one, else the customer itself.
  R7  The seller is SalesPersonID; an order without one (the online channel) belongs to the house.
"""

import csv
import gzip
import io
from collections import defaultdict
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

DEMO = Path(__file__).resolve().parent.parent
AS_OF = "2014-05-02"
HOUSE = "house"


class Line(NamedTuple):
    kind: str  # goods or adjustment
    category: str  # '' without product
    net: int
    discount: int
    listed: int | None
    cost: int | None


class Order(NamedTuple):
    number: str
    day: str
    account: str
    seller: str
    territory: str
    raw: Decimal
    net: int
    lines: tuple[Line, ...]


class Period(NamedTuple):
    kind: str
    code: str
    first: str
    last: str


@cache
def read(name):
    path = DEMO / "data" / f"{name}.csv"
    if path.exists():
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    with gzip.open(f"{path}.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cents(text):
    return int((Decimal(text) * 100).quantize(Decimal(1), ROUND_HALF_EVEN))


def fiscal(kind):
    with open(DEMO / "fiscal.csv", encoding="utf-8", newline="") as file:
        return [Period(*row) for row in csv.reader(file) if row[0] == kind]


@cache
def orders():
    lines = order_lines()
    store = {row["CustomerID"]: row["StoreID"] for row in read("Customer")}
    found = []
    for row in read("SalesOrderHeader"):
        net = cents(row["SubTotal"])
        found.append(
            Order(
                number=row["SalesOrderNumber"],
                day=row["OrderDate"][:10],
                account=store[row["CustomerID"]] or row["CustomerID"],
                seller=row["SalesPersonID"] or HOUSE,
                territory=row["TerritoryID"],
                raw=Decimal(row["SubTotal"]),
                net=net,
                lines=settle(net, lines.get(row["SalesOrderNumber"], [])),
            )
        )
        assert sum(line.net for line in found[-1].lines) == net
    return found


def order_lines():
    reseller = {row["ProductKey"]: row for row in read("ResellerProduct")}
    price = {row["Name"]: Decimal(row["ListPrice"]) for row in read("Product")}
    lines = defaultdict(list)
    for row in read("FactResellerSales"):
        product = reseller[row["ProductKey"]]
        lines[row["SalesOrderNumber"]].append(
            Line(
                kind="goods",
                category=product["EnglishProductCategoryName"],
                net=cents(row["SalesAmount"]),
                discount=0,
                listed=cents(price[product["Product"]] * int(row["OrderQuantity"])),
                cost=None if row["TotalProductCost"] == "NULL" else cents(row["TotalProductCost"]),
            )
        )
    return lines


def settle(net, lines):
    """R3 and R4: the lines that add up to the order."""
    if not lines:
        return (Line("goods", "", net, 0, None, None),)
    rest = net - sum(line.net for line in lines)
    if rest < -100:
        parts = spread(-rest, [line.net for line in lines])
        return tuple(
            line._replace(net=line.net - part, discount=part) for line, part in zip(lines, parts)
        )
    if rest:
        return (*lines, Line("adjustment", "", rest, 0, None, None))
    return tuple(lines)


def spread(total, weights):
    """Largest remainder in whole numbers: no division is ever rounded."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts
