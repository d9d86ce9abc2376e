"""What the database itself does for the two logs (security.md §8, B-091). In it, so that no way around the services
is a way around this: a line can be added, and a line of the access log only at the end of its chain.

The owner of the tables can open them for a transaction (`imdinett.logg_aapen`); nobody else can. It is done by the
deletion of lines that have been kept long enough, and by whoever moves the database.
"""

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

TABELLER = ("imdinett_hendelse", "imdinett_innsyn", "imdinett_kjedehode")
FUNKSJONER = ("imdinett_kjedehode_laas(text[])", "imdinett_innsyn_slett(text, bigint, bigint)")
AAPNE = "select set_config('imdinett.logg_aapen', 'ja', true)"
LUKK = "select set_config('imdinett.logg_aapen', '', true)"

_AAPEN = """
create or replace function imdinett_logg_aapen(tabell oid) returns boolean language sql stable as $$
    select coalesce(current_setting('imdinett.logg_aapen', true), '') = 'ja'
       and pg_has_role(current_user, (select relowner from pg_class where oid = tabell), 'usage')
$$
"""

_URORT = """
create or replace function imdinett_logg_urort() returns trigger language plpgsql as $$
begin
    if not imdinett_logg_aapen(tg_relid) then
        raise exception '%: en linje i loggen kan ikke endres eller slettes', tg_table_name
            using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$
"""

# A head only goes forward: it is moved by the trigger below, after a line.
_HODE = """
create or replace function imdinett_kjedehode_fram() returns trigger language plpgsql as $$
begin
    if (new.kjede <> old.kjede or new.siste_nr <= old.siste_nr) and not imdinett_logg_aapen(tg_relid) then
        raise exception 'et kjedehode går bare fram' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$
"""

_LAAS = """
create or replace function imdinett_kjedehode_laas(kjeder text[]) returns setof imdinett_kjedehode
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into imdinett_kjedehode (kjede, siste_nr, siste_hash)
    select k, 0, repeat('0', 64) from unnest(kjeder) k
     where not exists (select 1 from imdinett_kjedehode h where h.kjede = k)
     order by k
    on conflict do nothing;
    return query select h.* from imdinett_kjedehode h where h.kjede = any (kjeder) order by h.kjede for update;
end $$
"""

# Once for each statement, whether it is of one line or of twenty thousand.
_KJED = """
create or replace function imdinett_innsyn_kjed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    feil text;
begin
    select n.kjede || ' ' || n.nr into feil
      from (select kjede, nr, forrige_hash, lag(nr) over w as foran, lag(hash) over w as hash_foran
              from nye window w as (partition by kjede order by nr)) n
      left join imdinett_kjedehode h on h.kjede = n.kjede
     where n.nr is distinct from coalesce(n.foran, h.siste_nr) + 1
        or n.forrige_hash is distinct from coalesce(n.hash_foran, h.siste_hash)
     limit 1;
    if feil is not null then
        raise exception 'innsynsloggen: linje % følger ikke den siste i kjeden', feil
            using errcode = 'integrity_constraint_violation';
    end if;
    update imdinett_kjedehode h set siste_nr = s.nr, siste_hash = s.hash
      from (select distinct on (kjede) kjede, nr, hash from nye order by kjede, nr desc) s
     where h.kjede = s.kjede;
    return null;
end $$
"""

# The line that says what is deleted must be there before anything is, and nothing younger than the shortest time that
# a line is kept can go. A day's slack is for the calendar, which the setting counts in Norway.
_SLETT = """
create or replace function imdinett_innsyn_slett(hvilken text, fra bigint, til bigint) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    antall bigint;
begin
    if not exists (
        select 1 from imdinett_innsyn a
         where a.kjede = hvilken and a.slettet_fra <= fra and a.slettet_til >= til
           and (a.slettet_til > til
                or a.slettet_hash = (select s.hash from imdinett_innsyn s where s.kjede = hvilken and s.nr = til))
    ) then
        raise exception 'innsynsloggen: ingen linje sier at % % til % slettes', hvilken, fra, til
            using errcode = 'insufficient_privilege';
    end if;
    if exists (
        select 1 from imdinett_innsyn i
         where i.kjede = hvilken and i.nr between fra and til
           and i.tid > now() - make_interval(years => {aar}) + interval '1 day'
    ) then
        raise exception 'innsynsloggen: oppbevaringstiden for % % til % er ikke ute', hvilken, fra, til
            using errcode = 'insufficient_privilege';
    end if;
    perform set_config('imdinett.logg_aapen', 'ja', true);
    delete from imdinett_innsyn i where i.kjede = hvilken and i.nr between fra and til;
    get diagnostics antall = row_count;
    perform set_config('imdinett.logg_aapen', '', true);
    return antall;
end $$
"""

_TRIGGERE = (
    *(
        f"create or replace trigger {tabell}_urort before {naar} on {tabell} "
        "for each statement execute function imdinett_logg_urort()"
        for tabell, naar in (
            ("imdinett_hendelse", "update or delete or truncate"),
            ("imdinett_innsyn", "update or delete or truncate"),
            ("imdinett_kjedehode", "delete or truncate"),
        )
    ),
    "create or replace trigger imdinett_kjedehode_fram before update on imdinett_kjedehode "
    "for each row execute function imdinett_kjedehode_fram()",
    "create or replace trigger imdinett_innsyn_kjed after insert on imdinett_innsyn "
    "referencing new table as nye for each statement execute function imdinett_innsyn_kjed()",
)


def legg_paa(forbindelse: BaseDatabaseWrapper) -> None:
    """Functions and triggers as they are now; the same again changes nothing. As the owner of the tables.

    `databaseroller` does it anew after each migration, since the shortest time a line is kept is a setting.
    """
    sett_oppbevaring(forbindelse)
    with forbindelse.cursor() as markor:
        for setning in (_AAPEN, _URORT, _HODE, _LAAS, _KJED, *_TRIGGERE):
            markor.execute(setning)
        for funksjon in FUNKSJONER:
            markor.execute(f"revoke execute on function {funksjon} from public")


def sett_oppbevaring(forbindelse: BaseDatabaseWrapper) -> None:
    aar = min(aar for _fra, aar in settings.INNSYNSLOGG_OPPBEVARES_AAR)
    with forbindelse.cursor() as markor:
        markor.execute(_SLETT.format(aar=int(aar)))


def ta_av(forbindelse: BaseDatabaseWrapper) -> None:
    with forbindelse.cursor() as markor:
        for tabell in TABELLER:
            for navn in ("urort", "fram", "kjed"):
                markor.execute(f"drop trigger if exists imdinett_{navn} on {tabell}")
                markor.execute(f"drop trigger if exists {tabell}_{navn} on {tabell}")
        for funksjon in (
            *FUNKSJONER,
            "imdinett_innsyn_kjed()",
            "imdinett_kjedehode_fram()",
            "imdinett_logg_urort()",
            "imdinett_logg_aapen(oid)",
        ):
            markor.execute(f"drop function if exists {funksjon}")


def kan_endre(forbindelse: BaseDatabaseWrapper) -> bool:
    """The role behind the connection has more rights on a log than to read it and add to it. One query."""
    with forbindelse.cursor() as markor:
        markor.execute(
            "select bool_or(has_table_privilege(current_user, tabell, 'update, delete, truncate'))"
            " from unnest(%s::text[]) tabell",
            [list(TABELLER)],
        )
        return bool(markor.fetchone()[0])
