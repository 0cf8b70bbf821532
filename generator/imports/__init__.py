"""Carry the articles of other programs over: Hugo, Jekyll, Pelican and WordPress.

Invariants: nothing is fetched, and nothing of the old site is run; no file is written over; what is
not carried over is told, with its file and line.
"""

from __future__ import annotations
