"""What every test may use: where the project is, and whether expectations are to be rewritten."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite what the document cases expect"
    )
