"""Lines into the users' lists, read and unread, choices, and the daily summary (W-01)."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import translation

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.utboks import services as utboks
from imdinett.utboks.notices import Varsel
from imdinett.varsel import queries
from imdinett.varsel.models import Brukervarsel, Varselvalg
from imdinett.varsel.notices import Oppsummering
from imdinett.varsel.states import Epost


def ta_imot(varsel: Varsel, mottakere: Sequence[Bruker]) -> list[Bruker]:
    """A line in each recipient's list; gives those who want the e-mail at once. The same notice again adds nothing."""
    valg = queries.valg_for(mottakere, varsel.tema)
    Brukervarsel.objects.bulk_create(
        [_rad(varsel, mottaker, valg.get(mottaker.pk, Epost.STRAKS)) for mottaker in mottakere],
        ignore_conflicts=True,
        batch_size=500,
    )
    return [mottaker for mottaker in mottakere if valg.get(mottaker.pk, Epost.STRAKS) == Epost.STRAKS]


def _rad(varsel: Varsel, mottaker: Bruker, epost: Epost) -> Brukervarsel:
    with translation.override(utboks.sprak_for(varsel, mottaker)):
        tekst = utboks.emnelinje(varsel)
    return Brukervarsel(
        bruker=mottaker,
        kommune=varsel.kommune,
        nokkel=utboks.lag_nokkel(varsel.slag, varsel.nokkel()),
        tema=varsel.tema,
        tekst=tekst[:200],
        lenke=varsel.lenke(),
        tid=klokke.now(),
        epost=epost,
    )


@transaction.atomic
def les(*, bruker: Bruker, varsel_id: int) -> Brukervarsel | None:
    """Mark one as read and give it; None when it is not the user's own. Reading twice keeps the first time."""
    rad = Brukervarsel.objects.select_for_update().synlig_for(bruker).filter(pk=varsel_id).first()
    if rad and rad.lest_tid is None:
        rad.lest_tid = klokke.now()
        rad.save(update_fields=["lest_tid"])
    return rad


def les_alle(*, bruker: Bruker, til_og_med: int) -> int:
    """Mark as read what the page showed: one that came since stays unread. How many there were."""
    rader = Brukervarsel.objects.all().synlig_for(bruker).uleste().filter(pk__lte=til_og_med)
    return rader.update(lest_tid=klokke.now())


@transaction.atomic
def velg(*, bruker: Bruker, valg: Mapping[str, str]) -> None:
    """Keep the user's choice per topic. What is already in the list keeps the choice it came with."""
    Varselvalg.objects.bulk_create(
        [Varselvalg(bruker=bruker, tema=tema, epost=Epost(epost)) for tema, epost in valg.items()],
        update_conflicts=True,
        unique_fields=["bruker", "tema"],
        update_fields=["epost"],
    )


# ---- once a day
def send_oppsummeringer() -> int:
    """One e-mail to each who has unread lines for it; how many were sent. No line is in two of them."""
    brukere = Brukervarsel.objects.til_oppsummering().order_by().values("bruker_id").distinct()
    return sum(_oppsummer(bruker) for bruker in Bruker.objects.aktive().filter(pk__in=brukere).order_by("pk"))


@transaction.atomic
def _oppsummer(bruker: Bruker) -> bool:
    """Read lines are done with; so are those of a kommune where the user has no role any more."""
    ventende = Brukervarsel.objects.select_for_update(of=("self",)).til_oppsummering().filter(bruker=bruker)
    ider = list(ventende.values_list("pk", flat=True))
    rader = Brukervarsel.objects.filter(pk__in=ider).synlig_for(bruker).uleste().select_related("kommune")
    varsler = list(rader.order_by("tid", "pk"))
    if varsler:
        utboks.enqueue(Oppsummering(bruker, varsler), bruker=None)
    Brukervarsel.objects.filter(pk__in=ider).update(oppsummert_tid=klokke.now())
    return bool(varsler)


def rydd() -> int:
    """The list is a pointer to what stands elsewhere: old lines go. How many went."""
    antall, _per_modell = Brukervarsel.objects.utlopt().delete()
    return antall
