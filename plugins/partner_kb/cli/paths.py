"""What a path on the command line may be, beyond what click's own types say."""

from __future__ import annotations

import os
from collections.abc import Iterable
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


def refuse_inputs(
    written: Iterable[Path], inputs: Iterable[Path | None], option: str = "-o"
) -> None:
    """Bad usage where a command would write over a file that it reads.

    `inputs` are files, and folders that count with everything in them.
    """
    read = [path.resolve() for path in inputs if path is not None]
    for path in written:
        place = path.resolve()
        if place.is_file() and any(place == one or one in place.parents for one in read):
            message = f"{path} is read by this command and would be lost; name another file"
            raise click.BadParameter(message, param_hint=option)
