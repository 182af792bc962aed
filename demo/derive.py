#!/usr/bin/env python3
"""Writes the demo's three derived tables from Microsoft's files in data/:

    fiscal.csv        months, quarters and years               (import kind `periods`)
    territories.csv   territories under their groups           (import kind `territories`)
    reporting.csv     who reports to whom, and why it is so    (import kind `reporting`)

Plain python3, standard library only. `--check` compares instead of writing. They are derived by a script and
not by a mapping because each holds a judgement over a whole file; the judgements stand here.

Fiscal table. A quarter begins on a quota date. Salespeople's orders fall on a few days a month, sometimes on
two neighbouring days (2014-01-28 two orders, 2014-01-29 the other 173): a group of days at most two apart is one
cycle. A month begins on the first day of its cycle, except where a quarter begins on the second one (2014-03-01,
with three orders on 2014-02-28): the quarter's day wins, or quotas would not be compared on their own bounds.
The table ends on 2014-05-30, three whole years after it began; later days (online only) lie in no period. A year
is named after the calendar year it ends in.

Reporting line. `OrganizationNode` is a path ('/6/1/8/' reports to '/6/1/', the chief executive's is empty) and
has no dates, so it holds always. Each of the vice president's managers leads the group of territories in which
most of their people work by the path. Where the dated territory history puts a person into another manager's
group, history wins, for its own days: who sells in Canada reports to North America. Managers keep the path: they
have no territory of their own. No line is cut at a manager's day of hire, for nobody works for a manager before
that day: whoever is under 285 or 287 was hired after them or came by history after it (checked below).
"""

import csv
import io
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent / "known-answers"))
from source import read  # noqa: E402

HERE = Path(__file__).parent
LAST_DAY = "2014-05-30"
JOBS = {
    "Chief Executive Officer",
    "Vice President of Sales",
    "North American Sales Manager",
    "Pacific Sales Manager",
    "European Sales Manager",
    "Sales Representative",
    "Information Services Manager",  # administers the demo
    "Marketing Manager",  # serves the sales force
}


def main():
    tables = {
        "fiscal.csv": ("kind,code,from,to", fiscal()),
        "territories.csv": ("code,name,parent", territories()),
        "reporting.csv": ("person,manager,from,to,why", reporting()),
    }
    different = []
    for name, (head, rows) in tables.items():
        text = table(head, rows)
        path = HERE / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                different.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    if different:
        sys.exit("differs from what the data says: " + ", ".join(different))


def fiscal():
    quarters = sorted({row["QuotaDate"][:10] for row in read("SalesPersonQuotaHistory")})
    days = sorted({row["OrderDate"][:10] for row in read("SalesOrderHeader") if row["SalesPersonID"]})
    months = [cycle_start(cycle, quarters) for cycle in cycles(days)]
    assert len(quarters) == 12 and len(months) == 36
    assert months[::3] == quarters
    ends = [before(day) for day in months[1:]] + [LAST_DAY]
    assert all(sum(month <= day <= end for month, end in zip(months, ends)) == 1 for day in days)
    rows = []
    for i, (first, last) in enumerate(zip(months, ends)):
        rows.append(("month", f"FY{12 + i // 12} M{i % 12 + 1:02}", first, last))
    for i in range(0, 36, 3):
        rows.append(("quarter", f"FY{12 + i // 12} Q{i % 12 // 3 + 1}", months[i], ends[i + 2]))
    for i in range(0, 36, 12):
        rows.append(("year", f"FY{12 + i // 12}", months[i], ends[i + 11]))
    return rows


def cycles(days):
    groups = []
    for day in days:
        if groups and (date.fromisoformat(day) - date.fromisoformat(groups[-1][-1])).days <= 2:
            groups[-1].append(day)
        else:
            groups.append([day])
    return groups


def cycle_start(cycle, quarters):
    return next((day for day in cycle if day in quarters), cycle[0])


def before(day):
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def territories():
    rows = read("SalesTerritory")
    groups = list(dict.fromkeys(row["Group"] for row in rows))
    return [(group, group, "") for group in groups] + [
        (row["TerritoryID"], row["Name"], row["Group"]) for row in rows
    ]


def reporting():
    people = {row["BusinessEntityID"]: row for row in read("Employee") if row["JobTitle"] in JOBS}
    at = {row["OrganizationNode"]: person for person, row in people.items()}
    group_of = {row["TerritoryID"]: row["Group"] for row in read("SalesTerritory")}
    history = defaultdict(list)
    for row in sorted(read("SalesTerritoryHistory"), key=lambda row: row["StartDate"]):
        history[row["BusinessEntityID"]].append(row)

    by_path = {person: parent(row["OrganizationNode"], at) for person, row in people.items()}
    worked = defaultdict(Counter)
    for person, stretches in history.items():
        for stretch in stretches:
            worked[by_path[person]][group_of[stretch["TerritoryID"]]] += 1
    leader = {groups.most_common(1)[0][0]: manager for manager, groups in worked.items()}
    assert len(leader) == 3

    rows = []
    for person in sorted(people, key=int):
        stretches = [
            (leader[group_of[s["TerritoryID"]]], s["StartDate"][:10]) for s in history[person]
        ]
        rows += line_of(person, by_path[person], stretches)
    for person, manager, first, _, _ in rows:
        starts = first or people[person]["HireDate"][:10]
        sells = bool(history[person])
        assert not (sells and manager) or people[manager]["HireDate"][:10] <= starts, (person, manager)
    return rows


def parent(node, at):
    """'/6/1/8/' → whoever sits at '/6/1/'; the first level reports to the chief executive."""
    if node == "":
        return ""
    steps = node.strip("/").split("/")[:-1]
    return at["/" + "/".join(steps) + "/" if steps else ""]


def line_of(person, by_path, stretches):
    """One undated row where history never changes the manager; else a row for each manager in turn."""
    turns = []
    for manager, first in stretches:
        if not turns or turns[-1][0] != manager:
            turns.append((manager, first))
    if not by_path:
        return [(person, "", "", "", "top: the path is empty")]
    if not turns or (len(turns) == 1 and turns[0][0] == by_path):
        return [(person, by_path, "", "", "path")]
    if len(turns) == 1:
        return [(person, turns[0][0], "", "", f"territory history; the path says {by_path}")]
    rows = []
    for i, (manager, first) in enumerate(turns):
        last = before(turns[i + 1][1]) if i + 1 < len(turns) else ""
        agrees = "as the path" if manager == by_path else f"the path says {by_path}"
        rows.append((person, manager, first if i else "", last, f"territory history; {agrees}"))
    return rows


def table(head, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head.split(","))
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    main()
