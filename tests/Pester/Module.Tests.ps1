BeforeAll {
    $manifest = $env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1')
    $declared = Import-PowerShellDataFile $manifest
    $module = Import-Module $manifest -PassThru
}

Describe 'The module' {
    It 'imports by its manifest with the version that it declares' {
        $module.Name | Should -Be 'DockerPS'
        $module.Version | Should -Be $declared.ModuleVersion
    }

    It 'exports the cmdlets that the manifest names, and no others' {
        $module.ExportedCmdlets.Keys | Sort-Object | Should -Be ($declared.CmdletsToExport | Sort-Object)
    }

    It 'exports the aliases that the manifest names, and no others' {
        $module.ExportedAliases.Keys | Sort-Object | Should -Be ($declared.AliasesToExport | Sort-Object)
    }

    It 'leads every alias to a cmdlet of its own' {
        $module.ExportedAliases.Values.ResolvedCommand.ModuleName | Sort-Object -Unique | Should -Be 'DockerPS'
    }
}

Describe 'The engine of the real-engine tests' -Skip:(-not $env:DOCKERPS_TEST_ENGINE) {
    It 'is the default of this process' {
        $env:DOCKER_HOST | Should -Be $env:DOCKERPS_TEST_ENGINE
    }
}
