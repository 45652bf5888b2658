from django.http import HttpResponse
from django.template import engines

LETTER = "<p>Dear {{ name }},</p><p>{{ text }}</p>"


def letter(request):
    text = request.POST["text"]
    template = engines["django"].from_string(LETTER)
    return HttpResponse(template.render({"name": request.user.first_name, "text": text}, request))
