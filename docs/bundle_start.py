"""What a bundle runs: the command line, which opens the window when it is given no command."""

import sys

from visavis.exporters.cli import main

sys.exit(main())
