"""The kommune's own pages: what it is asked for, what it has decided, what it has used."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.anmodning import ferdigepost, queries, rules, visning
from bosetting.anmodning.forms import Forkastskjema, Godkjenningsskjema, Vedtaksskjema
from bosetting.anmodning.models import Anmodning, Kommunevedtak
from bosetting.anmodning.services import kommunevedtak as services
from bosetting.anmodning.states import Vedtakstilstand
from imdinett.kommune.models import Kommune
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.services import motta
from imdinett.opplasting.states import Filtilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import nedlasting, norsk
from imdinett.web.komponent import Lenke, SeOverRad
from imdinett.web.views import Side, Skjemaside, Tekstside


class Kommuneside(Side):
    """A page under /kommuner/<nummer>/. A kommune out of reach is 404, one within it without the right is 403."""

    tittel: ClassVar[str | Promise] = ""
    valgt: Kommune

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.valgt = get_object_or_404(Kommune.objects.gyldige(), nummer=self.kwargs["nummer"])
        if not tilgang.har(request.user, Rettighet.ANMODNING_LES, self.valgt.pk):
            raise Http404
        alternativer = (self.rettighet,) if isinstance(self.rettighet, Rettighet) else self.rettighet
        assert isinstance(alternativer, tuple)
        tilgang.krev(any(tilgang.har(request.user, en, self.valgt.pk) for en in alternativer))
        self.finn()
        return super().dispatch(request, *args, **kwargs)

    def finn(self) -> None:
        """Fetch what else the address names; 404 when it is not there."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sti = [
            Lenke(_("Hjem"), "/"),
            Lenke(self.valgt.visningsnavn, reverse("kommune", args=[self.valgt.nummer])),
            Lenke(_("Anmodninger og vedtak"), self.oversikt()),
        ]
        return super().get_context_data(
            valgt=self.valgt,
            enhet=_("%(kommune)s kommune") % {"kommune": self.valgt},
            brodsmuler=[*sti, Lenke(str(self.tittel))] if self.tittel else sti,
            hjelpetema="registrere-vedtak",
            **kwargs,
        )

    def oversikt(self, aar: int | None = None) -> str:
        adresse = reverse("kommune_anmodninger", args=[self.valgt.nummer])
        return f"{adresse}?aar={aar}" if aar else adresse


class Anmodninger(Kommuneside, Tekstside):
    rettighet = Rettighet.ANMODNING_LES
    template_name = "bosetting/anmodning/kommune/anmodninger.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        aarene = visning.aarene(self.valgt, self.bruker)
        aar = self._aar(aarene)
        kan_skrive = tilgang.har(self.bruker, Rettighet.KOMMUNEVEDTAK_SKRIV, self.valgt.pk)
        return super().get_context_data(
            side=visning.aarsside(self.valgt, aar, self.bruker),
            faner=visning.aarsfaner(aarene, aar),
            kan_skrive=kan_skrive,
            kan_endre_em=rules.part_for(self.bruker, self.valgt.pk) is not None,
            **kwargs,
        )

    def _aar(self, aarene: list[int]) -> int:
        """The year in the address, else the newest that the kommune is asked for."""
        onsket = self.request.GET.get("aar", "")
        if onsket:
            if not onsket.isascii() or not onsket.isdigit() or int(onsket) not in aarene:
                raise Http404
            return int(onsket)
        gjeldende = Anmodning.objects.synlig_for(self.bruker).gjeldende().filter(kommune=self.valgt)
        return gjeldende.order_by("-aar").values_list("aar", flat=True).first() or min(aarene[:2])


class _Vedtaksform(Kommuneside, Skjemaside):
    """What new and changed have in common: the form, and the file that comes with it."""

    rettighet = Rettighet.KOMMUNEVEDTAK_SKRIV
    form_class = Vedtaksskjema
    template_name = "bosetting/anmodning/kommune/vedtak_skjema.html"
    aar: int

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gjeldende = Anmodning.objects.gjeldende().filter(kommune=self.valgt, aar=self.aar).select_related("runde")
        return super().get_context_data(
            aar=self.aar, anmodning=gjeldende.first(), avbryt_url=self.oversikt(self.aar), **kwargs
        )

    def dokument(self, form: forms.Form) -> Opplasting | None:
        fil = form.cleaned_data["dokument"]
        if not fil:
            return None
        return motta(
            fil, bruker=self.bruker, kommune=self.valgt, rettighet=Rettighet.KOMMUNEVEDTAK_LES, felt="dokument"
        )

    def se_over(self, vedtak: Kommunevedtak) -> str:
        return reverse("kommunevedtak", args=[self.valgt.nummer, vedtak.pk])


