import falcon

import store
from auth import require_admin


class Users:
    @falcon.before(require_admin)
    def on_delete(self, req, resp, user_id):
        store.delete_user(user_id)
        resp.status = falcon.HTTP_204
