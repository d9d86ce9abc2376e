"""IMDi's overview: every list, those who wait, one list with its answers, and the recall."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.fordeling import lister, rules, services, uttrekk, venter, visning
from bosetting.fordeling.forms import Imdifilter, Trekkskjema, Ventefilter
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste
from bosetting.fordeling.querysets import FordelingslinjeQuerySet
from bosetting.fordeling.states import Linjetilstand, Listetilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import hendelser
from imdinett.web.komponent import Fane, Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Imdiside, Liste, Skjemaside, Tekstside


class Fordelingsside(Imdiside):
    """IMDi's own: for everybody else the page does not exist."""

    rettighet = Rettighet.FORDELING_LES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.krev_adgang()
        return super().dispatch(request, *args, **kwargs)

    def krev_adgang(self) -> None:
        if not tilgang.har_imdi(self.bruker, Rettighet.FORDELING_LES):
            raise Http404
        super().krev_adgang()

    def brodsmuler(self, *ledd: Lenke) -> list[Lenke]:
        hjem = Lenke(_("Arbeidsflate"), reverse("admin:index"))
        return [hjem, Lenke(_("Fordeling"), reverse("imdi_fordeling") if ledd else ""), *ledd]

    def faner(self, aktiv: str) -> list[Fane]:
        sider = [
            ("imdi_fordeling", _("Lister")),
            ("imdi_fordeling_venter", _("Hvem venter")),
            ("imdi_sporsmaalsko", _("Spørsmål")),
        ]
        return [Fane(tekst, reverse(navn), navn == aktiv) for navn, tekst in sider]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kan_fordele=rules.kan_fordele(self.bruker), **kwargs)


