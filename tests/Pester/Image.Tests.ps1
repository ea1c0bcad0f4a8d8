BeforeDiscovery {
    $hasEngine = [bool] $env:DOCKERPS_TEST_ENGINE
    $hasRegistry = [bool] $env:DOCKERPS_TEST_REGISTRY
}

BeforeAll {
    Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
}

Describe 'Images on a real engine' -Skip:(-not $hasEngine) {
    BeforeAll {
        $image = $env:DOCKERPS_TEST_IMAGE
        $name = "dockerps-pester-$PID"
        Connect-Docker $env:DOCKERPS_TEST_ENGINE
    }

    AfterEach {
        Get-Image "$($name)*", "*/$($name)*" | Remove-Image -Force
    }

    AfterAll {
        Disconnect-Docker
    }

    It 'tags, lists and removes by one reference each' {
        Add-ImageTag $image "$($name):1", "$($name):2"
        (Get-Image $name).Reference | Sort-Object | Should -Be "$($name):1", "$($name):2"
        Get-Image "$($name):1" | Remove-Image
        (Get-Image "$name*").Reference | Should -Be "$($name):2"
    }

    It 'returns nothing unless it is asked to' {
        Add-ImageTag $image "$($name):1" | Should -BeNullOrEmpty
        Remove-Image "$($name):1" | Should -BeNullOrEmpty
        (Add-ImageTag $image "$($name):1" -PassThru).Reference | Should -Be "$($name):1"
        (Remove-Image "$($name):1" -PassThru).Untagged | Should -Be "$($name):1"
    }

    It 'has docker''s words as aliases' {
        Tag-Image $image "$($name):1"
        (Get-Image "$($name):1").Reference | Should -Be "$($name):1"
        (Get-Command Pull-Image).ResolvedCommand.Name | Should -Be 'Receive-Image'
    }

    It 'takes -Connection beside -Name, and beside nothing' {
        $connection = Get-DockerConnection -Default
        (Get-Image $image -Connection $connection).Reference | Should -Be $image
        (Get-Image -Connection $connection).Reference | Should -Contain $image
        { Remove-Image "$name-*" -Connection $connection } | Should -Not -Throw
    }

    It 'finds images by id, by a part of it, and by an object' {
        $id = (Get-Image $image).Id
        (Get-Image $id).Reference | Should -Contain $image
        (Get-Image $id.Substring(7, 12)).Reference | Should -Contain $image
        (Get-Image $image | Get-Image).Reference | Should -Be $image
        (Get-Image $image -Detailed).Layers | Should -Not -BeNullOrEmpty
    }

    It 'comes back from JSON, CSV and a list in a variable by the same reference' {
        Add-ImageTag $image "$($name):1", "$($name):2", "$($name):3", "$($name):4"
        Get-Image "$($name):1" | ConvertTo-Json | ConvertFrom-Json | Remove-Image
        Get-Image "$($name):2" | ConvertTo-Csv | ConvertFrom-Csv | Remove-Image
        (Get-Image $name).Reference | Sort-Object | Should -Be "$($name):3", "$($name):4"
        $rest = @(Get-Image $name)
        Remove-Image $rest
        Get-Image "$name*" | Should -BeNullOrEmpty
    }

    It 'removes nothing with -WhatIf, even with -Force' {
        Add-ImageTag $image "$($name):1"
        Remove-Image "$($name):1" -Force -WhatIf
        (Get-Image "$($name):1").Reference | Should -Be "$($name):1"
    }

    It 'reports an unknown image as not found, and a wildcard without matches not at all' {
        Get-Image "$($name):nope" -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -BeLike 'ImageNotFound,*'
        Get-Image "$name*" -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'pushes under one name, and says so where several are given' {
        { Push-Image $image -As "$($name):1", "$($name):2" } | Should -Throw "*One is taken, and 2 were given: $($name):1, $($name):2. *ForEach-Object*"
        Get-Image $image | Push-Image -As { 'a', 'b' } -ErrorAction SilentlyContinue -ErrorVariable problem
        "$problem" | Should -BeLike '*2 were given: a, b.*'
        Get-Image "$name*" | Should -BeNullOrEmpty
    }

    It 'says which container uses an image that cannot go' {
        Add-ImageTag $image "$($name):1"
        $container = New-Container "$($name):1"
        try {
            Remove-Image "$($name):1" -ErrorVariable problem -ErrorAction SilentlyContinue
            if ($problem) { $problem.Exception.Message | Should -BeLike "*$($container.Id.Substring(0, 12))*" }
            else { (Get-Image $image).Reference | Should -Be $image }
        }
        finally {
            Remove-Container $container.Id -Force
        }
    }

    It 'shows the columns of docker images' {
        $shown = Get-Image $image | Out-String -Width 120
        $shown | Should -Match 'Engine: '
        $shown | Should -Match 'Repository\s+Tag\s+Id\s+Created\s+Size'
        $shown | Should -Match '[0-9a-f]{12}\s+\d+ \w+ ago\s+[\d.]+[kMG]B'
    }

    It 'completes references' {
        $line = "Remove-Image $($image.Substring(0, 2))"
        # An answer that takes longer than a completion may is none.
        $patience = [Diagnostics.Stopwatch]::StartNew()
        do { $found = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
        until ($found -contains $image -or $patience.Elapsed.TotalSeconds -gt 30)
        $found | Should -Contain $image
    }

    Context 'with a registry' -Skip:(-not $hasRegistry) {
        BeforeAll {
            $remote = "$($env:DOCKERPS_TEST_REGISTRY)/$name"
        }

        It 'pushes under another name and pulls it back with the same digest' {
            $pushed = Get-Image $image | Push-Image -As "$($remote):1"
            $pushed.Reference | Should -Be "$($remote):1"
            $pushed.Digest | Should -Match '^sha256:[0-9a-f]{64}$'
            Remove-Image "$($remote):1"
            $pulled = Receive-Image "$($remote):1"
            $pulled.GetType().Name | Should -Be 'ImageDetail'
            $pulled.Digest | Should -Be $pushed.Digest
        }

        It 'makes the name of each image by a script block' {
            Add-ImageTag $image "$($name):1", "$($name):2"
            $pushed = Get-Image $name | Push-Image -As { "$($remote):x$($_.Tag)" }
            $pushed.Reference | Sort-Object | Should -Be "$($remote):x1", "$($remote):x2"
        }

        It 'pushes and pulls nothing with -WhatIf' {
            Push-Image $image -As "$($remote):whatif" -WhatIf | Should -BeNullOrEmpty
            Get-Image "$($remote):*" | Should -BeNullOrEmpty
            Receive-Image "$($remote):whatif" -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty
        }
    }

    Context 'with a registry that wants a password' -Skip:(-not $env:DOCKERPS_TEST_REGISTRY_AUTH) {
        BeforeAll {
            $remote = "$($env:DOCKERPS_TEST_REGISTRY_AUTH)/$($name):1"
        }

        It 'takes the password of -Credential' {
            $password = [Net.NetworkCredential]::new('', $env:DOCKERPS_TEST_REGISTRY_PASSWORD).SecurePassword
            $credential = [pscredential]::new($env:DOCKERPS_TEST_REGISTRY_USER, $password)
            (Push-Image $image -As $remote -Credential $credential).Reference | Should -Be $remote
        }

        It 'refuses a wrong one with advice' {
            $credential = [pscredential]::new('dps', [Net.NetworkCredential]::new('', 'wrong').SecurePassword)
            Push-Image $image -As $remote -Credential $credential -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problem.FullyQualifiedErrorId | Should -BeLike 'RegistryUnauthorized,*'
            $problem.ErrorDetails.RecommendedAction | Should -BeLike "*$env:DOCKERPS_TEST_REGISTRY_AUTH*"
        }

        It 'takes the password that config.json holds' {
            $before = $env:DOCKER_CONFIG
            $env:DOCKER_CONFIG = Join-Path $TestDrive 'config'
            try {
                $null = New-Item -ItemType Directory $env:DOCKER_CONFIG
                $pair = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($env:DOCKERPS_TEST_REGISTRY_USER):$($env:DOCKERPS_TEST_REGISTRY_PASSWORD)"))
                @{ auths = @{ $env:DOCKERPS_TEST_REGISTRY_AUTH = @{ auth = $pair } } } | ConvertTo-Json -Depth 4 | Set-Content (Join-Path $env:DOCKER_CONFIG 'config.json')
                (Push-Image $image -As $remote).Reference | Should -Be $remote
            }
            finally {
                $env:DOCKER_CONFIG = $before
            }
        }
    }
}
