TEMPLATE = "SELECT id, name, kind FROM pets WHERE name = '{}'"


def statement(name):
    return TEMPLATE.format(name)


def find_pets(conn, name):
    return conn.execute(statement(name)).fetchall()
