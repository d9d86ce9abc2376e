"""Shape of what IMDi types about people. The rules are in `rules` and the services."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import rules
from bosetting.person.models import Husstand, Person, Sak
from bosetting.person.rules import NyPerson
from bosetting.person.states import Gradering, Kategori, Kjonn, Relasjonstype, Sakstilstand, Tillatelsestype
from imdinett.kjerne import nummer
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Enhet, Kommune
from imdinett.kommune.queries import poststed
from imdinett.web.felt import Datofelt
from imdinett.web.lister.fanefilter import Fanefilter
from imdinett.web.skjema import Feil, Skjema, feil_i

STORSTE_HUSSTAND = 15
VELG = ("", gettext_lazy("Velg"))
TELEFON = RegexValidator(
    r"^\+?[\d ]{5,20}$", gettext_lazy("Telefon til kontaktpersonen må være et telefonnummer med minst 5 sifre.")
)
FIRE_SIFRE = RegexValidator(r"^\d{4}$", gettext_lazy("Postnummer må ha fire sifre."))


def _kjent_poststed(form: forms.Form, felt: str) -> str:
    """The postal place of the postnummer that was typed; an error at the field when there is none."""
    postnummer = form.cleaned_data.get(felt, "")
    sted = poststed(postnummer) if postnummer else ""
    if sted is None:
        form.add_error(felt, _("Postnummer %(nr)s finnes ikke.") % {"nr": postnummer})
    return sted or ""


class Fellesskjema(Skjema):
    """What the members of a household share."""

    kategori = forms.ChoiceField(label=gettext_lazy("Kategori"), choices=(VELG, *Kategori.choices))
    mottak = forms.ModelChoiceField(
        label=gettext_lazy("Mottak eller omsorgssenter"),
        queryset=Enhet.objects.bosteder(),
        required=False,
        empty_label=gettext_lazy("Ikke valgt"),
    )
    amot_kommune = forms.ModelChoiceField(
        label=gettext_lazy("Kommunen som huser (AMOT)"),
        queryset=Kommune.objects.gyldige(),
        required=False,
        empty_label=gettext_lazy("Ikke valgt"),
        help_text=gettext_lazy("AMOT er ikke bosetting. Husstanden bør helst bosettes i den samme kommunen (B-064)."),
    )
    adresse = forms.CharField(label=gettext_lazy("Adresse nå"), max_length=120, required=False)
    postnummer = forms.CharField(
        label=gettext_lazy("Postnummer"), max_length=4, required=False, validators=[FIRE_SIFRE]
    )
    bosted_fra = Datofelt(
        label=gettext_lazy("Bor der fra"),
        required=False,
        help_text=gettext_lazy(
            "Skriv ny dato når noen har flyttet. Da blir det gamle bostedet stående i historikken. "
            "Uten ny dato er en ny adresse en rettelse."
        ),
    )
    kontakt_navn = forms.CharField(label=gettext_lazy("Kontaktperson der"), max_length=100, required=False)
    kontakt_telefon = forms.CharField(
        label=gettext_lazy("Telefon til kontaktpersonen"), max_length=20, required=False, validators=[TELEFON]
    )
    tidligst_ankomst = Datofelt(label=gettext_lazy("Tidligst mulig ankomst"), required=False)
    innreisefrist = Datofelt(label=gettext_lazy("Innreisefrist"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["poststed"] = _kjent_poststed(self, "postnummer")
        return data


class Personskjema(Skjema):
    duf_nummer = forms.CharField(
        label=gettext_lazy("DUF-nummer"),
        max_length=20,
        help_text=gettext_lazy("12 sifre. Mellomrom og bindestrek går bra."),
    )
    fornavn = forms.CharField(label=gettext_lazy("Fornavn"), max_length=100)
    etternavn = forms.CharField(label=gettext_lazy("Etternavn"), max_length=100)
    fodselsdato = Datofelt(label=gettext_lazy("Fødselsdato"))
    kjonn = forms.ChoiceField(label=gettext_lazy("Kjønn"), choices=(VELG, *Kjonn.choices))
    statsborgerskap = forms.CharField(label=gettext_lazy("Statsborgerskap"), max_length=60)
    fodselsnummer = forms.CharField(label=gettext_lazy("Fødselsnummer eller D-nummer"), max_length=13, required=False)
    er_em = forms.BooleanField(label=gettext_lazy("Enslig mindreårig"), required=False)
    er_folgeperson = forms.BooleanField(label=gettext_lazy("Følgeperson til en enslig mindreårig"), required=False)
    representant_navn = forms.CharField(label=gettext_lazy("Representantens navn"), max_length=100, required=False)
    representant_adresse = forms.CharField(
        label=gettext_lazy("Representantens adresse"), max_length=120, required=False
    )
    representant_postnummer = forms.CharField(
        label=gettext_lazy("Representantens postnummer"), max_length=4, required=False, validators=[FIRE_SIFRE]
    )
    gradering = forms.ChoiceField(label=gettext_lazy("Adressebeskyttelse"), choices=Gradering.choices, required=False)
    duf_overstyring = forms.CharField(
        label=gettext_lazy("Hvorfor DUF-nummeret er riktig"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Fylles bare ut når kontrollsifrene ikke stemmer. Begrunnelsen blir stående i loggen."),
    )

    def clean_duf_nummer(self) -> str:
        return nummer.bare_siffer(self.cleaned_data["duf_nummer"])

    def clean_fodselsnummer(self) -> str:
        return nummer.bare_siffer(self.cleaned_data["fodselsnummer"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["representant_poststed"] = _kjent_poststed(self, "representant_postnummer")
        return data

    def ny(self, felles: dict[str, Any]) -> NyPerson:
        data = {**felles, "gradering": "", **self.cleaned_data}
        return NyPerson(
            **{
                **{felt: data[felt] for felt in NyPerson.__dataclass_fields__},
                "kategori": Kategori(data["kategori"]),
                "kjonn": Kjonn(data["kjonn"]),
                "gradering": Gradering(data["gradering"] or Gradering.INGEN),
            }
        )

    def prov(self, felles: dict[str, Any]) -> None:
        """Put what the rules say at the field it belongs to."""
        try:
            rules.kontroller_person(self.ny(felles))
        except Domenefeil as feil:
            self.add_error(feil.felt if feil.felt in self.fields else None, feil.melding)


class Endreskjema(Fellesskjema, Personskjema):
    """One person with the fields that a household otherwise shares."""

    FELLES = tuple(Fellesskjema.base_fields)
    FELT = (*Personskjema.base_fields, *FELLES)
    versjon = forms.IntegerField(widget=forms.HiddenInput)
    field_order = FELT

    @classmethod
    def verdier(cls, sak: Sak) -> dict[str, Any]:
        kilder = (sak.person, sak)
        verdier = {navn: getattr(kilde, navn) for kilde in kilder for navn in cls.FELT if hasattr(kilde, navn)}
        faste = {"mottak": sak.mottak_id, "amot_kommune": sak.amot_kommune_id, "versjon": sak.versjon}
        return {**verdier, **faste}


class Nyhusstand:
    """The shared fields and one form per person, as one thing to the view."""

    fields: dict[str, Any] = {}
    engangsnokkel = ""

    def __init__(self, data: Any = None, antall: int | None = None, **_annet: Any) -> None:
        self.antall = antall or _antall(data)
        self.felles = Fellesskjema(data, prefix="felles")
        self.personer = [Personskjema(data, prefix=f"p{nr}") for nr in range(self.antall)]

    @classmethod
    def uprovd(cls, data: Any, antall: int) -> "Nyhusstand":
        """What was typed so far, not yet judged, with room for `antall` persons."""
        ny = cls(antall=min(max(antall, 1), STORSTE_HUSSTAND))
        for form in (ny.felles, *ny.personer):
            form.initial = {navn: data.get(form.add_prefix(navn)) for navn in form.fields}
        return ny

    @property
    def errors(self) -> list[Feil]:
        alle = [self.felles, *self.personer]
        return feil_i([form for form in alle if form.is_bound])

    def __iter__(self) -> Any:
        return iter(self.errors)

    def is_valid(self) -> bool:
        gyldige = [form.is_valid() for form in (self.felles, *self.personer)]
        if not all(gyldige):
            return False
        for form in self.personer:
            form.prov(self.felles.cleaned_data)
        return not self.errors

    def add_error(self, _felt: str | None, melding: str) -> None:
        self.felles.add_error(None, melding)

    def nye(self) -> list[NyPerson]:
        return [form.ny(self.felles.cleaned_data) for form in self.personer]


def _antall(data: Any) -> int:
    tekst = (data or {}).get("antall", "1")
    return min(max(int(tekst), 1), STORSTE_HUSSTAND) if tekst.isascii() and tekst.isdigit() else 1


class Personfilter(Skjema):
    tilstand = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    kategori = forms.ChoiceField(label=gettext_lazy("Kategori"), required=False)
    avvik = forms.ChoiceField(label=gettext_lazy("Avvik"), required=False)
    kartlegging = forms.ChoiceField(label=gettext_lazy("Kartlegging"), required=False)
    nummer = forms.CharField(label=gettext_lazy("Sak eller husstand"), max_length=12, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _med_alle(self.fields["tilstand"], Sakstilstand.choices)
        _med_alle(self.fields["avvik"], [("apne", _("Åpne avvik"))])
        _med_alle(self.fields["kartlegging"], [("sendt", _("Fra mottak, til godkjenning"))])
        _med_alle(self.fields["kategori"], [*Kategori.choices, ("em", _("Enslig mindreårig"))])

    def valgt(self, navn: str) -> str:
        """A filter that nobody can have chosen filters nothing."""
        self.full_clean()
        return str(self.cleaned_data.get(navn, "")) if self.is_bound else ""


class Avviksfilter(Fanefilter):
    felt = "vis"
    etikett = gettext_lazy("Hvilke avvik")
    valgene = (
        ("", gettext_lazy("Åpne")),
        ("mine", gettext_lazy("Mine")),
        ("uten", gettext_lazy("Uten ansvarlig")),
        ("lukket", gettext_lazy("Lukkede")),
    )


def _med_alle(felt: forms.Field, valg: Iterable[Any]) -> None:
    assert isinstance(felt, forms.ChoiceField)
    felt.choices = [("", _("Alle")), *valg]


class Personsok(Skjema):
    """By POST only: what is searched for never stands in an address (ui.md 4)."""

    sok = forms.CharField(
        label=gettext_lazy("Navn, DUF-nummer, fødselsnummer eller D-nummer"),
        max_length=100,
        min_length=3,
        help_text=gettext_lazy("Søket blir logget."),
    )


class Tillatelsesskjema(Skjema):
    type = forms.ChoiceField(label=gettext_lazy("Tillatelse"), choices=(VELG, *Tillatelsestype.choices))
    dato = Datofelt(label=gettext_lazy("Dato for tillatelsen"))
    meldt_dato = Datofelt(
        label=gettext_lazy("Dato da personen fikk vite om tillatelsen"),
        required=False,
        help_text=gettext_lazy("Privatboende må søke om bosetting innen seks måneder etter denne dagen."),
    )
    gyldig_til = Datofelt(label=gettext_lazy("Gyldig til"), required=False)
    saker = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Hvem gjelder tillatelsen?"),
        queryset=Sak.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Velg minst én person.")},
    )

    def __init__(self, *args: Any, husstand: Husstand, navn: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["saker"]
        assert isinstance(felt, forms.ModelMultipleChoiceField)
        felt.queryset = husstand.saker.filter(tilstand=Sakstilstand.REGISTRERT)
        felt.label_from_instance = lambda obj: navn[obj.pk]  # type: ignore[method-assign]


class Godkjenningsskjema(Skjema):
    """B-033: the reason is asked for only when somebody in the household has no permit."""

    overstyring = forms.CharField(label=gettext_lazy("Hvorfor kan familien deles?"), max_length=300, required=False)

    def __init__(self, *args: Any, mangler_tillatelse: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mangler_tillatelse:
            del self.fields["overstyring"]


class Slektskapsskjema(Skjema):
    """A member of the household, or somebody who is settled already, found by DUF number."""

    medlem = forms.ModelChoiceField(
        label=gettext_lazy("I husstanden"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ikke valgt"),
    )
    duf_nummer = forms.CharField(
        label=gettext_lazy("DUF-nummer til en annen"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("For slektninger som er bosatt eller i en annen husstand. Oppslaget blir logget."),
    )
    type = forms.ChoiceField(label=gettext_lazy("Slektningen er personens"), choices=(VELG, *Relasjonstype.choices))

    def __init__(self, *args: Any, medlemmer: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["medlem"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = Person.objects.filter(pk__in=[person.pk for person in medlemmer])
        felt.label_from_instance = lambda obj: str(obj.navn)  # type: ignore[method-assign]

    def clean_duf_nummer(self) -> str:
        return nummer.bare_siffer(self.cleaned_data["duf_nummer"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("medlem")) == bool(data.get("duf_nummer")) and not self.errors:
            self.add_error("medlem", _("Velg én i husstanden, eller skriv et DUF-nummer."))
        return data
