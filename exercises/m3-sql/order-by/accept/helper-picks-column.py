def column_for(wish: str) -> str:
    allowed = {"name": "name", "joined": "joined_on"}
    try:
        return allowed[wish]
    except KeyError:
        raise ValueError(f"cannot order by {wish!r} from students") from None


def list_students(conn, sort_by: str, descending: bool):
    suffix = " DESC" if descending else ""
    cur = conn.cursor()
    cur.execute("SELECT name FROM students ORDER BY " + column_for(sort_by) + suffix)
    return [name for (name,) in cur]
