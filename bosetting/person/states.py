"""The settlement case, one per person (bosetting.md §5.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sakstilstand(models.TextChoices):
    REGISTRERT = "registrert", _("Registrert")
    TIL_KARTLEGGING = "til_kartlegging", _("Til kartlegging")
    BOSETTINGSKLAR = "bosettingsklar", _("Bosettingsklar")
    FORDELT = "fordelt", _("Fordelt")
    AKSEPTERT = "akseptert", _("Akseptert")
    SOKT_UT = "sokt_ut", _("Søkt ut")
    BOSATT = "bosatt", _("Bosatt")
    TAKKET_NEI = "takket_nei", _("Takket nei")
    SELVBOSATT = "selvbosatt", _("Selvbosatt")
    AVSLUTTET = "avsluttet", _("Avsluttet")


S = Sakstilstand
MOVES = {
    S.REGISTRERT: frozenset({S.TIL_KARTLEGGING, S.AVSLUTTET}),
    S.TIL_KARTLEGGING: frozenset({S.BOSETTINGSKLAR, S.AVSLUTTET}),
    S.BOSETTINGSKLAR: frozenset({S.FORDELT, S.AVSLUTTET}),
    S.FORDELT: frozenset({S.AKSEPTERT, S.BOSETTINGSKLAR, S.AVSLUTTET}),
    S.AKSEPTERT: frozenset({S.SOKT_UT, S.BOSETTINGSKLAR, S.AVSLUTTET}),
    S.SOKT_UT: frozenset({S.BOSATT, S.BOSETTINGSKLAR, S.TAKKET_NEI, S.AVSLUTTET}),
    S.TAKKET_NEI: frozenset({S.SELVBOSATT, S.AVSLUTTET}),
    S.BOSATT: frozenset({S.SOKT_UT, S.AVSLUTTET}),
}
# B-028: what holds a place, and what has used one.
BUNDET = frozenset({S.FORDELT, S.AKSEPTERT, S.SOKT_UT})
# B-042: the states in which the kommune's folder is open.
MAPPE_APEN = frozenset({S.SOKT_UT, S.BOSATT})
# Before anybody has been asked: the household may still grow, and the facts may still be corrected.
FOR_FORDELING = frozenset({S.REGISTRERT, S.TIL_KARTLEGGING, S.BOSETTINGSKLAR})
# What can be closed as it stands; what holds a place must be recalled first.
KAN_AVSLUTTES = FOR_FORDELING | {S.TAKKET_NEI}


class Nummerkilde(models.TextChoices):
    """Who said that a person has another number now."""

    FOLKEREGISTERET = "folkeregisteret", _("Folkeregisteret")
    IMDI = "imdi", _("IMDi")


class Avslutningsgrunn(models.TextChoices):
    """Why a case ends (bosetting.md §5.1). [inferred: the list; the feeds of UDI and Folkeregisteret give the first]"""

    FRIST_UTLOPT = "frist_utlopt", _("Fristen på seks måneder er gått ut")
    TILLATELSE_BORTFALT = "tillatelse_bortfalt", _("Tillatelsen gjelder ikke lenger")
    REIST_FRA_NORGE = "reist_fra_norge", _("Reist fra Norge")
    REIST_FOR_ADRESSE = "reist_for_adresse", _("Reist fra Norge før adressen ble registrert")
    DOD = "dod", _("Død")
    TAKKET_NEI = "takket_nei", _("Takket nei til tilbudet")
    FEILREGISTRERT = "feilregistrert", _("Registrert ved en feil")
    ANNET = "annet", _("Annet")


A = Avslutningsgrunn
# Reasons that hold only for some states; the others may end any case.
GRUNN_KREVER = {
    A.REIST_FOR_ADRESSE: frozenset({S.BOSATT}),
    A.TAKKET_NEI: frozenset({S.TAKKET_NEI}),
    A.FRIST_UTLOPT: frozenset(S) - {S.BOSATT, S.TAKKET_NEI},
}
# The day it happened is a fact that the grant module needs.
GRUNN_MED_DATO = frozenset({A.TILLATELSE_BORTFALT, A.REIST_FRA_NORGE, A.REIST_FOR_ADRESSE, A.DOD})
# Nobody is there to get a letter.
UTEN_MOTTAKER = frozenset({A.REIST_FRA_NORGE, A.REIST_FOR_ADRESSE, A.DOD})


class Avviksslag(models.TextChoices):
    """What kind of thing does not add up. [inferred]"""

    FEIL_KATEGORI = "feil_kategori", _("Feil kategori")
    FEIL_DATO = "feil_dato", _("Feil dato")
    FEIL_IDENTITET = "feil_identitet", _("Feil i identitet")
    DOBBELT = "dobbelt", _("Registrert to ganger")
    ADRESSE = "adresse", _("Adresse mangler eller er feil")
    ANNET = "annet", _("Annet")


class Kategori(models.TextChoices):
    MOTTAK = "mottak", _("Mottak")
    PRIVATBOENDE = "privatboende", _("Privatboende")
    AMOT = "amot", _("AMOT")
    OVERFORINGSFLYKTNING = "overforingsflyktning", _("Overføringsflyktning")


# B-046, decision 26: those whose bosettingsdato the kommune itself registers.
KOMMUNEN_SETTER_DATO = frozenset({Kategori.PRIVATBOENDE, Kategori.AMOT, Kategori.OVERFORINGSFLYKTNING})


class Kartleggingstilstand(models.TextChoices):
    UTKAST = "utkast", _("Påbegynt")
    SENDT = "sendt", _("Sendt til IMDi")
    RETURNERT = "returnert", _("Sendt tilbake")
    GODKJENT = "godkjent", _("Godkjent")


K = Kartleggingstilstand
KARTLEGGING_MOVES = {
    K.UTKAST: frozenset({K.SENDT}),
    K.SENDT: frozenset({K.RETURNERT, K.GODKJENT}),
    K.RETURNERT: frozenset({K.SENDT}),
}
# What mottak may still write on; IMDi has it otherwise.
HOS_MOTTAK = frozenset({K.UTKAST, K.RETURNERT})
# security.md §4, "until moved out": the states in which somebody lives where `mottak` says.
BOR_I_MOTTAK = FOR_FORDELING | BUNDET | {S.TAKKET_NEI}
# Those who live in a mottak; the others only stand in its neighbourhood.
MOTTAKETS = frozenset({Kategori.MOTTAK, Kategori.AMOT})


class Tolk(models.TextChoices):
    OPPMOTE = "oppmote", _("tolk til stede")
    SKJERM = "skjerm", _("skjermtolk")
    TELEFON = "telefon", _("telefontolk")
    UTEN = "uten", _("tolk var ikke nødvendig")


class Skolegang(models.TextChoices):
    INGEN = "ingen", _("ingen skolegang")
    GRUNNSKOLE = "grunnskole", _("grunnskole")
    VIDEREGAENDE = "videregaende", _("videregående skole")
    FAG = "fag", _("fag- eller yrkesutdanning")
    HOYERE = "hoyere", _("høyskole eller universitet")


class Gradering(models.TextChoices):
    INGEN = "ingen", _("ingen")
    FORTROLIG = "fortrolig", _("fortrolig adresse")
    STRENGT_FORTROLIG = "strengt_fortrolig", _("strengt fortrolig adresse")
    STRENGT_FORTROLIG_UTLAND = "strengt_fortrolig_utland", _("strengt fortrolig adresse, utland")
    SKJERMET_IDENTITET = "skjermet_identitet", _("skjermet identitet")
    EGNE_ANSATTE = "egne_ansatte", _("egne ansatte")


# How strict a level is: who goes down on this scale is less protected than before (security.md §5).
STRENGHET = {
    Gradering.INGEN: 0,
    Gradering.EGNE_ANSATTE: 1,
    Gradering.FORTROLIG: 2,
    Gradering.STRENGT_FORTROLIG: 3,
    Gradering.STRENGT_FORTROLIG_UTLAND: 3,
    Gradering.SKJERMET_IDENTITET: 3,
}
# Where the person lives is never stored. In doubt a level counts as strict.
UTEN_ADRESSE = frozenset(nivaa for nivaa, streng in STRENGHET.items() if streng == 3)


class Kjonn(models.TextChoices):
    KVINNE = "kvinne", _("Kvinne")
    MANN = "mann", _("Mann")
    ANNET = "annet", _("Annet eller ukjent")


class Relasjonstype(models.TextChoices):
    EKTEFELLE = "ektefelle", _("ektefelle eller samboer")
    FORELDER = "forelder", _("mor eller far")
    BARN = "barn", _("barn")
    SOSKEN = "sosken", _("søsken")
    ANNEN = "annen", _("annen nær familie")


# The other direction of a relation.
MOTSATT = {
    Relasjonstype.EKTEFELLE: Relasjonstype.EKTEFELLE,
    Relasjonstype.FORELDER: Relasjonstype.BARN,
    Relasjonstype.BARN: Relasjonstype.FORELDER,
    Relasjonstype.SOSKEN: Relasjonstype.SOSKEN,
    Relasjonstype.ANNEN: Relasjonstype.ANNEN,
}


class Gjenforening(models.TextChoices):
    """Whether a relative abroad has asked to come. [inferred: the list]"""

    UKJENT = "ukjent", _("ikke kjent")
    IKKE_SOKT = "ikke_sokt", _("ikke søkt")
    SOKT = "sokt", _("søkt")
    INNVILGET = "innvilget", _("innvilget")
    AVSLATT = "avslatt", _("avslått")


class Tillatelsestype(models.TextChoices):
    """Permits that give ground for settlement with public help."""

    FLYKTNING = "flyktning", _("flyktningstatus (utlendingsloven § 28)")
    KOLLEKTIV = "kollektiv", _("kollektiv beskyttelse (utlendingsloven § 34)")
    OVERFORING = "overforing", _("overføringsflyktning (utlendingsloven § 35)")
    HUMANITAERT = "humanitaert", _("sterke menneskelige hensyn (utlendingsloven § 38)")
