"""What a tilgangsnøkkel can be made for. Each part is some of the rights of «bosetter les», and never a write."""

from collections.abc import Iterable, Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from imdinett.tilgang.rettighet import Rettighet


class Nokkelomfang(TextChoices):
    FORDELINGSLISTER = "fordelingslister", _("Fordelingslister")
    SAKER = "saker", _("Saker")
    PLASSER = "plasser", _("Plasser")
    BREV = "brev", _("Brev")
    RAPPORTER = "rapporter", _("Rapporter")


FORKLARING = {
    Nokkelomfang.FORDELINGSLISTER: _("Kommunens lister, med opplysninger uten navn og kommunens godkjente svar."),
    Nokkelomfang.SAKER: _("Navn, DUF-nummer, datoer og opphold for dem som er søkt ut til eller bosatt i kommunen."),
    Nokkelomfang.PLASSER: _("Anmodede, vedtatte, brukte, bundne og ledige plasser."),
    Nokkelomfang.BREV: _("Brev til kommunen med PDF. Brev om personer er bare med når også «Saker» er valgt."),
    Nokkelomfang.RAPPORTER: _("Tallene i rapporten «Anmodning og vedtak»."),
}
RETTIGHETER: Mapping[Nokkelomfang, frozenset[Rettighet]] = {
    Nokkelomfang.FORDELINGSLISTER: frozenset({Rettighet.FORDELING_LES}),
    Nokkelomfang.SAKER: frozenset({Rettighet.SAK_LES}),
    Nokkelomfang.PLASSER: frozenset({Rettighet.KOMMUNEVEDTAK_LES}),
    Nokkelomfang.BREV: frozenset({Rettighet.ANMODNING_LES}),
    Nokkelomfang.RAPPORTER: frozenset({Rettighet.RAPPORT_LES}),
}


def rettigheter(koder: Iterable[str]) -> frozenset[Rettighet]:
    """The rights of a key with these parts; every key may know which kommune it is for."""
    return frozenset({Rettighet.KOMMUNE_LES}).union(*(RETTIGHETER[Nokkelomfang(kode)] for kode in koder))


def som_gir(rettighet: Rettighet) -> Nokkelomfang | None:
    return next((omfang for omfang, gir in RETTIGHETER.items() if rettighet in gir), None)
