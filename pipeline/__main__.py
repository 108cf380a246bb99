"""`python -m pipeline` is the same as the console script `council`."""

from pipeline.cli import main

main()
