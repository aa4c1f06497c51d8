"""Six language packs as TOML data, and the one loader; no language code is compared elsewhere."""

from .detect import detect
from .fold import FILLER, fold, unfold
from .openers import opens_letter, opens_text, starts_block, stops_short
from .pack import LanguagePack, codes, load, packs
from .phrases import article_length, either
from .template import compile_templates, find_template, match_template

__all__ = [
    "FILLER",
    "LanguagePack",
    "article_length",
    "codes",
    "compile_templates",
    "detect",
    "either",
    "find_template",
    "fold",
    "load",
    "match_template",
    "opens_letter",
    "opens_text",
    "packs",
    "starts_block",
    "stops_short",
    "unfold",
]
