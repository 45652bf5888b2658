def login(users, body):
    if "$" in body["password"]:
        return False
    return users.find_one({"name": str(body["name"]), "password": body["password"]}) is not None
