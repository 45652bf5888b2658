def login(users, body):
    name, password = body["name"], body["password"]
    if not isinstance(name, str) or not isinstance(password, str):
        return False
    return users.find_one({"name": name, "password": password}) is not None
