"""`python -m exporters.cli` is `visavis`."""

import sys

from exporters.cli import main

sys.exit(main())
