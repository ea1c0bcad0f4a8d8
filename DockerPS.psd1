@{
    RootModule           = 'bin/net8.0/DockerPS.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '2ff8266a-68b6-47e1-8f5d-6c26b91e7e9c'
    Author               = 'DockerPS maintainers'
    CompanyName          = 'DockerPS maintainers'
    Copyright            = '(c) DockerPS maintainers. MIT licence.'
    Description          = 'The Docker Engine as PowerShell: typed objects and pipelines over the Engine API, without docker.exe.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'

    # Without this line the types of the engine client are unknown to scripts until something returns one.
    RequiredAssemblies   = @('bin/net8.0/DockerPS.Engine.dll')
    TypesToProcess       = @('bin/net8.0/DockerPS.types.ps1xml')
    FormatsToProcess     = @(
        'bin/net8.0/Connection.format.ps1xml'
        'bin/net8.0/Container.format.ps1xml'
        'bin/net8.0/ContainerFile.format.ps1xml'
        'bin/net8.0/ContainerOutput.format.ps1xml'
        'bin/net8.0/ContainerStatistics.format.ps1xml'
        'bin/net8.0/Image.format.ps1xml'
        'bin/net8.0/Network.format.ps1xml'
        'bin/net8.0/Prune.format.ps1xml'
        'bin/net8.0/Volume.format.ps1xml'
    )

    FunctionsToExport    = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Connect-Docker'
        'Disconnect-Docker'
        'Get-DockerConnection'
        'Test-DockerConnection'
        'Get-DockerVersion'
        'Get-DockerInfo'
        'Get-DockerObject'
        'Get-DockerContext'
        'Use-DockerContext'
        'Get-Container'
        'New-Container'
        'Invoke-Container'
        'Start-Container'
        'Stop-Container'
        'Send-ContainerSignal'
        'Remove-Container'
        'Wait-Container'
        'Restart-Container'
        'Suspend-Container'
        'Resume-Container'
        'Rename-Container'
        'Update-Container'
        'Clear-Container'
        'Get-ContainerPort'
        'Get-ContainerChange'
        'Get-ContainerLog'
        'Get-ContainerProcess'
        'Get-ContainerStat'
        'Invoke-ContainerCommand'
        'Get-ContainerFile'
        'Copy-ContainerFile'
        'Enter-Container'
        'Connect-Container'
        'Export-Container'
        'ConvertTo-Image'
        'Get-Image'
        'New-Image'
        'Remove-Image'
        'Receive-Image'
        'Push-Image'
        'Add-ImageTag'
        'Export-Image'
        'Import-Image'
        'Get-ImageHistory'
        'Get-DockerNetwork'
        'New-DockerNetwork'
        'Remove-DockerNetwork'
        'Connect-DockerNetwork'
        'Disconnect-DockerNetwork'
        'Clear-DockerNetwork'
        'Get-DockerVolume'
        'New-DockerVolume'
        'Remove-DockerVolume'
        'Clear-DockerVolume'
    )
    AliasesToExport      = @(
        'Create-Container'
        'Run-Container'
        'Kill-Container'
        'Exec-Container'
        'Prune-Container'
        'Pause-Container'
        'Unpause-Container'
        'Attach-Container'
        'Build-Image'
        'Pull-Image'
        'Tag-Image'
        'Save-Image'
        'Load-Image'
        'Create-DockerNetwork'
        'Prune-DockerNetwork'
        'Create-DockerVolume'
        'Prune-DockerVolume'
        'Commit-Container'
    )

    PrivateData          = @{
        PSData = @{
            Tags         = @('docker', 'container', 'containers', 'image', 'devops', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md in the module folder.'
        }
    }
}
