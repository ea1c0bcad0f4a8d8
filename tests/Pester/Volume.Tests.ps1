BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
    $second = $env:DOCKERPS_TEST_ENGINE2
}

Describe 'The volume cmdlets on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpsvol$PID"
        $label = $env:DOCKERPS_TEST_LABEL ? $env:DOCKERPS_TEST_LABEL : "dockerps.test=$run"
        $podman = [bool]$env:DOCKERPS_TEST_PODMAN
        # From then on engines tell anonymous volumes from others; podman never does.
        $knowsAnonymous = -not $podman -and [version](Test-DockerConnection -Detailed).ApiVersion -ge [version]'1.42'

        function Add-Sleeper {
            param([string] $Name, [string[]] $Option = @())
            docker run -d --name "$run-$Name" --label $label @Option --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sleep 1000000
        }

        function Clear-Run {
            foreach ($engine in $env:DOCKERPS_TEST_ENGINE, $env:DOCKERPS_TEST_ENGINE2 | Where-Object { $_ }) {
                $containers = @(docker -H $engine ps -aq --filter "name=$run-")
                if ($containers) { docker -H $engine rm -fv @containers | Out-Null }
                $volumes = @(
                    docker -H $engine volume ls -q --filter "name=$run-"
                    docker -H $engine volume ls -q --filter "label=run=$run"
                )
                if ($volumes) { docker -H $engine volume rm @volumes | Out-Null }
            }
        }
    }

    AfterEach { Clear-Run }

    AfterAll { $env:DOCKER_HOST = $dockerHost }

    Context 'New-DockerVolume and Get-DockerVolume' {
        It 'makes a volume as docker does, and returns it' {
            $made = New-DockerVolume "$run-a" -Label $label, @{ tier = 'db' } -Option type=tmpfs, device=tmpfs, @{ o = 'size=1m' }
            $made | Should -BeOfType DockerPS.DockerVolumeSummary
            $inspected = docker volume inspect "$run-a" | ConvertFrom-Json
            $inspected.Labels.tier | Should -Be 'db'
            $inspected.Options.o | Should -Be 'size=1m'
            $made.Mountpoint | Should -Be $inspected.Mountpoint
            $made.Labels.tier | Should -Be 'db'
            $made.Created | Should -BeOfType datetime
            ((Get-Date) - $made.Created).TotalMinutes | Should -BeLessThan 60
        }

        It 'makes one without a name' {
            $made = New-DockerVolume -Label $label, "run=$run"
            $made.Name | Should -Match '^[0-9a-f]{64}$'
            (docker volume ls -q) | Should -Contain $made.Name
            if ($knowsAnonymous) { $made.Anonymous | Should -BeTrue }
            ($made | Out-String) | Should -Match ($made.Name.Substring(0, 12) + [char]0x2026)
        }

        It 'makes several side by side and finds them by name, wildcard and filter' {
            New-DockerVolume "$run-b", "$run-a" -Label $label, "n=$run" | Should -HaveCount 2
            (Get-DockerVolume "$run-?").Name | Should -Be "$run-a", "$run-b"
            (Get-DockerVolume "$run-a").Name | Should -Be "$run-a"
            (Get-DockerVolume -Label "n=$run" -Driver local).Name | Should -Be "$run-a", "$run-b"
            (Get-DockerVolume -Label @{ n = $run } -Filter @{ name = "$run-b" }).Name | Should -Be "$run-b"
            ("$run-a", "$run-b" | Get-DockerVolume).Count | Should -Be 2
            (Get-DockerVolume).Name | Should -Contain "$run-a"
        }

        It 'returns what is there already, and says that it is not what was asked for' {
            New-DockerVolume "$run-a" -Label $label | Out-Null
            $again = New-DockerVolume "$run-a" -Label $label -WarningVariable w -ErrorAction SilentlyContinue -ErrorVariable e
            if ($podman) { $e.Count | Should -BeLessOrEqual 1; return }
            $again.Name | Should -Be "$run-a"
            $w | Should -BeNullOrEmpty
            New-DockerVolume "$run-a" -Label x=1 -WarningVariable w -WarningAction SilentlyContinue | Out-Null
            $w | Should -BeLike "*$run-a*was there already, with other labels*"
        }

        It 'says what the engine refuses, and goes on with the others' {
            $made = New-DockerVolume "$run/a", "$run-b" -Label $label -ErrorAction SilentlyContinue -ErrorVariable e
            $made.Name | Should -Be "$run-b"
            $e.Count | Should -Be 1
            $e[0].TargetObject | Should -Be "$run/a"
            { New-DockerVolume "$run-c" -Driver "no-such-$run" } | Should -Throw "*no-such-$run*"
            { New-DockerVolume '-Lable' } | Should -Throw '*names do not begin*'
        }

        It 'makes nothing with -WhatIf' {
            New-DockerVolume "$run-a" -WhatIf | Should -BeNullOrEmpty
            Get-DockerVolume "$run-*" | Should -BeNullOrEmpty
        }

        It 'tells the size and the users' {
            New-DockerVolume "$run-a", "$run-b" -Label $label | Out-Null
            $user = Add-Sleeper user '-v', "$run-a`:/data"
            docker exec "$run-user" sh -c 'head -c 300000 /dev/zero > /data/x'
            docker create --name "$run-idle" --label $label -v "$run-a`:/ro:ro" $env:DOCKERPS_TEST_IMAGE true | Out-Null
            $detail = Get-DockerVolume "$run-*" -Detailed
            $detail | Should -BeOfType DockerPS.DockerVolumeDetail
            $detail[0].Size | Should -BeGreaterOrEqual 300000
            $detail[0].Size | Should -BeLessThan 400000
            $detail[1].Containers | Should -BeNullOrEmpty
            $detail[0].Containers.Name | Should -Be "$run-idle", "$run-user"
            $detail[0].Containers.Destination | Should -Be '/ro', '/data'
            $detail[0].Containers[1].ContainerId | Should -Be $user
            $detail[0].Containers[1].State | Should -Be running
            if (-not $podman) {
                $detail[0].Containers.Writable | Should -Be $false, $true
                $detail.ReferenceCount | Should -Be 2, 0
            }
            (Get-DockerVolume "$run-a").Size | Should -BeNullOrEmpty
            (Get-DockerVolume "$run-*" -Dangling $true).Name | Should -Be "$run-b"
            (Get-DockerVolume "$run-*" -Dangling $false).Name | Should -Be "$run-a"
        }

        It 'is shown without its connection' {
            New-DockerVolume "$run-a" -Label $label | Out-Null
            $PSStyle.OutputRendering = 'PlainText'
            Get-DockerVolume "$run-a" | Out-String -Width 200 | Should -Match 'Name\s+Driver\s+Scope\s+Created'
            Get-DockerVolume "$run-a" -Detailed | Out-String -Width 200 | Should -Match 'Name\s+Driver\s+Created\s+Size\s+Containers'
            $list = Get-DockerVolume "$run-a" | Format-List | Out-String -Width 200
            $list | Should -Match 'Mountpoint\s+: /'
            $list | Should -Not -Match 'Connection|VolumeName'
            $json = Get-DockerVolume "$run-a" -Detailed | ConvertTo-Json -Depth 2 -WarningVariable w
            ($json | ConvertFrom-Json).Name | Should -Be "$run-a"
            $w | Should -BeNullOrEmpty
        }

        It 'says that one is not there, and is silent about a wildcard' {
            Get-DockerVolume "$run-none" -ErrorAction SilentlyContinue -ErrorVariable e | Should -BeNullOrEmpty
            $e[0].FullyQualifiedErrorId | Should -BeLike 'VolumeNotFound,*'
            $e[0].TargetObject | Should -Be "$run-none"
            Get-DockerVolume "$run-none*" | Should -BeNullOrEmpty
        }
    }

    Context 'Between containers and volumes' {
        It 'leads from one to the other and back' {
            New-DockerVolume "$run-a", "$run-b" -Label $label | Out-Null
            Add-Sleeper one '-v', "$run-a`:/a", '-v', "$run-b`:/b", '-v', "$run-a`:/again" | Out-Null
            docker create --name "$run-two" --label $label -v "$run-b`:/b" $env:DOCKERPS_TEST_IMAGE true | Out-Null
            (Get-Container "$run-one" | Get-DockerVolume).Name | Should -Be "$run-a", "$run-b"
            (Get-Container "$run-*" | Get-DockerVolume).Name | Should -HaveCount 2
            (Get-DockerVolume -Container "$run-two").Name | Should -Be "$run-b"
            (Get-DockerVolume -Container "$run-two" -Connection $env:DOCKERPS_TEST_ENGINE).Name | Should -Be "$run-b"
            (Get-DockerVolume "$run-b" | Get-Container).Name | Sort-Object | Should -Be "$run-one", "$run-two"
            (Get-DockerVolume "$run-*" | Get-Container).Name | Should -HaveCount 2
            (Get-DockerVolume "$run-b" | Get-Container -State running).Name | Should -Be "$run-one"
            (Get-DockerVolume "$run-a" -Detailed | Get-Container -Detailed).Name | Should -Be "$run-one"
            $b = Get-DockerVolume "$run-b"
            docker rm -f "$run-one" "$run-two" | Out-Null
            $b | Get-Container | Should -BeNullOrEmpty
            docker volume rm "$run-b" | Out-Null
            $b | Get-Container -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -BeLike 'VolumeNotFound,*'
        }

        It 'inspects volumes as any object' {
            New-DockerVolume "$run-a" -Label $label | Out-Null
            Get-DockerObject "$run-a" | Should -BeOfType DockerPS.DockerVolumeDetail
            (Get-DockerVolume "$run-a" | Get-DockerObject).Name | Should -Be "$run-a"
            (Get-DockerObject "$run-a" -Type volume -Size).Size | Should -Be 0
        }
    }

    Context 'Volumes that have been text' {
        It 'binds those of CSV, JSON and jobs to their own engine' -Skip:(-not $second) {
            New-DockerVolume "$run-csv", "$run-json", "$run-job" -Label $label -HostAddress $env:DOCKERPS_TEST_ENGINE2 | Out-Null
            New-DockerVolume "$run-csv", "$run-json", "$run-job" -Label $label | Out-Null
            $there = @{ HostAddress = $env:DOCKERPS_TEST_ENGINE2 }
            Get-DockerVolume "$run-csv" @there | ConvertTo-Csv | ConvertFrom-Csv | Remove-DockerVolume -Force
            Get-DockerVolume "$run-json" @there | ConvertTo-Json | ConvertFrom-Json | Remove-DockerVolume -Force
            $module = Join-Path (Get-Module DockerPS).ModuleBase DockerPS.psd1
            Start-Job { Import-Module $using:module; Get-DockerVolume "$using:run-job" @using:there } | Receive-Job -Wait | Remove-DockerVolume -Force
            Get-DockerVolume "$run-*" @there | Should -BeNullOrEmpty
            (Get-DockerVolume "$run-*").Name | Should -Be "$run-csv", "$run-job", "$run-json"
        }

        It 'never takes a file, a process or a bag with a name for a volume' {
            New-DockerVolume "$run-a" -Label $label | Out-Null
            $file = New-Item (Join-Path TestDrive: "$run-a")
            $bags = $file, (Get-Process -Id $PID), [pscustomobject]@{ Name = "$run-a" }, [pscustomobject]@{ VolumeName = "$run-a" },
                [pscustomobject]@{ Name = "$run-a"; Connection = $env:DOCKERPS_TEST_ENGINE }, [pscustomobject]@{ Name = "$run-a"; Id = "$run-a"; Connection = $env:DOCKERPS_TEST_ENGINE }
            $bags | Remove-DockerVolume -Force -ErrorAction SilentlyContinue -ErrorVariable e
            $e.Count | Should -Be $bags.Count
            $bags | Remove-DockerVolume -Force -HostAddress $env:DOCKERPS_TEST_ENGINE -ErrorAction SilentlyContinue -ErrorVariable e
            (Get-DockerVolume "$run-a").Name | Should -Be "$run-a"
            [pscustomobject]@{ VolumeName = "$run-?"; Connection = $env:DOCKERPS_TEST_ENGINE } | Remove-DockerVolume -Force -ErrorAction SilentlyContinue -ErrorVariable e
            $e.Count | Should -Be 1
            (Get-DockerVolume "$run-a").Name | Should -Be "$run-a"
        }

        It 'refuses an engine that it cannot resolve' {
            [pscustomobject]@{ VolumeName = "$run-a"; Connection = "no-such-$run" } | Remove-DockerVolume -Force -ErrorAction SilentlyContinue -ErrorVariable e
            $e.Count | Should -Be 1
        }
    }

    Context 'Remove-DockerVolume and Clear-DockerVolume' {
        It 'removes by name and object, over two engines' {
            $engines = $env:DOCKERPS_TEST_ENGINE, $env:DOCKERPS_TEST_ENGINE2 | Where-Object { $_ }
            New-DockerVolume "$run-a", "$run-b", "$run-c" -Label $label -HostAddress $engines | Should -HaveCount (3 * @($engines).Count)
            Remove-DockerVolume "$run-a" -Force -HostAddress $engines | Should -BeNullOrEmpty
            Get-DockerVolume "$run-[bc]" -HostAddress $engines | Remove-DockerVolume -Confirm:$false
            Get-DockerVolume "$run-*" -HostAddress $engines | Should -BeNullOrEmpty
        }

        It 'asks, since data dies' {
            New-DockerVolume "$run-a" -Label $label | Out-Null
            $module = Join-Path (Get-Module DockerPS).ModuleBase DockerPS.psd1
            pwsh -NoProfile -NonInteractive -Command "Import-Module '$module'; Remove-DockerVolume '$run-a'" *> $null
            Remove-DockerVolume "$run-a" -WhatIf
            (Get-DockerVolume "$run-a").Name | Should -Be "$run-a"
        }

        It 'says that one is not there, unless -Force is given' {
            Remove-DockerVolume "$run-none" -ErrorAction SilentlyContinue -ErrorVariable e
            $e[0].FullyQualifiedErrorId | Should -BeLike 'VolumeNotFound,*'
            Remove-DockerVolume "$run-none" -Force
        }

        It 'refuses one that a stopped container mounts, and removes the others' {
            New-DockerVolume "$run-a", "$run-b" -Label $label | Out-Null
            docker create --name "$run-idle" --label $label -v "$run-a`:/a" $env:DOCKERPS_TEST_IMAGE true | Out-Null
            Remove-DockerVolume "$run-?" -Force -ErrorAction SilentlyContinue -ErrorVariable e
            $e.Count | Should -Be 1
            $e[0].FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
            (Get-DockerVolume "$run-*").Name | Should -Be "$run-a"
        }

        It 'clears what is unused, and lists exactly that and its bytes beforehand' {
            New-DockerVolume "$run-idle", "$run-used" -Label $label, "clear=$run" | Out-Null
            New-DockerVolume "$run-keep" -Label $label | Out-Null
            # podman does not spare it.
            New-DockerVolume "$run-options" -Label $label, ($podman ? 'x' : "clear=$run") -Option type=tmpfs, device=tmpfs | Out-Null
            $anonymous = (New-DockerVolume -Label $label, "clear=$run", "run=$run").Name
            Add-Sleeper a '-v', "$run-used`:/used", '-v', "$run-idle`:/idle" | Out-Null
            docker exec "$run-a" sh -c 'head -c 300000 /dev/zero > /idle/x'
            docker rm -f "$run-a" | Out-Null
            docker create --name "$run-b" --label $label -v "$run-used`:/used" $env:DOCKERPS_TEST_IMAGE true | Out-Null

            $module = Join-Path (Get-Module DockerPS).ModuleBase DockerPS.psd1
            $shown = pwsh -NoProfile -Command "Import-Module '$module'; Clear-DockerVolume -All -WhatIf -Filter 'label=clear=$run'" | Out-String
            $shown | Should -Match "$run-idle on .*, 30\dkB"
            $shown | Should -Match $anonymous
            $shown | Should -Match 'Remove 2 unused volumes \(30\dkB\)'
            $shown | Should -Not -Match "$run-(used|keep|options)"
            (Get-DockerVolume "$run-idle").Name | Should -Be "$run-idle"

            if ($knowsAnonymous) {
                (Clear-DockerVolume -Filter @{ label = "clear=$run" } -Force).Deleted | Should -Be $anonymous
                (Get-DockerVolume "$run-idle").Name | Should -Be "$run-idle"
                $rest = @("$run-idle")
            }
            else {
                $rest = @("$run-idle", $anonymous)
            }

            $cleared = Clear-DockerVolume -All -Filter @{ label = "clear=$run" } -Force
            $cleared.Deleted | Sort-Object | Should -Be ($rest | Sort-Object)
            if (-not $podman) { $cleared.SpaceReclaimed | Should -BeGreaterOrEqual 300000 }
            (Get-DockerVolume "$run-*").Name | Should -Be "$run-keep", "$run-options", "$run-used"
        }

        It 'does not let podman remove what fits one of several filters' -Skip:(-not $env:DOCKERPS_TEST_PODMAN) {
            New-DockerVolume "$run-a" -Label $label, 'a' | Out-Null
            { Clear-DockerVolume -All -Filter @{ label = "none=$run"; 'label!' = 'b' } -Force } | Should -Throw '*one filter only*'
            (Get-DockerVolume "$run-a").Name | Should -Be "$run-a"
        }

        It 'warns where the engine cannot spare volumes with a name' {
            Clear-DockerVolume -Filter "label=nothing=$run" -Force -WarningVariable w -WarningAction SilentlyContinue | Out-Null
            if ($knowsAnonymous) { $w | Should -BeNullOrEmpty } else { $w | Should -BeLike '*all unused volumes go*' }
            Clear-DockerVolume -All -Filter "label=nothing=$run" -Force -WarningVariable w | Out-Null
            $w | Should -BeNullOrEmpty
        }
    }

    Context 'Completion' {
        It 'offers volumes and drivers of the engine' {
            New-DockerVolume "$run-a" -Label $label | Out-Null
            function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
            # The engine has 250 ms to answer; a busy machine may need another try.
            $until = (Get-Date).AddSeconds(30)
            while ((Complete "Get-DockerVolume $run-") -ne "$run-a" -and (Get-Date) -lt $until) { }
            Complete "Get-DockerVolume $run-" | Should -Be "$run-a"
            while ((Complete "Get-Container -Volume $run-") -ne "$run-a" -and (Get-Date) -lt $until) { }
            Complete "Get-Container -Volume $run-" | Should -Be "$run-a"
            while ((Complete 'New-DockerVolume x -Driver lo') -ne 'local' -and (Get-Date) -lt $until) { }
            Complete 'New-DockerVolume x -Driver lo' | Should -Be 'local'
        }
    }
}
