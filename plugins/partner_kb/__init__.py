"""A four-language partner knowledge base from Microsoft-style source guidance."""

__version__ = "0.1.0"
