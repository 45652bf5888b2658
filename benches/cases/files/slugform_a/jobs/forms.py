from django import forms

FORMATS = [("csv", "CSV"), ("xlsx", "Excel")]


class ExportForm(forms.Form):
    dataset = forms.SlugField(max_length=40)
    format = forms.CharField(max_length=40)
    email = forms.EmailField(required=False)
