#!/usr/bin/env python3
"""Makes municipalities.tsv from a TopoJSON file of Norway's municipalities: `python3 make_municipalities.py Kommuner-S.topojson`.

Each county is drawn by itself, so that a small one is as large as a big one. Borders that two municipalities share are simplified once.
See README.md.
"""

import sys
from collections import defaultdict

from make import area, joined, middle, polygons, project, read, simplify, written

LONGEST = 600  # Units of a county's longer side.
TOLERANCE = 2.2  # A line is moved at most so much.
SMALLEST = 25  # Islands with less area are left out.
MARGIN = 8


def drawn(county, arcs):
    """The rows of a county's municipalities."""
    used = {n if n >= 0 else ~n for shape in county for polygon in polygons(shape) for ring in polygon for n in ring}
    points = [point for n in used for point in arcs[n]]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    left, top = min(xs), min(ys)
    scale = (LONGEST - 2 * MARGIN) / max(max(xs) - left, max(ys) - top)
    width = round((max(xs) - left) * scale) + 2 * MARGIN
    height = round((max(ys) - top) * scale) + 2 * MARGIN
    scaled = {n: [(MARGIN + (x - left) * scale, MARGIN + (y - top) * scale) for x, y in arcs[n]] for n in used}
    lines = {n: simplify(arc, TOLERANCE) for n, arc in scaled.items()}
    for shape in county:
        rings = [joined(lines, ring) for polygon in polygons(shape) for ring in polygon]
        rings.sort(key=area, reverse=True)
        if len(rings[0]) < 3:
            # So small that nothing would be left of it.
            rings = sorted((joined(scaled, polygon[0]) for polygon in polygons(shape)), key=area, reverse=True)
        kept = [ring for ring in rings if ring is rings[0] or (len(ring) > 2 and area(ring) >= SMALLEST)]
        path = "".join(written(ring) for ring in kept)
        yield shape["properties"]["kommunenummer"], width, height, *middle(rings[0]), path


def main():
    topology = read(sys.argv[1])
    arcs = [[project(point) for point in arc] for arc in topology["arcs"]]
    counties = defaultdict(list)
    (municipalities,) = topology["objects"].values()
    for shape in municipalities["geometries"]:
        counties[shape["properties"]["kommunenummer"][:2]].append(shape)
    print("code", "width", "height", "spot_x", "spot_y", "path", sep="\t")
    for code in sorted(counties):
        for row in sorted(drawn(counties[code], arcs)):
            print(*row, sep="\t")


if __name__ == "__main__":
    main()
