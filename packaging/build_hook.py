"""Puts the shipped files, translations compiled, into the wheel."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedFiles(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        runpy.run_path(str(root / "packaging" / "catalogue.py"))["compile_all"](root / "resources" / "translations")
        if version == "standard":  # an editable install reads them where they are
            build_data["force_include"][str(root / "resources")] = "fieldvisit/resources/data"
