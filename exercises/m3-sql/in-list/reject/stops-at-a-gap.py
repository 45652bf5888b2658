def students_by_ids(conn, ids):
    """Return the id and name of every student whose id is in `ids`."""
    found = []
    for one in ids:
        row = conn.execute("SELECT id, name FROM students WHERE id = ?", (one,)).fetchone()
        if row is None:
            break
        found.append(row)
    return found
