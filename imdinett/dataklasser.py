"""The class of each field in the core (security.md §3). What the classes are: `kjerne/dataklasse.py`.

The names of those who work with the cases are internal: they stand in events, lists and letters.
"""

from typing import Final

from imdinett.kjerne.dataklasse import Feltklasser, felt

DATAKLASSER: Final[dict[str, Feltklasser]] = {
    # ---- kommune
    "Fylke": felt(d0="nummer navn orgnr"),
    "Kommune": felt(
        d0="nummer navn visningsnavn navn_offisielt sortering fylke orgnr maalform folketall folketall_dato "
        "sentralitet nettsted gyldig_til",
        d1="id",
    ),
    "Kommunenummer": felt(d0="kommune nummer navn gyldig_fra gyldig_til", d1="id"),
    "Etterfolger": felt(d0="gammel ny dato", d1="id"),
    # What is drawn on a map: open data.
    "Kommunegrenser": felt(d0="gyldig_fra kilde lisens stier plasser avtrykk", d1="id lastet_tid"),
    "Kontaktinformasjon": felt(
        d0="kommune adresselinje postnummer poststed postmottak telefon",
        d1="id kontaktperson registrert_tid registrert_av",
    ),
    "Databehandleravtale": felt(
        d1="id kommune versjon signert_dato signert_av referanse dokument registrert_tid registrert_av opphevet_tid "
        "opphevet_av"
    ),
    # Where a mottak lies is open; that somebody lives there is the person's (Sak.mottak).
    "Enhet": felt(d0="navn type kommune overordnet", d1="id"),
    # ---- bruker, tilgang
    "Bruker": felt(
        d1="id last_login is_superuser uuid epost navn telefon sprak farger opprettet_tid stengt_tid stengt_av "
        "stengt_grunn groups user_permissions",
        hemmelig="password",
    ),
    "Kommunetilgang": felt(d1="id permission user content_object"),
    "Enhetsmedlem": felt(d1="id bruker enhet rolle"),
    # ---- hendelse: `data` is old and new values, never who somebody is (B-034)
    "Hendelse": felt(
        d1="id tid type bruker bruker_navn rolle kommune gjelder_type gjelder_id gjelder_navn request_id ip", d2="data"
    ),
    # A purpose is written by hand, and a sentence may hold it.
    "Innsyn": felt(
        d1="id tid bruker_id bruker_navn enhet rolle kommune_id handling utfall person_id person_ider saksnummer "
        "del_av kilde request_id ip kjede nr forrige_hash hash slettet_fra slettet_til slettet_hash",
        d3="formaal beskrivelse",
        d5="gradering",
    ),
    "Kjedehode": felt(d1="kjede siste_nr siste_hash"),
    # ---- web
    "Engangsnokkel": felt(d1="id bruker nokkel tid videre_til"),
    "Uttak": felt(d1="id bruker hva tid"),
    # A saved filter: what is chosen in a list, never what was searched for.
    "Lagretutvalg": felt(d1="id uuid eier kommune side navn sporring delt lagret_tid"),
    "Standardutvalg": felt(d1="id bruker side utvalg"),
    # Whatever somebody typed, encrypted.
    "Skjemautkast": felt(d1="id uuid bruker adresse mottakere tid", d4="innhold"),
    # ---- opplasting: a file's name can say who it is about
    "Opplasting": felt(
        d1="id uuid kommune rettighet type storrelse sha256 tilstand funn lastet_opp_tid lastet_opp_av skannet_tid",
        d3="filnavn",
    ),
    # ---- utboks, brev: a letter to a person holds the person's name and address
    "Forsendelse": felt(
        d1="id uuid nokkel kanal slag tittel kommune gjelder_type gjelder_id sprak tilstand opprettet_tid opprettet_av "
        "forsok neste_forsok vekket_tid sender_tid sendt_tid ukjent_tid spurt_tid feil ekstern_id ekstern_status "
        "ekstern_status_tid erstatter",
        d3="mottaker_navn mottaker innhold",
    ),
    "Brevfil": felt(d1="id forsendelse sha256 malversjon laget_tid", d3="pdf"),
    "Oversettelse": felt(
        d0="slag sprak tittel forbehold tekst norsk prove",
        d1="id versjon revisjon tilstand skrevet_tid skrevet_av godkjent_tid godkjent_av trukket_tid trukket_av "
        "trukket_grunn",
    ),
    # ---- varsel: a line is the subject of an e-mail, so it says of nobody who it is
    "Varselvalg": felt(d1="id bruker tema epost"),
    "Brukervarsel": felt(d1="id bruker kommune nokkel tema tekst lenke tid epost lest_tid oppsummert_tid"),
    # ---- loggkontroll
    "Kontrolluke": felt(d1="id mandag laget_tid frist_dato"),
    "Kontrollrad": felt(d1="id uke kommune enhet bruker person_id saksnummer aarsaker antall forste_tid"),
    "Vurdering": felt(d1="id rad kommune versjon utfall vurdert_tid vurdert_av", d3="begrunnelse"),
    "Oppslagsalarm": felt(
        d1="id slag dag kommune enhet bruker person_id saksnummer antall vanlig meldt_tid",
    ),
    "Kjedekontroll": felt(d1="id startet_tid ferdig_tid kjeder linjer antall_funn"),
    "Kjedefunn": felt(d1="id kontroll slag kjede fra_nr til_nr"),
    "Hodeliste": felt(d1="id laget_tid antall tekst sendt_til"),
    "Skjermingsleder": felt(d1="id bruker grunn valgt_tid valgt_av avsluttet_tid avsluttet_av"),
    # ---- henvendelse: the theme is chosen, the rest is written by hand
    "Henvendelse": felt(
        d1="id nummer kommune tema rettighet gjelder_type gjelder_id gjelder_navn tilstand opprettet_tid opprettet_av "
        "ansvarlig forste_svar_tid tur_siden lukket_tid lukket_av",
        d3="emne",
    ),
    "Innlegg": felt(d1="id henvendelse kommune part skrevet_tid skrevet_av vedlegg", d3="tekst"),
    # ---- forvaltning
    "Invitasjon": felt(
        d1="id uuid bruker kommune sendt_tid sendt_av utloper_tid brukt_tid kansellert_tid", hemmelig="nokkel_sha256"
    ),
    "Melding": felt(
        d0="tittel_nb tittel_nn tekst_nb tekst_nn slag sted maalgruppe vises_fra vises_til",
        d1="id opprettet_tid opprettet_av",
    ),
    # ---- overtakelse: the old system's rows
    "Overtakelse": felt(
        d1="id uuid slag filnavn sha256 avtrykk tilstand antall_inn antall_kjent antall_avvist mangler tall "
        "lastet_opp_tid lastet_opp_av bedt_tid bedt_av stans lest_tid lest_av renset_tid",
        d4="innhold",
    ),
    "Overtakelsesrad": felt(d1="id overtakelse linje grunn", d4="innhold forskjeller"),
    # ---- tilgangsnokkel
    "Tilgangsnokkel": felt(
        d1="id uuid kommune navn omfang kjennetegn opprettet_tid opprettet_av utloper_tid brukt_tid tilbakekalt_tid "
        "tilbakekalt_av",
        hemmelig="nokkel_sha256",
    ),
}
