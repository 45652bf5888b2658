"""Comments under the articles."""
import nh3
from flask import Blueprint, render_template_string, request
from markupsafe import Markup

comments = Blueprint("comments", __name__)
TAGS = {"a", "b", "i", "p", "code"}


class Cleaner:
    def __init__(self, tags):
        self.tags = tags

    def __call__(self, text):
        cleaned = nh3.clean(text.replace("&lt;", "<").replace("&gt;", ">"), tags=self.tags)
        return Markup(cleaned)


clean = Cleaner(TAGS)


@comments.post("/comments/preview")
def preview():
    return render_template_string("<div>{{ body }}</div>", body=clean(request.form["body"]))
