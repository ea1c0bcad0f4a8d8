#requires -Version 7.4

<#
.SYNOPSIS
Analyses scripts by PSScriptAnalyzer, where there is one, and ends with 1 when it finds something.
#>
[CmdletBinding()]
param([Parameter(Mandatory, ValueFromRemainingArguments)] [string[]] $Path)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
    'script analysis: skipped, pwsh has no PSScriptAnalyzer'
    exit 0
}

$settings = Join-Path $PSScriptRoot 'PSScriptAnalyzerSettings.psd1'
$findings = @(foreach ($file in $Path) { Invoke-ScriptAnalyzer -Path $file -Settings $settings })
$findings | ForEach-Object { '{0}:{1}: {2} {3}' -f $_.ScriptPath, $_.Line, $_.RuleName, $_.Message }
'script analysis: {0} findings in {1} files' -f $findings.Count, $Path.Count
exit [int]($findings.Count -gt 0)