class NyttVedtak(_Vedtaksform):
    tittel = gettext_lazy("Registrer vedtak")

    def finn(self) -> None:
        self.aar = self.kwargs["aar"]
        if self.aar not in visning.aarene(self.valgt, self.bruker):
            raise Http404

    def utfor(self, form: Vedtaksskjema) -> str:
        vedtak = services.registrer_kommunevedtak(
            bruker=self.bruker, kommune=self.valgt, aar=self.aar, svar=form.svar(), dokument=self.dokument(form)
        )
        return self.se_over(vedtak)


class _Ettvedtak(Kommuneside):
    """One vedtak of the kommune in the address."""

    vedtak: Kommunevedtak

    def finn(self) -> None:
        rader = Kommunevedtak.objects.synlig_for(self.bruker).select_related(
            "kommune", "dokument", "registrert_av", "godkjent_av", "anmodning__runde"
        )
        self.vedtak = get_object_or_404(rader, pk=self.kwargs["pk"], kommune=self.valgt)


class EndreVedtak(_Ettvedtak, _Vedtaksform):
    tittel = gettext_lazy("Endre vedtaket")

    def finn(self) -> None:
        super().finn()
        self.aar = self.vedtak.aar

    def get_initial(self) -> dict[str, Any]:
        return Vedtaksskjema.verdier(self.vedtak)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vedtak=self.vedtak, **kwargs)

    def utfor(self, form: Vedtaksskjema) -> str:
        vedtak = services.endre_kommunevedtak(
            bruker=self.bruker,
            vedtak=self.vedtak,
            versjon=form.cleaned_data["versjon"] or 0,
            svar=form.svar(),
            dokument=self.dokument(form),
        )
        return self.se_over(vedtak)


class SeOverVedtak(_Ettvedtak, Skjemaside):
    """The check page: what is about to count, what it does to the places, and Godkjenn."""

    rettighet = Rettighet.KOMMUNEVEDTAK_SKRIV
    tittel = gettext_lazy("Se over vedtaket")
    template_name = "bosetting/anmodning/kommune/vedtak_se_over.html"
    form_class = Godkjenningsskjema

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "vedtak": self.vedtak}

    def get_initial(self) -> dict[str, Any]:
        return {"versjon": self.vedtak.versjon}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regnskap = queries.plassregnskap(self.valgt, self.vedtak.aar)
        gjeldende = Anmodning.objects.gjeldende().filter(kommune=self.valgt, aar=self.vedtak.aar).first()
        return super().get_context_data(
            vedtak=self.vedtak,
            rader=self._rader(),
            kan_godkjennes=self.vedtak.tilstand == Vedtakstilstand.REGISTRERT,
            regnskap=regnskap,
            er_for_lite=self.vedtak.antall < regnskap.brukt + regnskap.bundet,
            ny_anmodning=gjeldende if gjeldende and gjeldende.pk != self.vedtak.anmodning_id else None,
            avbryt_url=self.oversikt(self.vedtak.aar),
            **kwargs,
        )

    def _rader(self) -> list[SeOverRad]:
        endre = reverse("kommunevedtak_endre", args=[self.valgt.nummer, self.vedtak.pk])
        dokument = self.vedtak.dokument
        verdier = [
            (_("Antall personer i vedtaket"), norsk.tall(self.vedtak.antall), _("antallet")),
            (_("Herav enslige mindreårige"), norsk.tall(self.vedtak.herav_em), _("enslige mindreårige")),
            (_("Dato for vedtaket i kommunen"), norsk.dato(self.vedtak.vedtaksdato), _("datoen")),
            (_("Vedtaket som fil"), _filtekst(dokument), _("filen")),
            (_("Merknad"), self.vedtak.merknad or _("Ingen merknad"), _("merknaden")),
            (_("Ønsker og kapasitet"), visning.onsketekst(self.vedtak.onsker) or _("Ingen ønsker"), _("ønskene")),
        ]
        kan_endres = self.vedtak.tilstand == Vedtakstilstand.REGISTRERT
        return [SeOverRad(navn, verdi, endre if kan_endres else "", hva) for navn, verdi, hva in verdier]

    def utfor(self, form: Godkjenningsskjema) -> str:
        services.godkjenn_kommunevedtak(bruker=self.bruker, vedtak=self.vedtak, versjon=form.cleaned_data["versjon"])
        return reverse("kommunevedtak_kvittering", args=[self.valgt.nummer, self.vedtak.pk])


