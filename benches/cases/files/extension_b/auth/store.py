from pymongo import MongoClient


class Users:
    def __init__(self, uri):
        self._users = MongoClient(uri).get_default_database()["users"]

    def find(self, email, **more):
        return self._users.find_one({"email": email, **more})
