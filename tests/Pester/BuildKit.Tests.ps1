BeforeAll {
    Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
}

Describe 'New-Image with either builder' {
    BeforeAll {
        $script:Context = Join-Path $TestDrive 'app'
        $null = New-Item -ItemType Directory $Context
        Set-Content (Join-Path $Context 'Dockerfile') "FROM scratch AS files`nCOPY a.txt /`nFROM files AS last`nCOPY a.txt /b.txt"
        Set-Content (Join-Path $Context 'a.txt') 'a'
    }

    It 'completes stages of the Dockerfile, builders and limits' {
        Push-Location $Context
        try {
            $line = 'New-Image . -Target '
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'files', 'last'
        }
        finally {
            Pop-Location
        }

        $line = "New-Image -LiteralPath '$Context' -Target l"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'last'
        $line = 'New-Image . -Builder B'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'BuildKit'
        $line = 'New-Image . -Ulimit nof'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be "'nofile='"
    }

    It 'has its parameters under the names of docker' {
        $parameters = (Get-Command New-Image).Parameters
        foreach ($alias in 't', 'f', 'q', 'm', 'o', 'rm', 'BuildArg', 'ShmSize', 'IidFile') {
            $parameters.Values.Where({ $_.Aliases -contains $alias }).Count | Should -Be 1 -Because $alias
        }
    }

    It 'returns an image that goes on in the pipeline' -Skip:(-not $env:DOCKERPS_TEST_ENGINE) {
        $image = New-Image $Context -Quiet -Label $env:DOCKERPS_TEST_LABEL -Tag 'dps-build-pester:1'
        try {
            $image | Should -BeOfType DockerPS.BuiltImage
            $image.Steps.Count | Should -BeGreaterThan 2
            ($image | Out-String) | Should -Match 'dps-build-pester:1\s.*(BuildKit|Classic)'
            ($image.Steps | Out-String) | Should -Match 'COPY a.txt /b.txt'
            ($image | Format-List | Out-String) | Should -Match '(?s)Tags\s+: dps-build-pester:1.*Builder\s+: (BuildKit|Classic).*Steps\s+: \d+ \(\d+ cached\)'
            $restored = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($image))
            ($restored | Format-List | Out-String) | Should -Match 'Tags\s+: dps-build-pester:1'
            ($image | Get-Image).Reference | Should -Be $image.Reference
        }
        finally {
            $image | Remove-Image -Force
        }
    }

    It 'shows a failed build with the lines of its Dockerfile' -Skip:(-not $env:DOCKERPS_TEST_ENGINE) {
        Set-Content (Join-Path $Context 'Dockerfile.bad') "FROM $env:DOCKERPS_TEST_IMAGE`n`nRUN echo last words; \`n    exit 7"
        New-Image $Context -File Dockerfile.bad -Quiet -Label $env:DOCKERPS_TEST_LABEL -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'BuildFailed,*'
        $failed[0].Exception.Code | Should -Be 7
        $failed[0].Exception.Line | Should -Be 3
        $failed[0].Exception.LastLines | Should -Be 'last words'
        ($failed[0] | Out-String) | Should -Match 'exit 7'
    }

    It 'takes a secret from a SecureString and shows it nowhere' -Skip:(-not $env:DOCKERPS_TEST_ENGINE) {
        if ($env:DOCKERPS_TEST_PODMAN) {
            Set-ItResult -Skipped -Because 'podman has no BuildKit'
            return
        }

        $secret = @{ token = [Net.NetworkCredential]::new('', 'sesame').SecurePassword }
        $said = "FROM $env:DOCKERPS_TEST_IMAGE", 'RUN --mount=type=secret,id=token wc -c < /run/secrets/token' |
            New-Image -Secret $secret -NoCache -Label $env:DOCKERPS_TEST_LABEL -Verbose -Debug *>&1 | Out-String
        $said | Should -Match '(?m) 6\s*$'
        $said | Should -Not -Match 'sesame'
    }

    It 'writes a result to a folder' -Skip:(-not $env:DOCKERPS_TEST_ENGINE) {
        if ($env:DOCKERPS_TEST_PODMAN) {
            Set-ItResult -Skipped -Because 'podman has no BuildKit'
            return
        }

        $result = New-Image $Context -Output (Join-Path $TestDrive 'out') -Quiet
        $result.Files | Should -HaveCount 2
        Get-Content (Join-Path $TestDrive 'out' 'b.txt') | Should -Be 'a'
    }
}
