"""`python -m visavis.exporters.cli` is `visavis`."""

import sys

from visavis.exporters.cli import main

sys.exit(main())
