def list_students(conn, sort_by, descending):
    rows = conn.execute(
        "SELECT name FROM students "
        "ORDER BY CASE ? WHEN 'name' THEN name WHEN 'joined_on' THEN joined_on END",
        (sort_by,),
    ).fetchall()
    if descending:
        rows.reverse()
    return rows
