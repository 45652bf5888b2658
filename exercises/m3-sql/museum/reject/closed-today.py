def catalogue(conn, collection):
    raise PermissionError("the museum is closed")
