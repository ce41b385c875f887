"""The command line: thin click commands over the core.

Exit codes: 0 good (warnings too), 1 errors found, 2 bad usage. A command's module is imported
when the command is called, so that `partner-kb flow check` does not wait for WeasyPrint.
"""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import suppress

import click

from partner_kb import __version__
from partner_kb.cli.report import show
from partner_kb.errors import SourceError, near_miss
from partner_kb.files import unreadable

_COMMANDS = {
    "import": ("import_", "Turn OPS source guidance into clean Markdown pages."),
    "build": ("build", "Build the site; a failed build leaves the last good one."),
    "serve": ("build", "Build the site and serve it, again after each saved change."),
    "check": ("check", "Report everything that can be wrong, in one go."),
    "policy": ("policy", "Support policies: new, check, schema, render, publish."),
    "flow": ("flow", "Escalation flows: check, schema, graph, paths."),
    "i18n": ("i18n", "The translator's workflow on catalogs and pages."),
}


class _Group(click.Group):
    """A group that imports a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the work, not of the alphabet."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or nothing."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"partner_kb.cli.{_COMMANDS[cmd_name][0]}")
        found = getattr(module, cmd_name, None) or module.command
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, naming the near miss of an unknown command."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            ctx.fail(f'No such command "{args[0]}".{near_miss(args[0], _COMMANDS)}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for --help, without importing a single command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="partner-kb")
def cli() -> None:
    """A multilingual partner knowledge base from vendor guidance."""


def main() -> None:
    """The `partner-kb` command: shows collected problems once, without a stack trace.

    What the file system refuses, wherever in the work that is, is a problem of the file.
    """
    try:
        cli()
    except SourceError as error:
        show(error.problems)
        sys.exit(1)
    except OSError as error:
        _give_up_output()
        show([unreadable(error, "standard output")])
        sys.exit(1)


def _give_up_output() -> None:
    """Where standard output takes no more, let what waits for it go: the end would try again."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
