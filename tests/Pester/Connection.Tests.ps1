BeforeDiscovery {
    $noEngine = -not $env:DOCKERPS_TEST_ENGINE
    $noSecond = -not $env:DOCKERPS_TEST_ENGINE2
    $noTls = -not $env:DOCKERPS_TEST_TLS -or -not $env:DOCKERPS_TEST_CERTS
    $noSsh = -not $env:DOCKERPS_TEST_SSH -or -not $env:DOCKERPS_TEST_SSH_BIN
}

BeforeAll {
    Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
    $variables = 'DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_API_VERSION', 'PATH'
    $outer = @{}
    foreach ($name in $variables) { $outer[$name] = [Environment]::GetEnvironmentVariable($name) }
    $dead = 'unix:///no/such/engine.sock'

    function Add-Context {
        param([string] $Name, [string] $HostAddress)
        $hash = [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($Name))).ToLowerInvariant()
        $folder = New-Item -ItemType Directory -Force "$env:DOCKER_CONFIG/contexts/meta/$hash"
        @{ Name = $Name; Metadata = @{}; Endpoints = @{ docker = @{ Host = $HostAddress; SkipTLSVerify = $false } } } |
            ConvertTo-Json -Depth 5 | Set-Content "$folder/meta.json"
    }

    function Restore-Environment {
        foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $outer[$name]) }
        Disconnect-Docker
        Get-DockerConnection | Disconnect-Docker
    }
}

AfterAll {
    Restore-Environment
}

