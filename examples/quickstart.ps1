#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
The main job of DockerPS, step by step: build, run, look, exec, stop, tag, push, pull, remove.

.DESCRIPTION
Shows each command and the objects that it returns, on the engine that DOCKER_HOST, DOCKER_CONTEXT or docker's own settings
name. Needs no internet where the engine has an image busybox or alpine, or this machine a static busybox. Everything that it
makes carries a name of its own, and is removed at the end, also after a failure; what it pushed stays in the registry.

.PARAMETER Registry
The address of a registry (host:port) that the engine may push to. Without it a registry is run as a container for the time of
the demo; where its image cannot be had, push and pull are left out.

.EXAMPLE
./examples/quickstart.ps1

.EXAMPLE
./examples/quickstart.ps1 -Registry localhost:5000
#>
[CmdletBinding()]
param(
    [string] $Registry
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module (Join-Path $PSScriptRoot '../DockerPS.psd1')

$name = "quickstart-$PID"
$app = "dockerps-$($name):1.0"
$folder = Join-Path ([IO.Path]::GetTempPath()) "dockerps-$name"

# Prints the command as it stands in this file, and runs it in this scope, so that what it assigns stays.
function Write-Step {
    param([string] $Title, [scriptblock] $Code)

    $lines = $Code.ToString().Trim() -split '\r?\n' -replace '^ {4,8}'
    Write-Information "`n$($PSStyle.Foreground.BrightBlack)# $Title$($PSStyle.Reset)" -InformationAction Continue
    Write-Information "PS> $($lines -join "`n>>  ")" -InformationAction Continue
}

function Test-StaticBusyBox {
    param([string] $Path)

    # A static program names no dynamic loader.
    $head = [byte[]]::new(4096)
    $file = [IO.File]::OpenRead($Path)
    try { $null = $file.Read($head, 0, $head.Length) } finally { $file.Dispose() }
    [Text.Encoding]::Latin1.GetString($head) -notmatch '/ld-(linux|musl)'
}

# An image with a shell to build on, by the nearest means.
function Get-BaseImage {
    foreach ($candidate in 'busybox:latest', 'alpine:latest') {
        if (Get-Image $candidate -ErrorAction Ignore) { return $candidate }
    }

    $program = Get-Command busybox -CommandType Application -ErrorAction Ignore | Select-Object -First 1
    if (-not $program -or -not (Test-StaticBusyBox $program.Path)) {
        $null = Receive-Image busybox:latest
        $script:made += 'busybox:latest'
        return 'busybox:latest'
    }

    $base = "dockerps-$($name)-base:1"
    $context = New-Item -ItemType Directory (Join-Path $folder 'base')
    Copy-Item $program.Path (Join-Path $context 'busybox')
    Set-Content (Join-Path $context 'Dockerfile') @'
FROM scratch
COPY busybox /bin/busybox
RUN ["/bin/busybox", "--install", "-s", "/bin"]
CMD ["/bin/sh"]
'@
    $null = New-Image $context -Tag $base -InformationAction SilentlyContinue
    $script:made += $base
    $base
}

# Where the registry of this run is, or nothing; one that it starts itself is removed with the rest.
function Resolve-Registry {
    param([string] $Given)

    if ($Given) { return $Given }

    $port = Get-Random -Minimum 20000 -Maximum 30000
    $had = Get-Image registry:2 -ErrorAction Ignore
    try {
        $null = Invoke-Container registry:2 -Detach -Name "$name-registry" -Publish "127.0.0.1:$($port):5000"
    }
    catch {
        Write-Warning "No registry: $($_.Exception.Message) Push and pull are left out; give one with -Registry."
        return
    }
    finally {
        if (-not $had) { $script:made += 'registry:2' }
    }

    "127.0.0.1:$port"
}

$made = @($app)
try {
    $null = New-Item -ItemType Directory $folder

    Write-Step 'Which engine is it?' ($code = { Get-DockerVersion })
    . $code | Out-Host

    $base = Get-BaseImage

    Write-Step 'Build an image: a Dockerfile in a folder' ($code = {
        Set-Content "$folder/Dockerfile" @"
FROM $base
ARG GREETING=hello
RUN mkdir -p /www && echo "`$GREETING from DockerPS" > /www/index.html
EXPOSE 8080
CMD ["sh", "-c", "echo starting for `$VISITOR; exec httpd -f -v -p 8080 -h /www"]
"@
        New-Image $folder -Tag $app -BuildArgument @{ GREETING = 'Good morning' } -Label @{ purpose = 'demo' }
    })
    . $code | Out-Host

    Write-Step 'Run it, with a published port, an environment and a health check' ($code = {
        $ask = 'printf "GET / HTTP/1.0\r\n\r\n" | nc 127.0.0.1 8080'
        $web = Invoke-Container $app -Detach -Name $name -Publish 127.0.0.1::8080 -Environment @{ VISITOR = 'you' } `
            -HealthCommand "$ask | grep -q DockerPS" -HealthInterval 1s
        $web
    })
    . $code | Out-Host

    Write-Step 'Wait until it is healthy' ($code = {
        $web | Wait-Container -For Healthy -Timeout 60
    })
    . $code | Out-Host

    Write-Step 'List it' ($code = {
        Get-Container -Label purpose=demo -State Running
    })
    . $code | Out-Host

    Write-Step 'Run a command in it' ($code = {
        Invoke-ContainerCommand $name -ShellCommand $ask
    })
    . $code | Out-Host

    Write-Step 'Its log: strings that know their time and stream' ($code = {
        Get-Container $name | Get-ContainerLog -Tail 3 | Select-Object Timestamp, Stream, @{ Name = 'Line'; Expression = { "$_" } }
    })
    . $code | Out-Host

    Write-Step 'A container as a filter in a pipeline' ($code = {
        'three', 'short', 'lines' | Invoke-Container $app -AutoRemove -Command wc, -l
    })
    . $code | Out-Host

    Write-Step 'Stop it and remove it; -WhatIf would only tell' ($code = {
        $web | Stop-Container -Timeout 1 -PassThru
        $web | Remove-Container -WhatIf
        $web | Remove-Container
    })
    . $code | Out-Host

    $target = Resolve-Registry $Registry
    if ($target) {
        $pushed = "$target/dockerps-$($name):1.0"
        $made += $pushed
        Write-Step 'Tag it for a registry and push it' ($code = {
            Get-Image $app | Push-Image -As $pushed
        })
        . $code | Out-Host

        Write-Step 'Remove it here' ($code = {
            Remove-Image $pushed, $app -PassThru
        })
        . $code | Out-Host

        Write-Step 'Pull it back' ($code = {
            Receive-Image $pushed
        })
        . $code | Out-Host
    }

    Write-Step 'Remove the image' ($code = {
        Get-Image "*dockerps-$($name):*" | Remove-Image
    })
    . $code | Out-Host
}
finally {
    Get-Container $name, "$name-registry" -ErrorAction Ignore | Remove-Container -Force -Volume -ErrorAction Continue
    $made | Where-Object { Get-Image $_ -ErrorAction Ignore } | Remove-Image -Force -ErrorAction Continue
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
}
