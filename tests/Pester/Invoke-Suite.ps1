#requires -Version 7.4

<#
.SYNOPSIS
Runs the Pester suites of this folder and writes what came out as JSON.

.DESCRIPTION
`dotnet test` starts this in a process of its own; by hand, `Invoke-Pester tests/Pester` does. The suites find the module in
$env:DOCKERPS_MODULE, or else in the source tree, and real engines in $env:DOCKERPS_TEST_* where there are any.

.PARAMETER OutFile
The JSON file. Exit code 3 says that there is no Pester 5.
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $OutFile)

# No strict mode: the suites would run under it, and users' shells do not.
$ErrorActionPreference = 'Stop'

if (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge ([version] '5.0'))) { exit 3 }
Import-Module Pester -MinimumVersion 5.0

function Get-ErrorText {
    param($Item)

    # A failed BeforeAll stands in the block, not in the tests that it kept from running.
    $text = @(foreach ($record in @($Item.ErrorRecord)) { "$($record.DisplayErrorMessage)`n$($record.DisplayStackTrace)" })
    $block = $Item.Block
    while ($null -ne $block) {
        foreach ($record in @($block.ErrorRecord)) { $text += "$($block.ExpandedPath): $($record.DisplayErrorMessage)`n$($record.DisplayStackTrace)" }
        $block = $block.Parent
    }

    $text -join "`n"
}

# What Set-ItResult gives as the reason, or the condition of the -Skip in the line of the test or of a block around it.
function Get-SkipReason {
    param($Test)

    $because = $Test.ErrorRecord | ForEach-Object { $_.Exception.Message -replace '^is skipped(, because )?' } | Select-Object -First 1
    if ($because) { return $because }

    for ($item = $Test; $item.ScriptBlock; $item = $item.Block ?? $item.Parent) {
        $lines = Get-Content -LiteralPath $item.ScriptBlock.File
        if ($lines[$item.StartLine - 1] -notmatch '-Skip:(?<condition>.+?)(?= -ForEach| \{$)') { continue }

        # A variable says little; the line that makes it says more.
        $condition = $Matches.condition
        $made = "^\s*$([regex]::Escape($condition)) = "
        return "where $(($lines -match $made -replace $made | Select-Object -First 1) ?? $condition)"
    }
}

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$run = Invoke-Pester -Configuration $configuration

@{
    Tests      = @(foreach ($test in $run.Tests) {
            @{
                File   = [IO.Path]::GetFileName($test.ScriptBlock.File)
                Line   = $test.StartLine
                Name   = $test.ExpandedPath
                Result = $test.Result
                Text   = $test.Result -eq 'Skipped' ? (Get-SkipReason $test) : (Get-ErrorText $test)
            }
        })
    Containers = @(foreach ($container in $run.FailedContainers) {
            @{ File = [IO.Path]::GetFileName("$($container.Item)"); Text = @($container.ErrorRecord).ForEach{ "$($_.Exception.Message)" } -join "`n" }
        })
} | ConvertTo-Json -Depth 5 | Set-Content -LiteralPath $OutFile -Encoding utf8NoBOM
