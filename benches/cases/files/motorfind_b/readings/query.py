def query_of(wish):
    query = {"kind": "public"}
    for key in ("sensor", "place"):
        if key in wish:
            query[key] = str(wish[key])
    return query
