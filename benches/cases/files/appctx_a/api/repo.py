from pymongo import MongoClient


class UserRepo:
    def __init__(self, url="mongodb://db"):
        self.users = MongoClient(url).app.users

    def by_reset(self, email, code):
        return self.users.find_one({"email": email, "reset": code})
