"""allauth's addresses keep allauth's names; those we do not list do not exist."""

from django.urls import URLPattern, URLResolver, path, re_path

from imdinett.forvaltning.views import (
    brukere,
    hjem,
    imdi_brukere,
    imdi_enheter,
    imdi_kommuner,
    innlogging,
    kontakt,
    meldinger,
    ny_bruker,
    profil,
    skjermingsleder,
)
from imdinett.web import loggsider

KONTO: list[URLPattern | URLResolver] = [
    path("konto/logg-inn/", innlogging.Innlogging.as_view(), name="account_login"),
    path("konto/logg-ut/", innlogging.logg_ut, name="account_logout"),
    path("konto/bekreft/", innlogging.BekreftPassord.as_view(), name="account_reauthenticate"),
    path("konto/passord/", innlogging.ByttPassord.as_view(), name="account_change_password"),
    path("konto/glemt-passord/", innlogging.GlemtPassord.as_view(), name="account_reset_password"),
    path("konto/glemt-passord/sendt/", innlogging.glemt_passord_sendt, name="account_reset_password_done"),
    path("konto/nytt-passord/ferdig/", innlogging.nytt_passord_ferdig, name="account_reset_password_from_key_done"),
    re_path(
        r"^konto/nytt-passord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        innlogging.NyttPassord.as_view(),
        name="account_reset_password_from_key",
    ),
    path("konto/kode/", innlogging.Kode.as_view(), name="mfa_authenticate"),
    path("konto/faktorer/", innlogging.faktorer, name="mfa_index"),
    path("konto/faktorer/bekreft/", innlogging.BekreftKode.as_view(), name="mfa_reauthenticate"),
    path("konto/faktorer/app/", innlogging.AktiverApp.as_view(), name="mfa_activate_totp"),
    path("konto/faktorer/app/fjern/", innlogging.FjernApp.as_view(), name="mfa_deactivate_totp"),
    path("konto/faktorer/koder/", innlogging.vis_koder, name="mfa_view_recovery_codes"),
    path("konto/faktorer/koder/nye/", innlogging.lag_koder, name="mfa_generate_recovery_codes"),
    path("konto/faktorer/koder/fil/", innlogging.hent_koder, name="mfa_download_recovery_codes"),
    path("konto/faktorer/nokler/", innlogging.nokler, name="mfa_list_webauthn"),
    path("konto/faktorer/nokler/ny/", innlogging.LeggTilNokkel.as_view(), name="mfa_add_webauthn"),
    path("konto/faktorer/nokler/bekreft/", innlogging.bekreft_med_nokkel, name="mfa_reauthenticate_webauthn"),
    path("konto/faktorer/nokler/logg-inn/", innlogging.logg_inn_med_nokkel, name="mfa_login_webauthn"),
    path("konto/faktorer/nokler/<int:pk>/navn/", innlogging.EndreNokkel.as_view(), name="mfa_edit_webauthn"),
    path("konto/faktorer/nokler/<int:pk>/fjern/", innlogging.FjernNokkel.as_view(), name="mfa_remove_webauthn"),
    path("konto/okter/", innlogging.okter_liste, name="usersessions_list"),
]

EGNE: list[URLPattern | URLResolver] = [
    path("", hjem.Hjem.as_view(), name="hjem"),
    path("min-profil/", profil.MinProfil.as_view(), name="min_profil"),
    path("min-profil/e-post/", profil.EndreEpost.as_view(), name="endre_epost"),
    path("min-profil/e-post/<str:merke>/", profil.BekreftEpost.as_view(), name="bekreft_epost"),
    path("invitasjon/<str:nokkel>/", profil.GodtaInvitasjon.as_view(), name="invitasjon"),
    path("bytt-kommune/", profil.ByttEnhet.as_view(), name="bytt_enhet"),
    path("hendelser/", loggsider.Hendelser.as_view(), name="hendelser"),
    path("innsynslogg/", loggsider.Innsynslogg.as_view(), name="innsynslogg"),
]

BRUKERE: list[URLPattern | URLResolver] = [
    path("brukere/", brukere.Brukere.as_view(), name="brukere"),
    path("brukere/ny/", ny_bruker.Hvem.as_view(), name="bruker_ny"),
    path("brukere/ny/roller/", ny_bruker.Roller.as_view(), name="bruker_ny_roller"),
    path("brukere/ny/se-over/", ny_bruker.SeOver.as_view(), name="bruker_ny_se_over"),
    path("brukere/<uuid:uuid>/", brukere.Brukerside.as_view(), name="bruker"),
    path("brukere/<uuid:uuid>/roller/", brukere.VelgRoller.as_view(), name="bruker_roller"),
    path("brukere/<uuid:uuid>/roller/se-over/", brukere.SeOverRoller.as_view(), name="bruker_roller_se_over"),
    path("brukere/<uuid:uuid>/sensitivt/", brukere.Sensitivt.as_view(), name="bruker_sensitivt"),
    path("brukere/<uuid:uuid>/steng/", brukere.Steng.as_view(), name="bruker_steng"),
    path("brukere/<uuid:uuid>/aapne/", brukere.Aapne.as_view(), name="bruker_aapne"),
    path("brukere/<uuid:uuid>/nullstill/", brukere.NullstillFaktor.as_view(), name="bruker_nullstill"),
    path("brukere/<uuid:uuid>/invitasjon/", brukere.InviterIgjen.as_view(), name="bruker_inviter_igjen"),
    path("kommuner/<str:nummer>/kontakt/", kontakt.Kontakt.as_view(), name="kommune_kontakt"),
]

