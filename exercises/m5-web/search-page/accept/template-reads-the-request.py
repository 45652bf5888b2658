from flask import Flask, render_template_string, request

app = Flask(__name__)

PAGE = """
{% set words = request.args.get('q', '') %}
<p>You searched for {{ words }}</p><input name="q" value="{{ words }}">
"""


@app.route("/search")
def search():
    return render_template_string(PAGE)
