"""Library records of MARC 21: of votes, of documents, of the names of States.

The way in: ``read_marc(data, name, gazetteer)``. ``fields.toml`` tells which field is what. The
same records say the same, byte for byte, in ISO 2709 and MARCXML, in UTF-8 and MARC-8.
"""

from .library import HEAD, is_marc, read_marc

__all__ = ["HEAD", "is_marc", "read_marc"]