Describe 'Addresses and messages without any engine' {
    BeforeEach {
        $env:DOCKER_CONFIG = (New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())").FullName
        $env:DOCKER_HOST = $null
        $env:DOCKER_CONTEXT = $null
    }

    AfterEach { Restore-Environment }

    It 'refuses <_>' -ForEach 'gopher://x', 'tcp://', 'unix://relative', 'ssh://-oProxyCommand=x', 'tcp://host:99999', 'npipe://x', ' ' {
        { Connect-Docker $_ } | Should -Throw -ErrorId '*Connect*Docker*'
        Get-DockerConnection | Should -BeNullOrEmpty
    }

    It 'says what was tried, why, what failed and what to check' {
        $env:DOCKER_HOST = $dead
        try { Get-Container } catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -Be 'EngineUnreachable,DockerPS.Commands.GetContainerCommand'
        $caught.CategoryInfo.Category | Should -Be 'ConnectionError'
        "$caught" | Should -BeLike "*$dead*"
        "$caught" | Should -BeLike '*DOCKER_HOST*'
        "$caught" | Should -Not -BeLike '*requested address*'
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'goes by DOCKER_HOST, DOCKER_CONTEXT, the current context' {
        Add-Context one 'unix:///one.sock'
        Add-Context two 'unix:///two.sock'
        @{ currentContext = 'one' } | ConvertTo-Json | Set-Content "$env:DOCKER_CONFIG/config.json"
        (Get-DockerConnection -Default).Name | Should -Be 'one'
        (Get-DockerContext -Current).Name | Should -Be 'one'
        $env:DOCKER_CONTEXT = 'two'
        (Get-DockerConnection -Default).Endpoint | Should -Be 'unix:///two.sock'
        $env:DOCKER_HOST = 'unix:///three.sock'
        (Get-DockerConnection -Default).Endpoint | Should -Be 'unix:///three.sock'
        (Get-DockerContext -Current).Name | Should -Be 'default'
        Use-DockerContext one -WarningAction SilentlyContinue
        (Get-DockerConnection -Default).Name | Should -Be 'one'
    }

    It 'says that a context does not exist, and which do' {
        Add-Context one 'unix:///one.sock'
        { Get-Container -Context nosuch } | Should -Throw '*nosuch*one*' -ErrorId 'ContextNotFound,*'
        { Use-DockerContext nosuch } | Should -Throw -ErrorId 'ContextNotFound,*'
        { Get-Container -Connection nosuch } | Should -Throw -ErrorId 'ContextNotFound,*'
        Get-DockerContext nosuch -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.FullyQualifiedErrorId | Should -BeLike 'ContextNotFound,*'
        Get-DockerContext nosuch* | Should -BeNullOrEmpty
    }

    It 'tells each context that cannot be used, and goes on, where a wildcard found it' {
        Add-Context prod-1 'gopher://x'
        Add-Context prod-2 $dead
        Get-Container -Context prod-* -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Sort-Object | Should -Be 'BadConfiguration,DockerPS.Commands.GetContainerCommand', 'EngineUnreachable,DockerPS.Commands.GetContainerCommand'
        $tests = Test-DockerConnection -Context prod-* -Detailed
        $tests.Engine | Should -Be 'prod-1', 'prod-2'
        $tests.Reachable | Should -Not -Contain $true
        { Get-Container -Context prod-1 } | Should -Throw -ErrorId 'BadConfiguration,*'
    }

    It 'uses a context for the session, or for the user' {
        Add-Context one 'unix:///one.sock'
        Use-DockerContext one -WhatIf
        Get-DockerConnection | Should -BeNullOrEmpty
        (Use-DockerContext one -PassThru).Name | Should -Be 'one'
        (Get-DockerConnection -Default).Name | Should -Be 'one'
        Test-Path "$env:DOCKER_CONFIG/config.json" | Should -BeFalse
        Set-Content "$env:DOCKER_CONFIG/config.json" '{ "auths": { "r": { "auth": "eA==" } } }'
        Use-DockerContext one -Scope User
        $config = Get-Content -Raw "$env:DOCKER_CONFIG/config.json" | ConvertFrom-Json
        $config.currentContext | Should -Be 'one'
        $config.auths.r.auth | Should -Be 'eA==' -Because 'what is not ours stays'
        Disconnect-Docker
        (Get-DockerConnection -Default).Name | Should -Be 'one'
    }

    It 'takes only one way of naming the engine' {
        { Get-Container -Context default -HostAddress $dead } | Should -Throw -ErrorId 'EngineAmbiguous,*'
    }

    It 'times out where an engine takes the connection and says nothing' {
        # The system takes connections for a listener that accepts none.
        $frozen = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $frozen.Start()
        try {
            $address = "tcp://$($frozen.LocalEndpoint)"
            try { Connect-Docker $address -RequestTimeout 0.3 } catch { $caught = $_ }
            $caught.FullyQualifiedErrorId | Should -Be 'Timeout,DockerPS.Commands.ConnectDockerCommand'
            $caught.CategoryInfo.Category | Should -Be 'OperationTimeout'
            "$caught" | Should -BeLike '*answer*_ping*'
            $caught.Exception.Phase | Should -Not -BeNullOrEmpty
            Get-DockerConnection | Should -BeNullOrEmpty
        }
        finally { $frozen.Stop() }
    }

    It 'tests connections without errors' {
        Test-DockerConnection -HostAddress $dead | Should -BeFalse
        $test = Test-DockerConnection -HostAddress $dead -Detailed
        $test.Reachable | Should -BeFalse
        $test.Error | Should -BeLike "*$dead*"
        $test.Latency | Should -BeNullOrEmpty
    }
}

Describe 'Connections to real engines' -Skip:$noEngine {
    BeforeEach {
        $env:DOCKER_CONFIG = (New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())").FullName
        $env:DOCKER_HOST = $dead
    }

    AfterEach { Restore-Environment }

    It 'connects, becomes the default, and is forgotten again' {
        $connection = Connect-Docker $env:DOCKERPS_TEST_ENGINE -Name toy
        $connection | Should -BeOfType DockerPS.DockerConnection
        $connection.ApiVersion | Should -Match '^1\.\d+$'
        $connection.OperatingSystem | Should -Be 'linux'
        (Get-DockerVersion).Engine | Should -Be 'toy'
        (Get-DockerInfo -Connection toy).Engine | Should -Be 'toy'
        (Get-DockerVersion -Connection "$connection").Engine | Should -Be 'toy'
        (Get-DockerConnection t*).Name | Should -Be 'toy'
        Disconnect-Docker -WhatIf
        Get-DockerConnection | Should -HaveCount 1
        Disconnect-Docker
        Get-DockerConnection | Should -BeNullOrEmpty
        (Get-DockerConnection -Default).Endpoint | Should -Be $dead
        (Get-DockerVersion -Connection $connection).Engine | Should -Be 'toy' -Because 'objects of it can still be used'
    }

    It 'leaves the default alone with -NoDefault' {
        Connect-Docker $env:DOCKERPS_TEST_ENGINE -Name side -NoDefault | Out-Null
        (Get-DockerConnection -Default).Endpoint | Should -Be $dead
        Test-DockerConnection -Connection side | Should -BeTrue
    }

    It 'speaks the version that it is told to' {
        (Connect-Docker $env:DOCKERPS_TEST_ENGINE -ApiVersion 1.40).ApiVersion | Should -Be '1.40'
        (Get-DockerVersion).ApiVersion | Should -Not -BeNullOrEmpty
        Disconnect-Docker
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman takes any version' }
        { Connect-Docker $env:DOCKERPS_TEST_ENGINE -ApiVersion 1.99 } | Should -Throw '*1.99*'
        Get-DockerConnection | Should -BeNullOrEmpty
    }

    It 'connects over tcp' -Skip:(-not $env:DOCKERPS_TEST_TCP) {
        Connect-Docker $env:DOCKERPS_TEST_TCP | ForEach-Object Endpoint | Should -Be $env:DOCKERPS_TEST_TCP
        Test-DockerConnection | Should -BeTrue
    }

    It 'asks contexts by wildcard, a dead one being one error' {
        Add-Context prod-a $env:DOCKERPS_TEST_ENGINE
        Add-Context prod-b $dead
        Add-Context test-a $dead
        $versions = Get-DockerVersion -Context prod-* -ErrorAction SilentlyContinue -ErrorVariable problem
        $versions.Engine | Should -Be 'prod-a'
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -Be 'EngineUnreachable,DockerPS.Commands.GetDockerVersionCommand'
        $problem[0].TargetObject | Should -Be 'prod-b'
        Test-DockerConnection -Context prod-* -Detailed | Sort-Object Engine | ForEach-Object Reachable | Should -Be $true, $false
        Get-Container -Context nosuch-* | Should -BeNullOrEmpty
        $made = Get-DockerContext prod-*, test-a | Connect-Docker -NoDefault -ErrorAction SilentlyContinue -ErrorVariable down
        $made.Name | Should -Be 'prod-a'
        $down | Should -HaveCount 2
    }

    It 'keeps apart what two engines have' -Skip:$noSecond {
        Add-Context first $env:DOCKERPS_TEST_ENGINE
        Add-Context second $env:DOCKERPS_TEST_ENGINE2
        $ids = (Get-DockerInfo -Context first, second).Id
        $ids | Select-Object -Unique | Should -HaveCount 2
        (Get-DockerInfo -Context first, first).Id | Should -HaveCount 1
    }

    Context 'TLS' -Skip:$noTls {
        It 'connects with a good certificate, given by files or by DOCKER_CERT_PATH' {
            $folder = $env:DOCKERPS_TEST_CERTS
            $connection = Connect-Docker $env:DOCKERPS_TEST_TLS -CertificateAuthorityPath "$folder/ca.pem" -CertificatePath "$folder/cert.pem" -KeyPath "$folder/key.pem"
            $connection.ApiVersion | Should -Not -BeNullOrEmpty
            $connection | ConvertTo-Json | Should -Not -Match 'key\.pem|ca\.pem'
            Disconnect-Docker
            $env:DOCKER_HOST = $env:DOCKERPS_TEST_TLS
            $env:DOCKER_CERT_PATH = $folder
            $env:DOCKER_TLS_VERIFY = '1'
            Test-DockerConnection | Should -BeTrue
        }

        It 'is refused with a certificate that is <_>' -ForEach 'expired', 'foreign' {
            $folder = "$env:DOCKERPS_TEST_CERTS/$_"
            try { Connect-Docker $env:DOCKERPS_TEST_TLS -CertificateAuthorityPath "$folder/ca.pem" -CertificatePath "$folder/cert.pem" -KeyPath "$folder/key.pem" } catch { $caught = $_ }
            $caught.FullyQualifiedErrorId | Should -Be 'EngineUnreachable,DockerPS.Commands.ConnectDockerCommand'
            $caught.CategoryInfo.Category | Should -Be 'SecurityError'
            "$caught" | Should -BeLike '*certificate*'
        }

        It 'does not trust another authority, unless told to look away' {
            $folder = "$env:DOCKERPS_TEST_CERTS/distrusting"
            $files = @{ CertificateAuthorityPath = "$folder/ca.pem"; CertificatePath = "$folder/cert.pem"; KeyPath = "$folder/key.pem" }
            try { Connect-Docker $env:DOCKERPS_TEST_TLS @files } catch { $caught = $_ }
            $caught.CategoryInfo.Category | Should -Be 'SecurityError'
            (Connect-Docker $env:DOCKERPS_TEST_TLS @files -SkipCertificateCheck -WarningAction SilentlyContinue -WarningVariable warned).ApiVersion | Should -Not -BeNullOrEmpty
            "$warned" | Should -BeLike '*not checked*'
        }

        It 'says what is wrong without TLS, and with files that are not there' {
            { Connect-Docker $env:DOCKERPS_TEST_TLS } | Should -Throw '*TLS*'
            { Connect-Docker $env:DOCKERPS_TEST_TLS -CertificateAuthorityPath "$TestDrive/nosuch.pem" } | Should -Throw '*nosuch.pem*'
            { Connect-Docker $env:DOCKERPS_TEST_ENGINE -Tls } | Should -Throw '*tcp://*'
        }
    }

    Context 'ssh' -Skip:$noSsh {
        BeforeEach { $env:PATH = "$env:DOCKERPS_TEST_SSH_BIN$([IO.Path]::PathSeparator)$($outer.PATH)" }

        It 'connects, and lists over it' {
            (Connect-Docker $env:DOCKERPS_TEST_SSH).ApiVersion | Should -Not -BeNullOrEmpty
            Get-Container | Out-Null
            Get-DockerVersion | ForEach-Object Engine | Should -Be $env:DOCKERPS_TEST_SSH
        }

        It 'passes on what ssh says' {
            $other = $env:DOCKERPS_TEST_SSH -replace ':\d+$', ':1'
            try { Connect-Docker $other } catch { $caught = $_ }
            $caught.FullyQualifiedErrorId | Should -Be 'EngineUnreachable,DockerPS.Commands.ConnectDockerCommand'
            "$caught" | Should -BeLike '*ssh*'
        }

        It 'says that what answers is no engine' {
            try { Connect-Docker "tcp://127.0.0.1:$(([uri] $env:DOCKERPS_TEST_SSH).Port)" } catch { $caught = $_ }
            $caught.FullyQualifiedErrorId | Should -Be 'EngineUnreachable,DockerPS.Commands.ConnectDockerCommand'
            $caught.Exception.Failure | Should -Be 'NotAnEngine'
        }

        It 'says that there is no ssh' {
            $env:PATH = "$TestDrive"
            { Connect-Docker $env:DOCKERPS_TEST_SSH } | Should -Throw '*ssh*PATH*'
        }
    }
}
