"""Code that runs twice: here as Python, and in the builder as the JavaScript made from it.

Everything in this package is written in a small subset of Python (functions, frozen dataclasses,
loops, comprehensions, f-strings, a dozen methods of str, list and dict). `tojs` turns it into one
ES module, and refuses whatever lies outside the subset. So the browser's rules, messages, formats
and views are not a copy of Python's: they are the same lines. The one exception is `primitives`,
whose few functions have a JavaScript twin in assets/js/policy/runtime.js.

Values are what JSON holds; a policy is read by attribute, which a pydantic model and a
JavaScript object both give.
"""
