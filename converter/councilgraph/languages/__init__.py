"""Six language packs as TOML data, and the one loader; no language code is compared elsewhere."""

from .detect import detect
from .fold import fold
from .openers import opens_letter, starts_block, stops_short
from .pack import LanguagePack, codes, load, packs
from .template import compile_templates, find_template, match_template

__all__ = [
    "LanguagePack",
    "codes",
    "compile_templates",
    "detect",
    "find_template",
    "fold",
    "load",
    "match_template",
    "opens_letter",
    "packs",
    "starts_block",
    "stops_short",
]
