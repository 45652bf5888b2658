def login(users, body):
    if not isinstance(body["name"], str):
        return False
    return users.find_one({"name": body["name"], "password": body["password"]}) is not None
