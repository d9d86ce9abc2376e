from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from imdinett.forvaltning.forms.profil import telefonfelt
from imdinett.forvaltning.services.kontakt import Kontakt
from imdinett.kommune import queries
from imdinett.web.skjema import Skjema

FIRE_SIFRE = RegexValidator(r"^[0-9]{4}$", _("Postnummer må ha fire sifre."))


class Kontaktskjema(Skjema):
    adresselinje = forms.CharField(
        label=_("Postadresse"), max_length=100, help_text=_("Gate og nummer, eller postboks.")
    )
    postnummer = forms.CharField(
        label=_("Postnummer"),
        max_length=4,
        validators=[FIRE_SIFRE],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-bredde": "tall"}),
    )
    poststed = forms.CharField(label=_("Poststed"), max_length=40)
    postmottak = forms.EmailField(label=_("E-post til postmottaket"), max_length=254)
    telefon = telefonfelt()
    kontaktperson = forms.CharField(
        label=_("Kontakt for bosetting"),
        max_length=100,
        required=False,
        help_text=_("Navn og stilling på den IMDi kan ringe om bosetting."),
    )
    sett = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The postnummer must be one that exists, and the poststed the one that belongs to it."""
        data: dict[str, Any] = super().clean() or {}
        nummer, sted = data.get("postnummer"), data.get("poststed")
        if not nummer or not sted:
            return data
        riktig = queries.poststed(nummer)
        if riktig is None:
            self.add_error("postnummer", _("Postnummer %(nummer)s finnes ikke.") % {"nummer": nummer})
        elif riktig.casefold() != sted.strip().casefold():
            self.add_error(
                "poststed", _("Postnummer %(nummer)s hører til %(sted)s.") % {"nummer": nummer, "sted": riktig}
            )
        else:
            data["poststed"] = riktig
        return data

    def kontakt(self) -> Kontakt:
        felt = {navn: verdi.strip() for navn, verdi in self.cleaned_data.items() if navn != "sett"}
        return Kontakt(**felt)
