from flask import Flask, render_template_string, request

app = Flask(__name__)

PAGE = '<p>You searched for {{ q }}</p><input name="q" value="{{ q }}">'


@app.context_processor
def word():
    return {"q": request.args.get("q", "")}


@app.route("/search")
def search():
    return render_template_string(PAGE)
