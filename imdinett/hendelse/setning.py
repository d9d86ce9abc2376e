"""One sentence per event, in the reader's language: templates/imdinett/hendelse/<type>.txt with the event's data."""

from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from imdinett.hendelse.models import Hendelse


def setning(hendelse: Hendelse) -> SafeString:
    """The event in words. The template escapes what it puts in, so the sentence is safe as it stands.

    Beside the event's data the template knows `gjelder` (what it was called then) and `av` (who did it).
    A type without a template, from an older release, is named by its code.
    """
    kontekst = {"gjelder": hendelse.gjelder_navn, "av": hendelse.bruker_navn, **hendelse.data}
    try:
        mal = get_template(f"imdinett/hendelse/{hendelse.type}.txt")
    except TemplateDoesNotExist:
        return SafeString(hendelse.type.replace("_", " ").capitalize())
    # Rendered with escaping on; strip() alone would turn it into a plain string and escape it twice.
    return mark_safe(" ".join(mal.render(kontekst).split()))  # noqa: S308
