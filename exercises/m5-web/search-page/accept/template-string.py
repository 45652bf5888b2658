from flask import Flask, render_template_string, request

app = Flask(__name__)
PAGE = """<p>You searched for {{ word }}</p><input name="q" value="{{ word }}">"""


@app.route("/search")
def search():
    return render_template_string(PAGE, word=request.args.get("q", ""))
