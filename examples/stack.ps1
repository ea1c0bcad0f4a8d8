#requires -Version 7.4

<#
.SYNOPSIS
A stack from its first deployment to its removal: what would change, a change in place, a service that goes.

.DESCRIPTION
Deploys two services with a network and a config to a swarm, scales one and drops the other, and shows before each step what it will do.
Everything it makes is called after -Name and is gone at the end.

.PARAMETER HostAddress
A manager of a swarm. By default the engine that DockerPS uses anyway.

.PARAMETER Image
An image with a shell, which the nodes have or can pull.

.PARAMETER Name
The name of the stack.

.EXAMPLE
./stack.ps1 -Image alpine
#>
[CmdletBinding()]
param(
    [string] $HostAddress,
    [string] $Image = 'alpine',
    [string] $Name = 'stackexample'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module DockerPS)) { Import-Module (Join-Path $PSScriptRoot '../DockerPS.psd1') }

$engine = $HostAddress ? @{ HostAddress = $HostAddress } : @{}
# The image is taken as it is, from a registry or not.
$deploy = $engine + @{ Name = $Name; ResolveImage = 'Never' }

$compose = @"
services:
  greeter:
    image: $Image
    command: sh -c 'cat /etc/greeting; echo; exec sleep 1000000'
    stop_grace_period: 0s
    configs: [{ source: greeting, target: /etc/greeting }]
    networks: [inside]
    deploy: { replicas: 1, endpoint_mode: dnsrr }
  helper:
    image: $Image
    command: sleep 1000000
    stop_grace_period: 0s
    networks: [inside]
    deploy: { endpoint_mode: dnsrr }
networks:
  inside:
configs:
  greeting: { content: Good morning from a stack }
"@

try {
    'What a first deployment makes:'
    $compose | Deploy-DockerStack @deploy -Plan | ForEach-Object { "  $_" }
    $stack = $compose | Deploy-DockerStack @deploy
    "It runs: $($stack.Replicas) tasks of $($stack.Services) services"
    Get-DockerServiceLog "${Name}_greeter" @engine

    # Three greeters, and no helper any more.
    $changed = ($compose -replace 'replicas: 1', 'replicas: 3') -replace '(?s)  helper:.*?(?=networks:\r?\n  inside)'
    'What the change does:'
    $changed | Deploy-DockerStack @deploy -Prune -Plan | Where-Object Action -ne None | ForEach-Object { "  $_ $($_.Changes)" }
    $stack = $changed | Deploy-DockerStack @deploy -Prune
    "It runs: $($stack.Replicas) tasks of $($stack.Services) services"
    $stack | Get-DockerTask -DesiredState running | ForEach-Object { "  $($_.Name) on $($_.Node): $($_.State)" }
}
finally {
    Get-DockerStack $Name* @engine | Where-Object Name -eq $Name | Remove-DockerStack
}
