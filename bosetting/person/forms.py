"""Shape of what IMDi types about people. The rules are in `rules` and the services."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import rules
from bosetting.person.models import Husstand, Kartlegging, Person, Sak
from bosetting.person.rules import Kartleggingssvar, NyPerson
from bosetting.person.states import Gradering, Kategori, Kjonn, Relasjonstype, Sakstilstand, Tillatelsestype
from imdinett.kjerne import nummer
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Enhet
from imdinett.kommune.queries import poststed
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Feil, Skjema, feil_i

STORSTE_HUSSTAND = 15
VELG = ("", gettext_lazy("Velg"))
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
        queryset=Enhet.objects.exclude(type=Enhet.Type.BUFETAT),
        required=False,
        empty_label=gettext_lazy("Ikke valgt"),
    )
    adresse = forms.CharField(label=gettext_lazy("Adresse nå"), max_length=120, required=False)
    postnummer = forms.CharField(
        label=gettext_lazy("Postnummer"), max_length=4, required=False, validators=[FIRE_SIFRE]
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
        return {**verdier, "mottak": sak.mottak_id, "versjon": sak.versjon}


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
    nummer = forms.CharField(label=gettext_lazy("Sak eller husstand"), max_length=12, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _med_alle(self.fields["tilstand"], Sakstilstand.choices)
        _med_alle(self.fields["avvik"], [("apne", _("Åpne avvik"))])
        _med_alle(self.fields["kategori"], [*Kategori.choices, ("em", _("Enslig mindreårig"))])

    def valgt(self, navn: str) -> str:
        """A filter that nobody can have chosen filters nothing."""
        self.full_clean()
        return str(self.cleaned_data.get(navn, "")) if self.is_bound else ""


def _med_alle(felt: forms.Field, valg: Iterable[Any]) -> None:
    assert isinstance(felt, forms.ChoiceField)
    felt.choices = [("", _("Alle")), *valg]


class Personsok(Skjema):
    """By POST only: what is searched for never stands in an address (ui.md 4)."""

    sok = forms.CharField(
        label=gettext_lazy("DUF-nummer eller navn"),
        max_length=100,
        min_length=3,
        help_text=gettext_lazy("Søket blir logget."),
    )


class Tillatelsesskjema(Skjema):
    type = forms.ChoiceField(label=gettext_lazy("Tillatelse"), choices=(VELG, *Tillatelsestype.choices))
    dato = Datofelt(label=gettext_lazy("Dato for tillatelsen"))
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


class Kartleggingsskjema(Skjema):
    """The short kartlegging. Privatboende have an application instead of a samtale."""

    samtale_dato = Datofelt(label=gettext_lazy("Bosettingssamtale holdt"), required=False)
    soknad_dato = Datofelt(label=gettext_lazy("Søknad mottatt"), required=False)
    morsmaal = forms.CharField(label=gettext_lazy("Morsmål"), max_length=40)
    tolkesprak = forms.CharField(label=gettext_lazy("Tolkespråk"), max_length=40, required=False)
    andre_sprak = forms.CharField(
        label=gettext_lazy("Andre språk"), max_length=200, required=False, help_text=gettext_lazy("Skill med komma.")
    )
    utdanning = forms.CharField(label=gettext_lazy("Utdanning"), max_length=120, required=False)
    yrke = forms.CharField(label=gettext_lazy("Yrke"), max_length=120, required=False)
    planer = forms.CharField(label=gettext_lazy("Planer for arbeid eller utdanning"), max_length=300, required=False)
    tilretteleggingsbehov = forms.CharField(
        label=gettext_lazy("Tilretteleggingsbehov"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Kommunen ser teksten før den svarer. Skriv ikke navn."),
    )
    onsker = forms.CharField(label=gettext_lazy("Egne ønsker"), max_length=300, required=False)
    kjaledyr = forms.BooleanField(label=gettext_lazy("Har kjæledyr"), required=False)
    helse_samtykke = forms.BooleanField(
        label=gettext_lazy("Personen har samtykket til at helseopplysninger blir lagret"), required=False
    )
    behov_for_helsetjenester = forms.CharField(
        label=gettext_lazy("Behov for helsetjenester"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bare med samtykke, og bare det som betyr noe for bosettingen."),
    )

    def __init__(self, *args: Any, kategori: Kategori, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["samtale_dato" if kategori == Kategori.PRIVATBOENDE else "soknad_dato"]

    def clean_andre_sprak(self) -> tuple[str, ...]:
        sprak = tuple(en.strip() for en in self.cleaned_data["andre_sprak"].split(",") if en.strip())
        if any(len(en) > 40 for en in sprak):
            raise forms.ValidationError(_("Andre språk: hvert språk kan ha høyst 40 tegn. Skill med komma."))
        return sprak

    def svar(self) -> Kartleggingssvar:
        return Kartleggingssvar(**self.cleaned_data)

    @staticmethod
    def verdier(kartlegging: Kartlegging) -> dict[str, Any]:
        verdier = {felt: getattr(kartlegging, felt) for felt in Kartleggingssvar.__dataclass_fields__}
        return {**verdier, "andre_sprak": ", ".join(kartlegging.andre_sprak)}


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


class Avslutningsskjema(Skjema):
    grunn = forms.CharField(label=gettext_lazy("Hvorfor avsluttes saken?"), max_length=200)


class Avviksskjema(Skjema):
    beskrivelse = forms.CharField(
        label=gettext_lazy("Hva stemmer ikke?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Skriv ikke navn eller helseopplysninger. Kommunen kan lese teksten når mappen er åpen."
        ),
    )
