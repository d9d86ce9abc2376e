"""Who works in the country: IMDi's staff, made by the services, and three users in each kommune."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission

from bosetting.rapport.demodata import publisert_anmodet
from imdinett.bruker.models import Bruker
from imdinett.forvaltning import demodata as folk
from imdinett.kommune.models import Databehandleravtale, Enhet, Kommune, Kontaktinformasjon
from imdinett.management.land.kopi import Innlasting
from imdinett.management.land.plan import Ansatte, Hvem, Landkommune, ny_uuid
from imdinett.tilgang.models import Kommunetilgang
from imdinett.tilgang.roller import ROLLER, Rolle

FORDELINGSAAR = 2022
MOTTAK = 30
KOMMUNEROLLER = (Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_BOSETTER_LES, Rolle.KOMMUNE_ADMINISTRATOR)


def epost(rolle: Rolle, nummer: str) -> str:
    return f"{rolle}.{nummer}@{folk.DOMENE}"


def lag_ansatte() -> Ansatte:
    alle = {rolle: Hvem(en.pk, en.navn, ROLLER[rolle].kode) for rolle, en in folk.lag_imdi().items()}
    return Ansatte(alle[Rolle.IMDI_BOSETTER_SKRIV], alle[Rolle.IMDI_ANMODNING], alle[Rolle.IMDI_ADMINISTRATOR])


def lag_mottak() -> list[int]:
    navn = [f"Øvingsmottaket {nr}" for nr in range(1, MOTTAK + 1)]
    return [Enhet.objects.create(navn=ett, type=Enhet.Type.MOTTAK).pk for ett in navn]


@dataclass(frozen=True)
class Kommunefolk:
    """The users of every kommune of today, with one password and one secret, as in all practice data."""

    inn: Innlasting
    rng: Random
    sjef: Hvem
    tid: datetime
    passord: str = field(default_factory=lambda: make_password(folk.PASSORD))
    faktor: str = field(default_factory=lambda: get_adapter().encrypt(folk.hemmelighet("land")))

    def lag(self) -> list[Landkommune]:
        anmodet = publisert_anmodet(FORDELINGSAAR)
        rettigheter = Permission.objects.filter(content_type__app_label="imdinett", codename__in=KOMMUNEROLLER)
        koder = dict(rettigheter.values_list("codename", "pk"))
        return [self._kommune(en, max(anmodet.get(en.nummer, 0), 1), koder) for en in Kommune.objects.gyldige()]

    def _kommune(self, kommune: Kommune, vekt: int, koder: Mapping[str, int]) -> Landkommune:
        skriv, les, administrator = (self._bruker(kommune, rolle, koder[rolle]) for rolle in KOMMUNEROLLER)
        self.inn.legg(
            Databehandleravtale,
            kommune_id=kommune.pk,
            versjon="2016-1",
            signert_dato=self.tid.date(),
            signert_av="Kommunedirektør Eksempel",
            registrert_tid=self.tid,
            registrert_av_id=self.sjef.pk,
        )
        self.inn.legg(
            Kontaktinformasjon,
            kommune_id=kommune.pk,
            adresselinje="Postboks 1 (øving)",
            postnummer="0152",
            poststed="Oslo",
            postmottak=f"postmottak.{kommune.nummer}@{folk.DOMENE}",
            registrert_tid=self.tid,
            registrert_av_id=administrator.pk,
        )
        return Landkommune(kommune.pk, kommune.nummer, str(kommune), vekt, skriv, les, administrator)

    def _bruker(self, kommune: Kommune, rolle: Rolle, rettighet: int) -> Hvem:
        navn = f"{ROLLER[rolle].navn} {kommune} Eksempel"
        pk = self.inn.legg(
            Bruker,
            uuid=ny_uuid(self.rng),
            epost=epost(rolle, kommune.nummer),
            navn=navn,
            password=self.passord,
            opprettet_tid=self.tid,
        )
        self.inn.legg(Kommunetilgang, user_id=pk, permission_id=rettighet, content_object_id=kommune.pk)
        totp = Authenticator.Type.TOTP
        self.inn.legg(Authenticator, user_id=pk, type=totp, data={"secret": self.faktor}, created_at=self.tid)
        return Hvem(pk, navn, ROLLER[rolle].kode)
