BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
}

Describe 'What containers use on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpsst$PID"
        $label = $env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @()
        $web = docker run -d --name "$run-web" @label --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sleep 1000000
        $busy = docker run -d --name "$run-busy" @label --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sh -c 'while :; do :; done'
        $idle = docker create --name "$run-idle" @label $env:DOCKERPS_TEST_IMAGE sleep 1000000
    }

    AfterAll {
        docker rm -fv (docker ps -aq --filter "name=$run-") | Out-Null
        $env:DOCKER_HOST = $dockerHost
    }

    Context 'Get-ContainerStat' {
        It 'gives numbers of those that run' {
            $stats = Get-ContainerStat "$run-*"
            $stats.Name | Sort-Object | Should -Be "$run-busy", "$run-web"
            $one = $stats | Where-Object Name -EQ "$run-busy"
            $one | Should -BeOfType DockerPS.ContainerStat
            $one.Id | Should -Be $busy
            $one.CpuPercent | Should -BeOfType double
            $one.CpuPercent | Should -BeGreaterThan 0
            $one.MemoryUsage | Should -BeOfType long
            $one.MemoryUsage | Should -BeGreaterThan 0
            $one.MemoryLimit | Should -BeGreaterThan $one.MemoryUsage
            $one.Time | Should -BeOfType datetime
            $one.Engine | Should -Be $env:DOCKERPS_TEST_ENGINE
            $one.GetSections().cpu_stats.cpu_usage.total_usage | Should -BeGreaterThan 0
            (Get-ContainerStat).Name | Should -Contain "$run-web"
        }

        It 'says zeros of one that does not run, and does not hang' {
            $stopped = Get-ContainerStat "$run-idle" -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem | Should -BeNullOrEmpty
            $stopped.Name | Should -Be "$run-idle"
            $stopped.Time | Should -BeNullOrEmpty
            $stopped.CpuPercent, $stopped.MemoryUsage, $stopped.ProcessCount | Should -Be 0, 0, 0
            (Get-ContainerStat "$run-*" -All).Name | Should -Contain "$run-idle"
        }

        It 'takes one sample with -OneShot' {
            $one = Get-ContainerStat "$run-web" -OneShot
            $one.MemoryUsage | Should -BeGreaterThan 0
            $one.CpuPercent | Should -BeNullOrEmpty
            $one.Name | Should -Be "$run-web"
        }

        It 'goes on with -Stream until it has been enough' {
            $stats = Get-ContainerStat "$run-*" -Stream | Select-Object -First 4
            $stats | Should -HaveCount 4
            $stats.Name | Sort-Object -Unique | Should -Be "$run-busy", "$run-web"
            ($stats | Where-Object Name -EQ "$run-web")[1].Time | Should -BeGreaterThan ($stats | Where-Object Name -EQ "$run-web")[0].Time
            $stats.CpuPercent | Should -Not -Contain $null
        }

        It 'takes in a container that is started meanwhile and leaves one that ends' {
            $seen = [Collections.Generic.List[string]]::new()
            docker run -d --name "$run-come" @label --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sleep 1000000 | Out-Null
            Get-ContainerStat "$run-c*" -Stream | ForEach-Object {
                if ($_.Name -eq "$run-come" -and -not $seen.Contains("$run-come")) {
                    docker run -d --name "$run-came" @label --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE sleep 1000000 | Out-Null
                    docker kill "$run-come" | Out-Null
                }
                $seen.Add($_.Name)
                $_
            } | Where-Object Name -EQ "$run-came" | Select-Object -First 2 | Should -HaveCount 2
            $seen[-1] | Should -Be "$run-came"
        }

        It 'goes on to cmdlets of containers' {
            Get-ContainerStat "$run-web" | Get-Container | ForEach-Object Id | Should -Be $web
        }

        It 'shows the columns of docker' {
            $text = Get-ContainerStat "$run-web" | Out-String -Width 120
            foreach ($column in 'CPU %', 'Mem Usage / Limit', 'Mem %', 'Net I/O', 'Block I/O', 'PIDs') { $text | Should -BeLike "*$column*" }
            $text | Should -Match "$run-web +\d+\.\d\d% +[\d.]+[KM]iB / "
        }
    }

    Context 'Get-ContainerProcess' {
        It 'gives typed columns' {
            $process = Get-ContainerProcess "$run-web"
            $process | Should -BeOfType DockerPS.ContainerProcess
            $process.HostPid | Should -BeOfType int
            $process.Container | Should -Be "$run-web"
            $process.ContainerId | Should -Be $web
            $process.Command | Should -Be 'sleep 1000000'
            $process.CpuTime | Should -BeOfType timespan
            $process.User | Should -Not -BeNullOrEmpty
        }

        It 'passes options on to ps and adds its columns' {
            # podman runs ps in the container, and shows it, too.
            (Get-Container "$run-busy" | Get-ContainerProcess aux).MemoryPercent | Should -Not -BeNullOrEmpty
            $process = Get-ContainerProcess "$run-busy" aux | Select-Object -First 1
            $process.MemoryUsage | Should -BeGreaterThan 0
            $process.CpuPercent | Should -BeOfType double
            $process = Get-ContainerProcess "$run-busy" -Option '-o', 'pid,nlwp,etime,comm' | Select-Object -First 1
            $process.NLWP | Should -Be '1'
            $process.Elapsed | Should -BeOfType timespan
            $process.Command | Should -Be 'sh'
            $process | Out-String | Should -BeLike '*NLWP=1*'
        }

        It 'never reaches processes of this machine' {
            foreach ($option in @{}, @{ Option = '-o pid,pid=Id,comm=Name,comm=ProcessName' }) {
                { Get-ContainerProcess "$run-web" @option | Stop-Process -WhatIf } | Should -Throw -ErrorId 'InputObjectNotBound,*StopProcessCommand'
                if ($env:DOCKERPS_TEST_PODMAN) { break }
            }
        }

        It 'says that a container does not run' {
            Get-ContainerProcess "$run-idle" -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
            $problem | Should -HaveCount 1
        }
    }

    Context 'views' {
        BeforeAll {
            $escape = [string][char]27
            $rendering = $PSStyle.OutputRendering
        }

        AfterEach { $PSStyle.OutputRendering = $rendering }

        It 'are plain where they are text' {
            $PSStyle.OutputRendering = 'Host'
            $file = Join-Path $TestDrive 'containers.txt'
            Get-Container "$run-*" > $file
            Get-Content $file -Raw | Should -Not -Match $escape
            Get-Container "$run-*" | Out-String | Should -Not -Match $escape
            Get-Container "$run-*" | Format-List | Out-String | Should -Not -Match $escape
            Get-Container "$run-*" | Format-Wide | Out-String | Should -Not -Match $escape
        }

        It 'colour the state where that was asked for, and keep the columns' {
            $PSStyle.OutputRendering = 'Host'
            $containers = Get-Container "$run-*"
            $plain = $containers | Out-String
            $PSStyle.OutputRendering = 'Ansi'
            $coloured = $containers | Out-String
            $coloured.Contains("$escape[32mrunning$escape[0m") | Should -BeTrue
            $coloured -replace '\e\[[\d;]*m' -replace ' +\r?\n', "`n" | Should -Be ($plain -replace ' +\r?\n', "`n")
            $PSStyle.OutputRendering = 'PlainText'
            $containers | Out-String | Should -Be $plain
        }

        It 'show a selection as a list and names with their state side by side' {
            $PSStyle.OutputRendering = 'PlainText'
            $list = Get-Container "$run-web" -Detailed | Format-List | Out-String
            $list | Should -Match "Id +: $web"
            $list | Should -Match 'Command +: sleep 1000000'
            $list | Should -Not -Match 'Connection|AdditionalProperties'
            Get-Container "$run-web" | Format-Wide | Out-String | Should -BeLike "*$run-web (running)*"
            Get-Image $env:DOCKERPS_TEST_IMAGE | Format-Wide | Out-String | Should -BeLike "*$env:DOCKERPS_TEST_IMAGE*"
        }

        It 'work for what a job returns' {
            $PSStyle.OutputRendering = 'PlainText'
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-Container "$run-web" -Detailed)))
            $copy | Out-String | Should -Match "$run-web .*running"
            $copy | Format-Wide | Out-String | Should -BeLike "*$run-web (running)*"
        }
    }
}
