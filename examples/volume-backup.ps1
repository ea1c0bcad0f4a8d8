#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Saves volumes to archives, and puts archives back into volumes.

.DESCRIPTION
A volume has no interface of its own: it is mounted into a container that is never started, and its files are copied through
that. So nothing runs on the engine, the image may be any that is there, and containers that use the volume go on; one that
writes meanwhile can leave a file half written in the archive, so stop a database first, or use its own backup.

.PARAMETER Volume
The volumes to save, by name; wildcards are allowed. With -Restore the one to put the archive into, which is made where it is missing.

.PARAMETER Path
The folder that gets one archive for each volume, <name>.tar. With -Restore the archive.

.PARAMETER Restore
Puts the archive into the volume: its files replace those of the same names, others stay.

.PARAMETER Image
Any image that the engine has. By default the first one that it lists.

.EXAMPLE
./examples/volume-backup.ps1 shop-* /backup

Saves every volume whose name begins with shop- to /backup/<name>.tar.

.EXAMPLE
./examples/volume-backup.ps1 shop-data /backup/shop-data.tar -Restore -Confirm
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)]
    [SupportsWildcards()]
    [string[]] $Volume,

    [Parameter(Mandatory, Position = 1)]
    [string] $Path,

    [switch] $Restore,

    [string] $Image
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../DockerPS.psd1')

if (-not $Image) {
    $Image = Get-Image | Select-Object -First 1 -ExpandProperty Id
    if (-not $Image) { throw 'The engine has no image: pull one, or name one with -Image.' }
}

# The engine mounts volumes into containers that were never started, too, when files are copied.
function Use-Volume {
    param([string] $Name, [switch] $ReadOnly, [scriptblock] $Copy)

    $mount = @{ Type = 'volume'; Source = $Name; Target = '/volume'; ReadOnly = [bool] $ReadOnly }
    $container = New-Container $Image -Mount $mount -Pull never -Command true -WhatIf:$false -Confirm:$false
    try { & $Copy $container }
    finally { $container | Remove-Container -WhatIf:$false -Confirm:$false }
}

if ($Restore) {
    if ($Volume.Count -ne 1) { throw 'One archive goes into one volume: name one.' }
    if ($PSCmdlet.ShouldProcess($Volume[0], "Put the files of $Path into the volume")) {
        if (-not (Get-DockerVolume $Volume[0] -ErrorAction Ignore)) { $null = New-DockerVolume $Volume[0] }
        Use-Volume $Volume[0] { param($container) Copy-ContainerFile -InFile $Path -ToContainer $container -Destination /volume }
    }

    return
}

$null = New-Item -ItemType Directory $Path -Force
foreach ($one in Get-DockerVolume $Volume) {
    $archive = Join-Path $Path "$($one.Name).tar"
    if ($PSCmdlet.ShouldProcess($archive, "Save the volume $($one.Name)")) {
        Use-Volume $one.Name -ReadOnly { param($container) Copy-ContainerFile /volume/. -FromContainer $container -OutFile $archive }
        Get-Item $archive
    }
}
