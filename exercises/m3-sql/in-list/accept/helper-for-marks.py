def marks(values) -> str:
    """`?, ?, ?` for three values."""
    return ", ".join("?" * len(values))


def students_by_ids(conn, ids: list[str]) -> list[tuple]:
    wanted = list(ids)
    if not wanted:
        return []
    query = f"""
        SELECT id, name
        FROM students
        WHERE id IN ({marks(wanted)})
        ORDER BY id
    """
    return conn.execute(query, wanted).fetchall()
