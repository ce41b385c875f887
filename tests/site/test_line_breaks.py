"""Templates without line breaks: none goes that a reader would miss."""

from __future__ import annotations

import pytest

from partner_kb.mkdocs_plugin.line_breaks import without_line_breaks


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ul>\n  <li>a</li>\n</ul>\n", "<ul><li>a</li></ul>"),
        ("<p><a>x</a>\n<a>y</a></p>", "<p><a>x</a>\n<a>y</a></p>"),
        ("<button>x</button>\n<a>y</a>\n</div>", "<button>x</button>\n<a>y</a></div>"),
        ("<p>one\ntwo</p>", "<p>one\ntwo</p>"),
        ("<pre>a\n b</pre>\n<code>c</code>", "<pre>a\n b</pre>\n<code>c</code>"),
        (
            '<nav{% if a > b %} lang="{{ x }}"{% endif %}>\n{% if c %}\n<i>',
            '<nav{% if a > b %} lang="{{ x }}"{% endif %}>{% if c %}\n<i>',
        ),
        ("</header>\n{{ body }}\n{% if x %}", "</header>{{ body }}\n{% if x %}"),
        ("{{ body }}\n</article>", "{{ body }}</article>"),
        ("<picture>\n<b>", "<picture>\n<b>"),
        ("<path>\n<headline>\n", "<path>\n<headline>\n"),
    ],
)  # fmt: skip
def test_white_space_beside_blocks_goes(source: str, expected: str) -> None:
    assert without_line_breaks(source) == expected
