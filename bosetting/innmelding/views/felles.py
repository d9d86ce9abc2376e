"""What the kommune's pages on reports have in common."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bosetting.innmelding.models import Innmelding
from bosetting.innmelding.slag import SLAG, Slag
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Fane, Lenke
from imdinett.web.views import Side


class Innmeldingsside(Side):
    """A page under /kommuner/<nummer>/. A kommune out of reach is 404, one within it without the right is 403."""

    tittel: ClassVar[str | Promise] = ""
    hjelpetema: ClassVar[str] = "melde-inn"
    # Without this right the kommune does not exist for the reader.
    synlig_med: ClassVar[Rettighet] = Rettighet.INNMELDING_LES
    valgt: Kommune

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.krev_adgang()
        return super().dispatch(request, *args, **kwargs)

    def krev_adgang(self) -> None:
        self.valgt = get_object_or_404(Kommune.objects.gyldige(), nummer=self.kwargs["nummer"])
        if not tilgang.har(self.bruker, self.synlig_med, self.valgt.pk):
            raise Http404
        assert isinstance(self.rettighet, Rettighet)
        tilgang.krev(tilgang.har(self.bruker, self.rettighet, self.valgt.pk))
        self.finn()

    def finn(self) -> None:
        """Fetch what else the address names; 404 when it is not there."""

    def sti(self) -> list[Lenke]:
        return [
            Lenke(_("Hjem"), "/"),
            Lenke(self.valgt.visningsnavn, reverse("kommune", args=[self.valgt.nummer])),
            Lenke(_("Innmeldinger"), self.oversikt()),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = str(self.tittel)
        return super().get_context_data(
            valgt=self.valgt,
            enhet=_("%(kommune)s kommune") % {"kommune": self.valgt},
            brodsmuler=[*self.sti(), Lenke(tittel)] if tittel else self.sti(),
            hjelpetema=self.hjelpetema,
            **kwargs,
        )

    def oversikt(self, slag: Slag | None = None) -> str:
        adresse = reverse("kommune_innmeldinger", args=[self.valgt.nummer])
        return f"{adresse}?slag={slag.kode}" if slag else adresse


def finn_slag(kode: str) -> Slag:
    if kode not in SLAG:
        raise Http404
    return SLAG[kode]


def faner(valgt: Slag, adresse: str, **valg: str) -> list[Fane]:
    hale = "".join(f"&{navn}={verdi}" for navn, verdi in valg.items() if verdi)
    return [
        Fane(str(slag.flertall), f"{adresse}?slag={kode}{hale}", aktiv=slag is valgt) for kode, slag in SLAG.items()
    ]


class MedInnmelding(Innmeldingsside):
    """One report of the kommune, of the kind in the address."""

    slag: Slag
    innmelding: Innmelding

    def finn(self) -> None:
        self.slag = finn_slag(self.kwargs["kode"])
        rader = self.slag.modell._default_manager.all()
        synlige = rader.synlig_for(self.bruker).select_related(  # type: ignore[attr-defined]
            "kommune", "sendt_av", "behandlet_av", "kansellert_av"
        )
        self.innmelding = get_object_or_404(synlige, pk=self.kwargs["pk"], kommune=self.valgt)

    @property
    def adresse(self) -> str:
        return reverse("innmelding", args=[self.valgt.nummer, self.slag.kode, self.innmelding.pk])

    def sti(self) -> list[Lenke]:
        return [*super().sti(), Lenke(str(self.slag.flertall), self.oversikt(self.slag))]
