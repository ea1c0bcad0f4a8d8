BeforeDiscovery {
    $hasEngine = [bool] $env:DOCKERPS_TEST_ENGINE
    $hasRegistry = [bool] $env:DOCKERPS_TEST_REGISTRY
}

BeforeAll {
    Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
}

Describe 'Search, manifests and clearing up, without an engine' {
    It 'knows docker''s words for them' {
        (Get-Alias Search-Image, Prune-Image, Prune-DockerBuildCache).ResolvedCommand.Name | Should -Be Find-Image, Clear-Image, Clear-DockerBuildCache
    }

    It 'completes the types of build cache records' {
        (TabExpansion2 'Get-DockerBuildCache -Type s').CompletionMatches.CompletionText | Should -Be source.local, source.git.checkout
    }

    It 'refuses more results than docker gives' {
        { Find-Image x -Limit 101 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'reads sizes and times as docker writes them' {
        { Clear-DockerBuildCache -KeepStorage 10gb -Until 24h -HostAddress unix:///no/such.sock -Force } | Should -Throw -ErrorId 'EngineUnreachable,*'
        { Clear-DockerBuildCache -KeepStorage much } | Should -Throw
        { Clear-Image -Until yesterday } | Should -Throw
    }
}

Describe 'Clearing up on a real engine' -Skip:(-not $hasEngine) {
    BeforeAll {
        $image = $env:DOCKERPS_TEST_IMAGE
        $name = "dockerps-query-$PID"
        $label = "dockerps.query=$PID"
        Connect-Docker $env:DOCKERPS_TEST_ENGINE
    }

    AfterAll {
        Get-Image "$name*" | Remove-Image -Force
        Disconnect-Docker
    }

    It 'lists what would go, and removes that' {
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman decides by rules of its own what dangles' }
        $lines = "FROM $image", "LABEL $label $env:DOCKERPS_TEST_LABEL"
        $lines + 'RUN echo one > /x' | New-Image -Tag "$($name):1" -InformationAction Ignore | Out-Null
        $lines + 'RUN echo two > /x' | New-Image -Tag "$($name):1" -InformationAction Ignore | Out-Null
        $before = (Get-Image -Label $label -Dangling $true).Id
        $before | Should -Not -BeNullOrEmpty
        Clear-Image -Label $label -WhatIf | Should -BeNullOrEmpty
        (Get-Image -Label $label -Dangling $true).Id | Should -Be $before
        $result = Clear-Image -Label $label -Force
        $result | Should -BeOfType DockerPS.PruneResult
        $result.Kind | Should -Be Image
        $result.Deleted | Should -Contain @($before)[0]
        Get-Image -Label $label -Dangling $true | Should -BeNullOrEmpty
        (Get-Image "$($name):1").Reference | Should -Be "$($name):1"
        $result | Out-String | Should -Match 'Image +\d'
        (Clear-Image -All -Label $label -Until (Get-Date).AddDays(-1) -Force).Count | Should -Be 0
        (Clear-Image -All -Label $label -Force).Untagged | Should -Contain "$($name):1"
    }

    It 'shows the build cache and its sum' {
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman has no build cache of its own' }
        $usage = Get-DockerBuildCache -Summary
        $usage.Count | Should -BeGreaterOrEqual 0
        $usage | Out-String -Width 200 | Should -Match 'Reclaimable'
        @(Get-DockerBuildCache -Type nothing).Count | Should -Be 0
    }

    It 'has the label and the time on its siblings, too' {
        (Clear-Container -Label $label -Until 1h -Force).Count | Should -Be 0
        (Clear-DockerNetwork -Label $label -Until 1h -WhatIf) | Should -BeNullOrEmpty
        (Get-Command Clear-DockerVolume).Parameters.Keys | Should -Contain Label
        (Get-Command Clear-DockerVolume).Parameters.Keys | Should -Not -Contain Until
    }
}

Describe 'Manifests in a real registry' -Skip:(-not ($hasEngine -and $hasRegistry)) {
    BeforeAll {
        $reference = "$env:DOCKERPS_TEST_REGISTRY/dockerps-query-$($PID):1"
        Connect-Docker $env:DOCKERPS_TEST_ENGINE
        $pushed = Push-Image $env:DOCKERPS_TEST_IMAGE -As $reference
    }

    AfterAll {
        Get-Image $reference | Remove-Image
        Disconnect-Docker
    }

    It 'tells the digest, the platform and the pinned reference' {
        $manifest = Get-ImageManifest $reference
        $manifest.Digest | Should -Be $pushed.Digest
        $manifest.Platforms | Should -HaveCount 1
        "FROM $manifest" | Should -Be "FROM $($env:DOCKERPS_TEST_REGISTRY)/dockerps-query-$PID@$($pushed.Digest)"
        $manifest | Out-String -Width 200 | Should -Match 'Reference +Kind +Digest'
        (Get-Image $reference | Get-ImageManifest).Digest | Should -Be $pushed.Digest
    }

    It 'says what is not there' {
        { Get-ImageManifest "$($reference)0" -ErrorAction Stop } | Should -Throw -ErrorId 'ManifestNotFound,*'
    }
}
