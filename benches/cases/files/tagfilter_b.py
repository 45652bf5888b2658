import re

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()
TAG = re.compile(r"#(\w+)")


@register.filter
def hashtags(value):
    return mark_safe(TAG.sub(r'<a href="/tags/\1">#\1</a>', escape(value)))
