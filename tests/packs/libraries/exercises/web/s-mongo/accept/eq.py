def login(users, body):
    user = users.find_one({"name": {"$eq": body["name"]}, "password": {"$eq": body["password"]}})
    return user is not None
