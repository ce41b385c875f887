"""Scripts and style sheets: each under a name by its content, and none that no page asks for."""

from __future__ import annotations

import re

from partner_kb.mkdocs_plugin.assets import collect
from partner_kb.resources import assets_dir

_IMPORT = re.compile(r'(?:from|import) "(\.[^"]+)"')


def test_a_name_follows_its_content(tmp_path) -> None:
    for folder, name in (("css", "site.css"), ("css", "home.css"), ("js", "main.js")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text("/* a */\n", "utf-8")
    before = collect(tmp_path)
    (tmp_path / "css/home.css").write_text(".pkb-home { color: red; }\n", "utf-8")
    after = collect(tmp_path)
    assert after.site == before.site
    assert after.js_folder == before.js_folder
    assert after.parts["home"].uri != before.parts["home"].uri
    assert after.parts["home"].css == ".pkb-home{color: red}\n"


def test_a_feature_without_a_page_stays_away_and_nobody_misses_it() -> None:
    assets = collect(assets_dir(), without=("flow",))
    assert "flow" in collect(assets_dir()).parts
    assert "flow" not in assets.parts
    names = {path.relative_to(assets.js_root).as_posix() for path in assets.modules}
    assert not any(name.startswith("flow/") for name in names)
    for path in assets.modules:
        for target in _IMPORT.findall(path.read_text("utf-8")):
            assert (path.parent / target).resolve() in assets.modules, path


def test_a_site_has_what_flows_load_only_where_there_are_flows(site) -> None:
    found = {path.parent.name for path in (site.root / "assets/partner-kb").rglob("*.js")}
    assert {"policy", "roles", "search"} <= found
    assert "flow" not in found
    assert not list((site.root / "assets/partner-kb").glob("flow.*"))
    assert '"./flow/start.js"' in next(site.root.rglob("main.js")).read_text("utf-8")
