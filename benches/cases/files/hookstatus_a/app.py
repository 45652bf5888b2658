import falcon

from auth import require_admin
from resources import Users

app = falcon.App()
app.add_route("/users/{user_id:int}", Users())
