"""Makes what reads fast while the package is built: tables of vocabulary and venues, and the tagger's inner loop."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from Cython.Build import cythonize
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError, CCompilerError


class Compile(BuildHookInterface):
    """Write the tables of `pubnorm.compiled` and the compiled module, and let them travel in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_data["artifacts"] += self._tables()
        native = self._native()
        if native:
            build_data["artifacts"] += native
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

    def _tables(self) -> list[str]:
        sys.path.insert(0, str(Path(self.root) / "src"))
        from pubnorm.matching.venues.journals import SHELVES
        from pubnorm.matching.venues.registry import CLAIMS
        from pubnorm.vocabulary import SHIPPED

        return [table.write().relative_to(self.root).as_posix() for table in (SHIPPED, CLAIMS, SHELVES)]

    def _native(self) -> list[str]:
        """Compile the modules beside their sources; without a C compiler the package does without, only slower."""
        root, sources = Path(self.root), Path(self.root) / "src"
        paths = {".".join(path.relative_to(sources).with_suffix("").parts): path for path in sources.rglob("*.pyx")}
        extensions = [Extension(name, [str(path)], extra_compile_args=["-O3"]) for name, path in paths.items()]
        with tempfile.TemporaryDirectory() as folder:
            modules = cythonize(extensions, build_dir=folder, include_path=[str(sources)], quiet=True)
            command = build_ext(Distribution({"ext_modules": modules}))
            command.build_lib = command.build_temp = folder
            try:
                command.ensure_finalized()
                command.run()
            except (BaseError, CCompilerError) as error:
                print(f"pubnorm: no C compiler ({error}): citations will be read slower", file=sys.stderr)
                return []
            built = [shutil.copy(command.get_ext_fullpath(name), path.parent) for name, path in paths.items()]
        return [Path(one).relative_to(root).as_posix() for one in built]
