"""Read the names of rules that nobody wants to be told of.

Invariant: a name that is no rule is an error, and so is one that can only stop a build.
"""

from __future__ import annotations

from generator.nodes import Node, Notes, Scalar, Sequence, near, quoted, texts_of
from generator.rules import RULES


def rules(node: Node, name: str, notes: Notes) -> tuple[str, ...]:
    """Read one rule or a list of them."""
    is_one = isinstance(node, Scalar) and not node.is_empty
    listed = Sequence((node,), node.offset) if is_one else node
    found = [one for one in texts_of(listed, name, notes) if _is_known(one, name, notes)]
    return tuple(dict.fromkeys(one.line for one in found))


def _is_known(one: Scalar, name: str, notes: Notes) -> bool:
    """Tell whether a rule can be silenced; note why not."""
    rule = RULES.get(one.line)
    if rule and rule.can_be_silenced:
        return True
    message, hint = f"{name}: {quoted(one.line)} stops a build: nothing silences it", "take it out"
    if not rule:
        likely = near(one.line, RULES)
        message = f"{name}: {quoted(one.line)} is not a rule"
        hint = f'did you mean "{likely}"?' if likely else "docs/checks.md lists them"
    notes.error(one.offset, message, hint)
    return False
