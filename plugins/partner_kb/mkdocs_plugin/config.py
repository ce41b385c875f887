"""The plugin's options, each with what it does; unknown ones are refused, near misses named."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from partner_kb.errors import near_miss


def project_folder(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml, which the plugin's own paths are relative to."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


class _StrictConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs' __init_subclass__
    """A group of options that takes no unknown one (MkDocs itself only warns)."""

    def load_dict(self, patch: object) -> None:
        """A group without any option, as when all are comments, is a group of defaults."""
        super().load_dict({} if patch is None else patch)  # type: ignore[arg-type]  # tells of it

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """As MkDocs does, with each unknown option an error instead of a warning."""
        failed, warnings = super().validate()
        known = [name for name, _ in self._schema]
        unknown = sorted(set(self) - set(known), key=str)
        for name in unknown:
            message = f'"{name}" is not an option.{near_miss(str(name), known)}'
            failed.append((name, ValidationError(f"{message} Options: {', '.join(known)}.")))
        kept = [(key, text) for key, text in warnings if key not in unknown]
        return failed, kept


class _Folder(c.Type[str]):
    """The name of a folder."""

    def run_validation(self, value: object) -> str:
        """Refuses an empty one, which would be the folder of mkdocs.yml."""
        name = super().run_validation(value)
        if not name.strip():
            raise ValidationError('The name of a folder was expected, for example "folder/name".')
        return name


class _Count(c.Type[int]):
    """A number of things."""

    def run_validation(self, value: object) -> int:
        """Refuses numbers below 0, and `true`, which Python counts among the numbers."""
        number = super().run_validation(value)
        if isinstance(number, bool) or number < 0:
            raise ValidationError(f"A number from 0 on was expected, and {number} was given.")
        return number


class _Address(c.Type[str]):
    """A URL with `{names}` in it that are filled in."""

    NAMES = ("url", "title", "locale", "path")

    def run_validation(self, value: object) -> str:
        """Refuses names that nobody fills in."""
        address = super().run_validation(value)
        try:
            parts = list(Formatter().parse(address))
        except ValueError as error:  # a brace alone
            raise ValidationError(f'"{address}": {error}.') from None
        for _, name, form, conversion in parts:
            if name is not None and (name not in self.NAMES or form or conversion):
                known = ", ".join(f"{{{one}}}" for one in self.NAMES)
                hint = near_miss(name, self.NAMES)
                raise ValidationError(f'"{{{name}}}" is not filled in.{hint} Known: {known}.')
        return address


class FooterConfig(_StrictConfig):  # type: ignore[no-untyped-call]  # as above
    """What the law or the operator wants at the foot of every page."""

    icp_number = c.Optional(c.Type(str))
    """The ICP filing number (ICP 备案号) of a site hosted in mainland China."""

    icp_url = c.Type(str, default="https://beian.miit.gov.cn/")
    """Where the filing number links to."""

    privacy_url = c.Optional(c.Type(str))
    """The privacy notice: an absolute URL, or a path from the site's root."""

    disclaimer = c.Type(bool, default=True)
    """Whether to say that the site is not affiliated with or endorsed by Microsoft."""


class HomeConfig(_StrictConfig):  # type: ignore[no-untyped-call]  # as above
    """Where the four tasks of the home page lead: paths of pages, without the locale's folder.

    The first page of a list that exists is taken; a task without one is not shown.
    """

    find = c.ListOfItems(c.Type(str), default=["search.md", "a-z.md"])
    """"Find guidance"."""

    publish = c.ListOfItems(c.Type(str), default=["policies/builder.md", "policies/index.md"])
    """"Publish your support terms"."""

    escalate = c.ListOfItems(c.Type(str), default=["flows/index.md"])
    """"Escalate a problem"."""

    translate = c.ListOfItems(c.Type(str), default=["translation-status.md"])
    """"Help to translate"."""

    newest = _Count(int, default=6)
    """How many of the newest changes are listed."""


class PartnerKBConfig(_StrictConfig):  # type: ignore[no-untyped-call]  # as above
    """The options of `partner-kb` under `plugins:` in mkdocs.yml; all have defaults."""

    locales_dir = _Folder(str, default="locales")
    """The project's own vocabulary, catalogs and segments, over the bundled ones; need not exist.

    Relative to mkdocs.yml.
    """

    cache_dir = _Folder(str, default=".cache/partner-kb")
    """Where converted pages lie between builds; may be deleted at any time.

    Relative to mkdocs.yml; a folder of its own, apart from docs_dir and site_dir.
    """

    not_pages = c.ListOfItems(c.Type(str), default=["includes", "policies", "flows"])
    """Folders of docs_dir, or of a locale, that hold data and fragments instead of pages."""

    report_url = c.Optional(_Address(str))
    """"Report a problem with this page": `{url}`, `{title}`, `{locale}` and `{path}` are filled in.

    For example `https://example.com/issues/new?title={title}&body={url}`.
    """

    side_by_side = c.Type(bool, default=True)
    """Whether pages offer the English beside the translation, where its segments are known."""

    policy_builder = c.Type(bool, default=True)
    """Whether the site has the policy builder, a form in which partners make support policies.

    It is at `policies/builder/` and comes with 0.4 MB of its own. With `false` a site shows the
    policies in `docs/policies/`, if it has any, and nothing else of them.
    """

    suggest_language = c.Type(bool, default=True)
    """Whether a first visit suggests the browser's own language (a hint, never a redirect)."""

    home = c.SubConfig(HomeConfig)
    """The home page that is generated for each locale without an `index.md` of its own."""

    footer = c.SubConfig(FooterConfig)
    """The foot of every page."""
