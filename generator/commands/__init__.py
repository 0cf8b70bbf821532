"""The commands: each module adds its own to the command line and runs them.

Invariants: only these modules, `cli` and `console` print; what a command needs is imported when it
runs, so that every other one starts light.
"""
