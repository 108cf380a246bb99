"""A project in a git repository of its own, whoever runs the tests and whatever git is told at home."""

from __future__ import annotations

import os
import subprocess

from tests.conftest import ROOT
from tests.project import Project

_ALONE = {"PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat"}


def git(project: Project, *words: str) -> str:
    """Run git in the folder of a project; what it prints."""
    who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    command = ["git", "-C", str(project.root), *who, *words]
    done = subprocess.run(command, check=True, capture_output=True, env={**os.environ, **_ALONE})
    return done.stdout.decode()


def begin(project: Project) -> Project:
    """Make a repository of the project, with one commit."""
    git(project, "init", "-q")
    commit(project, "first")
    return project


def commit(project: Project, message: str) -> None:
    """Commit all that there is."""
    git(project, "add", "-A")
    git(project, "commit", "-qm", message)
