"""A dataset as pages for people: static HTML in six languages, without scripts or requests.

One page holds every language of the interface; a choice at its top, which the style sheet alone
follows, shows one. What the page says is what the graph says: names come from its tables, and
each fact leads to the words it was read from.
"""

from .address import Address, address_of
from .publishing import pages_of

__all__ = ["Address", "address_of", "pages_of"]
