#!/usr/bin/env python3
"""The demo's figures, computed outside the project's code from Microsoft's CSV files.

    python3 compute.py            writes the tables beside this file
    python3 compute.py --check    computes again and names every table that differs

Plain python3, standard library only, whole numbers and Decimal throughout. How orders become lines is said in
source.py (rules R1 to R7), how the fiscal table and the reporting line come about in ../derive.py. Amounts are
cents; ratios have six decimals, rounded half to even, and are empty where there is nothing to divide by.
Columns ending in _as_of count days to 2014-05-02, where the demo's clock stands; the others the whole ledger.
Days after 2014-05-30 lie in no fiscal period: their rows have the code `after`.

  F1  Billed: rounded orders, summed. By person: of orders whose SalesPersonID it is. The house has the rest.
  F2  A quota holds from its date to the day before the next quota date, the last to the end of the fiscal table.
      Attainment = billed in those days / quota. A team's is the ratio of sums over everybody who is in the team
      on the day in question (for quotas: on their first day), its manager included.
  F3  Territory: the order's TerritoryID.
  F4  Category: of the line's product. `none` are orders without lines (all online ones), `adjustment` the rests.
  F5  Margin: only lines with a cost count, on both sides; cost_covered is their net over all net of the row.
      Price realisation: net over list value, only lines with a list value; list_covered likewise. Adjustments
      and lines without product have neither.
  F6  Orders are distinct order numbers; average order is billed over orders; lines per order is goods lines over
      orders, an order known only by its sum having one. `product_lines` and the orders that have any stand beside.
  F7  An account is active in a period if its net billing there is above zero; for a person, the billing credited
      to that person counts and no other.
  F8  An account is new in the period in which its first order ever falls, credited to whoever sold on that first
      day; not reported (empty) for periods that touch the ledger's first 12 fiscal months (FY12).
  F9  Lost at the end of a quarter: active in the 12 fiscal months before the last 12, not active in the last 12.
      For the running quarter the last 12 months end on 2014-05-02, the third day of FY14 M12, and begin on the
      day after the third day of FY13 M12; the 12 before likewise. Counted per company and per person by that
      person's own billing, so what moved to a colleague is lost to the person and not to the company. Empty until
      both windows lie in the ledger (from FY13 Q4 on).
  F10 Top account share: the largest account's net billing over all billing of the row.
  F11 Where one should be on 2014-05-02: quota times the share of a quarter usually billed by the third day of its
      third month, over the last eight complete quarters (ratio of sums): the person's own, where at least four
      of them have billing, else that of all salespeople. A straight line would ask for 63 of 91 days instead;
      `flattered` are those at or above it and below their quota.
"""

import csv
import io
import json
import sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from statistics import median

sys.dont_write_bytecode = True  # source.py is imported: leave no cache in the checkout
from source import AS_OF, DEMO, HOUSE, Period, cents, fiscal, orders, read  # noqa: E402

HERE = Path(__file__).parent
MONTHS, QUARTERS = fiscal("month"), fiscal("quarter")
RUNNING = next(i for i, month in enumerate(MONTHS) if month.first <= AS_OF <= month.last)
AFTER = Period("after", "after", "2014-05-31", "2014-06-30")


def main():
    answers = {
        "attainment.csv": attainment(),
        "attainment-by-team.csv": attainment_by_team(),
        "billing-by-person-and-cycle.csv": billing_by_person(MONTHS),
        "billing-by-person-and-quarter.csv": billing_by_person(QUARTERS),
        "billing-by-territory.csv": billing_by_territory(),
        "billing-by-category.csv": billing_by_category(),
        "orders.csv": orders_by_person(),
        "accounts.csv": accounts(),
        "should-be-today.csv": should_be_today(),
    }
    texts = {name: table(rows) for name, rows in answers.items()}
    texts["summary.json"] = json.dumps(summary(answers["attainment.csv"]), indent=2) + "\n"
    if "--check" in sys.argv:
        check(texts)
    else:
        for name, text in texts.items():
            (HERE / name).write_text(text, encoding="utf-8")


