BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_SWARM -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
}

Describe 'New-DockerService and Update-DockerService on a real swarm' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        . (Join-Path $PSScriptRoot 'Swarm.ps1')
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = Initialize-TestSwarm
        $image = $env:DOCKERPS_TEST_IMAGE
        # Without addresses of its own a service needs nothing that kernels without IPVS lack; the engine knows no registry of the image.
        $common = @{ NoResolveImage = $true; EndpointMode = 'dnsrr'; Init = $true; StopGracePeriod = 1 }

        function Get-Spec {
            param([string] $Name)
            (docker service inspect $Name | ConvertFrom-Json -AsHashtable).Spec
        }

        function Get-Completion {
            param([string] $Line)
            (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText
        }
    }

    AfterEach {
        $services = @(docker service ls -q)
        if ($services) { docker service rm @services | Out-Null }
    }

    AfterAll {
        Clear-TestSwarm
        $env:DOCKER_HOST = $dockerHost
    }

    Context 'New-DockerService' {
        It 'is typed as docker is' {
            New-DockerService @common -d -Name typed -e A=1, B=2 -l stage=test -p 'published=18080,target=80,mode=host' -w /tmp -u 5 -t $image -- sh -c 'sleep 1000' | Out-Null
            $spec = Get-Spec typed
            $container = $spec.TaskTemplate.ContainerSpec
            $container.Image | Should -Be $image
            $container.Args | Should -Be 'sh', '-c', 'sleep 1000'
            $container.Env | Should -Be 'A=1', 'B=2'
            $container.Dir, $container.User, $container.TTY | Should -Be '/tmp', '5', $true
            $spec.Labels.stage | Should -Be 'test'
            $spec.EndpointSpec.Ports[0].PublishedPort, $spec.EndpointSpec.Ports[0].PublishMode | Should -Be 18080, 'host'
        }

        It 'returns the service when its tasks run' {
            $made = New-DockerService @common -Name ready -Replica 2 $image sleep 1000
            $made | Should -BeOfType DockerPS.DockerServiceDetail
            $made.Replicas | Should -Be '2/2'
            ($made | Format-Table | Out-String) | Should -Match 'ready\s+\w{12}\s+replicated\s+.*2/2'
            docker service ps ready --format '{{.DesiredState}} {{.CurrentState}}' | Should -Match '^Running Running'
        }

        It 'takes a line for a shell, splits a text of the entrypoint into words, and leaves lists as they are' {
            New-DockerService @common -d -Name line $image sh -c 'echo "$HOME"' | Out-Null
            (Get-Spec line).TaskTemplate.ContainerSpec.Args | Should -Be 'sh', '-c', 'echo "$HOME"'
            New-DockerService @common -d -Name text -Entrypoint "sh -c 'exec sleep 1000'" $image | Out-Null
            (Get-Spec text).TaskTemplate.ContainerSpec.Command | Should -Be 'sh', '-c', 'exec sleep 1000'
            New-DockerService @common -d -Name list -Entrypoint sh, '-c', 'a b' $image | Out-Null
            (Get-Spec list).TaskTemplate.ContainerSpec.Command | Should -Be 'sh', '-c', 'a b'
        }

        It 'takes hashtables, numbers and times as PowerShell has them' {
            $limits = @{ LimitMemory = 64MB; ReserveMemory = '16m'; LimitCpu = 0.5; UpdateDelay = [timespan]::FromSeconds(3); RestartDelay = '1s'; Replica = 0 }
            New-DockerService @common @limits -d -Name values -Environment @{ A = 1 } -Label @{ on = $true } -Constraint @{ 'node.role' = 'manager' } `
                -Mount @{ Type = 'tmpfs'; Target = '/run'; 'Tmpfs-Size' = '1m' } -Publish @{ Published = 18081; Target = 81; Mode = 'host'; Protocol = 'udp' } -Ulimit @{ nofile = '5:6' } $image | Out-Null
            $spec = Get-Spec values
            $spec.TaskTemplate.Resources.Limits.MemoryBytes, $spec.TaskTemplate.Resources.Reservations.MemoryBytes | Should -Be 64MB, 16MB
            $spec.TaskTemplate.Resources.Limits.NanoCPUs | Should -Be 500000000
            $spec.UpdateConfig.Delay, $spec.TaskTemplate.RestartPolicy.Delay | Should -Be 3000000000, 1000000000
            $spec.TaskTemplate.ContainerSpec.Env | Should -Be 'A=1'
            $spec.Labels.on | Should -Be 'true'
            $spec.TaskTemplate.Placement.Constraints | Should -Be 'node.role==manager'
            $spec.TaskTemplate.ContainerSpec.Mounts[0].TmpfsOptions.SizeBytes | Should -Be 1MB
            $spec.EndpointSpec.Ports[0].Protocol | Should -Be 'udp'
            $spec.TaskTemplate.ContainerSpec.Ulimits[0].Hard | Should -Be 6
        }

        It 'makes a service as another one is' {
            'hidden' | docker secret create pester-secret - | Out-Null
            New-DockerService @common -d -Name first -Secret 'source=pester-secret,target=s,mode=0400' -Mount 'type=volume,source=v,target=/v' -Publish 'published=18082,target=82,mode=host' -Replica 0 $image | Out-Null
            $other = Get-DockerService first -Detailed
            $container = $other.Spec.TaskTemplate.Container
            New-DockerService @common -d -Name second -Secret $container.Secrets -Mount $container.Mounts -Publish $other.Spec.EndpointSpec.Ports -Replica 0 $other.Image | Out-Null
            $first = Get-Spec first
            $second = Get-Spec second
            $second.Name = 'first'
            ($second | ConvertTo-Json -Depth 20) | Should -Be ($first | ConvertTo-Json -Depth 20)
        }

        It 'waits for jobs and for one task on each node' {
            (New-DockerService @common -Name job -Mode replicated-job -Replica 3 -MaximumConcurrent 2 $image true).Completed | Should -Be 3
            (New-DockerService @common -Name all -Mode global $image sleep 1000).Replicas | Should -Be '1/1'
        }

        It 'shows what it would make, and makes nothing' {
            New-DockerService @common -Name shown $image -WhatIf
            docker service ls -q | Should -BeNullOrEmpty
        }

        It 'refuses what does not go together, and names what is not there' {
            { New-DockerService @common -Name odd -Mode global -Replica 2 $image } | Should -Throw -ErrorId 'OptionConflict,*'
            New-DockerService @common -Name odd -Network pester-none $image -ErrorVariable errors -ErrorAction SilentlyContinue
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'NetworkNotFound*'
            $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*New-DockerNetwork pester-none -Driver overlay*'
            docker service ls -q | Should -BeNullOrEmpty
        }

        It 'is an error with the name of a service that is there' {
            New-DockerService @common -d -Name twice -Replica 0 $image | Out-Null
            New-DockerService @common -d -Name twice -Replica 0 $image -ErrorVariable errors -ErrorAction SilentlyContinue
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'NameInUse*'
        }
    }

    Context 'Update-DockerService' {
        It 'changes what it is told, and nothing else' {
            New-DockerService @common -d -Name changed -Replica 0 -e A=1, B=2 -l a=1, b=2 -Mount 'type=volume,source=v,target=/v' -Group 5 $image sleep 1000 | Out-Null
            $before = Get-Spec changed
            { Update-DockerService changed -AddLabel x=1 -AddMount /w } | Should -Throw -ErrorId 'BadAddMount,*'
            Update-DockerService changed -AddEnvironment @{ C = 3 }, 'B=4' -EnvRm A -RemoveLabel a -AddMount 'target=/w' -RemoveMount /v -Argument 'sleep 5' -Detach
            $after = Get-Spec changed
            $container = $after.TaskTemplate.ContainerSpec
            $container.Env | Should -Be 'B=4', 'C=3'
            $after.Labels.Keys | Should -Be 'b'
            $container.Mounts.Target | Should -Be '/w'
            $container.Args | Should -Be 'sleep', '5'
            $container.Groups | Should -Be $before.TaskTemplate.ContainerSpec.Groups
            ($after.UpdateConfig | ConvertTo-Json) | Should -Be ($before.UpdateConfig | ConvertTo-Json)
        }

        It 'takes services from the pipeline, also from JSON, and returns them with -PassThru' {
            'a', 'b' | ForEach-Object { New-DockerService @common -d -Name "piped-$_" -Replica 0 $image | Out-Null }
            (Get-DockerService piped-* | Update-DockerService -AddLabel x=1 -Detach -PassThru).Name | Sort-Object | Should -Be 'piped-a', 'piped-b'
            Get-DockerService piped-a | ConvertTo-Json -Depth 2 | ConvertFrom-Json | Update-DockerService -AddLabel y=1 -Detach
            (Get-Spec piped-a).Labels.y | Should -Be '1'
            Update-DockerService piped-* -RemoveLabel x -Detach
            (Get-Spec piped-b).Labels.Keys | Should -BeNullOrEmpty
        }

        It 'waits until the new tasks run' {
            New-DockerService @common -Name waited $image sleep 1000 | Out-Null
            Update-DockerService waited -Argument sleep, 2000 -UpdateMonitor 1
            $task = docker service ps waited --filter desired-state=running --format '{{.CurrentState}}'
            $task | Should -Match '^Running'
            (Get-Spec waited).TaskTemplate.ContainerSpec.Args | Should -Be 'sleep', '2000'
        }

        It 'is an error with what tasks failed of when the swarm undoes it' {
            New-DockerService @common -Name undone $image sleep 1000 | Out-Null
            Update-DockerService undone -Argument false -UpdateFailureAction rollback -UpdateMonitor 2 -RestartCondition none -ErrorVariable errors -ErrorAction SilentlyContinue
            $errors[0].FullyQualifiedErrorId | Should -BeLike 'ServiceRolledBack*'
            $errors[0].Exception.Message | Should -Match 'non-zero exit \(1\)'
            (Get-Spec undone).TaskTemplate.ContainerSpec.Args | Should -Be 'sleep', '1000'
        }

        It 'says what would be different' {
            New-DockerService @common -d -Name kept -Replica 0 $image | Out-Null
            $text = pwsh -NoProfile -c "Import-Module '$((Get-Module DockerPS).Path)'; Update-DockerService kept -Replica 3 -Force -WhatIf"
            $text | Should -Match 'Update service \(Force, Replica\).*kept \(\w{12}\)'
            (Get-Spec kept).Mode.Replicated.Replicas | Should -Be 0
        }

        It 'tells in verbose what was not there to be removed' {
            New-DockerService @common -d -Name missing -Replica 0 $image | Out-Null
            (Update-DockerService missing -RemoveLabel nope -Detach -Verbose 4>&1).Message | Should -Contain 'missing has no label nope that could be removed.'
        }
    }

    Context 'Completion' {
        It 'offers the words of services' {
            Get-Completion 'New-DockerService -Mode ' | Should -Be 'replicated', 'global', 'replicated-job', 'global-job'
            Get-Completion 'New-DockerService -UpdateOrder st' | Should -Be 'stop-first', 'start-first'
            Get-Completion 'New-DockerService -Constraint node.r' | Should -Be "'node.role==manager'", "'node.role==worker'"
        }

        It 'offers what there is in the swarm' {
            docker network create -d overlay pester-net | Out-Null
            New-DockerService @common -d -Name offered -Replica 0 -e ONE=1, TWO=2 -l tier=x -Publish 'published=18083,target=83,mode=host' $image | Out-Null
            # A completion answers within its time or not at all.
            $line = 'New-DockerService -Network pester'
            $deadline = [datetime]::UtcNow.AddSeconds(20)
            while ((Get-Completion $line) -ne 'pester-net' -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
            Get-Completion $line | Should -Be 'pester-net'
            Get-Completion 'New-DockerService -Network docker_gw' | Should -Be 'docker_gw'
            Get-Completion 'Update-DockerService off' | Should -Be 'offered'
            Get-Completion 'Update-DockerService offered -RemoveEnvironment ' | Should -Be 'ONE', 'TWO'
            Get-Completion 'Update-DockerService offered -RemoveLabel ' | Should -Be 'tier'
            Get-Completion 'Update-DockerService offered -RemovePublish ' | Should -Be "'18083:83'"
        }
    }
}
