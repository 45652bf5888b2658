import falcon


class Login:
    def on_post(self, req, resp):
        form = req.get_media()
        if not form.get("name"):
            raise falcon.HTTPUnauthorized()
        resp.status = falcon.HTTP_303
        resp.location = "/home?from=" + req.get_param("tab", default="start")


app = falcon.App()
app.add_route("/login", Login())