def attainment():
    dates = sorted({row["QuotaDate"][:10] for row in read("SalesPersonQuotaHistory")})
    assert dates == [quarter.first for quarter in QUARTERS]
    rows = []
    for row in sorted(
        read("SalesPersonQuotaHistory"), key=lambda row: (int(row["BusinessEntityID"]), row["QuotaDate"])
    ):
        person = row["BusinessEntityID"]
        quarter = QUARTERS[dates.index(row["QuotaDate"][:10])]
        quota = cents(row["SalesQuota"])
        billed = sum(order.net for order in within(quarter) if order.seller == person)
        rows.append(
            {
                "person": person,
                "quarter": quarter.code,
                "from": quarter.first,
                "to": quarter.last,
                "quota": quota,
                "billed": billed,
                "attainment": ratio(billed, quota),
            }
        )
    return rows


def attainment_by_team():
    quotas = defaultdict(int)
    for row in read("SalesPersonQuotaHistory"):
        day = row["QuotaDate"][:10]
        for team in teams_of(row["BusinessEntityID"], day):
            quotas[team, day] += cents(row["SalesQuota"])
    rows = []
    for team in sorted({team for team, _ in quotas}, key=int):
        for quarter in QUARTERS:
            quota = quotas[team, quarter.first]
            billed = sum(o.net for o in within(quarter) if team in teams_of(o.seller, o.day))
            rows.append(
                {
                    "team": team,
                    "quarter": quarter.code,
                    "quota": quota,
                    "billed": billed,
                    "attainment": ratio(billed, quota),
                }
            )
    return rows


def teams_of(person, day):
    """Everybody above the person that day, and the person too if anybody ever reports to them."""
    above, at = set(), person
    while at:
        if at in MANAGERS:
            above.add(at)
        at = next((m for p, m, first, last in LINES if p == at and holds(first, last, day)), "")
    return above


def billing_by_person(periods):
    return [
        {
            "period": period.code,
            "from": period.first,
            "to": period.last,
            "person": seller,
            **billed([order for order in within(period) if order.seller == seller]),
        }
        for period in [*periods, AFTER]
        for seller in SELLERS
    ]


def billing_by_territory():
    names = {row["TerritoryID"]: row["Name"] for row in read("SalesTerritory")}
    return [
        {
            "period": code,
            "territory": territory,
            "name": names[territory],
            **billed([order for order in chosen if order.territory == territory]),
        }
        for code, chosen in by_quarter()
        for territory in sorted(names, key=int)
    ]


def billing_by_category():
    rows = []
    for code, chosen in by_quarter():
        for day in ("", AS_OF):
            lines = defaultdict(list)
            for order in chosen:
                if not day or order.day <= day:
                    for line in order.lines:
                        lines[category(line)].append(line)
                        lines["all"].append(line)
            for name in ("Accessories", "Bikes", "Clothing", "Components", "none", "adjustment", "all"):
                rows.append({"period": code, "as_of": day, "category": name, **prices(lines[name])})
    return rows


def category(line):
    return "adjustment" if line.kind == "adjustment" else line.category or "none"


def prices(lines):
    net = sum(line.net for line in lines)
    costed = [line for line in lines if line.cost is not None]
    listed = [line for line in lines if line.listed is not None]
    costed_net, cost = sum(line.net for line in costed), sum(line.cost for line in costed)
    listed_net, value = sum(line.net for line in listed), sum(line.listed for line in listed)
    return {
        "lines": len(lines),
        "net": net,
        "discount": sum(line.discount for line in lines),
        "net_with_cost": costed_net,
        "cost": cost,
        "margin": costed_net - cost,
        "margin_rate": ratio(costed_net - cost, costed_net),
        "cost_covered": ratio(costed_net, net),
        "net_with_list": listed_net,
        "list_value": value,
        "price_realisation": ratio(listed_net, value),
        "list_covered": ratio(listed_net, net),
    }


