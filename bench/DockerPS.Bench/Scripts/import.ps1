# In a fresh PowerShell: how long the import takes, and the first command after it.
param(
    [Parameter(Mandatory)] [string] $Manifest,
    [Parameter(Mandatory)] [string] $Mark
)

$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Manifest
$import = $watch.Elapsed.TotalSeconds
$watch.Restart()
Get-Container -Last 1 | Out-Null
$first = $watch.Elapsed.TotalSeconds
$line = @{
    Import = $import
    First  = $first
    Peak   = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
} | ConvertTo-Json -Compress
[Console]::Out.WriteLine($Mark + $line)
