"""What the builder loads as scripts: the twin modules and the templates as JavaScript.

In: the package's own modules and templates. Out: the modules of assets/js/policy, which are kept in
the repository, as is what `packed` holds. `python -m partner_kb.policy.browser` writes both; tests
hold them to their source, so the browser can never have an older rule than `check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from partner_kb.policy import builder_facts, twin
from partner_kb.policy.holiday_files import NAME as HOLIDAYS
from partner_kb.policy.holiday_files import holiday_years, holidays_made_from
from partner_kb.policy.holiday_pack import made_holidays
from partner_kb.policy.jinja_js import compile_templates
from partner_kb.policy.packed import write_packed
from partner_kb.policy.templating import FUNCTIONS
from partner_kb.policy.tojs import to_javascript
from partner_kb.policy.twin.view import DOCUMENTS
from partner_kb.resources import assets_dir, templates_dir

PRIMITIVES = ("begins", "groups")
TWIN_MODULES = (
    "words", "dates", "phones", "week", "shape", "rules", "formats", "hours", "calendar", "view",
    "markdown",
)  # fmt: skip
TEMPLATE_NAMES = (
    "policy/phrases.html", "policy/own.html", "policy/notices.html", "policy/facts.html",
    "policy/small-print.html", "policy/sections.html", "policy/page.html", "policy/print.css",
    "policy/document-name.txt",
)  # fmt: skip


def script_files() -> Mapping[str, str]:
    """The modules made from Python and Jinja, as they lie in assets/js/policy.

    They are kept in the repository, so that a site needs no step to make them; a test holds
    them to their source. `python -m partner_kb.policy.browser` writes them.
    """
    folder = Path(twin.__file__).parent
    modules = {name: (folder / f"{name}.py").read_text("utf-8") for name in TWIN_MODULES}
    root = templates_dir()
    names = list(TEMPLATE_NAMES)
    names += [f"policy/documents/{name}.html" for name in DOCUMENTS]
    names += sorted(
        path.relative_to(root).as_posix() for path in (root / "policy/clauses").glob("*.html")
    )
    templates = {name: (root / name).read_text("utf-8") for name in names}
    functions = sorted(function.__name__ for function in FUNCTIONS)
    used = "import { " + ", ".join(functions) + ' } from "./twin.js";\n'
    return {
        "twin.js": to_javascript(modules, PRIMITIVES),
        "templates.js": (
            "// Made by partner_kb.policy.jinja_js from templates/policy: change it there.\n"
            + used
            + "export const functions = { "
            + ", ".join(functions)
            + " };\nexport const templates = "
            + compile_templates(templates, functions)
            + ";\n"
        ),
    }


def write_scripts() -> None:
    """Write the generated modules into assets/js/policy."""
    for name, text in script_files().items():
        (assets_dir() / "js" / "policy" / name).write_text(text, "utf-8")


def write_data(year: int) -> None:
    """Write what the package keeps of the libraries' data, for builds from `year` on."""
    for facts in (builder_facts.OWN, builder_facts.WORLD, builder_facts.PHONES):
        write_packed(facts.name, facts.made_from(), facts.make())
    years = holiday_years(year)
    write_packed(HOLIDAYS, holidays_made_from(*years), made_holidays(*years))


if __name__ == "__main__":
    write_scripts()
    write_data(datetime.now(UTC).year)
