"""What the image needs beside the code: python -m oppsett.bygg, after npm ci and the Python packages."""

from oppsett.oversettelser import kompiler
from oppsett.ressurser import kopier
from oppsett.statisk import samle
from oppsett.stier import NODE_MODULES, TREDJEPART

if __name__ == "__main__":
    kopier(NODE_MODULES, TREDJEPART)
    kompiler()
    samle()
