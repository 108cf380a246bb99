"""A paragraph that was broken in two, or two that run on as one: the text moved, and was not written again."""

from __future__ import annotations
