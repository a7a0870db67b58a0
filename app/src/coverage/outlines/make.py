#!/usr/bin/env python3
"""Makes counties.tsv from a TopoJSON file of Norway's counties: `python3 make.py Fylker-S.topojson > counties.tsv`.

Borders that two counties share are simplified once, so that no gap opens between them. See README.md.
"""

import json
import math
import sys

MERIDIAN = math.radians(15)  # As UTM zone 33: north is up where maps of all Norway have it.
WIDTH = 1000  # Units of the map from west to east.
TOLERANCE = 2.5  # A line is moved at most so much.
SMALLEST = 30  # Islands with less area are left out.
MARGIN = 10

# Where a county's name and figures stand, two lines from here on, and where the line to the county begins.
LABELS = {
    "56": (640, 330, 730, 295),
    "55": (200, 150, 472, 160),
    "18": (60, 430, 332, 440),
    "50": (480, 700, 470, 705),
    "15": (5, 540, 310, 545),
    "46": (5, 640, 60, 690),
    "34": (480, 785, 470, 790),
    "33": (480, 870, 470, 875),
    "03": (480, 955, 470, 960),
    "32": (480, 1040, 470, 1045),
    "31": (480, 1125, 470, 1130),
    "39": (480, 1210, 470, 1215),
    "11": (5, 1290, 54, 1260),
    "42": (285, 1290, 310, 1260),
    "40": (570, 1295, 560, 1290),
}


def project(point):
    """Transverse Mercator on a sphere."""
    lon, lat = math.radians(point[0]) - MERIDIAN, math.radians(point[1])
    b = math.cos(lat) * math.sin(lon)
    return 0.5 * math.log((1 + b) / (1 - b)), -math.atan2(math.tan(lat), math.cos(lon))


def simplify(line, tolerance=TOLERANCE):
    """Douglas and Peucker."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = math.hypot(bx - ax, by - ay)

    def off(p):
        if length == 0:
            return math.hypot(p[0] - ax, p[1] - ay)
        return abs((bx - ax) * (ay - p[1]) - (ax - p[0]) * (by - ay)) / length

    far = max(range(1, len(line) - 1), key=lambda i: off(line[i]))
    if off(line[far]) <= tolerance:
        return [line[0], line[-1]]
    return simplify(line[: far + 1], tolerance)[:-1] + simplify(line[far:], tolerance)


def area(ring):
    pairs = zip(ring, ring[1:] + ring[:1])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def inside(x, y, ring):
    is_in = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            is_in = not is_in
    return is_in


def middle(ring):
    """The point of a grid that lies farthest from the edge, where width counts less than height: figures are wide."""
    best = (-1, 0, 0)
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    for i in range(1, 40):
        for j in range(1, 40):
            x = min(xs) + (max(xs) - min(xs)) * i / 40
            y = min(ys) + (max(ys) - min(ys)) * j / 40
            if inside(x, y, ring):
                near = min(math.hypot((p[0] - x) * 0.6, p[1] - y) for p in ring)
                best = max(best, (near, x, y))
    return round(best[1]), round(best[2])


def written(ring):
    x, y = ring[0]
    parts = [f"M{x} {y}l"]
    for to_x, to_y in ring[1:]:
        parts.append(f"{to_x - x} {to_y - y}")
        x, y = to_x, to_y
    return parts[0] + " ".join(parts[1:]).replace(" -", "-") + "z"


def joined(arcs, ring):
    """The arcs of a ring one after another, in whole units."""
    points = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    whole = []
    for point in ((round(x), round(y)) for x, y in points):
        if not whole or whole[-1] != point:
            whole.append(point)
    return whole[:-1] if len(whole) > 1 and whole[0] == whole[-1] else whole


def polygons(shape):
    return shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main():
    topology = read(sys.argv[1])
    arcs = [[project(point) for point in arc] for arc in topology["arcs"]]
    xs = [p[0] for arc in arcs for p in arc]
    ys = [p[1] for arc in arcs for p in arc]
    scale = (WIDTH - 2 * MARGIN) / (max(xs) - min(xs))
    left, top = min(xs), min(ys)
    arcs = [[(MARGIN + (x - left) * scale, MARGIN + (y - top) * scale) for x, y in arc] for arc in arcs]
    arcs = [simplify(arc) for arc in arcs]

    rows = []
    (counties,) = topology["objects"].values()
    for county in counties["geometries"]:
        code = county["properties"]["fylkesnummer"]
        rings = sorted((joined(arcs, ring) for polygon in polygons(county) for ring in polygon), key=area, reverse=True)
        largest = rings[0]
        kept = [ring for ring in rings if ring is largest or (len(ring) > 2 and area(ring) >= SMALLEST)]
        rows.append((code, *LABELS[code], *middle(largest), "".join(written(ring) for ring in kept)))
    print("code", "label_x", "label_y", "line_x", "line_y", "spot_x", "spot_y", "path", sep="\t")
    for row in sorted(rows):
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
