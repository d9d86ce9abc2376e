"""What users can choose e-mail for in bosetting (W-01)."""

from django.utils.translation import gettext_lazy as _

from imdinett.tilgang.rettighet import Rettighet as R
from imdinett.varsel import temaer
from imdinett.varsel.temaer import Tema


def registrer() -> None:
    temaer.registrer(
        Tema(
            "fordeling",
            _("Fordelingslister"),
            _(
                "En liste er sendt, svarfristen er nær eller gått ut, en sak er trukket, noen har takket nei, eller "
                "det er spurt eller svart om en liste."
            ),
            frozenset({R.FORDELING_BESVAR, R.BOSETTINGSDATO_SKRIV}),
            10,
        ),
        Tema(
            "anmodning",
            _("Anmodning og vedtak"),
            _("Kommunens vedtak mangler, eller det er foreslått eller svart om plasser til enslige mindreårige."),
            frozenset({R.KOMMUNEVEDTAK_SKRIV, R.ANMODNING_SKRIV}),
            20,
        ),
        Tema(
            "innmelding",
            _("Innmeldinger"),
            _("IMDi har svart på en bolig, en bestemt person eller kapasitet som kommunen har meldt inn."),
            frozenset({R.INNMELDING_SKRIV}),
            22,
        ),
        Tema(
            "tidsplan",
            _("Tidsplan"),
            _("IMDi ber om en tidsplan for bosettingen, eller minner om den."),
            frozenset({R.INNMELDING_SKRIV}),
            25,
        ),
        Tema(
            "ankomst",
            _("Ankomst"),
            _("IMDi har bekreftet når og hvor noen kommer."),
            frozenset({R.FORDELING_BESVAR}),
            30,
        ),
        Tema(
            "kartlegging",
            _("Kartlegging"),
            _("IMDi har sendt tilbake en kartlegging."),
            frozenset({R.KARTLEGGING_SKRIV}),
            32,
        ),
        Tema(
            "avstemming",
            _("Avstemming"),
            _("IMDi minner om å avstemme tallet på bosatte i et kvartal."),
            frozenset({R.BOSETTINGSDATO_SKRIV}),
            35,
        ),
        Tema(
            "rapport",
            _("Rapporter"),
            _("En rapport du har bestilt, er klar."),
            frozenset({R.RAPPORT_LES}),
            40,
        ),
    )
