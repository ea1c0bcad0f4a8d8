# One side of the measurement: does on demand what DockerPS or the raw exchange does, and tells how long it took.
# A request is a line of JSON on standard input, an answer a line of JSON on standard output behind a mark.
param(
    [Parameter(Mandatory)] [string] $Manifest,
    [Parameter(Mandatory)] [string] $RawAssembly,
    [Parameter(Mandatory)] [string] $Address,
    [Parameter(Mandatory)] [string] $Mark
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module $Manifest
Add-Type -Path $RawAssembly
$raw = [DockerPS.Bench.Raw.RawEngine]::new($Address)

$operations = @{
    'compose'      = {
        param($file, [int] $times)
        for ($i = 0; $i -lt $times; $i++) { Resolve-DockerComposeFile $file | Out-Null }
    }
    'list'         = {
        param($label, [int] $times)
        for ($i = 0; $i -lt $times; $i++) { Get-Container -Label $label | Out-Null }
    }
    'inspect'      = {
        param($label)
        Get-Container -Label $label -Detailed | Out-Null
    }
    'create'       = {
        param($label, $image, [int] $count)
        $names = for ($i = 0; $i -lt $count; $i++) { [DockerPS.Bench.Raw.RawEngine]::ContainerName($label, $i) }
        New-Container -Name $names -Label $label -Image $image -Command true | Out-Null
    }
    'remove'       = {
        param($label)
        Get-Container -Label $label | Remove-Container -Force
    }
    'logs-objects' = {
        param($name)
        Get-ContainerLog $name | Out-Null
    }
    'logs-raw'     = {
        param($name)
        Get-ContainerLog $name -Raw | Out-Null
    }
    'logs-file'    = {
        param($name, $path)
        Get-ContainerLog $name -OutFile $path
    }
    'exec'         = {
        param($name, [int] $times)
        for ($i = 0; $i -lt $times; $i++) { Invoke-ContainerCommand $name true | Out-Null }
    }
    'exec-many'    = {
        param($label)
        Get-Container -Label $label | Invoke-ContainerCommand -Command true | Out-Null
    }
    'services'     = {
        param($label, [int] $times)
        for ($i = 0; $i -lt $times; $i++) { Get-DockerService -Label $label | Out-Null }
    }
    'stack'        = {
        param($name, $file)
        Deploy-DockerStack $name -Path $file -Detach -ResolveImage Never -WarningAction Ignore | Out-Null
    }
    'stats'        = {
        param($label)
        Get-Container -Label $label | Get-ContainerStat | Out-Null
    }
    'restart'      = {
        param($label)
        Get-Container -Label $label | Restart-Container -Timeout 0
    }
    'copy-in'      = {
        param($name, $folder, $file)
        Copy-ContainerFile $file "${name}:$folder"
    }
    'copy-out'     = {
        param($name, $path, $file)
        Copy-ContainerFile "${name}:$path" $file
    }
    'export'       = {
        param($name, $file)
        Export-Container $name -OutFile $file
    }
    'image-save'   = {
        param($name, $file)
        Export-Image $name -OutFile $file
    }
    'image-load'   = {
        param($file)
        Import-Image $file | Out-Null
    }
    'push'         = {
        param($repository, $tag)
        Push-Image "${repository}:$tag" | Out-Null
    }
    'pull'         = {
        param($repository, $tag)
        Receive-Image "${repository}:$tag" | Out-Null
    }
    'build'        = {
        param($tag, $folder)
        New-Image $folder -Tag $tag 6>$null | Out-Null
    }
    'build-kit'    = {
        param($tag, $folder)
        New-Image $folder -Tag $tag -Builder BuildKit 6>$null | Out-Null
    }
}

while ($null -ne ($line = [Console]::In.ReadLine())) {
    $request = $line | ConvertFrom-Json
    $words = [string[]] @($request.Arguments)
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    try {
        if ($request.IsRaw) {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $raw.Run($request.Operation, $words)
        }
        else {
            $operation = $operations[$request.Operation]
            $watch = [Diagnostics.Stopwatch]::StartNew()
            & $operation @words
        }

        $watch.Stop()
        $answer = @{ Seconds = $watch.Elapsed.TotalSeconds; Peak = [Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 }
    }
    catch {
        $answer = @{ Error = "$($_.Exception.Message)" }
    }

    [Console]::Out.WriteLine($Mark + (ConvertTo-Json $answer -Compress))
}
