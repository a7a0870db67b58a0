#!/usr/bin/env python3
"""Recounts coverage and hours from the rows of a backup (docs/operations.md) without a line of the program's code.

    recount.py DUMP TODAY PERIOD…

TODAY is YYYY-MM-DD, a PERIOD is as in an address: school_year-2026, autumn-2026, spring-2026, calendar_year-2026, first_half-2026,
second_half-2026. Writes JSON: the sums of each period and set of places, the figures of each place, and the hours of each month. The
definitions are those that the pages show. Only Python's own library is used.
"""

import json
import re
import sys
from collections import defaultdict

KINDS = ["groups", "teaching", "presentations", "competence", "needs_mapping", "routines", "networks", "services"]
PEOPLE = ["pupils", "parents", "staff", "services", "mixed"]


class Reader:
    """Reads one value of the dump after another."""

    NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?(f|dec)?")
    WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
    ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "0": "\0"}

    def __init__(self, text, at):
        self.text, self.at = text, at

    def skip(self):
        while self.text[self.at].isspace():
            self.at += 1

    def peek(self):
        self.skip()
        return self.text[self.at]

    def take(self, letter):
        if self.peek() != letter:
            raise ValueError(f"{letter} is missing at {self.at}: {self.text[self.at:self.at + 40]!r}")
        self.at += 1

    def quoted(self):
        quote, parts = self.text[self.at], []
        self.at += 1
        while (letter := self.text[self.at]) != quote:
            self.at += 1
            if letter == "\\":
                letter = self.text[self.at]
                self.at += 1
                if letter == "u":
                    end = self.text.index("}", self.at) if self.text[self.at] == "{" else self.at + 3
                    letter = chr(int(self.text[self.at:end + 1].strip("{}"), 16))
                    self.at = end + 1
                else:
                    letter = self.ESCAPES.get(letter, letter)
            parts.append(letter)
        self.at += 1
        return "".join(parts)

    def values(self, end):
        self.at += 1
        found = []
        while self.peek() != end:
            found.append(self.value())
            if self.peek() == ",":
                self.at += 1
        self.at += 1
        return found

    def record(self):
        self.at += 1
        begins = self.peek()
        if begins == "[":
            return self.values("]")
        if begins in "`'\"":
            return self.quoted()
        if begins == "⟨":
            end = self.text.index("⟩", self.at)
            key, self.at = self.text[self.at + 1:end], end + 1
            return key
        key = re.compile(r"[A-Za-z0-9_]+").match(self.text, self.at)
        self.at = key.end()
        return key.group()

    def fields(self):
        self.at += 1
        found = {}
        while self.peek() != "}":
            if self.peek() in "'\"`":
                name = self.quoted()
            else:
                word = re.compile(r"[A-Za-z0-9_]+").match(self.text, self.at)
                name, self.at = word.group(), word.end()
            self.take(":")
            found[name] = self.value()
            if self.peek() == ",":
                self.at += 1
        self.at += 1
        return found

    def value(self):
        begins = self.peek()
        if begins == "{":
            return self.fields()
        if begins == "[":
            return self.values("]")
        if begins in "'\"":
            return self.quoted()
        if begins == "-" or begins.isdigit():
            number = self.NUMBER.match(self.text, self.at)
            self.at = number.end()
            digits = number.group().rstrip("fdec")
            return float(digits) if "." in digits else int(digits)
        word = self.WORD.match(self.text, self.at)
        if not word:
            raise ValueError(f"no value at {self.at}: {self.text[self.at:self.at + 40]!r}")
        self.at = word.end()
        if word.group() in ("true", "false"):
            return word.group() == "true"
        if word.group() in ("NONE", "NULL", "null"):
            return None
        if self.text[self.at] == ":":
            return self.record()
        if self.text[self.at] in "'\"":
            return self.quoted()
        raise ValueError(f"{word.group()} is no value")


def rows(dump, table):
    """Every row of a table; its id is the key without the table's name."""
    heading = f"-- TABLE DATA: {table}\n"
    start = dump.find(heading)
    if start < 0:
        raise ValueError(f"the dump has no table {table}")
    end = dump.find("\n-- TABLE", start + len(heading))
    end = len(dump) if end < 0 else end
    found, at = [], dump.find("INSERT [", start, end)
    while at >= 0:
        reader = Reader(dump, at + len("INSERT "))
        found += reader.values("]")
        at = dump.find("INSERT [", reader.at, end)
    return found


