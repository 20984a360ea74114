"""Run the command line as ``python -m packager``."""

from packager.cli import main

main()
