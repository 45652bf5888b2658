class Orders:
    name = "SELECT name, joined_on FROM students ORDER BY name"
    joined_on = "SELECT name, joined_on FROM students ORDER BY joined_on"


def list_students(conn, sort_by, descending):
    """Return the names of all students, sorted by the chosen column."""
    orders = {key: value for key, value in vars(Orders).items() if not key.startswith("_")}
    rows = conn.execute(orders[sort_by]).fetchall()
    return rows[::-1] if descending else rows
