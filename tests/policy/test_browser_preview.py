"""In Chromium: the preview of 200 generated policies in four locales is Python's rendering."""

import json

import pytest

from partner_kb.policy.model import Policy
from partner_kb.policy.render import Request, render_fragment, render_markdown
from partner_kb.policy.tree import parse_html
from partner_kb.policy.twin.markdown import plain_text
from policy.policy_generator import LOCALES, policies

pytestmark = pytest.mark.browser
COUNT = 200
DOCUMENTS = ["policy", "summary", "announcement", "collections", "addendum"]

RENDER = """async ([base, locale, cases]) => {
  const { renderDocument } = await import(base + "/assets/partner-kb/js.test/policy/render.js");
  const scripts = base + "/assets/partner-kb/js.test/policy/";
  const { markdownOf } = await import(scripts + "download.js");
  const { holidayFile, readFile, readLocale, readReference } = await import(scripts + "data.js");
  const load = (name) => fetch(`${base}/assets/partner-kb/policy/${name}.bin`).then(readFile);
  const names = ["own", "world", "phones", "subdivisions"];
  const data = readReference(...await Promise.all(names.map(load)));
  const strings = readLocale(data, await load(`cldr.${locale}`), await load(`strings.${locale}`));
  const holidays = {};
  const found = [];
  for (const { policy, document: name } of cases) {
    for (const { holidays: rule } of policy.hours) {
      if (rule && !holidays[rule.country]) {
        Object.assign(holidays, await load(holidayFile(rule.country)));
      }
    }
    const html = renderDocument(policy, data, strings, holidays, name, "2026-06-01");
    const shown = document.createElement("template");
    shown.innerHTML = html;
    found.push({ html, text: shown.content.textContent, markdown: markdownOf(html) });
  }
  return found;
}"""


@pytest.mark.parametrize("locale", LOCALES)
def test_no_character_differs(page, builder_site, locale):
    page.goto(f"{builder_site}/en.html")
    values = policies(COUNT)
    cases = [
        {"policy": value, "document": "policy" if index % 3 else DOCUMENTS[index % 5]}
        for index, value in enumerate(values)
    ]
    shown = page.evaluate(RENDER, [builder_site, locale, cases])
    assert len(shown) == COUNT
    for case, got in zip(cases, shown, strict=True):
        request = Request(
            Policy.model_validate(case["policy"]), locale, case["document"], "2026-06-01"
        )
        html = render_fragment(request)
        assert got["text"] == plain_text(parse_html(html)), json.dumps(case)
        assert got["markdown"] == render_markdown(request), json.dumps(case)
        assert got["html"].count("<") == html.count("<") - html.count("pkb-policy-qr")
