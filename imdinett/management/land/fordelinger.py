"""What became of those who were ready: lists, answers, vedtak, dates, and the ways back."""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.queries import fakta_om
from bosetting.fordeling.states import Avslagskode, Linjetilstand, Listetilstand, Svar
from bosetting.person.states import Avslutningsgrunn, Sakstilstand
from bosetting.vedtak.models import Bosettingsvedtak
from bosetting.vedtak.states import Bosettingsvedtakstilstand
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.management.land import hendelser
from imdinett.management.land.bosettinger import TATT, UTEN_KOMMUNE, Post, Utfall
from imdinett.management.land.husstander import Hus
from imdinett.management.land.kopi import Innlasting
from imdinett.management.land.plan import Hvem, Land, Landkommune

RUNDER, PAA_LISTEN, NYE = 4, 6, timedelta(days=40)
# Shares of households chosen so that every way out of a state is used.
NEI, TRUKKET, OPPHEVET, TAKKET_NEI, AVSLUTTET_KLAR = 0.08, 0.02, 0.01, 0.02, 0.01
UTEN_DATO = 0.004
GRUNN = "Kommunen har ikke ledig bolig som passer i denne perioden."
H, S, L, V = Hendelsestype, Sakstilstand, Linjetilstand, Bosettingsvedtakstilstand


