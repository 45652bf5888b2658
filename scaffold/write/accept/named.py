def find_order(conn, number, owner):
    sql = "SELECT number, item FROM orders WHERE number = :number AND owner = :owner"
    return list(conn.execute(sql, {"number": number, "owner": owner}))
