BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_SWARM -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
}

Describe 'Services and tasks in a real swarm' -Skip:$skip {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Swarm.ps1')
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = Initialize-TestSwarm -Nodes 3
        $image = $env:DOCKERPS_TEST_IMAGE

        # A service that stops at once when it is told to. Images are in no registry here, and there is no routing mesh.
        function Add-Sleeper {
            param([string] $Name, [int] $Replica = 1, [string] $Script = 'exec sleep 1000000', [hashtable] $Option = @{})
            New-DockerService -Name $Name -Replica $Replica -NoResolveImage -EndpointMode dnsrr -StopGracePeriod 0.1 -RestartDelay 0 `
                -UpdateMonitor 1 @Option $image -- sh -c $Script
        }
    }

    AfterEach { Get-DockerService | Remove-DockerService }

    AfterAll {
        Clear-TestSwarm
        $env:DOCKER_HOST = $dockerHost
    }

    Context 'Reading' {
        BeforeEach { $null = Add-Sleeper web -Replica 3 -Option @{ Label = 'com.docker.stack.namespace=shop', 'tier=front'; Publish = 'published=18099,target=80,mode=host' } }

        It 'shows the table of docker service ls' {
            $columns = (docker service ls --format '{{.Name}} {{.Mode}} {{.Replicas}} {{.Image}}') -split ' '
            $row = (Get-DockerService | Out-String -Stream -Width 150 | Where-Object { $_ -match '^web ' }) -split ' +'
            $row[0, 2, 3, 4] | Should -Be $columns
            $row[1] | Should -Be (docker service ls -q)
            $row[5] | Should -Be '*:18099->80/tcp'
        }

        It 'shows the table of docker service ps, the history indented' {
            Resize-DockerService web 1
            docker service update -q -d --force web | Out-Null
            Wait-DockerService web | Out-Null
            $ours = @(Get-DockerTask web | Out-String -Stream -Width 200 | ForEach-Object { if ($_ -match '^( \\_ )?(web\.\d) +(\S+) ') { "$($Matches[1])$($Matches[2]) $($Matches[3])" } })
            $docker = @(docker service ps web --format 'table {{.Name}} {{.ID}}' | Select-Object -Skip 1)
            $ours | Should -Be $docker
            $ours[1] | Should -BeLike ' \_ web.1*'
        }

        It 'tells the whole service as docker service inspect does' {
            $web = Get-DockerService web -Detailed
            $inspected = docker service inspect web | ConvertFrom-Json
            $web | Should -BeOfType DockerPS.DockerServiceDetail
            $web.Id | Should -Be $inspected.ID
            $web.Version | Should -Be $inspected.Version.Index
            $web.Spec.TaskTemplate.Container.Image | Should -Be $inspected.Spec.TaskTemplate.ContainerSpec.Image
            $web.Spec.TaskTemplate.Container.Command | Should -Be $inspected.Spec.TaskTemplate.ContainerSpec.Args
            $web.Spec.UpdateConfig.Monitor | Should -Be ([timespan]'0:0:1')
            $web.Replicas | Should -Be '3/3'
            ($web | Format-List | Out-String) | Should -Match 'Environment'
        }

        It 'finds by stack, label and node' {
            (Get-DockerService -Stack shop).Name | Should -Be web
            (Get-DockerService -Stack nothere) | Should -BeNullOrEmpty
            (Get-DockerService -Label tier=front).Name | Should -Be web
            @(Get-DockerTask -Stack shop).Count | Should -Be 3
            (Get-DockerStack shop | Get-DockerService).Name | Should -Be web
            @(Get-DockerStack shop | Get-DockerTask -Node node1, node2).Node | Sort-Object | Should -Be node1, node2
            Get-DockerNode node2 | Get-DockerTask | ForEach-Object Node | Should -Be node2
            (Get-DockerTask -Node self).Node | Should -Be node1
            Get-DockerService web | Get-DockerTask -State running | ForEach-Object ServiceName | Select-Object -Unique | Should -Be web
        }

        It 'comes back from JSON, CSV and a job to the same service' {
            (Get-DockerService web | ConvertTo-Json -WarningVariable +truncated | ConvertFrom-Json | Get-DockerService).Name | Should -Be web
            (Get-DockerService web | ConvertTo-Csv | ConvertFrom-Csv | Get-DockerService).Replicas | Should -Be '3/3'
            $task = Get-DockerTask web.1
            ($task | ConvertTo-Json -WarningVariable +truncated | ConvertFrom-Json | Get-DockerTask).Name | Should -Be web.1
            $truncated | Should -BeNullOrEmpty
            (Get-DockerTask web.1 -Detailed).Spec.Container.Image | Should -Be $image
            { $task | Get-DockerService -ErrorAction Stop } | Should -Throw -ErrorId 'WrongObject*'
        }

        It 'gives services and tasks to Get-DockerObject' {
            (Get-DockerObject web).Spec.Name | Should -Be web
            (Get-DockerTask web.2 | Get-DockerObject).Name | Should -Be web.2
            (Get-DockerObject web.3 -Type task).ServiceName | Should -Be web
        }

        It 'completes names of services, tasks and stacks' {
            function Complete([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
            Complete 'Remove-DockerService w' | Should -Contain web
            Complete 'Get-DockerTask web' | Should -Be web, web.1, web.2, web.3
            Complete 'Get-DockerService -Stack ' | Should -Contain shop
            Complete 'Get-DockerTask -Node no' | Should -Contain node2
            Complete 'Get-DockerTask -State fa' | Should -Be failed
        }

        It 'says what is not there' {
            { Get-DockerService nope -ErrorAction Stop } | Should -Throw -ErrorId 'ServiceNotFound*'
            { Get-DockerTask nope -ErrorAction Stop } | Should -Throw -ErrorId 'TaskNotFound*'
            { Get-DockerServiceLog nope -ErrorAction Stop } | Should -Throw -ErrorId 'ServiceNotFound*'
            { Get-DockerService -HostAddress $swarmEngines[1] } | Should -Throw -ErrorId 'NotSwarmManager*'
        }
    }

    Context 'Logs' {
        It 'come as lines that know their task and node, and as docker prints them' {
            $null = Add-Sleeper web -Replica 2 -Script 'echo out; echo err >&2; exec sleep 1000000'
            $lines = Get-DockerServiceLog web
            $lines.Count | Should -Be 4
            $lines | Where-Object Stream -EQ stderr | ForEach-Object { "$_" } | Should -Be err, err
            $lines.Task | Sort-Object -Unique | Should -Be web.1, web.2
            $ours = Get-DockerServiceLog web -Prefix | ForEach-Object { "$_" } | Sort-Object
            $ours | Should -Be @(docker service logs --no-task-ids web 2>&1 | ForEach-Object { "$_" -replace ' +\| ', ' | ' } | Sort-Object)
            (Get-DockerTask web.2 | Get-DockerServiceLog -Tail 1 -Raw).GetType() | Should -Be string
        }
    }

    Context 'Changes' {
        It 'resizes by position, by hashtable, as docker writes it and by pipeline' {
            $null = Add-Sleeper web
            $null = Add-Sleeper api
            (Resize-DockerService web 2 -PassThru).Replicas | Should -Be '2/2'
            Resize-DockerService @{ web = 1; api = 2 }
            (Get-DockerService web, api).Desired | Should -Be 1, 2
            Scale-DockerService web=3, api=1
            (Get-DockerService web, api).Desired | Should -Be 3, 1
            Get-DockerService | Resize-DockerService 2 -Detach
            (Get-DockerService web, api).Desired | Should -Be 2, 2
            Resize-DockerService (Get-DockerService web) 1
            (Get-DockerService web).Desired | Should -Be 1
        }

        It 'refuses a global service and does nothing with -WhatIf' {
            $null = New-DockerService -Name agent -Mode global -NoResolveImage -EndpointMode dnsrr -StopGracePeriod 0.1 $image -- sleep 1000000
            { Resize-DockerService agent 2 -ErrorAction Stop } | Should -Throw -ErrorId 'ServiceNotReplicated*'
            Remove-DockerService agent -WhatIf
            (Get-DockerService agent).Replicas | Should -Be '3/3'
        }

        It 'takes an update back that the swarm took back itself, and says why' {
            $null = Add-Sleeper web -Replica 2 -Option @{ UpdateFailureAction = 'rollback' }
            Update-DockerService web -Image nope.invalid/x:1 -NoResolveImage -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure.FullyQualifiedErrorId | Should -BeLike 'ServiceRolledBack*'
            $failure[0].Exception.TaskErrors[0] | Should -Match '^web\.[12] on node\d: .*nope\.invalid'
            (Get-DockerService web).Image | Should -Be $image
        }

        It 'undoes what paused' {
            $null = Add-Sleeper web -Replica 2
            Update-DockerService web -Image nope.invalid/x:1 -NoResolveImage -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure.FullyQualifiedErrorId | Should -BeLike 'ServiceUpdatePaused*'
            $failure[0].ErrorDetails.RecommendedAction | Should -Match 'Undo-DockerService web'
            (Get-DockerService web).UpdateState | Should -Be paused
            $undone = Rollback-DockerService web -PassThru
            $undone.Image | Should -Be $image
            $undone.Replicas | Should -Be '2/2'
            (Get-DockerTask web -State rejected)[0].Error | Should -Match 'nope\.invalid'
        }

        It 'waits for jobs' {
            $job = New-DockerService -Name job -Mode replicated-job -Replica 3 -MaximumConcurrent 2 -RestartCondition none -NoResolveImage -EndpointMode dnsrr -Detach $image -- echo done
            ($job | Wait-DockerService).Completed | Should -Be 3
            (Get-DockerTask job).State | Select-Object -Unique | Should -Be complete
        }
    }
}
