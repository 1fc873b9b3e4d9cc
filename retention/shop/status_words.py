"""Two spellings of one status word: the key by which words are compared."""

from __future__ import annotations

STATUS_KEY = r"""create or replace temp macro status_key(word) as trim(regexp_replace(regexp_replace(
    replace(lower(trim(word)), 'ё', 'е'), '^wc[-_]', ''), '[\s_\x{a0}-]+', ' ', 'g'))"""
"""SQL that makes the function: case, ё and е, the prefix `wc-`, blanks, hyphens and underscores do not matter."""
