from flask import Flask, request

app = Flask(__name__)


@app.route("/search")
def search():
    q = request.args.get("q", "").replace("<script>", "").replace("</script>", "")
    return f'<p>You searched for {q}</p><input name="q" value="{q}">'
