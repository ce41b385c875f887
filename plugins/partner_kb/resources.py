"""Where the packaged data lies, in a checkout and in an installed wheel alike.

In a wheel, `locales/` is `partner_kb/locales`; in a checkout (an editable install) it is the
repository's `locales/`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def locales_dir() -> Path:
    """The folder of the bundled vocabulary and catalogs."""
    packaged = _PACKAGE / "locales"
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / "locales"


def templates_dir() -> Path:
    """The folder of the Jinja templates."""
    return _PACKAGE / "templates"


def assets_dir() -> Path:
    """The folder of the style sheets and ES modules."""
    return _PACKAGE / "assets"
