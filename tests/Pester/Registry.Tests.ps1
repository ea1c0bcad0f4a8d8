BeforeDiscovery {
    $hasRegistry = [bool] $env:DOCKERPS_TEST_REGISTRY_AUTH
    $hasTls = [bool] $env:DOCKERPS_TEST_REGISTRY_TLS
}

BeforeAll {
    $module = $env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1')
    Import-Module $module
    $before = $env:DOCKER_CONFIG, $env:DOCKER_AUTH_CONFIG

    function Get-Word([string] $Text) { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Text)) }
}

AfterAll {
    $env:DOCKER_CONFIG, $env:DOCKER_AUTH_CONFIG = $before
}

Describe 'Logins to registries without any engine' {
    BeforeEach {
        $env:DOCKER_CONFIG = (New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())").FullName
        $env:DOCKER_AUTH_CONFIG = $null
        $file = Join-Path $env:DOCKER_CONFIG config.json
        Set-Content $file ('{ "auths": { "a.example": { "auth": "' + (Get-Word 'ann:s3cret') + '" }, "b.example:5000": { "auth": "' + (Get-Word 'bob:s3cret') + '" } }, "x": 1 }')
    }

    It 'are listed with user and place, and without secrets' {
        $logins = Get-DockerRegistry
        $logins.Registry | Should -Be 'a.example', 'b.example:5000'
        $logins.UserName | Should -Be 'ann', 'bob'
        $logins[0].Store | Should -Be 'Config file'
        $logins | Format-Table | Out-String | Should -Match 'Registry\s+UserName\s+Store\s+IsToken\s+IsUsed'
        $logins | Format-List * | Out-String | Should -Not -Match 's3cret'
        $logins | ConvertTo-Json | Should -Not -Match (Get-Word 'ann:s3cret')
        "$($logins[0])" | Should -Be 'a.example'
    }

    It 'are found by name, address and pattern' {
        (Get-DockerRegistry https://b.example:5000/v2/).UserName | Should -Be bob
        (Get-DockerRegistry a.*, b.*).Count | Should -Be 2
        ('a.example' | Get-DockerRegistry).UserName | Should -Be ann
        Get-DockerRegistry none* | Should -BeNullOrEmpty
        Get-DockerRegistry none.example -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'RegistryNotFound,DockerPS.Commands.GetDockerRegistryCommand'
    }

    It 'are forgotten by name, pattern and object, and the rest of the file stays' {
        Disconnect-DockerRegistry a.example -WhatIf
        (Get-DockerRegistry).Count | Should -Be 2
        Disconnect-DockerRegistry a.* | Should -BeNullOrEmpty
        Get-DockerRegistry | Logout-DockerRegistry
        Get-DockerRegistry | Should -BeNullOrEmpty
        (Get-Content $file | ConvertFrom-Json).x | Should -Be 1
        Disconnect-DockerRegistry a.example -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -Be 'Not logged in to a.example.'
    }

    It 'complete by what is configured' {
        $line = 'Disconnect-DockerRegistry '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'a.example', 'b.example:5000', 'docker.io'
        $line = 'Get-DockerRegistry -Registry b'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'b.example:5000'
    }

    It 'never take a password as text, and do not show it' {
        { Connect-DockerRegistry a.example -UserName me -Password hunter2 } | Should -Throw '*SecureString*'
        $Error[0].ToString() | Should -Not -Match 'hunter2'
    }

    It 'take no file and no process for a login' {
        { Get-Item $file | Disconnect-DockerRegistry -ErrorAction Stop } | Should -Throw
        (Get-DockerRegistry).Count | Should -Be 2
    }
}

Describe 'Logins to a real registry' -Skip:(-not $hasRegistry) {
    BeforeAll {
        $registry = $env:DOCKERPS_TEST_REGISTRY_AUTH
        $user = $env:DOCKERPS_TEST_REGISTRY_USER
        $password = $env:DOCKERPS_TEST_REGISTRY_PASSWORD
        $reference = "$registry/pester-login-$($PID):1"
        Connect-Docker $env:DOCKERPS_TEST_ENGINE
        function Get-Secret { [pscredential]::new($user, ([Net.NetworkCredential]::new('', $password).SecurePassword)) }
    }

    BeforeEach {
        $env:DOCKER_CONFIG = (New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())").FullName
        $env:DOCKER_AUTH_CONFIG = $null
        $file = Join-Path $env:DOCKER_CONFIG config.json
    }

    AfterEach {
        Get-DockerRegistry | Disconnect-DockerRegistry
        Remove-Image $reference -ErrorAction Ignore
    }

    AfterAll {
        Disconnect-Docker
    }

    It 'are stored, with a warning, and used' {
        $login = Get-Secret | Connect-DockerRegistry $registry -PassThru -WarningVariable warning -WarningAction SilentlyContinue
        $login.Registry, $login.UserName, $login.Store | Should -Be $registry, $user, 'Config file'
        $warning | Should -BeLike '*unencrypted*config.json*'
        (Push-Image $env:DOCKERPS_TEST_IMAGE -As $reference).Reference | Should -Be $reference
        (Receive-Image $reference).Reference | Should -Be $reference
        (Get-DockerRegistry | Connect-DockerRegistry -PassThru).IsUsed | Should -BeTrue
        if (-not $IsWindows) { (Get-Item $file).UnixMode | Should -Be '-rw-------' }
    }

    It 'of the session are in no file, and not in another runspace' {
        Get-Secret | Connect-DockerRegistry $registry -SessionOnly -WarningVariable warning
        $warning | Should -BeNullOrEmpty
        Test-Path $file | Should -BeFalse
        (Push-Image $env:DOCKERPS_TEST_IMAGE -As $reference).Reference | Should -Be $reference
        $engine = $env:DOCKERPS_TEST_ENGINE
        $child = 1 | ForEach-Object -Parallel {
            Import-Module $using:module
            @(Get-DockerRegistry).Count
            Receive-Image $using:reference -HostAddress $using:engine -ErrorAction SilentlyContinue
            $Error[0].FullyQualifiedErrorId
        }
        $child | Should -Be 0, 'RegistryUnauthorized,DockerPS.Commands.ReceiveImageCommand'
    }

    It 'take a text or a SecureString from the pipeline as the password' {
        $password | Login-DockerRegistry $registry -u $user -PasswordStdin -SessionOnly
        (Get-DockerRegistry $registry).UserName | Should -Be $user
        Disconnect-DockerRegistry $registry
        (Get-Secret).Password | Connect-DockerRegistry $registry -UserName $user -SessionOnly
        (Get-DockerRegistry $registry).Store | Should -Be Session
    }

    It 'are refused with the registry''s own words and advice' {
        { 'wrong' | Connect-DockerRegistry $registry -UserName $user } | Should -Throw '*401 Unauthorized*' -ErrorId 'RegistryUnauthorized,*'
        Push-Image $env:DOCKERPS_TEST_IMAGE -As $reference -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.ErrorDetails.RecommendedAction | Should -BeLike "*Connect-DockerRegistry $registry*"
        Get-DockerRegistry | Should -BeNullOrEmpty
    }

    It 'need a trusted certificate' -Skip:(-not $hasTls) {
        (Get-Secret | Connect-DockerRegistry $env:DOCKERPS_TEST_REGISTRY_TLS -SessionOnly -PassThru).Store | Should -Be Session
        { Get-Secret | Connect-DockerRegistry $env:DOCKERPS_TEST_REGISTRY_TLS -HostAddress $env:DOCKERPS_TEST_ENGINE2 } | Should -Throw '*x509*' -ErrorId 'RegistryUnreachable,*'
    }

    It 'leave no secret in a transcript or a stream' {
        $shown = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command @"
Import-Module '$module'
Start-Transcript '$TestDrive/transcript.txt' | Out-Null
`$word = -join 'neeS-eB-oT-toN-2retnuh'[-1..-22]
`$word | Connect-DockerRegistry $registry -UserName me -HostAddress $env:DOCKERPS_TEST_ENGINE -Verbose -Debug -ErrorAction Continue
`$secret = ConvertTo-SecureString (-join '$(-join $password[-1..-$password.Length])'[-1..-$($password.Length)]) -AsPlainText
Connect-DockerRegistry $registry -UserName $user -Password `$secret -HostAddress $env:DOCKERPS_TEST_ENGINE -PassThru -Verbose -Debug
Get-DockerRegistry -Verbose -Debug | Format-List *
Disconnect-DockerRegistry $registry -Verbose -Debug
`$Error | Format-List * -Force
Stop-Transcript | Out-Null
"@ *>&1 | Out-String
        $text = $shown + (Get-Content "$TestDrive/transcript.txt" -Raw)
        $text | Should -Match 'RegistryUnauthorized'
        $text | Should -Match 'Login Succeeded'
        foreach ($secret in 'hunter2', $password, (Get-Word "$($user):$password")) {
            $text.Contains($secret) | Should -BeFalse
        }
    }
}
