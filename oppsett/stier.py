"""Where things are: everything made at set-up lies in ignored folders inside the checkout."""

from pathlib import Path

ROT = Path(__file__).resolve().parent.parent
VENV = ROT / ".venv"
PYTHON = VENV / "bin" / "python"
DATA = ROT / ".data"
LOGG = DATA / "logg"
STEMPLER = DATA / "stempler"
PAKKER = DATA / "pakker"
NODE_MODULES = ROT / "node_modules"
TREDJEPART = ROT / "static" / "tredjepart"
