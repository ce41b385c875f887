"""What a path on the command line may be, beyond what click's own types say."""

from __future__ import annotations

import os
from pathlib import Path

import click


class Folder(click.Path):
    """A folder that a command writes; an empty name, which click takes for `.`, is bad usage."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """The folder as a `Path`."""
        if not os.fspath(value).strip():
            self.fail("the name of a folder was expected.", param, ctx)
        return super().convert(value, param, ctx)
