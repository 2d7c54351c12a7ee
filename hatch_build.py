"""Compiles the vocabulary (TOML) into one fast-loading file while the package is built."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileVocabulary(BuildHookInterface):
    """Write `data/compiled.msgpack` and let it travel in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root) / "src"))
        from pubnorm.vocabulary import COMPILED, write_compiled

        write_compiled()
        build_data["artifacts"].append(f"src/pubnorm/data/{COMPILED}")