def orders_by_person():
    rows = []
    for code, chosen in by_quarter():
        for person in ["company", *SELLERS]:
            for day in ("", AS_OF):
                own = [o for o in chosen if person in ("company", o.seller) and (not day or o.day <= day)]
                detailed = [o for o in own if any(line.category for line in o.lines)]
                goods = [line for o in own for line in o.lines if line.kind == "goods" and line.net > 0]
                net = sum(o.net for o in own)
                rows.append(
                    {
                        "period": code,
                        "as_of": day,
                        "person": person,
                        "orders": len(own),
                        "read": f"{sum((o.raw for o in own), Decimal(0)):.4f}",
                        "billed": net,
                        "average_order": ratio(net, len(own)),
                        "orders_with_lines": len(detailed),
                        "product_lines": sum(1 for line in goods if line.category),
                        "goods_lines": len(goods),
                        "lines_per_order": ratio(len(goods), len(own)),
                    }
                )
    return rows


def accounts():
    first = {}
    for order in orders():
        first[order.account] = min(order.day, first.get(order.account, order.day))
    rows = []
    for i, quarter in enumerate(QUARTERS):
        cut = quarter.first <= AS_OF < quarter.last
        recent, earlier = year_to(3 * i + 2, cut), year_to(3 * i - 10, cut)
        for person in ["company", *SELLERS]:
            now = net_by_account(quarter, person)
            new = {
                o.account for o in known(quarter) if o.day == first[o.account] and person in ("company", o.seller)
            }
            lost = earlier and active(earlier, person) - active(recent, person)
            top = max(now, key=lambda account: (now[account], -int(account)), default="")
            rows.append(
                {
                    "quarter": quarter.code,
                    "person": person,
                    "active": sum(1 for net in now.values() if net > 0),
                    "new": len(new) if i >= 4 else "",
                    "lost": len(lost) if earlier else "",
                    "top_account": top,
                    "top_account_billed": now.get(top, 0),
                    "top_account_share": ratio(now.get(top, 0), sum(now.values())),
                }
            )
    return rows


def year_to(month, cut):
    """The 12 fiscal months to the end of this one, or (cut) to the same point as AS_OF's in its own."""
    if month < 11:
        return None
    if not cut:
        return Period("window", "", MONTHS[month - 11].first, MONTHS[month].last)
    start = date.fromisoformat(point(MONTHS[month - 12])) + timedelta(days=1)
    return Period("window", "", start.isoformat(), point(MONTHS[month]))


def point(month):
    """The day of a month that answers to AS_OF in its own: its third."""
    into = date.fromisoformat(AS_OF) - date.fromisoformat(MONTHS[RUNNING].first)
    return (date.fromisoformat(month.first) + into).isoformat()


def active(period, person):
    return {account for account, net in net_by_account(period, person).items() if net > 0}


def net_by_account(period, person):
    nets = defaultdict(int)
    for order in known(period):
        if person in ("company", order.seller):
            nets[order.account] += order.net
    return nets


def should_be_today():
    running = next(quarter for quarter in QUARTERS if quarter.first <= AS_OF <= quarter.last)
    before = [(q, point(MONTHS[3 * i + 2])) for i, q in enumerate(QUARTERS) if q.last < AS_OF][-8:]
    everybody = usually_billed(before, lambda order: order.seller != HOUSE)
    rows = []
    for row in attainment():
        if row["quarter"] == running.code:
            own = usually_billed(before, lambda order: order.seller == row["person"])
            share = own or everybody
            line = Decimal(63) / 91
            rows.append(
                {
                    "person": row["person"],
                    "quota": row["quota"],
                    "billed": row["billed"],
                    "attainment": row["attainment"],
                    "history": "own" if own else "salespeople",
                    "share_usually_billed": rounded(share),
                    "should_be": whole(share * row["quota"]),
                    "straight_line": whole(line * row["quota"]),
                    "flattered": "yes" if line <= Decimal(row["billed"]) / row["quota"] < 1 else "no",
                }
            )
    return rows


