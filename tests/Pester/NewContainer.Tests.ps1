Describe 'New-Container on a real engine' -Skip:(-not $env:DOCKERPS_TEST_ENGINE) {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $image = $env:DOCKERPS_TEST_IMAGE
        $prefix = "new-$PID-"
        $PSDefaultParameterValues = @{ '*:HostAddress' = $env:DOCKERPS_TEST_ENGINE }
    }

    AfterAll {
        Get-Container "$prefix*" | Remove-Container -Force -Volume
    }

    It 'makes a container with what the parameters say' {
        $container = New-Container -Name "${prefix}full" -Env A=1, @{ B = $true } -l stage=test -p 127.0.0.1::80 -v /data -m 64m -Restart on-failure:3 -StopTimeout 7 -HealthCmd 'true' -HealthInterval 1m30s $image -- sh -c 'echo hi'
        $container | Should -BeOfType DockerPS.ContainerDetail
        $container.State | Should -Be 'created'
        $container.Labels['stage'] | Should -Be 'test'
        $container.Arguments | Should -Be '-c', 'echo hi'
        $container.Mounts.Destination | Should -Be '/data'
        (Get-Container "${prefix}full").Id | Should -Be $container.Id
    }

    It 'passes the fields of the hashtables on' {
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman has no domain name' }
        $container = New-Container -Name "${prefix}tables" -HostConfiguration @{ OomScoreAdj = 100; Memory = 16MB } -Memory 32MB -Configuration ('{ "Domainname": "example" }' | ConvertFrom-Json) $image
        $container.HostConfiguration.Memory | Should -Be 32MB
        $container.HostConfiguration.AdditionalProperties['OomScoreAdj'] | Should -Be 100
        $container.Configuration.AdditionalProperties['Domainname'] | Should -Be 'example'
    }

    It 'makes many side by side, and a name that is taken does not stop the others' {
        $names = 1..40 | ForEach-Object { "${prefix}many$_" }
        $null = New-Container -Name $names[7] $image
        $made = New-Container -Name $names -ErrorAction SilentlyContinue -ErrorVariable problem $image sleep 100
        $made | Should -HaveCount 39
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -Be 'NameInUse,DockerPS.Commands.NewContainerCommand'
        $problem[0].TargetObject | Should -Be $names[7]
    }

    It 'pulls an image that is not there and says why it cannot' {
        New-Container -Name "${prefix}pull" 'registry.invalid/none:1' -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem | Should -HaveCount 1
        New-Container -Pull never -Name "${prefix}pull" 'registry.invalid/none:1' -ErrorAction SilentlyContinue -ErrorVariable never
        $never[0].FullyQualifiedErrorId | Should -Be 'ImageNotFound,DockerPS.Commands.NewContainerCommand'
    }

    It 'starts with the words that were given to its shell' {
        New-Container -Name "${prefix}shell" $image sh -c 'echo $1-$0' a b | Start-Container
        (Wait-Container "${prefix}shell").ExitCode | Should -Be 0
        Get-ContainerLog "${prefix}shell" | Should -Be 'b-a'
    }

    It 'makes nothing with -WhatIf' {
        New-Container -Name "${prefix}whatif" $image -WhatIf | Should -BeNullOrEmpty
        { Get-Container "${prefix}whatif" -ErrorAction Stop } | Should -Throw -ErrorId 'ContainerNotFound,*'
    }
}
