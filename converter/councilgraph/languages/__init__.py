"""Six language packs as TOML data, and the one loader; no language code is compared elsewhere."""

from .detect import detect
from .fold import FILLER, caseless, fold, folded, plain, unfold
from .openers import heads_list, opens_letter, opens_text, starts_block, stops_short
from .pack import LanguagePack, codes, load, packs, spelled
from .phrases import (
    article_length,
    either,
    glue,
    glued_words,
    literals_of,
    names_pattern,
    without_article,
)
from .template import (
    compile_template,
    compile_templates,
    fill_template,
    find_template,
    literal_of,
    match_template,
)

__all__ = [
    "FILLER",
    "LanguagePack",
    "article_length",
    "caseless",
    "codes",
    "compile_template",
    "compile_templates",
    "detect",
    "either",
    "fill_template",
    "find_template",
    "fold",
    "folded",
    "glue",
    "glued_words",
    "heads_list",
    "literal_of",
    "literals_of",
    "load",
    "match_template",
    "names_pattern",
    "opens_letter",
    "opens_text",
    "packs",
    "plain",
    "spelled",
    "starts_block",
    "stops_short",
    "unfold",
    "without_article",
]
