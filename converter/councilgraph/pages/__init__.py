"""A dataset as pages for people: static HTML in six languages, without scripts or requests.

One page holds every language of the interface; a choice at its top, which the style sheet alone
follows, shows one. What the page says is what the graph says: names come from its tables, and
each fact leads to the words it was read from.
"""

from .address import Address, address_of
from .agreement import agreement_page, counted
from .graph import HOLDING, Graph
from .home import NEWEST, UNDATED, home_page, year_page
from .ontology import ontology_page
from .publishing import fixed_pages, pages_at, pages_of, site_of
from .sections import SECTIONED, standing
from .site import Site, load_all
from .source import source_pages
from .things import page_of
from .topics import topics_page
from .years import year_of

__all__ = [
    "HOLDING",
    "NEWEST",
    "SECTIONED",
    "UNDATED",
    "Address",
    "Graph",
    "Site",
    "address_of",
    "agreement_page",
    "counted",
    "fixed_pages",
    "home_page",
    "load_all",
    "ontology_page",
    "page_of",
    "pages_at",
    "pages_of",
    "site_of",
    "source_pages",
    "standing",
    "topics_page",
    "year_of",
    "year_page",
]
