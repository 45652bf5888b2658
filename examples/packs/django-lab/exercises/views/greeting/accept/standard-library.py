import html

from django.http import HttpResponse


def greet(name):
    safe = html.escape(name)
    return HttpResponse(f"<p>Welcome, {safe}!</p>")
