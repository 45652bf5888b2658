import re
import subprocess
from django import forms
from django.http import HttpResponse


class HostForm(forms.Form):
    host = forms.CharField(max_length=100)

    def clean_host(self):
        host = self.cleaned_data["host"]
        if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", host):
            raise forms.ValidationError("host")
        return host


def lookup(request):
    form = HostForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    out = subprocess.getoutput("host " + form.cleaned_data["host"])
    return HttpResponse(out, content_type="text/plain")
