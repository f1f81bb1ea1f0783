<#
.SYNOPSIS
Installe planmo et son complément Excel pour l'utilisateur courant. Il ne faut que Python 3.11 ou plus récent.

.DESCRIPTION
Clic droit > Exécuter avec PowerShell. Rien n'est écrit hors du dossier de l'utilisateur ; aucun droit d'administrateur n'est demandé.
Relancer le script met planmo à jour. Pour désinstaller : planmo addin uninstall, puis supprimer le dossier %LOCALAPPDATA%\planmo.
#>
$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$place = Join-Path $env:LOCALAPPDATA 'planmo'
$python = Join-Path $place 'Scripts\python.exe'

function Stop-With([string] $sentence) {
    Write-Host ''
    Write-Host $sentence -ForegroundColor Yellow
    Read-Host "Appuyez sur Entrée pour fermer"
    exit 1
}

function Find-Python {
    foreach ($candidate in @(@('py', '-3'), @('python'), @('python3'))) {
        $command, $arguments = $candidate[0], @($candidate | Select-Object -Skip 1)
        if (-not (Get-Command $command -ErrorAction SilentlyContinue)) { continue }
        # « python » peut n'être qu'une porte vers le Store : seul un Python qui répond compte
        $version = & $command @arguments -c 'import sys; print(sys.version_info >= (3, 11))' 2>$null
        if ($LASTEXITCODE -eq 0 -and $version -eq 'True') { return , $candidate }
    }
    return $null
}

if (Get-Process -Name EXCEL -ErrorAction SilentlyContinue) {
    Stop-With "Excel est ouvert. Fermez toutes ses fenêtres, puis relancez ce script."
}
if (-not (Test-Path $python)) {
    $found = Find-Python
    if ($null -eq $found) {
        Stop-With "Python 3.11 ou plus récent n'est pas sur ce poste. Installez-le depuis python.org (cochez « Add python.exe to PATH »), puis relancez ce script."
    }
    Write-Host 'Préparation du dossier de planmo…'
    $command, $arguments = $found[0], @($found | Select-Object -Skip 1)
    & $command @arguments -m venv $place
    if ($LASTEXITCODE -ne 0) { Stop-With "L'environnement Python n'a pas pu être créé dans $place. Vérifiez la place sur le disque et vos droits." }
}
Write-Host 'Installation de planmo (quelques minutes la première fois)…'
& $python -m pip install --quiet --disable-pip-version-check --upgrade $here
if ($LASTEXITCODE -ne 0) { Stop-With "L'installation s'est arrêtée. Vérifiez l'accès à internet ; derrière un proxy d'entreprise, demandez au service informatique la valeur de HTTPS_PROXY." }
& (Join-Path $place 'Scripts\planmo.exe') addin install
if ($LASTEXITCODE -ne 0) { Stop-With "planmo est installé, mais le diagnostic ci-dessus demande un geste de votre part. Relancez ensuite ce script." }
Read-Host "C'est prêt : ouvrez Excel, l'onglet « planmo » y est. Appuyez sur Entrée pour fermer"