@dataclass
class Fordeling:
    inn: Innlasting
    land: Land
    numre: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        self.stopp = itertools.cycle([Listetilstand.BESVART, Listetilstand.SENDT, Listetilstand.UTKAST])
        self.utfall = Utfall(self.inn, self.land)

    def fordel(self, husene: Sequence[Hus]) -> None:
        """Round after round, as long as somebody comes back and there is time."""
        venter = [hus for hus in husene if hus.ledig_fra]
        for hus in venter:
            if self.land.skjer(AVSLUTTET_KLAR):
                self.utfall.avslutt(hus.medlemmer, S.BOSETTINGSKLAR, hus.ledig_fra)
                hus.ledig_fra = None
        for _runde in range(RUNDER):
            grupper: dict[int, list[Hus]] = defaultdict(list)
            kommuner = {kommune.pk: kommune for kommune in self.land.kommuner}
            for hus in venter:
                if hus.ledig_fra:
                    grupper[self.land.trekk_kommune().pk].append(hus)
            venter = [
                tilbake
                for pk, gruppe in grupper.items()
                for start in range(0, len(gruppe), PAA_LISTEN)
                for tilbake in self._liste(kommuner[pk], gruppe[start : start + PAA_LISTEN])
            ]

    # ---- one list
    def _liste(self, kommune: Landkommune, gruppe: Sequence[Hus]) -> list[Hus]:
        """The households that wait again afterwards."""
        land = self.land
        tid = land.etter(max(hus.ledig_fra for hus in gruppe if hus.ledig_fra), 2, 40)
        if tid > land.naa:
            return []
        liste, poster = self._utkast(kommune, gruppe, tid)
        sendt, stopp = land.etter(tid, 1, 1), self._stopp(tid)
        tilbake: list[Post] = []
        if sendt <= land.naa and stopp != Listetilstand.UTKAST:
            tilbake = self._send(kommune, liste, poster, sendt, stopp)
        self.inn.legg(Fordelingsliste, **liste)
        for post in poster:
            self.inn.legg(Husstandssvar, **post.svar)
            for linje in post.linjer:
                self.inn.legg(Fordelingslinje, **linje)
            for vedtak in post.vedtak:
                self.inn.legg(Bosettingsvedtak, **vedtak)
        return [post.hus for post in tilbake]

    def _stopp(self, tid: datetime) -> Listetilstand | None:
        """The newest lists stand still, each in its turn, so that every state is there however small the country is."""
        return next(self.stopp) if tid > self.land.naa - NYE else None

    def _utkast(self, kommune: Landkommune, gruppe: Sequence[Hus], tid: datetime) -> tuple[dict[str, Any], list[Post]]:
        imdi, aar = self.land.ansatte.bosetter, klokke.dag(tid).year
        self.numre[aar] += 1
        liste = {
            "id": self.inn.tabell(Fordelingsliste).reserver(),
            "nummer": f"{aar}-{self.numre[aar]:04d}",
            "kommune_id": kommune.pk,
            "plassaar": aar,
            "tilstand": Listetilstand.UTKAST,
            "opprettet_tid": tid,
            "opprettet_av_id": imdi.pk,
            "ansvarlig_id": imdi.pk,
        }
        self._logg_liste(H.FORDELINGSLISTE_OPPRETTET, tid, imdi, liste, None, plassaar=aar)
        return liste, [self._post(liste, hus, chr(65 + nr)) for nr, hus in enumerate(gruppe)]

    def _post(self, liste: dict[str, Any], hus: Hus, bokstav: str) -> Post:
        svar_id = self.inn.tabell(Husstandssvar).reserver()
        felles = {"liste_id": liste["id"], "kommune_id": liste["kommune_id"]}
        svar = {"id": svar_id, **felles, "husstand_id": hus.pk, "bokstav": bokstav}
        eldst = sorted(hus.medlemmer, key=lambda en: (en.person["fodselsdato"], en.pk))
        linjer = [
            {
                "id": self.inn.tabell(Fordelingslinje).reserver(),
                **felles,
                "husstandssvar_id": svar_id,
                "sak_id": en.pk,
                "betegnelse": f"{bokstav}{nr}",
                "tilstand": L.VENTER,
            }
            for nr, en in enumerate(eldst, 1)
        ]
        return Post(hus, svar, linjer)

    def _send(
        self,
        kommune: Landkommune,
        liste: dict[str, Any],
        poster: list[Post],
        sendt: datetime,
        stopp: Listetilstand | None,
    ) -> list[Post]:
        imdi, frist = self.land.ansatte.bosetter, klokke.slutten_av(klokke.dag(sendt) + timedelta(days=7))
        liste |= {"tilstand": Listetilstand.SENDT, "sendt_tid": sendt, "sendt_av_id": imdi.pk, "frist": frist}
        antall = sum(len(post.linjer) for post in poster)
        self._logg_liste(
            H.FORDELINGSLISTE_SENDT, sendt, imdi, liste, kommune, personer=antall, husstander=len(poster), frist=frist
        )
        for post in poster:
            _frys(post)
            post.sett(tilstand=S.FORDELT, kommune_id=kommune.pk, plassaar=liste["plassaar"])
            self._logg(H.SAK_FORDELT, sendt, imdi, post, liste)
        besvart = self.land.etter(sendt, 1, 9)
        if besvart > self.land.naa or stopp == Listetilstand.SENDT:
            return []
        return self._besvar(kommune, liste, poster, besvart, avgjor=stopp is None)

    def _besvar(
        self, kommune: Landkommune, liste: dict[str, Any], poster: list[Post], tid: datetime, *, avgjor: bool
    ) -> list[Post]:
        liste |= {"tilstand": Listetilstand.BESVART, "besvart_tid": tid, "besvart_av_id": kommune.skriv.pk}
        ja, tilbake = [], []
        for post in poster:
            felles = {"endret_tid": tid, "endret_av_id": kommune.skriv.pk, "godkjent_tid": tid, "versjon": 2}
            if self.land.skjer(NEI):
                kode = self.land.rng.choice(Avslagskode.values)
                post.svar |= {**felles, "svar": Svar.NEI, "avslagskode": kode, "begrunnelse": GRUNN}
                post.sett_linjer(tilstand=L.NEI)
                self._send_tilbake(post, tid)
                self._logg(H.SAK_AVSLAATT, tid, kommune.skriv, post, liste)
                tilbake.append(post)
            else:
                aar, uke = klokke.isouke(klokke.dag(self.land.etter(tid, 14, 90)))
                post.svar |= {**felles, "svar": Svar.JA, "bosettingsuke_aar": aar, "bosettingsuke": uke}
                post.sett_linjer(tilstand=L.JA)
                post.sett(tilstand=S.AKSEPTERT, bosettingsuke_aar=aar, bosettingsuke=uke)
                self._logg(H.SAK_AKSEPTERT, tid, kommune.skriv, post, liste)
                ja.append(post)
        self._logg_liste(H.FORDELINGSLISTE_BESVART, tid, kommune.skriv, liste, kommune, ja=len(ja), nei=len(tilbake))
        if ja and not avgjor:
            return tilbake
        tilbake += self._avgjor(kommune, liste, ja, tid)
        if all(linje["tilstand"] == L.TRUKKET for post in poster for linje in post.linjer) and not any(
            post.vedtak for post in poster
        ):
            self._trekk_hele(liste, tid)
        return tilbake

    def _avgjor(self, kommune: Landkommune, liste: dict[str, Any], ja: list[Post], besvart: datetime) -> list[Post]:
        """IMDi decides on every yes at once, or takes the household back; undecided while the day has not come."""
        tid = self.land.etter(besvart, 1, 6)
        tilbake, aapne = [], False
        for post in ja:
            if tid <= self.land.naa and self.land.skjer(TRUKKET):
                self._trekk(post, liste, tid)
                tilbake.append(post)
            elif tid > self.land.naa:
                aapne = True
            elif self._vedta(kommune, liste, post, tid):
                tilbake.append(post)
        liste["tilstand"] = Listetilstand.BESVART if aapne else Listetilstand.FERDIGBEHANDLET
        return tilbake

    # ---- the decision, and what came of it
    def _vedta(self, kommune: Landkommune, liste: dict[str, Any], post: Post, tid: datetime) -> bool:
        """True when the household waits again."""
        imdi, dag, land = self.land.ansatte.bosetter, klokke.dag(tid), self.land
        post.sett_linjer(avgjort_tid=tid)
        post.vedtak = [
            {
                "sak_id": linje["sak_id"],
                "linje_id": linje["id"],
                "kommune_id": kommune.pk,
                "utsokingsdato": dag,
                "tilstand": V.GJELDER,
                "fattet_tid": tid,
                "fattet_av_id": imdi.pk,
            }
            for linje in post.linjer
        ]
        post.sett(tilstand=S.SOKT_UT, utsokingsdato=dag)
        self._logg(H.VEDTAK_FATTET, tid, imdi, post, liste, utsokingsdato=dag)
        senere = land.etter(tid, 3, 20)
        if senere <= land.naa and land.skjer(OPPHEVET):
            self._opphev(post, senere)
            self._trekk(post, liste, senere)
            return True
        if senere <= land.naa and land.skjer(TAKKET_NEI):
            self._takk_nei(post, senere)
        elif not land.skjer(UTEN_DATO):
            self.utfall.bosett(kommune, post, tid)
        return False

    def _takk_nei(self, post: Post, tid: datetime) -> None:
        """B-057: the place is free; then the household finds a home alone, or the case ends."""
        self._opphev(post, tid)
        post.sett(**UTEN_KOMMUNE)
        slutt = self.land.rng.choice([S.TAKKET_NEI, S.SELVBOSATT, S.AVSLUTTET])
        post.sett(tilstand=S.TAKKET_NEI if slutt == S.AVSLUTTET else slutt, avsluttet_grunn="takket_nei")
        if slutt == S.AVSLUTTET:
            self.utfall.avslutt(post.hus.medlemmer, S.TAKKET_NEI, tid, Avslutningsgrunn.TAKKET_NEI)

    # ---- back, and out
    def _trekk(self, post: Post, liste: dict[str, Any], tid: datetime) -> None:
        """B-039."""
        for linje in post.linjer:
            self.utfall.ta_linje(linje, tid)
        self._logg(H.SAK_TRUKKET, tid, self.land.ansatte.bosetter, post, liste, grunn=TATT)
        self._send_tilbake(post, tid)

    def _trekk_hele(self, liste: dict[str, Any], tid: datetime) -> None:
        imdi = self.land.ansatte.bosetter.pk
        liste |= {"tilstand": Listetilstand.TRUKKET, "trukket_tid": tid, "trukket_av_id": imdi, "trukket_grunn": TATT}

    def _send_tilbake(self, post: Post, tid: datetime) -> None:
        post.sett(**UTEN_KOMMUNE)
        post.sett(tilstand=S.BOSETTINGSKLAR)
        post.hus.ledig_fra = tid

    def _opphev(self, post: Post, tid: datetime) -> None:
        for vedtak in post.vedtak:
            self.utfall.opphev(vedtak, tid)

    # ---- events
    def _logg(
        self, hva: Hendelsestype, tid: datetime, av: Hvem, post: Post, liste: dict[str, Any], **data: Any
    ) -> None:
        for en in post.hus.medlemmer:
            hendelser.logg(self.inn, hva, tid, av, en.gjelder, liste["kommune_id"], liste=liste["nummer"], **data)

    def _logg_liste(
        self,
        hva: Hendelsestype,
        tid: datetime,
        av: Hvem,
        liste: dict[str, Any],
        kommune: Landkommune | None,
        **data: Any,
    ) -> None:
        gjelder = (Fordelingsliste._meta.model_name or "", liste["id"], liste["nummer"])
        hendelser.logg(self.inn, hva, tid, av, gjelder, kommune.pk if kommune else None, **data)


def _frys(post: Post) -> None:
    """B-034: the facts by the function that a list is sent with."""
    etter_sak = {en.pk: en for en in post.hus.medlemmer}
    for linje in post.linjer:
        en = etter_sak[linje["sak_id"]]
        sak: Any = SimpleNamespace(
            **en.sak, person=SimpleNamespace(**en.person), kartlegging=SimpleNamespace(**en.kartlegging)
        )
        linje["fakta"] = fakta_om(sak)
