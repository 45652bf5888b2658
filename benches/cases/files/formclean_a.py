import re
import subprocess
from django import forms
from django.http import HttpResponse


class HostForm(forms.Form):
    host = forms.CharField(max_length=100)



def lookup(request):
    form = HostForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    out = subprocess.getoutput("host " + form.cleaned_data["host"])
    return HttpResponse(out, content_type="text/plain")
