"""Makes what reads fast while the package is built: tables of words, venues, patterns, and the tagger's inner loop."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from Cython.Build import cythonize
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError, CCompilerError


def _use_patterns() -> None:
    """Have the patterns of all modules and of the vocabulary compiled, by importing and by reading a page."""
    import pubnorm
    from pubnorm.vocabulary import vocabulary

    for module in walk_packages(pubnorm.__path__, "pubnorm."):
        with suppress(ImportError):  # of what is but for some users
            import_module(module.name)
    rows = [row for table in vocabulary().names() for row in vocabulary().rows(table)]
    examples = [example for row in rows for example in row.get("examples", ()) if isinstance(example, str)]
    works = [f"- Jane Doe, Rob Roe. **On Things and Others**. {example}. ACL 2025." for example in examples]
    works += [
        "- 王小明, 山田太郎, 김철수. **On Things and Others**. 计算机学报, 2025. 大学"
    ]  # for the signs of East Asia
    with suppress(ImportError):  # of numpy, which the tagger needs where there is no C compiler
        pubnorm.parse("# Papers\n\n" + "\n\n".join(works))
        for example in (*examples, "王小明, 山田太郎, 김철수. 深度学习[J]. 计算机学报, 2025"):
            pubnorm.cite(f"Doe, J., & Roe, R. (2018). On Things and Others. {example}.")


class Compile(BuildHookInterface):
    """Write the tables of `pubnorm.compiled` and the compiled module, and let them travel in the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        native = self._native()  # first: reading a page for the tables takes the tagger
        if native:
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
        build_data["artifacts"] += [*native, *self._tables()]

    def _tables(self) -> list[str]:
        sys.path.insert(0, str(Path(self.root) / "src"))
        from pubnorm import patterns
        from pubnorm.compiled import FOLDER

        shutil.rmtree(FOLDER, ignore_errors=True)  # that all is made, and what is compiled listened to
        with patterns.compiled() as made:
            from pubnorm.matching.caseless import SIGNS
            from pubnorm.matching.venues.imprint import IMPRINTS
            from pubnorm.matching.venues.journals import SHELVES
            from pubnorm.matching.venues.misspelt import SLIPS
            from pubnorm.matching.venues.registry import INDEX
            from pubnorm.matching.venues.shortened import LETTERED, NAME_WORDS
            from pubnorm.vocabulary import SHIPPED

            tables = (SHIPPED, INDEX, SHELVES, IMPRINTS, SLIPS, LETTERED, NAME_WORDS)
            paths = [table.write() for table in tables]
            _use_patterns()
            paths.append(SIGNS.write())
        return [path.relative_to(self.root).as_posix() for path in (*paths, patterns.write(made))]

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
            built = []
            for name, path in paths.items():
                file = Path(command.get_ext_fullpath(name))
                built.append(path.parent / file.name)
                built[-1].unlink(missing_ok=True)  # never written over: it may be in use
                shutil.copy(file, built[-1])
        return [target.relative_to(root).as_posix() for target in built]
