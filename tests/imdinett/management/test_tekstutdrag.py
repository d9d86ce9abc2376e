from imdinett.management.tekstutdrag import Tekst, fra_mal, fra_python


def _uten_sted(tekster) -> set[Tekst]:
    return {Tekst(tekst.id, tekst.flertall, tekst.kontekst) for tekst in tekster}


def test_python_texts_are_found_in_every_form() -> None:
    kilde = """
tittel = _("Fordelingslister")
antall = ngettext("%(n)d person", "%(n)d personer", 2)
felt = pgettext("skjema", "Uke")
ikke = f("Ikke en tekst")
"""

    assert _uten_sted(fra_python(kilde, "x.py")) == {
        Tekst("Fordelingslister"),
        Tekst("%(n)d person", "%(n)d personer"),
        Tekst("Uke", kontekst="skjema"),
    }


def test_template_texts_are_found_with_plural_and_quotes() -> None:
    kilde = (
        '{% load i18n %}<h1>{% translate "Svar på «listen»" %}</h1>'
        "{% blocktranslate count n=antall %}{{ n }} rad{% plural %}{{ n }} rader{% endblocktranslate %}"
        '<a title="{% translate "Gå (videre)" %}">'
    )

    assert _uten_sted(fra_mal(kilde, "x.html")) == {
        Tekst("Svar på «listen»"),
        Tekst("%(n)s rad", "%(n)s rader"),
        Tekst("Gå (videre)"),
    }
