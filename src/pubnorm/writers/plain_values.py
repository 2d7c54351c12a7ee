"""Records as they are: JSON, JSON Lines, YAML. `from_dict` reads them back whole."""

from __future__ import annotations

import json
from typing import Any

from pubnorm.model import PageRecord, Publication
from pubnorm.writers.options import Options
from pubnorm.writers.works import Records, arranged


def write_json(records: Records, options: Options) -> str:
    """Return a page as an object, several pages as an array, bare publications as an array of them.

    >>> json.loads(write_json(PageRecord(publications=[Publication(title="Tides")]), Options()))["schema"]
    'pubnorm/1'
    """
    return json.dumps(_shape(records, options), ensure_ascii=False, indent=2) + "\n"


def write_yaml(records: Records, options: Options) -> str:
    """Return the same shape as JSON's, as YAML.

    >>> print(write_yaml([Publication(key="a", title="Tides: On")], Options(fields=("title",))))
    - key: a
      type: other
      title: 'Tides: On'
    <BLANKLINE>
    """
    import yaml

    return str(yaml.safe_dump(_shape(records, options), sort_keys=False, allow_unicode=True, width=100))


def write_jsonl(records: Records, options: Options) -> str:
    r"""Return one publication a line.

    >>> write_jsonl([Publication(key="a", title="Tides")], Options(fields=("title",)))
    '{"key": "a", "type": "other", "title": "Tides"}\n'
    """
    shape = _shape(records, options)
    pages = shape if isinstance(shape, list) else [shape]
    works = [work for one in pages for work in one.get("publications", [one])]
    return "".join(json.dumps(work, ensure_ascii=False) + "\n" for work in works)


def _shape(records: Records, options: Options) -> Any:
    if isinstance(records, PageRecord):
        return _page(records, options)
    if isinstance(records, Publication):
        return _work(records, options)
    given = list(records)
    if given and all(isinstance(one, PageRecord) for one in given):
        return [_page(one, options) for one in given if isinstance(one, PageRecord)]
    works: list[Publication] = []
    for one in given:
        works.extend(one.publications if isinstance(one, PageRecord) else [one])
    return [_work(work, options) for work in arranged(works, options)]


def _page(page: PageRecord, options: Options) -> dict[str, Any]:
    values = page.to_dict()
    values["publications"] = [_work(work, options) for work in arranged(page.publications, options)]
    plain: dict[str, Any] = json.loads(json.dumps(values))
    return plain


def _work(work: Publication, options: Options) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(json.dumps(work.to_dict()))
    if options.fields is None:
        return values
    return {name: value for name, value in values.items() if name in ("key", "type", *options.fields)}
