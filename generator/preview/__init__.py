"""Show the site while it is being written.

Invariants: a page is what a build would publish, but for one script that this server lets run in
it; output/ is never written; nobody but this machine's own browser is answered, unless that was
asked for.
"""
