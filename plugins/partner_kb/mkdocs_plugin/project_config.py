"""mkdocs.yml: whether it can be read, and what MkDocs and the plugins say of it, with places.

In: the file. Out: MkDocs' configuration, or None where it is of no use, and the problems.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from traceback import extract_tb

import yaml
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import get_plugin_logger

from partner_kb.errors import Problem, SourceError, has_errors, near_miss
from partner_kb.mkdocs_plugin.config_places import ConfigPlaces
from partner_kb.mkdocs_plugin.config_tags import hooks_fault, read_quietly
from partner_kb.mkdocs_plugin.fitness import find_faults, foreign_fault
from partner_kb.mkdocs_plugin.plugin import PartnerKBPlugin
from partner_kb.yaml_settings import settings_problem
from partner_kb.yaml_source import syntax_problem

log = get_plugin_logger("partner-kb")

_OPTION = re.compile(
    r"\APlugin '(?P<plugin>[^']+)' option '(?P<option>[^']+)': (?P<rest>.*)\Z", re.S
)
_SUB_OPTION = re.compile(r"\ASub-option '(?P<option>[^']+)': (?P<rest>.*)\Z", re.S)
_NOT_INSTALLED = re.compile(r'\AThe "(?P<plugin>[^"]+)" plugin is not installed')
LAST_PORT = 65535
_UNKNOWN = "Unrecognised configuration name"


def load_project_config(
    path: Path, *, strict: bool = False, **options: object
) -> tuple[MkDocsConfig, PartnerKBPlugin]:
    """The configuration that a build goes by, and our plugin in it.

    `options`, where they are not None, go before those of the file. Raises `SourceError` with
    everything that is wrong; with `strict`, warnings are wrong, too. Otherwise they are logged.
    """
    config, problems = check_config(path, strict=strict, quiet=False, **options)
    if strict:
        problems = [replace(problem, severity="error") for problem in problems]
    plugin = config.plugins.get("partner-kb") if config is not None else None
    if config is None or not isinstance(plugin, PartnerKBPlugin) or has_errors(problems):
        raise SourceError(problems)
    for problem in problems:
        log.warning(str(problem))
    return config, plugin


def check_config(
    path: Path, *, strict: bool = False, quiet: bool = False, **options: object
) -> tuple[MkDocsConfig | None, list[Problem]]:
    """Read and validate mkdocs.yml as MkDocs does, without running a hook.

    MkDocs runs what `!!python` tags say, and imports `hooks`; with `quiet`, neither is done. The
    configuration is None where a site can't be built with it.
    """
    keys, problems = _read(path)
    if keys is None:
        return None, problems
    problems += _duplicates(keys, keys.root)
    config = MkDocsConfig(config_file_path=os.path.abspath(path))
    try:
        with open(os.path.abspath(path), "rb") as file:
            if quiet:
                config.load_dict(read_quietly(file, config))
            else:
                config.load_file(file)
        given = {**options, "strict": True if strict else None}
        config.load_dict({name: value for name, value in given.items() if value is not None})
        fault = hooks_fault(config) if quiet else None
        errors, warnings = config.validate()
    except (ConfigurationError, RecursionError, ValueError) as error:  # of a file it inherits, too
        return None, [*problems, _refused(keys, path, error)]
    except OSError:  # told with the file that it is of
        raise
    except Exception as error:  # of a hook or a tag, which can raise anything
        return None, [*problems, _raised(keys, path, error)]
    errors += [("hooks", ValidationError(fault))] if fault else []
    problems += [_error(keys, name, str(error)) for name, error in errors]
    problems += [_warning(keys, config, name, str(text)) for name, text in warnings]
    if errors:
        return None, problems
    plugin = config.plugins.get("partner-kb")
    if not isinstance(plugin, PartnerKBPlugin):
        missing = [name for name in ("partner-kb", "i18n") if name not in config.plugins]
        message = "the plugin {} is not under `plugins:`; this project needs it"
        found = [keys.problem(("plugins",), message.format(name)) for name in missing]
        if not missing:
            message = "partner-kb is not this project's plugin: uninstall the other one"
            found = [keys.problem(("plugins", "partner-kb"), message)]
        return None, [*problems, *found]
    faults = [keys.problem(*fault) for fault in find_faults(config, plugin.config)]
    if not 0 < config.dev_addr.port <= LAST_PORT:
        message = f"dev_addr: {config.dev_addr.port} is no port; those are 1 to {LAST_PORT}"
        faults.append(keys.problem(("dev_addr",), message))
    return (None if faults else config), [*problems, *faults]


def foreign_site(config: MkDocsConfig) -> Problem | None:
    """What is wrong with the `site_dir` of mkdocs.yml as it is now: that it holds no site.

    A build that was told of another folder, and `serve`, do not mind.
    """
    fault = foreign_fault(Path(config.site_dir))
    if fault is None:
        return None
    keys = ConfigPlaces.read(Path(config.config_file_path or "mkdocs.yml"))
    return keys.problem(("site_dir",), f'site_dir: "{config.site_dir}" {fault}')


def _read(path: Path) -> tuple[ConfigPlaces | None, list[Problem]]:
    shown = str(path)
    try:
        keys = ConfigPlaces.read(path)
    except SourceError as error:
        return None, list(error.problems)
    except yaml.YAMLError as error:
        return None, [syntax_problem(error, shown)]
    if keys.root is not None and not isinstance(keys.root, yaml.MappingNode):
        return None, [settings_problem(shown)]
    return keys, []


def _refused(keys: ConfigPlaces, path: Path, error: Exception) -> Problem:
    """Why mkdocs.yml, or a file that it inherits, cannot be loaded."""
    cause = error.__context__
    mark = cause.problem_mark if isinstance(cause, yaml.MarkedYAMLError) else None
    if mark is None or not isinstance(cause, yaml.MarkedYAMLError):
        return keys.problem(("INHERIT",), str(error))
    own = os.path.abspath(mark.name) == os.path.abspath(path)
    return syntax_problem(cause, str(path) if own else mark.name)


def _raised(keys: ConfigPlaces, path: Path, error: Exception) -> Problem:
    """What somebody's code raised: at its line, if it is the project's own."""
    message = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError):
        where = error.filename or str(path), error.lineno or 1, error.offset or 1
        return Problem(*where, "error", "config-code", f"{type(error).__name__}: {error.msg}")
    root = path.resolve().parent
    for frame in reversed(extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(root) and "site-packages" not in frame.filename:
            line, column = frame.lineno or 1, (frame.colno or 0) + 1
            return Problem(frame.filename, line, column, "error", "config-code", message)
    return keys.problem((), f"code that a tag or a hook names gave up: {message}")


def _error(keys: ConfigPlaces, name: str, message: str) -> Problem:
    where = [name]
    option = _OPTION.match(message)
    if option:
        where += [option["plugin"], option["option"]]
        message = f"{option['plugin']}: {option['option']}: {option['rest']}"
        inner = _SUB_OPTION.match(option["rest"])
        if inner:
            where.append(inner["option"])
            message = f"{option['plugin']}: {option['option']}: {inner['rest']}"
    missing = _NOT_INSTALLED.match(message)
    if missing:
        where.append(missing["plugin"])
        installed = {point.name for point in entry_points(group="mkdocs.plugins")}
        message += f".{near_miss(missing['plugin'], installed)}"
    if len(where) == 1:
        message = f"{name}: {message}"
    return keys.problem(where, message)


def _warning(keys: ConfigPlaces, config: MkDocsConfig, name: str, message: str) -> Problem:
    if message.startswith(_UNKNOWN):
        known = [key for key, _ in config._schema]
        message = f'"{name}" is not an option of MkDocs.{near_miss(name, known)}'
    return keys.problem([name], message, "warning")


def _duplicates(keys: ConfigPlaces, node: yaml.Node | None) -> Iterator[Problem]:
    """Keys that stand twice in one mapping: YAML takes the last in silence."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                if key.value in seen:
                    mark = key.start_mark
                    message = f'the key "{key.value}" stands here a second time'
                    yield Problem(
                        keys.path, mark.line + 1, mark.column + 1, "error", "yaml-duplicate-key",
                        message,
                    )  # fmt: skip
                seen.add(key.value)
            yield from _duplicates(keys, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _duplicates(keys, item)
