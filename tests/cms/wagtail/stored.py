"""Prints what the site keeps of an article, by its title: {text, code: [html]}, and how often it was published."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from article.models import ArticlePage

page = ArticlePage.objects.get(title=sys.argv[1])
code = [block.value for block in page.code]
print(json.dumps({"path": page.url_path, "text": page.text, "code": code, "saved": page.revisions.count()}))