def usually_billed(before, chosen):
    """None where fewer than four of the quarters have billing."""
    past = [(day, [order for order in within(quarter) if chosen(order)]) for quarter, day in before]
    past = [(day, own) for day, own in past if sum(order.net for order in own) > 0]
    if len(past) < 4:
        return None
    by_then = sum(order.net for day, own in past for order in own if order.day <= day)
    return Decimal(by_then) / sum(order.net for _, own in past for order in own)


def summary(attained):
    ratios = [Decimal(row["billed"]) / row["quota"] for row in attained]
    sold = [order for order in orders() if order.seller != HOUSE]
    lines = [line for order in orders() for line in order.lines]
    seen = [order for order in orders() if order.day <= AS_OF]
    return {
        "as_of": AS_OF,
        "orders": len(orders()),
        "orders_as_of": len(seen),
        "read": str(sum(order.raw for order in orders())),
        "billed": sum(order.net for order in orders()),
        "billed_as_of": sum(order.net for order in seen),
        "salespeople_orders": len(sold),
        "salespeople_read": str(sum(order.raw for order in sold)),
        "salespeople_billed": sum(order.net for order in sold),
        "salespeople_billed_as_of": sum(order.net for order in sold if order.day <= AS_OF),
        "billing_lines": len(lines),
        "lines_without_product": sum(1 for line in lines if category(line) == "none"),
        "adjustments": sum(1 for line in lines if line.kind == "adjustment"),
        "adjustments_net": sum(line.net for line in lines if line.kind == "adjustment"),
        "discounted_orders": sum(1 for o in orders() if any(line.discount for line in o.lines)),
        "discount": sum(line.discount for line in lines),
        "lines_with_product_without_cost": sum(1 for line in lines if line.category and line.cost is None),
        "accounts_billed": len({order.account for order in orders()}),
        "stores_billed": len({order.account for order in sold}),
        "quotas": len(attained),
        "attainment_mean": ratio(sum(ratios), len(ratios)),
        "attainment_median": rounded(median(ratios)),
        "attainment_lowest": rounded(min(ratios)),
        "attainment_highest": rounded(max(ratios)),
        "attained": sum(1 for value in ratios if value >= 1),
        "attainment_of_sums": ratio(sum(r["billed"] for r in attained), sum(r["quota"] for r in attained)),
    }


def billed(own):
    seen = [order for order in own if order.day <= AS_OF]
    return {
        "orders": len(own),
        "billed": sum(order.net for order in own),
        "orders_as_of": len(seen),
        "billed_as_of": sum(order.net for order in seen),
    }


def by_quarter():
    return [(period.code, within(period)) for period in [*QUARTERS, AFTER]] + [("all", orders())]


def within(period):
    return [order for day in DAYS if period.first <= day <= period.last for order in BY_DAY[day]]


def known(period):
    return [order for order in within(period) if order.day <= AS_OF]


def holds(first, last, day):
    return (not first or first <= day) and (not last or day <= last)


def ratio(part, whole):
    return rounded(Decimal(part) / Decimal(whole)) if whole else ""


def whole(value):
    return int(value.quantize(Decimal(1), ROUND_HALF_EVEN))


def rounded(value):
    return str(value.quantize(Decimal("0.000001"), ROUND_HALF_EVEN))


def table(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def check(texts):
    different = [
        name
        for name, text in texts.items()
        if not (HERE / name).exists() or (HERE / name).read_text(encoding="utf-8") != text
    ]
    if different:
        sys.exit("differs from the committed answer: " + ", ".join(different))
    print(f"{len(texts)} tables as committed")


def reporting():
    with open(DEMO / "reporting.csv", encoding="utf-8", newline="") as file:
        return [(r["person"], r["manager"], r["from"], r["to"]) for r in csv.DictReader(file)]


LINES = reporting()
# the chief executive's team is the vice president's: nobody else below them sells
MANAGERS = {manager for _, manager, _, _ in LINES} - {"", "1"}
SELLERS = sorted({o.seller for o in orders()} - {HOUSE}, key=int) + [HOUSE]
BY_DAY = defaultdict(list)
for _order in orders():
    BY_DAY[_order.day].append(_order)
DAYS = sorted(BY_DAY)

if __name__ == "__main__":
    main()
