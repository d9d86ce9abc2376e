"""The lists that were sent in a year and what became of them. No persons: numbers, dates and answers."""

from django.utils.translation import gettext as _

from bosetting.fordeling.models import Fordelingsliste
from bosetting.fordeling.uttrekk import kolonner
from bosetting.rapport.queries.enkel import Deltabell, Enkelrapport
from bosetting.rapport.queries.svartid import year_span
from bosetting.rapport.queries.utvalg import Utvalg
from imdinett.tilgang import tilgang


def rapport(utvalg: Utvalg, bruker: "tilgang.Hvem") -> Enkelrapport:
    """One query, for as many rows as are shown. Only lists that the reader could open one by one."""
    fra, til = year_span(utvalg.aar)
    qs = Fordelingsliste.objects.all().synlig_for(bruker).filter(sendt_tid__gte=fra, sendt_tid__lt=til)
    if utvalg.kommune_ider is not None:
        qs = qs.filter(kommune__in=utvalg.kommune_ider)
    rader = qs.select_related("kommune").med_antall(bruker).order_by("sendt_tid", "pk")
    return Enkelrapport(
        kode="fordelinger",
        tittel=_("Fordelinger"),
        ingress=_("Fordelingslistene som er sendt i året, med frist, svar og antall personer."),
        tabeller=[Deltabell("lister", _("Fordelingslister"), kolonner(), rader)],
        noter=[_("Du ser bare lister du ellers har tilgang til.")],
    )
