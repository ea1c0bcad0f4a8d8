BeforeDiscovery {
    $skip = -not $env:DOCKERPS_TEST_ENGINE -or -not (Get-Command docker -CommandType Application -ErrorAction Ignore)
}

Describe 'Get-DockerObject on a real engine' -Skip:$skip {
    BeforeAll {
        Import-Module ($env:DOCKERPS_MODULE ?? (Join-Path $PSScriptRoot '../../DockerPS.psd1'))
        $dockerHost = $env:DOCKER_HOST
        $env:DOCKER_HOST = $env:DOCKERPS_TEST_ENGINE
        $run = "dpsob$PID"
        $label = $env:DOCKERPS_TEST_LABEL ? @('--label', $env:DOCKERPS_TEST_LABEL) : @()
        $web = docker create --name "$run-web" @label $env:DOCKERPS_TEST_IMAGE sleep 1000000
        docker tag $env:DOCKERPS_TEST_IMAGE "$run-web:latest"
        docker tag $env:DOCKERPS_TEST_IMAGE "$run-shop:1"
        docker network create @label "$run-net" | Out-Null
        docker volume create @label "$run-data" | Out-Null
    }

    AfterAll {
        docker rm -fv (docker ps -aq --filter "name=$run-") | Out-Null
        docker network rm "$run-net" | Out-Null
        docker volume rm "$run-data" | Out-Null
        docker rmi "$run-web:latest" "$run-shop:1" | Out-Null
        $env:DOCKER_HOST = $dockerHost
    }

    It 'finds in the order of docker, or of one type' {
        $object = Get-DockerObject "$run-web"
        $object | Should -BeOfType DockerPS.ContainerDetail
        $object.Id | Should -Be $web
        Get-DockerObject "$run-web" -Type image | Should -BeOfType DockerPS.ImageDetail
        (Get-DockerObject "$run-shop:1").Tags -join ' ' | Should -Match "$run-shop:1"
        Get-DockerObject "$run-net" | Should -BeOfType DockerPS.DockerNetworkDetail
        (Get-DockerNetwork "$run-net" | Get-DockerObject).Name | Should -Be "$run-net"
        Get-DockerObject "$run-data" | Should -BeOfType DockerPS.DockerVolumeDetail
        (Get-DockerVolume "$run-data" | Get-DockerObject -Size).Size | Should -BeGreaterOrEqual 0
        (Get-DockerObject $web.Substring(0, 20)).Id | Should -Be $web
        Get-DockerObject "$run-web" -Size | ForEach-Object SizeRootFs | Should -BeGreaterThan 0
    }

    It 'is one error where no type has it' {
        Get-DockerObject "$run-nosuch", "$run-web" -ErrorAction SilentlyContinue -ErrorVariable problem | Should -HaveCount 1
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -Be 'ObjectNotFound,DockerPS.Commands.GetDockerObjectCommand'
        $problem[0].TargetObject | Should -Be "$run-nosuch"
    }

    It 'asks again for what is piped in' {
        $before = Get-Container "$run-web"
        docker rename "$run-web" "$run-renamed"
        ($before | Get-DockerObject).Name | Should -Be "$run-renamed"
        ($before | ConvertTo-Csv | ConvertFrom-Csv | Get-DockerObject).Name | Should -Be "$run-renamed"
        docker rename "$run-renamed" "$run-web"
    }

    It 'finds all of a name with a wildcard' {
        (Get-DockerObject "$run-*").ForEach{ $_.GetType().Name } | Sort-Object -Unique | Should -Be 'ContainerDetail', 'DockerNetworkDetail', 'DockerVolumeDetail', 'ImageDetail'
    }

    It 'shows objects of several types without their connection' {
        $shown = Get-DockerObject "$run-web", "$run-net", "$run-data" | Out-String -Width 200
        $shown | Should -Match 'Driver\s+: bridge'
        $shown | Should -Match 'Mountpoint\s+: '
        $shown | Should -Not -Match 'Connection|AdditionalProperties'
        Get-DockerObject "$run-net" | Select-Object Connection | Out-String | Should -Match 'Connection'
    }

    It 'completes names and types' {
        # An answer that takes longer than a completion may is none.
        $patience = [Diagnostics.Stopwatch]::StartNew()
        do { $found = (TabExpansion2 "Get-DockerObject $run-").CompletionMatches.CompletionText }
        until ($found -contains "$run-shop:1" -or $patience.Elapsed.TotalSeconds -gt 30)
        $found | Should -Contain "$run-shop:1"
        (TabExpansion2 'Get-DockerObject web -Type ').CompletionMatches.CompletionText | Should -Be 'container', 'image', 'network', 'volume', 'service', 'task', 'node', 'secret', 'config'
    }
}
