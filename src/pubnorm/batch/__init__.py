r"""Many pages: worker processes, a time limit for each page, progress, resuming.

One bad page never stops a run: a page that cannot be read, raises, hangs, or kills its worker is a `Failure` value, and
the rest goes on. `convert` yields records to Python; `convert_folder` writes a folder of files.

`walking` says what the sources hold, `reading` what a page's record is, `pool` runs workers (`worker`), `names` says
where a page's output lies, `state` what was written before, `placing` puts outputs there; `results` and `folder` are
the two that users call, `progress` tells people how far they are.
"""

from __future__ import annotations

from pubnorm.batch.folder import Summary, convert_folder
from pubnorm.batch.results import PageResult, convert
from pubnorm.batch.tasks import Failure

__all__ = ["Failure", "PageResult", "Summary", "convert", "convert_folder"]
