"""A small knowledge base in a temporary folder, and the source that is imported into it."""

from __future__ import annotations

import io
import json
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from partner_kb.cli import main

DOCSET = "source/pt-BR/partner-center"


@dataclass(frozen=True)
class Run:
    """How a command ended: `code`, what it wrote, and the report."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The problem lines, in order."""
        return self.err.splitlines()

    def of(self, code: str) -> list[str]:
        """The problem lines with a code."""
        return [line for line in self.problems if line.endswith(f"[{code}]")]


@dataclass(frozen=True)
class Kb:
    """`root` holds `source/` and, after an import, `kb/docs`, `kb/locales`, `kb/mkdocs.yml`."""

    root: Path

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def page(self, name: str, text: str | bytes) -> Path:
        """Write a file of the Portuguese docset."""
        return self.write(f"{DOCSET}/{name}", text)

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def run(self, *arguments: str) -> Run:
        """Run `partner-kb` in the root folder."""
        out, err = io.StringIO(), io.StringIO()
        code = 0
        with (
            chdir(self.root),
            redirect_stdout(out),
            redirect_stderr(err),
            mock.patch.object(sys, "argv", ["partner-kb", *arguments]),
        ):
            try:
                main()
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        return Run(code, out.getvalue(), err.getvalue())

    def imports(self, *sources: str, locale: str | None = None) -> Run:
        """Import `source`, or what is given, into `kb/`."""
        more = ["--locale", locale] if locale else []
        return self.run("import", *(sources or ("source",)), "--docs", "kb/docs", *more)

    def report(self, *sources: str) -> dict[str, Any]:
        """The report of an import as JSON."""
        self.run("import", *(sources or ("source",)), "--docs", "kb/docs", "--report", "r.json")
        value = json.loads(self.read("r.json"))
        (self.root / "r.json").unlink()
        assert isinstance(value, dict)
        return value

    def pages(self) -> list[str]:
        """The pages of the knowledge base, below docs."""
        docs = self.root / "kb/docs"
        return sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))

    def snapshot(self, folder: str = "kb") -> dict[str, bytes]:
        """Every file below a folder with its bytes."""
        base = self.root / folder
        return {
            path.relative_to(base).as_posix(): path.read_bytes()
            for path in sorted(base.rglob("*"))
            if path.is_file()
        }


def page(title: str = "Título", body: str = "Texto.\n", **front: str) -> str:
    """A page of source guidance in Portuguese."""
    values = {"title": title, "ms.contentlocale": "pt-BR", **front}
    lines = "".join(f"{key}: {value}\n" for key, value in values.items())
    return f"---\n{lines}---\n# {title}\n\n{body}"


def both(target: str, english: str, number: int = 101) -> str:
    """A segment side by side with its English."""
    mark = f"a-{number}"
    return (
        f'<span data-ttu-id="{mark}">{target}</span><span class="sxs-lookup">'
        f'<span data-stu-id="{mark}">{english}</span></span>'
    )
