"""Shipped files are found, and are what they should be."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from fieldvisit.resources import icon_file, resource_folder

ICONS = sorted(path.stem for path in resource_folder("icons").glob("*.svg"))


@pytest.mark.parametrize("name", ["octagon-alert", "triangle-alert", "info", "circle-check"])
def test_icons_of_the_flags_are_there(name):
    assert icon_file(name).is_file()


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_takes_its_colour_from_where_it_stands(name):
    drawing = ET.fromstring(icon_file(name).read_text(encoding="utf-8"))  # noqa: S314 - our own file
    assert drawing.get("viewBox") == "0 0 24 24"
    assert drawing.get("stroke") == "currentColor"


def test_icons_come_with_their_licence():
    assert "ISC License" in (resource_folder("icons") / "LICENSE").read_text(encoding="utf-8")


def test_an_unknown_icon_is_an_error_of_the_program():
    with pytest.raises(FileNotFoundError):
        icon_file("no-such-icon")
