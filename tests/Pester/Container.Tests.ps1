BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
}

Describe 'The container cmdlets on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpsct$PID"
        $label = $env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @()

        function Add-Sleeper {
            param([string] $Name, [string[]] $Option = @(), [string[]] $Command = @('sleep', '1000000'))
            docker run -d --name "$run-$Name" @label @Option --stop-timeout 0 $env:DOCKERPS_TEST_IMAGE @Command
        }

        $web = Add-Sleeper web
        $db = Add-Sleeper db '--label', 'tier=db'
        $idle = docker create --name "$run-idle" @label $env:DOCKERPS_TEST_IMAGE sleep 1000000
    }

    AfterAll {
        docker rm -fv (docker ps -aq --filter "name=$run-") | Out-Null
        $env:DOCKER_HOST = $dockerHost
    }

    Context 'Get-Container' {
        It 'returns running and stopped ones with what a list tells' {
            $all = Get-Container "$run-*"
            $all.Name | Sort-Object | Should -Be "$run-db", "$run-idle", "$run-web"
            $all[0] | Should -BeOfType DockerPS.ContainerSummary
            ($all | Where-Object Name -EQ "$run-idle").State | Should -Be 'created'
            $all.Id | Should -Contain $web
            $all[0].Created | Should -BeOfType datetime
            $all[0].Engine | Should -Be $env:DOCKERPS_TEST_ENGINE
        }

        It 'finds by name, full id and unique id prefix' {
            (Get-Container "$run-web").Id | Should -Be $web
            (Get-Container $web).Id | Should -Be $web
            (Get-Container $web.Substring(0, 20)).Id | Should -Be $web
            ("$run-web", "$run-db" | Get-Container).Id | Should -Be $web, $db
        }

        It 'filters' {
            (Get-Container "$run-*" -State running).Name | Sort-Object | Should -Be "$run-db", "$run-web"
            (Get-Container "$run-*" -State Created, exited).Id | Should -Be $idle
            (Get-Container -Label @{ tier = 'db' } -Filter @{ name = "$run-" }).Id | Should -Be $db
            (Get-Container "$run-*" -Since "$run-db").Id | Should -Be $idle
            Get-Container "$run-web" -State exited | Should -BeNullOrEmpty
        }

        It 'inspects with -Detailed, wildcards and one name alike' {
            $detail = Get-Container "$run-w*" -Detailed
            $detail | Should -BeOfType DockerPS.ContainerDetail
            $detail.Arguments | Should -Be '1000000'
            (Get-Container "$run-web" -Detailed).ProcessId | Should -Be $detail.ProcessId
        }

        It 'says that a literal name is unknown, and is silent about a wildcard' {
            $found = Get-Container "$run-nosuch", "$run-web" -ErrorAction SilentlyContinue -ErrorVariable problem
            $found.Id | Should -Be $web
            $problem | Should -HaveCount 1
            $problem[0].FullyQualifiedErrorId | Should -Be 'ContainerNotFound,DockerPS.Commands.GetContainerCommand'
            $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $problem[0].TargetObject | Should -Be "$run-nosuch"
            Get-Container "$run-nosuch*" -ErrorAction Stop | Should -BeNullOrEmpty
        }

        It 'lists the candidates of an ambiguous id' {
            # Of seventeen ids, two begin with the same digit.
            $many = 1..17 | ForEach-Object { docker create --name "$run-many$_" @label $env:DOCKERPS_TEST_IMAGE true }
            $digit = ($many | Group-Object { $_[0] } | Where-Object Count -GT 1 | Select-Object -First 1)
            Get-Container $digit.Name -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'AmbiguousName,*'
            foreach ($id in $digit.Group) { "$($problem[0])" | Should -BeLike "*($($id.Substring(0, 12)))*" }
            Remove-Container "$run-many*"
            Get-Container "$run-many*" | Should -BeNullOrEmpty
        }
    }

    Context 'changes' {
        It 'start, stop, signal and wait' {
            Start-Container "$run-idle" | Should -BeNullOrEmpty
            Start-Container "$run-idle" -PassThru | ForEach-Object State | Should -Be 'running'
            Stop-Container "$run-idle" -Timeout 0 -PassThru | ForEach-Object State | Should -Be 'exited'
            Stop-Container "$run-idle" -ErrorAction Stop
            Start-Container "$run-idle"
            Send-ContainerSignal "$run-idle" KILL
            $result = Wait-Container "$run-idle"
            $result.ExitCode | Should -Be 137
            $result.Name | Should -Be "$run-idle"
            $result | Should -BeOfType DockerPS.ContainerWaitResult
        }

        It 'acts on objects, arrays and what was stored as text' {
            function Get-Db { Get-Container "$run-db" -HostAddress $env:DOCKERPS_TEST_ENGINE @args }
            $shapes = @{
                object   = { Get-Db | Stop-Container -WhatIf }
                array    = { $all = @(Get-Db); Stop-Container $all -WhatIf }
                objects  = { [object[]] $all = Get-Db; Stop-Container $all -WhatIf }
                detailed = { Stop-Container (Get-Db -Detailed) -WhatIf }
                csv      = { Get-Db | ConvertTo-Csv | ConvertFrom-Csv | Stop-Container -WhatIf }
                json     = { Get-Db | ConvertTo-Json -Depth 2 | ConvertFrom-Json | Stop-Container -WhatIf }
                clixml   = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-Db), 2)) | Stop-Container -WhatIf }
                clixml1  = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-Db), 1)) | Stop-Container -WhatIf }
                waited   = { Get-Db | Select-Object Id, Connection | Stop-Container -WhatIf }
            }
            # What does not come from the objects would go to no engine at all.
            $expected = "What if: Performing the operation ""Stop container"" on target ""$run-db ($($db.Substring(0, 12))) on $env:DOCKERPS_TEST_ENGINE""."
            $env:DOCKER_HOST = 'unix:///no/such/engine.sock'
            try {
                foreach ($shape in $shapes.GetEnumerator()) {
                    $log = Join-Path $TestDrive "$($shape.Key).txt"
                    Start-Transcript $log | Out-Null
                    try { & $shape.Value } finally { Stop-Transcript | Out-Null }
                    Get-Content $log | Should -Contain $expected -Because $shape.Key
                }
            }
            finally { $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE }
        }

        It 'finds the engine again after a job' {
            $job = Start-Job { Import-Module $using:env:DOCKERPS_MODULE; Get-Container "$using:run-db" } | Receive-Job -Wait -AutoRemoveJob
            $job.PSComputerName | Should -Be 'localhost'
            $env:DOCKER_HOST = 'unix:///no/such/engine.sock'
            try { ($job | Get-Container).Id | Should -Be $db } finally { $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE }
        }

        It 'never takes what belongs to another machine for its own' {
            $record = [pscustomobject]@{ Id = $db; Connection = "$env:DOCKERPS_TEST_ENGINE on build7"; PSComputerName = 'build7'; RunspaceId = [guid]::NewGuid() }
            $json = [pscustomobject]@{ Id = $db; Connection = @{ Name = $env:DOCKERPS_TEST_ENGINE; Endpoint = $env:DOCKERPS_TEST_ENGINE; Machine = 'build7' } } | ConvertTo-Json | ConvertFrom-Json
            $record, $json | Stop-Container -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem | Should -HaveCount 2
            $problem.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'ConnectionNotFound,DockerPS.Commands.StopContainerCommand'
            "$($problem[0])" | Should -BeLike "*'build7'*"
            (Get-Container "$run-db").State | Should -Be 'running'

            # Whoever knows where it is can say so.
            ($record | Get-Container -HostAddress $env:DOCKERPS_TEST_ENGINE).Id | Should -Be $db
        }

        It 'never takes a file, a process or any other object for a container' {
            Set-Content (Join-Path $TestDrive "$run-web") ''
            Push-Location $TestDrive
            try {
                Get-ChildItem | Stop-Container -WhatIf -ErrorAction SilentlyContinue -ErrorVariable problem
                $problem[0].FullyQualifiedErrorId | Should -BeLike 'InputObject*,*'
                [IO.FileInfo] "$run-web" | Stop-Container -ErrorAction SilentlyContinue
                { Stop-Container ([IO.FileInfo] "$run-web") } | Should -Throw '*object of the type FileInfo*'
                { Stop-Container @((Get-Container "$run-web"), "$run-web") } | Should -Throw '*object of the type ContainerSummary*'
                Get-Process -Id $PID | Stop-Container -ErrorAction SilentlyContinue -ErrorVariable process
                $process | Should -Not -BeNullOrEmpty
            }
            finally { Pop-Location }
            (Get-Container "$run-web").State | Should -Be 'running'
        }

        It 'never looks for the id of another noun, and says what was piped in' {
            Get-Container "$run-web" | Remove-Image -ErrorAction SilentlyContinue -ErrorVariable container | Should -BeNullOrEmpty
            $container.FullyQualifiedErrorId | Should -Be 'WrongObject,DockerPS.Commands.RemoveImageCommand'
            "$container" | Should -Be "Remove-Image takes images; what was given is of the kind container: $($web.Substring(0, 12))."
            $stored = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-Container "$run-web"), 2))
            $stored | Get-Image -ErrorAction SilentlyContinue -ErrorVariable container | Should -BeNullOrEmpty
            $container.FullyQualifiedErrorId | Should -Be 'WrongObject,DockerPS.Commands.GetImageCommand'
            Get-Image $env:DOCKERPS_TEST_IMAGE | Remove-Container -ErrorAction SilentlyContinue -ErrorVariable image
            "$image" | Should -BeLike '*is not the id of a container*Get-Container*'
            # What tells about a container has its id, too.
            Add-Sleeper told @() 'true' | Out-Null
            (Wait-Container "$run-told" | Get-Container).Name | Should -Be "$run-told"
            Wait-Container "$run-told" | Remove-Container
            Get-Container "$run-told*" | Should -BeNullOrEmpty
        }

        It 'does nothing with -WhatIf, whatever -Force says' {
            Remove-Container "$run-web" -Force -WhatIf
            & { $WhatIfPreference = $true; Remove-Container "$run-web" -Force }
            (Get-Container "$run-web").State | Should -Be 'running'
        }

        It 'refuses to remove a running container without -Force, in the engine''s own words' {
            Remove-Container "$run-web" -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -Be 'Conflict,DockerPS.Commands.RemoveContainerCommand'
            $problem[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
            { Remove-Container "$run-web" -ErrorAction Stop } | Should -Throw '*running*'
        }

        It 'refuses a stop signal that the engine is too old for, before anything is sent' {
            $version = [version] (Get-DockerVersion).ApiVersion
            if ($version -ge [version] '1.42') { Set-ItResult -Skipped -Because "the engine has API $version" }
            { Stop-Container "$run-web" -Signal INT -ErrorAction Stop } | Should -Throw '*1.42*1.41*'
            (Get-Container "$run-web").State | Should -Be 'running'
        }
    }

    Context 'Wait-Container' {
        It 'waits for health and says when there is no check' {
        if ($env:DOCKERPS_TEST_PODMAN) { Set-ItResult -Skipped -Because 'podman leaves health checks to systemd, which is not everywhere' }
            Add-Sleeper healthy '--health-cmd', 'true', '--health-interval', '1s'
            (Wait-Container "$run-healthy" -For Healthy -Timeout 60).Name | Should -Be "$run-healthy"
            (Get-Container "$run-healthy").Health | Should -Be 'healthy'
            { Wait-Container "$run-web" -For Healthy -ErrorAction Stop } | Should -Throw '*no health check*'
        }

        It 'waits for one that removes itself' {
            Add-Sleeper short '--rm' 'sleep', '0.3'
            (Wait-Container "$run-short" -For Removed -Timeout 60).ExitCode | Should -Be 0
        }

        It 'gives up after its time and leaves the container as it is' {
            Wait-Container "$run-web" -Timeout 0.2 -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
            $problem[0].FullyQualifiedErrorId | Should -Be 'Timeout,DockerPS.Commands.WaitContainerCommand'
            (Get-Container "$run-web").State | Should -Be 'running'
        }

        It 'waits for more than ThrottleLimit would allow, each told as it ends' {
            $names = 1..20 | ForEach-Object { Add-Sleeper "wait$_" @() 'sh', '-c', "sleep 0.$($_ % 10); exit $_" | Out-Null; "$run-wait$_" }
            $results = $names | Wait-Container
            ($results.ExitCode | Sort-Object) | Should -Be (1..20)
        }

        It 'ends at Ctrl+C and leaves the container alone' -Skip:(-not $IsLinux) {
            docker create --name "$run-ended" @label $env:DOCKERPS_TEST_IMAGE true | Out-Null
            $start = [Diagnostics.ProcessStartInfo]::new('env')
            $script = "Import-Module '$env:DOCKERPS_MODULE'; Wait-Container $run-web, $run-ended | ForEach-Object Name; 'not reached'"
            # A test runner in the background ignores SIGINT, and its children would, too.
            foreach ($word in '--default-signal=INT', 'pwsh', '-NoProfile', '-Command', $script) { $start.ArgumentList.Add($word) }
            $start.RedirectStandardOutput = $true
            $child = [Diagnostics.Process]::Start($start)
            $child.StandardOutput.ReadLine() | Should -Be "$run-ended"
            kill -s INT $child.Id
            $child.WaitForExit(30000) | Should -BeTrue
            $child.StandardOutput.ReadToEnd() | Should -Not -BeLike '*not reached*'
            (Get-Container "$run-web").State | Should -Be 'running'
        }
    }
}
