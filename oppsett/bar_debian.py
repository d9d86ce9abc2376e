"""An empty Debian in a folder, with Python, venv and make only, that reaches the registries as this machine does."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from oppsett.debpakker import hent
from oppsett.feil import Oppsettfeil
from oppsett.kommando import les
from oppsett.pipvalg import pip_valg
from oppsett.si import si
from oppsett.stier import DATA, ROT

UTGAVE = "bookworm"
PAKKER = "python3,python3-venv,make"
GRUNN = DATA / "ny-maskin" / "grunn"
BRUKER = "prove"
APT = ("sources.list", "sources.list.d", "auth.conf.d", "apt.conf.d", "keyrings", "trusted.gpg.d", "preferences.d")
SERTIFIKATER = Path("/etc/ssl/certs/ca-certificates.crt")
GJENNOM = re.compile(
    r"^(PIP_|UV_|NPM_CONFIG_|SSL_CERT_|NODE_EXTRA_CA_CERTS$)|_CA_BUNDLE$|^(HTTPS?|NO|ALL)_PROXY$", re.IGNORECASE
)


def lag(maal: Path) -> None:
    """A fresh copy at `maal`; the base is made once."""
    if not (GRUNN / "ferdig").exists():
        _debootstrap()
    si("kopierer den tomme maskinen")
    maal.parent.mkdir(parents=True, exist_ok=True)
    les("cp", "-a", "--reflink=auto", GRUNN / "rot", maal)
    _nettverk(maal)
    les("chroot", maal, "useradd", "--create-home", "--shell", "/bin/bash", BRUKER)
    for hjem in (maal / "root", maal / "home" / BRUKER):
        _legg_prosjektet(hjem / "imdinett")
        (hjem / ".npmrc").write_text(_npm_oppsett())
    (maal / "root").chmod(0o700)
    les("chroot", maal, "chown", "-R", f"{BRUKER}:{BRUKER}", f"/home/{BRUKER}")


def monter(maal: Path) -> None:
    """Only in a mount namespace of our own: everything is gone when we end."""
    les("mount", "-t", "proc", "proc", maal / "proc")
    (maal / "dev/shm").mkdir(exist_ok=True)
    les("mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", maal / "dev/shm")
    for mappe in _lokale_registre():
        (maal / mappe.relative_to("/")).mkdir(parents=True, exist_ok=True)
        les("mount", "--rbind", mappe, maal / mappe.relative_to("/"))


def miljo(hjem: str) -> dict[str, str]:
    """What a new log-in has, and how the registries are reached."""
    egne = {"HOME": hjem, "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    return egne | {navn: verdi for navn, verdi in os.environ.items() if GJENNOM.search(navn)}


def _debootstrap() -> None:
    program, egne = shutil.which("debootstrap"), {}
    if not program:
        pakke = hent("debootstrap", "debootstrap")
        program, egne = str(pakke / "usr/sbin/debootstrap"), {"DEBOOTSTRAP_DIR": str(pakke / "usr/share/debootstrap")}
    si("lager en tom Debian 12 med debootstrap")
    shutil.rmtree(GRUNN, ignore_errors=True)
    GRUNN.mkdir(parents=True)
    valg = ("--variant=minbase", f"--include={PAKKER}", UTGAVE)
    les(program, *valg, GRUNN / "rot", _speil(), miljo=dict(os.environ) | egne)
    (GRUNN / "ferdig").touch()


def _speil() -> str:
    """The address that this machine's apt has for the release; none is written into the project."""
    linjer = les("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", f"Codename: {UTGAVE}")
    if not linjer:
        raise Oppsettfeil(f"apt på denne maskinen har ingen kilde for {UTGAVE}.")
    return linjer.splitlines()[0]


def _nettverk(maal: Path) -> None:
    for navn in APT:
        kilde, til = Path("/etc/apt") / navn, maal / "etc/apt" / navn
        if kilde.is_dir():
            shutil.copytree(kilde, til, dirs_exist_ok=True)
        elif kilde.is_file():
            shutil.copy(kilde, til)
    for fil in (Path("/etc/resolv.conf"), Path("/etc/hosts"), SERTIFIKATER):
        if fil.exists():
            til = maal / fil.relative_to("/")
            til.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(fil, til)
    (maal / "etc/pip.conf").write_text(_pip_oppsett())


def _pip_oppsett() -> str:
    """How the registries are reached, and nothing of where or which versions this machine installs."""
    egne = {"user", "target", "prefix", "constraint", "requirement"}
    valg = {navn: verdi for navn, verdi in pip_valg().items() if navn not in egne}
    return "[global]\n" + "".join(f"{navn} = {verdi}\n" for navn, verdi in valg.items())


def _lokale_registre() -> list[Path]:
    """Folders that pip's configuration points to, as an address or as a path; an index has its files beside it."""
    ord_ = " ".join(pip_valg().values()).split()
    stier = [Path(o.removeprefix("file://")) for o in ord_ if o.startswith(("file://", "/"))]
    return list({sti.parent if sti.name == "simple" else sti: None for sti in stier if sti.is_dir()})


def _npm_oppsett() -> str:
    """The user's and the machine's own lines; without npm here there is nothing to pass on."""
    npm = shutil.which("npm")
    if not npm:
        return ""
    filer = [Path(les(npm, "config", "get", navn)) for navn in ("globalconfig", "userconfig")]
    return "".join(fil.read_text().rstrip() + "\n" for fil in filer if fil.is_file())


def _legg_prosjektet(maal: Path) -> None:
    """A clean clone's content: what HEAD has, nothing of what lies around."""
    maal.mkdir(parents=True)
    with subprocess.Popen(["git", "archive", "HEAD"], cwd=ROT, stdout=subprocess.PIPE) as arkiv:
        utpakket = subprocess.run(["tar", "-x", "-C", str(maal)], stdin=arkiv.stdout, check=False)
    if arkiv.returncode or utpakket.returncode:
        raise Oppsettfeil("git archive av HEAD feilet.")
