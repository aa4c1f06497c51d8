"""Run the command line as ``python -m councilgraph``."""

import sys

from .cli import main

sys.exit(main())
