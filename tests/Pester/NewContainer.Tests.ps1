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

    Context 'networks' {
        BeforeAll {
            $first, $second = "${prefix}first", "${prefix}second"
            $octet = 100 + $PID % 100
            foreach ($network in @{ Name = $first; Subnet = "10.$octet.1.0/24" }, @{ Name = $second; Subnet = "10.$octet.2.0/24" }) {
                $null = docker -H $env:DOCKERPS_TEST_ENGINE network create --label "dockerps.test=$env:DOCKERPS_TEST_LABEL" --subnet $network.Subnet $network.Name
            }
        }

        AfterAll {
            Get-Container "${prefix}net*" | Remove-Container -Force -Volume
            $null = docker -H $env:DOCKERPS_TEST_ENGINE network rm $first $second
        }

        BeforeEach {
            if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'not tried with podman' }
            if (-not (Get-Command docker -CommandType Application -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'there is no docker CLI to make networks with' }
        }

        It 'joins several networks, each with its own options, on every engine' {
            $made = New-Container -Name "${prefix}net" -Network "name=$first,alias=x,ip=10.$octet.1.7", @{ Name = $second; Alias = 'y'; IPAddress = "10.$octet.2.9" } $image sleep 100
            $running = $made | Start-Container -PassThru | Get-Container -Detailed
            $running.Networks[$first].IPAddress | Should -Be "10.$octet.1.7"
            $running.Networks[$second].IPAddress | Should -Be "10.$octet.2.9"
            $running.Networks[$first].Aliases | Should -Contain 'x'
            $running.Networks[$second].Aliases | Should -Contain 'y'
        }

        It 'takes the options without quotes, as docker users type them' {
            $made = New-Container -Name "${prefix}netbare" -Network name=$first,alias=z,name=$second $image
            $made.Networks.Keys | Sort-Object | Should -Be $first, $second
        }
    }

    It 'writes the id to a file that is not there yet' {
        $file = Join-Path $TestDrive 'id'
        $made = New-Container -Name "${prefix}id" -ContainerIdFile $file $image
        Get-Content -Raw $file | Should -Be $made.Id
        { New-Container -Name "${prefix}id2" -ContainerIdFile $file $image } | Should -Throw -ErrorId 'ContainerIdFileExists,*'
        { New-Container -Name "${prefix}id3", "${prefix}id4" -ContainerIdFile (Join-Path $TestDrive 'id2') $image } | Should -Throw -ErrorId 'TooManyContainers,*'
        Get-Container "${prefix}id?" | Should -BeNullOrEmpty
    }

    It 'gets the volumes of another container, as an object too' {
        $source = New-Container -Name "${prefix}source" -Volume /data $image
        (New-Container -Name "${prefix}user1" -VolumeFrom $source $image).Mounts.Destination | Should -Be '/data'
        (New-Container -Name "${prefix}user2" -VolumeFrom @{ "${prefix}source" = 'ro' } $image).Mounts.Writable | Should -BeFalse
    }

    It 'refuses what is for Windows before it asks for anything' -Skip:([bool]$env:DOCKERPS_TEST_PODMAN) {
        New-Container -Name "${prefix}windows" -CpuCount 2 $image -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'NotSupportedByEngine,*'
    }

    It 'attaches only the streams that are asked for' {
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman sends standard error to those who asked for standard output' }
        Invoke-Container -AutoRemove -Attach stdout $image sh -- -c 'echo out; echo err >&2' 6>&1 | ForEach-Object { "$_" } | Should -Be 'out'
        Invoke-Container -AutoRemove -Attach stderr -StandardError Output $image sh -- -c 'echo out; echo err >&2' | Should -Be 'err'
        'x' | Invoke-Container -AutoRemove -Attach stdin $image sh -- -c 'cat; exit 5' | Should -BeNullOrEmpty
        $LASTEXITCODE | Should -Be 5
    }

    It 'tells -a of a command from -Attach' {
        { Invoke-Container $image ls -a / } | Should -Throw -ErrorId 'CommandWordTaken,*'
    }

    It 'completes <Parameter> after "<Word>"' -TestCases @(
        @{ Parameter = 'IpcNamespace'; Word = 's'; Expected = 'shareable' }
        @{ Parameter = 'PidNamespace'; Word = 'h'; Expected = 'host' }
        @{ Parameter = 'CapabilityAdd'; Word = 'NET_AD'; Expected = 'NET_ADMIN' }
        @{ Parameter = 'Attach'; Word = 'stdi'; Expected = 'stdin' }
        @{ Parameter = 'Isolation'; Word = 'h'; Expected = 'hyperv' }
    ) {
        param($Parameter, $Word, $Expected)
        $line = "New-Container -$Parameter $Word"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain $Expected
    }
}
