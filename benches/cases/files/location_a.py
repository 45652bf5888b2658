from bottle import Bottle, request, response

app = Bottle()


@app.get("/out")
def out():
    where = request.query.get("u", "")
    response.status = 302
    response.set_header("Location", where)
    return ""
