"""How forms look everywhere: `{{ form }}` in a template is enough.

Label, hint, the field with what was typed before, errors beside it and summed up on top with links to the fields.
"""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class HouseRenderer(DjangoTemplates):
    """Django's renderer with this house's templates."""

    form_template_name = "portal/form.html"
    field_template_name = "portal/field.html"
