#!/bin/sh
# Installe planmo et son complément Excel pour l'utilisateur courant d'un Mac. Il ne faut que Python 3.11 ou plus récent.
# Double-clic dans le Finder. Relancer le script met planmo à jour.
# Pour désinstaller : planmo addin uninstall, puis supprimer ~/Library/Application Support/planmo.
here=$(cd "$(dirname "$0")" && pwd)
place="$HOME/Library/Application Support/planmo"
python="$place/bin/python"

stop_with() {
    printf '\n%s\n' "$1"
    printf 'Appuyez sur Entrée pour fermer. '
    read -r _
    exit 1
}

find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 /opt/homebrew/bin/python3 /usr/local/bin/python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
}

if pgrep -xq "Microsoft Excel"; then
    stop_with "Excel est ouvert. Quittez-le (Cmd+Q), puis relancez ce script."
fi
if [ ! -x "$python" ]; then
    found=$(find_python)
    [ -n "$found" ] || stop_with "Python 3.11 ou plus récent n'est pas sur ce Mac. Installez-le depuis python.org, puis relancez ce script."
    echo "Préparation du dossier de planmo…"
    "$found" -m venv "$place" || stop_with "L'environnement Python n'a pas pu être créé dans $place. Vérifiez la place sur le disque."
fi
echo "Installation de planmo (quelques minutes la première fois)…"
"$python" -m pip install --quiet --disable-pip-version-check --upgrade "$here" ||
    stop_with "L'installation s'est arrêtée. Vérifiez l'accès à internet, puis relancez ce script."
"$place/bin/planmo" addin install ||
    stop_with "planmo est installé, mais le diagnostic ci-dessus demande un geste de votre part. Relancez ensuite ce script."
printf "C'est prêt : ouvrez Excel, l'onglet « planmo » y est. Appuyez sur Entrée pour fermer. "
read -r _
