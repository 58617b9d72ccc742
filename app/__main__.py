"""python -m app: the same as the command samkarta."""

import sys

from app.cli import main

sys.exit(main())
