import random


def call(servers, letters):
    server = random.choice(servers)
    api_key = server["api_key"]
    return {"api_key": api_key, "host": server["host"]}