def audience(kinds, count):
    """Guests of several kinds were counted as one."""
    reached = dict.fromkeys(PEOPLE, 0)
    reached[kinds[0] if len(kinds) == 1 else "mixed"] += count
    return reached


def nobody():
    return dict.fromkeys(PEOPLE, 0)


def activities(dump, today):
    """Every part of every activity that counts: (kind, source, unit, day, is held, reached, minutes)."""
    groups = {row["id"]: row for row in rows(dump, "discussion_group") if not row.get("binned")}
    for session in rows(dump, "group_session"):
        group = groups.get(session["id"][0])
        state = session["state"]["kind"]
        if group is None or state in ("cancelled", "postponed"):
            continue
        held = session["state"]["held"] if state in ("held", "evaluated") else None
        reached = {**nobody(), "pupils": held["present"] if held else 0}
        minutes = held["delivery_minutes"] if held else 0
        yield "groups", group["id"], group["unit"], session["slot"]["date"], bool(held), reached, minutes
    for table, kind in (("delivery", "teaching"), ("presentation", "presentations")):
        for row in rows(dump, table):
            outcome = row["outcome"]
            if outcome["kind"] == "cancelled":
                continue
            closing = outcome["closing"] if outcome["kind"] == "held" else None
            reached, minutes = nobody(), 0
            if closing:
                kinds = ["pupils"] if kind == "teaching" else row["audiences"]
                reached, minutes = audience(kinds, closing["present"]), closing["delivery_minutes"]
            yield kind, row["id"], row["unit"], row["slot"]["date"], bool(closing), reached, minutes
    for row in rows(dump, "competence_measure"):
        outcome = row["outcome"]
        if outcome["kind"] == "cancelled":
            continue
        closing = outcome["closing"] if outcome["kind"] == "held" else None
        for place, part in enumerate(row["parts"]):
            is_first = closing and place == 0
            reached = {**nobody(), "staff": sum(closing["present"].values()) if is_first else 0}
            minutes = closing["delivery_minutes"] if is_first else 0
            yield "competence", row["id"], row["unit"], part["date"], bool(closing), reached, minutes
    for row in rows(dump, "network_meeting"):
        outcome = row["outcome"]
        if outcome["kind"] == "cancelled":
            continue
        closing = outcome["closing"] if outcome["kind"] == "held" else None
        for place, unit in enumerate([row["unit"]] + [one for one in row["further"] if one != row["unit"]]):
            # Who was there and for how long is counted at the place that called the meeting.
            is_first = closing and place == 0
            reached = {**nobody(), "services": closing["present"] if is_first else 0}
            minutes = closing["delivery_minutes"] if is_first else 0
            yield "networks", row["id"], unit, row["slot"]["date"], bool(closing), reached, minutes
    for row in rows(dump, "needs_survey"):
        day = row.get("closed_on") or row["closes_on"]
        is_held = bool(row.get("closed_on")) or day < today
        yield "needs_mapping", row["id"], row["unit"], day, is_held, nobody(), 0
    for row in rows(dump, "outreach_item"):
        reached = audience(row["audiences"], row.get("reach") or 0)
        yield "services", row["id"], row["unit"], row["date"], True, reached, 0


def year_later(day):
    """The same day of the next year; of 29 February the day before."""
    later = f"{int(day[:4]) + 1}{day[4:]}"
    return later if later[5:] != "02-29" else f"{later[:5]}02-28"


def routines(dump, today, first, last):
    """The routines that hold on the period's last day, or today while it lasts: what was adopted or gone through last by then is not due by
    then, neither as agreed nor after twelve months; and those that are worked on, with a day in the period on which they are to be adopted."""
    told_on = min(max(today, first), last)
    for row in rows(dump, "routine"):
        unit, key = row["at"].split(".")[0], row["at"]
        newest = None
        for edition in row["editions"]:
            adopted = edition.get("adopted")
            for one in [adopted] + adopted["reviews"] if adopted else []:
                if one["on"] <= told_on:
                    newest = one
        if newest and first <= today and told_on < min(newest["next_review"], year_later(newest["on"])):
            yield "routines", key, unit, newest["on"], True, nobody(), 0
        planned = row.get("planned_on")
        if planned and row["editions"][-1]["state"] in ("in_progress", "draft") and first <= planned <= last:
            yield "routines", key, unit, planned, False, nobody(), 0


