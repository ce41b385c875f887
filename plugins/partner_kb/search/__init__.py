"""The search index of each locale: Pagefind's, and beside it what readers type and Pagefind misses.

Pages in, files out. Pagefind matches, stems and ranks words; the words file lets the browser cut
Chinese queries as the index was cut, find what was mistyped, and add synonyms.
"""
