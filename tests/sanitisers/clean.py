"""Puts pieces of HTML through what sites clean articles with in Python, each by its default rules.

Reads {name: html} from standard input, writes [{name, version, kept: {name: html}}] to standard output.
"""

import json
import re
import sys
from importlib.metadata import version


def by_nh3():
    import nh3

    return nh3.clean


def by_bleach():
    import bleach

    return bleach.clean


def by_lxml():
    from lxml_html_clean import Cleaner

    return Cleaner().clean_html


def by_plone():
    """Plone's safe_html, with the settings of a new site."""
    from plone.base.interfaces import IFilterSchema
    from plone.registry import Registry
    from plone.registry.fieldfactory import persistentFieldAdapter
    from plone.registry.interfaces import IRegistry
    from Products.PortalTransforms.transforms.safe_html import SafeHTML
    from zope.component import provideAdapter, provideUtility

    provideAdapter(persistentFieldAdapter)
    registry = Registry()
    registry.registerInterface(IFilterSchema, prefix="plone")
    provideUtility(registry, IRegistry)
    return SafeHTML().scrub_html


def by_wagtail():
    """What Wagtail's editor of rich text makes of what is stored, and stores again."""
    import django
    from django.conf import settings

    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[
            "wagtail.embeds", "wagtail.users", "wagtail.images", "wagtail.documents", "wagtail.snippets",
            "wagtail.admin", "wagtail", "modelcluster", "taggit", "django.contrib.auth",
            "django.contrib.contenttypes", "django.contrib.messages", "django.contrib.sessions",
        ],
        ROOT_URLCONF="wagtail.urls",
        STATIC_URL="/static/",
        WAGTAIL_SITE_NAME="caseplot",
    )
    django.setup()
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
    from wagtail.rich_text import features

    def clean(html):
        # It stores each tag with an end of its own, and reads nothing else.
        html = re.sub(r"<((?:br|img)\b[^>]*?)\s*/?>", r"<\1/>", html)
        editor = ContentstateConverter(features=features.get_default_features())
        stored = editor.to_database_format(editor.from_database_format(html))
        # Each paragraph has a name made up for it.
        return re.sub(r' data-block-key="\w+"', "", stored)

    return clean


TOOLS = [
    ("nh3", "nh3", by_nh3),
    ("bleach", "bleach", by_bleach),
    ("lxml Cleaner", "lxml_html_clean", by_lxml),
    ("Plone safe_html", "Products.PortalTransforms", by_plone),
    ("Wagtail rich text", "wagtail", by_wagtail),
]


def main():
    pieces = json.load(sys.stdin)
    found = []
    for name, package, tool in TOOLS:
        clean = tool()
        kept = {piece: clean(html) for piece, html in pieces.items()}
        found.append({"name": name, "version": version(package), "kept": kept})
    json.dump(found, sys.stdout)


main()
