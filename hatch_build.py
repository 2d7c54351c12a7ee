"""Compiles vocabulary and venues into fast-loading files while the package is built."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compile(BuildHookInterface):
    """Write the tables of `pubnorm.compiled` and let them travel in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root) / "src"))
        from pubnorm.matching.venues.journals import SHELVES
        from pubnorm.matching.venues.registry import CLAIMS
        from pubnorm.vocabulary import SHIPPED

        for table in (SHIPPED, CLAIMS, SHELVES):
            build_data["artifacts"].append(table.write().relative_to(self.root).as_posix())
