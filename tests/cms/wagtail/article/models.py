from wagtail.admin.panels import FieldPanel
from wagtail.blocks import RawHTMLBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page


class ArticlePage(Page):
    """A press release: text as editors write it, and code as they are given it."""

    text = RichTextField(blank=True)
    code = StreamField([("html", RawHTMLBlock())], blank=True)

    content_panels = [*Page.content_panels, FieldPanel("text"), FieldPanel("code")]
