"""Support policies: YAML in; checked, frozen values out; rendered as HTML, PDF, Markdown, JSON."""
