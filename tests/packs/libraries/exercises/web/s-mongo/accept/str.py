def login(users, body):
    query = {"name": str(body["name"]), "password": str(body["password"])}
    return bool(users.find_one(query))
