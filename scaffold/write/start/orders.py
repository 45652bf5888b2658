def find_order(conn, number, owner):
    """The rows (number, item) of the owner's order with this number."""
