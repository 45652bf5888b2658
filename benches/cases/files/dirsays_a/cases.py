"""Shows a case."""
import sqlite3

from access import allowed


def show(clerk, case):
    if not allowed(clerk, case):
        raise PermissionError(case)
    with sqlite3.connect("/srv/cases.db") as db:
        return db.execute("SELECT title FROM cases WHERE id = ?", (case,)).fetchone()
