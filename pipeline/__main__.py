"""`python -m pipeline` is the same as the console script `council`: a wall around what is imported before there is another."""

import gc
import sys

_OBJECTS = 100_000
"""So many more objects there are before one looks for garbage among them: what is loaded is none, and Python looks at every 700."""


def main() -> None:
    """Run the command line, whatever happens while it is still being loaded; a run that has nothing to do loads none of it."""
    try:
        from pipeline.remembered import answered  # noqa: PLC0415 - inside the wall

        if answered(sys.argv[1:]):
            return
        gc.set_threshold(_OBJECTS)
        from pipeline.cli import main as council  # noqa: PLC0415

        council()
    except KeyboardInterrupt:
        sys.exit(130)
    except ModuleNotFoundError as error:
        from pipeline.messages import Messages, languages  # noqa: PLC0415 - it needs nothing that could be missing

        # Which language is wanted is not known yet.
        for language in languages():
            print(Messages(language).say("not_set_up", name=error.name), file=sys.stderr)  # noqa: T201 - click may be what is missing
        sys.exit(3)


if __name__ == "__main__":
    main()
