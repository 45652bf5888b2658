def query_of(wish):
    query = {"kind": "public"}
    for key in ("sensor", "place"):
        if key in wish:
            query[key] = wish[key]
    return query
