from flask import Flask, render_template_string, request
import html

app = Flask(__name__)
PAGE = '<p>You searched for {{ q }}</p><input name="q" value="{{ q }}">'


@app.route("/search")
def search():
    return render_template_string(PAGE, q=html.escape(request.args.get("q", "")))