def days(period):
    """The first and the last day of a period."""
    kind, year = period.rsplit("-", 1)
    after = int(year) + 1
    return {
        "school_year": (f"{year}-08-01", f"{after}-07-31"),
        "autumn": (f"{year}-08-01", f"{year}-12-31"),
        "spring": (f"{year}-01-01", f"{year}-07-31"),
        "calendar_year": (f"{year}-01-01", f"{year}-12-31"),
        "first_half": (f"{year}-01-01", f"{year}-06-30"),
        "second_half": (f"{year}-07-01", f"{year}-12-31"),
    }[kind]


def figures(told):
    """What these parts come to, all of one place and period. An activity that was held in part is held, and counts once."""
    seen, reached = {}, nobody()
    trained = minutes = 0
    for kind, source, _, _, is_held, people, taken in told:
        seen[kind, source] = seen.get((kind, source), False) or is_held
        if is_held:
            minutes += taken
            trained += people["staff"] if kind == "competence" else 0
            for who in PEOPLE:
                reached[who] += people[who]
    count = {kind: [0, 0] for kind in KINDS}
    for (kind, _), is_held in seen.items():
        count[kind][0 if is_held else 1] += 1
    return {"kinds": count, "reached": reached, "trained": trained, "minutes": minutes}


def sums(all_figures):
    """The sums of places, as other programs get them."""
    total = len(all_figures)
    of = lambda kind: sum(1 for one in all_figures if one["kinds"][kind][0])
    is_reached = lambda one: any(held for held, _ in one["kinds"].values())
    return {
        "kinds": {kind: {"of": of(kind), "all": total} for kind in KINDS},
        "units": {"of": sum(map(is_reached, all_figures)), "all": total},
        "reached": {who: sum(one["reached"][who] for one in all_figures) for who in PEOPLE},
        "minutes": sum(one["minutes"] for one in all_figures),
    }


def coverage(dump, today, period):
    first, last = days(period)
    by_unit = defaultdict(list)
    for one in activities(dump, today):
        if first <= one[3] <= last:
            by_unit[one[2]].append(one)
    for one in routines(dump, today, first, last):
        by_unit[one[2]].append(one)
    placed = {row["unit"] for row in rows(dump, "placement") if row["from"] <= last and (row.get("to") or "9999") >= first}
    served = {row["nearby"] for row in rows(dump, "nearby_unit")}
    units = {row["id"]: row for row in rows(dump, "unit")}
    in_use = {unit for unit, row in units.items() if row["active"] or unit in by_unit}
    sets = {"advised": placed, "nearby": served & in_use, "all": in_use | placed}
    counted = {unit: figures(by_unit[unit]) for unit in units}
    told = {}
    for name, there in sets.items():
        by_county = defaultdict(list)
        for unit in there:
            by_county[units[unit]["county"]].append(counted[unit])
        told[name] = {
            "all": sums([counted[unit] for unit in there]),
            "counties": {county: sums(of_county) for county, of_county in by_county.items()},
        }
    return {"sets": told, "units": counted}


def hours(dump):
    """Minutes of each month by what they were for, from the entries of every week; what the read model has of them; and the months that
    are closed for all who entered time in them, which are those that may be told."""
    entered, kept = (defaultdict(lambda: defaultdict(int)) for _ in range(2))
    people = defaultdict(set)
    for week in rows(dump, "hour_week"):
        for entry in week["entries"]:
            if sum(entry["sums"].values()) != entry["minutes"] + (entry.get("travel") or 0):
                raise ValueError(f"the parts of an entry are not the whole: {entry}")
            for what, minutes in entry["sums"].items():
                entered[entry["day"][:7]][what] += minutes
            people[entry["day"][:7]].add(week["person"])
    for row in rows(dump, "hour_sum"):
        for what, minutes in row["sums"].items():
            kept[row["month"]][what] += minutes
    closed = {(row["person"], row["month"]) for row in rows(dump, "hour_period") if row["state"]["kind"] == "closed"}
    told = [month for month, there in people.items() if all((person, month) in closed for person in there)]
    return {"entered": entered, "kept": kept, "told": sorted(told)}


def main():
    path, today, *periods = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        dump = file.read()
    told = {"coverage": {period: coverage(dump, today, period) for period in periods}, "hours": hours(dump)}
    told["placements"] = len(rows(dump, "placement"))
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
