def login(users, body):
    return False
