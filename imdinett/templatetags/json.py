"""Values for scripts, in an attribute instead of a script element: the content policy allows no inline script."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def som_json(verdi: Any) -> str:
    """JSON; the template escapes it for the attribute."""
    return json.dumps(verdi, cls=DjangoJSONEncoder)
