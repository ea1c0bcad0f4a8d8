BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
    $noSecond = -not $env:DOCKERPS_TEST_ENGINE2
}

Describe 'The life of containers on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $dockerConfig = $env:DOCKER_CONFIG
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpslc$PID"
        $label = @('--label', "dpslc=$run") + ($env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @())
        $engines = @($env:DOCKERPS_TEST_ENGINE, $env:DOCKERPS_TEST_ENGINE2 | Where-Object { $_ })

        function Add-Sleeper {
            param([string] $Name, [string[]] $Option = @(), [string[]] $Command = @('sleep', '1000000'), [string] $On = $env:DOCKERPS_TEST_ENGINE)
            docker -H $On run -d --name "$run-$Name" @label @Option --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE @Command
        }

        # What is shown on the host, as a user sees it.
        function Get-Shown {
            param([scriptblock] $Script)
            $log = Join-Path $TestDrive "$(New-Guid).txt"
            Start-Transcript $log -UseMinimalHeader | Out-Null
            try { & $Script | Out-Null } finally { Stop-Transcript | Out-Null }
            Get-Content $log
        }
    }

    AfterAll {
        foreach ($engine in $engines) {
            $left = docker -H $engine ps -aq --filter "label=dpslc=$run"
            if ($left) { docker -H $engine rm -fv $left | Out-Null }
        }
        $env:DOCKER_HOST = $dockerHost
        $env:DOCKER_CONFIG = $dockerConfig
    }

    Context 'restart, suspend, resume' {
        BeforeAll {
            Add-Sleeper web | Out-Null
            docker create --name "$run-off" @label --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sleep 1000000 | Out-Null
        }

        It 'restart what runs, and start what does not' {
            $before = (Get-Container "$run-web" -Detailed).Started
            Restart-Container "$run-web", "$run-off" -Timeout 0 | Should -BeNullOrEmpty
            $after = Get-Container "$run-web", "$run-off" -Detailed
            $after.State | Should -Be 'running', 'running'
            $after[0].Started | Should -BeGreaterThan $before
            Restart-Container "$run-off" -PassThru | ForEach-Object State | Should -Be 'running'
            Stop-Container "$run-off" -Timeout 0
        }

        It 'pause and let go on' {
            Suspend-Container "$run-web" | Should -BeNullOrEmpty
            (Get-Container "$run-web").State | Should -Be 'paused'
            Unpause-Container "$run-web" -PassThru | ForEach-Object State | Should -Be 'running'
            Pause-Container "$run-web" -PassThru | ForEach-Object State | Should -Be 'paused'
            Get-Container "$run-*" -State paused | Resume-Container
            (Get-Container "$run-web").State | Should -Be 'running'
        }

        It 'name the container in the engine''s refusal by its name' {
            $id = (Get-Container "$run-off").Id
            Get-Container "$run-off" | Suspend-Container -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem | Should -HaveCount 1
            "$problem" | Should -Not -BeLike "*$id*"
            if (-not $env:DOCKERPS_TEST_PODMAN) { "$problem" | Should -BeLike "*$run-off ($($id.Substring(0, 12)))*" }
            $problem[0].TargetObject.Name | Should -Be "$run-off"
        }

        It 'do nothing with -WhatIf' {
            Suspend-Container "$run-web" -WhatIf
            Restart-Container "$run-off" -WhatIf
            Update-Container "$run-web" -PidLimit 7 -WhatIf
            (Get-Container "$run-web").State | Should -Be 'running'
            (Get-Container "$run-off").State | Should -Not -Be 'running'
            (Get-Container "$run-web" -Detailed).HostConfiguration.PidsLimit | Should -Not -Be 7
        }

        It 'refuse a signal to restart with that the engine is too old for, and send it where it is not' {
            if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman takes no notice of the signal' }
            $version = [version] (Get-DockerVersion).ApiVersion
            $before = (Get-Container "$run-web" -Detailed).Started
            if ($version -lt [version] '1.42') {
                { Restart-Container "$run-web" -Signal KILL -ErrorAction Stop } | Should -Throw '*1.42*'
                (Get-Container "$run-web" -Detailed).Started | Should -Be $before
            }
            else {
                Restart-Container "$run-web" -Signal KILL -Timeout 600
                (Get-Container "$run-web" -Detailed).Started | Should -BeGreaterThan $before
            }
        }

        It 'complete names by state, by alias too' {
            Suspend-Container "$run-web"
            Start-Container "$run-off"
            $expected = @{ 'Resume-Container' = 'web'; 'Unpause-Container' = 'web'; 'Suspend-Container' = 'off'; 'Pause-Container' = 'off' }
            try {
                foreach ($command in $expected.Keys) {
                    $line = "$command $run-"
                    # An answer is remembered for a moment, and not given at all where the engine is slow.
                    $patience = [Diagnostics.Stopwatch]::StartNew()
                    do { $found = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
                    until (($found -join ' ') -eq "$run-$($expected[$command])" -or $patience.Elapsed.TotalSeconds -gt 30)
                    $found | Should -Be "$run-$($expected[$command])" -Because $command
                }
            }
            finally {
                Resume-Container "$run-web"
                Stop-Container "$run-off" -Timeout 0
            }
        }
    }

    Context 'many at once' -Skip:$noSecond {
        BeforeAll {
            foreach ($engine in $engines) {
                1..12 | ForEach-Object { Add-Sleeper "many$_" -On $engine | Out-Null }
            }
            # One of all refuses: it does not run.
            docker -H $engines[1] stop -t 0 "$run-many5" | Out-Null
        }

        It 'suspend and resume over two engines, with an error for just the one that fails' {
            $all = Get-Container "$run-many*" -HostAddress $engines
            $all | Should -HaveCount 24
            $all | Suspend-Container -ThrottleLimit 8 -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem | Should -HaveCount 1
            $problem[0].TargetObject.Name | Should -Be "$run-many5"
            $problem[0].TargetObject.Engine | Should -Be $engines[1]
            (Get-Container "$run-many*" -HostAddress $engines -State paused) | Should -HaveCount 23

            $back = $all | Resume-Container -PassThru -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem | Should -HaveCount 1
            $back | Should -HaveCount 23
            $back.State | Select-Object -Unique | Should -Be 'running'
            $back.Engine | Sort-Object -Unique | Should -Be ($engines | Sort-Object)
        }

        It 'restart over two engines, with an error for just the one that is gone' {
            $all = Get-Container "$run-many*" -HostAddress $engines
            docker -H $engines[0] rm -f "$run-many3" | Out-Null
            $before = @{}
            $all | Get-Container -Detailed -ErrorAction SilentlyContinue | ForEach-Object { $before["$($_.Engine) $($_.Id)"] = $_.Started }
            $after = $all | Restart-Container -Timeout 0 -PassThru -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem | Should -HaveCount 1
            $problem[0].FullyQualifiedErrorId | Should -Be 'ContainerNotFound,DockerPS.Commands.RestartContainerCommand'
            $problem[0].TargetObject.Name | Should -Be "$run-many3"
            $after | Should -HaveCount 23
            foreach ($container in $after) { $container.Started | Should -BeGreaterThan $before["$($container.Engine) $($container.Id)"] }
        }

        It 'inspect in input order' {
            $all = Get-Container "$run-many*" -HostAddress $engines | Sort-Object Name, Engine
            ($all | Get-Container -Detailed).Id | Should -Be $all.Id
            ($all | Get-Container).Id | Should -Be $all.Id
        }
    }

    Context 'Rename-Container' {
        BeforeEach { 1..3 | ForEach-Object { docker create --name "$run-old$_" @label $env:DOCKERPS_TEST_IMAGE true | Out-Null } }

        AfterEach { Get-Container "$run-old*", "$run-new*" | Remove-Container -Force }

        It 'renames one' {
            Rename-Container "$run-old1" "$run-new1" | Should -BeNullOrEmpty
            (Get-Container "$run-new1" | Rename-Container -NewName "$run-new2" -PassThru).Name | Should -Be "$run-new2"
        }

        It 'renames many by a script block, and by a property' {
            Get-Container "$run-old*" | Rename-Container -NewName { $_.Name -replace 'old', 'new' }
            (Get-Container "$run-new*").Name | Sort-Object | Should -Be "$run-new1", "$run-new2", "$run-new3"
            Get-Container "$run-new*" | Select-Object Id, Connection, @{ n = 'NewName'; e = { $_.Name -replace 'new', 'old' } } |
                ConvertTo-Csv | ConvertFrom-Csv | Rename-Container
            (Get-Container "$run-old*").Name | Sort-Object | Should -Be "$run-old1", "$run-old2", "$run-old3"
        }

        It 'moves names along' {
            Get-Container "$run-old*" | Sort-Object Name -Descending | Rename-Container -NewName { "$run-old$(1 + $_.Name[-1].ToString())" }
            (Get-Container "$run-old*").Name | Sort-Object | Should -Be "$run-old2", "$run-old3", "$run-old4"
        }

        It 'refuses one name for several, and renames none' {
            { Rename-Container "$run-old*" "$run-new1" -ErrorAction Stop } | Should -Throw '*one container*'
            { Get-Container "$run-old*" | Rename-Container -NewName "$run-new1" -ErrorAction Stop } | Should -Throw '*one container*'
            Get-Container "$run-old*" | Should -HaveCount 3
        }

        It 'says that a name is in use, with the short id of who has it' {
            $taken = (Get-Container "$run-old2").Id
            Rename-Container "$run-old1" "$run-old2" -ErrorAction SilentlyContinue -ErrorVariable problem
            if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman answers 500 to a name that is in use' }
            $problem[0].FullyQualifiedErrorId | Should -Be 'NameInUse,DockerPS.Commands.RenameContainerCommand'
            "$problem" | Should -BeLike "*$($taken.Substring(0, 12))*"
            "$problem" | Should -Not -BeLike "*$taken*"
        }
    }

    Context 'Update-Container' {
        BeforeAll { Add-Sleeper limited | Out-Null }

        It 'changes limits and the restart policy, and nothing else' {
            Update-Container "$run-limited" -Memory 64m -MemorySwap 128MB -Cpu 0.5 -PidLimit 100 -Restart on-failure:3 | Should -BeNullOrEmpty
            $settings = (Get-Container "$run-limited" -Detailed).HostConfiguration
            $settings.Memory | Should -Be 64MB
            $settings.MemorySwap | Should -Be 128MB
            # podman tells them back as a period and a quota.
            if (-not $env:DOCKERPS_TEST_PODMAN) { $settings.NanoCpus | Should -Be 500000000 }
            $settings.PidsLimit | Should -Be 100
            $settings.RestartPolicy.Name | Should -Be 'on-failure'
            $settings.RestartPolicy.MaximumRetryCount | Should -Be 3
            $after = (Update-Container "$run-limited" -Restart no -PassThru).HostConfiguration
            $after.RestartPolicy.Name | Should -Be 'no'
            $after.Memory | Should -Be 64MB
        }

        It 'reads docker''s letters and flags' {
            $after = (Update-Container "$run-limited" -c 512 -CpusetCpus 0 -PidsLimit -1 -PassThru).HostConfiguration
            $after.AdditionalProperties.CpuShares ?? $after.CpuShares | Should -Be 512
        }

        It 'refuses what is no size, no policy, or nothing' {
            { Update-Container "$run-limited" -Memory 10xx } | Should -Throw '*not a size*'
            { Update-Container "$run-limited" -Restart on-failure:x } | Should -Throw '*number of attempts*'
            { Update-Container "$run-limited" } | Should -Throw '*nothing to change*'
        }
    }

    Context 'Clear-Container' {
        BeforeEach {
            $env:DOCKER_CONFIG = Join-Path $TestDrive 'config'
            New-Item $env:DOCKER_CONFIG -ItemType Directory -Force | Out-Null
            Set-Content (Join-Path $env:DOCKER_CONFIG config.json) '{}'
            docker run --name "$run-gone1" @label --label part=a $env:DOCKERPS_TEST_IMAGE sh -c 'head -c 3000000 /dev/zero > /big'
            docker create --name "$run-gone2" @label --label part=b $env:DOCKERPS_TEST_IMAGE true | Out-Null
            $mine = "label=dpslc=$run"
        }

        AfterEach { Get-Container "$run-gone*" | Remove-Container -Force }

        It 'lists with -WhatIf just what would go, with its bytes, and removes nothing' {
            $shown = Get-Shown { Clear-Container -Filter $mine, 'label=part' -Force -WhatIf }
            foreach ($name in "$run-gone1", "$run-gone2") {
                $container = Get-Container $name
                $shown -like "*Remove stopped container*$name ($($container.Id.Substring(0, 12))) on $env:DOCKERPS_TEST_ENGINE*" | Should -HaveCount 1
            }
            # podman counts what it has put in itself, too, and containerd's store its folders.
            $bytes = '3*MB'
            $shown -like "*$run-gone1 *, $bytes*" | Should -HaveCount 1
            $shown -like "*Remove 2 stopped containers ($bytes)*" | Should -HaveCount 1
            Get-Container "$run-gone*" | Should -HaveCount 2
        }

        It 'removes exactly what -WhatIf lists' -ForEach @(
            @{ Filter = 'label=part=a'; Left = 'gone2' }
            @{ Filter = 'label!=part=a'; Left = 'gone1' }
            @{ Filter = 'until=1h'; Left = 'gone1', 'gone2' }
        ) {
            Add-Sleeper gone3 '--label', 'part=a' | Out-Null
            $all = Get-Container "$run-gone*"
            $listed = Get-Shown { Clear-Container -Filter $mine, 'label=part', $Filter -WhatIf } |
                Select-String "Remove stopped container.* ""($run-gone\d)" | ForEach-Object { $_.Matches.Groups[1].Value }
            $result = Clear-Container -Filter $mine, 'label=part', $Filter -Force
            $gone = @($all | Where-Object Id -In $result.Deleted)
            $gone.Name | Sort-Object | Should -Be ($listed | Sort-Object)
            $expected = @($Left) + 'gone3' | ForEach-Object { "$run-$_" }
            (Get-Container "$run-gone*").Name | Sort-Object | Should -Be $expected
        }

        It 'answers with one summary, whose bytes are a number' {
            $result = Clear-Container -Filter @{ label = "dpslc=$run", 'part' } -Confirm:$false
            $result | Should -BeOfType DockerPS.PruneResult
            $result.Count | Should -Be 2
            $result.SpaceReclaimed | Should -BeOfType long
            $result.SpaceReclaimed | Should -BeGreaterOrEqual 3000000
            $result.SpaceReclaimed | Should -BeLessThan 4000000
            $result.Engine | Should -Be $env:DOCKERPS_TEST_ENGINE
            $again = Prune-Container -Filter $mine, 'label=part' -Force
            $again.Count | Should -Be 0
            $again.SpaceReclaimed | Should -Be 0
        }

        It 'adds the pruneFilters of config.json as the CLI does, unless they contradict the user''s' {
            Set-Content (Join-Path $env:DOCKER_CONFIG config.json) '{ "pruneFilters": [ "label!=part=a" ] }'
            (Clear-Container -Filter $mine, 'label=part' -Force).Count | Should -Be 1
            (Get-Container "$run-gone*").Name | Should -Be "$run-gone1"
            (Clear-Container -Filter $mine, 'label=part=a' -Force).Count | Should -Be 1
        }

        It 'answers with one summary for each engine' -Skip:$noSecond {
            docker -H $engines[1] create --name "$run-gone1" @label --label part=a $env:DOCKERPS_TEST_IMAGE true | Out-Null
            $result = Clear-Container -HostAddress $engines -Filter $mine, 'label=part' -Force
            $result | Should -HaveCount 2
            ($result | Where-Object Engine -EQ $engines[1]).Count | Should -Be 1
            ($result | Where-Object Engine -EQ $engines[0]).Count | Should -Be 2
        }

        It 'tells the engine''s refusal of a filter, and knows none for -WhatIf' {
            { Clear-Container -Filter color=red -WhatIf } | Should -Throw '*color*until*'
            { Clear-Container -Filter color=red, $mine -Force } | Should -Throw '*color*'
        }
    }

    Context 'ports and changes' {
        BeforeAll {
            Add-Sleeper ports @('-p', '127.0.0.1::80', '-p', '127.0.0.1::53/udp', '--expose', '81') | Out-Null
        }

        It 'are those that docker port prints' {
            $rows = Get-ContainerPort "$run-ports"
            $rows | ForEach-Object ToString | Sort-Object | Should -Be (docker port "$run-ports" | Sort-Object)
            $rows[0] | Should -BeOfType DockerPS.ContainerPortBinding
            $rows[0].HostPort | Should -BeOfType int
            $rows.Container | Select-Object -Unique | Should -Be "$run-ports"
            (Get-Container "$run-ports" | Get-ContainerPort).Count | Should -Be $rows.Count
            # What stands behind piped containers is the port, not their name.
            (Get-Container "$run-ports" | Get-ContainerPort 80).Protocol | Should -Be 'tcp'
            (Get-Container "$run-ports" | Get-ContainerPort 80/tcp, 53/udp).ContainerPort | Should -Be 53, 80
            (Get-ContainerPort (Get-Container "$run-ports") 80).Protocol | Should -Be 'tcp'
            { Get-Container "$run-ports" | Get-ContainerPort 80 81 } | Should -Throw '*one argument too many*'
            { Get-Container "$run-ports" | Get-ContainerPort -Name web } | Should -Throw '*only one of the two*'
            { Get-Container "$run-ports" | Get-ContainerPort http } | Should -Throw '*http*80/tcp*'
        }

        It 'can be chosen' {
            (Get-ContainerPort "$run-ports" 80).Protocol | Should -Be 'tcp'
            (Get-ContainerPort "$run-ports" -Port 80/tcp, 53/udp).ContainerPort | Should -Be 53, 80
            Get-ContainerPort "$run-ports" 80/udp, 81 | Should -BeNullOrEmpty
            { Get-ContainerPort "$run-ports" http } | Should -Throw '*http*80/tcp*'
        }

        It 'goes with the changes of the file system' {
            Invoke-ContainerCommand "$run-ports" -c 'echo x > /tmp/made; rm /bin/vi; chmod 700 /etc'
            $changes = Get-ContainerChange "$run-ports"
            $changes | Should -BeOfType DockerPS.ContainerChange
            ($changes | Where-Object Path -EQ '/tmp/made').Kind | Should -Be 'Added'
            ($changes | Where-Object Path -EQ '/bin/vi').Kind | Should -Be ([DockerPS.ContainerChangeKind]::Deleted)
            ($changes | Where-Object Path -EQ '/etc').Kind | Should -Be 'Changed'
            $changes.Container | Select-Object -Unique | Should -Be "$run-ports"
            $changes[0].Connection.Name | Should -Be $env:DOCKERPS_TEST_ENGINE
            $changes | ForEach-Object ToString | Sort-Object | Should -Be (docker diff "$run-ports" | Sort-Object)
        }
    }

    Context 'commands in several containers' {
        BeforeAll {
            Add-Sleeper exec1 | Out-Null
            Add-Sleeper exec2 | Out-Null
        }

        It 'label each line with its container, and the lines of standard error on the host' {
            $lines = Invoke-ContainerCommand "$run-exec*" -c 'hostname; echo oops >&2' -InformationVariable shown 6> $null
            foreach ($line in $lines) {
                $line | Should -BeOfType string
                (Get-Container $line.ContainerId).Name | Should -Be $line.Container
                $line.ContainerId.StartsWith($line) | Should -BeTrue
                $line.Connection.Name | Should -Be $env:DOCKERPS_TEST_ENGINE
            }
            $lines.Container | Sort-Object | Should -Be "$run-exec1", "$run-exec2"
            $shown | ForEach-Object { "$_" } | Sort-Object | Should -Be "$run-exec1: oops", "$run-exec2: oops"
        }

        It 'label them where containers are piped in' {
            $lines = Get-Container "$run-exec*" | Invoke-ContainerCommand -Command echo, hi
            $lines | Should -Be 'hi', 'hi'
            $lines.Container | Sort-Object | Should -Be "$run-exec1", "$run-exec2"
        }

        It 'leave the lines of a single one bare' {
            $line = Invoke-ContainerCommand "$run-exec1" -c 'echo hi; echo oops >&2' -InformationVariable shown 6> $null
            $line.PSObject.Properties.Name | Should -Be 'Length'
            "$shown" | Should -Be 'oops'
        }

        It 'name the engine where several have such a container' -Skip:$noSecond {
            Add-Sleeper exec1 -On $engines[1] | Out-Null
            Invoke-ContainerCommand "$run-exec1" -HostAddress $engines -c 'echo oops >&2' -InformationVariable shown 6> $null
            $shown | ForEach-Object { "$_" } | Sort-Object | Should -Be ($engines | ForEach-Object { "$run-exec1 on ${_}: oops" } | Sort-Object)
        }
    }
}
