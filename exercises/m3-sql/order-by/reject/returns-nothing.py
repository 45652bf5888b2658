def list_students(conn, sort_by, descending):
    if sort_by not in ("name", "joined_on"):
        raise ValueError(sort_by)
    return []
