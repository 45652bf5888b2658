QUERY = "SELECT * FROM users WHERE name='{u}' AND pw='{p}'"


def prepare(query, **values):
    return query.format(**values)


def login(conn, u, p):
    return conn.execute(prepare(QUERY, u=u, p=p)).fetchone()