class Oversikt(Fordelingsside, MedUttrekk, Liste):
    """Every list, drafts too."""

    template_name = "bosetting/fordeling/imdi/lister.html"
    lagres = ("status", "kommune")
    listefil = uttrekk.LISTER
    detaljnokkel = ("nummer", "tilstand")
    sortering = Sortering(
        {
            "liste": ("nummer",),
            "kommune": ("kommune__sortering",),
            "status": ("tilstand",),
            "frist": ("frist",),
            "sendt": ("sendt_tid",),
            "ansvarlig": ("ansvarlig__navn",),
        },
        standard="-sendt",
    )

    def detaljadresse(self, *nokkel: Any) -> str:
        """A draft is for those who make lists."""
        nummer, tilstand = nokkel
        vises = tilstand != Listetilstand.UTKAST or rules.kan_fordele(self.bruker)
        return reverse("imdi_fordelingsliste", args=[nummer]) if vises else ""

    @cached_property
    def filter(self) -> Imdifilter:
        return Imdifilter(self.request.GET)

    def get_queryset(self) -> QuerySet[Any]:
        return self._valgte(self.bruker).med_sporsmaal(self.bruker)

    def filrader(self) -> QuerySet[Any]:
        """With the numbers that those in no protection group have: a file can be passed on."""
        return self._valgte(AnonymousUser())

    def _valgte(self, teller: "tilgang.Hvem") -> Any:
        qs = Fordelingsliste.objects.synlig_for(self.bruker).egne().med_antall(teller)
        qs = qs.select_related("kommune", "ansvarlig")
        if navn := self.filter.valgt("kommune"):
            qs = qs.filter(kommune__visningsnavn__icontains=navn)
        return lister.ordnet(lister.med_status(qs, self.filter.valgt("status")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        return {
            **kontekst,
            "filter": self.filter,
            "faner": self.faner("imdi_fordeling"),
            "rader": [
                (liste, visning.listemerker(liste, venter=liste.venter_paa_imdi)) for liste in kontekst["page_obj"]
            ],
            "brodsmuler": self.brodsmuler(),
        }


class Ventende(Fordelingsside, MedUttrekk, Liste):
    """Those who wait, in the order of B-075."""

    template_name = "bosetting/fordeling/imdi/venter.html"
    lagres = ("kategori", "storrelse", "behov", "sprak", "statsborgerskap")
    listefil = uttrekk.VENTENDE
    detaljnokkel = ("nummer",)
    # Its own order is B-075.
    sortering = Sortering({"husstand": ("nummer",), "ventet": ("klar_siden",), "personer": ("antall",)})

    def detaljadresse(self, *nokkel: Any) -> str:
        return reverse("imdi_husstand", args=nokkel) if rules.kan_fordele(self.bruker) else ""

    @cached_property
    def filter(self) -> Ventefilter:
        return Ventefilter(self.request.GET)

    def filrader(self) -> list[venter.Ventende]:
        """Nobody who waits here is protected: `bosettingsklare` says so."""
        return venter.rader(self.ordnede_rader()[: settings.LISTEUTTREKK_MAKS_RADER + 1])

    def get_queryset(self) -> QuerySet[Any]:
        return venter.filtrert(venter.ventende(), self.filter.valg)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        return {
            **kontekst,
            "filter": self.filter,
            "faner": self.faner("imdi_fordeling_venter"),
            "rader": venter.rader(kontekst["page_obj"]),
            "brodsmuler": self.brodsmuler(),
        }


class MedListe(Fordelingsside):
    liste: Fordelingsliste

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        qs = Fordelingsliste.objects.synlig_for(self.bruker)
        qs = qs.select_related("kommune", "sendt_av", "besvart_av", "trukket_av", "ansvarlig")
        self.liste = get_object_or_404(qs, nummer=kwargs["nummer"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def adresse(self) -> str:
        return reverse("imdi_fordelingsliste", args=[self.liste.nummer])

    def linjer(self) -> FordelingslinjeQuerySet:
        """Those on the list who exist for the user."""
        return Fordelingslinje.objects.all().synlig_for(self.bruker).filter(liste=self.liste).order_by("pk")

    def sti(self, *ledd: str) -> list[Lenke]:
        return self.brodsmuler(Lenke(self.liste.nummer, self.adresse), *(Lenke(tekst) for tekst in ledd))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(liste=self.liste, enhet=self.liste.kommune, **kwargs)


class Listedetalj(MedListe, Tekstside):
    """One list with its answers. The kommune's drafts are the kommune's own: they are not shown here."""

    template_name = "bosetting/fordeling/imdi/detalj.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.liste.tilstand == Listetilstand.UTKAST:
            return redirect("imdi_fordeling_utkast", self.liste.nummer)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kort = visning.husstandskort_uten_utkast(self.liste, self.bruker)
        apne = list(self.linjer().apne().select_related("sak"))
        return super().get_context_data(
            husstander=kort,
            merker=visning.listemerker(self.liste, venter=any(ett.har_aapent_sporsmaal for ett in kort)),
            storrelse=visning.storrelse(sum(len(ett.personer) for ett in kort), len(kort)),
            apne=apne,
            kan_avgjores=any(linje.tilstand == Linjetilstand.JA for linje in apne)
            and tilgang.har_imdi(self.bruker, Rettighet.VEDTAK_FATT),
            saksnumre=self._saksnumre(),
            hendelser=hendelser.panel(self.liste, self.bruker),
            brev=lister.brev(self.liste, kort, self.bruker),
            brodsmuler=self.sti(),
            **kwargs,
        )

    def _saksnumre(self) -> list[tuple[str, str]]:
        return list(self.linjer().values_list("betegnelse", "sak__nummer"))


class Trekk(MedListe, Skjemaside):
    """B-039: the confirmation page. It lists exactly what will be recalled, and takes the reason."""

    rettighet = Rettighet.FORDELING_SKRIV
    template_name = "bosetting/fordeling/imdi/trekk.html"
    form_class = Trekkskjema

    def valgte(self) -> list[Fordelingslinje]:
        """Those named in the address; without any, every open line of the list."""
        ider = [int(pk) for pk in self.request.GET.getlist("linje") if pk.isdecimal()]
        apne = self.linjer().apne().select_related("sak")
        return list(apne.filter(pk__in=ider) if ider else apne)

    def utfor(self, form: Any) -> str:
        valgte = self.valgte()
        services.trekk_linjer(
            bruker=self.bruker, linje_ider=[linje.pk for linje in valgte], grunn=form.cleaned_data["grunn"]
        )
        tekst = ngettext("%(n)d person er trukket.", "%(n)d personer er trukket.", len(valgte)) % {"n": len(valgte)}
        messages.success(self.request, _("%(tekst)s Kommunen har fått beskjed.") % {"tekst": tekst})
        return self.adresse

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(valgte=self.valgte(), brodsmuler=self.sti(_("Trekk")), **kwargs)
