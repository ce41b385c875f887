"""A flow's page: a `Flow` and a `Place` in, HTML out, complete without JavaScript.

The same HTML is what the browser module enhances. Markup is in `templates/flow/`; the machine and
the strings of the hand-over stand in the page as JSON, so nothing has to be fetched.
"""

from __future__ import annotations

import gettext
import json
import string
from collections.abc import Sequence
from typing import Any

import babel.dates
import jinja2
from babel import Locale
from markupsafe import Markup

from partner_kb.errors import Problem, SourceError
from partner_kb.flow.check import has_translation
from partner_kb.flow.export import machine
from partner_kb.flow.graph import diagram
from partner_kb.flow.model import Flow
from partner_kb.flow.view import Place, clauses, english_texts, ways
from partner_kb.templating import catalog_environment


def render_flow(flow: Flow, place: Place, *, heading: int = 2) -> str:
    """The flow as an HTML fragment, its headings beginning at level `heading`.

    Raises `SourceError` where a translation's placeholders differ from the English ones.
    """
    env = _environment(place.translations, place.locale)
    env.filters["pkb_target"] = place.link
    payload: dict[str, Any] = {
        "locale": place.locale,
        "machine": machine(flow),
        "ui": _ui(env, flow),
    }
    if place.locale != "en":
        plain = _environment(gettext.NullTranslations(), "en")
        payload["english"] = {
            "ui": _ui(plain, flow)["summary"],
            "texts": english_texts(flow),
        }
    return env.get_template("flow/flow.html").render(
        flow=flow,
        place=place,
        heading=heading,
        prefix=f"flow-{flow.id}-",
        payload=script_json(payload),
        diagram=_diagram_html(env, flow, place.translations, f"flow-{flow.id}-"),
        clauses=lambda when: clauses(flow, when),
        ways=lambda question, response=None: ways(flow, question, response),
        when_json=lambda when: attribute_json(when.as_json()),
    )


def render_index(flows: Sequence[tuple[Flow, str]], place: Place) -> str:
    """The list of flows, each with its address relative to the page."""
    env = _environment(place.translations, place.locale)
    return env.get_template("flow/index.html").render(flows=flows, place=place)


def render_callout(flow: Flow, url: str, place: Place) -> str:
    """The invitation on a guidance page to start a flow with the answers that `url` holds."""
    env = _environment(place.translations, place.locale)
    return env.get_template("flow/callout.html").render(flow=flow, url=url, place=place)


def render_page_stub(
    template: str, translations: gettext.NullTranslations, **values: object
) -> str:
    """A Markdown page (front matter and a directive) from `templates/flow/pages/`."""
    env = _environment(translations, "en", escape=False)
    return env.get_template(f"flow/pages/{template}").render(**values)


def render_diagram(
    flow: Flow, locale: str, translations: gettext.NullTranslations, *, standalone: bool = False
) -> str:
    """The overview as SVG; `standalone` brings its own colours and no links."""
    env = _environment(translations, locale)
    return _diagram_html(env, flow, translations, None if standalone else f"flow-{flow.id}-")


def _diagram_html(
    env: jinja2.Environment,
    flow: Flow,
    translations: gettext.NullTranslations,
    prefix: str | None,
) -> Markup:
    drawing = diagram(flow, translations.gettext)
    svg = env.get_template("flow/diagram.svg").render(flow=flow, drawing=drawing, prefix=prefix)
    return Markup(svg)  # noqa: S704 - our template, with autoescape


def _ui(env: jinja2.Environment, flow: Flow) -> dict[str, Any]:
    hours = flow.severity.hours if flow.severity else {}
    text = env.get_template("flow/strings.json").render(severity_hours=hours)
    strings: dict[str, Any] = json.loads(text)
    return strings


def script_json(value: object) -> Markup:
    """JSON for a `<script type="application/json">`: no character of it can end the element."""
    return _escaped_json(value, "<>&\u2028\u2029")


def attribute_json(value: object) -> Markup:
    """JSON for an attribute in single quotes, half as long as with every `"` escaped."""
    return _escaped_json(value, "<>&'")


def _escaped_json(value: object, letters: str) -> Markup:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in letters:
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704 - what HTML could read is escaped


def _environment(
    translations: gettext.NullTranslations, locale: str, *, escape: bool = True
) -> jinja2.Environment:
    env = catalog_environment(
        GuardedTranslations(translations, locale),
        autoescape=escape,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    cldr = Locale.parse(locale, sep="-")
    env.globals["tr"] = translations.gettext
    env.globals["foreign"] = lambda text: locale != "en" and not has_translation(translations, text)
    env.filters["day"] = jinja2.pass_context(
        lambda _, value: babel.dates.format_date(value, "long", locale=cldr)
    )
    return env


class GuardedTranslations:
    """A catalog that refuses a translation whose placeholders are not those of the English.

    Jinja would fail in the middle of a page with a bare `KeyError`; this names the string.
    """

    def __init__(self, catalog: gettext.NullTranslations, locale: str) -> None:
        self._catalog, self._locale = catalog, locale

    def gettext(self, message: str) -> str:
        """As `gettext`; raises `SourceError`."""
        return self._checked(message, self._catalog.gettext(message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """As `ngettext`; raises `SourceError`."""
        return self._checked(plural, self._catalog.ngettext(singular, plural, number))

    def pgettext(self, context: str, message: str) -> str:
        """As `pgettext`; raises `SourceError`."""
        return self._checked(message, self._catalog.pgettext(context, message))

    def _checked(self, english: str, translated: str) -> str:
        wanted, found = placeholders(english), placeholders(translated)
        if wanted is not None and wanted != found:
            message = (
                f'the {self._locale} translation of "{english}" has the placeholders '
                f"{_named(found)}, expected {_named(wanted)}: {translated!r}"
            )
            where = f"locales/{self._locale.replace('-', '_')}/LC_MESSAGES/partner_kb.po"
            raise SourceError(Problem(where, 0, 0, "error", "placeholder-mismatch", message))
        return translated


def _named(names: frozenset[str] | None) -> str:
    return ", ".join(sorted(names)) or "none" if names is not None else "broken"


def placeholders(text: str) -> frozenset[str] | None:
    """The names in `%(name)s` and `{name}`; None where the text does not parse as a format."""
    try:
        braces = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        seen: set[str] = set()
        text % _Recorder(seen)
    except (ValueError, TypeError):
        return None
    return frozenset(braces | seen)


class _Recorder(dict[str, str]):
    """A mapping that has every key, and notes which were asked for."""

    def __init__(self, seen: set[str]) -> None:
        super().__init__()
        self._seen = seen

    def __getitem__(self, name: str) -> str:
        self._seen.add(name)
        return ""
