"""A published dataset over HTTP: things and their descriptions, and questions to them."""

from .app import application
from .server import run

__all__ = ["application", "run"]
