"""Makes the site: its database, an editor who may publish, and the file of cases as a document.

Prints {parent, document}: under which page articles go, and the address of the document.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.documents import get_document_model
from wagtail.models import Site

name, password, cases = sys.argv[1:]
call_command("migrate", verbosity=0)
editor = User.objects.create_user(name, password=password)
editor.groups.add(Group.objects.get(name="Moderators"))
with open(cases, "rb") as file:
    document = get_document_model().objects.create(title="Cases", file=ContentFile(file.read(), name="cases.json"))
print(json.dumps({"parent": Site.objects.get().root_page_id, "document": document.url}))
