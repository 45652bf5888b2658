import random


def call(servers, letters):
    server = random.choice(servers)
    api_key = "".join(random.choice(letters) for _ in range(24))
    return {"api_key": api_key, "host": server["host"]}
