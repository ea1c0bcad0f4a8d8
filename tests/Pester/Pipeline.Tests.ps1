BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
    $cmdlets = (Import-PowerShellDataFile ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))).CmdletsToExport
}

BeforeAll {
    $module = $env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1')
    Import-Module $module
    $dockerHost = $env:DOCKER_HOST
}

AfterAll {
    $env:DOCKER_HOST = $dockerHost
}

Describe 'Help' {
    It '<_> has a synopsis, examples and every parameter' -ForEach $cmdlets {
        $help = Get-Help $_ -Full
        $help.Synopsis.Trim() | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -BeLike "$_ *"
        @($help.examples.example).Count | Should -BeGreaterThan 0
        foreach ($parameter in $help.parameters.parameter) { "$($parameter.description.Text)" | Should -Not -BeNullOrEmpty -Because $parameter.name }
    }
}

Describe 'Completion' {
    BeforeAll {
        function Get-Completion {
            param([string] $Line)
            (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText
        }
        $config = $env:DOCKER_CONFIG
        $env:DOCKER_CONFIG = "$TestDrive/docker"
        $env:DOCKER_HOST = 'unix:///no/such/engine.sock'
        Set-Content (Join-Path $TestDrive 'web-file') ''
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
        $env:DOCKER_CONFIG = $config
    }

    It 'offers no file where an engine is down, and never fails: <_>' -ForEach 'Stop-Container ', 'Stop-Container w', 'Stop-Container -Name w', 'Get-Container -Image w', 'Get-Container -Context w', 'Get-Container -Connection w', 'Get-Container -State w', 'Get-Container -HostAddress tcp://127.0.0.1:1 -Name w' {
        $before = $Error.Count
        Get-Completion $_ | Should -Not -BeLike '*web-file*'
        $Error.Count | Should -Be $before
    }

    It 'offers words that are known beforehand' {
        Get-Completion 'Get-Container -State ' | Should -Contain 'running'
        Get-Completion 'Get-Container -Health un' | Should -Be 'unhealthy'
        Get-Completion 'Send-ContainerSignal x -Signal K' | Should -Be 'KILL'
        Get-Completion 'Wait-Container x -For H' | Should -Be 'Healthy'
    }

    It 'offers contexts, default among them' {
        Get-Completion 'Get-Container -Context d' | Should -Be 'default'
        Get-Completion 'Use-DockerContext d' | Should -Be 'default'
    }
}

Describe 'Completion and views of what an engine has' -Skip:$skip {
    BeforeAll {
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpspl$PID"
        $label = $env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @()
        $up = docker run -d --name "$run-up" @label --stop-timeout 0 -p 127.0.0.1::80 $env:DOCKERPS_TEST_IMAGE sh -c 'while true; do echo line; sleep 0.1; done'
        $down = docker create --name "$run-down" @label $env:DOCKERPS_TEST_IMAGE true

        function Get-Completion {
            param([string] $Line)
            # An answer that takes longer than a completion may is none.
            $patience = [Diagnostics.Stopwatch]::StartNew()
            do { $found = (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText }
            until ($found -or $patience.Elapsed.TotalSeconds -gt 30)
            $found
        }

        function Get-SocketCount {
            @(Get-ChildItem "/proc/$PID/fd" | Where-Object LinkTarget -Like 'socket:*').Count
        }
    }

    AfterAll {
        docker rm -fv $up $down | Out-Null
    }

    It 'completes only what fits the command' {
        # The first answer may take longer than a completion may.
        Get-Container "$run-*" | Should -HaveCount 2
        Get-Completion "Get-Container $run-" | Sort-Object | Should -Be "$run-down", "$run-up" -Because 'both are containers'
        Get-Completion "Stop-Container $run-" | Should -Be "$run-up"
        Get-Completion "Start-Container $run-" | Should -Be "$run-down"
        Get-Completion "Get-Container -Image $env:DOCKERPS_TEST_IMAGE" | Should -Contain $env:DOCKERPS_TEST_IMAGE
    }

    It 'completes from the engine that the line names' {
        $env:DOCKER_HOST = 'unix:///no/such/engine.sock'
        try { Get-Completion "Get-Container -HostAddress $env:DOCKERPS_TEST_ENGINE -Name $run-u" | Should -Be "$run-up" }
        finally { $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE }
    }

    It 'shows docker''s columns, short ids and the engine once' {
        $text = Get-Container "$run-up" | Out-String -Width 200
        $text | Should -Match 'Id +Name +Image +State +Status +Ports'
        $text | Should -Match "$($up.Substring(0, 12)) $run-up "
        $text | Should -Not -Match $up
        $text | Should -Match ([regex]::Escape($env:DOCKERPS_TEST_ENGINE))
        $text | Should -Match '127\.0\.0\.1:\d+->80/tcp'
    }

    It 'has a view for each object of the connection cmdlets' {
        Get-DockerConnection -Default | Out-String -Width 80 | Should -Match 'Name +ApiVersion +EngineVersion +Endpoint'
        Test-DockerConnection -Detailed | Out-String -Width 120 | Should -Match 'Reachable'
        Get-DockerVersion | Out-String | Should -Match '\d+\.\d+'
        Get-DockerInfo | Out-String | Should -Not -BeNullOrEmpty
        Get-DockerContext | Out-String -Width 120 | Should -Match 'default'
    }

    It 'is clean CSV' {
        $csv = Get-Container "$run-up" | ConvertTo-Csv
        $csv -join "`n" | Should -Not -MatchExactly 'System\.|DockerPS\.|\[\]|Dictionary'
        ($csv | ConvertFrom-Csv).Ports | Should -Match '->80/tcp'
        (Get-Container "$run-up" -Detailed | ConvertTo-Csv) -join "`n" | Should -Not -Match 'System\.|\[\]|Dictionary'
    }

    It 'is clean JSON at depth 2' {
        $json = Get-Container "$run-up" | ConvertTo-Json -Depth 2 -WarningAction SilentlyContinue -WarningVariable cut
        $cut | Should -BeNullOrEmpty
        $data = $json | ConvertFrom-Json
        $data.Id | Should -Be $up
        $data.State | Should -Be 'running'
        $data.Connection.Name | Should -Be $env:DOCKERPS_TEST_ENGINE
        $json | Should -Not -Match 'ValueKind|BaseObject'
    }

    It 'streams: the first object ends the command and its sockets' -Skip:(-not $IsLinux) {
        Get-ContainerLog "$run-up" -Tail 1 | Should -Be 'line'
        $before = Get-SocketCount
        1..5 | ForEach-Object { Get-ContainerLog "$run-up" -Follow | Select-Object -First 1 | Should -Be 'line' }
        Get-SocketCount | Should -BeLessOrEqual $before
    }

    It 'leaves no socket behind when the command downstream throws' -Skip:(-not $IsLinux) {
        Get-ContainerLog "$run-up" -Tail 1 | Should -Be 'line'
        $before = Get-SocketCount
        { Get-ContainerLog "$run-up" -Follow | ForEach-Object { throw 'enough' } } | Should -Throw 'enough'
        foreach ($once in 1) { Get-ContainerLog "$run-up" -Follow | ForEach-Object { break } }
        Get-SocketCount | Should -BeLessOrEqual $before
    }

    It 'stops at the first error where the user says so' {
        { 'nosuch', "$run-up" | Get-Container -ErrorAction Stop } | Should -Throw -ErrorId 'ContainerNotFound,DockerPS.Commands.GetContainerCommand'
        { "$run-up" | Get-Container -ErrorAction Stop | ForEach-Object { $_.Name } } | Should -Not -Throw
    }

    It 'works where a downstream command runs others of the module' {
        Get-Container "$run-*" | ForEach-Object { Get-Container $_.Name -Detailed } | Should -HaveCount 2
    }

    It 'has no default in a new runspace, and takes a connection with it' {
        $connection = Connect-Docker $env:DOCKERPS_TEST_ENGINE -NoDefault
        $env:DOCKER_HOST = 'unix:///no/such/engine.sock'
        try {
            $states = "$run-up", "$run-down" | ForEach-Object -Parallel {
                Import-Module $using:module
                $name = $_
                $without = try { Get-Container $name } catch { $_.FullyQualifiedErrorId }
                [pscustomobject]@{ Without = $without; With = (Get-Container $name -Connection $using:connection).State }
            }
            $states.Without | Should -BeLike 'EngineUnreachable,*'
            $states.With | Sort-Object | Should -Be 'created', 'running'
        }
        finally { $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE; $connection | Disconnect-Docker }
    }

    It 'shows an error with what to do' {
        Get-Container nosuch -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem | Out-String | Should -Match 'nosuch'
    }
}
