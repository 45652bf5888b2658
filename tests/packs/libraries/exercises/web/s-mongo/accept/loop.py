def login(users, body):
    for field in ("name", "password"):
        if type(body[field]) is not str:
            raise TypeError(field)
    found = users.find_one({"name": body["name"], "password": body["password"]})
    return found is not None
