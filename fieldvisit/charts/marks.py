"""Marks that say the same without colour: a filled diamond outside a limit, an open triangle where unusual."""

from __future__ import annotations

from fieldvisit.charts.target import Point, Role, Target


def paint_diamond(target: Target, centre: Point, radius: float, fill: Role = Role.RED) -> None:
    """The mark of a figure outside a limit."""
    x, y = centre
    target.polygon(((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)), fill)


def paint_triangle(target: Target, centre: Point, radius: float, edge: Role = Role.AMBER) -> None:
    """The mark of an unusual figure."""
    x, y = centre
    corners = ((x, y - radius), (x + radius, y + 0.8 * radius), (x - radius, y + 0.8 * radius))
    target.polygon(corners, Role.BACKGROUND, edge, width=max(0.8, radius * 0.28))
