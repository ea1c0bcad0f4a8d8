#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Builds, tests, shows, measures or packages DockerPS.

.DESCRIPTION
A thin layer over dotnet: whatever stages the module is MSBuild's, so `dotnet build` and `dotnet test` do the same without
this script.

.PARAMETER Task
Build    builds everything and stages the module in this folder, so that `Import-Module ./DockerPS.psd1` works.
Test     runs the tests that are safe on any machine (`dotnet test`).
Engines  runs the tests that need an engine on newer ones: Docker 28.5 with both image stores, and podman. As root on Linux; see
         tests/engines/all.sh.
Demo     builds, and runs examples/quickstart.ps1 on the engine that is reachable. Where there is none, as root on Linux with
         dockerd installed, it starts a private engine and registry and removes them afterwards.
Bench    runs the benchmarks and puts their table into docs/performance.md.
Package  makes out/DockerPS/<version> and out/DockerPS.<version>.nupkg.

.PARAMETER Configuration
Release, unless you say Debug. Bench is always Release.

.PARAMETER Install
With Demo, on Debian and Ubuntu, where no engine is reachable: installs what a private engine needs (docker.io,
docker-registry, busybox-static) by apt-get.

.PARAMETER System
With Engines: the folder of the Debian system that has the engines. Where there is none yet it is made there by debootstrap.

.EXAMPLE
./build.ps1

Builds the module; then `Import-Module ./DockerPS.psd1`.

.EXAMPLE
./build.ps1 -Task Demo -Install

The main job, from image to container and registry and back, also on a machine that has no docker yet.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Engines', 'Demo', 'Bench', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [switch] $Install,

    [string] $System = (Join-Path ([IO.Path]::GetTempPath()) 'dockerps-engines-forky')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
# Exit codes are looked at here, with a message that says what ended.
$PSNativeCommandUseErrorActionPreference = $false

$root = $PSScriptRoot
$manifest = Join-Path $root 'DockerPS.psd1'
$throwaway = Join-Path $root 'tests/engines/throwaway.sh'
$shell = (Get-Process -Id $PID).Path

function Invoke-Checked {
    param([string] $Program, [string[]] $Arguments)

    if (-not (Get-Command $Program -CommandType Application -ErrorAction Ignore)) {
        throw "'$Program' is not on PATH."
    }

    & $Program @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "'$Program $Arguments' ended with exit code $LASTEXITCODE."
    }
}

function Build-Module {
    Invoke-Checked dotnet 'build', (Join-Path $root 'src/DockerPS/DockerPS.csproj'), '-c', $Configuration, '--nologo', '-v:minimal'
}

# In a process of its own: the module would stay loaded in yours, and its files locked on Windows.
function Test-Engine {
    & $shell -NoProfile -NonInteractive -Command "
        Import-Module '$($manifest.Replace("'", "''"))'
        if (Test-DockerConnection -ErrorAction Ignore) { exit 0 } else { exit 1 }" *> $null
    $LASTEXITCODE -eq 0
}

function Invoke-Quickstart {
    param([string[]] $Arguments = @())

    Invoke-Checked $shell (@('-NoProfile', '-File', (Join-Path $root 'examples/quickstart.ps1')) + $Arguments)
}

function Install-Engine {
    if (-not (Get-Command apt-get -CommandType Application -ErrorAction Ignore)) {
        throw '-Install works where there is apt-get (Debian and Ubuntu). Install docker by the means of your system.'
    }

    $before = $env:DEBIAN_FRONTEND
    try {
        $env:DEBIAN_FRONTEND = 'noninteractive'
        Invoke-Checked apt-get 'update', '-q'
        Invoke-Checked apt-get 'install', '-q', '-y', '--no-install-recommends', 'docker.io', 'docker-registry', 'busybox-static', 'iptables', 'iproute2', 'curl'
    }
    finally {
        $env:DEBIAN_FRONTEND = $before
    }
}

function Assert-CanStartEngine {
    $missing = @(
        if (-not $IsLinux) { 'Linux' }
        elseif ((id -u) -ne '0') { 'root' }
        foreach ($program in 'dockerd', 'docker-registry', 'busybox') {
            if (-not (Get-Command $program -CommandType Application -ErrorAction Ignore)) { $program }
        })
    if ($missing) {
        throw "No engine is reachable, and a private one cannot be started: missing $($missing -join ', '). " +
            'Start docker, set DOCKER_HOST, or, as root on Debian or Ubuntu, add -Install.'
    }
}

function Invoke-DemoOnPrivateEngine {
    $folder = Join-Path ([IO.Path]::GetTempPath()) "dockerps-demo-$PID"
    $names = 'DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_TLS', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_API_VERSION'
    $before = @{}
    foreach ($name in $names) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
    try {
        Write-Information 'No engine is reachable: starting a private engine and registry.' -InformationAction Continue
        $lines = & bash $throwaway start $folder --owner $PID
        if ($LASTEXITCODE -ne 0) { throw 'The private engine did not start; the reason stands above.' }
        $engine = $lines -join "`n" | ConvertFrom-StringData
        foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $null) }
        $env:DOCKER_HOST = $engine.DOCKER_HOST
        Invoke-Quickstart '-Registry', $engine.REGISTRY
    }
    finally {
        foreach ($name in $names) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
        & bash $throwaway stop $folder
    }
}

switch ($Task) {
    'Build' {
        Invoke-Checked dotnet 'build', (Join-Path $root 'DockerPS.slnx'), '-c', $Configuration, '--nologo', '-v:minimal'
    }
    'Test' {
        Invoke-Checked dotnet 'test', (Join-Path $root 'DockerPS.slnx'), '-c', $Configuration, '--nologo'
    }
    'Engines' {
        Invoke-Checked bash (Join-Path $root 'tests/engines/all.sh'), $System
    }
    'Demo' {
        Build-Module
        if (Test-Engine) {
            Invoke-Quickstart
        }
        else {
            if ($Install) { Install-Engine }
            Assert-CanStartEngine
            Invoke-DemoOnPrivateEngine
        }
    }
    'Bench' {
        Invoke-Checked dotnet 'run', '-c', 'Release', '--project', (Join-Path $root 'bench/DockerPS.Bench'), '--', '--out', (Join-Path $root 'docs/performance.md')
    }
    'Package' {
        Invoke-Checked dotnet 'build', (Join-Path $root 'src/DockerPS/DockerPS.csproj'), '-c', $Configuration, '-t:PackageModule', '--nologo', '-v:minimal'
    }
}
