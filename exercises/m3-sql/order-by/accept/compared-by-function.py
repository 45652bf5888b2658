from functools import cmp_to_key


def list_students(conn, sort_by, descending):
    """Return the names of all students, sorted by the chosen column."""
    at = {"name": 0, "joined_on": 1, "joined": 1}[sort_by]
    sign = -1 if descending else 1

    def compare(left, right):
        return sign * ((left[at] > right[at]) - (left[at] < right[at]))

    rows = conn.execute("SELECT name, joined_on FROM students").fetchall()
    return sorted(rows, key=cmp_to_key(compare))
