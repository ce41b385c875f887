"""What can be wrong with a translation: the rules, by id.

In: catalogs and compared pages. Out: `Problem`s whose `code` is a rule's id. Each rule can be
switched off for a string, a block or a file by a comment that gives the reason (`suppress`).
"""

from __future__ import annotations

from collections.abc import Mapping

#: Rule ids with what they look for; the texts go into the SARIF report and `i18n check --rules`.
RULES: Mapping[str, str] = {
    "placeholder": "A placeholder such as %(name)s or {name} is missing, added or translated",
    "markup": "HTML tags or Markdown marks differ from the English",
    "link-target": "A link or address differs from the English",
    "anchor": "A heading's anchor differs from the English",
    "code-span": "Code differs from the English",
    "number": "A number of the English is missing",
    "date": "A date of the English is missing",
    "glossary-forbidden": "A rendering that the glossary forbids",
    "glossary-term": "A term of the glossary is rendered in another way",
    "product-name": "A product's name was translated",
    "plural-forms": "A plural form is missing, or the header's plural rule is wrong",
    "language-header": "The header of a catalog names another language",
    "punctuation": "Punctuation is not that of the language",
    "end-punctuation": "The sentence ends in another way than the English",
    "white-space": "White space at an end differs, or is doubled",
    "line-break": "A line break at an end differs, which msgfmt refuses",
    "untranslated": "The text is the English, or holds none of the language's letters",
    "missing-translation": "A string has no translation, or a fuzzy one",
    "mixed-script": "A word mixes letters of two scripts",
    "control-character": "An invisible character that the English doesn't have",
    "length": "A label is longer than its limit",
    "directive": "A line of ::: or a code block differs from the English",
    "catalog-locale": "A catalog for a locale that the site lacks",
    "suppression": "A comment that switches a rule off, without a reason or for no rule",
    "dennis": "What dennis-cmd lint finds",
    "pofilter": "What translate-toolkit's pofilter finds",
    "babel": "What Babel's checkers find",
}
