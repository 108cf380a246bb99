"""What `council build` and `council check` have in common: the annotated copies that they write where something is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from pipeline.assemble.copies import write_copies
from pipeline.assemble.places import Places
from pipeline.cli.session import Session
from pipeline.issues import Issue


def mark(session: Session, places: Places, found: Mapping[str, Sequence[Issue]]) -> None:
    """Write the copies of each document, say where they are, and what kept one from being written."""
    faults: list[Issue] = []
    for document, issues in found.items():
        for path in write_copies(places, document, issues, session.messages, faults.append):
            click.echo(session.messages.say("marked", path=path), err=True)
    session.show(faults)
    session.issues += faults
