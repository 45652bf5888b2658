def login(users, body):
    return users.find_one(body) is not None
