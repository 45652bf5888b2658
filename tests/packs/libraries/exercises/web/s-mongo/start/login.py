def login(users, body):
    return users.find_one({"name": body["name"], "password": body["password"]}) is not None