_K = "imdi/kommuner/<str:nummer>/"
_KB = f"{_K}brukere/<uuid:uuid>/"
IMDI_KOMMUNE: list[URLPattern | URLResolver] = [
    path(f"{_K}brukere/", imdi_kommuner.Brukere.as_view(), name="imdi_brukere"),
    path(f"{_K}administrator/", imdi_kommuner.NyAdministrator.as_view(), name="imdi_administrator_ny"),
    path(f"{_K}avtale/", imdi_kommuner.NyAvtale.as_view(), name="imdi_avtale_ny"),
    path(f"{_K}avtale/<int:pk>/opphev/", imdi_kommuner.OpphevAvtale.as_view(), name="imdi_avtale_opphev"),
    path(_KB, imdi_kommuner.Brukerside.as_view(), name="imdi_bruker"),
    path(f"{_KB}roller/", imdi_kommuner.VelgRoller.as_view(), name="imdi_bruker_roller"),
    path(f"{_KB}roller/se-over/", imdi_kommuner.SeOverRoller.as_view(), name="imdi_bruker_roller_se_over"),
    path(f"{_KB}sensitivt/", imdi_kommuner.Sensitivt.as_view(), name="imdi_bruker_sensitivt"),
    path(f"{_KB}steng/", imdi_kommuner.Steng.as_view(), name="imdi_bruker_steng"),
    path(f"{_KB}aapne/", imdi_kommuner.Aapne.as_view(), name="imdi_bruker_aapne"),
    path(f"{_KB}nullstill/", imdi_kommuner.NullstillFaktor.as_view(), name="imdi_bruker_nullstill"),
    path(f"{_KB}invitasjon/", imdi_kommuner.InviterIgjen.as_view(), name="imdi_bruker_inviter_igjen"),
]

_A = "imdi/brukere/<uuid:uuid>/"
IMDI_ANSATTE: list[URLPattern | URLResolver] = [
    path("imdi/brukere/", imdi_brukere.Ansatte.as_view(), name="imdi_ansatte"),
    path("imdi/brukere/ny/", imdi_brukere.NyAnsatt.as_view(), name="imdi_ansatt_ny"),
    path("imdi/brukere/ny-i-fylke/", imdi_brukere.NyFylkesbruker.as_view(), name="imdi_fylkesbruker_ny"),
    path("imdi/brukere/skjermingsleder/", skjermingsleder.Leder.as_view(), name="imdi_skjermingsleder"),
    path(_A, imdi_brukere.Ansatt.as_view(), name="imdi_ansatt"),
    path(f"{_A}roller/", imdi_brukere.Roller.as_view(), name="imdi_ansatt_roller"),
    path(f"{_A}roller/se-over/", imdi_brukere.SeOverRoller.as_view(), name="imdi_ansatt_roller_se_over"),
    path(f"{_A}steng/", imdi_brukere.Steng.as_view(), name="imdi_ansatt_steng"),
    path(f"{_A}aapne/", imdi_brukere.Aapne.as_view(), name="imdi_ansatt_aapne"),
    path(f"{_A}nullstill/", imdi_brukere.NullstillFaktor.as_view(), name="imdi_ansatt_nullstill"),
    path(f"{_A}invitasjon/", imdi_brukere.InviterIgjen.as_view(), name="imdi_ansatt_inviter_igjen"),
    path(f"{_A}fylke/", imdi_brukere.Fylke.as_view(), name="imdi_ansatt_fylke"),
    path(f"{_A}enhet/", imdi_enheter.Enhetstilgang.as_view(), name="imdi_ansatt_enhet"),
    path("imdi/enheter/", imdi_enheter.Enheter.as_view(), name="imdi_enheter"),
    path("imdi/enheter/ny/", imdi_enheter.NyEnhet.as_view(), name="imdi_enhet_ny"),
    path("imdi/enheter/ny-bruker/", imdi_enheter.NyEnhetsbruker.as_view(), name="imdi_enhetsbruker_ny"),
    path("imdi/meldinger/ny/", meldinger.NyMelding.as_view(), name="imdi_melding_ny"),
    path("imdi/meldinger/<int:pk>/avslutt/", meldinger.AvsluttMelding.as_view(), name="imdi_melding_avslutt"),
]

urlpatterns: list[URLPattern | URLResolver] = [*KONTO, *EGNE, *BRUKERE, *IMDI_KOMMUNE, *IMDI_ANSATTE]
