"""A small knowledge base on disk, and a way to run the translator's commands on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner, Result

from partner_kb.cli.i18n import command
from partner_kb.errors import SourceError
from partner_kb.translation.project import Project, load_project

MKDOCS = """\
site_name: Example
repo_url: https://example.com/repo
edit_uri: edit/main/docs/
theme: {name: material}
plugins:
  - partner-kb
  - i18n:
      docs_structure: folder
      languages:
        - locale: en
          name: English
          default: true
        - locale: pt-BR
          name: Português (Brasil)
        - locale: ru-RU
          name: Русский
"""

ENGLISH = """\
---
title: Billing support
source:
  path: a/billing.md
  locale: en
  translation: original
---

# Billing support {#billing-support}

Answer questions about [invoices](read-your-bill.md) within 2 days.

Use `az login` and **then** wait.

- One thing to do
- Another thing to do

| Field | Meaning |
| --- | --- |
| Total | What you pay |
"""

PORTUGUESE = """\
---
title: Suporte de faturamento
source:
  path: a/billing.md
  locale: pt-BR
  translation: machine
---

# Suporte de faturamento {#billing-support}

Responda a perguntas sobre [faturas](read-your-bill.md) em até 2 dias.

Use `az login` e **depois** aguarde.

- Uma coisa a fazer
- Outra coisa a fazer

| Campo | Significado |
| --- | --- |
| Total | O que você paga |
"""

FILES: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS,
    "docs/en/a/billing.md": ENGLISH,
    "docs/pt-BR/a/billing.md": PORTUGUESE,
}


class Base:
    """A project in a folder of its own."""

    def __init__(self, root: Path, files: Mapping[str, str] = FILES) -> None:
        self.root = root
        for name, text in files.items():
            self.write(name, text)

    @property
    def project(self) -> Project:
        return load_project(self.root / "mkdocs.yml")

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        return path

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text, old
        self.write(name, text.replace(old, new))

    def run(self, *arguments: str, code: int = 0) -> Result:
        """Run `partner-kb i18n …`; a `SourceError` counts as exit code 1, as in the real one."""
        first, *rest = arguments
        config = str(self.root / "mkdocs.yml")
        result = CliRunner().invoke(command, [first, "-f", config, *rest])
        if result.exception and not isinstance(result.exception, SourceError | SystemExit):
            raise result.exception
        assert result.exit_code == code, f"{result.output}\n{result.exception}"
        return result

    def snapshot(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }
