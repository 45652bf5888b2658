from django.http import HttpResponse


def greet(name):
    name = name.strip()
    return HttpResponse(f"<p>Welcome, {name}!</p>")
