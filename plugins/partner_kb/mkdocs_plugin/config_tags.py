"""Code that mkdocs.yml names: `!!python/…` tags and `hooks`. A build runs it, as MkDocs does; who
only looks at a project (`partner-kb check`) must not.

In: MkDocs' config, before anything is in it. Out: the values of the file, with a stand-in for each
tag that would import or call something.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import IO, Any

import yaml
from mkdocs.config import config_options as c
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

_PREFIX = "tag:yaml.org,2002:python/"
_RUNNING = ("name:", "module:", "object:", "object/new:", "object/apply:")


class StandIn:
    """In the place of somebody's object: it can be called, and says nothing."""

    def __call__(self, *_given: object, **_named: object) -> str:
        """What a function that makes text might give."""
        return ""


def read_quietly(file: IO[bytes], config: MkDocsConfig) -> dict[str, Any]:
    """The values of mkdocs.yml, and of what it inherits, without running what a tag names.

    Raises `ConfigurationError`, as MkDocs does, also where a tag names a package that is not there.
    """
    loader: Any = get_yaml_loader(yaml.FullLoader, config)
    for kind in _RUNNING:
        loader.add_multi_constructor(f"{_PREFIX}{kind}", _stand_in)
    return yaml_load(file, loader)


def hooks_fault(config: MkDocsConfig) -> str | None:
    """Take the hooks out of a config that was not validated yet; says what is wrong with them."""
    hooks = config.hooks or []
    config.load_dict({"hooks": []})
    option = c.ListOfItems(c.File(exists=True))
    option.pre_validation(config, "hooks")
    try:
        option.validate(hooks)
    except ValidationError as error:
        return str(error)
    return None


def _stand_in(_loader: object, name: str, node: yaml.Node) -> StandIn:
    package = name.partition(".")[0]
    if find_spec(package) is None:  # which for a name without dots imports nothing
        message = f"cannot find module {package!r}"
        raise yaml.constructor.ConstructorError(
            "while constructing a Python object", node.start_mark, message, node.start_mark
        )
    return StandIn()