def _filtekst(dokument: Opplasting | None) -> str | SafeString:
    if dokument is None:
        return _("Ingen fil")
    lenke = reverse("vedlegg", args=[dokument.uuid])
    status = Filtilstand(dokument.tilstand).label
    return format_html('<a class="ds-link" href="{}">{}</a> ({})', lenke, dokument.filnavn, status)


class ForkastVedtak(_Ettvedtak, Skjemaside):
    rettighet = Rettighet.KOMMUNEVEDTAK_SKRIV
    tittel = gettext_lazy("Forkast vedtaket")
    template_name = "bosetting/anmodning/kommune/vedtak_forkast.html"
    form_class = Forkastskjema

    def get_initial(self) -> dict[str, Any]:
        return {"versjon": self.vedtak.versjon}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        avbryt = reverse("kommunevedtak", args=[self.valgt.nummer, self.vedtak.pk])
        return super().get_context_data(vedtak=self.vedtak, avbryt_url=avbryt, **kwargs)

    def utfor(self, form: Forkastskjema) -> str:
        services.forkast_kommunevedtak(bruker=self.bruker, vedtak=self.vedtak, versjon=form.cleaned_data["versjon"])
        return self.oversikt(self.vedtak.aar)


class VedtakKvittering(_Ettvedtak, Tekstside):
    rettighet = Rettighet.KOMMUNEVEDTAK_LES
    tittel = gettext_lazy("Kvittering")
    template_name = "bosetting/anmodning/kommune/vedtak_kvittering.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.vedtak.godkjent_tid is None:
            raise Http404
        return super().get_context_data(
            vedtak=self.vedtak,
            referanse=_("Vedtak for %(aar)d") % {"aar": self.vedtak.aar},
            neste=self._neste(),
            lenker=[
                Lenke(_("Last ned ferdig e-post med vedtaket"), self._epost()),
                Lenke(_("Til anmodninger og vedtak"), self.oversikt(self.vedtak.aar)),
                Lenke(_("Til oppgavene"), "/"),
            ],
            **kwargs,
        )

    def _neste(self) -> list[str]:
        if self.vedtak.antall == 0:
            return [
                _("IMDi ser at kommunen har sagt nei, og sender ingen fordelingslister for året."),
                _("Gjør kommunen et nytt vedtak, registrerer dere det her."),
            ]
        return [
            _("Plassene gjelder fra nå, og IMDi kan sende fordelingslister."),
            _("Dere får e-post når det kommer en liste."),
            self._send(),
        ]

    def _send(self) -> str:
        til = {"til": settings.KONTAKT_IMDI_EPOST}
        tekst = _("Send vedtaket til %(til)s med kopi til KS, og journalfør det i kommunens arkiv.") % til
        if ferdigepost.dokumentet_mangler(self.vedtak):
            return f"{tekst} {_('Legg ved vedtaket: IMDinett har ingen kontrollert fil av det.')}"
        return tekst

    def _epost(self) -> str:
        return reverse("kommunevedtak_epost", args=[self.vedtak.kommune.nummer, self.vedtak.pk])


class VedtakEpost(_Ettvedtak, Side):
    """The same as a draft for the kommune's own e-mail, with the document."""

    rettighet = Rettighet.KOMMUNEVEDTAK_LES

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.vedtak.godkjent_tid is None:
            raise Http404
        epost = ferdigepost.lag(self.vedtak)
        return HttpResponse(epost.innhold, content_type="message/rfc822", headers=nedlasting.hode(epost.filnavn))
